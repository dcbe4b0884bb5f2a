"""Counts: their bounds, what is counted, and numbers that count nothing."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.mark.core.tokens import word_cutter
from sayso.mark.core.vocabulary import core_words
from sayso.mark.counts.marking import mark_counts
from sayso.mark.counts.vocabulary import CountTables, count_tables
from sayso.model import Article, Block, Count, Mark, Sentence, Token, When
from sayso.packs.language import load_language

cut = word_cutter(core_words(load_language("en")))
TABLES = count_tables(load_language("en"))
NOUNS = {"troops", "people", "soldiers", "casualties", "tanks", "houses", "civilians", "men", "sense", "countries"}


@pytest.fixture
def tables() -> CountTables:
    return TABLES


def read(text: str) -> tuple[Article, tuple[Sentence, ...]]:
    tokens = tuple(token(text, start, end) for start, end in cut(text))
    block = Block(kind="paragraph", start=0, end=len(text))
    sentence = Sentence(start=0, end=len(text), block=0, tokens=tokens)
    return Article(id="a-1", text=text, blocks=(block,), sha256=""), (sentence,)


def token(text: str, start: int, end: int, *, head: int = -1, deprel: str = "dep", upos: str = "") -> Token:
    word = text[start:end]
    kind = upos or ("NOUN" if word.lower() in NOUNS else "X")
    return Token(text=word, start=start, end=end, lemma=word.lower(), upos=kind, xpos="", head=head, deprel=deprel)


def counts(text: str, tables: CountTables) -> list[tuple[int | None, int | None]]:
    marks = mark_counts(*read(text), tables)
    return [(mark.refers.low, mark.refers.high) for mark in marks if isinstance(mark.refers, Count)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2,000 troops", 2000, 2000),
        ("up to 2,000 troops", None, 2000),
        ("around 2,000 troops", 1800, 2200),
        ("at least six people", 6, None),
        ("more than 70 people", 70, None),
        ("just over 70 people", 70, None),
        ("upwards of 70 people", 70, None),
        ("as few as 70 people", 70, None),
        ("fewer than 70 people", None, 70),
        ("nearly 500 people", None, 500),
        ("just under 500 people", None, 500),
        ("as many as 500 people", None, 500),
        ("six people or more", 6, None),
        ("six people at a minimum", 6, None),
        ("300-plus people", 300, None),
        ("300-odd people", 270, 330),
        ("some 1.5 million people", 1350000, 1650000),
        ("half a million people", 500000, 500000),
        ("a quarter of a million people", 250000, 250000),
        ("more than half a million people", 500000, None),
        ("half a dozen people", 6, 6),
        ("half-a-dozen people", 6, 6),
        ("a dozen people", 12, 12),
        ("two dozen people", 24, 24),
        ("2 dozen people", 24, 24),
        ("more than three dozen people", 36, None),
        ("three to five dozen people", 36, 60),
        ("two or three dozen people", 24, 36),
        ("two and a half thousand people", 2500, 2500),
        ("2 and a half million people", 2500000, 2500000),
        ("one and a half million people", 1500000, 1500000),
        ("a million and a half people", 1500000, 1500000),
        ("20 to 30 thousand people", 20000, 30000),
        ("20-30 thousand people", 20000, 30000),
        ("some 20 to 30 thousand people", 20000, 30000),
        ("between two and three million people", 2000000, 3000000),
        ("one to two hundred thousand people", 100000, 200000),
        ("500 to 1,000 people", 500, 1000),
        ("a couple of hundred people", 200, None),
        ("a couple hundred people", 200, None),
        ("a couple of dozen people", 24, None),
        ("a couple of people", 2, 2),
        ("several dozen people", 24, None),
        ("a few dozen people", 24, None),
        ("a few people", 3, None),
        ("a handful of people", 3, None),
        ("scores of people", 40, None),
        ("hundreds of thousands of people", 200000, None),
        ("both civilians", 2, 2),
        ("multiple civilians", 3, None),
        ("numerous civilians", 4, None),
        ("a number of civilians", 3, None),
        ("thousands of people", 2000, None),
        ("dozens of people", 24, None),
        ("tens of thousands of troops", 20000, None),
        ("several hundred people", 300, None),
        ("between 10 and 15 people", 10, 15),
        ("10 to 15 people", 10, 15),
        ("five or six people", 5, 6),
        ("two hundred and six people", 206, 206),
        ("twenty-one people", 21, 21),
        ("2.5 million people", 2500000, 2500000),
        ("no casualties", 0, 0),
        ("no fewer than 30 people", 30, None),
        ("2000 troops", 2000, 2000),
        ("a 2,000-strong force", 2000, 2000),
    ],
)
def test_a_number_has_its_bounds(tables: CountTables, text: str, low: int | None, high: int | None) -> None:
    assert counts(f"There were {text}.", tables) == [(low, high)]


@pytest.mark.parametrize(
    "text",
    [
        "155-mm guns",
        "M777 guns",
        "T-72 tanks",
        "9K72 launchers",
        "It is 10 km away.",
        "It is 10 kilometres away.",
        "They advanced 200m.",
        "A 22-year-old man",
        "It cost $500.",
        "It cost 500 dollars.",
        "At 5:30 it began.",
        "80 percent of the town",
        "80% of the town",
        "Article 5 was invoked.",
        "The 24th Brigade",
        "In 2014 it began.",
        "It lasted 30 days.",
        "It makes no sense.",
        "One of the houses",
        "Both countries agreed.",
        "Multiple houses burned.",
        "A number two was there.",
        "The number of people grew.",
        "A number of times it burned.",
        "Half a million dollars was lost.",
        "Half of the houses burned.",
    ],
)
def test_what_measures_dates_or_names_is_no_count(tables: CountTables, text: str) -> None:
    assert counts(text, tables) == []


def test_what_is_counted_is_the_noun_behind_without_a_tree(tables: CountTables) -> None:
    (mark,) = mark_counts(*read("It surrounded up to 2,000 Ukrainian troops."), tables)
    assert isinstance(mark.refers, Count)
    assert (mark.refers.of, mark.refers.text) == ("troops", "up to 2,000 Ukrainian troops")


def test_what_is_counted_is_the_head_in_the_tree(tables: CountTables) -> None:
    text = "Dozens of tanks burned"
    article, _ = read(text)
    tokens = (
        token(text, 0, 6, head=3, deprel="nsubj", upos="NOUN"),
        token(text, 7, 9, head=2, deprel="case", upos="ADP"),
        token(text, 10, 15, head=0, deprel="nmod", upos="NOUN"),
        token(text, 16, 22, head=-1, deprel="root", upos="VERB"),
    )
    (mark,) = mark_counts(article, [Sentence(start=0, end=22, block=0, tokens=tokens)], tables)
    assert isinstance(mark.refers, Count)
    assert mark.refers.of == "tanks"


def test_a_number_that_a_verb_of_harm_governs_counts_the_harm(tables: CountTables) -> None:
    text = "Shells killed 4"
    article, _ = read(text)
    tokens = (
        token(text, 0, 6, head=1, deprel="nsubj", upos="NOUN"),
        Token(text="killed", start=7, end=13, lemma="kill", upos="VERB", xpos="VBD", head=-1, deprel="root"),
        token(text, 14, 15, head=1, deprel="obj", upos="NUM"),
    )
    (mark,) = mark_counts(article, [Sentence(start=0, end=15, block=0, tokens=tokens)], tables)
    assert isinstance(mark.refers, Count)
    assert mark.refers.of == "killed"


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("The number rose from 12 to 14", [(12, 12), (14, 14)]),
        ("The toll has risen to 45 from 40", [(45, 45), (40, 40)]),
        ("It went up from some 300 to 350", [(270, 330), (350, 350)]),
        ("From 12 to 14 people were there", [(12, 14)]),
    ],
)
def test_what_rose_from_one_number_to_another_is_no_range(
    tables: CountTables, text: str, bounds: list[tuple[int, int]]
) -> None:
    assert counts(text, tables) == bounds


def test_others_are_counted_as_what_befell_them(tables: CountTables) -> None:
    text = "Shells wounded 14 others"
    article, _ = read(text)
    tokens = (
        token(text, 0, 6, head=1, deprel="nsubj", upos="NOUN"),
        Token(text="wounded", start=7, end=14, lemma="wound", upos="VERB", xpos="VBD", head=-1, deprel="root"),
        token(text, 15, 17, head=3, deprel="nummod", upos="NUM"),
        token(text, 18, 24, head=1, deprel="obj", upos="NOUN"),
    )
    (mark,) = mark_counts(article, [Sentence(start=0, end=24, block=0, tokens=tokens)], tables)
    assert isinstance(mark.refers, Count)
    assert (mark.refers.text, mark.refers.of) == ("14 others", "wounded")


def test_a_number_before_a_place_does_not_count_the_place(tables: CountTables) -> None:
    text = "Two died there and three in Kharkiv"
    article, _ = read(text)
    start = text.index("three")
    tokens = (
        *(token(text, at, end) for at, end in cut(text[: start - 1])),
        token(text, start, start + 5, head=1, deprel="conj", upos="NUM"),
        token(text, start + 6, start + 8, head=6, deprel="case", upos="ADP"),
        token(text, start + 9, start + 16, head=4, deprel="nmod", upos="PROPN"),
    )
    marks = mark_counts(article, [Sentence(start=0, end=len(text), block=0, tokens=tokens)], tables)
    assert [(mark.refers.low, mark.refers.of) for mark in marks if isinstance(mark.refers, Count)][-1] == (3, None)


def test_a_number_inside_a_time_is_no_count(tables: CountTables) -> None:
    article, sentences = read("On 24 June 30 people left.")
    times = [Mark(kind="time", start=3, end=10, refers=When(text="24 June", start=3, end=10))]
    (mark,) = mark_counts(article, sentences, tables, times=times)
    assert (mark.start, mark.end) == (11, 20)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789 ,.-–:/$%amkonedzts", max_size=120))
def test_any_text_at_all_is_read(text: str) -> None:
    marks = mark_counts(*read(text), TABLES)
    assert all(left.end <= right.start for left, right in pairwise(marks))


def test_a_long_line_takes_linear_time(tables: CountTables) -> None:
    def seconds(copies: int) -> float:
        article, sentences = read("up to 2,000 troops or dozens of people " * copies)
        began = time.process_time()
        mark_counts(article, sentences, tables)
        return time.process_time() - began

    assert seconds(4_000) < 8 * 4 * max(seconds(500), 0.02)
