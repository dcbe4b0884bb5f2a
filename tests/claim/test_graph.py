"""A sentence's tree asked in an analyst's words."""

from __future__ import annotations

from dataclasses import replace

from sayso.claim.graph import Graph
from tests.claim.scenes import claimer, sentence

HELD = "SDF/PROPN/NNP/3/compound -/PUNCT/HYPH/1/punct held/VERB/VBN/4/amod Manbij/PROPN/NNP/0/root"


def graph(*, glued: bool) -> Graph:
    """The graph of "SDF-held Manbij", or with blanks around the hyphen."""
    read = sentence(HELD)
    if glued:
        spans = [(0, 3), (3, 4), (4, 8), (9, 15)]
        tokens = [replace(one, start=start, end=end) for one, (start, end) in zip(read.tokens, spans, strict=True)]
        read = replace(read, tokens=tuple(tokens))
    return Graph(read, 0, claimer().lexicon.tags, claimer().vocabulary)


def test_a_hyphen_joins_who_holds_a_place_to_the_holding() -> None:
    assert graph(glued=True).joined_before(2) == [0]


def test_a_dash_between_blanks_joins_nothing() -> None:
    assert graph(glued=False).joined_before(2) == []
