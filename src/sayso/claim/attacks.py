"""Harm and damage take what they do not say themselves from the attack in their sentence that did them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.trigger_match import TriggerMatch
from sayso.model import Claim

DONE: Final = frozenset({"harm", "damage"})
"""Families of what an attack does."""
ATTACK_FAMILIES: Final = frozenset({"strike", "riot"})
"""Families that do it; of other families, the types in `ATTACK_TYPES`. An invasion or a siege is too wide a thing."""
ATTACK_TYPES: Final = frozenset(
    {"battle.clash", "battle.assault", "battle.advance", "civilians.attacked", "protest.excessive_force"}
)
RELATIVE_CLAUSES: Final = frozenset({"acl:relcl", "advcl:relcl"})
APART: Final = frozenset({"ccomp", "parataxis", "csubj"}) | RELATIVE_CLAUSES
"""Relations that no step of the path may take: another clause, about another thing."""
LONGEST_PATH: Final = 3
"""Steps in the tree from the harm to its attack at most: "left (1) ... dead", "killed in (1) shelling of". Set by
eye on 25 sentences, not swept."""


def follow_attacks(claims: Sequence[tuple[TriggerMatch, Claim]], graph: Graph) -> list[Claim]:
    """The claims of one sentence in their order, harm and damage with the place, time and doer of the nearest attack.

    The attack has the same sources and status and lies at most `LONGEST_PATH` steps off in the tree. Nothing is taken
    where the harm names a doer of its own. A doer who suffers, or whose party does, is not handed on.
    """
    return [_follow(match, claim, claims, graph) if claim.family in DONE else claim for match, claim in claims]


def _follow(match: TriggerMatch, claim: Claim, claims: Sequence[tuple[TriggerMatch, Claim]], graph: Graph) -> Claim:
    attacks = [
        (len(path), abs(attack.trigger.start - claim.trigger.start), attack)
        for shown_by, attack in claims
        if _is_attack(attack, claim) and (path := way_between(match.anchor, shown_by.anchor, graph)) is not None
    ]
    if not attacks:
        return claim
    nearest = min(attacks, key=lambda attack: attack[:2])[2]
    if claim.actors and not {actor.name for actor in claim.actors} & {actor.name for actor in nearest.actors}:
        return claim
    suffer = {part for actor in claim.targets for part in (actor.name, actor.party) if part}
    doers = tuple(actor for actor in nearest.actors if not suffer & {actor.name, actor.party})
    return replace(
        claim,
        places=claim.places or nearest.places,
        when=claim.when if claim.when.basis != "none" else nearest.when,
        actors=claim.actors or doers,
    )


def _is_attack(attack: Claim, claim: Claim) -> bool:
    does_harm = attack.family in ATTACK_FAMILIES or attack.event in ATTACK_TYPES
    return does_harm and attack.sources == claim.sources and attack.status == claim.status


def way_between(first: int, second: int, graph: Graph) -> list[int] | None:
    """The words on the path between two words of the tree; `None` if it is too long or leads through another clause.

    A relative clause is no other clause where it begins at one of the two: "a strike that killed".
    """
    up, down = _upwards(first, graph), _upwards(second, graph)
    common = next((word for word in up if word in down), None)
    if common is None:
        return None
    from_first, from_second = up[: up.index(common)], down[: down.index(common)]
    path = from_first + from_second
    ends = {first, second}
    apart = [word for word in path if graph.tokens[word].deprel in APART]
    allowed = all(word in ends and graph.tokens[word].deprel in RELATIVE_CLAUSES and common in ends for word in apart)
    return path if len(path) <= LONGEST_PATH and allowed else None


def _upwards(word: int, graph: Graph) -> list[int]:
    """The word and those above it, at most `LONGEST_PATH` steps up."""
    path = [word]
    while len(path) <= LONGEST_PATH and graph.tokens[path[-1]].head >= 0:
        path.append(graph.tokens[path[-1]].head)
    return path
