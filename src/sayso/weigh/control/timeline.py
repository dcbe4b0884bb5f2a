"""From what is told of one place to who is said to hold it from day to day.

Tellings are taken day by day; those of one day are weighed against each other before any of them moves the holder, so
that nothing depends on the order in which reports came in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from sayso.model import ControlAssertion, Standing
from sayso.packs.control_rules import ControlRules
from sayso.weigh.control.effects import effects_of
from sayso.weigh.control.sides import ADMISSION, REPORT, Sides
from sayso.weigh.control.support import HoldSupport, Support

SAME_TAKING_DAYS: Final = 14
"""A taking by nobody named, so many days after one that is known, is the same taking told again."""
ENTRY: Final = "battle.advance"
RETAKEN: Final = "territory.recaptured"
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A run of inclusive days on which one thing is said of a place, on the same word."""

    from_day: date
    to_day: date | None
    holder: str | None
    standing: Standing
    said_by: tuple[str, ...]
    claims: frozenset[str]
    last_said: date | None
    """The last day, up to the run's first, on which somebody is said to hold the place."""


def holds_of(tellings: Sequence[ControlAssertion], sides: Sides, rules: ControlRules) -> tuple[Hold, ...]:
    """The runs of days, in order and without gaps from the first telling on; the last one is open."""
    by_day = effects_of(tellings, sides, rules)
    course = _Course(sides=sides, rules=rules, named=Counter(_named(tellings)))
    days = sorted(by_day)
    found: list[Hold] = []
    for number, day in enumerate(days):
        course.live(day, by_day[day])
        until = days[number + 1] - ONE_DAY if number + 1 < len(days) else None
        found += course.spread(day, until)
    return tuple(_joined(found))


def _named(tellings: Iterable[ControlAssertion]) -> Iterator[str]:
    for telling in tellings:
        yield from (party for party in (telling.party, telling.loser) if party)


