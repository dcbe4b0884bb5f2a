"""A page to an article: its blocks, and the facts on which metadata, page head and the caller's word agree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Final

from sayso.base.ids import article_id
from sayso.model import Article, Block
from sayso.read.blocks import Head, find_blocks
from sayso.read.facts import url_day, url_host
from sayso.read.language_detection import tell_language
from sayso.read.page import Facts, PageText
from sayso.read.reasons import Refused
from sayso.read.rules import FurnitureRules

REPORTING: Final = frozenset({"title", "heading", "paragraph", "cell"})
"""Kinds of blocks by whose words the language is told."""
SENTENCES: Final = re.compile(r"[.!?][”\"’')]*\s+[“\"‘'(]*\w(?:.*\S\s+){5}", re.DOTALL)
"""Where a sentence of half a dozen words begins behind another: a text that is one such block and no more is a report,
though it begins as a caption does ("Photo: a market in Goma. Rebels ...")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the caller says: the day and outlet of documents that do not say, the longest text, the rules."""

    published: date | None
    outlet: str | None
    max_chars: int
    furniture: FurnitureRules
    function_words: Mapping[str, frozenset[str]]
    """By which each language that can be read is told."""


def build_article(page: PageText, *, path: str, data: bytes, options: Options) -> Article:
    """The article on a page; `data` are the bytes that it was read from.

    Raises `Refused` with `too-long`, or with `no-text` if nothing on the page is report.
    """
    if len(page.text) > options.max_chars:
        raise Refused("too-long", f"{len(page.text):,} characters of text; the limit is {options.max_chars:,}")
    blocks, head = find_blocks(page, options.furniture)
    if len(blocks) == 1 and SENTENCES.search(page.text):
        blocks = (replace(blocks[0], kind="paragraph"),)
    if all(block.kind in ("furniture", "byline", "dateline") for block in blocks):
        raise Refused("no-text", "nothing in it is a report")
    facts = page.facts
    url = facts.url
    outlet = facts.outlet or options.outlet or head.outlet or url_host(url)
    return Article(
        id=article_id(page.text, outlet, url),
        text=page.text,
        blocks=blocks,
        sha256=sha256(data).hexdigest(),
        path=path,
        title=facts.title or head.title,
        outlet=outlet,
        url=url,
        published=_published(facts, head, options),
        language=_language(page, blocks, options) or facts.language,
        dateline=head.dateline,
        unread_tables=page.unread_tables,
    )


def _published(facts: Facts, head: Head, options: Options) -> date | None:
    """The day of the metadata; else of the line that dates the page, the dateline, the title, the address, the caller.

    A day without a year lies nearest to those, or to the month that the number of a release names.
    """
    read = (options.furniture.days.read(day) if isinstance(day, str) else day for day in facts.days)
    stated = next((day for day in read if day is not None), None)
    near = stated or url_day(facts.url) or options.published
    written = (day.on(near or head.month) for day in (head.stated, head.signed, head.titled) if day is not None)
    return stated or next((day for day in written if day is not None), None) or near


def _language(page: PageText, blocks: tuple[Block, ...], options: Options) -> str | None:
    report = [page.text[block.start : block.end] for block in blocks if block.kind in REPORTING]
    return tell_language(" ".join(report), options.function_words)
