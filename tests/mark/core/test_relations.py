"""Relations of words to their governors: the best of those that a part of speech can have."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.mark.core.relations import Relations

NAMES = ["root", "nsubj", "obj", "punct"]
TAGS = ["NOUN", "PUNCT"]


@pytest.fixture(scope="module")
def weights() -> np.ndarray:
    return np.random.default_rng(0).normal(size=(4, 3, 3)).astype(np.float32)


def best(weights: np.ndarray, of_tag: dict[str, list[str]], tags: list[int], roots: list[bool]) -> list[str]:
    vectors = np.random.default_rng(1).normal(size=(len(tags), 3)).astype(np.float32)
    relations = Relations(weights, NAMES, TAGS, of_tag)
    found = relations.best(vectors, vectors[::-1].copy(), np.array(roots), np.array(tags))
    return [NAMES[index] for index in found]


def test_a_word_has_the_relation_that_scores_best_and_root_only_at_the_root(weights: np.ndarray) -> None:
    tags, roots = [0] * 300, [False] * 299 + [True]
    vectors = np.random.default_rng(1).normal(size=(300, 3)).astype(np.float32)
    scores = np.einsum("wi,rij,wj->wr", vectors, weights, vectors[::-1])
    scores[:, 0] = -np.inf
    wanted = [NAMES[index] for index in scores.argmax(1)[:-1]]
    assert best(weights, {}, tags, roots) == [*wanted, "root"]


def test_a_part_of_speech_has_no_relation_that_is_not_its_own(weights: np.ndarray) -> None:
    found = best(weights, {"NOUN": ["root", "nsubj", "obj"], "PUNCT": ["punct", "root"]}, [0, 1] * 20, [False] * 40)
    assert set(found[1::2]) == {"punct"}
    assert set(found[::2]) <= {"nsubj", "obj"}
