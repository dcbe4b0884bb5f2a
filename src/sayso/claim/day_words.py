"""Sentences that say when what the one before tells came to pass, and hours without a day."""

from __future__ import annotations

from typing import Final

from sayso.claim.carry_words import CarryWords, is_definite
from sayso.claim.graph import Graph
from sayso.claim.scene import Scene
from sayso.claim.time_links import dated, top_of
from sayso.model import When

HANGING: Final = frozenset({"obl", "nmod", "advmod"})
"""Relations by which an hour hangs on what came to pass at it."""


def names_hour(graph: Graph, words: CarryWords) -> bool:
    """Whether a sentence says at what hour something came to pass ("withdrew around noon")."""
    return any(
        token.lemma.lower() in words.hours and token.deprel.split(":")[0] in HANGING and graph.children(at, "case")
        for at, token in enumerate(graph.tokens)
    )


def day_told_next(graph: Graph, scene: Scene, words: CarryWords) -> When | None:
    """The day that the next sentence gives to what this one tells ("That was last night", "It happened on Friday")."""
    sentences = scene.reading.sentences
    following = graph.index + 1
    if following >= len(sentences) or sentences[following].block != graph.sentence.block:
        return None
    behind = scene.graphs[following]
    times = [time for time in scene.times(behind.sentence.start, behind.sentence.end) if dated(time)]
    return times[0] if len(times) == 1 and _says_when(times[0], behind, words) else None


def _says_when(time: When, graph: Graph, words: CarryWords) -> bool:
    """Whether a sentence only says that what its pronoun or known noun stands for came to pass at a time."""
    root = next((at for at, token in enumerate(graph.tokens) if token.head < 0), None)
    top = top_of(time, graph)
    if root is None or top is None:
        return False
    is_time = top == root and bool(graph.children(root, "cop"))
    if not is_time and not (graph.tokens[root].lemma.lower() in words.befalling and graph.tokens[top].head == root):
        return False
    return any(_is_known(child, graph, words) for child in graph.children(root, "nsubj"))


def _is_known(word: int, graph: Graph, words: CarryWords) -> bool:
    """Whether a word stands for what was told before: a pronoun, or an event with "the"."""
    token = graph.tokens[word]
    if token.text.lower() in words.pointing:
        return True
    return token.lemma.lower() in words.events and is_definite(word, graph, words)
