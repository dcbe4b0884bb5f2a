"""Scores -> labels: the best chain under allowed steps, and the spans that a chain of BIO or BIES labels marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from sayso.base.arrays import Float32Array

NEVER: Final = -1e4
"""A step that is not allowed; far below any score, and finite so that every chain has one."""


def allowed_steps(labels: Sequence[str]) -> Float32Array:
    """Scores `[labels, labels]` of stepping from one label to the next: 0 where the scheme allows it, `NEVER` else.

    Knows BIO (`I-x` only after `B-x`, `I-x`) and BIES (`B-x`/`I-x` only before `I-x`/`E-x`).
    """
    bies = any(label.startswith("E-") for label in labels)
    steps = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for i, before in enumerate(labels):
        for j, after in enumerate(labels):
            opens, goes_on = before[:2] in ("B-", "I-"), after[:2] in ("I-", "E-")
            same = before[2:] == after[2:]
            if (goes_on and not (opens and same)) or (bies and opens and not (goes_on and same)):
                steps[i, j] = NEVER
    return steps


def may_begin(labels: Sequence[str]) -> Float32Array:
    """0 for labels with which a chain may begin, `NEVER` for the others."""
    return np.array([NEVER if label[:2] in ("I-", "E-") else 0.0 for label in labels], dtype=np.float32)


def best_chain(emissions: Float32Array, steps: Float32Array, start: Float32Array) -> list[int]:
    """The label indexes `[words]` of the chain with the highest sum of emissions `[words, labels]` and steps."""
    if not len(emissions):
        return []
    likeliest = emissions.argmax(1)
    if start[likeliest[0]] == 0 and not steps[likeliest[:-1], likeliest[1:]].any():
        return [int(label) for label in likeliest]  # the best label of each word: most chains of a text are such
    score = emissions[0] + start
    back = np.empty(emissions.shape, dtype=np.int64)
    into, every = np.ascontiguousarray(steps.T), np.arange(len(steps))
    for at in range(1, len(emissions)):
        moved = into + score
        best = moved.argmax(1)
        back[at] = best
        score = moved[every, best] + emissions[at]
    chain = [int(score.argmax())]
    for at in range(len(emissions) - 1, 0, -1):
        chain.append(int(back[at, chain[-1]]))
    return chain[::-1]


def spans_of(labels: Sequence[str]) -> list[tuple[str, int, int]]:
    """The (kind, first word, one past the last) that BIO or BIES labels mark; broken chains are taken as they go."""
    spans, kind, start = list[tuple[str, int, int]](), "", 0
    for at, label in enumerate([*labels, "O"]):
        place, name = label[:1], label[2:]
        if kind and (place in "OBS" or name != kind):
            spans.append((kind, start, at))
            kind = ""
        if place in "BSIE" and not kind:
            kind, start = name, at
        if kind and place in "ES":
            spans.append((kind, start, at + 1))
            kind = ""
    return spans
