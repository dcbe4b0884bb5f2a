"""What a format is handed: records in plain values, and what is said of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Plain = Mapping[str, Any]
"""Plain values by name: texts, numbers, days, and lists and mappings of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """Records, laid out as the format asks for, and what is said of all of them; formats of bare records leave it out.

    Records may be a generator: a format reads them once, in order, and writes each before it asks for the next.
    """

    records: Iterable[Plain] = ()
    name: str | None = None
    """Under what a document lists its records (`claims`); `None`: it lists none."""
    columns: tuple[str, ...] = ()
    """Columns of rows; if none are given, those of the first row."""
    before: Plain = field(default_factory=dict)
    """What a document says before its records; without records, the whole document."""
    after: Plain = field(default_factory=dict)
    """What a document says after its records."""
    total: int | None = None
    """How many records there are, of which these are some; `None`: these are all."""
