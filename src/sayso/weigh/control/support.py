"""The word on which a side is said to have a place: on one day, and over the days of a hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sayso.model import ControlAssertion, FiredRule

PLAINEST: Final[tuple[FiredRule, ...]] = (
    "gain", "hold", "fight", "leave", "unreal", "unnamed", "day", "part", "area", "implied",
)  # fmt: skip
"""Rules by which assertions are made, the plainest first: of several by which one thing is said, that one is named."""


def plainest_rule(assertions: Sequence[ControlAssertion]) -> FiredRule:
    """The plainest rule by which one of these is made; what is said outright goes before what is implied.

    Raises `ValueError` for none.
    """
    return min(assertions, key=lambda assertion: (assertion.is_implied, PLAINEST.index(assertion.fired))).fired


@dataclass(slots=True, kw_only=True)
class Support:
    """What is said on one day for one side's having the place."""

    weight: int = -1
    """The weight of the best word: a side's or a third party's, 0 for what is said of the whole region; -1 for none."""
    party: str = ""
    """The party that the best word names; of equals the last by id."""
    assertions: list[ControlAssertion] = field(default_factory=list)

    @property
    def fired(self) -> FiredRule:
        """The rule by which the side is said to have the place. Raises `ValueError` if nothing is said."""
        return plainest_rule(self.assertions)

    @property
    def is_gain(self) -> bool:
        """Whether it is said to have taken the place."""
        return any(assertion.kind == "gains" for assertion in self.assertions)

    @property
    def is_outright(self) -> bool:
        """Whether somebody says so, and not only what implies it."""
        return any(not assertion.is_implied for assertion in self.assertions)

    def last(self, day: date) -> date:
        """The last day, from this one on, for which the place is said to be held."""
        return max([day, *(assertion.to_day for assertion in self.assertions if assertion.is_throughout)])

    def add(self, assertion: ControlAssertion, party: str, weight: int) -> None:
        """Takes in what is said of that party, with the weight of who says it."""
        weight = 0 if assertion.is_area else weight
        if (weight, party) > (self.weight, self.party) or not self.party:
            self.weight, self.party = weight, party
        self.assertions.append(assertion)


@dataclass(slots=True)
class HoldSupport:
    """The word on which a hold rests, summed as it grows: a town far behind the front has thousands of assertions."""

    assertions: list[ControlAssertion]
    summed: int = 0
    claims: set[str] = field(default_factory=set)
    sayers: set[tuple[str | None, bool]] = field(default_factory=set)
    """Each sayer with whether it spoke of the whole region only."""

    def sum_up(self) -> HoldSupport:
        """Itself, with what was added since."""
        for assertion in self.assertions[self.summed :]:
            self.claims.add(assertion.claim)
            self.sayers.add((assertion.sayer, assertion.is_area))
        self.summed = len(self.assertions)
        return self
