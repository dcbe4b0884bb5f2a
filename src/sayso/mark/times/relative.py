"""The days of expressions that count from another day: the day of writing, or the days that the text tells of."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from sayso.base.days import DayRange, week_range, weekday_after, weekday_before
from sayso.mark.times.day_ranges import (
    SPAN_PRECISION,
    UNIT_PRECISION,
    UNKNOWN,
    Clock,
    PossibleDays,
    coarser,
    distance,
    relative,
    shifted,
    unit_range,
)
from sayso.mark.times.readings import Seen

RECENT: Final = {"day": 7, "week": 28, "month": 180, "weekend": 14}
"""Days back from the anchor that "in recent days (weeks, months)" may reach: by convention, not tuned."""
LENGTHS: Final = {"day": ("hour",), "week": ("hour", "day"), "month": ("hour", "day")}
"""Units by which what is counted stays, for all that is told, within days of a precision: "days later" in a month."""
FEW_HOURS: Final = 6
"""Hours at most by which what came later is taken to lie on the same day, the fewest of "several". By convention."""
WIDEST: Final = timedelta(days=31)
"""Days in force beyond which nothing is counted from them: "three days earlier" than some months says nothing. By
convention."""


def value_weekday(seen: Seen) -> PossibleDays | None:
    """A weekday: the last up to the anchor, or the next from it on when the verb looks ahead."""
    weekday, rel = seen.meaning("wd", "weekdays"), seen.meaning("rel", "relative")
    if seen.clock.chronicle and seen.clock.day is None:
        return _weekday_from_here(seen.clock, weekday)
    if seen.clock.anchor is None:
        return UNKNOWN
    if rel is not None and seen.match.parts["rel"][0].start > seen.match.parts["wd"][0].start:
        day = week_range(seen.clock.anchor)[0] + timedelta(days=7 * rel + weekday)
    elif rel == -1:
        day = weekday_before(seen.clock.anchor, weekday, same_day=False)
    elif rel == 1 or seen.clock.tense == "future":
        day = weekday_after(seen.clock.anchor - timedelta(days=rel is None), weekday)
    else:
        day = weekday_before(seen.clock.anchor, weekday)
    return relative(day, day, "day")


def _weekday_from_here(clock: Clock, weekday: int) -> PossibleDays:
    """The first such weekday from the days in force on."""
    here = clock.near.known if clock.near else None
    if here is None or clock.near is None or clock.near.precision not in ("day", "days"):
        return UNKNOWN
    day = weekday_after(here[0] - timedelta(days=1), weekday)
    return relative(day, day, "day")


def value_weekdays(seen: Seen) -> PossibleDays | None:
    """A run of weekdays ("Monday to Wednesday")."""
    first, last = seen.meaning("wd", "weekdays"), seen.meaning("wd2", "weekdays")
    if seen.clock.anchor is None:
        return UNKNOWN
    ahead = seen.clock.tense == "future"
    end = weekday_after(seen.clock.anchor, last) if ahead else weekday_before(seen.clock.anchor, last)
    return relative(weekday_before(end, first, same_day=False), end, "days")


def value_weekday_list(seen: Seen) -> PossibleDays | None:
    """Weekdays that are named together ("Friday and Saturday"): from the first to the last of them.

    A list that is out of order where each stands for the last such day is read in its order ("Friday and Monday").
    """
    first, last = seen.meaning("wd", "weekdays"), seen.meaning("wd2", "weekdays")
    if seen.clock.anchor is None:
        return UNKNOWN
    if seen.clock.tense == "future":
        start = weekday_after(seen.clock.anchor - timedelta(days=1), first)
        return relative(start, weekday_after(start, last), "days")
    end = weekday_before(seen.clock.anchor, last)
    start = weekday_before(end, first, same_day=False)
    if end + timedelta(days=1) == weekday_before(seen.clock.anchor, first):  # "Saturday and Friday"
        start, end = end, end + timedelta(days=1)
    return relative(start, end, "days")


def value_overnight(seen: Seen) -> PossibleDays | None:
    """A night: its evening's day and its morning's; an account tells of the night that its day ends in."""
    if seen.match.word("wd"):
        day = value_weekday(seen)
        if day is None or day.known is None:
            return UNKNOWN
        first = day.known[0] - timedelta(days=seen.match.rule.options.get("back", 0))
        return relative(first, first + timedelta(days=1), "days")
    day = _deictic_day(seen.clock, 0)
    if day.known is None:
        return UNKNOWN
    if seen.clock.chronicle and seen.clock.day is None:
        return relative(day.known[0], day.known[1] + timedelta(days=1), "days")
    return relative(day.known[0] - timedelta(days=1), day.known[1], "days")


def _deictic_day(clock: Clock, by: int) -> PossibleDays:
    if clock.anchor is None:
        return UNKNOWN
    day = clock.anchor + timedelta(days=by)
    return relative(day, day, "day")


def value_deictic(seen: Seen) -> PossibleDays | None:
    """ "yesterday", "today", "tomorrow" and what the rule puts so many days away."""
    return _deictic_day(seen.clock, seen.match.rule.options["by"])


def value_period(seen: Seen) -> PossibleDays | None:
    """ "last month", "earlier this year", "next week"."""
    unit, side = seen.meaning("u", "units"), seen.match.rule.options.get("edge")
    rel = 0 if side else seen.meaning("rel", "relative")
    if unit not in ("week", "weekend", "month", "quarter", "year"):
        return _that_day(seen.clock, rel) if unit == "day" and rel == 1 else None
    if seen.clock.anchor is None:
        return UNKNOWN
    first, last = unit_range(shifted(seen.clock.anchor, unit, rel), unit)
    if unit == "weekend" and rel == 0 and seen.clock.tense == "future":
        first, last = unit_range(weekday_after(seen.clock.anchor, 5), unit)
    if side == "before":
        last = seen.clock.anchor
    if side == "after":
        first = seen.clock.anchor
    return seen.edge(relative(first, last, UNIT_PRECISION[unit]))


def value_weekend(seen: Seen) -> PossibleDays | None:
    """The last Saturday and Sunday, or the next."""
    if seen.clock.anchor is None:
        return UNKNOWN
    ahead = seen.clock.tense == "future"
    return relative(*unit_range(weekday_after(seen.clock.anchor, 5) if ahead else seen.clock.anchor, "weekend"), "days")


def value_run(seen: Seen) -> PossibleDays | None:
    """ "the past three days", "the last 24 hours", "the next two weeks"; "the past days" as far as "recent" reaches."""
    is_counted = any(seen.match.word(name) for name in ("n", "num", "vague", "halved"))
    if seen.match.word("u") in seen.tables.plurals and not is_counted:
        return value_recent(seen)
    unit, _, high = seen.length()
    return _run(seen, unit, high)


def _run(seen: Seen, unit: str, high: int) -> PossibleDays:
    """So many units up to the day of writing, or on from it; "the previous" ones end the day before."""
    if seen.clock.anchor is None or unit not in UNIT_PRECISION:
        return UNKNOWN
    if unit == "hour":
        unit, high = "day", -(-high // 24)
    anchor, options = seen.clock.anchor, seen.match.rule.options
    other = shifted(anchor, unit, high if options.get("ahead") else -high)
    last = anchor - timedelta(days=1) if options.get("before") else anchor
    precision = UNIT_PRECISION[unit] if high == 1 and unit != "day" else SPAN_PRECISION.get(unit, "unknown")
    return relative(min(last, other), max(last, other), precision)


def value_recent(seen: Seen) -> PossibleDays | None:
    """ "in recent weeks", "the coming days"."""
    unit = seen.meaning("u", "units")
    back = RECENT.get("day" if unit == "hour" else unit)
    if seen.clock.anchor is None or back is None:
        return UNKNOWN
    other = seen.clock.anchor + timedelta(days=back if seen.match.rule.options.get("ahead") else -back)
    return relative(min(seen.clock.anchor, other), max(seen.clock.anchor, other), SPAN_PRECISION[unit])


def value_ago(seen: Seen) -> PossibleDays | None:
    """ "three days ago", "two weeks from now": the unit that lies so far off."""
    unit, low, high = seen.length()
    if seen.clock.anchor is None or unit not in UNIT_PRECISION:
        return UNKNOWN
    if unit != "hour":
        low, high = (low, high) if seen.match.rule.options.get("ahead") else (-high, -low)
        return distance(seen.clock.anchor, unit, low, high)
    other = shifted(seen.clock.anchor, "day", (1 + high // 24) * (1 if seen.match.rule.options.get("ahead") else -1))
    return relative(min(seen.clock.anchor, other), max(seen.clock.anchor, other), "days")


def value_shift(seen: Seen) -> PossibleDays | None:
    """ "four months to the day since": exactly so long before the day of writing."""
    unit = seen.meaning("u", "units")
    if seen.clock.anchor is None or unit not in UNIT_PRECISION:
        return UNKNOWN
    day = shifted(seen.clock.anchor, unit, -seen.amount()[0])
    return relative(day, day, "day")


def value_later(seen: Seen) -> PossibleDays | None:
    """ "two days later", "a week earlier", from the days in force."""
    unit, low, high = seen.length()
    here = seen.clock.near.known if seen.clock.near else None
    if here is None or unit not in UNIT_PRECISION or here[1] - here[0] > WIDEST:
        return UNKNOWN
    if unit == "hour":
        return value_vague(seen) if low <= FEW_HOURS and not seen.match.rule.options.get("back") else UNKNOWN
    if seen.match.rule.options.get("back"):
        return coarser(distance(here[0], unit, -high, -low), seen.clock.here)
    days = coarser(distance(here[1], unit, low, high), seen.clock.here)
    return UNKNOWN if _is_still_to_come(days, seen.clock) else days


def value_vague(seen: Seen) -> PossibleDays | None:
    """ "days later", "hours earlier": the days in force, if they are told by a longer unit ("in February")."""
    here, unit = seen.clock.near, seen.meaning("u", "units")
    if here is None or here.precision not in LENGTHS or unit not in LENGTHS[here.precision]:
        return UNKNOWN
    return replace(here, basis="relative")


def _is_still_to_come(days: PossibleDays, clock: Clock) -> bool:
    """True for what is told as past and would lie behind publication: it was counted from the wrong day."""
    return bool(clock.tense == "past" and clock.published and days.first and days.first > clock.published)


def value_that(seen: Seen) -> PossibleDays | None:
    """ "the following day", "that month", "the previous week", from the days in force."""
    by, unit = seen.match.rule.options["by"], seen.meaning("u", "units") or "day"
    here = seen.clock.near.known if seen.clock.near else None
    if here is None or unit not in UNIT_PRECISION:
        return UNKNOWN if unit in UNIT_PRECISION else None
    if seen.match.word("u") in seen.tables.plurals:
        return _those_units(here, unit, by)
    if unit in ("day", "hour"):
        return _that_day(seen.clock, by)
    return relative(*unit_range(shifted(here[1] if by > 0 else here[0], unit, by), unit), UNIT_PRECISION[unit])


def _those_units(here: DayRange, unit: str, by: int) -> PossibleDays:
    """ "the following weeks", "the previous days": as far from the days in force as "recent" would reach."""
    reach = RECENT.get(unit)
    if reach is None:
        return UNKNOWN
    edge = here[1] + timedelta(days=1) if by > 0 else here[0] - timedelta(days=1)
    other = edge + timedelta(days=(reach - 1) * (1 if by > 0 else -1))
    return relative(min(edge, other), max(edge, other), SPAN_PRECISION[unit])


def value_the(seen: Seen) -> PossibleDays | None:
    """ "the rest of the week", "the beginning of the year", from the days in force, else from the day of writing.

    `None` for a day when the text has named none: never the day of publication.
    """
    unit, clock = seen.meaning("u", "units"), seen.clock
    here = clock.near.known if clock.near else None
    if unit == "day":
        days = _that_day(clock, 0)
        return days if days.known else None
    looks_ahead = clock.tense != "past" and not clock.chronicle and clock.anchor is not None
    base = here[1] if here and not looks_ahead else clock.anchor
    if base is None or unit not in UNIT_PRECISION:
        return None
    return seen.edge(relative(*unit_range(base, unit), UNIT_PRECISION[unit]))


def value_same_last(seen: Seen) -> PossibleDays | None:
    """ "the same period last year": the days in force, a year (or two) earlier."""
    here, by = seen.clock.near, seen.meaning("rel", "relative")
    if here is None or here.first is None or here.last is None:
        return UNKNOWN
    years = -1 if by is None or by >= 0 else by
    first = shifted(here.first, "year", years)
    last = shifted(here.last + timedelta(days=1), "year", years) - timedelta(days=1)
    return relative(first, last, here.precision)


def _that_day(clock: Clock, by: int) -> PossibleDays:
    here = clock.near.known if clock.near else None
    if here is None or clock.near is None or clock.near.precision not in ("day", "days"):
        return UNKNOWN
    if by == 0:
        return relative(*here, clock.near.precision)
    day = (here[1] if by > 0 else here[0]) + timedelta(days=by)
    return relative(day, day, "day")
