"""Pairs of claims sifted by the most that their score can be, many at a time; what is left is looked at one by one.

Each part of the score is worked out as `scoring` does, or taken for more than it is where that would be much work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from sayso.base.arrays import FloatArray, IntArray
from sayso.packs.incident_rules import IncidentRules
from sayso.weigh.incidents.features import WORD_BITS, Features
from sayso.weigh.incidents.scoring import actors_part, run_part
from sayso.weigh.incidents.weights import ROUNDING, TABLE

Bools = npt.NDArray[np.bool_]

_NO_DAY: Final = -(10**7)
_MOST_KINDS: Final = 1_000
"""Ways of naming parties that are compared ahead, each with each: a war has some hundreds. By hand, not swept."""
_DEGREES_A_KM: Final = 0.01
"""Degrees of latitude that a kilometre has at most; of longitude ten times as much, up to the 84th parallel."""
_LONGEST: Final = 64
"""Days of a run above which one agrees as this one does: by then `least_run` and `least_same_run` are reached."""


def _agreeing() -> FloatArray:
    """What runs of days agree by: whether they are the same, whether it happens once, and the days of the longer."""
    return np.array(
        [
            [[run_part(max(days, 1), same=same, once=once) for days in range(_LONGEST + 1)] for once in (False, True)]
            for same in (False, True)
        ]
    )


@dataclass(frozen=True, slots=True)
class _Days:
    """The days of all claims."""

    first: IntArray
    last: IntArray
    early: IntArray
    late: IntArray
    told: IntArray

    @classmethod
    def of(cls, all_features: Sequence[Features]) -> _Days:
        """Their columns; what is not known is a day before all."""
        return cls(
            _days(features.first for features in all_features), _days(features.last for features in all_features),
            _days(features.early for features in all_features), _days(features.late for features in all_features),
            _days(features.told for features in all_features),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Places:
    """The places of all claims."""

    number: IntArray
    """That of the only place; 0 for none, 1 for several."""
    latitude: FloatArray
    longitude: FloatArray
    is_settlement: Bools

    @classmethod
    def of(cls, all_features: Sequence[Features]) -> _Places:
        """Their columns."""
        codes: dict[str, int] = {}
        only = [features.spots[0] if len(features.spots) == 1 else None for features in all_features]
        numbers = (
            min(len(features.spots), 2) // 2 if spot is None else 2 + codes.setdefault(spot.key, len(codes))
            for features, spot in zip(all_features, only, strict=True)
        )
        return cls(
            number=_ints(numbers),
            latitude=np.array([0.0 if spot is None else spot.latitude for spot in only]),
            longitude=np.array([0.0 if spot is None else spot.longitude for spot in only]),
            is_settlement=np.array([spot is not None and spot.is_settlement for spot in only], dtype=np.bool_),
        )

    def part(self, left: IntArray, right: IntArray, counted: Bools) -> FloatArray:
        """The most that `place_part` gives; two towns are no place in common but for `counted` claims."""
        here, there = self.number[left], self.number[right]
        near = _DEGREES_A_KM * TABLE.same_spot_km
        close = np.abs(self.latitude[left] - self.latitude[right]) <= near
        close &= np.abs(self.longitude[left] - self.longitude[right]) <= 10 * near
        towns = self.is_settlement[left] & self.is_settlement[right]
        apart = np.where(towns, np.where(counted, TABLE.two_towns, 0.0), TABLE.most_two_spots)
        part = np.where(close, max(TABLE.same_spot, TABLE.most_two_spots), apart)
        part[here == there] = 1.0
        part[(here == 1) | (there == 1)] = 1.0
        part[(here == 0) | (there == 0)] = TABLE.no_place
        return part


@dataclass(frozen=True, slots=True)
class Prefilter:
    """What of all claims is compared at once, as columns."""

    days: _Days
    runs: FloatArray
    """What runs of days agree by, as `_agreeing` gives it."""
    event: IntArray
    alike: FloatArray
    """For each two types what they are worth as evidence, -1 where they cannot tell of one incident."""
    apart: IntArray
    """For each two types the days that may lie between."""
    places: _Places
    article: IntArray
    start: IntArray
    begins: IntArray
    sentence: IntArray
    counted: Bools
    kind: IntArray
    """The number of a way of naming parties and country."""
    agree: FloatArray
    """For each two of these what `actors_part` gives."""
    words: npt.NDArray[np.uint64]
    """The words, 64 bits in each row; all of them for a claim that stands for others, too."""
    size: IntArray
    """How many words."""

    @classmethod
    def of(cls, all_features: Sequence[Features], leads: Sequence[int], rules: IncidentRules) -> Prefilter:
        """The columns of these claims; `leads` as `linked_pairs` takes them."""
        events = {event: at for at, event in enumerate(sorted({features.event for features in all_features}))}
        kin = [[rules.kinship(left, right) for right in events] for left in events]
        kind, agree = _kinds(all_features, rules)
        words, size = _words(all_features, leads)
        return cls(
            days=_Days.of(all_features),
            runs=_agreeing(),
            event=_ints(events[features.event] for features in all_features),
            alike=np.array([[-1.0 if left is None else left.alike for left in row] for row in kin]),
            apart=np.array([[0 if left is None else left.days for left in row] for row in kin], dtype=np.int64),
            places=_Places.of(all_features),
            article=_codes(features.article for features in all_features),
            start=_ints(features.start for features in all_features),
            begins=_ints(features.begins for features in all_features),
            sentence=_codes(features.sentence for features in all_features),
            counted=np.array([bool(features.numbers) for features in all_features], dtype=np.bool_),
            kind=kind, agree=agree, words=words, size=size,
        )  # fmt: skip

    def sift(self, left: IntArray, right: IntArray) -> tuple[IntArray, IntArray]:
        """Of pairs of claims, those that may be twins, or that may score enough to link."""
        twins = self.sentence[left] == self.sentence[right]
        alike = self.alike[self.event[left], self.event[right]]
        day = self._day(left, right, self.apart[self.event[left], self.event[right]])
        passing = twins | ((alike >= 0) & (day > 0))
        left, right, twins, alike, day = left[passing], right[passing], twins[passing], alike[passing], day[passing]
        known = self._known(left, right, alike, day)
        least = (TABLE.link - ROUNDING) * TABLE.uncounted
        passing = twins | (known + TABLE.actors + TABLE.words >= least)
        left, right, twins, known = left[passing], right[passing], twins[passing], known[passing]
        known = known + TABLE.actors * self._actors(left, right)
        passing = twins | (known + TABLE.words >= least)
        left, right, twins, known = left[passing], right[passing], twins[passing], known[passing]
        passing = twins | (known + TABLE.words * self._shared(left, right) >= least)
        return left[passing], right[passing]

    def _known(self, left: IntArray, right: IntArray, alike: FloatArray, day: FloatArray) -> FloatArray:
        """The most that days, places, types and numbers add up to, on the scale of a score without numbers.

        With numbers on both sides the scale is longer: what equal numbers give more than that is added.
        """
        both = self.counted[left] & self.counted[right]
        place = self.places.part(left, right, both)
        known = TABLE.day * day + TABLE.place * place + TABLE.event * alike
        known[place <= 0.0] = 0.0
        more: FloatArray = known + both * (TABLE.counts * (1.0 - TABLE.link))
        return more

    def _day(self, left: IntArray, right: IntArray, apart: IntArray) -> FloatArray:
        """What `day_part` gives."""
        days = self.days
        first, last = days.first, days.last
        dated = (first[left] >= 0) & (first[right] >= 0)
        gap = np.maximum(np.maximum(first[right] - last[left], first[left] - last[right]), 0)
        longer = np.minimum(np.maximum(last[left] - first[left], last[right] - first[right]) + 1, _LONGEST)
        same = (first[left] == first[right]) & (last[left] == last[right])
        agree = self.runs[same.astype(np.int64), (apart > 1).astype(np.int64), np.where(dated, longer, 0)]
        near = np.where((gap <= apart) & (longer <= TABLE.short_run), 1.0 - gap / (apart + 1.0), 0.0)
        return np.where(dated, np.where(gap > 0, near, agree), self._undated(left, right, apart > 1))

    def _undated(self, left: IntArray, right: IntArray, once: Bools) -> FloatArray:
        days = self.days
        bounded = (days.early[left] >= 0) & (days.early[right] >= 0)
        meet = (days.early[left] <= days.late[right]) & (days.early[right] <= days.late[left])
        together = self.article[left] == self.article[right]
        beside = together & once & (np.abs(self.start[left] - self.start[right]) <= TABLE.beside_chars)
        loose = np.where(once, TABLE.unbound_once, TABLE.unbound)
        part = np.where(bounded, np.where(once, TABLE.most_told_once, TABLE.little), loose)
        part[bounded & ~meet] = 0.0
        part[beside & (part > 0)] = TABLE.close_by
        part[together & (self.begins[left] == self.begins[right]) & (part > 0)] = TABLE.in_sentence
        return part

    def _actors(self, left: IntArray, right: IntArray) -> FloatArray:
        agree: FloatArray = self.agree[self.kind[left], self.kind[right]]
        return agree

    def _shared(self, left: IntArray, right: IntArray) -> FloatArray:
        """The most that `words_part` gives."""
        fewer = np.minimum(self.size[left], self.size[right])
        shared = np.zeros(len(left), dtype=np.int64)
        for column in self.words:
            shared += _ones(column[left] & column[right])
        return np.where(fewer > TABLE.few_words, np.minimum(shared / np.maximum(fewer, 1), 1.0), 0.0)


def _ints(values: Iterable[int]) -> IntArray:
    return np.fromiter(values, dtype=np.int64)


def _days(values: Iterable[int | None]) -> IntArray:
    return _ints(_NO_DAY if value is None else value for value in values)


def _codes(values: Iterable[str]) -> IntArray:
    """A number for each, the same for equal ones."""
    codes: dict[str, int] = {}
    return _ints(codes.setdefault(value, len(codes)) for value in values)


def _kinds(all_features: Sequence[Features], rules: IncidentRules) -> tuple[IntArray, FloatArray]:
    """For each claim the number of its way of naming parties and country, and what `actors_part` gives for each two.

    The last number is that of all rarer ways, which may agree with any.
    """
    named = [
        (features.actors, features.targets, features.spots[0].country if features.spots else None)
        for features in all_features
    ]
    examples = dict(zip(named, all_features, strict=True))
    common = [way for way, _ in Counter(named).most_common(_MOST_KINDS)]
    agree = np.ones((len(common) + 1, len(common) + 1))
    for at, way in enumerate(common):
        for to in range(at, len(common)):
            agree[at, to] = agree[to, at] = actors_part(examples[way], examples[common[to]], rules)
    numbers = {way: at for at, way in enumerate(common)}
    return _ints(numbers.get(way, len(common)) for way in named), agree


def _words(all_features: Sequence[Features], leads: Sequence[int]) -> tuple[npt.NDArray[np.uint64], IntArray]:
    """The words of each claim, 64 bits a row, and how many; every word where a claim stands for others, too."""
    led = {lead for at, lead in enumerate(leads) if lead != at}
    every = (1 << WORD_BITS) - 1
    own = [every if at in led else features.words for at, features in enumerate(all_features)]
    data = b"".join(words.to_bytes(WORD_BITS // 8, "little") for words in own)
    rows = np.frombuffer(data, dtype=np.uint64).reshape(len(own), WORD_BITS // 64)
    return np.ascontiguousarray(rows.T), _ints(words.bit_count() for words in own)


def _ones(words: npt.NDArray[np.uint64]) -> IntArray:
    """How many bits of each are set (S. Warren, Hacker's Delight, 5-1)."""
    pairs = words - ((words >> np.uint64(1)) & np.uint64(0x5555555555555555))
    fours = (pairs & np.uint64(0x3333333333333333)) + ((pairs >> np.uint64(2)) & np.uint64(0x3333333333333333))
    bytes_ = (fours + (fours >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    sums: IntArray = ((bytes_ * np.uint64(0x0101010101010101)) >> np.uint64(56)).astype(np.int64)
    return sums
