from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.base.spans import contains, gap, holder, overlap, overlaps, trim, within
from sayso.model import Span


def span(start: int, end: int) -> Span:
    return Span(text="", start=start, end=end)


def test_touching_ends_do_not_overlap() -> None:
    assert not overlaps(span(0, 3), span(3, 5))


def test_a_stretch_contains_itself() -> None:
    assert contains(span(2, 4), span(2, 4))


def test_a_stretch_does_not_contain_one_that_runs_over_its_end() -> None:
    assert not contains(span(2, 4), span(3, 5))


def test_the_overlap_is_the_characters_shared() -> None:
    assert overlap(span(0, 5), span(3, 9)) == 2


def test_the_gap_is_the_characters_between_in_either_order() -> None:
    assert gap(span(0, 2), span(5, 6)) == gap(span(5, 6), span(0, 2)) == 3


def test_trimming_leaves_the_words() -> None:
    text = "  “Hirske”\n"
    assert text[slice(*trim(text, 0, len(text)))] == "“Hirske”"


def test_trimming_takes_the_edges_that_it_is_told() -> None:
    text = "“Hirske”."
    assert text[slice(*trim(text, 0, len(text), edges="“”."))] == "Hirske"


def test_trimming_nothing_but_edges_leaves_an_empty_stretch_at_the_start() -> None:
    assert trim("    ", 1, 4) == (1, 1)


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_trimming_never_leaves_the_stretch(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    first, last = trim(text, start, end)
    assert start <= first <= last <= end


def test_the_holder_of_a_position_is_found_among_sorted_stretches() -> None:
    stretches = [span(0, 3), span(5, 8), span(8, 9)]
    assert [holder(position, stretches) for position in (2, 3, 8, 9)] == [stretches[0], None, stretches[2], None]


def test_only_stretches_wholly_inside_are_within() -> None:
    assert within(span(0, 4), [span(0, 2), span(3, 5), span(4, 4)]) == [span(0, 2), span(4, 4)]
