"""Numbers of people and things with their bounds; years, distances, money, ages and the names of weapons are no counts.

"At least six" is 6 and more, "up to 2,000" at most 2,000, "more than 70" 71 and more, "nearly 500" fewer than 500;
"around 2,000" is taken as a tenth less to a tenth more, as figures in news are rounded; "dozens" is two dozen and more.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sayso.mark.counts.nouns import counted_noun
from sayso.mark.counts.vocabulary import CountBound, CountTables
from sayso.mark.times.lexemes import Lexeme, lex, touches
from sayso.mark.times.numerals import NumberReading, read_number
from sayso.model import Article, Count, Mark, Sentence

_DASHES: Final = frozenset("-–—‑−")
_MOST: Final = 10**12
"""Above it a number counts nothing that reports tell of, and is too long for a ledger. By reasoning."""
_NONE_REACH: Final = 3
"""Words behind "no" among which what is counted is looked for ("no further civilian casualties"). By hand, not
swept."""
_BOUND_WORDS: Final = (4, 3, 2, 1)
"""Words of a bound before a number, the longest first: as many as `bounds` in the lexicon have at most."""
_BOUND_WORDS_AFTER: Final = (2, 1)
"""The same behind a number."""
_YEARS: Final = range(1900, 2100)
"""What four bare figures are rather a year of than a number. By reasoning, not swept."""
_YEAR_FIGURES: Final = 4
"""Figures of those years."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _BoundedNumber:
    """A number with its bounds at the lexemes `[first, last)`; `core` is the lexeme of the number itself."""

    first: int
    last: int
    core: int
    start: int
    end: int
    low: int | None
    high: int | None


def _mark(
    article: Article, sentence: Sentence, lexemes: Sequence[Lexeme], number: _BoundedNumber, tables: CountTables
) -> Iterator[Mark]:
    """The mark, or none when the tree shows the number to be a name, an age, a measure or no number at all."""
    if max(number.low or 0, number.high or 0) > _MOST:
        return
    counted = counted_noun(sentence, lexemes[number.core].start, number.end, tables)
    if counted is None or (counted.of is None and (number.high == 0 or _needs_noun(lexemes, number, tables))):
        return
    end = max(number.end, counted.end or 0)
    text = article.text[number.start : end]
    refers = Count(text=text, start=number.start, end=end, of=counted.of, low=number.low, high=number.high)
    yield Mark(kind="count", start=number.start, end=end, refers=refers)


def _needs_noun(lexemes: Sequence[Lexeme], number: _BoundedNumber, tables: CountTables) -> bool:
    """True for "one", for "200m", which may be metres, and for figures joined by dashes, as those of a telephone."""
    words = lexemes[number.first : number.last]
    return words[-1].lower in tables.needs_noun or (len(words) == 3 and words[1].text in _DASHES)


def _find_numbers(lexemes: Sequence[Lexeme], tables: CountTables) -> Iterator[_BoundedNumber]:
    at = 0
    while at < len(lexemes):
        number = _none(lexemes, at, tables) or _vague(lexemes, at, tables) or _range(lexemes, at, tables)
        if number is None:
            plain = _number(lexemes, at, tables)
            number = _exact(lexemes, plain) if plain and _is_count(lexemes, plain, tables) else None
            at = plain.last if plain and not number else at
        if number is not None:
            number = _bounded(lexemes, number, tables)
            yield number
        at = max(number.last if number else at, at + 1)


def _number(lexemes: Sequence[Lexeme], at: int, tables: CountTables) -> NumberReading | None:
    return read_number(lexemes, at, tables.numbers)


def _number_at(lexemes: Sequence[Lexeme], first: int, last: int, low: int | None, high: int | None) -> _BoundedNumber:
    return _BoundedNumber(
        first=first, last=last, core=last - 1, start=lexemes[first].start, end=lexemes[last - 1].end, low=low, high=high
    )


