"""Pairs of claims that could link, of all claims of a ledger at once: found by sorted numbers, sifted by arrays.

The blocks are those of `blocking`, as numbers instead of words: days are asked for as ranges, and each claim stands in
a block once. What is left is sifted by the most that the score of a pair can be, and then looked at pair by pair.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from sayso.base.arrays import IntArray
from sayso.packs.incident_rules import IncidentRules
from sayso.weigh.incidents.blocking import cell_of, cells_around, size_of
from sayso.weigh.incidents.features import Features, Spot
from sayso.weigh.incidents.prefilter import Prefilter
from sayso.weigh.incidents.scoring import could_link, do_link, middle, reference_day
from sayso.weigh.incidents.weights import TABLE

AT_ONCE: Final = 2_000_000
"""Pairs that are sifted at a time: limits the memory that they take, some 200 MB. By hand, not swept."""
_BITS: Final = 21
"""Bits of a day, a month, a stretch of an article: what is asked for as a range stands in the last bits of a block."""
_CELL_BITS: Final = 30
"""Bits of the number of a cell of the grid of places."""


def linked_pairs(
    all_features: Sequence[Features], leads: Sequence[int], rules: IncidentRules
) -> tuple[IntArray, IntArray]:
    """Indexes of claims that could link, each pair once; of claims of equal facts one leads where the facts decide.

    `leads` has for each claim the index of the one that stands for it, its own where that is none but itself.
    """
    prefilter = Prefilter.of(all_features, leads, rules)
    leading = frozenset(lead for own, lead in enumerate(leads) if lead != own)
    batches = [np.array([], dtype=np.int64)]
    for left, right in _met(all_features, leads, rules):
        low, high = prefilter.sift(np.minimum(left, right), np.maximum(left, right))
        batches.append(_looked_at(np.unique(low * len(all_features) + high), all_features, leading, rules))
    pairs = np.unique(np.concatenate(batches))
    return pairs // len(all_features), pairs % len(all_features)


def _looked_at(
    both: IntArray, all_features: Sequence[Features], leading: frozenset[int], rules: IncidentRules
) -> IntArray:
    """Of pairs as numbers, those that link; where one stands for others, those that could, whatever the words."""
    links = [
        (could_link if left in leading or right in leading else do_link)(all_features[left], all_features[right], rules)
        for left, right in zip((both // len(all_features)).tolist(), (both % len(all_features)).tolist(), strict=True)
    ]
    return both[np.array(links, dtype=np.bool_)]


@dataclass(frozen=True, slots=True)
class _Table:
    """Where claims are found: numbers in order, and whose they are."""

    stored: IntArray
    owners: IntArray

    @classmethod
    def of(cls, stored: IntArray, owners: IntArray) -> _Table:
        """The table of numbers, each with its claim."""
        order = np.argsort(stored, kind="stable")
        return cls(stored[order], owners[order])

    def pairs(self, askers: IntArray, low: IntArray, high: IntArray) -> Iterator[tuple[IntArray, IntArray]]:
        """Claims that ask for a range of numbers, both ends inside, and what they find, so many at a time."""
        order = np.argsort(low, kind="stable")  # in order, the table is read from end to end
        askers, low, high = askers[order], low[order], high[order]
        begin, end = np.searchsorted(self.stored, low, "left"), np.searchsorted(self.stored, high, "right")
        sizes = end - begin
        ends, at = np.cumsum(sizes), 0
        while at < len(sizes):
            upto = max(int(np.searchsorted(ends, (ends[at - 1] if at else 0) + AT_ONCE, "right")), at + 1)
            counts = sizes[at:upto]
            within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
            left = np.repeat(askers[at:upto], counts)
            right = self.owners[np.repeat(begin[at:upto], counts) + within]
            apart = left != right
            yield left[apart], right[apart]
            at = upto


Pairs = Iterator[tuple[IntArray, IntArray]]


def _met(all_features: Sequence[Features], leads: Sequence[int], rules: IncidentRules) -> Pairs:
    """Pairs that meet in one of the ways in which two claims can: by article, sentence, place and days, number."""
    own = [at for at, lead in enumerate(leads) if at == lead]
    rows = _Rows.of(all_features, rules)
    yield from _in_articles(all_features)
    yield from _in_sentences(all_features)
    yield from _at_places(all_features, own, rows)
    yield from _by_numbers(all_features, own, rows)


def _in_articles(all_features: Sequence[Features]) -> Pairs:
    codes: dict[str, int] = {}
    articles = (
        np.array([codes.setdefault(features.article, len(codes)) for features in all_features], dtype=np.int64) << _BITS
    )
    begin = articles + np.array([features.start // TABLE.beside_chars for features in all_features], dtype=np.int64)
    every = np.arange(len(all_features), dtype=np.int64)
    yield from _Table.of(begin, every).pairs(every, begin, begin + 1)


def _in_sentences(all_features: Sequence[Features]) -> Pairs:
    codes: dict[str, int] = {}
    sentences = np.array([codes.setdefault(features.sentence, len(codes)) for features in all_features], dtype=np.int64)
    every = np.arange(len(all_features), dtype=np.int64)
    yield from _Table.of(sentences, every).pairs(every, sentences, sentences)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of types as numbers."""

    of_event: dict[str, tuple[int, ...]]
    days: IntArray

    @classmethod
    def of(cls, all_features: Sequence[Features], rules: IncidentRules) -> _Rows:
        """The rows in which the types of these claims stand."""
        events = sorted({features.event for features in all_features})
        rows = {row.id: row for event in events for row in rules.rows_of(event)}
        numbers = {name: number for number, name in enumerate(rows)}
        of_event = {event: tuple(numbers[row.id] for row in rules.rows_of(event)) for event in events}
        return cls(of_event, np.array([row.days for row in rows.values()], dtype=np.int64))


