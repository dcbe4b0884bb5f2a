"""What each slot of a claim takes for right, beside a slot that a person coded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from benchmarks.core import bare_letters

Plain = Mapping[str, Any]
"""A claim as the contract's JSON object, or as it was coded."""
SLOTS: Final = ("status", "actors", "targets", "places", "when", "counts", "source")
SMALL_WORDS: Final = {
    "the", "a", "an", "of", "in", "and", "at", "to", "city", "town", "village", "region", "province", "district",
    "state", "oblast", "governorate", "county",
}  # fmt: skip
"""Words that two names may share without being alike."""
COUNT_APART: Final = 1
"""How far bounds of a count may lie apart: "more than 100" may be read as 101."""


def right_slots(gold: Plain, said: Plain) -> dict[str, bool]:
    """Whether each slot of a claim is right, by its name."""
    return {
        "status": said["status"] in gold["status"],
        "actors": _participants_right(gold["actors"], said["actors"]),
        "targets": _participants_right(gold["targets"], said["targets"]),
        "places": _places_right(gold["places"], said["places"]),
        "when": _when_right(gold.get("when") or {}, said["when"]),
        "counts": _counts_right(gold["counts"], said["counts"]),
        "source": _source_right(gold["sources"], said["sources"]),
    }


def words_of(text: str | None) -> list[str]:
    """Words of Latin or Cyrillic letters and digits, small and without accents."""
    return re.findall(r"[a-z0-9Ѐ-ӿ]+", bare_letters(text))


def are_alike(name: str | None, other: str | None) -> bool:
    """Whether two names are the same, or share a word that is not a small one."""
    these, those = set(words_of(name)), set(words_of(other))
    return bool(these and these == those) or bool((these & those) - SMALL_WORDS)


def _participants_right(gold: Sequence[Plain], said: Sequence[Plain]) -> bool:
    """None for none; else each coded one is met by party, or by words where it has none, and no other party is said."""
    if not gold or not said:
        return not gold and not said
    coded = {party for part in gold for party in part["party"]}
    if coded and any(part["party"] and part["party"] not in coded for part in said):
        return False
    return all(any(_is_participant(part, actor) for actor in said) for part in gold)


def _is_participant(part: Plain, actor: Plain) -> bool:
    if part["party"]:
        return actor["party"] in part["party"]
    return are_alike(part["words"], actor["text"]) or are_alike(part["words"], actor["name"])


def _places_right(gold: Sequence[Plain], said: Sequence[Plain]) -> bool:
    """None for none; else each coded one is met by name in its country, resolved, and no place of another country."""
    if not gold or not said:
        return not gold and not said
    countries = {place["country"] for place in gold if place.get("country")}
    if countries and any(place["country"] and place["country"] not in countries for place in said):
        return False
    return all(any(is_place(place, other) for other in said) for place in gold)


def is_place(gold: Plain, said: Plain) -> bool:
    named = (
        are_alike(gold["name"], said["name"])
        or are_alike(gold["words"], said["name"])
        or are_alike(gold["words"], said["text"])
    )
    return named and said["country"] == gold.get("country") and said["precision"] != "unresolved"


def _when_right(gold: Plain, said: Plain) -> bool:
    """The same first and last day; unknown for unknown."""
    return bool((gold.get("from"), gold.get("to")) == (said["from"], said["to"]))


def _counts_right(gold: Sequence[Plain], said: Sequence[Plain]) -> bool:
    """None for none; else each coded number is met with both its bounds."""
    if not gold or not said:
        return not gold and not said
    return all(
        any(_is_near(one["low"], other["low"]) and _is_near(one["high"], other["high"]) for other in said)
        for one in gold
    )


def _is_near(bound: int | None, other: int | None) -> bool:
    if bound is None or other is None:
        return bound is other
    return abs(bound - other) <= COUNT_APART


def _source_right(gold: Sequence[Plain], said: Sequence[Plain]) -> bool:
    """None for none; else the nearest speaker by words, or by party where the coder wrote one speaker with a party."""
    if not gold or not said:
        return not gold and not said
    coded, nearest = gold[0], said[0]
    named = are_alike(coded["words"], nearest["text"]) or are_alike(coded["words"], nearest["name"])
    return named or (len(gold) == 1 and nearest["party"] is not None and nearest["party"] in coded["party"])
