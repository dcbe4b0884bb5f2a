"""Places by names that are only spelled alike: "Khan Shaykhoun" is Khān Shaykhūn, "Paktiya" is Paktia.

Names of the wars reach English by many transliterations, and no list has them all. Within one country few names are so
alike that they could be taken for each other, so a name is only ever looked up in a country that the text speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from rapidfuzz.distance import Indel

from sayso.gazetteer.names import normal_name

ALIKE: Final = 0.85
"""Least likeness of two names, vowels and all, of which the consonants are the same; 1 is the same. Looked at on the
names of 44 documents and 227 press releases, of .7, .75, .8 and .85."""
LONG_ALIKE: Final = 0.75
"""The same for names with many consonants, of which none are alike by chance."""
LONG: Final = 5
"""Consonants from which they are many. By hand, as the two likenesses."""
LEAST_CONSONANTS: Final = 3
"""Consonants that a name must have to be looked for by spelling: of shorter ones too many are alike. By hand."""
_NAME_ARTICLES: Final = (
    "al", "el", "ul", "il", "ad", "ed", "ud", "ar", "er", "ur", "as", "es", "us", "ash", "esh", "ush", "at", "et", "ut",
    "an", "en", "un", "az", "ez", "uz", "ye", "e", "i", "wa", "the",
)  # fmt: skip
"""Arabic's article in front of each letter, Persian's link, and words for "and" and "the"."""
_ARTICLES: Final = re.compile(rf"\b(?:{'|'.join(_NAME_ARTICLES)})\s+")
_STEPS: Final = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("tch|ch|sch|sh", "s"), ("kh|gh|q|ck|c(?=[aouklrt])|c\\b", "k"), ("dh|th|ph|zh|dj|rh", "*"),
        ("ou|oo|uu|w(?![aeiou])|o", "u"), ("ee|ii|y|j(?![aeiou])|ei|ai|e", "i"), ("aa|[aei]h\\b", "a"), ("w", "v"),
        ("h\\b", ""), ("[aiu]+\\b", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_PAIRS: Final = {"dh": "d", "th": "t", "ph": "f", "zh": "z", "dj": "j", "rh": "r"}
_VOWELS: Final = re.compile(r"[aiu]+")


def sound(name: str) -> str:
    """The name as it sounds, roughly: one letter for what transliterations write in several ways, no article."""
    plain = _ARTICLES.sub("", normal_name(name) + " ").strip()
    for pattern, to in _STEPS:
        plain = pattern.sub(_plainer if to == "*" else to, plain)
    return plain.replace(" ", "")


def _plainer(pair: re.Match[str]) -> str:
    return _PAIRS[pair[0]]


def bones(sounding: str) -> str:
    """The consonants of a name as it sounds."""
    return _VOWELS.sub("", sounding)


class Spellings:
    """The main names of places by their consonants, a country's made when they are first asked for."""

    def __init__(self, named: Callable[[str], Iterable[tuple[int, str, int]]]) -> None:
        """`named` gives the row, main name and people of each place of a country but the country itself."""
        self._named = named
        self._countries: dict[str, dict[str, list[tuple[str, int, int]]]] = {}

    def rows_alike(self, name: str, country: str) -> list[int]:
        """The rows of the country's places whose main names are spelled like the name, the most alike first."""
        heard = sound(name)
        least = LONG_ALIKE if len(bones(heard)) >= LONG else ALIKE
        found = self._of(country).get(bones(heard), [])
        likeness = [(Indel.normalized_similarity(heard, other), people, row) for other, people, row in found]
        return [
            row for _, _, row in sorted((-alike, -people, row) for alike, people, row in likeness if alike >= least)
        ]

    def _of(self, country: str) -> dict[str, list[tuple[str, int, int]]]:
        if country not in self._countries:
            by_bones: dict[str, list[tuple[str, int, int]]] = {}
            for row, label, people in self._named(country):
                heard = sound(label)
                if len(bones(heard)) >= LEAST_CONSONANTS:
                    by_bones.setdefault(bones(heard), []).append((heard, people, row))
            self._countries[country] = by_bones
        return self._countries[country]
