"""Whether an event is said to have happened, and by which word: words of status set against each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.status_beside import match_at
from sayso.claim.status_reach import readings_of
from sayso.claim.status_reading import StatusReading
from sayso.packs.lexicon import Lexicon

CLAUSES_APART: Final = frozenset({"acl", "advcl", "appos"})
"""Relations of clauses that a question takes for known: "where are those who fled?"."""


def status_of(anchor: int, graph: Graph, lexicon: Lexicon, *, own: frozenset[int] = frozenset()) -> StatusReading:
    """The status of the event that a word shows; `happened` where nothing says otherwise.

    Words of `own` do not count.
    """
    around = [reading for reading in readings_of(anchor, graph, lexicon) if not own & set(reading.words)]
    readings = left_by_phrases(around, graph, lexicon)
    asked = _asked(anchor, graph, lexicon)
    for status in lexicon.status_order:
        for reading in readings:
            if reading.status == status:
                return asked if asked and status not in ("denied", "attempted") else _softened(reading, readings)
    if asked:
        return asked
    if aim := _aim(anchor, graph):
        return aim
    return StatusReading(status="happened", words=())


def _softened(reading: StatusReading, readings: Sequence[StatusReading]) -> StatusReading:
    """The attempt, where a verb undoes what is called one right beside it: "foiled an attempted kidnapping"."""
    if reading.status != "denied" or not reading.undone:
        return reading
    return next((other for other in readings if other.status == "attempted" and other.near), reading)


def _asked(word: int, graph: Graph, lexicon: Lexicon) -> StatusReading | None:
    """Possible, for what a sentence asks; not for what it takes for known, as a "when" or "why" of the past does."""
    if graph.tokens[-1].text != "?":
        return None
    at = word
    while graph.tokens[at].head >= 0:
        if graph.tokens[at].deprel.split(":")[0] in CLAUSES_APART:
            return None
        at = graph.tokens[at].head
    first = graph.tokens[0].text.lower()
    modal = any(graph.tokens[child].xpos in graph.tags.modal for child in graph.children(word, "aux"))
    if first in lexicon.whether.presuming and not modal:
        return None
    return StatusReading(status="possible", words=(len(graph.tokens) - 1,))


def _aim(word: int, graph: Graph) -> StatusReading | None:
    """Planned, for what a noun is there for ("the forces to take the city"); not for "the first unit to enter it"."""
    token = graph.tokens[word]
    marks = [
        child
        for child in graph.children(word, "mark")
        if graph.tokens[child].text.lower() in graph.vocabulary.infinitive
    ]
    if token.deprel != "acl" or not marks:
        return None
    noun_and_its_words = (token.head, *graph.children(token.head, "amod", "nummod", "advmod", "det"))
    return (
        None
        if any(graph.tokens[at].lemma.lower() in graph.vocabulary.ordinals for at in noun_and_its_words)
        else StatusReading(status="planned", words=(marks[0],))
    )


def left_by_phrases(readings: Sequence[StatusReading], graph: Graph, lexicon: Lexicon) -> list[StatusReading]:
    """The readings after phrases that turn their words' own status ("not only", "unable to prevent")."""
    touched, left = {word for reading in readings for word in reading.words}, list(readings)
    known = graph.words
    for phrase, gives in lexicon.status_exceptions.items():
        if not known.issuperset(phrase):
            continue
        for start in sorted({word - back for word in touched for back in range(len(phrase))}):
            words = match_at(phrase, start, graph)
            if words and touched & set(words):
                left = [reading for reading in left if not set(reading.words) & set(words)]
                touched -= set(words)
                if gives:
                    left.append(StatusReading(status=gives, words=words))
    return left
