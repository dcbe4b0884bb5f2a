"""What a pronoun in the role of an actor stands for."""

from __future__ import annotations

from typing import Final, Protocol

from sayso.claim.graph import Graph
from sayso.claim.phrases import phrase_words
from sayso.claim.scene import Scene

BACK: Final = 2
"""Sentences before its own in which a pronoun's antecedent is looked for. By hand, not swept."""


class HasClasses(Protocol):
    """Fillers of a sentence, as far as pronouns ask them."""

    graph: Graph
    scene: Scene

    def classes(self, word: int) -> frozenset[str]: ...

    def is_of(self, word: int, classes: frozenset[str]) -> bool: ...

    def beside(self, graph: Graph) -> HasClasses:
        """The fillers of another sentence of the same article."""
        ...


def antecedents_of(word: int, fillers: HasClasses) -> list[tuple[int, int]]:
    """The stretches that a personal pronoun stands for, each of those joined by "and"; empty if nothing agrees."""
    antecedent = antecedent_head(word, fillers)
    if antecedent is None:
        return []
    graph, head = antecedent[0].graph, antecedent[1]
    heads = graph.with_conjuncts(head) if _is_of_several(word, fillers.graph) else [head]
    return [fillers.scene.span_of(graph, phrase_words(graph, one)) for one in heads]


def _is_of_several(word: int, graph: Graph) -> bool:
    return graph.tokens[word].text.lower() in graph.vocabulary.several


def antecedent_head(word: int, fillers: HasClasses) -> tuple[HasClasses, int] | None:
    """The head word that a personal pronoun stands for, with the fillers of its sentence.

    It is the last subject before it that agrees with it, then the last other name, then, for "their", a state that is
    the last subject before it, then the first such subject of the `BACK` sentences before.
    """
    graph, scene = fillers.graph, fillers.scene
    pronoun = graph.tokens[word].text.lower()
    for candidate in [*_subjects_before(graph, word), *_names_before(graph, word)]:
        if word not in graph.yields(candidate) and _agrees(pronoun, candidate, fillers):
            return fillers, candidate
    states = _subjects_before(graph, word) if pronoun in graph.vocabulary.owners else []
    if states and "state" in fillers.classes(states[0]):
        return fillers, states[0]  # "after Russia began their invasion"
    sentence = graph.index
    for back in range(sentence - 1, max(-1, sentence - 1 - BACK), -1):
        earlier = fillers.beside(scene.graphs[back])
        for candidate in _subjects_before(earlier.graph, len(earlier.graph.tokens))[::-1]:
            if _agrees(pronoun, candidate, earlier):
                return earlier, candidate
    return None


def _subjects_before(graph: Graph, word: int) -> list[int]:
    """Subjects before a word, the nearest first; pronouns are passed over."""
    subjects = [
        index for index in range(word)
        if graph.tokens[index].deprel.startswith("nsubj") and graph.tokens[index].upos in ("NOUN", "PROPN")
    ]  # fmt: skip
    return subjects[::-1]


def _names_before(graph: Graph, word: int) -> list[int]:
    """Names before a word that are no subjects, the nearest first ("a gain for Russia as it continues")."""
    names = [
        index for index in range(word)
        if graph.tokens[index].upos == "PROPN" and graph.tokens[index].deprel in ("nmod", "obl", "obj")
    ]  # fmt: skip
    return names[::-1]


def _agrees(pronoun: str, candidate: int, fillers: HasClasses) -> bool:
    token, classes = fillers.graph.tokens[candidate], fillers.classes(candidate)
    plural = token.xpos in fillers.graph.tags.plural or bool(fillers.graph.children(candidate, "conj"))
    vocabulary = fillers.graph.vocabulary
    if pronoun in vocabulary.one_person:
        return "people" in classes and not plural
    if pronoun in vocabulary.several:
        plural = plural or bool(classes & {"soldiers", "organisation"})
        return plural and bool(classes & {"people", "soldiers", "civilians", "organisation", "state"})
    return pronoun in vocabulary.thing and not plural and bool(classes & {"state", "organisation", "soldiers"})
