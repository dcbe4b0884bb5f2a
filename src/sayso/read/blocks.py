"""A page cut into blocks, and what its head says: title, dateline, by-line, day, outlet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sayso.model import Block, BlockKind
from sayso.read.dates import WrittenDay
from sayso.read.furniture import find_furniture
from sayso.read.heads import (
    Dateline,
    dates_page,
    find_dateline,
    find_dateline_line,
    find_head_line,
    find_title,
    names_days,
    numbered_month,
    titled_day,
)
from sayso.read.page import PageText
from sayso.read.plain import SENTENCE_END
from sayso.read.rules import FurnitureRules

_HEADING = 100
"""Characters of a line of plain text that may be a heading. By reasoning, not tuned."""
_QUESTION = 60
"""Characters of a question that may be a heading; longer ones are somebody's. By reasoning, not tuned."""
_SPEAKER = re.compile(r"(?:[A-Z]|[A-Z][A-Z .'’-]{2,40}):")
"""Who speaks, as transcripts and interviews put it: no heading, and, more than once on a page, no dateline."""
_FENCED = re.compile(r"(={2,})\s*[^=\s][^=\n]*\1")
"""A heading as encyclopedias write it."""
_BULLET = re.compile(r"(?:[-*•·▪◦‣][ \t]+|\(?\d{1,3}[.)][ \t]+)(?=\S)")
"""What opens the item of a list in plain text; it is no part of its block."""
_LISTED = 2
"""Pieces of plain text with such a sign from which they are a list's items: one is a number that a line was broken
before. By reasoning, not tuned."""
_STEP = 2
"""Blanks by which the items of an inner list stand in, at least. By reasoning, not tuned."""
_DAY_LINES = 2
"""Lines that are a day and nothing else, from which they part a page and none of them dates it. By reasoning."""
_NAVIGATION = 3
"""Words of an entry of a menu at most. By reasoning, not tuned."""
_WHOLE = 8
"""Words of a paragraph that ends the head of a page. By reasoning, not tuned."""
_UNSTOPPED = 2 * _HEADING
"""Characters above which a piece is prose though no stop ends it. By reasoning, not tuned."""
_STOPPED_TITLE = 2 * _HEADING
"""Characters of a title that a stop ends, at most. By reasoning, not tuned."""
_MENU = 3
"""Entries of a menu below the title, at least. By reasoning, not tuned."""
_PUNCTUATED = 0.5
"""Share of the lines with a stop from which a line without one may be a heading. By reasoning, not tuned."""
_SPEAKERS = 2
"""Pieces that a speaker opens from which a page is a transcript. By reasoning, not tuned."""
_TITLE_LINES = 2
"""Pieces at the top that are looked at as titles are. By reasoning, not tuned."""
_HEAD_LINES = 12
"""Pieces at the top among which by-lines and dates are looked for. By reasoning, not tuned."""


@dataclass(slots=True, kw_only=True)
class Head:
    """What the top of a page says of the report; filled while its blocks are told apart."""

    title: str | None = None
    dateline: str | None = None
    outlet: str | None = None
    stated: WrittenDay | None = None
    """The day of a line that dates the page."""
    signed: WrittenDay | None = None
    """The day of the dateline."""
    titled: WrittenDay | None = None
    """The day of a title that gives its report's."""
    month: date | None = None
    """A day of the month that the number of a release names."""


@dataclass(slots=True, kw_only=True)
class _Sheet:
    """The pieces of a page with their roles so far."""

    page: PageText
    kinds: list[BlockKind | None]
    texts: list[str]
    head: Head = field(default_factory=Head)


def find_blocks(page: PageText, rules: FurnitureRules) -> tuple[tuple[Block, ...], Head]:
    """The blocks of a page in text order, and what its head says."""
    furniture = find_furniture(page, rules)
    texts = [page.text[piece.start : piece.end] for piece in page.pieces]
    kinds: list[BlockKind | None] = [
        "furniture" if index in furniture else "cell" if piece.shape == "cell" else None
        for index, piece in enumerate(page.pieces)
    ]
    sheet = _Sheet(page=page, kinds=kinds, texts=texts)
    _mark_day_lines(sheet, rules)
    top = _top(sheet)
    _mark_head_lines(sheet, top, rules)
    _mark_title(sheet, top, rules)
    _mark_navigation(sheet, top)
    _mark_headings(sheet)
    _read_days(sheet, top, rules)
    return _with_dateline(sheet, rules), sheet.head


