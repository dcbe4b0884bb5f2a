"""Noun phrases: which words belong to a head noun when it is written down as an actor, a source or a place."""

from __future__ import annotations

from typing import Final

from sayso.claim.graph import Graph

INSIDE: Final = frozenset(
    {
        "amod", "compound", "nummod", "nmod:poss", "flat", "nmod:desc", "goeswith", "fixed", "det", "advmod", "case",
        "compound:prt", "nmod:unmarked", "punct", "det:predet", "nummod:gov",
    }
)  # fmt: skip
"""Relations whose words stay with the head wherever they stand before it."""
BEHIND: Final = frozenset({"flat", "compound", "goeswith", "nummod"})
"""Relations whose words stay with the head when they stand behind it."""
STEP: Final = 2
"""Places from one word of a phrase to the next at most: one stray word may stand between. By hand, not swept."""


def phrase_words(graph: Graph, head: int, *, with_of: bool = True) -> list[int]:
    """The words of the phrase around a head noun: what stands before it, its name, and an "of" phrase behind.

    Relative clauses, appositions, joined nouns and other prepositional phrases are left out, and a leading article too.
    """
    words = {head}
    for child in graph.below[head]:
        token = graph.tokens[child]
        if (child < head and token.deprel in INSIDE and token.deprel != "case" and not _is_stray(graph, child)) or (
            child > head and token.deprel in BEHIND
        ):
            words |= set(graph.yields(child))
        elif (
            with_of and child > head and token.deprel.startswith("nmod") and graph.case_of(child) in graph.vocabulary.of
        ):
            words |= {below for below in graph.yields(child) if below < child} | set(
                phrase_words(graph, child, with_of=False)
            )
    phrase = _unbroken(sorted(words), head)
    while len(phrase) > 1 and graph.tokens[phrase[0]].upos in ("DET", "PUNCT", "CCONJ"):
        phrase = phrase[1:]
    while len(phrase) > 1 and graph.tokens[phrase[-1]].upos in ("PUNCT", "PART", "ADP"):
        phrase = phrase[:-1]
    return phrase


def _is_stray(graph: Graph, word: int) -> bool:
    """An adverb or a mark of punctuation at the phrase's edge that says nothing of the noun ("also", a comma)."""
    token = graph.tokens[word]
    return token.upos == "PUNCT" or (token.deprel == "advmod" and token.upos == "ADV" and not graph.below[word])


def _unbroken(words: list[int], head: int) -> list[int]:
    """The words around the head without a gap of more than one word."""
    at = words.index(head)
    first = last = at
    while first and words[first] - words[first - 1] <= STEP:
        first -= 1
    while last + 1 < len(words) and words[last + 1] - words[last] <= STEP:
        last += 1
    return list(range(words[first], words[last] + 1))
