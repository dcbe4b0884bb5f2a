"""Parties: which group, state or body a stretch of text names, and whom a name with several meanings means."""

from __future__ import annotations

import pytest

from sayso.packs.codebook import load_codebook
from sayso.packs.pack import load_pack
from sayso.packs.parties import Parties


@pytest.fixture(scope="module")
def parties() -> Parties:
    return load_codebook(load_pack("codebook")).parties


def party_in(parties: Parties, text: str) -> str | None:
    match = parties.find_party(text)
    return match.party if match else None


def report(
    parties: Parties, text: str = "", *, countries: dict[str, int] | None = None, day: str | None = None
) -> Parties:
    return parties.for_report(text, countries=countries or {}, day=day)


def test_the_codebook_names_at_least_250_armed_parties_each_with_its_country_and_years(parties: Parties) -> None:
    groups = [party for party in parties.parties.values() if party.kind == "group"]

    assert len(groups) >= 250
    assert all(party.state or party.countries for party in groups)
    assert sum(party.since is not None or party.until is not None for party in groups) >= 0.95 * len(groups)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Nigeria's Boko Haram militants", "BH"),
        ("Yemen's Houthi rebels", "HOUTHI"),
        ("Colombia's FARC", "FARC"),
        ("Sudanese paramilitary Rapid Support Forces", "RSF"),
        ("Somalia's al-Shabab group", "SHABAAB"),
        ("the Congolese rebel group M23", "M23"),
        ("Russian Wagner mercenaries", "RUS"),
        ("Sri Lanka's Tamil Tiger rebels", "LTTE"),
        ("the Philippine Moro Islamic Liberation Front", "MILF"),
        ("Haiti's Gran Grif gang", "GRANGRIF"),
        ("Peru's Shining Path guerrillas", "SL"),
        ("the Israeli army", "ISR"),
    ],
)
def test_a_group_or_force_named_behind_its_country_is_the_one_that_is_meant(
    parties: Parties, text: str, party: str
) -> None:
    assert party_in(parties, text) == party


@pytest.mark.parametrize(
    "text", ["Israel's war with Hamas", "Nigerian troops and Boko Haram", "Mali, where JNIM fights"]
)
def test_a_group_behind_a_preposition_an_and_or_a_comma_is_not_what_a_state_is_named_with(
    parties: Parties, text: str
) -> None:
    first = next(parties.find_parties(text))

    assert party_in(parties, text) == first.party
    assert first.kind in ("state", "adjective")


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Sudanese rebels", "REB"),
        ("Ukrainian separatists", "REB"),
        ("Nigerian bandits", "CRM"),
        ("Haitian gangs", "CRM"),
        ("the Venezuelan opposition", "OPP"),
        ("an Ethiopian militia", "REB"),
        ("the Sudan Doctors Network", "MED"),
        ("Kuwait Airways", "BUS"),
        ("the Ukrainian Red Cross", "NGO"),
        ("a Kenyan newspaper", "JRN"),
        ("the Burmese football team", "CVL"),
    ],
)
def test_rebels_companies_hospitals_and_papers_of_a_country_are_not_its_state(
    parties: Parties, text: str, sector: str
) -> None:
    match = parties.find_party(text)

    assert match is not None
    assert (match.party, match.sector) == (None, sector)


@pytest.mark.parametrize(
    ("name", "country", "party"),
    [
        ("AA", "MMR", "AA"),
        ("IRA", "GBR", "IRA"),
        ("LNA", "LBY", "LNA"),
        ("UPC", "COD", "UPC-COD"),
        ("UPC", "CAF", "UPC-CAF"),
        ("SNA", "SOM", "SOM"),
        ("SNA", "SYR", "SNA"),
        ("SLA", "SDN", "SLM"),
        ("SLA", "LBN", "SLA-LBN"),
        ("PDF", "MMR", "PDF"),
    ],
)
def test_a_name_with_several_meanings_is_the_party_of_the_country_of_the_report(
    parties: Parties, name: str, country: str, party: str
) -> None:
    here = report(parties, countries={country: 1})

    assert party_in(here, f"The {name} attacked") == party


@pytest.mark.parametrize(
    ("text", "country"), [("an AA flight", "USA"), ("the IRA account", "USA"), ("a PDF file", "FRA")]
)
def test_a_name_with_several_meanings_is_nobody_in_a_report_from_elsewhere(
    parties: Parties, text: str, country: str
) -> None:
    assert report(parties, countries={country: 3}).find_party(text) is None


def test_a_name_with_several_meanings_counts_where_the_report_names_the_party_in_full(parties: Parties) -> None:
    here = report(parties, "The Arakan Army (AA) spoke in Geneva.", countries={"CHE": 5})

    assert party_in(here, "the AA") == "AA"


def test_a_name_with_several_meanings_counts_before_a_force_where_no_country_is_told(parties: Parties) -> None:
    assert party_in(report(parties), "AA fighters") == "AA"


def test_a_group_is_not_named_by_a_doubtful_name_before_it_was_there(parties: Parties) -> None:
    assert report(parties, countries={"MLI": 4}, day="2001-05-01").find_party("the FLA") is None


def test_accents_do_not_part_a_name_from_its_party(parties: Parties) -> None:
    assert party_in(parties, "Kraze Barye") == party_in(parties, "Kraze Baryè") == "KRAZEBARYE"


def test_at_least_thirty_wars_have_sides_and_no_party_stands_on_two_of_one_war(parties: Parties) -> None:
    wars = {side.war for side in parties.sides}
    on_two = [
        (one.war, one.id, other.id, one.parties & other.parties)
        for one in parties.sides
        for other in parties.sides
        if one.war == other.war and one.id < other.id and one.parties & other.parties
    ]

    assert len(wars) >= 30
    assert on_two == []


@pytest.mark.parametrize("written", ["U.S. officials", "U.S officials", "US officials"])
def test_an_abbreviation_is_known_with_and_without_its_last_dot(parties: Parties, written: str) -> None:
    match = parties.find_party(written)
    assert match is not None
    assert match.party == "USA"
