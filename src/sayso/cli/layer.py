"""`sayso layer`: a map of control from elsewhere, taken into a ledger as one more source."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.flags import check_paths, setting_flags
from sayso.cli.ledger_flags import open_for
from sayso.cli.progress import NAMED

if TYPE_CHECKING:
    from sayso.base.settings import Settings


@click.command(name="layer", short_help="Take a map of control from elsewhere into a ledger, as one more source.")
@click.argument("file", metavar="FILE")
@click.option("--name", required=True, metavar="NAME", help="Who says so: the name of the source.")
@setting_flags("ledger", "packs", "codebook", "control_decay_days")
def layer(file: str, name: str, settings: Settings) -> int:
    """Take a map of control from elsewhere into a ledger, as one more source and never as the truth.

    FILE is a CSV or GeoJSON of who holds what: a name, a holder (a party or its name), a first day, and if they are
    known a last day and coordinates. The exit code is 1 if no row could be read.
    """
    from sayso.flow.ledger import add_layer

    check_paths((file,))
    with open_for(settings, reading=False) as ledger:
        _, added, dropped = add_layer(Path(file), ledger, settings, name=name)
    for row in dropped[:NAMED]:
        sys.stderr.write(f"dropped {row.path}: {row.reason} — {row.detail}\n")
    outcome = "there before" if added.change == "unchanged" else f"{len(added.come):,} claims by {name}"
    sys.stderr.write(f"{outcome}; dropped {len(dropped):,} rows\n")
    return 0 if added.come or added.change == "unchanged" else 1
