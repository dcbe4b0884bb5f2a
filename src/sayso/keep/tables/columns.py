"""Columns that many tables of the ledger share, and how their constraints are named."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, SmallInteger, String, Table

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def number() -> Column[Any]:
    """The column of a row's number."""
    return Column("number", Integer, primary_key=True, autoincrement=False)


def of(table: str, name: str, *, to: str = "number", primary: bool = True) -> Column[Any]:
    """A column that names a row of another table and goes with it."""
    return Column(
        name, Integer, ForeignKey(f"{table}.{to}", ondelete="CASCADE"), primary_key=primary, nullable=False,
        autoincrement=False,
    )  # fmt: skip


def stretch() -> tuple[Column[Any], Column[Any]]:
    """The columns of a stretch of the article's text."""
    return Column("start", Integer, nullable=False), Column("end", Integer, nullable=False)


def codes() -> tuple[Column[Any], ...]:
    """What filters and orders ask of a claim, as numbers: days, event, status, review state, confidence in 1/1000."""
    return (
        Column("day", Integer, nullable=False),
        Column("last", Integer, nullable=False),
        Column("event_term", Integer, nullable=False),
        Column("status_code", SmallInteger, nullable=False),
        Column("review_code", SmallInteger, nullable=False),
        Column("sure", SmallInteger, nullable=False),
    )


def items_of_terms(name: str) -> Table:
    """A table of which items have a term, by blocks of their numbers."""
    return Table(
        name, metadata,
        Column("term", Integer, primary_key=True, autoincrement=False),
        Column("block", Integer, primary_key=True, autoincrement=False),
        Column("held", LargeBinary, nullable=False),
        Index(None, "block"),
        sqlite_with_rowid=False,
    )  # fmt: skip


def values_of_items(name: str) -> Table:
    """A table of what items say in whole numbers, by blocks of their numbers."""
    return Table(
        name, metadata,
        Column("name", String, primary_key=True),
        Column("block", Integer, primary_key=True, autoincrement=False),
        Column("data", LargeBinary, nullable=False),
    )  # fmt: skip
