"""What finds claims and incidents: kept in step with whatever happens to them, and right at the edges of blocks."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from sqlalchemy import select, text

from sayso.keep import Filter, KeptClaim, Ledger, Order, Verdict
from sayso.keep.index.postings import BITS, BLOCK, unpack
from sayso.keep.tables import schema
from sayso.keep.tables.row_numbers import take_numbers
from sayso.keep.views.tallies import Tallies
from sayso.model import Article, Claim, When
from tests.keep.made import add, incident, make_article, make_claims

STATUSES = ("happened", "ongoing", "attempted", "planned", "possible", "denied")


def report(number: int) -> Article:
    """An article of one of three outlets."""
    return make_article(number, outlet=f"Outlet {number % 3}")


def varied(number: int) -> tuple[Claim, ...]:
    """The claims of an article, with days, statuses, places and confidence that differ."""
    chance = random.Random(number)
    made = make_claims(report(number))
    again = []
    for claim in made:
        day = date(2022, 6, 1) + timedelta(days=chance.randrange(12))
        when = When(from_day=day, to_day=day + timedelta(days=chance.randrange(4)), precision="days", basis="stated")
        again.append(
            replace(
                claim, status=chance.choice(STATUSES), confidence=chance.randrange(1001) / 1000,
                when=when if chance.random() < 0.8 else When(),
                places=(*claim.places, *chance.choice(made).places)[chance.randrange(2) :],
                sources=claim.sources if chance.random() < 0.7 else (),
            )
        )  # fmt: skip
    return tuple(again)


@pytest.fixture
def across(ledger: Ledger) -> Ledger:
    """Fifteen articles whose claims lie on both sides of the edge of a block, and five in a block far away."""
    with ledger.writing() as connection:
        take_numbers(connection, "claims", BLOCK - 20)
    for number in range(20):
        if number == 15:
            with ledger.writing() as connection:
                take_numbers(connection, "claims", 5 * BLOCK)
        add(ledger, report(number), claims=varied(number))
    return ledger


def all_claims(ledger: Ledger) -> list[KeptClaim]:
    return list(ledger.claims(order="article", limit=1_000))


FILTERS: dict[str, tuple[Filter, object]] = {
    "all": (Filter(), lambda kept: True),
    "status": (Filter(status=("denied", "planned")), lambda kept: kept.claim.status in ("denied", "planned")),
    "least": (Filter(least=0.4), lambda kept: kept.claim.confidence >= 0.4),
    "place": (
        Filter(place=("Kherson",)), lambda kept: any(place.name == "Kherson" for place in kept.claim.places)
    ),
    "days": (
        Filter(since=date(2022, 6, 4), until=date(2022, 6, 6)),
        lambda kept: kept.claim.when.from_day is not None
        and kept.claim.when.from_day <= date(2022, 6, 6) and kept.claim.when.to_day >= date(2022, 6, 4),
    ),
    "joined": (
        Filter(event=("territory",), source=("UKR",), since=date(2022, 6, 3), place=("Hirske", "Kupiansk")),
        lambda kept: kept.claim.event.startswith("territory.") and bool(kept.claim.sources)
        and kept.claim.when.to_day is not None and kept.claim.when.to_day >= date(2022, 6, 3)
        and any(place.name in ("Hirske", "Kupiansk") for place in kept.claim.places),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_finds_what_looking_at_every_claim_finds(across: Ledger, name: str) -> None:
    wanted, holds = FILTERS[name]
    expected = [kept.claim.id for kept in all_claims(across) if holds(kept)]  # type: ignore[operator]
    page = across.claims(wanted, order="article", limit=1_000)
    assert [kept.claim.id for kept in page] == expected
    assert across.claims(wanted, limit=1).total == len(expected) > 2


def in_order(some: list[KeptClaim], order: Order) -> list[str]:
    """Ids as the order has them: by day or confidence, then as they were added; for `-` all the other way round."""
    numbered = list(enumerate(some))
    if order.endswith("day"):
        last = date.max if order == "day" else date.min
        numbered.sort(key=lambda one: (one[1].claim.when.from_day or last, one[0]))
    else:
        numbered.sort(key=lambda one: (one[1].claim.confidence, one[0]))
    return [kept.claim.id for _, kept in (reversed(numbered) if order.startswith("-") else numbered)]


@pytest.mark.parametrize("order", ["day", "-day", "confidence", "-confidence"])
def test_pages_come_in_order_to_the_last(across: Ledger, order: Order) -> None:
    expected = in_order(all_claims(across), order)
    pages = [across.claims(order=order, limit=17, offset=offset) for offset in range(0, len(expected), 17)]
    assert [kept.claim.id for page in pages for kept in page] == expected


def test_what_finds_claims_stays_in_step_with_whatever_happens_to_them(across: Ledger) -> None:
    claims = [kept.claim.id for kept in all_claims(across)]
    lyman = {"text": "Lyman", "start": 0, "end": 5, "name": "Lyman", "geonameid": 702320, "country": "UA",
             "latitude": 48.9, "longitude": 37.8, "kind": "settlement", "precision": "exact"}  # fmt: skip
    places = json.dumps([lyman])
    across.judge(Verdict(kind="correct", claims=(claims[3],), reviewer="Ann", field="places", value=places))
    across.judge(Verdict(kind="correct", claims=(claims[3],), reviewer="Ann", field="sources", value="[]"))
    across.judge(Verdict(kind="reject", claims=(claims[4],), reviewer="Ann"))
    add(across, report(19), maker="reader@2", claims=varied(19)[:1])
    for number in range(20):
        across.put_incidents((), [incident(id=f"i-{number}", claims=tuple(claims[number * 2 : number * 2 + 2]))], {})
    across.put_incidents(["i-1", "i-2"], [incident(id="i-1", claims=tuple(claims[2:6]))], {"i-2": "i-1"})
    assert across.check() == ()
    assert across.claims(Filter(place=("Lyman",))).total == 1
    assert across.claims(Filter(review=("rejected",))).total == 1
    assert across.incidents(limit=1).total == 19


def test_what_finds_claims_is_made_anew_where_it_was_damaged(across: Ledger) -> None:
    before = across.claims(Filter(within=("UA",)), limit=1_000)
    sources = across.sources(limit=100)
    with across.writing() as connection:
        connection.execute(text("DELETE FROM claim_sets WHERE term > 3"))
        connection.execute(text("DELETE FROM speakers"))
    assert across.check() != ()
    across.vacuum()
    assert across.check() == ()
    assert across.claims(Filter(within=("UA",)), limit=1_000) == before
    assert {(one.name, one.claims) for one in across.sources(limit=100)} == {(one.name, one.claims) for one in sources}


def test_a_block_goes_with_the_last_of_its_claims(across: Ledger) -> None:
    def blocks() -> set[int]:
        with across.reading() as connection:
            return set(connection.execute(select(schema.claim_values.c.block)).scalars())

    assert len(blocks()) == 3
    for number in range(15, 20):
        add(across, report(number), maker="reader@2", claims=())
    assert len(blocks()) == 2
    assert across.check() == ()


def test_large_sets_are_kept_as_bits_and_small_ones_as_places(ledger: Ledger) -> None:
    for number in range(50):
        add(ledger, make_article(number))
    sets = schema.claim_sets.c
    with ledger.reading() as connection:
        held = connection.execute(select(sets.term, sets.held)).all()
    assert {len(row.held) == BITS for row in held} == {True, False}
    assert max(len(row.held) for row in held) == BITS
    everything = next(row.held for row in held if row.term == 0)
    assert np.array_equal(unpack(everything), np.arange(1, 151))


def tallied(ledger: Ledger) -> Iterator[tuple[str, int, date | None, date | None]]:
    """Name, claims, first and last day of every place, by looking at every claim."""
    by_place: dict[str, list[Claim]] = {}
    for kept in all_claims(ledger):
        for name in {place.name or "" for place in kept.claim.places}:
            by_place.setdefault(name, []).append(kept.claim)
    for name, claims in by_place.items():
        first = [claim.when.from_day for claim in claims if claim.when.from_day]
        last = [claim.when.to_day for claim in claims if claim.when.to_day]
        yield name, len(claims), min(first, default=None), max(last, default=None)


def test_places_are_counted_with_their_first_and_last_days(across: Ledger) -> None:
    page = Tallies(across).places(Filter(), limit=10)
    assert {(one.name, one.claims, one.first, one.last) for one in page} == set(tallied(across))
    assert [one.claims for one in page] == sorted((one.claims for one in page), reverse=True)
    assert Tallies(across).places(Filter(), limit=1, offset=2).total == page.total == 3


def test_days_are_counted_by_status_and_by_the_party_that_says_so(across: Ledger) -> None:
    dated = [kept.claim for kept in all_claims(across) if kept.claim.when.from_day]
    found = Tallies(across).days(Filter())
    assert Counter({(day, status): many for day, status, many in found.by_status}) == Counter(
        (claim.when.from_day, claim.status) for claim in dated
    )
    assert Counter({(day, party, country): many for day, party, country, many in found.by_party}) == Counter(
        (claim.when.from_day, "UKR" if claim.sources else None, "UA" if claim.places else None) for claim in dated
    )
    assert (found.coarse, found.undated) == (0, len(all_claims(across)) - len(dated))


def test_sources_are_counted_with_outlets_that_say_so_themselves(across: Ledger) -> None:
    said = Counter(
        kept.claim.sources[0].name if kept.claim.sources else kept.claim.article.outlet for kept in all_claims(across)
    )
    assert {one.name: one.claims for one in across.sources(limit=100)} == said


def test_parties_are_counted_by_the_country_they_tell_of(across: Ledger) -> None:
    said = [kept.claim for kept in all_claims(across) if kept.claim.sources]
    placed = sum(bool(claim.places) for claim in said)
    assert set(Tallies(across).parties()) == {("UKR", "UA", placed)} | (
        {("UKR", None, len(said) - placed)} if placed < len(said) else set()
    )


def test_who_says_a_claim_is_told_without_reading_it(across: Ledger) -> None:
    claims = [kept.claim for kept in all_claims(across)]
    said_by = {claim.id: claim.sources[0].name if claim.sources else claim.article.outlet for claim in claims}
    assert Tallies(across).said_by([*said_by, "c-nowhere"]) == said_by
    assert Tallies(across).said_by([]) == {}
