"""What the pages are about and may do: a ledger, the packs in use, and the work of other stages, handed in."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any, Final, TypeVar

from sayso.keep import Filter, Judged, KeptSource, Ledger, Page, Verdict
from sayso.keep.views.queues import Queues
from sayso.keep.views.tallies import DayTallies, PlaceTally, Tallies
from sayso.model import Claim, ControlPlace, Incident, LastWord
from sayso.packs.codebook import Codebook
from sayso.packs.pack import Pack
from sayso.show.web.asked import usual
from sayso.show.web.side_colours import Inks, ink_sides

Judge = Callable[[Sequence[tuple[Verdict, str | None]]], Sequence[Judged]]
"""Records verdicts, each with the last judgement that was seen on its claims, and weighs again what they touch: all of
them or none. Raises as `Ledger.judge` does."""
T = TypeVar("T")
_MOST_REMEMBERED: Final = 64
"""Answers that are remembered at a time: a few filters, each with its places, days and sources; set by hand."""
_FRESH_S: Final = 1.0
"""Seconds for which the sides of a ledger are not looked at again: a page asks for them hundreds of times. By hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    inks: Inks
    stamp: str
    until: float


LastWords = Callable[[ControlPlace, Sequence[date]], Mapping[date, Sequence[LastWord]]]
"""Who says what of a place, for each of these days."""
Derive = Callable[[Incident, Sequence[Claim]], Sequence[Mapping[str, Any]]]
"""The numbers that others would code for an incident, each with `name`, `value`, `rule` and `said_by`."""


Draft = Callable[[str, int, int], dict[str, Any]]
"""What may be said of a span of an article, for a form. Raises `UsageError` or `NotKeptError`."""
Complete = Callable[[Mapping[str, Any]], str]
"""A whole claim, as a line of JSON, of what a person says of it. Raises `UsageError` or `NotKeptError`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the pages are about and may do."""

    ledger: Ledger
    codebook: Codebook
    packs: tuple[Pack, ...]
    version: str
    judge: Judge
    sayings: LastWords
    derive: Derive
    draft: Draft
    complete: Complete
    reviewer: str
    """Who judges where nobody is logged in."""
    tiles: str | None = None
    """Address of tiles of one's own, as the browser asks for it."""
    tiles_file: Path | None = None
    """Their file, where it lies on this machine."""
    base_map: str = "/base-map.pmtiles"
    has_map: bool = True
    scoring: Mapping[str, Any] = field(default_factory=dict)
    """What the score of two claims is made of: `weights` of its parts, the least to `link`, every pair's `floor`."""
    _inks: dict[str, _Kept] = field(default_factory=dict, repr=False)
    _made: dict[Hashable, tuple[str, Any]] = field(default_factory=dict, repr=False)

    @property
    def tallies(self) -> Tallies:
        """The ledger as those see it who count."""
        return Tallies(self.ledger)

    @property
    def queues(self) -> Queues:
        """The ledger as a reviewer sees it."""
        return Queues(self.ledger)

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made for the key, if the ledger has not changed since; else made anew."""
        stamp = self.tallies.stamp()
        kept = self._made.get(key)
        if kept is not None and kept[0] == stamp:
            answer: T = kept[1]
            return answer
        answer = make()
        if len(self._made) >= _MOST_REMEMBERED:
            self._made.clear()
        self._made[key] = (stamp, answer)
        return answer

    def warm_up(self) -> None:
        """Makes what the first pages need, so that nobody waits for it."""
        everything = Filter()
        self.inks()
        self.places(everything, limit=usual("geojson"))
        self.days(everything)
        self.sources(everything, limit=usual("html"))

    def places(self, wanted: Filter, *, limit: int, offset: int = 0) -> Page[PlaceTally]:
        """The places of the claims that the filter finds, those with most claims first."""
        page: Page[PlaceTally] = self.remembered(
            ("places", wanted, limit, offset), lambda: self.tallies.places(wanted, limit=limit, offset=offset)
        )
        return page

    def days(self, wanted: Filter) -> DayTallies:
        """The claims that the filter finds, counted by day."""
        return self.remembered(("days", wanted), lambda: self.tallies.days(wanted))

    def sources(self, wanted: Filter, *, limit: int, offset: int = 0) -> Page[KeptSource]:
        """The sources of the claims that the filter finds, those who say most first."""
        page: Page[KeptSource] = self.remembered(
            ("sources", wanted, limit, offset), lambda: self.ledger.sources(wanted, limit=limit, offset=offset)
        )
        return page

    def has_rejected(self) -> bool:
        """Whether a claim was ever rejected: if not, no listing has to leave any out."""
        return self.remembered("rejected", self.tallies.has_rejected)

    def inks(self) -> Inks:
        """The sides of this ledger, each with its ink; looked at anew once a second, if the ledger has changed."""
        kept = self._inks.get("")
        if kept is not None and kept.until > monotonic():
            return kept.inks
        stamp = self.tallies.stamp("claims", "control")
        if kept is None or kept.stamp != stamp:
            inks = ink_sides(self.tallies.parties(), self.codebook.parties)
        else:
            inks = kept.inks
        self._inks[""] = _Kept(inks=inks, stamp=stamp, until=monotonic() + _FRESH_S)
        return inks
