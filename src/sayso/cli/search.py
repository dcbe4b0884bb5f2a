"""`sayso search`: texts, claims and names of a ledger with these words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sayso.cli.flags import setting_flags
from sayso.cli.ledger_flags import LIMIT, open_for
from sayso.cli.listing import Listing, print_listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from sayso.base.settings import Settings
    from sayso.keep import Hit


@click.command(name="search", short_help="Search the texts, claims and names of a ledger.")
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@click.option(
    "--limit", type=click.IntRange(min=1), default=LIMIT, metavar="N", help=f"Show so many.  [default: {LIMIT}]"
)
@click.option("--offset", type=click.IntRange(min=0), default=0, metavar="N", help="Skip the first N.")
@setting_flags("ledger", "format")
def search(words: tuple[str, ...], limit: int, offset: int, settings: Settings) -> None:
    """Search the texts, claims and names of a ledger.

    All words have to be there; "words in quotation marks" stand together, and -word leaves out.
    """
    with open_for(settings) as ledger:
        page = ledger.search(" ".join(words), limit=limit, offset=offset)
        print_listing(page.items, page.total, _HITS, settings)


def _line(hit: Hit) -> dict[str, Any]:
    return {"kind": hit.kind, "id": hit.id, "title": hit.title, "snippet": hit.snippet}


def _table(hits: Sequence[Hit], *, width: int) -> Table:
    from rich.text import Text

    from sayso.cli.table import UNKNOWN, dim, plain_table

    table = plain_table(width, "kind", "id", "in", "words")
    for hit in hits:
        table.add_row(hit.kind, dim(hit.id), Text(hit.title or UNKNOWN), Text(hit.snippet))
    return table


_HITS: Listing[Hit] = Listing(kind="other", noun="hit", line=_line, row=_line, table=_table)
