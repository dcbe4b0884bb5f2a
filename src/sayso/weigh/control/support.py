"""The word on which a side is said to have a place: on one day, and over the days of a hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sayso.model import ControlAssertion


@dataclass(slots=True, kw_only=True)
class Support:
    """What is said on one day for one side's having the place."""

    weight: int = -1
    party: str = ""
    tellings: list[ControlAssertion] = field(default_factory=list)

    @property
    def is_gain(self) -> bool:
        return any(telling.kind == "gains" for telling in self.tellings)

    @property
    def is_outright(self) -> bool:
        return any(not telling.is_implied for telling in self.tellings)

    def last(self, day: date) -> date:
        """The last day, from this one on, for which the place is said to be held."""
        return max([day, *(telling.to_day for telling in self.tellings if telling.is_throughout)])

    def add(self, telling: ControlAssertion, party: str, weight: int) -> None:
        weight = 0 if telling.is_area else weight
        if (weight, party) > (self.weight, self.party) or not self.party:
            self.weight, self.party = weight, party
        self.tellings.append(telling)


@dataclass(slots=True)
class HoldSupport:
    """The word on which a hold rests, summed as it grows: a town far behind the front has thousands of tellings."""

    tellings: list[ControlAssertion]
    summed: int = 0
    claims: set[str] = field(default_factory=set)
    sayers: set[tuple[str | None, bool]] = field(default_factory=set)
    """Each sayer with whether it spoke of the whole region only."""

    def sum_up(self) -> HoldSupport:
        """Itself, with what was added since."""
        for telling in self.tellings[self.summed :]:
            self.claims.add(telling.claim)
            self.sayers.add((telling.sayer, telling.is_area))
        self.summed = len(self.tellings)
        return self
