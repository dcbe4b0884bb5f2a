"""A filter to a query over `claim_terms` or `incident_terms`: the rarest thing that is asked for leads, the rest check.

Each field becomes a set of terms. The set with the fewest rows is walked by its index, which stands in order of days
and carries the codes that other fields ask for; every other set is looked up by its key. So a listing never reads the
claims themselves before it knows which it wants, and the total is the length of the same walk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, Table, distinct, exists, func, or_, select

from sayso.errors import UsageError
from sayso.keep import schema
from sayso.keep.records import Filter, Order
from sayso.keep.rows import NO_DAY, REVIEWS, STATUSES
from sayso.keep.search_words import matching_claims
from sayso.keep.terms import ALL, find_labelled, find_terms, fold

_FEW: Final = 3_000
"""Rows up to which the sets are counted to find the rarest; beyond, one is as good as another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A filter with its words looked up."""

    groups: tuple[frozenset[int], ...]
    """Of each, one term at least."""
    codes: dict[str, frozenset[int]] = field(default_factory=dict)
    """By column, the numbers it may have."""
    nothing: bool = False
    """A word was looked up and is not in the ledger, so nothing can be found."""


def look_up(connection: Connection, wanted: Filter, *, incidents: bool = False) -> Wanted:
    """The filter with its words looked up; for incidents, codes are terms like the rest."""
    groups: list[frozenset[int]] = []
    for values, find in (
        (wanted.place, _places), (wanted.within, _regions), (wanted.party, _parties), (wanted.source, _sources),
        (wanted.outlet, _outlets),
    ):  # fmt: skip
        if values:
            groups.append(frozenset(number for value in values for number in find(connection, value)))
    codes: dict[str, frozenset[int]] = {}
    if wanted.event:
        codes["event_term"] = _events(connection, wanted.event)
    if wanted.status:
        codes["status_code"] = frozenset(STATUSES.index(status) for status in wanted.status)
    if wanted.review:
        codes["review_code"] = frozenset(REVIEWS.index(review) for review in wanted.review)
    if incidents:
        groups += _incident_groups(connection, wanted, codes)
        codes = {}
    nothing = any(not group for group in groups) or codes.get("event_term") == frozenset()
    return Wanted(groups=tuple(groups), codes=codes, nothing=nothing)


def _incident_groups(connection: Connection, wanted: Filter, codes: dict[str, frozenset[int]]) -> list[frozenset[int]]:
    groups = [codes["event_term"]] if wanted.event else []
    for kind, values in (("status", wanted.status), ("review", wanted.review)):
        if values:
            groups.append(frozenset(find_terms(connection, [(kind, value) for value in values]).values()))
    return groups


def _places(connection: Connection, value: str) -> list[int]:
    key = f"g:{value}" if value.isdigit() else value
    found = list(find_terms(connection, [("place", key), ("place", f"t:{fold(value)}")]).values())
    return found + [number for number, _ in find_labelled(connection, "place", value)]


def _regions(connection: Connection, value: str) -> list[int]:
    """The terms of the country or region, and of all countries and regions that a place of that name or key is."""
    keys = [("country", value.upper()), ("admin1", value)]
    found = list(find_terms(connection, keys).values())
    if not found:
        found = [number for number, _ in find_labelled(connection, "admin1", value)]
    places, terms = schema.claim_places.c, schema.terms.c
    named = select(terms.key).where(terms.kind == "place", or_(terms.key == value, terms.folded == fold(value)))
    query = select(places.country, places.admin1, places.kind).where(
        places.key.in_(named), places.kind.in_(("country", "region")), places.country.is_not(None)
    )
    wanted = [
        ("country", row.country) if row.kind == "country" else ("admin1", f"{row.country}/{row.admin1}")
        for row in connection.execute(query.distinct())
    ]
    return found + list(find_terms(connection, wanted).values())


def _parties(connection: Connection, value: str) -> list[int]:
    keys = [("party", value), ("party", value.upper()), ("actor", fold(value))]
    return list(find_terms(connection, keys).values())


def _sources(connection: Connection, value: str) -> list[int]:
    keys = [("source_party", value), ("source_party", value.upper()), ("source", fold(value))]
    return list(find_terms(connection, keys).values())


def _outlets(connection: Connection, value: str) -> list[int]:
    return list(find_terms(connection, [("outlet", fold(value))]).values())


def _events(connection: Connection, values: Sequence[str]) -> frozenset[int]:
    terms = schema.terms.c
    named = or_(*(terms.key == value if "." in value else terms.key.startswith(f"{value}.") for value in values))
    return frozenset(connection.execute(select(terms.number).where(terms.kind == "event", named)).scalars())


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A query on its way: the leading set and all that has to hold of its rows."""

    rows: Any
    """The leading rows, an alias of `claim_terms` or `incident_terms`."""
    item: ColumnElement[int]
    """The number of the claim or incident."""
    holds: tuple[ColumnElement[bool], ...]
    repeats: bool
    """An item may stand in several of the leading rows."""

    def counted(self) -> Select[Any]:
        """How many items there are."""
        item = distinct(self.item) if self.repeats else self.item
        return select(func.count(item)).where(*self.holds)

    def ordered(self, order: Order, *, limit: int, offset: int) -> Select[Any]:
        """The numbers of some items, in order."""
        rows = self.rows.c
        keys: dict[str, tuple[ColumnElement[Any], ...]] = {
            "day": (rows.day == NO_DAY, rows.day, self.item),
            "-day": (rows.day.desc(), self.item.desc()),
            "article": (self.item,),
        }
        if order.endswith("confidence"):
            sure = rows.sure if "sure" in rows else rows.voices
            keys |= {"confidence": (sure, self.item), "-confidence": (sure.desc(), self.item.desc())}
        query = select(self.item).where(*self.holds)
        if self.repeats:
            query = query.distinct().add_columns(*keys[order])
        return query.order_by(*keys[order]).limit(limit).offset(offset)


