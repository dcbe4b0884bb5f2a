"""What revision 0002 says to each engine in its own words: views of incidents, and of control by the day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_INCIDENTS_FLAT: Final = """
CREATE VIEW incidents_flat AS
SELECT i.id, i.event, i.family, i.from_day, i.to_day, p.label AS place, i.place_key, i.latitude, i.longitude,
  i.country, i.admin1, i.claims, i.voices, i.parties_saying, i.contradictions,
  (SELECT count(DISTINCT c.article) FROM incident_claims ic JOIN claims c ON c.number = ic.claim
   WHERE ic.incident = i.number) AS articles
FROM incidents i
LEFT JOIN terms p ON p.kind = 'place' AND p.key = i.place_key
"""

_COLUMNS: Final = """r.place, r.place_key, r.geonameid, r.latitude, r.longitude, r.country, r.admin1, r.holder,
  r.standing, r.said_by, r.from_day, r.to_day, r.rule"""

_BOUND: Final = """coalesce((SELECT max(published) FROM articles WHERE current),
  (SELECT max(coalesce(to_day, from_day)) FROM control))"""
"""The last day of the ledger: an open end goes so far."""

_DAILY_SQLITE: Final = f"""
CREATE VIEW control_daily AS
WITH RECURSIVE bound(day) AS (SELECT {_BOUND}),
days(run, day, last) AS (
  SELECT number, from_day, coalesce(to_day, max(from_day, (SELECT day FROM bound))) FROM control
  UNION ALL
  SELECT run, date(day, '+1 day'), last FROM days WHERE day < last
)
SELECT d.day, {_COLUMNS} FROM days d JOIN control r ON r.number = d.run
"""

_DAILY_POSTGRESQL: Final = f"""
CREATE VIEW control_daily AS
WITH bound AS (SELECT {_BOUND} AS day)
SELECT d.day::date AS day, {_COLUMNS}
FROM control r CROSS JOIN bound b
CROSS JOIN LATERAL generate_series(
  r.from_day, coalesce(r.to_day, greatest(r.from_day, b.day)), interval '1 day') AS d (day)
"""


def statements(engine: str) -> Iterator[str]:
    """The statements for `sqlite` or `postgresql`, in order."""
    yield _INCIDENTS_FLAT
    yield _DAILY_SQLITE if engine == "sqlite" else _DAILY_POSTGRESQL
