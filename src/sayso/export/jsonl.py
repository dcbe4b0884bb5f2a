"""JSON lines: one object a record, each ending in a line break (https://jsonlines.org)."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.base.codec import line_to_json
from sayso.export.exported import Exported


def write_lines(exported: Exported) -> Iterator[str]:
    """One line a record; nothing for no records."""
    for record in exported.records:
        yield line_to_json(record) + "\n"
