"""Who a source is: pronouns and descriptions resolved to the speaker they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayso.mark.core.attribution import Said
from sayso.mark.core.entities import Entity, all_capitals
from sayso.model import Name

PERSONAL: Final = frozenset({"he", "she", "him", "her", "his"})
"""Stand for one person who spoke before."""
IMPERSONAL: Final = frozenset({"they", "them", "their", "it", "its"})
"""Stand for a body or group that spoke before."""
UNRESOLVED: Final = frozenset({"i", "we", "me", "us", "who", "which", "that"})
"""Keep their own words, and name nobody whom a later word could stand for."""
ONE_PERSON: Final = (
    "man", "woman", "official", "or", "er", "ist", "chief", "president", "head", "aide", "resident", "witness",
)  # fmt: skip
"""How nouns for one human being end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSpeaker:
    """A source met before: the fullest words for it, and what it can be called by later."""

    name: str
    heads: frozenset[str]
    person: bool


def name_speakers(text: str, sources: Sequence[Said], entities: Sequence[Entity]) -> tuple[Name, ...]:
    """For each source span the fullest name of its speaker.

    A personal pronoun takes the last speaker of its kind (a person for "he", a body or group for "they", "it"), a
    description with "the" the last speaker described by the same noun, and by the same name if it has one ("the Russian
    military" is not "the Ukrainian military"); what has no antecedent keeps its own words.
    """
    heard, names = list[KnownSpeaker](), list[Name]()
    for source in sources:
        words = text[source.start : source.end]
        inside = [e for e in entities if source.start <= e.start and e.end <= source.end]
        name = _antecedent(words, heard) if not inside else _named(words, inside)
        names.append(Name(text=words, start=source.start, end=source.end, name=name))
        if words.casefold() not in PERSONAL | IMPERSONAL | UNRESOLVED:
            heard.append(_speaker(name, words, inside))
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


def _antecedent(words: str, heard: Sequence[KnownSpeaker]) -> str:
    low = words.casefold()
    if low in PERSONAL:
        return next((speaker.name for speaker in reversed(heard) if speaker.person), words)
    if low in IMPERSONAL:
        return next((speaker.name for speaker in reversed(heard) if not speaker.person), words)
    if low.startswith(("the ", "that ", "this ")) and len(low.split()) <= 3:
        asked = {low.split()[-1], *(word.casefold() for word in words.split()[1:] if word[:1].isupper())}
        return next((speaker.name for speaker in reversed(heard) if asked <= speaker.heads), words)
    return words


def _speaker(name: str, words: str, inside: Sequence[Entity]) -> KnownSpeaker:
    heads = frozenset(word.strip(",.").casefold() for word in words.split())
    person = any(entity.kind == "PER" for entity in inside) or _one_person(words)
    return KnownSpeaker(name=name, heads=heads, person=person)


def _one_person(words: str) -> bool:
    """Whether a source without a name speaks of one human being: "a spokesman", "the official"."""
    first = [word.casefold() for word in words.split(maxsplit=1)[:1]]
    noun = words.split(" of ", 1)[0].split(" for ", 1)[0].casefold().split()[-1:]
    if not first or not noun:
        return False
    return first[0] in ("a", "an", "one", "the", "another") and noun[0].endswith(ONE_PERSON)
