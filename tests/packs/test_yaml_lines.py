"""YAML as Sayso reads it: the values of YAML 1.2, and what is told of a text that cannot be used."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.base.errors import PackContentError
from sayso.packs.yaml_lines import line_of, parse


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", None),
        ("# a note\n", None),
        ("--- 3\n...\n", 3),
        ("[~, null, 'null', true, FALSE, 'true']", [None, None, "null", True, False, "true"]),
        ("[on, off, yes, no, y, n, On, NO]", ["on", "off", "yes", "no", "y", "n", "On", "NO"]),
        ("[0x1F, -3, +4, 1.5, 1.0e+3, 24th, 1:30]", [31, -3, 4, 1.5, 1000.0, "24th", "1:30"]),
        ("since: 2022-02-24", {"since": "2022-02-24"}),
        ("{no: 1, y: 2, 3: c}", {"no": 1, "y": 2, 3: "c"}),
        ('a: |\n  x\n  y\nb: >\n  x\n  y\nc: "\\u2026"\n', {"a": "x\ny\n", "b": "x y\n", "c": "…"}),
        ("- - a\n  - {b: c, d: }\n- []\n- {}\n", [["a", {"b": "c", "d": None}], [], {}]),
        ("a: &x {k: 1}\nb: *x\n", {"a": {"k": 1}, "b": {"k": 1}}),
    ],
)
def test_values_are_those_of_yaml_1_2(text: str, values: Any) -> None:
    assert repr(parse(text, origin="x.yaml")) == repr(values)


def test_keys_keep_the_order_in_which_they_are_written() -> None:
    assert list(parse("{z: 1, a: 2, m: 3}", origin="x.yaml")) == ["z", "a", "m"]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: [1\n", 3, "did not find expected ',' or ']'"),
        ("a: 1\nb:\n  c: 1\n  c: 2\n", 4, "'c' is said twice"),
        ("a: &x {k: 1}\nb: *x\na: 3\nb: 4\n", 3, "'a' is said twice"),
        ("- a\n- *x\n", 2, "found undefined alias"),
        ("a: 1\n---\nb: 2\n", 2, "but found another document"),
        ("1: a\n0x1: b\n", None, "duplicate entry with key 1"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(text: str, line: int | None, message: str) -> None:
    with pytest.raises(PackContentError) as caught:
        parse(text, origin="x.yaml")
    assert (caught.value.file, caught.value.line, caught.value.message) == ("x.yaml", line, message)
    assert caught.value.hint == ("mend this line" if line else "mend this file")


@pytest.mark.parametrize(
    "text",
    [
        "a: &x\n  - *x\n",
        "a: \x01\n",
        "a: 1\n? [1]\n: 2\n",
        "- [x, x]\n" + "".join(f"- &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]\n" for n in range(9)),
    ],
    ids=["a list within itself", "a control character", "a list for a key", "a text that grows without end"],
)
def test_a_text_that_would_break_a_program_is_refused(text: str) -> None:
    with pytest.raises(PackContentError):
        parse(text, origin="x.yaml")


@pytest.mark.parametrize(
    ("keys", "line"),
    [((), 1), (("b",), 2), (("b", 1), 4), (("b", 1, "d"), 5), (("b", 7), 2), (("b", 1, "x"), 4), (("a", "x"), 1)],
)
def test_a_value_is_found_by_its_keys(keys: tuple[str | int, ...], line: int) -> None:
    assert line_of("a: 1\nb:\n  - x\n  - c: 2\n    d: 3\n", *keys) == line
