"""Incidents, contradictions and control as they are written and read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from sayso.base.errors import NotKeptError
from sayso.keep import ControlAssertions, Filter, Ledger, Verdict, Weighing
from sayso.model import Control, ControlPlace
from tests.keep.made import add, incident, make_article

HIRSKE = ControlPlace(name="Hirske", geonameid=707308, latitude=48.5, longitude=38.5, country="UA", admin1="Luhansk")


def run(first: date, last: date | None, **more: object) -> Control:
    base = Control(
        place=HIRSKE, holder="RUS", from_day=first, to_day=last, standing="agreed", said_by=("RUS", "UKR"), claims=(),
        rule="control@1",
    )  # fmt: skip
    return replace(base, **more)


@pytest.fixture
def claims(ledger: Ledger) -> tuple[str, ...]:
    return add(ledger, make_article(0)).come + add(ledger, make_article(1)).come


def test_an_incident_comes_back_as_it_was_weighed(ledger: Ledger, claims: tuple[str, ...]) -> None:
    one = incident(id="i-1", claims=claims[:2])
    ledger.put_incidents((), [one], {})
    assert ledger.incident("i-1") == one
    assert ledger.claim(claims[0]).incident == "i-1"
    assert ledger.incidents_with([claims[1]]) == [one]
    assert ledger.check() == ()


@pytest.mark.parametrize(
    ("wanted", "total"),
    [
        (Filter(), 1),
        (Filter(place=("Hirske",)), 1),
        (Filter(within=("UA",)), 1),
        (Filter(event=("territory",)), 1),
        (Filter(event=("strike",)), 0),
        (Filter(status=("happened",)), 1),
        (Filter(status=("denied",)), 0),
        (Filter(source=("officer 1",)), 1),
        (Filter(outlet=("The Bulletin",)), 1),
        (Filter(review=("unreviewed",)), 1),
        (Filter(review=("accepted",)), 0),
        (Filter(text="occupied"), 1),
        (Filter(text="left"), 0),
        (Filter(since=date(2022, 6, 2)), 0),
        (Filter(until=date(2022, 6, 1)), 1),
        (Filter(standing=("agreed",)), 1),
        (Filter(standing=("claimed",)), 0),
        (Filter(party=("RUS",), source=("UKR",), place=("Hirske",), text="shelled"), 1),
    ],
    ids=str,
)
def test_incidents_are_found_by_what_their_claims_say(
    ledger: Ledger, claims: tuple[str, ...], wanted: Filter, total: int
) -> None:
    ledger.put_incidents((), [incident(id="i-1", claims=claims[:2])], {})
    ledger.put_control((), [run(date(2022, 6, 1), None)])
    assert ledger.incidents(wanted).total == total


def test_the_id_of_a_merged_incident_leads_to_what_it_became(ledger: Ledger, claims: tuple[str, ...]) -> None:
    ledger.put_incidents((), [incident(id=f"i-{number}", claims=(claims[number],)) for number in range(3)], {})
    ledger.put_incidents(["i-0", "i-1"], [incident(id="i-1", claims=claims[:2])], {"i-0": "i-1"})
    ledger.put_incidents(["i-1", "i-2"], [incident(id="i-2", claims=claims[:3])], {"i-1": "i-2"})
    assert {ledger.incident(old).id for old in ("i-0", "i-1", "i-2")} == {"i-2"}
    assert ledger.incidents().total == 1


def test_an_incident_that_became_nothing_is_not_kept(ledger: Ledger, claims: tuple[str, ...]) -> None:
    ledger.put_incidents((), [incident(id="i-1", claims=claims[:1])], {})
    ledger.put_incidents(["i-1"], (), {})
    with pytest.raises(NotKeptError):
        ledger.incident("i-1")
    assert ledger.incidents().total == 0


def test_an_id_that_was_redirected_and_is_minted_again_leads_to_itself(ledger: Ledger, claims: tuple[str, ...]) -> None:
    ledger.put_incidents((), [incident(id="i-1", claims=claims[:1]), incident(id="i-2", claims=claims[1:2])], {})
    ledger.put_incidents(["i-1"], (), {"i-1": "i-2"})
    ledger.put_incidents((), [incident(id="i-1", claims=claims[:1])], {})
    assert ledger.incident("i-1").claims == claims[:1]


def test_an_incident_of_a_claim_that_is_gone_is_refused_whole(ledger: Ledger, claims: tuple[str, ...]) -> None:
    ones = [incident(id="i-1", claims=claims[:1]), incident(id="i-2", claims=("c-nowhere",))]
    with pytest.raises(NotKeptError):
        ledger.put_incidents((), ones, {})
    assert ledger.incidents().total == 0


def test_what_a_judgement_touches_is_to_be_weighed_again(ledger: Ledger, claims: tuple[str, ...]) -> None:
    ledger.put_incidents((), [incident(id="i-1", claims=claims[:2])], {}, weighed_keys=ledger.unweighed().keys)
    ledger.put_control(ledger.unweighed().places, ())
    ControlAssertions(ledger).put(dict.fromkeys(claims, ()))
    assert not ledger.unweighed()
    ledger.judge(Verdict(kind="reject", claims=(claims[0],), reviewer="Ann"))
    noted = ledger.unweighed()
    assert (noted.keys, noted.places, noted.incidents) == (("territory|707308",), ("g:707308",), ("i-1",))


def test_an_incident_that_lost_its_claims_is_noted_until_it_is_weighed(ledger: Ledger, claims: tuple[str, ...]) -> None:
    ledger.put_incidents((), [incident(id="i-1", claims=claims[:1])], {})
    add(ledger, make_article(0), maker="reader@2")
    assert ledger.unweighed().incidents == ("i-1",)
    assert ledger.check() == ()
    ledger.put_incidents(["i-1"], (), {})
    assert ledger.unweighed().incidents == ()


def test_control_is_read_by_day_place_holder_and_who_says_it(ledger: Ledger) -> None:
    runs = [
        run(date(2022, 6, 1), date(2022, 6, 9), holder="UKR", standing="claimed", said_by=("UKR",)),
        run(date(2022, 6, 10), None),
    ]
    ledger.put_control((), runs)
    assert ledger.control().items == tuple(runs)
    assert ledger.control(on=date(2022, 6, 9)).items == (runs[0],)
    assert ledger.control(on=date(2030, 1, 1)).items == (runs[1],)
    assert ledger.control(on=date(2022, 5, 1)).total == 0
    assert ledger.control(Filter(party=("RUS",))).items == (runs[1],)
    assert ledger.control(Filter(source=("rus",))).items == (runs[1],)
    assert ledger.control(Filter(standing=("claimed",))).items == (runs[0],)
    assert ledger.control(Filter(place=("g:707308",), within=("UA",)), limit=1).total == 2
    assert ledger.control(Filter(place=("Kherson",))).total == 0


def test_claims_are_asked_for_by_the_days_that_they_meet(ledger: Ledger, claims: tuple[str, ...]) -> None:
    def on(first: date, last: date) -> set[str]:
        return {claim.id for claim in Weighing(ledger).claims(places=["g:707308"], days=(first, last))}

    both = {kept.claim.id for kept in ledger.claims(Filter(place=("Hirske",)))}
    first = {kept.claim.id for kept in ledger.claims(Filter(place=("Hirske",), until=date(2022, 6, 1)))}
    assert on(date(2022, 5, 1), date(2022, 7, 1)) == both
    assert on(date(2022, 5, 1), date(2022, 6, 1)) == first != both
    assert on(date(2022, 6, 2), date(2022, 6, 9)) == both - first
    assert on(date(2022, 5, 1), date(2022, 5, 31)) == set()


def test_control_of_a_place_is_replaced_as_a_whole(ledger: Ledger) -> None:
    ledger.put_control((), [run(date(2022, 6, 1), None)])
    ledger.put_control(["g:707308"], ())
    assert ledger.control().total == 0


def test_a_run_of_an_older_ledger_that_names_no_fired_rule_is_read(ledger: Ledger) -> None:
    named = run(date(2022, 6, 1), None, fired="gain")
    ledger.put_control((), [named])
    with ledger.writing() as connection:
        connection.execute(text("UPDATE control SET line = replace(line, '\"fired\":\"gain\",', '')"))
    assert ledger.control().items == (replace(named, fired=None),)
    ledger.put_control((), [named])
    assert ledger.control().items == (named,)


def test_the_views_have_one_row_a_claim_an_incident_and_a_day(ledger: Ledger, claims: tuple[str, ...]) -> None:
    ledger.put_incidents((), [incident(id="i-1", claims=claims[:2])], {})
    ledger.put_control((), [run(date(2022, 5, 30), date(2022, 5, 31), holder="UKR"), run(date(2022, 6, 1), None)])
    with ledger.reading() as connection:
        claim = connection.execute(text("SELECT * FROM claims_flat WHERE id = :id"), {"id": claims[0]}).one()
        assert (claim.event, claim.place, claim.actors, claim.source, claim.outlet, claim.trigger) == (
            "territory.captured", "Hirske", "the army", "officer 0", "The Bulletin", "occupied",
        )  # fmt: skip
        assert (claim.place_basis, claim.actor_bases, claim.target_bases) == ("stated", "stated", None)
        assert connection.execute(text("SELECT count(*) FROM claims_flat")).scalar_one() == 6
        flat = connection.execute(text("SELECT * FROM incidents_flat")).one()
        assert (flat.place, flat.claims, flat.articles, flat.parties_saying) == ("Hirske", 2, 1, "RUS; UKR")
        days = connection.execute(text("SELECT day, holder FROM control_daily ORDER BY day")).all()
    assert [(str(row.day), row.holder) for row in days] == [
        ("2022-05-30", "UKR"), ("2022-05-31", "UKR"), ("2022-06-01", "RUS"), ("2022-06-02", "RUS"),
    ]  # fmt: skip
