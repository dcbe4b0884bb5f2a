"""What moves the holder of a place and what does not, at the limits of each rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from sayso.model import Claim, When
from sayso.weigh.control.course import SAME_TAKING_DAYS
from sayso.weigh.control.weighing import control_of, control_on
from tests.weigh.control.control_claims import HELD, REGION, TOWN, claim_of, codebook, line, runs

RULES = codebook().control
MONTH = ("2022-06-01", "2022-06-30")
Days = str | tuple[str, str]


def on(day: str, *claims: Claim) -> str:
    run = control_on(runs(*claims), date.fromisoformat(day))
    return line(run) if run else "nothing"


def took(party: str | None, day: Days, by: str | None = None, **more: Any) -> Claim:
    return claim_of("territory.captured", party, day, by=by, **more)


def holds(party: str, day: Days, by: str | None = None, **more: Any) -> Claim:
    return claim_of("territory.held", party, day, by=by, **more)


def left(party: str, day: Days, by: str | None = None, **more: Any) -> Claim:
    return claim_of("territory.withdrawn", party, day, by=by, **more)


def not_taken(party: str, day: Days, by: str | None = None) -> Claim:
    return claim_of("territory.captured", party, day, by=by, status="denied")


def not_held(party: str, day: Days, by: str | None = None) -> Claim:
    return claim_of("territory.held", party, day, by=by, status="denied")


def entered(party: str | None, day: Days) -> Claim:
    return claim_of("battle.advance", party, day, trigger="entered")


def after(day: str, days: int) -> str:
    return str(date.fromisoformat(day) + timedelta(days=days))


# Denials


def test_a_boast_and_an_equal_denial_on_one_day_are_contested() -> None:
    boast, denial = took("RUS", "2022-06-24", "RUS"), not_taken("RUS", "2022-06-24", "UKR")
    assert on("2022-06-24", boast, denial) == "- contested RUS UKR"
    assert on("2022-06-24", took("RUS", "2022-06-24"), not_taken("RUS", "2022-06-24")) == "- contested"


def test_a_denial_weaker_than_what_is_said_that_day_changes_nothing() -> None:
    assert on("2022-06-24", took("RUS", "2022-06-24"), not_taken("RUS", "2022-06-24", "UKR")) == "RUS reported"


def test_a_stronger_denial_takes_a_word_of_that_day_away_and_leaves_the_holder() -> None:
    boast, denial = took("RUS", "2022-06-24", "RUS"), not_taken("RUS", "2022-06-24")
    assert on("2022-06-24", boast, denial) == "- unknown"
    held = holds("UKR", "2022-06-20")
    assert on("2022-06-24", held, boast, denial) == "UKR reported"


def test_a_stronger_denial_of_the_holder_leaves_the_place_to_nobody_and_a_weaker_one_does_not() -> None:
    boast = took("RUS", "2022-06-20", "RUS")
    assert on("2022-06-24", boast, not_held("RUS", "2022-06-24")) == "- unknown"
    assert on("2022-06-24", took("RUS", "2022-06-20"), not_held("RUS", "2022-06-24", "UKR")) == "RUS reported"
    assert on("2022-06-24", took("RUS", "2022-06-20"), not_held("RUS", "2022-06-24", "RUS")) == "- unknown"


def test_a_denial_as_strong_as_what_the_hold_rests_on_contests_it() -> None:
    assert on("2022-06-24", took("RUS", "2022-06-20"), not_held("RUS", "2022-06-24")) == "- contested"
    both = [took("RUS", "2022-06-20", "RUS"), holds("RUS", "2022-06-21")]
    assert on("2022-06-24", *both, not_held("RUS", "2022-06-24", "UKR")) == "RUS reported RUS"


def test_a_denial_of_one_who_does_not_hold_the_place_changes_nothing() -> None:
    held = holds("UKR", "2022-06-20")
    assert on("2022-06-24", held, not_taken("RUS", "2022-06-24")) == "UKR reported"
    assert on("2022-06-24", not_taken("RUS", "2022-06-24")) == "- unknown"


def test_a_denial_of_nobody_named_denies_nothing() -> None:
    held = holds("UKR", "2022-06-20")
    assert on("2022-06-24", held, claim_of("territory.captured", None, "2022-06-24", status="denied")) == "UKR reported"


def test_what_is_said_of_the_region_is_weaker_than_any_denial_of_the_town() -> None:
    region = took("RUS", "2022-07-03", place=REGION, words="took all of")
    assert on("2022-07-03", region) == "RUS reported"
    assert on("2022-07-03", region, not_held("RUS", "2022-07-03", "UKR")) == "- unknown"
    assert on("2022-07-04", region, not_held("RUS", "2022-07-04", "UKR")) == "- unknown"


# The strongest word of a day


def test_of_two_equal_words_the_taking_goes_before_the_hold() -> None:
    assert on("2022-06-24", took("RUS", "2022-06-24"), holds("UKR", "2022-06-24")) == "RUS reported"


def test_the_taking_goes_before_a_hold_that_began_earlier() -> None:
    hold = holds("UKR", ("2022-06-22", "2022-06-24"))
    assert on("2022-06-24", hold, took("RUS", "2022-06-24")) == "RUS reported"


LONG_FIGHT = claim_of("battle.clash", "RUS", ("2022-06-24", "2022-08-10"))


def test_a_fight_on_a_day_of_dispute_contests_the_place_when_the_dispute_is_over() -> None:
    both = [holds("RUS", "2022-06-24"), holds("UKR", "2022-06-24")]
    assert on("2022-07-30", *both, LONG_FIGHT) == "- contested"
    boast = [took("RUS", "2022-06-20"), holds("UKR", "2022-06-24", "UKR")]
    assert on("2022-07-30", *boast, LONG_FIGHT) == "RUS contested"


def test_what_is_implied_confirms_the_holder() -> None:
    run, _ = runs(holds("UKR", "2022-06-01"), holds("UKR", "2022-06-20", trigger="defended", id="c-implied"))
    assert run.last_said == date(2022, 6, 20)
    assert "c-implied" in run.claims


def test_two_equal_takings_or_holds_contest_the_place() -> None:
    assert on("2022-06-24", took("RUS", "2022-06-24"), took("UKR", "2022-06-24")) == "- contested"
    assert on("2022-06-24", holds("RUS", "2022-06-24"), holds("UKR", "2022-06-24")) == "- contested"
    assert on("2022-06-24", took("RUS", "2022-06-24", "RUS"), holds("UKR", "2022-06-24")) == "UKR reported"


def test_two_that_are_both_only_taken_to_hold_it_name_no_holder() -> None:
    both = [holds(party, "2022-06-24", trigger="defended") for party in ("RUS", "UKR")]
    assert on("2022-06-24", *both) == "- unknown"
    assert on("2022-06-24", both[0]) == "RUS reported"
    assert on("2022-06-24", holds("UKR", "2022-06-20"), *both) == "UKR reported"


def test_a_side_that_only_says_so_of_itself_does_not_move_a_holder_and_a_third_party_does() -> None:
    held = holds("UKR", "2022-06-20")
    assert on("2022-06-24", held, holds("RUS", "2022-06-24", "RUS")) == "- contested RUS"
    assert on("2022-06-24", held, holds("RUS", "2022-06-24")) == "RUS reported"
    assert on("2022-06-24", held, took("RUS", "2022-06-24", "RUS")) == "RUS claimed RUS"


def test_a_region_that_is_held_does_not_move_the_holder_of_a_town() -> None:
    region = holds("RUS", "2022-06-24", place=REGION, words="holds all of")
    assert on("2022-06-24", holds("UKR", "2022-06-20", "UKR"), region) == "UKR claimed UKR"


def test_an_outright_word_goes_before_one_that_is_implied_on_the_same_day() -> None:
    implied = holds("UKR", "2022-06-24", "RUS", trigger="defended")
    assert on("2022-06-24", implied, holds("RUS", "2022-06-24", "RUS")) == "RUS claimed RUS"


def test_the_holder_is_the_party_that_the_best_word_names() -> None:
    assert on("2022-06-24", took("LPR", "2022-06-24"), took("RUS", "2022-06-24", "RUS")) == "LPR reported RUS"
    assert on("2022-06-24", took("LPR", "2022-06-24"), took("RUS", "2022-06-24")) == "RUS reported"


# Takings, told again and by nobody named


def test_a_taking_ends_the_fighting_and_a_hold_does_not() -> None:
    fight = claim_of("battle.clash", "RUS", "2022-06-20")
    assert on("2022-06-24", fight, took("RUS", "2022-06-24")) == "RUS reported"
    assert on("2022-06-24", fight, holds("RUS", "2022-06-24")) == "RUS contested"
    again = [took("RUS", "2022-06-10"), fight, took("RUS", "2022-06-24")]
    assert on("2022-06-24", *again) == "RUS reported"


@pytest.mark.parametrize(("days", "holder"), [(SAME_TAKING_DAYS, "RUS"), (SAME_TAKING_DAYS + 1, "UKR")])
def test_a_taking_by_nobody_named_is_the_last_one_told_again_for_two_weeks(days: int, holder: str) -> None:
    assert SAME_TAKING_DAYS == 14
    taken, again = took("RUS", "2022-06-24"), took(None, after("2022-06-24", days))
    assert on(after("2022-06-24", days), taken, again) == f"{holder} reported"


def test_a_taking_told_again_counts_the_weeks_anew() -> None:
    told_again = [took("RUS", "2022-06-01"), took("RUS", "2022-06-12"), took(None, "2022-06-24")]
    assert on("2022-06-24", *told_again) == "RUS reported"
    held_since = [took("RUS", "2022-06-01"), holds("RUS", "2022-06-12"), took(None, "2022-06-24")]
    assert on("2022-06-24", *held_since) == "UKR reported"


def by_then(claim: Claim) -> Claim:
    """The claim, known only to have come about by its day."""
    return replace(claim, when=replace(claim.when, from_day=None))


def test_a_taking_that_is_known_to_have_happened_by_a_day_is_told_again_and_counts_no_weeks_anew() -> None:
    taken = took("RUS", "2022-06-01")
    assert on("2022-06-24", taken, by_then(took(None, "2022-06-24"))) == "RUS reported"
    assert on("2022-06-24", taken, by_then(took("RUS", "2022-06-12")), took(None, "2022-06-24")) == "UKR reported"
    both = [took("RUS", "2022-06-12"), by_then(took("RUS", "2022-06-12"))]
    assert on("2022-06-24", taken, *both, took(None, "2022-06-24")) == "RUS reported"
    first = by_then(took("RUS", "2022-06-12"))
    assert on("2022-06-24", holds("RUS", "2022-06-01"), first, took(None, "2022-06-24")) == "RUS reported"


def test_a_taking_by_nobody_named_and_without_a_sharp_day_is_the_holders_own() -> None:
    assert on("2022-06-30", took("RUS", "2022-05-01"), took(None, MONTH)) == "RUS reported"


def test_a_change_of_holder_counts_as_a_taking_even_if_only_a_hold_is_told() -> None:
    changed = [holds("UKR", "2022-06-01"), holds("RUS", "2022-06-12")]
    assert on("2022-06-24", *changed, took(None, "2022-06-24")) == "RUS reported"
    assert on("2022-06-28", *changed, took(None, "2022-06-28")) == "UKR reported"
    assert on("2022-06-24", holds("RUS", "2022-06-12"), took(None, "2022-06-24")) == "UKR reported"


def test_a_taking_by_nobody_named_is_that_of_the_enemy_of_whom_it_was_taken_from_or_who_had_it_last() -> None:
    assert on("2022-06-24", holds("RUS", "2022-06-23"), took(None, "2022-06-24", target="UKR")) == "RUS reported"
    assert on("2022-06-24", took(None, "2022-06-24", target="RUS")) == "UKR reported"
    gone = [holds("UKR", "2022-06-01"), left("UKR", "2022-06-10")]
    assert on("2022-06-24", *gone, took(None, "2022-06-24")) == "RUS reported"
    assert (
        on("2022-06-24", left("UKR", "2022-06-10"), left("RUS", "2022-06-11"), took(None, "2022-06-24"))
        == "RUS reported"
    )


def test_an_unnamed_taker_of_whose_side_nobody_is_named_is_the_sides_first() -> None:
    assert on("2022-06-24", holds("UKR", "2022-06-01"), took(None, "2022-06-24")) == "RUS reported"
    once = [took("DPR", "2022-06-02"), holds("UKR", "2022-06-03")]
    assert on("2022-06-24", *once, took(None, "2022-06-24")) == "DPR reported"
    as_often = [*once, claim_of("battle.clash", "RUS", "2022-06-04")]
    assert on("2022-06-24", *as_often, took(None, "2022-06-24")) == "RUS reported"
    loser = took("UKR", "2022-06-05", target="DPR")
    assert on("2022-06-24", *as_often, loser, took(None, "2022-06-24")) == "DPR reported"


def test_a_taking_by_nobody_named_that_nobody_can_be_told_for_says_of_nobody_that_it_holds_the_place() -> None:
    (unknown,) = runs(took(None, "2022-06-24"))
    assert (unknown.standing, unknown.last_said, unknown.claims) == ("unknown", None, ())


def test_a_taking_told_again_by_nobody_named_confirms_the_holder() -> None:
    run, _ = runs(took("RUS", "2022-06-24"), took(None, "2022-06-26", id="c-again"))
    assert run.last_said == date(2022, 6, 26)
    assert "c-again" in run.claims


def test_in_a_war_of_more_than_two_sides_nobody_is_taken_for_an_unnamed_taker() -> None:
    town = replace(TOWN, country="SY", admin1="Idlib")
    place = replace(HELD, country="SY", admin1="Idlib")
    claims = [holds("SYR", "2016-06-01", place=town), took(None, "2016-06-24", place=town)]
    run = control_on(control_of(place, claims, codebook=codebook()), date(2016, 6, 24))
    assert line(run) == "SYR reported"


# Withdrawals


@pytest.mark.parametrize(("days", "agreed"), [(-11, False), (-10, True), (0, True), (10, True), (11, False)])
def test_a_withdrawal_admits_the_loss_within_so_many_days(days: int, agreed: bool) -> None:
    assert RULES.admission_days == 10
    taken = took("RUS", "2022-06-24", "RUS")
    gone = left("UKR", after("2022-06-24", days), "UKR")
    assert on("2022-07-10", taken, gone) == ("RUS agreed RUS UKR" if agreed else "RUS claimed RUS")


@pytest.mark.parametrize("sayer", ["RUS", "GBR", None])
def test_a_withdrawal_that_others_tell_of_admits_nothing(sayer: str | None) -> None:
    taken = took("RUS", "2022-06-24", "RUS")
    for day in ("2022-06-23", "2022-06-25"):
        assert on("2022-07-10", taken, left("UKR", day, sayer)) == "RUS claimed RUS"


def test_a_withdrawal_of_the_side_that_takes_the_place_admits_nothing() -> None:
    assert on("2022-06-24", left("LPR", "2022-06-20", "LPR"), took("RUS", "2022-06-24", "RUS")) == "RUS claimed RUS"


def test_a_withdrawal_ends_a_hold_that_is_older_and_not_one_of_that_day() -> None:
    gone = left("UKR", "2022-06-24", "UKR")
    assert on("2022-06-24", holds("UKR", "2022-06-23"), gone) == "- unknown"
    assert on("2022-06-24", holds("UKR", "2022-06-24"), gone) == "UKR reported"


def test_a_withdrawal_of_which_a_third_party_tells_leaves_no_dispute() -> None:
    held = holds("UKR", "2022-06-20")
    assert on("2022-06-24", held, left("UKR", "2022-06-24", "GBR")) == "- unknown"
    assert on("2022-06-24", held, left("UKR", "2022-06-24", "RUS")) == "- contested RUS"


@pytest.mark.parametrize(("days", "stands"), [(10, "UKR reported"), (11, "- contested")])
def test_who_enters_within_so_many_days_of_the_enemys_withdrawal_has_taken_the_place(days: int, stands: str) -> None:
    gone = left("RUS", "2022-06-10")
    assert on(after("2022-06-10", days), gone, entered("UKR", after("2022-06-10", days))) == stands


def test_an_entry_is_no_taking_for_who_left_for_nobody_named_or_where_somebody_holds_the_place() -> None:
    gone = left("RUS", "2022-06-20")
    assert on("2022-06-24", gone, entered("RUS", "2022-06-24")) == "- contested"
    assert on("2022-06-24", gone, entered(None, "2022-06-24")) == "- contested"
    assert on("2022-06-24", gone, claim_of("battle.clash", "UKR", "2022-06-24")) == "- contested"
    assert on("2022-06-24", gone, holds("RUS", "2022-06-22"), entered("UKR", "2022-06-24")) == "RUS contested"


def test_the_last_withdrawal_counts_for_who_enters() -> None:
    gone = [left("RUS", "2022-06-01"), left("RUS", "2022-06-20")]
    assert on("2022-06-24", *gone, entered("UKR", "2022-06-24")) == "UKR reported"


# Fights and disputes


def test_whom_the_other_side_or_nobody_named_encircles_is_fought_for() -> None:
    held = holds("UKR", "2022-06-20")
    assert on("2022-06-24", held, claim_of("battle.encirclement", "RUS", "2022-06-24")) == "UKR contested"
    assert on("2022-06-24", held, claim_of("battle.encirclement", None, "2022-06-24")) == "UKR contested"
    assert on("2022-06-24", held, claim_of("battle.encirclement", "UKR", "2022-06-24")) == "UKR reported"
    assert on("2022-06-24", claim_of("battle.encirclement", "UKR", "2022-06-24")) == "- contested"
    assert on("2022-06-24", held, claim_of("battle.clash", "UKR", "2022-06-24")) == "UKR contested"


@pytest.mark.parametrize(("days", "stands"), [(14, "UKR contested GBR"), (15, "UKR reported GBR")])
def test_a_fight_contests_the_last_of_its_days_whatever_else_is_told_of_it(days: int, stands: str) -> None:
    fight, again = claim_of("battle.clash", "RUS", "2022-06-10"), holds("UKR", after("2022-06-10", days), "GBR")
    assert on(after("2022-06-10", days), holds("UKR", "2022-06-01"), fight, again) == stands


def test_a_dispute_ends_with_a_word_of_more_than_a_boast_for_the_holder() -> None:
    disputed = [took("RUS", "2022-06-20"), holds("UKR", "2022-06-22", "UKR")]
    assert on("2022-06-24", *disputed, holds("RUS", "2022-06-24", "RUS")) == "- contested RUS UKR"
    assert on("2022-06-24", *disputed, holds("RUS", "2022-06-24", "GBR")) == "RUS reported GBR"
    assert on("2022-06-24", *disputed, took("UKR", "2022-06-24", "UKR")) == "UKR claimed UKR"


@pytest.mark.parametrize(("days", "stands"), [(30, "- contested RUS UKR"), (31, "RUS reported RUS")])
def test_a_dispute_lasts_through_the_last_of_its_days_whatever_else_is_told_of_it(days: int, stands: str) -> None:
    disputed = [took("RUS", "2022-06-20"), holds("UKR", "2022-06-22", "UKR")]
    day = after("2022-06-22", days)
    assert on(day, *disputed, holds("RUS", day, "RUS")) == stands


def test_a_hold_lasts_from_the_last_day_for_which_it_is_said() -> None:
    throughout = holds("RUS", ("2022-01-01", "2022-03-31"))
    lapse = date(2022, 3, 31) + timedelta(days=RULES.decay_days)
    assert on(str(lapse), throughout) == "RUS reported"
    assert on(str(lapse + timedelta(days=1)), throughout) == "- unknown"
    confirmed = [took("RUS", "2021-12-01"), throughout]
    assert on(str(lapse), *confirmed) == "RUS reported"
    again = holds("RUS", "2022-02-01")
    assert line(control_on(runs(throughout, again, decay_days=10), date(2022, 3, 15))) == "RUS reported"


def test_a_claim_that_holds_since_a_day_or_by_a_day_holds_on_that_day() -> None:
    since = replace(took("RUS", "2022-06-24"), when=When(from_day=date(2022, 6, 24), precision="day", basis="stated"))
    assert on("2022-06-24", since) == "RUS reported"
    assert on("2022-06-24", by_then(took("RUS", "2022-06-24"))) == "RUS reported"


# Battles of several days


@pytest.mark.parametrize(
    ("ended", "said"),
    [("2022-06-20", "contested"), ("2022-06-10", "RUS")],
)
def test_who_is_said_to_hold_the_place_when_a_battle_of_several_days_has_ended_has_won_it(
    ended: str, said: str
) -> None:
    battle = claim_of("battle.clash", None, ("2022-06-01", ended), id="c-battle")
    assert said in on("2022-06-12", battle, holds("RUS", "2022-06-10", id="c-held"))
