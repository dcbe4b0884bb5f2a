"""Which candidates are names of places: those that speak for themselves best, none overlapping another.

A log-linear model over `FEATURES`; what is chosen has the greatest sum of log odds. Its weights are fitted on TR-News
and GeoWebNews (M. Gritta and others, A pragmatic guide to geoparsing evaluation, 2020) by benchmarks/place_names.py.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from sayso.base.arrays import FloatArray
from sayso.mark.places.candidates import CharSpan, Evidence, Names, find_candidates
from sayso.mark.places.name_features import FEATURES, feature_columns
from sayso.mark.places.vocabulary import PlaceWords
from sayso.model import PlaceUse, Sentence

LEAST_ODDS: Final = 0.0
"""Least log odds of a name that is marked: as likely as not. Of -0.4, -0.2 and 0 on TR-News and GeoWebNews F1 differs
by less than half a point; the greatest is the most precise."""

LENT: Final = 1.0
"""Log odds lent to what the encoder itself took for a place: the weights are fitted on general news, and reports of a
war name villages that no gazetteer has. Of 0, 0.5, 1, 1.5 and 2, 1 costs 0.8 of F1 on TR-News and gains 0.4 on
GeoWebNews; on 15 reports of the war in Ukraine it halves the names that the encoder saw and the weights put aside."""
_TAGGED: Final = FEATURES.index("is_place")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNameUse:
    """A name of a place, and how the text uses it."""

    start: int
    end: int
    use: PlaceUse


def choice_weights(table: Mapping[str, float]) -> FloatArray:
    """The weights of `place_weights.yaml` in the order of `FEATURES`. Raises `KeyError` when one is missing."""
    return np.array([table[name] for name in FEATURES], dtype=np.float64)


def choose_places(
    text: str, sentences: Sequence[Sentence], evidence: Evidence, names: Names, words: PlaceWords, weights: FloatArray
) -> list[PlaceNameUse]:
    """The names of places in text order, none overlapping another."""
    starts = frozenset(sentence.start for sentence in sentences)
    candidates = find_candidates(text, evidence, names, words, starts)
    if not candidates:
        return []
    features = feature_columns(text, evidence, candidates, names, words, starts)
    chosen, uses = [], Uses(text, evidence, names, words)
    for span in best_apart(candidates, worth_of(features, weights).tolist()):
        start, end = evidence.spans[span[0]][0], evidence.spans[span[1] - 1][1]
        chosen.append(PlaceNameUse(start=start, end=end, use=uses.of(span)))
    return chosen


def worth_of(features: FloatArray, weights: FloatArray) -> FloatArray:
    """How much marking each candidate is worth: log odds above the least."""
    return np.asarray(features @ weights + LENT * features[:, _TAGGED] - LEAST_ODDS)


class Uses:
    """How an article uses names of places, by what the encoder took each for."""

    def __init__(self, text: str, evidence: Evidence, names: Names, words: PlaceWords) -> None:
        """Phrases with a word in small letters that belongs to no name are no names of persons or bodies."""
        self._text, self._evidence, self._names = text, evidence, names
        self._within: dict[int, CharSpan] = {}
        self._counts: Counter[tuple[str, bool]] = Counter()
        for kind, first, last in evidence.names:
            self._counts[self._name((first, last)), kind == "LOC"] += 1
            written = (text[start:end] for start, end in evidence.spans[first:last])
            if kind != "LOC" and all(not word[0].islower() or word in words.links for word in written):
                self._within |= dict.fromkeys(range(first, last), (first, last))

    def of(self, span: CharSpan) -> PlaceUse:
        """The use of the name of these words: a body's name that is mostly a place's in the article is one here too."""
        name = self._name(span)
        if self._names.bearers(name).is_only_people:
            return "people"
        holders = {self._within[at] for at in range(*span) if at in self._within}
        if holders == {span} and self._counts[name, True] >= self._counts[name, False]:
            return "place"
        return "part" if holders else "place"

    def _name(self, span: CharSpan) -> str:
        return self._text[self._evidence.spans[span[0]][0] : self._evidence.spans[span[1] - 1][1]]


def best_apart(spans: Sequence[CharSpan], worth: Sequence[float]) -> list[CharSpan]:
    """Of the spans worth more than nothing those that overlap nowhere and are worth most together, in order."""
    order = sorted((span[1], span[0], value) for span, value in zip(spans, worth, strict=True) if value > 0)
    ends = [end for end, _, _ in order]
    best, before = [0.0], list[int]()
    for number, (_, start, value) in enumerate(order):
        compatible = bisect_right(ends, start, 0, number)
        is_better = best[compatible] + value > best[-1]
        before.append(compatible if is_better else -1)
        best.append(best[compatible] + value if is_better else best[-1])
    chosen, at = list[CharSpan](), len(order)
    while at:
        at -= 1
        if before[at] >= 0:
            chosen.append((order[at][1], order[at][0]))
            at = before[at]
    return chosen[::-1]
