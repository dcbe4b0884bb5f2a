"""Listings out of a ledger: a table, JSON lines or CSV, and "n of N" at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sayso.cli.read import chosen_format, write

if TYPE_CHECKING:
    from rich.table import Table

    from sayso.base.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[T]):
    """How records of one kind are listed."""

    noun: str
    """In the singular; the plural adds an s."""
    line: Callable[[T], Mapping[str, Any]]
    """The record in plain values, for JSON."""
    row: Callable[[T], Mapping[str, Any]]
    """The record as a flat row, every record with the same columns."""
    table: Callable[..., Table]
    """The records as a table of a `width`."""


def print_listing(items: Sequence[T], total: int, listing: Listing[T], settings: Settings) -> None:
    """Prints the records in the format that the settings ask for; on stderr, how many of how many they are."""
    form = chosen_format(settings)
    if form == "table":
        _print_table(items, listing)
    elif form == "csv":
        _print_csv(items, listing)
    else:
        from sayso.base.codec import line_to_json

        write("".join(line_to_json(listing.line(item)) + "\n" for item in items))
    noun = listing.noun if total == 1 else f"{listing.noun}s"
    sys.stderr.write(f"{len(items):,} of {total:,} {noun}\n")


def _print_table(items: Sequence[T], listing: Listing[T]) -> None:
    from sayso.cli.table import make_console

    console = make_console()
    if items:
        console.print(listing.table(items, width=console.width))


def _print_csv(items: Sequence[T], listing: Listing[T]) -> None:
    from sayso.base.codec import rows_to_csv

    if items:
        write(rows_to_csv([listing.row(item) for item in items]))
