"""The mutants of a module: its source with one small change of logic each. Pure functions on source text."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Final, NamedTuple

COMPARISONS: Final = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==",
    "is": "is not", "is not": "is", "in": "not in", "not in": "in",
}  # fmt: skip
ARITHMETIC: Final = {"+": "-", "-": "+", "*": "/", "/": "*", "//": "*", "|": "&", "&": "|"}
CALLS: Final = {"min": "max", "max": "min", "any": "all", "all": "any"}
NO_LOGIC: Final = frozenset({"annotation", "returns", "decorator_list", "type_params", "type_comment"})
"""Fields of a node in which nothing is decided."""
LISTED: Final = frozenset({"__all__", "__slots__"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One change of one file: bytes `[start, end)` of its source become `text`."""

    file: str
    line: int
    start: int
    end: int
    text: str
    before: str
    """The lines that it touches, on one line, as they are."""
    after: str
    """The same lines, changed."""
    nth: int = 0
    """Which one it is of those in the file that change the same words alike."""

    @property
    def key(self) -> str:
        """A name that stays if other lines are added or taken away."""
        told = "\n".join((self.file, self.before, self.after, str(self.nth)))
        return sha256(told.encode()).hexdigest()[:16]


class Edit(NamedTuple):
    """A stretch of bytes and what stands there instead."""

    start: int
    end: int
    text: str


class Source:
    """A module's source, in which nodes are found by their bytes."""

    def __init__(self, text: str) -> None:
        self.bytes = text.encode()
        self.starts = [0]
        for line in self.bytes.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def span(self, node: ast.AST) -> tuple[int, int]:
        """The node's bytes `[start, end)`."""
        first, last = self.starts[node.lineno - 1], self.starts[node.end_lineno - 1]  # type: ignore[attr-defined]
        return first + node.col_offset, last + node.end_col_offset  # type: ignore[attr-defined]

    def text(self, node: ast.AST) -> str:
        """The node as it is written."""
        start, end = self.span(node)
        return self.bytes[start:end].decode()

    def instead(self, node: ast.AST, text: str) -> Edit:
        """The edit that writes this in place of the node."""
        return Edit(*self.span(node), text)

    def between(self, left: ast.AST, right: ast.AST, swaps: dict[str, str]) -> Iterator[Edit]:
        """The edit that swaps the operator between two nodes, if it is one of these."""
        start, end = self.span(left)[1], self.span(right)[0]
        gap = re.sub(rb"#[^\n]*", lambda comment: b" " * len(comment[0]), self.bytes[start:end])
        found = re.search(rb"(?:not\s+in|is\s+not|\w+|[^\w\s()\\]+)", gap)
        operator = " ".join(found[0].decode().split()) if found else ""
        if found and operator in swaps:
            yield Edit(start + found.start(), start + found.end(), swaps[operator])


def find_mutants(text: str, file: str) -> list[Mutant]:
    """Every mutant of a source, by where it stands; each can be compiled, and no two are alike."""
    source, seen, count = Source(text), {text.encode()}, Counter[tuple[str, str]]()
    mutants = list[Mutant]()
    for edit in sorted({edit for node in _deciding(ast.parse(text)) for edit in _edits(node, source)}):
        changed = _changed(source.bytes, edit)
        if changed in seen or not _compiles(changed):
            continue
        seen.add(changed)
        before, after = _lines(source.bytes, edit.start, edit.end), _lines(changed, edit.start, _end_of(edit))
        line = source.bytes.count(b"\n", 0, edit.start) + 1
        mutants.append(Mutant(file=file, line=line, start=edit.start, end=edit.end, text=edit.text,
                              before=before, after=after, nth=count[before, after]))  # fmt: skip
        count[before, after] += 1
    return mutants


def apply(text: str, mutant: Mutant) -> str:
    """The source with this change."""
    return _changed(text.encode(), Edit(mutant.start, mutant.end, mutant.text)).decode()


def _changed(source: bytes, edit: Edit) -> bytes:
    return source[: edit.start] + edit.text.encode() + source[edit.end :]


def _end_of(edit: Edit) -> int:
    return edit.start + len(edit.text.encode())


