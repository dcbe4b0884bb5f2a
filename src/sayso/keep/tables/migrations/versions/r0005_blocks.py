"""What finds claims and incidents, in blocks in place of a row for each term; places and speakers once."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0005"
down_revision: Final = "0004"


def upgrade() -> None:
    """Makes the tables, which are filled when all steps are done, and takes those out that they replace."""
    for kind in ("claim", "incident"):
        _sets(f"{kind}_sets")
        _values(f"{kind}_values")
        op.drop_table(f"{kind}_terms")
    _places()
    _speakers()
    op.create_index(op.f("ix_articles_current_published"), "articles", ["current", "published"], unique=False)
    op.drop_index(op.f("ix_articles_published"), "articles")
    if op.get_bind().dialect.name == "postgresql":
        for kind in ("claim", "incident"):
            op.execute(f"ALTER TABLE {kind}_values ALTER COLUMN data SET STORAGE EXTERNAL")


def _sets(name: str) -> None:
    op.create_table(
        name,
        sa.Column("term", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("block", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("held", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("term", "block", name=op.f(f"pk_{name}")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f(f"ix_{name}_block"), name, ["block"], unique=False)


def _values(name: str) -> None:
    op.create_table(
        name,
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("block", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", "block", name=op.f(f"pk_{name}")),
    )


def _places() -> None:
    op.create_table(
        "places",
        sa.Column("term", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("term", name=op.f("pk_places")),
    )


def _speakers() -> None:
    op.create_table(
        "speakers",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=True),
        sa.Column("sector", sa.String(), nullable=True),
        sa.Column("same", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_speakers")),
    )
    op.create_index(op.f("ix_speakers_name"), "speakers", ["name"], unique=False)
