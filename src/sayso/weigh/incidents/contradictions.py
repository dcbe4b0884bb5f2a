"""Where claims of one incident cannot all hold, field by field; none is taken for the truth.

Only different voices contradict each other. No contradiction is: what was planned and then happened; numbers whose
bounds meet ("at least 5" and 12); a toll that grows from one report to a later one on the same side of the war.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from sayso.model import Contradiction, ContradictionField, ContradictionKind
from sayso.packs.incident_rules import IncidentRules
from sayso.weigh.incidents.features import CORE_DAYS, CountBounds, Features
from sayso.weigh.incidents.scoring import SAME_SPOT_KM, are_comparable, distance_km, overlap
from sayso.weigh.voices import tell_apart

ASSERTED: Final = frozenset({"happened", "ongoing"})
CLOSE_TYPES: Final = 0.7
"""The least worth of two types as one evidence for a denial of the one to contradict the other: to deny that a system
was destroyed is not to deny the strike."""
GROWING: Final = frozenset({"killed", "wounded", "missing", "captured", "casualties", "losses"})
"""Numbers that grow as more is known."""
MANY_SIDED: Final = frozenset({"battle", "diplomacy", "protest", "riot", "statement"})
"""Families of events that have more than one doer, so that two doers do not contradict each other."""

Difference = tuple[ContradictionField, ContradictionKind]


def find_contradictions(members: Sequence[Features], rules: IncidentRules) -> tuple[Contradiction, ...]:
    """The contradictions among the claims of one incident, in the order of its claims.

    Two voices that contradict each other several times over in one way and with the same words are told of once.
    """
    voices = tell_apart([gist.voice for gist in members])
    told: dict[tuple[object, ...], Contradiction] = {}
    for (at, one), (to, other) in combinations(enumerate(members), 2):
        if voices[at] == voices[to] or _may_be_one(one, other):
            continue
        for field, kind in _between(one, other, rules):
            first, second = (other, one) if kind == "denies" and one.status == "denied" else (one, other)
            values = (kind, frozenset({voices[at], voices[to]}), _value(first, field), _value(second, field))
            told.setdefault(values, Contradiction(field=field, kind=kind, claims=(first.id, second.id)))
    return tuple(told.values())


def _may_be_one(one: Features, other: Features) -> bool:
    """Whether one of the two is a state's unnamed officials, and the other speaks for that state too."""
    return "party" in (one.voice.kind, other.voice.kind) and one.voice.party == other.voice.party


def _value(gist: Features, field: ContradictionField) -> object:
    values = {
        "status": gist.status,
        "counts": gist.numbers,
        "place": gist.spots,
        "when": (gist.first, gist.last),
        "actors": gist.actors,
    }
    return values[field]


def _between(one: Features, other: Features, rules: IncidentRules) -> Iterator[Difference]:
    kin = rules.kinship(one.event, other.event)
    if kin is not None and kin.alike >= CLOSE_TYPES and _denies(one, other):
        yield "status", "denies"
    if one.status not in ASSERTED or other.status not in ASSERTED:
        return
    if any(_differ(left, right, one, other, rules) for left in one.numbers for right in other.numbers):
        yield "counts", "different-number"
    if one.event != other.event:
        return
    if _are_two_places(one, other):
        yield "place", "different-place"
    if kin is not None and kin.days > 1 and _are_two_days(one, other):
        yield "when", "different-time"
    if _are_two_sides(one, other, rules):
        yield "actors", "different-actor"


def _denies(one: Features, other: Features) -> bool:
    said = {one.status, other.status}
    return "denied" in said and bool(said & ASSERTED)


def _differ(left: CountBounds, right: CountBounds, one: Features, other: Features, rules: IncidentRules) -> bool:
    """Whether two numbers of the same thing exclude each other, and the one has not grown into the other."""
    if not are_comparable(left, right) or overlap(left, right):
        return False
    if one.targets and other.targets and not _same_side(one.targets, other.targets, one, rules):
        return False
    return not _has_grown(left, right, one, other, rules)


def _has_grown(left: CountBounds, right: CountBounds, one: Features, other: Features, rules: IncidentRules) -> bool:
    """Whether the higher number comes from a later report, and not from the other side of the war."""
    if left.of not in GROWING or one.published is None or other.published is None:
        return False
    lower, higher = ((left, one), (right, other)) if _is_below(left, right) else ((right, other), (left, one))
    early, late = lower[1].published, higher[1].published
    opposed = bool(one.party and other.party) and not _same_side(
        frozenset({one.party or ""}), frozenset({other.party or ""}), one, rules
    )
    return early is not None and late is not None and early < late and not opposed


def _is_below(left: CountBounds, right: CountBounds) -> bool:
    return left.high is not None and right.low is not None and left.high < right.low


def _are_two_places(one: Features, other: Features) -> bool:
    """Whether each names settlements only, and none of the one is one of the other."""
    if not one.spots or not other.spots or any(spot.level for spot in (*one.spots, *other.spots)):
        return False
    return all(
        here.key != there.key and distance_km(here, there) > SAME_SPOT_KM for here in one.spots for there in other.spots
    )


def _are_two_days(one: Features, other: Features) -> bool:
    """Whether both say the day, and it is not the same."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    exact = max(one.last - one.first, other.last - other.first) < CORE_DAYS
    return exact and (one.last < other.first or other.last < one.first)


def _are_two_sides(one: Features, other: Features, rules: IncidentRules) -> bool:
    if one.event.partition(".")[0] in MANY_SIDED or not one.actors or not other.actors:
        return False
    return not _same_side(one.actors, other.actors, one, rules)


def _same_side(one: frozenset[str], other: frozenset[str], where: Features, rules: IncidentRules) -> bool:
    country = where.spots[0].country if where.spots else None
    return rules.allied(one, other, country) > 0.0
