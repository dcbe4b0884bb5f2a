"""What on a page is the site's, and what is the report's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.model import Article
from sayso.read.rules import FurnitureRules
from tests.read.conftest import said_in

ReadOne = Callable[..., Article]

REPORT = """Shelling stops in the town

The shelling of the town stopped on Friday, the mayor said, after four days in which it hit two schools.

The pumping station has been out of work since Wednesday, according to the regional administration of the town.

Russia denied that it had shelled the town and said that its forces had hit a depot near the railway.
"""


@pytest.mark.parametrize(
    "footer",
    [
        "About Jane Doe\n\nJane Doe writes on films and music for several magazines and lives by the sea.",
        "Check Also\n\nFair opens its doors\n\nThousands came to see the animals and the prizes that …",
        "Related articles\n\nPrices rise again\nFerry changes its timetable",
        "You may also like\n\nPrices rise again",
        "3 Comments\n\nGreat piece, thank you so much for writing about it all.",
        "Leave a Reply\n\nYour email address will not be published. Required fields are marked *",
        "Share this:\nFacebook\nTwitter\nWhatsApp",
        "Subscribe to our newsletter",
        "© 2022 Example Times. All rights reserved.",
        "Follow us on Twitter and Facebook for more news",
        "This website uses cookies to improve your experience. Learn more in our privacy policy.",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "Advertisement",
        "Fair opens its doors\n\nPrices rise again\n\nFerry changes its timetable",
        "Fair opens its doors\n\nThousands came to see the animals and the prizes that …",
        "http://example.org/more\n\n@janedoe",
        "***",
    ],
)
def test_a_page_footer_yields_no_block_of_the_report(read_one: ReadOne, footer: str) -> None:
    article = read_one(f"{REPORT}\n{footer}\n")
    assert "\n\n".join(said_in(article, "title", "heading", "paragraph")) == REPORT.strip()


def test_the_report_is_kept_below_a_link_in_its_middle(read_one: ReadOne) -> None:
    paragraphs = REPORT.strip().split("\n\n")
    text = "\n\n".join([*paragraphs[:3], "Read more: Pumps stand still", paragraphs[3]])
    assert said_in(read_one(text), "furniture") == ["Read more: Pumps stand still"]


def test_the_report_is_kept_below_a_box_in_its_middle(read_one: ReadOne) -> None:
    more = [
        "The mayor of the town said that the shelling had destroyed the railway depot on Wednesday.",
        "The regional administration said that two schools of the town had been hit by the shelling.",
        "The station and the depot are near the railway, and Russia denied that it had hit them.",
    ]
    text = "\n\n".join([REPORT.strip(), "Related articles", "Fair opens its doors", *more])
    assert said_in(read_one(text), "furniture") == ["Related articles", "Fair opens its doors"]


def test_a_quotation_that_breaks_off_is_report(read_one: ReadOne) -> None:
    paragraphs = REPORT.strip().split("\n\n")
    text = "\n\n".join(
        [*paragraphs[:2], "He stopped to look at the ruins of the school and said no more …", *paragraphs[2:]]
    )
    assert said_in(read_one(text), "furniture") == []


def test_a_list_that_a_paragraph_opens_is_report(read_one: ReadOne) -> None:
    places = ["Hirske", "Zolote", "Toshkivka"]
    text = "\n".join(
        [REPORT.strip(), "", "These places were shelled on Friday, the administration said in a message:", "", *places]
    )
    assert said_in(read_one(text), "furniture") == []


def test_the_headline_said_again_is_furniture(read_one: ReadOne) -> None:
    assert said_in(read_one(f"{REPORT}\nShelling stops in the town!\n"), "furniture") == ["Shelling stops in the town!"]


def test_a_menu_above_the_title_is_furniture(read_one: ReadOne) -> None:
    article = read_one("Skip to content\nHome\nWorld\nSport\n\n" + REPORT)
    assert (article.title, len(said_in(article, "furniture"))) == ("Shelling stops in the town", 4)


def test_a_message_without_a_stop_is_report(read_one: ReadOne) -> None:
    article = read_one("Explosions in Kherson\nAir defence at work near the Antonivka bridge")
    assert [block.kind for block in article.blocks] == ["paragraph", "paragraph"]


def test_a_caption_with_a_photographer_is_furniture(read_one: ReadOne) -> None:
    caption = "A man looks at a ruined house in Kherson, Ukraine, June 3, 2022. (AP Photo/Jane Doe)"
    assert said_in(read_one(f"{REPORT}\n{caption}\n"), "furniture") == [caption]


@pytest.mark.parametrize(
    "sentence",
    [
        "Video from the scene shows smoke over the depot and a fire engine on its way.",
        "Read the situation as you like, he said, the town will not be given up.",
        "The Shares of the plant were bought by the state in the spring of this year.",
        "More from the front came later, when the staff reported the loss of the village.",
        "About 40 people were wounded in the strike on the railway station, police said.",
        "Comments by the ministry on the loss of the town were not to be had on Friday.",
    ],
)
def test_a_sentence_is_no_label(rules: FurnitureRules, sentence: str) -> None:
    assert rules.label_of(sentence) is None


OTHER = """Farmers in the valley brought their cheese to the spring fair, where judges tasted forty kinds before noon.

A bakery from the coast won the prize for bread, ahead of two millers who had come by train overnight.

Visitors queued for apple juice until the press broke, and children painted the old cart in bright colours."""


def test_a_label_in_the_first_part_of_a_page_drops_a_list_and_no_prose(read_one: ReadOne) -> None:
    first, *rest = REPORT.strip().split("\n\n")[1:]
    text = "\n\n".join([first, "Related articles", "Prices rise again", OTHER])
    assert text.index("Related articles") < 0.4 * len(text)
    assert said_in(read_one(text), "furniture") == ["Related articles", "Prices rise again"]
    later = "\n\n".join([first, *rest, *rest, "Related articles", "Prices rise again", OTHER])
    assert later.index("Related articles") >= 0.4 * len(later)
    assert said_in(read_one(later), "furniture")[-5:] == ["Related articles", "Prices rise again", *OTHER.split("\n\n")]
