"""The rows of an article's tables: their cells, what the columns hold, and the numbers that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Final

from sayso.claim.scene import Scene
from sayso.model import Block, ColumnKind, Count, Place, Span, When

FILE: Final = "rows.yaml"
"""The lexicon's file with the words, each list with its examples."""
TITLED: Final = ": "
"""What stands between a column's title and the cell, as reading lays rows out."""
BETWEEN: Final = " | "
"""What stands between two cells."""
SPOTS: Final = frozenset({"settlement", "facility", "feature"})
"""Kinds of places that somebody takes or holds."""
NEAR: Final = 3
"""Words at most between a number and what it counts ("5 people were killed"). By hand, not swept."""
_NUMBER: Final = re.compile(r"(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d+)(\+)?(?:\s?[–—-]\s?(\d{1,3}(?:,\d{3})+|\d+)(\+)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWords:
    """The lists of `rows.yaml`."""

    events: Mapping[str, str]
    contested: frozenset[str]
    harms: Mapping[str, str]
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    joined: frozenset[str]
    people: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a table; `cells` are its blocks in text order."""

    cells: tuple[Block, ...]
    scene: Scene

    @cached_property
    def span(self) -> Span:
        """The line that the row is, titles of its columns with it."""
        text = self.scene.text
        start, end = text.rfind("\n", 0, self.cells[0].start) + 1, self.cells[-1].end
        return Span(text=text[start:end], start=start, end=end)

    def of(self, *columns: ColumnKind) -> list[Block]:
        """The cells of these columns."""
        return [cell for cell in self.cells if cell.column in columns]

    def title(self, cell: Block) -> Span:
        """The title of a cell's column; the cell itself where the column has none."""
        text = self.scene.text
        end = cell.start - len(TITLED)
        start = max(text.rfind(BETWEEN, self.span.start, cell.start) + len(BETWEEN), self.span.start)
        if self.cells[0] is cell or start < self.span.start + len(BETWEEN):
            start = self.span.start
        if end <= start:
            start, end = cell.start, cell.end
        return Span(text=text[start:end], start=start, end=end)

    def place(self, *, spot: bool, but: Block | None = None) -> tuple[Place, ...]:
        """Where it was: the places of the column of places, else of what is told, else, but for a `spot`, the region.

        `but` is a cell whose own places do not count.
        """
        own = [place for cell in self.of("place") for place in self._places(cell)]
        told = [place for cell in self.of("told") if cell is not but for place in self._places(cell)]
        own = own or [place for place in told if place.kind in SPOTS]
        if own or spot:
            return tuple(own[:1])
        return tuple([place for cell in self.of("region") for place in self._places(cell)][:1])

    def _places(self, cell: Block) -> list[Place]:
        return self.scene.places_within(cell.start, cell.end)

    def when(self, *, spot: bool) -> When | None:
        """When it was: the column of days, else from the first day to the last; of a `spot` the last of them."""
        days = [time for cell in self.of("day")[:1] for time in self.scene.times(cell.start, cell.end)]
        if len(days) > 1:
            return days[-1] if spot else _from_to(days[0], days[-1])
        first = [time for cell in self.of("first_day") for time in self.scene.times(cell.start, cell.end)]
        last = [time for cell in self.of("last_day") for time in self.scene.times(cell.start, cell.end)]
        if days or spot or not (first and last):
            return next(iter([*days, *last, *first]), None)
        return _from_to(first[0], last[0])


def _from_to(first: When, last: When) -> When:
    """The days from the first of one time to the last of another."""
    is_day = first.from_day is not None and first.from_day == last.to_day
    return replace(first, to_day=last.to_day, precision="day" if is_day else "days")


def rows_of(scene: Scene) -> dict[int, Row]:
    """The rows of an article by their number."""
    cells = [block for block in scene.reading.article.blocks if block.kind == "cell"]
    return {number: Row(cells=tuple(row), scene=scene) for number, row in groupby(cells, key=lambda cell: cell.row)}


def number_in(cell: Block, scene: Scene, words: RowWords) -> Count | None:
    """The first number of a cell; `None` where it has none, or says that there were none."""
    match = _NUMBER.search(scene.text, cell.start, cell.end)
    return None if match is None else _count(match, cell, str(cell.column), scene, words)


def harms_in(cell: Block, scene: Scene, words: RowWords) -> Iterator[tuple[str, Count]]:
    """Each number of a cell with the harm that stands behind it; not one that is told of two harms together."""
    for match in _NUMBER.finditer(scene.text, cell.start, cell.end):
        behind = re.findall(r"[\w/&]+|[,;(]", scene.text[match.end() : cell.end].lower())
        found = next((at for at, word in enumerate(behind[: NEAR + 1]) if word in words.harms), None)
        if found is None or any(word in (",", ";", "(") for word in behind[:found]):
            continue
        if behind[found + 1 : found + 2] and behind[found + 1] in words.joined and _is_harm(behind, found + 2, words):
            continue
        harm = words.harms[behind[found]]
        if count := _count(match, cell, harm, scene, words):
            yield harm, count


def _is_harm(behind: list[str], at: int, words: RowWords) -> bool:
    return at < len(behind) and behind[at] in words.harms


def _count(match: re.Match[str], cell: Block, of: str, scene: Scene, words: RowWords) -> Count | None:
    low, high = (int(match[at].replace(",", "")) if match[at] else None for at in (1, 3))
    before = scene.text[cell.start : match.start()].lower().rstrip()
    is_open = bool(match[2] or match[4]) or before.endswith(words.at_least)
    top = None if is_open else high or low
    if before.endswith(words.at_most):
        low, top = None, high or low
    if not (top or low) or (low and top and top < low):
        return None
    return Count(text=match[0], start=match.start(), end=match.end(), of=of, low=low, high=top)
