"""How each filler came to its claim: its words stand in the clause, elsewhere in the sentence, or in another one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.scene import Scene
from sayso.model import Actor, Basis, Claim, When

APART: Final = frozenset({"advcl", "acl", "ccomp", "csubj", "parataxis"})
"""Relations under which another clause begins; what is joined by "and", and what a verb takes up, is of its clause."""
DESCRIBING: Final = frozenset({"acl"})
"""Those of clauses that tell of a noun, which is their subject or object though it stands over them."""


def with_basis(claim: Claim, scene: Scene) -> Claim:
    """The claim, with the `basis` of each of its places, actors and targets and of its days."""
    graph = scene.graph_at(claim.trigger.start)
    if graph is None:
        return claim
    clause = _clause_of(_word_at(claim.trigger.start, graph), graph)

    def basis_of(start: int) -> Basis:
        if not claim.sentence.start <= start < claim.sentence.end:
            return "carried"
        if not graph.sentence.start <= start < graph.sentence.end:  # another cell of its row
            return "linked"
        return "stated" if _word_at(start, graph) in clause else "linked"

    return replace(
        claim,
        actors=tuple(_told(actor, basis_of(actor.start)) for actor in claim.actors),
        targets=tuple(_told(actor, basis_of(actor.start)) for actor in claim.targets),
        places=tuple(replace(place, basis=basis_of(place.start)) for place in claim.places),
        when=claim.when if claim.when.start is None else _dated(claim.when, basis_of(claim.when.start)),
    )


def _told(actor: Actor, basis: Basis) -> Actor:
    """The actor; one that other words tell of stays `resolved`, wherever its own stand."""
    return actor if actor.basis == "resolved" else replace(actor, basis=basis)


def _dated(when: When, basis: Basis) -> When:
    """The days; those of the clause keep whether they are `stated` or `relative`."""
    is_told = when.basis in ("none", "carried")
    return when if is_told or basis not in ("linked", "carried") else replace(when, basis=basis)


def _clause_of(word: int, graph: Graph) -> frozenset[int]:
    """The words of the clause that a word stands in, with the noun that the clause describes."""
    top = word
    while graph.tokens[top].head >= 0 and graph.tokens[top].deprel.split(":")[0] not in APART:
        top = graph.tokens[top].head
    words = _below(top, graph)
    if graph.tokens[top].deprel.split(":")[0] in DESCRIBING:
        noun = graph.tokens[top].head
        words |= {noun, *(child for child in graph.below[noun] if child != top)}
    return frozenset(words)


def _below(top: int, graph: Graph) -> set[int]:
    """A word and what hangs on it within its clause."""
    words, waiting = set[int](), [top]
    while waiting:
        at = waiting.pop()
        words.add(at)
        waiting += [child for child in graph.below[at] if graph.tokens[child].deprel.split(":")[0] not in APART]
    return words


def _word_at(start: int, graph: Graph) -> int:
    """The word that holds a character, or the last one."""
    return min(bisect_left(graph.tokens, start + 1, key=lambda token: token.end), len(graph.tokens) - 1)
