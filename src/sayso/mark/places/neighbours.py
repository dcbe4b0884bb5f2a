"""Names that a text puts beside others ("Kamianka, just south of Izium"): a namesake far away is not meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from sayso.mark.places.patterns import Mention
from sayso.mark.places.vocabulary import PlaceWords

LOCATED: Final = 60
"""Characters at most between a name and the place that says where it lies. By hand, not swept."""
NEAR_KM: Final = 80.0
"""Kilometres that "near" and "just south of" reach at most. By hand, not swept."""
BEARING_KM: Final = 200.0
"""The same for a direction alone ("north of Damascus"). By hand, not swept."""
SLACK: Final = 1.6
"""Times a stated distance that a place may lie away, and `NEAR_KM` / 5 more. By hand, not swept."""
WORD: Final = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")


class Beside(NamedTuple):
    """What a name lies beside, and how far from it at most."""

    query: int
    km: float


def neighbours(
    text: str, mentions: Sequence[Mention], asked: Sequence[int], words: PlaceWords
) -> Mapping[int, tuple[Beside, ...]]:
    """For each query those that the text puts it beside; `asked` are the mentions' queries."""
    found = dict[int, list[Beside]]()
    for left, right in pairwise(sorted(range(len(mentions)), key=lambda at: mentions[at].start)):
        there = mentions[right]
        between = text[mentions[left].end : there.start]
        if there.offset is None or asked[left] == asked[right] or not _tells_where(between, words):
            continue
        found.setdefault(asked[left], []).append(Beside(asked[right], _reach(there, between, words)))
    return {query: tuple(dict.fromkeys(beside)) for query, beside in found.items()}


def _tells_where(between: str, words: PlaceWords) -> bool:
    """Whether nothing stands between two names but what says that one lies beside the other."""
    if not 0 < len(between) <= LOCATED or "\n" in between:
        return False
    relative = words.relative
    told = [word.lower() for word in WORD.findall(between)]
    return all(word in relative.locating or word in words.directions or word.isdecimal() for word in told)


def _reach(there: Mention, between: str, words: PlaceWords) -> float:
    offset = there.offset
    if offset is not None and offset.distance_m is not None:
        return SLACK * offset.distance_m / 1000 + NEAR_KM / 5
    is_near = offset is None or offset.bearing is None
    is_near = is_near or any(word.lower() in words.relative.just for word in WORD.findall(between))
    return NEAR_KM if is_near else BEARING_KM
