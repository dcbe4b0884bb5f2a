"""Tables of a page of HTML, taken out of it before its report is looked for, and put back where they stood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

TableCells = Sequence[Sequence[str]]
STAND_IN: Final = "{}‒⊞‒{}."
"""A paragraph that stands for a table while the report is looked for; no page has it."""
LEAST_ROWS: Final = 2
"""Rows of a table that is no mere box around something: a head and one more. By reasoning, not tuned."""
WIDEST: Final = 100
"""Columns or rows that one cell may span at most, against pages that give any number. By reasoning, not tuned."""


def without_tables(text: str) -> tuple[Any, Mapping[str, TableCells]]:
    """The page with a paragraph in place of each table that holds no other, and the cells by that paragraph's text.

    A page without tables comes back as it is.
    """
    if "<table" not in text and "<TABLE" not in text:
        return text, {}
    from trafilatura.utils import load_html

    tree = load_html(text)
    if tree is None:
        return text, {}
    tables = dict[str, TableCells]()
    for table in list(tree.iter("table")):
        rows = _cells(table)
        if len(rows) < LEAST_ROWS or next(table.iterdescendants("table"), None) is not None:
            continue
        key = STAND_IN.format(len(tables), len(tables))
        tables[key] = rows
        _replace(table, key)
    return tree, tables


def _replace(table: _Element, key: str) -> None:
    """Puts a paragraph with this text where the table stands."""
    tail = table.tail
    table.clear()
    table.tag, table.text, table.tail = "p", key, tail


def _cells(table: _Element) -> list[list[str]]:
    """The table's cells, row by row; what a cell spans holds it again. Rows with nothing in them are left out."""
    rows, hanging = list[list[str]](), dict[int, tuple[int, str]]()
    for row in table.iter("tr"):
        cells = list[str]()
        for cell in (cell for cell in row if cell.tag in ("td", "th")):
            cells += _hung(hanging, len(cells))
            for _ in range(_span(cell, "colspan")):
                if (deep := _span(cell, "rowspan")) > 1:
                    hanging[len(cells)] = (deep - 1, _text(cell))
                cells.append(_text(cell))
        cells += _hung(hanging, len(cells))
        rows.append(cells)
    return [row for row in rows if any(cell.strip() for cell in row)]


def _hung(hanging: dict[int, tuple[int, str]], at: int) -> Iterator[str]:
    """The cells that hang down from rows above into the columns from this one on."""
    while at in hanging:
        left, text = hanging.pop(at)
        if left > 1:
            hanging[at] = (left - 1, text)
        yield text
        at += 1


def _span(cell: _Element, name: str) -> int:
    written = cell.get(name) or ""
    return max(1, min(WIDEST, int(written))) if written.isdecimal() else 1


def _text(cell: _Element) -> str:
    """What a cell says; of pictures what they show."""
    return " ".join(" ".join(_texts(cell)).split())


def _texts(element: _Element) -> Iterator[str]:
    if element.tag in ("script", "style") or not isinstance(element.tag, str):
        return
    if element.tag == "img":
        yield element.get("alt") or element.get("title") or ""
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
