"""A language's words and rules of time, read once from the pack's table into the form that marking uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sayso.mark.core.vocabulary import core_words
from sayso.mark.times.expressions import Grammar
from sayso.mark.times.lexemes import lex
from sayso.packs.language import Language, TagSet

_WORD_TABLES = (
    "months", "weekdays", "seasons", "holidays", "units", "numbers", "vague", "relative", "weekorders", "weekish",
    "o31", "edges", "halves", "parts", "lengths", "seasoncodes",
    "quarters", "tens", "rates",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeTables:
    """What `mark_times` knows of a language."""

    grammar: Grammar
    tags: TagSet
    words: Mapping[str, Mapping[str, Any]]
    """Table name to word to what it means."""
    bounds: Mapping[tuple[str, ...], str]
    """Words before an expression to the bound that they make of it."""
    fillers: frozenset[str]
    """Words that may stand between a bound and its expression."""
    articles: tuple[str, ...]
    plural_endings: tuple[str, ...]
    ordinal_endings: frozenset[str]
    """Letters behind figures that make an ordinal number."""
    date_links: frozenset[str]
    """Words and signs between the dates of a list."""
    opening: frozenset[str]
    """Words with which an expression begins and that are no part of it, but before one of `opening_phrases`."""
    opening_phrases: frozenset[str]
    closing: frozenset[str]
    """Words and signs with which an expression ends and that are no part of it."""
    hour_letters: frozenset[str]
    """The letter before the last full stop of a time of day ("p.m.")."""
    plurals: frozenset[str]
    doubtful: frozenset[str]
    before_doubtful: frozenset[str]
    before_year: frozenset[str]
    not_counted: frozenset[str]
    """Words that end like a plural and stand behind a year."""
    after_year: frozenset[str]
    """Words behind a year that is no part of a name."""
    forerunning: frozenset[str]
    """Headings below which an account tells of what came before its own days."""
    ahead: frozenset[str]
    """Auxiliaries of verbs that look ahead."""
    perfect: frozenset[str]
    """Auxiliaries behind which a verb does not look ahead after all ("would have met")."""
    awaited: frozenset[str]
    """Lemmas of what is said of things to come ("is scheduled for")."""
    awaited_nouns: frozenset[str]
    plans: frozenset[str]
    """Lemmas of nouns whose infinitive looks ahead though a verb of the past governs them ("agreed a plan to")."""
    put_off: frozenset[str]
    """Lemmas, alone or with the word behind them, of what is moved to the day behind "until" or `put_off_to`."""
    put_off_to: frozenset[str]
    lasting: frozenset[str]
    """The same, of what is to last until a day though the verb is one of the past ("extended until Friday")."""
    expiring: frozenset[str]
    """Lemmas whose present tense tells of a day to come ("expires on Friday")."""


def time_tables(language: Language) -> TimeTables:
    """The tables of the lexicon's `times.yaml`, compiled.

    Raises `KeyError` when a part is missing, `ValueError` when a rule is not well formed.
    """
    table = language.lexicon.yaml("times.yaml")
    core = core_words(language)
    words = {name: {_key(word): meaning for word, meaning in table[name].items()} for name in _WORD_TABLES}
    return TimeTables(
        grammar=_grammar(table, words),
        tags=language.tags,
        words=words,
        bounds={tuple(phrase.split()): name for name, phrases in table["bounds"].items() for phrase in phrases},
        fillers=_set(table["bound_fillers"]),
        articles=core.articles,
        plural_endings=core.plural_endings,
        ordinal_endings=frozenset(core.ordinal_endings),
        date_links=_set(table["date_links"]),
        opening=_set(table["opening"]),
        opening_phrases=_set(table["opening_phrases"]),
        closing=_set(table["closing"]),
        hour_letters=_set(table["hour_letters"]),
        perfect=_set(table["perfect"]),
        plurals=_set(table["classes"]["plurals"]),
        doubtful=_set(table["doubtful"]),
        before_doubtful=_set(table["before_doubtful"]),
        before_year=_set(table["before_year"]),
        not_counted=_set(table["not_counted"]),
        after_year=_set(table["after_year"]),
        forerunning=_set(table["forerunning"]),
        ahead=_set(table["ahead"]),
        awaited=_set(table["awaited"]),
        awaited_nouns=_set(table["awaited_nouns"]),
        plans=_set(table["plans"]),
        put_off=_set(table["put_off"]),
        put_off_to=_set(table["put_off_to"]),
        lasting=_set(table["lasting"]),
        expiring=_set(table["expiring"]),
    )


def _grammar(table: Mapping[str, Any], words: Mapping[str, Mapping[str, Any]]) -> Grammar:
    rules = [(rule[0], rule[1], rule[2] if len(rule) > 2 else {}) for rule in table["rules"]]
    classes = {**{name: list(meanings) for name, meanings in words.items()}, **table["classes"]}
    return Grammar(rules, classes=classes, macros=table["macros"], capital=_set(table["capital"]))


def _key(words: Any) -> str:
    """The words as a match tells them: lexemes in lower case, joined by blanks."""
    return " ".join(lexeme.lower for lexeme in lex(str(words), 0, len(str(words))))


def _set(words: list[Any]) -> frozenset[str]:
    return frozenset(str(word).casefold() for word in words)
