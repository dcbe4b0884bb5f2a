"""What revision 0004 says to each engine in its own words: the flat view of claims, with who made each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sayso.keep.tables.migrations.sql_0001 import claims_flat

MADE_BY: Final = "CASE WHEN substr(c.maker, 1, 7) = 'person:' THEN 'person' ELSE 'machine' END AS made_by"
"""Who made a claim: the last column."""


def statements(engine: str) -> Iterator[str]:
    """The statements for `sqlite` or `postgresql`, in order."""
    yield "DROP VIEW claims_flat"
    yield claims_flat(engine, MADE_BY)
