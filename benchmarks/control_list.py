"""A list of who held which town from day to day, as a CSV of runs: name, lat, lon, held_by, first_day, last_day."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz

LABELS: Final = {
    "Ukraine": "ukrainian", "Ukraine?": "ukrainian", "Russia": "russian", "Donetsk PR": "russian", "DPR": "russian",
    "Luhansk PR": "russian", "Donetsk People's Republic": "russian", "Luhansk People's Republic": "russian",
    "Contested": "contested", "Gray zone": "contested",
}  # fmt: skip
"""What the list says, as one of three; anything else ("Truce", "Unknown") says nothing of the day."""
SAME_KM: Final = 10.0
"""Rows of one name are one town if they lie no farther apart."""
SLIP_DAYS: Final = 7
"""A holder that the list knows for so many days between two runs of another is an editor's slip, or another town of the
same name."""
ALIKE: Final = 80
"""Names are the same if so much of them is, in percent: the list and gazetteers transliterate differently."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One run of the list; where it gives no coordinates they are `None`."""

    name: str
    at: tuple[float, float] | None
    label: str
    first: date
    last: date
    snapshots: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A town of the list with its runs in order; runs do not overlap."""

    name: str
    at: tuple[float, float] | None
    runs: tuple[Row, ...]

    @property
    def plain_name(self) -> str:
        """The name without the district that tells it from others ("Andriivka, Beryslav Raion")."""
        return self.name.partition(",")[0].strip()

    def is_at(self, name: str, latitude: float | None, longitude: float | None, *, within_km: float) -> bool:
        """Whether a place has the town's name and lies near; where the list gives no coordinates, the name decides."""
        if fuzz.ratio(self.plain_name.casefold(), name.casefold()) < ALIKE or latitude is None or longitude is None:
            return False
        return self.at is None or km_between(self.at, (latitude, longitude)) <= within_km

    def until(self, last: date) -> Town:
        """The town as far as the list knows it up to a day."""
        runs = (replace(run, last=min(run.last, last)) for run in self.runs if run.first <= last)
        return replace(self, runs=tuple(runs))

    def days(self) -> Iterator[tuple[date, str]]:
        """Every day on which the list says something."""
        for row in self.runs:
            for number in range((row.last - row.first).days + 1):
                yield row.first + timedelta(days=number), row.label


def read_towns(path: Path) -> list[Town]:
    """The towns of the list, by name, without the list's slips."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for said in csv.DictReader(file) if (row := _row(said))]
    rows.sort(key=lambda row: (row.name, row.first, row.last, row.label))
    return [town for _, named in groupby(rows, key=lambda row: row.name) for town in _towns(list(named))]


def _row(said: dict[str, str]) -> Row | None:
    label = LABELS.get(said["held_by"])
    if label is None:
        return None
    return Row(
        name=said["name"],
        at=(float(said["lat"]), float(said["lon"])) if said["lat"] and said["lon"] else None,
        label=label,
        first=date.fromisoformat(said["first_day"]),
        last=date.fromisoformat(said["last_day"]),
        snapshots=int(said["n_snapshots"]),
    )


def _towns(rows: Sequence[Row]) -> Iterator[Town]:
    """The towns of one name: rows by where they lie; a row without coordinates goes to the town next to it in time."""
    groups: list[list[Row]] = []
    for row in rows:
        if row.at is not None:
            near = next((group for group in groups if km_between(group[0].at or row.at, row.at) <= SAME_KM), None)
            groups.append([row]) if near is None else near.append(row)
    for row in rows:
        if row.at is None:
            near = min(groups, key=lambda group: min(_gap(row, one) for one in group), default=None)
            groups.append([row]) if near is None else near.append(row)
    for group in groups:
        runs = _runs(sorted(group, key=lambda row: (row.first, row.last)))
        if runs:
            at = next((row.at for row in group if row.at), None)
            yield Town(name=rows[0].name, at=at, runs=tuple(runs))


def _gap(one: Row, other: Row) -> int:
    return max((one.first - other.last).days, (other.first - one.last).days, 0)


def _runs(rows: Sequence[Row]) -> list[Row]:
    """Rows of one town as runs that do not overlap: neighbours of one label joined, slips left out."""
    runs = list(_join(_apart(rows)))
    while (slip := next(_slips(runs), None)) is not None:
        runs = list(_join([*runs[:slip], *runs[slip + 1 :]]))
    return runs


def _slips(runs: Sequence[Row]) -> Iterator[int]:
    """Runs of one snapshot, but for the first, and runs of a holder for a week between two of the other's."""
    yield from (at for at in range(1, len(runs)) if runs[at].snapshots == 1)
    held = [at for at, row in enumerate(runs) if row.label != "contested"]
    for before, at, after in zip(held, held[1:], held[2:], strict=False):
        is_short = (runs[at].last - runs[at].first).days < SLIP_DAYS
        if is_short and runs[before].label == runs[after].label != runs[at].label:
            yield at


def _apart(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows without the days on which two of them contradict each other."""
    labels: dict[date, set[str]] = {}
    for row in rows:
        for number in range((row.last - row.first).days + 1):
            labels.setdefault(row.first + timedelta(days=number), set()).add(row.label)
    for row in rows:
        days = [row.first + timedelta(days=number) for number in range((row.last - row.first).days + 1)]
        clear = [day for day in days if labels[day] == {row.label}]
        if clear:
            yield replace(row, first=clear[0], last=clear[-1])


def _join(rows: Iterator[Row] | Sequence[Row]) -> Iterator[Row]:
    kept: Row | None = None
    for row in rows:
        if kept and kept.label == row.label:
            kept = replace(kept, last=max(kept.last, row.last), snapshots=kept.snapshots + row.snapshots)
        else:
            if kept:
                yield kept
            kept = row
    if kept:
        yield kept


def km_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points (latitude, longitude) on a sphere."""
    (a, b), (c, d) = ((math.radians(part) for part in point) for point in (one, other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))
