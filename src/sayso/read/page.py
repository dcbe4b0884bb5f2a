"""What every format gives: a text, its pieces as the syntax shows them, and what the metadata say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Shape = Literal["line", "paragraph", "heading", "item", "links"]
"""`line` and `paragraph` of plain text show no syntax; `heading`, `item` (of a list) and `links` are known as such."""

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePiece:
    """A stretch of the text that belongs together; `level` is the heading's, 1 for the highest."""

    start: int
    end: int
    shape: Shape
    level: int = 0


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
    marked_up: bool = False
    """The pieces come from the syntax of Markdown or HTML, so that nothing about them need be guessed."""


def lay_out(parts: Iterable[tuple[Shape, str, int]]) -> tuple[str, tuple[PagePiece, ...]]:
    """The text of these parts, a blank line between two, and where each of them stands in it."""
    texts: list[str] = []
    pieces: list[PagePiece] = []
    start = 0
    for shape, raw, level in parts:
        text = _SPACES.sub(" ", raw).strip()
        if text:
            texts.append(text)
            pieces.append(PagePiece(start=start, end=start + len(text), shape=shape, level=level))
            start += len(text) + 2
    return "\n\n".join(texts), tuple(pieces)
