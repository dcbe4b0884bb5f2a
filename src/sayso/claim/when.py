"""The time of an event: of its clause, of the saying that holds it, of its sentence, or in force in its paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, Literal

from sayso.claim.graph import Graph
from sayso.claim.narrative import TALK, Narrative, goes_on
from sayso.claim.scene import Scene
from sayso.claim.time_links import (
    SPEECH,
    Step,
    bearing,
    confirms,
    counts_on,
    cue_word,
    dated,
    describes,
    hangs_on,
    has_had,
    is_cue,
    is_ordered,
    is_purpose,
    leads,
    lies_within,
    names,
    tells_of_doing,
    top_of,
)
from sayso.claim.time_reach import closed, is_of_clause, is_of_saying, reaches, sums_up, trails
from sayso.model import EventStatus, Span, When

STEPS: Final = 6
"""Steps up the tree at most from a trigger to the word that its time hangs on. By hand, not swept."""
QUOTED: Final = 2
"""Sentences that a quotation may run on, or ahead of, its cue to be dated by it. By hand, not swept."""
STATES: Final = frozenset({"territory.held", "territory.contested", "civilians.besieged"})
"""Types that last: what is said of them holds on the day on which it is said."""
Way = Literal["same", "earlier", "later", "said"]
"""How an event lies to the days that an expression gives: on them, before, behind, or known by a saying on them."""
SAME: Final[Way] = "same"
SAID: Final[Way] = "said"


class Times:
    """Finds the times of the claims of one article."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.narrative = Narrative(scene)

    def of(self, anchor: int, graph: Graph, *, event: str, status: EventStatus) -> When:
        """The time of the event that a trigger shows; `When()`, unknown, if nothing governs it.

        First what hangs on the trigger itself or on the words above it in its clause ("On Friday troops tried to
        enter"), then the time of the saying that it stands in, which only bounds it, then the only time of the
        sentence if it opens it, then the day in force in a paragraph of an account.
        """
        for when, way in self._governing(anchor, graph, status):
            if when.basis == "carried" and not (goes_on(event, status) or _is_said_to_last(way, event, status)):
                return When()
            return self._bounded(when, way, anchor, graph, event, status)
        return When()

    def of_saying(self, cue: Span) -> When:
        """The time of a statement: that of its cue."""
        cue_at = cue_word(cue, self.scene)
        return self.of(*cue_at, event="statement.other", status="happened") if cue_at else When()

    def _governing(self, anchor: int, graph: Graph, status: EventStatus) -> Iterator[tuple[When, Way]]:
        """The expressions that bear on a trigger, the nearest first, and how the event lies to each."""
        yield from self._in_sentence(anchor, graph, status)
        cue = self._cue(anchor, graph)
        if cue is not None:
            yield from ((when, SAID) for when, way in self._in_sentence(*cue, "happened") if way == SAME)
        yield from self._in_force(anchor, graph, cue, status)

    def _cue(self, anchor: int, graph: Graph) -> tuple[int, Graph] | None:
        """The verb of the saying that holds a trigger; it may stand in a sentence close by if this one has no times."""
        token = graph.tokens[anchor]
        content = self.scene.content_at(token.start, token.end)
        if content is None or content.cue is None:
            return None
        mark = self.scene.reading.marks[content.cue]
        cue_at = cue_word(Span(text="", start=mark.start, end=mark.end), self.scene)
        if cue_at is None or cue_at[1].tokens[cue_at[0]].upos != "VERB":
            return None
        away = abs(cue_at[1].index - graph.index)
        is_near = cue_at[1].sentence.block == graph.sentence.block and away <= QUOTED
        has_times = bool(self._times(graph))
        return cue_at if not away or (is_near and not has_times) else None

    def _in_sentence(self, anchor: int, graph: Graph, status: EventStatus) -> Iterator[tuple[When, Way]]:
        """The expression of the sentence that bears on a trigger: that of its clause, or the one that opens it."""
        every = self._times(graph)
        times = [time for time in every if names(time, graph) in (None, anchor)]
        at, way = anchor, SAME
        for _ in range(STEPS if every else 0):
            within = [time for time in every if lies_within(time, at, graph, self.scene)]
            hanging = within if at == anchor and within else [time for time in times if hangs_on(time, at, graph)]
            if at == anchor and not hanging:
                hanging = [time for time in times if tells_of_doing(time, at, graph, self.scene)]
            if not hanging and not within:
                hanging = [time for time in times if _is_in_course(time, at, graph, self.scene)]
            hanging = [time for time in (hanging or within) if reaches(time, anchor, at, graph)]
            if hanging and (of_event := self._of_two(hanging, at, anchor, graph)) is not None:
                yield of_event, SAME
                return
            if hanging:
                time = min(hanging, key=lambda time: abs((time.start or 0) - graph.tokens[at].start))
                time = closed(time) if is_of_clause(time, anchor, graph) else time
                yield time, "earlier" if way == SAME and sums_up(time, anchor, graph, self.scene) else way
                return
            step = self._step(at, graph)
            if step == "apart" or (status == "planned" and is_purpose(at, graph)):
                return
            if step == "top":
                break
            way = _combined(way, step)
            at = graph.tokens[at].head
        times_of_days = [time for time in times if dated(time) and counts_on(time, graph) is None]
        if len(times_of_days) == 1 and (
            leads(times_of_days[0], graph, anchor) or trails(times_of_days[0], graph, self.scene)
        ):
            of_saying = (
                way == SAME
                and is_of_saying(times_of_days[0], graph, self.scene)
                and not is_cue(anchor, graph, self.scene)
            )
            yield times_of_days[0], SAID if of_saying else way

    def _step(self, word: int, graph: Graph) -> Step:
        """What the step up from a word does to a time; an account tells in order what came before and behind."""
        is_described = describes(word, graph)
        if self.narrative.is_account and (is_described or is_ordered(word, graph, self.scene)):
            return SAME
        return "apart" if is_described else bearing(word, graph, self.scene)

    def _of_two(self, times: Sequence[When], at: int, anchor: int, graph: Graph) -> When | None:
        """Of two days on a verb of saying, the event's: it stands behind it ("confirmed today his death, Friday")."""
        if at >= anchor or len(times) < 2 or not is_cue(at, graph, self.scene):
            return None
        behind = [time for time in times if (time.start or 0) > graph.tokens[anchor].start]
        return behind[0] if len(behind) == 1 and dated(behind[0]) else None

    def _times(self, graph: Graph) -> list[When]:
        """The expressions of a sentence; not the day of the report before the colon of its title ("Apr. 23: …")."""
        times = self.scene.times(graph.sentence.start, graph.sentence.end)
        if times and self.scene.is_in_title(graph.sentence.start) and times[0].end is not None:
            is_of_report = self.scene.text[times[0].end :].lstrip().startswith(":")
            return times[1:] if is_of_report and times[0].start == graph.sentence.start else times
        return times

    def _in_force(
        self, anchor: int, graph: Graph, cue: tuple[int, Graph] | None, status: EventStatus
    ) -> Iterator[tuple[When, Way]]:
        """The day in force in the paragraph, for what its account tells, and for what is said in it."""
        way = self.narrative.way(anchor, graph)
        if way is not None and (day := self.narrative.day_before(graph)) is not None:
            yield replace(day, basis="carried"), "said" if status == "planned" else way
        elif cue is not None and self.narrative.way(*cue) == "same":
            day = self.narrative.day_before(cue[1])
            if day is not None and cue[1].index <= graph.index:
                yield replace(day, basis="carried"), "said"

    def _bounded(self, when: When, way: Way, anchor: int, graph: Graph, event: str, status: EventStatus) -> When:
        """The days that the expression leaves to the event: never finer than its bearing on it."""
        lies = _lies_to_saying(anchor, graph, event, status) if way == SAID else way
        if way == SAID and lies == "earlier" and self._is_fresh(when, status, anchor, graph):
            lies = SAME
        if lies == SAME or not dated(when):
            return when if way == SAME or when.basis == "carried" else replace(when, basis="relative")
        if when.basis == "carried" or lies is None or status == "planned":
            return When()  # a plan has not the day on which it is told
        first, last = (None, when.to_day) if lies == "earlier" else (when.from_day, None)
        if first is None and last is None:
            return When()
        precision = "days" if when.precision == "day" else when.precision
        return replace(when, from_day=first, to_day=last, precision=precision, basis="relative")

    def _is_fresh(self, when: When, status: EventStatus, anchor: int, graph: Graph) -> bool:
        """Whether what an account or a post has said on a day came to pass on it: it reports day by day.

        What somebody confirms or admits was known before.
        """
        cue = self._cue(anchor, graph)
        if cue is not None and confirms(*cue, self.scene):
            return False
        headed = self.scene.standing(graph.sentence)
        is_daily = self.narrative.is_account or (headed.is_apart and headed.day is not None)
        return when.precision in ("day", "days") and status == "happened" and is_daily


