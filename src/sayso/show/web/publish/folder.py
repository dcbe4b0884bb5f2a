"""The folder that a copy is written into: only one's own is written over, and nothing of a former copy stays behind."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final

from sayso.base.errors import UsageError

MARK: Final = "sayso-copy.json"
"""The file that says whose folder it is, and which files of it are the copy's."""
MADE_BY: Final = "sayso publish"


@dataclass(slots=True)
class CopyFolder:
    """A folder in which a copy is being written."""

    root: Path
    former: frozenset[str]
    """Files of the copy that lay there before."""
    written: set[str] = field(default_factory=set)
    size: int = 0
    """Bytes written."""

    def write(self, name: str, content: str | bytes) -> None:
        """Writes a file below the folder; it takes the place of a former one only once it is whole."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode("utf-8", "replace") if isinstance(content, str) else content
        part = path.with_name(path.name + ".part")
        part.write_bytes(data)
        part.replace(path)
        self.written.add(name)
        self.size += len(data)

    def announce(self, names: Iterable[str]) -> None:
        """Notes what is going to be written, so that even a copy that was ended midway is known for one's own."""
        self._mark({"is_complete": False}, self.former | set(names))

    def finish(self, facts: Mapping[str, Any]) -> int:
        """Takes away what only the former copy held, and notes what this one is; gives how many files went."""
        stale = sorted(self.former - self.written)
        for name in stale:
            _remove(self.root, name)
        self._mark({**facts, "is_complete": True}, self.written)
        return len(stale)

    def _mark(self, facts: Mapping[str, Any], names: Iterable[str]) -> None:
        note = {"made_by": MADE_BY, **facts, "files": sorted(names)}
        (self.root / MARK).write_text(json.dumps(note, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def open_folder(root: Path) -> CopyFolder:
    """The folder, ready to be written into: new, empty, or an earlier copy. Hidden files (`.git`) are left as they lie.

    Raises `UsageError` if anything else lies there.
    """
    root.mkdir(parents=True, exist_ok=True)
    former = _former(root)
    if former is None and any(not path.name.startswith(".") for path in root.iterdir()):
        raise UsageError(f"{root} holds something that is no copy of Sayso's", hint="name a new or an empty folder")
    return CopyFolder(root=root, former=former or frozenset())


def _former(root: Path) -> frozenset[str] | None:
    """The files of the copy that lies there; `None` if none does."""
    try:
        note = json.loads((root / MARK).read_text(encoding="utf-8"))
        names = note["files"] if note["made_by"] == MADE_BY else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return frozenset(str(name) for name in names if _is_below(str(name))) if isinstance(names, list) else None


def _is_below(name: str) -> bool:
    """Whether the name stays inside the folder, whoever wrote it."""
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and "\\" not in name and name != MARK


def _remove(root: Path, name: str) -> None:
    """Takes a file away, and the folders that it leaves empty."""
    path = root / name
    if path.resolve().is_relative_to(root.resolve()) and (path.is_file() or path.is_symlink()):
        path.unlink()
    for folder in path.parents:
        if folder == root or not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()
