"""Places and speakers, each once with a number: what pages count and list without looking at every claim again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from sayso.base.ids import place_key
from sayso.keep.tables import schema
from sayso.keep.tables.row_numbers import take_numbers
from sayso.keep.tables.statements import chunked, insert_rows
from sayso.model import Claim, Place


class Speaker(NamedTuple):
    """A source as it is told of in a list of sources."""

    name: str
    kind: str
    party: str | None
    sector: str | None


def speakers_of(claim: Claim) -> list[Speaker]:
    """Who says the claim, nearest first, each once; the outlet where it says so itself."""
    if claim.sources:
        speakers = [Speaker(source.name, source.kind, source.party, source.sector) for source in claim.sources]
        return list(dict.fromkeys(speakers))
    return [Speaker(claim.article.outlet, "outlet", None, None)] if claim.article.outlet else []


def number_speakers(connection: Connection, asked: Iterable[Speaker]) -> dict[Speaker, int]:
    """The number of each speaker; who is new gets one."""
    speakers = dict.fromkeys(asked)
    known = _find_speakers(connection, {speaker.name for speaker in speakers})
    new = [speaker for speaker in speakers if speaker not in known]
    if new:
        first = take_numbers(connection, "speakers", len(new))
        same = {(speaker.name, speaker.party): number for speaker, number in reversed(known.items())}
        rows = []
        for number, speaker in enumerate(new, start=first):
            first_of_name = same.setdefault((speaker.name, speaker.party), number)
            rows.append(speaker._asdict() | {"number": number, "same": first_of_name})
            known[speaker] = number
        insert_rows(connection, schema.speakers, rows)
    return {speaker: known[speaker] for speaker in speakers}


def _find_speakers(connection: Connection, names: Collection[str]) -> dict[Speaker, int]:
    """All speakers of these names, in order of their numbers."""
    columns = schema.speakers.c
    numbers: dict[Speaker, int] = {}
    for batch in chunked(sorted(names)):
        query = select(schema.speakers).where(columns.name.in_(batch)).order_by(columns.number)
        numbers |= {
            Speaker(row.name, row.kind, row.party, row.sector): row.number for row in connection.execute(query)
        }  # fmt: skip
    return numbers


def note_places(connection: Connection, places: Iterable[Place], numbers: Mapping[tuple[str, str], int]) -> None:
    """Writes what the places are, where the ledger does not know it or has it otherwise; the first name stays.

    `numbers` has those of their terms.
    """
    rows_by_term = {numbers["place", place_key(place)]: _place_row(place) for place in places}
    known = _known_places(connection, rows_by_term)
    insert_rows(
        connection, schema.places, [{"term": term} | row for term, row in rows_by_term.items() if term not in known]
    )  # fmt: skip
    changed = [
        {f"v_{name}": value for name, value in row.items() if name in _FACTS} | {"b_term": term}
        for term, row in rows_by_term.items()
        if term in known and any(known[term][name] != row[name] for name in _FACTS)
    ]
    if changed:
        values: Any = {name: bindparam(f"v_{name}") for name in _FACTS}
        statement = update(schema.places).where(schema.places.c.term == bindparam("b_term"))
        connection.execute(statement.values(**values), changed)


_FACTS = ("kind", "country", "admin1", "latitude", "longitude")


def _place_row(place: Place) -> dict[str, Any]:
    facts = {name: getattr(place, name) for name in _FACTS}
    return {"key": place_key(place), "name": place.name or place.text} | facts


def _known_places(connection: Connection, terms: Collection[int]) -> dict[int, Mapping[str, Any]]:
    columns = schema.places.c
    rows_by_term: dict[int, Mapping[str, Any]] = {}
    for batch in chunked(sorted(terms)):
        rows = connection.execute(select(schema.places).where(columns.term.in_(batch))).mappings()
        rows_by_term |= {row["term"]: row for row in rows}
    return rows_by_term


_ALL_AT_ONCE: Final = 2_000
"""Places from which on reading all of them is faster than asking for each. By hand, not swept."""


def read_places(connection: Connection, terms: Collection[int]) -> Iterator[Any]:
    """The rows of the places of these terms, in no order."""
    columns = schema.places.c
    if len(terms) > _ALL_AT_ONCE:
        wanted = set(terms)
        yield from (row for row in connection.execute(select(schema.places)) if row.term in wanted)
        return
    for batch in chunked(sorted(terms)):
        yield from connection.execute(select(schema.places).where(columns.term.in_(batch)))


def read_speakers(connection: Connection, numbers: Collection[int]) -> dict[int, list[tuple[int, Speaker]]]:
    """All speakers that have the name and party of one of these, by the number of the first of them."""
    columns = schema.speakers.c
    speakers_by_number: dict[int, list[tuple[int, Speaker]]] = {}
    for batch in chunked(sorted(numbers)):
        names = select(columns.name).where(columns.number.in_(batch))
        for row in connection.execute(select(schema.speakers).where(columns.name.in_(names))):
            speaker = Speaker(row.name, row.kind, row.party, row.sector)
            speakers_by_number.setdefault(row.same, []).append((row.number, speaker))
    return {number: speakers_by_number[number] for number in numbers if number in speakers_by_number}
