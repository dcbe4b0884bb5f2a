"""Records on stdout: in which format, and piece by piece."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.base.settings import Settings
    from sayso.export.exported import Exported


def chosen_format(settings: Settings) -> str:
    """`table` or the name of a format; `auto` is a table on a terminal, and JSON lines elsewhere."""
    if settings.format != "auto":
        return settings.format
    return "table" if sys.stdout.isatty() else "jsonl"


def write_exported(form: str, exported: Exported) -> None:
    """Writes records in the format of that name."""
    from sayso.export.formats import FORMATS

    for text in FORMATS[form].write(exported):
        write(text)


def write(text: str) -> None:
    """Writes to stdout, at once, for a reader down the pipe."""
    sys.stdout.write(text)
    sys.stdout.flush()
