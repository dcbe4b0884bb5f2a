"""The days of expressions that name them by the calendar: dates, months, years, seasons, holidays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sayso.base.days import month_range, weekday_after, weekday_before, year_range
from sayso.mark.times.day_ranges import UNKNOWN, Clock, PossibleDays, feast, nearest_year, relative, shifted, stated
from sayso.mark.times.readings import Seen


def _date(seen: Seen, suffix: str = "") -> tuple[int | None, int, int]:
    """Year, month and day of the parts `y`, `m` and `d` (or `o`); the year as written, `None` if none is."""
    month = seen.match.number("m" + suffix)
    if month is None:
        month = seen.meaning("m" + suffix, "months")
    day = seen.match.number("d" + suffix)
    if day is None:
        day = seen.tables.words["o31"][seen.match.word("d" + suffix) or ""]
    return seen.year(), month or 0, day


def value_day(seen: Seen) -> PossibleDays | None:
    """A single date, with the year that fits where none is written."""
    year, month, day = _date(seen)
    if year is None and (short := seen.match.word("yy")) is not None:
        year = _in_century(seen, int(short)) if len(short) == len("yy") else None
        if year is None:
            return UNKNOWN
    year = year or nearest_year(seen.clock, month, day)
    if year is None:
        return PossibleDays(basis="stated")
    then = date(year, month, day)
    return stated(then, then, "day")


def value_slashed(seen: Seen) -> PossibleDays | None:
    """9/5/2022 is May or September: no finer than the year, unless one number is no month."""
    first, second, year = seen.match.number("a") or 0, seen.match.number("b") or 0, seen.year() or 0
    year = year or 2000 + (seen.match.number("yy") or 0)
    if first > 12 or first == second:
        return stated(date(year, second, first), date(year, second, first), "day")
    if second > 12:
        return stated(date(year, first, second), date(year, first, second), "day")
    return stated(*year_range(year), "year")


def value_days(seen: Seen) -> PossibleDays | None:
    """A run of days ("from 6 to 9 May"); `None` when it would run backwards."""
    year, month2, day2 = _date(seen, "2") if seen.match.word("m2") else (seen.year(), 0, 0)
    month, day = seen.meaning("m", "months"), seen.match.number("d") or 0
    if not month2 and day > (seen.match.number("d2") or 0):
        return None
    month2, day2 = month2 or month, day2 or seen.match.number("d2") or 0
    year = year or seen.match.number("y1") or nearest_year(seen.clock, month2, day2)
    if year is None:
        return PossibleDays(basis="stated")
    first_year = seen.match.number("y1") or (year if (month, day) <= (month2, day2) else year - 1)
    first, last = date(first_year, month, day), date(year, month2, day2)
    return stated(first, last, "days") if first < last else None


def value_list(seen: Seen) -> PossibleDays | None:
    """Days of one month that are named together ("6, 7 and 10 May"): from the first to the last of them."""
    month, day, day2 = seen.meaning("m", "months"), seen.match.number("d") or 0, seen.match.number("d2") or 0
    year = seen.year() or nearest_year(seen.clock, month, max(day, day2))
    if year is None:
        return PossibleDays(basis="stated")
    return stated(date(year, month, min(day, day2)), date(year, month, max(day, day2)), "days")


def value_nth_weekday(seen: Seen) -> PossibleDays | None:
    """ "the first Monday of March", "the last Friday in May"; unknown for a fifth that the month lacks."""
    order, weekday, month = seen.meaning("o", "weekorders"), seen.meaning("wd", "weekdays"), seen.meaning("m", "months")
    year = seen.year() or nearest_year(seen.clock, month, nth_weekday(2000, month, weekday, order).day)
    if year is None:
        return PossibleDays(basis="stated")
    then = nth_weekday(year, month, weekday, order)
    return stated(then, then, "day")


def nth_weekday(year: int, month: int, weekday: int, order: int) -> date:
    """The nth such weekday of a month, the last one for -1."""
    first, last = month_range(year, month)
    if order < 0:
        return weekday_before(last, weekday)
    return weekday_after(first - timedelta(days=1), weekday) + timedelta(days=7 * (order - 1))


def value_months(seen: Seen) -> PossibleDays | None:
    """A run of months ("April to June 2022", "late May to early June")."""
    month, month2 = seen.meaning("m", "months"), seen.meaning("m2", "months")
    year = seen.year() or seen.match.number("y1") or nearest_year(seen.clock, month2)
    if year is None:
        return PossibleDays(basis="stated")
    first_year = seen.match.number("y1") or (year if month <= month2 else year - 1)
    first = seen.edge(stated(*month_range(first_year, month), "month"))
    last = seen.edge(stated(*month_range(year, month2), "month"), "edge2")
    return replace(last, first=first.first)


def value_years(seen: Seen) -> PossibleDays | None:
    """A run of years ("2014–2016"); `None` when it would run backwards."""
    first = seen.year() or 0
    last = seen.match.number("y2") or first // 100 * 100 + (seen.match.number("yy2") or 0)
    return stated(year_range(first)[0], year_range(last)[1], "year") if first < last else None


def value_month(seen: Seen) -> PossibleDays | None:
    """A month, or the part of it that "early" or "the end of" names."""
    month, rel = seen.meaning("m", "months"), seen.meaning("rel", "relative")
    year = seen.year()
    if rel is not None:
        if seen.clock.anchor is None:
            return UNKNOWN
        year = (
            seen.clock.anchor.year + rel
            if len(seen.match.parts) > 1 and _ends_in_year(seen)
            else _rel_month(seen.clock, month, rel)
        )
    year = year or nearest_year(seen.clock, month)
    if year is None:
        return PossibleDays(basis="stated")
    return seen.edge(stated(*month_range(year, month), "month"))


def _ends_in_year(seen: Seen) -> bool:
    """True for "May last year", where the word for last stands behind the month."""
    return seen.match.parts["rel"][0].start > seen.match.parts["m"][0].start


def _rel_month(clock: Clock, month: int, rel: int) -> int:
    assert clock.anchor is not None
    year = clock.anchor.year
    if rel < 0:
        return year if month < clock.anchor.month else year - 1
    return year if rel == 0 or month > clock.anchor.month else year + 1


def value_year(seen: Seen) -> PossibleDays | None:
    """A year, or a part of it; '82 is of the last century, '22 of this one once it has come."""
    year = seen.year()
    if year is None:
        year = _in_century(seen, seen.match.number("yy") or 0)
    return seen.edge(stated(*year_range(year), "year"))


def _in_century(seen: Seen, tens: int) -> int:
    """The year of two figures that is not yet to come."""
    return tens + (2000 if seen.clock.published and 2000 + tens <= seen.clock.published.year else 1900)


def value_decade(seen: Seen) -> PossibleDays | None:
    """Ten years ("the 1990s", "the 80s": of the last century where those of this one have not come)."""
    year = seen.year()
    if year is None:
        tens = seen.match.number("yy")
        tens = seen.meaning("ten", "tens") if tens is None else tens
        year = _in_century(seen, tens)
    if year % 10:
        return None
    return seen.edge(stated(date(year, 1, 1), date(year + 9, 12, 31), "year"))


def value_century(seen: Seen) -> PossibleDays | None:
    """A hundred years ("the 20th century"), from 1901 to 2000."""
    last = 100 * (seen.match.number("n") or 0)
    return seen.edge(stated(date(last - 99, 1, 1), date(last, 12, 31), "year"))


def value_season(seen: Seen) -> PossibleDays | None:
    """A season, winter from December on."""
    low, high = seen.meaning("s", "seasons")
    rel, year = seen.meaning("rel", "relative"), seen.year()
    if rel is not None:
        year = None if seen.clock.anchor is None else _rel_month(seen.clock, low, rel)
    year = year or nearest_year(seen.clock, low)
    if year is None:
        return PossibleDays(basis="stated")
    last = month_range(year + (high < low), high)[1]
    return seen.edge(stated(date(year, low, 1), last, "month"))


def value_quarter(seen: Seen) -> PossibleDays | None:
    """A quarter of a year; without a year the last one that has begun, or the next when the verb looks ahead."""
    quarter = seen.match.number("qn") or seen.meaning("q", "quarters")
    year = seen.year() or nearest_year(seen.clock, quarter * 3 - 2)
    if year is None:
        return PossibleDays(basis="stated")
    return seen.edge(stated(date(year, quarter * 3 - 2, 1), month_range(year, quarter * 3)[1], "month"))


def value_holiday(seen: Seen) -> PossibleDays | None:
    """A feast; one that moves is worked out."""
    what = seen.meaning("h", "holidays")
    month, day = (feast(what, 2000).month, 15) if isinstance(what, str) else what
    year = seen.year() or nearest_year(seen.clock, month, day)
    if year is None:
        return PossibleDays(basis="stated")
    then = feast(what, year) if isinstance(what, str) else date(year, month, day)
    return stated(then, then, "day")


def value_week_of_month(seen: Seen) -> PossibleDays | None:
    """ "the first week of May": seven days counted from its first, or its last seven."""
    order, unit = seen.meaning("o", "weekorders"), seen.meaning("u", "weekish")
    month = seen.meaning("m", "months")
    year = seen.year() or nearest_year(seen.clock, month)
    if year is None:
        return PossibleDays(basis="stated")
    first, last = month_range(year, month)
    start = first + timedelta(days=7 * (order - 1)) if order > 0 else last - timedelta(days=6)
    return stated(start, min(start + timedelta(days=6), last), "days" if unit == "days" else "week")


def value_month_day(seen: Seen) -> PossibleDays | None:
    """ "the 24th", in the month in force or the last that had it."""
    here = seen.clock.near.known if seen.clock.near else None
    base = here[1] if here else seen.clock.published
    day = seen.match.number("d") or 0
    if base is None:
        return UNKNOWN
    if not here and day > base.day and seen.clock.tense == "past":
        base = shifted(base, "month", -1)
    then = date(base.year, base.month, day)
    return relative(then, then, "day")
