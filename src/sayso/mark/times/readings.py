"""An expression as its value sees it: what matched, the language's tables, and the days it is seen from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from sayso.mark.times.day_ranges import Clock, PossibleDays, third
from sayso.mark.times.expressions import Match
from sayso.mark.times.vocabulary import TimeTables
from sayso.model import TimePrecision

LONGEST_MONTH: Final = 31
"""Days up to which a part of some days is told by the day, and beyond by the month. By convention."""
HALF: Final = 0.5
"""What "and a half" adds to a number. By definition."""
FINER: Final = {
    "decade": ("year", 10),
    "year": ("month", 12),
    "month": ("day", 30),
    "week": ("day", 7),
    "day": ("hour", 24),
}
"""The unit in which a fraction of another is told, and how many of it make one; a month is taken for 30 days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A matched rule with all that its days depend on."""

    match: Match
    tables: TimeTables
    clock: Clock

    def meaning(self, name: str, table: str) -> Any:
        """What the word kept under the name means in the table; `None` if none was kept."""
        word = self.match.word(name)
        return None if word is None else self.tables.words[table].get(word)

    def year(self) -> int | None:
        """The year as written, or as "last year" behind the date; `None` if the expression names none."""
        rel = self.meaning("relyear", "relative")
        if rel is None or self.clock.anchor is None:
            return self.match.number("y")
        return self.clock.anchor.year + int(rel)

    def amount(self) -> tuple[int, int]:
        """The least and the greatest number of whole units that the expression names; what is left is `fraction`."""
        number = self._number("n", "num")
        if number is not None:
            return _both(number, self._number("n2", "num2"))
        low, high = self.meaning("vague", "vague") or ((0, 0) if self.match.word("halved") else (1, 1))
        return low, high

    @property
    def fraction(self) -> float:
        """The part of a unit beside the whole ones: "3.5 years", "two and a half years", "half a year"."""
        if self.match.word("andahalf") or self.match.word("halved"):
            return HALF
        return float(f"0.{self._decimals}") if self._decimals else 0.0

    @property
    def _decimals(self) -> str:
        return (self.match.word("n") or "").partition(".")[2]

    def length(self) -> tuple[str, int, int]:
        """The unit that the expression counts by, the least and the greatest number; fractions in a finer unit."""
        unit, (low, high) = self.meaning("u", "units"), self.amount()
        if not self.fraction or unit not in FINER:
            return unit, low, high
        finer, times = FINER[unit]
        return finer, round((low + self.fraction) * times), round((high + self.fraction) * times)

    def _number(self, figures: str, words: str) -> int | None:
        written = self.match.word(figures)
        if written is not None:
            return int(written.partition(".")[0].replace(",", ""))
        return None if self.match.word(words) is None else int(self.meaning(words, "numbers"))

    def edge(self, days: PossibleDays, part: str = "edge") -> PossibleDays:
        """The third or half of the days that "early", "the end of" or "the first half of" name, kept under `part`."""
        edge, half = self.meaning(part, "edges"), self.meaning("half", "halves")
        if days.known is None or not (edge or half):
            return days
        first, last = days.known
        length = (last - first).days + 1
        middle = first + timedelta(days=length // 2)
        if half:
            pair = (first, middle - timedelta(days=1)) if half == "first" else (middle, last)
        else:
            pair = third(first, last, length, edge)
        finer: TimePrecision = "days" if length <= LONGEST_MONTH else "month"
        return replace(days, first=pair[0], last=pair[1], precision=finer)


def _both(number: int, other: int | None) -> tuple[int, int]:
    """Least and greatest of "three", "twenty-four" and "two to three"."""
    if other is None:
        return number, number
    if number % 10 == 0 and number >= 20 and other < 10:
        return number + other, number + other
    return min(number, other), max(number, other)
