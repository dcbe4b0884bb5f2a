"""What a ledger adds up to under a filter: claims by place, by day; and the names that a filter can ask for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

import numpy as np
from sqlalchemy import Connection, Text, cast, func, literal_column, select

from sayso.keep.index.contents import PRECISIONS
from sayso.keep.index.postings import CLAIMS
from sayso.keep.index.reader import read_index
from sayso.keep.index.registers import read_places
from sayso.keep.records import Filter, KeptClaim, Page
from sayso.keep.store.claim_rows import NO_DAY, STATUSES
from sayso.keep.tables import schema
from sayso.keep.tables.database import Database
from sayso.keep.tables.row_numbers import numbers_of_claims
from sayso.keep.tables.statements import chunked, numbers_of_text
from sayso.keep.views.listings import read_kept
from sayso.keep.views.walks import Selection, choose_items
from sayso.model import PlaceKind, PlacePrecision, Standing

_NEVER: Final = 1 << 24
"""Above all days (`date.max` is day 3,652,059)."""


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
class DayTallies:
    """Claims by the first of their days, as a timeline tells them apart."""

    by_status: Sequence[tuple[date, str, int]]
    """Day, status and how many claims, in order of days; only claims whose days are known to the day."""
    by_party: Sequence[tuple[date, str | None, str | None, int]]
    """Day, party of the nearest source (`None` for outlets and those without a party), country of the claim's first
    place, and how many of the same claims."""
    coarse: int
    """Claims of a week, a month or a year."""
    undated: int
    """Claims without a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderOnDay:
    """Who is said to hold a place on a day."""

    holder: str | None
    standing: Standing
    said_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tallies:
    """A ledger as those see it who count."""

    ledger: Database

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
        control = schema.control.c
        holders = select(control.holder, control.country).where(control.holder.is_not(None)).distinct()
        with self.ledger.reading() as connection:
            chosen = choose_items(connection, Filter(), CLAIMS)
            parties, names = _nearest_parties(connection, chosen)
            countries, lands = _first_countries(connection, chosen)
            both = np.bincount(parties * len(lands) + countries, minlength=len(names) * len(lands))
            tallied = [
                (name, land, int(both[party * len(lands) + country]))
                for party, name in enumerate(names)
                for country, land in enumerate(lands)
                if name is not None and both[party * len(lands) + country]
            ]
            return tallied + [(row.holder, row.country, 0) for row in connection.execute(holders)]

    def named_places(self) -> Iterator[list[tuple[str, str | None, PlaceKind | None, PlacePrecision, bool]]]:
        """The places that the current articles' claims name, an article at a time, each of an article's once.

        Of each the text, the country, the kind, the precision, and whether a gazetteer has it.
        """
        claim, named, articles = schema.claims.c, schema.claim_places.c, schema.articles.c
        columns = named.text, named.country, named.kind, named.precision
        has_number = (named.geonameid.is_not(None) | named.gazetteer_id.is_not(None)).label("has_number")
        query = (
            select(claim.article, *columns, has_number)
            .join(schema.claim_places, named.claim == claim.number)
            .join(schema.articles, articles.number == claim.article)
            .where(articles.current, claim.review != "rejected")
            .distinct()
            .order_by(claim.article)
        )
        with self.ledger.reading() as connection:
            for _, rows in groupby(connection.execute(query), key=itemgetter(0)):
                yield [(*row[1:-1], bool(row[-1])) for row in rows]

    def places(self, wanted: Filter, *, limit: int, offset: int = 0) -> Page[PlaceTally]:
        """The places of the claims that the filter finds, those with most claims first."""
        with self.ledger.reading() as connection:
            chosen = choose_items(connection, wanted, CLAIMS)
            owners, terms = chosen.lists("places")
            counts = np.bincount(terms)
            terms_named = np.flatnonzero(counts)
            page = terms_named[np.lexsort((terms_named, -counts[terms_named]))][offset : offset + limit]
            first, last = _ends(chosen, owners, terms, len(counts))
            known = {row.term: row for row in read_places(connection, page.tolist())}
        items = [
            _place(known[term], int(counts[term]), int(first[term]), int(last[term]))
            for term in page.tolist()
            if term in known
        ]
        return Page(items=tuple(items), total=len(terms_named))

    def place(self, key: str) -> PlaceTally | None:
        """The place of this key, with all claims that name it."""
        return next(iter(self.places(Filter(place=(key,)), limit=1_000).items), None) if key else None

    def days(self, wanted: Filter) -> DayTallies:
        """The claims that the filter finds, counted by day."""
        with self.ledger.reading() as connection:
            chosen = choose_items(connection, wanted, CLAIMS)
            days = chosen.values("day")
            exact = np.isin(chosen.values("precision"), [PRECISIONS.index("day"), PRECISIONS.index("days")])
            undated = int((days == NO_DAY).sum())
            coarse = int((~exact & (days != NO_DAY)).sum())
            chosen = chosen.only(exact & (days != NO_DAY))
            days = chosen.values("day")
            parties, names = _nearest_parties(connection, chosen)
            countries, lands = _first_countries(connection, chosen)
            statuses = _counted(days, chosen.values("status"), len(STATUSES))
            pairs = _counted(days, parties * len(lands) + countries, len(names) * len(lands))
        return DayTallies(
            by_status=[(day, STATUSES[code], many) for day, code, many in statuses],
            by_party=[(day, names[pair // len(lands)], lands[pair % len(lands)], many) for day, pair, many in pairs],
            coarse=coarse, undated=undated,
        )  # fmt: skip

    def held_on(self, day: date) -> dict[str, HolderOnDay]:
        """Who is said to hold each place on that day, by the place's key."""
        control = schema.control.c
        query = select(control.place_key, control.holder, control.standing, control.said_by).where(
            control.day <= day.toordinal(), control.last >= day.toordinal()
        )
        with self.ledger.reading() as connection:
            return {
                row.place_key: HolderOnDay(
                    holder=row.holder, standing=row.standing, said_by=tuple(filter(None, row.said_by.split("; ")))
                )
                for row in connection.execute(query)
            }

    def span(self) -> tuple[date, date] | None:
        """The first day of the earliest claim and of the latest; `None` if no claim has one."""
        with self.ledger.reading() as connection:
            days = choose_items(connection, Filter(), CLAIMS).values("day")
        days = days[days != NO_DAY]
        return (date.fromordinal(int(days.min())), date.fromordinal(int(days.max()))) if len(days) else None

    def named(self, kind: str, *, limit: int) -> list[tuple[str, str]]:
        """Key and label of what a filter can ask for, by label: `event outlet party source_party country`."""
        terms = schema.terms.c
        query = select(terms.key, terms.label).where(terms.kind == kind).order_by(terms.label).limit(limit)
        with self.ledger.reading() as connection:
            return [(row.key, row.label) for row in connection.execute(query)]

    def kept(self, claims: Sequence[str]) -> list[KeptClaim]:
        """The claims of these ids that the ledger holds, in the order given."""
        with self.ledger.reading() as connection:
            numbers = numbers_of_claims(connection, claims)
            return read_kept(connection, [numbers[claim] for claim in dict.fromkeys(claims) if claim in numbers])

    def said_by(self, claims: Sequence[str]) -> dict[str, str | None]:
        """The nearest source of each of these claims that the ledger holds, or the outlet; `None` if that is not known.

        As `kept`, but without reading the claims.
        """
        speakers = schema.speakers.c
        with self.ledger.reading() as connection:
            ids = {number: claim for claim, number in numbers_of_claims(connection, claims).items()}
            reader = read_index(connection, CLAIMS)
            places = np.flatnonzero(reader.among(np.array(sorted(ids), dtype=np.int64)))
            owners, listed = reader.lists("speakers", places)
            owners, first = np.unique(owners, return_index=True)
            nearest = dict(zip(reader.numbers_at(places[owners]).tolist(), listed[first].tolist(), strict=True))
            names = {
                row.number: row.name
                for batch in chunked(sorted(set(nearest.values())))
                for row in connection.execute(select(speakers.number, speakers.name).where(speakers.number.in_(batch)))
            }
        return {claim: names.get(nearest.get(number, 0)) for number, claim in ids.items()}

    def opposed(self, claims: Sequence[str]) -> dict[str, list[tuple[str, str, str]]]:
        """For each of these claims that another contradicts: field, kind and the other claim's id."""
        contradictions, members, kept = schema.contradictions.c, schema.incident_claims.c, schema.claims.c
        wanted = set(claims)
        opponents: dict[str, list[tuple[str, str, str]]] = {}
        with self.ledger.reading() as connection:
            for batch in chunked(claims):
                inside = (
                    select(members.incident).join(schema.claims, kept.number == members.claim).where(kept.id.in_(batch))
                )
                for row in connection.execute(select(schema.contradictions).where(contradictions.incident.in_(inside))):
                    for claim, other in ((row.one, row.other), (row.other, row.one)):
                        if claim in wanted:
                            opponents.setdefault(claim, []).append((row.field, row.kind, other))
        return {claim: list(dict.fromkeys(others)) for claim, others in opponents.items()}

    def carried(self, claims: Sequence[str]) -> frozenset[tuple[str, str]]:
        """Those of these claims that take a place over from another sentence, each with the key of the place."""
        kept, places = schema.claims.c, schema.claim_places.c
        query = select(kept.id, places.key).join_from(schema.claims, schema.claim_places)
        with self.ledger.reading() as connection:
            return frozenset(
                (row.id, row.key)
                for batch in chunked(claims)
                for row in connection.execute(query.where(kept.id.in_(batch), places.basis == "carried"))
            )


def _ends(chosen: Selection, owners: Any, terms: Any, count: int) -> tuple[Any, Any]:
    """The first and the last day of the claims of each term; `NO_DAY` where none has a day."""
    day, end = chosen.values("day")[owners], chosen.values("last")[owners]
    dated = day != NO_DAY
    first, last = np.full(count, _NEVER), np.full(count, NO_DAY)
    np.minimum.at(first, terms[dated], day[dated])
    np.maximum.at(last, terms[dated], end[dated])
    return np.where(first == _NEVER, NO_DAY, first), last


def _nearest_parties(connection: Connection, chosen: Selection) -> tuple[Any, list[str | None]]:
    """For each claim, which party its nearest source is of, as a position in the list; first in it is none."""
    speakers = schema.speakers.c
    return _firsts(chosen, "speakers", *_groups(connection, speakers.party, speakers.number))


def _first_countries(connection: Connection, chosen: Selection) -> tuple[Any, list[str | None]]:
    """For each claim, the country of its first place, as a position in the list; first in it is none."""
    places = schema.places.c
    return _firsts(chosen, "places", *_groups(connection, places.country, places.term))


def _groups(connection: Connection, by: Any, number: Any) -> tuple[Any, list[str | None]]:
    """For each number the group that it belongs to, as a position in the list of groups; first in it is none."""
    joined = func.group_concat(number)
    if connection.dialect.name != "sqlite":
        joined = func.string_agg(cast(number, Text), literal_column("','"))
    rows = connection.execute(select(by, joined).where(by.is_not(None)).group_by(by).order_by(by)).all()
    members = [numbers_of_text(row[1]) for row in rows]
    groups = np.zeros(max((int(numbers.max()) + 1 for numbers in members), default=1), np.int64)
    for position, numbers in enumerate(members, start=1):
        groups[numbers] = position
    return groups, [None, *(row[0] for row in rows)]


def _firsts(chosen: Selection, name: str, groups: Any, labels: list[str | None]) -> tuple[Any, list[str | None]]:
    """For each item, the group of the first thing that it lists; 0 if it lists nothing."""
    owners, listed = chosen.lists(name)
    first = np.ones(len(owners), dtype=bool)
    first[1:] = owners[1:] != owners[:-1]
    firsts = np.zeros(len(chosen), np.int64)
    known = first & (listed < len(groups))
    firsts[owners[known]] = groups[listed[known]]
    return firsts, labels


def _counted(days: Any, codes: Any, many: int) -> list[tuple[date, int, int]]:
    """Day, code and how many claims have both, in order; there are so many codes."""
    both, counts = np.unique(days.astype(np.int64) * many + codes, return_counts=True)
    named = {day: date.fromordinal(day) for day in np.unique(both // many).tolist()}
    pairs = zip(both.tolist(), counts.tolist(), strict=True)
    return [(named[code // many], code % many, count) for code, count in pairs]


def _place(row: Any, claims: int, first: int, last: int) -> PlaceTally:
    return PlaceTally(
        key=row.key, name=row.name, kind=row.kind, country=row.country, admin1=row.admin1, latitude=row.latitude,
        longitude=row.longitude, claims=claims, first=date.fromordinal(first) if first else None,
        last=date.fromordinal(last) if last else None,
    )  # fmt: skip
