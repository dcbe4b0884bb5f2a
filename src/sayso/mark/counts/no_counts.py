"""Which numbers count nothing: names, years, measures, times of day, scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.mark.counts.vocabulary import CountTables
from sayso.mark.times.lexemes import Lexeme, touches
from sayso.mark.times.numerals import NumberReading

_DASHES: Final = frozenset("-–—‑−")
_YEARS: Final = range(1900, 2100)
"""What four bare figures are rather a year of than a number. By reasoning, not swept."""
_YEAR_FIGURES: Final = 4
"""Figures of those years."""


def is_count(lexemes: Sequence[Lexeme], number: NumberReading, last: int, tables: CountTables) -> bool:
    """False for a number that names, dates or measures something; its words end at the lexeme `last`."""
    first = number.first
    before = lexemes[first - 1] if first else None
    if before is not None and (before.lower in tables.numbered_before or before.text in tables.currencies):
        return False
    if last < len(lexemes) and tables.portions.get(lexemes[last - 1].lower) == lexemes[last].lower:
        return False
    return not (
        _is_part_of_a_name(lexemes, number)
        or is_measured(lexemes, last, tables)
        or _is_year(lexemes, number, tables)
        or _is_clock_or_score(lexemes, number)
    )


def _is_part_of_a_name(lexemes: Sequence[Lexeme], number: NumberReading) -> bool:
    """True for "M777", "T-72", "9K72", "Su-25", "Covid-19": letters or dashes touch the figures."""
    first, last = number.first, number.last
    if not number.in_figures:
        return False
    if first and touches(lexemes[first - 1], lexemes[first]):
        before = lexemes[first - 1]
        if before.kind == "word" or (before.text in _DASHES and first > 1 and lexemes[first - 2].kind == "word"):
            return True
    if last >= len(lexemes) or not touches(lexemes[last - 1], lexemes[last]):
        return False
    return lexemes[last].kind == "word"


def is_measured(lexemes: Sequence[Lexeme], at: int, tables: CountTables) -> bool:
    """True when a unit of measure, money or time follows, also behind a dash ("155-mm", "three-day")."""
    if at < len(lexemes) and lexemes[at].text in _DASHES and touches(lexemes[at - 1], lexemes[at]):
        at += 1
    while at < len(lexemes) and lexemes[at].lower in tables.before_measures:
        at += 1
    if at >= len(lexemes):
        return False
    return lexemes[at].lower in tables.measures or lexemes[at].lower in tables.ordinal_endings


def _is_year(lexemes: Sequence[Lexeme], number: NumberReading, tables: CountTables) -> bool:
    """True for four bare figures from 1900 to 2099, unless a plural in lower case follows ("2000 troops")."""
    text = lexemes[number.first].text
    has_four_figures = number.last - number.first == 1 and len(text) == _YEAR_FIGURES and text.isdecimal()
    if not has_four_figures or number.value not in _YEARS:
        return False
    behind = lexemes[number.last] if number.last < len(lexemes) else None
    return behind is None or not (behind.text.islower() and behind.text.endswith(tables.counted_endings))


def _is_clock_or_score(lexemes: Sequence[Lexeme], number: NumberReading) -> bool:
    """True for "5:30", "24/7", "3-0 defeat" and decimal or dotted figures."""
    for at in (number.first - 1, number.last):
        if 0 <= at < len(lexemes) and lexemes[at].text in (":", "/", ".") and _has_figures_around(lexemes, at):
            return True
    return "." in lexemes[number.first].text and number.last - number.first == 1


def _has_figures_around(lexemes: Sequence[Lexeme], at: int) -> bool:
    if not 0 < at < len(lexemes) - 1:
        return False
    left, sign, right = lexemes[at - 1 : at + 2]
    return left.kind == right.kind == "number" and touches(left, sign) and touches(sign, right)
