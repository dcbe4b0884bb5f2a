"""What each field of a filter finds, alone and together, and in which order."""

from __future__ import annotations

import json
from datetime import date

import pytest

from sayso.base.errors import UsageError
from sayso.keep import Filter, Ledger, Order, Verdict, events_asked
from sayso.model import Control, ControlPlace, Standing
from tests.keep.made import add, make_article, make_claims


@pytest.fixture
def known(ledger: Ledger) -> Ledger:
    """Three articles of three claims each: every verb at every town, on 1, 2 and 3 June, from two outlets."""
    for number in range(3):
        add(ledger, make_article(number, outlet="The Bulletin" if number else "Evening Post"))
    return ledger


def found(ledger: Ledger, wanted: Filter) -> set[tuple[str, str]]:
    """Event and town of each claim that the filter finds."""
    page = ledger.claims(wanted)
    assert page.total == len(page.items)
    return {(kept.claim.event.partition(".")[2], kept.claim.places[0].text) for kept in page}


@pytest.mark.parametrize(
    ("wanted", "total"),
    [
        (Filter(), 9),
        (Filter(place=("hirske",)), 3),
        (Filter(place=("g:707308",)), 3),
        (Filter(place=("707308", "KHERSON")), 6),
        (Filter(place=("Kyiv",)), 0),
        (Filter(within=("UA",)), 9),
        (Filter(within=("ua",)), 9),
        (Filter(within=("UA/Kharkiv",)), 3),
        (Filter(within=("luhansk",)), 3),
        (Filter(within=("PL",)), 0),
        (Filter(event=("territory",)), 6),
        (Filter(event=("strike.shelling",)), 3),
        (Filter(event=("strike", "territory.captured")), 6),
        (Filter(event=("strik",)), 0),
        (Filter(without=("strike",)), 6),
        (Filter(without=("strike.shelling", "territory.captured")), 3),
        (Filter(without=("diplomacy",)), 9),
        (Filter(party=("RUS",)), 9),
        (Filter(party=("rus",)), 9),
        (Filter(party=("the army",)), 9),
        (Filter(party=("UKR",)), 0),
        (Filter(source=("UKR",)), 9),
        (Filter(source=("officer 1",)), 3),
        (Filter(outlet=("evening post",)), 3),
        (Filter(status=("happened", "denied")), 9),
        (Filter(status=("planned",)), 0),
        (Filter(review=("unreviewed",)), 9),
        (Filter(review=("rejected",)), 0),
        (Filter(text="occupied"), 3),
        (Filter(text='"of the army shelled"'), 3),
        (Filter(text="shelled -Kherson"), 2),
        (Filter(text="kher*"), 3),
        (Filter(text="?!"), 0),
        (Filter(since=date(2022, 6, 2)), 6),
        (Filter(until=date(2022, 6, 2)), 6),
        (Filter(since=date(2022, 6, 2), until=date(2022, 6, 2)), 3),
        (Filter(least=0.8), 9),
        (Filter(least=0.81), 0),
        (Filter(place=("Kherson",), event=("territory",), since=date(2022, 6, 2)), 1),
        (Filter(within=("UA",), party=("RUS",), source=("officer 0",), text="occupied", status=("happened",)), 3),
    ],
    ids=str,
)
def test_a_filter_finds(known: Ledger, wanted: Filter, total: int) -> None:
    assert len(found(known, wanted)) == total
    assert known.claims(wanted, limit=1).total == total


def test_a_filter_finds_the_claims_of_an_article(known: Ledger) -> None:
    article = make_article(1)
    assert {kept.claim.article.id for kept in known.claims(Filter(article=(article.id,)))} == {article.id}
    assert known.claims(Filter(article=("a-nowhere",))).total == 0


def test_an_outlet_that_says_it_itself_is_its_source(ledger: Ledger) -> None:
    from dataclasses import replace

    article = make_article(1)
    add(ledger, article, claims=[replace(make_claims(article)[0], sources=())])
    assert ledger.claims(Filter(source=("the bulletin",))).total == 1
    assert [(one.name, one.kind) for one in ledger.sources()] == [("The Bulletin", "outlet")]


