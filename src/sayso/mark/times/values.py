"""Which function works out the days of which rule, by the name that the rule's table gives the value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sayso.mark.times import calendar, relative
from sayso.mark.times.day_ranges import UNKNOWN, PossibleDays
from sayso.mark.times.readings import Seen

NO_DAYS: Final = frozenset({"drop", "age", "duration", "set", "clock", "daypart", "present", "past", "future"})
"""Values of what only looks like a time, of ages and lengths, of times of day, and of words that point at no day."""
_VALUES: Final[dict[str, Callable[[Seen], PossibleDays | None]]] = {
    "day": calendar.value_day,
    "slashed": calendar.value_slashed,
    "days": calendar.value_days,
    "list": calendar.value_list,
    "nth_weekday": calendar.value_nth_weekday,
    "months": calendar.value_months,
    "years": calendar.value_years,
    "month": calendar.value_month,
    "year": calendar.value_year,
    "decade": calendar.value_decade,
    "century": calendar.value_century,
    "season": calendar.value_season,
    "quarter": calendar.value_quarter,
    "holiday": calendar.value_holiday,
    "week_of_month": calendar.value_week_of_month,
    "month_day": calendar.value_month_day,
    "weekday": relative.value_weekday,
    "weekdays": relative.value_weekdays,
    "weekdaylist": relative.value_weekday_list,
    "overnight": relative.value_overnight,
    "deictic": relative.value_deictic,
    "period": relative.value_period,
    "weekend": relative.value_weekend,
    "run": relative.value_run,
    "recent": relative.value_recent,
    "ago": relative.value_ago,
    "shift": relative.value_shift,
    "later": relative.value_later,
    "vague": relative.value_vague,
    "that": relative.value_that,
    "the": relative.value_the,
    "samelast": relative.value_same_last,
}


def days_of(seen: Seen) -> PossibleDays | None:
    """The days of a matched rule; `None` when what matched is no time after all.

    Days that the calendar does not have (31 June) and years outside 1 to 9999 are unknown.
    """
    value = seen.match.rule.value
    if value in NO_DAYS:
        return None
    if value not in _VALUES:
        return UNKNOWN
    try:
        return _VALUES[value](seen)
    except (ValueError, OverflowError):
        return UNKNOWN
