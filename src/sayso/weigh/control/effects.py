"""The day on which what is told of a place takes effect: a sharp one, or the best that can be made of a vague one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import itemgetter
from typing import Final

from sayso.model import ControlAssertion
from sayso.packs.control_rules import ControlRules
from sayso.weigh.control.sides import Sides

VAGUE_MOST_DAYS: Final = 62
"""What is dated no better than to more days than this says nothing of control: two months, as "in May and June"."""


def effects_of(
    tellings: Sequence[ControlAssertion], sides: Sides, rules: ControlRules
) -> Mapping[date, list[ControlAssertion]]:
    """The tellings by the day on which each takes effect."""
    by_day: dict[date, list[ControlAssertion]] = defaultdict(list)
    moves = _Moves(t for t in tellings if t.kind in ("gains", "holds", "leaves") and _length(t) <= rules.precise_days)
    for telling in tellings:
        length = _length(telling)
        if telling.kind == "fought":
            if length <= VAGUE_MOST_DAYS:
                by_day[telling.from_day].append(telling)
        elif telling.is_throughout or length <= rules.precise_days:
            by_day[telling.to_day].append(telling)
            if telling.kind == "holds" and telling.from_day != telling.to_day:
                by_day[telling.from_day].append(telling)
        elif telling.kind == "leaves" and length <= VAGUE_MOST_DAYS:
            by_day[telling.to_day].append(telling)
        elif telling.kind in ("gains", "holds") and length <= VAGUE_MOST_DAYS:
            found = _vague(telling, moves, sides)
            by_day[found.to_day] += [found]
    return by_day


def _length(telling: ControlAssertion) -> int:
    return (telling.to_day - telling.from_day).days + 1


class _Moves:
    """The tellings with a sharp day, found by it."""

    def __init__(self, tellings: Iterable[ControlAssertion]) -> None:
        self._found = sorted(((one.to_day, place, one) for place, one in enumerate(tellings)), key=itemgetter(0))

    def inside(self, telling: ControlAssertion) -> list[ControlAssertion]:
        """Those whose last day is one of this telling's days, in the order in which they came."""
        first = bisect_left(self._found, telling.from_day, key=itemgetter(0))
        last = bisect_right(self._found, telling.to_day, key=itemgetter(0))
        return [one for _, _, one in sorted(self._found[first:last], key=itemgetter(1))]


def _vague(telling: ControlAssertion, moves: _Moves, sides: Sides) -> ControlAssertion:
    """A telling without a sharp day: it joins the sharp gain of its side inside its days, else a hold on its last.

    If anything sharper is told of its days, that hold is only implied.
    """
    inside = moves.inside(telling)
    if telling.kind == "gains" and telling.party:
        for one in inside:
            if one.kind == "gains" and one.party and _same(sides, one.party, telling.party, one.to_day):
                return replace(telling, from_day=one.to_day, to_day=one.to_day)
    is_implied = bool(inside) or telling.is_implied or telling.party is None
    return replace(telling, kind="holds", from_day=telling.to_day, is_implied=is_implied)


def _same(sides: Sides, one: str, other: str, day: date) -> bool:
    return sides.side_of(one, day) == sides.side_of(other, day)
