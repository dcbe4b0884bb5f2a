"""`sayso backup` and `sayso vacuum`: what keeps a ledger safe and small."""

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


@click.command(name="vacuum", short_help="Give back the room of what is gone from a ledger.")
@setting_flags("ledger")
def vacuum(settings: Settings) -> None:
    """Give back the room of what is gone from a ledger, and renew the statistics by which it finds things fast."""
    with open_for(settings) as ledger:
        ledger.vacuum()
    sys.stderr.write(f"{settings.ledger} is tidied\n")
