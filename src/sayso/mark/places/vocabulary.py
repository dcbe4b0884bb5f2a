"""A language's words around place names, read once from the pack's table into the form that marking uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sayso.mark.core.vocabulary import CoreWords, core_words
from sayso.mark.places.slots import FrameWords, frame_words
from sayso.model import PlaceKind
from sayso.packs.language import Language

Pattern = re.Pattern[str]

FILE: Final = "place_words.yaml"
LISTED: Final = 4
"""Names of a list before its last two that are looked back over for what stands in front. By hand, not swept."""


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
    naming: Pattern
    """Matches all that stands between a name and words that only describe it."""
    locating: frozenset[str]
    """Words between a name and the place that says where it lies, directions aside."""
    just: frozenset[str]
    """Of these, those that make the distance a short one."""
    people: Mapping[str, tuple[int | None, int | None]]
    """By the noun, how many people live in what is called so, at least and at most; `None` for any number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """What `mark_places` knows of a language."""

    articles: tuple[str, ...]
    """In front of a name, and no part of it ("the")."""
    possessives: tuple[str, ...]
    """Behind a name, and no part of it, with their apostrophe."""
    genitives: frozenset[str]
    """Between a noun and the name that it belongs to ("of")."""
    conjunctions: frozenset[str]
    """Between the last two of a list."""
    plural_endings: tuple[str, ...]
    beginnings: frozenset[str]
    """Articles of other languages, with which names begin ("Al Mawasi"), and no names by themselves."""
    joining: frozenset[str]
    """Between two names that are told together."""
    listing: frozenset[str]
    """Words and signs between names that are told together."""
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
    enumerating: tuple[str, ...]
    """Words in front of a list that name its places, and not what lies by them."""
    list_before: Pattern
    """Matches up to the last name of a list: all of its names before."""
    container: Pattern
    """Matches all that stands between a name and the one that contains it ("Paris, Texas")."""
    of_kind: Pattern
    """Matches all that stands between a name with the word for its kind and what contains it ("Daman district of")."""
    commas: frozenset[str]
    """What parts a name from its container, and those of a list from each other."""
    list_end: Pattern
    """Matches right behind a container that is no name of a list."""
    within: Pattern
    """Matches up to the name of what something is in ("in northern")."""
    owner: Pattern
    """Matches all that stands between a name and one that lies in it ("Syria's eastern city of Deir ez-Zor")."""
    word: Pattern
    """Finds a word that may be one of a name's, where no tagger has cut them."""
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
    frames: FrameWords

    @property
    def widest_article(self) -> int:
        """Characters of the longest article, with a blank behind it."""
        return max((len(article) + 1 for article in self.articles), default=0)


def place_words(language: Language) -> PlaceWords:
    """The words of the lexicon's `place_words.yaml`, compiled.

    Raises `KeyError` when a part is missing, `PackContentError` where `mark.yaml` is not as it should be.
    """
    table, core = language.lexicon.yaml(FILE), core_words(language)
    offsets = _offsets(table, core, _any(table["before"]))
    patterns: dict[str, Any] = {**_lists(table, core), **offsets, **_between(table, core), **_kinds(table, core)}
    return PlaceWords(
        articles=core.articles,
        possessives=core.possessives,
        genitives=core.genitives,
        conjunctions=core.conjunctions,
        plural_endings=core.plural_endings,
        joining=_set(table["joining"]),
        listing=_set(table["listing"]),
        commas=_set(table["commas"]),
        enumerating=tuple(table["enumerating"]),
        plurals=table["plurals"],
        tells=table["tells"],
        after=table["after"],
        before={**table["before"], **table["before_alone"]},
        directions=table["directions"],
        distances=table["distances"],
        numbers={**table["numbers"]},
        locatives=_set(table["locatives"]),
        titles=_set(table["titles"]),
        bodies=_set(table["bodies"]),
        not_alone=_set(table["not_alone"]),
        beginnings=_set(table["beginnings"]),
        links=_set(table["links_within"]),
        joints=_set(table["joints"]),
        heads={str(word): head for head, endings in table["heads"].items() for word in endings},
        compass=_set(table["compass"]),
        last_words=_last_words(table, core),
        last_kinds=_last_of([*core.genitives, *core.articles, *table["before_alone"]]),
        **patterns,
        relative=relative_words(table, core),
        frames=frame_words(language),
    )


