"""Who a source is: pronouns and descriptions resolved to the speaker they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayso.mark.core.attribution import AttributionSpan
from sayso.mark.core.entities import Entity, all_capitals
from sayso.mark.core.vocabulary import CoreWords
from sayso.model import Name

DESCRIPTION: Final = 3
"""Words of the longest description that can stand for a speaker named before ("the Russian military"). By hand, not
swept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSpeaker:
    """A source met before: the fullest words for it, and what it can be called by later."""

    name: str
    heads: frozenset[str]
    person: bool


def name_speakers(
    text: str, sources: Sequence[AttributionSpan], entities: Sequence[Entity], vocabulary: CoreWords
) -> tuple[Name, ...]:
    """For each source span the fullest name of its speaker.

    A personal pronoun takes the last speaker of its kind (a person for "he", a body or group for "they", "it"), a
    description with "the" the last speaker described by the same noun, and by the same name if it has one ("the Russian
    military" is not "the Ukrainian military"); what has no antecedent keeps its own words.
    """
    heard, names = list[KnownSpeaker](), list[Name]()
    for source in sources:
        words = text[source.start : source.end]
        inside = [entity for entity in entities if source.start <= entity.start and entity.end <= source.end]
        name = _antecedent(words, heard, vocabulary) if not inside else _named(words, inside)
        names.append(Name(text=words, start=source.start, end=source.end, name=name))
        if words.casefold() not in vocabulary.pronouns:
            heard.append(_speaker(name, words, inside, vocabulary))
        elif name != words:
            heard += [speaker for speaker in heard if speaker.name == name][-1:]
    return tuple(names)


def _named(words: str, inside: Sequence[Entity]) -> str:
    """The full name of the person a source is about, or the source's own words where it names none.

    That is the first person named if an office follows ("X, an adviser to Y"), else the last ("Y's adviser X").
    """
    persons = [entity for entity in inside if entity.kind == "PER"]
    persons = [entity for entity in persons if all_capitals(entity.text)] or persons
    if persons and words.startswith(f"{persons[0].text}, "):
        return persons[0].name
    return persons[-1].name if persons else words


def _antecedent(words: str, heard: Sequence[KnownSpeaker], vocabulary: CoreWords) -> str:
    low = words.casefold()
    if low in vocabulary.personal:
        return next((speaker.name for speaker in reversed(heard) if speaker.person), words)
    if low in vocabulary.impersonal:
        return next((speaker.name for speaker in reversed(heard) if not speaker.person), words)
    parts = low.split()
    if low.partition(" ")[0] in vocabulary.pointing and " " in low and len(parts) <= DESCRIPTION:
        asked = {parts[-1], *(word.casefold() for word in words.split()[1:] if word[:1].isupper())}
        return next((speaker.name for speaker in reversed(heard) if asked <= speaker.heads), words)
    return words


def _speaker(name: str, words: str, inside: Sequence[Entity], vocabulary: CoreWords) -> KnownSpeaker:
    heads = frozenset(word.strip(",.").casefold() for word in words.split())
    person = any(entity.kind == "PER" for entity in inside) or _is_one_person(words, vocabulary)
    return KnownSpeaker(name=name, heads=heads, person=person)


def _is_one_person(words: str, vocabulary: CoreWords) -> bool:
    """Whether a source without a name speaks of one human being: "a spokesman", "the official"."""
    first = words.split(maxsplit=1)[:1]
    if not first or first[0].casefold() not in vocabulary.single:
        return False
    described = words
    for preposition in vocabulary.belonging:
        described = described.split(f" {preposition} ", 1)[0]
    noun = described.casefold().split()[-1:]
    return bool(noun) and noun[0].endswith(vocabulary.person_endings)
