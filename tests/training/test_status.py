"""The fit of the mix of signs of an event's status."""

from __future__ import annotations

import numpy as np

from training.status import Event, as_yaml, by_rules_and_mix, chances_of, fit, right_share, signs_of, table


def event(*signs: str, right: int = 0, ruled: int = 0, is_silent: bool = True) -> Event:
    return Event(part="written", kind="plan", right=(right,), signs=signs, ruled=ruled, is_silent=is_silent)


EVENTS = [*[event("past")] * 5, *[event("will", right=3)] * 5]


def test_a_sign_seen_too_seldom_is_left_out() -> None:
    assert signs_of([*EVENTS, event("seldom")]) == ["past", "will"]


def test_the_fit_makes_the_right_statuses_likely() -> None:
    signs = signs_of(EVENTS)
    shares = chances_of(table(EVENTS, signs), fit(EVENTS, signs))
    assert [int(best) for best in shares.argmax(axis=1)] == [0] * 5 + [3] * 5


def test_the_mix_speaks_only_where_the_rules_are_silent_and_it_is_sure() -> None:
    shares = np.array([[0.1, 0.0, 0.0, 0.9, 0.0, 0.0]] * 2)
    events = [event("will"), event("will", ruled=5, is_silent=False)]
    assert by_rules_and_mix(events, shares, 0.8) == [3, 5]
    assert by_rules_and_mix(events, shares, 0.95) == [0, 5]


def test_any_of_the_right_statuses_counts() -> None:
    either = Event(part="written", kind="plan", right=(3, 4), signs=(), ruled=0, is_silent=True)
    assert right_share([either, either], [4, 0]) == 50.0


def test_small_weights_are_not_written() -> None:
    weights = np.zeros((2, 6))
    weights[0, 0] = 1.5
    assert as_yaml(["past", "will"], weights).splitlines()[2:4] == ["happened:", "  past: 1.50"]
