"""Listings out of a ledger: a table or a format of the export, and "n of N" at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sayso.cli.output import chosen_format, write_exported

if TYPE_CHECKING:
    from rich.table import Table

    from sayso.base.settings import Settings
    from sayso.export.formats import RecordKind

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[T]):
    """How records of one kind are listed."""

    kind: RecordKind
    """What a format has to be able to write."""
    noun: str
    """In the singular; the plural adds an s."""
    line: Callable[[T], Mapping[str, Any]]
    """The record in plain values, for JSON."""
    row: Callable[[T], Mapping[str, Any]]
    """The record as a flat row, every record with the same columns."""
    table: Callable[..., Table]
    """The records as a table of a `width`."""


def print_listing(records: Sequence[T], total: int, listing: Listing[T], settings: Settings) -> None:
    """Prints the records in the format that the settings ask for; on stderr, how many of how many they are."""
    form = chosen_format(settings)
    if records:
        if form == "table":
            _print_table(records, listing)
        else:
            _write_records(records, listing, form)
    noun = listing.noun if total == 1 else f"{listing.noun}s"
    sys.stderr.write(f"{len(records):,} of {total:,} {noun}\n")


def _print_table(records: Sequence[T], listing: Listing[T]) -> None:
    from sayso.cli.table import make_console

    console = make_console()
    console.print(listing.table(records, width=console.width))


def _write_records(records: Sequence[T], listing: Listing[T], form: str) -> None:
    from sayso.export.exported import Exported
    from sayso.export.formats import FORMATS

    lay_out = listing.row if FORMATS[form].layout == "rows" else listing.line
    write_exported(form, listing.kind, Exported(records=map(lay_out, records)))
