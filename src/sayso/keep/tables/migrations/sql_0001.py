"""What revision 0001 says to each engine in its own words: full-text indexes, what is append-only, views."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_SEARCHED: Final = (
    ("fts_articles", "articles", "number", ("title", "text"), "porter unicode61 remove_diacritics 2"),
    ("fts_claims", "claim_lines", "claim", ("sentence",), "porter unicode61 remove_diacritics 2"),
    ("fts_names", "terms", "number", ("label",), "unicode61 remove_diacritics 2"),
)
"""Index, table, its row's number, the columns that are searched, and how SQLite cuts and folds words."""

_APPEND_ONLY: Final = ("judgements", "judged_claims")

_POSTGRESQL_SEARCH: Final = (
    """CREATE INDEX fts_articles ON articles
    USING gin (to_tsvector('english', left(coalesce(title, '') || ' ' || text, 400000)))""",
    "CREATE INDEX fts_claims ON claim_lines USING gin (to_tsvector('english', sentence))",
    "CREATE INDEX fts_names ON terms USING gin (to_tsvector('simple', label))",
)  # fmt: skip  # a tsvector holds at most 1 MB, hence the first 400,000 characters

_CLAIMS_FLAT: Final = """
CREATE VIEW claims_flat AS
SELECT c.id, c.event, c.family, c.status, c.from_day, c.to_day, c.when_precision, c.when_basis,
  p.name AS place, p.text AS place_text, p.precision AS place_precision, p.kind AS place_kind,
  p.latitude, p.longitude, p.country, p.admin1, p.geonameid, p.gazetteer_id,
  {actors}, {targets}, n.text AS counted, n.of AS count_of, n.low AS count_low, n.high AS count_high,
  s.name AS source, s.role AS source_role, s.kind AS source_kind, s.party AS source_party, s.sector AS source_sector,
  {sources}, c.trigger, l.sentence, c.confidence, c.review, a.id AS article_id, a.title, a.outlet, a.url, a.path,
  a.published, a.language, c.maker{more}
FROM claims c
JOIN articles a ON a.number = c.article
JOIN claim_lines l ON l.claim = c.number
LEFT JOIN claim_places p ON p.claim = c.number AND p.position = 0
LEFT JOIN claim_counts n ON n.claim = c.number AND n.position = 0
LEFT JOIN claim_sources s ON s.claim = c.number AND s.position = 0
"""


def statements(engine: str) -> Iterator[str]:
    """The statements for `sqlite` or `postgresql`, in order."""
    if engine == "sqlite":
        for index, table, number, columns, words in _SEARCHED:
            yield from _sqlite_search(index, table, number, columns, words)
        for table in _APPEND_ONLY:
            yield from _sqlite_stays(table)
    else:
        yield from _POSTGRESQL_SEARCH
        yield _POSTGRESQL_REFUSES
        for table in _APPEND_ONLY:
            yield from _postgresql_stays(table)
    yield claims_flat(engine)


def claims_flat(engine: str, more: str = "") -> str:
    """The view of claims; `more` columns come last."""
    actors, targets = (
        f"{listed_actors(engine, f'{role}s', 'name', role)}, {listed_actors(engine, f'{role}_parties', 'party', role)}"
        for role in ("actor", "target")
    )
    return _CLAIMS_FLAT.format(
        more=more and f", {more}",
        actors=actors,
        targets=targets,
        sources=_listed(engine, "sources", "claim_sources", "name", ""),
    )


def listed_actors(engine: str, name: str, column: str, role: str) -> str:
    """A column with the values of a claim's actors or targets."""
    return _listed(engine, name, "claim_actors", column, f"AND x.role = '{role}'")


def _listed(engine: str, name: str, table: str, column: str, more: str) -> str:
    """A column with the values of a claim's rows in another table, in order, joined by `; `."""
    rows = f"(SELECT x.{column} AS value FROM {table} x WHERE x.claim = c.number {more} ORDER BY x.position) y"
    joined = "group_concat(y.value, '; ')" if engine == "sqlite" else "string_agg(y.value, '; ')"
    return f"(SELECT {joined} FROM {rows}) AS {name}"


def _sqlite_search(index: str, table: str, number: str, columns: tuple[str, ...], words: str) -> Iterator[str]:
    """An FTS5 index over a table's columns, which holds no text of its own, and what keeps it in step."""
    listed = ", ".join(columns)
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
    forget = f"INSERT INTO {index} ({index}, rowid, {listed}) VALUES ('delete', old.{number}, {old});"
    learn = f"INSERT INTO {index} (rowid, {listed}) VALUES (new.{number}, {new});"
    yield (
        f"CREATE VIRTUAL TABLE {index} USING fts5({listed}, content='{table}', content_rowid='{number}', "
        f"tokenize='{words}')"
    )
    yield f"CREATE TRIGGER {index}_in AFTER INSERT ON {table} BEGIN {learn} END"
    yield f"CREATE TRIGGER {index}_out AFTER DELETE ON {table} BEGIN {forget} END"
    yield f"CREATE TRIGGER {index}_new AFTER UPDATE OF {listed} ON {table} BEGIN {forget} {learn} END"


def _sqlite_stays(table: str) -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} are only ever added'); END"
    yield f"CREATE TRIGGER {table}_stay BEFORE UPDATE ON {table} {refuse}"
    yield f"CREATE TRIGGER {table}_last BEFORE DELETE ON {table} {refuse}"
    row = "number = new.number OR id = new.id"
    if table == "judged_claims":
        row = "judgement = new.judgement AND position = new.position"
    there = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {row})"
    yield f"CREATE TRIGGER {table}_once BEFORE INSERT ON {table} {there} {refuse}"


_POSTGRESQL_REFUSES: Final = """
CREATE FUNCTION sayso_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% are only ever added', TG_TABLE_NAME;
END $$
"""


def _postgresql_stays(table: str) -> Iterator[str]:
    yield (
        f"CREATE TRIGGER {table}_stay BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION sayso_refuse()"
    )
    yield f"CREATE TRIGGER {table}_last BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION sayso_refuse()"
