"""What people decided on pairs of claims: `same` and `different`, which no score overrules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

ClaimPair = tuple[str, str]
"""Two ids of claims, the smaller first."""


def pair_of(left: str, right: str) -> ClaimPair:
    """The two, the smaller first."""
    return (left, right) if left <= right else (right, left)


@dataclass(frozen=True, slots=True)
class PairConstraints:
    """Pairs that are of one incident, and pairs that are not. Where both would follow, `different` wins."""

    same: frozenset[ClaimPair] = frozenset()
    different: frozenset[ClaimPair] = frozenset()

    named: frozenset[str] = field(init=False, repr=False)
    """Ids of all claims in a pair."""

    def __post_init__(self) -> None:
        named = frozenset(claim for pair in self.same | self.different for claim in pair)
        object.__setattr__(self, "named", named)


NOTHING_JUDGED: Final = PairConstraints()
