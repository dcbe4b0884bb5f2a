"""The numbers that belong to an event: those in the phrases of its actors and targets, or on the trigger itself."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claim.graph import Graph
from sayso.claim.phrases import phrase_words
from sayso.claim.scene import Scene
from sayso.model import Count


def counts_of(words: Sequence[int], heads: Sequence[int], graph: Graph, scene: Scene) -> tuple[Count, ...]:
    """The counts inside the phrases of `heads` or hanging on the trigger's own `words`, in text order, each once."""
    counts = dict[tuple[int, int], Count]()
    for head in heads:
        phrase = phrase_words(graph, head)
        start, end = scene.span_of(graph, phrase)
        for count in scene.counts(start, end):
            counts[count.start, count.end] = count
    for word in words:
        for child in graph.children(word, "nummod", "nmod", "obl"):
            token = graph.tokens[child]
            if token.deprel.startswith("nummod") or graph.case_of(child) in graph.vocabulary.counted:
                for count in scene.counts(token.start, token.end):
                    counts[count.start, count.end] = count
    return tuple(counts[key] for key in sorted(counts))
