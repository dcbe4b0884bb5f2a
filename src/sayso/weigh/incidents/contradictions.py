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
from sayso.weigh.incidents.scoring import are_comparable, distance_km, overlap
from sayso.weigh.incidents.weights import TABLE
from sayso.weigh.voices import tell_apart

ASSERTED: Final = frozenset({"happened", "ongoing"})
CLOSE_TYPES: Final = 0.7
"""The least worth of two types as one evidence for a denial of the one to contradict the other: to deny that a system
was destroyed is not to deny the strike. By hand, not swept: no contradictions are labelled."""
GROWING: Final = frozenset({"killed", "wounded", "missing", "captured", "casualties"})
"""Numbers that grow as more is known."""
MANY_SIDED: Final = frozenset({"battle", "diplomacy", "protest", "riot", "statement"})
"""Families of events that have more than one doer, so that two doers do not contradict each other."""

Difference = tuple[ContradictionField, ContradictionKind]


def find_contradictions(members: Sequence[Features], rules: IncidentRules) -> tuple[Contradiction, ...]:
    """The contradictions among the claims of one incident, in the order of its claims.

    Two voices that contradict each other several times over in one way and with the same words are told of once.
    """
    voices = tell_apart([features.voice for features in members])
    contradictions: dict[tuple[object, ...], Contradiction] = {}
    for (index, left), (against, right) in combinations(enumerate(members), 2):
        if voices[index] == voices[against] or _may_be_one(left, right):
            continue
        for field, kind in _between(left, right, rules):
            first, second = (right, left) if kind == "denies" and left.status == "denied" else (left, right)
            values = (kind, frozenset({voices[index], voices[against]}), _value(first, field), _value(second, field))
            contradictions.setdefault(values, Contradiction(field=field, kind=kind, claims=(first.id, second.id)))
    return tuple(contradictions.values())


def _may_be_one(left: Features, right: Features) -> bool:
    """Whether one of the two is a state's unnamed officials, and the other speaks for that state too."""
    return "party" in (left.voice.kind, right.voice.kind) and left.voice.party == right.voice.party


def _value(features: Features, field: ContradictionField) -> object:
    values = {
        "status": features.status,
        "counts": features.numbers,
        "place": features.spots,
        "when": (features.first, features.last),
        "actors": features.actors,
    }
    return values[field]


def _between(first: Features, second: Features, rules: IncidentRules) -> Iterator[Difference]:
    kin = rules.kinship(first.event, second.event)
    if kin is not None and kin.alike >= CLOSE_TYPES and _denies(first, second):
        yield "status", "denies"
    if first.status not in ASSERTED or second.status not in ASSERTED:
        return
    differ = (_differ(number, against, first, second, rules) for number in first.numbers for against in second.numbers)
    if any(differ) and not _are_told_alike(first, second):
        yield "counts", "different-number"
    if first.event != second.event:
        return
    if _are_two_places(first, second):
        yield "place", "different-place"
    if kin is not None and kin.days > 1 and _are_two_days(first, second):
        yield "when", "different-time"
    if _are_two_sides(first, second, rules):
        yield "actors", "different-actor"


def _are_told_alike(left: Features, right: Features) -> bool:
    """Whether one report tells the event twice and gives a number of it both times: "four guards and a visitor" are
    five, and told again as four guards."""
    told = {left.retells or left.id, right.retells or right.id}
    return len(told) == 1 and not set(left.numbers).isdisjoint(right.numbers)


def _denies(left: Features, right: Features) -> bool:
    statuses = {left.status, right.status}
    return "denied" in statuses and bool(statuses & ASSERTED)


def _differ(left: CountBounds, right: CountBounds, first: Features, second: Features, rules: IncidentRules) -> bool:
    """Whether two numbers of the same thing exclude each other, and the one has not grown into the other."""
    if not are_comparable(left, right) or overlap(left, right):
        return False
    if first.targets and second.targets and not _same_side(first.targets, second.targets, first, rules):
        return False
    return not _has_grown(left, right, first, second, rules)


def _has_grown(left: CountBounds, right: CountBounds, first: Features, second: Features, rules: IncidentRules) -> bool:
    """Whether the higher number comes from a later report, and not from the other side of the war."""
    if left.of not in GROWING or first.published is None or second.published is None:
        return False
    lower, higher = ((left, first), (right, second)) if _is_below(left, right) else ((right, second), (left, first))
    early, late = lower[1].published, higher[1].published
    opposed = bool(first.party and second.party) and not _same_side(
        frozenset({first.party or ""}), frozenset({second.party or ""}), first, rules
    )
    return early is not None and late is not None and early < late and not opposed


def _is_below(left: CountBounds, right: CountBounds) -> bool:
    return left.high is not None and right.low is not None and left.high < right.low


def _are_two_places(left: Features, right: Features) -> bool:
    """Whether each names settlements only, and none of the one is one of the other."""
    if not left.spots or not right.spots or any(spot.level for spot in (*left.spots, *right.spots)):
        return False
    return all(
        here.key != there.key and distance_km(here, there) > TABLE.same_spot_km
        for here in left.spots
        for there in right.spots
    )


def _are_two_days(left: Features, right: Features) -> bool:
    """Whether both say the day, and it is not the same."""
    if left.first is None or left.last is None or right.first is None or right.last is None:
        return False
    exact = max(left.last - left.first, right.last - right.first) < CORE_DAYS
    return exact and (left.last < right.first or right.last < left.first)


def _are_two_sides(left: Features, right: Features, rules: IncidentRules) -> bool:
    if left.event.partition(".")[0] in MANY_SIDED or not left.actors or not right.actors:
        return False
    return not _same_side(left.actors, right.actors, left, rules)


def _same_side(left: frozenset[str], right: frozenset[str], where: Features, rules: IncidentRules) -> bool:
    country = where.spots[0].country if where.spots else None
    return rules.allied(left, right, country) > 0.0
