"""A filter with its words looked up: the terms, codes and days that it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, or_, select

from sayso.keep.index.terms import find_labelled, find_terms, fold
from sayso.keep.records import Filter
from sayso.keep.store.claim_rows import REVIEWS, STATUSES
from sayso.keep.tables import schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A filter with its words looked up."""

    groups: tuple[frozenset[int], ...]
    """Of each, one term at least."""
    codes: dict[str, frozenset[int]] = field(default_factory=dict)
    """By name, the values it may have."""
    without: frozenset[int] = frozenset()
    """Terms of which an item has none."""
    nothing: bool = False
    """A word was looked up and is not in the ledger, so nothing can be found."""


def look_up(connection: Connection, wanted: Filter, *, incidents: bool = False) -> Wanted:
    """The filter with its words looked up; for incidents, codes are terms like the rest."""
    groups: list[frozenset[int]] = []
    for values, find in (
        (wanted.place, _places), (wanted.within, _regions), (wanted.party, _parties), (wanted.source, _sources),
        (wanted.outlet, _outlets), (wanted.made_by, _makers),
    ):  # fmt: skip
        if values:
            groups.append(frozenset(number for value in values for number in find(connection, value)))
    codes: dict[str, frozenset[int]] = {}
    if wanted.event:
        groups.append(_events(connection, wanted.event))
    if wanted.status:
        codes["status"] = frozenset(STATUSES.index(status) for status in wanted.status)
    if wanted.review:
        codes["review"] = frozenset(REVIEWS.index(review) for review in wanted.review)
    if incidents:
        groups += _incident_groups(connection, wanted)
        codes = {}
    without = _events(connection, wanted.without) if wanted.without else frozenset[int]()
    return Wanted(groups=tuple(groups), codes=codes, without=without, nothing=not all(groups))


def _incident_groups(connection: Connection, wanted: Filter) -> list[frozenset[int]]:
    groups = []
    for kind, values in (("status", wanted.status), ("review", wanted.review)):
        if values:
            groups.append(frozenset(find_terms(connection, [(kind, value) for value in values]).values()))
    return groups


def _places(connection: Connection, value: str) -> list[int]:
    key = f"g:{value}" if value.isdigit() else value
    numbers = list(find_terms(connection, [("place", key), ("place", f"t:{fold(value)}")]).values())
    return numbers + [number for number, _ in find_labelled(connection, "place", value)]


def _regions(connection: Connection, value: str) -> list[int]:
    """The terms of the country or region, and of all countries and regions that a place of that name or key is."""
    keys = [("country", value.upper()), ("admin1", value)]
    numbers = list(find_terms(connection, keys).values())
    if not numbers:
        numbers = [number for number, _ in find_labelled(connection, "admin1", value)]
    places, terms = schema.claim_places.c, schema.terms.c
    named = select(terms.key).where(terms.kind == "place", or_(terms.key == value, terms.folded == fold(value)))
    query = select(places.country, places.admin1, places.kind).where(
        places.key.in_(named), places.kind.in_(("country", "region")), places.country.is_not(None)
    )
    wanted = [
        ("country", row.country) if row.kind == "country" else ("admin1", f"{row.country}/{row.admin1}")
        for row in connection.execute(query.distinct())
    ]
    return numbers + list(find_terms(connection, wanted).values())


def _parties(connection: Connection, value: str) -> list[int]:
    keys = [("party", value), ("party", value.upper()), ("actor", fold(value))]
    return list(find_terms(connection, keys).values())


def _sources(connection: Connection, value: str) -> list[int]:
    keys = [("source_party", value), ("source_party", value.upper()), ("source", fold(value))]
    return list(find_terms(connection, keys).values())


def _outlets(connection: Connection, value: str) -> list[int]:
    return list(find_terms(connection, [("outlet", fold(value))]).values())


def _makers(connection: Connection, value: str) -> list[int]:
    return list(find_terms(connection, [("made_by", fold(value))]).values())


def _events(connection: Connection, values: Sequence[str]) -> frozenset[int]:
    terms = schema.terms.c
    named = or_(*(terms.key == value if "." in value else terms.key.startswith(f"{value}.") for value in values))
    return frozenset(connection.execute(select(terms.number).where(terms.kind == "event", named)).scalars())
