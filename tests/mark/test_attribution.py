"""Who says what: where a span may run."""

from __future__ import annotations

from sayso.mark.attribution import within_blocks
from sayso.mark.tree import Words


def test_what_is_said_does_not_run_from_a_heading_into_the_text_below() -> None:
    words = Words(stretches=[(i, i + 1) for i in range(6)], blocks=[0, 0, 1, 1, 2, 2], alone=frozenset({0}))
    assert list(within_blocks(1, 6, words, over_blocks=True)) == [(1, 2), (2, 6)]


def test_a_source_that_runs_over_blocks_keeps_its_last_part() -> None:
    words = Words(stretches=[(i, i + 1) for i in range(4)], blocks=[0, 0, 1, 1])
    assert list(within_blocks(1, 4, words, over_blocks=False)) == [(2, 4)]
