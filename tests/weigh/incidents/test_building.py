"""What most voices say of an incident, and how equals are told apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sayso.model import Claim, Incident, When
from sayso.weigh import Features, Group, build_incident
from sayso.weigh.incidents.building import order_of
from sayso.weigh.incidents.scoring import Score
from tests.weigh.claims import ALDEN, BIRCH, SHIRE, claim_of, codebook, features_from, source

DAY = "2023-05-01"


def built(*claims: Claim, reasons: Any = ()) -> Incident:
    members = tuple(features_from(claim) for claim in claims)
    return build_incident(
        "i-1", Group(members=members, reasons=reasons), codebook().incidents, maker="incidents@1#test"
    )


def captured(by: str, *, event: str = "territory.captured", place: Any = ALDEN, on: Any = DAY, **more: Any) -> Claim:
    return claim_of(event, *([place] if place else []), on=on, by=by, **more)


def since(by: str, first: int | None, last: int | None) -> Claim:
    when = When(from_day=first and date(2023, 5, first), to_day=last and date(2023, 5, last))
    return replace(captured(by, on=None), when=when, id=f"c-{by}")


def test_the_type_of_most_voices_stands_and_of_equals_the_earlier_in_the_codebook() -> None:
    held, taken = "territory.held", "territory.captured"
    assert built(captured("Ann", event=held), captured("Bea", event=held), captured("Cy")).event == held
    assert built(captured("Ann", event=held), captured("Cy")).event == taken
    assert built(captured("Ann", event=held), captured("Ann", event=held, words="Again"), captured("Cy")).event == taken
    assert built(captured("Ann", event="no.row"), captured("Cy", event=held)).event == held


def test_the_days_of_most_voices_stand_of_equals_the_shortest_and_then_the_earliest() -> None:
    may = [date(2023, 5, day) for day in range(1, 10)]
    night, week = ("2023-05-02", "2023-05-03"), ("2023-05-01", "2023-05-07")
    by_most = built(captured("Ann", on=week), captured("Bea", on=week), captured("Cy", on=night))
    assert (by_most.from_day, by_most.to_day) == (may[0], may[6])
    by_shortest = built(captured("Ann", on=week), captured("Cy", on=night))
    assert (by_shortest.from_day, by_shortest.to_day) == (may[1], may[2])
    later = built(captured("Ann", on=week), captured("Cy", on=("2023-05-08", "2023-05-09")))
    assert (later.from_day, later.to_day) == (may[7], may[8])
    by_earliest = built(captured("Ann", on="2023-05-03"), captured("Cy", on="2023-05-02"))
    assert (by_earliest.from_day, by_earliest.to_day) == (may[1], may[1])
    with_loose = built(captured("Ann", on=None), captured("Cy", on=night))
    assert (with_loose.from_day, with_loose.to_day) == (may[1], may[2])


def test_a_place_is_voted_for_however_claims_came_to_it_and_stands_by_the_surest_way() -> None:
    carried, linked = (replace(ALDEN, basis=basis) for basis in ("carried", "linked"))
    assert built(captured("Ann", place=carried)).place == replace(ALDEN, basis="carried")
    by_two = built(captured("Ann", place=carried), captured("Bea", place=linked), captured("Cy", place=BIRCH))
    assert by_two.place == replace(ALDEN, basis="linked")
    assert built(captured("Ann", place=carried), captured("Bea", place=ALDEN)).place == ALDEN


@pytest.mark.parametrize(
    ("sides", "days"),
    [
        ([(3, None), (5, None)], (5, None)),
        ([(None, 9), (None, 7)], (None, 7)),
        ([(3, None), (None, 7)], (3, 7)),
        ([(7, None), (None, 7)], (7, 7)),
        ([(8, None), (None, 7)], (None, 7)),
        ([(None, None)], (None, None)),
    ],
)
def test_without_a_run_of_days_the_nearest_sides_stand_unless_they_exclude_each_other(
    sides: list[tuple[int | None, int | None]], days: tuple[int | None, int | None]
) -> None:
    incident = built(*(since(f"Ann {number}", *side) for number, side in enumerate(sides)))
    assert (incident.from_day, incident.to_day) == tuple(day and date(2023, 5, day) for day in days)


def test_the_place_of_most_voices_among_the_finest_stands_and_of_equals_the_first_by_name() -> None:
    def place(*claims: Claim) -> str | None:
        found = built(*claims).place
        return found and found.name

    assert place(captured("Ann", place=SHIRE), captured("Bea", place=SHIRE), captured("Cy", place=BIRCH)) == "Birch"
    assert place(captured("Ann", place=BIRCH), captured("Bea", place=BIRCH), captured("Cy", place=ALDEN)) == "Birch"
    assert place(captured("Ann", place=BIRCH), captured("Cy", place=ALDEN)) == "Alden"
    assert place(captured("Ann", place=None), captured("Cy", place=SHIRE)) == "Luhansk"
    assert place(captured("Ann", place=SHIRE)) == "Luhansk"
    assert place(captured("Ann", place=None), captured("Cy", place=None)) is None


def test_claims_stand_by_the_day_of_their_report_and_their_place_in_it_those_without_a_day_last() -> None:
    def at(article: str, published: str | None, start: int) -> Features:
        return replace(features_from(captured("Ann", article=article, published=published)), start=start)

    ordered = [at("a-2", "2023-05-01", 9), at("a-1", "2023-05-02", 5), at("a-1", "2023-05-02", 7),
               at("a-3", "2023-05-02", 1), at("a-0", None, 0)]  # fmt: skip
    backwards = list(reversed(ordered))
    assert sorted(backwards, key=order_of) == ordered


def test_an_incident_tells_its_voices_parties_numbers_and_reasons() -> None:
    ann, cy = source("Ann Bell", party="UKR"), source("Cy Dow", party="RUS")
    one = claim_of("harm.killed", ALDEN, on=DAY, by=ann, count=("people", 5, 6))
    other = claim_of("harm.killed", ALDEN, on=DAY, by=cy, article="a-2", published="2023-05-11")
    third = claim_of("harm.killed", ALDEN, on=DAY, article="a-3", published="2023-05-12")
    score = Score(0.87654, (("day", 0.86), ("words", 1 / 3)))
    incident = built(third, other, one, reasons=(((one.id, other.id), score),))
    assert incident.claims == (one.id, other.id, third.id)
    assert (incident.voices, incident.parties_saying) == (3, ("RUS", "UKR"))
    assert [(count.low, count.high, count.of, count.source) for count in incident.counts] == [
        (5, 6, "killed", "Ann Bell")
    ]
    assert [status.source for status in incident.statuses] == ["Ann Bell", "Cy Dow", None]
    assert [(why.pair, why.score, why.parts) for why in incident.why] == [
        ((one.id, other.id), 0.877, (("day", 0.86), ("words", 0.333)))
    ]
    assert incident.maker == "incidents@1#test"