def _exact(lexemes: Sequence[Lexeme], number: NumberReading) -> _BoundedNumber:
    return _number_at(lexemes, number.first, number.last, number.value, number.value)


def _none(lexemes: Sequence[Lexeme], at: int, tables: CountTables) -> _BoundedNumber | None:
    """ "no casualties": none of what reports count; "no sense" is no number."""
    if lexemes[at].lower not in tables.none:
        return None
    following = [lexeme.lower for lexeme in lexemes[at + 1 : at + 1 + _NONE_REACH]]
    clause = following[: following.index(",")] if "," in following else following
    is_counted = any(word in tables.countable for word in clause)
    return _number_at(lexemes, at, at + 1, 0, 0) if is_counted else None


def _vague(lexemes: Sequence[Lexeme], at: int, tables: CountTables) -> _BoundedNumber | None:
    """ "dozens", "tens of thousands", "several hundred", "a dozen", "hundreds of thousands"."""
    word = lexemes[at].lower
    after = [lexeme.lower for lexeme in lexemes[at + 1 : at + 3]]
    if (
        word in tables.vague_multiples
        and len(after) == 2
        and after[0] in tables.genitives
        and after[1] in tables.vague_units
    ):
        low = tables.vague_multiples[word] * tables.vague_units[after[1]]
        return _number_at(lexemes, at, at + 3, low, None)
    if word in tables.needs_article and (not at or lexemes[at - 1].lower not in tables.article):
        return None
    if word not in tables.vague or _is_measured(lexemes, at + 1, tables):
        return None
    low_high = tables.vague[word]
    if after and (after[0] in tables.numbers.multipliers or after[0] in tables.vague_units) and low_high[0]:
        return _number_at(lexemes, at, at + 2, low_high[0] * _unit(after[0], tables), None)
    return _number_at(lexemes, at, at + 1, *low_high)


def _unit(word: str, tables: CountTables) -> int:
    return tables.numbers.multipliers.get(word) or tables.vague_units[word]


def _range(lexemes: Sequence[Lexeme], at: int, tables: CountTables) -> _BoundedNumber | None:
    """ "10 to 15", "10-15", "between 10 and 15", "five or six"."""
    between = lexemes[at].lower in tables.between
    start = at + 1 if between else at
    low = _number(lexemes, start, tables) if start < len(lexemes) else None
    if low is None or low.last + 1 >= len(lexemes):
        return None
    link = lexemes[low.last].lower
    if link not in tables.between_links if between else link not in tables.range_links and link not in _DASHES:
        return None
    high = _number(lexemes, low.last + 1, tables)
    if high is None or not _is_count(lexemes, replace(high, first=low.first), tables):
        return None
    value = _same_unit(low.value, high)
    return _number_at(lexemes, at, high.last, value, high.value) if value < high.value else None


def _same_unit(low: int, high: NumberReading) -> int:
    """The lower number in the unit of the higher: "two to three thousand"."""
    if not high.in_figures and low < 100 <= high.value and high.last - high.first > 1:
        return low * int("1" + "0" * (len(str(high.value)) - 1))
    return low


def _is_count(lexemes: Sequence[Lexeme], number: NumberReading, tables: CountTables) -> bool:
    """False for a number that names, dates or measures something."""
    first, last = number.first, number.last
    before = lexemes[first - 1] if first else None
    if before is not None and (before.lower in tables.numbered_before or before.text in tables.currencies):
        return False
    if last < len(lexemes) and tables.portions.get(lexemes[last - 1].lower) == lexemes[last].lower:
        return False
    return not (
        _is_part_of_a_name(lexemes, number)
        or _is_measured(lexemes, last, tables)
        or _is_year(lexemes, number, tables)
        or _is_clock_or_score(lexemes, number)
    )


