"""Numbers of people and things with their bounds; years, distances, money, ages and the names of weapons are no counts.

A bound is a number that somebody said: "at least six" and "more than six" are 6 and more, "up to 2,000", "fewer than
2,000" and "nearly 2,000" at most 2,000, since nobody said 7 or 1,999; the words say which. "Around 2,000" is taken
as a tenth less to a tenth more, as figures in news are rounded; "dozens" is two dozen and more.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from sayso.mark.counts.bounds import bound_behind_noun, bounded
from sayso.mark.counts.nouns import counted_noun
from sayso.mark.counts.numbers import DASHES, BoundedNumber, number_from
from sayso.mark.counts.vocabulary import CountTables
from sayso.mark.times.lexemes import Lexeme, lex
from sayso.model import Article, Count, Mark, Sentence

_MOST: Final = 10**12
"""Above it a number counts nothing that reports tell of, and is too long for a ledger. By reasoning."""


def mark_counts(
    article: Article, sentences: Sequence[Sentence], tables: CountTables, *, times: Sequence[Mark] = ()
) -> tuple[Mark, ...]:
    """A `count` mark for each number of people or things, in text order and without overlaps; refers to a `Count`.

    `times` are the article's time marks: no number inside one is a count.
    """
    marks: list[Mark] = []
    for sentence in sentences:
        lexemes = lex(article.text, sentence.start, sentence.end)
        for number in _find_numbers(lexemes, tables):
            at = bisect_right(times, number.start, key=_end)
            if at == len(times) or times[at].start >= number.end:
                marks.extend(_mark(article, sentence, lexemes, number, tables))
    return tuple(marks)


def _end(mark: Mark) -> int:
    return mark.end


def _mark(
    article: Article, sentence: Sentence, lexemes: Sequence[Lexeme], number: BoundedNumber, tables: CountTables
) -> Iterator[Mark]:
    """The mark, or none when the tree shows the number to be a name, an age, a measure or no number at all."""
    counted = counted_noun(sentence, lexemes[number.core].start, number.end, tables)
    if counted is None or (counted.of is None and (number.high == 0 or _needs_noun(lexemes, number, tables))):
        return
    if lexemes[number.core].lower in tables.loose and not counted.is_countable:
        return
    end = max(number.end, counted.end or 0)
    if counted.end is not None:
        number, end = bound_behind_noun(lexemes, number, end, tables)
    if max(number.low or 0, number.high or 0) > _MOST:
        return
    text = article.text[number.start : end]
    refers = Count(text=text, start=number.start, end=end, of=counted.of, low=number.low, high=number.high)
    yield Mark(kind="count", start=number.start, end=end, refers=refers)


def _needs_noun(lexemes: Sequence[Lexeme], number: BoundedNumber, tables: CountTables) -> bool:
    """True for "one", for "200m", which may be metres, and for figures joined by dashes, as those of a telephone."""
    words = lexemes[number.first : number.last]
    return words[-1].lower in tables.needs_noun or (len(words) == 3 and words[1].text in DASHES)


def _find_numbers(lexemes: Sequence[Lexeme], tables: CountTables) -> Iterator[BoundedNumber]:
    at = 0
    while at < len(lexemes):
        number, last = number_from(lexemes, at, tables)
        if number is not None:
            number = bounded(lexemes, number, tables)
            yield number
        at = max(number.last if number else last, at + 1)
