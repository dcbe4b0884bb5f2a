"""Words for weapons: a mark beside those of the marker, for people who read an article, and no part of a claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sayso.mark.core.core_marks import in_order
from sayso.model import Mark, Name, Reading, Sentence
from sayso.packs.lexicon import Lexicon

CLASSES: Final = ("missile", "drone", "aircraft", "guns", "explosive", "mine", "grenade", "arms", "vehicle", "ship")
"""Classes of the lexicon whose nouns are weapons or carry them; a noun of several is named by the first."""
_NOUNS: Final = ("NOUN", "PROPN")


def with_weapons(reading: Reading, lexicon: Lexicon) -> tuple[Mark, ...]:
    """The marks of a reading and those of its weapons, in text order; a weapon's name is its class in the lexicon."""
    text = reading.article.text
    weapons = [mark for sentence in reading.sentences for mark in _weapons(sentence, text, lexicon)]
    return in_order([*reading.marks, *weapons])


def _weapons(sentence: Sentence, text: str, lexicon: Lexicon) -> Iterator[Mark]:
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        is_part = token.head > at and token.deprel.startswith("compound") and tokens[token.head].upos in _NOUNS
        if token.upos not in _NOUNS or is_part:
            continue
        first = at
        while first and tokens[first - 1].upos in _NOUNS and first <= tokens[first - 1].head <= at:
            first -= 1
        kind = _class_of([part.lemma for part in tokens[first : at + 1]], lexicon)
        if kind is not None:
            start, end = tokens[first].start, token.end
            name = Name(text=text[start:end], start=start, end=end, name=kind)
            yield Mark(kind="weapon", start=start, end=end, refers=name)


def _class_of(words: list[str], lexicon: Lexicon) -> str | None:
    """The class of a noun with the nouns before it, by all of them or by the last."""
    classes = lexicon.classes_of(" ".join(words))
    return next((name for name in CLASSES if name in classes), None)
