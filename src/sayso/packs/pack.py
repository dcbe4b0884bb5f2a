"""Data packs: folders with a manifest.toml, found by name, read lazily, each file checked against its hash.

A pack is looked for in the folders of `SAYSO_PACKS` first, in order, then in the user's own folder of packs, then among
those that came with the package, so an analyst's own `codebook` takes the place of the bundled one. Nothing else in the
package reads `data/`.
`python -m sayso.packs FOLDER` writes the hashes of a pack's files into its manifest, after an edit.
"""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from sayso.base.errors import PackFileError, PackHashError, PackManifestError, PackMissingError

BUNDLED = Path(__file__).parent.parent / "data"
MANIFEST = "manifest.toml"
_KEYS = ("name", "version", "source", "licence", "built_by", "date")
_REINSTALL = "run: pip install --force-reinstall sayso"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A data pack whose manifest has been read; its files are checked and read when they are asked for."""

    name: str
    version: str
    source: str
    licence: str
    built_by: str
    date: str
    folder: Path
    files: Mapping[str, str]
    """File name, with forward slashes below the folder, to sha256 in hexadecimal."""

    @property
    def maker(self) -> str:
        """`name@version#hash`, the hash being eight digits over the hashes of all files."""
        listing = "\n".join(f"{self.files[name]}  {name}" for name in sorted(self.files))
        return f"{self.name}@{self.version}#{sha256(listing.encode()).hexdigest()[:8]}"

    def path(self, file: str) -> Path:
        """The file's path, after a check that it is the one that the manifest names.

        Raises `PackFileError` if it is not there, `PackHashError` if it is another. Checking costs about 1 ms a MB.
        """
        path = self._find(file)
        if _hash(path) != self.files[file]:
            hint = f"if you edited it, run: python -m sayso.packs {self.folder}; if not, {self._mend}"
            raise PackHashError("the file is not the one that its manifest names", hint=hint, file=str(path))
        return path

    def bytes(self, file: str) -> bytes:
        """The file's content. Raises as `path` does."""
        return self.path(file).read_bytes()

    def text(self, file: str) -> str:
        """The file's content, as UTF-8. Raises as `path` does."""
        return self.path(file).read_text(encoding="utf-8")

    def yaml(self, file: str) -> Any:
        """What the YAML file says, in plain values. Raises as `path` does, and `PackContentError` if it is no YAML."""
        return read_yaml(self.text(file), origin=str(self.folder / file))

    def line(self, file: str, *keys: str | int) -> int:
        """The line of the YAML file where the value under these keys stands; for messages, too slow for all else."""
        return yaml_line(self.text(file), *keys)

    def _find(self, file: str) -> Path:
        path = self.folder / file
        if file not in self.files:
            raise PackFileError(
                f"pack {self.name} has no file {file}", hint=_REINSTALL, file=str(self.folder / MANIFEST)
            )
        if not path.is_file():
            raise PackFileError(f"pack {self.name} lacks this file", hint=self._mend, file=str(path))
        return path

    @property
    def _mend(self) -> str:
        """How a file that is not as it should be is put back."""
        is_added = self.name.startswith("gazetteer-") and self.folder.parent != BUNDLED
        return "add it again with: sayso gazetteer add" if is_added else _REINSTALL


def load_pack(name: str, *, folders: Sequence[Path] | None = None) -> Pack:
    """The pack of that name; `folders` are looked through before the bundled packs (`None`: those of SAYSO_PACKS).

    Raises `PackMissingError` if there is none, `PackManifestError` if its manifest cannot be used.
    """
    for folder in pack_folders(folders):
        if (folder / name / MANIFEST).is_file():
            return open_pack(folder / name)
    looked = ", ".join(str(folder) for folder in pack_folders(folders))
    raise PackMissingError(f"there is no data pack {name} in {looked}", hint=_REINSTALL)


def list_packs(*, folders: Sequence[Path] | None = None) -> list[Path]:
    """The folder of every pack that `load_pack` would find, by name, whether or not its manifest can be used."""
    by_name: dict[str, Path] = {}
    for folder in pack_folders(folders):
        for manifest in sorted(folder.glob(f"*/{MANIFEST}")):
            by_name.setdefault(manifest.parent.name, manifest.parent)
    return [by_name[name] for name in sorted(by_name)]


