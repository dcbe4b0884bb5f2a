"""One name means one thing: no two public classes or modules of different meaning share one."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import sayso

PACKAGE = Path(sayso.__file__).parent
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]
SAME_THING = {
    "articles": "the ledger's articles: added in keep, listed by a command and on a page",
    "claims": "the ledger's claims: listed by a command and on a page",
    "codebook": "the codebook: loaded in packs, shown by a command",
    "control": "who is said to hold what: settled by the flow, listed by a command and on a page",
    "formats": "the table of formats: of documents that are read, of records that are exported",
    "incidents": "the ledger's incidents: listed by a command and on a page",
    "ledger": "the ledger: kept in keep, filled by the flow",
    "marking": "the last step of each room of mark: from what was found to marks",
    "review": "what waits for a reviewer: a command and a page",
    "search": "search in texts: the index, its command and its page",
    "sources": "who says it: found in claim, listed by a command and on a page",
    "vocabulary": "a room's words of the language, each room's own",
    "weighing": "claims weighed: the flow's order of it, and the rules of control",
}
"""Names of modules that stand in several rooms on purpose, each with the one thing that it means in all of them."""


def definitions(module: Path) -> Iterator[tuple[str, str]]:
    """Public classes, and names given to types, each with its code."""
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            yield node.name, ast.dump(node)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name[0].isupper() and not name.isupper():
                yield name, ast.dump(node.value)


def test_no_class_or_type_has_two_meanings() -> None:
    meanings: dict[str, set[str]] = defaultdict(set)
    for module in MODULES:
        for name, code in definitions(module):
            if not name.startswith("_"):
                meanings[name].add(code)
    assert sorted(name for name, codes in meanings.items() if len(codes) > 1) == []


def test_no_module_name_has_two_meanings() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for module in MODULES:
        if not module.stem.startswith("__"):
            places[module.stem].append(module.relative_to(PACKAGE).as_posix())
    assert {name: where for name, where in places.items() if len(where) > 1 and name not in SAME_THING} == {}


def test_no_excuse_outlives_its_modules() -> None:
    stems = [module.stem for module in MODULES]
    assert [name for name in SAME_THING if stems.count(name) < 2] == []
