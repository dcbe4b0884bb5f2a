"""`sayso backup`: copies a ledger while it may be written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from sayso.cli.flags import setting_flags
from sayso.cli.ledger_flags import open_for

if TYPE_CHECKING:
    from sayso.base.settings import Settings


@click.command(name="backup", short_help="Copy a ledger while it may be written.")
@click.argument("to", metavar="FILE")
@setting_flags("ledger")
def backup(to: str, settings: Settings) -> None:
    """Copy a ledger to FILE, whole, while others may be writing to it. A file that is there is not written over."""
    with open_for(settings) as ledger:
        size = ledger.backup(to)
    sys.stderr.write(f"{to}: {size / 1e6:.1f} MB\n")
