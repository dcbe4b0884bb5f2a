"""Expressions of time and the days they stand for: never finer than the words, never the published day by default.

Three rules decide what an expression is seen from. Words of the moment ("yesterday", "on Friday") count from the day of
publication, and are unknown without one. A date without a year takes the year named in its sentence; else, in a text
that tells events in order by date (a chronicle), the year that brings it nearest to the latest date of the text; else
the last such day before publication, or the next if its verb looks ahead. Words that point back ("the following day",
"two weeks later") count from the latest date of the text, and are unknown when that lies too far back. In a chronicle
words of the moment belong to quotations and count from the latest date likewise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sayso.base.days import DayRange
from sayso.mark.times.day_ranges import Clock, PossibleDays
from sayso.mark.times.expressions import Match
from sayso.mark.times.lexemes import Lexeme, lex
from sayso.mark.times.readings import Seen
from sayso.mark.times.sections import (
    LONG_AGO,
    Below,
    ReadDays,
    dated_title,
    heading_below,
    is_account,
    matches_of,
    stamp_below,
    title_span,
    under,
)
from sayso.mark.times.shown import in_name
from sayso.mark.times.tense import tense_of
from sayso.mark.times.values import days_of
from sayso.mark.times.vocabulary import TimeTables
from sayso.model import Article, Mark, Sentence, When

LONG_GONE: Final = 1000
"""Sentences since a date that is in force for the years of others alone. By reasoning: more than `IN_FORCE`."""
IN_FORCE: Final = 8
"""Sentences for which the latest date anchors "the following day". Set by hand on forty war articles, not swept."""
_DATED = frozenset({"day", "days", "list", "nth_weekday", "month", "months"})
_OF_THE_MOMENT = frozenset({"deictic", "weekday", "weekdays", "weekdaylist", "overnight", "period", "ago"})
_MOVES_HERE = frozenset({"day", "days", "week", "month"})
_FULL = frozenset({"day", "days", "month"})
MARGIN: Final = timedelta(days=30)
"""How far before and behind the dates of its lead a chronicle may tell: a month. By reading, not swept."""
LONGEST: Final = timedelta(days=270)
"""How far on from a single date of its lead a chronicle is taken to reach: most of a year. By reading, not swept."""
LEAST_DATES: Final = 3
"""Dates that a chronicle names at least. By reading forty war articles and 118 news articles, not swept."""
DATES_A_MOMENT: Final = 2
"""Dates that a chronicle names at least for each word of the moment ("yesterday"). By the same reading."""
FILLERS: Final = 3
"""Words at most between a bound and its expression ("since at least early May"). By hand, not swept."""
BOUND_WORDS: Final = (3, 2, 1)
"""Words of a bound, the longest first: as many as `bounds` in the lexicon have at most."""
_RANGES = frozenset({"days", "list", "months", "years", "weekdays", "weekdaylist"})


_Read = tuple[Sentence, Sequence[Lexeme], list[Match]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """What a rule found: the stretch, the rule's value (those of `NO_DAYS` are no days) and the days, if any."""

    start: int
    end: int
    value: str
    days: PossibleDays | None
    match: Match
    clock: Clock
    """What the expression was seen from."""


def mark_times(article: Article, sentences: Sequence[Sentence], tables: TimeTables) -> tuple[Mark, ...]:
    """A `time` mark for each expression that stands for days, in text order and without overlaps; refers to a `When`.

    `When` has precision `unknown` where the words point to a day that the text does not give. Durations and ages yield
    no mark.
    """
    return tuple(
        Mark(
            kind="time", start=expression.start, end=expression.end, refers=_when(article, expression, expression.days)
        )
        for expression in find_times(article, sentences, tables)
        if expression.days is not None
    )


