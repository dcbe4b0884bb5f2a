"""From what is asserted of a place to runs of days: where each begins and ends, and on what it stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sayso.model import Claim
from tests.weigh.control.control_claims import claim_of, codebook, line, runs

RULES = codebook().control
HELD = claim_of("territory.held", "UKR", "2022-06-01", id="c-held")
CLASH = claim_of("battle.clash", "RUS", "2022-06-10", by="RUS", id="c-clash")


def in_short(*claims: Claim, decay_days: int | None = None) -> list[tuple[str, str | None, str]]:
    """Each run: month and day of its first and last day, and how it stands."""
    town_runs = runs(*claims, decay_days=decay_days)
    return [(f"{run.from_day:%m-%d}", run.to_day and f"{run.to_day:%m-%d}", line(run)) for run in town_runs]


def test_a_fight_contests_a_place_for_so_many_days_after_its_last() -> None:
    assert RULES.contest_days == 14
    assert in_short(HELD, CLASH)[:3] == [
        ("06-01", "06-09", "UKR reported"),
        ("06-10", "06-24", "UKR contested RUS"),
        ("06-25", "11-28", "UKR reported"),
    ]
    long = claim_of("battle.clash", "RUS", ("2022-06-10", "2022-06-20"))
    assert in_short(HELD, long)[1] == ("06-10", "07-04", "UKR contested")


def test_of_two_fights_the_first_to_end_takes_its_sayer_along() -> None:
    other = claim_of("battle.clash", "RUS", "2022-06-15", by="UKR")
    assert in_short(HELD, CLASH, other)[1:5] == [
        ("06-10", "06-14", "UKR contested RUS"),
        ("06-15", "06-24", "UKR contested RUS UKR"),
        ("06-25", "06-29", "UKR contested UKR"),
        ("06-30", "11-28", "UKR reported"),
    ]


def test_a_fight_that_lasts_longer_than_the_hold_goes_on_over_nobody() -> None:
    assert in_short(HELD, CLASH, decay_days=12) == [
        ("06-01", "06-09", "UKR reported"),
        ("06-10", "06-13", "UKR contested RUS"),
        ("06-14", "06-24", "- contested RUS"),
        ("06-25", None, "- unknown"),
    ]


def test_a_fight_on_the_last_day_of_a_hold_contests_the_holder_for_that_day() -> None:
    assert in_short(HELD, CLASH, decay_days=9)[1:3] == [
        ("06-10", "06-10", "UKR contested RUS"),
        ("06-11", "06-24", "- contested RUS"),
    ]


def test_a_dispute_lasts_so_many_days_and_goes_before_fights_and_the_holder() -> None:
    assert RULES.dispute_days == 30
    taken = claim_of("territory.captured", "RUS", "2022-06-20")
    against = claim_of("territory.held", "UKR", "2022-06-25", by="UKR")
    assert in_short(taken, against, claim_of("battle.clash", "UKR", "2022-06-26"))[:3] == [
        ("06-20", "06-24", "RUS reported"),
        ("06-25", "07-25", "- contested UKR"),
        ("07-26", "12-17", "RUS reported"),
    ]


def test_a_hold_lapses_after_so_many_days_and_to_the_day() -> None:
    lapse = date(2022, 6, 1) + timedelta(days=RULES.decay_days)
    town_runs = runs(HELD)
    assert [(run.from_day, run.to_day) for run in town_runs] == [
        (date(2022, 6, 1), lapse),
        (lapse + timedelta(days=1), None),
    ]
    assert [run.last_said for run in town_runs] == [date(2022, 6, 1)] * 2


def test_a_run_stands_on_the_claims_of_what_contests_it_and_of_the_hold() -> None:
    town_runs = runs(HELD, CLASH)
    assert [run.claims for run in town_runs][:3] == [("c-held",), ("c-clash", "c-held"), ("c-held",)]
    assert runs(CLASH)[0].claims == ("c-clash",)
    assert town_runs[-1].claims == ()


def test_neighbours_that_say_the_same_are_one_run_on_all_their_claims() -> None:
    again = claim_of("territory.held", "UKR", "2022-06-10", id="c-again")
    first, *_ = runs(HELD, again)
    assert (first.from_day, first.claims, first.last_said) == (
        date(2022, 6, 1),
        ("c-again", "c-held"),
        date(2022, 6, 10),
    )
    assert first.to_day == date(2022, 6, 10) + timedelta(days=RULES.decay_days)
    clashes = [claim_of("battle.clash", "RUS", day, id=f"c-{day}") for day in ("2022-06-01", "2022-06-20")]
    contested, unknown = runs(clashes[0], claim_of("battle.clash", "RUS", "2022-06-10", id="c-2"), clashes[1])
    assert contested.claims == ("c-2", "c-2022-06-01", "c-2022-06-20")
    assert (unknown.from_day, unknown.claims) == (date(2022, 7, 5), ())


def test_the_last_day_on_which_somebody_is_said_to_hold_it_is_no_later_than_the_run() -> None:
    throughout = claim_of("territory.held", "UKR", ("2022-06-01", "2022-06-30"))
    town_runs = runs(throughout, CLASH)
    assert [run.last_said for run in town_runs][:3] == [date(2022, 6, day) for day in (1, 10, 30)]
    assert runs(CLASH)[0].last_said is None


@pytest.mark.parametrize(
    ("sayers", "standing"),
    [
        (["RUS"], "claimed"), (["LPR"], "claimed"), (["GBR"], "reported"), ([None], "reported"), (["UKR"], "agreed"),
        (["RUS", None], "reported"), (["RUS", "UKR"], "agreed"), ([None, "UKR"], "agreed"),
    ],
)  # fmt: skip
def test_a_hold_stands_as_the_best_word_for_it_does(sayers: list[str | None], standing: str) -> None:
    claims = [claim_of("territory.captured", "RUS", "2022-06-24", by=sayer) for sayer in sayers]
    assert runs(*claims)[0].standing == standing
