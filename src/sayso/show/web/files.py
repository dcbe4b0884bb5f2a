"""The files that pages load: a list made once, looked up by name, so that no address reaches the file system."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from starlette.responses import FileResponse, Response

from sayso.base.errors import NoPageError
from sayso.show.web.assets import base_map, libraries_folder, static_folder

TYPES: Final = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_PMTILES: Final = "application/vnd.pmtiles"
FOREVER: Final = "public, max-age=31536000, immutable"
"""For what has the hash of its content in its address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Every file that may be asked for, by name."""

    stamp: str
    """A hash over all of them, that stands in their addresses."""
    paths: dict[str, Path]
    base_map: Path
    tiles: Path | None
    """Tiles of one's own, where they lie on this machine."""

    def map_answer(self) -> Response:
        """The tiles of the base map, whole or the range that is asked for."""
        return FileResponse(self.base_map, media_type=_PMTILES, headers={"Cache-Control": "private, max-age=604800"})

    def tiles_answer(self) -> Response:
        """Tiles of one's own. Raises `NoPageError` if there are none."""
        if self.tiles is None:
            raise NoPageError("there are no tiles of one's own", hint="serve them with --tiles FILE")
        return FileResponse(self.tiles, media_type=_PMTILES, headers={"Cache-Control": "private, no-cache"})

    def answer(self, stamp: str, name: str) -> Response:
        """The file of that name. Raises `NoPageError` if it is not on the list."""
        path = self.paths.get(name)
        if path is None:
            raise NoPageError("there is no such file", hint="look at the pages: /")
        kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "text/plain"
        caching = FOREVER if stamp == self.stamp else "no-cache"
        return FileResponse(path, media_type=kind, headers={"Cache-Control": caching})


def list_files(tiles: Path | None = None) -> Files:
    """The project's own scripts and styles, and the libraries under `libs/`."""
    paths = _below(static_folder(), "")
    libraries = libraries_folder()
    if libraries is not None:
        paths |= _below(libraries, "libs/")
    digest = sha256()
    for name in sorted(paths):
        digest.update(name.encode() + b"\0" + paths[name].read_bytes())
    return Files(stamp=digest.hexdigest()[:12], paths=paths, base_map=base_map(), tiles=tiles)


def _below(folder: Path, prefix: str) -> dict[str, Path]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {prefix + path.relative_to(folder).as_posix(): path for path in files}
