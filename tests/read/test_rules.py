"""The rules in furniture.yaml, and what is said of a broken one."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.base.errors import PackContentError
from sayso.read import furniture_rules

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def written() -> dict[str, Any]:
    return {
        "labels": [{"kind": "share", "drops": "block", "patterns": ["share this"]}],
        "unfinished": ["read more"],
        "bylines": ["by"],
        "dated": ["published"],
        "reporting": ["update"],
        "agencies": {"AP": "Associated Press"},
        "not_places": ["analysis"],
        "function_words": ["the"],
        "months": [[name] for name in MONTHS],
        "weekdays_before": ["(?:mon|tues)day"],
        "weekdays": ["monday"],
        "ordinals": ["th"],
        "of": ["of"],
        "small_in_places": ["de"],
        "small_in_bylines": ["and"],
        "articles": ["the"],
        "joints": ["and"],
        "for_whom": ["for"],
        "note_marks": [r"\[edit\]"],
        "columns": {"day": ["date"], "captor": ["captured by"]},
        "columns_stand": ["day"],
        "columns_tell": ["captor"],
        "flags": ["Flag of (.+)"],
        "blank_cells": ["-"],
    }


def test_a_label_matches_a_whole_line_without_bullets_and_case() -> None:
    rules = furniture_rules(written())
    assert rules.is_label("• Share THIS:")
    assert not rules.is_label("share this town with us")


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("labels", [], "labels is no list"),
        ("labels", [{"kind": "share", "drops": "all", "patterns": ["x"]}], "drops 'all'"),
        ("labels", [{"kind": "share", "drops": "block", "patterns": ["("]}], "no regular expression"),
        ("dated", [True], "holds True"),
        ("agencies", ["AP"], "agencies is no mapping"),
        ("months", [["jan"], ["feb"]], "months are not twelve lists"),
        ("weekdays_before", ["("], "no regular expression"),
        ("columns", ["date"], "columns is no mapping"),
        ("columns", {"colour": ["red"]}, "columns has 'colour'"),
    ],
)
def test_a_broken_rule_is_told(key: str, value: object, says: str) -> None:
    with pytest.raises(PackContentError, match=r"furniture\.yaml") as raised:
        furniture_rules(written() | {key: value})
    assert says in raised.value.message