def _mark_day_lines(sheet: _Sheet, rules: FurnitureRules) -> None:
    """Headings between signs of equality, and lines that are a day, a month or a year, where there are several."""
    days = [index for index in _free(sheet, range(1, len(sheet.texts))) if names_days(sheet.texts[index], rules)]
    if len({sheet.texts[index] for index in days}) >= _DAY_LINES:
        sheet.kinds = ["heading" if index in days else kind for index, kind in enumerate(sheet.kinds)]
    if not sheet.page.marked_up:
        for index in _free(sheet, range(len(sheet.texts))):
            if _FENCED.fullmatch(sheet.texts[index]):
                sheet.kinds[index] = "heading"


def _top(sheet: _Sheet) -> int:
    """The index of the first whole paragraph; the number of pieces if there is none."""
    for index, text in enumerate(sheet.texts):
        shape = sheet.page.pieces[index].shape
        if sheet.kinds[index] is None and shape != "heading" and _is_whole(text):
            return index
    return len(sheet.texts)


def _is_whole(text: str) -> bool:
    """Whether a piece is prose; a headline may be a question, so that a short one is not enough."""
    if len(text) <= _HEADING and text.endswith(("?", "!")):
        return False
    return len(text.split()) >= _WHOLE and (SENTENCE_END.search(text) is not None or len(text) > _UNSTOPPED)


def _mark_head_lines(sheet: _Sheet, top: int, rules: FurnitureRules) -> None:
    below = top + 1 < len(sheet.texts) and dates_page(sheet.texts[top + 1], rules)  # under a standfirst
    for index in _free(sheet, range(min(top + 1 + below, _HEAD_LINES, len(sheet.texts)))):
        if index == 0 and sheet.page.pieces[0].shape == "heading":
            continue
        head_line = find_head_line(sheet.texts[index], rules, titled=index > 0)
        dateline = find_dateline_line(sheet.texts[index], rules, first=index == 0)
        if dateline is not None and sheet.head.dateline is None:
            sheet.kinds[index] = "dateline"
            _keep_dateline(sheet.head, dateline)
        elif head_line is not None:
            sheet.kinds[index] = "byline"
            sheet.head.outlet = sheet.head.outlet or head_line.outlet
            sheet.head.stated = sheet.head.stated or head_line.day
    for index in range(1, min(top, _HEAD_LINES)):
        if sheet.kinds[index] == "furniture" and sheet.head.stated is None:  # "Radio X | Goma | 3 March 2022"
            line = find_head_line(sheet.texts[index], rules, titled=True)
            sheet.head.stated = line.day if line is not None else None


def _mark_title(sheet: _Sheet, top: int, rules: FurnitureRules) -> None:
    known = sheet.page.facts.title
    lines = [(index, sheet.texts[index]) for index in _free(sheet, range(top))]
    headings = [index for index, _ in lines if sheet.page.pieces[index].level == 1]
    title = find_title(lines, known=known, followed=top < len(sheet.texts))
    if title is None and known is None:
        title = next(iter(headings), None) if sheet.page.marked_up else _stopped_title(sheet, rules)
    if sheet.page.marked_up and known is None and not headings:
        title = None
    if title is not None:
        sheet.kinds[title] = "title"
        sheet.head.title = " ".join(sheet.texts[title].split())


def _read_days(sheet: _Sheet, top: int, rules: FurnitureRules) -> None:
    """What the title and the number of a release say of the day."""
    lines = sheet.texts[: min(top + 1, _HEAD_LINES)]
    sheet.head.month = next((month for line in lines if (month := numbered_month(line))), None)
    titles = [sheet.head.title or "", *lines[:_TITLE_LINES]]
    sheet.head.titled = next((day for title in titles if (day := titled_day(title, rules))), None)


def _stopped_title(sheet: _Sheet, rules: FurnitureRules) -> int | None:
    """A first line that closes with a stop and is a title all the same: the dateline or by-line comes after it."""
    free = _free(sheet, range(len(sheet.texts)))
    if len(free) < 2 or len(sheet.texts[free[0]]) > _STOPPED_TITLE:
        return None
    signed = "byline" in sheet.kinds[free[0] : free[1]] or find_dateline(sheet.texts[free[1]], rules) is not None
    return free[0] if signed and find_dateline(sheet.texts[free[0]], rules) is None else None


