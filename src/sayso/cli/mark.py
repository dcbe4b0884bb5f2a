"""`sayso mark`: prints what is marked on reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.cli.flags import check_paths, setting_flags

if TYPE_CHECKING:
    from sayso.base.settings import Settings


@click.command(name="mark", short_help="Print what is marked on reports, one line of JSON an article.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@setting_flags("published", "outlet", "jobs", "max_chars", "packs", "codebook")
def mark(paths: tuple[str, ...], settings: Settings) -> None:
    """Print what is marked on reports, one line of JSON an article.

    The marks are names, places, times, counts, sentences, and the sources, cues and contents of what is said. A
    content names its source and its cue by their index in the list of marks.
    """
    check_paths(paths)
    from sayso.cli.output import write
    from sayso.cli.progress import Tally, follow
    from sayso.flow.chain import mark_reports
    from sayso.model import Dropped

    tally = Tally()
    for worked in follow(mark_reports(paths, settings), paths, tally):
        if not isinstance(worked, Dropped):
            write(worked[1] + "\n")
    tally.close()
