"""Every kind of document that is read, told apart by what stands in it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest

from sayso.model import Article, Dropped
from tests.read.conftest import texts_of

ReadAll = Callable[..., list[Article | Dropped]]
ReadOne = Callable[..., Article]

FIRST = "The shelling of the town stopped on Friday, the mayor said, after four days in which it hit two schools."
SECOND = "Russia denied that it had shelled the town and said that its forces had hit a depot near the railway."
HTML = f"""<!doctype html><html lang="en"><head><title>Shelling stops | Example Times</title>
<meta property="og:site_name" content="Example Times"><meta property="og:title" content="Shelling stops in the town">
<meta property="article:published_time" content="2022-06-25T10:00:00Z">
<link rel="canonical" href="https://example.org/2022/town"></head><body>
<nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Shelling stops in the town</h1>
<p>KYIV, June 24 (Reuters) — {FIRST}</p><h2>No water</h2><p>The pumps stand still, the <b>administration</b> said on
Friday.<sup>[3]</sup></p><figure><img src="x.jpg"><figcaption>A ruin</figcaption></figure><p>{SECOND}</p>
<p>Read more: <a href="/x">Another story</a></p></article>
<aside><h3>Most read</h3><ul><li><a href="/1">Fair opens its doors</a></li></ul></aside>
<footer>© 2022 Example Times</footer></body></html>"""
MARKDOWN = f"""---
subject: Shelling stops
pubDate: 2022-06-25
url: https://example.org/town
outlet: Example Times
---

