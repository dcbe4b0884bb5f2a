"""Days as expressions of time name them, and the arithmetic of weeks, months and years on them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from sayso.base.days import DayRange, month_range, week_range, weekday_before, year_range
from sayso.model import TimeBasis, TimePrecision

Tense = Literal["past", "future"]

MIDDLE_OF_MONTH: Final = (11, 20)
"""First and last day of "mid-May"; "early" lies before them, "late" behind (thirds of a month). By
convention."""
MONTHS: Final = (28, 29, 30, 31)
"""Lengths of months in days."""
SOON: Final = 60
"""Days ahead of publication within which a date without a year, whose verb does not look ahead, has no known year:
it may be this year's or last year's. By reading MEANTIME, where nearly all such dates lay ahead."""
SPAN_PRECISION: Final[dict[str, TimePrecision]] = {
    "hour": "days", "day": "days", "week": "month", "month": "year", "weekend": "days", "night": "days",
    "quarter": "year",
}  # fmt: skip
UNIT_PRECISION: Final[dict[str, TimePrecision]] = {
    "hour": "day", "day": "day", "week": "week", "weekend": "days", "month": "month", "quarter": "month",
    "year": "year",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleDays:
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
    here: PossibleDays | None = None
    """The latest days that the text has named, when still in force."""
    is_recent: bool = True
    """`here` was named close by: near enough for "the following day", and not only for the year."""
    in_sentence: bool = False
    """`here` was named in the same sentence."""
    span: DayRange | None = None
    """In a chronicle the days that its lead gives to the whole, with a margin."""
    until: date | None = None
    """The last day that the text can tell of below the heading above ("Background")."""
    year: int | None = None
    """A year named earlier in the same sentence."""
    section: DayRange | None = None
    """The days that the heading above names ("March 2022")."""
    day: date | None = None
    """The day of the heading above that is one, or of the post."""
    chronicle: bool = False
    """The text tells past events in order, by date, and not from the day on which it was published."""
    tense: Tense = "past"

    @property
    def anchor(self) -> date | None:
        """The day that words of the moment count from: of the heading or post, else of publication.

        In a chronicle it is the day that it is telling.
        """
        if self.day is not None or not self.chronicle:
            return self.day or self.published
        near = self.near
        return near.last if near and near.precision == "day" else None

    @property
    def near(self) -> PossibleDays | None:
        """`here`, when it was named close by."""
        return self.here if self.here and self.here.known and self.is_recent else None


UNKNOWN: Final = PossibleDays()


_ORDER: Final[tuple[TimePrecision, ...]] = ("day", "days", "week", "month", "year", "unknown")


def stated(first: date, last: date, precision: TimePrecision) -> PossibleDays:
    """Days that the text names by the calendar."""
    return PossibleDays(first=first, last=last, precision=precision, basis="stated")


def relative(first: date, last: date, precision: TimePrecision) -> PossibleDays:
    """Days that the text names from another day."""
    return PossibleDays(first=first, last=last, precision=precision, basis="relative")


def nearest_year(clock: Clock, month: int, day: int | None = None) -> int | None:
    """The year of a date written without one: the sentence's, else that nearest to the days in force, else the past.

    In a chronicle the days in force rule; elsewhere the day of publication, looking back unless the verb looks ahead.
    `None` when that leaves two years open.
    """
    has_day, day = day is not None, day or 1
    if clock.year:
        return clock.year
    if clock.section:
        return _year_within(clock.section, month, day)
    if clock.here and clock.here.known and (clock.chronicle or not clock.published):
        here = clock.here.known[1]
        years = [year for year in (here.year - 1, here.year, here.year + 1) if not _too_late(clock, year, month, day)]
        inside = [year for year in years if _in_span(clock, here) and _in_span(clock, _safe(year, month, day))]
        return min(inside or years, key=lambda year: abs((_safe(year, month, day) - here).days), default=None)
    return None if clock.published is None else _seen_from(clock.published, clock.tense, month, day, has_day=has_day)


def _seen_from(published: date, tense: Tense, month: int, day: int, *, has_day: bool) -> int | None:
    """The year of a date as it is seen from the day of publication."""
    then = _safe(published.year, month, day)
    if tense == "future":
        return then.year if then >= published.replace(day=1) else then.year + 1
    if then <= published:
        return then.year
    return None if has_day and (then - published).days <= SOON else then.year - 1


def _year_within(section: DayRange, month: int, day: int) -> int:
    """The year that brings a date into the days of its section, or nearest to them."""
    first, last = section
    away = {
        year: max((first - then).days, (then - last).days, 0)
        for year in range(first.year - 1, last.year + 2)
        if (then := _safe(year, month, day))
    }
    return min(away, key=lambda year: away[year])


def _too_late(clock: Clock, year: int, month: int, day: int) -> bool:
    last = min((day for day in (clock.published, clock.until) if day), default=None)
    return last is not None and _safe(year, month, day) > last


def _in_span(clock: Clock, day: date) -> bool:
    return clock.span is not None and clock.span[0] <= day <= clock.span[1]


def _safe(year: int, month: int, day: int) -> date:
    """The date, or the month's last day if it is shorter."""
    first, last = month_range(year, month)
    return first.replace(day=min(day, last.day))


