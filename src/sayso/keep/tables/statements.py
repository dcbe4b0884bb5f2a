"""Statements with many values: read in pieces that an engine takes, written without work on each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final

import numpy as np
from sqlalchemy import (
    Connection,
    Date,
    Dialect,
    Select,
    Table,
    Text,
    cast,
    delete,
    func,
    insert,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

CHUNK: Final = 400
"""Values of one `IN`: SQLite takes 32,766 variables, and 400 keep statements short. By hand, not swept."""
_COMMA: Final[Any] = literal_column("','")


def chunked(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """The values in pieces that fit into one `IN`."""
    return (values[begin : begin + CHUNK] for begin in range(0, len(values), CHUNK))


def delete_of_claims(connection: Connection, table: Table, numbers: Iterable[int]) -> None:
    """Takes the rows of the claims of these numbers out of a table."""
    for batch in chunked(sorted(numbers)):
        connection.execute(delete(table).where(table.c.claim.in_(batch)))


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts the rows, which all have the same columns, past SQLAlchemy's own work on each: half the time of adding.

    Days go in as ISO dates, which both engines take for a date.
    """
    if not rows:
        return
    columns = tuple(column.name for column in table.c if column.name in rows[0])
    query, named = _insert_query(table, columns, connection.dialect)
    days = [name for name in columns if isinstance(table.c[name].type, Date)]
    plain = [_with_plain_days(row, days) for row in rows] if days else rows
    if named:
        connection.exec_driver_sql(query, [{name: row[name] for name in columns} for row in plain])
    elif len(columns) > 1:
        connection.exec_driver_sql(query, list(map(itemgetter(*columns), plain)))
    else:
        connection.exec_driver_sql(query, [(row[columns[0]],) for row in plain])


@lru_cache(maxsize=256)
def _insert_query(table: Table, columns: tuple[str, ...], dialect: Dialect) -> tuple[str, bool]:
    """The statement in the engine's own words, and whether it names its values."""
    compiled = insert(table).compile(dialect=dialect, column_keys=list(columns))
    return str(compiled), not dialect.positional


def _with_plain_days(row: Mapping[str, Any], days: Iterable[str]) -> dict[str, Any]:
    return {**row, **{name: row[name].isoformat() for name in days if row[name] is not None}}


def read_numbers(connection: Connection, query: Select[Any], *order: Any) -> list[Any]:
    """The columns of whole numbers that the query gives, an array each, in order.

    The engine joins each column to one text: a fifth of the time that it takes to fetch the rows.
    """
    if connection.dialect.name == "sqlite":
        rows = query.order_by(*order).subquery()
        joined: list[Any] = [func.group_concat(column) for column in rows.c]
        statement = select(*joined)
    else:
        joined = [func.string_agg(cast(x, Text), aggregate_order_by(_COMMA, *order) if order else _COMMA)
                  for x in query.selected_columns]  # fmt: skip
        statement = query.with_only_columns(*joined)
    return [numbers_of_text(text) for text in connection.execute(statement).one()]


def numbers_of_text(text: str | None) -> Any:
    """Whole numbers joined by commas, as an array."""
    return np.fromstring(text, dtype=np.int64, sep=",") if text else np.empty(0, np.int64)
