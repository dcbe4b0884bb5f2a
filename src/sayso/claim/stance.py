"""What the word that carries a saying does to what is said: whether it denies it, wants it, guesses it, or tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.status import status_of
from sayso.claim.status_beside import is_past
from sayso.claim.status_mix import mixed
from sayso.claim.status_reach import is_set_off
from sayso.claim.status_reading import StatusReading
from sayso.claim.status_tales import is_tale
from sayso.model import EventStatus, Span
from sayso.packs.lexicon import Cue, Lexicon

SILENT: Final = StatusReading(status="happened", words=())
"""What the rules give where no word of status reaches an event."""
HELD_APART: Final = frozenset({"acl", "advcl", "obl", "nmod", "appos", "amod", "compound"})
"""Relations over which a saying takes something for known: "urged the end of the fighting", "those who fled"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CueEffect:
    """What the cue of a saying does to what is said; `withheld`: the cue is itself negated."""

    stance: EventStatus | None = None
    withheld: bool = False
    cue: Span | None = None


def said_status(
    word: int, graph: Graph, lexicon: Lexicon, saying: CueEffect, *, own: frozenset[int] = frozenset(), mix: bool = True
) -> StatusReading:
    """The status of a trigger's event by the words around it, or else by the mix, and by the cue of its saying.

    `own`: the trigger's words, which say nothing of its status ("not heard from").
    """
    reading = status_of(word, graph, lexicon, own=own)
    if mix and reading == SILENT and not is_set_off(word, graph):
        reading = mixed(word, graph, lexicon) or reading
    if saying.stance is None and not saying.withheld:
        return reading
    cue = _cue_in(graph, saying)
    if not _is_said(word, cue, graph, lexicon):
        return reading
    if saying.withheld:
        return StatusReading(status="possible", words=()) if _is_held_back(word, cue, graph, lexicon) else reading
    if saying.stance == "denied" and reading.status in ("happened", "ongoing", "attempted"):
        return reading if _is_refused(word, cue, graph, lexicon) else StatusReading(status="denied", words=())
    if saying.stance in ("planned", "possible") and reading.status == "happened" and not _is_over(word, graph):
        return StatusReading(status=saying.stance, words=())
    return reading


def _cue_in(graph: Graph, saying: CueEffect) -> int | None:
    """The verb of the cue, or its first word; `None` where it stands in another sentence."""
    if saying.cue is None:
        return None
    words = [at for at, token in enumerate(graph.tokens) if saying.cue.start <= token.start < saying.cue.end]
    return next((at for at in words if graph.tokens[at].upos == "VERB"), words[0] if words else None)


def _is_said(word: int, cue: int | None, graph: Graph, lexicon: Lexicon) -> bool:
    """Whether an event is what the cue is about, and no other saying lies between."""
    at = word
    while graph.tokens[at].head >= 0:
        head, relation = graph.tokens[at].head, graph.tokens[at].deprel
        if head == cue and relation == "obj" and graph.tokens[head].lemma.lower() in lexicon.whether.calling:
            return any(told.stance == "denied" for told in _cues(head, graph, lexicon))  # "called the fighting hard"
        if head == cue:
            return relation != "advcl" or not graph.children(at, "nsubj")
        told = (is_tale(head, graph, lexicon) or graph.tokens[head].lemma.lower() in lexicon.whether.parts) and (
            relation != "compound"
        )
        there = relation == "acl" and bool(graph.children(graph.tokens[head].head, "expl"))
        if relation.split(":")[0] in HELD_APART and not (told or there or is_tale(at, graph, lexicon)):
            return False
        if relation == "ccomp" and cue is not None and any(cue.form == "verb" for cue in _cues(head, graph, lexicon)):
            return False
        at = head
    return True


def _cues(word: int, graph: Graph, lexicon: Lexicon) -> tuple[Cue, ...]:
    return lexicon.cues(graph.tokens[word].lemma.lower())


def _is_held_back(word: int, cue: int | None, graph: Graph, lexicon: Lexicon) -> bool:
    """Whether a negated saying leaves an event open: "has not confirmed it", not "did not mention it"."""
    if cue is None or graph.tokens[word].head != cue or graph.tokens[word].deprel not in ("obj", "nsubj:pass"):
        return True
    return bool({"confirms", "claims", "denies"} & {told.kind for told in _cues(cue, graph, lexicon)})


def _is_refused(word: int, cue: int | None, graph: Graph, lexicon: Lexicon) -> bool:
    """Whether a denial turns down a thing that is there: "rejected the accusations", "rejected the arrest warrant"."""
    if is_tale(word, graph, lexicon):
        return True
    direct = cue is not None and graph.tokens[word].head == cue and graph.tokens[word].deprel == "obj"
    return direct and cue is not None and any(told.clause_only for told in _cues(cue, graph, lexicon)[:1])


def _is_over(word: int, graph: Graph) -> bool:
    """Whether the trigger's verb stands in a past tense."""
    if graph.tokens[word].upos in ("NOUN", "PROPN"):
        return False
    return is_past(word, graph) and graph.tokens[word].xpos not in graph.tags.base
