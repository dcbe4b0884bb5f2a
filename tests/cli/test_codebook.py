from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")


def test_all_types_are_shown_with_their_names_elsewhere(sayso: Run) -> None:
    out = sayso("codebook", "show").out
    assert "territory.captured" in out
    assert "Non-state actor overtakes territory" in " ".join(out.split())


def test_a_family_is_shown_alone(sayso: Run) -> None:
    out = sayso("codebook", "show", "territory").out
    assert "territory.captured" in out
    assert "strike.shelling" not in out


def test_a_type_is_shown_with_its_definition_and_its_triggers(sayso: Run) -> None:
    out = sayso("codebook", "show", "territory.captured").out
    assert "takes a place" in out
    assert "\n  capture (verb)  " in out


def test_types_are_one_line_of_json_each_if_asked_for(sayso: Run) -> None:
    types = [json.loads(line) for line in sayso("codebook", "show", "--format", "jsonl").out.splitlines()]
    assert "territory.captured" in {one["id"] for one in types}


def test_a_type_that_is_none_is_told_with_the_nearest(sayso: Run) -> None:
    ran = sayso("codebook", "show", "territory.captur")
    assert ran.code == 2
    assert "no type or family territory.captur — did you mean territory.captured" in ran.err


def test_a_codebook_is_not_shown_as_csv(sayso: Run) -> None:
    assert sayso("codebook", "show", "--format", "csv").code == 2
