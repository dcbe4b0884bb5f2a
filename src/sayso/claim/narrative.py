"""The day in force in a paragraph of an account of events, and what the account tells of that day.

An account names its days by the calendar, and tells what follows in the past tense until it names the next.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final, Literal

from sayso.claim.graph import Graph
from sayso.claim.scene import Scene
from sayso.claim.time_links import bearing, dated, has_had, leads
from sayso.model import When

REACH: Final = 3
"""Sentences behind its own for which a day stays in force. By reading sixty claims of the forty articles, not swept."""
PLAIN: Final = frozenset({"day", "days", "week", "month"})
"""Precisions of days that stay in force; a year says too little of the next sentence."""
LEAST: Final = 2
"""Dates of the calendar that an account names at least, and how many times its words of the moment they are.

By hand, not swept."""
NEW: Final = frozenset({"obj", "nsubj", "nsubj:pass"})
"""Where a noun names what the sentence tells, and not what it takes for known."""


class Narrative:
    """The days in force in one article, sentence by sentence."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def day_before(self, graph: Graph) -> When | None:
        """The days in force where a sentence begins; `None` where none are, or it has words for time of its own."""
        if not self.is_account or self.scene.times(graph.sentence.start, graph.sentence.end) or self._moves(graph):
            return None
        return self._in_force[graph.index]

    def way(self, word: int, graph: Graph) -> Literal["same", "said"] | None:
        """How the account tells of a word: itself, or by a saying; `None` for what lies aside or at another time."""
        at, way = word, "same"
        if graph.tokens[word].upos != "VERB":
            if not _is_new(word, graph):
                return None
            at = graph.tokens[word].head
        while not _is_main(at, graph):
            step = bearing(at, graph, self.scene)
            if step not in ("same", "said"):
                return None
            way = "said" if "said" in (way, step) else "same"
            at = graph.tokens[at].head
        return ("said" if way == "said" else "same") if is_told(at, graph) else None

    @cached_property
    def is_account(self) -> bool:
        """Whether the article dates by the calendar, and seldom from the day on which it was written."""
        times = [time for time in self.scene.times(0, len(self.scene.text)) if time.precision in ("day", "days")]
        stated = sum(time.basis == "stated" for time in times)
        return stated >= LEAST * max(1, len(times) - stated)

    @cached_property
    def _in_force(self) -> list[When | None]:
        """For each sentence the days in force where it begins."""
        days, day, sentences_left, block = list[When | None](), None, 0, -1
        for graph in self.scene.graphs:
            if graph.sentence.block != block:
                day, block = None, graph.sentence.block
            day, sentences_left = (day, sentences_left - 1) if sentences_left else (None, 0)
            days.append(day)
            opening = self._opening_days(graph)
            if opening is not None or self._moves(graph) or self.scene.times(graph.sentence.start, graph.sentence.end):
                day, sentences_left = opening, REACH
        return days

    def _opening_days(self, graph: Graph) -> When | None:
        """The days that open the sentence, if its account is told of them and names no others."""
        times = [time for time in self.scene.times(graph.sentence.start, graph.sentence.end) if dated(time)]
        root = next((index for index, token in enumerate(graph.tokens) if token.head < 0), None)
        if root is None or len({(time.from_day, time.to_day) for time in times}) != 1:
            return None
        time = times[0]
        plain = time.precision in PLAIN and time.from_day and time.to_day
        return time if plain and leads(time, graph, root) and is_told(root, graph) else None

    def _moves(self, graph: Graph) -> bool:
        return any(token.text.lower() in self.scene.lexicon.moving for token in graph.tokens)


def _is_main(word: int, graph: Graph) -> bool:
    """Whether a word is the predicate of the sentence, or joined to it."""
    token = graph.tokens[word]
    while token.deprel == "conj" and token.head >= 0:
        token = graph.tokens[token.head]
    return token.head < 0


def is_told(word: int, graph: Graph) -> bool:
    """Whether a predicate tells what came to pass: the simple past, not "had been", "has", "will" or "would"."""
    token = graph.tokens[word]
    helpers = {graph.tokens[child].text.lower() for child in graph.children(word, "aux", "cop")}
    if has_had(word, graph) or helpers - graph.vocabulary.simple_past:
        return False
    if helpers:
        return True
    return token.xpos in graph.tags.past | graph.tags.past_participle and token.upos == "VERB"


def _is_new(word: int, graph: Graph) -> bool:
    """Whether a noun names something told here for the first time: object or subject, without "the" or a pointer."""
    articles = {graph.tokens[child].text.lower() for child in graph.children(word, "det", "nmod:poss")}
    head = graph.tokens[word].head
    return graph.tokens[word].deprel in NEW and _is_main(head, graph) and not articles & graph.vocabulary.known
