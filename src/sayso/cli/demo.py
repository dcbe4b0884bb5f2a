"""`sayso demo`: reads the bundled bulletins."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from sayso.cli.flags import setting_flags

if TYPE_CHECKING:
    from sayso.base.settings import Settings


@click.command(name="demo", short_help="Read the bundled bulletins and print their claims.")
@click.option("--no-serve", is_flag=True, expose_value=False, help="Changes nothing: the demo always prints and ends.")
@setting_flags("format", "min_confidence", "jobs", "packs", "codebook")
def demo(settings: Settings) -> None:
    """Read the bundled bulletins and print their claims, as a table unless --format says otherwise.

    The bulletins are short reports on facts of June and July 2022; the notice in their pack tells the source of each.
    """
    from sayso.cli.read import print_claims
    from sayso.packs.pack import load_pack

    pack = load_pack("bulletins", folders=settings.pack_folders or None)
    bulletins = [name for name in sorted(pack.files) if name.startswith("reports/")]
    form = "table" if settings.format == "auto" else settings.format
    print_claims(tuple(str(pack.path(name)) for name in bulletins), replace(settings, format=form))
