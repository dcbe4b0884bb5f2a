"""What many reports add up to: incidents with their contradictions, and control of places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sayso.model.said import EventStatus, Place

ContradictionField = Literal["status", "counts", "place", "when", "actors"]
ContradictionKind = Literal["denies", "different-number", "different-place", "different-time", "different-actor"]
AssertionKind = Literal["gains", "holds", "leaves", "lacks", "fought"]
Standing = Literal["agreed", "claimed", "reported", "contested", "unknown"]
FiredRule = Literal[
    "gain", "hold", "leave", "admission", "standing", "unreal", "fight", "implied", "part", "area", "unnamed", "day",
    "decay",
]  # fmt: skip
"""Ids of the rules of control, as `control.yaml` of the codebook explains them."""


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
    maker: str | None = None
    """By what it was made, as `incidents@2#1a2b3c4d`; `None` in a ledger from before that was noted, until it is
    weighed again."""


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
class ControlAssertion:
    """What one claim tells of one place."""

    claim: str
    kind: AssertionKind
    party: str | None
    """Who gains, holds, leaves, lacks the place, or attacks it; `None` where nobody is named."""
    loser: str | None
    """Of `gains`: who held it before."""
    sayer: str | None
    """Party of the nearest source; `None` for the outlet itself and for sources without a party."""
    from_day: date
    to_day: date
    """Inclusive; a gain that happened by a day has that day twice."""
    event: str
    fired: FiredRule
    """The rule by which the claim is taken to tell this."""
    is_bound: bool = False
    """Known only to have happened by the day."""
    is_throughout: bool = False
    """Of `holds`: true on all of its days, and not on some day among them."""
    is_area: bool = False
    """Said of the whole of a region that the place lies in."""
    is_implied: bool = False
    """Not said outright: who beats off an attack on a place is taken to hold it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAssertion:
    """What a claim tells under one key, as it is kept: a telling, or no more than that it names the place."""

    key: str
    """A place's, or that of a region of which the claim speaks as a whole."""
    area: str | None
    """The key of the region in which the place lies."""
    place: ControlPlace | None
    """The place as the claim has it; `None` under the key of a region."""
    telling: ControlAssertion | None
    """`None` where a claim of such an event tells nothing: it says no day, or has not happened."""


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
    """The maker: name and version of the rules, and a hash of all that they rest on (`control@1#1a2b3c4d`)."""
    fired: str | None = None
    """Id of the rule that made it so on the run's first day: a `FiredRule`. `None` in runs of ledgers that were last
    weighed before rules were named; the next weighing names them."""
    last_said: date | None = None
    """The last day, within the run or before it, on which somebody is said to hold the place: by it the run's age is
    told. `None` where nobody ever was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastWord:
    """The last word of one sayer on one place, up to a day."""

    sayer: str | None
    """A party; `None` for outlets and sources without a party."""
    kind: AssertionKind
    party: str | None
    """Who gains, holds, leaves or lacks the place, or attacks it."""
    day: date
    claims: tuple[str, ...]
