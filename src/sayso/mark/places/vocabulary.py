"""A language's words around place names, read once from the pack's table into the form that marking uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.model import PlaceKind

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeWords:
    """How a language says where a place lies whose name it does not give."""

    description: Pattern
    """Finds "the city" and "the city's outskirts" (group `by`); group `noun`."""
    around: Pattern
    """Finds "its outskirts"."""
    unnamed: Pattern
    """Finds "a town about 10 km further south": groups `phrase`, `noun`, and those of `bare`."""
    bare: Pattern
    """Finds "10 km to the south": groups `number`, `unit`, `away`, `direction`, `of`, and `name` before a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """What `mark_places` knows of a language."""

    after: Mapping[str, PlaceKind]
    before: Mapping[str, PlaceKind]
    directions: Mapping[str, float]
    distances: Mapping[str, float]
    numbers: Mapping[str, float]
    locatives: frozenset[str]
    titles: frozenset[str]
    bodies: frozenset[str]
    not_alone: frozenset[str]
    plurals: Mapping[str, PlaceKind]
    tells: Mapping[str, PlaceKind]
    links: frozenset[str]
    """Small words and signs within a name ("Stoke-on-Trent")."""
    joints: frozenset[str]
    """What stands between two names ("Svatove–Kreminna"), if each side is one and both together are none."""
    heads: Mapping[str, str]
    """Words that end a name, with the class of what they make of it ("road")."""
    compass: frozenset[str]
    """Words for a part of a place in front of its name ("southern")."""
    kind_after: Pattern
    """Matches right behind a name; group 1 is a word of `after`."""
    kind_at_end: Pattern
    """Finds a word of `after` or `plurals`, its group 1, with which a name ends."""
    kind_before: Pattern
    """Matches up to a name; group 1 is a word of `before`."""
    offset: Pattern
    """Matches up to a name: groups `number`, `unit`, `direction`."""
    bearing: Pattern
    near: Pattern
    last_words: frozenset[str]
    """Words one of which ends every match of the three before."""
    last_kinds: frozenset[str]
    """The same for `kind_before`, `plural_before` and `area`."""
    described: Pattern
    """Finds "the village of", behind which a name follows; group 1 is a word of `before`."""
    plural_after: Pattern
    """Matches right behind the last name of a list; group 1 is a word of `plurals`."""
    plural_before: Pattern
    """Matches up to the first name of a list; group 1 is a word of `plurals`."""
    told_after: Pattern
    """Matches right behind a name; group 1 is a word of `tells`."""
    area: Pattern
    """Matches up to a name that it takes for an area."""
    part: Pattern
    """Matches the words for a part of a place with which a name begins."""
    phrase_end: Pattern
    """Matches right behind a name with which its phrase ends."""
    list_link: Pattern
    """Matches all that stands between two names of a list."""
    near_behind: Pattern
    """Matches right behind a name near which something is."""
    relative: RelativeWords


def place_words(table: Mapping[str, Any]) -> PlaceWords:
    """The words of `place_words.yaml`, compiled. Raises `KeyError` when a part is missing."""
    before = {**table["before"], **table["before_alone"]}
    of, alone = _any(table["before"]), _any(table["before_alone"])
    patterns: dict[str, Any] = {**_lists(table), **_offsets(table, of)}
    return PlaceWords(
        plurals=table["plurals"],
        tells=table["tells"],
        after=table["after"],
        before=before,
        directions=table["directions"],
        distances=table["distances"],
        numbers={**table["numbers"]},
        locatives=_set(table["locatives"]),
        titles=_set(table["titles"]),
        bodies=_set(table["bodies"]),
        not_alone=_set(table["not_alone"]),
        links=_set(table["links_within"]),
        joints=_set(table["joints"]),
        heads={str(word): head for head, found in table["heads"].items() for word in found},
        compass=_set(table["compass"]),
        kind_after=re.compile(rf"[ -]({_any(table['after'])})\b", re.IGNORECASE),
        kind_before=re.compile(rf"\b(?:({of})s? of|({alone}))\s+(?:the\s+)?$", re.IGNORECASE),
        described=re.compile(rf"\b({of}) of (?=[A-Z])"),
        last_words=_last_words(table),
        last_kinds=_set(["of", "the", *(str(word).split()[-1] for word in table["before_alone"])]),
        **patterns,
        relative=relative_words(table),
    )