@dataclass(slots=True, kw_only=True)
class _Course:
    """How things stand at a place after the days lived so far."""

    sides: Sides
    rules: ControlRules
    named: Counter[str]
    """How often each party is named at this place: of several on a side, the one to take for an unnamed taker."""
    holder: str | None = None
    side: str | None = None
    before: str | None = None
    """The party that held the place last, if nobody does."""
    since: date = date.min
    last: date | None = None
    gained: date | None = None
    """The last day on which the holder is said to have taken the place, or on which it came to it from another."""
    hold: list[ControlAssertion] = field(default_factory=list)
    words: HoldSupport = field(default_factory=lambda: HoldSupport([]))
    fights: list[ControlAssertion] = field(default_factory=list)
    disputes: list[ControlAssertion] = field(default_factory=list)
    disputed_on: date = date.min
    departures: list[ControlAssertion] = field(default_factory=list)

    def live(self, day: date, bundle: Sequence[ControlAssertion]) -> None:
        """Take in all that is told of one day."""
        self._forget(day)
        bundle = [self._entered(telling, day) for telling in bundle]
        supports = self._supports(day, bundle)
        doubted = self._doubt(day, bundle, supports)
        gained = self._weigh(day, supports)
        self._leave(day, [telling for telling in bundle if telling.kind == "leaves"])
        if doubted:
            self._dispute(day, doubted)
        if not gained:
            self.fights += [telling for telling in bundle if telling.kind == "fought" and self._is_contest(telling)]

    def _forget(self, day: date) -> None:
        """Leave behind the fights that have ended, and the withdrawals too old to admit anything."""
        if self.fights:
            ended = day - timedelta(days=self.rules.contest_days)
            self.fights = [one for one in self.fights if one.to_day >= ended]
        if self.departures:
            oldest = day - timedelta(days=self.rules.admission_days)
            self.departures = [one for one in self.departures if one.to_day >= oldest]

    def _on(self) -> HoldSupport:
        """What the hold rests on now."""
        if self.words.tellings is not self.hold:
            self.words = HoldSupport(self.hold)
        return self.words.sum_up()

    def _entered(self, telling: ControlAssertion, day: date) -> ControlAssertion:
        """The telling; of an entry into a place that the enemy has just left, as a taking."""
        if telling.kind != "fought" or telling.event != ENTRY or self.side is not None:
            return telling
        left = [one.to_day for one in self.departures if one.party and self._is_foe(one.party, telling.party, day)]
        if left and 0 <= (day - max(left)).days <= self.rules.admission_days:
            return replace(telling, kind="gains", to_day=day)
        return telling

    def _is_foe(self, one: str, other: str | None, day: date) -> bool:
        return other is not None and self.sides.are_enemies(one, other, day)

    def _supports(self, day: date, bundle: Sequence[ControlAssertion]) -> dict[str, Support]:
        """By side, what the day's tellings say for its having the place."""
        found: dict[str, Support] = {}
        for telling in bundle:
            if telling.kind in ("gains", "holds"):
                party = telling.party or self._taker(telling, day)
                if party is not None:
                    side = self.sides.side_of(party, day)
                    weight = self.sides.weight_of(telling.sayer, party, day)
                    found.setdefault(side, Support()).add(telling, party, weight)
        return found

    def _taker(self, telling: ControlAssertion, day: date) -> str | None:
        """Who took the place, where nobody is named: the other side of a war of two."""
        loser = telling.loser or self.holder or self.before
        if loser is None:
            return None
        if telling.loser is None and self.holder and self._is_retold(telling, day):
            return self.holder
        other = self.sides.other_side(loser, day)
        if other is None:
            return None
        return min(other.parties, key=lambda party: (-self.named[party], party != other.lead, party))

    def _is_retold(self, telling: ControlAssertion, day: date) -> bool:
        """Whether a taking by nobody named is the holder's own, told again.

        It is if it has no sharp day, if it comes soon after the place came to the holder, or if the place is retaken
        from a holder of whom no taking is told.
        """
        if self.gained is None:
            return telling.event == RETAKEN
        return telling.is_bound or telling.is_implied or (day - self.gained).days <= SAME_TAKING_DAYS

    def _doubt(
        self, day: date, bundle: Sequence[ControlAssertion], supports: dict[str, Support]
    ) -> list[ControlAssertion]:
        """Denials as strong as what they deny; what is weaker than its denial is taken out of the day's supports."""
        doubted: list[ControlAssertion] = []
        for telling in bundle:
            if telling.kind != "lacks" or telling.party is None:
                continue
            side = self.sides.side_of(telling.party, day)
            against = self.sides.weight_against(telling.sayer, telling.party, day)
            for_it = supports[side].weight if side in supports else -1
            if for_it >= 0 and against > for_it:
                del supports[side]
            elif side == self.side and against > self._strength(day) and side not in supports:
                self._empty()
            elif against == for_it or (side == self.side and against >= self._strength(day)):
                doubted.append(telling)
        return doubted

    def _weigh(self, day: date, supports: Mapping[str, Support]) -> bool:
        """Let the day's strongest word move or confirm the holder; true if it was a taking."""
        outright = {side: one for side, one in supports.items() if one.is_outright}
        if not outright:
            self._imply(day, supports)
            return False
        best = max(one.weight for one in outright.values())
        top = {side: one for side, one in outright.items() if one.weight == best}
        gains = [side for side, one in top.items() if one.is_gain]
        if len(top) > 1 and len(gains) != 1:
            self._dispute(day, [telling for one in top.values() for telling in one.tellings])
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
            self._dispute(day, support.tellings)
            return False
        if support.is_gain:
            self.fights = []
        return support.is_gain

    def _confirm(self, day: date, support: Support) -> None:
        self.hold += support.tellings
        self.last = max(self.last or day, support.last(day))
        if support.is_gain and (self.gained is None or not all(one.is_bound for one in support.tellings)):
            self.gained = day
        if support.weight >= REPORT:
            self.disputes = []

    def _change(self, day: date, side: str, support: Support) -> None:
        left = [telling for telling in self.departures if self._admits(telling, side, day)]
        self.gained = day if support.is_gain or self.holder or self.before else None
        self.holder, self.side, self.since, self.last = support.party, side, day, support.last(day)
        self.hold = [*support.tellings, *left]
        self.disputes, self.before = [], None
        if support.is_gain:
            self.fights = []

    def _admits(self, telling: ControlAssertion, side: str, day: date) -> bool:
        """Whether a withdrawal, told by those who left, admits that the other side has the place since."""
        if (
            telling.party is None
            or telling.sayer is None
            or abs((day - telling.to_day).days) > self.rules.admission_days
        ):
            return False
        leaver = self.sides.side_of(telling.party, day)
        return leaver != side and self.sides.side_of(telling.sayer, day) == leaver

    def _leave(self, day: date, leaves: Sequence[ControlAssertion]) -> None:
        """Withdrawals: of the holder they end the hold, of another side they may admit that it was lost before."""
        for telling in leaves:
            assert telling.party is not None
            self.departures.append(telling)
            if self.sides.side_of(telling.party, day) != self.side:
                if self.side is None:
                    self.before = self.before or telling.party
                elif self._admits(telling, self.side, self.since):
                    self.hold.append(telling)
            elif day > self.since:
                hold = self.hold
                self._empty()
                if self.sides.weight_against(telling.sayer, telling.party, day) < REPORT:
                    self._dispute(day, [telling, *hold])

    def _empty(self) -> None:
        self.before, self.holder, self.side, self.hold, self.disputes = self.holder, None, None, [], []

    def _dispute(self, day: date, tellings: Sequence[ControlAssertion]) -> None:
        self.disputes += tellings
        self.disputed_on = day

    def _is_contest(self, telling: ControlAssertion) -> bool:
        """Whether a fight contests the place: whom the holder encircles there does not."""
        if telling.event not in self.rules.unless_holder or telling.party is None or self.side is None:
            return True
        return self.sides.side_of(telling.party, telling.from_day) != self.side

    def _strength(self, day: date) -> int:
        """The weight of the best word for the holder."""
        holder = self.holder
        if holder is None:
            return -1
        said = (self.sides.weight_of(sayer, holder, day) for sayer, is_area in self._on().sayers if not is_area)
        return max(said, default=0)

    def spread(self, day: date, until: date | None) -> Iterator[Hold]:
        """How things stand from a day on, if nothing more is told until another (`None`: ever)."""
        start: date | None = day
        while start is not None and (until is None or start <= until):
            stretch = self._at(start, until)
            yield stretch
            start = stretch.to_day + ONE_DAY if stretch.to_day is not None else None

    def _at(self, day: date, until: date | None) -> Hold:
        """How things stand from a day on, as long as they do if nothing is told meanwhile, but no longer than until."""
        decay = self.last + timedelta(days=self.rules.decay_days) if self.last else None
        disputed = self.disputed_on + timedelta(days=self.rules.dispute_days) if self.disputes else None
        if disputed and day <= disputed:
            return self._stretch(day, _sooner(disputed, until), None, "contested", self.disputes)
        fought = timedelta(days=self.rules.contest_days)
        fights = [one for one in self.fights if one.to_day >= day - fought]
        alive = self.holder is not None and decay is not None and day <= decay
        holder = self.holder if alive else None
        if fights:
            end = _sooner(min(one.to_day for one in fights) + fought, decay if alive else None)
            return self._stretch(day, _sooner(end, until), holder, "contested", fights, on_hold=alive)
        if holder is None:
            return self._stretch(day, until, None, "unknown", [], on_hold=False)
        return self._stretch(day, _sooner(decay, until), holder, self._standing(day), [])

    def _standing(self, day: date) -> Standing:
        assert self.holder is not None
        weights = set[int]()
        for sayer, is_area in self._on().sayers:
            weight = self.sides.weight_of(sayer, self.holder, day)
            weights.add(min(weight, REPORT) if is_area else weight)
        if ADMISSION in weights:
            return "agreed"
        return "reported" if REPORT in weights else "claimed"

    def _stretch(
        self,
        day: date,
        last: date | None,
        holder: str | None,
        standing: Standing,
        tellings: Sequence[ControlAssertion],
        *,
        on_hold: bool = True,
    ) -> Hold:
        claims, sayers = {telling.claim for telling in tellings}, {telling.sayer for telling in tellings}
        if on_hold:
            claims |= self._on().claims
            sayers |= {sayer for sayer, _ in self._on().sayers}
        return Hold(
            from_day=day,
            to_day=last,
            holder=holder,
            standing=standing,
            said_by=tuple(sorted(sayer for sayer in sayers if sayer)),
            claims=frozenset(claims),
            last_said=self.last and min(self.last, day),
        )


def _sooner(one: date | None, other: date | None) -> date | None:
    """The earlier of two days; `None` is never."""
    return other if one is None else one if other is None else min(one, other)


def _joined(stretches: Iterable[Hold]) -> Iterator[Hold]:
    """Neighbours that say the same on the same word, as one."""
    kept: Hold | None = None
    for one in stretches:
        if kept and (kept.holder, kept.standing, kept.said_by) == (one.holder, one.standing, one.said_by):
            claims = one.claims if kept.claims <= one.claims else kept.claims | one.claims
            kept = replace(kept, to_day=one.to_day, claims=claims, last_said=one.last_said)
        else:
            if kept:
                yield kept
            kept = one
    if kept:
        yield kept
