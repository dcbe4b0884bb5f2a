"""Which speaker a source stands for."""

from __future__ import annotations

from sayso.mark.core.attribution import AttributionSpan
from sayso.mark.core.entities import Entity
from sayso.mark.core.speaker_names import name_speakers
from sayso.mark.core.vocabulary import core_words
from sayso.packs.language import load_language

WORDS = core_words(load_language("en"))


def span_of(text: str, words: str, nth: int = 1) -> AttributionSpan:
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return AttributionSpan(first=0, last=1, start=at, end=at + len(words))


def person(text: str, words: str, name: str | None = None) -> Entity:
    at = text.index(words)
    return Entity(kind="PER", start=at, end=at + len(words), text=words, name=name or words)


def test_he_is_the_last_person_who_spoke() -> None:
    text = "Kuleba said this. The ministry said that. He said more."
    sources = [span_of(text, "Kuleba"), span_of(text, "The ministry"), span_of(text, "He", 1)]
    names = name_speakers(text, sources, [person(text, "Kuleba", "Dmytro Kuleba")], WORDS)
    assert [name.name for name in names] == ["Dmytro Kuleba", "The ministry", "Dmytro Kuleba"]


def test_a_description_is_the_last_speaker_described_by_its_noun() -> None:
    text = "A senior US defense official said so. Reuters asked. The official added this."
    sources = [span_of(text, "A senior US defense official"), span_of(text, "The official")]
    assert [name.name for name in name_speakers(text, sources, [], WORDS)] == ["A senior US defense official"] * 2


def test_a_description_with_a_name_is_not_a_speaker_of_another_name() -> None:
    text = "The Ukrainian military said so. The Russian military denied it. The military added this."
    sources = [
        span_of(text, "The Ukrainian military"),
        span_of(text, "The Russian military"),
        span_of(text, "The military"),
    ]
    names = [name.name for name in name_speakers(text, sources, [], WORDS)]
    assert names == ["The Ukrainian military", "The Russian military", "The Russian military"]


def test_it_is_never_a_person() -> None:
    text = "Kuleba spoke. It said so."
    names = name_speakers(text, [span_of(text, "Kuleba"), span_of(text, "It")], [person(text, "Kuleba")], WORDS)
    assert names[1].name == "It"


def test_a_first_he_without_anyone_before_keeps_its_word() -> None:
    assert name_speakers("He said so.", [span_of("He said so.", "He")], [], WORDS)[0].name == "He"


def test_a_source_with_an_office_behind_its_name_is_not_whom_the_office_serves() -> None:
    text = "Olena Koval, an adviser to President Ivan Petrenko, said so."
    source = span_of(text, "Olena Koval, an adviser to President Ivan Petrenko")
    names = name_speakers(text, [source], [person(text, "Olena Koval"), person(text, "Ivan Petrenko")], WORDS)
    assert [name.name for name in names] == ["Olena Koval"]


def test_a_source_with_an_office_before_its_name_is_the_last_one_named() -> None:
    text = "President Ivan Petrenko's adviser Olena Koval said so."
    source = span_of(text, "President Ivan Petrenko's adviser Olena Koval")
    names = name_speakers(text, [source], [person(text, "Ivan Petrenko"), person(text, "Olena Koval")], WORDS)
    assert [name.name for name in names] == ["Olena Koval"]
