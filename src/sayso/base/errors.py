"""Everything that Sayso raises on purpose.

    SaysoError                 SAYSO-ERROR           exit 70  HTTP 500   something that should not happen
    ├── UsageError             SAYSO-USAGE           exit 2   HTTP 400   a command or flag is unknown or incomplete
    ├── SettingError           SAYSO-SETTING         exit 2   HTTP 400   a flag, variable or settings file is wrong
    ├── PathError              SAYSO-PATH            exit 2   HTTP 404   a path that was named cannot be read
    ├── NothingReadError       SAYSO-NOTHING-READ    exit 1   HTTP 422   every document was dropped
    ├── PackError              SAYSO-PACK            exit 3   HTTP 500
    │   ├── PackMissingError   SAYSO-PACK-MISSING                        no folder holds the pack
    │   ├── PackManifestError  SAYSO-PACK-MANIFEST                       manifest.toml is missing, broken or incomplete
    │   ├── PackFileError      SAYSO-PACK-FILE                           the manifest names a file that is not there
    │   ├── PackHashError      SAYSO-PACK-HASH                           a file is not the one that the manifest names
    │   └── PackContentError   SAYSO-PACK-CONTENT                        a file of a pack says something unusable
    ├── CodebookError          SAYSO-CODEBOOK        exit 4   HTTP 400   the codebook says something unusable
    ├── GazetteerError         SAYSO-GAZETTEER       exit 4   HTTP 400   a file of places cannot be used
    ├── DownloadError          SAYSO-DOWNLOAD        exit 5   HTTP 502   a file could not be fetched whole
    ├── ServeError             SAYSO-SERVE           exit 7   HTTP 500   the pages cannot be served
    │   ├── LoginError         SAYSO-LOGIN           exit 7   HTTP 401   one has to say who one is
    │   ├── ForbiddenError     SAYSO-FORBIDDEN       exit 7   HTTP 403   this is not for everybody, or not from there
    │   ├── NoPageError        SAYSO-NO-PAGE         exit 7   HTTP 404   there is no such page
    │   ├── MethodError        SAYSO-METHOD          exit 7   HTTP 405   the page is not to be asked in this way
    │   └── TooLargeError      SAYSO-TOO-LARGE       exit 7   HTTP 413   a request is longer than any page takes
    └── LedgerError            SAYSO-LEDGER          exit 6   HTTP 500   the ledger cannot be used
        ├── LedgerMissingError   SAYSO-LEDGER-MISSING    exit 6  HTTP 404  there is no such ledger
        ├── LedgerFormatError    SAYSO-LEDGER-FORMAT                       it is no ledger, or it is damaged
        ├── LedgerNewerError     SAYSO-LEDGER-NEWER                        a newer Sayso made it
        ├── LedgerLockedError    SAYSO-LEDGER-LOCKED     exit 6  HTTP 503  somebody else is writing, for too long
        ├── LedgerFullError      SAYSO-LEDGER-FULL       exit 6  HTTP 507  the disk is full
        ├── LedgerReadOnlyError  SAYSO-LEDGER-READ-ONLY  exit 6  HTTP 403  the ledger may not be written
        ├── LedgerServerError    SAYSO-LEDGER-SERVER     exit 6  HTTP 503  the database server does not answer
        ├── NotKeptError         SAYSO-NOT-KEPT          exit 6  HTTP 404  the ledger holds nothing of that id
        ├── JudgementError       SAYSO-JUDGEMENT         exit 6  HTTP 400  a judgement says something unusable
        └── ConflictError        SAYSO-CONFLICT          exit 6  HTTP 409  somebody else judged the claim meanwhile

A document that cannot be read is no exception: it is a `Dropped`, and it is counted; programs that do not ask for it
are told by a `SaysoWarning`.
"""

from __future__ import annotations

from typing import ClassVar


class SaysoWarning(UserWarning):
    """Something was left out that nobody asked to be told of."""


