"""Why a document was not read: the codes of `Dropped.reason`."""

from __future__ import annotations

REASONS: tuple[str, ...] = (
    "missing",  # there is no such file or folder
    "unreadable",  # the file is there and cannot be opened
    "empty",  # no text at all, or white space only
    "binary",  # not text: PDF, image, archive, office document, NUL bytes
    "undecodable",  # text in no encoding that could be told
    "too-long",  # more text than the limit
    "malformed",  # a line of JSON, a table, a feed or an archive that cannot be parsed
    "no-text",  # a page or a record without a report in it
)
"""Every code that `Dropped.reason` can have, in the order in which they are checked."""


class Refused(Exception):  # noqa: N818
    """A document that cannot be read; caught within this package, where it becomes a `Dropped`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
