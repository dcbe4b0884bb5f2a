"""`sayso incidents`: claims about the same thing, and with --numbers the dead as others would count them."""

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
    from sayso.flow.web import FatalityCount
    from sayso.keep import Filter
    from sayso.model import Incident


@click.command(name="incidents", short_help="List the incidents of a ledger.")
@filter_flags
@click.option("--order", type=click.Choice(ORDERS[:-1]), default="day", help="confidence is by voices.  [default: day]")
@click.option("--numbers", is_flag=True, help="The dead as ACLED and UCDP would count them, with who says so.")
@setting_flags("ledger", "format", "packs", "codebook")
def incidents(wanted: Filter, limit: int, offset: int, order: str, numbers: bool, settings: Settings) -> None:
    """List the incidents of a ledger: claims about the same thing, in how many voices, and where they contradict."""
    with open_for(settings) as ledger:
        page = ledger.incidents(wanted, order=order, limit=limit, offset=offset)  # type: ignore[arg-type]
        if not numbers:
            print_listing(page.items, page.total, _INCIDENTS, settings)
            return
        from sayso.flow.web import count_dead

        counts = count_dead(page.items, ledger, settings)
        print_listing(counts, len(counts), _NUMBERS, settings)


def _line(incident: Incident) -> dict[str, Any]:
    from sayso.base.codec import incident_to_dict

    return incident_to_dict(incident)


def _row(incident: Incident) -> dict[str, Any]:
    from sayso.export.rows import incident_row

    return incident_row(incident)


def _table(incidents: Sequence[Incident], *, width: int) -> Table:
    from sayso.cli.weighed_table import incidents_table

    return incidents_table(incidents, width=width)


def _number_line(count: FatalityCount) -> dict[str, Any]:
    incident = count.incident
    return {
        "incident": incident.id,
        "event": incident.event,
        "from": incident.from_day and incident.from_day.isoformat(),
        "to": incident.to_day and incident.to_day.isoformat(),
        "place": incident.place and incident.place.name,
        "counted": count.name,
        "value": count.value,
        "said_by": list(count.said_by),
    }


def _number_row(count: FatalityCount) -> dict[str, Any]:
    sayers = "; ".join(f"{sayer['source'] or 'outlet'} ({sayer['claim']})" for sayer in count.said_by)
    return _number_line(count) | {"said_by": sayers}


def _numbers_table(counts: Sequence[FatalityCount], *, width: int) -> Table:
    from sayso.cli.table import UNKNOWN, dim, plain_table

    table = plain_table(width, "incident", "where", "counted", "dead", "said by")
    for count in counts:
        row = _number_row(count)
        value = UNKNOWN if count.value is None else f"{count.value:,}"
        table.add_row(dim(count.incident.id), row["place"] or UNKNOWN, count.name, value, row["said_by"] or UNKNOWN)
    return table


_INCIDENTS: Listing[Incident] = Listing(kind="incidents", noun="incident", line=_line, row=_row, table=_table)
_NUMBERS: Listing[FatalityCount] = Listing(
    kind="other", noun="number", line=_number_line, row=_number_row, table=_numbers_table
)
