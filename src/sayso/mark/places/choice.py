"""Which candidates are names of places: those that speak for themselves best, none overlapping another.

A log-linear model over `FEATURES`; what is chosen has the greatest sum of log odds. Its weights are fitted on TR-News
and GeoWebNews (M. Gritta and others, A pragmatic guide to geoparsing evaluation, 2020) by benchmarks/place_names.py.
Those of `FRAMED` and `LOOKED`, which stand beside them, are fitted on other texts by training/place_frames.py.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from sayso.base.arrays import FloatArray
from sayso.mark.places.candidates import CharSpan, Evidence, Names, find_candidates
from sayso.mark.places.frame_features import FRAMED, frame_columns
from sayso.mark.places.name_features import FEATURES, feature_columns, listed_beside
from sayso.mark.places.vocabulary import PlaceWords
from sayso.model import PlaceUse, Sentence

LEAST_ODDS: Final = 0.0
"""Least log odds of a name that is marked: as likely as not. Of -0.4, -0.2 and 0 on TR-News and GeoWebNews F1 differs
by less than half a point; the greatest is the most precise."""

LENT: Final = 1.0
"""Log odds lent to what the encoder itself took for a place: the weights are fitted on general news, and reports of a
war name villages that no gazetteer has. Of 0, 0.5, 1, 1.5 and 2, 1 costs 0.8 of F1 on TR-News and gains 0.4 on
GeoWebNews; on 15 reports of the war in Ukraine it halves the names that the encoder saw and the weights put aside."""
LOOKED: Final = ("listed_worth", "elsewhere_worth")
"""What a second look adds."""
SUREST: Final = 3.0
"""Log odds beyond which the first look is taken to be no surer. Set by hand; the weights are fitted with it."""
SURE: Final = 100.0
"""Log odds lent to a name that the report's dateline gives: more than all else can say. By reasoning."""
_TAGGED: Final = FEATURES.index("is_place")
_WANTED: Final = FRAMED.index("wants_place")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNameUse:
    """A name of a place, and how the text uses it."""

    start: int
    end: int
    use: PlaceUse


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceWeights:
    """The weights of the choice."""

    own: FloatArray
    """Of what speaks for a name by itself and in the article, in the order of `FEATURES`."""
    framed: FloatArray
    """Of what the words that govern it want, in the order of `FRAMED`."""
    looked: FloatArray
    """Of what its neighbours and its other mentions turned out to be, in the order of `LOOKED`."""


def choice_weights(table: Mapping[str, float]) -> ChoiceWeights:
    """The weights of `place_weights.yaml`. Raises `KeyError` when one is missing."""
    own, framed, looked = (
        np.array([table[name] for name in names], dtype=np.float64) for names in (FEATURES, FRAMED, LOOKED)
    )
    return ChoiceWeights(own=own, framed=framed, looked=looked)


def choose_places(
    text: str,
    sentences: Sequence[Sentence],
    evidence: Evidence,
    names: Names,
    words: PlaceWords,
    weights: ChoiceWeights,
    *,
    given: Sequence[CharSpan] = (),
) -> list[PlaceNameUse]:
    """The names of places in text order, none overlapping another; `given` are stretches that surely name one."""
    sure, starts = _words_of(given, evidence), frozenset(sentence.start for sentence in sentences)
    candidates = sorted({*find_candidates(text, evidence, names, words, starts), *sure})
    if not candidates:
        return []
    features = feature_columns(text, evidence, candidates, names, words, starts)
    framed = frame_columns(text, evidence, candidates, sentences, words.frames, features)
    worth = worth_of(features, weights.own) + framed @ weights.framed
    worth = worth + look_again(text, evidence, candidates, worth, words) @ weights.looked
    worth = worth + SURE * np.array([span in sure for span in candidates])
    chosen, uses = [], Uses(text, evidence, names, words)
    is_wanted = dict(zip(candidates, (framed[:, _WANTED] > 0).tolist(), strict=True))
    for span in best_apart(candidates, worth.tolist()):
        start, end = evidence.spans[span[0]][0], evidence.spans[span[1] - 1][1]
        chosen.append(PlaceNameUse(start=start, end=end, use=uses.of(span, is_wanted=is_wanted[span])))
    return chosen


def _words_of(stretches: Sequence[CharSpan], evidence: Evidence) -> set[CharSpan]:
    """The stretches as words, those aside that hold none."""
    starts, ends = [start for start, _ in evidence.spans], [end for _, end in evidence.spans]
    spans = ((bisect_left(starts, start), bisect_right(ends, end)) for start, end in stretches)
    return {(first, last) for first, last in spans if first < last}


def look_again(
    text: str, evidence: Evidence, candidates: Sequence[CharSpan], worth: FloatArray, words: PlaceWords
) -> FloatArray:
    """What a first look made of the names that each is listed with, and of its other mentions, as `LOOKED`."""
    odds = worth.clip(-SUREST, SUREST)
    written = [text[start:end] for start, end in evidence.spans]
    totals: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    spelled = [text[evidence.spans[first][0] : evidence.spans[last - 1][1]] for first, last in candidates]
    for name, value in zip(spelled, odds.tolist(), strict=True):
        totals[name][0] += value
        totals[name][1] += 1
    others = [
        (totals[name][0] - value) / (totals[name][1] - 1) if totals[name][1] > 1 else 0.0
        for name, value in zip(spelled, odds.tolist(), strict=True)
    ]
    return np.stack([listed_beside(written, candidates, odds, words), np.array(others)], axis=1)


def worth_of(features: FloatArray, weights: FloatArray) -> FloatArray:
    """How much marking each candidate is worth: log odds above the least."""
    return np.asarray(features @ weights + LENT * features[:, _TAGGED] - LEAST_ODDS)


class Uses:
    """How an article uses names of places, by what the encoder took each for."""

    def __init__(self, text: str, evidence: Evidence, names: Names, words: PlaceWords) -> None:
        """Phrases with a word in small letters that belongs to no name are no names of persons or bodies."""
        self._text, self._evidence, self._names = text, evidence, names
        self._within: dict[int, CharSpan] = {}
        self._persons = {(first, last) for kind, first, last in evidence.names if kind == "PER"}
        self._counts: Counter[tuple[str, bool]] = Counter()
        for kind, first, last in evidence.names:
            self._counts[self._name((first, last)), kind == "LOC"] += 1
            written = (text[start:end] for start, end in evidence.spans[first:last])
            if kind != "LOC" and all(not word[0].islower() or word in words.links for word in written):
                self._within |= dict.fromkeys(range(first, last), (first, last))

    def of(self, span: CharSpan, *, is_wanted: bool = False) -> PlaceUse:
        """The use of the name of these words; `is_wanted` says whether their sentence wants a place there.

        A whole name that the encoder took for a person's is a misread place's, once it is chosen (of 85 chosen in
        coded news of the whole world 81 were). A body's that is mostly a place's in the article is one here too.
        """
        name = self._name(span)
        if self._names.bearers(name).is_only_people:
            return "people"
        holders = {self._within[at] for at in range(*span) if at in self._within}
        if holders == {span}:
            is_mostly = self._counts[name, True] >= self._counts[name, False]
            return "place" if is_mostly or is_wanted or span in self._persons else "part"
        is_longer = holders <= self._persons and all(span[0] <= first and last <= span[1] for first, last in holders)
        return "place" if is_longer else "part"

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
