"""What titles, headings and the stamps of posts say of the days below them."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.mark.times.marking import _reader
from sayso.mark.times.sections import title_span
from sayso.mark.times.vocabulary import TimeTables, time_tables
from sayso.model import Article, Block, BlockKind
from sayso.packs.language import load_language
from tests.mark.times.test_times import whens

LATER = date(2023, 7, 17)


@pytest.fixture(scope="module")
def tables() -> TimeTables:
    return time_tables(load_language("en"))


def page(*pieces: tuple[BlockKind, str], title: str | None = None, published: date | None = LATER) -> Article:
    text, blocks = "", []
    for kind, words in pieces:
        blocks.append(Block(kind=kind, start=len(text), end=len(text) + len(words)))
        text += words + "\n"
    return Article(id="a-1", text=text, blocks=tuple(blocks), sha256="", title=title, published=published)


def last_day(article: Article, tables: TimeTables) -> str:
    return str(whens(article, tables)[-1].from_day)


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        ("Battle of Kharkiv (2022)", "2022-01-01", "2022-12-31"),
        ("2014 Idlib offensive", "2014-01-01", "2014-12-31"),
        ("The 2012 Northern Mali conflict", "2012-01-01", "2012-12-31"),
        ("Fighting in Goma (January 2025)", "2025-01-01", "2025-01-31"),
        ("2016–17 Kasai crisis", "2016-01-01", "2017-12-31"),
    ],
)
def test_a_title_that_names_an_event_gives_its_years(tables: TimeTables, title: str, first: str, last: str) -> None:
    span = title_span(title, tables, _reader(tables))
    assert span is not None
    assert (str(span[0]), str(span[1])) == (first, last)


@pytest.mark.parametrize("title", ["Clashes kill 2019 people", "What we know of the war since 2014", "Siege of Aden"])
def test_a_title_with_no_year_at_its_edge_gives_none(tables: TimeTables, title: str) -> None:
    assert title_span(title, tables, _reader(tables)) is None


def test_a_date_takes_its_year_from_the_title_and_not_from_publication(tables: TimeTables) -> None:
    article = page(("paragraph", "On 5 March troops entered the city."), title="Battle of Kharkiv (2022)")
    assert last_day(article, tables) == "2022-03-05"


def test_news_on_an_old_event_counts_its_words_of_the_moment_from_publication(tables: TimeTables) -> None:
    told = page(("paragraph", "A court jailed him yesterday."), title="2019 shooting: man jailed")
    assert last_day(told, tables) == "2023-07-16"


def test_a_day_without_a_year_in_a_heading_lies_in_the_year_above(tables: TimeTables) -> None:
    article = page(("heading", "2019"), ("heading", "March"), ("paragraph", "On 23 March troops took the town."))
    assert last_day(article, tables) == "2019-03-23"


def test_words_of_the_moment_count_from_a_heading_that_is_a_day(tables: TimeTables) -> None:
    article = page(("heading", "16 November 2019"), ("paragraph", "The town was shelled yesterday."))
    assert last_day(article, tables) == "2019-11-15"


def test_a_heading_without_a_day_ends_the_one_before(tables: TimeTables) -> None:
    article = page(
        ("heading", "16 November 2019"), ("paragraph", "It rained."),
        ("heading", "Aftermath"), ("paragraph", "The town was shelled yesterday."),
    )  # fmt: skip
    assert last_day(article, tables) == "2023-07-16"


def test_a_post_of_a_live_page_keeps_the_day_of_its_stamp(tables: TimeTables) -> None:
    article = page(("paragraph", "8 March, 14:30 – The town was shelled today."), published=date(2022, 3, 10))
    assert last_day(article, tables) == "2022-03-08"


def test_the_day_that_dates_a_page_is_none_of_what_it_tells(tables: TimeTables) -> None:
    article = page(
        ("byline", "Published 17 July 2023"),
        ("paragraph", "On 5 March troops entered the city."),
        title="Battle of Kharkiv (2022)",
    )
    assert last_day(article, tables) == "2022-03-05"


@pytest.mark.parametrize(
    "opening",
    [
        "At 10:30 on 25 February 2022, forces entered the town.",
        "On 25 February 2022 at 14:00, shells hit the port.",
        "At 6 a.m. on 25 February 2022, the bridge fell.",
    ],
)
def test_an_hour_that_opens_a_sentence_is_no_stamp(opening: str, tables: TimeTables) -> None:
    pieces: list[tuple[BlockKind, str]] = [
        ("paragraph", opening),
        ("paragraph", "On 26 February it fell."),
        ("paragraph", "Later that day it burned."),
    ]
    assert last_day(page(*pieces, title="Battle of Kharkiv (2022)"), tables) == "2022-02-26"
