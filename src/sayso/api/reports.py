"""Reports read to claims: one, or many one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.api.checked import Day, OnDropped, check_paths, named_paths, names_a_file, settings_of, told
from sayso.base.errors import NothingReadError, UsageError
from sayso.base.settings import Settings
from sayso.export.frames import Frame, frame_of
from sayso.model import Article, Claim, Dropped, Mark, Reading


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

        return frame_of([claim_row(claim) for claim in self.claims], library)


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
    settings = settings_of(
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
    named = named_paths(paths)
    settings = settings_of(
        published=published, outlet=outlet, min_confidence=min_confidence, packs=packs, codebook=codebook, jobs=jobs
    )
    return _read_named(named, settings, on_dropped)


def _read_named(paths: Sequence[str | Path], settings: Settings, on_dropped: OnDropped | None) -> Iterator[Report]:
    from sayso.flow.chain import read_whole

    for article, (reading, claims) in told(read_whole(paths, settings), on_dropped):
        yield Report(article=article, claims=_sure(claims, settings), marks=reading.marks)


def _documents(report: str | bytes | Path, settings: Settings) -> Iterator[Article | Dropped]:
    """What the file, text or bytes hold. Raises `PathError` for the name of a file that is not there."""
    from sayso.flow.chain import read_given, read_reports

    if isinstance(report, bytes):
        return read_given(report, settings)
    if isinstance(report, str) and not names_a_file(report):
        return read_given(report.encode("utf-8", "replace"), settings)
    check_paths([report])
    return read_reports([report], settings)


def _report(article: Article, reading: Reading, settings: Settings) -> Report:
    from sayso.flow.chain import claim_reading

    claims = _sure(claim_reading(reading, settings), settings)
    return Report(article=article, claims=claims, marks=reading.marks)


def _sure(claims: Sequence[Claim], settings: Settings) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if claim.confidence >= settings.min_confidence)
