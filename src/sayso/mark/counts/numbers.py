"""Numbers as reports write them, with their own bounds: "half a million", "two dozen", "20 to 30 thousand"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sayso.mark.counts.no_counts import is_count, is_measured
from sayso.mark.counts.vocabulary import CountTables
from sayso.mark.times.lexemes import Lexeme
from sayso.mark.times.numerals import NumberReading, read_number

DASHES: Final = frozenset("-–—‑−")
_NONE_REACH: Final = 3
"""Words behind "no" among which what is counted is looked for ("no further civilian casualties"). By hand, not
swept."""
_CHANGE_REACH: Final = 5
"""Words before a number among which stands what rose or fell from it to another. By hand, not swept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundedNumber:
    """A number with its bounds at the lexemes `[first, last)`; `core` is the lexeme of the number itself."""

    first: int
    last: int
    core: int
    start: int
    end: int
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amount:
    """One number at the lexemes `[first, last)`; `unit` is what its last words multiply by ("30 thousand": 1,000)."""

    first: int
    last: int
    value: int
    unit: int
    reading: NumberReading | None = None
    """The plain number that it begins with; `None` where it begins with a fraction or a dozen."""


def number_from(lexemes: Sequence[Lexeme], at: int, tables: CountTables) -> tuple[BoundedNumber | None, int]:
    """The number that begins at a lexeme, `None` where none counts anything, and the lexeme to go on from."""
    if lexemes[at].kind != "number" and lexemes[at].lower not in tables.opening:
        return None, at + 1
    number = _none(lexemes, at, tables) or _vague(lexemes, at, tables) or _range(lexemes, at, tables)
    if number is not None:
        return number, number.last
    amount = _amount(lexemes, at, tables)
    if amount is None:
        return None, at + 1
    if amount.reading is not None and not is_count(lexemes, amount.reading, amount.last, tables):
        return None, amount.last
    if is_measured(lexemes, amount.last, tables):
        return None, amount.last
    return _number_at(lexemes, amount.first, amount.last, amount.value, amount.value), amount.last


def _number_at(lexemes: Sequence[Lexeme], first: int, last: int, low: int | None, high: int | None) -> BoundedNumber:
    return BoundedNumber(
        first=first, last=last, core=last - 1, start=lexemes[first].start, end=lexemes[last - 1].end, low=low, high=high
    )


def _words(lexemes: Sequence[Lexeme], at: int, how_many: int) -> tuple[str, ...]:
    return tuple(lexeme.lower for lexeme in lexemes[at : at + how_many])


