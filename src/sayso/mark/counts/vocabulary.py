"""A language's words of number, read once from the pack's table into the form that marking uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTables:
    """What `mark_counts` knows of a language."""

    cardinals: Mapping[str, int]
    multipliers: Mapping[str, int]
    vague: Mapping[str, tuple[int | None, int | None]]
    vague_multiples: Mapping[str, int]
    vague_units: Mapping[str, int]
    before: Mapping[tuple[str, ...], str]
    """Words before a number to the bound they make."""
    after: Mapping[tuple[str, ...], str]
    around_share: float
    none: frozenset[str]
    countable: frozenset[str]
    measures: frozenset[str]
    currencies: frozenset[str]
    numbered_before: frozenset[str]
    ordinal_suffixes: frozenset[str]
    collectives: frozenset[str]
    strong: frozenset[str]
    not_counted: frozenset[str]
    harms: Mapping[str, str]
    """Lemma of a verb or adjective to the harm it counts."""
    needs_article: frozenset[str]


def count_tables(table: Mapping[str, Any]) -> CountTables:
    """The tables of `numbers.yaml`. Raises `KeyError` when a part is missing."""
    return CountTables(
        cardinals=table["cardinals"],
        multipliers=table["multipliers"],
        vague={word: (low, high) for word, (low, high) in table["vague"].items()},
        vague_multiples=table["vague_multiples"],
        vague_units=table["vague_units"],
        before=_phrases(table["bounds"]),
        after=_phrases(table["bounds_after"]),
        around_share=float(table["around_share"]),
        none=frozenset(table["none"]),
        countable=frozenset(table["countable"]),
        measures=frozenset(str(word) for words in table["measures"].values() for word in words),
        currencies=frozenset(table["currency_before"]),
        numbered_before=frozenset(table["numbered_before"]),
        ordinal_suffixes=frozenset(table["ordinal_suffixes"]),
        collectives=frozenset(table["collectives"]),
        strong=frozenset(table["strong"]),
        not_counted=frozenset(table["not_counted"]),
        harms=table["harms"],
        needs_article=frozenset(table["needs_article"]),
    )


def _phrases(table: Mapping[str, Sequence[str]]) -> dict[tuple[str, ...], str]:
    return {tuple(phrase.split()): bound for bound, phrases in table.items() for phrase in phrases}
