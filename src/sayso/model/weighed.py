"""What many reports add up to: incidents with their contradictions, and control of places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sayso.model.said import EventStatus, Place

ContradictionField = Literal["status", "counts", "place", "when", "actors"]
ContradictionKind = Literal["denies", "different-number", "different-place", "different-time", "different-actor"]
Standing = Literal["agreed", "claimed", "reported", "contested", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidCount:
    """A number inside an incident, and who says it."""

    low: int | None
    high: int | None
    of: str | None
    claim: str
    """Id of the claim."""
    source: str | None
    """Name of the nearest source; `None` where the outlet itself says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidStatus:
    """A status inside an incident, and who says it."""

    status: EventStatus
    claim: str
    source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two claims about one incident that cannot both hold in one field; neither is taken for the truth."""

    field: ContradictionField
    kind: ContradictionKind
    claims: tuple[str, str]
    """Ids of the two, the one from the earlier article first; of `denies`, the one that denies last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairReason:
    """Why two claims stand in one incident: the score in [0, 1] and the parts that it is made of, each in [0, 1]."""

    pair: tuple[str, str]
    score: float
    parts: tuple[tuple[str, float], ...]
    """Name and value, in the order of the rule (`day`, `place`, `event`, `actors`, `counts`, `words`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Claims, from any number of reports, about the same thing; nothing in it is settled, everything has its sayer."""

    id: str
    event: str
    """The type that most voices give; of equals, the most specific by the codebook's order."""
    place: Place | None
    """The most precise place that most voices give."""
    from_day: date | None
    to_day: date | None
    claims: tuple[str, ...]
    """Ids, by article's day and text order."""
    voices: int
    parties_saying: tuple[str, ...]
    """Parties of the nearest sources, sorted; sources without a party and outlets are not among them."""
    counts: tuple[SaidCount, ...] = ()
    statuses: tuple[SaidStatus, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    why: tuple[PairReason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPlace:
    """A place that can be held: what of a claim's `Place` is the place's own."""

    name: str
    geonameid: int | None
    latitude: float | None
    longitude: float | None
    country: str | None
    admin1: str | None
    gazetteer_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Who is said to hold a place over one run of inclusive days, by whom, on which claims and by which rule."""

    place: ControlPlace
    holder: str | None
    """A party, never a side; `None` where nobody is said to hold it, or sides contradict each other."""
    from_day: date
    to_day: date | None
    """`None`: up to the present of the ledger."""
    standing: Standing
    said_by: tuple[str, ...]
    """Parties that say it, sorted; outlets and third parties by their party where they have one."""
    claims: tuple[str, ...]
    rule: str
    """Name and version of the rule (`control@1`)."""
    last_said: date | None = None
    """The last day, within the run or before it, on which somebody is said to hold the place: by it the run's age is
    told. `None` where nobody ever was."""
