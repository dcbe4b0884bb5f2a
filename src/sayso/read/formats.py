"""Which kind of document some bytes are, told by what stands in them and not by the file's name."""

from __future__ import annotations

import csv
import json
import re
from typing import Literal

Kind = Literal["text", "markdown", "html", "json", "jsonl", "table", "feed"]
"""Kinds of texts; `sayso.read.documents.READERS` says how each is read. An archive of web pages is no text."""

TEXT_KEYS = ("text", "body", "content", "article", "full_text", "fulltext", "maintext", "article_text",
             "article_body", "articlebody", "body_text", "content_text", "story", "raw_text", "plain_text",
             "document", "message")  # fmt: skip
"""Names under which a record or a table holds the report, best first; compared in lower case, `-` and ` ` as `_`."""

_FRONT_MATTER = re.compile(
    r"\A\s*---[ \t]*\n(?:[\w-]+[ \t]*:[^\n]*\n|[ \t]+[^\n]*\n|- [^\n]*\n|#[^\n]*\n|\n)*?---[ \t]*(?:\n|\Z)"
)
_MARKDOWN = re.compile(
    r"^#{1,6}[ \t]+\S|!?\[[^\]\n]{1,300}\]\((?:https?:|/|\.|#)[^)\s]*|^\[\^[\w-]+\]:|^(?:\*\*|__)\S.*?\S(?:\*\*|__)",
    re.MULTILINE,
)
_HTML = re.compile(r"<(?:!doctype html|html|head|body|article|div|p|meta|main|section|table)\b", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_HEAD = 8192
"""Characters in which a kind shows: heads of pages with long scripts still hold their first tags. By reasoning, not
tuned."""
_LONGEST_ROW = 4000
"""Characters of a table's first row: a longer line is no row of names. By reasoning, not tuned."""
_LONGEST_NAME = 59
"""Characters of a column's name: longer ones are prose with commas. By reasoning, not tuned."""


def key_name(name: str) -> str:
    """A name of a field as it is compared."""
    return name.strip().strip("\ufeff").lower().replace("-", "_").replace(" ", "_")


def is_warc(head: bytes) -> bool:
    """Whether a file that starts so is an archive of web pages, packed or not."""
    return head.startswith((b"WARC/", b"\x1f\x8b"))


def tell_kind(text: str) -> Kind:
    """The kind of a text; what shows no other kind is plain text."""
    head = text[:_HEAD].lstrip()
    if head.startswith(("{", "[")):
        return _tell_json(text) or _tell_markup(text, head)
    if head.startswith("<"):
        if _FEED.search(head):
            return "feed"
        return "html" if _HTML.search(head) else "text"
    return _tell_markup(text, head)


def _tell_markup(text: str, head: str) -> Kind:
    if _FRONT_MATTER.match(head) or _MARKDOWN.search(text):
        return "markdown"
    return "table" if dialect_of(text) is not None else "text"


def _tell_json(text: str) -> Kind | None:
    first = text.lstrip().split("\n", 1)[0]
    try:
        json.loads(first)
    except ValueError:
        return "json" if _parses(text) else "jsonl" if first.startswith('{"') else None
    return "jsonl" if first.startswith("{") and "\n" in text.strip() else "json"


def _parses(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def dialect_of(text: str) -> str | None:
    """The delimiter of a table whose first row names a column of reports; `None` if it is no such table."""
    first = text.lstrip().split("\n", 1)[0]
    if len(first) > _LONGEST_ROW:
        return None
    for delimiter in (",", "\t", ";", "|"):
        if delimiter in first:
            names = [key_name(name) for name in next(csv.reader([first], delimiter=delimiter), [])]
            if len(names) > 1 and any(name in TEXT_KEYS for name in names) and max(map(len, names)) <= _LONGEST_NAME:
                return delimiter
    return None
