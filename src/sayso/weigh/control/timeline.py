"""From what is asserted of one place to who is said to hold it from day to day, and by which rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sayso.model import ControlAssertion, FiredRule, Standing
from sayso.packs.control_rules import ControlRules
from sayso.weigh.control.course import Course
from sayso.weigh.control.effects import effects_of
from sayso.weigh.control.sides import ADMISSION, REPORT, Sides
from sayso.weigh.control.support import plainest_rule

ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A run of inclusive days on which one thing is said of a place, on the same word."""

    from_day: date
    to_day: date | None
    """`None` is never."""
    holder: str | None
    standing: Standing
    said_by: tuple[str, ...]
    claims: frozenset[str]
    last_said: date | None
    """The last day, up to the run's first, on which somebody is said to hold the place."""
    fired: FiredRule
    """The rule that makes it so on the run's first day."""


def holds_of(assertions: Sequence[ControlAssertion], sides: Sides, rules: ControlRules) -> tuple[Hold, ...]:
    """The runs of days, in order and without gaps from the first assertion on; the last one is open."""
    by_day = effects_of(assertions, sides, rules)
    course = Course(sides=sides, rules=rules, named=Counter(_named(assertions)))
    days = sorted(by_day)
    holds: list[Hold] = []
    for number, day in enumerate(days):
        course.live(day, by_day[day])
        until = days[number + 1] - ONE_DAY if number + 1 < len(days) else None
        holds += _spread(course, day, until)
    return tuple(_joined(holds))


def _named(assertions: Iterable[ControlAssertion]) -> Iterator[str]:
    for assertion in assertions:
        yield from (party for party in (assertion.party, assertion.loser) if party)


def _spread(course: Course, day: date, until: date | None) -> Iterator[Hold]:
    """How things stand from a day on, if nothing more is asserted until another (`None`: ever)."""
    start: date | None = day
    while start is not None and (until is None or start <= until):
        hold = _at(course, start, until)
        yield hold
        start = hold.to_day + ONE_DAY if hold.to_day is not None else None


def _at(course: Course, day: date, until: date | None) -> Hold:
    """How things stand from a day on, as long as they do if nothing is asserted meanwhile, but no longer than until."""
    rules = course.rules
    decay = course.last + timedelta(days=rules.decay_days) if course.last else None
    disputed = course.disputed_on + timedelta(days=rules.dispute_days) if course.disputes else None
    if disputed and day <= disputed:
        days = (day, _sooner(disputed, until))
        return _hold(course, days, None, "contested", course.disputed_by, course.disputes)
    fought = timedelta(days=rules.contest_days)
    fights = [fight for fight in course.fights if fight.to_day >= day - fought]
    is_alive = course.holder is not None and decay is not None and day <= decay
    holder = course.holder if is_alive else None
    if fights:
        end = _sooner(min(fight.to_day for fight in fights) + fought, decay if is_alive else None)
        days = (day, _sooner(end, until))
        return _hold(course, days, holder, "contested", plainest_rule(fights), fights, on_hold=is_alive)
    if holder is None:
        fired: FiredRule = "decay" if course.holder else course.fired
        return _hold(course, (day, until), None, "unknown", fired, on_hold=False)
    standing = _standing(course, holder, day)
    fired = "admission" if standing == "agreed" else course.fired
    return _hold(course, (day, _sooner(decay, until)), holder, standing, fired)


def _standing(course: Course, holder: str, day: date) -> Standing:
    """How the word on which a hold rests stands that day; what is said of all of a region admits nothing."""
    weights = set[int]()
    for sayer, is_area in course.held_on().sayers:
        weight = course.sides.weight_of(sayer, holder, day)
        weights.add(min(weight, REPORT) if is_area else weight)
    if ADMISSION in weights:
        return "agreed"
    return "reported" if REPORT in weights else "claimed"


def _hold(
    course: Course,
    days: tuple[date, date | None],
    holder: str | None,
    standing: Standing,
    fired: FiredRule,
    assertions: Sequence[ControlAssertion] = (),
    *,
    on_hold: bool = True,
) -> Hold:
    """A run said on these assertions; `on_hold`, on what the hold rests on too."""
    first, last = days
    claims = {assertion.claim for assertion in assertions}
    sayers = {assertion.sayer for assertion in assertions}
    if on_hold:
        claims |= course.held_on().claims
        sayers |= {sayer for sayer, _ in course.held_on().sayers}
    return Hold(
        from_day=first,
        to_day=last,
        holder=holder,
        standing=standing,
        said_by=tuple(sorted(sayer for sayer in sayers if sayer)),
        claims=frozenset(claims),
        last_said=course.last and min(course.last, first),
        fired=fired,
    )


def _sooner(day: date | None, other: date | None) -> date | None:
    """The earlier of two days; `None` is never."""
    return other if day is None else day if other is None else min(day, other)


def _joined(holds: Iterable[Hold]) -> Iterator[Hold]:
    """Neighbours that say the same on the same word, as one; the rule is the first one's."""
    kept: Hold | None = None
    for hold in holds:
        if kept and (kept.holder, kept.standing, kept.said_by) == (hold.holder, hold.standing, hold.said_by):
            claims = hold.claims if kept.claims <= hold.claims else kept.claims | hold.claims
            kept = replace(kept, to_day=hold.to_day, claims=claims, last_said=hold.last_said)
        else:
            if kept:
                yield kept
            kept = hold
    if kept:
        yield kept
