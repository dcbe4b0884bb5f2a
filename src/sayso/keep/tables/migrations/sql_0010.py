"""What revision 0010 says to each engine in its own words: how fillers of older claims came to them; the flat view."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sayso.keep.tables.migrations.sql_0001 import claims_flat, listed_actors
from sayso.keep.tables.migrations.sql_0004 import MADE_BY

_SENTENCE: Final = {
    "sqlite": "CAST(json_extract(coalesce(l.corrected, l.line), '$.sentence.{}') AS INTEGER)",
    "postgresql": "CAST(coalesce(l.corrected, l.line)::json -> 'sentence' ->> '{}' AS INTEGER)",
}
"""A bound of a claim's sentence, out of its line."""

_CARRIED: Final = """
UPDATE {table} SET basis = 'carried' WHERE EXISTS (
  SELECT 1 FROM claim_lines l WHERE l.claim = {table}.claim
  AND ({table}.start < {start} OR {table}.start >= {end}))
"""

_WEIGHED_AGAIN: Final = """
INSERT INTO unweighed (kind, key)
SELECT DISTINCT 'incident', i.id FROM incidents i
JOIN incident_claims ic ON ic.incident = i.number
JOIN claim_places p ON p.claim = ic.claim AND p.basis = 'carried'
WHERE NOT EXISTS (SELECT 1 FROM unweighed u WHERE u.kind = 'incident' AND u.key = i.id)
"""
"""Incidents say of their place too how it came to them."""


def statements(engine: str) -> Iterator[str]:
    """The statements for `sqlite` or `postgresql`, in order."""
    for table in ("claim_places", "claim_actors"):
        yield _CARRIED.format(table=table, **{end: _SENTENCE[engine].format(end) for end in ("start", "end")})
    yield _WEIGHED_AGAIN
    yield "DROP VIEW IF EXISTS claims_flat"
    actors = (listed_actors(engine, f"{role}_bases", "basis", role) for role in ("actor", "target"))
    yield claims_flat(engine, ", ".join([MADE_BY, "p.basis AS place_basis", *actors]))
