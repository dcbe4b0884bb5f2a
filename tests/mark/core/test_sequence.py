"""From scores to chains of labels and spans."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.mark.core.sequence import allowed_steps, best_chain, may_begin, spans_of

BIES = ("O", "B-x", "I-x", "E-x", "S-x", "B-y", "I-y", "E-y", "S-y")


@given(st.integers(1, 4), st.integers(0, 10_000))
def test_the_best_chain_is_the_best_of_all_allowed_chains(length: int, seed: int) -> None:
    labels = BIES[:5]
    emissions = np.random.default_rng(seed).normal(size=(length, len(labels))).astype(np.float32)
    steps, start = allowed_steps(labels), may_begin(labels)

    def total(chain: tuple[int, ...]) -> float:
        moves = sum(steps[a, b] for a, b in itertools.pairwise(chain))
        return float(start[chain[0]] + moves + sum(emissions[i, label] for i, label in enumerate(chain)))

    best = max(itertools.product(range(len(labels)), repeat=length), key=total)
    assert np.isclose(total(tuple(best_chain(emissions, steps, start))), total(best), atol=1e-4)


def test_an_inside_label_never_opens_a_span() -> None:
    emissions = np.full((2, 3), -1.0, dtype=np.float32)
    emissions[:, 2] = 5.0
    labels = ("O", "B-PER", "I-PER")
    chain = best_chain(emissions, allowed_steps(labels), may_begin(labels))
    assert [labels[index] for index in chain] == ["B-PER", "I-PER"]


def test_spans_are_read_from_bies_and_from_bio() -> None:
    assert spans_of(["S-cue", "O", "B-content", "I-content", "E-content", "S-source"]) == [
        ("cue", 0, 1), ("content", 2, 5), ("source", 5, 6),
    ]  # fmt: skip
    assert spans_of(["B-PER", "I-PER", "B-PER", "O", "B-LOC"]) == [("PER", 0, 2), ("PER", 2, 3), ("LOC", 4, 5)]


def test_no_words_give_no_chain() -> None:
    emissions, steps = np.zeros((0, 3), dtype=np.float32), np.zeros((3, 3), dtype=np.float32)
    assert best_chain(emissions, steps, np.zeros(3, dtype=np.float32)) == []
