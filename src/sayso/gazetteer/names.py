"""Place names brought to one form, so that spellings and transliterations of one name meet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import Final

_LETTERS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ə": "e", "ё": "е"}
)
_SILENT: Final = re.compile("['’ʼʹ′`ʻʿʾ‘´]")
_GAPS: Final = re.compile(r"[\W_]+")
_LEADING: Final = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
_SKELETON: Final = (
    (re.compile(pattern), to)
    for pattern, to in (
        ("shch|sch|tsch", "s"), ("zh|j(?=[aeou])", "z"), ("kh|ch|gh|g|h", "h"), ("ts|tz|c", "c"),
        ("ph", "f"), ("w", "v"), ("sh", "s"), ("iye|iie|yie|ie|ye|je|ia|ya|ja|io|yo|jo|iu|yu|ju", "e"),
        ("[yij]+", "i"), ("o|u|a", "a"), (r"(.)\1", r"\1"), (r"(?<=[a-z])[iae]+\b", ""),
    )
)  # fmt: skip
_STEPS: Final = tuple(_SKELETON)
SLAVIC: Final = frozenset({"UA", "RU", "BY", "MD", "BG", "RS", "KZ", "GE", "AM", "AZ"})
"""Countries whose names reach English by several transliterations from Cyrillic and its neighbours."""
ABJAD: Final = frozenset(
    {"AF", "AE", "BH", "DJ", "DZ", "EG", "EH", "ER", "ET", "IL", "IQ", "IR", "JO", "KW", "LB", "LY", "MA", "MR", "OM",
     "PK", "PS", "QA", "SA", "SD", "SO", "SY", "TD", "TN", "TR", "YE"}
)  # fmt: skip
"""Countries whose names reach English from Arabic, Persian, Pashto, Kurdish, Hebrew, Amharic, Tigrinya or Somali, with
any vowels."""
_ARTICLE: Final = re.compile(r"\b(?:a[dlnrst]|a[sz]h?|el|il|ul|l)\b ?")
_CONSONANTS: Final = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"\b[aeiouy]+", "A"), (r"\bw", "W"), (r"h\b", ""), ("sh|ch", "S"), ("kh", "X"), ("([gdtp])h", r"\1"),
        ("[qcg]", "k"), ("p", "b"), ("v", "w"), ("[aeiouwy ]+", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_LIGHT: Final = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"h\b", ""), ("ph", "f"), ("([gdtk])h", r"\1"), ("[qcg]", "k"), ("[ouw]+", "u"), ("[iey]+", "i"),
        (r"(.)\1+", r"\1"), (" ", ""),
    )
)  # fmt: skip
LEAST_CONSONANTS: Final = 5
"""Consonants from which they alone stand for a name written with any vowels; names of fewer keep their vowels. By
hand, of 4 and 5: with four a made-up Ukrainian village was one in Kunar; the keys of all gazetteers depend on it."""
LEAST_LETTERS: Final = 5
"""Letters that a name of fewer consonants must have. By hand, not swept."""
SKELETON_LENGTH: Final = 6
"""Letters that a skeleton must have: shorter ones bring unrelated names together. By hand, not swept; the keys of
all gazetteers depend on it."""
REMEMBERED: Final = 4096
"""Names whose forms are kept: an article says the same few names over and over. By reasoning, not measured."""


@lru_cache(maxsize=REMEMBERED)
def normal_name(name: str) -> str:
    """The name in lower case, without accents, apostrophes and signs, words parted by one blank; "St." is "saint"."""
    folded = name.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", _SILENT.sub("", folded).translate(_LETTERS))
        folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = _GAPS.sub(" ", folded.replace("'", "").replace("`", "")).split()
    if words and words[0] in _LEADING and len(words) > 1:
        words[0] = _LEADING[words[0]]
    return " ".join(words)


def initials(name: str) -> str:
    """The name with the full stops of initials taken out: "U.S." is "US", "Washington D.C." "Washington DC"."""
    return re.sub(r"\b([A-Za-z])\.(?=[A-Za-z]\b|\s|$|,)", r"\1", name)


@lru_cache(maxsize=REMEMBERED)
def skeleton(normal: str) -> str | None:
    """What the ways of writing an East Slavic name in Latin letters have in common; `None` if that is too short.

    "Sievierodonetsk", "Severodonetsk" and "Syevyerodonetsk" share one, as do "Luhansk" and "Lugansk".
    """
    if not normal.isascii():
        return None
    for pattern, to in _STEPS:
        normal = pattern.sub(to, normal)
    return normal if len(normal) >= SKELETON_LENGTH else None


@lru_cache(maxsize=REMEMBERED)
def consonants(normal: str) -> str | None:
    """What the ways of writing in Latin letters a name in Arabic script, or in one like it, have in common.

    That is its consonants, without articles; of a name with few consonants, its letters without what varies most.
    `None` if that is too short. "Ma'arrat al-Nu'man" and "Maaret an-Numan" share one, as do "Hawija" and "Al Hawijah".
    """
    if not normal.isascii():
        return None
    bare = _ARTICLE.sub("", normal)
    bones = light = bare
    for pattern, to in _CONSONANTS:
        bones = pattern.sub(to, bones)
    if len(bones) >= LEAST_CONSONANTS:
        return bones
    for pattern, to in _LIGHT:
        light = pattern.sub(to, light)
    return light if len(light) >= LEAST_LETTERS else None


def skeletons(normal: str) -> Iterator[str]:
    """What stands for the name where nothing bears it as written, each with the sign of its kind before it."""
    if bones := skeleton(normal):
        yield "~" + bones
    if bones := consonants(normal):
        yield "~~" + bones


def skeletons_in(normals: Iterable[str], country: str) -> list[str]:
    """Those of the names of a place in the country, of the kind that fits its languages; in order, each once."""
    if country in SLAVIC:
        return sorted({"~" + bones for normal in normals if (bones := skeleton(normal))})
    if country in ABJAD:
        return sorted({"~~" + bones for normal in normals if (bones := consonants(normal))})
    return []


def name_key(normal: str) -> tuple[int, int]:
    """Two hashes of a name, of 32 and 16 bits: the first is searched for, the second tells clashes apart."""
    digest = blake2b(normal.encode(), digest_size=6).digest()
    return int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:], "little")
