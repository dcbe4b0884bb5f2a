"""`sayso publish`: writes the claims of a filter, with all that leads back to their words, as files."""

from __future__ import annotations

import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.flags import setting_flags
from sayso.cli.ledger_flags import filter_flags, open_for

if TYPE_CHECKING:
    from sayso.base.settings import Settings
    from sayso.keep import Filter

_NAMES = {"since": "from", "until": "to", "text": "q"}
"""Fields of a filter that addresses call otherwise."""


@click.command(name="publish", short_help="Write map, claims, incidents, places and control as files without a server.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@filter_flags
@click.option("--whole-texts", is_flag=True, help="Copy whole articles, and not only the words around their claims.")
@click.option("--reviewers", is_flag=True, help="Copy also who decided what, with reasons, notes and flags.")
@setting_flags("ledger", "packs", "codebook")
def publish(
    folder: Path, wanted: Filter, limit: int, offset: int, whole_texts: bool, reviewers: bool, settings: Settings  # noqa: ARG001
) -> None:  # fmt: skip
    """Write map, claims, incidents, places, control and sources as files that need no server.

    DIR has to be new, empty, or an earlier copy, which the new one takes the place of. The flags of `sayso claims`
    choose what is in the copy; --limit and --offset mean nothing here. Open DIR/index.html in a browser, or put DIR on
    any web server.
    """
    from datetime import date

    from sayso.flow.web import lay_desk
    from sayso.show.web.publish import Wishes, write_copy

    with open_for(settings) as ledger:
        wishes = Wishes(
            made=date.today(), ledger=ledger_name(str(settings.ledger)), asked=query_of(wanted),  # noqa: DTZ011
            has_whole_texts=whole_texts, has_reviewers=reviewers,
        )  # fmt: skip
        copied = write_copy(lay_desk(ledger, settings), folder, wishes, note=_tell)
    holdings = f"{copied.claims:,} claims, {copied.incidents:,} incidents, {copied.places:,} places"
    size = f"{copied.files:,} files, {copied.bytes / 1e6:,.0f} MB"
    gone = f"; {copied.stale:,} files of the former copy are gone" if copied.stale else ""
    sys.stderr.write(f"{folder}/index.html: {holdings} in {size}{gone}\n")


def _tell(done: int, all_of_them: int) -> None:
    """Says now and then how far it is, on a terminal."""
    if sys.stderr.isatty() and (done % 100 == 0 or done == all_of_them):
        sys.stderr.write(f"\r{done:,} of {all_of_them:,} pages" + ("\n" if done == all_of_them else ""))


def ledger_name(location: str) -> str:
    """What a ledger is called: its file or database, without folders, server, user or password."""
    return location.partition("?")[0].rstrip("/").replace("\\", "/").rpartition("/")[2] or "a ledger"


def query_of(wanted: Filter) -> tuple[tuple[str, str], ...]:
    """A filter as the parameters of an address, which leaves talk out as the flags do unless it asks for any event."""
    from sayso.keep import ANY_EVENT

    query: list[tuple[str, str]] = [] if wanted.event or wanted.without else [("event", ANY_EVENT)]
    for field in fields(wanted):
        if field.name == "without":
            continue
        value = getattr(wanted, field.name)
        name = _NAMES.get(field.name, field.name)
        if isinstance(value, tuple):
            query += [(name, str(part)) for part in value]
        elif value:
            query.append((name, str(value)))
    return tuple(query)
