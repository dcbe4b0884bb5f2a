"""`sayso read`: prints the claims of reports."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import click

from sayso.cli.flags import check_paths, setting_flags

if TYPE_CHECKING:
    from sayso.base.settings import Settings
    from sayso.model import Article, Claim

Printer = Callable[["Article", "tuple[Claim, ...]"], None]


@click.command(name="read", short_help="Print the claims of reports.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@setting_flags("published", "outlet", "format", "min_confidence", "jobs", "max_chars", "packs")
def read(paths: tuple[str, ...], settings: Settings) -> None:
    """Print the claims of reports.

    PATH is a file, a folder, or - for stdin. Text, Markdown, HTML, JSON lines, CSV, RSS, Atom and WARC are told apart
    by content. A document that cannot
    be read is counted on stderr and the run goes on; the exit code is 1 only if nothing could be read.
    """
    check_paths(paths)
    print_claims(paths, settings)


def print_claims(paths: tuple[str, ...], settings: Settings) -> None:
    """Prints the claims of all documents in the format that the settings ask for.

    Raises `NothingReadError` if there was no document that could be read.
    """
    from sayso.cli.progress import Tally, follow
    from sayso.flow.chain import claim_reports
    from sayso.model import Dropped

    tally = Tally(noun="claim")
    show = printer(chosen_format(settings))
    for worked in follow(claim_reports(paths, settings), paths, tally):
        if not isinstance(worked, Dropped):
            show(*worked)
    tally.close()


def chosen_format(settings: Settings) -> str:
    """`table`, `jsonl` or `csv`."""
    if settings.format != "auto":
        return settings.format
    return "table" if sys.stdout.isatty() else "jsonl"


def printer(form: str) -> Printer:
    """What prints the claims of an article in that format."""
    if form == "table":
        from sayso.cli.table import print_table

        return print_table
    return _print_csv() if form == "csv" else _print_jsonl


def _print_jsonl(_article: Article, claims: tuple[Claim, ...]) -> None:
    from sayso.base.codec import claims_to_json

    write(claims_to_json(claims))


def _print_csv() -> Printer:
    from sayso.base.codec import claims_to_csv

    header: Iterator[bool] = iter([True])

    def show(_article: Article, claims: Iterable[Claim]) -> None:
        write(claims_to_csv(claims, header=next(header, False)))

    return show


def write(text: str) -> None:
    """Writes to stdout, at once, for a reader down the pipe."""
    sys.stdout.write(text)
    sys.stdout.flush()