def _kinds(table: Mapping[str, Any], core: CoreWords) -> dict[str, Pattern]:
    """The patterns of words around a name that tell its kind."""
    nouns, alone = _any(table["before"]), _any(table["before_alone"])
    of, plural = _any(core.genitives), _any(core.plural_endings)
    return {
        "kind_after": re.compile(rf"[ -]({_any(table['after'])})\b", re.IGNORECASE),
        "kind_before": re.compile(rf"\b(?:({nouns})(?:{plural})? (?:{of})|({alone}))\s+{_the(core)}$", re.IGNORECASE),
        "described": re.compile(rf"\b({nouns}) (?:{of}) (?=[A-Z])"),
    }


def relative_words(table: Mapping[str, Any], core: CoreWords) -> RelativeWords:
    """The patterns of places that are named by another."""
    noun, directions, of = _any(table["descriptions"]), _any(table["directions"]), _any(core.genitives)
    number = rf"(?P<number>\d+(?:[.,]\d+)?|{_any(table['numbers'])})"
    about = rf"(?:(?:{_any(table['about'])})\s+)?"
    amount = rf"{number}(?:\s*|-)(?P<unit>{_any(table['distances'])})\s+(?:\([^()]{{1,24}}\)\s*)?"
    way = rf"(?P<away>(?:{_any(table['away'])})\s+)?(?P<direction>{directions})\b"
    pro = rf"(?P<of>\s+(?:{of})\s+(?:(?:{_any(table['pro_places'])})\b|(?P<name>\S)))?"
    link = rf",?\s+(?:(?:{_any(table['lying'])})\s+)?"
    before, behind = _any(table["indefinite"]), _any(table["near_behind"])
    return RelativeWords(
        description=re.compile(
            rf"\b(?:{_any(table['definite'])})\s+(?:[\w-]+\s+)?(?P<noun>{noun})\b(?!\s+(?:(?:{of})\b|[A-Z]))"
            rf"(?P<by>['’](?:{_own(core)})?\s+(?:{behind})\b)?",
        ),
        around=re.compile(rf"\b(?:{_any(table['owners'])})\s+(?:{_any(table['around'])})\b(?!\s+(?:{of})\b)"),
        unnamed=re.compile(
            rf"\b(?P<phrase>(?:{before})\s+(?:[\w-]+\s+){{0,2}}?(?P<noun>{noun}))\b{link}{about}{amount}{way}{pro}",
            re.IGNORECASE,
        ),
        bare=re.compile(rf"\b{about}{amount}{way}{pro}", re.IGNORECASE),
        naming=re.compile(rf"(?:,|\b(?:{_any(table['naming'])})|\()\s*$"),
        locating=_set(table["locating"]),
        just=_set(table["just"]),
        people={noun: (least, most) for noun, (least, most) in table["people"].items()},
    )


def _lists(table: Mapping[str, Any], core: CoreWords) -> dict[str, Pattern]:
    """The patterns of what tells a kind from afar, and of parts of places."""
    plural, parts, conjunctions = _any(table["plurals"]), _any(table["parts"]), _any(core.conjunctions)
    links = "|".join(re.escape(link) for link in table["list_links"])
    the, own = _the(core), _own(core)
    name = r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*"
    return {
        "plural_after": re.compile(rf"\s+({plural})\b", re.IGNORECASE),
        "plural_before": re.compile(rf"\b({plural})\s+(?:{_any(core.genitives)})\s+{the}$", re.IGNORECASE),
        "told_after": re.compile(rf"(?:['’](?:{own}))?\s+({_any(table['tells'])})(?!\w)", re.IGNORECASE),
        "area": re.compile(rf"\b(?:{_any(table['areas'])})\s+{the}$", re.IGNORECASE),
        "phrase_end": re.compile(
            rf"['’](?:{own})\b|\W*$|\s*[^\w\s'’-]|\s+(?:{_any(table['phrase_ends'])})\b", re.IGNORECASE
        ),
        "part": re.compile(rf"(?:{parts})\s+(?:(?:{conjunctions})\s+(?:{parts})\s+)?(?=\S)", re.IGNORECASE),
        "kind_at_end": re.compile(rf"(?<=\w)[ -]({_any([*table['after'], *table['plurals']])})$", re.IGNORECASE),
        "list_link": re.compile(rf"\s*(?:(?:{links})\s*){{1,2}}{the}(?:(?:{parts})\s+)?$", re.IGNORECASE),
        "list_before": re.compile(rf"(?:{name},\s){{0,{LISTED}}}{name},?\s(?:{conjunctions})\s$"),
        "near_behind": re.compile(
            rf"(?:['’](?:{own})?)?\s+(?:\w+\s+)?(?:{_any(table['near_behind'])})\b", re.IGNORECASE
        ),
    }


