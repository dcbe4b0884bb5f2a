"""No words of a language in the code of the stages: they are data, in the lexicon's files.

A text in a stage's code is a word if the lexicon lists it or simplemma's dictionary of English forms has it. Names are
no words: codes and fields of the records, codes of a room (`Literal` types), classes, families and roles of the packs,
keys, names with an underscore, relations of Universal Dependencies. What else stands in the code is excused, with a
reason, in `words_in_code.yaml`; its `left` is what still waits to be moved, and only shrinks.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import simplemma
import yaml

import sayso

PACKAGE: Final = Path(sayso.__file__).parent
STAGES: Final = ("read", "mark", "claim", "weigh", "gazetteer")
LISTS: Final = yaml.safe_load((Path(__file__).parent / "words_in_code.yaml").read_text(encoding="utf-8"))
RELATIONS: Final = frozenset(
    {
        "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf", "compound", "conj", "cop",
        "csubj", "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark",
        "nmod", "nsubj", "nummod", "obj", "obl", "orphan", "parataxis", "punct", "reparandum", "root", "vocative",
        "xcomp",
    }
)  # fmt: skip
"""Relations of Universal Dependencies, version 2, without subtypes: https://universaldependencies.org/u/dep/."""
AFFIXES: Final = frozenset({"startswith", "endswith", "removeprefix", "removesuffix"})
"""Methods that ask for the edge of a word: any letters handed to one are words."""
NAMED: Final = re.compile(r"[A-Z\d_-]+|[a-z\d]+(_[a-z\d]+)+|[\w-]*\.(yaml|json|npy|npz|toml|html|txt|zip|parquet|onnx)")
"""Codes in capitals, names with an underscore, names of files."""
CAPITALS: Final = re.compile(r"[A-Z]{2,}s?")
SHORTEST: Final = frozenset({"a", "i"})
"""Words of one letter."""
WORDLIKE: Final = frozenset({"of"})
"""Fields of the records that are rather met as words."""
TOLD: Final = frozenset({"hint", "encoding", "errors", "mode"})
"""Arguments that are messages, or say how a file is opened."""
KEYED: Final = frozenset({"get", "pop", "setdefault", "getattr", "open"})
"""Calls whose text is a key, or the way in which a file is opened."""


def modules() -> list[Path]:
    return [module for stage in STAGES for module in sorted((PACKAGE / stage).rglob("*.py"))]


@cache
def names() -> frozenset[str]:
    """Codes of the records and the packs: fields, values of `Literal` types, families, types, classes and roles."""
    literals = {text for room in ("model", "packs") for text in codes_of(room)}
    fields_of_records = {field for module in (PACKAGE / "model").glob("*.py") for field in annotated(parsed(module))}
    return frozenset({*literals, *fields_of_records, *RELATIONS, *codes_of_packs()} - WORDLIKE)


@cache
def codes_of(room: str) -> frozenset[str]:
    """The values of the `Literal` types that the modules of a room write down."""
    nodes = [node for module in (PACKAGE / room).rglob("*.py") for node in ast.walk(parsed(module))]
    types = [node.slice for node in nodes if is_literal_type(node)]
    return frozenset(part.value for given in types for part in ast.walk(given) if is_text(part))


def annotated(tree: ast.AST) -> Iterator[str]:
    """The names that are given a type in a module, fields of its classes among them."""
    for part in ast.walk(tree):
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            yield part.target.id


@cache
def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def codes_of_packs() -> set[str]:
    codebook = PACKAGE / "data" / "codebook"
    types = {str(line) for file in codebook.rglob("*.yaml") for line in of_key(loaded(file), "id")}
    families = {name.partition(".")[0] for name in types if "." in name}
    classes = set(loaded(PACKAGE / "data" / "lexicon-en" / "classes.yaml")["classes"])
    return {*types, *families, *classes, "subject", "object", "poss", "actor", "target", "place"}


@cache
def fields() -> frozenset[str]:
    """Names of fields: of the package's classes, and keys of the packs' files."""
    of_classes = {name for module in PACKAGE.rglob("*.py") for name in annotated(parsed(module))}
    return frozenset(of_classes | {key for file in (PACKAGE / "data").rglob("*.yaml") for key in keys(loaded(file))})


