"""Gazetteers that the user adds: packs beside gazetteer-world, built from dumps, listed, removed."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sayso.base.errors import GazetteerError, PackMissingError, PathError, SaysoError, UsageError
from sayso.base.version import __version__
from sayso.packs.pack import MANIFEST, added_gazetteers, load_pack, open_pack, pack_folders, seal_pack, user_folder

if TYPE_CHECKING:
    from sayso.gazetteer.build import Compiled

PREFIX: Final = "gazetteer-"
WORLD: Final = "gazetteer-world"
BUILDING: Final = ".building"
"""Folder, beside the packs, in which a new gazetteer stands until it is whole."""
DOWNLOADS: Final = ".downloads"
"""Folder, beside the packs, of what has been fetched and not yet added."""
GEONAMES_LICENCE: Final = "CC-BY-4.0 (GeoNames, https://www.geonames.org)"
UNKNOWN_LICENCE: Final = "not stated: see who published the file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A gazetteer as `list` shows it."""

    name: str
    version: str
    places: int
    countries: tuple[str, ...]
    bytes: int
    source: str
    licence: str
    folder: str


def own_folder(folders: Sequence[Path]) -> Path:
    """The folder in which added gazetteers are put: the first of those that the user names, else the user's own."""
    return folders[0] if folders else user_folder()


def name_gazetteer(name: str) -> str:
    """The pack's name of a gazetteer named by the user, a file's stem or a country's code: `gazetteer-ua`.

    Raises `UsageError` if nothing is left of it, or the world's own.
    """
    stem = re.sub(r"[^\w.-]+", "-", name.casefold().removeprefix(PREFIX)).strip("-.")
    if not stem or PREFIX + stem == WORLD:
        raise UsageError(f"{name!r} cannot name an added gazetteer", hint="give another with --name")
    return PREFIX + stem


def add_gazetteer(
    dump: Path,
    *,
    name: str,
    folder: Path,
    folders: Sequence[Path] | None = None,
    beside: Iterable[Path] = (),
    source: str | None = None,
    licence: str | None = None,
) -> tuple[Listed, Compiled]:
    """The gazetteer built from a dump and put into `folder`, where it takes the place of one of its name.

    `beside` are alternateNamesV2, admin1CodesASCII and admin2Codes. Raises `GazetteerError` if a file cannot be used;
    what was there before then stays as it was.
    """
    from sayso.gazetteer.build import compile_gazetteer
    from sayso.gazetteer.dump import read_dump, read_side_files
    from sayso.gazetteer.lookup import Gazetteer, save_gazetteer

    tables = read_side_files(beside)
    world = Gazetteer.load(load_pack(WORLD, folders=folders))
    compiled = compile_gazetteer(read_dump(dump), tables, world)
    if not compiled.new + compiled.known:
        hint = "give a dump with settlements (class P)"
        raise GazetteerError("the file holds no place that a gazetteer has use for", hint=hint, file=str(dump))
    with _room(folder, name) as room:
        save_gazetteer(compiled.gazetteer, room)
        manifest = _manifest(name, dump, compiled, source, licence)
        (room / MANIFEST).write_text(manifest, encoding="utf-8")
        seal_pack(room)
        _put(room, folder / name)
    return describe(folder / name), compiled


def list_gazetteers(folders: Sequence[Path] | None = None) -> Iterator[Listed]:
    """The world's gazetteer and those added. Raises `PackManifestError` for one that cannot be used."""
    yield describe(load_pack(WORLD, folders=folders).folder)
    yield from map(describe, added_gazetteers(folders=folders))


def describe(folder: Path) -> Listed:
    """What a gazetteer's manifest says of it, and its size. Raises `PackManifestError` if it cannot be used."""
    pack = open_pack(folder)
    manifest = tomllib.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return Listed(
        name=pack.name,
        version=pack.version,
        places=int(manifest.get("places") or _count_places(folder)),
        countries=tuple(manifest.get("countries", ())),
        bytes=sum((folder / file).stat().st_size for file in pack.files if (folder / file).is_file()),
        source=pack.source,
        licence=pack.licence,
        folder=str(folder),
    )


def remove_gazetteer(name: str, *, folders: Sequence[Path] | None = None) -> Path:
    """The folder that was removed. Raises `PackMissingError` if no gazetteer of that name was added."""
    if name.casefold().removeprefix(PREFIX) == "world":
        raise UsageError(f"{WORLD} came with the package and stays", hint="remove only what you have added")
    wanted = name_gazetteer(name)
    there = [folder for folder in added_gazetteers(folders=folders) if folder.name == wanted]
    if not there:
        raise PackMissingError(f"no gazetteer {wanted} was added", hint="see: sayso gazetteer list")
    if there[0].parent == pack_folders([])[-1]:
        raise UsageError(f"{wanted} came with the package and stays", hint="remove only what you have added")
    with _path_errors(there[0]), _room(there[0].parent, wanted) as room:
        there[0].rename(room / "old")
    return there[0]


def _manifest(name: str, dump: Path, compiled: Compiled, source: str | None, licence: str | None) -> str:
    with dump.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    usual = GEONAMES_LICENCE if compiled.is_geonames else UNKNOWN_LICENCE
    lines: Mapping[str, Any] = {
        "name": name,
        "version": compiled.newest or datetime.now(UTC).date().isoformat(),
        "source": source or (f"GeoNames, {dump.name}" if compiled.is_geonames else dump.name),
        "licence": licence or usual,
        "built_by": f"sayso {__version__} gazetteer add",
        "date": datetime.now(UTC).date().isoformat(),
        "numbers": "GeoNames'" if compiled.is_geonames else "the file's own",
        "places": compiled.new,
        "known_to_world": compiled.known,
        "countries": list(compiled.countries),
        "source_sha256": digest,
    }
    # TOML's basic strings, numbers and lists are written as JSON's.
    return "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in lines.items()) + "\n[files]\n"


def _count_places(folder: Path) -> int:
    import numpy as np

    from sayso.gazetteer.lookup import FILES

    return len(np.load(folder / FILES[0], mmap_mode="r"))


@contextmanager
def _room(folder: Path, name: str) -> Iterator[Path]:
    """A new folder beside the packs, on their disk, that is gone afterwards."""
    with _path_errors(folder):
        (folder / BUILDING).mkdir(parents=True, exist_ok=True)
        room = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=folder / BUILDING))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)
        with _ignored():
            (folder / BUILDING).rmdir()


def _put(room: Path, place: Path) -> None:
    """Moves what was built to its place; what stood there goes once the new one stands, or comes back."""
    old = room.with_name(room.name + "-old")
    with _path_errors(place):
        if place.exists():
            place.rename(old)
        try:
            room.rename(place)
        except OSError:
            if old.exists():
                old.rename(place)
            raise
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _path_errors(place: Path) -> Iterator[None]:
    """What the system refuses, as an error of ours."""
    try:
        yield
    except SaysoError:
        raise
    except OSError as error:
        hint = "check the folder's rights, or name another with --packs"
        raise PathError(f"the folder cannot be written: {error.strerror}", hint=hint, file=str(place)) from None


@contextmanager
def _ignored() -> Iterator[None]:
    try:
        yield
    except OSError:
        return
