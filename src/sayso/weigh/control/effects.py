"""The day on which an assertion takes effect: a sharp one, or the best that can be made of a vague one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import itemgetter
from typing import Final

from sayso.model import ControlAssertion, FiredRule
from sayso.packs.control_rules import ControlRules
from sayso.weigh.control.sides import Sides

VAGUE_MOST_DAYS: Final = 62
"""Days on which an assertion may lie, at most; what is dated no better says nothing of control. Two of the longest
months, as "in July and August". By reasoning: what lies in one of three months dates no change. Swept afterwards on the
articles and towns of `python -m benchmarks control`: F1 65 from 31 to 366, one false change less and F1 67 at 9; of the
town-days said, 75 % are right from 31 to 93, 73 % at 366."""


def effects_of(
    assertions: Sequence[ControlAssertion], sides: Sides, rules: ControlRules
) -> Mapping[date, list[ControlAssertion]]:
    """The assertions by the day on which each takes effect."""
    by_day: dict[date, list[ControlAssertion]] = defaultdict(list)
    moves = _Moves(t for t in assertions if t.kind in ("gains", "holds", "leaves") and _length(t) <= rules.precise_days)
    for assertion in assertions:
        length = _length(assertion)
        if assertion.kind == "fought":
            if length <= VAGUE_MOST_DAYS:
                by_day[assertion.from_day].append(assertion)
        elif assertion.is_throughout or length <= rules.precise_days:
            by_day[assertion.to_day].append(assertion)
            if assertion.kind == "holds" and assertion.from_day != assertion.to_day:
                by_day[assertion.from_day].append(assertion)
        elif assertion.kind == "leaves" and length <= VAGUE_MOST_DAYS:
            by_day[assertion.to_day].append(assertion)
        elif assertion.kind in ("gains", "holds") and length <= VAGUE_MOST_DAYS:
            dated = _vague(assertion, moves, sides)
            by_day[dated.to_day].append(dated)
    return by_day


def _length(assertion: ControlAssertion) -> int:
    return (assertion.to_day - assertion.from_day).days + 1


class _Moves:
    """The assertions with a sharp day, found by it."""

    def __init__(self, assertions: Iterable[ControlAssertion]) -> None:
        rows = ((assertion.to_day, position, assertion) for position, assertion in enumerate(assertions))
        self._by_day = sorted(rows, key=itemgetter(0))

    def inside(self, assertion: ControlAssertion) -> list[ControlAssertion]:
        """Those whose last day is one of this assertion's days, in the order in which they came."""
        first = bisect_left(self._by_day, assertion.from_day, key=itemgetter(0))
        last = bisect_right(self._by_day, assertion.to_day, key=itemgetter(0))
        return [move for _, _, move in sorted(self._by_day[first:last], key=itemgetter(1))]


def _vague(assertion: ControlAssertion, moves: _Moves, sides: Sides) -> ControlAssertion:
    """An assertion without a sharp day: it joins the sharp gain of its side inside its days, else a hold on its last.

    If anything sharper is asserted of its days, that hold is only implied.
    """
    inside = moves.inside(assertion)
    if assertion.kind == "gains" and assertion.party:
        for move in inside:
            if move.kind == "gains" and move.party and _same(sides, move.party, assertion.party, move.to_day):
                return replace(assertion, from_day=move.to_day, to_day=move.to_day, fired=_dated_by(assertion))
    is_implied = bool(inside) or assertion.is_implied or assertion.party is None
    from_day = assertion.to_day
    return replace(assertion, kind="holds", from_day=from_day, is_implied=is_implied, fired=_dated_by(assertion))


def _dated_by(assertion: ControlAssertion) -> FiredRule:
    """The rule that gives a vague assertion its day; what is said of a whole region stays that."""
    return "area" if assertion.is_area else "day"


def _same(sides: Sides, party: str, other: str, day: date) -> bool:
    return sides.side_of(party, day) == sides.side_of(other, day)
