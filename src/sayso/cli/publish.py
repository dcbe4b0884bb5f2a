"""`sayso publish`: writes map, timeline, places and incidents as files that need no server."""

from __future__ import annotations

import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.flags import setting_flags
from sayso.cli.ledger_flags import filter_flags, open_for
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.keep import Filter
    from sayso.settings import Settings

_NAMES = {"since": "from", "until": "to", "text": "q"}
"""Fields of a filter that addresses call otherwise."""


@click.command(name="publish", short_help="Write map, timeline, places and incidents as files that need no server.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@filter_flags
@setting_flags("ledger", "packs")
def publish(folder: Path, wanted: Filter, limit: int, offset: int, settings: Settings) -> None:  # noqa: ARG001
    """Write map, timeline, places and incidents as files that need no server.

    DIR has to be new or empty. The flags of `sayso claims` choose what is in the copy; --limit and --offset mean
    nothing here. Open DIR/index.html in a browser, or put DIR on any web server.
    """
    from sayso.flow_web import lay_desk
    from sayso.show.web.publish import write_copy

    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty", hint="name a new folder")
    with open_for(settings) as ledger:
        copied = write_copy(lay_desk(ledger, settings), folder, query_of(wanted))
    held = f"{copied.claims:,} claims, {copied.places:,} places, {copied.incidents:,} incidents"
    sys.stderr.write(f"{folder}/index.html: {held} in {copied.files:,} files\n")


def query_of(wanted: Filter) -> tuple[tuple[str, str], ...]:
    """A filter as the parameters of an address."""
    query: list[tuple[str, str]] = []
    for one in fields(wanted):
        value = getattr(wanted, one.name)
        name = _NAMES.get(one.name, one.name)
        if isinstance(value, tuple):
            query += [(name, str(part)) for part in value]
        elif value:
            query.append((name, str(value)))
    return tuple(query)
