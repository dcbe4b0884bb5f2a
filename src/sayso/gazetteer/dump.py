"""GeoNames' own files, read line by line: dumps of places and the tables beside them, plain or in a zip.

The layouts are those of GeoNames' readme (https://download.geonames.org/export/dump/readme.txt). A line that is laid
out otherwise refuses the whole file, so that half of a download never takes the place of a gazetteer.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, TypeVar
from zipfile import BadZipFile, ZipFile

from sayso.base.errors import GazetteerError, PathError

T = TypeVar("T")

COLUMNS: Final = 19
"""Columns of a dump of places."""
MOST_PEOPLE: Final = (1 << 32) - 1
"""What the column of a gazetteer holds; only continents have more."""
NAME_COLUMNS: Final = range(4, 11)
"""Columns of alternateNames (4 to 8) and alternateNamesV2 (10)."""
NO_LANGUAGES: Final = frozenset({"link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc", "phon", "piny"})
"""What stands for a language where an alternate name is a link or a code."""
SIDE_FILES: Final = ("alternatenames", "admin1codes", "admin2codes")
"""How names of files begin that stand beside a dump, in small letters."""
_WHOLE_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_DUMP_HINT: Final = "give GeoNames' own dump of a country: 19 columns parted by tabs, as UA.txt or UA.zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class DumpPlace:
    """A line of a dump."""

    number: int
    name: str
    names: tuple[str, ...]
    """Its other names."""
    latitude: float
    longitude: float
    feature: str
    """Class and code: `P.PPL`."""
    country: str
    admin1: str
    admin2: str
    population: int
    changed: str


@dataclass(slots=True)
class SideTables:
    """What the files beside a dump say."""

    names: dict[int, list[str]] = field(default_factory=dict)
    """Other names by the number of the place."""
    regions: dict[str, list[str]] = field(default_factory=dict)
    """Names of regions by code: `UA.05` of the first level, `UA.05.02007` of the second."""


def is_side_file(path: Path) -> bool:
    """True for `alternateNamesV2`, `admin1CodesASCII` and `admin2Codes`, by the file's name."""
    return path.name.lower().startswith(SIDE_FILES)


def read_dump(path: Path) -> Iterator[DumpPlace]:
    """The places of a dump, in order.

    Raises `GazetteerError`, with the line, at the first that is no place, and where the file is empty or cut off.
    """
    number = 0
    for number, line in enumerate(_lines(path), 1):
        try:
            yield _place(line)
        except ValueError as error:
            raise GazetteerError(str(error), hint=_DUMP_HINT, file=str(path), line=number) from None
    if not number:
        raise GazetteerError("the file is empty", hint=_DUMP_HINT, file=str(path), line=1)


def read_side_files(paths: Iterable[Path]) -> SideTables:
    """What the files beside a dump say. Raises `GazetteerError`, with the line, as `read_dump` does."""
    tables = SideTables()
    for path in paths:
        add = _add_name if path.name.lower().startswith("alternatenames") else _add_region
        number = 0
        for number, line in enumerate(_lines(path), 1):
            try:
                add(line, tables)
            except ValueError as error:
                hint = "give the file as GeoNames publishes it"
                raise GazetteerError(str(error), hint=hint, file=str(path), line=number) from None
        if not number:
            raise GazetteerError("the file is empty", hint="fetch it again", file=str(path), line=1)
    return tables


