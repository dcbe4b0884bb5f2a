"""`sayso claims`, `incidents`, `articles`, `sources`, `search`: what a ledger holds, filtered, with "n of N"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.cli.flags import setting_flags
from sayso.cli.ledger_flags import filter_flags, open_for
from sayso.cli.listing import print_listing

if TYPE_CHECKING:
    from sayso.base.settings import Settings
    from sayso.keep import Filter

_ORDERS = ("day", "-day", "confidence", "-confidence", "article")
_ORDER_HELP = "By day, confidence or as added; - is latest, or surest, first.  [default: day]"


@click.command(name="claims", short_help="List the claims of a ledger.")
@filter_flags
@click.option(
    "--order", type=click.Choice(_ORDERS), default="day", help="- is latest, or surest, first.  [default: day]"
)
@setting_flags("ledger", "format")
def claims(wanted: Filter, limit: int, offset: int, order: str, settings: Settings) -> None:
    """List the claims of a ledger, as they stand after review.

    Several values of one flag are alternatives; different flags all have to hold.
    """
    from sayso.cli.listed import CLAIMS

    with open_for(settings) as ledger:
        page = ledger.claims(wanted, order=order, limit=limit, offset=offset)  # type: ignore[arg-type]
        print_listing(page.items, page.total, CLAIMS, settings)


@click.command(name="incidents", short_help="List the incidents of a ledger.")
@filter_flags
@click.option(
    "--order", type=click.Choice(_ORDERS[:-1]), default="day", help="confidence is by voices.  [default: day]"
)
@click.option("--numbers", is_flag=True, help="The dead as ACLED and UCDP would count them, with who says so.")
@setting_flags("ledger", "format", "packs")
def incidents(wanted: Filter, limit: int, offset: int, order: str, numbers: bool, settings: Settings) -> None:
    """List the incidents of a ledger: claims about the same thing, in how many voices, and where they contradict."""
    from sayso.cli.listed import INCIDENTS, NUMBERS

    with open_for(settings) as ledger:
        page = ledger.incidents(wanted, order=order, limit=limit, offset=offset)  # type: ignore[arg-type]
        if not numbers:
            print_listing(page.items, page.total, INCIDENTS, settings)
            return
        from sayso.flow.web import count_dead

        counted = count_dead(page.items, ledger, settings)
        print_listing(counted, len(counted), NUMBERS, settings)


@click.command(name="articles", short_help="List the articles of a ledger.")
@filter_flags
@setting_flags("ledger", "format")
def articles(wanted: Filter, limit: int, offset: int, settings: Settings) -> None:
    """List the articles of a ledger, the latest first."""
    from sayso.cli.listed import ARTICLES

    with open_for(settings) as ledger:
        page = ledger.articles(wanted, limit=limit, offset=offset)
        print_listing(page.items, page.total, ARTICLES, settings)


@click.command(name="sources", short_help="List who says things in a ledger.")
@filter_flags
@setting_flags("ledger", "format")
def sources(wanted: Filter, limit: int, offset: int, settings: Settings) -> None:
    """List who says things in a ledger, and how many claims they make."""
    from sayso.cli.listed import SOURCES

    with open_for(settings) as ledger:
        page = ledger.sources(wanted, limit=limit, offset=offset)
        print_listing(page.items, page.total, SOURCES, settings)


@click.command(name="search", short_help="Search the texts, claims and names of a ledger.")
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@click.option("--limit", type=click.IntRange(min=1), default=50, metavar="N", help="Show so many.  [default: 50]")
@click.option("--offset", type=click.IntRange(min=0), default=0, metavar="N", help="Skip the first N.")
@setting_flags("ledger", "format")
def search(words: tuple[str, ...], limit: int, offset: int, settings: Settings) -> None:
    """Search the texts, claims and names of a ledger.

    All words have to be there; "words in quotation marks" stand together, and -word leaves out.
    """
    from sayso.cli.listed import HITS

    with open_for(settings) as ledger:
        page = ledger.search(" ".join(words), limit=limit, offset=offset)
        print_listing(page.items, page.total, HITS, settings)
