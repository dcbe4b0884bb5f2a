"""Claims, articles and sources out of the ledger: filtered, ordered, counted, or streamed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, func, select

from sayso.codec import claim_from_json, record_from_json
from sayso.errors import NotKeptError
from sayso.keep import schema
from sayso.keep.decided import standing_judgements
from sayso.keep.filters import look_up
from sayso.keep.judgements import judgements_on
from sayso.keep.records import Filter, KeptArticle, KeptClaim, KeptSource, Order, Page
from sayso.keep.rows import Stored, chunked, read_stored
from sayso.keep.walks import find_items, matching_items
from sayso.model import Article, Block, Claim, ReviewState

_STREAMED: Final = 2_000
"""Claims that a stream holds at a time."""


def list_claims(connection: Connection, wanted: Filter, *, order: Order, limit: int, offset: int) -> Page[KeptClaim]:
    """The claims that the filter finds, some of them, in order."""
    found = look_up(connection, wanted)
    if found.nothing:
        return Page(items=(), total=0)
    table = schema.claim_terms
    numbers, total = find_items(connection, wanted, found, table, order=order, limit=limit, offset=offset)
    return Page(items=tuple(read_kept(connection, numbers)), total=total)


def read_kept(connection: Connection, numbers: Sequence[int]) -> list[KeptClaim]:
    """The claims of these numbers with what is known of them, in the order of the numbers."""
    by_number = {one.number: one for one in read_stored(connection, numbers)}
    history = judgements_on(connection, numbers)
    incidents = _incidents_by_claim(connection, numbers)
    kept = []
    for number in numbers:
        if number in by_number:
            said = history.get(number, [])
            flags = tuple(one.reason for one in standing_judgements(said) if one.kind == "flag")
            kept.append(_kept(by_number[number], flags, tuple(one.id for one in said), incidents.get(number)))
    return kept


def _kept(one: Stored, flags: tuple[str, ...], judgements: tuple[str, ...], incident: str | None) -> KeptClaim:
    return KeptClaim(
        claim=one.current, machine=one.machine, review=one.review, flags=flags, judgements=judgements,
        incident=incident,
    )  # fmt: skip


def _incidents_by_claim(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    members, incidents = schema.incident_claims.c, schema.incidents.c
    found: dict[int, str] = {}
    for some in chunked(numbers):
        query = select(members.claim, incidents.id).join_from(schema.incident_claims, schema.incidents)
        found |= {row.claim: row.id for row in connection.execute(query.where(members.claim.in_(some)))}
    return found


def number_of(connection: Connection, claim: str) -> int:
    """The number of a claim. Raises `NotKeptError`."""
    claims = schema.claims.c
    number = connection.execute(select(claims.number).where(claims.id == claim)).scalar()
    if number is None:
        raise NotKeptError(f"there is no claim {claim}", hint="list the claims and copy the id")
    return int(number)


def with_keys(one: Stored, keys: Collection[str]) -> Stored:
    """The claim with other block keys."""
    return replace(one, keys=frozenset(keys))


def stream_claims(
    connection: Connection,
    *,
    ids: Collection[str] | None = None,
    keys: Collection[str] | None = None,
    places: Collection[str] | None = None,
) -> Iterator[tuple[Claim, ReviewState]]:
    """The claims of these ids, and those with one of these block keys or places; all, if none of them is given.

    They come as they stand, with their review state, in the order in which they were added; rejected ones are left out.
    However many keys are asked for, no statement is longer than an engine takes.
    """
    claims, lines = schema.claims.c, schema.claim_lines.c
    query = (
        select(claims.number, claims.review, lines.line, lines.corrected)
        .join_from(schema.claims, schema.claim_lines)
        .where(claims.review != "rejected")
        .order_by(claims.number)
    )
    asked = [query]
    if not ids is keys is places is None:
        numbers = sorted(_numbers_of(connection, ids, keys, places))
        asked = [query.where(claims.number.in_(some)) for some in chunked(numbers)]
    for one in asked:
        with connection.execution_options(yield_per=_STREAMED).execute(one) as rows:
            for row in rows:
                yield claim_from_json(row.corrected or row.line), row.review


def _numbers_of(
    connection: Connection,
    ids: Collection[str] | None,
    keys: Collection[str] | None,
    places: Collection[str] | None,
) -> set[int]:
    claims = schema.claims.c
    found: set[int] = set()
    for some in chunked(sorted(ids or ())):
        found |= set(connection.execute(select(claims.number).where(claims.id.in_(some))).scalars())
    for values, table in ((keys, schema.claim_keys), (places, schema.claim_places)):
        for some in chunked(sorted(values or ())):
            found |= set(connection.execute(select(table.c.claim).where(table.c.key.in_(some))).scalars())
    return found


def list_articles(connection: Connection, wanted: Filter, *, limit: int, offset: int) -> Page[KeptArticle]:
    """Current articles, latest first: those of the outlet and days of publication, with a claim that fits the rest."""
    articles = schema.articles.c
    holds: list[ColumnElement[bool]] = [articles.current]
    if wanted.since:
        holds.append(articles.published >= wanted.since)
    if wanted.until:
        holds.append(articles.published <= wanted.until)
    if wanted.article:
        holds.append(articles.id.in_(wanted.article))
    rest = _about_claims(wanted)
    if rest != Filter():
        numbers = _articles_of(connection, rest)
        holds.append(articles.number.in_(numbers) if numbers is not None else articles.number < 0)
    total: int = connection.execute(select(func.count()).select_from(schema.articles).where(*holds)).scalar_one()
    query = _article_query().where(*holds)
    order = (articles.published.is_(None), articles.published.desc(), articles.number.desc())
    rows = connection.execute(query.order_by(*order).limit(limit).offset(offset)).all()
    return Page(items=tuple(_kept_article(row) for row in rows), total=total)


def _about_claims(wanted: Filter) -> Filter:
    return replace(wanted, since=None, until=None, article=())


def _articles_of(connection: Connection, wanted: Filter) -> Select[Any] | None:
    found = look_up(connection, wanted)
    if found.nothing:
        return None
    claims = schema.claims.c
    numbers = matching_items(connection, wanted, found, schema.claim_terms)
    return select(claims.article).where(claims.number.in_(numbers))


def _article_query() -> Select[Any]:
    articles, claims = schema.articles.c, schema.claims.c
    count = select(func.count()).where(claims.article == articles.number).scalar_subquery().label("claims")
    plain = [column for column in articles if column.name not in ("text", "blocks", "signature")]
    return select(*plain, func.length(articles.text).label("characters"), count)


def _kept_article(row: Any, *, text: str = "", blocks: tuple[Block, ...] = (), versions: Any = ()) -> KeptArticle:
    article = Article(
        id=row.id, text=text, blocks=blocks, sha256=row.sha256, path=row.path, title=row.title, outlet=row.outlet,
        url=row.url, published=row.published, language=row.language, dateline=row.dateline,
    )  # fmt: skip
    return KeptArticle(
        article=article, version=row.version, versions=tuple(versions), maker=row.maker,
        added=datetime.fromisoformat(row.added), claims=row.claims, characters=row.characters,
    )  # fmt: skip


def read_article(connection: Connection, article: str) -> KeptArticle:
    """The article whole, whether current or a former text. Raises `NotKeptError`."""
    articles = schema.articles.c
    query = _article_query().add_columns(articles.text, articles.blocks).where(articles.id == article)
    row = connection.execute(query).first()
    if row is None:
        raise NotKeptError(f"there is no article {article}", hint="list the articles and copy the id")
    versions = select(articles.id).where(articles.document == row.document).order_by(articles.version)
    blocks = record_from_json(row.blocks, tuple[Block, ...])
    return _kept_article(row, text=row.text, blocks=blocks, versions=connection.execute(versions).scalars())


def list_sources(connection: Connection, wanted: Filter, *, limit: int, offset: int) -> Page[KeptSource]:
    """Sources of the claims that the filter finds, by how many of these they say; outlets that speak themselves too."""
    sources, claims, articles = schema.claim_sources.c, schema.claims.c, schema.articles.c
    outer = (
        select(
            func.coalesce(sources.name, articles.outlet).label("name"),
            func.coalesce(sources.kind, "outlet").label("kind"),
            sources.party,
            sources.sector,
            claims.number.label("claim"),
            claims.article,
        )
        .select_from(schema.claims)
        .join(schema.articles)
        .outerjoin(schema.claim_sources)
    )
    if wanted != Filter():
        found = look_up(connection, wanted)
        if found.nothing:
            return Page(items=(), total=0)
        outer = outer.where(claims.number.in_(matching_items(connection, wanted, found, schema.claim_terms)))
    return _grouped_sources(connection, outer, limit=limit, offset=offset)


def _grouped_sources(connection: Connection, outer: Select[Any], *, limit: int, offset: int) -> Page[KeptSource]:
    said = outer.subquery()
    count = func.count(said.c.claim.distinct()).label("claims")
    grouped = (
        select(
            said.c.name, func.min(said.c.kind).label("kind"), said.c.party, func.min(said.c.sector).label("sector"),
            count, func.count(said.c.article.distinct()).label("articles"),
        )
        .where(said.c.name.is_not(None))
        .group_by(said.c.name, said.c.party)
    )  # fmt: skip
    total: int = connection.execute(select(func.count()).select_from(grouped.subquery())).scalar_one()
    rows = connection.execute(grouped.order_by(count.desc(), said.c.name).limit(limit).offset(offset))
    items = [
        KeptSource(
            name=row.name, kind=row.kind, party=row.party, sector=row.sector, claims=row.claims, articles=row.articles
        )
        for row in rows
    ]
    return Page(items=tuple(items), total=total)
