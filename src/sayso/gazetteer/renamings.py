"""The names that places bore before, with the last day of each: a table of the gazetteer's pack."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

RENAMED: Final = np.dtype([("row", "<u4"), ("key", "<u4"), ("until", "<i4"), ("name", "S60")])
"""One row a name: the place's row, the first hash of the name in normal form, the last day (ordinal) before the new
name was in force, and the name."""
FILE: Final = "renamings.npy"


class Renamings:
    """Former names by place."""

    def __init__(self, table: NDArray[Any]) -> None:
        """`table` is of the type `RENAMED`."""
        lines = [(int(row), int(key), int(until), bytes(name).decode()) for row, key, until, name in table.tolist()]
        self._until = {(row, key): until for row, key, until, _ in lines}
        self._names: dict[int, list[tuple[int, str]]] = {}
        for row, _, until, name in sorted(lines, key=lambda line: line[2]):
            self._names.setdefault(row, []).append((until, name))

    def __bool__(self) -> bool:
        return bool(self._until)

    def last_day(self, row: int, key: int) -> date | None:
        """The last day on which the place bore the name whose first hash is `key`; `None` for its other names."""
        until = self._until.get((row, key))
        return None if until is None else date.fromordinal(until)

    def name_on(self, row: int, day: date) -> str | None:
        """The name that the place bore on the day; `None` if it is the one that it bears now."""
        return next((name for until, name in self._names.get(row, ()) if day.toordinal() <= until), None)


def renamings_table(lines: Iterable[tuple[int, int, date, str]]) -> NDArray[Any]:
    """The table of (row, first hash of the name, last day, name)."""
    rows = [(row, key, until.toordinal(), name.encode()) for row, key, until, name in lines]
    return np.array(rows, dtype=RENAMED)
