"""The core's words are the language's: another language's take their place."""

from __future__ import annotations

import pytest

from sayso.base.errors import PackContentError
from sayso.mark.core.attribution import AttributionSpan
from sayso.mark.core.entities import find_entities
from sayso.mark.core.speaker_names import name_speakers
from sayso.mark.core.tokens import word_cutter
from sayso.mark.core.tree import ArticleWords
from sayso.mark.core.vocabulary import CoreWords
from sayso.packs.language import word_lists

GERMAN = CoreWords(
    articles=("der", "die"),
    possessives=(),
    genitives=frozenset(),
    conjunctions=frozenset({"und"}),
    plural_endings=("en",),
    gerund_endings=(),
    past_endings=(),
    silent_endings=(),
    personal=frozenset({"er"}),
    impersonal=frozenset({"es"}),
    unresolved=frozenset({"wir"}),
    pointing=frozenset({"der", "die"}),
    single=frozenset({"ein", "der"}),
    person_endings=("sprecher",),
    belonging=frozenset({"von"}),
    abbreviations=("Okt",),
    clitics=(),
    negations=(),
    joined={"zum": "beispiel"},
    ordinal_endings=(),
)


def test_words_are_cut_by_the_languages_own_lists() -> None:
    text = "Zumbeispiel am 3. Okt. don't"
    assert [text[start:end] for start, end in word_cutter(GERMAN)(text)] == [
        "Zum", "beispiel", "am", "3", ".", "Okt.", "don't",
    ]  # fmt: skip


def test_a_name_is_bared_of_the_languages_own_articles() -> None:
    text = "Der Dnipro fror zu"
    words = ArticleWords(spans=word_cutter(GERMAN)(text), blocks=[0] * 4)
    assert [entity.text for entity in find_entities(text, words, [("LOC", 0, 2)], GERMAN)] == ["Dnipro"]


def test_a_pronoun_of_the_language_stands_for_who_spoke_before() -> None:
    text = "Ein Sprecher sagte das. Er sagte mehr. He schwieg."
    spans = [(0, 12), (24, 26), (39, 41)]
    sources = [AttributionSpan(first=0, last=1, start=start, end=end) for start, end in spans]
    names = [name.name for name in name_speakers(text, sources, [], GERMAN)]
    assert names == ["Ein Sprecher", "Ein Sprecher", "He"]


def test_a_language_lacks_none_of_the_lists() -> None:
    with pytest.raises(PackContentError, match="has no list"):
        word_lists(CoreWords, {"articles": ["der"]}, origin="mark.yaml")
