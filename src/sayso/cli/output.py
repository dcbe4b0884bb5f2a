"""Records on stdout: in which format, and piece by piece."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.base.settings import Settings
    from sayso.export.exported import Exported
    from sayso.export.formats import RecordKind


def chosen_format(settings: Settings) -> str:
    """`table` or the name of a format; `auto` is a table on a terminal, and JSON lines elsewhere."""
    if settings.format != "auto":
        return settings.format
    return "table" if sys.stdout.isatty() else "jsonl"


def write_exported(form: str, kind: RecordKind, exported: Exported) -> None:
    """Writes records of that kind in the format of that name. Raises `UsageError` if it cannot hold them."""
    from sayso.base.errors import UsageError
    from sayso.export.formats import FORMATS

    if kind not in FORMATS[form].kinds:
        holding = [name for name, row in FORMATS.items() if kind in row.kinds and row.layout in ("lines", "rows")]
        raise UsageError(f"{form} cannot hold these records", hint="give --format " + " or ".join(holding))
    for text in FORMATS[form].write(exported):
        write(text)


def write(text: str) -> None:
    """Writes to stdout, at once, for a reader down the pipe."""
    sys.stdout.write(text)
    sys.stdout.flush()
