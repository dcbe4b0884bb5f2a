"""The days that a title, a heading or the stamp of a post gives to what stands below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from sayso.base.days import DayRange
from sayso.mark.times.day_ranges import Clock, PossibleDays
from sayso.mark.times.expressions import Match
from sayso.mark.times.lexemes import Lexeme, lex
from sayso.mark.times.shown import is_time
from sayso.mark.times.vocabulary import TimeTables

SECTION_DAYS: Final = 366
"""Days between the first and the last that a heading names, beyond which it dates nothing: a year."""
TITLE_DAYS: Final = 366 * 3
"""Days between the first and the last that a title names, beyond which it dates nothing. By reasoning, not swept."""
STAMP: Final = 3
"""Signs and words at most before the date that opens a post, and between it and the hour. By hand, not swept."""
LONG_AGO: Final = timedelta(days=60)
"""How far back most of a text's dates, or those of its title, lie before it is read as a chronicle; news seldom dates
what is older. By reading, not swept."""
_DATES: Final = frozenset({"day", "days", "list", "nth_weekday", "month", "months"})
_SPANS: Final = frozenset({"day", "days", "list", "month", "months", "year", "years", "season"})
ReadDays = Callable[[Match, Clock], PossibleDays | None]
"""Works out the days of a match, seen from a clock."""
_OPENING: Final = frozenset("([")
_CLOSING: Final = frozenset(")]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Below:
    """What a heading or a stamp says of what stands below it."""

    section: DayRange | None
    day: PossibleDays | None
    """Its only day, where it says nothing else."""


def title_span(title: str | None, tables: TimeTables, read: ReadDays) -> DayRange | None:
    """The days of a title that names an event with its years ("Battle of Kharkiv (2022)", "2014 Idlib offensive").

    `None` for a title that is a sentence with a year in it, and for years that lie too far apart.
    """
    lexemes = lex(title or "", 0, len(title or ""))
    named = [match for match in tables.grammar.matches(lexemes) if match.rule.value in _SPANS and match.number("y")]
    placed = [match for match in named if _opens(match, lexemes, tables) or _is_bracketed(match, lexemes)]
    known = [days.known for match in placed if (days := read(match, Clock(published=None))) and days.known]
    if not known:
        return None
    first, last = min(days[0] for days in known), max(days[1] for days in known)
    return (first, last) if (last - first).days <= TITLE_DAYS else None


def _opens(match: Match, lexemes: Sequence[Lexeme], tables: TimeTables) -> bool:
    """Whether a year opens the title of an event: "2014 Idlib offensive", "The 2016 siege of X"; not "2023 saw X"."""
    before = [lexeme.lower for lexeme in lexemes[: match.first]]
    is_first = not before or (len(before) == 1 and before[0] in tables.articles)
    behind = lexemes[match.last] if match.last < len(lexemes) else None
    return is_first and behind is not None and behind.kind == "word" and behind.lower not in tables.after_year


def _is_bracketed(match: Match, lexemes: Sequence[Lexeme]) -> bool:
    """Whether brackets that hold the time end the line: "(2022)", "(June 2014)", "(January–March 2014)"."""
    before = {lexeme.text for lexeme in lexemes[max(0, match.first - STAMP) : match.first]}
    behind = [lexeme.text for lexeme in lexemes[match.last :]]
    return bool(before & _OPENING) and 0 < len(behind) <= STAMP and behind[-1] in _CLOSING


def is_account(span: DayRange | None, clock: Clock, dated: int, of_the_moment: int) -> bool:
    """Whether a text under a title with these days tells of the past: long over, and not told from the moment."""
    if span is None:
        return False
    return of_the_moment <= dated and (clock.published is None or clock.published - span[1] > LONG_AGO)


def heading_below(
    lexemes: Sequence[Lexeme], matches: Sequence[Match], tables: TimeTables, clock: Clock, read: ReadDays
) -> Below:
    """What a heading says: the days that it names, with their years or without, and its only day."""
    alone = [
        match for match in tables.grammar.matches(lexemes) if _says_only(match, lexemes)
    ]  # "March" is a month here
    matches = alone or matches
    full = [match for match in matches if match.number("y")]
    dates = full or [match for match in matches if match.rule.value in _DATES]
    known = [days.known for match in dates if (days := read(match, clock)) and days.known]
    if not known:
        return Below(section=None, day=None)
    first, last = min(days[0] for days in known), max(days[1] for days in known)
    section = (first, last) if (last - first).days <= SECTION_DAYS else None
    only = read(dates[0], clock) if len(dates) == 1 and _says_only(dates[0], lexemes) else None
    return Below(section=section, day=only if only and only.precision == "day" else None)


def _says_only(match: Match, lexemes: Sequence[Lexeme]) -> bool:
    """Whether a heading is its time alone, or ends in it in brackets ("Presidential election (3 June 2014)")."""
    rest = [*lexemes[: match.first], *lexemes[match.last :]]
    return all(lexeme.kind == "sign" for lexeme in rest) or _is_bracketed(match, lexemes)


def stamp_below(
    lexemes: Sequence[Lexeme], matches: Sequence[Match], tables: TimeTables, clock: Clock, read: ReadDays
) -> Below | None:
    """What the stamp of a post says that opens a paragraph ("3 May, 14:30 –"); `None` where none does.

    "At 14:30 on 3 May, troops entered" opens a sentence.
    """
    if lexemes and lexemes[0].lower in tables.opening:
        return None
    dates = [match for match in matches[:2] if match.rule.value == "day"]
    hours = [match for match in matches[:2] if match.word("hh")]
    if not dates or not hours:
        return None
    first, last = min(dates[0].first, hours[0].first), max(dates[0].last, hours[0].last)
    length = sum(match.last - match.first for match in {id(match): match for match in (dates[0], hours[0])}.values())
    behind = lexemes[last] if last < len(lexemes) else None
    if first > STAMP or last - first - length > STAMP or (behind is not None and behind.kind != "sign"):
        return None
    days = read(dates[0], clock)
    return Below(section=clock.section, day=days) if days and days.known else None


def under(clock: Clock, below: Below) -> Clock:
    """The clock below a heading or a stamp."""
    day = below.day.known[0] if below.day and below.day.known else None
    return replace(clock, section=below.section, day=day, here=below.day or clock.here)


def dated_title(clock: Clock, span: DayRange) -> Clock:
    """The clock at the first word of an account whose title gives its days."""
    start = PossibleDays(first=span[0], last=span[0], precision="year", basis="stated")
    return replace(clock, chronicle=True, span=span, here=start)


def matches_of(lexemes: Sequence[Lexeme], tables: TimeTables) -> list[Match]:
    """The times among some lexemes."""
    return [match for match in tables.grammar.matches(lexemes) if is_time(match, lexemes, tables)]
