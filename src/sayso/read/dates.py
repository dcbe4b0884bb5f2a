"""Days as pages write them at their head: published lines, datelines, metadata."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_YEAR = r"(?P<{}>(?:19|20)\d\d)\b"
_LONGEST_VALUE = 80
"""Characters of a value of metadata in which its day stands. By reasoning, not tuned."""
_COMPACT = re.compile(r"(20\d\d)([01]\d)([0-3]\d)(?:T?\d{6}Z?)?$")
_LEAP_YEAR = 2024
"""A year that has every day of the year: for days that are written without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDay:
    """A day of the year, and the year if it stands there."""

    day: int
    month: int
    year: int | None

    def on(self, near: date | None) -> date | None:
        """The day; without a year of its own, the one nearest to `near`, and `None` without that too."""
        if self.year is not None:
            return _day(self.year, self.month, self.day)
        if near is None:
            return None
        days = (_day(near.year + step, self.month, self.day) for step in (-1, 0, 1))
        return min((day for day in days if day is not None), key=lambda day: abs(day - near), default=None)


@dataclass(frozen=True, slots=True)
class DayForms:
    """How a language writes days; `day_forms` builds it.

    "June 24", "24th of June 2022", "2022-06-24", "24.06.2022", "24-06-2022", with or without a year and a weekday
    before it.
    """

    pattern: re.Pattern[str]
    months: tuple[tuple[str, int], ...]
    """Names in small letters with their numbers."""

    def written(self, match: re.Match[str]) -> WrittenDay | None:
        """What a match of the pattern says; `None` for a day that no month has, and for 03/04/2022, which is two."""
        for number in (1, 2, 3, 4, 6):
            if match[f"d{number}"]:
                month, year = match[f"m{number}"], match[f"y{number}"]
                month_number = int(month) if month.isdigit() else dict(self.months)[month.lower()]
                return _checked(int(match[f"d{number}"]), month_number, int(year) if year else None)
        first, second = int(match["a5"]), int(match["b5"])
        if first <= 12 and second <= 12 and first != second:
            return None
        day, month_number = (first, second) if first > 12 or second <= 12 else (second, first)
        return _checked(day, month_number, int(match["y5"]))

    def read(self, text: str) -> date | None:
        """The day of a value of metadata: ISO, RFC 822, or written out; `None` without a year, or if there is none."""
        text = text.strip()
        compact = _COMPACT.match(text)
        if compact:
            return _day(int(compact[1]), int(compact[2]), int(compact[3]))
        match = self.pattern.search(text[:_LONGEST_VALUE])
        stated = self.written(match) if match else None
        return stated.on(None) if stated else None


def day_forms(
    months: Sequence[Sequence[str]], weekdays: Sequence[str], ordinals: Sequence[str], of: Sequence[str]
) -> DayForms:
    """The forms of a language: twelve lists of names of months, patterns of weekdays, endings of numbers, "of"."""
    numbered = tuple((name, number) for number, names in enumerate(months, start=1) for name in names)
    month = r"(?P<{}>" + "|".join(name for name, _ in numbered) + r")\b\.?"
    weekday = rf"(?:(?:{'|'.join(weekdays)})\b\.?,?\s+)?"
    th, joined = rf"(?:{'|'.join(ordinals)})?", rf"(?:\s+(?:{'|'.join(of)}))?"
    pattern = (
        rf"{weekday}(?:"
        rf"{month.format('m1')}\s+(?P<d1>[0-3]?\d){th}\b(?:(?:,\s*|\s+){_YEAR.format('y1')})?"
        rf"|(?P<d2>[0-3]?\d){th}{joined}[\s-]+{month.format('m2')}(?:,?[\s-]+{_YEAR.format('y2')})?"
        rf"|{_YEAR.format('y3')}-(?P<m3>[01]\d)-(?P<d3>[0-3]\d)(?!\d)"
        rf"|(?P<d4>[0-3]?\d)\.(?P<m4>[01]?\d)\.{_YEAR.format('y4')}"
        rf"|(?P<d6>[0-3]?\d)-(?P<m6>[01]?\d)-{_YEAR.format('y6')}"
        rf"|(?P<a5>[0-3]?\d)/(?P<b5>[0-3]?\d)/{_YEAR.format('y5')}"
        r")"
    )
    return DayForms(pattern=re.compile(pattern, re.IGNORECASE), months=numbered)


def _checked(day: int, month: int, year: int | None) -> WrittenDay | None:
    return WrittenDay(day=day, month=month, year=year) if _day(year or _LEAP_YEAR, month, day) else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
