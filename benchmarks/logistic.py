"""Logistic regression with a ridge, by Newton's method: what the fits of this folder share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


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


def chances(columns: Floats, weights: Floats) -> Floats:
    """What the weights say of each row, in (0, 1)."""
    return np.asarray(1 / (1 + np.exp(-columns @ weights)))
