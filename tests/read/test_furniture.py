"""What on a page is the site's, and what is the report's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.model import Article
from sayso.read.furniture import find_furniture
from sayso.read.page import Shape, lay_out
from sayso.read.rules import FurnitureRules
from tests.read.conftest import texts_of

ReadOne = Callable[..., Article]
Part = str | tuple[Shape, str, int]

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
    assert "\n\n".join(texts_of(article, "title", "heading", "paragraph")) == REPORT.strip()


def test_the_report_is_kept_below_a_link_in_its_middle(read_one: ReadOne) -> None:
    paragraphs = REPORT.strip().split("\n\n")
    text = "\n\n".join([*paragraphs[:3], "Read more: Pumps stand still", paragraphs[3]])
    assert texts_of(read_one(text), "furniture") == ["Read more: Pumps stand still"]


def test_the_report_is_kept_below_a_box_in_its_middle(read_one: ReadOne) -> None:
    more = [
        "The mayor of the town said that the shelling had destroyed the railway depot on Wednesday.",
        "The regional administration said that two schools of the town had been hit by the shelling.",
        "The station and the depot are near the railway, and Russia denied that it had hit them.",
    ]
    text = "\n\n".join([REPORT.strip(), "Related articles", "Fair opens its doors", *more])
    assert texts_of(read_one(text), "furniture") == ["Related articles", "Fair opens its doors"]


def test_a_quotation_that_breaks_off_is_report(read_one: ReadOne) -> None:
    paragraphs = REPORT.strip().split("\n\n")
    text = "\n\n".join(
        [*paragraphs[:2], "He stopped to look at the ruins of the school and said no more …", *paragraphs[2:]]
    )
    assert texts_of(read_one(text), "furniture") == []


def test_a_list_that_a_paragraph_opens_is_report(read_one: ReadOne) -> None:
    places = ["Hirske", "Zolote", "Toshkivka"]
    text = "\n".join(
        [REPORT.strip(), "", "These places were shelled on Friday, the administration said in a message:", "", *places]
    )
    assert texts_of(read_one(text), "furniture") == []


def test_the_headline_said_again_is_furniture(read_one: ReadOne) -> None:
    assert texts_of(read_one(f"{REPORT}\nShelling stops in the town!\n"), "furniture") == [
        "Shelling stops in the town!"
    ]


def test_a_menu_above_the_title_is_furniture(read_one: ReadOne) -> None:
    article = read_one("Skip to content\nHome\nWorld\nSport\n\n" + REPORT)
    assert (article.title, len(texts_of(article, "furniture"))) == ("Shelling stops in the town", 4)


def test_a_message_without_a_stop_is_report(read_one: ReadOne) -> None:
    article = read_one("Explosions in Kherson\nAir defence at work near the Antonivka bridge")
    assert [block.kind for block in article.blocks] == ["paragraph", "paragraph"]


def test_a_caption_with_a_photographer_is_furniture(read_one: ReadOne) -> None:
    caption = "A man looks at a ruined house in Kherson, Ukraine, June 3, 2022. (AP Photo/Jane Doe)"
    assert texts_of(read_one(f"{REPORT}\n{caption}\n"), "furniture") == [caption]


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
    assert texts_of(read_one(text), "furniture") == ["Related articles", "Prices rise again"]
    later = "\n\n".join([first, *rest, *rest, "Related articles", "Prices rise again", OTHER])
    assert later.index("Related articles") >= 0.4 * len(later)
    assert texts_of(read_one(later), "furniture")[-5:] == [
        "Related articles",
        "Prices rise again",
        *OTHER.split("\n\n"),
    ]


TOWN = REPORT.strip().split("\n\n")[1:]
"""Three whole paragraphs on the town."""
FAIR = OTHER.split("\n\n")
"""Three whole paragraphs on something else."""
BACK = [
    "The mayor of the town said that the shelling had destroyed the railway depot on Wednesday.",
    "The regional administration said that two schools of the town had been hit by the shelling.",
    "The station and the depot are near the railway, and Russia denied that it had hit them.",
]
"""Three more paragraphs on the town."""
SPOKEN = "The mayor spoke of forestry, of the bombardment, of the EU, of the tax and of the depot near the railway."
TEASER = "Thousands came to see the animals and the prizes that …"
TITLES = ["Fair opens its doors", "Prices rise again", "Ferry changes its timetable"]
MENU: Part = ("links", "Home. World. Sport. Weather. Films. Music. Jobs. About.", 0)


@pytest.fixture
def dropped(rules: FurnitureRules) -> Callable[..., list[str]]:
    """Which of the parts of a page are furniture; a part is a paragraph, or a shape, a text and a level."""

    def drop(*parts: Part, marked_up: bool = False) -> list[str]:
        page = lay_out([part if isinstance(part, tuple) else ("paragraph", part, 0) for part in parts])
        text, pieces = page.text, page.pieces
        furniture = find_furniture(replace(page, marked_up=marked_up), rules)
        return [text[pieces[index].start : pieces[index].end] for index in sorted(furniture)]

    return drop


Drop = Callable[..., list[str]]


def prose(length: int, sentence: str) -> str:
    """A paragraph of so many characters that says this over and over."""
    return (f"{sentence} " * length)[: length - 1] + "."


@pytest.mark.parametrize(("length", "is_title"), [(130, True), (131, False)])
def test_a_title_has_130_characters_at_most(dropped: Drop, length: int, is_title: bool) -> None:
    lines = [TITLES[0], "x" * length, TITLES[1]]
    assert dropped(*TOWN, *lines) == (lines if is_title else [])


@pytest.mark.parametrize("line", ["Prices rise.", "Prices rise,", "Prices rise;", "Prices rise:", "- Prices rise"])
def test_a_line_with_a_stop_or_a_bullet_is_no_title(dropped: Drop, line: str) -> None:
    assert dropped(*TOWN, TITLES[0], line, TITLES[1]) == []


@pytest.mark.parametrize(
    ("question", "is_dropped"),
    [("Who came to the fair on Sunday?", True), ("Who came to the fair on Sunday morning?", False)],
)
def test_a_paragraph_of_eight_words_ends_a_list(dropped: Drop, question: str, is_dropped: bool) -> None:
    assert dropped(TOWN[0], "Read more", question, *TOWN[1:]) == ["Read more", *([question] if is_dropped else [])]


def test_an_hour_by_itself_is_report_and_signs_are_not(dropped: Drop) -> None:
    assert dropped(TOWN[0], "12:30", TOWN[1], "* * *", TOWN[2]) == ["* * *"]


def test_a_title_is_no_label_and_any_other_heading_may_be(dropped: Drop) -> None:
    assert dropped(("heading", "Live updates", 1), *TOWN, marked_up=True) == []
    assert dropped(("heading", "Live updates", 2), *TOWN, marked_up=True) == ["Live updates"]
    below = [("heading", TITLES[0], 1), *TOWN, ("heading", "Live updates", 1)]
    assert dropped(*below, marked_up=True) == ["Live updates"]


def test_a_label_of_a_block_drops_no_line_behind_it(dropped: Drop) -> None:
    assert dropped(TOWN[0], "Advertisement", "Shells fall again", *TOWN[1:]) == ["Advertisement"]


@pytest.mark.parametrize(("start", "is_rest"), [(400, True), (399, False)])
def test_a_label_drops_prose_from_two_fifths_of_the_page_on(dropped: Drop, start: int, is_rest: bool) -> None:
    label = "Related articles"
    above = prose(start - 2, "The town was shelled for days on end")
    below = prose(1000 - start - len(label) - 2, "Farmers brought their cheese to the spring fair")
    assert dropped(above, label, below) == [label, *([below] if is_rest else [])]


@pytest.mark.parametrize(("label", "end"), [(2, 2), (2, 1), (1, 1)])
def test_a_section_ends_at_a_heading_of_its_level_or_higher(dropped: Drop, label: int, end: int) -> None:
    section: list[Part] = [("heading", "References", label), *FAIR[:2], ("heading", "Books", 3), FAIR[2]]
    page = [("heading", "A town", 1), TOWN[0], *section, ("heading", "Aftermath", end), *TOWN[1:]]
    assert dropped(*page, marked_up=True) == ["References", *FAIR[:2], "Books", FAIR[2]]


def test_a_section_without_levels_is_a_list(dropped: Drop) -> None:
    assert dropped(TOWN[0], "References", "On films, by Jane Doe", *TOWN[1:]) == ["References", "On films, by Jane Doe"]


def test_a_list_holds_teasers_and_links_and_ends_at_a_heading(dropped: Drop) -> None:
    page = [TOWN[0], "Read more:", TEASER, MENU, TITLES[0], ("heading", "Shells fall again", 2), *TOWN[1:]]
    assert dropped(*page, marked_up=True) == ["Read more:", TEASER, MENU[1], TITLES[0]]
    assert dropped(TOWN[0], "Read more", "He wept, and then,", *TOWN[1:]) == ["Read more"]


@pytest.mark.parametrize(
    ("below", "kept"),
    [
        (BACK[:1], 0),
        (BACK[:2], 2),
        ([TITLES[0], *BACK[:2]], 0),
        ([MENU, *BACK[:2]], 2),
        ([TITLES[0], *BACK], 3),
        ([*FAIR, TITLES[0], *BACK], 3),
        (FAIR, 0),
    ],
)
def test_a_report_goes_on_below_a_box_with_two_paragraphs_that_have_no_title(
    dropped: Drop, below: list[Part], kept: int
) -> None:
    page = [part if isinstance(part, str) else part[1] for part in below]
    assert dropped(*TOWN, SPOKEN, "Related articles", *below) == ["Related articles", *page[: len(page) - kept]]


def test_a_label_is_no_paragraph_of_what_it_stands_above(dropped: Drop) -> None:
    assert dropped(*TOWN, SPOKEN, "Related articles:", BACK[0]) == ["Related articles:", BACK[0]]


@pytest.mark.parametrize(("number", "is_report"), [(6, True), (5, False)])
def test_six_paragraphs_are_report_whatever_they_are_about(dropped: Drop, number: int, is_report: bool) -> None:
    more = [f"{paragraph[:-1]} once more." for paragraph in FAIR]
    below = [*FAIR, *more][:number]
    assert dropped(*TOWN, *BACK, "Related articles", *below) == ["Related articles", *([] if is_report else below)]


@pytest.mark.parametrize(
    "between",
    [("heading", "A fair. And how it went on.", 2), ("heading", "How did all of the fair go on?", 2), TEASER, MENU],
)
def test_headings_teasers_and_links_part_paragraphs(dropped: Drop, between: Part) -> None:
    below = [*FAIR, between, *(f"{paragraph[:-1]} once more." for paragraph in FAIR)]
    page = [part if isinstance(part, str) else part[1] for part in below]
    assert dropped(*TOWN, *BACK, "Related articles", *below, marked_up=True) == ["Related articles", *page]


@pytest.mark.parametrize(
    ("known", "is_report"),
    [
        ("depot railway mayor", True),
        ("depot railway kitten", False),
        ("bombarded railway mayor", True),
        ("forester railway mayor", False),
        ("tax railway mayor", True),
        ("EU railway mayor", False),
    ],
)
def test_three_words_of_ten_known_make_a_paragraph_the_reports(dropped: Drop, known: str, is_report: bool) -> None:
    below = [
        f"Cheese bakery valley orchard juniper kettle tulip {known}.",
        f"Apple juice press cart oven jam hay {known}.",
    ]
    assert dropped(SPOKEN, SPOKEN[4:], "Related articles", *below) == [
        "Related articles",
        *([] if is_report else below),
    ]


@pytest.mark.parametrize(
    ("below", "is_report"),
    [
        (["Cheese bakery valley orchard juniper depot railway mayor.", "Apple juice and hay,"], True),
        (["The mayor spoke of the bombardment,", "The depot near the railway and the mayor,"], False),
        (
            ["Cheese bakery valley orchard juniper depot railway mayor.", "He was what they were, and so was she."],
            False,
        ),
    ],
)
def test_whole_paragraphs_alone_tell_what_a_page_is_about(dropped: Drop, below: list[str], is_report: bool) -> None:
    page = [SPOKEN, SPOKEN[4:], "Related articles", *below]
    assert dropped(*page) == ["Related articles", *([] if is_report else below)]


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (TITLES, 3),
        (TITLES[:2], 0),
        ([TEASER], 0),
        ([TITLES[0], TEASER], 2),
        ([TEASER, TITLES[0]], 2),
        ([TITLES[0], TEASER, TITLES[1]], 3),
        ([*TITLES[:2], "Advertisement"], 1),
        ([*TITLES, "Follow us on Twitter and Facebook for more news."], 4),
    ],
)
def test_a_page_ends_with_three_titles_or_with_a_title_and_a_teaser(
    dropped: Drop, lines: list[str], count: int
) -> None:
    assert dropped(*TOWN, *lines) == lines[len(lines) - count :]


def test_lines_without_any_paragraph_are_report(dropped: Drop) -> None:
    assert dropped(*TITLES) == []
    assert dropped("Who came to the fair on Sunday morning?", *TITLES) == []
    assert dropped() == []


def test_a_list_at_the_end_of_a_page_with_syntax_is_report(dropped: Drop) -> None:
    assert dropped(*TOWN, *TITLES, marked_up=True) == []


@pytest.mark.parametrize(
    ("line", "is_teaser"),
    [
        ("Thousands came to the fair now. Read more", True),
        ("Thousand came to the fair now. Read more", False),
        ("Thousands came to the fair […]", True),
        ("Thousands came to the fair …", False),
    ],
)
def test_a_teaser_amid_the_report_reads_more_or_breaks_off_in_brackets(
    dropped: Drop, line: str, is_teaser: bool
) -> None:
    assert dropped(TITLES[0], TOWN[0], line, *TOWN[1:]) == ([line] if is_teaser else [])


def test_a_page_may_open_with_words_that_break_off(dropped: Drop) -> None:
    assert dropped("Thousands came to the fair […]", *TOWN) == []


def test_a_title_and_what_breaks_off_below_it_close_a_page(dropped: Drop) -> None:
    assert dropped(TOWN[0], TITLES[0], TEASER, marked_up=True) == [TITLES[0], TEASER]
    assert dropped(TOWN[0], TITLES[0], TEASER, TOWN[1], marked_up=True) == []
    related = [TITLES[0], TEASER, "Related articles", FAIR[0]]
    assert dropped(*TOWN, *related, marked_up=True) == related


@pytest.mark.parametrize(
    "page",
    [
        ["Explosions in Kherson", "Air defence at work near the bridge …"],
        [TOWN[0], "He looked at the school,", TEASER],
        [TOWN[0], "He looked at the school …", TEASER],
    ],
)
def test_what_breaks_off_below_no_title_or_no_report_is_kept(dropped: Drop, page: list[str]) -> None:
    assert dropped(*page, marked_up=True) == []


def test_a_label_that_breaks_off_leaves_the_line_above_it(dropped: Drop) -> None:
    assert dropped(TOWN[0], "Shells fall again", "Share this …", marked_up=True) == ["Share this …"]


@pytest.mark.parametrize(("line", "is_repeat"), [("Shells hit the school", True), ("Shells hit the towns", False)])
def test_a_line_of_eighteen_letters_is_not_said_twice(dropped: Drop, line: str, is_repeat: bool) -> None:
    assert dropped(line, TOWN[0], f"{line}!", TOWN[1], line, TOWN[2]) == ([f"{line}!", line] if is_repeat else [])


def test_what_stood_among_links_before_is_no_repeat(dropped: Drop) -> None:
    assert dropped(TOWN[0], "Read more", TITLES[2], TOWN[1], TITLES[2], TOWN[2]) == ["Read more", TITLES[2]]
