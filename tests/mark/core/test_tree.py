"""Trees from scores, and where sentences are cut."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.mark.core.tree import LONGEST, ArticleWords, best_heads, cut_sentences, is_tree


@given(st.integers(1, 12), st.integers(0, 10_000))
def test_any_scores_give_one_tree_with_one_root(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words, words + 1)).astype(np.float32)
    heads = best_heads(scores)
    assert is_tree(heads)


def test_the_best_governors_are_kept_where_they_make_a_tree() -> None:
    scores = np.array([[0, 0, 9], [9, 0, 0]], dtype=np.float32)
    assert best_heads(scores).tolist() == [2, 0]


def test_a_circle_is_no_tree() -> None:
    assert not is_tree(np.array([2, 1, 0]))
    assert not is_tree(np.array([0, 0]))


def test_a_block_begins_a_sentence_whatever_the_scores_say() -> None:
    words = ArticleWords(spans=[(0, 3), (4, 7), (9, 12)], blocks=[0, 0, 1])
    assert cut_sentences("one two\n\nsix", words, np.full(3, -9.0, dtype=np.float32)) == [(0, 2), (2, 3)]


def test_a_stretch_without_a_stop_is_cut() -> None:
    count = 2 * LONGEST + 5
    words = ArticleWords(spans=[(2 * i, 2 * i + 1) for i in range(count)], blocks=[0] * count)
    cuts = cut_sentences("a " * count, words, np.full(count, -9.0, dtype=np.float32))
    assert [last - first for first, last in cuts] == [LONGEST, LONGEST, 5]
