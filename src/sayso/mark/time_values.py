"""The days that an expression of time stands for, seen from the days that the text has named before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final, Literal

from sayso.days import DayRange, month_range, week_range, weekday_after, weekday_before, year_range
from sayso.mark.time_rules import Match
from sayso.mark.time_tables import TimeTables
from sayso.model import TimeBasis, TimePrecision

Tense = Literal["past", "future"]

MIDDLE_OF_MONTH: Final = (11, 20)
"""First and last day of "mid-May"; "early" lies before them, "late" behind (thirds of a month)."""
RECENT: Final = {"day": 7, "week": 28, "month": 180, "weekend": 14}
"""Days back from the anchor that "in recent days (weeks, months)" may reach: by convention, not tuned."""
_SPAN_PRECISION: Final[dict[str, TimePrecision]] = {
    "hour": "days", "day": "days", "week": "month", "month": "year", "weekend": "days", "night": "days",
}  # fmt: skip
_UNIT_PRECISION: Final[dict[str, TimePrecision]] = {
    "hour": "day", "day": "day", "week": "week", "weekend": "days", "month": "month", "year": "year",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Inclusive days; both `None` when the words do not tell."""

    first: date | None = None
    last: date | None = None
    precision: TimePrecision = "unknown"
    basis: TimeBasis = "relative"

    @property
    def known(self) -> DayRange | None:
        """Both days, or `None` if one is open."""
        return (self.first, self.last) if self.first and self.last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What an expression is seen from."""

    published: date | None
    here: Days | None = None
    """The latest days that the text has named, when still in force."""
    is_recent: bool = True
    """`here` was named close by: near enough for "the following day", and not only for the year."""
    span: DayRange | None = None
    """In a chronicle the days that its lead gives to the whole, with a margin."""
    year: int | None = None
    """A year named earlier in the same sentence."""
    chronicle: bool = False
    """The text tells past events in order, by date, and not from the day on which it was published."""
    tense: Tense = "past"

    @property
    def anchor(self) -> date | None:
        """The day that words of the moment count from: of publication, or in a chronicle the day that it is telling."""
        if not self.chronicle:
            return self.published
        near = self.near
        return near.last if near and near.precision == "day" else None

    @property
    def near(self) -> Days | None:
        """`here`, when it was named close by."""
        return self.here if self.here and self.here.known and self.is_recent else None


Value = Callable[[Match, TimeTables, Clock], Days | None]
UNKNOWN: Final = Days()


def days_of(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    """The days of a matched rule; `None` when what matched is no time after all.

    Days that the calendar does not have (31 June) and years outside 1 to 9999 are unknown.
    """
    try:
        return _VALUES[match.rule.value](match, tables, clock)
    except (ValueError, OverflowError):
        return UNKNOWN


def stated(first: date, last: date, precision: TimePrecision) -> Days:
    """Days that the text names by the calendar."""
    return Days(first=first, last=last, precision=precision, basis="stated")


def relative(first: date, last: date, precision: TimePrecision) -> Days:
    """Days that the text names from another day."""
    return Days(first=first, last=last, precision=precision, basis="relative")


def _word(match: Match, tables: TimeTables, name: str, table: str) -> Any:
    """What the kept word means in the table; `None` if none was kept."""
    word = match.word(name)
    return None if word is None else tables.words[table].get(word)


def nearest_year(clock: Clock, month: int, day: int = 1) -> int | None:
    """The year of a date written without one: the sentence's, else that nearest to the days in force, else the past.

    In a chronicle the days in force rule; elsewhere the day of publication, looking back unless the verb looks ahead.
    """
    if clock.year:
        return clock.year
    if clock.here and clock.here.known and (clock.chronicle or not clock.published):
        here = clock.here.known[1]
        years = [year for year in (here.year - 1, here.year, here.year + 1) if not _too_late(clock, year, month, day)]
        inside = [year for year in years if _in_span(clock, here) and _in_span(clock, _safe(year, month, day))]
        return min(inside or years, key=lambda year: abs((_safe(year, month, day) - here).days), default=None)
    if clock.published is None:
        return None
    then = _safe(clock.published.year, month, day)
    if clock.tense == "future":
        return then.year if then >= clock.published.replace(day=1) else then.year + 1
    return then.year if then <= clock.published else then.year - 1


def _too_late(clock: Clock, year: int, month: int, day: int) -> bool:
    return clock.published is not None and _safe(year, month, day) > clock.published


def _in_span(clock: Clock, day: date) -> bool:
    return clock.span is not None and clock.span[0] <= day <= clock.span[1]


def _safe(year: int, month: int, day: int) -> date:
    """The date, or the month's last day if it is shorter."""
    first, last = month_range(year, month)
    return first.replace(day=min(day, last.day))


