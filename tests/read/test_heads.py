"""Title, dateline, by-line and day of a report."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from sayso.base.settings import Settings
from sayso.flow.chain import read_given
from sayso.model import Article, Dropped
from sayso.read.heads import find_dateline, find_head_line, names_days, titled_day
from sayso.read.rules import FurnitureRules
from tests.read.conftest import texts_of

ReadOne = Callable[..., Article]
BODY = "Ukrainian troops left the town on Friday after weeks of shelling, the governor of the region said.\n"
OTHER = "Rebels in the hills above the town shelled it again for two hours, its mayor told a radio station.\n"


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
        ("February 21, 2015 (ADDIS ABABA) - Talks began.", "ADDIS ABABA", None),
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
        "Joint Command - Afghanistan",
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


@pytest.mark.parametrize(
    "head",
    [
        "By our correspondents in YANGON and BANGKOK\nPublished 3 March 2022",
        "By a staff reporter\nPublished 3 March 2022",
        "Regional Talks Stall While Towns Burn and Roads Stay Shut\nPublished 3 March 2022",
        "What the two sides say about the bridge and the road to it\n3 March 2022",
        "The town has changed hands twice since May, and its market is shut.\nPublished 3 March 2022",
        "The junta has not said anything about it.\n\nUpdated 3 March 2022, 10:20 GMT",
        "By the special correspondent, Goma\n3 March 2022",
        "Posted on 3 March 2022 by our reporter in Goma",
        "Lashio, Thursday 3 March 2022 – by Anselmo Nacuo",
        "GOMA, 3 March 2022 | By Jane Doe and John Roe",
        "Radio Valley | Bukavu | 3 March 2022, 6:12 a.m.",
        "The war, hour by hour – Thursday 3 March 2022\nUpdates by Jane Doe (all times local)",
        "PRESS NOTE\nPolice Headquarters, Imphal\nDated: 03-03-2022",
        "Issued 3 March 2022. Prepared with partners of the access team.",
        "Press release No. 14 | 3 March 2022",
    ],
)
def test_the_head_dates_the_report_whatever_stands_beside_the_day(read_one: ReadOne, head: str) -> None:
    assert read_one(f"Rebels hold hill town above the valley\n\n{head}\n\n{BODY}\n{OTHER}").published == date(
        2022, 3, 3
    )


@pytest.mark.parametrize("head", ["The siege, 3 March 2022", "The siege (1 – 3 March 2022)", "Since 3 March 2022"])
def test_a_day_that_no_sign_parts_from_a_heading_dates_no_report(read_one: ReadOne, head: str) -> None:
    assert read_one(f"Rebels hold hill town above the valley\n\n{head}\n\n{BODY}\n{OTHER}").published is None


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


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("KABUL, Afghanistan (Aug. 6, 2012)", date(2012, 8, 6)),
        ("KABUL, Afghanistan (May 31,2011)", date(2011, 5, 31)),
        ("Myitkyina, May 16, 2018", date(2018, 5, 16)),
    ],
)
def test_a_dateline_on_a_line_of_its_own_dates_the_report(read_one: ReadOne, line: str, day: date) -> None:
    assert read_one(f"Troops kill two insurgents in the north\n\n{line}\n\n{BODY}").published == day


def test_a_day_without_a_year_lies_in_the_month_of_the_releases_number(read_one: ReadOne) -> None:
    assert read_one(f"2010-12-S-191\n\nKABUL, Afghanistan (Dec. 17) – {BODY}").published == date(2010, 12, 17)


@pytest.mark.parametrize(
    ("title", "is_dated"),
    [
        ("Apr. 23: Operations in the north", True),
        ("Operational Update, Jan. 10, 2011", True),
        ("Attack on a market in Goma, 5 May 2015", False),
        ("5 May 2015 market attack", False),
    ],
)
def test_a_title_dates_its_report_if_it_names_a_kind_of_report(
    rules: FurnitureRules, title: str, is_dated: bool
) -> None:
    assert (titled_day(title, rules) is not None) == is_dated


@pytest.mark.parametrize("line", ["16 November 2019", "=== 5 March ===", "March 2020", "2019", "Monday, 5 May"])
def test_a_line_may_be_a_day_and_nothing_else(rules: FurnitureRules, line: str) -> None:
    assert names_days(line, rules)


@pytest.mark.parametrize("line", ["2019 attacks", "Aleppo", "12", "May be", ""])
def test_a_line_of_other_words_is_no_day(rules: FurnitureRules, line: str) -> None:
    assert not names_days(line, rules)


def test_days_that_part_a_page_are_headings_and_date_no_report(read_one: ReadOne) -> None:
    article = read_one(f"The war in brief\n\n4 November 2020\n\n{BODY}\n9 November 2020\n\n{OTHER}")
    assert [block.kind for block in article.blocks] == ["title", "heading", "paragraph", "heading", "paragraph"]
    assert article.published is None


@pytest.mark.parametrize(
    "text",
    [
        "Caption: smoke over the suburb. The raid on Beirut's Dahiyeh, the third in a week, hit a block of flats.",
        "(Photo: a yard in Cap-Haïtien.) The kidnapping of a pastor on the airport road is the fourth of its kind.",
    ],
)
def test_a_text_that_is_nothing_but_a_caption_with_a_report_behind_it_is_read(text: str) -> None:
    (article,) = read_given(json.dumps({"text": text}).encode(), Settings())
    assert isinstance(article, Article)
    assert [block.kind for block in article.blocks] == ["paragraph"]


def test_a_caption_alone_is_no_report() -> None:
    (dropped,) = read_given(json.dumps({"text": "Photo: AFP. Share this story"}).encode(), Settings())
    assert isinstance(dropped, Dropped)
