"""`sayso add`: reads reports into a ledger, and weighs what they say with what is there."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from sayso.cli.flags import check_paths, setting_flags
from sayso.cli.ledger_flags import open_for

if TYPE_CHECKING:
    from sayso.base.settings import Settings
    from sayso.flow.chain import Worked
    from sayso.keep import Added

_CHANGES = {
    "added": "new",
    "changed": "with a changed text",
    "reread": "read again by another model or codebook",
    "unchanged": "there before",
}
"""How adding an article can change a ledger, each with how its count is told."""


@click.command(name="add", short_help="Read reports into a ledger, and weigh what they say.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@setting_flags("ledger", "published", "outlet", "jobs", "max_chars", "packs", "codebook", "control_decay_days")
def add(paths: tuple[str, ...], settings: Settings) -> None:
    """Read reports into a ledger, and weigh what they say with what is there.

    PATH is a file, a folder, or - for stdin. Each article is added whole or not at all: a run that is ended goes on
    where it was when it is started again. The same article again changes nothing; a changed text becomes a new
    version, and what people decided on the old one is carried over.
    """
    from sayso.cli.progress import Tally, follow, number_of, tell_unknown
    from sayso.flow.ledger import add_reports
    from sayso.flow.unknown_names import UnknownNames

    check_paths(paths)
    tally, changes, unknown = Tally(noun="claim"), Counter[str](), UnknownNames()
    with open_for(settings, reading=False) as ledger:
        run = _counted(add_reports(paths, ledger, settings, look=unknown.add_claims), changes)
        for _ in follow(run, paths, tally):
            pass
        counts = ledger.counts()
    changed = ", ".join(f"{changes[change]:,} {label}" for change, label in _CHANGES.items() if changes[change])
    sys.stderr.write(f"{changed}\n" if changed else "")
    holdings = ", ".join(number_of(counts[f"{noun}s"], noun) for noun in ("article", "claim", "incident"))
    sys.stderr.write(f"{settings.ledger} holds {holdings}\n")
    tally.close()
    tell_unknown(unknown, settings)


def _counted(run: Iterable[Worked[Added]], changes: Counter[str]) -> Iterator[Worked[tuple[str, ...]]]:
    """The run with the claims that each article brought; how it changed the ledger is counted."""
    from sayso.model import Dropped

    for worked in run:
        if isinstance(worked, Dropped):
            yield worked
        else:
            article, added = worked
            changes[added.change] += 1
            yield article, added.come
