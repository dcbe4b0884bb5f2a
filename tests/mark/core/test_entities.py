"""Names from the encoder: where they stand, what kind they are, and their fullest form."""

from __future__ import annotations

import numpy as np

from sayso.mark.core.entities import find_entities, name_spans, tagged_spans
from sayso.mark.core.tokens import word_cutter
from sayso.mark.core.tree import ArticleWords
from sayso.mark.core.vocabulary import core_words
from sayso.packs.language import load_language

WORDS = core_words(load_language("en"))
cut = word_cutter(WORDS)
LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")


def words_of(text: str) -> ArticleWords:
    spans = cut(text)
    return ArticleWords(spans=spans, blocks=[0] * len(spans))


def test_a_name_stands_without_its_article_and_possessive() -> None:
    text = "He saw the Gaza Strip's border."
    (entity,) = find_entities(text, words_of(text), [("LOC", 2, 6)], WORDS)
    assert (entity.text, entity.start) == ("Gaza Strip", 11)


def test_a_name_has_a_capital() -> None:
    text = "They saw the border."
    assert find_entities(text, words_of(text), [("LOC", 2, 4)], WORDS) == ()


def test_a_surname_alone_takes_the_full_name_before_it() -> None:
    text = "Ivan Petrenko spoke. Petrenko left."
    entities = find_entities(text, words_of(text), [("PER", 0, 2), ("PER", 4, 5)], WORDS)
    assert [entity.name for entity in entities] == ["Ivan Petrenko", "Ivan Petrenko"]


def test_no_name_crosses_the_edge_of_a_block() -> None:
    scores = np.zeros((2, len(LABELS)), dtype=np.float32)
    scores[0, LABELS.index("B-LOC")] = scores[1, LABELS.index("I-LOC")] = 5
    assert name_spans([0, 0], scores, LABELS) == [("LOC", 0, 2)]
    assert name_spans([0, 1], scores, LABELS)[0] == ("LOC", 0, 1)


def test_a_persons_name_ends_where_an_office_follows_or_stands_before() -> None:
    text = "Ivan Petrenko, the mayor of Dolyna, and mayor of Dolyna, Ivan Petrenko"
    words = words_of(text)
    entities = find_entities(text, words, [("PER", 0, 6), ("PER", 9, len(words.spans))], WORDS)
    assert [entity.text for entity in entities] == ["Ivan Petrenko", "Ivan Petrenko"]


FIVE = (*LABELS, "B-FAC", "I-FAC", "B-NORP", "I-NORP")


def test_a_facility_is_a_place_and_a_people_is_no_name() -> None:
    scores = np.zeros((2, len(FIVE)), dtype=np.float32)
    scores[0, FIVE.index("B-NORP")] = scores[1, FIVE.index("B-FAC")] = 5
    assert tagged_spans([0, 0], scores, FIVE) == [("NORP", 0, 1), ("FAC", 1, 2)]
    assert name_spans([0, 0], scores, FIVE) == [("LOC", 1, 2)]


def test_what_was_learned_of_one_label_after_another_counts() -> None:
    scores = np.zeros((2, len(LABELS)), dtype=np.float32)
    scores[0, LABELS.index("B-PER")], scores[1, LABELS.index("B-PER")], scores[1, LABELS.index("I-PER")] = 5, 5, 4
    learned = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    learned[LABELS.index("B-PER"), LABELS.index("B-PER")] = -3
    assert name_spans([0, 0], scores, LABELS) == [("PER", 0, 1), ("PER", 1, 2)]
    assert name_spans([0, 0], scores, LABELS, learned) == [("PER", 0, 2)]