def relative_words(table: Mapping[str, Any]) -> RelativeWords:
    """The patterns of places that are named by another."""
    noun, directions = _any(table["descriptions"]), _any(table["directions"])
    number = rf"(?P<number>\d+(?:[.,]\d+)?|{_any(table['numbers'])})"
    about = rf"(?:(?:{_any(table['about'])})\s+)?"
    amount = rf"{number}(?:\s*|-)(?P<unit>{_any(table['distances'])})\s+(?:\([^()]{{1,24}}\)\s*)?"
    way = rf"(?P<away>(?:{_any(table['away'])})\s+)?(?P<direction>{directions})\b"
    pro = rf"(?P<of>\s+of\s+(?:(?:{_any(table['pro_places'])})\b|(?P<name>\S)))?"
    link = rf",?\s+(?:(?:{_any(table['lying'])})\s+)?"
    before, behind = _any(table["indefinite"]), _any(table["near_behind"])
    return RelativeWords(
        description=re.compile(
            rf"\b(?:{_any(table['definite'])})\s+(?:[\w-]+\s+)?(?P<noun>{noun})\b(?!\s+(?:of\b|[A-Z]))"
            rf"(?P<by>['’]s?\s+(?:{behind})\b)?",
        ),
        around=re.compile(rf"\b(?:the|its|their)\s+(?:{_any(table['around'])})\b(?!\s+of\b)"),
        unnamed=re.compile(
            rf"\b(?P<phrase>(?:{before})\s+(?:[\w-]+\s+){{0,2}}?(?P<noun>{noun}))\b{link}{about}{amount}{way}{pro}",
            re.IGNORECASE,
        ),
        bare=re.compile(rf"\b{about}{amount}{way}{pro}", re.IGNORECASE),
    )


def _lists(table: Mapping[str, Any]) -> dict[str, Pattern]:
    """The patterns of what tells a kind from afar, and of parts of places."""
    plural, parts = _any(table["plurals"]), _any(table["parts"])
    links = "|".join(re.escape(link) for link in table["list_links"])
    return {
        "plural_after": re.compile(rf"\s+({plural})\b", re.IGNORECASE),
        "plural_before": re.compile(rf"\b({plural})\s+of\s+(?:the\s+)?$", re.IGNORECASE),
        "told_after": re.compile(rf"(?:['’]s)?\s+({_any(table['tells'])})(?!\w)", re.IGNORECASE),
        "area": re.compile(rf"\b(?:{_any(table['areas'])})\s+(?:the\s+)?$", re.IGNORECASE),
        "phrase_end": re.compile(rf"['’]s\b|\W*$|\s*[^\w\s'’-]|\s+(?:{_any(table['phrase_ends'])})\b", re.IGNORECASE),
        "part": re.compile(rf"(?:{parts})\s+(?:(?:and|or)\s+(?:{parts})\s+)?(?=\S)", re.IGNORECASE),
        "kind_at_end": re.compile(rf"(?<=\w)[ -]({_any([*table['after'], *table['plurals']])})$", re.IGNORECASE),
        "list_link": re.compile(rf"\s*(?:(?:{links})\s*){{1,2}}(?:the\s+)?(?:(?:{parts})\s+)?$", re.IGNORECASE),
        "near_behind": re.compile(rf"(?:['’]s?)?\s+(?:\w+\s+)?(?:{_any(table['near_behind'])})\b", re.IGNORECASE),
    }


def _offsets(table: Mapping[str, Any], of: str) -> dict[str, Pattern]:
    """The patterns of "about 10 km (6 miles) south of the city of", "north-east of" and "on the outskirts of"."""
    named = rf"(?:the\s+)?(?:(?:\w+\s+)?(?:{of})\s+(?:of\s+)?)?$"
    number = rf"(?P<number>\d+(?:[.,]\d+)?|{_any(table['numbers'])})"
    unit = rf"(?P<unit>{_any(table['distances'])})"
    ways, direction = _any(table["ways"]), rf"(?P<direction>{_any(table['directions'])})"
    way = rf"(?:(?:{ways})\s+)?{direction}?\s*"
    way_of = rf"(?:\b(?:{ways})\s+)?\b{direction}\s+of\s+{named}"
    link = rf"(?:{_any(table['links'])})\s+"
    return {
        "offset": re.compile(
            rf"\b{number}(?:\s*|-){unit}\s*(?:\([^()]{{1,24}}\)\s*)?{way}{link}{named}", re.IGNORECASE
        ),
        "bearing": re.compile(rf"(?<!in the )(?<!in ){way_of}", re.IGNORECASE),
        "near": re.compile(rf"\b(?:{_any(table['near'])})\s+{named}", re.IGNORECASE),
    }


def _last_words(table: Mapping[str, Any]) -> frozenset[str]:
    phrases = [*table["near"], *table["links"], *table["before"], "of", "the"]
    return _set(str(phrase).split()[-1] for phrase in phrases)


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def _set(words: Iterable[Any]) -> frozenset[str]:
    return frozenset(str(word).casefold() for word in words)
