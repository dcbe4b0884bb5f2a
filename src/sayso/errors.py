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
    └── DownloadError          SAYSO-DOWNLOAD        exit 5   HTTP 502   a file could not be fetched whole

A document that cannot be read is no exception: it is a `Dropped`, and it is counted.
"""

from __future__ import annotations

from typing import ClassVar


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
