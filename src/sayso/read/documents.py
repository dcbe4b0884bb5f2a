"""Some bytes to the articles in them, whatever kind of document they are."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, Final

from sayso.model import Article, Dropped
from sayso.read.article import Options, build_article
from sayso.read.encodings import check_kind, decode
from sayso.read.feed import read_feed
from sayso.read.formats import Kind, is_warc, tell_kind
from sayso.read.heads import dates_page
from sayso.read.html import read_html
from sayso.read.markdown import read_markdown
from sayso.read.page import PageText
from sayso.read.plain import read_plain
from sayso.read.reasons import Refused
from sayso.read.tabular import Record, json_line, json_records, read_record, table_records
from sayso.read.warc import Capture, read_warc

if TYPE_CHECKING:
    from typing_extensions import Buffer

_BYTES_A_CHAR = 16
"""Bytes that a document may have for each character of text allowed: a page of HTML is 5 to 15 times its report, a text
in UTF-8 at most 4 times. It bounds the memory that one file can take. By reasoning, not tuned."""
_GZIP = b"\x1f\x8b"
_HEAD = 1024
"""Bytes from which archives and other kinds that are no text are told: a packed archive shows itself in them."""


def read_stream(stream: BinaryIO, *, path: str, options: Options) -> Iterator[Article | Dropped]:
    """What the stream holds; archives are read as they come, all else at once."""
    head = stream.read(_HEAD)
    try:
        if head.startswith(_GZIP):
            yield from _read_packed(stream, head, path, options)
        elif is_warc(head):
            yield from _read_archive(_joined(head, stream), path, options)
        else:
            check_kind(head)
            limit = options.max_chars * _BYTES_A_CHAR
            data = head + stream.read(limit)
            if len(data) > limit:
                raise Refused("too-long", f"more than {limit:,} bytes")
            yield from _read_data(data, path, options)
    except Refused as refused:
        yield Dropped(path=path, reason=refused.reason, detail=refused.detail)


def _read_packed(stream: BinaryIO, head: bytes, path: str, options: Options) -> Iterator[Article | Dropped]:
    """A gzip file: an archive of web pages, or any other document."""
    packed = _joined(head, stream)
    try:
        first = zlib.decompressobj(31).decompress(head, 16)
        if first.startswith(b"WARC/"):
            yield from _read_archive(packed, path, options)
            return
        with gzip.GzipFile(fileobj=packed) as unpacked:
            data = unpacked.read(options.max_chars * _BYTES_A_CHAR + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Refused("malformed", f"the gzip file is broken: {error}") from None
    if len(data) > options.max_chars * _BYTES_A_CHAR:
        raise Refused("too-long", f"more than {options.max_chars * _BYTES_A_CHAR:,} bytes once unpacked")
    yield from _read_data(data, path, options)


def _read_data(data: bytes, path: str, options: Options) -> Iterator[Article | Dropped]:
    text = decode(data)
    yield from READERS[tell_kind(text)](text, data, path, options)


def _read_page(text: str, data: bytes, path: str, options: Options) -> Iterator[Article | Dropped]:
    yield build_article(_text_page(text, tell_kind(text), options), path=path, data=data, options=options)


def _read_plain(text: str, data: bytes, path: str, options: Options) -> Iterator[Article | Dropped]:
    if len(text) > options.max_chars:
        raise Refused("too-long", f"{len(text):,} characters of text; the limit is {options.max_chars:,}")
    yield build_article(_text_page(text, "text", options), path=path, data=data, options=options)


def _read_feed(_text: str, data: bytes, path: str, options: Options) -> Iterator[Article | Dropped]:
    for number, (source, page) in enumerate(read_feed(data), start=1):
        yield _article(partial(_same_page, page), f"{path}:{number}", source, options)


def _read_json(text: str, _data: bytes, path: str, options: Options) -> Iterator[Article | Dropped]:
    return _read_records(json_records(text), path, options)


def _read_table(text: str, _data: bytes, path: str, options: Options) -> Iterator[Article | Dropped]:
    return _read_records(table_records(text), path, options)


def _read_records(records: Iterable[Record], path: str, options: Options) -> Iterator[Article | Dropped]:
    for record in records:
        yield _article(partial(_record_page, record, options), f"{path}:{record.number}", record.data, options)


def _read_lines(text: str, _data: bytes, path: str, options: Options) -> Iterator[Article | Dropped]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            where = f"{path}:{number}"
            yield _article(partial(_line_page, line, number, options), where, line.strip().encode(), options)


def _read_archive(stream: BinaryIO, path: str, options: Options) -> Iterator[Article | Dropped]:
    limit = options.max_chars * _BYTES_A_CHAR
    for capture in read_warc(stream, max_bytes=limit):
        where = f"{path}:{capture.number}"
        if len(capture.data) > limit:
            yield Dropped(path=where, reason="too-long", detail=f"more than {limit:,} bytes")
        else:
            yield _article(partial(_capture_page, capture, options), where, capture.data, options)


def _article(find_page: partial[PageText], path: str, data: bytes, options: Options) -> Article | Dropped:
    try:
        return build_article(find_page(), path=path, data=data, options=options)
    except Refused as refused:
        return Dropped(path=path, reason=refused.reason, detail=refused.detail)


def _same_page(page: PageText) -> PageText:
    return page


def _line_page(line: str, number: int, options: Options) -> PageText:
    return _record_page(json_line(line, number), options)


def _record_page(record: Record, options: Options) -> PageText:
    return read_record(record, options.furniture)


def _capture_page(capture: Capture, options: Options) -> PageText:
    text = decode(capture.data)
    page = _text_page(text, tell_kind(text), options, url=capture.url)
    return replace(page, facts=replace(page.facts, url=page.facts.url or capture.url))


def _text_page(text: str, kind: str, options: Options, *, url: str | None = None) -> PageText:
    if kind == "html":
        return read_html(text, options.furniture, url=url)
    if kind == "markdown":
        return read_markdown(text, options.furniture)
    rules = options.furniture
    return read_plain(text, is_label=lambda line: rules.is_label(line) or dates_page(line, rules))


ReadDocuments = Callable[[str, bytes, str, Options], Iterator[Article | Dropped]]
"""The documents in a text, given with its bytes, what it is called and the options."""
READERS: Final[Mapping[Kind, ReadDocuments]] = {
    "text": _read_plain,
    "markdown": _read_page,
    "html": _read_page,
    "feed": _read_feed,
    "json": _read_json,
    "jsonl": _read_lines,
    "table": _read_table,
}
"""The registry of formats: how each kind that `tell_kind` gives is read. Archives are no texts: `read_stream`."""


class _Joined(io.RawIOBase):
    """A stream with the bytes put back that were read from its head."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        chunk = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(chunk) :]
        view[: len(chunk)] = chunk
        return len(chunk)


def _joined(head: bytes, rest: BinaryIO) -> BinaryIO:
    return io.BufferedReader(_Joined(head, rest))
