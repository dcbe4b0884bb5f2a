"""`sayso sources`: who says things in a ledger, and how much."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sayso.cli.flags import setting_flags
from sayso.cli.ledger_flags import filter_flags, open_for
from sayso.cli.listing import Listing, print_listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from sayso.base.settings import Settings
    from sayso.keep import Filter, KeptSource


@click.command(name="sources", short_help="List who says things in a ledger.")
@filter_flags
@setting_flags("ledger", "format")
def sources(wanted: Filter, limit: int, offset: int, settings: Settings) -> None:
    """List who says things in a ledger, and how many claims they make."""
    with open_for(settings) as ledger:
        page = ledger.sources(wanted, limit=limit, offset=offset)
        print_listing(page.items, page.total, _SOURCES, settings)


def _row(source: KeptSource) -> dict[str, Any]:
    from sayso.export.rows import source_row

    return source_row(source)


def _table(kept_sources: Sequence[KeptSource], *, width: int) -> Table:
    from rich.text import Text

    from sayso.cli.table import UNKNOWN, plain_table

    table = plain_table(width, "source", "kind", "party", "sector", "claims", "articles")
    for source in kept_sources:
        party, sector = source.party or UNKNOWN, source.sector or UNKNOWN
        counts = (f"{source.claims:,}", f"{source.articles:,}")
        table.add_row(Text(source.name, style="bold"), source.kind, party, sector, *counts)
    return table


_SOURCES: Listing[KeptSource] = Listing(kind="sources", noun="source", line=_row, row=_row, table=_table)
