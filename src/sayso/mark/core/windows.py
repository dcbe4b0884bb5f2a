"""Words cut into sub-words and packed into the windows that the encoder reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from sayso.base.arrays import IntArray
from sayso.mark.core.word_pieces import Vocabulary
from sayso.mark.core.word_shapes import SHAPES, shape_of

WINDOW: Final = 320
"""Sub-words in a window at most, the two end marks included: the encoder knows 512 places, was tuned on up to 320."""
PIECES: Final = 8
"""Sub-words kept of one word: longer ones are addresses and noise. By reasoning, not swept."""
UNK: Final = 100
CLS: Final = 101
SEP: Final = 102
"""Ids of the encoder's vocabulary: a word that it has no pieces for, the beginning of a window, its end."""
KNOWN: Final = 200_000
"""Words whose sub-words are remembered at most, before all are forgotten: 70 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedWord:
    """One word as the encoder takes it: its sub-word ids, its shape and whether it begins a block."""

    ids: tuple[int, ...]
    shape: int
    begins: bool


class WordPieces:
    """Words -> pieces, by the vocabulary of the encoder; remembers the words that it has cut."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._known: dict[str, EncodedWord] = {}

    def cut(self, words: Sequence[str], begins: Sequence[bool]) -> list[EncodedWord]:
        """The pieces of `words`; `begins[i]` says that word `i` begins a block of the page."""
        if len(self._known) > KNOWN:
            self._known.clear()
        for word in set(words).difference(self._known):
            ids = tuple(self._vocabulary.ids_of(word)[:PIECES]) or (UNK,)
            self._known[word] = EncodedWord(ids=ids, shape=shape_of(word), begins=False)
        known = [self._known[word] for word in words]
        return [replace(piece, begins=True) if begin else piece for piece, begin in zip(known, begins, strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What the encoder takes: `[windows, sub-words]`, but `first` `[windows, words]` (0 where there is no word)."""

    ids: IntArray
    mask: IntArray
    shapes: IntArray
    begins: IntArray
    first: IntArray


def stack(windows: Sequence[Sequence[EncodedWord]]) -> Batch:
    """The windows as one padded batch."""
    long = max(sum(len(piece.ids) for piece in window) for window in windows) + 2
    wide = max(len(window) for window in windows)
    ids, mask, shapes, begins = (np.zeros((len(windows), long), dtype=np.int64) for _ in range(4))
    first = np.zeros((len(windows), wide), dtype=np.int64)
    for row, window in enumerate(windows):
        flat, shape, begin, at = [CLS], [0], [0], 1
        for column, piece in enumerate(window):
            first[row, column] = at
            at += len(piece.ids)
            flat += piece.ids
            shape += [piece.shape, *[piece.shape + SHAPES] * (len(piece.ids) - 1)]
            begin += [int(piece.begins), *[0] * (len(piece.ids) - 1)]
        flat.append(SEP)
        ids[row, : len(flat)], mask[row, : len(flat)] = flat, 1
        shapes[row, : len(shape)], begins[row, : len(begin)] = shape, begin
    return Batch(ids=ids, mask=mask, shapes=shapes, begins=begins, first=first)


def pack(lengths: Sequence[int], *, limit: int = WINDOW) -> list[tuple[int, int]]:
    """Runs of units `[first, last)` that fit into one window each; a unit longer than a window stands alone."""
    runs, start, full = list[tuple[int, int]](), 0, 2
    for index, length in enumerate(lengths):
        if index > start and full + length > limit:
            runs.append((start, index))
            start, full = index, 2
        full += length
    if start < len(lengths):
        runs.append((start, len(lengths)))
    return runs
