"""The words of a language that the core, and the rooms above it, know by their part in the sentence: `mark.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sayso.packs.language import Language

FILE: Final = "mark.yaml"


@dataclass(frozen=True, kw_only=True)
class CoreWords:
    """Words by their part in the sentence, in small letters."""

    articles: tuple[str, ...]
    """In front of a name, and no part of it ("the")."""
    possessives: tuple[str, ...]
    """Behind a name, and no part of it, with their apostrophe."""
    genitives: frozenset[str]
    """Between a noun and what belongs to it ("of")."""
    conjunctions: frozenset[str]
    """Between the last two of a list."""
    plural_endings: tuple[str, ...]
    """Letters with which a noun in the plural ends."""
    gerund_endings: tuple[str, ...]
    """Letters with which a verbal noun ends ("shelling")."""
    past_endings: tuple[str, ...]
    """Letters with which a verb of the past ends."""
    silent_endings: tuple[str, ...]
    """Letters at the end of a verb that it loses before the endings above ("advance")."""
    personal: frozenset[str]
    """Pronouns that stand for one person who spoke before."""
    impersonal: frozenset[str]
    """Pronouns that stand for a body or group that spoke before."""
    unresolved: frozenset[str]
    """Pronouns that keep their own words, and name nobody whom a later word could stand for."""
    pointing: frozenset[str]
    """In front of a noun for somebody who spoke before ("the official")."""
    single: frozenset[str]
    """In front of a noun for one person ("a", "one")."""
    person_endings: tuple[str, ...]
    """How nouns for one person end."""
    belonging: frozenset[str]
    """Behind a noun, where what follows says whose or what for."""
    abbreviations: tuple[str, ...]
    """Words whose full stop belongs to them, as they are written."""
    clitics: tuple[str, ...]
    """Words behind an apostrophe, with it ("'ve")."""
    negations: tuple[str, ...]
    """Negations that are written onto a verb ("n't")."""
    joined: Mapping[str, str]
    """Two words that are written as one: the first to the second ("can" to "not")."""
    ordinal_endings: tuple[str, ...]
    """Letters behind figures that make an ordinal number."""

    @cached_property
    def pronouns(self) -> frozenset[str]:
        """All pronouns that a source can be."""
        return self.personal | self.impersonal | self.unresolved

    @cached_property
    def openings(self) -> tuple[str, ...]:
        """The articles with a blank behind them, small and with a capital."""
        return tuple(form for article in self.articles for form in (f"{article} ", f"{article.capitalize()} "))


def core_words(language: Language) -> CoreWords:
    """The lists of the lexicon's `mark.yaml`. Raises `PackContentError` where one is missing, unknown or no list."""
    return language.words(CoreWords, FILE)
