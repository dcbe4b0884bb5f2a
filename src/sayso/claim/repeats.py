"""One event, one claim: "put the toll at 33 civilians dead" tells of one killing, though two words show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.kinds_told import is_general
from sayso.claim.trigger_match import TriggerMatch
from sayso.model import Claim

Told = tuple[TriggerMatch, Claim]

STRIKE: Final = "strike"
UNKNOWN: Final = "strike.explosive"
"""The type of a strike of no told weapon but that something went off."""
HANGING: Final = frozenset({"nsubj", "obj", "acl", "nmod", "compound", "xcomp", "amod"})
"""Relations between two words of one strike: "shells fired by rebels fell", "a bomb blast"."""
AROUND: Final = frozenset({"obl", "advcl"})
"""Relations that are so behind the prepositions of means, or of a participle: "hit in a raid", "hitting two units"."""


def without_repeats(claims: Sequence[Told], graph: Graph) -> list[Told]:
    """The claims of one sentence without those that another of its words tells of too.

    Two claims are one where a noun shows the one and a verb or an adjective the other, and they have the same type,
    status and sources, and the same number; or where the noun is what the other tells of ("the toll was 22 dead"). So
    are two strikes of which one hangs on the other; the one with the better told kind has the slots of both. So are
    two nouns of one type joined by "and", the second without a number or a place, and a noun that is what a verb of
    its type is done to ("found a cache", "agreed on a ceasefire").
    """
    left = [told for told in claims if not any(_is_told_by(told, other) for other in claims)]
    left = [told for told in left if not any(_is_joined_to(told, other, graph) for other in left)]
    left = [told for told in left if not any(_is_object_of(told, other, graph) for other in left)]
    return _with_one_strike(left, graph)


def _is_told_by(told: Told, other: Told) -> bool:
    (match, claim), (other_match, other_claim) = told, other
    if match.trigger.form != "noun" or other_match.trigger.form == "noun" or not other_claim.counts:
        return False
    if not _are_alike(claim, other_claim):
        return False
    if claim.counts:
        return {count.start for count in claim.counts} <= {count.start for count in other_claim.counts}
    begin, end = claim.trigger.start, claim.trigger.end
    return any(target.start <= begin and end <= target.end for target in other_claim.targets)


def _are_alike(claim: Claim, other: Claim) -> bool:
    return (claim.event, claim.status, claim.sources) == (other.event, other.status, other.sources)


def _is_joined_to(told: Told, other: Told, graph: Graph) -> bool:
    """Whether a noun is joined to one before it of the same type, and tells nothing that the other does not."""
    (match, claim), (other_match, other_claim) = told, other
    if match.trigger.form != "noun" or other_match.trigger.form != "noun" or not _are_alike(claim, other_claim):
        return False
    if graph.tokens[match.anchor].deprel != "conj" or graph.tokens[match.anchor].head not in other_match.words:
        return False
    return not claim.counts and set(claim.places) <= set(other_claim.places)


def _is_object_of(told: Told, other: Told, graph: Graph) -> bool:
    """Whether a noun is the object of a verb of the same type, or stands behind its preposition."""
    (match, claim), (other_match, other_claim) = told, other
    if match.trigger.form != "noun" or other_match.trigger.form != "verb" or claim.event != other_claim.event:
        return False
    token = graph.tokens[match.anchor]
    is_below = token.head in other_match.words and token.deprel.split(":")[0] in ("obj", "obl")
    return is_below and claim.status == other_claim.status and not claim.counts


def _with_one_strike(claims: Sequence[Told], graph: Graph) -> list[Told]:
    """The claims, of strikes that hang together the one whose kind is best told, with the slots of all."""
    groups = list[list[int]]()
    for at, told in enumerate(claims):
        beside = [group for group in groups if any(_is_one_strike(told, claims[one], graph) for one in group)]
        groups = [group for group in groups if group not in beside] + [
            [*(one for group in beside for one in group), at]
        ]
    return [_best([claims[at] for at in group]) for group in sorted(groups, key=min)]


def _best(group: Sequence[Told]) -> Told:
    """The one of a group whose kind is best told, with what the others tell beside."""
    best, *others = sorted(group, key=_worth, reverse=True)
    match, claim = best
    for _, other in others:
        claim = _with_slots(claim, other)
    return match, claim


def _is_one_strike(told: Told, other: Told, graph: Graph) -> bool:
    (match, claim), (other_match, other_claim) = told, other
    if claim.family != STRIKE or other_claim.family != STRIKE or claim.status != other_claim.status:
        return False
    return any(
        _hangs_on(one.anchor, two, graph) for one, two in ((match, other_match), (other_match, match))
    ) or _is_done_beside(match, other_match, graph)


def _hangs_on(word: int, match: TriggerMatch, graph: Graph) -> bool:
    token = graph.tokens[word]
    if token.head not in match.words:
        noun = token.head
        does_both = noun >= 0 and graph.tokens[noun].head == match.anchor and token.deprel == "acl"
        return does_both and graph.tokens[noun].deprel.split(":")[0] in ("nsubj", "obj")
    relation = token.deprel.split(":")[0]
    return relation in HANGING or (
        relation in AROUND and (graph.case_of(word) in graph.vocabulary.means or relation == "advcl")
    )


def _is_done_beside(match: TriggerMatch, other: TriggerMatch, graph: Graph) -> bool:
    """Whether one is the object of a verb and the other a participle beside it: "made raids, hitting two units"."""
    tokens = [graph.tokens[match.anchor], graph.tokens[other.anchor]]
    relations = {token.deprel for token in tokens}
    return tokens[0].head == tokens[1].head >= 0 and relations == {"obj", "advcl"}


def _worth(told: Told) -> tuple[bool, bool, int, bool]:
    match, claim = told
    slots = sum(map(bool, (claim.actors, claim.targets, claim.places, claim.counts)))
    return not is_general(match.trigger), claim.event != UNKNOWN, slots, match.trigger.form == "verb"


def _with_slots(claim: Claim, other: Claim) -> Claim:
    """The claim with what it does not tell and the other does."""
    return replace(
        claim,
        actors=claim.actors or other.actors,
        targets=claim.targets or other.targets,
        places=claim.places or other.places,
        counts=claim.counts or other.counts,
        when=other.when if claim.when.basis == "none" else claim.when,
    )