@cache
def loaded(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def keys(content: Any) -> Iterator[str]:
    if isinstance(content, Mapping):
        yield from (str(key) for key in content)
    for part in content.values() if isinstance(content, Mapping) else content if isinstance(content, list) else ():
        yield from keys(part)


def of_key(content: Any, name: str) -> Iterator[Any]:
    """What stands under a key, however deep."""
    if isinstance(content, Mapping) and name in content:
        yield content[name]
    for part in content.values() if isinstance(content, Mapping) else content if isinstance(content, list) else ():
        yield from of_key(part, name)


@cache
def lexicon_words() -> frozenset[str]:
    """All words that the lexicon's files list, in lower case."""
    texts = {text for file in (PACKAGE / "data" / "lexicon-en").glob("*.yaml") for text in leaves(loaded(file))}
    return frozenset(word for text in texts for word in re.findall(r"[a-z']+", text.lower()))


def leaves(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    for part in content.values() if isinstance(content, Mapping) else content if isinstance(content, list) else ():
        yield from leaves(part)


def words_in(tree: ast.Module, codes: frozenset[str] = frozenset()) -> set[str]:
    """The texts of a module that hold a word of English and are no name, as they are written."""
    return {text for text, is_affix in texts_of(tree) if is_word(text, is_affix=is_affix) and text not in codes}


def is_literal_type(node: ast.AST) -> bool:
    return isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal"


def texts_of(node: ast.AST) -> Iterator[tuple[str, bool]]:
    """Every text below a node, and whether it is the edge of a word; no messages, docstrings, keys or types."""
    if is_text(node):
        yield node.value, False
    for part in parts_of(node):
        if isinstance(node, ast.Call) and is_affix_call(node) and part in node.args:
            yield from ((below.value, True) for below in ast.walk(part) if is_text(below))
        else:
            yield from texts_of(part)


def parts_of(node: ast.AST) -> Iterator[ast.AST]:
    """What lies below a node and may hold words."""
    if isinstance(node, (ast.Raise, ast.JoinedStr)) or is_literal_type(node):
        return
    skipped: list[ast.AST] = []
    if isinstance(node, ast.Expr) and is_text(node.value):
        skipped = [node.value]
    elif isinstance(node, ast.Dict):
        skipped = [key for key in node.keys if key is not None and is_field(key)]
    elif isinstance(node, ast.Subscript):
        skipped = [node.slice] if is_field(node.slice) else []
    elif isinstance(node, ast.Call) and called(node) in KEYED:
        skipped = [part for part in node.args if is_field(part)]
    elif isinstance(node, ast.keyword) and node.arg in TOLD:
        return
    elif isinstance(node, (ast.AnnAssign, ast.arg)) and node.annotation is not None:
        skipped = [node.annotation]
    elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
        return
    elif isinstance(node, ast.FunctionDef) and node.returns is not None:
        skipped = [node.returns]
    yield from (part for part in ast.iter_child_nodes(node) if part not in skipped)


def is_affix_call(node: ast.Call) -> bool:
    return called(node) in AFFIXES


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def is_field(node: ast.AST) -> bool:
    return is_text(node) and (node.value in fields() or node.value in ("rb", "wb", "ab"))


def is_text(node: Any) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@cache
def is_word(text: str, *, is_affix: bool = False) -> bool:
    """Whether a text holds a word; one all in capitals or with an underscore is a code."""
    if text in names() or text.partition(":")[0] in RELATIONS or NAMED.fullmatch(text):
        return False
    bare = re.sub(r"\\.|\?P[<=]\w+>?|\[[^\]]*\]", " ", text)  # of patterns: escapes, names of groups, sets of letters
    runs = [run for run in re.findall(r"(?<!\w)[^\W\d_]+(?!\w)", bare) if is_affix or not CAPITALS.fullmatch(run)]
    long = [run.lower() for run in runs if is_affix or len(run) > 1 or run in SHORTEST]
    return any(is_affix or run in lexicon_words() or simplemma.is_known(run, lang="en") for run in long)


@cache
def words_by_module() -> Mapping[str, set[str]]:
    return {name_of(module): words_in(parsed(module), codes_of(room_of(module))) for module in modules()}


def room_of(module: Path) -> str:
    """The stage in which a module stands, or its room in one that has rooms."""
    return module.parent.relative_to(PACKAGE).as_posix()


def name_of(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def excused() -> dict[str, set[str]]:
    """By module, the texts that may stay; `*` excuses all of a module's."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in LISTS["excused"]:
        for module in entry["modules"]:
            found[module] |= set(entry.get("words", ("*",)))
    return found


def standing() -> dict[str, set[str]]:
    """By module, the words that stand in the code and are not excused."""
    excuses = excused()
    found = words_by_module()
    rest = {name: words - excuses.get(name, set()) for name, words in found.items() if "*" not in excuses.get(name, ())}
    return {name: words for name, words in rest.items() if words}


def test_no_word_of_a_language_stands_in_the_code_of_a_stage() -> None:
    left = {module: set(words) for module, words in LISTS["left"].items()}
    more = {module: sorted(words - left.get(module, set())) for module, words in standing().items()}
    assert {module: words for module, words in more.items() if words} == {}


def test_what_is_left_to_move_only_shrinks() -> None:
    found = standing()
    gone = {module: sorted(set(words) - found.get(module, set())) for module, words in LISTS["left"].items()}
    assert {module: words for module, words in gone.items() if words or not LISTS["left"][module]} == {}


def test_every_excuse_has_its_word_and_a_reason() -> None:
    found = words_by_module()
    assert [entry for entry in LISTS["excused"] if not str(entry.get("why", "")).strip()] == []
    stale = [
        (module, word)
        for entry in LISTS["excused"]
        for module in entry["modules"]
        for word in entry.get("words", ("",))
        if (word not in found.get(module, set()) if word else not found.get(module))
    ]
    assert stale == []


def test_a_word_is_told_from_a_name_by_where_it_stands() -> None:
    source = (
        'def f(x: Literal["near"]) -> str:\n    """the town"""\n    if x == "said" or x.endswith("ing"):\n'
        '        raise ValueError("the town is gone")\n'
        '    return {"name": "nsubj", "the": "NOUN"}["text"] + f"of {x}"\n'
    )
    assert words_in(ast.parse(source)) == {"said", "ing", "the"}


def test_words_are_found_inside_of_patterns() -> None:
    assert words_in(ast.parse(r'P = re.compile(r"\sand\s(?P<day>\d+)")')) == {r"\sand\s(?P<day>\d+)"}
