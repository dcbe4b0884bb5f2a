"""One rule of control a test, on claims written out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Claim, Control, Span
from sayso.weigh.control.weighing import control_on, keys_of, places_held, sayings_between, sayings_on, weigh_control
from tests.weigh.control.control_claims import HELD, REGION, claim_of, codebook, line, runs


def on(day: str, *claims: Claim, decay_days: int | None = None) -> str:
    run = control_on(runs(*claims, decay_days=decay_days), date.fromisoformat(day))
    return line(run) if run else "nothing"


def test_a_taking_that_only_the_taker_tells_of_is_claimed() -> None:
    claim = claim_of("territory.captured", "RUS", "2022-06-24", by="RUS")
    assert on("2022-06-24", claim) == "RUS claimed RUS"


def test_before_the_first_claim_nothing_is_said() -> None:
    assert on("2022-06-23", claim_of("territory.captured", "RUS", "2022-06-24")) == "nothing"


def test_a_taking_that_the_loser_admits_is_agreed() -> None:
    boast = claim_of("territory.captured", "RUS", "2022-06-24", by="RUS")
    admission = claim_of("territory.captured", "RUS", "2022-06-24", by="UKR")
    assert on("2022-06-24", boast, admission) == "RUS agreed RUS UKR"
    assert on("2022-06-24", admission) == "RUS agreed UKR"


def test_a_proxy_of_the_taker_is_not_another_side() -> None:
    claims = [claim_of("territory.captured", "RUS", "2022-06-24", by=sayer) for sayer in ("RUS", "LPR")]
    assert on("2022-06-24", *claims) == "RUS claimed LPR RUS"


def test_the_holder_is_the_party_and_not_its_side() -> None:
    assert on("2022-06-24", claim_of("territory.captured", "LPR", "2022-06-24", by="LPR")) == "LPR claimed LPR"


def test_what_a_third_party_or_an_outlet_says_is_reported() -> None:
    assert on("2022-06-24", claim_of("territory.captured", "RUS", "2022-06-24")) == "RUS reported"
    assert on("2022-06-24", claim_of("territory.captured", "RUS", "2022-06-24", by="GBR")) == "RUS reported GBR"


@pytest.mark.parametrize("status", ["planned", "possible"])
def test_what_is_planned_or_possible_moves_nothing(status: str) -> None:
    claim = claim_of("territory.captured", "RUS", "2022-06-24", status=status)
    assert runs(claim) == ()


@pytest.mark.parametrize("status", ["attempted", "ongoing"])
def test_a_taking_that_is_tried_or_under_way_is_fighting(status: str) -> None:
    assert on("2022-06-24", claim_of("territory.captured", "RUS", "2022-06-24", status=status)) == "- contested"


def test_a_denial_by_the_other_side_makes_a_boast_contested() -> None:
    boast = claim_of("territory.captured", "RUS", "2022-06-24", by="RUS")
    denial = claim_of("territory.captured", "RUS", "2022-06-25", by="UKR", status="denied")
    assert on("2022-06-24", boast, denial) == "RUS claimed RUS"
    assert on("2022-06-25", boast, denial) == "- contested RUS UKR"


def test_a_third_partys_denial_outweighs_a_boast_of_the_same_day() -> None:
    held = claim_of("territory.held", "UKR", "2022-06-20")
    boast = claim_of("territory.captured", "RUS", "2022-06-24", by="RUS")
    denial = claim_of("territory.captured", "RUS", "2022-06-24", by="GBR", status="denied")
    assert on("2022-06-24", held, boast, denial) == "UKR reported"


def test_an_admission_outweighs_the_enemys_boast_of_the_same_day() -> None:
    taken = claim_of("territory.captured", "RUS", "2022-06-24", by="UKR")
    held = claim_of("territory.held", "UKR", "2022-06-24", by="UKR")
    assert on("2022-06-24", taken, held) == "RUS agreed UKR"


def test_a_sides_own_word_against_a_known_holder_contests_it() -> None:
    taken = claim_of("territory.captured", "RUS", "2022-06-24")
    held = claim_of("territory.held", "UKR", "2022-06-26", by="UKR")
    assert on("2022-06-26", taken, held) == "- contested UKR"
    assert on("2022-08-26", taken, held) == "RUS reported"


def test_a_third_partys_word_that_another_holds_the_place_moves_it() -> None:
    taken = claim_of("territory.captured", "RUS", "2022-06-24", by="RUS")
    held = claim_of("territory.held", "UKR", "2022-06-26", by="GBR")
    assert on("2022-06-26", taken, held) == "UKR reported GBR"


def test_a_withdrawal_ends_a_hold_without_giving_it_to_anyone() -> None:
    held = claim_of("territory.held", "UKR", "2022-06-20")
    left = claim_of("territory.withdrawn", "UKR", "2022-06-24", by="UKR")
    assert on("2022-06-24", held, left) == "- unknown"


def test_a_withdrawal_that_only_the_enemy_tells_of_contests_the_hold() -> None:
    held = claim_of("territory.held", "UKR", "2022-06-20")
    left = claim_of("territory.withdrawn", "UKR", "2022-06-24", by="RUS")
    assert on("2022-06-24", held, left) == "- contested RUS"


def test_after_a_withdrawal_that_nobody_denies_the_place_is_nobodys() -> None:
    held = claim_of("territory.held", "UKR", "2022-06-20")
    left = claim_of("territory.withdrawn", "UKR", "2022-06-24", by="RUS")
    assert on("2022-08-01", held, left) == "- unknown"


def test_who_enters_what_the_enemy_has_just_left_has_taken_it() -> None:
    left = claim_of("territory.withdrawn", "RUS", ("2022-06-10", "2022-06-23"))
    entered = claim_of("battle.advance", "UKR", "2022-06-24", trigger="entered")
    held = claim_of("territory.held", "RUS", "2022-06-01")
    assert on("2022-06-24", held, left, entered) == "UKR reported"
    assert on("2022-06-24", held, entered) == "RUS contested"


def test_a_denied_withdrawal_is_a_hold() -> None:
    denied = claim_of("territory.withdrawn", "UKR", "2022-06-24", by="UKR", status="denied")
    assert on("2022-06-24", denied) == "UKR claimed UKR"


@pytest.mark.parametrize("day", ["2022-06-20", "2022-06-24", "2022-06-26"])
def test_who_tells_of_its_own_withdrawal_near_the_others_gain_admits_it(day: str) -> None:
    left = claim_of("territory.withdrawn", "UKR", day, by="UKR")
    taken = claim_of("territory.captured", "RUS", "2022-06-24", by="RUS")
    assert on("2022-06-26", left, taken) == "RUS agreed RUS UKR"


def test_a_withdrawal_long_before_the_others_gain_admits_nothing() -> None:
    left = claim_of("territory.withdrawn", "UKR", "2022-06-01", by="UKR")
    taken = claim_of("territory.captured", "RUS", "2022-06-24", by="RUS")
    assert on("2022-06-26", left, taken) == "RUS claimed RUS"


def test_a_clash_contests_a_place_and_its_holder_comes_back_when_no_more_is_told() -> None:
    held = claim_of("territory.held", "UKR", "2022-06-01")
    clash = claim_of("battle.clash", "RUS", "2022-06-10")
    assert on("2022-06-10", held, clash) == "UKR contested"
    assert on("2022-06-24", held, clash) == "UKR contested"
    assert on("2022-06-25", held, clash) == "UKR reported"


def test_shelling_contests_nothing() -> None:
    held = claim_of("territory.held", "UKR", "2022-06-01")
    assert on("2022-06-10", held, claim_of("strike.shelling", "RUS", "2022-06-10")) == "UKR reported"


def test_a_taking_ends_the_fighting_that_led_to_it() -> None:
    fight = claim_of("battle.clash", "RUS", ("2022-06-20", "2022-06-30"))
    taken = claim_of("territory.captured", "RUS", "2022-06-24")
    same_day = claim_of("battle.assault", "RUS", "2022-06-24")
    assert on("2022-06-24", fight, taken, same_day) == "RUS reported"


def test_an_advance_on_a_place_does_not_contest_it_and_an_entry_does() -> None:
    assert runs(claim_of("battle.advance", "RUS", "2022-06-24", trigger="advanced")) == ()
    assert on("2022-06-24", claim_of("battle.advance", "RUS", "2022-06-24", trigger="entered")) == "- contested"


def test_whom_the_holder_encircles_does_not_contest_the_holder() -> None:
    taken = claim_of("territory.captured", "RUS", "2022-06-24")
    trapped = claim_of("battle.encirclement", "RUS", "2022-06-25")
    assert on("2022-06-25", taken, trapped) == "RUS reported"


def test_who_beats_off_an_assault_is_taken_to_hold_the_place() -> None:
    beaten = claim_of("battle.repelled", "UKR", "2022-06-24")
    assert on("2022-06-24", beaten) == "UKR contested"
    assert on("2022-07-24", beaten) == "UKR reported"


def test_what_is_only_implied_moves_no_holder() -> None:
    taken = claim_of("territory.captured", "RUS", "2022-06-20")
    beaten = claim_of("battle.repelled", "UKR", "2022-06-24")
    defended = claim_of("territory.held", "UKR", "2022-07-20", trigger="defended")
    assert on("2022-07-24", taken, beaten, defended) == "RUS reported"


@pytest.mark.parametrize(
    "words", ["took most of", "took the eastern part of the city of", "took 70 % of", "partially took"]
)
def test_a_part_of_a_place_is_not_the_place(words: str) -> None:
    assert on("2022-06-24", claim_of("territory.captured", "RUS", "2022-06-24", words=words)) == "- contested"


@pytest.mark.parametrize(
    "words", ["took a hotel in", "took villages around", "took ground around Zolote and", "stood north of"]
)
def test_what_lies_in_or_beside_a_place_is_not_the_place(words: str) -> None:
    run = control_on(runs(claim_of("territory.captured", "RUS", "2022-06-24", words=words)), date(2022, 6, 24))
    assert run is None or run.standing == "contested"


def test_a_flag_in_a_town_is_a_flag_over_it() -> None:
    claim = claim_of("territory.captured", "RUS", "2022-06-24", words="raised a flag in", trigger="raised")
    assert on("2022-06-24", claim) == "RUS reported"


def test_a_quoted_part_is_a_part() -> None:
    claim = claim_of("territory.captured", "RUS", "2022-06-24", words='took "most" of')
    assert on("2022-06-24", claim) == "- contested"


def test_hearsay_is_told_by_nobody_named_and_counts() -> None:
    claim = claim_of("territory.captured", "RUS", "2022-06-24", status="possible")
    cue = Span(text="reportedly", start=0, end=10)
    assert on("2022-06-24", replace(claim, status_cue=cue)) == "RUS reported"


def test_an_annexation_takes_nothing_from_a_known_holder() -> None:
    held = claim_of("territory.held", "UKR", "2022-06-20")
    assert on("2022-06-24", held, claim_of("territory.annexed", "RUS", "2022-06-24")) == "UKR reported"


def test_a_place_retaken_by_nobody_named_stays_with_a_holder_of_whom_no_taking_is_told() -> None:
    held = claim_of("territory.held", "UKR", "2022-06-01")
    assert on("2022-06-24", held, claim_of("territory.recaptured", None, "2022-06-24")) == "UKR reported"
    taken = claim_of("territory.captured", "RUS", "2022-06-02")
    assert on("2022-06-24", held, taken, claim_of("territory.recaptured", None, "2022-06-24")) == "UKR reported"


def test_who_does_not_hold_all_of_a_place_holds_some_of_it() -> None:
    claim = claim_of("territory.held", "RUS", "2022-06-24", status="denied", words="do not control all of")
    assert on("2022-06-24", claim) == "- contested"


def test_a_region_gives_no_town_in_it() -> None:
    claim = claim_of("territory.captured", "RUS", "2022-07-03", place=REGION, words="took")
    assert runs(claim) == ()


def test_all_of_a_region_counts_for_a_town_in_it_and_is_never_agreed() -> None:
    claim = claim_of("territory.captured", "RUS", "2022-07-03", place=REGION, words="took all of", by="UKR")
    assert on("2022-07-03", claim) == "RUS reported UKR"


def test_what_is_said_of_the_town_itself_goes_before_what_is_said_of_the_region() -> None:
    region = claim_of("territory.captured", "RUS", "2022-07-03", place=REGION, words="took the whole of", by="UKR")
    town = claim_of("territory.held", "UKR", "2022-07-03", by="UKR")
    assert on("2022-07-03", region, town) == "UKR claimed UKR"


def test_a_taking_by_nobody_named_is_the_other_sides_where_the_war_has_two() -> None:
    held = claim_of("territory.held", "UKR", "2022-06-01")
    assert on("2022-06-24", held, claim_of("territory.captured", None, "2022-06-24", target="UKR")) == "RUS reported"
    assert on("2022-06-24", held, claim_of("territory.captured", None, "2022-06-24")) == "RUS reported"


def test_a_taking_by_nobody_named_from_nobody_known_tells_nothing() -> None:
    assert on("2022-06-24", claim_of("territory.captured", None, "2022-06-24")) == "- unknown"


def test_an_unnamed_taker_is_the_party_of_the_side_that_is_named_most_at_the_place() -> None:
    fight = [claim_of("battle.clash", "LPR", day) for day in ("2022-06-02", "2022-06-03")]
    claims = [
        claim_of("territory.held", "UKR", "2022-06-01"),
        *fight,
        claim_of("territory.captured", None, "2022-06-24"),
    ]
    assert on("2022-06-24", *claims) == "LPR reported"


def test_a_taking_by_nobody_named_soon_after_one_that_is_known_is_the_same() -> None:
    taken = claim_of("territory.captured", "RUS", "2022-06-24")
    assert on("2022-06-26", taken, claim_of("territory.captured", None, "2022-06-26")) == "RUS reported"


def test_a_taking_that_is_known_to_a_month_dates_no_change_if_a_sharp_one_lies_inside() -> None:
    vague = claim_of("territory.captured", "RUS", ("2022-06-01", "2022-06-30"), by="UKR")
    sharp = claim_of("territory.captured", "RUS", "2022-06-24", by="RUS")
    assert on("2022-06-24", vague, sharp) == "RUS agreed RUS UKR"
    assert on("2022-06-30", vague) == "RUS agreed UKR"


def test_a_claim_without_a_day_says_nothing_of_control() -> None:
    assert runs(claim_of("territory.captured", "RUS", None)) == ()


def test_nothing_is_carried_forward_for_ever() -> None:
    taken = claim_of("territory.captured", "RUS", "2022-06-24")
    assert on("2022-07-04", taken, decay_days=10) == "RUS reported"
    assert on("2022-07-05", taken, decay_days=10) == "- unknown"


def test_every_run_tells_when_somebody_was_last_said_to_hold_the_place() -> None:
    taken = claim_of("territory.captured", "RUS", "2022-06-24")
    held = claim_of("territory.held", "RUS", "2022-07-24")
    assert [run.last_said for run in runs(taken, held)] == [date(2022, 7, 24), date(2022, 7, 24)]


def test_every_run_names_its_rule_and_its_claims() -> None:
    first, *_ = runs(claim_of("territory.captured", "RUS", "2022-06-24", id="c-1"))
    assert (first.rule, first.fired, first.claims) == (codebook().control.maker, "gain", ("c-1",))


def test_a_claim_is_filed_under_its_town_and_under_a_region_of_which_it_speaks_as_a_whole() -> None:
    assert keys_of(claim_of("territory.captured", "RUS", "2022-06-24"), codebook()) == ("g:708273",)
    region = claim_of("territory.captured", "RUS", "2022-06-24", place=REGION, words="took all of")
    assert keys_of(region, codebook()) == ("g:702657", "area:UA/Luhansk")


def test_the_matrix_keeps_the_last_word_of_each_party() -> None:
    early = claim_of("territory.held", "UKR", "2022-06-01", by="UKR")
    late = claim_of("territory.captured", "RUS", "2022-06-24", by="UKR")
    boast = claim_of("territory.captured", "RUS", "2022-06-20", by="RUS")
    words = sayings_on(HELD, [early, late, boast], date(2022, 6, 25), codebook=codebook())
    assert [(word.sayer, word.kind, word.party) for word in words] == [("RUS", "gains", "RUS"), ("UKR", "gains", "RUS")]


def test_what_is_said_between_days_is_what_is_said_on_each_and_no_longer_than_it_lasts() -> None:
    claims = [
        claim_of("territory.held", "UKR", "2022-06-01", by="UKR"),
        claim_of("territory.held", "UKR", "2022-06-03", by="UKR"),
        claim_of("territory.captured", "RUS", "2022-06-03", by="RUS"),
        claim_of("battle.clash", "RUS", "2022-06-05", by=None),
    ]
    days = [date(2022, 5, 31) + timedelta(days=number) for number in range(12)]
    between = sayings_between(HELD, claims, days, codebook=codebook(), decay_days=3)
    assert between == {day: sayings_on(HELD, claims, day, codebook=codebook(), decay_days=3) for day in days}
    assert [len(between[day]) for day in days] == [0, 1, 1, 2, 2, 3, 3, 1, 1, 0, 0, 0]


EVENTS = (
    "territory.captured",
    "territory.recaptured",
    "territory.held",
    "territory.withdrawn",
    "battle.clash",
    "battle.repelled",
)
claims = st.builds(
    claim_of,
    st.sampled_from(EVENTS),
    st.sampled_from(["RUS", "UKR", "LPR", None]),
    st.sampled_from(["2022-06-01", "2022-06-03", "2022-06-20", ("2022-06-01", "2022-06-30")]),
    by=st.sampled_from(["RUS", "UKR", "GBR", None]),
    status=st.sampled_from(["happened", "ongoing", "denied", "attempted", "planned"]),
    words=st.sampled_from(["", "took most of"]),
    place=st.sampled_from([*(claim_of("territory.held", "RUS", None).places), REGION]),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(claims, max_size=7).flatmap(lambda drawn: st.tuples(st.just(drawn), st.permutations(drawn))))
def test_the_order_of_the_claims_changes_nothing(orders: tuple[list[Claim], list[Claim]]) -> None:
    order, other = orders
    assert weigh_control(order, codebook=codebook()) == weigh_control(other, codebook=codebook())


@settings(deadline=None, max_examples=60)
@given(st.lists(claims, max_size=7))
def test_runs_follow_each_other_without_gaps_and_the_last_is_open(drawn: list[Claim]) -> None:
    in_order: tuple[Control, ...] = runs(*drawn)
    ends = [run.to_day for run in in_order]
    assert ends[-1:] in ([], [None])
    assert all(
        end is not None and (after.from_day - end).days == 1 for end, after in zip(ends, in_order[1:], strict=False)
    )


def test_a_place_is_listed_once_however_it_is_written() -> None:
    both = [
        claim_of("territory.captured", "RUS", "2022-06-24", id="c-1"),
        claim_of("territory.held", "RUS", "2022-06-25", id="c-2"),
    ]
    assert places_held(both, codebook()) == (HELD,)
