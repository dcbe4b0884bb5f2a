"""Which claims link to a claim: worked out once, and kept for the next article that touches it."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0008"
down_revision: Final = "0007"


def upgrade() -> None:
    """Adds the table, which fills as claims are weighed."""
    op.create_table(
        "claim_links",
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("others", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name=op.f("fk_claim_links_claim"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim", name=op.f("pk_claim_links")),
    )
