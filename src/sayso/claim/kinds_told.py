"""What kind of attack general words stand for, by what the report tells elsewhere: "the strikes", "the raid".

A report names the weapon once and then speaks of strikes. By itself "strike" says no weapon; behind an air strike it is
one. An attack in which civilians die, whoever else is told, is one on civilians.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sayso.base.ids import claim_id
from sayso.claim.attacks import way_between
from sayso.claim.fillers import Fillers
from sayso.claim.trigger_match import TriggerMatch
from sayso.model import Claim
from sayso.packs.codebook import Trigger

BEHIND: Final = 6
"""Sentences back to the strike whose weapon is told, at most. By hand, not swept."""
AHEAD: Final = 3
"""Sentences on to it where none stands before, as of a headline. By hand, not swept."""
NEAR: Final = 2
"""Sentences back to what "the attack" stands for, at most. By hand, not swept."""
SEVERAL: Final = 2
"""Strikes on a place in the report, at least, of which another attack on it is one more. By hand, not swept."""
ON_FOOT: Final = frozenset({"battle", "territory"})
"""Families of what is fought on the ground: where one is told of a place, an attack on it may be an assault."""
ARMS: Final = frozenset({"guns", "aircraft", "airforce", "missile", "drone", "explosive", "mine", "grenade"})
"""Classes of weapons: a trigger that asks for one has told the kind."""
TAKEN: Final = frozenset({"strike.air", "strike.drone", "strike.missile", "strike.shelling"})
"""Types that a strike of no told weapon can be of."""
UNTOLD: Final = "strike.shelling"
ASSAULT, CIVILIANS, AIR, EXPLOSIVE = "battle.assault", "civilians.attacked", "strike.air", "strike.explosive"
REBELS: Final = "REB"
PEOPLE: Final = frozenset({"civilians"})
FIGHTING: Final = frozenset({"soldiers", "police", "weapons", "building", "place"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """A claim with what shows it."""

    match: TriggerMatch
    claim: Claim
    fillers: Fillers

    @property
    def sentence(self) -> int:
        """The place of its sentence in the article."""
        return self.fillers.graph.index


def with_kinds(told: Sequence[ToldEvent], maker: str) -> list[tuple[TriggerMatch, Claim]]:
    """The matches and claims in their order, those of general words with the kind that the report tells elsewhere."""
    events = [one.match.trigger.event for one in told]
    for at in range(len(told)):
        events[at] = _kind(at, told, events) or events[at]
    return [
        (one.match, one.claim) if event == one.match.trigger.event else _of_kind(one, event, maker)
        for one, event in zip(told, events, strict=True)
    ]


def _kind(at: int, told: Sequence[ToldEvent], events: Sequence[str]) -> str | None:
    one = told[at]
    trigger, vocabulary = one.match.trigger, one.fillers.graph.vocabulary
    if not is_general(trigger) or (trigger.event == ASSAULT and trigger.form != "noun"):
        return None
    if trigger.event == AIR and trigger.word in vocabulary.bombing:
        by_rebels = one.claim.actors and all(actor.sector == REBELS for actor in one.claim.actors)
        return EXPLOSIVE if by_rebels else None
    if trigger.event == UNTOLD and trigger.word in vocabulary.strikes:
        return next((kind for kind in _kinds_near(at, told, events) if kind in TAKEN), None)
    return _kind_of_assault(at, told, events) if trigger.event == ASSAULT else None


def _kind_of_assault(at: int, told: Sequence[ToldEvent], events: Sequence[str]) -> str | None:
    one = told[at]
    trigger, vocabulary = one.match.trigger, one.fillers.graph.vocabulary
    if trigger.word in vocabulary.raids and next(_kinds_near(at, told, events), None) == AIR:
        return AIR
    if trigger.word in vocabulary.attacks:
        return _as_before(at, told, events) or _by_victims(one, told) or _of_series(at, told, events)
    return None


def is_general(trigger: Trigger) -> bool:
    """Whether a trigger tells no weapon, neither in its own words nor by what it asks for."""
    return not trigger.phrase and not any(need.classes & ARMS for need in trigger.needs)


def _kinds_near(at: int, told: Sequence[ToldEvent], events: Sequence[str]) -> Iterator[str]:
    """The kinds of the strikes whose weapon is told, those before first, the nearest first; of other sides none."""
    own, sentence = told[at].claim, told[at].sentence
    before = [(one, events[number]) for number, one in enumerate(told[:at]) if sentence - one.sentence <= BEHIND]
    after = [
        (one, event) for one, event in zip(told[at + 1 :], events[at + 1 :], strict=True)
        if one.sentence - sentence <= AHEAD
    ]  # fmt: skip
    for one, event in (*reversed(before), *after):
        if event.startswith("strike.") and not is_general(one.match.trigger) and not _are_apart(own, one.claim):
            yield event


def _are_apart(first: Claim, second: Claim) -> bool:
    """Whether two claims name doers of different sides."""
    sides = [{actor.party for actor in claim.actors if actor.party} for claim in (first, second)]
    return all(sides) and not sides[0] & sides[1]


def _as_before(at: int, told: Sequence[ToldEvent], events: Sequence[str]) -> str | None:
    """The kind of the last attack told, where "the attack" stands for it."""
    one = told[at]
    graph = one.fillers.graph
    articles = {graph.tokens[child].text.lower() for child in graph.children(one.match.anchor, "det")}
    if not articles & graph.vocabulary.known or one.claim.targets:
        return None
    for number in range(at - 1, -1, -1):
        event, other = events[number], told[number]
        if one.sentence - other.sentence > NEAR:
            return None
        if event.startswith("strike.") or event in (ASSAULT, CIVILIANS):
            return event if not _are_apart(one.claim, other.claim) else None
    return None


def _of_series(at: int, told: Sequence[ToldEvent], events: Sequence[str]) -> str | None:
    """The commonest kind of the strikes on a place, where an attack is one of several there and none fights on foot."""
    one = told[at]
    graph = one.fillers.graph
    beside = {graph.tokens[child].text.lower() for child in graph.below[one.match.anchor]}
    if not beside & (graph.vocabulary.series | graph.vocabulary.known):
        return None
    there = [
        (other.match.trigger, event) for other, event in zip(told, events, strict=True)
        if other is not one and _is_there(one.claim, other.claim) and not _are_apart(one.claim, other.claim)
    ]  # fmt: skip
    if any(
        event.partition(".")[0] in ON_FOOT and trigger.word not in graph.vocabulary.attacks for trigger, event in there
    ):
        return None
    strikes = Counter(event for _, event in there if event in (*TAKEN, EXPLOSIVE))
    return strikes.most_common(1)[0][0] if strikes.total() >= SEVERAL else None


def _is_there(first: Claim, second: Claim) -> bool:
    """Whether two claims are of one place."""
    return bool({place.name for place in first.places} & {place.name for place in second.places})


def _by_victims(one: ToldEvent, told: Sequence[ToldEvent]) -> str | None:
    """An attack on civilians, where it names no other target than whom its sentence tells as killed or hurt in it."""
    named = _spans(one.claim)
    for other in told:
        if named and named != _spans(other.claim):
            continue
        if other.sentence != one.sentence or other.claim.family != "harm":
            continue
        if way_between(one.match.anchor, other.match.anchor, one.fillers.graph) is None:
            continue
        struck = one.fillers.of_role(other.match.words, other.match.anchor, "object", other.match.trigger.form)
        classes = [one.fillers.classes(word) for word in struck]
        if classes and all(found & PEOPLE and not found & FIGHTING for found in classes):
            return CIVILIANS
    return None


def _spans(claim: Claim) -> set[tuple[int, int]]:
    """Where those whom a claim says it befell stand."""
    return {(target.start, target.end) for target in claim.targets}


def _of_kind(one: ToldEvent, event: str, maker: str) -> tuple[TriggerMatch, Claim]:
    claim = one.claim
    trigger = replace(one.match.trigger, event=event)
    key = claim_id(claim.article.id, event, claim.trigger.start, claim.trigger.end, maker)
    return replace(one.match, trigger=trigger), replace(claim, id=key, event=event)
