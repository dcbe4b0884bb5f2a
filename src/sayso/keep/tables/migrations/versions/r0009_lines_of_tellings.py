"""What claims tell of who holds which place, a line each: a place's are read at once, in a third of the time."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0009"
down_revision: Final = "0008"


def upgrade() -> None:
    """Makes the table anew, empty, and takes out what says that it is filled: the weighing fills it again."""
    op.drop_table("tellings")
    op.create_table(
        "tellings",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area", sa.String(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("line", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name=op.f("fk_tellings_claim"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "claim", "position", name=op.f("pk_tellings")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_tellings_claim"), "tellings", ["claim"], unique=False)
    op.create_index(op.f("ix_tellings_area"), "tellings", ["area"], unique=False)
    op.execute("DELETE FROM facts WHERE name = 'tellings'")
