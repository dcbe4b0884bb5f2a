"""The tables of the ledger: one schema for SQLite and PostgreSQL.

What a person decided (`judgements`, `judged_claims`) is append-only. Articles are what was read. All else is derived
from the two and can be made again. Views, full-text indexes and triggers differ by engine and stand in the migrations.

Rows are numbered by the ledger; ids are the records' own. Days that people read are dates; `day` and `last` are the
same days as proleptic ordinals (1 is 1 January of year 1), with 0 for no day, and serve the indexes.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from sayso.keep.tables import schema_assertions
from sayso.keep.tables.columns import codes, items_of_terms, metadata, number, of, stretch, values_of_items

counters = Table(
    "counters", metadata,
    Column("name", String, primary_key=True),
    Column("value", BigInteger, nullable=False),
)  # fmt: skip

facts = Table(
    "facts", metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)  # fmt: skip

articles = Table(
    "articles", metadata,
    number(),
    Column("id", String, nullable=False, unique=True),
    Column("document", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("origin", Text),
    Column("title", Text),
    Column("outlet", Text),
    Column("url", Text),
    Column("path", Text),
    Column("published", Date),
    Column("language", String),
    Column("dateline", Text),
    Column("sha256", String, nullable=False),
    Column("text_sha256", String, nullable=False),
    Column("maker", String, nullable=False),
    Column("added", String, nullable=False),
    Column("signature", LargeBinary),
    Column("blocks", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("copies", String),
    Column("is_report", Boolean),
    Index(None, "copies"),
    Index(None, "origin"),
    Index(None, "document"),
    Index(None, "current", "published"),
    Index(None, "outlet"),
)  # fmt: skip

article_bands = Table(
    "article_bands", metadata,
    Column("band", String, primary_key=True),
    of("articles", "article"),
    Index(None, "article"),
    sqlite_with_rowid=False,
)  # fmt: skip

article_marks = Table(
    "article_marks", metadata,
    of("articles", "article"),
    Column("maker", String, nullable=False),
    Column("marks", LargeBinary, nullable=False),
)  # fmt: skip

claims = Table(
    "claims", metadata,
    number(),
    Column("id", String, nullable=False, unique=True),
    of("articles", "article", primary=False),
    Column("position", Integer, nullable=False),
    Column("event", String, nullable=False),
    Column("family", String, nullable=False),
    Column("status", String, nullable=False),
    Column("from_day", Date),
    Column("to_day", Date),
    Column("when_precision", String, nullable=False),
    Column("when_basis", String, nullable=False),
    Column("trigger", Text, nullable=False),
    *stretch(),
    Column("confidence", Double, nullable=False),
    Column("review", String, nullable=False),
    Column("maker", String, nullable=False),
    *codes(),
    Index(None, "article", "position"),
)  # fmt: skip

claim_lines = Table(
    "claim_lines", metadata,
    of("claims", "claim"),
    Column("terms", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("line", Text, nullable=False),
    Column("corrected", Text),
)  # fmt: skip

claim_places = Table(
    "claim_places", metadata,
    of("claims", "claim"),
    Column("position", Integer, primary_key=True),
    Column("key", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("name", Text),
    Column("geonameid", Integer),
    Column("gazetteer_id", String),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("country", String),
    Column("admin1", Text),
    Column("kind", String),
    Column("precision", String, nullable=False),
    Column("score", Double, nullable=False),
    Column("distance_m", Integer),
    Column("bearing", Double),
    *stretch(),
    Column("basis", String, nullable=False),
    Index(None, "key"),
)  # fmt: skip

claim_actors = Table(
    "claim_actors", metadata,
    of("claims", "claim"),
    Column("role", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("party", String),
    Column("sector", String),
    *stretch(),
    Column("basis", String, nullable=False),
    Column("rule", String),
    Column("given", Text),
    Column("given_start", Integer),
    Column("given_end", Integer),
)  # fmt: skip

claim_sources = Table(
    "claim_sources", metadata,
    of("claims", "claim"),
    Column("position", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text),
    Column("kind", String, nullable=False),
    Column("party", String),
    Column("sector", String),
    Column("cue", Text),
    *stretch(),
)  # fmt: skip

claim_counts = Table(
    "claim_counts", metadata,
    of("claims", "claim"),
    Column("position", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("of", Text),
    Column("low", BigInteger),
    Column("high", BigInteger),
    *stretch(),
)  # fmt: skip

claim_keys = Table(
    "claim_keys", metadata,
    Column("key", String, primary_key=True),
    of("claims", "claim"),
    Index(None, "claim"),
    sqlite_with_rowid=False,
)  # fmt: skip

claim_links = Table(
    "claim_links", metadata,
    of("claims", "claim"),
    Column("others", LargeBinary, nullable=False),
)  # fmt: skip

terms = Table(
    "terms", metadata,
    number(),
    Column("kind", String, nullable=False),
    Column("key", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("folded", Text, nullable=False),
    UniqueConstraint("kind", "key"),
    Index(None, "kind", "folded"),
)  # fmt: skip

claim_sets = items_of_terms("claim_sets")
claim_values = values_of_items("claim_values")

places = Table(
    "places", metadata,
    Column("term", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String),
    Column("country", String),
    Column("admin1", Text),
    Column("latitude", Double),
    Column("longitude", Double),
)  # fmt: skip

speakers = Table(
    "speakers", metadata,
    number(),
    Column("name", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("party", String),
    Column("sector", String),
    Column("same", Integer, nullable=False),
    Index(None, "name"),
)  # fmt: skip

judgements = Table(
    "judgements", metadata,
    number(),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("made", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("field", String),
    Column("value", Text),
    Column("undoes", String, ForeignKey("judgements.id")),
)  # fmt: skip

judged_claims = Table(
    "judged_claims", metadata,
    Column("judgement", Integer, ForeignKey("judgements.number"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True),
    Column("claim_id", String, nullable=False),
    Column("article_id", String, nullable=False),
    *stretch(),
    Column("quote", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("event", String, nullable=False),
    Column("line", Text, nullable=False),
    Index(None, "article_id"),
)  # fmt: skip

bindings = Table(
    "bindings", metadata,
    Column("judgement", Integer, ForeignKey("judgements.number"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True),
    Column("claim", Integer, ForeignKey("claims.number", ondelete="SET NULL")),
    Column("how", String, nullable=False),
    Column("why", Text),
    Index(None, "claim"),
    Index(None, "how"),
)  # fmt: skip

makers = Table(
    "makers", metadata,
    Column("maker", String, primary_key=True),
    Column("first_used", String, nullable=False),
    Column("last_used", String, nullable=False),
)  # fmt: skip

runs = Table(
    "runs", metadata,
    number(),
    Column("begun", String, nullable=False),
    Column("ended", String),
    Column("maker", String, nullable=False),
    Column("packs", Text, nullable=False),
    Column("counts", Text, nullable=False),
)  # fmt: skip

unweighed = Table(
    "unweighed", metadata,
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip

incidents = Table(
    "incidents", metadata,
    number(),
    Column("id", String, nullable=False, unique=True),
    Column("event", String, nullable=False),
    Column("family", String, nullable=False),
    Column("place_key", String),
    Column("place", Text),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("country", String),
    Column("admin1", Text),
    Column("from_day", Date),
    Column("to_day", Date),
    Column("claims", Integer, nullable=False),
    Column("voices", Integer, nullable=False),
    Column("parties_saying", Text, nullable=False),
    Column("contradictions", Integer, nullable=False),
    Column("terms", Text, nullable=False),
    Column("line", Text, nullable=False),
    Column("day", Integer, nullable=False),
    Column("last", Integer, nullable=False),
)  # fmt: skip

incident_claims = Table(
    "incident_claims", metadata,
    of("incidents", "incident"),
    Column("position", Integer, primary_key=True),
    of("claims", "claim", primary=False),
    Index(None, "claim"),
)  # fmt: skip

incident_sets = items_of_terms("incident_sets")
incident_values = values_of_items("incident_values")

redirects = Table(
    "redirects", metadata,
    Column("old", String, primary_key=True),
    Column("new", String),
    Index(None, "new"),
    sqlite_with_rowid=False,
)  # fmt: skip

contradictions = Table(
    "contradictions", metadata,
    of("incidents", "incident"),
    Column("position", Integer, primary_key=True),
    Column("field", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("one", String, nullable=False),
    Column("other", String, nullable=False),
)  # fmt: skip

pair_reasons = Table(
    "pair_reasons", metadata,
    of("incidents", "incident"),
    Column("position", Integer, primary_key=True),
    Column("one", String, nullable=False),
    Column("other", String, nullable=False),
    Column("score", Double, nullable=False),
    Column("parts", Text, nullable=False),
)  # fmt: skip

control = Table(
    "control", metadata,
    number(),
    Column("place_key", String, nullable=False),
    Column("place", Text, nullable=False),
    Column("geonameid", Integer),
    Column("gazetteer_id", String),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("country", String),
    Column("admin1", Text),
    Column("holder", String),
    Column("from_day", Date, nullable=False),
    Column("to_day", Date),
    Column("standing", String, nullable=False),
    Column("said_by", Text, nullable=False),
    Column("rule", String, nullable=False),
    Column("line", Text, nullable=False),
    Column("day", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Index(None, "place_key", "day"),
    Index(None, "standing"),
)  # fmt: skip

control_claims = Table(
    "control_claims", metadata,
    of("control", "run"),
    Column("position", Integer, primary_key=True),
    Column("claim_id", String, nullable=False),
    Index(None, "claim_id"),
)  # fmt: skip

tellings = schema_assertions.tellings
