"""RSS and Atom: an entry is a report as far as the feed carries it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

from sayso.read.facts import facts_from
from sayso.read.page import PageText, Shape, lay_out
from sayso.read.reasons import Refused

_BREAKING = frozenset(
    ["p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "section", "article"]
)
_SKIPPED = frozenset(["script", "style", "table", "figure", "figcaption", "iframe"])


class _Prose(HTMLParser):
    """The text of a fragment of HTML, as parts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = [""]
        self._skipped = 0
        self.tables: list[int] = []
        """Rows of each table, which are not read."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._skipped += tag in _SKIPPED
        if tag == "table":
            self.tables.append(0)
        elif tag == "tr" and self.tables:
            self.tables[-1] += 1
        if tag in _BREAKING:
            self.parts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._skipped = max(0, self._skipped - (tag in _SKIPPED))
        if tag in _BREAKING:
            self.parts.append("")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.parts[-1] += data


def read_feed(data: bytes) -> Iterator[tuple[bytes, PageText]]:
    """Each entry of a feed, with the bytes that its hash is over. Raises `Refused` if there is none."""
    import feedparser  # type: ignore[import-untyped]

    feed = feedparser.parse(data)
    if not feed.entries:
        raise Refused("malformed" if feed.bozo else "no-text", "the feed holds no entry that can be read")
    for entry in feed.entries:
        yield _read_entry(entry, str(feed.feed.get("title") or ""))


def _read_entry(entry: Any, feed_title: str) -> tuple[bytes, PageText]:
    source = "".join(str(part.get("value", "")) for part in entry.get("content", [])) or str(entry.get("summary", ""))
    prose = _Prose()
    prose.feed(source)
    prose.close()
    title = " ".join(str(entry.get("title", "")).split())
    shape: Shape = "paragraph"
    page = lay_out([("heading", title, 1), *((shape, part, 0) for part in prose.parts)])
    day = entry.get("published") or entry.get("updated")
    language = entry.get("title_detail", {}).get("language")
    metadata = {"title": title, "url": entry.get("link"), "published": day, "outlet": feed_title, "language": language}
    return source.encode(), replace(page, facts=facts_from(metadata), unread_tables=tuple(prose.tables))
