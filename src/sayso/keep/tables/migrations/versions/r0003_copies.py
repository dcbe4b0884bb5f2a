"""What of an article bears on the weight of its claims: its group of copies, and whether it reports its own days."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0003"
down_revision: Final = "0002"


def upgrade() -> None:
    """Adds two columns, empty until the articles are weighed again."""
    op.add_column("articles", sa.Column("copies", sa.String(), nullable=True))
    op.add_column("articles", sa.Column("is_report", sa.Boolean(), nullable=True))
    op.create_index(op.f("ix_articles_copies"), "articles", ["copies"], unique=False)
