"""Short cases: what meets a want, and how a file of them is scored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import cases, frames


def claim(**slots: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "event": "strike.shelling", "trigger": {"text": "shelled"}, "status": "happened", "places": [], "counts": [],
        "sources": [], "when": {"from": None, "to": None},
    }  # fmt: skip
    return plain | slots


def place(name: str | None, text: str, *, country: str | None = "UA", precision: str = "exact") -> dict[str, Any]:
    return {"name": name, "text": text, "country": country, "precision": precision}


def test_a_type_is_met_by_its_beginning() -> None:
    assert cases.meets({"event": "strike"}, claim())
    assert not cases.meets({"event": "battle"}, claim())


@pytest.mark.parametrize(
    ("wanted", "name", "written"),
    [("Zaporizhzhya", "Zaporizhzhia", "Zaporizhzhia"), ("Rafah", "Rafaḩ", "Rafah"), ("Hasaka", None, "Al-Hasaka")],
)
def test_a_place_is_met_in_another_spelling(wanted: str, name: str | None, written: str) -> None:
    assert cases.meets({"place": wanted}, claim(places=[place(name, written)]))


@pytest.mark.parametrize("precision", ["unresolved", "country"])
def test_a_place_is_not_met_where_it_is_not_resolved(precision: str) -> None:
    assert not cases.meets({"place": "Goma"}, claim(places=[place("Goma", "Goma", precision=precision)]))


def test_only_the_nearest_source_counts() -> None:
    sources = [{"text": "survivors", "name": "survivors"}, {"text": "Amnesty", "name": "Amnesty International"}]
    assert cases.meets({"src": "survivors"}, claim(sources=sources))
    assert not cases.meets({"src": "Amnesty"}, claim(sources=sources))


def test_both_bounds_of_a_count_and_either_are_told_apart() -> None:
    counted = claim(counts=[{"low": 20, "high": 30}])
    assert cases.meets({"lo": 20, "hi": 30}, counted)
    assert cases.meets({"n": 30}, counted)
    assert not cases.meets({"lo": 30}, counted)


def test_any_known_day_meets_any_and_no_unknown_one() -> None:
    assert cases.meets({"day": "any"}, claim(when={"from": "2024-05-13", "to": "2024-05-13"}))
    assert not cases.meets({"day": "any"}, claim())


def test_a_file_is_scored_by_kind_and_wants_in_words_are_left_to_a_reader(tmp_path: Path) -> None:
    lines = [
        {"kind": "plain", "text": "Rebels attacked the camp.", "published": None, "want": {"event": "battle"}},
        {"kind": "plain", "text": "Rebels attacked the camp.", "published": None, "want": [{"event": "hazard"}]},
        {"kind": "words", "text": "Rebels attacked the camp.", "published": None, "want": "an attack"},
    ]
    (tmp_path / "cases").mkdir()
    text = "\n".join(json.dumps(line) for line in lines)
    (tmp_path / cases.FILE).write_text(text, encoding="utf-8")
    (tmp_path / frames.FILE).write_text(text, encoding="utf-8")
    wanted = {"right": 1, "cases": 2, "share": 50.0, "plain_right": 1}
    assert cases.run(tmp_path)["metrics"] == wanted
    assert frames.run(tmp_path)["metrics"] == wanted
