"""Numbers of rows: given out once, in order, and never again; and those of claims by their ids."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select, update

from sayso.keep.tables import schema
from sayso.keep.tables.statements import chunked


def take_numbers(connection: Connection, name: str, count: int) -> int:
    """The first of so many numbers that nobody else has or will have; a writing transaction is under way."""
    counters = schema.counters
    changed = connection.execute(
        update(counters).where(counters.c.name == name).values(value=counters.c.value + count)
    ).rowcount
    if not changed:
        connection.execute(insert(counters).values(name=name, value=count + 1))
        return 1
    last: int = connection.execute(select(counters.c.value).where(counters.c.name == name)).scalar_one()
    return last - count


def numbers_of_claims(connection: Connection, claims: Iterable[str]) -> dict[str, int]:
    """The numbers of those of these claims that the ledger holds, by id."""
    columns = schema.claims.c
    return {
        row.id: row.number
        for batch in chunked(sorted(set(claims)))
        for row in connection.execute(select(columns.id, columns.number).where(columns.id.in_(batch)))
    }
