"""A sentence's tree while it is mended: its words, and what hangs on each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sayso.model import Token


class Branches:
    """Words by their index, each with the words that hang on it."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        self.tokens = list(tokens)
        self._below: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head >= 0:
                self._below[token.head].append(index)

    def below(self, word: int, *relations: str) -> list[int]:
        """What hangs on a word, in text order; of some relations only where any are named, subtypes left out."""
        below = self._below[word]
        if not relations or not below:
            return below.copy()
        return [child for child in below if self.tokens[child].deprel.split(":")[0] in relations]

    def yields(self, word: int) -> set[int]:
        """A word and all that hangs on it."""
        words, waiting = set[int](), [word]
        while waiting:
            words.add(waiting[-1])
            waiting += self._below[waiting.pop()]
        return words

    def above(self, word: int) -> list[int]:
        """The words over a word, the nearest first."""
        above = list[int]()
        while word >= 0 and self.tokens[word].head >= 0 and self.tokens[word].head not in above:
            word = self.tokens[word].head
            above.append(word)
        return above

    def change(self, word: int, **fields: Any) -> None:
        """Gives a word other fields of a `Token`; `head` only by `hang`."""
        self.tokens[word] = replace(self.tokens[word], **fields)

    def hang(self, word: int, head: int, relation: str) -> None:
        """Hangs a word on another; -1 makes it the root."""
        before = self.tokens[word].head
        if before != head:
            if before >= 0:
                self._below[before].remove(word)
            if head >= 0:
                self._below[head] = sorted([*self._below[head], word])
        self.change(word, head=head, deprel=relation)


def is_tree(tokens: Sequence[Token]) -> bool:
    """Whether every word of a sentence hangs, over others or not, on one that hangs on nothing."""
    heads = [token.head for token in tokens]
    seen = [0] * len(heads)  # by which word's way up each was passed first
    for word in range(len(heads)):
        at, way = word, word + 1
        while at >= 0 and not seen[at]:
            seen[at] = way
            at = heads[at]
        if at >= 0 and seen[at] == way:
            return False
    return True
