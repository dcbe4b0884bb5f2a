"""HTML: the report that trafilatura finds on a page, and what the page's head says of it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sayso.read.html_tables import TableCells, without_tables
from sayso.read.page import Facts, PagePart, PageText, Shape, lay_out
from sayso.read.reasons import Refused
from sayso.read.rules import FurnitureRules
from sayso.read.tables import read_table

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

_NESTED = {"list", "quote", "div", "body", "section"}
_LEFT_OUT = {"table", "graphic", "code", "row", "cell"}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_TITLE_PARTS = 3
"""Parts at the top of a page among which its title is looked for. By reasoning, not tuned."""


def read_html(text: str, rules: FurnitureRules, *, url: str | None = None) -> PageText:
    """The report of a page, its title first. Raises `Refused` with `no-text` if the page holds none.

    The day comes from the page's metadata and address only, never from days that its text mentions.
    """
    page, tables = without_tables(text)
    extracted = _extract(page, url)
    if extracted is None or isinstance(extracted, dict) or extracted.body is None:
        raise Refused("no-text", "no report was found on the page")
    title = _clean(extracted.title)
    parts = [part for part in _parts(extracted.body, rules.note_mark) if part[1].strip()]
    if title and not any(_same(part[1], title) for part in parts[:_TITLE_PARTS]):
        parts.insert(0, ("heading", title, 1))
    return replace(lay_out(_put_back(parts, tables, rules)), facts=_facts(extracted, title, url))


def _put_back(
    parts: Iterable[tuple[Shape, str, int]], tables: Mapping[str, TableCells], rules: FurnitureRules
) -> Iterator[PagePart]:
    """The parts with the tables where their stand-ins are; one may stand amid a part that holds all of a page."""
    stand_ins = re.compile("|".join(map(re.escape, tables)) or r"(?!)")
    for shape, text, number in parts:
        at = 0
        for match in stand_ins.finditer(text):
            yield shape, text[at : match.start()], number
            yield read_table(tables[match[0]], rules)
            at = match.end()
        yield shape, text[at:], number


def _extract(page: Any, url: str | None) -> Any:
    """What trafilatura finds on a page, or on its tree, said without its complaints about what it does not find."""
    from trafilatura import bare_extraction

    with _hushed("trafilatura", "htmldate", "courlan", "justext"):
        # extensive_search would take a day of the text or of the copyright line for the day of publication
        return bare_extraction(
            page,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            include_links=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )


@contextmanager
def _hushed(*names: str) -> Iterator[None]:
    """Keeps loggers from all but what is critical inside, and gives them their levels back."""
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _facts(extracted: object, title: str | None, url: str | None) -> Facts:
    day = _clean(getattr(extracted, "date", None))
    language = _clean(getattr(extracted, "language", None))
    return Facts(
        title=title,
        outlet=_clean(getattr(extracted, "sitename", None)) or _clean(getattr(extracted, "hostname", None)),
        url=_clean(getattr(extracted, "url", None)) or url,
        days=(day,) if day else (),
        language=language[:2].lower() if language else None,
    )


def _parts(element: _Element, note: re.Pattern[str], depth: int = 0) -> Iterator[tuple[Shape, str, int]]:
    """What stands in an element, lists inside `depth` others."""
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _LEFT_OUT or not tag:
            continue
        if tag in _NESTED and len(child):
            yield "paragraph", child.text or "", 0
            yield from _parts(child, note, depth + (tag == "list"))
        elif tag == "head":
            yield "heading", _text(child, note), _HEADINGS.get(child.get("rend", ""), 2)
        else:
            shape: Shape = "item" if tag == "item" else "paragraph"
            yield from ((part, text, depth) for part, text in _lines(child, shape, note))
            for inner in child.iterchildren("list") if tag == "item" else ():
                yield from _parts(inner, note, depth + 1)
        yield "paragraph", child.tail or "", 0


def _lines(element: _Element, shape: Shape, note: re.Pattern[str]) -> Iterator[tuple[Shape, str]]:
    """The element's text, a part a line where `<br>` breaks it; nothing but links is `links`."""
    linked = sum(len("".join(ref.itertext()).strip()) for ref in element.iter("ref"))
    texts = _text(element, note).split("\n")
    only_links = linked > 0 and sum(len(text.strip(" •·|-–—,")) for text in texts) <= linked
    for text in texts:
        yield ("links" if only_links else shape), text


def _text(element: _Element, note: re.Pattern[str]) -> str:
    """The element's text without images and marks of notes; a line break of the source is a space, `<lb>` a line."""
    texts = [" ".join((element.text or "").split("\n"))]
    for child in element:
        if child.tag == "lb":
            texts.append("\n")
        elif child.tag not in _LEFT_OUT and (child.tag != "list" or element.tag != "item"):
            texts.append(_text(child, note))
        texts.append(" ".join((child.tail or "").split("\n")))
    return note.sub("", "".join(texts))


def _clean(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _same(text: str, other: str) -> bool:
    return "".join(filter(str.isalnum, text.casefold())) == "".join(filter(str.isalnum, other.casefold()))
