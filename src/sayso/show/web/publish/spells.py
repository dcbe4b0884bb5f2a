"""Who says what of a place from its first word on, in spells of days over which nothing of it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from sayso.model import Control, LastWord
from sayso.show.web.desk import Desk
from sayso.show.web.pages.places import Cell, GridRow, make_grid, today

MOST_DAYS: Final = 4_000
"""Days of a place that are told, the last ones: eleven years, so that one stray date of long ago costs no minutes.
Set by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """Inclusive days over which the same is said of a place, by the same, on the same claims."""

    first: date
    last: date
    run: Control | None
    said: tuple[LastWord, ...]


def spells_of(
    runs: Sequence[Control], desk: Desk, *, since: date | None = None, until: date | None = None
) -> tuple[Spell, ...]:
    """The spells of the place of these runs of control, which are in order; from its first word to the last day.

    Days before `since` and after `until` are left out.
    """
    if not runs:
        return ()
    end = min(max(today(desk), runs[-1].from_day), until or date.max)
    begin = max(runs[0].from_day, since or date.min, date.fromordinal(max(1, end.toordinal() - MOST_DAYS + 1)))
    days = [date.fromordinal(day) for day in range(begin.toordinal(), end.toordinal() + 1)]
    sayings = desk.sayings(runs[0].place, days)
    daily = [(day, _run_on(runs, day), tuple(sayings.get(day, ()))) for day in days]
    return tuple(_grouped(daily))


def _run_on(runs: Sequence[Control], day: date) -> Control | None:
    return next((run for run in runs if run.from_day <= day and (run.to_day is None or day <= run.to_day)), None)


def _grouped(daily: Sequence[tuple[date, Control | None, tuple[LastWord, ...]]]) -> Iterator[Spell]:
    """The days, those that follow one another and say the same put together; days of silence are left out."""
    for (run, sayings), days in groupby(daily, key=lambda entry: (entry[1], entry[2])):
        covered = [day for day, _, _ in days]
        if sayings or (run is not None and run.standing != "unknown"):
            yield Spell(first=covered[0], last=covered[-1], run=run, said=sayings)


def grid_of(runs: Sequence[Control], spells: Sequence[Spell]) -> list[GridRow]:
    """A row for the rule and one for each sayer, with a cell for each spell."""
    sayings: Mapping[date, Sequence[LastWord]] = {spell.first: spell.said for spell in spells}
    return make_grid(runs, sayings, [spell.first for spell in spells])


def is_empty(cell: Cell) -> bool:
    """Whether the cell says nothing."""
    return not cell.kind or cell.kind == "unknown"