def plan_walk(connection: Connection, wanted: Filter, found: Wanted, table: Table) -> Walk:
    """The walk that finds what is wanted in the table."""
    rows = table.alias("rows")
    name = "claim" if table is schema.claim_terms else "incident"
    item = rows.c[name]
    groups = sorted(found.groups, key=lambda group: _size(connection, table, group)) or [frozenset({ALL})]
    holds: list[ColumnElement[bool]] = [_is_one_of(rows.c.term, groups[0])]
    for number, group in enumerate(groups[1:]):
        other = table.alias(f"also{number}")
        same = (other.c.day == rows.c.day) & (other.c[name] == item)
        holds.append(exists().where(_is_one_of(other.c.term, group), same))
    holds += [rows.c[column].in_(sorted(numbers)) for column, numbers in found.codes.items()]
    holds += _day_holds(rows, wanted)
    if wanted.least > 0 and "sure" in rows.c:
        holds.append(rows.c.sure >= round(wanted.least * 1000))
    holds += _row_holds(connection, rows, item, wanted, name)
    return Walk(rows=rows, item=item, holds=tuple(holds), repeats=len(groups[0]) > 1)


def _size(connection: Connection, table: Table, group: frozenset[int]) -> int:
    """How many rows the terms have, up to `_FEW`."""
    some = select(table.c.term).where(_is_one_of(table.c.term, group)).limit(_FEW).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


def _is_one_of(column: ColumnElement[int], numbers: frozenset[int]) -> ColumnElement[bool]:
    return column == next(iter(numbers)) if len(numbers) == 1 else column.in_(sorted(numbers))


def _day_holds(rows: Any, wanted: Filter) -> list[ColumnElement[bool]]:
    """What has no day lies in no range."""
    if wanted.since and wanted.until and wanted.until < wanted.since:
        raise UsageError("the range of days ends before it begins", hint="give the earlier day first")
    holds: list[ColumnElement[bool]] = []
    if wanted.since or wanted.until:
        holds.append(rows.c.day > NO_DAY)
    if wanted.since:
        holds.append(rows.c.last >= wanted.since.toordinal())
    if wanted.until:
        holds.append(rows.c.day <= wanted.until.toordinal())
    return holds


def _row_holds(
    connection: Connection, rows: Any, item: ColumnElement[int], wanted: Filter, name: str
) -> list[ColumnElement[bool]]:
    """What has to be asked of other tables: words, articles, control."""
    holds: list[ColumnElement[bool]] = []
    members, claims, articles = schema.incident_claims.c, schema.claims.c, schema.articles.c
    claim_queries: list[Select[Any]] = []
    if wanted.text:
        claim_queries.append(matching_claims(connection, wanted.text))
    if wanted.article:
        numbers = select(articles.number).where(articles.id.in_(wanted.article))
        claim_queries.append(select(claims.number).where(claims.article.in_(numbers)))
    for query in claim_queries:
        if name == "incident":
            query = select(members.incident).where(members.claim.in_(query))  # noqa: PLW2901
        holds.append(item.in_(query))
    if wanted.standing:
        holds.append(_stands(rows, item, wanted, name))
    return holds


def _stands(rows: Any, item: ColumnElement[int], wanted: Filter, name: str) -> ColumnElement[bool]:
    """A place of the item has control of such a standing on one of the item's days."""
    control, places, incidents = schema.control.c, schema.claim_places.c, schema.incidents.c
    if name == "claim":
        query = exists().where(places.claim == item, control.place_key == places.key)
    else:
        query = exists().where(incidents.number == item, control.place_key == incidents.place_key)
    return query.where(control.standing.in_(wanted.standing), control.day <= rows.c.last, control.last >= rows.c.day)
