"""Arithmetic on inclusive runs of days. Nothing here reads the clock."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

DayRange = tuple[date, date]
"""First and last day, both inside."""


def month_range(year: int, month: int) -> DayRange:
    """All days of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_range(year: int) -> DayRange:
    """All days of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def week_range(day: date) -> DayRange:
    """The ISO week, Monday to Sunday, that holds the day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def weekday_before(day: date, weekday: int, *, same_day: bool = True) -> date:
    """The last such weekday (0 is Monday) up to the day; the day itself only with `same_day`."""
    back = (day.weekday() - weekday) % 7
    return day - timedelta(days=back if back or same_day else 7)


def weekday_after(day: date, weekday: int) -> date:
    """The first such weekday (0 is Monday) later than the day."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def read_day(text: str) -> date | None:
    """The day of an ISO date or date-time (`2022-06-25`, `2022-06-25T08:00:00Z`); `None` if it is neither."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
