from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sayso.export.exported import Exported
from sayso.export.formats import FORMATS
from sayso.export.rows import (
    CLAIM_COLUMNS,
    LISTED_ARTICLE,
    LISTED_CONTROL,
    REVIEWED_COLUMNS,
    SHOWN_ARTICLE,
    SHOWN_CONTROL,
    article_row,
    claim_row,
    control_row,
    incident_row,
    reviewed_row,
    source_row,
)
from sayso.model import (
    Article,
    Claim,
    Contradiction,
    Control,
    ControlPlace,
    Incident,
    ReviewState,
    SaidStatus,
    Span,
)


def rows(*claims: Claim) -> list[dict[str, str]]:
    text = FORMATS["csv"].text(Exported(records=map(claim_row, claims), columns=CLAIM_COLUMNS))
    return list(csv.DictReader(io.StringIO(text)))


@dataclass
class Reviewed:
    claim: Claim
    review: ReviewState = "accepted"
    incident: str | None = "i-1"


@dataclass
class Stored:
    article: Article
    version: int = 2
    maker: str = "m@1#0"
    added: datetime = datetime(2022, 6, 26, 8, 30, tzinfo=UTC)
    claims: int = 3
    characters: int = 61


@dataclass
class Sayer:
    name: str = "Bo Tan"
    kind: str = "person"
    party: str | None = "UKR"
    sector: str | None = None
    claims: int = 4
    articles: int = 2


def run() -> Control:
    place = ControlPlace(
        name="Hirske", geonameid=707308, latitude=48.75, longitude=38.49, country="UA", admin1="Luhansk"
    )
    return Control(
        place=place, holder="RUS", from_day=date(2022, 6, 24), to_day=None, standing="agreed", said_by=("RUS", "UKR"),
        claims=("c-1", "c-2"), rule="control@1", last_said=date(2022, 6, 25),
    )  # fmt: skip


def incident(claim: Claim) -> Incident:
    statuses = tuple(SaidStatus(status="happened", claim=name, source=None) for name in ("c-1", "c-2"))
    return Incident(
        id="i-1", event=claim.event, place=claim.places[0], from_day=date(2022, 6, 24), to_day=None,
        claims=("c-1", "c-2"), voices=2, parties_saying=("RUS", "UKR"), counts=(), statuses=statuses,
        contradictions=(Contradiction(field="status", kind="denies", claims=("c-1", "c-2")),), why=(),
    )  # fmt: skip


def test_a_csv_row_tells_the_claim_in_an_analysts_columns(claim: Claim) -> None:
    (row,) = rows(claim)
    assert tuple(row) == CLAIM_COLUMNS
    picked = ("event", "from", "place", "latitude", "actor_parties", "count_low", "count_high", "sources", "outlet")
    assert [row[key] for key in picked] == [
        "territory.captured",
        "2022-06-24",
        "Hirske",
        "48.75",
        "RUS",
        "",
        "2000",
        "a city leader",
        "The Bulletin",
    ]


def test_lists_of_one_record_keep_step_where_something_is_not_known(claim: Claim) -> None:
    (row,) = rows(replace(claim, actors=(replace(claim.actors[0], party=None), claim.actors[0])))
    assert row["actor_parties"] == "; RUS"


def test_the_last_columns_tell_how_fillers_came_to_the_claim_and_by_which_words(claim: Claim) -> None:
    they = replace(claim.actors[0], basis="resolved", given=Span(text="Rebels", start=0, end=6), rule="pronoun")
    told = replace(claim, actors=(claim.actors[0], they), places=(replace(claim.places[0], basis="carried"),))
    (row,) = rows(told)
    assert list(row.items())[-5:] == [
        ("place_basis", "carried"), ("actor_bases", "stated; resolved"), ("actor_given", "; Rebels"),
        ("target_bases", ""), ("target_given", ""),
    ]  # fmt: skip


def test_columns_that_came_last_stand_last_in_rows_of_a_ledger() -> None:
    assert (REVIEWED_COLUMNS[-6], REVIEWED_COLUMNS[-5:]) == ("incident", CLAIM_COLUMNS[-5:])


def test_a_sentence_is_never_a_formula_in_a_spreadsheet(claim: Claim) -> None:
    (row,) = rows(replace(claim, sentence=Span(text='=HYPERLINK("x")', start=0, end=15)))
    assert row["sentence"].startswith("'=")


def test_a_place_in_the_south_keeps_its_negative_latitude(claim: Claim) -> None:
    (row,) = rows(replace(claim, places=(replace(claim.places[0], latitude=-33.9),)))
    assert row["latitude"] == "-33.9"


def test_a_reviewed_claim_tells_who_made_it_what_was_decided_and_where_it_stands(claim: Claim) -> None:
    row = reviewed_row(Reviewed(claim))
    assert tuple(row) == REVIEWED_COLUMNS
    assert set(row) == {*CLAIM_COLUMNS, "made_by", "review", "incident"}
    assert (row["made_by"], row["review"], row["incident"]) == ("machine", "accepted", "i-1")


def test_an_incident_is_a_flat_row_with_each_status_once(claim: Claim) -> None:
    assert incident_row(incident(claim)) == {
        "id": "i-1", "event": "territory.captured", "from": date(2022, 6, 24), "to": None, "place": "Hirske",
        "latitude": 48.75, "longitude": 38.49, "country": "UA", "admin1": "Luhansk", "claims": 2, "voices": 2,
        "parties_saying": "RUS; UKR", "statuses": "happened", "contradictions": "denies",
        "place_basis": "stated",
    }  # fmt: skip


def test_the_numbers_of_an_incident_have_a_column_where_they_are_put_in_words(claim: Claim) -> None:
    assert list(incident_row(incident(claim), counts="12 people"))[-3:-1] == ["counts", "contradictions"]


def test_an_incident_without_a_place_has_the_same_columns(claim: Claim) -> None:
    row = incident_row(replace(incident(claim), place=None))
    assert list(row) == list(incident_row(incident(claim)))
    assert (row["place"], row["latitude"]) == (None, None)


def test_a_run_of_control_has_the_columns_that_are_asked_for() -> None:
    listed, shown = control_row(run(), LISTED_CONTROL), control_row(run(), SHOWN_CONTROL)
    assert tuple(listed) == LISTED_CONTROL
    assert tuple(shown) == SHOWN_CONTROL
    assert {name: listed[name] for name in SHOWN_CONTROL} == shown
    assert (shown["place"], shown["holder"], shown["to"], shown["said_by"]) == ("Hirske", "RUS", None, "RUS; UKR")


def test_an_article_on_a_page_tells_nobody_where_its_file_lies(article: Article) -> None:
    listed, shown = article_row(Stored(article), LISTED_ARTICLE), article_row(Stored(article), SHOWN_ARTICLE)
    assert "path" in listed
    assert "path" not in shown
    assert (shown["published"], shown["added"]) == ("2022-06-25", "2022-06-26T08:30:00+00:00")


def test_a_source_tells_how_much_it_says() -> None:
    assert source_row(Sayer()) == {
        "name": "Bo Tan", "kind": "person", "party": "UKR", "sector": None, "claims": 4, "articles": 2,
    }  # fmt: skip