def find_times(article: Article, sentences: Sequence[Sentence], tables: TimeTables) -> Iterator[TimeExpression]:
    """Every expression of the grammar in text order, durations and ages too, with the days it stands for."""
    read = [(sentence, *_read(article, sentence, tables)) for sentence in sentences]
    clock = _first_clock(article, read, tables)
    lead, named = clock.here, -1 if clock.here and clock.here.precision in _MOVES_HERE else -LONG_GONE
    for index, (sentence, lexemes, matches) in enumerate(read):
        below = _below(article, sentences, index, (lexemes, matches), tables, clock)
        if below is not None:
            clock, named = under(clock, below), index if below.day else named
        if _is_heading(article, sentence):
            clock = replace(clock, until=_last_day_below(lexemes, lead, tables))
        if clock.chronicle and clock.section is None and _starts_anew(article, sentences, index, clock):
            clock = replace(clock, here=lead)
        clock, listed = replace(clock, year=None), _listed_years(lexemes, matches, tables)
        before: tuple[Match, PossibleDays | None] | None = None
        for match, year in zip(matches, listed, strict=True):
            clock = replace(clock, year=year or clock.year)
            tense, bound = tense_of(sentence, lexemes, match, _bound(match, lexemes, tables), tables)
            clock = replace(clock, tense=tense, is_recent=index - named <= IN_FORCE, in_sentence=index == named)
            days = days_of(Seen(match=match, tables=tables, clock=clock))
            days = _same_day_again(match, lexemes, before) or days
            before = match, days
            marked = _bounded(_capped(days, clock, bound), bound)
            yield _expression(match, lexemes, marked, clock, tables)
            if _moves(match, days, bound, clock) and not _is_head(article, sentence):
                clock, named = replace(clock, here=days), index
            if days and days.known and days.basis == "stated" and match.number("y"):
                clock = replace(clock, year=days.known[1].year)


def _last_day_below(lexemes: Sequence[Lexeme], lead: PossibleDays | None, tables: TimeTables) -> date | None:
    """The last day that may be told of below a heading, where that says "Background": soon after the lead's first."""
    words = " ".join(lexeme.lower for lexeme in lexemes if lexeme.kind == "word")
    return lead.first + MARGIN if lead and lead.first and words in tables.forerunning else None


def _reader(tables: TimeTables) -> ReadDays:
    """How the days of a match are read that is seen from a clock."""
    return lambda match, clock: days_of(Seen(match=match, tables=tables, clock=clock))


def _below(
    article: Article,
    sentences: Sequence[Sentence],
    index: int,
    read: tuple[Sequence[Lexeme], list[Match]],
    tables: TimeTables,
    clock: Clock,
) -> Below | None:
    """What a sentence dates below it, if it is a heading or the stamp of a post.

    A heading without a time right below another leaves that in force.
    """
    if _is_heading(article, sentences[index]):
        below = heading_below(*read, tables, clock, _reader(tables))
        follows = index > 0 and _is_heading(article, sentences[index - 1])
        return None if below.section is None and follows else below
    is_first = index == 0 or sentences[index - 1].block != sentences[index].block
    return stamp_below(*read, tables, clock, _reader(tables)) if is_first else None


def _same_day_again(
    match: Match, lexemes: Sequence[Lexeme], before: tuple[Match, PossibleDays | None] | None
) -> PossibleDays | None:
    """The date told right before, if "the next day" says it again behind a comma ("on 19 March, the next day,")."""
    if before is None or match.rule.value != "that" or match.rule.options.get("by") != 1:
        return None
    between = [lexeme.lower for lexeme in lexemes[before[0].last : match.first]]
    return before[1] if between == [","] and before[0].rule.value == "day" else None


def _listed_years(lexemes: Sequence[Lexeme], matches: Sequence[Match], tables: TimeTables) -> list[int | None]:
    """For each expression the year that ends its list of dates ("28 February, 3 March and 7 March 2022").

    A later month than the next one's is of the year before ("late December and early January 2023").
    """
    years, year, first, month = list[int | None](), None, len(lexemes), 12
    for match in reversed(matches):
        between = {lexeme.lower for lexeme in lexemes[match.last : first]}
        named = match.number("m") or tables.words["months"].get(match.word("m") or "", 0)
        own = match.number("y")
        year = own or (year if between <= tables.date_links else None)
        year = year - 1 if year and not own and named > month else year
        year = year if match.rule.value in _DATED else None
        years.append(year)
        first, month = match.first, named or month
    return years[::-1]


