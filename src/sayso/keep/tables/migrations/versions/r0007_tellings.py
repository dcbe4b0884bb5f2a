"""What claims tell of who holds which place, kept: control is weighed from it."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0007"
down_revision: Final = "0006"


def upgrade() -> None:
    """Makes the table, empty: the weighing fills it out of the claims before it needs it."""
    op.create_table(
        "tellings",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area", sa.String(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("party", sa.String(), nullable=True),
        sa.Column("loser", sa.String(), nullable=True),
        sa.Column("sayer", sa.String(), nullable=True),
        sa.Column("from_day", sa.Integer(), nullable=False),
        sa.Column("to_day", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("flags", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name=op.f("fk_tellings_claim"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "claim", "position", name=op.f("pk_tellings")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_tellings_claim"), "tellings", ["claim"], unique=False)
    op.create_index(op.f("ix_tellings_area"), "tellings", ["area"], unique=False)