# Shelling stops in the town
![A ruin](ruin.jpg)
The **shelling** of the [town](https://example.org/t) stopped on *Friday*,
the mayor said.[^1]

| place | hits |
|---|---|
| Hirske | 3 |

## Later
- {FIRST}

## References
- Doe, Jane: The town.

[^1]: By telephone.
"""


def test_html_gives_the_report_and_what_its_head_says(read_one: ReadOne) -> None:
    article = read_one(HTML)
    assert (article.title, article.outlet, article.url) == (
        "Shelling stops in the town",
        "Example Times",
        "https://example.org/2022/town",
    )
    assert (article.published, article.dateline, article.language) == (date(2022, 6, 25), "KYIV", "en")


def test_html_keeps_prose_and_headings_and_drops_the_site(read_one: ReadOne) -> None:
    article = read_one(HTML)
    assert texts_of(article, "title", "heading") == ["Shelling stops in the town", "No water"]
    assert texts_of(article, "paragraph") == [
        FIRST,
        "The pumps stand still, the administration said on Friday.",
        SECOND,
    ]


def test_html_in_a_declared_encoding_is_read(read_one: ReadOne) -> None:
    words = "Войска заняли город Горское. " * 12
    page = f'<html><head><meta charset="windows-1251"></head><body><article><p>{words}</p></article></body></html>'
    assert "Войска заняли город" in read_one(page.encode("cp1251")).text


def test_a_day_in_the_text_of_a_page_is_not_its_day(read_one: ReadOne) -> None:
    page = (
        f"<html><body><article><p>On 3 May 2022 it began. {FIRST}</p><p>{SECOND}</p></article><footer>© 2021</footer>"
    )
    assert read_one(page).published is None


def test_front_matter_is_metadata(read_one: ReadOne) -> None:
    article = read_one(MARKDOWN)
    assert (article.title, article.outlet, article.published) == ("Shelling stops", "Example Times", date(2022, 6, 25))
    assert article.url == "https://example.org/town"


def test_markdown_is_stored_without_its_syntax(read_one: ReadOne) -> None:
    text = "The shelling of the town stopped on Friday, the mayor said."
    assert read_one(MARKDOWN).text.startswith(f"Shelling stops in the town\n\n{text}\n\nLater\n\n{FIRST}\n\nReferences")


def test_a_section_of_references_is_furniture(read_one: ReadOne) -> None:
    assert texts_of(read_one(MARKDOWN), "furniture") == ["References", "Doe, Jane: The town."]


def test_a_mended_quotation_is_no_footnote(read_one: ReadOne) -> None:
    assert read_one("# A\n\nHe said that [a] town remain[s] theirs.[a] It was not.[12]").text.endswith(
        "[a] town remain[s] theirs. It was not."
    )


def test_a_line_of_json_is_a_report(read_all: ReadAll) -> None:
    lines = [
        {"text": FIRST, "title": "One", "url": "https://www.example.org/1", "published": "2022-06-25", "outlet": "A"},
        {"Body": SECOND, "headline": "Two", "source": {"name": "B"}, "date_publish": "Sat, 25 Jun 2022 08:00:00 +0000"},
    ]
    first, second = read_all("\n".join(map(json.dumps, lines)))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.text, first.title, first.outlet, first.path) == (FIRST, "One", "A", "page:1")
    assert (second.text, second.title, second.outlet, second.published) == (SECOND, "Two", "B", date(2022, 6, 25))


def test_a_broken_line_of_json_is_dropped_and_the_next_is_read(read_all: ReadAll) -> None:
    results = read_all(f'{{"text": "{FIRST}"}}\n{{"text": \n{{"name": 1}}\n{{"text": "{SECOND}"}}\n')
    assert [item.reason if isinstance(item, Dropped) else item.text for item in results] == [
        FIRST,
        "malformed",
        "no-text",
        SECOND,
    ]


def test_an_array_under_a_usual_name_is_read(read_all: ReadAll) -> None:
    articles = read_all(json.dumps({"total": 2, "articles": [{"content": FIRST}, {"content": SECOND}]}, indent=1))
    assert [item.text for item in articles if isinstance(item, Article)] == [FIRST, SECOND]


def test_a_day_in_the_address_is_the_day_of_the_report(read_one: ReadOne) -> None:
    article = read_one(json.dumps({"text": FIRST, "url": "https://www.example.org/2022/06/25/town.html"}))
    assert (article.published, article.outlet) == (date(2022, 6, 25), "example.org")


def test_a_row_of_a_table_is_a_report(read_all: ReadAll) -> None:
    articles = read_all(f'id;date;text\n1;2022-06-24;"{FIRST}"\n2;2022-06-25;"{SECOND}"\n')
    assert [(item.text, item.published) for item in articles if isinstance(item, Article)] == [
        (FIRST, date(2022, 6, 24)),
        (SECOND, date(2022, 6, 25)),
    ]


def test_an_entry_of_a_feed_is_a_report(read_one: ReadOne) -> None:
    feed = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Example Times</title><item>
    <title>Shelling stops</title><link>https://example.org/1</link><pubDate>Sat, 25 Jun 2022 08:00:00 GMT</pubDate>
    <description>&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</description></item></channel></rss>"""
    article = read_one(feed)
    assert (article.title, article.outlet, article.published) == ("Shelling stops", "Example Times", date(2022, 6, 25))
    assert texts_of(article, "paragraph") == [FIRST, SECOND]


@pytest.mark.parametrize("packed", [True, False])
def test_a_page_of_a_web_archive_is_a_report(read_one: ReadOne, packed: bool) -> None:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + HTML.encode()
    head = f"""WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2022-06-25T08:00:00Z\r
WARC-Target-URI: https://example.org/a\r\nContent-Type: application/http; msgtype=response\r
Content-Length: {len(body)}\r\n\r\n"""
    archive = head.encode() + body + b"\r\n\r\n"
    article = read_one(gzip.compress(archive) if packed else archive)
    assert (article.title, article.path) == ("Shelling stops in the town", "page:1")


def test_a_packed_text_is_read(read_one: ReadOne) -> None:
    assert read_one(gzip.compress(FIRST.encode())).text == FIRST


def test_lines_that_were_broken_at_a_width_are_one_paragraph(read_one: ReadOne) -> None:
    broken = (
        "The shelling of the town stopped on Friday, the mayor said, after four\n"
        "days in which it hit two schools and the\nhospital."
    )
    assert texts_of(read_one(f"{broken}\n\n{SECOND}\n"), "paragraph") == [broken, SECOND]


def test_a_line_that_is_a_paragraph_is_a_block(read_one: ReadOne) -> None:
    assert texts_of(read_one(f"{FIRST}\n{SECOND}\n"), "paragraph") == [FIRST, SECOND]


def test_blocks_are_in_order_and_apart(read_one: ReadOne) -> None:
    for data in (HTML, MARKDOWN, f"{FIRST}\n{SECOND}"):
        blocks = read_one(data).blocks
        assert all(block.end <= after.start for block, after in pairwise(blocks))
        assert all(block.start < block.end for block in blocks)
