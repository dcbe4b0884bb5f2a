"""Trees in which a group's name of capitals was read as a verb, set right before they are read: "IS fighters fled"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.claim.branches import Branches, is_tree
from sayso.model import Token

VERBAL: Final = ("AUX", "VERB")
"""Parts of speech that a name of capitals is mistaken for."""
NAMED: Final = ("ADJ", "NOUN", "PROPN")
"""Parts of speech between a name and the noun that it stands before."""


def with_names(tokens: tuple[Token, ...], taken: Sequence[int]) -> tuple[Token, ...]:
    """The words of a sentence, of which some that were read as verbs are names: one before a noun belongs to it, one
    before a verb is its subject. As it was where no tree comes out."""
    tree = Branches(tokens)
    for word in taken:
        if not tree.below(word):
            _mend_name(word, tree)
    return tuple(tree.tokens) if is_tree(tree.tokens) else tokens


def _mend_name(word: int, tree: Branches) -> None:
    noun = _noun_behind(word, tree)
    verb = tree.tokens[word].head
    tree.change(word, upos="PROPN", xpos="NNP")
    if noun is not None:
        tree.hang(word, noun, "compound")
    elif verb > word and tree.tokens[verb].upos in VERBAL:
        tree.hang(word, verb, "nsubj")
    if verb > word and not tree.below(verb, "aux"):
        _mend_active(verb, tree)


def _noun_behind(word: int, tree: Branches) -> int | None:
    """The noun that a name stands before, if nothing else stands between."""
    at, noun = word + 1, None
    while at < len(tree.tokens) and tree.tokens[at].upos in NAMED:
        noun = at if tree.tokens[at].upos != "ADJ" else noun
        at += 1
    return noun


def _mend_active(verb: int, tree: Branches) -> None:
    """The verb of which a name was the auxiliary is in no passive: its subject is plain, a bare noun its object."""
    for child in tree.below(verb, "nsubj"):
        tree.change(child, deprel="nsubj")
    bare = [child for child in tree.below(verb, "obl") if child > verb and not tree.below(child, "case")]
    if bare and not tree.below(verb, "obj"):
        tree.change(bare[0], deprel="obj")