class SaysoError(Exception):
    """What went wrong in one sentence, with a code to search for and a hint what to do next."""

    code: ClassVar[str] = "SAYSO-ERROR"
    exit_code: ClassVar[int] = 70
    http_status: ClassVar[int] = 500

    def __init__(self, message: str, *, hint: str, file: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.file = file
        self.line = line

    @property
    def place(self) -> str:
        """`file:line: `, `file: ` or nothing: where the mistake stands."""
        if self.file is None:
            return ""
        return f"{self.file}: " if self.line is None else f"{self.file}:{self.line}: "

    def __str__(self) -> str:
        return f"{self.code}: {self.place}{self.message} — {self.hint}"

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross from worker processes, with all that they say."""
        return (_rebuild, (type(self), self.message, self.hint, self.file, self.line))


def _rebuild(kind: type[SaysoError], message: str, hint: str, file: str | None, line: int | None) -> SaysoError:
    return kind(message, hint=hint, file=file, line=line)


class UsageError(SaysoError):
    """A command or a flag is not one, or lacks something."""

    code = "SAYSO-USAGE"
    exit_code = 2
    http_status = 400


class SettingError(SaysoError):
    """A flag, an environment variable or a line of the settings file has a value that cannot be used."""

    code = "SAYSO-SETTING"
    exit_code = 2
    http_status = 400


class PathError(SaysoError):
    """A path that was named does not exist or cannot be opened."""

    code = "SAYSO-PATH"
    exit_code = 2
    http_status = 404


class NothingReadError(SaysoError):
    """Every document was dropped, or there was none."""

    code = "SAYSO-NOTHING-READ"
    exit_code = 1
    http_status = 422


class PackError(SaysoError):
    """A data pack cannot be used."""

    code = "SAYSO-PACK"
    exit_code = 3


class PackMissingError(PackError):
    """No folder holds a pack of that name."""

    code = "SAYSO-PACK-MISSING"


class PackManifestError(PackError):
    """The pack's manifest.toml is missing, broken or incomplete."""

    code = "SAYSO-PACK-MANIFEST"


class PackFileError(PackError):
    """The manifest names a file that is not there, or somebody asks for one that it does not name."""

    code = "SAYSO-PACK-FILE"


class PackHashError(PackError):
    """A file is not the one whose hash the manifest states."""

    code = "SAYSO-PACK-HASH"


class PackContentError(PackError):
    """A file of a pack cannot be parsed, or says something that cannot be used."""

    code = "SAYSO-PACK-CONTENT"


class CodebookError(SaysoError):
    """The codebook says something that cannot be used; `file` and `line` tell where."""

    code = "SAYSO-CODEBOOK"
    exit_code = 4
    http_status = 400


class GazetteerError(SaysoError):
    """A file of places is empty, cut off or laid out otherwise; `file` and `line` tell where."""

    code = "SAYSO-GAZETTEER"
    exit_code = 4
    http_status = 400


class DownloadError(SaysoError):
    """A file could not be fetched, or not whole."""

    code = "SAYSO-DOWNLOAD"
    exit_code = 5
    http_status = 502


class LedgerError(SaysoError):
    """The ledger cannot be used, or not for this."""

    code = "SAYSO-LEDGER"
    exit_code = 6


class LedgerMissingError(LedgerError):
    """There is no ledger at that place."""

    code = "SAYSO-LEDGER-MISSING"
    http_status = 404


class LedgerFormatError(LedgerError):
    """The file is no SQLite database, the database is no ledger, or it is damaged."""

    code = "SAYSO-LEDGER-FORMAT"


class LedgerNewerError(LedgerError):
    """A newer Sayso made the ledger, or changed it."""

    code = "SAYSO-LEDGER-NEWER"


class LedgerLockedError(LedgerError):
    """Another program has been writing for longer than one waits."""

    code = "SAYSO-LEDGER-LOCKED"
    http_status = 503


class LedgerFullError(LedgerError):
    """The disk that the ledger stands on is full; what was under way has been taken back whole."""

    code = "SAYSO-LEDGER-FULL"
    http_status = 507


class LedgerReadOnlyError(LedgerError):
    """The ledger was opened for reading, or its file or folder may not be written."""

    code = "SAYSO-LEDGER-READ-ONLY"
    http_status = 403


class LedgerServerError(LedgerError):
    """The database server does not answer, or does not let one in."""

    code = "SAYSO-LEDGER-SERVER"
    http_status = 503


class NotKeptError(LedgerError):
    """The ledger holds no article, claim, incident or judgement of that id."""

    code = "SAYSO-NOT-KEPT"
    http_status = 404


class JudgementError(LedgerError):
    """A judgement lacks something, or says something that its kind or field cannot take."""

    code = "SAYSO-JUDGEMENT"
    http_status = 400


class ConflictError(LedgerError):
    """Another judgement came in since the reviewer looked at the claim."""

    code = "SAYSO-CONFLICT"
    http_status = 409


class ServeError(SaysoError):
    """The pages cannot be served, or not so."""

    code = "SAYSO-SERVE"
    exit_code = 7


class LoginError(ServeError):
    """The page is for those who say who they are."""

    code = "SAYSO-LOGIN"
    http_status = 401


class ForbiddenError(ServeError):
    """The request is not for this viewer, or comes from somewhere that may not ask."""

    code = "SAYSO-FORBIDDEN"
    http_status = 403


class NoPageError(ServeError):
    """There is no page at that address."""

    code = "SAYSO-NO-PAGE"
    http_status = 404


class MethodError(ServeError):
    """The page is there, and is not to be asked in this way."""

    code = "SAYSO-METHOD"
    http_status = 405


class TooLargeError(ServeError):
    """An address or a body is longer than any page takes."""

    code = "SAYSO-TOO-LARGE"
    http_status = 413
