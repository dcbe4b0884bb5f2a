"""What holds for any expression of time, of whatever words: its days, its stretch, the seconds that it takes."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.mark.times.marking import mark_times
from sayso.mark.times.vocabulary import time_tables
from sayso.packs.language import load_language
from tests.mark.times.test_times import SATURDAY, article, sentences, whens

TABLES = time_tables(load_language("en"))
PHRASE = (
    "on since by until the 3 24 31 May June 2022 yesterday Friday last next week month days two later ago night of "
    "overnight early mid - – , . the same following year said will from to and between 9 12th Easter recent "
    "5 : 30 a.m. UTC quarter first now every decade ' 80 s New Year's Eve hours half a in at / fiscal today"
)
WORDS = st.sampled_from(PHRASE.split())


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_marks_never_overlap_and_never_cross_their_sentence(words: list[str]) -> None:
    read = article(" ".join(words) or ".")
    marks = mark_times(read, sentences(read), TABLES)
    assert all(left.end <= right.start for left, right in pairwise(marks))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_at_all_is_read(text: str) -> None:
    read = article(text)
    marks = mark_times(read, sentences(read), TABLES)
    assert all(0 <= mark.start < mark.end <= len(read.text) for mark in marks)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS.filter(lambda word: word not in ("next", "will", "following", "later")), max_size=20))
def test_without_a_word_of_the_future_no_day_but_a_full_date_lies_after_publication(words: list[str]) -> None:
    read = article(" ".join(words) or ".")
    late = [w for w in whens(read, TABLES) if w.from_day and w.from_day > SATURDAY and "2022" not in (w.text or "")]
    assert all(when.to_day is None for when in late)


MONTHS = st.sampled_from(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
)
WEEKDAYS = st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
UNITS = st.sampled_from(["day", "week", "weekend", "month", "quarter", "year"])
EDGES = st.sampled_from(["", "early ", "late ", "mid-", "the end of ", "the first half of "])
PAST = st.one_of(
    st.builds("on {} {}".format, st.integers(1, 28), MONTHS),
    st.builds("from {} to {} {}".format, st.integers(1, 14), st.integers(15, 28), MONTHS),
    st.builds("in {}{}".format, EDGES, MONTHS),
    st.builds("{}on {}".format, st.sampled_from(["", "early ", "late "]), WEEKDAYS),
    st.builds("on {} {}".format, WEEKDAYS, st.sampled_from(["morning", "night"])),
    st.builds("{} {}".format, st.sampled_from(["last", "this", "this past", "earlier this"]), UNITS),
    st.builds("{} {}s ago".format, st.integers(2, 400), UNITS),
    st.builds("in the past {} {}s".format, st.integers(2, 400), UNITS),
    st.sampled_from(["yesterday", "today", "last night", "overnight", "overnight on Friday", "at the weekend"]),
    st.sampled_from(["on Orthodox Easter", "on Victory Day", "in the spring", "last winter", "in recent days"]),
    st.sampled_from(["the same day", "the previous week", "two days earlier", "that month", "the day before"]),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(PAST, min_size=1, max_size=4))
def test_what_is_told_as_past_lies_no_later_than_publication(phrases: list[str]) -> None:
    read = article(" ".join(f"It fell {when}." for when in phrases))
    last = [day for when in whens(read, TABLES) for day in (when.from_day, when.to_day) if day]
    assert all(day <= SATURDAY for day in last)


@settings(max_examples=60, deadline=None)
@given(st.lists(PAST, min_size=1, max_size=4))
def test_without_a_day_of_publication_words_of_the_moment_stay_unknown(phrases: list[str]) -> None:
    read = article(" ".join(f"It fell {when}." for when in phrases), published=None)
    assert all(when.precision == "unknown" for when in whens(read, TABLES))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(PAST, WORDS), max_size=30))
def test_the_first_day_never_lies_behind_the_last(phrases: list[str]) -> None:
    times = whens(article(" ".join(phrases) or "."), TABLES)
    assert all(when.from_day <= when.to_day for when in times if when.from_day and when.to_day)


@pytest.mark.parametrize(
    "piece", ["on 3 May 2022 since last Friday early ", "3 May, ", "2022 ", "the last two ", "x" * 40, "1,", "-"]
)
def test_a_long_line_takes_linear_time(piece: str) -> None:
    def seconds(length: int) -> float:
        read = article(piece * (length // len(piece)))
        began = time.process_time()
        mark_times(read, sentences(read), TABLES)
        return time.process_time() - began

    assert seconds(160_000) < 8 * 4 * max(seconds(20_000), 0.02)


def test_ten_thousand_dates_and_a_line_of_a_million_characters_are_read() -> None:
    dates = article("on 3 May 2022, " * 10_000 + "x" * 850_000)
    assert len(mark_times(dates, sentences(dates), TABLES)) == 10_000
