"""`sayso claims`: the claims of a ledger, filtered, with "n of N"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sayso.cli.flags import setting_flags
from sayso.cli.ledger_flags import ORDERS, filter_flags, open_for
from sayso.cli.listing import Listing, print_listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from sayso.base.settings import Settings
    from sayso.keep import Filter, KeptClaim


@click.command(name="claims", short_help="List the claims of a ledger.")
@filter_flags
@click.option(
    "--order", type=click.Choice(ORDERS), default="day", help="- is latest, or surest, first.  [default: day]"
)
@setting_flags("ledger", "format")
def claims(wanted: Filter, limit: int, offset: int, order: str, settings: Settings) -> None:
    """List the claims of a ledger, as they stand after review.

    Several values of one flag are alternatives; different flags all have to hold.
    """
    with open_for(settings) as ledger:
        page = ledger.claims(wanted, order=order, limit=limit, offset=offset)  # type: ignore[arg-type]
        print_listing(page.items, page.total, _CLAIMS, settings)


def _line(kept: KeptClaim) -> dict[str, Any]:
    from sayso.export.lines import judged_line
    from sayso.keep import UNSEEN

    return judged_line(kept, unseen=UNSEEN)


def _row(kept: KeptClaim) -> dict[str, Any]:
    from sayso.export.rows import reviewed_row

    return reviewed_row(kept)


def _table(kept_claims: Sequence[KeptClaim], *, width: int) -> Table:
    from sayso.cli.table import claims_table

    return claims_table([kept.claim for kept in kept_claims], width=width, ids=True)


_CLAIMS: Listing[KeptClaim] = Listing(kind="claims", noun="claim", line=_line, row=_row, table=_table)
