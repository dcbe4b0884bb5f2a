"""Under which keys a claim is stored, and which are asked for: no fewer than can link, and no more than need be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import numpy as np
import pytest

from sayso.weigh import Features, asked_keys, stored_keys
from sayso.weigh.incidents.blocking import cell_of, cells_around, may_link_loosely, size_of
from sayso.weigh.incidents.features import CountBounds, Spot, spot_of
from sayso.weigh.incidents.prefilter import Prefilter
from sayso.weigh.incidents.scoring import are_twins, day_part, score_pair
from sayso.weigh.incidents.weights import ROUNDING, TABLE
from tests.weigh.claims import ALDEN, CORVIN, SHIRE, claim_of, codebook, features_from

RULES = codebook().incidents
FIRST = date(2023, 5, 1).toordinal()


def weighed(event: str = "territory.captured", *places: Any, on: Any = "2023-05-01", **more: Any) -> Features:
    return features_from(claim_of(event, *(places or (ALDEN,)), on=on, **more))


def days_of(keys: tuple[str, ...], kind: str, row: str) -> list[int]:
    """The days of the keys of a kind in a row, from 1 for the first of May, each once."""
    own = {int(key.rsplit(":", 1)[1]) for key in keys if key.startswith(f"{kind}:{row}:")}
    return sorted(day - FIRST + 1 for day in own)


def test_a_claim_is_stored_by_the_days_of_its_run_up_to_a_month() -> None:
    assert days_of(stored_keys(weighed(on=("2023-05-01", "2023-05-03")), RULES), "p", "capture") == [1, 2, 3]
    assert len(days_of(stored_keys(weighed(on=("2023-05-01", "2023-05-31")), RULES), "p", "capture")) == 31
    assert days_of(stored_keys(weighed(on=("2023-05-01", "2023-06-01")), RULES), "p", "capture") == []
    assert days_of(asked_keys(weighed(on=("2023-05-01", "2023-06-01")), RULES), "p", "capture") == []
    assert len(days_of(asked_keys(weighed(on=("2023-05-01", "2023-05-31")), RULES), "p", "capture")) == 31 + 2 * 3


def test_a_claim_without_a_day_is_stored_by_that_by_which_it_is_told() -> None:
    undated = weighed(on=None, published="2023-05-10")
    assert days_of(stored_keys(undated, RULES), "u", "capture") == [10]
    assert days_of(stored_keys(replace(undated, told=None), RULES), "u", "capture") == [10]
    assert days_of(stored_keys(replace(undated, told=FIRST + 4), RULES), "u", "capture") == [5]
    assert days_of(stored_keys(replace(undated, told=None, published=None), RULES), "u", "capture") == []
    assert days_of(stored_keys(undated, RULES), "p", "capture") == []


def test_what_happens_once_is_asked_for_on_all_days_that_can_be_the_same() -> None:
    dated = asked_keys(weighed(), RULES)
    assert days_of(dated, "p", "capture") == [-2, -1, 0, 1, 2, 3, 4]
    assert days_of(dated, "u", "capture") == [-2, -1, 0, 1, 2, 3, 4]
    assert days_of(dated, "p", "holding") == [0, 1, 2]
    undated = asked_keys(weighed(on=None, published="2023-05-10"), RULES)
    assert days_of(undated, "p", "capture") == days_of(undated, "u", "capture") == [7, 8, 9, 10, 11, 12, 13]


@pytest.mark.parametrize(
    ("features", "row", "own", "loosely"),
    [
        (weighed("territory.captured"), "capture", True, True),
        (weighed("strike.shelling"), "attack", True, False),
        (weighed("strike.shelling", actor="RUS"), "attack", True, True),
        (weighed("strike.shelling", target="UKR"), "attack", True, True),
        (weighed("strike.shelling", actor="RUS"), "attack-with-harm", False, False),
        (weighed("strike.shelling", count=("people", 2, 2)), "attack-with-harm", False, True),
        (weighed("battle.surrender"), "surrender", True, True),
        (weighed("harm.killed"), "harm", True, False),
    ],
)
def test_a_claim_links_loosely_if_it_happens_once_has_a_number_or_a_party_in_its_own_row(
    features: Features, row: str, own: bool, loosely: bool
) -> None:
    (kind,) = (each for each in RULES.rows if each.id == row)
    assert may_link_loosely(features, kind, own=own) is loosely


def test_what_cannot_link_loosely_is_asked_for_on_its_days_alone_and_of_a_long_run_by_its_first() -> None:
    assert days_of(asked_keys(weighed("strike.shelling"), RULES), "p", "attack") == [1]
    assert days_of(asked_keys(weighed("strike.shelling"), RULES), "u", "attack") == []
    night = weighed("harm.killed", on=("2023-05-01", "2023-05-03"))
    assert days_of(asked_keys(night, RULES), "p", "harm") == [0, 1, 2, 3, 4]
    long = weighed("harm.killed", on=("2023-05-01", "2023-05-04"))
    assert days_of(asked_keys(long, RULES), "p", "harm") == [1]
    undated = weighed("strike.shelling", on=None)
    assert (
        days_of(asked_keys(undated, RULES), "p", "attack") == days_of(asked_keys(undated, RULES), "u", "attack") == []
    )
    named = weighed("strike.shelling", on=None, actor="RUS", published="2023-05-10")
    assert days_of(asked_keys(named, RULES), "p", "attack") == [7, 8, 9, 10, 11, 12, 13]


def test_articles_are_parted_into_stretches_of_which_the_neighbours_are_asked_for() -> None:
    at = replace(weighed(), start=850)
    assert [key for key in stored_keys(at, RULES) if key.startswith("a:capture")] == ["a:capture:a-1:2"]
    assert [key for key in asked_keys(at, RULES) if key.startswith("a:capture")] == [
        "a:capture:a-1:1", "a:capture:a-1:2", "a:capture:a-1:3",
    ]  # fmt: skip


def test_telling_numbers_are_stored_by_size_and_month_of_which_the_neighbours_are_asked_for() -> None:
    def numbered(low: int | None, high: int | None) -> Features:
        return replace(weighed(), numbers=(CountBounds("troops", low, high),))

    def keys(found: tuple[str, ...]) -> list[str]:
        return [key for key in found if key.startswith("n:capture:")]

    month = FIRST // 30
    size = size_of(CountBounds("troops", 5, 5))
    assert keys(stored_keys(numbered(5, 5), RULES)) == [f"n:capture:troops:{size}:{month}"]
    assert keys(stored_keys(numbered(4, 4), RULES)) == keys(asked_keys(numbered(4, 4), RULES)) == []
    asked = {tuple(map(int, key.split(":")[3:])) for key in keys(asked_keys(numbered(5, 5), RULES))}
    assert asked == {(size + larger, month + later) for larger in (-1, 0, 1) for later in (-1, 0, 1)}
    assert size_of(CountBounds("troops", 100, 100)) - size_of(CountBounds("troops", 90, 90)) in (0, 1)
    assert size_of(CountBounds("troops", 100, 100)) - size_of(CountBounds("troops", 50, 50)) > 5


def test_a_coarse_place_is_a_cell_of_its_own_and_a_fine_one_lies_in_the_grid() -> None:
    alden, shire = spot_of(ALDEN), spot_of(SHIRE)
    assert alden is not None
    assert shire is not None
    assert cell_of(alden) == "324,256"
    assert cell_of(shire) == shire.key
    assert cells_around(shire) == (shire.key,)
    assert cell_of(alden) in cells_around(alden)
    assert set(cells_around(alden)) == {"323,255", "323,256", "324,255", "324,256", "325,255", "325,256"} & set(
        cells_around(alden)
    )
    assert 1 < len(cells_around(alden)) <= 9
    pole = Spot("p", None, 0, 90.0, 10.0, None, None)
    assert cell_of(pole) in cells_around(pole)


EVENTS = ["strike.shelling", "strike.air", "harm.killed", "territory.captured", "battle.clash", "diplomacy.talks"]
TIMES = ["2023-05-08", "2023-05-09", ("2023-05-08", "2023-05-10"), ("2023-05-07", "2023-05-10"),
         ("2023-05-05", "2023-05-11"), ("2023-04-20", "2023-05-15"), ("2023-01-01", "2023-12-31")]  # fmt: skip
WORDS = [
    "The guns were heard all night in the eastern quarter",
    "Smoke rose over the market hall and the old school",
    "The guns were heard all night in the western quarter again",
    "Guns heard all over the old hall",
    "Quiet",
]


def test_of_dated_claims_at_one_place_at_most_the_prefilter_lets_through_just_what_scores_enough() -> None:
    ways = product(EVENTS, TIMES, [(ALDEN,), (CORVIN,), ()], [None, "RUS", "UKR"], WORDS[:2])
    members = [
        replace(
            weighed(event, on=on, actor=actor, words=words, id=f"c-{at}"),
            spots=weighed(event, *where).spots if where else (),
        )
        for at, (event, on, where, actor, words) in enumerate(ways)
    ][::3]
    left, right = (side.astype(np.int64) for side in np.triu_indices(len(members), 1))
    one, other = Prefilter.of(members, range(len(members)), RULES).sift(left, right)
    least = TABLE.link - ROUNDING
    expected = {
        (a, b)
        for a, b in zip(left.tolist(), right.tolist(), strict=True)
        if members[a].sentence == members[b].sentence
        or are_twins(members[a], members[b])
        or score_pair(members[a], members[b], RULES, least=0.0).total >= least
    }
    assert set(zip(one.tolist(), other.tolist(), strict=True)) == expected


def test_the_prefilter_takes_days_for_what_they_are_worth_and_only_bounds_that_meet_for_more() -> None:
    told = [weighed(on=None, published=day, article=f"a-{at}") for at, day in enumerate(
        ("2023-05-02", "2023-05-03", "2023-05-05", "2023-05-09", "2023-05-10", None))]  # fmt: skip
    beside = [replace(told[0], start=start, begins=begins) for start, begins in ((400, 9), (401, 9), (900, 0))]
    ages = replace(told[1], early=None, late=None, told=None, article="a-0")
    first = replace(told[0], early=1, late=8, told=8)
    members = [*told, *beside, ages, first, replace(first, early=0, late=7, told=7, article="a-9")]
    members += [weighed(on=on, article="a-7") for on in TIMES]
    columns = Prefilter.of(members, range(len(members)), RULES)
    left, right = np.triu_indices(len(members), 1)
    for apart in (0, 1, 2, 3):
        most = columns._day(left, right, np.full(len(left), apart))
        for one, other, worth in zip(left.tolist(), right.tolist(), most.tolist(), strict=True):
            exact = day_part(members[one], members[other], apart)
            is_told = members[one].first is None or members[other].first is None
            assert worth == pytest.approx(TABLE.told_close if is_told and exact == TABLE.told_once else exact)
