"""What is marked on articles; and, in the flat view of claims, who made each: the machine, or a person."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

from sayso.keep.tables.migrations.sql_0004 import statements

revision: Final = "0004"
down_revision: Final = "0003"


def upgrade() -> None:
    """Adds the table, empty until articles are read again, and makes the view anew."""
    op.create_table(
        "article_marks",
        sa.Column("article", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("maker", sa.String(), nullable=False),
        sa.Column("marks", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.number"], name=op.f("fk_article_marks_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_article_marks")),
    )
    for statement in statements(op.get_bind().dialect.name):
        op.execute(statement)
