"""`sayso weigh`: weighs all claims of a ledger again."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from sayso.cli.flags import setting_flags
from sayso.cli.ledger_flags import open_for

if TYPE_CHECKING:
    from sayso.base.settings import Settings


@click.command(name="weigh", short_help="Weigh all claims of a ledger again.")
@setting_flags("ledger", "packs", "codebook", "control_decay_days")
def weigh(settings: Settings) -> None:
    """Weigh all claims of a ledger again: incidents, contradictions and control.

    To be run after the codebook has changed; adding and reviewing weigh what they touch by themselves.
    """
    from sayso.cli.progress import number_of
    from sayso.flow.ledger import weigh_ledger

    with open_for(settings) as ledger:
        count = weigh_ledger(ledger, settings)
        runs = ledger.counts()["control"]
    sys.stderr.write(f"{number_of(count, 'incident')}, {number_of(runs, 'run')} of control\n")
