"""Claims, articles and sources out of the ledger: filtered, ordered, counted, or streamed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import numpy as np
from sqlalchemy import ColumnElement, Connection, Select, Table, func, select

from sayso.base.codec import claim_from_json, record_from_json
from sayso.base.errors import NotKeptError
from sayso.keep.index.postings import CLAIMS
from sayso.keep.index.registers import Speaker, read_speakers
from sayso.keep.judging.judgements import judgements_on
from sayso.keep.judging.standing import standing_judgements
from sayso.keep.records import Filter, KeptArticle, KeptClaim, KeptSource, Order, Page
from sayso.keep.store.claim_rows import Stored, read_stored
from sayso.keep.tables import schema
from sayso.keep.tables.row_numbers import numbers_of_claims
from sayso.keep.tables.statements import chunked, read_numbers
from sayso.keep.views.walks import choose_items, find_items
from sayso.model import Article, Block, Claim, ReviewState

_STREAMED: Final = 2_000
"""Claims that a stream holds at a time: some 4 MB of lines. By hand, not swept."""


def list_claims(connection: Connection, wanted: Filter, *, order: Order, limit: int, offset: int) -> Page[KeptClaim]:
    """The claims that the filter finds, some of them, in order."""
    numbers, total = find_items(connection, wanted, CLAIMS, order=order, limit=limit, offset=offset)
    return Page(items=tuple(read_kept(connection, numbers)), total=total)


def read_kept(connection: Connection, numbers: Sequence[int]) -> list[KeptClaim]:
    """The claims of these numbers with what is known of them, in the order of the numbers."""
    by_number = {stored.number: stored for stored in read_stored(connection, numbers)}
    history = judgements_on(connection, numbers)
    incidents = _incidents_by_claim(connection, numbers)
    kept = []
    for number in numbers:
        if number in by_number:
            judgements = history.get(number, [])
            standing = standing_judgements(judgements)
            flags = tuple(judgement.reason for judgement in standing if judgement.kind == "flag")
            ids = tuple(judgement.id for judgement in judgements)
            kept.append(_kept(by_number[number], flags, ids, incidents.get(number)))
    return kept


def _kept(stored: Stored, flags: tuple[str, ...], judgements: tuple[str, ...], incident: str | None) -> KeptClaim:
    return KeptClaim(
        claim=stored.current, machine=stored.machine, review=stored.review, flags=flags, judgements=judgements,
        incident=incident,
    )  # fmt: skip


def _incidents_by_claim(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    members, incidents = schema.incident_claims.c, schema.incidents.c
    by_claim: dict[int, str] = {}
    for batch in chunked(numbers):
        query = select(members.claim, incidents.id).join_from(schema.incident_claims, schema.incidents)
        by_claim |= {row.claim: row.id for row in connection.execute(query.where(members.claim.in_(batch)))}
    return by_claim


def number_of(connection: Connection, claim: str) -> int:
    """The number of a claim. Raises `NotKeptError`."""
    claims = schema.claims.c
    number = connection.execute(select(claims.number).where(claims.id == claim)).scalar()
    if number is None:
        raise NotKeptError(f"there is no claim {claim}", hint="list the claims and copy the id")
    return int(number)


def with_keys(stored: Stored, keys: Collection[str]) -> Stored:
    """The claim with other block keys."""
    return replace(stored, keys=frozenset(keys))


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
    queries = [query]
    if not ids is keys is places is None:
        numbers = sorted(_numbers_of(connection, ids, keys, places))
        queries = [query.where(claims.number.in_(batch)) for batch in chunked(numbers)]
    for part in queries:
        with connection.execute(part, execution_options={"yield_per": _STREAMED}) as rows:
            for row in rows:
                yield claim_from_json(row.corrected or row.line), row.review


def _numbers_of(
    connection: Connection,
    ids: Collection[str] | None,
    keys: Collection[str] | None,
    places: Collection[str] | None,
) -> set[int]:
    numbers = set(numbers_of_claims(connection, ids or ()).values())
    for values, table in ((keys, schema.claim_keys), (places, schema.claim_places)):
        if values:
            numbers |= _claims_with(connection, table, sorted(values))
    return numbers


def _claims_with(connection: Connection, table: Table, keys: Sequence[str]) -> set[int]:
    """The numbers of the claims with one of these keys, thousands of which are one value of the statement."""
    if connection.dialect.name == "postgresql":
        query, values = f"SELECT claim FROM {table.name} WHERE key = ANY(%(keys)s)", {"keys": list(keys)}
        return set(connection.exec_driver_sql(query, values).scalars())
    query = f"SELECT t.claim FROM json_each(?) k CROSS JOIN {table.name} t ON t.key = k.value"
    return set(connection.exec_driver_sql(query, (json.dumps(keys),)).scalars())


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
    order = (articles.published.desc().nulls_last(), articles.number.desc())
    (numbers,) = read_numbers(connection, select(articles.number).where(*holds), *order)
    rest = _about_claims(wanted)
    if rest != Filter():
        numbers = numbers[np.isin(numbers, choose_items(connection, rest, CLAIMS).values("article"))]
    page = [int(number) for number in numbers[offset : offset + limit]]
    rows = {row.number: row for row in connection.execute(_article_query().where(articles.number.in_(page)))}
    return Page(items=tuple(_kept_article(rows[number]) for number in page), total=len(numbers))


def _about_claims(wanted: Filter) -> Filter:
    return replace(wanted, since=None, until=None, article=())


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
    chosen = choose_items(connection, wanted, CLAIMS)
    owners, speakers = chosen.lists("speakers")
    counts = np.bincount(speakers)
    same = _firsts(connection, len(counts))
    pairs = np.unique(owners * len(same) + same[speakers])
    claims = np.bincount(pairs % max(1, len(same)), minlength=len(same))
    firsts = np.flatnonzero(claims)
    page = [int(speaker) for speaker in firsts[np.lexsort((firsts, -claims[firsts]))][offset : offset + limit]]
    articles = _articles_by(chosen.values("article")[owners], same[speakers], page)
    by_speaker = read_speakers(connection, page)
    items = [
        _source(by_speaker[speaker], counts, claims=int(claims[speaker]), articles=articles[speaker])
        for speaker in page
        if speaker in by_speaker
    ]
    return Page(items=tuple(items), total=len(firsts))


def _firsts(connection: Connection, count: int) -> Any:
    """For each number of a speaker below the count, the first speaker of that name and party."""
    speakers = schema.speakers.c
    numbers, same = read_numbers(connection, select(speakers.number, speakers.same))
    firsts = np.zeros(max(count, int(numbers.max(initial=0)) + 1), np.int64)
    firsts[numbers] = same
    return firsts


def _articles_by(articles: Any, speakers: Any, page: Sequence[int]) -> dict[int, int]:
    """In how many articles each of some speakers is heard."""
    return {speaker: len(np.unique(articles[speakers == speaker])) for speaker in page}


def _source(speakers: Sequence[tuple[int, Speaker]], counts: Any, *, claims: int, articles: int) -> KeptSource:
    """A source by its commonest kind and sector."""
    heard = {number: int(counts[number]) if number < len(counts) else 0 for number, _ in speakers}
    _, commonest = max(speakers, key=lambda numbered: (heard[numbered[0]], -numbered[0]))
    return KeptSource(
        name=commonest.name, kind=commonest.kind, party=commonest.party, sector=commonest.sector, claims=claims,
        articles=articles,
    )  # fmt: skip
