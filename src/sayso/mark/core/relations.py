"""Which relation ties each word to its governor: scores of pairs of vectors, by the word's part of speech.

A part of speech has a half of all relations at most; of words whose part of speech is sure only those are scored, which
takes a half of the time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from sayso.base.arrays import Float32Array, IntArray

ROOT: Final = "root"
AT_A_TIME: Final = 256
"""Words whose relations are scored by one product: 5 MB between its two halves, however long the article."""

SURE: Final = 2.0
"""Log-odds from which a word's likeliest part of speech is sure beside the next; at 2, 3 and 5 LAS is the same."""
UNSURE: Final = -1
"""The tag of a word whose part of speech is not sure: an index of the last row, which has every relation."""


def sure_tags(scores: Float32Array) -> IntArray:
    """The likeliest part of speech of each word, by its scores `[words, tags]`; `UNSURE` where another is as likely."""
    best: IntArray = scores.argmax(1)
    second, first = np.partition(scores, -2, axis=1)[:, -2:].T
    sure: IntArray = np.where(first - second < SURE, UNSURE, best)
    return sure


class Relations:
    """The relations that words can have, with the weights of each."""

    def __init__(
        self, weights: Float32Array, relations: Sequence[str], tags: Sequence[str], of_tag: Mapping[str, Sequence[str]]
    ) -> None:
        """`weights` are `[relations, governed + 1, governors + 1]`; a tag of which `of_tag` is silent has them all."""
        self._root = relations.index(ROOT)
        every = [relation for relation in relations if relation != ROOT]
        index = {relation: at for at, relation in enumerate(relations)}
        self._of_tag = [
            np.array(
                sorted(index[relation] for relation in of_tag.get(tag) or every if relation != ROOT), dtype=np.int64
            )
            for tag in (*tags, "")
        ]
        self._high = weights.shape[2]
        self._flat = [
            np.ascontiguousarray(weights[chosen].transpose(1, 0, 2)).reshape(weights.shape[1], -1)
            for chosen in self._of_tag
        ]

    def best(self, governed: Float32Array, governors: Float32Array, is_root: IntArray, tags: IntArray) -> IntArray:
        """The index of the best relation of each word; `root` where `is_root`, and nowhere else.

        `governed` and `governors` are the vectors of the words and of their governors, with a 1 behind each; `tags`
        are as `sure_tags` gives them.
        """
        best = np.full(len(governed), self._root, dtype=np.int64)
        for tag in np.unique(tags).tolist():
            words = np.flatnonzero((tags == tag) & ~is_root)
            chosen = self._of_tag[tag]
            if len(chosen) == 1:
                best[words] = chosen[0]
                continue
            for at in range(0, len(words), AT_A_TIME):
                some = words[at : at + AT_A_TIME]
                leaned = (governed[some] @ self._flat[tag]).reshape(len(some), len(chosen), self._high)
                best[some] = chosen[(leaned @ governors[some][:, :, None])[:, :, 0].argmax(1)]
        return best
