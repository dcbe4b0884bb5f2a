"""Search over article texts, claims and names, with the words around what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, func, literal_column, select, text

from sayso.keep.index.search_words import asked, english, fts_query, searched_article
from sayso.keep.records import Hit, HitKind, Page
from sayso.keep.tables import schema

KINDS: Final[tuple[HitKind, ...]] = ("article", "claim", "name")
_NAMES: Final = "('place', 'actor', 'source', 'outlet')"
_SNIPPET: Final = 24
"""Words of a text that are shown around what was found, at most: two lines of a page. By hand."""
_SQLITE: Final = {
    "article": (
        "FROM fts_articles f JOIN articles a ON a.number = f.rowid WHERE f.fts_articles MATCH :words AND a.current",
        f"a.id AS id, a.title AS title, snippet(fts_articles, -1, '[', ']', '…', {_SNIPPET}) AS snippet",
    ),
    "claim": (
        """FROM fts_claims f JOIN claims c ON c.number = f.rowid JOIN articles a ON a.number = c.article
        WHERE f.fts_claims MATCH :words""",
        f"c.id AS id, a.title AS title, snippet(fts_claims, -1, '[', ']', '…', {_SNIPPET}) AS snippet",
    ),
    "name": (
        f"FROM fts_names f JOIN terms t ON t.number = f.rowid WHERE f.fts_names MATCH :words AND t.kind IN {_NAMES}",
        f"t.key AS id, t.kind AS title, snippet(fts_names, -1, '[', ']', '…', {_SNIPPET}) AS snippet",
    ),
}
"""By kind, where hits come from and what is told of each."""
_HEADLINE: Final = f"StartSel=[, StopSel=], MaxWords={_SNIPPET}, MinWords=8, MaxFragments=1"


def search(connection: Connection, words: str, *, kinds: Sequence[HitKind], limit: int, offset: int) -> Page[Hit]:
    """What has the words, best first within each kind, kinds in the order given."""
    items: list[Hit] = []
    total = 0
    for kind in kinds:
        count, hits = _search_kind(connection, kind, words, limit - len(items), max(0, offset - total))
        items += hits
        total += count
    return Page(items=tuple(items), total=total)


def _search_kind(connection: Connection, kind: HitKind, words: str, limit: int, offset: int) -> tuple[int, list[Hit]]:
    find = _in_sqlite if connection.dialect.name == "sqlite" else _in_postgresql
    count, rows = find(connection, kind, words, limit, offset)
    return count, [Hit(kind=kind, id=row.id, title=row.title, snippet=" ".join(row.snippet.split())) for row in rows]


def _in_sqlite(connection: Connection, kind: HitKind, words: str, limit: int, offset: int) -> tuple[int, list[Any]]:
    query = fts_query(words)
    if query is None:
        return 0, []
    where, columns = _SQLITE[kind]
    count: int = connection.execute(text(f"SELECT count(*) {where}"), {"words": query}).scalar_one()
    ordered = text(f"SELECT {columns} {where} ORDER BY f.rank, f.rowid LIMIT :limit OFFSET :offset")
    rows = connection.execute(ordered, {"words": query, "limit": max(0, limit), "offset": offset})
    return count, list(rows)


def _in_postgresql(connection: Connection, kind: HitKind, words: str, limit: int, offset: int) -> tuple[int, list[Any]]:
    language = "simple" if kind == "name" else "english"
    query = asked(words, language)
    number, identifier, title, searched, sample, tables, holds = _postgresql_kind(kind)
    matches = searched.op("@@")(query)
    count: int = connection.execute(select(func.count()).select_from(tables).where(matches, *holds)).scalar_one()
    rank = func.ts_rank(searched, query)
    snippet = func.ts_headline(literal_column(f"'{language}'"), sample, query, _HEADLINE)
    best = (
        select(number.label("number"), rank.label("rank")).select_from(tables).where(matches, *holds)
        .order_by(rank.desc(), number).limit(max(0, limit)).offset(offset).subquery()
    )  # fmt: skip
    hits = select(identifier.label("id"), title.label("title"), snippet.label("snippet"))
    joined = hits.select_from(tables.join(best, number == best.c.number))
    return count, list(connection.execute(joined.order_by(best.c.rank.desc(), best.c.number)))


def _postgresql_kind(kind: HitKind) -> tuple[Any, ...]:
    """Number, id, title, what is searched, what is shown, the tables, and what else holds."""
    articles, claims, lines, terms = schema.articles, schema.claims, schema.claim_lines, schema.terms
    if kind == "article":
        columns = articles.c
        searched = searched_article(articles)
        return columns.number, columns.id, columns.title, searched, columns.text, articles, [columns.current]
    if kind == "claim":
        tables = lines.join(claims).join(articles)
        return claims.c.number, claims.c.id, articles.c.title, english(lines.c.sentence), lines.c.sentence, tables, []
    simple = func.to_tsvector(literal_column("'simple'"), terms.c.label)
    named = terms.c.kind.in_(("place", "actor", "source", "outlet"))
    return terms.c.number, terms.c.key, terms.c.kind, simple, terms.c.label, terms, [named]
