"""Scores -> persons, organisations and located names, each with the fullest form of its name in the article.

The model tells two kinds more: facilities (`FAC`), which are places, and peoples with the adjectives of nationality
(`NORP`), which by themselves are neither persons, bodies nor places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sayso.base.arrays import Float32Array
from sayso.mark.core.sequence import allowed_steps, best_chain, may_begin, spans_of
from sayso.mark.core.tree import ArticleWords
from sayso.mark.core.vocabulary import CoreWords

EntityKind = Literal["PER", "ORG", "LOC"]
TaggedKind = Literal["PER", "ORG", "LOC", "FAC", "NORP"]
TAGGED: Final[tuple[TaggedKind, ...]] = ("PER", "ORG", "LOC", "FAC", "NORP")
"""The kinds that the model tells apart."""
MARKED: Final[dict[TaggedKind, EntityKind]] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "FAC": "LOC"}
"""As what each is marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A name as written and its fullest form in the article."""

    kind: EntityKind
    start: int
    end: int
    text: str
    name: str


def find_entities(
    text: str, words: ArticleWords, names: Sequence[tuple[EntityKind, int, int]], vocabulary: CoreWords
) -> tuple[Entity, ...]:
    """The names of an article, which `name_spans` found, in text order."""
    entities = []
    for kind, first, last in names:
        start, end = words.spans[first][0], words.spans[last - 1][1]
        start, end = _bare(text, start, end, vocabulary)
        if kind == "PER":
            start, end = _without_apposition(text, start, end)
        if any(letter.isupper() for letter in text[start:end]):  # a name has a capital
            entities.append(Entity(kind=kind, start=start, end=end, text=text[start:end], name=text[start:end]))
    return _named(entities)


def name_spans(
    blocks: Sequence[int], emissions: Float32Array, labels: Sequence[str], learned: Float32Array | None = None
) -> list[tuple[EntityKind, int, int]]:
    """The (kind, first word, one past the last) of every person, body and place under `emissions[word, label]`.

    A facility is a place; a people is none of the three. `learned` are scores of one label after another.
    """
    tagged = tagged_spans(blocks, emissions, labels, learned)
    return [(MARKED[kind], first, last) for kind, first, last in tagged if kind in MARKED]


def tagged_spans(
    blocks: Sequence[int], emissions: Float32Array, labels: Sequence[str], learned: Float32Array | None = None
) -> list[tuple[TaggedKind, int, int]]:
    """The (kind, first word, one past the last) of every name of the model's kinds under `emissions[word, label]`.

    Chains are sought only where a word by itself looks like part of a name, and end where a block does.
    """
    steps, start = allowed_steps(labels), may_begin(labels)
    if learned is not None:
        steps = steps + learned
    outside = list(labels).index("O")
    spans, at, best = list[tuple[TaggedKind, int, int]](), 0, emissions.argmax(1)
    likely = best != outside
    likely[:-1] |= likely[1:].copy()  # the word before a name may begin it
    while at < len(likely):
        if not likely[at]:
            at += 1
            continue
        stop = at
        while stop < len(likely) and likely[stop] and blocks[stop] == blocks[at]:
            stop += 1
        chain = best_chain(emissions[at:stop], steps, start)
        for kind, first, last in spans_of([labels[index] for index in chain]):
            spans += [(known, at + first, at + last) for known in TAGGED if known == kind]
        at = stop
    return spans


def _bare(text: str, start: int, end: int, vocabulary: CoreWords) -> tuple[int, int]:
    """The name without an article before it, a possessive or punctuation behind it."""
    for opening in vocabulary.openings:
        if text.startswith(opening, start, end):
            start += len(opening)
    for tail in (*vocabulary.possessives, ",", "'", "’"):
        if text.endswith(tail, start, end):
            end -= len(tail)
    return start, end


def _without_apposition(text: str, start: int, end: int) -> tuple[int, int]:
    """The name alone where commas part it from an office ("mayor of Kyiv, X Y", "X Y, the mayor of").

    Of the parts that are all capitals the first of several words, else the first: offices end in places.
    """
    parts, at = list[tuple[int, int]](), start
    for part in text[start:end].split(", "):
        parts.append((at, at + len(part)))
        at += len(part) + 2
    names = [(a, b) for a, b in parts if all_capitals(text[a:b])]
    several = [(a, b) for a, b in names if " " in text[a:b]]
    return next(iter([*several, *names]), (start, end))


def all_capitals(words: str) -> bool:
    """Whether every word begins with a capital, as those of a name do and those of an office seldom."""
    return all(word[:1].isupper() for word in words.split())


def _named(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The entities with `name` set: a person's surname alone takes the last full name before it, or the first after."""
    full: dict[str, list[Entity]] = {}
    for entity in entities:
        if entity.kind == "PER" and " " in entity.text:
            full.setdefault(entity.text.split()[-1].casefold(), []).append(entity)
    named = []
    for entity in entities:
        name = entity.text
        if entity.kind == "PER" and " " not in name:
            known = full.get(name.casefold(), [])
            before = [other for other in known if other.start < entity.start]
            if known:
                name = (before[-1] if before else known[0]).text
        named.append(Entity(kind=entity.kind, start=entity.start, end=entity.end, text=entity.text, name=name))
    return tuple(named)
