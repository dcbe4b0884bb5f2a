"""A language's words of number, read once from the pack's table into the form that marking uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sayso.mark.core.vocabulary import core_words
from sayso.mark.times.numerals import NumberWords
from sayso.packs.language import Language, TagSet

FILE: Final = "numbers.yaml"
CountBound = Literal["at_least", "at_most", "around"]
"""What words make of the number beside them: the least, the most, or the middle of a range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTables:
    """What `mark_counts` knows of a language."""

    tags: TagSet
    numbers: NumberWords
    range_links: frozenset[str]
    """Between the least and the greatest number ("10 to 15")."""
    between: frozenset[str]
    """In front of two numbers that words of `between_links` part ("between 10 and 15")."""
    between_links: frozenset[str]
    vague: Mapping[str, tuple[int | None, int | None]]
    """Words for an uncertain number to its least and greatest; `None` for an open side."""
    vague_multiples: Mapping[str, int]
    """Words before one of `vague_units` to the least number of them ("tens of thousands")."""
    vague_units: Mapping[str, int]
    vague_pairs: Mapping[str, int]
    """A word of `vague` and a unit to their least number, where that is not their product ("several dozen")."""
    loose: frozenset[str]
    """Words of `vague` that are a number of nothing but what is in `countable` ("both")."""
    fractions: Mapping[str, int]
    """Words for a part to how many of them are one ("half")."""
    groups: Mapping[str, int]
    """Words that a number multiplies and that are one themselves ("dozen")."""
    changes: frozenset[str]
    """Words of rising and falling: behind them `change_from` opens no range ("rose from 12 to 14")."""
    change_from: frozenset[str]
    genitives: frozenset[str]
    """Between the two."""
    before: Mapping[tuple[str, ...], CountBound]
    """Words before a number to the bound they make."""
    after: Mapping[tuple[str, ...], CountBound]
    """Words behind a number to the bound they make."""
    after_noun: Mapping[tuple[str, ...], CountBound]
    """Words behind what is counted to the bound they make."""
    around_share: float
    """Share of a number by which "around" widens it to both sides."""
    none: frozenset[str]
    """Words for zero."""
    countable: frozenset[str]
    """What none of is a count."""
    measures: frozenset[str]
    """What a number before them measures."""
    before_measures: frozenset[str]
    """Words between a number and what it measures."""
    currencies: frozenset[str]
    numbered_before: frozenset[str]
    """Words after which a number is a name."""
    portions: Mapping[str, str]
    """A number that is the first word before the second is no count ("one of")."""
    ordinal_endings: frozenset[str]
    """Letters behind figures that make an ordinal number."""
    counted_endings: tuple[str, ...]
    """How a noun ends before which four figures are no year ("2000 troops")."""
    collectives: frozenset[str]
    strong: frozenset[str]
    not_counted: frozenset[str]
    """Nouns that say that the number in front was none of people or things."""
    rest: frozenset[str]
    """Words for further ones of what was told before ("14 others")."""
    harms: Mapping[str, str]
    """Lemma of a verb or adjective to the harm it counts."""
    needs_article: frozenset[str]
    """Words of `vague` that are no number without one of `article` in front ("a few")."""
    article: frozenset[str]
    needs_noun: frozenset[str]
    """Words with which a number ends that is none where nothing is counted."""
    another: frozenset[str]
    """Words for one more, which is no number by itself."""
    described: frozenset[str]
    """Participles that describe the noun behind them, whatever else they may be ("two wanted men")."""
    opening: frozenset[str]
    """All words that can open a number that is not in figures."""


def count_tables(language: Language) -> CountTables:
    """The tables of the lexicon's `numbers.yaml`. Raises `KeyError` when a part is missing."""
    table, core = language.lexicon.yaml(FILE), core_words(language)
    return CountTables(
        tags=language.tags,
        genitives=core.genitives,
        ordinal_endings=frozenset(core.ordinal_endings),
        around_share=float(table["around_share"]),
        measures=frozenset(str(word) for words in table["measures"].values() for word in words),
        currencies=frozenset(table["currency_before"]),
        counted_endings=tuple(table["counted_endings"]),
        opening=_opening(table),
        **_forms(table),
        **_nouns(table),
    )


def _opening(table: Mapping[str, Any]) -> frozenset[str]:
    """The words with which a number can begin."""
    lists = (
        table["cardinals"], table["ones"], table["multipliers"], table["between"], table["vague"],
        table["vague_multiples"], table["fractions"], table["groups"], table["none"], table["article"],
    )  # fmt: skip
    return frozenset(word for words in lists for word in words)


def _forms(table: Mapping[str, Any]) -> dict[str, Any]:
    """How numbers and their bounds are written."""
    return {
        "numbers": NumberWords(
            cardinals=table["cardinals"],
            multipliers=table["multipliers"],
            ones=frozenset(table["ones"]),
            joints=frozenset(table["joints"]),
        ),
        "range_links": frozenset(table["range_links"]),
        "between": frozenset(table["between"]),
        "between_links": frozenset(table["between_links"]),
        "vague": {word: (low, high) for word, (low, high) in table["vague"].items()},
        "vague_multiples": table["vague_multiples"],
        "vague_units": table["vague_units"],
        "vague_pairs": table["vague_pairs"],
        "loose": frozenset(table["loose"]),
        "fractions": table["fractions"],
        "groups": table["groups"],
        "changes": frozenset(table["changes"]),
        "change_from": frozenset(table["change_from"]),
        "before": _phrases(table["bounds"]),
        "after": _phrases(table["bounds_after"]),
        "after_noun": _phrases(table["bounds_after_noun"]),
        "needs_article": frozenset(table["needs_article"]),
        "article": frozenset(table["article"]),
    }


def _nouns(table: Mapping[str, Any]) -> dict[str, Any]:
    """What numbers count, and what they do not."""
    return {
        "none": frozenset(table["none"]),
        "countable": frozenset(table["countable"]),
        "before_measures": frozenset(table["before_measures"]),
        "numbered_before": frozenset(table["numbered_before"]),
        "portions": table["portions"],
        "collectives": frozenset(table["collectives"]),
        "strong": frozenset(table["strong"]),
        "not_counted": frozenset(table["not_counted"]),
        "rest": frozenset(table["rest"]),
        "harms": table["harms"],
        "needs_noun": frozenset(table["needs_noun"]),
        "another": frozenset(table["another"]),
        "described": frozenset(table["described"]),
    }


def _phrases(table: Mapping[CountBound, Sequence[str]]) -> dict[tuple[str, ...], CountBound]:
    return {tuple(phrase.split()): bound for bound, phrases in table.items() for phrase in phrases}
