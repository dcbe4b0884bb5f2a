"""CSV: a header and one row a record (RFC 4180, with bare line feeds), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

from sayso.export.exported import Exported

FORMULA_STARTS: Final = frozenset("=+-@\t\r")
"""First characters of a text that a spreadsheet would run as a formula: OWASP, "CSV Injection"."""


def write_rows(exported: Exported) -> Iterator[str]:
    """The header, then a line a row; nothing but a line break where there are neither columns nor rows.

    A text that begins like a formula gets a `'` before it. The header comes before the first row is asked for if the
    columns are given.
    """
    rows = iter(exported.records)
    columns = exported.columns
    if not columns:
        first = next(rows, None)
        columns, rows = tuple(first or ()), rows if first is None else chain([first], rows)
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\n")
    writer.writeheader()
    yield _emptied(buffer)
    for row in rows:
        writer.writerow({column: _defused(value) for column, value in row.items()})
        yield _emptied(buffer)


def _emptied(buffer: io.StringIO) -> str:
    """What the buffer holds; after that it holds nothing."""
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _defused(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value[:1] in FORMULA_STARTS else value