def _is_part_of_a_name(lexemes: Sequence[Lexeme], number: NumberReading) -> bool:
    """True for "M777", "T-72", "9K72", "Su-25", "Covid-19": letters or dashes touch the figures."""
    first, last = number.first, number.last
    if not number.in_figures:
        return False
    if first and touches(lexemes[first - 1], lexemes[first]):
        before = lexemes[first - 1]
        if before.kind == "word" or (before.text in _DASHES and first > 1 and lexemes[first - 2].kind == "word"):
            return True
    if last >= len(lexemes) or not touches(lexemes[last - 1], lexemes[last]):
        return False
    return lexemes[last].kind == "word"


def _is_measured(lexemes: Sequence[Lexeme], at: int, tables: CountTables) -> bool:
    """True when a unit of measure, money or time follows, also behind a dash ("155-mm", "three-day")."""
    if at < len(lexemes) and lexemes[at].text in _DASHES and touches(lexemes[at - 1], lexemes[at]):
        at += 1
    while at < len(lexemes) and lexemes[at].lower in tables.before_measures:
        at += 1
    if at >= len(lexemes):
        return False
    return lexemes[at].lower in tables.measures or lexemes[at].lower in tables.ordinal_endings


def _is_year(lexemes: Sequence[Lexeme], number: NumberReading, tables: CountTables) -> bool:
    """True for four bare figures from 1900 to 2099, unless a plural in lower case follows ("2000 troops")."""
    text = lexemes[number.first].text
    has_four_figures = number.last - number.first == 1 and len(text) == _YEAR_FIGURES and text.isdecimal()
    if not has_four_figures or number.value not in _YEARS:
        return False
    behind = lexemes[number.last] if number.last < len(lexemes) else None
    return behind is None or not (behind.text.islower() and behind.text.endswith(tables.counted_endings))


def _is_clock_or_score(lexemes: Sequence[Lexeme], number: NumberReading) -> bool:
    """True for "5:30", "24/7", "3-0 defeat" and decimal or dotted figures."""
    for at in (number.first - 1, number.last):
        if 0 <= at < len(lexemes) and lexemes[at].text in (":", "/", ".") and _has_figures_around(lexemes, at):
            return True
    return "." in lexemes[number.first].text and number.last - number.first == 1


def _has_figures_around(lexemes: Sequence[Lexeme], at: int) -> bool:
    if not 0 < at < len(lexemes) - 1:
        return False
    left, sign, right = lexemes[at - 1 : at + 2]
    return left.kind == right.kind == "number" and touches(left, sign) and touches(sign, right)


def _bounded(lexemes: Sequence[Lexeme], number: _BoundedNumber, tables: CountTables) -> _BoundedNumber:
    """The number with what the words before and behind it say of its bounds."""
    for length in _BOUND_WORDS:
        words = tuple(lexeme.lower for lexeme in lexemes[max(0, number.first - length) : number.first])
        if len(words) == length and words in tables.before:
            first = number.first - length
            widened = replace(number, first=first, start=lexemes[first].start)
            return _bounded(lexemes, _apply(widened, tables.before[words], tables), tables)
    for length in _BOUND_WORDS_AFTER:
        words = tuple(lexeme.lower for lexeme in lexemes[number.last : number.last + length])
        if words in tables.after:
            last = number.last + length
            widened = replace(number, last=last, end=lexemes[last - 1].end)
            return _apply(widened, tables.after[words], tables)
    return number


def _apply(number: _BoundedNumber, bound: CountBound, tables: CountTables) -> _BoundedNumber:
    low, high = number.low, number.high
    if bound == "around":
        return _around(number, tables.around_share)
    if bound in ("at_most", "less_than"):
        top = high if high is not None else None
        return replace(number, low=None, high=top - 1 if top and bound == "less_than" else top)
    bottom = low if low is not None else high
    return replace(number, low=bottom + 1 if bottom is not None and bound == "more_than" else bottom, high=None)


def _around(number: _BoundedNumber, share: float) -> _BoundedNumber:
    if number.low is None or number.high is None or number.low != number.high:
        return number
    margin = int(number.low * share)
    return replace(number, low=number.low - margin, high=number.high + margin)
