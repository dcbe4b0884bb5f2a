"""Which claims are worth comparing: keys under which a claim is stored, and keys under which its like are looked up.

Two claims may link only if they meet in one of these ways, besides a row of types; keys find all that do, and more:

- near places, and days that can be the same (`p`), or bounds between which the day must lie (`u`);
- one sentence, or, of what happens once, places close to each other in one article (`a`);
- the same telling number of the same thing within a month (`n`);
- the same sentence (`s`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import floor, log
from typing import Final

from sayso.incident_rules import IncidentRules, Row
from sayso.weigh.gists import NEARBY_DAYS, Gist, Number, Spot
from sayso.weigh.scoring import (
    ALIKE_NUMBERS,
    BESIDE,
    LONGEST_RUN,
    MONTH,
    MOST_SPOTS,
    TELLING_NUMBER,
    middle,
    reference_day,
)

CELL: Final = 0.15
"""Degrees of a cell of the grid by which places are looked up, each with its eight neighbours: 17 km north to south."""


def stored_keys(gist: Gist, rules: IncidentRules) -> tuple[str, ...]:
    """The keys under which a claim is found, each once."""
    return tuple(dict.fromkeys(_keys(gist, rules, asked=False)))


def asked_keys(gist: Gist, rules: IncidentRules) -> tuple[str, ...]:
    """The keys under which the claims stand that a claim is to be compared with, each once."""
    return tuple(dict.fromkeys(_keys(gist, rules, asked=True)))


def _keys(gist: Gist, rules: IncidentRules, *, asked: bool) -> Iterator[str]:
    yield f"s:{gist.sentence}"
    for row in rules.rows_of(gist.event):
        beside = gist.start // BESIDE
        yield from (f"a:{row.id}:{gist.article}:{beside + step}" for step in ((-1, 0, 1) if asked else (0,)))
        yield from _number_keys(gist, row, asked=asked)
        cells = list(dict.fromkeys(_cells(gist.spots[:MOST_SPOTS], asked=asked)))
        for week in _place_weeks(gist, row, asked=asked):
            for cell in cells:
                yield f"{week[0]}:{row.id}:{cell}:{week[1]}"


def _place_weeks(gist: Gist, row: Row, *, asked: bool) -> Iterator[tuple[str, int]]:
    """The weeks by which a place is looked up: `p` for a run of days, `u` for bounds between which a day must lie.

    What has no bounds is stored by those that it would have in a report of its own days, so that the keys stay the same
    when more claims of an article tell whether it is one.
    """
    early, late = gist.early, gist.late
    if not asked and early is None and gist.published is not None:
        early, late = gist.published - NEARBY_DAYS, gist.published + NEARBY_DAYS
    if early is None or late is None:
        return
    if gist.first is None:
        yield from (("u", week) for week in _weeks(early, late))
        if asked:
            yield from (("p", week) for week in _weeks(early, late))
    elif late - early < LONGEST_RUN:
        slack = row.days if asked else 0
        yield from (("p", week) for week in _weeks(early - slack, late + slack))
        if asked:
            yield from (("u", week) for week in _weeks(early, late))


def _weeks(first: int, last: int) -> range:
    return range(first // 7, last // 7 + 1)


def _cells(spots: Iterable[Spot], *, asked: bool) -> Iterator[str]:
    """Coarse places are cells of their own: a region does not meet the towns in it by place alone."""
    for spot in spots:
        if spot.level >= 2:
            yield spot.key
            continue
        row, column = floor(spot.latitude / CELL), floor(spot.longitude / CELL)
        around = (-1, 0, 1) if asked else (0,)
        yield from (f"{row + up},{column + right}" for up in around for right in around)


def _number_keys(gist: Gist, row: Row, *, asked: bool) -> Iterator[str]:
    near = (-1, 0, 1) if asked else (0,)
    for number in gist.numbers:
        if middle(number) < TELLING_NUMBER:
            continue
        size, month = _size(number), reference_day(gist) // MONTH
        yield from (f"n:{row.id}:{number.of}:{size + more}:{month + later}" for more in near for later in near)


def _size(number: Number) -> int:
    return floor(log(middle(number)) / -log(ALIKE_NUMBERS))
