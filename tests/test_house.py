"""Rules of the house that import-linter cannot see."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso

PACKAGE = Path(sayso.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
LIMIT = 400
"""Lines of a module."""
LONGEST = 40
"""Lines of a function, its docstring aside."""


def name_of(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def functions(module: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


def length(function: ast.FunctionDef) -> int:
    documented = ast.get_docstring(function) is not None
    body = function.body[1:] if documented and len(function.body) > 1 else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_can_be_read_in_one_go(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LIMIT


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_function_can_be_seen_at_once(module: Path) -> None:
    assert {one.name: length(one) for one in functions(module) if length(one) > LONGEST} == {}


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_public_name_says_what_it_gives(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    public = [
        node
        for node in tree.body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
    ]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


def test_nothing_but_packs_knows_where_the_data_lies() -> None:
    telltales = ("importlib.resources", '/ "data"', "sayso.data", "/ 'data'")
    guilty = [name_of(module) for module in MODULES if any(word in module.read_text("utf-8") for word in telltales)]
    assert guilty == ["packs/pack.py"]


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    assert [name_of(module) for module in MODULES if module.stem in {"utils", "helpers", "common", "misc"}] == []


def test_the_packages_public_names_are_sorted_and_there() -> None:
    assert list(sayso.__all__) == sorted(sayso.__all__)
    assert [name for name in sayso.__all__ if not hasattr(sayso, name)] == []