def _date(match: Match, tables: TimeTables, clock: Clock, suffix: str = "") -> tuple[int | None, int, int]:
    """Year, month and day of the parts `y`, `m` and `d` (or `o`); the year as written, `None` if none is."""
    month = match.number("m" + suffix)
    if month is None:
        month = _word(match, tables, "m" + suffix, "months")
    day = match.number("d" + suffix)
    if day is None:
        day = tables.words["o31"][match.word("d" + suffix) or ""]
    return match.number("y"), month or 0, day


def _day(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    year, month, day = _date(match, tables, clock)
    year = year or nearest_year(clock, month, day)
    if year is None:
        return Days(basis="stated")
    then = date(year, month, day)
    return stated(then, then, "day")


def _slashed(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    """9/5/2022 is May or September: no finer than the year, unless one number is no month."""
    one, other, year = match.number("a") or 0, match.number("b") or 0, match.number("y") or 0
    if one > 12 or one == other:
        return stated(date(year, other, one), date(year, other, one), "day")
    if other > 12:
        return stated(date(year, one, other), date(year, one, other), "day")
    return stated(*year_range(year), "year")


def _days(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    year, month2, day2 = _date(match, tables, clock, "2") if match.word("m2") else (match.number("y"), 0, 0)
    month, day = _word(match, tables, "m", "months"), match.number("d") or 0
    month2, day2 = month2 or month, day2 or match.number("d2") or 0
    year = year or match.number("y1") or nearest_year(clock, month2, day2)
    if year is None:
        return Days(basis="stated")
    first_year = match.number("y1") or (year if (month, day) <= (month2, day2) else year - 1)
    first, last = date(first_year, month, day), date(year, month2, day2)
    return stated(first, last, "days") if first < last else None


def _months(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    month, month2 = _word(match, tables, "m", "months"), _word(match, tables, "m2", "months")
    year = match.number("y") or match.number("y1") or nearest_year(clock, month2)
    if year is None:
        return Days(basis="stated")
    first_year = match.number("y1") or (year if month <= month2 else year - 1)
    first = month_range(first_year, month)[0]
    return stated(first, month_range(year, month2)[1], "month")


def _years(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    first = match.number("y") or 0
    last = match.number("y2") or first // 100 * 100 + (match.number("yy2") or 0)
    return stated(year_range(first)[0], year_range(last)[1], "year") if first < last else None


def _month(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    month, rel = _word(match, tables, "m", "months"), _word(match, tables, "rel", "relative")
    year = match.number("y")
    if rel is not None:
        if clock.anchor is None:
            return UNKNOWN
        year = clock.anchor.year + rel if len(match.parts) > 1 and _ends_in_year(match) else _rel_month(clock, month, rel)
    year = year or nearest_year(clock, month)
    if year is None:
        return Days(basis="stated")
    return _edge(match, tables, stated(*month_range(year, month), "month"))


def _ends_in_year(match: Match) -> bool:
    """True for "May last year", where the word for last stands behind the month."""
    return match.parts["rel"][0].start > match.parts["m"][0].start


def _rel_month(clock: Clock, month: int, rel: int) -> int:
    assert clock.anchor is not None
    year = clock.anchor.year
    if rel < 0:
        return year if month < clock.anchor.month else year - 1
    return year if rel == 0 or month > clock.anchor.month else year + 1


def _edge(match: Match, tables: TimeTables, days: Days) -> Days:
    """The third or half of the days that "early", "the end of" or "the first half of" name."""
    edge, half = _word(match, tables, "edge", "edges"), _word(match, tables, "halves", "halves")
    half = half or _word(match, tables, "half", "halves")
    if days.known is None or not (edge or half):
        return days
    first, last = days.known
    length = (last - first).days + 1
    if half:
        middle = first + timedelta(days=length // 2)
        pair = (first, middle - timedelta(days=1)) if half == "first" else (middle, last)
    else:
        pair = _third(first, last, length, edge)
    finer: TimePrecision = "days" if length <= 31 else "month"
    return replace(days, first=pair[0], last=pair[1], precision=finer)


def _third(first: date, last: date, length: int, edge: str) -> DayRange:
    low, high = MIDDLE_OF_MONTH if length in (28, 29, 30, 31) else (length // 3 + 1, length - length // 3)
    if edge == "start":
        return first, first + timedelta(days=low - 2)
    if edge == "end":
        return first + timedelta(days=high), last
    return first + timedelta(days=low - 1), first + timedelta(days=high - 1)


def _year(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    return _edge(match, tables, stated(*year_range(match.number("y") or 0), "year"))


def _decade(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    year = match.number("y") or 0
    return _edge(match, tables, stated(date(year, 1, 1), date(year + 9, 12, 31), "year"))


def _season(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    low, high = _word(match, tables, "s", "seasons")
    rel, year = _word(match, tables, "rel", "relative"), match.number("y")
    if rel is not None:
        year = None if clock.anchor is None else _rel_month(clock, low, rel)
    year = year or nearest_year(clock, low)
    if year is None:
        return Days(basis="stated")
    last = month_range(year + (high < low), high)[1]
    return _edge(match, tables, stated(date(year, low, 1), last, "month"))


def _quarter(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    quarter, year = _word(match, tables, "q", "weekorders"), match.number("y") or 0
    quarter = 4 if quarter < 0 else quarter
    return stated(date(year, quarter * 3 - 2, 1), month_range(year, quarter * 3)[1], "month")


def _holiday(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    what = _word(match, tables, "h", "holidays")
    month, day = (4, 15) if isinstance(what, str) else what
    year = match.number("y") or nearest_year(clock, month, day)
    if year is None:
        return Days(basis="stated")
    then = _easter(year, orthodox=what == "orthodox") if isinstance(what, str) else date(year, month, day)
    return stated(then, then, "day")


def _easter(year: int, *, orthodox: bool) -> date:
    """Easter Sunday. Source: J. Meeus, Astronomical Algorithms (1991), chapter 8."""
    if orthodox:
        a, b, c = year % 4, year % 7, year % 19
        d = (19 * c + 15) % 30
        e = (2 * a + 4 * b - d + 34) % 7
        month, day = divmod(d + e + 114, 31)
        return date(year, month, day + 1) + timedelta(days=13)
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    x = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + x - 7 * ((a + 11 * h + 22 * x) // 451) + 114, 31)
    return date(year, month, day + 1)


def _week_of_month(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    order, unit = _word(match, tables, "o", "weekorders"), _word(match, tables, "u", "weekish")
    month = _word(match, tables, "m", "months")
    year = match.number("y") or nearest_year(clock, month)
    if year is None:
        return Days(basis="stated")
    first, last = month_range(year, month)
    start = first + timedelta(days=7 * (order - 1)) if order > 0 else last - timedelta(days=6)
    return stated(start, min(start + timedelta(days=6), last), "days" if unit == "days" else "week")


def _weekday(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    weekday, rel = _word(match, tables, "wd", "weekdays"), _word(match, tables, "rel", "relative")
    if clock.chronicle:
        return _weekday_from_here(clock, weekday)
    if clock.anchor is None:
        return UNKNOWN
    if rel is not None and match.parts["rel"][0].start > match.parts["wd"][0].start:
        day = week_range(clock.anchor)[0] + timedelta(days=7 * rel + weekday)
    elif rel == -1:
        day = weekday_before(clock.anchor, weekday, same_day=False)
    elif rel == 1 or clock.tense == "future":
        day = weekday_after(clock.anchor, weekday)
    else:
        day = weekday_before(clock.anchor, weekday)
    return relative(day, day, "day")


def _weekday_from_here(clock: Clock, weekday: int) -> Days:
    """The first such weekday from the days in force on."""
    here = clock.near.known if clock.near else None
    if here is None or clock.near is None or clock.near.precision not in ("day", "days"):
        return UNKNOWN
    day = weekday_after(here[0] - timedelta(days=1), weekday)
    return relative(day, day, "day")


def _weekdays(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    first, last = _word(match, tables, "wd", "weekdays"), _word(match, tables, "wd2", "weekdays")
    if clock.anchor is None:
        return UNKNOWN
    ahead = clock.tense == "future"
    end = weekday_after(clock.anchor, last) if ahead else weekday_before(clock.anchor, last)
    return relative(weekday_before(end, first, same_day=False), end, "days")


def _overnight(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    if match.word("wd"):
        day = _weekday(match, tables, clock)
        if day is None or day.known is None:
            return UNKNOWN
        first = day.known[0] - timedelta(days=match.rule.options.get("back", 0))
        return relative(first, first + timedelta(days=1), "days")
    day = _deictic_day(clock, 0)
    if day.known is None:
        return UNKNOWN
    return relative(day.known[0] - timedelta(days=1), day.known[1], "days")


def _deictic_day(clock: Clock, by: int) -> Days:
    if clock.anchor is None:
        return UNKNOWN
    day = clock.anchor + timedelta(days=by)
    return relative(day, day, "day")


def _deictic(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    return _deictic_day(clock, match.rule.options["by"])


def unit_range(day: date, unit: str) -> DayRange:
    """The day, week, weekend, month or year that holds the day; a weekend is the one that begins or began last."""
    if unit in ("day", "hour"):
        return day, day
    if unit == "weekend":
        saturday = weekday_before(day, 5)
        return saturday, saturday + timedelta(days=1)
    return {"week": week_range, "month": _month_of, "year": _year_of}[unit](day)


def _month_of(day: date) -> DayRange:
    return month_range(day.year, day.month)


def _year_of(day: date) -> DayRange:
    return year_range(day.year)


def shift(day: date, unit: str, by: int) -> date:
    """The day so many units later (or earlier, below zero); a month's day that is not there becomes its last."""
    if unit == "month":
        months = day.year * 12 + day.month - 1 + by
        return _safe(months // 12, months % 12 + 1, day.day)
    if unit in ("year", "decade", "century", "quarter"):
        years = {"year": 1, "decade": 10, "century": 100}.get(unit)
        return _safe(day.year + by * years, day.month, day.day) if years else shift(day, "month", 3 * by)
    return day + timedelta(days=by * (7 if unit in ("week", "weekend") else 1))


def _period(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    """ "last month", "earlier this year", "next week"."""
    unit, side = _word(match, tables, "u", "units"), match.rule.options.get("edge")
    rel = 0 if side else _word(match, tables, "rel", "relative")
    if unit not in ("week", "weekend", "month", "year"):
        return _that_day(clock, rel) if unit == "day" and rel == 1 else None
    if clock.anchor is None:
        return UNKNOWN
    first, last = unit_range(shift(clock.anchor, unit, rel), unit)
    if unit == "weekend" and rel == 0 and clock.tense == "future":
        first, last = unit_range(weekday_after(clock.anchor, 5), unit)
    if side == "before":
        last = clock.anchor
    if side == "after":
        first = clock.anchor
    return _edge(match, tables, relative(first, last, _UNIT_PRECISION[unit]))


def _weekend(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    if clock.anchor is None:
        return UNKNOWN
    ahead = clock.tense == "future"
    return relative(*unit_range(weekday_after(clock.anchor, 5) if ahead else clock.anchor, "weekend"), "days")


def amount(match: Match, tables: TimeTables) -> tuple[int, int]:
    """The least and the greatest number of units that the expression names."""
    number = match.number("n")
    if number is None:
        number = _word(match, tables, "num", "numbers")
    if number is not None:
        return number, number
    low, high = _word(match, tables, "vague", "vague") or (1, 1)
    return low, high


def _run(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    """ "the past three days", "the last 24 hours", "the next two weeks"."""
    unit, (_, high) = _word(match, tables, "u", "units"), amount(match, tables)
    if clock.anchor is None or unit not in _SPAN_PRECISION and unit != "year":
        return UNKNOWN
    if unit == "hour":
        unit, high = "day", -(-high // 24)
    other = shift(clock.anchor, unit, high if match.rule.options.get("ahead") else -high)
    precision = _UNIT_PRECISION[unit] if high == 1 and unit != "day" else _SPAN_PRECISION.get(unit, "unknown")
    return relative(min(clock.anchor, other), max(clock.anchor, other), precision)


def _recent(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    unit = _word(match, tables, "u", "units")
    back = RECENT.get("day" if unit == "hour" else unit)
    if clock.anchor is None or back is None:
        return UNKNOWN
    other = clock.anchor + timedelta(days=back if match.rule.options.get("ahead") else -back)
    return relative(min(clock.anchor, other), max(clock.anchor, other), _SPAN_PRECISION[unit])


def _ago(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    unit = _word(match, tables, "u", "units")
    if clock.anchor is None or unit not in _UNIT_PRECISION:
        return UNKNOWN
    low, high = amount(match, tables)
    if unit == "hour":
        return relative(shift(clock.anchor, "day", -1 - high // 24), clock.anchor, "days")
    return _distance(clock.anchor, unit, -high, -low)


def _distance(day: date, unit: str, one: int, other: int) -> Days:
    """The unit that lies so far from the day; a run of days when the number is uncertain."""
    first, last = unit_range(shift(day, unit, one), unit), unit_range(shift(day, unit, other), unit)
    precision = _UNIT_PRECISION[unit] if one == other else _SPAN_PRECISION.get(unit, "unknown")
    return relative(first[0], last[1], precision)


def _shift(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    """ "four months to the day since": exactly so long before the day of writing."""
    unit = {word: what for word, what in tables.words["units"].items()}
    kept = [unit[lexeme.lower] for lexeme in match.parts.get("u", ()) if lexeme.lower in unit]
    if clock.anchor is None or not kept:
        return UNKNOWN
    day = shift(clock.anchor, kept[0], -amount(match, tables)[0])
    return relative(day, day, "day")


def _later(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    unit = _word(match, tables, "u", "units")
    here = clock.near.known if clock.near else None
    if here is None or unit not in _UNIT_PRECISION or unit == "hour":
        return UNKNOWN
    low, high = amount(match, tables)
    if match.rule.options.get("back"):
        return _coarser(_distance(here[0], unit, -high, -low), clock.here)
    return _coarser(_distance(here[1], unit, low, high), clock.here)


_ORDER: Final[tuple[TimePrecision, ...]] = ("day", "days", "week", "month", "year", "unknown")


def _coarser(days: Days, other: Days | None) -> Days:
    """The days, not more precise than those that they were counted from."""
    if other is None or days.known is None or _ORDER.index(days.precision) >= _ORDER.index(other.precision):
        return days
    length = (other.known[1] - other.known[0]).days if other.known else 0
    assert days.last is not None
    return replace(days, precision=other.precision, first=days.last - timedelta(days=length))


def _that(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    by, unit = match.rule.options["by"], _word(match, tables, "u", "units") or "day"
    here = clock.near.known if clock.near else None
    if here is None or unit not in _UNIT_PRECISION:
        return UNKNOWN if unit in _UNIT_PRECISION else None
    if match.word("u") in tables.plurals:
        return relative(here[1] + timedelta(days=1), here[1] + timedelta(days=7), "days") if by > 0 else UNKNOWN
    if unit in ("day", "hour"):
        return _that_day(clock, by)
    return relative(*unit_range(shift(here[1] if by > 0 else here[0], unit, by), unit), _UNIT_PRECISION[unit])


def _that_day(clock: Clock, by: int) -> Days:
    here = clock.near.known if clock.near else None
    if here is None or clock.near is None or clock.near.precision not in ("day", "days"):
        return UNKNOWN
    if by == 0:
        return relative(*here, clock.near.precision)
    day = (here[1] if by > 0 else here[0]) + timedelta(days=by)
    return relative(day, day, "day")


def _month_day(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    """ "the 24th", in the month in force or the last that had it."""
    here = clock.near.known if clock.near else None
    base = here[1] if here else clock.published
    day = match.number("d") or 0
    if base is None:
        return UNKNOWN
    if not here and day > base.day and clock.tense == "past":
        base = shift(base, "month", -1)
    then = date(base.year, base.month, day)
    return relative(then, then, "day")


def _vague(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    return UNKNOWN


def _nothing(match: Match, tables: TimeTables, clock: Clock) -> Days | None:
    return None


_VALUES: Final[dict[str, Value]] = {
    "day": _day, "slashed": _slashed, "days": _days, "months": _months, "years": _years, "month": _month,
    "year": _year, "decade": _decade, "season": _season, "quarter": _quarter, "holiday": _holiday,
    "week_of_month": _week_of_month, "weekday": _weekday, "weekdays": _weekdays, "overnight": _overnight,
    "deictic": _deictic, "period": _period, "weekend": _weekend, "run": _run, "recent": _recent, "ago": _ago,
    "shift": _shift, "later": _later, "that": _that, "month_day": _month_day, "vague": _vague,
    "drop": _nothing, "duration": _nothing,
}  # fmt: skip
