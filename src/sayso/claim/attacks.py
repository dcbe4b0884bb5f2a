"""Harm and damage take what they do not say themselves from the blow in their sentence that did them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.trigger_match import TriggerMatch
from sayso.model import Claim

DONE: Final = frozenset({"harm", "damage"})
"""Families of what a blow does."""
BLOWS: Final = frozenset({"strike", "riot"})
"""Families that do it, and of other families the types in `ATTACKS`; an invasion or a siege is too wide a thing."""
ATTACKS: Final = frozenset(
    {"battle.clash", "battle.assault", "battle.advance", "civilians.attacked", "protest.excessive_force"}
)
RELATIVE_CLAUSES: Final = frozenset({"acl:relcl", "advcl:relcl"})
APART: Final = frozenset({"ccomp", "parataxis", "csubj"}) | RELATIVE_CLAUSES
"""Relations that no step of the way may take: another clause, about another thing."""
WAY: Final = 3
"""Steps in the tree from the harm to its blow at most: "left (1) ... dead", "killed in (1) shelling of". Set by eye on
25 sentences, not swept."""


def follow_attacks(told: Sequence[tuple[TriggerMatch, Claim]], graph: Graph) -> list[Claim]:
    """The claims of one sentence in their order, harm and damage with the place, time and doer of the nearest blow.

    A blow has the same sources and status and lies at most `WAY` steps off in the tree. Nothing is taken where the harm
    names a doer of its own. A doer who suffers, or whose party does, is not handed on.
    """
    return [_follow(shown, claim, told, graph) if _family(claim) in DONE else claim for shown, claim in told]


def _follow(shown: TriggerMatch, claim: Claim, told: Sequence[tuple[TriggerMatch, Claim]], graph: Graph) -> Claim:
    ways = [
        (len(way), abs(other.trigger.start - claim.trigger.start), other)
        for blow, other in told
        if _is_blow(other, claim) and (way := _way(shown.anchor, blow.anchor, graph)) is not None
    ]
    if not ways:
        return claim
    blow = min(ways, key=lambda found: found[:2])[2]
    if claim.actors and not {actor.name for actor in claim.actors} & {actor.name for actor in blow.actors}:
        return claim
    suffer = {part for actor in claim.targets for part in (actor.name, actor.party) if part}
    doers = tuple(actor for actor in blow.actors if not suffer & {actor.name, actor.party})
    return replace(
        claim,
        places=claim.places or blow.places,
        when=claim.when if claim.when.basis != "none" else blow.when,
        actors=claim.actors or doers,
    )


def _is_blow(blow: Claim, claim: Claim) -> bool:
    kind = _family(blow) in BLOWS or blow.event in ATTACKS
    return kind and blow.sources == claim.sources and blow.status == claim.status


def _way(one: int, other: int, graph: Graph) -> list[int] | None:
    """The words on the way between two words of the tree; `None` if it is too long or leads through another clause.

    A relative clause is no other clause where it begins at one of the two: "a strike that killed".
    """
    up, down = _upwards(one, graph), _upwards(other, graph)
    meet = next((word for word in up if word in down), None)
    if meet is None:
        return None
    left, right = up[: up.index(meet)], down[: down.index(meet)]
    way = left + right
    ends = {one, other}
    apart = [word for word in way if graph.tokens[word].deprel in APART]
    allowed = all(word in ends and graph.tokens[word].deprel in RELATIVE_CLAUSES and meet in ends for word in apart)
    return way if len(way) <= WAY and allowed else None


def _upwards(word: int, graph: Graph) -> list[int]:
    """The word and those above it, at most `WAY` steps up."""
    found = [word]
    while len(found) <= WAY and graph.tokens[found[-1]].head >= 0:
        found.append(graph.tokens[found[-1]].head)
    return found


def _family(claim: Claim) -> str:
    return claim.event.partition(".")[0]
