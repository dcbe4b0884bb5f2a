"""Tables become rows of cells, each with what its column holds; those that tell nothing are counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.model import Article
from sayso.read import FurnitureRules
from sayso.read.html_tables import without_tables
from sayso.read.tables import read_table

ReadOne = Callable[..., Article]
HEAD = "# Towns\n\nThe army took these towns in the last month of the war.\n\n"
TOWNS = """| Town | [Region](x) | Captured by | Date |
| --- | --- | --- | --- |
| Dessie | Amhara | ![Flag](f.svg) TDF[1] | 30 October 2021 |
| Weldiya | | ![Flag of Ethiopia.svg](e.svg) | – |
"""


def cells_of(article: Article) -> list[list[tuple[str | None, str]]]:
    """The cells of each row, with what their columns hold."""
    rows = dict[int, list[tuple[str | None, str]]]()
    for block in article.blocks:
        if block.kind == "cell":
            rows.setdefault(block.row, []).append((block.column, article.text[block.start : block.end]))
    return list(rows.values())


def test_a_row_is_a_line_with_the_titles_of_its_columns(read_one: ReadOne) -> None:
    article = read_one(HEAD + TOWNS)
    assert "Town: Dessie | Region: Amhara | Captured by: TDF | Date: 30 October 2021" in article.text
    assert cells_of(article)[0] == [
        ("place", "Dessie"), ("region", "Amhara"), ("captor", "TDF"), ("day", "30 October 2021")
    ]  # fmt: skip


def test_a_flag_alone_is_whose_it_is_and_a_dash_is_nothing(read_one: ReadOne) -> None:
    assert cells_of(read_one(HEAD + TOWNS))[1] == [("place", "Weldiya"), ("captor", "Ethiopia")]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("{{flag|Ukraine}}", "Ukraine"),
        ("{{flagicon|Mali}} Mali", "Mali"),
        ("🇷🇺 Russia", "Russia"),
        ("Flag of the Arakan Army.svg Arakan Army", "Arakan Army"),
        ("Unknown", None),
    ],
)
def test_leftovers_of_flags(cell: str, said: str | None, rules: FurnitureRules) -> None:
    table = read_table([["Town", "Held by"], ["Bamako", cell]], rules)
    (row,) = table.rows
    held = [row.text[start:end] for kind, start, end in row.cells if kind == "holder"]
    assert held == ([said] if said else [])


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Date captured", "day"),
        ("Captured by", "captor"),
        ("Liberated by", "recaptor"),
        ("Current control", "holder"),
        ("Civilians killed", "killed"),
        ("Killed by", "attacker"),
        ("Result of the battle", "told"),
        ("Governorate", "region"),
        ("Theatre", "other"),
        ("A very long title that says what this column is about and goes on", "other"),
    ],
)
def test_what_a_column_holds_is_told_by_the_longest_phrase_of_its_title(
    title: str, kind: str, rules: FurnitureRules
) -> None:
    table = read_table([["Town", "Notes", title], ["Goma", "Taken.", "x"]], rules)
    assert table.rows[0].cells[2][0] == kind


@pytest.mark.parametrize(
    "table",
    [
        "| Item | Price |\n| --- | --- |\n| Bread | 3 |\n| Fuel | 9 |\n",
        "| Country | Destroyed |\n| --- | --- |\n| Jordan | 3 |\n| Russia | 26 |\n",
        "| |\n| --- |\n| List of posts |\n| Salva |\n| Samaan |\n",
    ],
)
def test_a_table_whose_columns_tell_nothing_is_counted(table: str, read_one: ReadOne) -> None:
    article = read_one(HEAD + table)
    assert (article.unread_tables, cells_of(article)) == ((2,), [])


def test_a_table_with_nothing_in_it_is_none(read_one: ReadOne) -> None:
    assert read_one(HEAD + "| |\n| --- |\n| |\n").unread_tables == ()


def test_cells_are_no_furniture_though_they_look_it(read_one: ReadOne) -> None:
    table = "| Date | Event |\n| --- | --- |\n| 4 May | Share this |\n| 5 May | Read more |\n"
    assert [len(row) for row in cells_of(read_one(HEAD + table))] == [2, 2]


PAGE = """<html><head><title>Control of towns</title></head><body><article><h1>Control of towns</h1>
<p>The table below says which side holds each of the towns of the region at the end of the month, as the map has it.</p>
<table><tr><th rowspan=2>Town</th><th colspan=2>Control</th></tr><tr><th>Held by</th><th>Since</th></tr>
<tr><td>Goma</td><td><img alt="Flag of M23.svg"></td><td>27 January 2025</td></tr>
<tr><td>Sake</td><td></td><td></td></tr></table>
<p>The map is drawn by a group of volunteers, who check every change of it against films and photographs.</p>
<table><tr><th>Settlement</th><th>Held by</th><th>Notes</th></tr>
<tr><td rowspan="2">Uvira</td><td><img alt="DR Congo"> Army</td><td>Fighting went on.</td></tr>
<tr><td>M23</td><td>For a day.</td></tr></table></article></body></html>"""


def test_tables_of_a_page_stand_where_they_stood_with_pictures_by_their_names(read_one: ReadOne) -> None:
    article = read_one(PAGE)
    assert cells_of(article) == [
        [("place", "Goma"), ("holder", "M23"), ("day", "27 January 2025")],
        [("place", "Sake")],
        [("place", "Uvira"), ("holder", "DR Congo Army"), ("told", "Fighting went on.")],
        [("place", "Uvira"), ("holder", "M23"), ("told", "For a day.")],
    ]
    assert article.text.index("drawn by a group") < article.text.index("Settlement: Uvira")


def test_a_page_without_tables_is_left_as_it_is() -> None:
    assert without_tables("<p>Text</p>") == ("<p>Text</p>", {})


def test_a_box_around_something_is_no_table() -> None:
    _, tables = without_tables("<div><p>x</p><table><tr><td><p>One</p></td></tr></table></div>")
    assert tables == {}