def _is_in_course(time: When, word: int, graph: Graph, scene: Scene) -> bool:
    """Whether a time is that of a clause in the course of which an event came to pass ("while he was in Goma")."""
    at = top_of(time, graph)
    for _ in range(STEPS):
        if at is None or at < 0 or graph.tokens[at].deprel.split(":")[0] in (*SPEECH, "acl"):
            return False
        if graph.tokens[at].deprel == "advcl":
            opener = graph.tokens[graph.yields(at)[0]].text.lower()
            return graph.tokens[at].head == word and opener in scene.lexicon.meanwhile and not has_had(at, graph)
        at = graph.tokens[at].head
    return False


def _is_said_to_last(way: Way, event: str, status: EventStatus) -> bool:
    """Whether somebody says on a day in force what holds or goes on then ("said that fighting continued")."""
    return way == SAID and event.partition(".")[0] not in TALK and (status == "ongoing" or event in STATES)


def _combined(way: Way, step: Way) -> Way:
    """What two bearings make of each other: a saying of an earlier event still bounds it from behind."""
    return step if way == SAME else way


def _lies_to_saying(anchor: int, graph: Graph, event: str, status: EventStatus) -> Way | None:
    """How an event lies to the day of its saying, `None` if that is open.

    What lasts or is told in the present lies on it, a plan behind it, and what has come to pass before it or on it.
    """
    token = graph.tokens[anchor]
    helpers = {graph.tokens[child].text.lower() for child in graph.children(anchor, "aux", "cop")}
    is_predicate = token.upos == "VERB" or bool(graph.children(anchor, "cop", "nsubj"))
    if status == "ongoing" or (event in STATES and is_predicate and not helpers & graph.vocabulary.had):
        return SAME
    if status == "planned":
        return "later"
    if token.xpos in graph.tags.present and not helpers:
        return SAME
    if status != "possible" or token.xpos in graph.tags.past or helpers & graph.vocabulary.over:
        return "earlier"
    return "later" if token.xpos in graph.tags.base and not helpers & graph.vocabulary.have else None
