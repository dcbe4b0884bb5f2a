"""What every format gives: a text, its pieces as the syntax shows them, and what the metadata say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sayso.model import ColumnKind

Shape = Literal["line", "paragraph", "heading", "item", "links", "cell"]
"""`line` and `paragraph` of plain text show no syntax; `heading`, `item` (of a list), `links` and `cell` (of
a table) are known as such."""

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePiece:
    """A stretch of the text that belongs together; `level` is the heading's, 1 for the highest."""

    start: int
    end: int
    shape: Shape
    level: int = 0
    depth: int = 0
    """Of an item how deep its list is, 1 for the outermost."""
    column: ColumnKind | None = None
    """Of a cell what its column holds."""
    row: int = 0
    """Of a cell the number of its row on the page, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a document's metadata say of it."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    days: tuple[date | str, ...] = ()
    """What may be the day of publication, the likeliest first; texts as they stand."""
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """One document, ready to be cut into blocks; pieces are in text order and do not overlap."""

    text: str
    pieces: tuple[PagePiece, ...]
    facts: Facts = Facts()
    unread_tables: tuple[int, ...] = ()
    """How many rows each table has that could not be read."""
    marked_up: bool = False
    """The pieces come from the syntax of Markdown or HTML, so that nothing about them need be guessed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowText:
    """One row as a line of text; `cells` are stretches of it, each with what its column holds."""

    text: str
    cells: tuple[tuple[ColumnKind, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableText:
    """The rows of a table that could be read, and how many rows with something in them could not."""

    rows: tuple[RowText, ...] = ()
    unread: int = 0


PagePart = tuple[Shape, str, int] | TableText
"""A stretch with its shape, and a heading's level or how deep the list of an item is; or a table."""


def lay_out(parts: Iterable[PagePart]) -> PageText:
    """The text of these parts, a blank line between two, and where each of them stands in it."""
    texts: list[str] = []
    pieces: list[PagePiece] = []
    unread: list[int] = []
    start = row = 0
    for part in parts:
        if isinstance(part, TableText):
            unread += [part.unread] if part.unread else []
        for line in part.rows if isinstance(part, TableText) else [_line(*part)]:
            row += isinstance(line, RowText)
            texts += [line.text] if line.text else []
            pieces += _pieces(line, start, row) if line.text else []
            start += len(line.text) + 2 if line.text else 0
    return PageText(text="\n\n".join(texts), pieces=tuple(pieces), unread_tables=tuple(unread), marked_up=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A part that is no table, on one line."""

    text: str
    shape: Shape
    number: int


def _line(shape: Shape, raw: str, number: int) -> _Line:
    return _Line(text=_SPACES.sub(" ", raw).strip(), shape=shape, number=number)


def _pieces(line: _Line | RowText, start: int, row: int) -> list[PagePiece]:
    """Where a line, or each cell of a row, stands in the text."""
    if isinstance(line, RowText):
        return [
            PagePiece(start=start + first, end=start + last, shape="cell", column=column, row=row)
            for column, first, last in line.cells
        ]
    level, depth = (line.number if line.shape == shape else 0 for shape in ("heading", "item"))
    return [PagePiece(start=start, end=start + len(line.text), shape=line.shape, level=level, depth=depth)]
