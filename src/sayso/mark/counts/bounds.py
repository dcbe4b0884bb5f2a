"""What the words around a number say of its bounds: "at least", "nearly", "some", "or more"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sayso.mark.counts.numbers import BoundedNumber
from sayso.mark.counts.vocabulary import CountBound, CountTables
from sayso.mark.times.lexemes import Lexeme

_BEFORE: Final = (4, 3, 2, 1)
"""Words of a bound before a number, the longest first: as many as `bounds` in the lexicon have at most."""
_BEHIND: Final = (4, 3, 2, 1)
"""The same behind a number or its noun."""


def bounded(lexemes: Sequence[Lexeme], number: BoundedNumber, tables: CountTables) -> BoundedNumber:
    """The number with what the words before and behind it say of its bounds."""
    for length in _BEFORE:
        words = tuple(lexeme.lower for lexeme in lexemes[max(0, number.first - length) : number.first])
        if len(words) == length and words in tables.before:
            first = number.first - length
            widened = replace(number, first=first, start=lexemes[first].start)
            return bounded(lexemes, _apply(widened, tables.before[words], tables), tables)
    for length in _BEHIND:
        words = tuple(lexeme.lower for lexeme in lexemes[number.last : number.last + length])
        if len(words) == length and words in tables.after:
            last = number.last + length
            widened = replace(number, last=last, end=lexemes[last - 1].end)
            return _apply(widened, tables.after[words], tables)
    return number


def bound_behind_noun(
    lexemes: Sequence[Lexeme], number: BoundedNumber, end: int, tables: CountTables
) -> tuple[BoundedNumber, int]:
    """The number with what stands behind its noun, which ends at `end`, and where it ends then ("six men or more")."""
    at = next((index for index in range(number.last, len(lexemes)) if lexemes[index].start >= end), len(lexemes))
    for length in _BEHIND:
        words = tuple(lexeme.lower for lexeme in lexemes[at : at + length])
        if len(words) == length and words in tables.after_noun:
            return _apply(number, tables.after_noun[words], tables), lexemes[at + length - 1].end
    return number, end


def _apply(number: BoundedNumber, bound: CountBound, tables: CountTables) -> BoundedNumber:
    low, high = number.low, number.high
    if bound == "around":
        return _around(number, tables.around_share)
    if bound == "at_most":
        return replace(number, low=None, high=high)
    return replace(number, low=low if low is not None else high, high=None)


def _around(number: BoundedNumber, share: float) -> BoundedNumber:
    if number.low is None or number.high is None or number.low != number.high:
        return number
    margin = int(number.low * share)
    return replace(number, low=number.low - margin, high=number.high + margin)
