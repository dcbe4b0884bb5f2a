"""The door for programs: reports read to claims, and a ledger opened, in a few lines of Python.

`import sayso` gives all that stands here; see docs/python.md. Nothing here changes the process that calls it: its
garbage collector, its logging and its threads stay as they are.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, Self, TypeVar, overload

from sayso.base.days import read_day
from sayso.base.errors import LedgerReadOnlyError, NothingReadError, PathError, SaysoWarning, UsageError
from sayso.base.settings import Settings
from sayso.model import Article, Claim, Control, Dropped, Incident, Judgement, JudgementKind, Mark, Reading

if TYPE_CHECKING:
    from sayso.keep import Added, Filter, KeptArticle, KeptClaim, KeptSource, Ledger, Order

T = TypeVar("T")
R = TypeVar("R")
Frame = Literal["pandas", "polars"]
Day = date | str
"""A day, or its ISO date ("2022-06-25")."""
OnDropped = Callable[[Dropped], object]
_LONGEST_NAME: Final = 1_000
"""Characters: a longer string is a text and names no file."""
ALL: Final = 1 << 31
"""More items than a ledger has: what a listing asks for when no limit is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report with what was found in it."""

    article: Article
    claims: tuple[Claim, ...]
    """In text order."""
    marks: tuple[Mark, ...]
    """In text order; offsets are half-open, in code points, into `article.text`."""

    def to_dicts(self) -> list[dict[str, Any]]:
        """The claims as `sayso read --format jsonl` prints them, a dictionary each."""
        from sayso.base.codec import claim_to_dict

        return [claim_to_dict(claim) for claim in self.claims]

    def to_frame(self, library: Frame | None = None) -> Any:
        """The claims as a data frame, one row a claim, with the columns of `sayso read --format csv`.

        Of pandas, or of Polars where pandas is not installed or `library` asks for it. Raises `UsageError` if the
        library is not installed.
        """
        from sayso.export.rows import claim_row

        return _frame([claim_row(claim) for claim in self.claims], library)


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
        return _frame([dict(self._to_row(item)) for item in self._items], library)


def read(
    report: str | bytes | Path,
    *,
    published: Day | None = None,
    outlet: str | None = None,
    min_confidence: float = 0.0,
    packs: str | None = None,
    codebook: str | None = None,
) -> Report:
    """One report read: a file (`Path`, or a `str` that names one), its text, or its bytes in any format that is known.

    `published` and `outlet` are for a report that does not say them itself; `packs` and `codebook` as the settings.
    Raises `PathError` for a name of a file that is not there, `NothingReadError` for what is no report, and
    `UsageError` for a file with several reports: `read_all` reads those.
    """
    settings = _settings(
        published=published, outlet=outlet, min_confidence=min_confidence, packs=packs, codebook=codebook
    )
    documents = list(_documents(report, settings))
    if len(documents) > 1:
        raise UsageError(f"there are {len(documents)} reports in it", hint="read them with sayso.read_all")
    article = documents[0] if documents else Dropped(path="-", reason="empty", detail="nothing stands in it")
    if isinstance(article, Dropped):
        raise NothingReadError(f"{article.reason}: {article.detail}", hint="give a report", file=article.path)
    from sayso.flow.chain import chain_for

    return _report(article, chain_for(article, settings).mark(article), settings)


def read_all(
    paths: str | Path | Iterable[str | Path],
    *,
    published: Day | None = None,
    outlet: str | None = None,
    jobs: int = 1,
    min_confidence: float = 0.0,
    packs: str | None = None,
    codebook: str | None = None,
    on_dropped: OnDropped | None = None,
) -> Iterator[Report]:
    """Every report of the files and folders, one after another as it is read, in the order of the paths.

    A document that cannot be read never stops the others: it goes to `on_dropped`, or is told by a `SaysoWarning`.
    With more than one of `jobs`, processes share the work; a script that asks for them needs the usual
    `if __name__ == "__main__":`. Raises `PathError` for a path that is not there.
    """
    from sayso.flow.chain import read_whole

    named = [paths] if isinstance(paths, (str, Path)) else list(paths)
    _check_paths(named)
    settings = _settings(
        published=published, outlet=outlet, min_confidence=min_confidence, packs=packs, codebook=codebook, jobs=jobs
    )
    for worked in _told(read_whole(named, settings), on_dropped):
        article, (reading, claims) = worked
        yield Report(article=article, claims=_sure(claims, settings), marks=reading.marks)


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

        page = self.ledger.claims(_filter(filters), order=order, limit=_limit(limit), offset=offset)
        return ResultList(page.items, page.total, partial(judged_line, unseen=UNSEEN), reviewed_row)

    def incidents(
        self, *, order: Order = "day", limit: int | None = None, offset: int = 0, **filters: Any
    ) -> ResultList[Incident]:
        """The incidents with a claim that the filters find: who says what of one thing, and who contradicts whom."""
        from sayso.base.codec import incident_to_dict
        from sayso.export.rows import incident_row

        page = self.ledger.incidents(_filter(filters), order=order, limit=_limit(limit), offset=offset)
        return ResultList(page.items, page.total, incident_to_dict, incident_row)

    def control(
        self, *, on: Day | None = None, limit: int | None = None, offset: int = 0, **filters: Any
    ) -> ResultList[Control]:
        """Who is said to hold each place: runs of inclusive days, or those in force on the day `on`."""
        from sayso.base.codec import control_to_dict
        from sayso.export.rows import LISTED_CONTROL, control_row

        day = None if on is None else _day(on, "on")
        page = self.ledger.control(_filter(filters), on=day, limit=limit, offset=offset)
        return ResultList(page.items, page.total, control_to_dict, partial(control_row, columns=LISTED_CONTROL))

    def articles(self, *, limit: int | None = None, offset: int = 0, **filters: Any) -> ResultList[KeptArticle]:
        """The articles with a claim that the filters find, the latest first."""
        from sayso.export.rows import LISTED_ARTICLE, article_row

        page = self.ledger.articles(_filter(filters), limit=_limit(limit), offset=offset)
        line = partial(article_row, columns=LISTED_ARTICLE)
        return ResultList(page.items, page.total, line)

    def sources(self, *, limit: int | None = None, offset: int = 0, **filters: Any) -> ResultList[KeptSource]:
        """Who says the claims that the filters find, by how many of them."""
        from sayso.export.rows import source_row

        page = self.ledger.sources(_filter(filters), limit=_limit(limit), offset=offset)
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

        named = [paths] if isinstance(paths, (str, Path)) else list(paths)
        _check_paths(named)
        settings = _settings(published=published, outlet=outlet, jobs=jobs, **self._packs)
        self._check_writing()
        return tuple(added for _, added in _told(add_reports(named, self.ledger, settings), on_dropped))

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
        said = None if value is None else json.dumps(value, ensure_ascii=False)
        undone = ids[0] if kind == "undo" else None
        verdict = Verdict(
            kind=kind, claims=() if undone else ids, reviewer=reviewer, reason=reason, field=field, value=said,
            undoes=undone,
        )  # fmt: skip
        (judged,) = judge_claims([(verdict, seen)], self.ledger, _settings(**self._packs))
        return judged.judgement

    def _check_writing(self) -> None:
        if self.ledger.read_only:
            hint = "open it with sayso.open(…, write=True)"
            raise LedgerReadOnlyError("it was opened for reading", hint=hint, file=self.ledger.location)


def _settings(*, published: Day | None = None, **values: Any) -> Settings:
    day = None if published is None else _day(published, "published")
    return Settings(published=day, **{name: value for name, value in values.items() if value is not None})


def _day(said: Day, name: str) -> date:
    day = read_day(said) if isinstance(said, str) else said
    if day is None:
        raise UsageError(f"{name} is {said!r}", hint="give a day such as 2022-06-25")
    return day


def _documents(report: str | bytes | Path, settings: Settings) -> Iterator[Article | Dropped]:
    """What the file, text or bytes hold. Raises `PathError` for the name of a file that is not there."""
    from sayso.flow.chain import read_given, read_reports

    if isinstance(report, bytes):
        return read_given(report, settings)
    if isinstance(report, str) and not _names_a_file(report):
        return read_given(report.encode("utf-8", "replace"), settings)
    _check_paths([report])
    return read_reports([report], settings)


def _names_a_file(said: str) -> bool:
    """Whether a string names a file: it is one, or it holds no blank and looks like a path ("reports/x.txt")."""
    if "\n" in said or len(said) > _LONGEST_NAME:
        return False
    return Path(said).exists() or (" " not in said.strip() and bool(Path(said).suffix or "/" in said))


def _check_paths(paths: Sequence[str | Path]) -> None:
    for path in paths:
        if not Path(path).exists():
            raise PathError("there is no such file or folder", hint="check the name", file=str(path))


def _report(article: Article, reading: Reading, settings: Settings) -> Report:
    from sayso.flow.chain import claim_reading

    claims = _sure(claim_reading(reading, settings), settings)
    return Report(article=article, claims=claims, marks=reading.marks)


def _sure(claims: Sequence[Claim], settings: Settings) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if claim.confidence >= settings.min_confidence)


def _told(run: Iterable[tuple[Article, T] | Dropped], on_dropped: OnDropped | None) -> Iterator[tuple[Article, T]]:
    """What was not dropped; what was, is told."""
    for worked in run:
        if not isinstance(worked, Dropped):
            yield worked
        elif on_dropped is not None:
            on_dropped(worked)
        else:
            warnings.warn(f"dropped {worked.path}: {worked.reason}: {worked.detail}", SaysoWarning, stacklevel=3)


def _filter(filters: Mapping[str, Any]) -> Filter:
    """The filters as the ledger knows them: one value or several. Raises `UsageError` for a name that is none."""
    from sayso.keep import Filter

    known = {field.name: field.default for field in fields(Filter)}
    wanted: dict[str, Any] = {}
    for name, value in filters.items():
        if name not in known:
            raise UsageError(f"there is no filter {name}", hint="the filters are: " + ", ".join(known))
        if name in ("since", "until"):
            wanted[name] = _day(value, name)
        elif isinstance(known[name], tuple):
            wanted[name] = (value,) if isinstance(value, str) else tuple(value)
        else:
            wanted[name] = value
    return Filter(**wanted)


def _limit(limit: int | None) -> int:
    return ALL if limit is None else limit


def _frame(rows: Sequence[Mapping[str, Any]], library: Frame | None) -> Any:
    """The rows as a data frame of the library, or of the first that is installed."""
    from importlib import import_module

    wanted = ("pandas", "polars") if library is None else (library,)
    for name in wanted:
        try:
            frames = import_module(name)
        except ImportError:
            continue
        return frames.DataFrame(list(rows)) if name == "pandas" else frames.DataFrame(rows, infer_schema_length=None)
    raise UsageError(f"{' or '.join(wanted)} is not installed", hint=f"run: pip install {wanted[0]}")