def _amount(lexemes: Sequence[Lexeme], at: int, tables: CountTables) -> _Amount | None:
    """The longest single number: "half a million", "two and a half thousand", "a million and a half", "two dozen"."""
    if (fraction := _fraction(lexemes, at, tables)) is not None:
        return fraction
    number = read_number(lexemes, at, tables.numbers)
    if number is None:
        return None
    unit = _unit_of(lexemes, number, tables)
    amount = _Amount(first=number.first, last=number.last, value=number.value, unit=unit, reading=number)
    half, last = _and_a_fraction(lexemes, number.last, tables)
    behind = _unit_at(lexemes, last, tables)
    if half and behind:
        return replace(amount, last=last + 1, value=number.value * behind + behind // half, unit=behind)
    if half and unit > 1:
        return replace(amount, last=last, value=number.value + unit // half)
    group = tables.groups.get(_word(lexemes, number.last))
    if group is not None:
        return replace(amount, last=number.last + 1, value=number.value * group, unit=group)
    return amount


def _word(lexemes: Sequence[Lexeme], at: int) -> str:
    return lexemes[at].lower if at < len(lexemes) else ""


def _unit_at(lexemes: Sequence[Lexeme], at: int, tables: CountTables) -> int | None:
    """What a whole word multiplies by: "thousand", "dozen"; letters such as "k" do so only behind figures."""
    word = _word(lexemes, at)
    return tables.groups.get(word) or (tables.numbers.multipliers.get(word) if word in tables.vague_units else None)


def _unit_of(lexemes: Sequence[Lexeme], number: NumberReading, tables: CountTables) -> int:
    """The product of the units that a number ends with."""
    unit, at = 1, number.last - 1
    while at > number.first and (factor := tables.numbers.multipliers.get(lexemes[at].lower)):
        unit, at = unit * factor, at - 1
    return unit


def _fraction(lexemes: Sequence[Lexeme], at: int, tables: CountTables) -> _Amount | None:
    """ "half a million", "half a dozen", "a quarter of a million", "half million"."""
    first = at
    if _word(lexemes, at) in tables.article and _word(lexemes, at + 1) in tables.fractions:
        at += 1
    share = tables.fractions.get(_word(lexemes, at))
    if share is None:
        return None
    at += 1
    for small in (DASHES, tables.genitives, tables.article, DASHES):
        at += _word(lexemes, at) in small
    unit = _unit_at(lexemes, at, tables)
    return _Amount(first=first, last=at + 1, value=unit // share, unit=1) if unit else None


def _and_a_fraction(lexemes: Sequence[Lexeme], at: int, tables: CountTables) -> tuple[int | None, int]:
    """The share of "and a half" at a lexeme, and the lexeme behind it."""
    joint, article, fraction = (_word(lexemes, at + step) for step in range(3))
    is_there = joint in tables.numbers.joints and article in tables.article and fraction in tables.fractions
    return (tables.fractions[fraction], at + 3) if is_there else (None, at)


def _none(lexemes: Sequence[Lexeme], at: int, tables: CountTables) -> BoundedNumber | None:
    """ "no casualties": none of what reports count; "no sense" is no number."""
    if lexemes[at].lower not in tables.none:
        return None
    following = [lexeme.lower for lexeme in lexemes[at + 1 : at + 1 + _NONE_REACH]]
    clause = following[: following.index(",")] if "," in following else following
    is_counted = any(word in tables.countable for word in clause)
    return _number_at(lexemes, at, at + 1, 0, 0) if is_counted else None


def _vague(lexemes: Sequence[Lexeme], at: int, tables: CountTables) -> BoundedNumber | None:
    """ "dozens", "tens of thousands", "several hundred", "a couple of dozen", "a dozen", "hundreds of thousands"."""
    word = lexemes[at].lower
    if (many := _many_of(lexemes, at, tables)) is not None:
        return many
    if word in tables.needs_article and (not at or lexemes[at - 1].lower not in tables.article):
        return None
    if word not in tables.vague or is_measured(lexemes, at + 1, tables):
        return None
    if word in tables.collectives and _word(lexemes, at + 1) not in tables.genitives:
        return None  # "a number two", unlike "a number of men"
    low, high = tables.vague[word]
    behind = at + 1 + (_word(lexemes, at + 1) in tables.genitives)
    unit = _unit_at(lexemes, behind, tables)
    if unit and low and word not in tables.groups:
        least = tables.vague_pairs.get(f"{word} {_word(lexemes, behind)}", low * unit)
        number = _number_at(lexemes, at, behind + 1, least, None)
        return _with_article(lexemes, replace(number, core=at) if behind > at + 1 else number, tables)
    return _with_article(lexemes, _number_at(lexemes, at, at + 1, low, high), tables)


def _with_article(lexemes: Sequence[Lexeme], number: BoundedNumber, tables: CountTables) -> BoundedNumber:
    """ "A dozen" with its article, so that "more than" stands right before it."""
    first = number.first - 1
    if first < 0 or lexemes[first].lower not in tables.article:
        return number
    return replace(number, first=first, start=lexemes[first].start)


def _many_of(lexemes: Sequence[Lexeme], at: int, tables: CountTables) -> BoundedNumber | None:
    """ "tens of thousands", "hundreds of thousands"."""
    multiple, genitive, unit = (_word(lexemes, at + step) for step in range(3))
    if multiple not in tables.vague_multiples or genitive not in tables.genitives or unit not in tables.vague_units:
        return None
    return _number_at(lexemes, at, at + 3, tables.vague_multiples[multiple] * tables.vague_units[unit], None)


def _range(lexemes: Sequence[Lexeme], at: int, tables: CountTables) -> BoundedNumber | None:
    """ "10 to 15", "10-15", "between 10 and 15", "five or six", "20 to 30 thousand"; not "rose from 12 to 14"."""
    between = lexemes[at].lower in tables.between
    start = at + 1 if between else at
    low = _amount(lexemes, start, tables) if start < len(lexemes) else None
    if low is None or low.last + 1 >= len(lexemes) or _is_change(lexemes, at, tables):
        return None
    link = lexemes[low.last].lower
    links = tables.between_links if between else tables.range_links
    if link not in links and link not in DASHES:
        return None
    high = _amount(lexemes, low.last + 1, tables)
    if high is None or (high.reading and not is_count(lexemes, _spanning(low, high), high.last, tables)):
        return None
    scaled = low.value * high.unit if low.unit == 1 and low.value < high.value // high.unit else low.value
    return _number_at(lexemes, at, high.last, scaled, high.value) if scaled < high.value else None


def _spanning(low: _Amount, high: _Amount) -> NumberReading:
    """The greater number as if it began with the lesser: what stands before both tells whether they name something."""
    assert high.reading is not None
    return replace(high.reading, first=low.first)


def _is_change(lexemes: Sequence[Lexeme], at: int, tables: CountTables) -> bool:
    """Whether two numbers are what something rose or fell from and to."""
    before = [lexeme.lower for lexeme in lexemes[max(0, at - _CHANGE_REACH) : at]]
    opens = next((place for place, word in enumerate(before) if word in tables.change_from), None)
    return opens is not None and any(word in tables.changes for word in before[:opens])
