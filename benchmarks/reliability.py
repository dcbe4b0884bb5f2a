"""How far scores are what they say: calibration, its expected error, and the plot of it."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BINS: Final = 10
STEPS: Final = 60
LEAST: Final = 1e-6
"""Shares are kept so far from 0 and 1, for their log odds."""
SIDE, EDGE = 320, 44
"""Side of the plot and width of its margins, in its own units."""


def calibrate(share: Floats, is_right: Floats, counts: Floats) -> tuple[float, float]:
    """Slope and shift of the log odds under which what is right is most likely; by Newton's method.

    Names without a candidate (share 0) are left out: nothing can make them right.
    """
    known = share > 0
    odds, right, weight = log_odds(share[known]), is_right[known], counts[known]
    design = np.stack([odds, np.ones_like(odds)], axis=1)
    found = np.array([1.0, 0.0])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-design @ found))
        gradient = design.T @ (weight * (right - likely))
        curve = (design * (weight * likely * (1 - likely))[:, None]).T @ design + 1e-6 * np.eye(2)
        found = found + np.linalg.solve(curve, gradient)
    return float(found[0]), float(found[1])


def calibrated(share: Floats, slope: float, shift: float) -> Floats:
    """The shares as calibrated scores; 0 stays 0."""
    return np.where(share > 0, 1 / (1 + np.exp(-(slope * log_odds(share) + shift))), 0.0)


def log_odds(share: Floats) -> Floats:
    """The logarithm of share : 1 - share."""
    bounded = np.clip(share, LEAST, 1 - LEAST)
    return np.asarray(np.log(bounded / (1 - bounded)))


def bins(score: Floats, is_right: Floats, counts: Floats) -> list[tuple[float, float, float]]:
    """Of each tenth of the scores in which there are names: their mean score, the share that is right, their number."""
    index = np.minimum((score * BINS).astype(np.int64), BINS - 1)
    rows = []
    for number in range(BINS):
        weight = counts * (index == number)
        if total := float(weight.sum()):
            rows.append((float((score * weight).sum() / total), float((is_right * weight).sum() / total), total))
    return rows


def expected_error(score: Floats, is_right: Floats, counts: Floats) -> float:
    """The expected calibration error: how far score and share right lie apart in a tenth, by the names in it.

    C. Guo and others, On calibration of modern neural networks, 2017. Names without a candidate are left out.
    """
    known = score > 0
    rows = bins(score[known], is_right[known], counts[known])
    return sum(abs(mean - right) * total for mean, right, total in rows) / sum(total for _, _, total in rows)


def draw_reliability(score: Floats, is_right: Floats, counts: Floats, *, title: str, told: str) -> str:
    """The reliability plot as SVG: a circle a tenth of the scores, as large as what lies in it is much.

    `title` says what is plotted, `told` stands above the plot.
    """
    known = score > 0
    rows = bins(score[known], is_right[known], counts[known])
    size = SIDE + 2 * EDGE
    most = max(total for _, _, total in rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}"',
        f'font-family="sans-serif" font-size="12" role="img" aria-label="{title}">',
        f'<rect width="{size}" height="{size}" fill="white"/>',
        f'<rect x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>',
        f'<line x1="{EDGE}" y1="{EDGE + SIDE}" x2="{EDGE + SIDE}" y2="{EDGE}" stroke="#888" stroke-dasharray="4 4"/>',
    ]
    for mean, right, total in rows:
        x, y = EDGE + mean * SIDE, EDGE + (1 - right) * SIDE
        radius = 3 + 9 * (total / most) ** 0.5
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#2b6cb0" fill-opacity="0.75"/>')
        parts.append(f'<text x="{x:.1f}" y="{y + radius + 12:.1f}" text-anchor="middle" fill="#444">{total:.0f}</text>')
    for tick in (0.0, 0.5, 1.0):
        parts.append(f'<text x="{EDGE + tick * SIDE:.0f}" y="{EDGE + SIDE + 16}" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="{EDGE - 8}" y="{EDGE + (1 - tick) * SIDE + 4:.0f}" text-anchor="end">{tick:g}</text>')
    parts += [
        f'<text x="{size / 2:.0f}" y="{size - 8}" text-anchor="middle">score</text>',
        f'<text x="{EDGE}" y="{EDGE - 12}">{told}</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"
