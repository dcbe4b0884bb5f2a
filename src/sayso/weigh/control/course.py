"""How things stand at a place after each day on which something is asserted of it: the holder, and what it rests on.

The assertions of one day are weighed against each other before any of them moves the holder, so that nothing depends on
the order in which reports came in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from sayso.model import ControlAssertion, FiredRule
from sayso.packs.control_rules import ControlRules
from sayso.weigh.control.sides import REPORT, Sides
from sayso.weigh.control.support import HoldSupport, Support

SAME_TAKING_DAYS: Final = 14
"""Days after a known taking within which a taking by nobody named is the same one, told again. By hand; swept
afterwards on the forty articles and 48 towns of `python -m benchmarks control`: F1 60 at 0, 64 at 7, 65 at 10 to 30."""
ENTRY: Final = "battle.advance"
"""The type of which an entry into a place that the enemy has left is a taking."""
RETAKEN: Final = "territory.recaptured"
"""The type that says of its taker that it held the place before."""
PLAIN: Final = ("gain", "hold")
"""Rules by which somebody says that a party has the place itself: they go before what made it the holder otherwise."""


@dataclass(slots=True, kw_only=True)
class Course:
    """How things stand at a place after the days lived so far."""

    sides: Sides
    rules: ControlRules
    named: Counter[str]
    """How often each party is named at this place: of several on a side, the one to take for an unnamed taker."""
    holder: str | None = None
    side: str | None = None
    """The holder's side; `None` exactly where there is no holder."""
    fired: FiredRule = "standing"
    """The rule by which the holder has the place, or by which nobody has it any more; at first, that nobody said so."""
    before: str | None = None
    """The party that held the place last, if nobody does."""
    since: date = date.min
    """The day on which the holder came to hold it."""
    last: date | None = None
    """The last day on which somebody is said to hold it."""
    gained: date | None = None
    """The last day on which the holder is said to have taken the place, or on which it came to it from another."""
    hold: list[ControlAssertion] = field(default_factory=list)
    """What says that the holder has it."""
    support: HoldSupport = field(default_factory=lambda: HoldSupport([]))
    fights: list[ControlAssertion] = field(default_factory=list)
    """Fights that may still contest it."""
    disputes: list[ControlAssertion] = field(default_factory=list)
    """What contradicts the holder, or each other, as strongly as the other side's word."""
    disputed_on: date = date.min
    """The last day on which something was added to the disputes."""
    disputed_by: FiredRule = "standing"
    """The rule by which that was."""
    departures: list[ControlAssertion] = field(default_factory=list)
    """Withdrawals of the last `admission_days`."""

    def live(self, day: date, bundle: Sequence[ControlAssertion]) -> None:
        """Take in all that is asserted of one day."""
        self._forget(day)
        bundle = [self._as_entry(assertion, day) for assertion in bundle]
        supports = self._supports(day, bundle)
        doubted = self._doubt(day, bundle, supports)
        if supports:  # who is said to have the place when a battle ends has won it
            self.fights = [fight for fight in self.fights if not fight.from_day < fight.to_day <= day]
        gained = self._weigh(day, supports)
        self._leave(day, [assertion for assertion in bundle if assertion.kind == "leaves"])
        if doubted:
            self._dispute(day, doubted, "unreal")
        if not gained:
            self.fights += [
                assertion for assertion in bundle if assertion.kind == "fought" and self._is_contest(assertion)
            ]

    def _forget(self, day: date) -> None:
        """Leave behind the fights that have ended, and the withdrawals too old to admit anything."""
        ended = day - timedelta(days=self.rules.contest_days)
        self.fights = [fight for fight in self.fights if fight.to_day >= ended]
        oldest = day - timedelta(days=self.rules.admission_days)
        self.departures = [departure for departure in self.departures if departure.to_day >= oldest]

    def held_on(self) -> HoldSupport:
        """What the hold rests on now."""
        if self.support.assertions is not self.hold:
            self.support = HoldSupport(self.hold)
        return self.support.sum_up()

    def _as_entry(self, assertion: ControlAssertion, day: date) -> ControlAssertion:
        """The assertion; of an entry into a place that the enemy has just left, as a taking."""
        if assertion.kind != "fought" or assertion.event != ENTRY or self.side is not None:
            return assertion
        if any(gone.party and self._is_foe(gone.party, assertion.party, day) for gone in self.departures):
            return replace(assertion, kind="gains", to_day=day, fired="leave")
        return assertion

    def _is_foe(self, party: str, other: str | None, day: date) -> bool:
        return other is not None and self.sides.are_enemies(party, other, day)

    def _supports(self, day: date, bundle: Sequence[ControlAssertion]) -> dict[str, Support]:
        """By side, what the day's assertions say for its having the place."""
        supports: dict[str, Support] = {}
        for assertion in bundle:
            if assertion.kind in ("gains", "holds"):
                party = assertion.party or self._taker(assertion, day)
                if party is not None:
                    side = self.sides.side_of(party, day)
                    weight = self.sides.weight_of(assertion.sayer, party, day)
                    supports.setdefault(side, Support()).add(_as_told_by(assertion), party, weight)
        return supports

    def _taker(self, assertion: ControlAssertion, day: date) -> str | None:
        """Who took the place, where nobody is named: the other side of a war of two."""
        loser = assertion.loser or self.holder or self.before
        if loser is None:
            return None
        if assertion.loser is None and self.holder and self._is_retold(assertion, day):
            return self.holder
        other = self.sides.other_side(loser, day)
        if other is None:
            return None
        return min(other.parties, key=lambda party: (-self.named[party], party != other.lead, party))

    def _is_retold(self, assertion: ControlAssertion, day: date) -> bool:
        """Whether a taking by nobody named is the holder's own, told again.

        It is if it has no sharp day, if it comes soon after the place came to the holder, or if the place is retaken
        from a holder of whom no taking is told.
        """
        if self.gained is None:
            return assertion.event == RETAKEN
        return assertion.is_bound or assertion.is_implied or (day - self.gained).days <= SAME_TAKING_DAYS

    def _doubt(
        self, day: date, bundle: Sequence[ControlAssertion], supports: dict[str, Support]
    ) -> list[ControlAssertion]:
        """Denials as strong as what they deny; what is weaker than its denial is taken out of the day's supports."""
        doubted: list[ControlAssertion] = []
        for assertion in bundle:
            if assertion.kind != "lacks" or assertion.party is None:
                continue
            side = self.sides.side_of(assertion.party, day)
            against = self.sides.weight_against(assertion.sayer, assertion.party, day)
            for_it = supports[side].weight if side in supports else -1
            if for_it >= 0 and against > for_it:
                del supports[side]
            elif side == self.side and against > self._strength(day) and side not in supports:
                self._empty("unreal")
            elif against == for_it or (side == self.side and against >= self._strength(day)):
                doubted.append(assertion)
        return doubted

    def _weigh(self, day: date, supports: Mapping[str, Support]) -> bool:
        """Let the day's strongest word move or confirm the holder; true if it was a taking."""
        outright = {side: support for side, support in supports.items() if support.is_outright}
        if not outright:
            self._imply(day, supports)
            return False
        best = max(support.weight for support in outright.values())
        top = {side: support for side, support in outright.items() if support.weight == best}
        gains = [side for side, support in top.items() if support.is_gain]
        if len(top) > 1 and len(gains) != 1:
            against = [assertion for support in top.values() for assertion in support.assertions]
            self._dispute(day, against, "standing")
            return False
        side = gains[0] if len(top) > 1 else next(iter(top))
        return self._take(day, side, top[side])

    def _imply(self, day: date, supports: Mapping[str, Support]) -> None:
        """What is not said outright confirms the holder, or names a first one."""
        if self.side is not None and self.side in supports:
            self._confirm(day, supports[self.side])
        elif self.side is None and len(supports) == 1:
            side, support = next(iter(supports.items()))
            self._change(day, side, support)

    def _take(self, day: date, side: str, support: Support) -> bool:
        if side == self.side:
            self._confirm(day, support)
        elif self.side is None or support.is_gain or support.weight >= REPORT:
            self._change(day, side, support)
        elif support.weight > 0:
            self._dispute(day, support.assertions, "hold")
            return False
        if support.is_gain:
            self.fights = []
        return support.is_gain

    def _confirm(self, day: date, support: Support) -> None:
        self.hold += support.assertions
        self.last = max(self.last or day, support.last(day))
        if support.is_gain and (self.gained is None or not all(taking.is_bound for taking in support.assertions)):
            self.gained = day
        if support.weight >= REPORT:
            self.disputes = []
        if support.is_outright and self.fired not in PLAIN and support.fired in PLAIN:
            self.fired = support.fired

    def _change(self, day: date, side: str, support: Support) -> None:
        left = [assertion for assertion in self.departures if self._admits(assertion, side, day)]
        self.gained = day if support.is_gain or self.holder or self.before else None
        self.holder, self.side, self.since, self.last = support.party, side, day, support.last(day)
        self.fired = support.fired
        self.hold = [*support.assertions, *left]
        self.disputes, self.before = [], None

    def _admits(self, assertion: ControlAssertion, side: str, day: date) -> bool:
        """Whether a withdrawal, told by those who left, admits that the other side has the place since."""
        if (
            assertion.party is None
            or assertion.sayer is None
            or abs((day - assertion.to_day).days) > self.rules.admission_days
        ):
            return False
        leaver = self.sides.side_of(assertion.party, day)
        return leaver != side and self.sides.side_of(assertion.sayer, day) == leaver

    def _leave(self, day: date, leaves: Sequence[ControlAssertion]) -> None:
        """Withdrawals: of the holder they end the hold, of another side they may admit that it was lost before."""
        for assertion in leaves:
            assert assertion.party is not None
            self.departures.append(assertion)
            if self.sides.side_of(assertion.party, day) != self.side:
                if self.side is None:
                    self.before = self.before or assertion.party
                elif self._admits(assertion, self.side, self.since):
                    self.hold.append(assertion)
            elif day > self.since:
                hold = self.hold
                self._empty("leave")
                if self.sides.weight_against(assertion.sayer, assertion.party, day) < REPORT:
                    self._dispute(day, [assertion, *hold], "leave")

    def _empty(self, fired: FiredRule) -> None:
        """By this rule nobody holds the place any more."""
        self.fired = fired
        self.before, self.holder, self.side, self.hold, self.disputes = self.holder, None, None, [], []

    def _dispute(self, day: date, assertions: Sequence[ControlAssertion], fired: FiredRule) -> None:
        self.disputes += assertions
        self.disputed_on, self.disputed_by = day, fired

    def _is_contest(self, assertion: ControlAssertion) -> bool:
        """Whether a fight contests the place: whom the holder encircles there does not, nor his own grip on it."""
        of_holder = assertion.event in self.rules.unless_holder or assertion.event in self.rules.part_words
        if not of_holder or assertion.party is None or self.side is None:
            return True
        return self.sides.side_of(assertion.party, assertion.from_day) != self.side

    def _strength(self, day: date) -> int:
        """The weight of the best word for the holder, which there is; 0 if it is said of the whole region only."""
        holder = self.holder
        assert holder is not None
        sayers = self.held_on().sayers
        return max((self.sides.weight_of(sayer, holder, day) for sayer, is_area in sayers if not is_area), default=0)


def _as_told_by(assertion: ControlAssertion) -> ControlAssertion:
    """The assertion; of nobody named, as made by that rule."""
    return assertion if assertion.party or assertion.is_area else replace(assertion, fired="unnamed")
