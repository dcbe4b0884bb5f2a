"""Whether what a rule matched is a time after all, by what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.mark.times.expressions import Match
from sayso.mark.times.lexemes import Lexeme, touches
from sayso.mark.times.vocabulary import TimeTables

YEARS: Final = range(1901, 2050)
"""Years that news texts name and that seldom count things; a bare 1500, 1900 or 2000 may count ("of 2000 troops").
By reasoning, not swept."""
_VAGUE = frozenset({"present", "past", "future"})


def is_time(match: Match, lexemes: Sequence[Lexeme], tables: TimeTables) -> bool:
    """False for "may", "march" and bare numbers that nothing shows to be a month, a year or an hour."""
    before = lexemes[match.first - 1].lower if match.first else ""
    if match.rule.value == "year":
        return _is_year(match, lexemes, before, tables)
    if match.word("hh"):
        return _is_hour(match)
    if match.rule.value in _VAGUE:
        return not _leads_on(match, lexemes)
    if match.word("rate"):
        return not (match.first and match.lexemes[0].is_capital)  # "the Daily News"
    if match.last - match.first > 1:
        return True
    return lexemes[match.first].lower not in tables.doubtful or before in tables.before_doubtful


def _is_year(match: Match, lexemes: Sequence[Lexeme], before: str, tables: TimeTables) -> bool:
    if match.last < len(lexemes) and _is_ordinal(match, lexemes, tables):
        return False
    if match.word("yy"):
        return before in tables.before_year and touches(*match.lexemes[:2])
    if match.last - match.first > 1:
        return True
    return before in tables.before_year and not _counts(match, lexemes, tables)


def _counts(match: Match, lexemes: Sequence[Lexeme], tables: TimeTables) -> bool:
    """True when a bare number of four digits counts the word behind it ("of 2000 troops", "the 1500 soldiers")."""
    behind = lexemes[match.last] if match.last < len(lexemes) else None
    if (
        behind is None
        or behind.kind != "word"
        or behind.lower != behind.text
        or not behind.text.endswith(tables.plural_endings)
    ):
        return False
    year = match.number("y")
    return behind.lower not in tables.not_counted and (year not in YEARS or year == 2000)


def _is_hour(match: Match) -> bool:
    """True for 0:00 to 24:59, for 0800, and for 5.30."""
    hour, _, minute = (match.word("hh") or "").partition(".")
    if len(hour) == 4:
        hour, minute = hour[:2], hour[2:]
    minute = match.word("mi") or minute or "00"
    return len(hour) <= 2 and hour.isdecimal() and int(hour) <= 24 and len(minute) == 2 and minute < "60"


def _leads_on(match: Match, lexemes: Sequence[Lexeme]) -> bool:
    """True for the first part of a word with dashes ("now-cancelled", "soon-to-open")."""
    behind = lexemes[match.last] if match.last < len(lexemes) else None
    return behind is not None and behind.text in "-‐‑" and touches(lexemes[match.last - 1], behind)


def _is_ordinal(match: Match, lexemes: Sequence[Lexeme], tables: TimeTables) -> bool:
    """True for the figures of "the 2022nd"."""
    behind = lexemes[match.last]
    return behind.lower in tables.ordinal_endings and touches(lexemes[match.last - 1], behind)


def in_name(match: Match, lexemes: Sequence[Lexeme], tables: TimeTables) -> bool:
    """True for the year in "the 2014 annexation": a part of the name of an event, with something behind it."""
    if match.rule.value != "year" or match.last - match.first > 2 or match.last >= len(lexemes):
        return False
    behind, before = lexemes[match.last], lexemes[match.first - 1].lower if match.first else ""
    has_article = before in tables.articles or match.lexemes[0].lower in tables.articles
    return has_article and behind.kind == "word" and behind.lower not in tables.after_year