def test_a_region_is_found_by_the_name_of_its_place(ledger: Ledger) -> None:
    article = make_article(1)
    claims = make_claims(article)
    add(ledger, article, claims=claims)
    region = {"text": "the Luhansk region", "start": 0, "end": 1, "name": "Luhansk Oblast", "geonameid": 702657,
              "country": "UA", "admin1": "Luhansk", "kind": "region", "precision": "region"}  # fmt: skip
    verdict = Verdict(
        kind="correct", claims=(claims[0].id,), reviewer="Ann", field="places", value=json.dumps([region])
    )
    ledger.judge(verdict)
    assert {kept.claim.id for kept in ledger.claims(Filter(within=("luhansk oblast",)))} == {claims[0].id, claims[2].id}
    assert ledger.claims(Filter(place=("Luhansk Oblast",))).total == 1


@pytest.mark.parametrize(
    ("standing", "total"), [(("contested",), 1), (("agreed",), 1), (("agreed", "contested"), 2), (("unknown",), 0)]
)
def test_claims_and_articles_are_found_by_the_standing_of_their_place_on_their_day(
    known: Ledger, standing: tuple[Standing, ...], total: int
) -> None:
    place = ControlPlace(name="Hirske", geonameid=707308, latitude=48.5, longitude=38.5, country="UA", admin1="Luhansk")
    runs = [
        Control(place=place, holder=None, from_day=date(2022, 6, 2), to_day=date(2022, 6, 2), standing="contested",
                said_by=(), claims=(), rule="control@1"),
        Control(place=place, holder="RUS", from_day=date(2022, 6, 3), to_day=None, standing="agreed",
                said_by=("RUS",), claims=(), rule="control@1"),
    ]  # fmt: skip
    known.put_control(["g:707308"], runs)
    assert known.claims(Filter(standing=standing)).total == total
    assert known.claims(Filter(standing=standing, place=("Kherson",))).total == 0
    assert known.articles(Filter(standing=standing)).total == total


def test_a_range_of_days_that_ends_before_it_begins_is_refused(known: Ledger) -> None:
    with pytest.raises(UsageError):
        known.claims(Filter(since=date(2022, 6, 3), until=date(2022, 6, 1)))


def _days(ledger: Ledger, order: Order, **some: int) -> list[int | None]:
    page = ledger.claims(order=order, **some)
    return [kept.claim.when.from_day.day if kept.claim.when.from_day else None for kept in page]


def test_claims_come_by_day_with_those_without_a_day_last(known: Ledger) -> None:
    undated = known.claims(Filter(since=date(2022, 6, 2), until=date(2022, 6, 2))).items[0].claim.id
    known.judge(Verdict(kind="correct", claims=(undated,), reviewer="Ann", field="when", value="{}"))
    assert _days(known, "day") == [1, 1, 1, 2, 2, 3, 3, 3, None]
    assert _days(known, "-day") == [3, 3, 3, 2, 2, 1, 1, 1, None]
    assert _days(known, "day", limit=2, offset=7) == [3, None]
    assert _days(known, "day", limit=2, offset=8) == [None]
    assert _days(known, "day", limit=2, offset=9) == []


def test_pages_hold_every_claim_once_in_whatever_order(known: Ledger) -> None:
    orders: tuple[Order, ...] = ("day", "-day", "confidence", "-confidence", "article")
    for order in orders:
        for wanted in (Filter(), Filter(place=("Hirske", "Kherson", "Kupiansk"))):
            pages = [known.claims(wanted, order=order, limit=4, offset=offset) for offset in (0, 4, 8)]
            ids = [kept.claim.id for page in pages for kept in page]
            assert (len(ids), len(set(ids)), pages[0].total) == (9, 9, 9)


def test_sources_come_by_how_much_they_say(known: Ledger) -> None:
    page = known.sources(Filter(event=("territory",), place=("Hirske", "Kherson")))
    assert [(one.name, one.claims, one.articles, one.party) for one in page] == [
        ("officer 0", 2, 2, "UKR"),
        ("officer 2", 2, 2, "UKR"),
    ]
    assert known.sources(limit=1).total == 3
    assert known.sources(Filter(place=("Kyiv",))).total == 0


@pytest.mark.parametrize(
    ("values", "event", "without"),
    [
        ((), (), ("statement.other",)),
        (("battle",), ("battle",), ()),
        (("statement.other", "battle"), ("statement.other", "battle"), ()),
        (("any",), (), ()),
        (("any", "battle"), (), ()),
    ],
)
def test_talk_is_left_out_unless_it_is_asked_for(
    values: tuple[str, ...], event: tuple[str, ...], without: tuple[str, ...]
) -> None:
    assert events_asked(values) == {"event": event, "without": without}
