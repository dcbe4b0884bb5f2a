"""The shape of a word: what its case and its digits tell."""

from __future__ import annotations

from typing import Final

SHAPES: Final = 11
"""How many word shapes there are; shape 0 is padding."""


def shape_of(word: str) -> int:
    """The shape of a word, 1 to `SHAPES` - 1: it gives an uncased vocabulary back what case and digits tell."""
    if word.isalpha():
        return _case_of(word)
    if word.isdigit():
        return 6
    if not any(letter.isalnum() for letter in word):
        return 9
    if any(letter.isdigit() for letter in word):
        return 7 if any(letter.isalpha() for letter in word) else 8
    return 10


def _case_of(letters: str) -> int:
    """The shape of a word of letters alone."""
    if letters.islower():
        return 1
    if letters.isupper():
        return 4 if len(letters) == 1 else 3
    return 2 if letters[0].isupper() and letters[1:].islower() else 5
