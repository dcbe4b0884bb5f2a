"""Mutants: what is changed in a source, what is left alone, and how a mutant is named."""

from __future__ import annotations

import pytest

from tools.mutants import Mutant, apply, find_mutants


def mutated(source: str) -> list[str]:
    """The source with each of its changes."""
    return [apply(source, mutant) for mutant in find_mutants(source, "x.py")]


@pytest.mark.parametrize(
    ("source", "changed"),
    [
        ("x = a > b", ["x = a >= b"]),
        ("x = a <= b", ["x = a < b"]),
        ("x = a == b", ["x = a != b"]),
        ("x = a is not b", ["x = a is b"]),
        ("x = a not  in b", ["x = a in b"]),
        ("x = a < b == c", ["x = a <= b == c", "x = a < b != c"]),
        ("x = (a) < (b)", ["x = (a) <= (b)"]),
        ("x = a and b or c", ["x = a or b or c", "x = a and b and c"]),
        ("x = not a", ["x = a"]),
        ("x = not (a, b)", ["x = (a, b)"]),
        ("x = -a", ["x = a"]),
        ("x = a + b", ["x = a - b"]),
        ("x = a | b", ["x = a & b"]),
        ("x = a // b", ["x = a * b"]),
        ("x += a", ["x -= a"]),
        ("x += [a]", ["pass"]),
        ("x = 14", ["x = 13", "x = 15"]),
        ("x = 0", ["x = (-1)", "x = 1"]),
        ("x = 0.5", ["x = 0.25", "x = 1.0"]),
        ("x = True", ["x = False"]),
        ("x = f(a, wide=False)", ["x = f(a, wide=True)"]),
        ("x = b if a else c", ["x = b if False else c", "x = b if True else c"]),
        ("x = [a for a in b if a]", ["x = [a for a in b if False]", "x = [a for a in b if True]"]),
        ("x = {'a', 'b'}", ["x = set()", "x = {'a'}", "x = {'b'}"]),
        ("x = ('a', 'b')", ["x = ()", "x = ('a',)", "x = ('b',)"]),
        ("x = ['a']", ["x = []"]),
        ("x = sorted(a)", ["x = sorted(a, reverse=True)"]),
        ("x = sorted(b for b in a)", ["x = sorted((b for b in a), reverse=True)"]),
        ("x = sorted(a, key=f, reverse=True)", ["x = sorted(a, key=f, reverse=False)"]),
        ("a.sort(key=f)", ["a.sort(key=f, reverse=True)", "pass"]),
        ("x = min(a)", ["x = max(a)"]),
        ("x = any(a)", ["x = all(a)"]),
        ("f(a)", ["pass"]),
        ("def f(a): return a", ["def f(a): return None"]),
        ("def f(a): return True", ["def f(a): return False"]),
        ("def f(a): raise A(a + 1)", ["def f(a): pass"]),
        ("for a in b: continue", ["for a in b: pass"]),
        ("for a in b: break", ["for a in b: pass"]),
        ("while a: b = a", ["while False: b = a"]),
        ("if a: b = c", ["if False: b = c", "if True: b = c"]),
    ],
)
def test_a_change_is_made_for_everything_that_decides(source: str, changed: list[str]) -> None:
    assert sorted(mutated(source)) == sorted(changed)


@pytest.mark.parametrize(
    "source",
    [
        '"""A text with 3 words."""',
        "import a.b",
        "x: Final[Literal['a', 'b']]",
        "Kind = Literal['a', 'b']",
        "__all__ = ['a', 'b']",
        "if TYPE_CHECKING:\n    x = 1",
        "@cache(size=2)\ndef f(a: int | None) -> set[str] | None:\n    pass",
        "x = f'{a + 1} days'",
        "x = 'a' + b",
        "x = zip(a, b, strict=True)",
        "assert a is not None",
        "def f(a):\n    return None",
        "x = 'one word'",
    ],
)
def test_nothing_is_changed_that_decides_nothing(source: str) -> None:
    assert mutated(source) == []


def test_a_word_in_a_comment_is_not_taken_for_the_operator() -> None:
    assert mutated("x = (\n    a  # this and that\n    and b\n)") == ["x = (\n    a  # this and that\n    or b\n)"]


def test_letters_of_several_bytes_before_a_change_do_not_move_it() -> None:
    assert mutated("x = 'Сєвєродонецьк' == a") == ["x = 'Сєвєродонецьк' != a"]


def test_a_condition_of_several_lines_is_replaced_as_a_whole() -> None:
    source = "if (\n    a\n    and b\n):\n    x = c"
    assert "if (\n    True\n):\n    x = c" in mutated(source)


def test_every_mutant_can_be_compiled_and_no_two_are_alike() -> None:
    source = "def f(a, b):\n    if not a or b > 1:\n        return sorted(x for x in b if x)\n    return a[0] - 1\n"
    changed = mutated(source)
    for one in changed:
        compile(one, "x", "exec")
    assert len(set(changed)) == len(changed)
    assert source not in changed


def test_a_mutant_tells_its_line_as_it_is_and_as_it_becomes() -> None:
    (mutant,) = find_mutants("def f(\n    a\n):\n    b =  a <  c\n", "weigh/x.py")
    assert (mutant.file, mutant.line) == ("weigh/x.py", 4)
    assert (mutant.before, mutant.after) == ("b = a < c", "b = a <= c")


def keys(source: str) -> list[str]:
    return [mutant.key for mutant in find_mutants(source, "x.py")]


def test_a_mutant_keeps_its_name_when_lines_are_added_above() -> None:
    assert keys("x = a < b\n") == keys("import c\n\n\nx = a < b\n")


def test_the_same_change_of_a_line_that_stands_twice_has_two_names() -> None:
    assert len(set(keys("x = a < b\ny = c\nx = a < b\n"))) == 2


def test_a_mutant_is_named_by_its_file_too() -> None:
    (here,), (there,) = find_mutants("x = a < b", "x.py"), find_mutants("x = a < b", "y.py")
    assert isinstance(here, Mutant)
    assert here.key != there.key
