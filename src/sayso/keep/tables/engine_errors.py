"""What goes wrong in a database, told in Sayso's own errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from sayso.base.errors import (
    LedgerError,
    LedgerFormatError,
    LedgerFullError,
    LedgerLockedError,
    LedgerReadOnlyError,
    LedgerServerError,
)

_MADE_BACK: Final = "nothing of what was under way is in the ledger"
_KINDS: Final[tuple[tuple[tuple[str, ...], type[LedgerError], str, str], ...]] = (
    (
        ("database is locked", "database table is locked", "lock timeout", "deadlock detected"),
        LedgerLockedError,
        "another program is writing to it, and has not ended in time",
        f"wait until it has ended and try again; {_MADE_BACK}",
    ),
    (
        ("database or disk is full", "no space left", "disk i/o error", "disk full", "could not extend file"),
        LedgerFullError,
        "the disk is full, or cannot be written",
        f"make room and try again; {_MADE_BACK}",
    ),
    (
        ("file is not a database", "file is encrypted", "malformed", "corrupt", "no such table", "does not exist"),
        LedgerFormatError,
        "it is no ledger, or it is damaged",
        "name another, or bring back a backup",
    ),
    (
        ("readonly database", "read-only", "permission denied", "unable to open database file"),
        LedgerReadOnlyError,
        "it may not be written, or not be opened",
        "look at the rights of the file and of its folder",
    ),
    (
        ("connection refused", "connection failed", "could not connect", "server closed", "could not translate",
         "connection to server", "terminating connection", "connection is closed", "connection timeout",
         "no such file or directory", "password authentication"),
        LedgerServerError,
        "the database server does not answer, or does not let one in",
        "look at the address, the name and the password, and whether the server runs",
    ),
)  # fmt: skip
"""By words of the engines' messages: the error, what went wrong, what to do. The first that fits is taken."""


@contextmanager
def told_plainly(location: str) -> Iterator[None]:
    """Whatever the database raises inside comes out as a `LedgerError`."""
    try:
        yield
    except SQLAlchemyError as error:
        raise told_fault(error, location) from error


def told_fault(error: Exception, location: str) -> LedgerError:
    """The error of the kind that the engine's message tells; a plain `LedgerError` with that message else."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    message = " ".join(str(cause).split())
    lowered = message.lower()
    ordered = _KINDS if not _is_connecting(lowered) else (_KINDS[-1], *_KINDS)
    for words, kind, what, hint in ordered:
        if any(word in lowered for word in words):
            return kind(f"{what} ({message})", hint=hint, file=location)
    return LedgerError(message, hint="run: sayso doctor", file=location)


def _is_connecting(message: str) -> bool:
    """Whether a server's client tells that it could not connect: its message names more than one cause."""
    return "connection" in message and "server" in message
