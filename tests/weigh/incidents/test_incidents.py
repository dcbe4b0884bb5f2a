"""What an incident tells of its claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sayso.model import When
from sayso.weigh import features_of, features_of_article
from sayso.weigh.incidents.blocking import asked_keys, stored_keys
from sayso.weigh.voices import VoiceFinder
from tests.weigh.claims import ALDEN, SHIRE, claim_of, codebook, features_from, incident, source

DAY = "2023-05-01"
ANN, CY = source("Ann Bell", party="UKR"), source("Cy Dow", party="RUS")


def test_an_incident_says_who_says_which_status() -> None:
    planned = claim_of("territory.withdrawn", ALDEN, on=DAY, actor="UKR", by=ANN, status="planned")
    done = claim_of("territory.withdrawn", ALDEN, on=DAY, actor="UKR", by=CY, article="a-2", published="2023-05-11")
    found = incident(done, planned)
    assert [(status.status, status.source) for status in found.statuses] == [
        ("planned", "Ann Bell"),
        ("happened", "Cy Dow"),
    ]
    assert found.claims == (planned.id, done.id)


def test_an_incident_says_who_says_which_number_of_what() -> None:
    found = incident(claim_of("harm.killed", ALDEN, on=DAY, by=ANN, count=("soldiers", 5, None)))
    assert [(count.low, count.high, count.of, count.source) for count in found.counts] == [
        (5, None, "killed", "Ann Bell")
    ]


def test_the_type_place_and_day_are_those_that_most_voices_give() -> None:
    other = claim_of("territory.recaptured", ALDEN, on="2023-05-02", actor="UKR", by=ANN)
    others = [
        claim_of("territory.captured", ALDEN, on=DAY, actor="UKR", by=by, article="a-2") for by in ("Eve Fox", CY)
    ]
    found = incident(other, *others)
    assert (found.event, found.from_day, found.to_day) == ("territory.captured", date(2023, 5, 1), date(2023, 5, 1))
    assert (found.voices, found.parties_saying) == (3, ("RUS", "UKR"))


def test_the_finest_place_stands_for_the_incident() -> None:
    more: dict[str, Any] = {"actor": "RUS", "target": "UKR", "count": ("troops", 2000, 2000)}
    region, place = (claim_of("battle.encirclement", where, **more).places[0] for where in (SHIRE, ALDEN))
    found = incident(claim_of("battle.encirclement", SHIRE, **more), claim_of("battle.encirclement", ALDEN, **more))
    assert found.place is not None
    assert found.place.geonameid == place.geonameid != region.geonameid


def test_a_claim_of_an_account_of_days_long_past_is_not_bounded_by_its_publication() -> None:
    old = claim_of("territory.captured", ALDEN, on="2022-03-01", article="a-1", published="2023-05-10")
    undated = claim_of("territory.captured", ALDEN, article="a-1", published="2023-05-10")
    rules, speakers = codebook().incidents, VoiceFinder(codebook().parties)
    assert [one.late for one in features_of_article([old, undated], rules=rules, speakers=speakers)][1] is None
    assert features_of_article([undated], rules=rules, speakers=speakers)[0].late == date(2023, 5, 10).toordinal()


def test_what_must_have_been_by_a_day_is_looked_for_in_the_week_before_it() -> None:
    by_then = When(to_day=date(2023, 5, 9), precision="day", basis="stated")
    found = features_from(replace(claim_of("territory.captured", ALDEN), when=by_then))
    assert (found.first, found.early, found.late) == (None, *(date(2023, 5, day).toordinal() for day in (2, 9)))


def test_two_claims_find_each_other_by_their_keys_or_not_at_all() -> None:
    rules = codebook().incidents
    one = features_from(claim_of("territory.captured", ALDEN, on=DAY, actor="RUS"))
    other = features_from(claim_of("territory.recaptured", ALDEN, on="2023-05-03", actor="RUS", article="a-2"))
    assert set(asked_keys(one, rules)) & set(stored_keys(other, rules))
    assert set(asked_keys(other, rules)) & set(stored_keys(one, rules))


def test_the_keys_of_a_claim_stay_the_same_when_its_article_turns_out_to_be_an_account() -> None:
    claim = claim_of("territory.captured", ALDEN)
    rules, speakers = codebook().incidents, VoiceFinder(codebook().parties)
    reported, told = (features_of(claim, rules=rules, speakers=speakers, is_report=it_is) for it_is in (True, False))
    dated = features_from(claim_of("territory.captured", ALDEN, on="2023-05-08", article="a-2"))
    assert set(asked_keys(dated, rules)) & set(stored_keys(reported, rules)) & set(stored_keys(told, rules))


def test_an_incident_that_nobody_dates_keeps_the_nearest_bound_that_is_told() -> None:
    by_may = replace(claim_of("territory.captured", ALDEN, actor="RUS", by="Ada"), when=When(to_day=date(2023, 5, 9)))
    by_june = replace(claim_of("territory.captured", ALDEN, actor="RUS", by="Bea"), when=When(to_day=date(2023, 5, 11)))
    found = incident(by_may, by_june)
    assert (found.from_day, found.to_day) == (None, date(2023, 5, 9))
