"""Coded documents: which claims are pairs, and what each slot takes for right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import claims
from benchmarks.claim_slots import right_slots

TEXT = "Rebels attacked Goma on Monday. Rebels attacked it again."
EMPTY: dict[str, Any] = {"actors": [], "targets": [], "places": [], "counts": [], "sources": []}


def gold(at: str = "Rebels attacked Goma", **slots: Any) -> dict[str, Any]:
    plain = {"at": at, "trigger": "attacked", "event": ["battle.assault"], "status": ["happened"], "when": None}
    return EMPTY | plain | slots


def said(start: int = 7, **slots: Any) -> dict[str, Any]:
    plain = {
        "event": "battle.assault", "trigger": {"text": "attacked", "start": start, "end": start + 8},
        "status": "happened", "when": {"from": None, "to": None}, "sentence": {"text": TEXT},
    }  # fmt: skip
    return EMPTY | plain | slots


def part(text: str, party: str | None = None) -> dict[str, Any]:
    return {"text": text, "name": text, "party": party}


def place(name: str, country: str = "CD", precision: str = "exact") -> dict[str, Any]:
    return {"text": name, "name": name, "country": country, "precision": precision}


def document(*told: dict[str, Any], coded: tuple[dict[str, Any], ...] = (gold(),)) -> claims.Document:
    return claims.match({"doc": "d", "kind": "wire", "claims": coded}, TEXT, told)


def test_a_pair_has_its_trigger_in_the_coded_words_and_a_coded_type() -> None:
    assert document(said()).met.keys() == {0}
    assert not document(said(39)).met
    assert not document(said(event="strike.air")).met


def test_of_two_claims_the_one_with_most_slots_right_is_the_pair() -> None:
    found = document(said(status="denied"), said())
    assert found.met[0][0] == 1
    assert [claim["status"] for claim in found.extra] == ["denied"]


def test_a_claim_is_the_pair_of_one_coded_claim_at_most() -> None:
    assert document(said(), coded=(gold(), gold())).met.keys() == {0}


@pytest.mark.parametrize(
    ("slot", "coded", "told", "right"),
    [
        ("actors", [], [], True),
        ("actors", [], [part("rebels")], False),
        ("actors", [{"words": "rebels", "party": ["M23"]}], [part("the group", "M23")], True),
        ("actors", [{"words": "rebels", "party": ["M23"]}], [part("rebels", "COD")], False),
        ("actors", [{"words": "rebels", "party": []}], [part("the rebels")], True),
        ("places", [{"words": "Goma", "name": "Goma", "country": "CD"}], [place("Goma")], True),
        ("places", [{"words": "Goma", "name": "Goma", "country": "CD"}], [place("Goma", "CG")], False),
        ("places", [{"words": "Goma", "name": "Goma", "country": "CD"}], [place("Goma", "CD", "unresolved")], False),
        ("counts", [{"low": 5, "high": None}], [{"low": 5, "high": None}], True),
        ("counts", [{"low": 5, "high": None}], [{"low": 5, "high": 5}], False),
    ],
)
def test_a_slot_is_right(slot: str, coded: list[Any], told: list[Any], right: bool) -> None:
    assert right_slots(gold(**{slot: coded}), said(**{slot: told}))[slot] is right


def test_a_day_is_right_with_both_its_ends() -> None:
    monday = {"from": "2025-01-27", "to": "2025-01-27"}
    assert right_slots(gold(when=monday), said(when=monday))["when"]
    assert not right_slots(gold(when=monday), said(when=monday | {"to": None}))["when"]
    assert not right_slots(gold(), said(when=monday))["when"]


def test_the_nearest_speaker_is_right_by_words_or_by_party() -> None:
    coded = [{"words": "the army", "party": ["COD"]}]
    assert right_slots(gold(sources=coded), said(sources=[part("a spokesman", "COD")]))["source"]
    assert right_slots(gold(sources=coded), said(sources=[part("an army spokesman")]))["source"]
    assert not right_slots(gold(sources=coded), said(sources=[part("residents")]))["source"]


def test_statements_too_many_are_counted_apart() -> None:
    scores = claims.scores_of([document(said(), said(39), said(39, event="statement.other"))])
    assert (scores["recall"], scores["precision"], scores["extra"], scores["statements"]) == (100, 50, 1, 1)


def test_every_miss_wrong_slot_and_extra_claim_has_a_line() -> None:
    coded = (gold(), gold("Rebels attacked it again"))
    found = document(said(status="denied"), said(event="strike.air"), coded=coded)
    assert [line.split(":")[0] for line in claims.errors_of(found)] == [
        "d STATUS battle.assault", "d MISSED battle.assault", "d EXTRA strike.air"
    ]  # fmt: skip


def test_documents_are_read_from_their_folder_and_the_rest_are_quiet_stories(tmp_path: Path) -> None:
    (tmp_path / claims.TEXTS).mkdir(parents=True)
    (tmp_path / claims.TEXTS / "coded.txt").write_text("Rebels attacked the town of Goma on Monday.", encoding="utf-8")
    (tmp_path / claims.TEXTS / "quiet.txt").write_text("Rebels attacked the town of Goma on Monday.", encoding="utf-8")
    line = {"doc": "coded", "kind": "wire", "claims": [gold("Rebels attacked the town")]}
    (tmp_path / claims.FILE).write_text(json.dumps(line), encoding="utf-8")
    metrics = claims.run(tmp_path)["metrics"]
    assert (metrics["coded"], metrics["found"], metrics["wire_recall"]) == (1, 1, 100)
    assert (metrics["quiet_stories"], metrics["quiet_war_claims"]) == (1, 1)
