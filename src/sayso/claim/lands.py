"""The land of a people as a place: "on Afghan soil" is in Afghanistan."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from sayso.claim.vocabulary import ClaimVocabulary
from sayso.model import Mark, Place


def as_land(mark: Mark, text: str, vocabulary: ClaimVocabulary) -> Mark:
    """The mark of a people, as that of its country where the words say that something is on its land; else as it is."""
    place = mark.refers
    if not isinstance(place, Place) or place.use != "people" or place.kind != "country":
        return mark
    if text[: mark.start].rstrip().rpartition(" ")[2].lower() not in vocabulary.on_land:
        return mark
    land = re.compile(rf"\s+(?:{_any_of(vocabulary.lands)})\b").match(text, mark.end)
    if land is None:
        return mark
    there = replace(place, text=text[mark.start : land.end()], end=land.end(), use="place")
    return replace(mark, end=land.end(), refers=there)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))
