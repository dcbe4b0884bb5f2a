"""Words as Universal Dependencies cuts them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from sayso.mark.core.vocabulary import CoreWords

Cutter = Callable[..., list[tuple[int, int]]]
"""Cuts a text, or its part from `start` to `end`, into words: what `word_cutter` gives."""


def word_cutter(words: CoreWords) -> Cutter:
    """The function that cuts a language's text as Universal Dependencies does; build it once."""
    pattern = _pattern(words)

    def cut_words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """The words of `text[start:end]` as half-open stretches, in order; linear in the text's length."""
        return [match.span() for match in pattern.finditer(text, start, len(text) if end is None else end)]

    return cut_words


def _pattern(words: CoreWords) -> re.Pattern[str]:
    """The pattern of one word; its alternatives are tried in their order."""
    abbreviations = _any(map(re.escape, words.abbreviations))
    ordinals = _any(map(re.escape, words.ordinal_endings))
    joined = _any(rf"{_capital_or_small(first)}(?={re.escape(second)}\b)" for first, second in words.joined.items())
    negations = _any(map(_in_any_case, words.negations))
    clitics = _any(_small_or_capital(clitic[1:]) for clitic in words.clitics)
    return re.compile(
        rf"""
          https?://[^\s<>"“”]+[^\s<>"“”.,;:!?)\]'’]          # addresses
        | www\.[^\s<>"“”]+[^\s<>"“”.,;:!?)\]'’]
        | [\w.+-]{{1,64}}@[\w-]{{1,64}}\.[\w.-]{{0,64}}\w     # e-mail
        | (?:[^\W\d_]\.){{2,}}                             # U.S.  p.m.
        | (?:{abbreviations})\.(?=\s|$)                   # Gen.  Sept.
        | [A-Z]\.(?=\s+[A-Z])                            # the initial in John F. Kennedy
        | \d+(?:[.,:/]\d+)*(?:{ordinals})\b               # 24th
        | \d+(?:[.,:/]\d+)*                               # 2,000  22:30
        | (?:{joined})                                    # can|not
        | [^\W_]+?(?=(?:{negations})\b)                   # do|n't
        | (?:{negations})\b
        | ['’](?:{clitics})\b                             # Ukraine|'s
        | [^\W\d_]+(?:['’](?!(?:{clitics})\b)[^\W\d_]+)*(?:\d+(?![^\W_]))?  # Slov'yansk  M777
        | [^\W_]+
        | \.{{2,}} | …+ | -{{2,}} | [!?]{{2,}} | ([=*_+~\#])\1{{2,}}
        | \S
        """,
        re.VERBOSE,
    )


def _any(patterns: Iterable[str]) -> str:
    """A pattern of any of these, which matches nothing where there are none."""
    return "|".join(patterns) or "(?!)"


def _capital_or_small(word: str) -> str:
    return f"[{word[0].upper()}{word[0]}]{re.escape(word[1:])}"


def _in_any_case(word: str) -> str:
    """Each letter small or capital, an apostrophe straight or curled."""
    return "".join("['’]" if letter == "'" else f"[{letter}{letter.upper()}]" for letter in word)


def _small_or_capital(word: str) -> str:
    return f"{re.escape(word)}|{re.escape(word.upper())}"