def _offsets(table: Mapping[str, Any], core: CoreWords, nouns: str) -> dict[str, Pattern]:
    """The patterns of "about 10 km (6 miles) south of the city of", "north-east of" and "on the outskirts of"."""
    of = _any(core.genitives)
    named = rf"{_the(core)}(?:(?:\w+\s+)?(?:{nouns})\s+(?:(?:{of})\s+)?)?$"
    number = rf"(?P<number>\d+(?:[.,]\d+)?|{_any(table['numbers'])})"
    unit = rf"(?P<unit>{_any(table['distances'])})"
    ways, direction = _any(table["ways"]), rf"(?P<direction>{_any(table['directions'])})"
    way = rf"(?:(?:{ways})\s+)?{direction}?\s*"
    way_of = rf"(?:\b(?:{ways})\s+)?\b{direction}\s+(?:{of})\s+{named}"
    link = rf"(?:{_any(table['links'])})\s+"
    not_inward = "".join(f"(?<!{re.escape(phrase)} )" for phrase in table["inward"])
    return {
        "offset": re.compile(
            rf"\b{number}(?:\s*|-){unit}\s*(?:\([^()]{{1,24}}\)\s*)?{way}{link}{named}", re.IGNORECASE
        ),
        "bearing": re.compile(rf"{not_inward}{way_of}", re.IGNORECASE),
        "near": re.compile(rf"\b(?:{_any(table['near'])})\s+{named}", re.IGNORECASE),
    }


def _between(table: Mapping[str, Any], core: CoreWords) -> dict[str, Pattern]:
    """The patterns of what stands between a name and the one that contains it, and of a name's words."""
    of, own, the = _any(core.genitives), _own(core), _the(core)
    seats, containing = _any(table["seats"]), _any(table["containing"])
    lying = rf",?\s+{the}(?:[\w-]+\s+){{0,3}}(?:{seats})\s+(?:{of}|{containing})\s+{the}(?:[\w-]+\s+)?"
    joined = _any(core.conjunctions)
    shortened = _any(str(word).capitalize() for word in table["shortened"])
    return {
        "container": re.compile(
            rf"\s*[,(/]\s*{the}|{lying}|,?\s+(?:{containing})\s+{the}(?:\w+\s+(?:(?:{of})\s+)?){{0,2}}"
        ),
        "within": re.compile(
            rf"\b(?:{_any(table['within'])})\s+{the}(?:(?:{_any(table['parts'])})\s+)?$", re.IGNORECASE
        ),
        "of_kind": re.compile(rf"\s+(?:{of})\s+{the}(?:\w+\s+(?:(?:{of})\s+)?){{0,2}}", re.IGNORECASE),
        "list_end": re.compile(
            rf"[^\S\n]*\n|\s*(?:$|[^\w\s,/'’-]|,(?!\s*(?:[A-Z]|(?:{joined})\b)))|\s+(?!(?:{joined})\b)[a-z]"
        ),
        "owner": re.compile(rf"['’](?:{own})?\s+(?:[\w-]+\s+){{0,3}}?(?:(?:{of})\s+)?"),
        "word": re.compile(rf"(?:[^\W\d_]\.){{2,}}|(?:{shortened})\.|[^\W\d_](?:\w|[-'’](?!(?:{own})\b)(?=\w))*"),
    }


def _the(core: CoreWords) -> str:
    """The pattern of an article that may stand there, with what parts it from the next word."""
    return rf"(?:(?:{_any(core.articles)})\s+)?"


def _own(core: CoreWords) -> str:
    """The pattern of the letters behind a possessive's apostrophe."""
    return _any({possessive[1:] for possessive in core.possessives})


def _last_words(table: Mapping[str, Any], core: CoreWords) -> frozenset[str]:
    return _last_of([*table["near"], *table["links"], *table["before"], *core.genitives, *core.articles])


def _last_of(phrases: Iterable[Any]) -> frozenset[str]:
    """The last word of each phrase."""
    return _set(str(phrase).split()[-1] for phrase in phrases)


def _any(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first; it matches nothing where there are none."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) or "(?!)"


def _set(words: Iterable[Any]) -> frozenset[str]:
    return frozenset(str(word).casefold() for word in words)
