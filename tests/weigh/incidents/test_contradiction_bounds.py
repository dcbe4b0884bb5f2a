"""Where a contradiction begins and ends, field by field, between two claims of one incident."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sayso.weigh import Features
from sayso.weigh.incidents.contradictions import find_contradictions
from sayso.weigh.incidents.features import CountBounds
from tests.weigh.claims import ALDEN, BIRCH, CORVIN, SHIRE, claim_of, codebook, features_from, source, town

ANN, CY, EVE = source("Ann Bell", party="UKR"), source("Cy Dow", party="RUS"), source("Eve Fox", party="UKR")
DAY, NEXT = "2023-05-01", "2023-05-02"


def by_ann(event: str, *places: Any, on: Any = DAY, by: Any = ANN, **more: Any) -> Features:
    return features_from(claim_of(event, *(places or (ALDEN,)), on=on, by=by, **more))


def by_cy(event: str, *places: Any, by: Any = CY, **more: Any) -> Features:
    return by_ann(event, *places, by=by, article="a-2", **more)


def kinds(left: Features, right: Features) -> list[str]:
    both = find_contradictions([left, right], codebook().incidents)
    again = find_contradictions([right, left], codebook().incidents)
    assert sorted(one.kind for one in both) == sorted(one.kind for one in again)
    return [one.kind for one in both]


@pytest.mark.parametrize(
    ("left", "right", "denied"),
    [
        (("strike.shelling", "denied"), ("strike.shelling", "happened"), True),
        (("strike.shelling", "denied"), ("strike.shelling", "ongoing"), True),
        (("strike.shelling", "denied"), ("strike.shelling", "planned"), False),
        (("strike.shelling", "denied"), ("strike.shelling", "denied"), False),
        (("strike.shelling", "happened"), ("strike.shelling", "ongoing"), False),
        (("harm.killed", "denied"), ("harm.wounded", "happened"), True),
        (("strike.shelling", "denied"), ("strike.air", "happened"), False),
        (("strike.shelling", "denied"), ("damage.destroyed", "happened"), False),
        (("strike.shelling", "denied"), ("diplomacy.talks", "happened"), False),
    ],
)
def test_a_denial_contradicts_what_is_said_to_have_happened_of_types_close_enough(
    left: tuple[str, str], right: tuple[str, str], denied: bool
) -> None:
    one, other = by_ann(left[0], status=left[1]), by_cy(right[0], status=right[1])
    assert kinds(one, other) == (["denies"] if denied else [])


def test_the_one_who_denies_stands_last_whoever_comes_first() -> None:
    denial, claim = by_ann("strike.shelling", status="denied"), by_cy("strike.shelling")
    for members in ([denial, claim], [claim, denial]):
        (found,) = find_contradictions(members, codebook().incidents)
        assert found.claims == (claim.id, denial.id)


@pytest.mark.parametrize("status", ["planned", "possible", "attempted", "denied"])
def test_only_what_is_asserted_contradicts_in_number_place_day_and_doer(status: str) -> None:
    left = by_ann("territory.captured", ALDEN, actor="RUS", count=("troops", 5, 5))
    right = by_cy("territory.captured", CORVIN, on=NEXT, actor="UKR", count=("troops", 50, 50))
    assert kinds(left, right) == ["different-number", "different-place", "different-time", "different-actor"]
    assert set(kinds(left, replace(right, status=status))) <= {"denies"}
    assert kinds(left, replace(right, status="ongoing")) == kinds(left, right)


def toll(
    low: int | None, high: int | None, *, by: Any, published: str | None, of: str = "people", **more: Any
) -> Features:
    return by_ann(
        "harm.killed", by=by, count=(of, low, high), published=published, article=f"a-{published}-{low}-{high}", **more
    )


def test_a_toll_grows_from_an_earlier_to_a_later_report_only() -> None:
    assert kinds(toll(5, 5, by=ANN, published=NEXT), toll(6, 6, by=EVE, published="2023-05-03")) == []
    assert kinds(toll(5, 5, by=ANN, published=NEXT), toll(6, 6, by=EVE, published=NEXT)) == ["different-number"]
    assert kinds(toll(6, 6, by=ANN, published=NEXT), toll(5, 5, by=EVE, published="2023-05-03")) == ["different-number"]
    assert kinds(toll(5, 5, by=ANN, published=None), toll(6, 6, by=EVE, published=NEXT)) == ["different-number"]
    assert kinds(toll(5, 5, by=ANN, published=NEXT), toll(6, 6, by=EVE, published=None)) == ["different-number"]
    assert kinds(toll(None, 5, by=ANN, published=NEXT), toll(6, None, by=EVE, published="2023-05-03")) == []
    assert kinds(toll(6, None, by=ANN, published=NEXT), toll(None, 5, by=EVE, published="2023-05-03")) == [
        "different-number"
    ]


def test_a_toll_that_grows_is_one_of_harm_and_from_one_side_or_from_none() -> None:
    nobody = source("Observers' Mission", "organisation")
    assert kinds(toll(5, 5, by=ANN, published=NEXT), toll(6, 6, by=nobody, published="2023-05-03")) == []
    assert kinds(toll(5, 5, by=nobody, published=NEXT), toll(6, 6, by=CY, published="2023-05-03")) == []
    assert kinds(toll(5, 5, by=ANN, published=NEXT), toll(6, 6, by=CY, published="2023-05-03")) == ["different-number"]
    seen = [by_ann("battle.clash", by=by, count=("tanks", low, low), published=day, article=f"a-{low}")
            for by, low, day in ((ANN, 5, NEXT), (EVE, 6, "2023-05-03"))]  # fmt: skip
    assert kinds(*seen) == ["different-number"]


def test_numbers_of_two_sides_losses_do_not_contradict() -> None:
    def lost(target: str | None, low: int, by: Any) -> Features:
        return toll(low, low, by=by, published=NEXT, target=target)

    assert kinds(lost("UKR", 5, ANN), lost("RUS", 50, CY)) == []
    assert kinds(lost("RUS", 5, ANN), lost("RUS", 50, CY)) == ["different-number"]
    assert kinds(lost("RUS", 5, ANN), lost("DPR", 50, CY)) == ["different-number"]
    assert kinds(lost(None, 5, ANN), lost("RUS", 50, CY)) == ["different-number"]


def test_numbers_contradict_across_types_and_of_one_thing_only() -> None:
    left = replace(by_ann("harm.killed"), numbers=(CountBounds("killed", 5, 5),))
    right = replace(by_cy("strike.shelling"), numbers=(CountBounds("killed", 50, 50),))
    assert kinds(left, right) == ["different-number"]
    assert kinds(left, replace(right, numbers=(CountBounds("wounded", 50, 50),))) == []


def test_places_contradict_where_both_name_settlements_and_none_is_one_of_the_other() -> None:
    beside = town("Alden Works", 48.705, 38.402, kind="facility")
    assert kinds(by_ann("strike.shelling", ALDEN), by_cy("strike.shelling", BIRCH)) == ["different-place"]
    assert kinds(by_ann("strike.shelling", ALDEN), by_cy("strike.shelling", ALDEN)) == []
    assert kinds(by_ann("strike.shelling", ALDEN), by_cy("strike.shelling", beside)) == []
    assert kinds(by_ann("strike.shelling", ALDEN), by_cy("strike.shelling", SHIRE)) == []
    assert kinds(by_ann("strike.shelling", ALDEN, CORVIN), by_cy("strike.shelling", CORVIN)) == []
    assert kinds(by_ann("strike.shelling", ALDEN), replace(by_cy("strike.shelling"), spots=())) == []
    assert kinds(by_ann("strike.shelling", ALDEN), by_cy("strike.air", BIRCH)) == []


def captured(on: Any, by: Any = ANN, event: str = "territory.captured") -> Features:
    return by_ann(event, on=on, by=by, article=f"a-{on}")


def test_days_contradict_of_what_happens_once_where_both_say_the_day_or_night() -> None:
    assert kinds(captured(DAY), captured(NEXT, CY)) == ["different-time"]
    assert kinds(captured((DAY, NEXT)), captured("2023-05-03", CY)) == ["different-time"]
    assert kinds(captured((DAY, NEXT)), captured(NEXT, CY)) == []
    assert kinds(captured((DAY, "2023-05-03")), captured("2023-05-04", CY)) == []
    assert kinds(captured(DAY), captured(None, CY)) == []
    assert kinds(captured(DAY, event="territory.held"), captured(NEXT, CY, "territory.held")) == []
    assert kinds(captured(DAY), captured(NEXT, CY, "territory.recaptured")) == []
    assert kinds(captured(DAY, event="battle.surrender"), captured(NEXT, CY, "battle.surrender")) == ["different-time"]


def test_doers_contradict_where_they_stand_on_two_sides_of_what_has_one_doer() -> None:
    def did(event: str, actor: str | None, by: Any) -> Features:
        return by_ann(event, by=by, actor=actor, article=f"a-{actor}")

    assert kinds(did("strike.shelling", "RUS", ANN), did("strike.shelling", "UKR", CY)) == ["different-actor"]
    assert kinds(did("strike.shelling", "RUS", ANN), did("strike.shelling", "DPR", CY)) == []
    assert kinds(did("strike.shelling", "RUS", ANN), did("strike.shelling", None, CY)) == []
    for event in ("battle.clash", "diplomacy.talks", "protest.peaceful", "riot.mob", "statement.other"):
        assert kinds(did(event, "RUS", ANN), did(event, "UKR", CY)) == []


def test_one_voice_and_the_unnamed_of_one_party_do_not_contradict_each_other() -> None:
    officials, others = source("officials", "group", "UKR"), source("officials", "group", "RUS")
    few, many = (toll(low, low, by=ANN, published=NEXT) for low in (5, 50))
    assert kinds(few, many) == []
    assert kinds(few, toll(50, 50, by=officials, published=NEXT)) == []
    assert kinds(few, toll(50, 50, by=others, published=NEXT)) == ["different-number"]
    assert kinds(few, toll(50, 50, by=EVE, published=NEXT)) == ["different-number"]


def test_two_voices_are_told_of_once_for_the_same_words_and_again_for_others() -> None:
    few, many, more = (toll(low, low, by=by, published=NEXT) for low, by in ((5, ANN), (50, CY), (60, CY)))
    again = replace(few, id="c-again")
    assert len(find_contradictions([few, again, many], codebook().incidents)) == 1
    assert len(find_contradictions([few, many, more], codebook().incidents)) == 2
