"""A sentence's text cut into words, numbers and signs: finer than the tree's tokens, whatever cut those."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

REMEMBERED: Final = 1024
"""Sentences whose lexemes are kept: more than an article has that is not a book. By reasoning, not measured."""
LexemeKind = Literal["word", "number", "sign"]

_LEXEME = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|(?<!\d\.)\d+\.\d+(?![.\d])|\d+)|(?P<word>[^\W\d_]+)|(?P<sign>\S)"
)


class Lexeme(NamedTuple):
    """One word, number or sign; `lower` is its casefolded text, apostrophes straight; offsets are the article's."""

    text: str
    lower: str
    start: int
    end: int
    kind: LexemeKind

    @property
    def is_capital(self) -> bool:
        """True when the word begins with an upper-case letter."""
        return self.text[:1].isupper()


@lru_cache(maxsize=REMEMBERED)
def lex(text: str, start: int, end: int) -> tuple[Lexeme, ...]:
    """The lexemes of `text[start:end]` in order; "24th" is two, "2,000" one, "7May2022" three.

    Remembered, since numbers and times are looked for one after the other in every sentence of an article.
    """
    lexemes = []
    for match in _LEXEME.finditer(text, start, end):
        kind: LexemeKind = match.lastgroup or "sign"  # type: ignore[assignment]
        word = match.group()
        lexemes.append(Lexeme(word, "'" if word == "’" else word.casefold(), match.start(), match.end(), kind))
    return tuple(lexemes)


def touches(left: Lexeme, right: Lexeme) -> bool:
    """True when no white space stands between the two."""
    return left.end == right.start
