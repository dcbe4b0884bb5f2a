"""Files, folders and the standard input to articles."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from sayso.model import Article, Dropped
from sayso.read.article import Options
from sayso.read.documents import read_stream
from sayso.read.rules import FurnitureRules

_NO_LANGUAGE: Mapping[str, frozenset[str]] = {}
MAX_CHARS = 2_000_000
"""Characters of text that one document may have, unless the caller says otherwise."""


def read_paths(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    outlet: str | None = None,
    max_chars: int = MAX_CHARS,
    furniture: FurnitureRules,
    function_words: Mapping[str, frozenset[str]] = _NO_LANGUAGE,
) -> Iterator[Article | Dropped]:
    """The articles in these files and folders, in the order given; folders are walked in sorted order.

    `-` is the standard input. `published` and `outlet` are for documents that do not say; a language is told first by
    its `function_words`, by code. What cannot be read comes as
    a `Dropped`; nothing is raised for a bad document, a missing file or one that cannot be opened.
    """
    options = Options(
        published=published, outlet=outlet, max_chars=max_chars, furniture=furniture,
        function_words=function_words,
    )  # fmt: skip
    for path in paths:
        if str(path) == "-":
            yield from read_stream(sys.stdin.buffer, path="-", options=options)
        elif Path(path).is_dir():
            yield from _read_folder(Path(path), options)
        else:
            yield from _read_file(Path(path), options)


def read_bytes(
    data: bytes,
    *,
    path: str,
    published: date | None = None,
    outlet: str | None = None,
    max_chars: int = MAX_CHARS,
    furniture: FurnitureRules,
    function_words: Mapping[str, frozenset[str]] = _NO_LANGUAGE,
) -> list[Article | Dropped]:
    """The articles in these bytes, as `read_paths` reads a file; `path` is what they are called."""
    options = Options(
        published=published, outlet=outlet, max_chars=max_chars, furniture=furniture,
        function_words=function_words,
    )  # fmt: skip
    return list(read_stream(io.BytesIO(data), path=path, options=options))


def list_files(paths: Iterable[str | Path]) -> list[str]:
    """The files that `read_paths` would open, in its order; for a count to come."""
    listed: list[str] = []
    for path in paths:
        is_folder = str(path) != "-" and Path(path).is_dir()
        listed.extend(map(str, _files_in(Path(path))) if is_folder else [str(path)])
    return listed


def _read_folder(folder: Path, options: Options) -> Iterator[Article | Dropped]:
    files = _files_in(folder)
    if not files:
        yield Dropped(path=str(folder), reason="empty", detail="there is no file in the folder")
    for file in files:
        yield from _read_file(file, options)


def _files_in(folder: Path) -> list[Path]:
    """Every file below the folder, hidden ones and what lies in hidden folders aside."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in files if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def _read_file(path: Path, options: Options) -> Iterator[Article | Dropped]:
    try:
        with path.open("rb") as stream:
            yield from read_stream(stream, path=str(path), options=options)
    except FileNotFoundError:
        yield Dropped(path=str(path), reason="missing", detail="there is no such file or folder")
    except OSError as error:
        yield Dropped(path=str(path), reason="unreadable", detail=error.strerror or type(error).__name__)
