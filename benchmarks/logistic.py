"""Logistic regression with a ridge, by Newton's method, and a choice among several: what fits share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MOST: Final = 20.0
"""Log odds beyond which nothing is surer."""


def fit_logistic(columns: Floats, wanted: Floats, *, ridge: Floats, steps: int, counts: Floats | None = None) -> Floats:
    """Weights `[columns]` under which what is wanted (1, else 0) of each row is most likely, less the ridge.

    `ridge` `[columns, columns]` is what squared weights cost; `counts` is what each row counts, by default 1.
    """
    weights, worth = np.zeros(columns.shape[1]), np.ones(len(columns)) if counts is None else counts
    for _ in range(steps):
        shares = chances(columns, weights)
        slope = columns.T @ (worth * (shares - wanted)) + ridge @ weights
        curve = (columns.T * (worth * shares * (1 - shares))) @ columns + ridge
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def fit_choice(
    columns: Floats, cases: Sequence[int], wanted: Floats, *, ridge: Floats, steps: int, pace: float = 0.05
) -> Floats:
    """Weights `[columns]` under which the right choice of each case is most likely, or none where no choice is right.

    A row is a choice; `cases` tells how many rows each case has, in order. A conditional logit (McFadden 1974), by
    Adam (Kingma and Ba 2015) over all cases at once, with `ridge` on the squares of each weight.
    """
    of = np.repeat(np.arange(len(cases)), cases)
    weights = np.zeros(columns.shape[1])
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        worth = np.exp(np.clip(columns @ weights, -MOST, MOST))
        right = np.bincount(of, worth * wanted, len(cases))
        shares = worth / (1 + np.bincount(of, worth, len(cases)))[of]
        meant = worth * wanted / np.where(right > 0, right, 1)[of]
        slope = columns.T @ (shares - meant) + ridge * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights = weights - pace * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return np.asarray(weights)


def chances(columns: Floats, weights: Floats) -> Floats:
    """What the weights say of each row, in (0, 1)."""
    return np.asarray(1 / (1 + np.exp(-columns @ weights)))