def _compiles(source: bytes) -> bool:
    try:
        compile(source, "mutant", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True


def _lines(source: bytes, start: int, end: int) -> str:
    """The lines of a stretch, without what is blank around and between them."""
    first = source.rfind(b"\n", 0, start) + 1
    last = source.find(b"\n", end)
    return " ".join(source[first : last if last >= 0 else len(source)].decode().split())


def _deciding(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes in which something is decided: no annotations, decorators, texts for people, lists of names."""
    yield node
    if isinstance(node, ast.Raise):
        return
    for name, value in ast.iter_fields(node):
        if name not in NO_LOGIC:
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST) and not _is_idle(child):
                    yield from _deciding(child)


def _is_idle(node: ast.AST) -> bool:
    """Whether nothing that the node says can change what the code does, or its place in the source is not told."""
    match node:
        case ast.JoinedStr() | ast.Import() | ast.ImportFrom() | ast.Assert() | ast.Expr(value=ast.Constant()):
            return True
        case ast.Subscript(value=ast.Name(id="Literal")) | ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name in LISTED
        case ast.keyword(arg="strict"):
            return True
    return False


def _edits(node: ast.AST, source: Source) -> Iterator[Edit]:
    """The changes of one node, not of those in it."""
    change = CHANGES.get(type(node))
    if change:
        yield from change(node, source)


def _swap_comparison(node: ast.Compare, source: Source) -> Iterator[Edit]:
    for left, right in pairwise([node.left, *node.comparators]):
        yield from source.between(left, right, COMPARISONS)


def _swap_and_with_or(node: ast.BoolOp, source: Source) -> Iterator[Edit]:
    for left, right in pairwise(node.values):
        yield from source.between(left, right, {"and": "or", "or": "and"})


def _drop_not(node: ast.UnaryOp, source: Source) -> Iterator[Edit]:
    if isinstance(node.op, ast.Not):
        yield source.instead(node, source.text(node).removeprefix("not").lstrip())
    elif isinstance(node.op, ast.USub) and not isinstance(node.operand, ast.Constant):
        yield source.instead(node, source.text(node).removeprefix("-").lstrip())


def _swap_sign(node: ast.BinOp, source: Source) -> Iterator[Edit]:
    """Not of what only texts and lists have: no test is needed to see that these cannot be taken from each other."""
    joined = (ast.Constant, ast.JoinedStr, ast.List, ast.Tuple, ast.ListComp)
    for side in (node.left, node.right):
        if isinstance(side, joined) and not (isinstance(side, ast.Constant) and not isinstance(side.value, str)):
            return
    yield from source.between(node.left, node.right, ARITHMETIC)


def _swap_sign_in_place(node: ast.AugAssign, source: Source) -> Iterator[Edit]:
    swaps = {"+=": "-=", "-=": "+=", "*=": "/=", "|=": "&=", "&=": "|="}
    if isinstance(node.value, ast.List | ast.ListComp | ast.Tuple | ast.JoinedStr):
        yield source.instead(node, "pass")
    else:
        yield from source.between(node.target, node.value, swaps)


def _shift_constant(node: ast.Constant, source: Source) -> Iterator[Edit]:
    value = node.value
    if isinstance(value, bool):
        yield source.instead(node, str(not value))
    elif isinstance(value, int):
        yield source.instead(node, str(value + 1))
        yield source.instead(node, str(value - 1) if value else "(-1)")
    elif isinstance(value, float):
        yield source.instead(node, repr(value * 2 if value else 1.0))
        yield source.instead(node, repr(value / 2))


def _return_nothing(node: ast.Return, source: Source) -> Iterator[Edit]:
    if node.value and not (isinstance(node.value, ast.Constant) and node.value.value in (None, True, False)):
        yield source.instead(node.value, "None")


def _fix_condition(node: ast.If | ast.IfExp, source: Source) -> Iterator[Edit]:
    yield source.instead(node.test, "True")
    yield source.instead(node.test, "False")


def _never_loop(node: ast.While, source: Source) -> Iterator[Edit]:
    yield source.instead(node.test, "False")


def _fix_filter(node: ast.comprehension, source: Source) -> Iterator[Edit]:
    for test in node.ifs:
        yield source.instead(test, "True")
        yield source.instead(test, "False")


def _drop_member(node: ast.Set | ast.Tuple | ast.List, source: Source) -> Iterator[Edit]:
    """Of a set or row of words: one without each of them, and one of none."""
    words = node.elts
    if not words or not all(isinstance(word, ast.Constant) and isinstance(word.value, str) for word in words):
        return
    if isinstance(node, ast.Tuple) and not source.text(node).startswith("("):
        return
    for kept in [[], *(words[:at] + words[at + 1 :] for at in range(len(words)))]:
        yield source.instead(node, _unparsed(node, kept))


def _unparsed(node: ast.Set | ast.Tuple | ast.List, kept: Sequence[ast.expr]) -> str:
    """A set or row of these words."""
    if isinstance(node, ast.Set):
        return ast.unparse(ast.Set(elts=list(kept))) if kept else "set()"
    return ast.unparse(type(node)(elts=list(kept), ctx=ast.Load()))


def _drop_statement(node: ast.stmt, source: Source) -> Iterator[Edit]:
    if not isinstance(node, ast.Expr) or isinstance(node.value, ast.Call):
        yield source.instead(node, "pass")


def _turn_call(node: ast.Call, source: Source) -> Iterator[Edit]:
    """`sorted` and `sort` the other way round, `min` for `max`, `any` for `all`."""
    match node.func:
        case ast.Name(id="sorted") | ast.Attribute(attr="sort"):
            if not any(keyword.arg == "reverse" for keyword in node.keywords):
                reverse = ast.keyword(arg="reverse", value=ast.Constant(value=True))
                turned = ast.Call(func=node.func, args=node.args, keywords=[*node.keywords, reverse])
                yield source.instead(node, ast.unparse(turned))
        case ast.Name(id=name) if name in CALLS:
            yield source.instead(node.func, CALLS[name])


CHANGES: Final[dict[type[ast.AST], Callable[..., Iterator[Edit]]]] = {
    ast.Compare: _swap_comparison, ast.BoolOp: _swap_and_with_or, ast.UnaryOp: _drop_not, ast.BinOp: _swap_sign,
    ast.AugAssign: _swap_sign_in_place, ast.Constant: _shift_constant, ast.Return: _return_nothing,
    ast.If: _fix_condition, ast.IfExp: _fix_condition, ast.While: _never_loop, ast.comprehension: _fix_filter,
    ast.Set: _drop_member, ast.Tuple: _drop_member, ast.List: _drop_member, ast.Call: _turn_call,
    ast.Continue: _drop_statement, ast.Break: _drop_statement, ast.Raise: _drop_statement, ast.Expr: _drop_statement,
}  # fmt: skip
"""What is done to a node of each kind."""
