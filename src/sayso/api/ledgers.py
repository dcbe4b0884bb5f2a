"""A ledger opened for programs: what it holds, by filters, and what is added to it and decided on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Generic, Self, TypeVar, overload

from sayso.api.checked import Day, OnDropped, day_of, filter_of, named_paths, settings_of, told
from sayso.base.errors import LedgerReadOnlyError, UsageError
from sayso.export.frames import Frame, frame_of
from sayso.model import Control, Incident, Judgement, JudgementKind

if TYPE_CHECKING:
    from sayso.keep import Added, KeptArticle, KeptClaim, KeptSource, Ledger, Order

T = TypeVar("T")
ALL: Final = 1 << 31
"""More items than a ledger has: what a listing asks for when no limit is given."""


class ResultList(Sequence[T], Generic[T]):
    """Some of the items that a ledger was asked for, in order, and how many there are in all (`total`)."""

    def __init__(
        self, items: Sequence[T], total: int, to_dict: Callable[[T], dict[str, Any]],
        to_row: Callable[[T], Mapping[str, Any]] | None = None,
    ) -> None:  # fmt: skip
        self._items = tuple(items)
        self._to_dict = to_dict
        self._to_row = to_row or to_dict
        self.total = total

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        return self._items[at]

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return f"<{len(self)} of {self.total:,}: {self._items[:1]!r}{' …' if len(self) > 1 else ''}>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """The items as the command line prints them with `--format jsonl`, a dictionary each."""
        return [self._to_dict(item) for item in self._items]

    def to_frame(self, library: Frame | None = None) -> Any:
        """The items as a data frame, one row an item; see `Report.to_frame`."""
        return frame_of([dict(self._to_row(item)) for item in self._items], library)


def open(  # noqa: A001 - it is called sayso.open
    ledger: str | Path = "sayso.db",
    *,
    write: bool = False,
    create: bool = False,
    packs: str | None = None,
    codebook: str | None = None,
) -> OpenLedger:
    """A ledger, a file or `postgresql://…`, for reading only unless `write` says otherwise.

    `create` makes one that is not there, and writes. Raises `LedgerMissingError` without it, `LedgerFormatError`,
    `LedgerNewerError`, `LedgerLockedError`, `LedgerReadOnlyError` or `LedgerServerError`.
    """
    from sayso.keep import open_ledger

    kept = open_ledger(ledger, create=create, read_only=not (write or create))
    return OpenLedger(kept, packs=packs, codebook=codebook)


class OpenLedger:
    """An open ledger: what it holds, listed by filters, and reports and decisions added. Close it, or use `with`.

    Filters are the fields of `sayso.keep.Filter`, one value or several: `place="Hirske"`, `within="UA/Luhansk"`,
    `event=("territory", "strike.air")`, `party="RUS"`, `source`, `outlet`, `status`, `standing`, `review`, `article`,
    `since="2022-06-20"`, `until`, `text="bridge"`, `least=0.6`.
    """

    def __init__(self, ledger: Ledger, *, packs: str | None = None, codebook: str | None = None) -> None:
        self.ledger = ledger
        """The ledger itself, with all that it can."""
        self._packs = {"packs": packs, "codebook": codebook}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets the file or the server go."""
        self.ledger.close()

    def claims(
        self, *, order: Order = "day", limit: int | None = None, offset: int = 0, **filters: Any
    ) -> ResultList[KeptClaim]:
        """The claims that the filters find, as they stand after review (`.claim`), with what was decided on each."""
        from sayso.export.lines import judged_line
        from sayso.export.rows import reviewed_row
        from sayso.keep import UNSEEN

        page = self.ledger.claims(filter_of(filters), order=order, limit=_limit(limit), offset=offset)
        return ResultList(page.items, page.total, partial(judged_line, unseen=UNSEEN), reviewed_row)

    def incidents(
        self, *, order: Order = "day", limit: int | None = None, offset: int = 0, **filters: Any
    ) -> ResultList[Incident]:
        """The incidents with a claim that the filters find: who says what of one thing, and who contradicts whom."""
        from sayso.base.codec import incident_to_dict
        from sayso.export.rows import incident_row

        page = self.ledger.incidents(filter_of(filters), order=order, limit=_limit(limit), offset=offset)
        return ResultList(page.items, page.total, incident_to_dict, incident_row)

    def control(
        self, *, on: Day | None = None, limit: int | None = None, offset: int = 0, **filters: Any
    ) -> ResultList[Control]:
        """Who is said to hold each place: runs of inclusive days, or those in force on the day `on`."""
        from sayso.base.codec import control_to_dict
        from sayso.export.rows import LISTED_CONTROL, control_row

        day = None if on is None else day_of(on, "on")
        page = self.ledger.control(filter_of(filters), on=day, limit=limit, offset=offset)
        return ResultList(page.items, page.total, control_to_dict, partial(control_row, columns=LISTED_CONTROL))

    def articles(self, *, limit: int | None = None, offset: int = 0, **filters: Any) -> ResultList[KeptArticle]:
        """The articles with a claim that the filters find, the latest first."""
        from sayso.export.rows import LISTED_ARTICLE, article_row

        page = self.ledger.articles(filter_of(filters), limit=_limit(limit), offset=offset)
        line = partial(article_row, columns=LISTED_ARTICLE)
        return ResultList(page.items, page.total, line)

    def sources(self, *, limit: int | None = None, offset: int = 0, **filters: Any) -> ResultList[KeptSource]:
        """Who says the claims that the filters find, by how many of them."""
        from sayso.export.rows import source_row

        page = self.ledger.sources(filter_of(filters), limit=_limit(limit), offset=offset)
        return ResultList(page.items, page.total, source_row)

    def add(
        self,
        paths: str | Path | Iterable[str | Path],
        *,
        published: Day | None = None,
        outlet: str | None = None,
        jobs: int = 1,
        on_dropped: OnDropped | None = None,
    ) -> tuple[Added, ...]:
        """What adding each report of the files and folders changed: read, and weighed with what was there.

        Each article is added whole or not at all; one that the ledger has changes nothing. Documents that cannot be
        read go to `on_dropped`, as with `read_all`. Raises `LedgerReadOnlyError` unless it was opened to write.
        """
        from sayso.flow.ledger import add_reports

        named = named_paths(paths)
        settings = settings_of(published=published, outlet=outlet, jobs=jobs, **self._packs)
        self._check_writing()
        run = told(add_reports(named, self.ledger, settings), on_dropped, level=4)
        return tuple(added for _, added in run)

    def judge(
        self,
        claims: str | tuple[str, str],
        kind: JudgementKind,
        *,
        reviewer: str,
        reason: str = "",
        field: str | None = None,
        value: Any = None,
        seen: str | None = None,
    ) -> Judgement:
        """The decision on a claim as recorded, for good; what it reaches is weighed again.

        `kind`: `accept`, `reject`, `correct` (with `field` and `value`, in the shape of a claim's line), `same` and
        `different` (of two claims), `assess`, `note`, `flag`, `undo` (of a judgement's id in place of a claim's).
        With `seen`, the last judgement that the reviewer saw, `ConflictError` is raised if there is a later one. Raises
        `JudgementError`, `NotKeptError` or `LedgerReadOnlyError`.
        """
        from sayso.flow.ledger import judge_claims
        from sayso.keep import Verdict

        self._check_writing()
        ids = (claims,) if isinstance(claims, str) else tuple(claims)
        if not ids:
            raise UsageError("nothing is named to decide on", hint="give the id of a claim, or of a judgement to undo")
        said = None if field is None and value is None else json.dumps(value, ensure_ascii=False)
        undone = ids[0] if kind == "undo" else None
        verdict = Verdict(
            kind=kind, claims=() if undone else ids, reviewer=reviewer, reason=reason, field=field, value=said,
            undoes=undone,
        )  # fmt: skip
        (judged,) = judge_claims([(verdict, seen)], self.ledger, settings_of(**self._packs))
        return judged.judgement

    def _check_writing(self) -> None:
        if self.ledger.read_only:
            hint = "open it with sayso.open(…, write=True)"
            raise LedgerReadOnlyError("it was opened for reading", hint=hint, file=self.ledger.location)


def _limit(limit: int | None) -> int:
    return ALL if limit is None else limit
