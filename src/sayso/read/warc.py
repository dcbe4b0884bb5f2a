"""WARC: the pages of a web archive, one after another, without holding the archive in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from sayso.base.days import read_day
from sayso.read.reasons import Refused

_PAGES = re.compile(r"(?:text/html|application/xhtml\+xml|text/plain)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One page as it was fetched."""

    number: int
    data: bytes
    url: str | None
    captured: date | None


def read_warc(stream: BinaryIO, *, max_bytes: int) -> Iterator[Capture]:
    """The pages and plain texts that were fetched with success; of longer ones, `max_bytes` and one byte more.

    Raises `Refused` with `malformed` where the archive breaks off.
    """
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    number = 0
    try:
        for record in ArchiveIterator(stream):
            if record.rec_type != "response" or not _is_page(record):
                continue
            number += 1
            headers = record.rec_headers
            yield Capture(
                number=number,
                data=record.content_stream().read(max_bytes + 1),
                url=headers.get_header("WARC-Target-URI"),
                captured=read_day(headers.get_header("WARC-Date") or ""),
            )
    except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
        raise Refused("malformed", f"the archive cannot be read on: {error}") from None


def _is_page(record: object) -> bool:
    headers = getattr(record, "http_headers", None)
    if headers is None:
        return False
    return headers.get_statuscode() == "200" and bool(_PAGES.match(headers.get_header("Content-Type") or ""))
