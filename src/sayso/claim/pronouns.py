"""What a pronoun in the role of an actor stands for."""

from __future__ import annotations

from typing import Final

from sayso.claim.fillers import Fillers
from sayso.claim.graph import Graph
from sayso.claim.phrases import phrase_words
from sayso.claim.scene import Scene

BACK: Final = 2
"""Sentences before its own in which a pronoun's antecedent is looked for."""


def antecedent_of(word: int, fillers: Fillers, scene: Scene) -> tuple[int, int] | None:
    """The stretch that a personal pronoun stands for: the last subject before it that agrees with it, then the last
    subject of the sentences before; `None` if there is none.
    """
    graph = fillers.graph
    low = graph.tokens[word].text.lower()
    for candidate in _subjects_before(graph, word):
        if _agrees(low, candidate, fillers):
            return scene.span_of(graph, phrase_words(graph, candidate))
    here = scene.graphs.index(graph)
    for back in range(here - 1, max(-1, here - 1 - BACK), -1):
        other = Fillers(scene.graphs[back], scene)
        for candidate in _subjects_before(other.graph, len(other.graph.tokens))[::-1]:
            if _agrees(low, candidate, other):
                return scene.span_of(other.graph, phrase_words(other.graph, candidate))
    return None


def _subjects_before(graph: Graph, word: int) -> list[int]:
    """Subjects before a word, the nearest first; pronouns are passed over."""
    found = [
        index for index in range(word)
        if graph.tokens[index].deprel.startswith("nsubj") and graph.tokens[index].upos in ("NOUN", "PROPN")
    ]  # fmt: skip
    return found[::-1]


def _agrees(pronoun: str, candidate: int, fillers: Fillers) -> bool:
    token, classes = fillers.graph.tokens[candidate], fillers.classes(candidate)
    plural = token.xpos in ("NNS", "NNPS") or bool(fillers.graph.children(candidate, "conj"))
    if pronoun in ("he", "she", "him", "her", "his"):
        return "people" in classes and not plural
    if pronoun in ("they", "them", "their"):
        return plural and bool(classes & {"people", "soldiers", "civilians", "organisation", "state"})
    return not plural and bool(classes & {"state", "organisation", "soldiers"})
