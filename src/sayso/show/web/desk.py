"""What the pages are about and may do: a ledger, the packs in use, and the work of other stages, handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any, Final, Protocol

from sayso.codebook import Codebook
from sayso.keep import Judged, Ledger, Verdict
from sayso.keep.queues import Queues
from sayso.keep.tallies import Tallies
from sayso.model import Claim, ControlPlace, Incident
from sayso.packs import Pack
from sayso.show.web.sides import Inks, ink_sides


class Saying(Protocol):
    """The last word of one sayer on a place: who holds, gains, leaves or lacks it, or attacks it."""

    @property
    def sayer(self) -> str | None:
        """A party; `None` for outlets and sources without a party."""

    @property
    def kind(self) -> str:
        """What is said: one of the kinds of telling."""

    @property
    def party(self) -> str | None:
        """Whom it is about."""

    @property
    def day(self) -> date:
        """The day of which it is said."""

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of the claims that say it."""


Judge = Callable[[Sequence[tuple[Verdict, str | None]]], Sequence[Judged]]
"""Records verdicts, each with the last judgement that was seen on its claims, and weighs again what they touch: all of
them or none. Raises as `Ledger.judge` does."""
_FRESH_S: Final = 1.0
"""Seconds for which the sides of a ledger are not looked at again: one page asks for them hundreds of times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    inks: Inks
    stamp: str
    until: float


Sayings = Callable[[ControlPlace, Sequence[date]], Mapping[date, Sequence[Saying]]]
"""Who says what of a place, for each of these days."""
Derive = Callable[[Incident, Sequence[Claim]], Sequence[Mapping[str, Any]]]
"""The numbers that others would code for an incident, each with `name`, `value`, `rule` and `said_by`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the pages are about and may do."""

    ledger: Ledger
    codebook: Codebook
    packs: tuple[Pack, ...]
    version: str
    judge: Judge
    sayings: Sayings
    derive: Derive
    reviewer: str
    """Who judges where nobody is logged in."""
    tiles: str | None = None
    """Address of tiles of one's own, as the browser asks for it."""
    tiles_file: Path | None = None
    """Their file, where it lies on this machine."""
    base_map: str = "/base-map.pmtiles"
    has_map: bool = True
    _inks: dict[str, _Kept] = field(default_factory=dict, repr=False)

    @property
    def tallies(self) -> Tallies:
        """The ledger as those see it who count."""
        return Tallies(self.ledger)

    @property
    def queues(self) -> Queues:
        """The ledger as a reviewer sees it."""
        return Queues(self.ledger)

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
