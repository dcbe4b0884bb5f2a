"""How far an expression of time reaches in its sentence: over all of it, over a clause, or over what is joined."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import takewhile
from typing import Final

from sayso.base.days import month_range, year_range
from sayso.claim.graph import Graph
from sayso.claim.scene import Scene
from sayso.claim.time_links import APART, SEMICOLONS, SPEECH, is_ordered, top_of
from sayso.model import Token, When

WHEN: Final = frozenset({"advcl", "acl:relcl", "advcl:relcl"})
"""Relations of the verb of a clause with "when"."""


def trails(time: When, graph: Graph, scene: Scene) -> bool:
    """Whether a day without a preposition ends the sentence, or what stands before a semicolon.

    "Detained a man in Ghazni province, yesterday", "hit a patrol that morning; nobody was hurt".

    The tree hangs such days on whatever stands before them; they are told of the sentence, unless they stand in a
    clause that is about something else.
    """
    top = top_of(time, graph)
    if (
        top is None
        or graph.children(top, "case")
        or any(map(_is_word, takewhile(_goes_on, graph.tokens[_behind(time, graph) :])))
    ):
        return False
    at = graph.tokens[top].head
    while at >= 0 and graph.tokens[at].head >= 0:
        relation = graph.tokens[at].deprel
        if relation in APART or relation.split(":")[0] in SPEECH or relation == "nmod:poss":
            return False
        if is_ordered(at, graph, scene):  # "took it before losing it again the next day"
            return False
        at = graph.tokens[at].head
    return True


def _goes_on(token: Token) -> bool:
    return token.text not in SEMICOLONS


def _is_word(token: Token) -> bool:
    return token.upos != "PUNCT"


def _behind(time: When, graph: Graph) -> int:
    return bisect_left(graph.tokens, time.end or 0, key=_start)


def reaches(time: When, anchor: int, at: int, graph: Graph) -> bool:
    """Whether a time that hangs on a verb holds for what is joined to it: not from behind it for another's doing.

    "The footage was taken in July, and analysts showed …": of the second nothing is said.
    """
    while anchor != at:
        token = graph.tokens[anchor]
        has_subject = token.deprel == "conj" and graph.children(anchor, "nsubj", "csubj")
        if has_subject and graph.tokens[token.head].start < (time.start or 0) < token.start:
            return False
        anchor = token.head
    return True


def sums_up(time: When, anchor: int, graph: Graph, scene: Scene) -> bool:
    """Whether a day sums up what had come to pass until then ("had been freed as of 18 March")."""
    perfect = any(graph.tokens[child].lemma.lower() in graph.vocabulary.have for child in graph.children(anchor, "aux"))
    before = [token.text.lower() for token in graph.tokens if token.end <= (time.start or 0)]
    return perfect and " ".join(before[-2:]) in scene.lexicon.so_far


def is_of_saying(time: When, graph: Graph, scene: Scene) -> bool:
    """Whether a time describes a statement ("according to a 24 July report")."""
    top = top_of(time, graph)
    head = -1 if top is None else graph.tokens[top].head
    if top is None or head < top or graph.tokens[head].upos != "NOUN":
        return False
    return any(cue.form == "noun" for cue in scene.lexicon.cues(graph.tokens[head].lemma.lower()))


def is_of_clause(time: When, anchor: int, graph: Graph) -> bool:
    """Whether an event stands in the clause that says what came to pass then ("since 2016, when rebels took it")."""
    behind = next((at for at in range(_behind(time, graph), len(graph.tokens)) if _is_word(graph.tokens[at])), -1)
    if behind < 0 or graph.tokens[behind].deprel != "advmod":
        return False
    at = anchor
    while at >= 0 and at != graph.tokens[behind].head:
        at = graph.tokens[at].head
    return at >= 0 and graph.tokens[at].deprel in WHEN and graph.yields(at)[0] == behind


def closed(time: When) -> When:
    """The days that a time names, without what "since" adds: "since August 2022, when he called for war"."""
    first = time.from_day
    if first is None or time.to_day is not None or time.precision not in ("day", "month", "year"):
        return time
    ends = {"day": first, "month": month_range(first.year, first.month)[1], "year": year_range(first.year)[1]}
    return replace(time, to_day=ends[time.precision])


def _start(token: Token) -> int:
    return token.start
