"""ACLED's and UCDP's numbers of dead, each with its sayers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sayso.model import Claim, Count
from sayso.weigh import Estimate, Fatalities, VoiceFinder, fatalities_of
from tests.weigh.claims import ALDEN, claim_of, codebook, source

ANN, CY = source("Ann Bell", party="UKR"), source("Cy Dow", party="RUS")
OBSERVERS = source("Observers' Mission", "organisation")


def killed(by: Any, low: int | None, high: int | None, *, of: str = "people", **more: Any) -> Claim:
    return claim_of("harm.killed", ALDEN, by=by, count=(of, low, high), actor="RUS", target="UKR", **more)


def derive(*claims: Claim) -> Fatalities:
    return fatalities_of(claims, rules=codebook().incidents, speakers=VoiceFinder(codebook().parties))


def value(estimate: Estimate | None) -> int | None:
    return estimate.value if estimate else None


def test_acled_takes_the_lowest_number_and_ucdp_the_range() -> None:
    found = derive(killed(ANN, 5, 5), killed(CY, 30, 30))
    assert [value(found.acled), value(found.low), value(found.high)] == [5, 5, 30]


def test_every_number_names_who_says_it() -> None:
    found = derive(killed(ANN, 5, 5), killed(CY, 30, 30))
    assert found.low is not None
    assert found.high is not None
    assert [said_by.source for said_by in (*found.low.said_by, *found.high.said_by)] == ["Ann Bell", "Cy Dow"]


def test_ucdp_s_best_is_what_most_voices_say() -> None:
    claims = (killed(ANN, 5, 5), killed(OBSERVERS, 12, 12), killed(CY, 12, 12))
    assert value(derive(*claims).best) == 12


def test_copies_of_one_voice_count_once_for_the_best() -> None:
    claims = (killed(ANN, 30, 30), killed(ANN, 30, 30, article="a-2"), killed(OBSERVERS, 12, 12), killed("Eve", 12, 12))
    assert value(derive(*claims).best) == 12


def test_where_as_many_say_each_those_who_stand_on_no_side_are_believed() -> None:
    assert value(derive(killed(ANN, 5, 5), killed(OBSERVERS, 9, 9)).best) == 9


def test_vague_words_are_read_as_acled_reads_them() -> None:
    vague = killed(ANN, 24, None)
    dozens = replace(vague, counts=(Count(text="dozens of people", start=0, end=6, of="people", low=24, high=None),))
    assert [value(derive(dozens).acled), value(derive(dozens).low)] == [12, 24]


def test_up_to_so_many_bounds_the_high_number_and_is_no_low_one() -> None:
    found = derive(killed(ANN, None, 20))
    assert [value(found.acled), value(found.best), value(found.low), value(found.high)] == [None, None, None, 20]


def test_soldiers_and_civilians_of_one_report_are_added_up() -> None:
    found = derive(killed(ANN, 2, 2, of="soldiers"), killed(ANN, 3, 3, of="civilians"))
    assert value(found.acled) == 5


def test_a_number_of_all_is_not_added_to_a_part_of_it() -> None:
    assert value(derive(killed(ANN, 5, 5), killed(ANN, 2, 2, of="children")).acled) == 5


def test_a_number_within_the_words_of_another_is_a_part_of_it() -> None:
    whole = Count(text="nurse and two patients", start=2, end=24, of="people", low=3, high=3)
    part = Count(text="two patients", start=12, end=24, of="patients", low=2, high=2)
    assert value(derive(replace(killed(ANN, 3, 3), counts=(whole, part))).acled) == 3


def test_dead_and_wounded_together_are_no_number_of_dead() -> None:
    found = derive(killed(ANN, 1001, None, of="casualties"))
    assert found.acled is None
    assert len(found.unnumbered) == 1


def test_a_denied_number_does_not_count() -> None:
    assert value(derive(killed(ANN, 5, 5), killed(CY, 2, 2, status="denied")).acled) == 5


@pytest.mark.parametrize(
    ("words", "low", "high", "acled"),
    [
        ("tens of people", 20, None, 10),
        ("Dozens of people", 24, None, 12),
        ("hundreds", 200, None, 100),
        ("thousands", 2000, None, 1000),
        ("scores", 40, None, 20),
        ("several", 2, None, 3),
        ("at least 5 people", 5, None, 5),
        ("7 people", 7, 7, 7),
        ("dozens", 24, 99, 24),
    ],
)
def test_acled_reads_a_vague_word_as_the_least_that_it_can_mean(
    words: str, low: int, high: int | None, acled: int
) -> None:
    count = Count(text=words, start=0, end=len(words), of="people", low=low, high=high)
    assert value(derive(replace(killed(ANN, low, high), counts=(count,))).acled) == acled


def test_of_equals_the_lowest_number_of_those_outside_is_best_and_of_all_inside_the_lowest() -> None:
    press = source("Eve Fox")
    assert value(derive(killed(OBSERVERS, 12, 12), killed(press, 9, 9)).best) == 9
    assert value(derive(killed(ANN, 12, 12), killed(CY, 9, 9)).best) == 9
    outsider = source("Ann Smith", party="FRA")
    assert value(derive(killed(ANN, 5, 5), killed(outsider, 9, 9)).best) == 9
    ally = source("Bob Carr", party="DPR")
    assert value(derive(killed(CY, 9, 9), killed(ally, 5, 5)).best) == 5


def test_a_high_number_is_the_highest_bound_or_the_lower_bound_where_there_is_no_other() -> None:
    found = derive(killed(ANN, 5, None), killed(CY, 3, 4), killed(OBSERVERS, None, 4))
    assert [value(estimate) for estimate in (found.low, found.high)] == [3, 5]
    assert [said.source for said in found.high.said_by] == ["Ann Bell"]  # type: ignore[union-attr]
    assert value(derive(killed(ANN, 5, 9), killed(CY, 6, 7)).high) == 9


def test_one_voice_in_one_report_gives_the_least_of_all_dead_or_its_parts_added_up_where_that_is_more() -> None:
    assert value(derive(killed(ANN, 9, 9), killed(ANN, 7, 7)).acled) == 7
    parts = (killed(ANN, 4, 6, of="soldiers"), killed(ANN, 3, None, of="civilians"))
    both = derive(killed(ANN, 5, 5), *parts)
    assert [value(both.acled), value(both.low), value(both.high)] == [7, 7, 7]
    whole = derive(killed(ANN, 50, 50), *parts)
    assert [value(whole.acled), value(whole.high)] == [50, 50]
    twice = derive(killed(ANN, 4, 4, of="soldiers"), killed(ANN, 90, 90, of="troops"))
    assert value(twice.low) == 4
    open_low = derive(killed(ANN, None, 8, of="soldiers"), killed(ANN, 3, 3, of="civilians"))
    assert [value(open_low.low), value(open_low.high)] == [None, 11]


def test_two_reports_of_one_voice_are_two_numbers_and_one_vote() -> None:
    found = derive(killed(ANN, 5, 5), killed(ANN, 8, 8, article="a-2"), killed(CY, 8, 8, article="a-3"))
    assert [value(found.low), value(found.high), value(found.best)] == [5, 8, 8]


@pytest.mark.parametrize(("status", "counts"), [("ongoing", True), ("planned", False), ("possible", False)])
def test_only_dead_that_are_asserted_count(status: str, counts: bool) -> None:
    found = derive(killed(ANN, 5, 5, status=status))
    assert value(found.acled) == (5 if counts else None)
    assert found.unnumbered == ()


def test_wounded_do_not_count_and_dead_without_a_number_stand_apart() -> None:
    wounded = claim_of("harm.wounded", ALDEN, by=ANN, count=("people", 5, 5))
    dead = claim_of("harm.killed", ALDEN, by=CY)
    found = derive(wounded, dead)
    assert (found.acled, found.best, found.low, found.high, found.unnumbered) == (None, None, None, None, (dead.id,))


def test_copies_of_a_text_are_one_voice_of_the_dead() -> None:
    claims = [claim_of("harm.killed", ALDEN, count=("people", low, low), article=article)
              for low, article in ((9, "a-1"), (9, "a-2"), (4, "a-3"))]  # fmt: skip
    rules, speakers = codebook().incidents, VoiceFinder(codebook().parties)
    alone = fatalities_of(claims, rules=rules, speakers=speakers)
    copied = fatalities_of(claims, rules=rules, speakers=speakers, copies={"a-2": "a-1"})
    assert (value(alone.best), value(copied.best)) == (9, 4)
