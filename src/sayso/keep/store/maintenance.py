"""The ledger looked after: copied, tidied up, looked through for faults."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, PoolProxiedConnection, func, select, text
from sqlalchemy.exc import DBAPIError

from sayso.base.errors import LedgerError, UsageError
from sayso.keep.index.contents import differing, rebuild
from sayso.keep.index.postings import CLAIMS, INCIDENTS
from sayso.keep.records import LedgerProblem
from sayso.keep.store.migrate import HEAD, stored_version
from sayso.keep.tables import schema
from sayso.keep.tables.opening import WRITING

_PAGES: Final = 2_000
"""Pages that a backup copies at a time (8 MB), so that writers get a turn. By hand, not swept."""
_FAULTS: Final = 20
"""Faults of the file that a check tells at most: the first few say what to do. By hand."""
_INDEXES: Final = ("fts_articles", "fts_claims", "fts_names")
_RESTORE: Final = "bring back a backup, or add the articles to a new ledger"
_TIDY: Final = "run: sayso vacuum"
_REWEIGH: Final = "run: sayso add with the same articles, or weigh the ledger again"


def back_up(engine: Engine, to: Path, location: str) -> int:
    """Bytes of the copy; the ledger may be written meanwhile. SQLite only.

    Raises `UsageError` if the file is there already, or for a server, whose own tools copy it.
    """
    if engine.dialect.name != "sqlite":
        hint = f"run: pg_dump --format=custom --file={to} DATABASE"
        raise UsageError("a server's database is copied with the server's own tools", hint=hint, file=location)
    if to.exists():
        raise UsageError("the file is there already", hint="name a new file", file=str(to))
    half = to.with_name(to.name + ".part")
    half.unlink(missing_ok=True)
    try:
        with engine.connect() as connection, closing(sqlite3.connect(half)) as target:
            source: Any = connection.connection.driver_connection
            connection.rollback()
            source.backup(target, pages=_PAGES)
            target.execute("PRAGMA journal_mode = DELETE")
        half.rename(to)
    except (sqlite3.Error, OSError) as error:
        half.unlink(missing_ok=True)
        raise LedgerError(
            f"the copy was not made: {error}", hint="look at the folder and its room", file=str(to)
        ) from None
    return to.stat().st_size


def vacuum(engine: Engine) -> None:
    """Makes the indexes of filters anew, gives the room of what was deleted back, renews what the engine knows."""
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        rebuild(connection)
    if engine.dialect.name != "sqlite":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM (ANALYZE)")
        return
    optimize = [f"INSERT INTO {index} ({index}) VALUES ('optimize')" for index in _INDEXES]
    with closing(engine.raw_connection()) as pooled:
        for statement in (*optimize, "VACUUM", "ANALYZE", "PRAGMA wal_checkpoint(TRUNCATE)"):
            _tidy(pooled, statement)


def analyse(engine: Engine) -> None:
    """Renews what the engine knows of its tables, by which it chooses its indexes."""
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        connection.exec_driver_sql("ANALYZE")


def _tidy(pooled: PoolProxiedConnection, statement: str) -> None:
    """Runs a statement outside of any transaction, which SQLAlchemy would begin."""
    try:
        pooled.cursor().execute(statement)
    except sqlite3.Error as error:
        raise DBAPIError(statement, None, error) from error


def check(connection: Connection) -> tuple[LedgerProblem, ...]:
    """All that is wrong with the ledger; nothing, if it is sound."""
    return tuple(_problems(connection))


def _problems(connection: Connection) -> Iterator[LedgerProblem]:
    version = stored_version(connection)
    if version != HEAD:
        yield LedgerProblem(
            what="schema", detail=f"it is {version}, this Sayso's is {HEAD}", mend="open it for writing"
        )
    if connection.dialect.name == "sqlite":
        yield from _sqlite_problems(connection)
    yield from _lost_rows(connection)
    for index, what in ((CLAIMS, "claims"), (INCIDENTS, "incidents")):
        count = differing(connection, index)
        if count:
            yield LedgerProblem(what="index", detail=f"filters find {count} {what} wrongly or not at all", mend=_TIDY)
    yield from _changed_texts(connection)


def _sqlite_problems(connection: Connection) -> Iterator[LedgerProblem]:
    for (line,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_FAULTS})"):
        if line != "ok":
            yield LedgerProblem(what="file", detail=line, mend=_RESTORE)
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(20):
        yield LedgerProblem(
            what="reference", detail=f"a row of {row[0]} names one of {row[2]} that is gone", mend=_RESTORE
        )


_LOST: Final = (
    (
        "claims without their line",
        """SELECT count(*) FROM claims c LEFT JOIN claim_lines l ON l.claim = c.number
        WHERE l.claim IS NULL""",
        _RESTORE,
    ),
    (
        "judged claims without a binding",
        """SELECT count(*) FROM judged_claims j LEFT JOIN bindings b
        ON b.judgement = j.judgement AND b.position = j.position WHERE b.judgement IS NULL""",
        _RESTORE,
    ),
    (
        "incidents without a claim",
        """SELECT count(*) FROM incidents i LEFT JOIN incident_claims c ON c.incident = i.number
        WHERE c.incident IS NULL AND i.id NOT IN (SELECT key FROM unweighed WHERE kind = 'incident')""",
        _REWEIGH,
    ),
    (
        "articles with two current texts",
        """SELECT count(*) FROM (SELECT document FROM articles WHERE current GROUP BY document
        HAVING count(*) > 1) x""",
        _RESTORE,
    ),
)
"""What is counted, and must be none."""


def _lost_rows(connection: Connection) -> Iterator[LedgerProblem]:
    for what, query, mend in _LOST:
        count = connection.execute(text(query)).scalar_one()
        if count:
            yield LedgerProblem(what="rows", detail=f"{count} {what}", mend=mend)


def _changed_texts(connection: Connection) -> Iterator[LedgerProblem]:
    articles = schema.articles.c
    query = select(articles.id, articles.text, articles.text_sha256).order_by(articles.number)
    with connection.execute(query, execution_options={"yield_per": 200}) as rows:
        for row in rows:
            if sha256(row.text.encode()).hexdigest() != row.text_sha256:
                yield LedgerProblem(
                    what="text", detail=f"the text of article {row.id} is not the one that was read", mend=_RESTORE
                )


def count_rows(connection: Connection) -> dict[str, int]:
    """How many rows the tables of records have."""
    tables = (schema.articles, schema.claims, schema.judgements, schema.incidents, schema.control)
    return {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables}
