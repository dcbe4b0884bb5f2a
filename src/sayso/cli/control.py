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
    from sayso.model import Control


@click.command(name="control", short_help="Tell who is said to hold each place.")
@click.option("--on", metavar="DAY", help="On this day only.")
@click.option("--matrix", is_flag=True, help="Who says what of each place, by party; with --on.")
@filter_flags
@setting_flags("ledger", "format", "packs", "codebook", "control_decay_days")
def control(on: str | None, matrix: bool, wanted: Filter, limit: int, offset: int, settings: Settings) -> None:
    """Tell who is said to hold each place, from day to day, by whom, and how that stands.

    --party is the holder, --source a party that says so, --standing one of agreed, claimed, reported, contested and
    unknown. With --matrix, a row for each last word of each party up to the day.
    """
    from sayso.base.errors import UsageError

    day = read_flag_day("--on", on)
    if matrix and day is None:
        raise UsageError("--matrix is of one day", hint="give --on DAY")
    with open_for(settings) as ledger:
        page = ledger.control(wanted, on=day, limit=limit, offset=offset)
        if not matrix or day is None:
            print_listing(page.items, page.total, _CONTROL, settings)
            return
        from sayso.flow.sayers import words_on

        words = words_on(ledger, [run.place for run in page.items], day, settings)
        print_listing(words, len(words), _WORDS, settings)


def _line(run: Control) -> dict[str, Any]:
    from sayso.base.codec import control_to_dict

    return control_to_dict(run)


def _row(run: Control) -> dict[str, Any]:
    from sayso.export.rows import LISTED_CONTROL, control_row

    return control_row(run, LISTED_CONTROL)


def _table(runs: Sequence[Control], *, width: int) -> Table:
    from sayso.cli.weighed_table import control_table

    return control_table(runs, width=width)


def _word_line(word: PlaceWord) -> dict[str, Any]:
    last = word.saying
    return {
        "place": word.place.name,
        "admin1": word.place.admin1,
        "geonameid": word.place.geonameid,
        "said_by": last.sayer,
        "says": last.kind,
        "party": last.party,
        "day": last.day.isoformat(),
        "claims": list(last.claims),
    }


def _word_row(word: PlaceWord) -> dict[str, Any]:
    return _word_line(word) | {"claims": "; ".join(word.saying.claims)}


def _words_table(words: Sequence[PlaceWord], *, width: int) -> Table:
    from sayso.cli.table import UNKNOWN, plain_table

    table = plain_table(width, "place", "says", "what", "who", "day", "claims")
    for word in words:
        last = word.saying
        place = f"{word.place.name}, {word.place.admin1}" if word.place.admin1 else word.place.name
        party, claims = last.party or UNKNOWN, ", ".join(last.claims)
        table.add_row(place, last.sayer or "outlets", last.kind, party, str(last.day), claims)
    return table


_CONTROL: Listing[Control] = Listing(kind="control", noun="run", line=_line, row=_row, table=_table)
_WORDS: Listing[PlaceWord] = Listing(kind="other", noun="word", line=_word_line, row=_word_row, table=_words_table)
