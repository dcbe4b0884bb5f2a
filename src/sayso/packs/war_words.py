"""Whom words without a name mean in a war ("the rebels", "the coalition"), as `called` of `sides.yaml` lists them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

CALLED: Final = "called"
"""Key of a war under which the words stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WarWord:
    """A word, or the words of a phrase with a blank or a hyphen, and whom they mean in a war."""

    words: str
    """In lower case; a noun by its lemma."""
    party: str
    side: frozenset[str]
    """The parties that stand with it in that war."""
    places: frozenset[str]
    """ISO 3166 alpha-2 codes of the countries in which the war is fought."""
    since: str | None
    until: str | None
    """The last day, month or year on which the words mean the party."""

    def holds(self, day: str | None) -> bool:
        """Whether the words mean the party on a day (ISO); on an unknown one, they do while the war lasts."""
        if day is None:
            return self.until is None
        begun = self.since is None or day[: len(self.since)] >= self.since
        return begun and (self.until is None or day[: len(self.until)] <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class WarWords:
    """What such words mean in every war."""

    by_words: Mapping[str, tuple[WarWord, ...]]
    phrases: tuple[str, ...]
    """Those of several words or with a hyphen, the longest first."""

    def of(self, words: str, country: str | None, day: str | None) -> list[WarWord]:
        """What the words mean in the wars of a country (alpha-2) on a day; of no country, nothing."""
        return [one for one in self.by_words.get(words, ()) if country in one.places and one.holds(day)]


def build_war_words(wars: Iterable[Mapping[str, Any]]) -> WarWords:
    """What words mean in the wars of `sides.yaml`."""
    by_words: dict[str, list[WarWord]] = {}
    for war in wars:
        for naming in _of_war(war):
            by_words.setdefault(naming.words, []).append(naming)
    several = [words for words in by_words if " " in words or "-" in words]
    return WarWords(
        by_words={words: tuple(namings) for words, namings in by_words.items()},
        phrases=tuple(sorted(several, key=len, reverse=True)),
    )


def _of_war(war: Mapping[str, Any]) -> Iterator[WarWord]:
    for entry in war.get(CALLED) or ():
        party = str(entry["party"])
        sides = (frozenset(map(str, side["parties"])) for side in war["sides"])
        side = next((parties for parties in sides if party in parties), frozenset({party}))
        for words in entry["words"]:
            yield WarWord(
                words=str(words).lower(), party=party, side=side, places=frozenset(entry.get("places", war["places"])),
                since=_day(entry.get("since", war.get("since"))), until=_day(entry.get("until", war.get("until"))),
            )  # fmt: skip


def _day(value: Any) -> str | None:
    return None if value is None else str(value)