def _place(line: str) -> DumpPlace:
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) != COLUMNS:
        raise ValueError(f"the line has {len(cells)} columns, not {COLUMNS}")
    if not line.endswith("\n") and not _WHOLE_DAY.fullmatch(cells[18]):
        raise ValueError("the file ends within this line")
    number = _whole(cells[0], "number of a place (column 1)")
    if not 0 < number < 1 << 31:
        raise ValueError(f"the number of the place is {number}, which does not fit 31 bits (column 1)")
    latitude, longitude = _degrees(cells[4], 90, "latitude"), _degrees(cells[5], 180, "longitude")
    if not cells[1].strip():
        raise ValueError("the place has no name (column 2)")
    if not re.fullmatch(r"[AHLPRSTUV]?", cells[6]):
        raise ValueError(f"{cells[6]!r} is no class of features (column 7)")
    if not re.fullmatch(r"(?:[A-Z]{2})?", cells[8]):
        raise ValueError(f"{cells[8]!r} is no country's code (column 9)")
    return DumpPlace(
        number=number,
        name=cells[1].strip(),
        names=tuple(name.strip() for name in (cells[2], *cells[3].split(",")) if name.strip()),
        latitude=latitude,
        longitude=longitude,
        feature=f"{cells[6]}.{cells[7]}",
        country=cells[8],
        admin1=cells[10],
        admin2=cells[11],
        population=min(_whole(cells[14] or "0", "number of people (column 15)"), MOST_PEOPLE),
        changed=cells[18],
    )


def _whole(cell: str, what: str) -> int:
    if not re.fullmatch(r"[0-9]{1,18}", cell):
        raise ValueError(f"{cell[:30]!r} is no {what}")
    return int(cell)


def _degrees(cell: str, most: int, what: str) -> float:
    if not re.fullmatch(r"-?\d{1,3}(?:\.\d*)?", cell) or abs(float(cell)) > most:
        raise ValueError(f"{cell[:30]!r} is no {what} (column {5 if most == 90 else 6})")
    return float(cell)


def _add_name(line: str, tables: SideTables) -> None:
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) not in NAME_COLUMNS:
        raise ValueError(f"the line has {len(cells)} columns, which is no layout of alternate names")
    _whole(cells[0], "number of a name (column 1)")
    place = _whole(cells[1], "number of a place (column 2)")
    if cells[2] not in NO_LANGUAGES and cells[3].strip():
        tables.names.setdefault(place, []).append(cells[3].strip())


def _add_region(line: str, tables: SideTables) -> None:
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) != 4 or not re.fullmatch(r"[A-Z]{2}(?:\.[^.]+){1,2}", cells[0]):
        raise ValueError("the line is not a code, two names and a number, parted by tabs")
    tables.regions[cells[0]] = [name for name in cells[1:3] if name.strip()]


def _lines(path: Path) -> Iterator[str]:
    """The lines of a text file, or of the one that a zip holds, each with its line break."""
    with _opened(path) as file:
        number = 0
        try:
            for number, line in enumerate(file, 1):
                yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise GazetteerError("the line is not UTF-8", hint=_DUMP_HINT, file=str(path), line=number) from None
        except (BadZipFile, zlib.error, EOFError) as error:
            message = f"the zip is broken: {error}"
            raise GazetteerError(message, hint="fetch it again", file=str(path), line=number + 1) from None


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        is_zip = path.suffix.lower() == ".zip"
        with path.open("rb") as file:
            if not is_zip and file.read(4) != b"PK\x03\x04":
                file.seek(0)
                yield file
                return
        with ZipFile(path) as archive, archive.open(_member(archive, path)) as inside:
            yield inside
    except BadZipFile as error:
        hint = "it may be cut off: fetch it again"
        raise GazetteerError(f"the zip cannot be read: {error}", hint=hint, file=str(path)) from None
    except OSError as error:
        raise PathError(f"the file cannot be read: {error.strerror}", hint="check it", file=str(path)) from None


def _member(archive: ZipFile, path: Path) -> str:
    """The text file of the zip: the largest but for readmes and lists of languages."""
    texts = [entry for entry in archive.infolist() if entry.filename.endswith(".txt") and entry.file_size]
    texts = [entry for entry in texts if not re.search(r"(?i)readme|isolanguage", entry.filename)]
    if not texts:
        raise GazetteerError("the zip holds no text file with anything in it", hint=_DUMP_HINT, file=str(path), line=1)
    return max(texts, key=lambda entry: entry.file_size).filename
