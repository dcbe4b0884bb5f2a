"""On which day an assertion takes effect, by how many days it may lie on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from sayso.model import AssertionKind, ControlAssertion
from sayso.weigh.control.effects import VAGUE_MOST_DAYS, effects_of
from sayso.weigh.control.sides import Sides
from tests.weigh.control.control_claims import codebook

FIRST = date(2022, 6, 1)
SIDES = Sides(parties=codebook().parties, country="UA")
PRECISE = codebook().control.precise_days


def asserted(kind: AssertionKind, days: int = 1, *, since: date = FIRST, **more: Any) -> ControlAssertion:
    """An assertion of so many days, from assertion on."""
    plain: dict[str, Any] = {"claim": "c-1", "party": "RUS", "loser": None, "sayer": None, "event": "x.y"}
    plain |= {"fired": "gain"}
    to_day = since + timedelta(days=days - 1)
    return ControlAssertion(kind=kind, from_day=since, to_day=to_day, **plain | more)


def effects(*assertions: ControlAssertion) -> list[tuple[int, ControlAssertion]]:
    """Each effect, with the number of days after the first on which it comes."""
    by_day = effects_of(assertions, SIDES, codebook().control)
    return [((day - FIRST).days, assertion) for day in sorted(by_day) for assertion in by_day[day]]


def test_a_taking_counts_from_the_last_of_its_days_as_it_is() -> None:
    taking = asserted("gains", PRECISE)
    assert effects(taking) == [(PRECISE - 1, taking)]


def test_a_taking_on_more_days_than_are_precise_is_a_hold_on_the_last() -> None:
    ((day, hold),) = effects(asserted("gains", PRECISE + 1))
    assert (day, hold.kind, hold.fired) == (PRECISE, "holds", "day")
    assert hold.from_day == hold.to_day == FIRST + timedelta(days=PRECISE)
    assert not hold.is_implied


@pytest.mark.parametrize("kind", ["gains", "holds", "leaves", "fought"])
def test_what_lies_on_more_days_than_two_months_says_nothing(kind: AssertionKind) -> None:
    assert VAGUE_MOST_DAYS == 62
    assert len(effects(asserted(kind, VAGUE_MOST_DAYS))) == 1
    assert effects(asserted(kind, VAGUE_MOST_DAYS + 1)) == []


def test_a_hold_on_some_days_counts_on_the_first_and_the_last_and_of_one_day_once() -> None:
    assert [day for day, _ in effects(asserted("holds", 5))] == [0, 4]
    assert [day for day, _ in effects(asserted("holds", 1))] == [0]
    assert [day for day, _ in effects(asserted("lacks", 5))] == [4]


def test_a_hold_on_all_of_its_days_counts_however_many_they_are() -> None:
    hold = asserted("holds", VAGUE_MOST_DAYS + 90, is_throughout=True)
    assert effects(hold) == [(0, hold), (VAGUE_MOST_DAYS + 89, hold)]


def test_a_fight_counts_from_its_first_day_and_a_withdrawal_from_its_last() -> None:
    assert [day for day, _ in effects(asserted("fought", 30))] == [0]
    assert [day for day, _ in effects(asserted("leaves", 30))] == [29]


def test_a_denial_on_more_days_than_are_precise_says_nothing() -> None:
    assert [day for day, _ in effects(asserted("lacks", PRECISE))] == [PRECISE - 1]
    assert effects(asserted("lacks", PRECISE + 1)) == []


@pytest.mark.parametrize("day", [0, 15, 29])
def test_a_vague_taking_joins_the_sharp_one_of_its_side_that_lies_inside(day: int) -> None:
    sharp = asserted("gains", since=FIRST + timedelta(days=day), party="LPR", claim="c-2")
    by_claim = {assertion.claim: (when, assertion) for when, assertion in effects(asserted("gains", 30), sharp)}
    assert by_claim["c-2"] == (day, sharp)
    when, joined = by_claim["c-1"]
    assert (when, joined.kind, joined.fired) == (day, "gains", "day")
    assert joined.from_day == joined.to_day == sharp.to_day


@pytest.mark.parametrize("day", [-1, 30])
def test_a_vague_taking_joins_no_sharp_one_that_lies_outside(day: int) -> None:
    sharp = asserted("gains", since=FIRST + timedelta(days=day), claim="c-2")
    (vague,) = (assertion for _, assertion in effects(asserted("gains", 30), sharp) if assertion.claim == "c-1")
    assert (vague.kind, vague.is_implied) == ("holds", False)


@pytest.mark.parametrize(("kind", "party"), [("gains", "UKR"), ("holds", "RUS"), ("leaves", "RUS"), ("gains", None)])
def test_a_vague_taking_is_only_implied_beside_anything_sharper(kind: AssertionKind, party: str | None) -> None:
    sharp = asserted(kind, since=FIRST + timedelta(days=9), party=party, claim="c-2")
    (vague,) = (assertion for _, assertion in effects(asserted("gains", 30), sharp) if assertion.claim == "c-1")
    assert (vague.kind, vague.is_implied) == ("holds", True)


def test_a_fight_is_nothing_sharper() -> None:
    fight = asserted("fought", since=FIRST + timedelta(days=9), claim="c-2")
    (vague,) = (assertion for _, assertion in effects(asserted("gains", 30), fight) if assertion.claim == "c-1")
    assert not vague.is_implied


def test_a_sharp_assertion_is_one_of_so_many_days_that_are_precise() -> None:
    sharp, vaguer = (asserted("gains", PRECISE + more, party="UKR", claim="c-2") for more in (0, 1))
    for beside, is_implied in ((sharp, True), (vaguer, False)):
        (vague,) = (assertion for _, assertion in effects(asserted("gains", 30), beside) if assertion.claim == "c-1")
        assert vague.is_implied is is_implied


def test_a_vague_taking_joins_the_first_that_was_handed_in_of_several() -> None:
    later = asserted("gains", since=FIRST + timedelta(days=20), claim="c-2")
    sooner = asserted("gains", since=FIRST + timedelta(days=9), claim="c-3")
    for first, second, day in ((later, sooner, 20), (sooner, later, 9)):
        assert [
            when for when, assertion in effects(first, second, asserted("gains", 30)) if assertion.claim == "c-1"
        ] == [day]


def test_of_many_sharp_ones_those_inside_are_found_wherever_they_stand() -> None:
    days = (40, -9, 29, -1, 30, 0, 15, -30)
    for side, expected in (("UKR", None), ("LPR", 29)):
        sharp = [asserted("gains", since=FIRST + timedelta(days=day), party=side, claim=f"c-{day}") for day in days]
        ((when, vague),) = (
            (day, assertion) for day, assertion in effects(*sharp, asserted("gains", 30)) if assertion.claim == "c-1"
        )
        assert (when, vague.is_implied) == (29, expected is None)
    outside = [asserted("gains", since=FIRST + timedelta(days=day), claim=f"c-{day}") for day in (40, -9, 30, -1, -30)]
    ((_, alone),) = (pair for pair in effects(*outside, asserted("gains", 30)) if pair[1].claim == "c-1")
    assert (alone.kind, alone.is_implied) == ("holds", False)


def test_a_sharp_taking_that_lies_outside_is_passed_over_wherever_it_was_handed_in() -> None:
    outside = asserted("gains", since=FIRST + timedelta(days=40), claim="c-2")
    inside = [asserted("gains", since=FIRST + timedelta(days=day), party="UKR", claim="c-3") for day in (15, -5)]
    ((when, vague),) = (pair for pair in effects(outside, *inside, asserted("gains", 30)) if pair[1].claim == "c-1")
    assert (when, vague.kind, vague.is_implied) == (29, "holds", True)


def test_a_vague_hold_and_a_vague_taking_by_nobody_named_join_nothing() -> None:
    sharp = asserted("gains", since=FIRST + timedelta(days=9), claim="c-2")
    for vague in (asserted("holds", 30), asserted("gains", 30, party=None)):
        ((when, dated),) = ((day, assertion) for day, assertion in effects(vague, sharp) if assertion.claim == "c-1")
        assert (when, dated.kind, dated.is_implied) == (29, "holds", True)
    ((_, alone),) = effects(asserted("gains", 30, party=None))
    assert alone.is_implied


def test_what_is_said_of_a_whole_region_stays_that() -> None:
    ((_, vague),) = effects(asserted("gains", 30, is_area=True, fired="area"))
    assert vague.fired == "area"
