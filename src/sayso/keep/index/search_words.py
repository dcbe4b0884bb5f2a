"""What a person types into a search, in each engine's words."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, Table, column, func, literal_column, select, table, text

from sayso.keep.tables import schema

_WORD: Final = re.compile(r'(-?)(?:"([^"]+)"|(\S+))')


class SearchPhrase(NamedTuple):
    """Words that stand together, whether they are wanted, and whether the last may go on."""

    words: str
    wanted: bool
    begins: bool


def read_words(typed: str) -> list[SearchPhrase]:
    """What was typed: words, `"words together"`, `word*` by its beginning, `-word` unwanted."""
    phrases = []
    for minus, quoted, word in _WORD.findall(typed):
        plain = (quoted or word).replace('"', " ").replace("\x00", " ")
        if any(char.isalnum() for char in plain):
            begins = word.endswith("*") and not quoted
            phrases.append(SearchPhrase(plain.rstrip("*").strip(), not minus, begins))
    return phrases if any(word.wanted for word in phrases) else []


def fts_query(typed: str) -> str | None:
    """What was typed, for FTS5; `None` where nothing is left to look for."""
    words = read_words(typed)
    quoted = [f'"{word.words}"' + ("*" if word.begins else "") for word in words]
    wanted = " AND ".join(part for part, word in zip(quoted, words, strict=True) if word.wanted)
    unwanted = "".join(f" NOT {part}" for part, word in zip(quoted, words, strict=True) if not word.wanted)
    return wanted + unwanted if words else None


def matching_claims(connection: Connection, words: str) -> Select[Any]:
    """The numbers of the claims whose sentence has the words."""
    if connection.dialect.name == "sqlite":
        index: Any = table("fts_claims", column("rowid"), column("fts_claims"))
        query = fts_query(words)
        if query is None:
            return select(index.c.rowid).where(text("0"))
        return select(index.c.rowid).where(index.c.fts_claims.op("MATCH")(query))
    lines = schema.claim_lines
    return select(lines.c.claim).where(english(lines.c.sentence).op("@@")(asked(words)))


def english(searched: Any) -> Any:
    """PostgreSQL's words of an English text, as its index has them."""
    return func.to_tsvector(literal_column("'english'"), searched)


def asked(typed: str, language: str = "english") -> Any:
    """What was typed, for PostgreSQL; an empty query, which finds nothing, where nothing is left to look for."""
    config: Any = literal_column(f"'{language}'")
    query: Any = None
    for word in sorted(read_words(typed), key=lambda word: not word.wanted):
        part = func.phraseto_tsquery(config, word.words)
        if word.begins and word.words.isalnum():
            part = func.to_tsquery(config, f"{word.words}:*")
        part = part if word.wanted else func.tsquery_not(part)
        query = part if query is None else func.tsquery_and(query, part)
    return func.to_tsquery(config, "") if query is None else query


def searched_article(articles: Table) -> Any:
    """The text of an article as PostgreSQL's index has it."""
    title: Any = func.coalesce(articles.c.title, literal_column("''"))
    both = title.op("||")(literal_column("' '")).op("||")(articles.c.text)
    return english(func.left(both, literal_column("400000")))
