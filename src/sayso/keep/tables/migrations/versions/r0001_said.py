"""What is read and judged: articles, claims, terms, judgements."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

from sayso.keep.tables.migrations.sql_0001 import statements

revision: Final = "0001"
down_revision: Final = None


def upgrade() -> None:
    """Makes the tables, then what each engine has of its own."""
    for make in _TABLES:
        make()
    for statement in statements(op.get_bind().dialect.name):
        op.execute(statement)


def _counters() -> None:
    op.create_table(
        "counters",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )


def _facts() -> None:
    op.create_table(
        "facts",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_facts")),
    )


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("dateline", sa.Text(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("maker", sa.String(), nullable=False),
        sa.Column("added", sa.String(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.Column("blocks", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_articles")),
        sa.UniqueConstraint("id", name=op.f("uq_articles_id")),
    )
    op.create_index(op.f("ix_articles_document"), "articles", ["document"], unique=False)
    op.create_index(op.f("ix_articles_origin"), "articles", ["origin"], unique=False)
    op.create_index(op.f("ix_articles_outlet"), "articles", ["outlet"], unique=False)
    op.create_index(op.f("ix_articles_published"), "articles", ["published"], unique=False)


def _article_bands() -> None:
    op.create_table(
        "article_bands",
        sa.Column("band", sa.String(), nullable=False),
        sa.Column("article", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.number"], name=op.f("fk_article_bands_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("band", "article", name=op.f("pk_article_bands")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_article_bands_article"), "article_bands", ["article"], unique=False)


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("when_precision", sa.String(), nullable=False),
        sa.Column("when_basis", sa.String(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("maker", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("event_term", sa.Integer(), nullable=False),
        sa.Column("status_code", sa.SmallInteger(), nullable=False),
        sa.Column("review_code", sa.SmallInteger(), nullable=False),
        sa.Column("sure", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_claims_article"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_claims")),
        sa.UniqueConstraint("id", name=op.f("uq_claims_id")),
    )
    op.create_index(op.f("ix_claims_article_position"), "claims", ["article", "position"], unique=False)


def _claim_lines() -> None:
    op.create_table(
        "claim_lines",
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("corrected", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name=op.f("fk_claim_lines_claim"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim", name=op.f("pk_claim_lines")),
    )


def _claim_places() -> None:
    op.create_table(
        "claim_places",
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("geonameid", sa.Integer(), nullable=True),
        sa.Column("gazetteer_id", sa.String(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("precision", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("distance_m", sa.Integer(), nullable=True),
        sa.Column("bearing", sa.Double(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name=op.f("fk_claim_places_claim"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim", "position", name=op.f("pk_claim_places")),
    )
    op.create_index(op.f("ix_claim_places_key"), "claim_places", ["key"], unique=False)


def _claim_actors() -> None:
    op.create_table(
        "claim_actors",
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("party", sa.String(), nullable=True),
        sa.Column("sector", sa.String(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name=op.f("fk_claim_actors_claim"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim", "role", "position", name=op.f("pk_claim_actors")),
    )


def _claim_sources() -> None:
    op.create_table(
        "claim_sources",
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=True),
        sa.Column("sector", sa.String(), nullable=True),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name=op.f("fk_claim_sources_claim"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim", "position", name=op.f("pk_claim_sources")),
    )


def _claim_counts() -> None:
    op.create_table(
        "claim_counts",
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("of", sa.Text(), nullable=True),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name=op.f("fk_claim_counts_claim"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim", "position", name=op.f("pk_claim_counts")),
    )


def _claim_keys() -> None:
    op.create_table(
        "claim_keys",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name=op.f("fk_claim_keys_claim"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "claim", name=op.f("pk_claim_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_claim_keys_claim"), "claim_keys", ["claim"], unique=False)


def _terms() -> None:
    op.create_table(
        "terms",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_terms")),
        sa.UniqueConstraint("kind", "key", name=op.f("uq_terms_kind_key")),
    )
    op.create_index(op.f("ix_terms_kind_folded"), "terms", ["kind", "folded"], unique=False)


def _claim_terms() -> None:
    op.create_table(
        "claim_terms",
        sa.Column("term", sa.Integer(), nullable=False),
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("event_term", sa.Integer(), nullable=False),
        sa.Column("status_code", sa.SmallInteger(), nullable=False),
        sa.Column("review_code", sa.SmallInteger(), nullable=False),
        sa.Column("sure", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "term",
            "day",
            "claim",
            "last",
            "event_term",
            "status_code",
            "review_code",
            "sure",
            name=op.f("pk_claim_terms"),
        ),
        sqlite_with_rowid=False,
    )


def _judgements() -> None:
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("undoes", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["judgements.id"], name=op.f("fk_judgements_undoes")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_judgements")),
        sa.UniqueConstraint("id", name=op.f("uq_judgements_id")),
    )


def _judged_claims() -> None:
    op.create_table(
        "judged_claims",
        sa.Column("judgement", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["judgement"], ["judgements.number"], name=op.f("fk_judged_claims_judgement")),
        sa.PrimaryKeyConstraint("judgement", "position", name=op.f("pk_judged_claims")),
    )
    op.create_index(op.f("ix_judged_claims_article_id"), "judged_claims", ["article_id"], unique=False)


def _bindings() -> None:
    op.create_table(
        "bindings",
        sa.Column("judgement", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("claim", sa.Integer(), nullable=True),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name=op.f("fk_bindings_claim"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["judgement"], ["judgements.number"], name=op.f("fk_bindings_judgement")),
        sa.PrimaryKeyConstraint("judgement", "position", name=op.f("pk_bindings")),
    )
    op.create_index(op.f("ix_bindings_claim"), "bindings", ["claim"], unique=False)
    op.create_index(op.f("ix_bindings_how"), "bindings", ["how"], unique=False)


def _makers() -> None:
    op.create_table(
        "makers",
        sa.Column("maker", sa.String(), nullable=False),
        sa.Column("first_used", sa.String(), nullable=False),
        sa.Column("last_used", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("maker", name=op.f("pk_makers")),
    )


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("begun", sa.String(), nullable=False),
        sa.Column("ended", sa.String(), nullable=True),
        sa.Column("maker", sa.String(), nullable=False),
        sa.Column("packs", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_runs")),
    )


_TABLES: Final = (
    _counters,
    _facts,
    _articles,
    _article_bands,
    _claims,
    _claim_lines,
    _claim_places,
    _claim_actors,
    _claim_sources,
    _claim_counts,
    _claim_keys,
    _terms,
    _claim_terms,
    _judgements,
    _judged_claims,
    _bindings,
    _makers,
    _runs,
)
