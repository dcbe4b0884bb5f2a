"""Expressions of time: which days they stand for, seen from which."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from benchmarks.timex import timexes_of
from sayso.mark.times.marking import find_times, mark_times
from sayso.mark.times.vocabulary import TimeTables, time_tables
from sayso.model import Article, Block, BlockKind, Sentence, Token, When
from sayso.packs.language import load_language

SATURDAY = date(2022, 6, 25)


@pytest.fixture(scope="module")
def tables() -> TimeTables:
    return time_tables(load_language("en"))


def article(*paragraphs: str, published: date | None = SATURDAY, headings: tuple[int, ...] = ()) -> Article:
    text, blocks = "", []
    for number, paragraph in enumerate(paragraphs):
        kind: BlockKind = "heading" if number in headings else "paragraph"
        blocks.append(Block(kind=kind, start=len(text), end=len(text) + len(paragraph)))
        text += paragraph + "\n"
    return Article(id="a-1", text=text, blocks=tuple(blocks), sha256="", published=published)


def sentences(read: Article) -> tuple[Sentence, ...]:
    return tuple(Sentence(start=b.start, end=b.end, block=i, tokens=()) for i, b in enumerate(read.blocks))


def whens(read: Article, tables: TimeTables) -> list[When]:
    return [mark.refers for mark in mark_times(read, sentences(read), tables) if isinstance(mark.refers, When)]


def days(text: str, tables: TimeTables, published: date | None = SATURDAY) -> list[tuple[str | None, str, str, str]]:
    times = whens(article(text, published=published), tables)
    return [(w.text, str(w.from_day), str(w.to_day), w.precision) for w in times]


@pytest.mark.parametrize(
    ("text", "words", "first", "last", "precision"),
    [
        ("He came yesterday.", "yesterday", "2022-06-24", "2022-06-24", "day"),
        ("They left last night.", "last night", "2022-06-24", "2022-06-24", "day"),
        ("It was shelled overnight.", "overnight", "2022-06-24", "2022-06-25", "days"),
        ("It fell early on Friday.", "early on Friday", "2022-06-24", "2022-06-24", "day"),
        ("It fell on Tuesday night.", "Tuesday night", "2022-06-21", "2022-06-21", "day"),
        ("It fell this week.", "this week", "2022-06-20", "2022-06-25", "week"),
        ("It fell last month.", "last month", "2022-05-01", "2022-05-31", "month"),
        ("It was quiet in recent days.", "recent days", "2022-06-18", "2022-06-25", "days"),
        ("It was quiet in the past three days.", "the past three days", "2022-06-22", "2022-06-25", "days"),
        ("It fell three days ago.", "three days ago", "2022-06-22", "2022-06-22", "day"),
        ("It fell two weeks ago.", "two weeks ago", "2022-06-06", "2022-06-12", "week"),
        ("Four months to the day since the war began.", "Four months to the day", "2022-02-25", "2022-02-25", "day"),
        ("Crimea was annexed in 2014.", "2014", "2014-01-01", "2014-12-31", "year"),
        ("It began on February 24.", "February 24", "2022-02-24", "2022-02-24", "day"),
        ("It began on 24 February 2022.", "24 February 2022", "2022-02-24", "2022-02-24", "day"),
        ("It began on the 24th of February.", "the 24th of February", "2022-02-24", "2022-02-24", "day"),
        ("It began on 2022-02-24.", "2022-02-24", "2022-02-24", "2022-02-24", "day"),
        ("It began on 24.02.2022.", "24.02.2022", "2022-02-24", "2022-02-24", "day"),
        ("It ended on 7May2022.", "7May2022", "2022-05-07", "2022-05-07", "day"),
        ("It raged from 6 to 9 May.", "6 to 9 May", "2022-05-06", "2022-05-09", "days"),
        ("It raged on 9–12 May.", "9–12 May", "2022-05-09", "2022-05-12", "days"),
        ("It raged between May 9 and 12.", "May 9 and 12", "2022-05-09", "2022-05-12", "days"),
        ("It began in early May 2022.", "early May 2022", "2022-05-01", "2022-05-10", "days"),
        ("It began in mid-April.", "mid-April", "2022-04-11", "2022-04-20", "days"),
        ("It lasted from late April to mid-May.", "late April to mid-May", "2022-04-21", "2022-05-20", "days"),
        ("It lasted from April to June 2021.", "April to June 2021", "2021-04-01", "2021-06-30", "month"),
        ("It began in May last year.", "May last year", "2021-05-01", "2021-05-31", "month"),
        ("It fell on Orthodox Easter.", "Orthodox Easter", "2022-04-24", "2022-04-24", "day"),
        ("It fell on New Year’s Eve.", "New Year’s Eve", "2021-12-31", "2021-12-31", "day"),
        ("It fell on Good Friday.", "Good Friday", "2022-04-15", "2022-04-15", "day"),
        ("It fell at 5 a.m. on Friday.", "5 a.m. on Friday", "2022-06-24", "2022-06-24", "day"),
        ("It began in the early hours of 9 May.", "the early hours of 9 May", "2022-05-09", "2022-05-09", "day"),
        ("It was hit between Friday and Sunday.", "Friday and Sunday", "2022-06-17", "2022-06-19", "days"),
        ("It was hit in the past days.", "the past days", "2022-06-18", "2022-06-25", "days"),
        ("It was hit between May 31 and 1 June.", "May 31 and 1 June", "2022-05-31", "2022-06-01", "days"),
        ("It was hit on May 4, 5 and 6.", "May 4, 5 and 6", "2022-05-04", "2022-05-06", "days"),
        ("It was hit on 4, 5 and 6 May.", "4, 5 and 6 May", "2022-05-04", "2022-05-06", "days"),
        ("It fell on 24-May-2022.", "24-May-2022", "2022-05-24", "2022-05-24", "day"),
        ("It fell on Russia Day.", "Russia Day", "2022-06-12", "2022-06-12", "day"),
        ("It fell on Orthodox Christmas Eve.", "Orthodox Christmas Eve", "2022-01-06", "2022-01-06", "day"),
        ("It rose after the 2014 annexation.", "2014", "2014-01-01", "2014-12-31", "year"),
        ("It fell in the night of 9/10 May.", "the night of 9/10 May", "2022-05-09", "2022-05-10", "days"),
        ("Beginning on May 9 it was shelled.", "May 9", "2022-05-09", "None", "day"),
        ("Sales fell in the first quarter.", "the first quarter", "2022-01-01", "2022-03-31", "month"),
        ("Sales fell in the third quarter of 2021.", "the third quarter of 2021", "2021-07-01", "2021-09-30", "month"),
        ("Sales fell last quarter.", "last quarter", "2022-01-01", "2022-03-31", "month"),
        ("It was built in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31", "year"),
        ("The fighting in 2015 was fierce.", "2015", "2015-01-01", "2015-12-31", "year"),
        ("The 2014 protests ended.", "2014", "2014-01-01", "2014-12-31", "year"),
        ("They had lost since ’14.", "’14", "2014-01-01", "None", "year"),
        ("It was built in the ’80s.", "the ’80s", "1980-01-01", "1989-12-31", "year"),
        ("It will fall two weeks from now.", "two weeks from now", "2022-07-04", "2022-07-10", "week"),
        ("It fell more than two weeks ago.", "more than two weeks ago", "2022-06-06", "2022-06-12", "week"),
        ("It came in the past 24 hours.", "the past 24 hours", "2022-06-24", "2022-06-25", "days"),
        ("It came at the end of the month.", "the end of the month", "2022-06-21", "2022-06-25", "days"),
        ("It was hit on May 10 and 11.", "May 10 and 11", "2022-05-10", "2022-05-11", "days"),
        ("It was hit on 10 and 11 May.", "10 and 11 May", "2022-05-10", "2022-05-11", "days"),
        (
            "It was hit on Tuesday 10 and Wednesday 11 May.",
            "Tuesday 10 and Wednesday 11 May",
            "2022-05-10",
            "2022-05-11",
            "days",
        ),
        (
            "It was hit on Monday 6, Tuesday 7 and Friday 10 June.",
            "Monday 6, Tuesday 7 and Friday 10 June",
            "2022-06-06",
            "2022-06-10",
            "days",
        ),
        ("It was hit on Monday and Tuesday.", "Monday and Tuesday", "2022-06-20", "2022-06-21", "days"),
        ("It was hit on Tuesday and Monday.", "Tuesday and Monday", "2022-06-20", "2022-06-21", "days"),
        (
            "It was hit on Sunday night and Monday morning.",
            "Sunday night and Monday morning",
            "2022-06-19",
            "2022-06-20",
            "days",
        ),
        ("It fell on the first Monday of March.", "the first Monday of March", "2022-03-07", "2022-03-07", "day"),
        ("It fell on the last Friday in May 2021.", "the last Friday in May 2021", "2021-05-28", "2021-05-28", "day"),
        ("It fell on 19-Nov-21.", "19-Nov-21", "2021-11-19", "2021-11-19", "day"),
        ("It fell on 2022/05/02.", "2022/05/02", "2022-05-02", "2022-05-02", "day"),
        ("It rose over the last 3.5 years.", "the last 3.5 years", "2018-12-25", "2022-06-25", "year"),
        (
            "It rose over the past two and a half years.",
            "the past two and a half years",
            "2019-12-25",
            "2022-06-25",
            "year",
        ),
        ("It was taken a year and a half ago.", "a year and a half ago", "2020-12-01", "2020-12-31", "month"),
        ("It rose over the last half a year.", "the last half a year", "2021-12-25", "2022-06-25", "year"),
    ],
)
def test_an_expression_stands_for_its_days(
    tables: TimeTables, text: str, words: str, first: str, last: str, precision: str
) -> None:
    assert days(text, tables) == [(words, first, last, precision)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It has been held since 2014.", "2014-01-01", "None"),
        ("It was to fall before May 9.", "None", "2022-05-08"),
        ("It fell by the end of April.", "None", "2022-04-30"),
        ("It was held until 3 June.", "None", "2022-06-03"),
        ("It was quiet after 3 June.", "2022-06-04", "None"),
    ],
)
def test_a_bound_leaves_one_side_open(tables: TimeTables, text: str, first: str, last: str) -> None:
    assert [(start, end) for _, start, end, _ in days(text, tables)] == [(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "They stayed for several months.",
        "A 22-year-old man was killed.",
        "It was a three-day visit.",
        "It may rain.",
        "They march on.",
        "Theresa May spoke.",
        "Some 2,014 people and 1500 soldiers came.",
        "The 24th Mechanized Brigade and the 2022nd Battalion fought.",
        "Weeks of shelling followed.",
        "It now holds the town, and recently shelled it every day.",
        "A quarter of the houses burnt.",
        "They shelled the whole quarter.",
        "They took that quarter and the third quarter of the city.",
        "They won 3:1.",
        "At 5 a.m. the shelling began.",
        "That was the day the war began.",
        "He slept in the morning.",
        "Nothing here says when.",
    ],
)
def test_what_is_no_day_yields_no_mark(tables: TimeTables, text: str) -> None:
    assert days(text, tables) == []


def test_an_article_without_words_for_time_does_not_get_the_published_day(tables: TimeTables) -> None:
    assert whens(article("Troops entered the town."), tables) == []


def test_yesterday_is_unknown_without_a_published_day(tables: TimeTables) -> None:
    (when,) = whens(article("He came yesterday.", published=None), tables)
    assert (when.from_day, when.to_day, when.precision) == (None, None, "unknown")


def test_a_weekday_looks_ahead_with_its_verb(tables: TimeTables) -> None:
    read = article("They will meet on Monday.")
    words = [("They", "PRP", 2), ("will", "MD", 2), ("meet", "VB", -1), ("on", "IN", 4), ("Monday", "NNP", 2)]
    tokens, at = [], 0
    for text, xpos, head in words:
        at = read.text.index(text, at)
        upos = "VERB" if xpos == "VB" else "X"
        tokens.append(
            Token(
                text=text, start=at, end=at + len(text), lemma=text.lower(), upos=upos, xpos=xpos, head=head, deprel="x"
            )
        )
    block = read.blocks[0]
    (mark,) = mark_times(read, [Sentence(start=block.start, end=block.end, block=0, tokens=tuple(tokens))], tables)
    assert isinstance(mark.refers, When)
    assert mark.refers.from_day == date(2022, 6, 27)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("talks/NN/4/nsubj will/MD/4/aux be/VB/4/cop ready/JJ/-1/root on/IN/5/case Monday/NNP/4/obl", 27),
        ("a/DT/1/det meeting/NN/-1/root to/TO/4/mark be/VB/4/aux held/VBN/1/acl on/IN/6/case Monday/NNP/4/obl", 27),
        ("it/PRP/2/nsubj is/VBZ/2/aux scheduled/VBN/-1/root for/IN/4/case Monday/NNP/2/obl", 27),
        ("it/PRP/3/nsubj may/MD/3/aux have/VB/3/aux ended/VBN/-1/root on/IN/5/case Monday/NNP/3/obl", 20),
        ("it/PRP/2/nsubj was/VBD/2/aux scheduled/VBN/-1/root for/IN/4/case Monday/NNP/2/obl", 20),
        ("they/PRP/1/nsubj refused/VBD/-1/root to/TO/3/mark go/VB/1/xcomp on/IN/5/case Monday/NNP/3/obl", 20),
    ],
)
def test_a_weekday_looks_ahead_only_with_a_verb_that_does(tables: TimeTables, words: str, day: int) -> None:
    read, sentence = parsed(words)
    (mark,) = mark_times(read, [sentence], tables)
    assert isinstance(mark.refers, When)
    assert mark.refers.from_day == date(2022, 6, day)


def parsed(words: str) -> tuple[Article, Sentence]:
    """An article and its sentence, from words that stand as text/xpos/head/deprel."""
    parts = [word.split("/") for word in words.split()]
    read, tokens, at = article(" ".join(part[0] for part in parts)), [], 0
    for text, xpos, head, deprel in parts:
        upos = "VERB" if xpos.startswith("VB") and deprel not in ("aux", "cop") else "X"
        lemma = {"is": "be", "was": "be", "scheduled": "schedule", "held": "hold"}.get(text, text)
        tokens.append(
            Token(
                text=text, start=at, end=at + len(text), lemma=lemma, upos=upos, xpos=xpos,
                head=int(head), deprel=deprel,
            )
        )  # fmt: skip
        at += len(text) + 1
    return read, Sentence(start=0, end=at - 1, block=0, tokens=tuple(tokens))


def test_next_month_counts_from_publication_and_not_from_the_latest_date(tables: TimeTables) -> None:
    times = whens(article("It was due in May 2008, but will come next month."), tables)
    assert times[-1].from_day == date(2022, 7, 1)


def test_the_following_months_are_not_a_week(tables: TimeTables) -> None:
    times = whens(article("It fell on 3 May 2021. In the following months it was shelled."), tables)
    assert (times[-1].from_day, times[-1].to_day, times[-1].precision) == (
        date(2021, 5, 4), date(2021, 10, 30), "year",
    )  # fmt: skip


def test_the_same_period_last_year_lies_a_year_before_the_latest_date(tables: TimeTables) -> None:
    times = whens(article("Sales rose in May compared to the same period last year."), tables)
    assert (times[-1].from_day, times[-1].to_day) == (date(2021, 5, 1), date(2021, 5, 31))


@pytest.mark.parametrize(
    ("text", "timexes"),
    [
        ("It fell on Friday morning.", [("Friday morning", "TIME", "2022-06-24TMO")]),
        ("It fell last week.", [("last week", "DATE", "2022-W24")]),
        ("It fell late last year.", [("late last year", "DATE", "2021")]),
        ("It was built in the 1990s.", [("the 1990s", "DATE", "199")]),
        ("It lasted from 6 to 9 May.", [("6", "DATE", "2022-05-06"), ("9 May", "DATE", "2022-05-09")]),
        ("It lasted nearly three weeks.", [("nearly three weeks", "DURATION", "P3W")]),
        ("It lasted two and a half years.", [("two and a half years", "DURATION", "P2.5Y")]),
        ("It lasted several hours.", [("several hours", "DURATION", "PTXH")]),
        ("It is shelled every week.", [("every week", "SET", "P1W")]),
        ("It is now held.", [("now", "DATE", "PRESENT_REF")]),
        ("It began at 6:40 p.m. yesterday.", [("6:40 p.m. yesterday", "TIME", "2022-06-24T18:40")]),
        (
            "Yesterday it began at 16:08 UTC.",
            [("Yesterday", "DATE", "2022-06-24"), ("16:08 UTC", "TIME", "2022-06-24T16:08Z")],
        ),
        ("A 22-year-old man.", [("22-year-old", "DURATION", "P22Y")]),
        ("It was built in the 20th century.", [("the 20th century", "DATE", "19")]),
        ("The talks would last four years.", [("four years", "DURATION", "P4Y")]),
        ("It fell this past weekend.", [("this past weekend", "DATE", "2022-W24-WE")]),
        ("They won 3:1, the Daily News wrote.", []),
        ("It fell in the year-ago quarter.", [("year-ago", "DATE", "2021")]),
    ],
)
def test_an_expression_has_its_timex_value(tables: TimeTables, text: str, timexes: list[tuple[str, str, str]]) -> None:
    read = article(text)
    read_timexes = [timex for it in find_times(read, sentences(read), tables) for timex in timexes_of(it, tables)]
    assert [(text[timex.start : timex.end], timex.type, timex.value) for timex in read_timexes] == timexes


def test_the_following_day_counts_from_the_latest_date_of_the_text(tables: TimeTables) -> None:
    times = whens(article("It was shelled on 3 May 2022.", "The following day it fell."), tables)
    assert [when.from_day for when in times] == [date(2022, 5, 3), date(2022, 5, 4)]


def test_two_days_later_counts_from_the_latest_date_of_the_text(tables: TimeTables) -> None:
    times = whens(article("It was shelled on 3 May 2022. It fell two days later."), tables)
    assert times[-1].from_day == date(2022, 5, 5)


def test_what_is_told_as_past_never_lies_behind_publication(tables: TimeTables) -> None:
    times = whens(article("It was shelled on 3 May 2022. Four years later it fell."), tables)
    assert times[-1].precision == "unknown"


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("In February rebels took Goma. Days later a bomb went off.", "month"),
        ("It fell on 3 May 2022. Hours later it was retaken.", "day"),
        ("It fell on 3 May 2022. Two hours later it was retaken.", "day"),
        ("It fell on 3 May 2022. A few hours later it was retaken.", "day"),
        ("It fell on 3 May 2022. Several hours later it was retaken.", "day"),
        ("It fell on 3 May 2022. Twenty hours later it was retaken.", "unknown"),
        ("It fell on 3 May 2022. Days later it was retaken.", "unknown"),
    ],
)
def test_what_came_a_little_later_lies_in_the_days_told_before_if_they_are_long_enough(
    text: str, precision: str, tables: TimeTables
) -> None:
    assert whens(article(text), tables)[-1].precision == precision


def test_the_same_day_is_unknown_when_no_day_was_named(tables: TimeTables) -> None:
    (when,) = whens(article("The same day it fell."), tables)
    assert when.precision == "unknown"


def test_a_date_without_a_year_takes_the_year_in_force_in_a_chronicle(tables: TimeTables) -> None:
    read = article(
        "The siege began on 24 February 2022 and ended on 20 May 2022.",
        "On 1 March it was shelled. On 3 March it was cut off.",
        published=date(2024, 1, 1),
    )
    assert [when.from_day for when in whens(read, tables)][2:] == [date(2022, 3, 1), date(2022, 3, 3)]


@pytest.mark.parametrize(
    ("first", "second", "year"),
    [
        ("On 3 February 2020 it was shelled.", "On 5 February it fell.", 2020),
        ("On 3 February it was shelled. On 5 February it fell.", "Since 7 October 2021 it had been quiet.", 2022),
    ],
)
def test_the_day_that_dates_the_page_is_none_of_its_chronicle(
    first: str, second: str, year: int, tables: TimeTables
) -> None:
    read = article(
        "Published 17 July 2022", first, second, "On 6 February it was retaken.", published=date(2022, 7, 17)
    )
    blocks = (replace(read.blocks[0], kind="byline"), *read.blocks[1:])
    assert [when.from_day for when in whens(replace(read, blocks=blocks), tables)][-1] == date(year, 2, 6)


def test_a_chronicle_comes_back_to_its_own_year_after_its_background(tables: TimeTables) -> None:
    read = article(
        "The siege began on 24 February 2022 and ended on 20 May 2022.",
        "Background",
        "It had been attacked on 24 January 2015.",
        "Siege",
        "On 1 March it was shelled.",
        published=date(2024, 1, 1),
        headings=(1, 3),
    )
    assert whens(read, tables)[-1].from_day == date(2022, 3, 1)


@pytest.mark.parametrize(("heading", "year"), [("Background", 2022), ("Before the siege", 2022), ("Siege", 2023)])
def test_the_background_of_a_chronicle_lies_before_its_lead(heading: str, year: int, tables: TimeTables) -> None:
    read = article(
        "The battle began on 2 October 2022. On 4 October 2022 it went on.",
        heading,
        "On 6 March the town fell.",
        published=date(2023, 7, 21),
        headings=(1,),
    )
    assert whens(read, tables)[-1].from_day == date(year, 3, 6)


def test_a_date_takes_the_year_that_its_heading_names(tables: TimeTables) -> None:
    read = article(
        "By July 2022 two towns had fallen. One was freed on 11 November 2022.",
        "March 2022",
        "On 2 March a convoy came.",
        "On 15 March it left.",
        published=date(2023, 7, 17),
        headings=(1,),
    )
    assert [when.from_day for when in whens(read, tables)][-2:] == [date(2022, 3, 2), date(2022, 3, 15)]


def test_dates_in_a_list_take_the_year_at_its_end(tables: TimeTables) -> None:
    times = whens(article("They met on 28 February, 3 March, and 7 March 2020."), tables)
    assert [when.from_day for when in times] == [date(2020, 2, 28), date(2020, 3, 3), date(2020, 3, 7)]


def test_a_chronicle_whose_lead_has_one_date_goes_on_from_it(tables: TimeTables) -> None:
    read = article(
        "The attacks began on 27 February 2022.",
        "They went on until 5 November. On 11 November it was freed.",
        published=date(2023, 7, 26),
    )
    assert whens(read, tables)[-1].from_day == date(2022, 11, 11)


def test_yesterday_in_a_chronicle_counts_from_the_day_it_tells(tables: TimeTables) -> None:
    read = article(
        "It lasted from 24 February 2022 to 20 May 2022.",
        "On 5 May a fighter said: “Yesterday they broke in.” It went on until 9 May.",
        published=date(2024, 1, 1),
    )
    (yesterday,) = [when for when in whens(read, tables) if when.text == "Yesterday"]
    assert yesterday.from_day == date(2022, 5, 4)


def test_a_date_just_ahead_of_publication_has_no_known_year(tables: TimeTables) -> None:
    (when,) = whens(article("A parade on July 3 was on the list."), tables)
    assert (when.precision, when.basis) == ("unknown", "stated")


def test_a_date_in_figures_that_can_be_read_both_ways_is_no_finer_than_its_year(tables: TimeTables) -> None:
    (when,) = whens(article("Signed 9/5/2022."), tables)
    assert when.precision == "year"


def test_a_day_that_the_calendar_lacks_is_unknown(tables: TimeTables) -> None:
    (when,) = whens(article("It fell on 31 June 2022."), tables)
    assert when.precision == "unknown"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It fell in late May and early June 2021.", [("2021-05-21", "2021-05-31"), ("2021-06-01", "2021-06-10")]),
        ("It snowed in December and January 2021.", [("2020-12-01", "2020-12-31"), ("2021-01-01", "2021-01-31")]),
    ],
)
def test_months_that_are_listed_share_the_year_behind_them(
    tables: TimeTables, text: str, wanted: list[tuple[str, str]]
) -> None:
    assert [(start, end) for _, start, end, _ in days(text, tables)] == wanted


def test_the_next_day_behind_a_dates_comma_is_that_date_again(tables: TimeTables) -> None:
    times = whens(article("It was shelled on 3 May 2022.", "On 4 May, the next day, it fell."), tables)
    assert [str(when.from_day) for when in times] == ["2022-05-03", "2022-05-04", "2022-05-04"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("On May 10 and 20 soldiers died.", "May 10"),
        ("On May 10 and 20 more were hurt.", "May 10"),
    ],
)
def test_a_number_that_counts_what_stands_behind_is_no_day_of_a_list(tables: TimeTables, text: str, words: str) -> None:
    assert [told for told, _, _, _ in days(text, tables)] == [words]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Soldiers left before dawn on Friday.", "2022-06-24"),
        ("Trucks crossed the river before midnight on Monday.", "2022-06-20"),
        ("Shells fell on the port shortly before noon on Thursday.", "2022-06-23"),
        ("The convoy set out before 6 a.m. on Tuesday.", "2022-06-21"),
        ("Jets bombed the camp after midnight on Wednesday.", "2022-06-22"),
        ("Gunmen came after dusk on Sunday.", "2022-06-19"),
        ("The bridge was blown up just before dawn on June 3.", "2022-06-03"),
        ("Drones hit the depot after 10:30 on 5 May 2022.", "2022-05-05"),
        ("Rebels withdrew before the morning of 7 May.", "2022-05-07"),
        ("The shelling began shortly after midday on Friday.", "2022-06-24"),
    ],
)
def test_an_hour_before_or_after_which_it_was_leaves_its_day(text: str, day: str, tables: TimeTables) -> None:
    assert [times[1:3] for times in days(text, tables)] == [(day, day)]


@pytest.mark.parametrize("words", ["Fighting went on overnight.", "Overnight, shells fell on the port."])
def test_the_night_of_an_account_is_the_one_in_which_its_day_ends(words: str, tables: TimeTables) -> None:
    dates = "It began on 24 February 2021. Troops came on 25 February 2021. It fell on 3 March 2021."
    night = whens(article(f"{dates} {words}"), tables)[-1]
    assert (str(night.from_day), str(night.to_day)) == ("2021-03-03", "2021-03-04")
