"""What cannot all hold is told of, and what can is not."""

from __future__ import annotations

from typing import Any

from sayso.model import Claim
from tests.weigh.claims import ALDEN, claim_of, incident, source

DAY = "2023-05-01"
ANN, CY = source("Ann Bell", party="UKR"), source("Cy Dow", party="RUS")


def told(*claims: Claim) -> list[tuple[str, str, tuple[str, str]]]:
    return [(found.field, found.kind, found.claims) for found in incident(*claims).contradictions]


def killed(by: Any, low: int | None, high: int | None, *, published: str = "2023-05-02", **more: Any) -> Claim:
    article = f"a-{published}"
    count = (more.pop("of", "people"), low, high)
    return claim_of("harm.killed", ALDEN, on=DAY, by=by, count=count, published=published, article=article, **more)


def test_one_who_denies_what_another_says_contradicts_him_and_stands_last() -> None:
    denied = claim_of("territory.captured", ALDEN, on=DAY, actor="RUS", by=ANN, status="denied", article="a-1")
    claimed = claim_of("territory.captured", ALDEN, on=DAY, actor="RUS", by=CY, article="a-2")
    assert told(denied, claimed) == [("status", "denies", (claimed.id, denied.id))]


def test_what_was_planned_and_then_happened_is_no_contradiction() -> None:
    planned = claim_of("territory.withdrawn", ALDEN, on=DAY, actor="UKR", by=ANN, status="planned")
    done = claim_of("territory.withdrawn", ALDEN, on="2023-05-02", actor="UKR", by=CY, article="a-2")
    assert told(planned, done) == []


def test_numbers_that_exclude_each_other_contradict() -> None:
    few, many = killed(ANN, 5, 5), killed(CY, 300, 300)
    assert told(few, many) == [("counts", "different-number", (few.id, many.id))]


def test_numbers_whose_bounds_meet_do_not() -> None:
    assert told(killed(ANN, 5, None), killed(CY, 12, 12)) == []


def test_a_toll_that_grows_from_report_to_report_on_one_side_is_no_contradiction() -> None:
    colleague = source("Eve Fox", party="UKR")
    early, late = killed(ANN, 5, 5), killed(colleague, 6, 6, published="2023-05-04")
    assert told(early, late) == []


def test_a_toll_that_shrinks_is_one() -> None:
    early, late = killed(ANN, 12, 12), killed(source("Eve Fox", party="UKR"), 11, 11, published="2023-05-04")
    assert told(early, late) == [("counts", "different-number", (early.id, late.id))]


def test_the_other_side_s_higher_toll_is_one_however_late() -> None:
    early, late = killed(ANN, 30, 30), killed(CY, 31, 31, published="2023-05-04")
    assert [kind for _, kind, _ in told(early, late)] == ["different-number"]


def test_dead_soldiers_do_not_contradict_dead_civilians() -> None:
    assert told(killed(ANN, 5, 5, of="soldiers"), killed(CY, 40, 40, of="civilians")) == []


def test_one_voice_does_not_contradict_itself() -> None:
    assert told(killed(ANN, 5, 5), killed(ANN, 9, 9)) == []


def test_two_days_for_one_capture_contradict() -> None:
    one = claim_of("territory.captured", ALDEN, on=DAY, actor="RUS", by=ANN)
    other = claim_of("territory.captured", ALDEN, on="2023-05-02", actor="RUS", by=CY, article="a-2")
    assert told(one, other) == [("when", "different-time", (one.id, other.id))]


def test_who_holds_a_town_may_be_said_of_two_days() -> None:
    one = claim_of("territory.held", ALDEN, on=DAY, actor="RUS", by=ANN)
    other = claim_of("territory.held", ALDEN, on="2023-05-02", actor="RUS", by=CY, article="a-2")
    assert told(one, other) == []


def test_two_sides_that_blame_each_other_for_a_strike_contradict() -> None:
    one = claim_of(
        "strike.shelling", ALDEN, on=DAY, actor="RUS", target="UKR", by=ANN, words="Guns hit the tall grain silo"
    )
    other = claim_of("strike.shelling", ALDEN, on=DAY, actor="UKR", target="UKR", by=CY, article="a-2",
                 words="Guns hit the grain silo again")  # fmt: skip
    assert told(one, other) == [("actors", "different-actor", (one.id, other.id))]