def _moves(match: Match, days: PossibleDays | None, bound: str | None, clock: Clock) -> bool:
    """True when the text now tells of these days; in a chronicle words of the moment are those of a quotation."""
    if days is None or days.known is None or days.precision not in _MOVES_HERE or bound not in (None, "by"):
        return False
    return not (clock.chronicle and match.rule.value in _OF_THE_MOMENT)


def _first_clock(article: Article, read: Sequence[_Read], tables: TimeTables) -> Clock:
    """The clock at the article's first word: in a chronicle it stands at the first date that is written in full."""
    clock = Clock(published=article.published)
    told = [one for one in read if not _is_head(article, one[0])] or read
    full = list(_full_dates(told, tables, clock))
    every = [match for _, _, matches in told for match in matches]
    dated, of_the_moment = (sum(match.rule.value in kind for match in every) for kind in (_DATED, _OF_THE_MOMENT))
    span = title_span(article.title, tables, _reader(tables)) if not _title_tells(article, read, tables) else None
    if span is not None and is_account(span, clock, dated, of_the_moment):
        return dated_title(clock, span)
    first = next((match.number("y") for match in every if match.rule.value in _DATED), None)
    is_alone = len(full) == 1 and first is None  # of many dates without a year, one has it: "since 7 October 2023"
    is_chronicle = _is_chronicle(clock, dated, of_the_moment, [days for _, days in full])
    clock = replace(clock, chronicle=is_chronicle and (not is_alone or clock.published is None))
    if not clock.chronicle or not full:
        return clock
    end = next((sentence.start for sentence, _, _ in read if _is_heading(article, sentence)), len(article.text))
    lead = [days.known for sentence, days in full if sentence.start < end and days.known]
    return replace(clock, here=full[0][1], span=_span(lead, [days.known for _, days in full if days.known]))


def _title_tells(article: Article, read: Sequence[_Read], tables: TimeTables) -> bool:
    """Whether the title is a sentence with a verb of its own ("2023 saw record killings"), and no name of an event."""
    finite = tables.tags.past | tables.tags.present
    titles = [sentence for sentence, _, _ in read if _kind(article, sentence) == "title"]
    return any(token.xpos in finite and token.upos == "VERB" for sentence in titles for token in sentence.tokens)


def _full_dates(read: Sequence[_Read], tables: TimeTables, clock: Clock) -> Iterator[tuple[Sentence, PossibleDays]]:
    for sentence, _, matches in read:
        for match in matches:
            if match.number("y") and match.rule.value in _FULL:
                days = days_of(Seen(match=match, tables=tables, clock=clock))
                if days and days.known:
                    yield sentence, days


def _span(lead: Sequence[DayRange], full: Sequence[DayRange]) -> DayRange | None:
    """The days that the lead's dates reach over, with a month's margin.

    From a single one most of a year on, and back to the earliest full date of the text that is as near.
    """
    if not lead:
        return None
    first, last = min(days[0] for days in lead), max(days[1] for days in lead)
    if len(lead) == 1:
        last += LONGEST - MARGIN
        first = min([first, *(days[0] for days in full if first - LONGEST <= days[0])])
    return first - MARGIN, last + MARGIN


def _starts_anew(article: Article, sentences: Sequence[Sentence], index: int, clock: Clock) -> bool:
    """True where a chronicle comes back to its own days: at a heading; after what went before, at a paragraph."""
    here = clock.here.known if clock.here else None
    if here is None or clock.span is None or clock.span[0] <= here[0] <= clock.span[1]:
        return False
    is_paragraph = index > 0 and sentences[index - 1].block != sentences[index].block
    return _is_heading(article, sentences[index]) or (is_paragraph and here[0] < clock.span[0])


def _is_heading(article: Article, sentence: Sentence) -> bool:
    return _kind(article, sentence) == "heading"


def _is_head(article: Article, sentence: Sentence) -> bool:
    """Whether a sentence only dates the page: its day is not that of what the report tells."""
    return _kind(article, sentence) == "byline"


