"""Numbers as figures and words, read from lexemes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.mark.times.lexemes import Lexeme, touches

_DASHES = frozenset("-–—‑−")


LONGEST_FIGURES: Final = 15
"""Figures of a number that is read: more are no count, and a float would not hold them. By reasoning."""
SHORT_FACTOR: Final = 2
"""Letters up to which a word multiplies only figures that it stands right behind ("40k", "2bn"). By hand, not swept."""
LONGEST_WORDS: Final = 20
"""Words of a number that is read. It limits the time. By reasoning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """A language's words of number."""

    cardinals: Mapping[str, int]
    multipliers: Mapping[str, int]
    ones: frozenset[str]
    """Words for one before a multiplier ("a hundred")."""
    joints: frozenset[str]
    """Words within a number ("two hundred and six")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberReading:
    """A number at the lexemes `[first, last)`; `value` is whole, fractions are cut off."""

    first: int
    last: int
    value: int
    in_figures: bool


def read_number(lexemes: Sequence[Lexeme], at: int, words: NumberWords) -> NumberReading | None:
    """The longest number that begins at lexeme `at`, or `None`: "2.5 million", "two hundred and six", "40k"."""
    lexeme = lexemes[at]
    if lexeme.kind == "number":
        return _from_figures(lexemes, at, words)
    if lexeme.lower in words.cardinals or (lexeme.lower in words.ones and _multiplies(lexemes, at + 1, words)):
        return _from_words(lexemes, at, words)
    return None


def _from_figures(lexemes: Sequence[Lexeme], at: int, words: NumberWords) -> NumberReading | None:
    text = lexemes[at].text.replace(",", "")
    if len(text) > LONGEST_FIGURES or not text.replace(".", "").isdecimal():
        return None
    value, last = float(text), at + 1
    while last < len(lexemes) and (factor := _factor(lexemes, last, words)):
        value, last = value * factor, last + 1
    return NumberReading(first=at, last=last, value=round(value), in_figures=True)


def _factor(lexemes: Sequence[Lexeme], at: int, words: NumberWords) -> int | None:
    """What the word multiplies by; one letter or two ("k", "bn") only right behind the figures."""
    word, behind = lexemes[at].lower, at + 1
    if len(word) <= SHORT_FACTOR and not touches(lexemes[at - 1], lexemes[at]):
        return None
    if behind < len(lexemes) and lexemes[behind].kind == "number" and touches(lexemes[at], lexemes[behind]):
        return None
    return words.multipliers.get(word)


def _multiplies(lexemes: Sequence[Lexeme], at: int, words: NumberWords) -> bool:
    return at < len(lexemes) and len(lexemes[at].lower) > SHORT_FACTOR and lexemes[at].lower in words.multipliers


def _from_words(lexemes: Sequence[Lexeme], at: int, words: NumberWords) -> NumberReading:
    total, part, last, index = 0, 0, at, at
    while index < len(lexemes) and index - at < LONGEST_WORDS:
        word = lexemes[index].lower
        if word in words.cardinals and _adds(part, words.cardinals[word]):
            part += words.cardinals[word]
        elif word in words.ones and index == at:
            part = 1
        elif _multiplies(lexemes, index, words) and part:
            total, part = _multiplied(total, part, words.multipliers[word])
        elif not _joins(lexemes, index, words, part):
            break
        else:
            index += 1
            continue
        index += 1
        last = index
    return NumberReading(first=at, last=last, value=total + part, in_figures=False)


def _adds(part: int, value: int) -> bool:
    """True when the word goes on with the number: "twenty" "six", "hundred" "six"; not "six" "seven"."""
    return part == 0 or (part % 100 == 0 and value < 100) or (part % 10 == 0 and part % 100 >= 20 and value < 10)


def _multiplied(total: int, part: int, factor: int) -> tuple[int, int]:
    if factor == 100:
        return total, part * 100
    return total + part * factor, 0


def _joins(lexemes: Sequence[Lexeme], at: int, words: NumberWords, part: int) -> bool:
    """True for the dash in "twenty-six" and the "and" in "two hundred and six"."""
    if at + 1 >= len(lexemes) or lexemes[at + 1].lower not in words.cardinals:
        return False
    following = words.cardinals[lexemes[at + 1].lower]
    if lexemes[at].text in _DASHES:
        return part % 10 == 0 and part % 100 >= 20 and following < 10 and touches(lexemes[at], lexemes[at + 1])
    return lexemes[at].lower in words.joints and part >= 100 and part % 100 == 0 and following < 100
