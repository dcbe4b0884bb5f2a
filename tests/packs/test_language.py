from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields

import pytest

from sayso.base.errors import PackContentError
from sayso.packs.language import Language, TagSet, load_language, word_lists


@dataclass(frozen=True)
class Lists:
    small: frozenset[str]
    ordered: tuple[str, ...]
    instead: Mapping[str, str]


SAID = {"small": ["a", "the"], "ordered": ["one", "two"], "instead": {"us": "we"}}


@pytest.fixture(scope="module")
def english() -> Language:
    return load_language("en")


def test_lists_come_as_their_fields_want_them() -> None:
    assert word_lists(Lists, SAID, origin="x.yaml") == Lists(frozenset({"a", "the"}), ("one", "two"), {"us": "we"})


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"small": ["a"], "ordered": []}, "has no list instead"),
        ({**SAID, "large": ["b"]}, "has an unknown list large"),
        ({**SAID, "small": "a the"}, "small is not a list of words"),
        ({**SAID, "instead": ["us"]}, "instead is not a list of words"),
    ],
)
def test_a_list_too_few_too_many_or_of_another_shape_is_told(said: Mapping[str, object], complaint: str) -> None:
    with pytest.raises(PackContentError, match=complaint):
        word_lists(Lists, said, origin="x.yaml")


def test_tags_are_asked_for_by_what_they_mean(english: Language) -> None:
    assert english.tags.past == {"VBD"}
    assert english.tags.past | english.tags.present | english.tags.base < english.tags.verb


def test_every_tag_is_one_that_the_model_gives(english: Language) -> None:
    labels = json.loads(english.model.text("labels.json"))["xpos"]
    named = {tag for field in fields(TagSet) for tag in getattr(english.tags, field.name)}
    assert named <= set(labels)


def test_a_language_says_what_it_is_called(english: Language) -> None:
    assert (english.name, english.lemmas, english.names["uk"]) == ("English", "en", "Ukrainian")
