"""The word for a side's having a place: the best of a day, and all that a hold rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sayso.model import ControlAssertion
from sayso.weigh.control.sides import BOAST, REPORT
from sayso.weigh.control.support import HoldSupport, Support

DAY = date(2022, 6, 24)


def asserted(claim: str = "c-1", **more: Any) -> ControlAssertion:
    plain: dict[str, Any] = {"kind": "holds", "party": "RUS", "loser": None, "sayer": "RUS", "event": "x.y"}
    return ControlAssertion(claim=claim, from_day=DAY, to_day=DAY, **plain | {"fired": "hold"} | more)


def supported(*parties: tuple[str, int], **more: Any) -> Support:
    support = Support()
    for party, weight in parties:
        support.add(asserted(**more), party, weight)
    return support


def test_the_best_word_names_the_party_and_of_equals_the_last_by_id() -> None:
    best = supported(("LPR", REPORT), ("RUS", BOAST))
    assert (best.party, best.weight) == ("LPR", REPORT)
    assert supported(("RUS", BOAST), ("LPR", BOAST)).party == supported(("LPR", BOAST), ("RUS", BOAST)).party == "RUS"
    assert Support().weight < supported(("RUS", BOAST), is_area=True).weight < BOAST


def test_a_word_of_the_region_names_a_party_until_one_of_the_town_does() -> None:
    support = supported(("RUS", REPORT), is_area=True)
    assert (support.party, support.weight) == ("RUS", 0)
    support.add(asserted(), "LPR", BOAST)
    assert (support.party, support.weight) == ("LPR", BOAST)


def test_it_is_a_taking_or_said_outright_if_any_word_is() -> None:
    implied = supported(("RUS", BOAST), is_implied=True)
    assert (implied.is_gain, implied.is_outright) == (False, False)
    implied.add(asserted(kind="gains"), "RUS", BOAST)
    assert (implied.is_gain, implied.is_outright) == (True, True)


def test_the_last_day_is_that_of_a_hold_on_all_of_its_days() -> None:
    later = date(2022, 7, 1)
    assert supported(("RUS", BOAST)).last(DAY) == DAY
    support = Support()
    support.add(replace(asserted(is_throughout=True), to_day=later), "RUS", BOAST)
    assert support.last(DAY) == later
    some_day = Support()
    some_day.add(replace(asserted(), to_day=later), "RUS", BOAST)
    assert some_day.last(DAY) == DAY
    assert support.last(date(2022, 8, 1)) == date(2022, 8, 1)


def test_what_a_hold_rests_on_grows_with_what_is_added() -> None:
    made = [asserted("c-1")]
    support = HoldSupport(made)
    assert (support.sum_up().claims, support.sayers) == ({"c-1"}, {("RUS", False)})
    made.append(asserted("c-2", sayer=None, is_area=True))
    assert support.sum_up().claims == {"c-1", "c-2"}
    assert support.sayers == {("RUS", False), (None, True)}
    assert support.sum_up().summed == 2
