"""Expressions of time as TIMEX3 writes them: type and value, as the corpora of the field are annotated.

Source: TimeML's annotation guidelines (R. Saurí and others, 2006). A run of days or months is two TIMEX3, its ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from sayso.base.days import DayRange, month_range, year_range
from sayso.mark.times.day_ranges import Clock, PossibleDays
from sayso.mark.times.marking import TimeExpression
from sayso.mark.times.readings import Seen
from sayso.mark.times.values import days_of
from sayso.mark.times.vocabulary import TimeTables

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

VAGUE: Final = {
    "present": "PRESENT_REF",
    "past": "PAST_REF",
    "future": "FUTURE_REF",
    "vague": "PAST_REF",
    "recent": "PAST_REF",
}
"""Values of words that point at no day."""
NO_DAY: Final = "XXXX-XX-XX"
_LENGTHS: Final[dict[str, TimexType]] = {"set": "SET", "age": "DURATION", "duration": "DURATION", "run": "DURATION"}
_SHADES: Final = ("edge", "half", "edge2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A TIMEX3: its stretch, type and value."""

    start: int
    end: int
    type: TimexType
    value: str


def timexes_of(found: TimeExpression, tables: TimeTables) -> Iterator[Timex]:
    """The TIMEX3 that annotators would write for the expression: two for a run, none for what is no time after all."""
    if found.value == "drop":
        return
    join = found.match.parts.get("join")
    if join is None:
        kind, value = _type_and_value(found, tables)
        yield Timex(start=found.start, end=found.end, type=kind, value=value)
        return
    days = days_of(_seen(found, tables))
    known = days.known if days else None
    first, last = (_end(day, days, at) if (day := known) else NO_DAY for at in (0, 1))
    text = found.match.lexemes
    ends = [lexeme.end for lexeme in text if lexeme.end <= join[0].start]
    starts = [lexeme.start for lexeme in text if lexeme.start >= join[-1].end]
    yield Timex(start=found.start, end=ends[-1], type="DATE", value=first)
    yield Timex(start=starts[0], end=found.end, type="DATE", value=last)


def _end(known: DayRange, days: PossibleDays | None, at: int) -> str:
    """One end of a run, as coarse as the run is written."""
    length = {"year": 4, "month": 7}.get(days.precision if days else "day", 10)
    return known[at].isoformat()[:length]


def _seen(found: TimeExpression, tables: TimeTables) -> Seen:
    """The expression without the words that TIMEX3 puts into its attribute `mod` ("early", "the end of")."""
    match = found.match
    rule = replace(match.rule, options={key: told for key, told in match.rule.options.items() if key != "edge"})
    parts = {name: kept for name, kept in match.parts.items() if name not in _SHADES}
    return Seen(match=replace(match, rule=rule, parts=parts), tables=tables, clock=found.clock)


def _type_and_value(found: TimeExpression, tables: TimeTables) -> tuple[TimexType, str]:
    seen, kind = _seen(found, tables), found.value
    if kind in _LENGTHS:
        return _LENGTHS[kind], _length(seen, tables)
    if kind in ("clock", "daypart"):
        return "TIME", _day_in_force(found.clock) + _part(seen)
    if kind == "fiscal":
        return "DATE", _fiscal(seen)
    if kind == "century":
        return "DATE", str((seen.match.number("n") or 1) - 1)
    if kind in VAGUE:
        return "DATE", "FUTURE_REF" if seen.match.rule.options.get("ahead") else VAGUE[kind]
    days, part = days_of(seen), _part(seen)
    value = NO_DAY if days is None or days.known is None else _calendar(days.known, seen)
    return ("TIME", value + part) if part and len(value) == 10 else ("DATE", value)


def _fiscal(seen: Seen) -> str:
    rel, published = seen.meaning("rel", "relative"), seen.clock.published
    year = published.year + rel if published and rel is not None else seen.match.number("y")
    return f"FY{year or 'XXXX'}"


def _length(seen: Seen, tables: TimeTables) -> str:
    """ISO 8601's duration, `X` for a number that the words leave open."""
    unit = seen.match.word("u") or seen.meaning("rate", "rates") or ""
    letter, factor = tables.words["lengths"].get(unit, ["D", 1])
    name = letter.removeprefix("T")
    open_ended = seen.match.word("n") is None and (seen.match.word("num") or "one") not in tables.words["numbers"]
    is_plural = unit in tables.plurals and not seen.match.word("n") and not seen.match.word("num")
    amount = "X" if open_ended or is_plural else _amount(seen, factor)
    return f"P{'T' if letter.startswith('T') else ''}{amount}{name}"


def _amount(seen: Seen, factor: int) -> str:
    return f"{(seen.amount()[0] + seen.fraction) * factor:g}"


def _day_in_force(clock: Clock) -> str:
    near = clock.near.known if clock.near and clock.in_sentence else None
    day = near[1] if near and near[0] == near[1] else clock.published
    return day.isoformat() if day else NO_DAY


def _hour(seen: Seen) -> str:
    """`T06:40Z` and its like; the hour as it is read there, with `Z` when the words say UTC."""
    figures = re.findall(r"\d+", f"{seen.match.word('hh')} {seen.match.word('mi') or ''}")
    hour, minute = (figures[0][:-2], figures[0][-2:]) if len(figures[0]) > 2 else (figures[0], "00")
    minute = figures[1] if len(figures) > 1 else minute
    half = (seen.match.word("ampm") or "").replace(" ", "").replace(".", "")
    late = int(hour) % 12 + (12 if half == "pm" else 0) if half else int(hour)
    return f"T{late:02}:{minute}{'Z' if seen.match.word('utc') else ''}"


def _part(seen: Seen) -> str:
    """`TMO` and its like; empty when the words name no part of the day."""
    if seen.match.word("hh"):
        return _hour(seen)
    word = seen.match.word("part")
    if word is None:
        return "TNI" if seen.match.rule.value == "overnight" else ""
    return f"T{seen.meaning('part', 'parts')}"


def _calendar(known: DayRange, seen: Seen) -> str:
    """The days as one unit of the calendar."""
    first, last = known
    if first == last or seen.match.rule.value == "overnight":
        return first.isoformat()
    if seen.match.rule.value == "season":
        return f"{first.year}-{seen.tables.words['seasoncodes'][seen.match.word('s') or '']}"
    if known == month_range(first.year, first.month):
        return first.isoformat()[:7]
    return _years(first, last) or _quarter(first, last) or _week(first, last) or first.isoformat()


def _years(first: date, last: date) -> str | None:
    if (first, last) == year_range(first.year):
        return str(first.year)
    decade = first.year % 10 == 0 and last.year - first.year == 9
    return str(first.year)[:3] if decade and (first.month, last.month) == (1, 12) else None


def _quarter(first: date, last: date) -> str | None:
    is_quarter = first.month % 3 == 1 and first.day == 1 and last == month_range(first.year, first.month + 2)[1]
    return f"{first.year}-Q{first.month // 3 + 1}" if is_quarter else None


def _week(first: date, last: date) -> str | None:
    if last - first == timedelta(days=6) and first.weekday() == 0:
        return f"{first:%G-W%V}"
    return f"{first:%G-W%V}-WE" if first.weekday() == 5 and last - first == timedelta(days=1) else None
