"""A database opened as a ledger: which engine, with which settings, and refused if it is something else."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from sayso.base.errors import LedgerFormatError, LedgerMissingError, LedgerReadOnlyError, LedgerServerError

WRITING: Final = "sayso_writing"
"""Option of a connection whose transactions write: they take the ledger's one pen at once."""
APPLICATION: Final = 0x53415953
"""`SAYS`: what tells a ledger from other SQLite files (`PRAGMA application_id`)."""
_PEN: Final = 0x5341595350454E
"""Number of PostgreSQL's advisory lock for writing: one writer at a time, as in SQLite; readers do not wait."""
_MAGIC: Final = b"SQLite format 3\x00"
_CACHE_KB: Final = 65_536
"""KiB of pages that a connection to SQLite holds; part of the 2 GB that a ledger of a million claims may take.
By hand, not swept."""
_CONNECT_S: Final = 10
"""Seconds to wait for a server, unless its address says otherwise. By hand."""
_POOL: Final = {"pool_size": 4, "max_overflow": 12}
"""Connections that are kept open, and how many more there may be: a web server's threads each take one. By hand."""


def is_server(location: str) -> bool:
    """Whether the location is a database server's address, and not a file."""
    return location.startswith(("postgresql:", "postgresql+", "postgres:"))


def open_engine(location: str, *, create: bool, read_only: bool, wait: float) -> Engine:
    """An engine on the location; `wait` is how many seconds to wait for another writer.

    With `read_only` the engine refuses whatever would write.
    Raises `LedgerMissingError`, `LedgerFormatError`, `LedgerReadOnlyError` or `LedgerServerError`.
    """
    if is_server(location):
        return _open_postgresql(location, read_only=read_only, wait=wait)
    return _open_sqlite(Path(location).expanduser(), create=create, read_only=read_only, wait=wait)


def _open_sqlite(path: Path, *, create: bool, read_only: bool, wait: float) -> Engine:
    """An engine on a file.

    One that only reads opens it as a writer does, and has SQLite refuse to write (`query_only`): a connection of mode
    `ro` leaves the files `-wal` and `-shm` behind, which only a writer may clear away (sqlite.org/wal.html, 5).
    """
    _check_file(path, create=create and not read_only)
    mode = "rw" if read_only else "rwc"
    address = f"{path.absolute().as_uri()}?mode={mode}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None, timeout=wait)
        _prepare(connection, read_only=read_only, wait=wait)
        return connection

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=QueuePool, **_POOL)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _check_file(path: Path, *, create: bool) -> None:
    """Raises if the path cannot be a ledger's; an empty file is a new one."""
    try:
        if path.is_dir():
            raise LedgerFormatError("it is a folder", hint="name a file", file=str(path))
        if not path.exists():
            if not create:
                raise LedgerMissingError(
                    "there is no such ledger", hint="check the name; sayso add makes one", file=str(path)
                )
            if not path.absolute().parent.is_dir():
                raise LedgerMissingError("its folder is not there", hint="make the folder first", file=str(path))
            return
        with path.open("rb") as stream:
            head = stream.read(72)
    except OSError as error:
        raise LedgerReadOnlyError(f"it cannot be opened: {error}", hint="look at its rights", file=str(path)) from None
    if head and not head.startswith(_MAGIC):
        raise LedgerFormatError("it is no SQLite database", hint="name a ledger, or a new file", file=str(path))
    if int.from_bytes(head[68:72], "big") not in (0, APPLICATION):
        raise LedgerFormatError("it belongs to another program", hint="name a ledger, or a new file", file=str(path))


def _prepare(connection: sqlite3.Connection, *, read_only: bool, wait: float) -> None:
    """Sets what holds for one connection, and write-ahead logging for the file, if it may be written."""
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {int(wait * 1000)}")
    if not read_only and cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    cursor.execute("PRAGMA temp_store = MEMORY")
    cursor.execute(f"PRAGMA query_only = {int(read_only)}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("isolation_level") == "AUTOCOMMIT":
        return
    writing = options.get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _open_postgresql(location: str, *, read_only: bool, wait: float) -> Engine:
    try:
        url: URL = make_url(location).set(drivername="postgresql+psycopg")
    except ArgumentError:
        raise LedgerServerError(
            "the address cannot be read", hint="give postgresql://NAME@HOST/DATABASE", file=location
        ) from None
    try:
        import psycopg  # noqa: F401
    except ImportError:
        hint, named = "run: pip install 'sayso[postgresql]'", hide_password(location)
        raise LedgerServerError("the library psycopg is not installed", hint=hint, file=named) from None
    options = {"lock_timeout": int(wait * 1000), "timezone": "UTC", "default_transaction_read_only": read_only}
    arguments: dict[str, Any] = {"options": " ".join(f"-c {name}={value}" for name, value in options.items())}
    if "connect_timeout" not in url.query:
        arguments["connect_timeout"] = _CONNECT_S
    engine = create_engine(url, connect_args=arguments, pool_pre_ping=True, **_POOL)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITING, False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_PEN})")


def hide_password(location: str) -> str:
    """The location as it may be shown."""
    if not is_server(location):
        return location
    try:
        return make_url(location).render_as_string(hide_password=True)
    except ArgumentError:
        return location.partition(":")[0]
