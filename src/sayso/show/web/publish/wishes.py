"""What a copy is wished to hold beside the claims of its filter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sayso.model import PERSON

AROUND: Final = 300
"""Characters of an article on either side of a claim's sentence: enough to judge the claim, too few to read instead.
Set by hand, by reasoning."""
AROUND_WHOLE: Final = 1_500
"""The same where whole articles are in the copy: as on a server's page."""
SOMEBODY: Final = "a reviewer"
"""Who made a claim by hand, where no names are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a copy holds beside claims, and what its pages say of how it was made."""

    made: date
    ledger: str
    """What the ledger is called, without the folders that it lies in."""
    asked: tuple[tuple[str, str], ...] = ()
    """The filter, as parameters."""
    has_whole_texts: bool = False
    """Whole articles, and not only what stands around their claims."""
    has_reviewers: bool = False
    """Who decided what on a claim, with reasons, notes and flags."""

    @property
    def around(self) -> int:
        """Characters shown on either side of a claim's sentence."""
        return AROUND_WHOLE if self.has_whole_texts else AROUND

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """The filter as the copy tells it: without the name of a reviewer unless names are wished for."""
        return tuple(
            (name, SOMEBODY if name == "made_by" and value != "person" and not self.has_reviewers else value)
            for name, value in self.asked
        )

    def maker(self, maker: str) -> str:
        """The maker of a claim, without the name of a person unless names are wished for."""
        return f"{PERSON}{SOMEBODY}" if maker.startswith(PERSON) and not self.has_reviewers else maker