def pack_folders(folders: Sequence[Path] | None = None) -> list[Path]:
    """The folders that are looked through, first come first; the user's own and the bundled packs are last."""
    if folders is None:
        folders = [Path(part) for part in os.environ.get("SAYSO_PACKS", "").split(os.pathsep) if part]
    return [*folders, user_folder(), BUNDLED]


def user_folder() -> Path:
    """Where packs lie that the user has added: below XDG_DATA_HOME if that is set, else where the system keeps data."""
    home = os.environ.get("XDG_DATA_HOME") or {
        "win32": os.environ.get("LOCALAPPDATA") or "~/AppData/Local",
        "darwin": "~/Library/Application Support",
    }.get(sys.platform, "~/.local/share")
    return Path(home).expanduser() / "sayso" / "packs"


def added_gazetteers(*, folders: Sequence[Path] | None = None) -> list[Path]:
    """The folders of the gazetteers beside gazetteer-world, by name."""
    packs = list_packs(folders=folders)
    return [folder for folder in packs if folder.name.startswith("gazetteer-") and folder.name != "gazetteer-world"]


def load_gazetteers(*, folders: Sequence[Path] | None = None) -> tuple[Pack, ...]:
    """The gazetteer of the world, then those that the user added, by name. Raises as `load_pack` and `open_pack`."""
    added = (open_pack(folder) for folder in added_gazetteers(folders=folders))
    return (load_pack("gazetteer-world", folders=folders), *added)


def open_pack(folder: Path, *, as_it_lies: bool = False) -> Pack:
    """The pack in this folder; `as_it_lies`, with the files that are there and not those that the manifest names.

    Raises `PackManifestError` if its manifest cannot be used.
    """
    manifest = folder / MANIFEST
    entries = _read_manifest(manifest)
    if as_it_lies:
        entries["files"] = _hash_files(folder)
    missing = [key for key in _KEYS if not entries.get(key)]
    if missing or not isinstance(entries.get("files"), dict):
        what = ", ".join([*missing, *([] if isinstance(entries.get("files"), dict) else ["[files]"])])
        raise PackManifestError(f"the manifest does not say: {what}", hint="add it", file=str(manifest))
    values = {key: str(entries[key]) for key in _KEYS}
    return Pack(**values, folder=folder, files={str(name): str(value) for name, value in entries["files"].items()})


def read_yaml(text: str, *, origin: str) -> Any:
    """What a YAML text says, in plain values.

    Raises `PackContentError`, with the line, if it is no YAML or says a key twice.
    """
    from sayso.packs.yaml_lines import parse

    return parse(text, origin=origin)


def yaml_line(text: str, *keys: str | int) -> int:
    """The line of a YAML text where the value under these keys stands; for messages, too slow for all else."""
    from sayso.packs.yaml_lines import line_of

    return line_of(text, *keys)


def seal_pack(folder: Path) -> Pack:
    """The pack, once the manifest's [files] has been rewritten from the files that lie in the folder.

    Raises `PackManifestError` if the rest of the manifest cannot be used.
    """
    manifest = folder / MANIFEST
    pack = open_pack(folder, as_it_lies=True)
    head = re.split(r"(?m)^\[files\][^\n]*\n?", manifest.read_text(encoding="utf-8"), maxsplit=1)[0].rstrip()
    lines = [f'"{name}" = "{hashed}"' for name, hashed in pack.files.items()]
    manifest.write_text("\n".join([head, "", "[files]", *lines, ""]), encoding="utf-8")
    return pack


def _hash_files(folder: Path) -> dict[str, str]:
    """The hash of every file of the pack that lies in the folder, by name."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if _belongs(path, folder))
    return {name: _hash(folder / name) for name in names}


def _belongs(path: Path, folder: Path) -> bool:
    """Whether the path is a file of the pack: neither the manifest, nor hidden, nor Python's leavings."""
    parts = path.relative_to(folder).parts
    hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
    return path.is_file() and not hidden and parts != (MANIFEST,)


def _read_manifest(manifest: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(manifest.read_text(encoding="utf-8"))
    except OSError:
        raise PackManifestError("there is no manifest", hint=_REINSTALL, file=str(manifest)) from None
    except ValueError as error:
        line = re.search(r"line (\d+)", str(error))
        raise PackManifestError(
            str(error), hint="mend the manifest", file=str(manifest), line=int(line[1]) if line else None
        ) from None


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
