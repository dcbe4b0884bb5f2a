"""Words as Universal Dependencies cuts English, and the shape of each word."""

from __future__ import annotations

import re
from typing import Final

_ABBREVIATIONS: Final = (
    "Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Maj|Capt|Cpl|Pvt|Adm|Cmdr|Brig|Gov|Sen|Rep|Prof|Rev|Hon|Pres|Jr|Sr|Inc|Corp|Co|"
    "Ltd|vs|etc|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mt|Ave|Fig|ca|approx"
)
_WORD: Final = re.compile(
    rf"""
      https?://[^\s<>"“”]+[^\s<>"“”.,;:!?)\]'’]          # addresses
    | www\.[^\s<>"“”]+[^\s<>"“”.,;:!?)\]'’]
    | [\w.+-]{{1,64}}@[\w-]{{1,64}}\.[\w.-]{{0,64}}\w                         # e-mail
    | (?:[^\W\d_]\.){{2,}}                                 # U.S.  p.m.
    | (?:{_ABBREVIATIONS})\.(?=\s|$)                     # Gen.  Sept.
    | [A-Z]\.(?=\s+[A-Z])                                # the initial in John F. Kennedy
    | \d+(?:[.,:/]\d+)*(?:st|nd|rd|th)\b                  # 24th
    | \d+(?:[.,:/]\d+)*                                   # 2,000  22:30
    | [Cc]an(?=not\b)                                    # can|not
    | [^\W_]+?(?=[nN]['’][tT]\b)                          # do|n't
    | [nN]['’][tT]\b
    | ['’](?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M)\b             # Ukraine|'s
    | [^\W\d_]+(?:['’](?!(?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M)\b)[^\W\d_]+)*(?:\d+(?![^\W_]))?  # Slov'yansk  M777
    | [^\W_]+
    | \.{{2,}} | …+ | -{{2,}} | [!?]{{2,}} | ([=*_+~\#])\1{{2,}}
    | \S
    """,
    re.VERBOSE,
)


def cut_words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The words of `text[start:end]` as half-open stretches, in order; linear in the text's length."""
    return [match.span() for match in _WORD.finditer(text, start, len(text) if end is None else end)]


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
