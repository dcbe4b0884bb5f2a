"""The words of the claim stage: lists in the lexicon, each asked for somewhere."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import sayso.claim
from sayso.claim.vocabulary import ClaimVocabulary
from tests.claim.scenes import claimer

CODE = "\n".join(module.read_text(encoding="utf-8") for module in Path(sayso.claim.__file__).parent.glob("*.py"))


def test_every_list_is_asked_for() -> None:
    assert [field.name for field in fields(ClaimVocabulary) if f"vocabulary.{field.name}" not in CODE] == []


def test_every_word_is_in_lower_case_and_no_list_is_empty() -> None:
    lists = {field.name: getattr(claimer().vocabulary, field.name) for field in fields(ClaimVocabulary)}
    assert {name: words for name, words in lists.items() if not words} == {}
    assert [word for words in lists.values() for word in words if word != word.lower()] == []
