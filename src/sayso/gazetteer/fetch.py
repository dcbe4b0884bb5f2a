"""A dump fetched from GeoNames by its country's code: resumed where it broke off, and kept only if it is whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from time import sleep
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen
from zipfile import BadZipFile, ZipFile

from sayso.base.errors import DownloadError, SettingError

Progress = Callable[[int, int | None], None]
"""Told the bytes that are there and those that there are to be, `None` if the server does not say."""

TRIES: Final = 4
"""Connections of one run: each goes on where the one before broke off. By reasoning, as the two below."""
PAUSE_S: Final = 1.0
"""Seconds before the second connection; twice as many before each one after."""
TIMEOUT_S: Final = 30.0
"""Seconds without a byte after which a connection is given up."""
PIECE: Final = 1 << 16
"""Bytes read at a time."""


def fetch(url: str, target: Path, *, progress: Progress | None = None, pause_s: float = PAUSE_S) -> Path:
    """The zip at the address, in `target`; what came before a break lies beside it, for the next run to go on from.

    The size is held against what the server says, and each file in the zip against its CRC-32. Raises `DownloadError`.
    """
    if not re.match(r"https?://", url):
        raise SettingError(f"{url!r} is no address of the web", hint="give geonames as https://…/")
    part = target.with_name(target.name + ".part")
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in reversed(range(TRIES)):
        try:
            _fetch_rest(url, part, progress)
            break
        except HTTPError as error:
            raise _refused(url, error) from None
        except (URLError, HTTPException, OSError, _CutOffError) as error:
            if not left:
                raise _broken(url, error) from None
            sleep(pause_s * 2 ** (TRIES - 1 - left))
    _check_zip(url, part)
    part.replace(target)
    _tag_file(part).unlink(missing_ok=True)
    return target


def forget(target: Path) -> None:
    """Removes a file that was fetched, and its folder if nothing else lies there."""
    target.unlink(missing_ok=True)
    if not any(target.parent.iterdir()):
        target.parent.rmdir()


class _CutOffError(Exception):
    """The connection ended before the file did."""


def _fetch_rest(url: str, part: Path, progress: Progress | None) -> None:
    """Adds to the part what it lacks, or writes it anew if the server has another file by now or knows no ranges."""
    with _answer(url, part) as answer:
        done = part.stat().st_size if answer.status == 206 else 0
        length = answer.headers.get("Content-Length")
        total = None if length is None else done + int(length)
        tag = answer.headers.get("ETag") or answer.headers.get("Last-Modified") or ""
        _tag_file(part).write_text(tag, encoding="utf-8")
        with part.open("ab" if done else "wb") as file:
            while piece := answer.read(PIECE):
                file.write(piece)
                done += len(piece)
                if progress is not None:
                    progress(done, total)
    if total is not None and done != total:
        raise _CutOffError(f"{done:,} of {total:,} bytes came")


@contextmanager
def _answer(url: str, part: Path) -> Iterator[HTTPResponse]:
    """The server's answer to the request for what the part lacks; for all of it, if that cannot be had."""
    headers = {"User-Agent": "sayso (https://pypi.org/project/sayso/)"}
    tag = _tag_file(part).read_text(encoding="utf-8") if _tag_file(part).is_file() else ""
    if tag and not tag.startswith("W/") and part.is_file() and part.stat().st_size:
        headers |= {"Range": f"bytes={part.stat().st_size}-", "If-Range": tag}
    try:
        answer = urlopen(Request(url, headers=headers), timeout=TIMEOUT_S)  # only http and https come here
    except HTTPError as error:
        if error.code != 416:
            raise
        error.close()
        part.unlink()  # the server's file is no longer than the part: begin anew
        answer = urlopen(Request(url), timeout=TIMEOUT_S)
    with answer:
        yield answer


def _tag_file(part: Path) -> Path:
    """Where the server's mark of the part's version is kept."""
    return part.with_name(part.name + ".tag")


def _check_zip(url: str, part: Path) -> None:
    """Raises `DownloadError`, and throws the part away, if it is no zip or a file in it has another CRC-32."""
    try:
        with ZipFile(part) as archive:
            broken = archive.testzip()
    except (BadZipFile, OSError, EOFError) as error:
        broken = str(error)
    if broken is not None:
        part.unlink()
        _tag_file(part).unlink(missing_ok=True)
        raise DownloadError(f"what came from {url} is no whole zip: {broken}", hint="try again")


def _refused(url: str, error: HTTPError) -> DownloadError:
    error.close()
    hint = "check the country's code" if error.code == 404 else "try again later"
    return DownloadError(f"the server answers {error.code} {error.reason} for {url}", hint=hint)


def _broken(url: str, error: Exception) -> DownloadError:
    reason = getattr(error, "reason", None) or error
    hint = "run the command again to go on from there, or fetch the file by other means and name it"
    return DownloadError(f"{url} could not be fetched whole: {reason}", hint=hint)
