"""What a run says on stderr: the bar while it goes on, the documents dropped, the count at its end."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from sayso.base.errors import NothingReadError
from sayso.flow.chain import Worked, count_files
from sayso.model import Dropped

if TYPE_CHECKING:
    from sayso.base.settings import Settings
    from sayso.flow.unknown_names import UnknownNames
    from sayso.model import Article

T = TypeVar("T")
NAMED = 20
"""Dropped documents that are named one by one; the rest are only counted, so that an archive does not flood stderr.
Set by hand: about a screen."""


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts what a run has read and dropped."""

    noun: str | None = None
    """What each document yields a tuple of, in the singular; `None` if that is not to be told."""
    read: int = 0
    yielded: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    unread: list[int] = field(default_factory=list)
    """How many rows each table has that could not be read."""
    with_unread: int = 0
    """Documents with such tables."""
    started: float = field(default_factory=monotonic)

    def add(self, worked: Worked[Any]) -> None:
        """Counts one document; names it, if it was dropped."""
        if not isinstance(worked, Dropped):
            self.read += 1
            self.yielded += len(worked[1])
            self._add_unread(worked[0])
            return
        self.dropped[worked.reason] += 1
        if self.dropped.total() <= NAMED:
            sys.stderr.write(f"dropped {worked.path}: {worked.reason} — {worked.detail}\n")

    def _add_unread(self, article: Article) -> None:
        """Counts the tables of a document that were not read; names it."""
        if not article.unread_tables:
            return
        self.unread += article.unread_tables
        self.with_unread += 1
        if self.with_unread <= NAMED:
            sys.stderr.write(f"not read in {article.path or '-'}: {_rows_of(article.unread_tables)}\n")

    @property
    def line(self) -> str:
        """`26 claims from 2 documents in 1.2 s; not read: 1 table of 7 rows; dropped 2: binary 1, empty 1`."""
        yielded = f"{number_of(self.yielded, self.noun)} from " if self.noun else ""
        line = f"{yielded}{number_of(self.read, 'document')} in {monotonic() - self.started:.1f} s"
        reasons = ", ".join(f"{reason} {number}" for reason, number in sorted(self.dropped.items()))
        line = f"{line}; not read: {_rows_of(self.unread)}" if self.unread else line
        return f"{line}; dropped {self.dropped.total():,}: {reasons}" if reasons else line

    def close(self) -> None:
        """Tells the counts. Raises `NothingReadError` if nothing was read."""
        sys.stderr.write(self.line + "\n")
        if not self.read:
            hint = "see the reasons above" if self.dropped else "the folder holds no file that Sayso reads"
            raise NothingReadError("nothing could be read", hint=hint)


def tell_unknown(names: UnknownNames, settings: Settings) -> None:
    """A line on stderr for each country of which many names are in no gazetteer, with the command that helps."""
    from sayso.flow.unknown_names import tips

    for _, tip in tips(names, settings):
        sys.stderr.write(f"{tip}\n")


def follow(run: Iterable[Worked[T]], paths: Sequence[str], tally: Tally) -> Iterator[Worked[T]]:
    """The run, counted as it passes, behind a bar on stderr if there is more than one file."""
    total = count_files(paths)
    if total < 2:
        for worked in run:
            tally.add(worked)
            yield worked
        return
    yield from _with_bar(run, total, tally)


def _with_bar(run: Iterable[Worked[T]], total: int, tally: Tally) -> Iterator[Worked[T]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[now]}"),
    )
    # Where both streams are the terminal, what goes to stdout has to pass above the bar.
    bar = Progress(*columns, console=Console(stderr=True), redirect_stdout=sys.stdout.isatty(), refresh_per_second=4)
    with bar:
        task = bar.add_task("", total=total, now="")
        seen: set[str] = set()
        for worked in run:
            tally.add(worked)
            seen.add(_file_of(worked))
            done = min(len(seen), total)
            bar.update(task, completed=done, now=f"{tally.yielded:,} {tally.noun}s" if tally.noun else "")
            yield worked
        bar.update(task, completed=total)


def _file_of(worked: Worked[Any]) -> str:
    """The file that a document came from: `x.jsonl` of the record `x.jsonl:7`."""
    path = worked.path if isinstance(worked, Dropped) else worked[0].path or "-"
    file, _, number = path.rpartition(":")
    return file if number.isdigit() else path


def _rows_of(tables: Sequence[int]) -> str:
    """`2 tables of 35 rows`."""
    return f"{number_of(len(tables), 'table')} of {number_of(sum(tables), 'row')}"


def number_of(number: int, noun: str) -> str:
    """`1 claim`, `1,204 claims`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
