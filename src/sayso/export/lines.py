"""Records of a ledger as nested plain values, a line of JSON each, where the codec's own shape says too little."""

from __future__ import annotations

from typing import Any, Protocol

from sayso.base.codec import claim_to_dict
from sayso.export.rows import ReviewedClaim


class JudgedClaim(ReviewedClaim, Protocol):
    """A claim with what was decided on it: `KeptClaim`, as far as lines need it."""

    @property
    def flags(self) -> tuple[str, ...]:
        """Reasons of the flags raised on it."""

    @property
    def judgements(self) -> tuple[str, ...]:
        """Ids of the judgements on it, first made first."""


def judged_line(kept: JudgedClaim, *, unseen: str) -> dict[str, Any]:
    """A claim of a ledger with who made it and its review; `unseen` stands in for the last judgement."""
    seen = kept.judgements[-1] if kept.judgements else unseen
    review = {"state": kept.review, "flags": list(kept.flags), "incident": kept.incident, "seen": seen}
    return claim_to_dict(kept.claim) | {"made_by": kept.claim.made_by, "review": review}
