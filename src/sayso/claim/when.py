"""The time of an event: the expression that governs its trigger in the tree, else one that opens its sentence."""

from __future__ import annotations

from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.scene import Scene
from sayso.model import When

OWN: Final = frozenset({"obl", "advmod", "nmod", "nummod", "obj", "amod", "compound", "appos", "dep", "det"})
UPWARD: Final = frozenset({"xcomp", "conj", "obj", "obl", "nsubj", "nmod", "acl", "appos", "advcl", "compound"})
"""Relations over which a time that hangs on the governor holds for what it governs too."""
APART: Final = frozenset({"ccomp", "parataxis", "acl:relcl", "advcl:relcl"})
"""Relations under which a clause has a time of its own: the day of the saying is not the day of what is said."""


def when_of(anchor: int, graph: Graph, scene: Scene) -> When:
    """The time that governs a trigger.

    First what hangs on the trigger itself, then what hangs on the words above it one by one ("On Friday troops tried to
    enter"), then the only time of the sentence if it opens it; `When()`, unknown, if none does. A clause of
    speech and a relative clause take no time from outside.
    """
    times = scene.times(graph.sentence.start, graph.sentence.end)
    if not times:
        return When()
    at, steps = anchor, 0
    while at >= 0 and steps < 6:
        own = [time for time in times if _hangs_on(time, at, graph)]
        if own:
            return min(own, key=lambda time: abs((time.start or 0) - graph.tokens[at].start))
        relation = graph.tokens[at].deprel
        if relation in APART:
            return When()
        if relation.split(":")[0] not in UPWARD:
            break
        at, steps = graph.tokens[at].head, steps + 1
    dated = [time for time in times if time.from_day or time.to_day]
    return dated[0] if len(dated) == 1 and _leads(dated[0], graph, anchor) else When()


def _hangs_on(time: When, word: int, graph: Graph) -> bool:
    """Whether the top word of a time expression hangs on the word, or one step further down in a noun phrase of it."""
    top = _top(time, graph)
    if top is None:
        return False
    head = graph.tokens[top].head
    if head == word and graph.tokens[top].deprel.split(":")[0] in OWN:
        return True
    return (
        head >= 0
        and graph.tokens[head].head == word
        and graph.tokens[head].deprel in ("obj", "advmod")
        and graph.tokens[head].upos in ("NOUN", "ADV")
    )


def _top(time: When, graph: Graph) -> int | None:
    """The word of the expression that hangs on a word outside it."""
    if time.start is None or time.end is None:
        return None
    words = [i for i, token in enumerate(graph.tokens) if time.start < token.end and token.start < time.end]
    return next((word for word in words if graph.tokens[word].head not in words), None)


def _leads(time: When, graph: Graph, anchor: int) -> bool:
    """Whether the expression opens the sentence, so that it holds for all of it."""
    return time.start is not None and time.start - graph.sentence.start < 25 and time.start < graph.tokens[anchor].start
