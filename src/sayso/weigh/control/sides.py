"""Who stands with whom in a war, and what a sayer's word is worth on who holds a place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sayso.packs.parties import Parties, Side

BOAST: Final = 1
"""Weight of a side's word that is in its own interest. The three weights are ranks: only their order counts."""
REPORT: Final = 2
"""Of a third party's, or an outlet's."""
ADMISSION: Final = 3
"""Of a side's word against its own interest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The sides of the wars fought in one country (ISO 3166 alpha-2; `None` for any)."""

    parties: Parties
    country: str | None
    _known: dict[tuple[str, date], tuple[Side, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """Sides by party and day, as asked before: a busy town has thousands of assertions by few parties."""
    _of: dict[str, tuple[Side, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The sides on which a party stands on any day."""

    def side_of(self, party: str, day: date) -> str:
        """A name for the side on which a party stands that day: `war/side`, or the party's own id if in no war."""
        sides = self._sides(party, day)
        return f"{sides[0].war}/{sides[0].id}" if sides else party

    def weight_of(self, sayer: str | None, holder: str, day: date) -> int:
        """What a sayer's word is worth that this party holds, or took, a place."""
        if sayer is None:
            return REPORT
        if self.side_of(sayer, day) == self.side_of(holder, day):
            return BOAST
        return ADMISSION if self.are_enemies(sayer, holder, day) else REPORT

    def weight_against(self, sayer: str | None, holder: str, day: date) -> int:
        """What a sayer's word is worth that this party does not hold a place."""
        weight = self.weight_of(sayer, holder, day)
        return {BOAST: ADMISSION, ADMISSION: BOAST}.get(weight, weight)

    def are_enemies(self, party: str, other: str, day: date) -> bool:
        """Whether two parties stand on different sides of one war, and on the same side of none."""
        ours, theirs = self._sides(party, day), self._sides(other, day)
        against = any(a.war == b.war and a.id != b.id for a in ours for b in theirs)
        return against and not any(a.war == b.war and a.id == b.id for a in ours for b in theirs)

    def other_side(self, party: str, day: date) -> Side | None:
        """The side that fights a party's, if the war has two."""
        for side in self._sides(party, day):
            others = [other for other in self.parties.sides if other.war == side.war and other.id != side.id]
            others = [other for other in others if _is_in_force(other, day)]
            if len(others) == 1:
                return others[0]
        return None

    def _sides(self, party: str, day: date) -> tuple[Side, ...]:
        known = self._known.get((party, day))
        if known is None:
            ever = self._of.get(party)
            if ever is None:
                ever = self._of[party] = self.parties.sides_of(party, country=self.country)
            known = self._known[party, day] = tuple(side for side in ever if _is_in_force(side, day))
        return known


def _is_in_force(side: Side, day: date) -> bool:
    """Whether a side stood in its war that day; a year or a month stands for all its days."""
    written = day.isoformat()
    since, until = side.since or "", side.until or ""
    return written[: len(since)] >= since and (not until or written[: len(until)] <= until)
