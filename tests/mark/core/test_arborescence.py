"""The best tree is found among all trees, with one word on the root, whatever the scores."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sayso.mark.core.arborescence import best_tree
from sayso.mark.core.tree import best_heads, is_tree


@cache
def every_tree(words: int) -> NDArray[Any]:
    """All trees over so many words with one of them on the root, a row of governors each: `words ** (words - 1)`."""
    return np.array([heads for heads in product(range(words + 1), repeat=words) if hangs_together(heads)])


def hangs_together(heads: tuple[int, ...]) -> bool:
    """Whether every way up ends at the root, where one word alone hangs."""
    ends = list(range(1, len(heads) + 1))
    for _ in heads:
        ends = [heads[at - 1] if at else 0 for at in ends]
    return heads.count(0) == 1 and not any(ends)


def most_of_all(scores: NDArray[Any]) -> float:
    return float(scores[np.arange(len(scores)), every_tree(len(scores))].sum(1).max())


def total(scores: NDArray[Any], heads: NDArray[Any]) -> float:
    return float(scores[np.arange(len(scores)), heads].sum())


@st.composite
def matrices(draw: st.DrawFn) -> NDArray[Any]:
    """Whole numbers, so that sums are exact and ties frequent, for one to six words."""
    words = draw(st.integers(1, 6))
    rows = st.lists(st.integers(-9, 9), min_size=words + 1, max_size=words + 1)
    return np.array(draw(st.lists(rows, min_size=words, max_size=words)), dtype=np.float32)


@pytest.mark.parametrize("words", [1, 2, 3, 4, 5, 6])
def test_the_trees_to_compare_with_are_all_there(words: int) -> None:
    assert len(every_tree(words)) == words ** (words - 1)


@given(matrices())
def test_no_tree_has_a_higher_sum(scores: NDArray[Any]) -> None:
    heads = best_tree(scores)
    assert is_tree(heads)
    assert total(scores, heads) == most_of_all(scores)


@given(matrices(), st.integers(0, 40))
def test_no_tree_has_a_higher_sum_however_much_the_root_is_liked(scores: NDArray[Any], more: int) -> None:
    scores[:, 0] += more
    heads = best_heads(scores)
    assert is_tree(heads)
    assert total(scores, heads) == most_of_all(scores)


@given(st.integers(1, 6), st.integers(0, 100_000))
def test_the_best_tree_is_the_same_one_where_no_two_sums_are_alike(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words, words + 1))
    trees = every_tree(words)
    best = trees[scores[np.arange(words), trees].sum(1).argmax()]
    assert best_tree(scores).tolist() == best.tolist()


def test_a_word_alone_hangs_on_the_root_though_it_likes_itself_more() -> None:
    assert best_tree(np.array([[-5.0, 9.0]])).tolist() == [0]


def test_circles_inside_circles_are_opened_where_it_costs_least() -> None:
    scores = np.array([[1, 0, 9, 0, 5], [0, 9, 0, 8, 0], [0, 0, 0, 0, 9], [4, 0, 0, 9, 0]])
    assert best_tree(scores).tolist() == [2, 3, 4, 0]


def test_long_sentences_have_one_tree_whose_sum_no_exchange_of_one_governor_raises() -> None:
    scores = np.random.default_rng(1).normal(size=(60, 61))
    heads = best_tree(scores)
    assert is_tree(heads)
    for word, governor in product(range(60), range(61)):
        other = heads.copy()
        other[word] = governor
        assert not is_tree(other) or total(scores, other) <= total(scores, heads)