def _kind(article: Article, sentence: Sentence) -> str | None:
    return article.blocks[sentence.block].kind if sentence.block < len(article.blocks) else None


def _read(article: Article, sentence: Sentence, tables: TimeTables) -> tuple[Sequence[Lexeme], list[Match]]:
    lexemes = lex(article.text, sentence.start, sentence.end)
    return lexemes, matches_of(lexemes, tables)


def _when(article: Article, expression: TimeExpression, days: PossibleDays) -> When:
    return When(
        text=article.text[expression.start : expression.end],
        start=expression.start,
        end=expression.end,
        from_day=days.first,
        to_day=days.last,
        precision=days.precision,
        basis=days.basis,
    )


def _expression(
    match: Match, lexemes: Sequence[Lexeme], days: PossibleDays | None, clock: Clock, tables: TimeTables
) -> TimeExpression:
    """The expression without the words at its edges that are no part of it."""
    first = match.first + match.rule.options.get("skip", 0)
    last = match.last - match.rule.options.get("drop_last", 0)
    if first < last - 1 and lexemes[first].lower in tables.opening:
        first += lexemes[first + 1].lower not in tables.opening_phrases
    while last - 1 > first and lexemes[last - 1].lower in tables.closing:
        if match.word("ampm") and lexemes[last - 2].lower in tables.hour_letters:
            break
        last -= 1
    start, end = lexemes[first].start, lexemes[last - 1].end
    return TimeExpression(start=start, end=end, value=match.rule.value, days=days, match=match, clock=clock)


def _is_chronicle(clock: Clock, dated: int, of_the_moment: int, full: Sequence[PossibleDays]) -> bool:
    """True when dates outnumber words of the moment and lie well before publication, or nothing says when that was."""
    if clock.published is None:
        return True
    if not full or dated < max(LEAST_DATES, DATES_A_MOMENT * of_the_moment):
        return False
    middle = sorted(days.known[1] for days in full if days.known)[len(full) // 2]
    return clock.published - middle > LONG_AGO


def _bound(match: Match, lexemes: Sequence[Lexeme], tables: TimeTables) -> str | None:
    """The bound that the words in front make of it, or `None`; not before "Friday's attack" or "the 2014 war"."""
    if match.last < len(lexemes) and (lexemes[match.last].lower == "'" or in_name(match, lexemes, tables)):
        return None
    index, skipped = match.first, 0
    while skipped <= FILLERS:
        for length in BOUND_WORDS:
            words = tuple(lexeme.lower for lexeme in lexemes[max(0, index - length) : index])
            if len(words) == length and words in tables.bounds:
                return _unless_range(tables.bounds[words], match)
        index, skipped = index - 1, skipped + 1
        if index < 1 or lexemes[index].lower not in tables.fillers:
            return None
    return None


def _unless_range(bound: str, match: Match) -> str | None:
    """The bound; not "since" of a run, nor "before" and "after" an hour ("before dawn on Friday")."""
    has_hour = match.word("part") is not None or match.word("hh") is not None
    is_of_hour = has_hour and bound not in ("by", "until", "since")
    return None if is_of_hour or (match.rule.value in _RANGES and bound == "since") else bound


def _capped(days: PossibleDays | None, clock: Clock, bound: str | None) -> PossibleDays | None:
    """The days up to publication only, when they are under way and nothing looks ahead."""
    if days is None or days.known is None or clock.published is None or clock.tense == "future" or bound:
        return days
    first, last = days.known
    return replace(days, last=clock.published) if first <= clock.published < last else days


def _bounded(days: PossibleDays | None, bound: str | None) -> PossibleDays | None:
    """The days opened on one side."""
    if days is None or days.known is None or bound is None:
        return days
    first, last = days.known
    if bound in ("by", "until"):
        return replace(days, first=None, last=last)
    if bound == "before":
        return replace(days, first=None, last=first - timedelta(days=1))
    return replace(days, first=first if bound == "since" else last + timedelta(days=1), last=None)
