"""Which claims of an article tell of one event: the headline, the lede and the body tell it again and again.

Each claim, in text order, either tells an event for the first time, or again what earlier ones of its kind told. Many
weak signs decide, so their weights are learned (`retelling.yaml` of the lexicon, `python -m training.retelling`).
Claims that contradict each other are never one event. No claim is dropped: each of a group but the fullest points to
the fullest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Final

from sayso.claim.retelling_signs import Signs, Telling, Tellings, contradict, signs_of
from sayso.claim.scene import Scene
from sayso.model import Claim
from sayso.packs.incident_rules import IncidentRules
from sayso.packs.sureness_rules import chances_among

FILE: Final = "retelling.yaml"
FIRST, LAST = 8, 16
"""Claims of its kind, the first ones of the article and the last before it, with which a claim is compared: what is
told again was told at the beginning or a moment ago. It keeps long articles from taking long. Not swept."""
TOLLS: Final = ("harm.", "damage.")
"""Families of types that tell what a deed did."""
FINENESS: Final = {"day": 4, "days": 3, "week": 2, "month": 1, "year": 1, "unknown": 1}
"""What a time is worth to a telling, by its precision."""
EXACTNESS: Final = {"exact": 4, "near": 4, "district": 3, "region": 2, "country": 1, "unresolved": 0}
"""What a place is worth to a telling, by its precision."""

HEADLINE: Final = 4
"""What is taken off for a headline, as much as a day is worth: it is short, and rounds. By reasoning, not swept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetellingWeights:
    """The learned weights of the signs of pairs."""

    weights: Mapping[str, float]
    least: float
    """How likely it must be that a claim tells an event again, in (0, 1)."""
    adding: frozenset[str]
    """Words that say that one more event is told."""


def retelling_weights(table: Mapping[str, Any]) -> RetellingWeights:
    """The weights of `retelling.yaml`. Raises `KeyError` when a part is missing."""
    weights = {str(name): float(value) for name, value in table["weights"].items()}
    adding = frozenset(str(word) for word in table["adding"])
    return RetellingWeights(weights=weights, least=float(table["least"]), adding=adding)


def with_retellings(claims: Sequence[Claim], scene: Scene, weights: RetellingWeights) -> list[Claim]:
    """The claims of an article in their order, each with the id of the one that tells its event most fully."""
    fullest = dict[str, str]()
    for group in told_again(claims, scene, weights):
        ids = [claim.id for claim in group]
        full = max(range(len(group)), key=lambda at: fullness_of(group[at], scene))
        fullest |= {claim: ids[full] for claim in ids if claim != ids[full]}
    return [replace(claim, retells=fullest.get(claim.id)) for claim in claims]


def told_again(claims: Sequence[Claim], scene: Scene, weights: RetellingWeights) -> list[list[Claim]]:
    """The claims that tell of one event, for each event that several tell of, in text order."""
    tellings = Tellings(claims, scene, weights.adding)
    groups = grouped(list(cases_of(tellings, scene.codebook.incidents)), weights)
    return [[telling.claim for telling in group] for group in groups]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A claim, and the earlier ones whose event it may tell again, each with the signs of the pair."""

    telling: Telling
    earlier: Sequence[Telling]
    signs: Sequence[Signs]


def cases_of(tellings: Tellings, rules: IncidentRules) -> Iterator[Case]:
    """Every claim, in text order, with what it may tell again: what is of a kind with it and does not contradict it."""
    by_type: dict[str, list[Telling]] = {}
    for telling in tellings.all:
        event = telling.claim.event
        kin = sorted(
            (other for type_, before in by_type.items() if are_kin(type_, event, rules) for other in before),
            key=attrgetter("number"),
        )
        if len(kin) > FIRST + LAST:
            kin = [*kin[:FIRST], *kin[-LAST:]]
        earlier = [other for other in kin if not contradict(other.claim, telling.claim)]
        signs = [signs_of(other, telling, tellings.rarity) for other in earlier]
        yield Case(telling=telling, earlier=earlier, signs=signs)
        by_type.setdefault(event, []).append(telling)


def are_kin(left: str, right: str, rules: IncidentRules) -> bool:
    """Whether two types can be of one event: one and the same, or two deeds that can; a toll is not the deed."""
    if left == right:
        return True
    tolls = any(type_.startswith(TOLLS) for type_ in (left, right))
    return not tolls and rules.kinship(left, right) is not None


def grouped(cases: Sequence[Case], weights: RetellingWeights) -> list[list[Telling]]:
    """The claims that tell of one event, for each event that several tell of.

    Each in turn joins the event that it most likely tells again, all tellings of it taken together, if that is likely
    enough and none of them contradicts it.
    """
    events: dict[int, list[Telling]] = {}
    for case in cases:
        events[case.telling.number] = _event_of(case, events, weights) or []
        events[case.telling.number].append(case.telling)
    return [event for number, event in events.items() if len(event) > 1 and event[0].number == number]


def _event_of(case: Case, events: Mapping[int, list[Telling]], weights: RetellingWeights) -> list[Telling] | None:
    """The event that a claim tells again; `None` where it is told for the first time."""
    likely: dict[int, float] = {}
    for other, chance in zip(case.earlier, chances_among(case.signs, weights.weights), strict=True):
        first = events[other.number][0].number
        likely[first] = likely.get(first, 0.0) + chance
    for first in sorted(likely, key=lambda first: -likely[first]):
        if likely[first] < weights.least:
            return None
        if not any(contradict(other.claim, case.telling.claim) for other in events[first]):
            return events[first]
    return None


def fullness_of(claim: Claim, scene: Scene) -> tuple[int, int]:
    """How fully a claim tells its event, to be compared; a headline the less, and of equals the first is the most.

    By the slots that are filled and how finely: day, place, who did it and to whom, how many, on whose word.
    """
    when = FINENESS[claim.when.precision] if claim.when.from_day or claim.when.to_day else 0
    place = max((EXACTNESS[place.precision] for place in claim.places), default=0)
    sides = sum(2 + any(one.party for one in side) for side in (claim.actors, claim.targets) if side)
    less = HEADLINE if scene.is_in_title(claim.trigger.start) else 0
    return when + place + sides + 2 * bool(claim.counts) + bool(claim.sources) - less, -claim.trigger.start
