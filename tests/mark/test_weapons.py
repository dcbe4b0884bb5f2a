"""Weapons by the lexicon's nouns, with the nouns before them."""

from __future__ import annotations

import pytest

from sayso.mark.weapons import with_weapons
from sayso.model import Article, Attribution, Block, Mark, Reading, Sentence, Token
from sayso.packs.lexicon import load_lexicon
from sayso.packs.pack import load_pack

Word = tuple[str, str, int, str]
"""A word, its part of speech, its head and its relation."""


def weapons(*words: Word, marks: tuple[Mark, ...] = ()) -> tuple[Mark, ...]:
    """The marks of a sentence of these words."""
    text, tokens = "", []
    for word, upos, head, deprel in words:
        start = len(text)
        lemma = word if upos == "PROPN" else word.removesuffix("s")
        tokens.append(
            Token(
                text=word, start=start, end=start + len(word), lemma=lemma, upos=upos, xpos="", head=head, deprel=deprel
            )
        )
        text += word + " "
    article = Article(id="a", text=text, blocks=(Block(kind="paragraph", start=0, end=len(text)),), sha256="")
    sentence = Sentence(start=0, end=len(text), block=0, tokens=tuple(tokens))
    reading = Reading(article=article, sentences=(sentence,), marks=marks, maker="m")
    return with_weapons(reading, load_lexicon(load_pack("lexicon-en")))


def test_a_weapon_takes_the_nouns_before_it_and_is_named_by_its_class() -> None:
    (mark,) = weapons(
        ("Three", "NUM", 3, "nummod"), ("Kalibr", "PROPN", 3, "compound"), ("cruise", "NOUN", 3, "compound"),
        ("missiles", "NOUN", 4, "nsubj"), ("fell", "VERB", -1, "root"),
    )  # fmt: skip
    assert mark.refers is not None
    assert (mark.refers.text, getattr(mark.refers, "name", None)) == ("Kalibr cruise missiles", "missile")


@pytest.mark.parametrize("word", ["school", "rain", "zorble"])
def test_what_is_no_weapon_gets_no_mark(word: str) -> None:
    assert weapons((word, "NOUN", 1, "nsubj"), ("fell", "VERB", -1, "root")) == ()


def test_a_verb_is_no_weapon() -> None:
    assert weapons(("They", "PRON", 1, "nsubj"), ("gun", "VERB", -1, "root")) == ()


def test_what_a_content_names_is_still_its_source_and_cue() -> None:
    attribution = Attribution(text="it", start=7, end=9, source=0, cue=1, direct=False)
    marks = (
        Mark(kind="source", start=5, end=6), Mark(kind="cue", start=6, end=7),
        Mark(kind="content", start=7, end=9, refers=attribution),
    )  # fmt: skip
    marks_in_order = weapons(("Tanks", "NOUN", 1, "nsubj"), ("rolled", "VERB", -1, "root"), marks=marks)
    assert [mark.kind for mark in marks_in_order] == ["weapon", "source", "cue", "content"]
    assert isinstance(marks_in_order[3].refers, Attribution)
    assert (marks_in_order[3].refers.source, marks_in_order[3].refers.cue) == (1, 2)
