"""Words that tell something themselves, and how close a trigger stands to the noun that takes up its event."""

from __future__ import annotations

from typing import Final

from sayso.claim.carry_words import DESCRIBING
from sayso.claim.graph import Graph

PATH: Final = 3
"""Steps up the tree at most from the noun that takes up an event to the trigger, or back. By hand, not swept."""


def is_counted(noun: int, graph: Graph) -> bool:
    """Whether a noun comes with a number, and so with news of its own ("the killing of 33 rebels")."""
    return any(graph.children(child, "nummod") for child in graph.children(noun, "nmod"))


def is_telling_verb(word: int, graph: Graph) -> bool:
    """Whether a word is a verb that tells something itself, not "injured people" nor "their deaths"."""
    return graph.tokens[word].upos == "VERB" and graph.tokens[word].deprel not in DESCRIBING


def is_told_itself(word: int, graph: Graph) -> bool:
    """Whether a word tells something itself, by a verb or a copula ("four rebels were dead")."""
    return is_telling_verb(word, graph) or bool(graph.children(word, "cop"))


def is_close_under(word: int, top: int, graph: Graph) -> bool:
    """Whether a word is the other, or stands below it within `PATH` steps and no other clause."""
    for _ in range(PATH + 1):
        if word == top:
            return True
        if graph.tokens[word].head < 0 or graph.tokens[word].deprel.split(":")[0] in ("ccomp", "parataxis", "advcl"):
            return False
        word = graph.tokens[word].head
    return False
