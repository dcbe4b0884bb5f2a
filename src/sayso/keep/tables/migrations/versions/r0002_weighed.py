"""What is weighed: incidents, contradictions, control."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

from sayso.keep.tables.migrations.sql_0002 import statements

revision: Final = "0002"
down_revision: Final = "0001"


def upgrade() -> None:
    """Makes the tables, then what each engine has of its own."""
    for make in _TABLES:
        make()
    for statement in statements(op.get_bind().dialect.name):
        op.execute(statement)


def _unweighed() -> None:
    op.create_table(
        "unweighed",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_unweighed")),
        sqlite_with_rowid=False,
    )


def _incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("place_key", sa.String(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.Column("parties_saying", sa.Text(), nullable=False),
        sa.Column("contradictions", sa.Integer(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_incidents")),
        sa.UniqueConstraint("id", name=op.f("uq_incidents_id")),
    )


def _incident_claims() -> None:
    op.create_table(
        "incident_claims",
        sa.Column("incident", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["claim"], ["claims.number"], name=op.f("fk_incident_claims_claim"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["incident"], ["incidents.number"], name=op.f("fk_incident_claims_incident"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("incident", "position", name=op.f("pk_incident_claims")),
    )
    op.create_index(op.f("ix_incident_claims_claim"), "incident_claims", ["claim"], unique=False)


def _incident_terms() -> None:
    op.create_table(
        "incident_terms",
        sa.Column("term", sa.Integer(), nullable=False),
        sa.Column("incident", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("voices", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("term", "day", "incident", "last", "voices", name=op.f("pk_incident_terms")),
        sqlite_with_rowid=False,
    )


def _redirects() -> None:
    op.create_table(
        "redirects",
        sa.Column("old", sa.String(), nullable=False),
        sa.Column("new", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("old", name=op.f("pk_redirects")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_redirects_new"), "redirects", ["new"], unique=False)


def _contradictions() -> None:
    op.create_table(
        "contradictions",
        sa.Column("incident", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("one", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"], ["incidents.number"], name=op.f("fk_contradictions_incident"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("incident", "position", name=op.f("pk_contradictions")),
    )


def _pair_reasons() -> None:
    op.create_table(
        "pair_reasons",
        sa.Column("incident", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("one", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"], ["incidents.number"], name=op.f("fk_pair_reasons_incident"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("incident", "position", name=op.f("pk_pair_reasons")),
    )


def _control() -> None:
    op.create_table(
        "control",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place_key", sa.String(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("geonameid", sa.Integer(), nullable=True),
        sa.Column("gazetteer_id", sa.String(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("holder", sa.String(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_control")),
    )
    op.create_index(op.f("ix_control_place_key_day"), "control", ["place_key", "day"], unique=False)
    op.create_index(op.f("ix_control_standing"), "control", ["standing"], unique=False)


def _control_claims() -> None:
    op.create_table(
        "control_claims",
        sa.Column("run", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["control.number"], name=op.f("fk_control_claims_run"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("run", "position", name=op.f("pk_control_claims")),
    )
    op.create_index(op.f("ix_control_claims_claim_id"), "control_claims", ["claim_id"], unique=False)


_TABLES: Final = (
    _unweighed,
    _incidents,
    _incident_claims,
    _incident_terms,
    _redirects,
    _contradictions,
    _pair_reasons,
    _control,
    _control_claims,
)
