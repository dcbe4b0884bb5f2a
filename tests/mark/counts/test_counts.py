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
        ("more than 70 people", 71, None),
        ("fewer than 70 people", None, 69),
        ("nearly 500 people", None, 499),
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
