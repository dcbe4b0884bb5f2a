"""Each rule of `control.yaml` fires where it decides, and every run names one that is explained there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest

from sayso.model import Claim, FiredRule, Span
from sayso.packs.codebook import load_codebook
from sayso.packs.pack import load_pack
from sayso.weigh.control.support import PLAINEST
from sayso.weigh.control.weighing import control_on
from tests.weigh.control.control_claims import REGION, claim_of, codebook, line, runs


def captured(party: str | None = "RUS", day: str | tuple[str, str] = "2022-06-24", **more: Any) -> Claim:
    return claim_of("territory.captured", party, day, **more)


def left(party: str = "UKR", day: str = "2022-06-24", **more: Any) -> Claim:
    return claim_of("territory.withdrawn", party, day, **more)


def held(party: str = "UKR", day: str = "2022-06-01", **more: Any) -> Claim:
    return claim_of("territory.held", party, day, **more)


TAKEN, BOAST = captured(), captured(by="RUS")
ENTRY = claim_of("battle.advance", "UKR", "2022-06-24", trigger="entered")
MONTH = ("2022-06-01", "2022-06-30")
CASES: dict[str, list[tuple[str, str, list[Claim]]]] = {
    "gain": [("2022-06-24", "RUS reported", [TAKEN]), ("2022-06-24", "RUS claimed RUS", [held(), BOAST])],
    "hold": [
        ("2022-06-01", "UKR reported", [held()]),
        ("2022-06-26", "- contested UKR", [TAKEN, held("UKR", "2022-06-26", by="UKR")]),
    ],
    "leave": [
        ("2022-06-24", "- unknown", [held(), left(by="UKR")]),
        ("2022-06-24", "- contested RUS", [held(), left(by="RUS")]),
        ("2022-06-24", "- contested", [left(status="ongoing")]),
        ("2022-06-24", "UKR reported", [left("RUS", "2022-06-23"), ENTRY]),
    ],
    "admission": [
        ("2022-06-24", "RUS agreed RUS UKR", [BOAST, captured(by="UKR")]),
        ("2022-06-26", "RUS agreed RUS UKR", [BOAST, left("UKR", "2022-06-26", by="UKR")]),
    ],
    "standing": [
        ("2022-06-24", "- contested", [held(side, "2022-06-24") for side in ("RUS", "UKR")]),
        ("2022-06-24", "- unknown", [captured(None)]),
    ],
    "unreal": [
        ("2022-06-24", "- contested RUS", [captured(by="RUS", status="attempted")]),
        ("2022-06-25", "- contested RUS UKR", [BOAST, captured(day="2022-06-25", by="UKR", status="denied")]),
        ("2022-06-25", "- unknown", [BOAST, held("RUS", "2022-06-25", status="denied")]),
        ("2022-06-24", "UKR claimed UKR", [left(by="UKR", status="denied")]),
    ],
    "fight": [("2022-06-10", "UKR contested", [held(), claim_of("battle.clash", "RUS", "2022-06-10")])],
    "implied": [
        ("2022-07-24", "UKR reported", [claim_of("battle.repelled", "UKR", "2022-06-24")]),
        ("2022-06-24", "UKR reported", [held(day="2022-06-24", trigger="defended")]),
    ],
    "part": [
        ("2022-06-24", "- contested", [captured(words="took most of")]),
        ("2022-06-24", "- contested", [held("RUS", "2022-06-24", words="hold most of")]),
        ("2022-06-24", "- contested", [left(words="left parts of")]),
    ],
    "area": [
        ("2022-07-03", "RUS reported", [captured(day="2022-07-03", place=REGION, words="took all of")]),
        ("2022-07-03", "RUS reported", [captured(day=MONTH, place=REGION, words="took all of")]),
    ],
    "unnamed": [("2022-06-24", "RUS reported", [held(), captured(None)])],
    "day": [("2022-06-30", "RUS reported", [captured(day=MONTH)])],
    "decay": [("2023-06-24", "- unknown", [TAKEN])],
}


def fired_on(day: str, claims: list[Claim]) -> tuple[str | None, str]:
    run = control_on(runs(*claims), date.fromisoformat(day))
    assert run is not None
    return run.fired, line(run)


@pytest.mark.parametrize("rule", CASES)
def test_the_rule_that_decides_is_named(rule: str) -> None:
    for day, stands, claims in CASES[rule]:
        assert fired_on(day, claims) == (rule, stands)


def test_every_rule_of_the_codebook_is_one_that_fires_and_every_one_that_fires_is_explained_there() -> None:
    explained = [rule for rule, _ in load_codebook(load_pack("codebook")).control.texts]
    assert sorted(explained) == sorted(get_args(FiredRule)) == sorted(CASES)
    assert min(len(text) for _, text in codebook().control.texts) > 50


def test_every_rule_by_which_an_assertion_is_made_has_its_rank() -> None:
    of_runs_alone = {"admission", "standing", "decay"}
    assert sorted(PLAINEST) == sorted(set(get_args(FiredRule)) - of_runs_alone)


def test_of_several_rules_by_which_a_side_has_a_place_the_plainest_is_named() -> None:
    assert fired_on("2022-06-24", [held("RUS", "2022-06-24", trigger="defended"), TAKEN])[0] == "gain"
    assert fired_on("2022-06-24", [captured(day=MONTH), TAKEN])[0] == "gain"


def test_what_was_implied_is_named_a_hold_once_somebody_says_so_and_a_gain_stays_one() -> None:
    implied, outright = held(trigger="defended"), held("UKR", "2022-06-05", by="UKR")
    assert [run.fired for run in runs(implied, outright)][:2] == ["implied", "hold"]
    assert [run.fired for run in runs(TAKEN, held("RUS", "2022-06-26", by="GBR"))][:2] == ["gain", "gain"]


def test_a_fight_is_named_before_the_hold_of_a_part() -> None:
    clash = claim_of("battle.clash", "UKR", "2022-06-24")
    assert fired_on("2022-06-24", [captured(words="took most of"), clash])[0] == "fight"


def test_hearsay_of_a_taking_is_a_taking() -> None:
    cue = Span(text="reportedly", start=0, end=10)
    assert fired_on("2022-06-24", [replace(captured(status="possible"), status_cue=cue)]) == ("gain", "RUS reported")
