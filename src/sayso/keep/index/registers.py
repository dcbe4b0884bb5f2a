"""Places and speakers, each once with a number: what pages count and list without looking at every claim again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

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
        said = [Speaker(one.name, one.kind, one.party, one.sector) for one in claim.sources]
        return list(dict.fromkeys(said))
    return [Speaker(claim.article.outlet, "outlet", None, None)] if claim.article.outlet else []


def number_speakers(connection: Connection, wanted: Iterable[Speaker]) -> dict[Speaker, int]:
    """The number of each speaker; who is new gets one."""
    asked = dict.fromkeys(wanted)
    known = _find_speakers(connection, {one.name for one in asked})
    new = [one for one in asked if one not in known]
    if new:
        first = take_numbers(connection, "speakers", len(new))
        same = {(one.name, one.party): number for one, number in reversed(known.items())}
        rows = []
        for number, one in enumerate(new, start=first):
            rows.append(one._asdict() | {"number": number, "same": same.setdefault((one.name, one.party), number)})
            known[one] = number
        insert_rows(connection, schema.speakers, rows)
    return {one: known[one] for one in asked}


def _find_speakers(connection: Connection, names: Collection[str]) -> dict[Speaker, int]:
    """All speakers of these names, in order of their numbers."""
    columns = schema.speakers.c
    found: dict[Speaker, int] = {}
    for some in chunked(sorted(names)):
        query = select(schema.speakers).where(columns.name.in_(some)).order_by(columns.number)
        found |= {
            Speaker(row.name, row.kind, row.party, row.sector): row.number for row in connection.execute(query)
        }  # fmt: skip
    return found


def note_places(connection: Connection, places: Iterable[Place], numbers: Mapping[tuple[str, str], int]) -> None:
    """Writes what the places are, where the ledger does not know it or has it otherwise; the first name stays.

    `numbers` has those of their terms.
    """
    told = {numbers["place", place_key(one)]: _place_row(one) for one in places}
    known = _known_places(connection, told)
    insert_rows(
        connection, schema.places, [{"term": term} | row for term, row in told.items() if term not in known]
    )  # fmt: skip
    changed = [
        {f"v_{name}": value for name, value in row.items() if name in _FACTS} | {"b_term": term}
        for term, row in told.items()
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
    found: dict[int, Mapping[str, Any]] = {}
    for some in chunked(sorted(terms)):
        rows = connection.execute(select(schema.places).where(columns.term.in_(some))).mappings()
        found |= {row["term"]: row for row in rows}
    return found


def read_places(connection: Connection, terms: Collection[int]) -> Iterator[Any]:
    """The rows of the places of these terms, in no order."""
    columns = schema.places.c
    if len(terms) > _ALL_AT_ONCE:
        wanted = set(terms)
        yield from (row for row in connection.execute(select(schema.places)) if row.term in wanted)
        return
    for some in chunked(sorted(terms)):
        yield from connection.execute(select(schema.places).where(columns.term.in_(some)))


_ALL_AT_ONCE = 2_000
"""Places from which on reading all of them is faster than asking for each."""


def read_speakers(connection: Connection, numbers: Collection[int]) -> dict[int, list[tuple[int, Speaker]]]:
    """All speakers that have the name and party of one of these, by the number of the first of them."""
    columns = schema.speakers.c
    found: dict[int, list[tuple[int, Speaker]]] = {}
    for some in chunked(sorted(numbers)):
        names = select(columns.name).where(columns.number.in_(some))
        for row in connection.execute(select(schema.speakers).where(columns.name.in_(names))):
            one = Speaker(row.name, row.kind, row.party, row.sector)
            found.setdefault(row.same, []).append((row.number, one))
    return {number: found[number] for number in numbers if number in found}
