"""What a person types into a search, in each engine's words."""

from __future__ import annotations

import re
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, column, func, literal_column, select, table, text

from sayso.keep import schema

_WORD: Final = re.compile(r'(-?)(?:"([^"]+)"|(\S+))')


def fts_query(words: str) -> str | None:
    """The words for FTS5: all of them, what is quoted together, `word*` by its beginning, what has a `-` not.

    `None` where nothing is left to look for.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, quoted, word in _WORD.findall(words):
        plain = (quoted or word).replace('"', "")
        if not any(char.isalnum() for char in plain):
            continue
        beginning = "*" if word.endswith("*") and not quoted else ""
        (unwanted if minus else wanted).append(f'"{plain.rstrip("*")}"{beginning}')
    if not wanted:
        return None
    return " AND ".join(wanted) + "".join(f" NOT {word}" for word in unwanted)


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


def asked(words: str, language: str = "english") -> Any:
    """What PostgreSQL looks for."""
    return func.websearch_to_tsquery(literal_column(f"'{language}'"), words)


def searched_article(articles: Table) -> Any:
    """The text of an article as PostgreSQL's index has it."""
    title: Any = func.coalesce(articles.c.title, literal_column("''"))
    both = title.op("||")(literal_column("' '")).op("||")(articles.c.text)
    return english(func.left(both, literal_column("400000")))
