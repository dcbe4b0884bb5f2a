"""`sayso vacuum`: gives back the room of what is gone from a ledger."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from sayso.cli.flags import setting_flags
from sayso.cli.ledger_flags import open_for

if TYPE_CHECKING:
    from sayso.base.settings import Settings


@click.command(name="vacuum", short_help="Give back the room of what is gone from a ledger.")
@setting_flags("ledger")
def vacuum(settings: Settings) -> None:
    """Give back the room of what is gone from a ledger, and renew the statistics by which it finds things fast."""
    with open_for(settings) as ledger:
        ledger.vacuum()
    sys.stderr.write(f"{settings.ledger} is tidied\n")
