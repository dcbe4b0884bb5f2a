"""The day of a news report: that of the event that its lead tells, and for what told further down it stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.narrative import is_run
from sayso.claim.scene import Scene
from sayso.claim.time_links import is_cue, is_purpose
from sayso.model import Claim, When

LEAD: Final = 4
"""Sentences of prose in which the lead names the day of its event. By reading reports, not swept."""
TOLLS: Final = frozenset({"harm", "damage"})
"""Families of what came of a deed, which a title may tell by a noun or an adjective."""
NEWS: Final = timedelta(days=7)
"""Days before publication within which news lies. By convention."""


class StoryDay:
    """The day of the event that a report leads with."""

    def __init__(self, scene: Scene, only_day: Callable[[Graph], When | None], events: Collection[str]) -> None:
        """`events` are nouns of what comes to pass within a day."""
        self.scene = scene
        self.events = events
        self._only_day = only_day
        sentences = enumerate(scene.reading.sentences)
        self._prose = [index for index, sentence in sentences if scene.kind_of(sentence) == "paragraph"]

    def at(self, graph: Graph, told: Sequence[tuple[Graph, Claim]]) -> When | None:
        """The day of the report where a sentence stands that says none; `None` where another day is told of."""
        lead = self._prose[:LEAD]
        days = [when for index in lead if index < graph.index for when in self._days_of(index, told)]
        news = [when for when in days if self._is_news(when) or (self._is_of_one_event and not is_run(when))]
        if not news or len({(when.from_day, when.to_day) for when in days}) != 1:
            return None
        return news[0] if self._is_in_force(graph, news[0]) else None

    def _days_of(self, index: int, told: Sequence[tuple[Graph, Claim]]) -> list[When]:
        """The days of what a sentence of the lead tells; under a title with a deed also the only day of a sentence."""
        own = [claim for of, claim in told if of.index == index and not _is_beside(claim, of)]
        days = [claim.when for claim in own if claim.when.basis not in ("none", "carried")]
        days = [when for when in days if when.from_day and when.to_day and when.precision in ("day", "days")]
        if days or not self._is_titled(told):
            return days
        graph = self.scene.graphs[index]
        only, root = self._only_day(graph), next(at for at, token in enumerate(graph.tokens) if token.head < 0)
        return [only] if only is not None and not is_cue(root, graph, self.scene) else []

    def _is_titled(self, told: Sequence[tuple[Graph, Claim]]) -> bool:
        """Whether the title tells what came to pass ("Gunmen raid village", "Car bomb leaves one dead")."""
        titles = [(of, claim) for of, claim in told if self.scene.kind_of(of.sentence) == "title"]
        return any(_is_predicate(claim, of) or (claim.family in TOLLS and _has_verb(of)) for of, claim in titles)

    @cached_property
    def _is_of_one_event(self) -> bool:
        """Whether the title names one event of a day ("Garissa university attack (2015)"): all is told of that."""
        titles = [one for one in self.scene.reading.sentences if self.scene.kind_of(one) == "title"]
        words = [token for one in titles for token in one.tokens]
        is_named = any(token.upos in ("NOUN", "PROPN") and token.lemma.lower() in self.events for token in words)
        return is_named and not any(token.upos == "VERB" for token in words)

    def _is_news(self, when: When) -> bool:
        published = self.scene.reading.article.published
        if published is None or when.to_day is None or when.from_day is None or is_run(when):
            return False
        return when.to_day <= published <= when.from_day + NEWS

    def _is_in_force(self, graph: Graph, day: When) -> bool:
        """Whether the report has named no other day of the news so far, and the paragraph no other day at all."""
        start = next(one.start for one in self.scene.reading.sentences if one.block == graph.sentence.block)
        for time in self.scene.times(0, graph.sentence.start):
            if (time.from_day, time.to_day) == (day.from_day, day.to_day) or self._is_of_head(time):
                continue
            if (time.start or 0) >= start or self._is_news(time):
                return False
        return True

    def _is_of_head(self, time: When) -> bool:
        graph = self.scene.graph_at(time.start or 0)
        return graph is None or self.scene.kind_of(graph.sentence) in ("byline", "dateline", "title")


def _has_verb(graph: Graph) -> bool:
    return any(token.upos == "VERB" and token.xpos in graph.tags.present | graph.tags.past for token in graph.tokens)


def _is_predicate(claim: Claim, graph: Graph) -> bool:
    """Whether a claim's trigger is a verb that heads its sentence."""
    words = (token for token in graph.tokens if claim.trigger.start <= token.start < claim.trigger.end)
    return any(token.head < 0 and token.upos == "VERB" for token in words)


def _is_beside(claim: Claim, graph: Graph) -> bool:
    """Whether a claim stands in a clause beside what its sentence tells ("spoke on Friday as troops took the town")."""
    at = next((index for index, token in enumerate(graph.tokens) if token.end > claim.trigger.start), -1)
    while at >= 0:
        if graph.tokens[at].deprel.split(":")[0] == "advcl" and not is_purpose(at, graph):
            return True
        at = graph.tokens[at].head
    return False
