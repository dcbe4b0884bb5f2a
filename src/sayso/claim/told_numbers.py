"""Numbers told of a toll by a verb: "the toll rose to 45", "put the dead at 31", "losses amounted to 350 men"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.scene import Scene
from sayso.claim.trigger_match import TriggerMatch
from sayso.model import Count

STEPS: Final = 4
"""Steps up the tree at most from a trigger to the noun that a verb gives a number: "number of people killed". By hand,
not swept."""
CARRIED: Final = frozenset({"acl", "nmod", "compound", "amod", "conj", "acl:relcl"})
"""Relations by which a word hangs on the noun whose number it shares."""
GIVEN: Final = frozenset({"nsubj", "nsubj:pass", "obj", "csubj"})
"""Relations of a noun to the verb that gives it a number."""


def toll_of(match: TriggerMatch, graph: Graph, scene: Scene) -> Iterator[Count]:
    """The numbers that the sentence gives to what a trigger tells of; what it rose or fell from is none of them."""
    at = match.anchor
    for _ in range(STEPS):
        token = graph.tokens[at]
        found = list(_beside(at, graph, scene)) if token.upos == "NOUN" else []
        if not found and token.deprel in GIVEN and token.head >= 0:
            found = list(_of_verb(token.head, graph, scene))
        if found or token.head < 0 or token.deprel.split(":")[0] not in CARRIED:
            yield from found
            return
        at = token.head


def _beside(noun: int, graph: Graph, scene: Scene) -> Iterator[Count]:
    """ "The number of dead at some 130,000", "a toll of 31"."""
    for child in graph.children(noun, "nmod", "obl"):
        if graph.case_of(child) in (*scene.vocabulary.toll_cases, *scene.vocabulary.of):
            yield from _at(child, graph, scene)


def _of_verb(verb: int, graph: Graph, scene: Scene) -> Iterator[Count]:
    lemma = graph.tokens[verb].lemma.lower()
    if graph.children(verb, "cop"):
        yield from _at(verb, graph, scene)
    if lemma not in scene.vocabulary.tolls:
        return
    for child in graph.below[verb]:
        relation = graph.tokens[child].deprel.split(":")[0]
        case = graph.case_of(child)
        if (relation in ("obl", "nmod", "advmod", "xcomp") and case in scene.vocabulary.toll_cases) or (
            relation == "obj" and not case
        ):
            yield from _at(child, graph, scene)


def _at(word: int, graph: Graph, scene: Scene) -> Iterator[Count]:
    """The counts on a word or on the number before it, unless they count a time or a thing apart."""
    for at in (word, *graph.children(word, "nummod")):
        token = graph.tokens[at]
        if counts := scene.counts(token.start, token.end):
            yield from counts
            return
