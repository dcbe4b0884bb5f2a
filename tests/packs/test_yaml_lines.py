"""YAML as Sayso reads it, against what PyYAML makes of the same text."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml

from sayso.packs.yaml_lines import parse


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# a note\n",
        "~",
        "- 0x1F\n- 1_000\n- 1:30\n- 007\n- -3\n- +4\n- 1.5\n- 1.0e+3\n- .inf\n- 24th\n- .\n",
        "- 2022-02-24\n- 2022-02-24T08:00:00Z\n- '2022-02-24'\n",
        "- null\n- Null\n- 'null'\n- true\n- FALSE\n- 'true'\n-\n",
        "- !!str 12\n- !!int '3'\n- ! 5\n",
        'a: |\n  x\n  y\nb: >\n  x\n  y\nc: "\\u2026"\n',
        "1: a\n2022-01-01: b\n? c\n: d\n",
        "- - a\n  - {b: c, d: }\n- []\n- {}\n",
        "a: &x {k: 1, m: 2}\nb: *x\nc: {<<: *x, k: 3}\nd:\n  <<: [*x, {k: 7, z: 8}]\n",
        "'<<': 3\n",
        "--- 3\n...\n",
    ],
)
def test_values_are_those_that_pyyaml_reads(text: str) -> None:
    assert repr(parse(text)) == repr(yaml.safe_load(text))


def test_words_of_answer_are_texts_and_not_truth_values() -> None:
    assert parse("[on, off, yes, no, y, n, On, NO]") == ["on", "off", "yes", "no", "y", "n", "On", "NO"]


def test_a_day_is_a_date() -> None:
    assert parse("since: 2022-02-24") == {"since": dt.date(2022, 2, 24)}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb:\n  c: 1\n  c: 2\n", 4, "'c' is said twice"),
        ("- a\n- *x\n", 2, "nothing before it is named &x"),
        ("a: &x\n  - *x\n", 2, "nothing before it is named &x"),
        ("a: 1\nb: !!python/object:x {}\n", 2, "the tag tag:yaml.org,2002:python/object:x is not known here"),
        ("a: 1\nb: !odd 3\n", 2, "could not determine a constructor for the tag '!odd'"),
        ("a: 1\n---\nb: 2\n", 2, "a second document begins here"),
        ("a: 1\n? [1]\n: 2\n", 2, "a key has to be a word"),
        ("a: 1\n<<: 3\n", 2, "only mappings can be merged"),
        ("a: 1\nsince: 2022-02-30\n", 2, "'2022-02-30' cannot be read: day is out of range for month"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        parse(text)
    assert (caught.value.problem_mark.line + 1, caught.value.problem) == (line, message)
