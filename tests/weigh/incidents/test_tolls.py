"""ACLED's and UCDP's numbers of dead, each with its sayers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

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


def test_dead_and_wounded_together_are_no_number_of_dead() -> None:
    found = derive(killed(ANN, 1001, None, of="casualties"))
    assert found.acled is None
    assert len(found.unnumbered) == 1


def test_a_denied_number_does_not_count() -> None:
    assert value(derive(killed(ANN, 5, 5), killed(CY, 2, 2, status="denied")).acled) == 5
