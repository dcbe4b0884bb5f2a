"""Which claims are worth comparing: keys under which a claim is stored, and keys under which its like are looked up.

Two claims may link only if they meet in one of these ways, besides a row of types; keys find all that do, and more:

- near places, and days that can be the same (`p`), or a day by which one without a day is told (`u`);
- one sentence, or, of what happens once, places close to each other in one article (`a`);
- the same telling number of the same thing within a month (`n`);
- the same sentence (`s`).

What tells again what another claim of its article tells is stored by that claim, too (`r`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import cos, floor, log, radians
from typing import Final

from sayso.base.ids import short_id
from sayso.packs.incident_rules import ONE_SIDE, IncidentKind, IncidentRules
from sayso.weigh.incidents.features import CountBounds, Features, Spot
from sayso.weigh.incidents.following import told_key
from sayso.weigh.incidents.scoring import middle, most_without_days, reference_day
from sayso.weigh.incidents.weights import ROUNDING, TABLE

FINDER: Final = 2
"""Version of how claims are found and linked: one more where the code changes what links, so that all is done anew."""
CELL: Final = 0.15
"""Degrees of a cell of the grid by which places are looked up: 17 km north to south. By reasoning, not swept: more than
`neighbour_km`, so that few cells are looked up, and not so much that a cell holds many towns."""
DEGREE_KM: Final = 111.0
"""Kilometres of a degree of latitude, at least (WGS 84: 110.6 to 111.7; on the sphere of `distance_km` 111.2)."""


def found_by(rules: IncidentRules) -> str:
    """By which rules claims get their keys and link: it changes with whatever either depends on."""
    rows = [(row.id, sorted(row.types), row.alike, row.days, row.reach) for row in rules.rows]
    counted = sorted((noun, kind.id, kind.who, kind.mixed) for noun, kind in rules.counted.items())
    sides = [(side.war, side.id, sorted(side.parties), sorted(side.places)) for side in rules.parties.sides]
    numbers = (CELL, ONE_SIDE, *TABLE.numbers())
    return short_id("k", repr((FINDER, rows, counted, sorted(rules.sayings), sides, numbers)))


def stored_keys(features: Features, rules: IncidentRules) -> tuple[str, ...]:
    """The keys under which a claim is found, each once."""
    told = [told_key(features.retells)] if features.retells else []
    return tuple(dict.fromkeys([*_keys(features, rules, asked=False), *told]))


def asked_keys(features: Features, rules: IncidentRules) -> tuple[str, ...]:
    """The keys under which the claims stand that a claim is to be compared with, each once."""
    return tuple(dict.fromkeys(_keys(features, rules, asked=True)))


def _keys(features: Features, rules: IncidentRules, *, asked: bool) -> list[str]:
    keys = [f"s:{features.sentence}"]
    spots = features.spots[: TABLE.most_spots]
    cells = list(dict.fromkeys(cell for spot in spots for cell in (cells_around(spot) if asked else [cell_of(spot)])))
    beside = features.start // TABLE.beside_chars
    for at, row in enumerate(rules.rows_of(features.event)):
        keys += [f"a:{row.id}:{features.article}:{beside + step}" for step in ((-1, 0, 1) if asked else (0,))]
        keys += _number_keys(features, row, asked=asked)
        for kind, days in _asked_days(features, row, own=at == 0) if asked else _stored_days(features):
            written = [str(day) for day in days]
            for cell in cells:
                block = f"{kind}:{row.id}:{cell}:"
                keys += [block + day for day in written]
    return keys


DayCells = list[tuple[str, Iterable[int]]]
"""The days by which a place is looked up: `p` those of a run, `u` that by which one without a day is told."""


def _stored_days(features: Features) -> DayCells:
    """The days under which a claim is found.

    What nothing bounds is stored by the day of its report, which bounds it if the report is of its own days: so the
    keys stay the same when more claims of an article tell whether it is one.
    """
    if features.first is not None and features.last is not None:
        is_short = features.last - features.first < TABLE.longest_run
        return [("p", range(features.first, features.last + 1))] if is_short else []
    told = features.told if features.told is not None else features.published
    return [] if told is None else [("u", (told,))]


def _asked_days(features: Features, row: IncidentKind, *, own: bool) -> DayCells:
    """The days under which claims are looked for that can link in a row; `own` is the row of the type itself.

    Where days agree little, only those are asked for that the rest of the score can make up for.
    """
    loosely = may_link_loosely(features, row, own=own)
    if features.first is None or features.last is None:
        if features.told is None or not loosely:
            return []
        days = range(features.told - TABLE.told_days, features.told + TABLE.told_days + 1)
        return [("p", days), ("u", days)]
    length = features.last - features.first
    if length >= TABLE.longest_run:
        return []
    if not loosely:
        return [
            (
                "p",
                range(features.first - row.days, features.last + row.days + 1)
                if length < TABLE.short_run
                else (features.first,),
            )
        ]
    around = range(features.first - TABLE.told_days, features.last + TABLE.told_days + 1)
    return [("p", range(features.first - row.days, features.last + row.days + 1)), ("u", around)]


def may_link_loosely(features: Features, row: IncidentKind, *, own: bool) -> bool:
    """Whether a claim can link to one of the row where days agree little: one has none, or is of another long run.

    What happens once can. What comes back can with a number, and else with all the rest of the score: the same place
    and words, the same type or nearly, and parties that agree.
    """
    if row.days > 1 or features.numbers:
        return True
    actors = 1.0 if features.actors or features.targets else TABLE.no_actors
    return most_without_days(alike=1.0 if own else row.alike, actors=actors) >= TABLE.link - ROUNDING


def cell_of(spot: Spot) -> str:
    """The cell in which a place lies; a coarse place is one of its own: a region does not meet its towns by place."""
    return spot.key if spot.level >= 2 else f"{floor(spot.latitude / CELL)},{floor(spot.longitude / CELL)}"


def cells_around(spot: Spot) -> tuple[str, ...]:
    """The cells in which near places lie, of a coarse place itself."""
    return (spot.key,) if spot.level >= 2 else _near_cells(spot.latitude, spot.longitude)


@lru_cache(maxsize=16_384)
def _near_cells(latitude: float, longitude: float) -> tuple[str, ...]:
    up = TABLE.neighbour_km / DEGREE_KM
    right = up / max(0.01, cos(radians(min(89.0, abs(latitude) + up))))
    rows = range(floor((latitude - up) / CELL), floor((latitude + up) / CELL) + 1)
    columns = range(floor((longitude - right) / CELL), floor((longitude + right) / CELL) + 1)
    return tuple(f"{row},{column}" for row in rows for column in columns)


def _number_keys(features: Features, row: IncidentKind, *, asked: bool) -> Iterator[str]:
    near = (-1, 0, 1) if asked else (0,)
    for number in features.numbers:
        if middle(number) < TABLE.telling_number:
            continue
        size, month = size_of(number), reference_day(features) // TABLE.month
        yield from (f"n:{row.id}:{number.of}:{size + more}:{month + later}" for more in near for later in near)


def size_of(number: CountBounds) -> int:
    """A step of size: numbers that are alike are of one step or of two that follow each other."""
    return floor(log(middle(number)) / -log(TABLE.alike_numbers))
