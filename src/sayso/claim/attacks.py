"""Harm and damage take what they do not say themselves from the attack in their sentence that did them, and an attack
whom it struck from the harm that it did."""

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
LEADING: Final = frozenset({"strike"})
"""Families of attacks that struck whom they harmed, where they name no other target; `LEADING_TYPES` are of others."""
LEADING_TYPES: Final = frozenset({"civilians.attacked", "battle.assault"})
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


def lead_attacks(claims: Sequence[tuple[TriggerMatch, Claim]], graph: Graph) -> list[tuple[TriggerMatch, Claim]]:
    """The claims of one sentence in their order, attacks with whom they struck and who did it, as their harm tells.

    An attack that names no target struck those whom it, or whoever made it, killed or wounded: "an airstrike wounded
    five", "killed five in airstrikes". Where they only died in it, who was aimed at is not told.
    """
    return [(match, _lead(match, claim, claims, graph)) for match, claim in claims]


def _lead(match: TriggerMatch, claim: Claim, claims: Sequence[tuple[TriggerMatch, Claim]], graph: Graph) -> Claim:
    """An attack with the targets, and the doers, of the nearest harm that it did."""
    if not _leads(claim) or (claim.targets and claim.actors):
        return claim
    done = [
        (len(path), abs(harm.trigger.start - claim.trigger.start), harm)
        for shown_by, harm in claims
        if harm.family in DONE
        and (_is_dealt(shown_by, graph) or match.anchor in graph.subjects(shown_by.anchor))
        and _is_attack(claim, harm)
        and (path := way_between(shown_by.anchor, match.anchor, graph)) is not None
        and not any(graph.tokens[word].deprel == "conj" and graph.children(word, "nsubj") for word in path)
    ]
    if not done:
        return claim
    nearest = min(done, key=lambda harm: harm[:2])[2]
    named = {actor.name for actor in claim.actors}
    targets = tuple(target for target in nearest.targets if target.name not in named)
    return replace(claim, targets=claim.targets or targets, actors=claim.actors or nearest.actors)


def _is_dealt(match: TriggerMatch, graph: Graph) -> bool:
    """Whether a harm is told of whoever or whatever did it: by a verb with an object."""
    is_verb = match.trigger.form == "verb" and not graph.is_passive(match.anchor)
    return is_verb and bool(graph.objects(match.anchor))


def _leads(claim: Claim) -> bool:
    return claim.family in LEADING or claim.event in LEADING_TYPES


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
    suffer |= {actor.name for _, harm in claims if harm.family in DONE for actor in harm.targets}
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
    allowed = all(_is_of_both(word, ends, graph) and common in ends for word in apart)
    return path if len(path) <= LONGEST_PATH and allowed else None


def _is_of_both(word: int, ends: set[int], graph: Graph) -> bool:
    """Whether a clause that a step opens is one of the two, or says that the one brought the other about."""
    token = graph.tokens[word]
    return token.deprel in RELATIVE_CLAUSES and (word in ends or token.lemma.lower() in graph.vocabulary.causing)


def _upwards(word: int, graph: Graph) -> list[int]:
    """The word and those above it, at most `LONGEST_PATH` steps up."""
    path = [word]
    while len(path) <= LONGEST_PATH and graph.tokens[path[-1]].head >= 0:
        path.append(graph.tokens[path[-1]].head)
    return path
