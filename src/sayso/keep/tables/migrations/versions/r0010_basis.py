"""How places, actors and targets came to their claims: said in its clause, or given by words elsewhere."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

from sayso.keep.tables.migrations.sql_0010 import statements

revision: Final = "0010"
down_revision: Final = "0009"


def upgrade() -> None:
    """Adds the columns: what stands outside the sentence of an older claim is carried, all else is stated."""
    for table in ("claim_places", "claim_actors"):
        op.add_column(table, sa.Column("basis", sa.String(), nullable=False, server_default="stated"))
    op.add_column("claim_actors", sa.Column("rule", sa.String(), nullable=True))
    op.add_column("claim_actors", sa.Column("given", sa.Text(), nullable=True))
    op.add_column("claim_actors", sa.Column("given_start", sa.Integer(), nullable=True))
    op.add_column("claim_actors", sa.Column("given_end", sa.Integer(), nullable=True))
    for statement in statements(op.get_bind().dialect.name):
        op.execute(statement)