def _at_places(all_features: Sequence[Features], own: Sequence[int], rows: _Rows) -> Pairs:
    """Near each other: dated claims with dated ones, these with undated ones, undated ones with each other."""
    cells: dict[str, int] = {}
    claim, _, block = _spotted(all_features, own, rows, cells, lambda spot: (cell_of(spot),))
    asker, row, around = _spotted(all_features, own, rows, cells, cells_around)
    first, last, told = (
        np.array([-1 if day is None else day for day in days], dtype=np.int64)
        for days in ([g.first for g in all_features], [g.last for g in all_features], [g.told for g in all_features])
    )
    dated, undated = (first >= 0) & (last - first < TABLE.longest_run), (first < 0) & (told >= 0)
    from_, to, by, slack = first[asker], last[asker], told[asker], rows.days[row]
    for stored, days, asking, low, high in (
        (dated, first, dated, from_ - slack, to + slack),
        (undated, told, dated, from_ - TABLE.told_days, to + TABLE.told_days),
        (undated, told, undated, by, by + TABLE.told_days),
    ):
        here, there = stored[claim], asking[asker]
        table = _Table.of((block + days[claim])[here], claim[here])
        yield from table.pairs(asker[there], (around + low)[there], (around + high)[there])


def _spotted(
    all_features: Sequence[Features],
    own: Sequence[int],
    rows: _Rows,
    cells: dict[str, int],
    cells_of: Callable[[Spot], Iterable[str]],
) -> tuple[IntArray, IntArray, IntArray]:
    """Claims, each with a row and the number of a block, for days to be added: one entry for each row and cell."""
    claims, rows_of_block, blocks = array("q"), array("q"), array("q")
    for at in own:
        spots = all_features[at].spots[: TABLE.most_spots]
        near = {cells.setdefault(cell, len(cells)) for spot in spots for cell in cells_of(spot)}
        for row in rows.of_event[all_features[at].event] if near else ():
            claims.extend([at] * len(near))
            rows_of_block.extend([row] * len(near))
            blocks.extend([((row << _CELL_BITS) + cell) << _BITS for cell in near])
    return _ints(claims), _ints(rows_of_block), _ints(blocks)


def _by_numbers(all_features: Sequence[Features], own: Sequence[int], rows: _Rows) -> Pairs:
    """The same telling number of the same thing, give or take a tenth and a month."""
    codes: dict[tuple[int, str, int], int] = {}
    stored, owners = array("q"), array("q")
    asked, askers = array("q"), array("q")
    for at in own:
        for number in all_features[at].numbers:
            if middle(number) < TABLE.telling_number:
                continue
            size, month = size_of(number), reference_day(all_features[at]) // TABLE.month
            for row in rows.of_event[all_features[at].event]:
                blocks = [codes.setdefault((row, number.of, size + step), len(codes)) for step in (-1, 0, 1)]
                stored.append((blocks[1] << _BITS) + month + 1)
                owners.append(at)
                asked.extend((block << _BITS) + month + 1 for block in blocks)
                askers.extend([at] * 3)
    months = _ints(asked)
    yield from _Table.of(_ints(stored), _ints(owners)).pairs(_ints(askers), months - 1, months + 1)


def _ints(values: array[int]) -> IntArray:
    return np.frombuffer(values, dtype=np.int64) if values else np.array([], dtype=np.int64)
