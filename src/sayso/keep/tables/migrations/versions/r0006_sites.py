"""Keys of places that are resolved but have no number: by name and position, no longer by what texts call them."""

from __future__ import annotations

from typing import Final

revision: Final = "0006"
down_revision: Final = "0005"


def upgrade() -> None:
    """Changes no table: the claims of such places are written again when all steps are done."""
