"""Where words begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.mark.core.tokens import word_cutter
from sayso.mark.core.vocabulary import core_words
from sayso.packs.language import load_language

cut = word_cutter(core_words(load_language("en")))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ukraine's army didn’t move.", ["Ukraine", "'s", "army", "did", "n’t", "move", "."]),
        ("the U.S. sent 2,000 troops at 22:30", ["the", "U.S.", "sent", "2,000", "troops", "at", "22:30"]),
        ("Gen. Zaluzhny cannot", ["Gen.", "Zaluzhny", "can", "not"]),
        ("Russian-backed forces", ["Russian", "-", "backed", "forces"]),
        ("Slov'yansk and Ukraine’s M777 on 24th", ["Slov'yansk", "and", "Ukraine", "’s", "M777", "on", "24th"]),
        ("see https://example.org/a?b=1.", ["see", "https://example.org/a?b=1", "."]),
        ("“No,” he said...", ["“", "No", ",", "”", "he", "said", "..."]),
    ],
)
def test_words_are_cut_as_the_treebanks_cut_them(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in cut(text)] == words


@given(st.text(max_size=300))
def test_words_hold_every_character_but_white_space_and_never_overlap(text: str) -> None:
    spans = cut(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= behind[0] for before, behind in pairwise(spans))
    left_out = set(range(len(text))) - {at for start, end in spans for at in range(start, end)}
    assert all(text[at].isspace() for at in left_out)


def test_a_stretch_of_the_text_keeps_the_offsets_of_the_whole() -> None:
    assert cut("one two three", 4, 7) == [(4, 7)]
