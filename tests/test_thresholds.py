"""Every number that limits or weighs something says what it is and where it comes from."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

import sayso

PACKAGE = Path(sayso.__file__).parent
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


def name_of(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def is_number(node: ast.expr | None) -> bool:
    """Whether a value is a number, arithmetic of numbers or a tuple of numbers."""
    match node:
        case ast.Constant(value=value):
            return isinstance(value, int | float) and not isinstance(value, bool)
        case ast.UnaryOp(operand=operand):
            return is_number(operand)
        case ast.BinOp(left=left, right=right):
            return is_number(left) and is_number(right)
        case ast.Tuple(elts=elements):
            return bool(elements) and all(map(is_number, elements))
        case _:
            return False


def is_constant(node: ast.stmt) -> bool:
    return isinstance(node, (ast.Assign, ast.AnnAssign)) and is_number(node.value)


def is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def unexplained(source: str) -> Iterator[str]:
    """The first lines of the module's numbers that have no text below them or their neighbours, and no comment."""
    lines = source.splitlines()
    groups = [list(nodes) for _, nodes in groupby(ast.parse(source).body, key=is_constant)]
    for group, after in zip(groups, [*groups[1:], []], strict=True):
        if not is_constant(group[0]) or (after and is_text(after[0])):
            continue
        for node in group:
            line, above = lines[node.lineno - 1], lines[node.lineno - 2] if node.lineno > 1 else ""
            if "#" not in line and not above.startswith("#"):
                yield line


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("LIMIT = 3\n", ["LIMIT = 3"]),
        ("LIMIT: int = -3 * 2\nNAME = 'x'\n", ["LIMIT: int = -3 * 2"]),
        ('LIMITS = (3, 1 << 4)\nOTHER = 5\n"""Lines, at most. By hand."""\n', []),
        ('LIMIT = 3\n"""Lines, at most. By hand."""\nOTHER = 5\n', ["OTHER = 5"]),
        ("LIMIT = 3  # lines, at most\n# words, at most\nOTHER = 5\n", []),
        ("IS_LIMITED = True\nNAMES = ()\nNAME = 'x'\n", []),
    ],
)
def test_a_number_without_a_word_on_it_is_noticed(source: str, expected: list[str]) -> None:
    assert list(unexplained(source)) == expected


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_number_says_what_it_limits(module: Path) -> None:
    assert list(unexplained(module.read_text(encoding="utf-8"))) == []
