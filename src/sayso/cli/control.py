"""`sayso control`: who is said to hold each place, from day to day or on one day, and who says what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sayso.cli.flags import setting_flags
from sayso.cli.ledger_flags import filter_flags, open_for, read_flag_day
from sayso.cli.listing import Listing, print_listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from sayso.base.settings import Settings
    from sayso.flow.sayers import PlaceWord
    from sayso.keep import Filter


@click.command(name="control", short_help="Tell who is said to hold each place.")
@click.option("--on", metavar="DAY", help="On this day only.")
@click.option("--matrix", is_flag=True, help="Who says what of each place, by party; with --on.")
@filter_flags
@setting_flags("ledger", "format", "packs", "control_decay_days")
def control(on: str | None, matrix: bool, wanted: Filter, limit: int, offset: int, settings: Settings) -> None:
    """Tell who is said to hold each place, from day to day, by whom, and how that stands.

    --party is the holder, --source a party that says so, --standing one of agreed, claimed, reported, contested and
    unknown. With --matrix, a row for each last word of each party up to the day.
    """
    from sayso.base.errors import UsageError
    from sayso.cli.listed import CONTROL

    day = read_flag_day("--on", on)
    if matrix and day is None:
        raise UsageError("--matrix is of one day", hint="give --on DAY")
    with open_for(settings) as ledger:
        page = ledger.control(wanted, on=day, limit=limit, offset=offset)
        if not matrix or day is None:
            print_listing(page.items, page.total, CONTROL, settings)
            return
        from sayso.flow.sayers import words_on

        words = words_on(ledger, [run.place for run in page.items], day, settings)
        print_listing(words, len(words), _WORDS, settings)


def _line(word: PlaceWord) -> dict[str, Any]:
    said = word.saying
    return {
        "place": word.place.name,
        "admin1": word.place.admin1,
        "geonameid": word.place.geonameid,
        "said_by": said.sayer,
        "says": said.kind,
        "party": said.party,
        "day": said.day.isoformat(),
        "claims": list(said.claims),
    }


def _row(word: PlaceWord) -> dict[str, Any]:
    return _line(word) | {"claims": "; ".join(word.saying.claims)}


def _table(words: Sequence[PlaceWord], *, width: int) -> Table:
    from sayso.cli.table import UNKNOWN, plain_table

    table = plain_table(width, "place", "says", "what", "who", "day", "claims")
    for word in words:
        said = word.saying
        place = f"{word.place.name}, {word.place.admin1}" if word.place.admin1 else word.place.name
        shown = (said.sayer or "outlets", said.kind, said.party or UNKNOWN, str(said.day), ", ".join(said.claims))
        table.add_row(place, *shown)
    return table


_WORDS: Listing[PlaceWord] = Listing(noun="word", line=_line, row=_row, table=_table)
