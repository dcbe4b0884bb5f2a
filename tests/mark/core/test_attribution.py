"""Who says what: where a span may run."""

from __future__ import annotations

from sayso.mark.core.attribution import AttributionSpan, LinkRow, best_cue, best_source, within_blocks
from sayso.mark.core.tree import ArticleWords


def test_what_is_said_does_not_run_from_a_heading_into_the_text_below() -> None:
    words = ArticleWords(spans=[(i, i + 1) for i in range(6)], blocks=[0, 0, 1, 1, 2, 2], alone=frozenset({0}))
    assert list(within_blocks(1, 6, words, over_blocks=True)) == [(1, 2), (2, 6)]


def test_a_source_that_runs_over_blocks_keeps_its_last_part() -> None:
    words = ArticleWords(spans=[(i, i + 1) for i in range(4)], blocks=[0, 0, 1, 1])
    assert list(within_blocks(1, 4, words, over_blocks=False)) == [(2, 4)]


def said_at(first: int, last: int) -> AttributionSpan:
    return AttributionSpan(first=first, last=last, start=first, end=last)


def row_of(odds: dict[int, float], size: int) -> LinkRow:
    """A row over `size` words with these log-odds for every link, -9 elsewhere."""
    sums = [0.0]
    for at in range(size):
        sums.append(sums[-1] + odds.get(at, -9.0))
    return LinkRow(first=0, sums=[sums] * 4)


def page(words: int, *, block: int) -> ArticleWords:
    return ArticleWords(spans=[(at, at + 1) for at in range(words)], blocks=[at // block for at in range(words)])


def test_a_source_far_from_its_cue_is_none_however_sure_the_link() -> None:
    far, near, cue = said_at(2, 3), said_at(98, 99), said_at(100, 101)
    assert best_source(row_of({2: 6.5, 98: 5.9}, 200), cue, [far, near], page(200, block=200)) == 1
    assert best_source(row_of({2: 6.5}, 200), cue, [far, near], page(200, block=200)) is None


def test_a_source_stands_in_the_paragraph_of_its_cue() -> None:
    before, cue = said_at(8, 9), said_at(10, 11)
    assert best_source(row_of({8: 6.5}, 20), cue, [before], page(20, block=10)) is None
    assert best_source(row_of({8: 6.5}, 20), cue, [before], page(20, block=20)) == 0


def test_a_near_cue_goes_before_a_far_one_and_a_far_one_before_none() -> None:
    content, far, near = said_at(100, 110), said_at(10, 11), said_at(98, 99)
    links = [row_of(dict.fromkeys(range(100, 110), 8.0), 200), row_of(dict.fromkeys(range(100, 110), 1.0), 200)]
    assert best_cue(links, [far, near], content, page(200, block=200)) == 1
    assert best_cue(links[:1], [far], content, page(200, block=200)) == 0
