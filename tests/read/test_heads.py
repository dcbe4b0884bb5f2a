"""Title, dateline, by-line and day of a report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sayso.model import Article
from sayso.read.heads import find_dateline, find_head_line
from sayso.read.rules import FurnitureRules
from tests.read.conftest import texts_of

ReadOne = Callable[..., Article]
BODY = "Ukrainian troops left the town on Friday after weeks of shelling, the governor of the region said.\n"


@pytest.mark.parametrize(
    ("text", "place", "outlet"),
    [
        ("KYIV, June 24 (Reuters) — Troops left.", "KYIV", "Reuters"),
        ("ZAPORIZHZHIA, Ukraine (AP) — Troops left.", "ZAPORIZHZHIA, Ukraine", "Associated Press"),
        ("Beirut — Troops left the town on Friday.", "Beirut", None),
        ("MOSCOW, June 24. /TASS/. Troops left.", "MOSCOW", "TASS"),
        ("Moscow. June 24. INTERFAX - Troops left.", "Moscow", "Interfax"),
        ("KYIV, Ukraine, 24 June 2022 (AFP) - Troops left.", "KYIV, Ukraine", "AFP"),
        ("Washington (AFP) – Troops left.", "Washington", "AFP"),
        ("GAZA CITY, Gaza Strip — Troops left.", "GAZA CITY, Gaza Strip", None),
        ("PESHAWAR: A bomb went off on Friday.", "PESHAWAR", None),
        ("ATLANTA (AP) Troops left.", "ATLANTA", "Associated Press"),
    ],
)
def test_a_dateline_is_found(rules: FurnitureRules, text: str, place: str, outlet: str | None) -> None:
    dateline = find_dateline(text, rules)
    assert dateline is not None
    assert (dateline.place, dateline.outlet) == (place, outlet)


@pytest.mark.parametrize(
    "text",
    [
        "Putin — the president of Russia — said so.",
        "Analysis — Russia is near the town.",
        "NATO: Russia is near the town.",
        "Two men — Ukrainians — died in the blast.",
        "The town of Hirske - Now wholly taken.",
        "Ukraine (which is large) – it said – holds on.",
    ],
)
def test_a_sentence_with_a_dash_is_no_dateline(rules: FurnitureRules, text: str) -> None:
    assert find_dateline(text, rules) is None


@pytest.mark.parametrize(
    "text",
    [
        "By Jane Doe",
        "By Jane Doe and John Roe, Reuters",
        "BY JANE DOE",
        "By the Northern Desk",
        "By Jane Doe | 25 June 2022",
        "Published 25 June 2022",
        "Updated 25 June 2022 at 10:00 GMT",
        "JANE DOE — SATURDAY, 25 JUNE 2022, 08:10",
        "Published in Dawn, June 25th, 2022",
        "Saturday 25 June 2022 10.15 BST",
    ],
)
def test_a_line_of_the_head_is_found(rules: FurnitureRules, text: str) -> None:
    assert find_head_line(text, rules) is not None


@pytest.mark.parametrize("text", ["By Monday evening, the town had fallen", "By the river", "Battle on 25 June 2022"])
def test_a_heading_is_no_by_line(rules: FurnitureRules, text: str) -> None:
    assert find_head_line(text, rules) is None


def test_the_first_short_line_is_the_title(read_one: ReadOne) -> None:
    article = read_one("Troops leave town\n\n" + BODY)
    assert (article.title, texts_of(article, "title")) == ("Troops leave town", ["Troops leave town"])


def test_a_title_that_closes_with_a_stop_is_told_by_the_dateline(read_one: ReadOne) -> None:
    assert read_one("Troops leave town.\n\nKYIV (AP) — " + BODY).title == "Troops leave town."


def test_a_report_that_opens_with_a_sentence_has_no_title(read_one: ReadOne) -> None:
    assert read_one(BODY + "\n" + BODY.replace("Friday", "Monday")).title is None


def test_the_dateline_is_a_block_before_its_paragraph(read_one: ReadOne) -> None:
    article = read_one("Troops leave town\n\nKYIV, June 24 (Reuters) — " + BODY)
    assert [block.kind for block in article.blocks] == ["title", "dateline", "paragraph"]
    assert texts_of(article, "dateline", "paragraph") == ["KYIV, June 24 (Reuters) —", BODY.strip()]


def test_the_dateline_names_place_and_outlet(read_one: ReadOne) -> None:
    article = read_one("KYIV, June 24 (Reuters) — " + BODY)
    assert (article.dateline, article.outlet) == ("KYIV", "Reuters")


def test_a_short_line_above_a_paragraph_is_a_heading(read_one: ReadOne) -> None:
    article = read_one(f"Troops leave town\n\n{BODY}\nNo water\n\n{BODY.replace('Friday', 'Monday')}")
    assert texts_of(article, "heading") == ["No water"]


def test_the_by_line_is_a_block_of_its_own(read_one: ReadOne) -> None:
    assert texts_of(read_one("Troops leave town\n\nBy Jane Doe, Reuters\n\n" + BODY), "byline") == [
        "By Jane Doe, Reuters"
    ]


def test_the_day_of_the_page_comes_before_the_callers(read_one: ReadOne) -> None:
    article = read_one("Troops leave town\n\nPublished 24 June 2022\n\n" + BODY, published=date(2022, 7, 1))
    assert article.published == date(2022, 6, 24)


def test_the_datelines_day_takes_its_year_from_the_caller(read_one: ReadOne) -> None:
    article = read_one("KYIV, Dec. 31 (AP) — " + BODY, published=date(2023, 1, 2))
    assert article.published == date(2022, 12, 31)


def test_the_callers_day_and_outlet_serve_a_report_that_says_none(read_one: ReadOne) -> None:
    article = read_one(BODY, published=date(2022, 6, 25), outlet="The Bulletin")
    assert (article.published, article.outlet) == (date(2022, 6, 25), "The Bulletin")


def test_a_day_without_a_year_and_without_a_caller_is_not_guessed(read_one: ReadOne) -> None:
    assert read_one("KYIV, June 24 (AP) — " + BODY).published is None


def test_a_day_in_the_text_is_not_the_day_of_the_report(read_one: ReadOne) -> None:
    assert read_one(BODY.replace("Friday", "24 June 2022")).published is None
