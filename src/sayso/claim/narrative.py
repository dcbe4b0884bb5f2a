"""The day in force in a paragraph of an account of events, and what the account tells of that day.

An account names its days by the calendar, and tells what follows in the past tense until it names the next.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import Final, Literal

from sayso.claim.graph import Graph
from sayso.claim.scene import Scene
from sayso.claim.time_links import bearing, dated, has_had, is_ordered, leads, names, top_of
from sayso.model import EventStatus, When

REACH: Final = 3
"""Sentences behind its own for which a day stays in force. By reading sixty claims of the forty articles, not swept."""
RECENT: Final = timedelta(days=60)
"""Days before publication within which a day may be told from that of writing. As marking has it for chronicles."""
TALK: Final = frozenset({"diplomacy", "statement"})
"""Families of what is said or agreed: it has its own day, not that of the event that it is about."""
LONGEST: Final = timedelta(days=1)
"""From the first of the days in force to the last at most: of "26 and 29 March" no event behind it has both."""
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
        """The days in force where a sentence begins; `None` where none are, or it has words for another time."""
        days = self._in_force[graph.index]
        if days is None or self._moves(graph):
            return None
        others = {(time.from_day, time.to_day) for time in self._main_times(graph)} - {(days.from_day, days.to_day)}
        return None if others else days

    def _main_times(self, graph: Graph) -> list[When]:
        """The times of a sentence, but for those of what came next ("before losing it again the following day")."""
        times = self.scene.times(graph.sentence.start, graph.sentence.end)
        return [time for time in times if not self._is_of_next(time, graph)]

    def _is_of_next(self, time: When, graph: Graph) -> bool:
        at = top_of(time, graph)
        while at is not None and graph.tokens[at].head >= 0:
            if is_ordered(at, graph, self.scene):
                return True
            at = graph.tokens[at].head
        return False

    def way(self, word: int, graph: Graph) -> Literal["same", "said"] | None:
        """How the account tells of a word: itself, or by a saying; `None` for what lies aside or at another time."""
        at, way = word, "same"
        if graph.tokens[word].upos != "VERB":
            if not _is_new(word, graph):
                return None
            at = graph.tokens[word].head
        while not _is_main(at, graph):
            step = "same" if is_ordered(at, graph, self.scene) else bearing(at, graph, self.scene)
            if step not in ("same", "said"):
                return None
            way = "said" if "said" in (way, step) else "same"
            at = graph.tokens[at].head
        return ("said" if way == "said" else "same") if is_told(at, graph) else None

    @cached_property
    def is_account(self) -> bool:
        """Whether the article dates by the calendar, and seldom from the day on which it was written."""
        times = [time for time in self.scene.times(0, len(self.scene.text)) if time.precision in ("day", "days")]
        of_the_moment = sum(time.basis != "stated" and self._is_recent(time) for time in times)
        return len(times) - of_the_moment >= LEAST * max(1, of_the_moment)

    def _is_recent(self, time: When) -> bool:
        """Whether a day that is told from another lies so near to publication that it may be told from that."""
        published = self.scene.reading.article.published
        return published is None or time.to_day is None or published - time.to_day <= RECENT

    @cached_property
    def _in_force(self) -> list[When | None]:
        """For each sentence the days in force where it begins."""
        days, day, sentences_left, block = list[When | None](), None, 0, -1
        for index, sentence in enumerate(self.scene.reading.sentences):
            kind = self.scene.kind_of(sentence)
            if sentence.block != block:
                day, block = None, sentence.block
                heading = self.scene.standing(sentence).day
            day, sentences_left = (day, sentences_left - 1) if sentences_left else (None, 0)
            days.append(day or heading if kind in ("paragraph", "cell") else None)
            if self.scene.times(sentence.start, sentence.end):
                day, sentences_left = self._opening_days(self.scene.graphs[index]), REACH
        return days

    def _opening_days(self, graph: Graph) -> When | None:
        """The days that open the sentence, if its account is told of them and names no others."""
        times = [time for time in self.scene.times(graph.sentence.start, graph.sentence.end) if dated(time)]
        root = next((index for index, token in enumerate(graph.tokens) if token.head < 0), None)
        if root is None or len({(time.from_day, time.to_day) for time in times}) != 1:
            return None
        time = times[0]
        stays = not is_run(time) or (_is_until(time) and leads(time, graph, root))
        plain = self.is_account and time.precision in PLAIN and stays
        return time if plain and self._is_of_sentence(time, root, graph) and is_told(root, graph) else None

    def _is_of_sentence(self, time: When, root: int, graph: Graph) -> bool:
        """Whether the sentence is told of a time: it opens it, or hangs on its predicate or on what somebody said."""
        at = top_of(time, graph)
        if at is None or leads(time, graph, root):
            return at is not None
        if names(time, graph) is not None:
            return False
        at = graph.tokens[at].head
        while at >= 0 and at != root:
            if bearing(at, graph, self.scene) not in ("same", "said"):
                return False
            at = graph.tokens[at].head
        return at == root

    def _heading(self, graph: Graph) -> When | None:
        """The day that a heading names, where it says nothing else ("16 November 2019") or ends in it in brackets."""
        times = self.scene.times(graph.sentence.start, graph.sentence.end)
        if len(times) != 1 or times[0].precision not in ("day", "days") or times[0].start is None:
            return None
        start, end = times[0].start, times[0].end
        before, behind = self.scene.text[graph.sentence.start : start], self.scene.text[end : graph.sentence.end]
        is_bracketed = before.rstrip().endswith("(") and behind.strip() == ")"
        return times[0] if is_bracketed or not any(map(str.isalnum, before + behind)) else None

    def _moves(self, graph: Graph) -> bool:
        """Whether a word moves the account off its day; "before pulling back" only orders what is told of it."""
        lexicon = self.scene.lexicon
        words = (token for token in graph.tokens if token.text.lower() in lexicon.moving)
        return any(
            token.deprel not in ("case", "mark") or token.text.lower() not in lexicon.ordering for token in words
        )


def is_run(time: When) -> bool:
    """Whether a time is open on a side, or names days too far apart for one event to have them."""
    if time.from_day is None or time.to_day is None:
        return True
    return time.precision == "days" and time.to_day - time.from_day > LONGEST


def _is_until(time: When) -> bool:
    """Whether a time says by which day something was done ("By 23 June troops had entered the town")."""
    return time.from_day is None and time.precision == "day"


def goes_on(event: str, status: EventStatus) -> bool:
    """Whether an event may have a day of another sentence: what lasts, and what is said, has none of that."""
    return event.partition(".")[0] not in TALK and status != "ongoing"


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
