"""What a ledger adds up to under a filter: claims by place, by day; and the names that a filter can ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from sayso.keep import schema
from sayso.keep.filters import look_up
from sayso.keep.ledger import Ledger
from sayso.keep.listings import read_kept
from sayso.keep.records import Filter, KeptClaim, Page
from sayso.keep.rows import NO_DAY, STATUSES, chunked
from sayso.keep.terms import ALL
from sayso.keep.walks import matching_items
from sayso.model import PlaceKind, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTally:
    """A place that claims name, and how many do."""

    key: str
    name: str
    kind: PlaceKind | None
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    claims: int
    first: date | None
    """The first day of a claim about it, and the last."""
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTally:
    """Claims of one first day, status, precision of time, and party and country of who says it where."""

    day: date | None
    precision: str
    status: str
    party: str | None
    """Of the nearest source; `None` for outlets and those without a party."""
    country: str | None
    """Of the claim's first place."""
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Who is said to hold a place on a day."""

    holder: str | None
    standing: Standing
    said_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tallies:
    """A ledger as those see it who count."""

    ledger: Ledger

    def stamp(self, *names: str) -> str:
        """What changes whenever rows of these names (`claims control judgements …`) are added; without names, any."""
        counters = schema.counters.c
        query = select(counters.name, counters.value).order_by(counters.name)
        with self.ledger.reading() as connection:
            rows = connection.execute(query.where(counters.name.in_(names)) if names else query)
            return ";".join(f"{name}={value}" for name, value in rows)

    def has_rejected(self) -> bool:
        """Whether a claim was ever rejected."""
        kind = schema.judgements.c.kind
        with self.ledger.reading() as connection:
            return connection.execute(select(kind).where(kind == "reject").limit(1)).first() is not None

    def parties(self) -> list[tuple[str, str | None, int]]:
        """Parties of nearest sources, each with the country of what they tell of and how many claims they make."""
        sources, places = schema.claim_sources.c, schema.claim_places
        first = (places.c.claim == sources.claim) & (places.c.position == 0)
        query = (
            select(sources.party, places.c.country, func.count())
            .select_from(schema.claim_sources.outerjoin(places, first))
            .where(sources.position == 0, sources.party.is_not(None))
            .group_by(sources.party, places.c.country)
            .order_by(sources.party, places.c.country)
        )
        control = schema.control.c
        held = select(control.holder, control.country).where(control.holder.is_not(None)).distinct()
        with self.ledger.reading() as connection:
            said = [(row[0], row[1], row[2]) for row in connection.execute(query)]
            return said + [(row.holder, row.country, 0) for row in connection.execute(held)]

    def places(self, wanted: Filter, *, limit: int, offset: int = 0) -> Page[PlaceTally]:
        """The places of the claims that the filter finds, those with most claims first."""
        places, claims = schema.claim_places.c, schema.claims.c
        with self.ledger.reading() as connection:
            found = _found(connection, wanted)
            if found is None:
                return Page(items=(), total=0)
            count = func.count(places.claim.distinct()).label("count")
            query = (
                select(
                    places.key, func.min(func.coalesce(places.name, places.text)).label("name"),
                    func.min(places.kind).label("kind"), func.min(places.country).label("country"),
                    func.min(places.admin1).label("admin1"), func.min(places.latitude).label("latitude"),
                    func.min(places.longitude).label("longitude"), count,
                    func.min(func.nullif(claims.day, NO_DAY)).label("first"),
                    func.max(func.nullif(claims.last, NO_DAY)).label("last"),
                )
                .join_from(schema.claim_places, schema.claims)
                .where(*found)
                .group_by(places.key)
                .order_by(count.desc(), places.key)
            )  # fmt: skip
            rows = connection.execute(query).all()
        return Page(items=tuple(_place(row) for row in rows[offset : offset + limit]), total=len(rows))

    def place(self, key: str) -> PlaceTally | None:
        """The place of this key, with all claims that name it."""
        return next(iter(self.places(Filter(place=(key,)), limit=1_000).items), None) if key else None

    def days(self, wanted: Filter) -> list[DayTally]:
        """The claims that the filter finds, counted by day and by what a timeline tells apart."""
        claims, sources, places = schema.claims.c, schema.claim_sources, schema.claim_places
        with self.ledger.reading() as connection:
            found = _found(connection, wanted)
            if found is None:
                return []
            parts = (claims.day, claims.when_precision, claims.status_code, sources.c.party, places.c.country)
            nearest = (sources.c.claim == claims.number) & (sources.c.position == 0)
            first = (places.c.claim == claims.number) & (places.c.position == 0)
            joined = schema.claims.outerjoin(sources, nearest).outerjoin(places, first)
            query = select(*parts, func.count().label("many")).select_from(joined).where(*found).group_by(*parts)
            return [
                DayTally(
                    day=None if row.day == NO_DAY else date.fromordinal(row.day), precision=row.when_precision,
                    status=STATUSES[row.status_code], party=row.party, country=row.country, claims=row.many,
                )
                for row in connection.execute(query)
            ]  # fmt: skip

    def held_on(self, day: date) -> dict[str, Holding]:
        """Who is said to hold each place on that day, by the place's key."""
        control = schema.control.c
        query = select(control.place_key, control.holder, control.standing, control.said_by).where(
            control.day <= day.toordinal(), control.last >= day.toordinal()
        )
        with self.ledger.reading() as connection:
            return {
                row.place_key: Holding(
                    holder=row.holder, standing=row.standing, said_by=tuple(filter(None, row.said_by.split("; ")))
                )
                for row in connection.execute(query)
            }

    def span(self) -> tuple[date, date] | None:
        """The first day of the earliest claim and of the latest; `None` if no claim has one."""
        rows = schema.claim_terms.c
        dated = (rows.term == ALL) & (rows.day > NO_DAY)
        with self.ledger.reading() as connection:
            first = connection.execute(select(rows.day).where(dated).order_by(rows.day).limit(1)).scalar()
            last = connection.execute(select(rows.day).where(dated).order_by(rows.day.desc()).limit(1)).scalar()
        return None if first is None or last is None else (date.fromordinal(first), date.fromordinal(last))

    def named(self, kind: str, *, limit: int) -> list[tuple[str, str]]:
        """Key and label of what a filter can ask for, by label: `event outlet party source_party country`."""
        terms = schema.terms.c
        query = select(terms.key, terms.label).where(terms.kind == kind).order_by(terms.label).limit(limit)
        with self.ledger.reading() as connection:
            return [(row.key, row.label) for row in connection.execute(query)]

    def kept(self, claims: Sequence[str]) -> list[KeptClaim]:
        """The claims of these ids that the ledger holds, in the order given."""
        columns = schema.claims.c
        numbers: dict[str, int] = {}
        with self.ledger.reading() as connection:
            for some in chunked(claims):
                rows = connection.execute(select(columns.id, columns.number).where(columns.id.in_(some)))
                numbers |= {row.id: row.number for row in rows}
            return read_kept(connection, [numbers[claim] for claim in dict.fromkeys(claims) if claim in numbers])

    def opposed(self, claims: Sequence[str]) -> dict[str, list[tuple[str, str, str]]]:
        """For each of these claims that another contradicts: field, kind and the other claim's id."""
        said, members, kept = schema.contradictions.c, schema.incident_claims.c, schema.claims.c
        wanted = set(claims)
        found: dict[str, list[tuple[str, str, str]]] = {}
        with self.ledger.reading() as connection:
            for some in chunked(claims):
                inside = (
                    select(members.incident).join(schema.claims, kept.number == members.claim).where(kept.id.in_(some))
                )
                for row in connection.execute(select(schema.contradictions).where(said.incident.in_(inside))):
                    for one, other in ((row.one, row.other), (row.other, row.one)):
                        if one in wanted:
                            found.setdefault(one, []).append((row.field, row.kind, other))
        return {claim: list(dict.fromkeys(others)) for claim, others in found.items()}


def _found(connection: Connection, wanted: Filter) -> list[Any] | None:
    """What has to hold of a row of `claims` for the filter to find it; `None` if it finds nothing."""
    if wanted == Filter():
        return []
    found = look_up(connection, wanted)
    if found.nothing:
        return None
    return [schema.claims.c.number.in_(matching_items(connection, wanted, found, schema.claim_terms))]


def _place(row: Any) -> PlaceTally:
    return PlaceTally(
        key=row.key, name=row.name, kind=row.kind, country=row.country, admin1=row.admin1, latitude=row.latitude,
        longitude=row.longitude, claims=row.count, first=date.fromordinal(row.first) if row.first else None,
        last=date.fromordinal(row.last) if row.last else None,
    )  # fmt: skip