def _mark_navigation(sheet: _Sheet, top: int) -> None:
    """Short lines above the title are the site's, and so is a list of them below it."""
    if sheet.page.marked_up or top == len(sheet.texts):
        return
    title = sheet.kinds.index("title") if "title" in sheet.kinds else 0
    above = [index for index in _free(sheet, range(title)) if len(sheet.texts[index].split()) <= _NAVIGATION]
    below = [index for index in _free(sheet, range(title + 1, top)) if len(sheet.texts[index].split()) <= _NAVIGATION]
    for index in [*above, *(below if len(below) >= _MENU else [])]:
        sheet.kinds[index] = "furniture"


def _mark_headings(sheet: _Sheet) -> None:
    """Headings by syntax; in plain text by their looks, unless the text has hardly a stop, as messages have."""
    free = _free(sheet, range(len(sheet.texts)))
    stopped = sum(SENTENCE_END.search(sheet.texts[index]) is not None for index in free)
    plain = stopped >= _PUNCTUATED * len(free) and not sheet.page.marked_up
    for index in free:
        if sheet.page.pieces[index].shape == "heading" or (plain and _is_heading(sheet, index)):
            sheet.kinds[index] = "heading"


def _is_heading(sheet: _Sheet, index: int) -> bool:
    """A short line of plain text without a stop, above a whole paragraph."""
    text = sheet.texts[index]
    below = next(iter(_free(sheet, range(index + 1, len(sheet.texts)))), None)
    if below is None or not _is_whole(sheet.texts[below]) or len(text) > _HEADING or "\n" in text:
        return False
    if text.endswith((",", ";", ":")) or _SPEAKER.match(text) or sheet.texts[below][0].islower():
        return False
    stopped = SENTENCE_END.search(text) is not None
    return (text[0].isupper() or text[0].isdigit()) and (not stopped or (text.endswith("?") and len(text) < _QUESTION))


def _with_dateline(sheet: _Sheet, rules: FurnitureRules) -> tuple[Block, ...]:
    """All blocks; the dateline is one of its own, cut from the paragraph that it opens."""
    blocks: list[Block] = []
    every = _free(sheet, range(len(sheet.texts)))
    every = [index for index in every if sheet.page.pieces[index].shape != "item"]  # an item's place is its own
    free = [*every[:2], *[index for index in every if _is_whole(sheet.texts[index])][:1]]
    transcript = sum(_SPEAKER.match(text) is not None for text in sheet.texts) >= _SPEAKERS
    listed = not sheet.page.marked_up and sum(_BULLET.match(text) is not None for text in sheet.texts) >= _LISTED
    for index, piece in enumerate(sheet.page.pieces):
        kind = sheet.kinds[index] or "paragraph"
        looked_at = (
            index in free and sheet.head.dateline is None and not (transcript and _SPEAKER.match(sheet.texts[index]))
        )
        dateline = find_dateline(sheet.texts[index], rules) if looked_at else None
        start = piece.start
        if dateline is not None:
            _keep_dateline(sheet.head, dateline)
            end = start + len(sheet.texts[index][: dateline.length].rstrip())
            blocks.append(Block(kind="dateline", start=start, end=end))
            start += dateline.length
        level = piece.level if kind == "heading" else piece.depth if kind == "paragraph" else 0
        if kind == "paragraph" and listed and (bullet := _BULLET.match(sheet.page.text, start)):
            level, start = 1 + _indent(sheet.page.text, start) // _STEP, bullet.end()
        blocks.append(Block(kind=kind, start=start, end=piece.end, level=level, column=piece.column, row=piece.row))
    return tuple(blocks)


def _indent(text: str, start: int) -> int:
    """Blanks before a piece on its line."""
    return start - len(text[:start].rstrip(" \t"))


def _keep_dateline(head: Head, dateline: Dateline) -> None:
    head.dateline, head.signed = dateline.place, dateline.day
    head.outlet = head.outlet or dateline.outlet


def _free(sheet: _Sheet, indexes: Sequence[int]) -> list[int]:
    return [index for index in indexes if sheet.kinds[index] is None]
