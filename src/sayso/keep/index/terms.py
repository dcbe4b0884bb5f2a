"""The terms by which claims are found: places, regions, parties, names, outlets; each has a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from sqlalchemy import Connection, insert, select

from sayso.base.ids import place_key
from sayso.keep.tables import schema
from sayso.keep.tables.row_numbers import take_numbers
from sayso.keep.tables.statements import chunked
from sayso.model import PERSON, Claim

ALL: Final = 0
"""The term that every claim has."""


class Term(NamedTuple):
    """A kind of term, the key that is unique in it, and what people call it."""

    kind: str
    key: str
    label: str


def fold(text: str) -> str:
    """The text without regard to case and white space."""
    return " ".join(text.casefold().split())


def event_term(event: str) -> Term:
    """The term of an event type."""
    return Term("event", event, event)


def claim_terms(claim: Claim) -> tuple[Term, ...]:
    """The terms of a claim, each once, its event type not among them."""
    parts = (_place_terms(claim), _actor_terms(claim), _source_terms(claim), _maker_terms(claim))
    return tuple(dict.fromkeys(term for terms in parts for term in terms))


def _place_terms(claim: Claim) -> Iterator[Term]:
    for place in claim.places:
        yield Term("place", place_key(place), place.name or place.text)
        if place.country:
            yield Term("country", place.country, place.country)
        if place.country and place.admin1:
            yield Term("admin1", f"{place.country}/{place.admin1}", place.admin1)


def _actor_terms(claim: Claim) -> Iterator[Term]:
    for actor in (*claim.actors, *claim.targets):
        yield Term("actor", fold(actor.name), actor.name)
        if actor.party:
            yield Term("party", actor.party, actor.party)


def _source_terms(claim: Claim) -> Iterator[Term]:
    outlet = claim.article.outlet
    if outlet:
        yield Term("outlet", fold(outlet), outlet)
    if outlet and not claim.sources:
        yield Term("source", fold(outlet), outlet)
    for source in claim.sources:
        yield Term("source", fold(source.name), source.name)
        if source.party:
            yield Term("source_party", source.party, source.party)


def _maker_terms(claim: Claim) -> Iterator[Term]:
    """Of a claim that a person made: that, and who."""
    if claim.made_by == "person":
        name = claim.maker.removeprefix(PERSON)
        yield Term("made_by", "person", "person")
        yield Term("made_by", fold(name), name)


def number_terms(connection: Connection, wanted: Iterable[Term]) -> Mapping[tuple[str, str], int]:
    """The number of each term by kind and key; what is new gets one. The first label that was seen stays."""
    by_key = {(term.kind, term.key): term for term in wanted}
    known = find_terms(connection, by_key)
    new = [term for key, term in by_key.items() if key not in known]
    if new:
        first = take_numbers(connection, "terms", len(new))
        rows = [
            {"number": number, "kind": term.kind, "key": term.key, "label": term.label, "folded": fold(term.label)}
            for number, term in enumerate(new, start=first)
        ]
        connection.execute(insert(schema.terms), rows)
        known |= {(term.kind, term.key): number for number, term in enumerate(new, start=first)}
    return known


def find_terms(connection: Connection, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The numbers of those terms that the ledger knows."""
    terms = schema.terms.c
    by_kind: dict[str, list[str]] = {}
    for kind, key in keys:
        by_kind.setdefault(kind, []).append(key)
    numbers: dict[tuple[str, str], int] = {}
    for kind, wanted in by_kind.items():
        for batch in chunked(wanted):  # by kind: SQLite looks through all terms for pairs
            rows = connection.execute(select(terms.key, terms.number).where(terms.kind == kind, terms.key.in_(batch)))
            numbers |= {(kind, key): number for key, number in rows}
    return numbers


def find_labelled(connection: Connection, kind: str, label: str) -> list[tuple[int, str]]:
    """Number and key of the terms of a kind that people call so, without regard to case."""
    terms = schema.terms.c
    wanted = (terms.kind == kind) & (terms.folded == fold(label))
    return [(row.number, row.key) for row in connection.execute(select(terms.number, terms.key).where(wanted))]
