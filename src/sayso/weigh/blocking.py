"""Which claims are worth comparing: keys under which a claim is stored, and keys under which its like are looked up.

Two claims may link only if they meet in one of these ways, besides a row of types; keys find all that do, and more:

- near places, and days that can be the same (`p`), or a day by which one without a day is told (`u`);
- one sentence, or, of what happens once, places close to each other in one article (`a`);
- the same telling number of the same thing within a month (`n`);
- the same sentence (`s`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import floor, log
from typing import Final

from sayso.incident_rules import IncidentRules, Row
from sayso.weigh.gists import Gist, Number, Spot
from sayso.weigh.scoring import (
    ALIKE_NUMBERS,
    BESIDE,
    LONGEST_RUN,
    MONTH,
    MOST_SPOTS,
    TELLING_NUMBER,
    TOLD_DAYS,
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
        for kind, day in _place_days(gist, row, asked=asked):
            for cell in cells:
                yield f"{kind}:{row.id}:{cell}:{day}"


def _place_days(gist: Gist, row: Row, *, asked: bool) -> Iterator[tuple[str, int]]:
    """The days by which a place is looked up: `p` those of a run, `u` that by which one without a day is told.

    What nothing bounds is stored by the day of its report, which bounds it if the report is of its own days: so the
    keys stay the same when more claims of an article tell whether it is one.
    """
    if gist.first is not None and gist.last is not None:
        if gist.last - gist.first < LONGEST_RUN:
            slack = row.days if asked else 0
            yield from (("p", day) for day in range(gist.first - slack, gist.last + slack + 1))
            if asked:
                yield from (("u", day) for day in range(gist.first - TOLD_DAYS, gist.last + TOLD_DAYS + 1))
        return
    told = gist.told if asked or gist.told is not None else gist.published
    if told is not None:
        near = TOLD_DAYS if asked else 0
        for kind in ("p", "u") if asked else ("u",):
            yield from ((kind, day) for day in range(told - near, told + near + 1))


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
