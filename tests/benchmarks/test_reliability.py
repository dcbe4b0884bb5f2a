"""Calibration: scores that mean what they say."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from math import isclose

import numpy as np

from benchmarks.reliability import calibrate, calibrated, draw_reliability, expected_error


def test_scores_that_are_right_as_often_as_they_say_have_no_error() -> None:
    score, right = np.array([0.75] * 4), np.array([1.0, 1.0, 1.0, 0.0])
    assert isclose(expected_error(score, right, np.ones(4)), 0.0, abs_tol=1e-12)


def test_the_error_is_how_far_they_lie_apart() -> None:
    score, right = np.array([0.9, 0.9, 0.1]), np.array([0.0, 0.0, 0.0])
    assert isclose(expected_error(score, right, np.ones(3)), (2 * 0.9 + 0.1) / 3)


def test_names_count_as_often_as_they_were_named() -> None:
    score, right = np.array([0.95, 0.15]), np.array([1.0, 1.0])
    assert isclose(expected_error(score, right, np.array([9.0, 1.0])), 0.9 * 0.05 + 0.1 * 0.85)


def test_timid_shares_are_raised_to_what_is_right() -> None:
    share = np.repeat([0.3, 0.5, 0.7], 100)
    right = np.concatenate([np.arange(100) < n for n in (50, 70, 85)]).astype(float)
    slope, shift = calibrate(share, right, np.ones(300))
    final = calibrated(share, slope, shift)
    assert expected_error(final, right, np.ones(300)) < 0.02 < expected_error(share, right, np.ones(300))


def test_a_name_without_candidates_stays_at_zero() -> None:
    assert calibrated(np.array([0.0]), 1.0, 5.0).tolist() == [0.0]


def test_the_plot_is_svg_with_a_circle_a_bin() -> None:
    drawn = draw_reliability(
        np.array([0.05, 0.95]), np.array([0.0, 1.0]), np.ones(2), title="by score", told="share right"
    )
    root = ET.fromstring(drawn)
    assert len(root.findall("{http://www.w3.org/2000/svg}circle")) == 2
