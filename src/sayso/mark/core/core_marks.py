"""What the core found -> marks, and all marks of an article in text order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from sayso.mark.core.attribution import Sayings
from sayso.mark.core.entities import Entity
from sayso.mark.core.speaker_names import name_speakers
from sayso.mark.core.vocabulary import CoreWords
from sayso.model import Attribution, Mark, MarkKind, Name, Sentence

WIDEST_FIRST: Final[tuple[MarkKind, ...]] = (
    "sentence", "content", "source", "cue", "person", "organisation", "weapon", "place", "time", "count",
)  # fmt: skip
"""Marks that begin at one character stand in this order of kinds."""


def said_marks(text: str, sayings: Sayings, entities: Sequence[Entity], vocabulary: CoreWords) -> list[Mark]:
    """Sources first, then cues, then contents, whose indexes count from the first mark of this list."""
    names = name_speakers(text, sayings.sources, entities, vocabulary)
    marks = [Mark(kind="source", start=name.start, end=name.end, refers=name) for name in names]
    marks += [Mark(kind="cue", start=cue.start, end=cue.end) for cue in sayings.cues]
    for saying in sayings.contents:
        span = saying.content
        refers = Attribution(
            text=text[span.start : span.end],
            start=span.start,
            end=span.end,
            source=saying.source,
            cue=None if saying.cue is None else len(names) + saying.cue,
            direct=saying.direct,
        )
        marks.append(Mark(kind="content", start=span.start, end=span.end, refers=refers))
    return marks


def sentence_marks(sentences: Sequence[Sentence]) -> list[Mark]:
    """A mark for each sentence, in text order."""
    return [Mark(kind="sentence", start=sentence.start, end=sentence.end) for sentence in sentences]


def entity_marks(entities: Sequence[Entity]) -> list[Mark]:
    """The persons and organisations among the names; located names become places elsewhere."""
    return [
        Mark(
            kind="person" if entity.kind == "PER" else "organisation",
            start=entity.start,
            end=entity.end,
            refers=Name(text=entity.text, start=entity.start, end=entity.end, name=entity.name),
        )
        for entity in entities
        if entity.kind != "LOC"
    ]


def in_order(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks in text order, with the indexes of contents moved along."""
    order = sorted(range(len(marks)), key=lambda i: (marks[i].start, WIDEST_FIRST.index(marks[i].kind), -marks[i].end))
    moved_to = {old: new for new, old in enumerate(order)}
    return tuple(_with_moved_indexes(marks[old], moved_to) for old in order)


def _with_moved_indexes(mark: Mark, moved_to: Mapping[int, int]) -> Mark:
    """The mark, its source and cue, if it is a content, under their new indexes."""
    if not isinstance(mark.refers, Attribution):
        return mark
    source, cue = mark.refers.source, mark.refers.cue
    refers = replace(
        mark.refers,
        source=None if source is None else moved_to[source],
        cue=None if cue is None else moved_to[cue],
    )
    return replace(mark, refers=refers)
