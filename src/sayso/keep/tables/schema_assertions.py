"""The table of what claims tell of who holds which place: a part of the schema."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from sayso.keep.tables.columns import metadata, of

tellings = Table(
    "tellings", metadata,
    Column("key", String, primary_key=True),
    of("claims", "claim"),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("area", String),
    Column("place", Text),
    Column("line", Text),
    Index(None, "claim"),
    Index(None, "area"),
    sqlite_with_rowid=False,
)  # fmt: skip
