"""Arithmetic on half-open stretches `[start, end)` of code points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class HasSpan(Protocol):
    """Anything with a start and an end: a mark, a token, a sentence, a block."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=HasSpan)


def overlaps(span: HasSpan, other: HasSpan) -> bool:
    """Whether the two share at least one character; touching ends share none."""
    return span.start < other.end and other.start < span.end


def contains(outer: HasSpan, inner: HasSpan) -> bool:
    """Whether every character of `inner` lies in `outer`; a stretch contains itself."""
    return outer.start <= inner.start and inner.end <= outer.end


def overlap(span: HasSpan, other: HasSpan) -> int:
    """How many characters the two share."""
    return max(0, min(span.end, other.end) - max(span.start, other.start))


def gap(span: HasSpan, other: HasSpan) -> int:
    """How many characters lie between the two; 0 if they touch or overlap."""
    return max(0, other.start - span.end, span.start - other.end)


def trim(text: str, start: int, end: int, *, edges: str = " \t\r\n\u00a0\u2009\u202f") -> tuple[int, int]:
    """The stretch without the characters of `edges` at both ends; empty, at `start`, if nothing else is there."""
    while end > start and text[end - 1] in edges:
        end -= 1
    first = start
    while first < end and text[first] in edges:
        first += 1
    return (first, end) if first < end else (start, start)


def within(outer: HasSpan, stretches: Iterable[S]) -> list[S]:
    """Those that lie wholly in `outer`, in the order given."""
    return [stretch for stretch in stretches if contains(outer, stretch)]


def holder(position: int, stretches: Sequence[S]) -> S | None:
    """The one that holds the character at `position`, of stretches that are sorted and do not overlap."""
    index = bisect_right(stretches, position, key=_start) - 1
    return stretches[index] if index >= 0 and position < stretches[index].end else None


def _start(stretch: HasSpan) -> int:
    return stretch.start
