"""What the weighing asks of a ledger and nobody else: facts of articles, claims by article, area and event."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Select, or_, select, update

from sayso.base.codec import claim_from_json
from sayso.keep.store.claim_rows import NO_DAY
from sayso.keep.store.unweighed import clear, mark
from sayso.keep.tables import schema
from sayso.keep.tables.database import Database
from sayso.keep.tables.statements import chunked
from sayso.model import Claim

_MEMBERSHIPS: Final = (
    select(schema.claims.c.id, schema.incidents.c.id)
    .select_from(schema.incident_claims)
    .join(schema.claims, schema.claims.c.number == schema.incident_claims.c.claim)
    .join(schema.incidents, schema.incidents.c.number == schema.incident_claims.c.incident)
)
"""Claims with their incidents, by id; of all, unless it is narrowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFacts:
    """What of an article bears on the weight of its claims."""

    copies: str
    """The group of copies that it belongs to: the smallest id of them."""
    is_report: bool
    """It tells of the days before it came out."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """A ledger as the weighing sees it; what is written belongs to the transaction that is under way."""

    ledger: Database

    def facts(self, articles: Collection[str]) -> dict[str, ArticleFacts]:
        """The facts of current articles that have been weighed, by id."""
        columns = schema.articles.c
        query = select(columns.id, columns.copies, columns.is_report).where(columns.copies.is_not(None))
        with self.ledger.reading() as connection:
            return {
                row.id: ArticleFacts(copies=row.copies, is_report=row.is_report)
                for batch in chunked(sorted(articles))
                for row in connection.execute(query.where(columns.id.in_(batch)))
            }

    def all_facts(self) -> dict[str, ArticleFacts]:
        """The facts of all current articles, by id."""
        columns = schema.articles.c
        query = select(columns.id, columns.copies, columns.is_report).where(columns.current)
        with self.ledger.reading() as connection:
            rows = connection.execute(query).all()
        return {row.id: ArticleFacts(copies=row.copies or row.id, is_report=bool(row.is_report)) for row in rows}

    def put_facts(self, facts: Mapping[str, ArticleFacts]) -> None:
        """Writes the facts of these articles."""
        articles = schema.articles
        with self.ledger.writing() as connection:
            for article, known in facts.items():
                values = {"copies": known.copies, "is_report": known.is_report}
                connection.execute(update(articles).where(articles.c.id == article).values(**values))

    def copied(self, groups: Collection[str]) -> dict[str, bytes]:
        """Signatures of the current articles of these groups of copies, by id."""
        columns = schema.articles.c
        query = select(columns.id, columns.signature).where(columns.current, columns.signature.is_not(None))
        with self.ledger.reading() as connection:
            return {
                row.id: row.signature
                for batch in chunked(sorted(groups))
                for row in connection.execute(query.where(columns.copies.in_(batch)))
            }

    def claims(
        self,
        *,
        articles: Collection[str] | None = None,
        places: Collection[str] | None = None,
        areas: Collection[tuple[str, str]] | None = None,
        events: Collection[str] | None = None,
        days: tuple[date, date] | None = None,
    ) -> Iterator[Claim]:
        """Current claims of these articles, or with one of these place keys, or of a region (country, admin1) itself.

        With events, only claims of these types; with days, only claims with a day from the first to the last of them.
        Corrections are applied and rejected claims left out.
        """
        with self.ledger.reading() as connection:
            for query in _queries(articles, places, areas):
                yield from _claims_of(connection, query, events, days)

    def mark_places(self, keys: Collection[str]) -> None:
        """Notes that the control of these places is to be weighed again."""
        with self.ledger.writing() as connection:
            mark(connection, (("place", key) for key in keys))

    def forget_places(self, keys: Collection[str]) -> None:
        """Takes the marks of these places away: nothing that bears on their control has changed."""
        with self.ledger.writing() as connection:
            clear(connection, "place", keys)

    def minted(self, wanted: Collection[str]) -> set[str]:
        """Those of these ids that an incident has or had."""
        with self.ledger.reading() as connection:
            return {
                incident
                for batch in chunked(sorted(wanted))
                for column in (schema.incidents.c.id, schema.redirects.c.old)
                for incident in connection.execute(select(column).where(column.in_(batch))).scalars()
            }

    def all_minted(self) -> set[str]:
        """Every id that an incident has or had."""
        with self.ledger.reading() as connection:
            ids = (select(schema.incidents.c.id), select(schema.redirects.c.old))
            return {incident for query in ids for incident in connection.execute(query).scalars()}

    def incidents_of(self, claims: Collection[str]) -> dict[str, str]:
        """The incident in which each of these claims stands, by claim; and of every other claim of those incidents."""
        members, kept = schema.incident_claims.c, schema.claims.c
        own = select(members.incident).join(schema.claims, kept.number == members.claim)
        return self._memberships(
            _MEMBERSHIPS.where(members.incident.in_(own.where(kept.id.in_(batch)))) for batch in chunked(sorted(claims))
        )

    def incidents_of_all(self) -> dict[str, str]:
        """The incident in which each claim stands, by claim."""
        return self._memberships([_MEMBERSHIPS])

    def members_of(self, incidents: Collection[str]) -> dict[str, str]:
        """The claims that stand in these incidents, each with its incident."""
        named = schema.incidents.c.id
        return self._memberships(_MEMBERSHIPS.where(named.in_(batch)) for batch in chunked(sorted(incidents)))

    def _memberships(self, queries: Iterable[Select[Any]]) -> dict[str, str]:
        """The incident of each claim that the queries, narrowed from `_MEMBERSHIPS`, find."""
        with self.ledger.reading() as connection:
            return {row[0]: row[1] for query in queries for row in connection.execute(query)}


def _queries(
    articles: Collection[str] | None, places: Collection[str] | None, areas: Collection[tuple[str, str]] | None
) -> Iterator[Select[Any]]:
    """Queries for numbers of claims."""
    claims, rows, kept = schema.claims.c, schema.claim_places.c, schema.articles.c
    for batch in chunked(sorted(articles or ())):
        numbers = select(kept.number).where(kept.id.in_(batch))
        yield select(claims.number).where(claims.article.in_(numbers))
    for batch in chunked(sorted(places or ())):
        yield select(rows.claim).where(rows.key.in_(batch))
    if areas:
        named = [(rows.country == country) & (rows.admin1 == admin1) for country, admin1 in sorted(areas)]
        yield select(rows.claim).where(rows.kind == "region", or_(*named))


def _claims_of(
    connection: Connection, numbers: Select[Any], events: Collection[str] | None, days: tuple[date, date] | None
) -> Iterator[Claim]:
    claims, lines = schema.claims.c, schema.claim_lines.c
    query = (
        select(lines.line, lines.corrected)
        .join_from(schema.claims, schema.claim_lines)
        .where(claims.review != "rejected", claims.number.in_(numbers))
    )
    if events is not None:
        query = query.where(claims.event.in_(sorted(events)))
    if days is not None:
        query = query.where(claims.day > NO_DAY, claims.day <= days[1].toordinal(), claims.last >= days[0].toordinal())
    for line, corrected in connection.execute(query.order_by(claims.number)):
        yield claim_from_json(corrected or line)
