"""JSON: one object, with its records in a list (RFC 8259), without a line break at its end."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.base.codec import line_to_json
from sayso.export.exported import Exported


def write_document(exported: Exported) -> Iterator[str]:
    """What is said before the records, the records under their name, then what is said after them."""
    if exported.name is None:
        yield line_to_json({**exported.before, **exported.after})
        return
    begun = line_to_json({**exported.before, exported.name: ()})
    yield begun.removesuffix("]}")
    comma = ""
    for record in exported.records:
        yield comma + line_to_json(record)
        comma = ","
    yield f"],{line_to_json(exported.after)[1:]}" if exported.after else "]}"
