"""Place names brought to one form, so that spellings and transliterations of one name meet."""

from __future__ import annotations

import re
import unicodedata
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


def name_key(normal: str) -> tuple[int, int]:
    """Two hashes of a name, of 32 and 16 bits: the first is searched for, the second tells clashes apart."""
    digest = blake2b(normal.encode(), digest_size=6).digest()
    return int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:], "little")


def skeleton_key(skeleton_: str) -> tuple[int, int]:
    """The hashes of a skeleton, kept apart from those of names."""
    return name_key("~" + skeleton_)