def third(first: date, last: date, length: int, edge: str) -> DayRange:
    """The first, middle or last third of the days; of a month the days that `MIDDLE_OF_MONTH` parts."""
    low, high = MIDDLE_OF_MONTH if length in MONTHS else (length // 3 + 1, length - length // 3)
    if edge == "start":
        return first, first + timedelta(days=low - 2)
    if edge == "end":
        return first + timedelta(days=high), last
    return first + timedelta(days=low - 1), first + timedelta(days=high - 1)


def easter(year: int, *, orthodox: bool) -> date:
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


def feast(what: str, year: int) -> date:
    """The day of a feast that moves: counted from Easter, or the nth weekday of its month."""
    if what in ("easter", "orthodox"):
        return easter(year, orthodox=what == "orthodox")
    if what in ("good", "palm"):
        return easter(year, orthodox=False) - timedelta(days=2 if what == "good" else 7)
    if what == "thanksgiving":
        return weekday_before(date(year, 11, 28), 3)
    return weekday_before(date(year, 9, 7), 0)


def unit_range(day: date, unit: str) -> DayRange:
    """The day, week, month, quarter or year that holds the day; of weekends the one that begins or began last."""
    if unit in ("day", "hour"):
        return day, day
    if unit == "weekend":
        saturday = weekday_before(day, 5)
        return saturday, saturday + timedelta(days=1)
    return {"week": week_range, "month": _month_of, "quarter": quarter_of, "year": _year_of}[unit](day)


def _month_of(day: date) -> DayRange:
    return month_range(day.year, day.month)


def quarter_of(day: date) -> DayRange:
    """The three months of the calendar that hold the day."""
    first = (day.month - 1) // 3 * 3 + 1
    return date(day.year, first, 1), month_range(day.year, first + 2)[1]


def _year_of(day: date) -> DayRange:
    return year_range(day.year)


def shifted(day: date, unit: str, by: int) -> date:
    """The day so many units later (or earlier, below zero); a month's day that is not there becomes its last."""
    if unit == "month":
        months = day.year * 12 + day.month - 1 + by
        return _safe(months // 12, months % 12 + 1, day.day)
    if unit in ("year", "decade", "century", "quarter"):
        years = {"year": 1, "decade": 10, "century": 100}.get(unit)
        return _safe(day.year + by * years, day.month, day.day) if years else shifted(day, "month", 3 * by)
    return day + timedelta(days=by * (7 if unit in ("week", "weekend") else 1))


def distance(day: date, unit: str, least: int, most: int) -> PossibleDays:
    """The unit that lies so far from the day; a run of days when the number is uncertain."""
    first, last = unit_range(shifted(day, unit, least), unit), unit_range(shifted(day, unit, most), unit)
    precision = UNIT_PRECISION[unit] if least == most else SPAN_PRECISION.get(unit, "unknown")
    return relative(first[0], last[1], precision)


def coarser(days: PossibleDays, other: PossibleDays | None) -> PossibleDays:
    """The days, not more precise than those that they were counted from."""
    if other is None or days.known is None or _ORDER.index(days.precision) >= _ORDER.index(other.precision):
        return days
    length = (other.known[1] - other.known[0]).days if other.known else 0
    assert days.last is not None
    return replace(days, precision=other.precision, first=days.last - timedelta(days=length))
