"""The database under a ledger: its connections and transactions, and small facts that others keep in it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, insert, select, update

from sayso.base.errors import LedgerReadOnlyError
from sayso.keep.tables import schema
from sayso.keep.tables.engine_errors import told_plainly
from sayso.keep.tables.opening import WRITING


class Database:
    """An open database with the ledger's tables. Threads may share it; each thread's transaction is its own."""

    def __init__(self, engine: Engine, *, location: str, read_only: bool) -> None:
        self.location = location
        self.read_only = read_only
        self._engine = engine
        self._own = threading.local()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets the file or the server go."""
        self._engine.dispose()

    @property
    def engine(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is in the ledger at its end, or nothing of it; one inside another joins it."""
        with self.writing():
            yield

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The database itself, in a transaction that writes: for what the ledger has no method for."""
        inside: Connection | None = getattr(self._own, "connection", None)
        if inside is not None:
            yield inside
            return
        self._check_writable()
        with told_plainly(self.location), self._engine.connect() as connection:
            written = connection.execution_options(**{WRITING: True})
            with written.begin():
                self._own.connection = written
                try:
                    yield written
                finally:
                    self._own.connection = None

    def _check_writable(self) -> None:
        if self.read_only:
            raise LedgerReadOnlyError("it was opened for reading", hint="open it for writing", file=self.location)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The database itself, in the transaction that is under way or in one of its own."""
        inside: Connection | None = getattr(self._own, "connection", None)
        if inside is not None:
            yield inside
            return
        with told_plainly(self.location), self._engine.connect() as connection:
            yield connection

    def facts(self) -> dict[str, Any]:
        """Small things that others want kept with the ledger, by name."""
        with self.reading() as connection:
            rows = connection.execute(select(schema.facts.c.name, schema.facts.c.value))
            return {row.name: json.loads(row.value) for row in rows}

    def keep_fact(self, name: str, value: Any) -> None:
        """Keeps a value, as JSON gives it back, under a name."""
        with self.writing() as connection:
            facts = schema.facts
            changed = connection.execute(update(facts).where(facts.c.name == name).values(value=json.dumps(value)))
            if not changed.rowcount:
                connection.execute(insert(facts).values(name=name, value=json.dumps(value)))
