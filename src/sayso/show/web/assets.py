"""Where the files lie that the pages load: own scripts and styles, browser libraries, templates, the base map."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sayso.packs.pack import load_pack

HERE = Path(__file__).parent
BASE_MAP = "world.pmtiles"
WITHOUT_MAP = (
    "This build has no browser libraries, so its pages have no map. To get them, reinstall with a connection to npm's "
    "registry and without SAYSO_BUILD_WITHOUT_WEB: pip install --force-reinstall --no-deps sayso"
)


def static_folder() -> Path:
    """The project's own scripts and styles, to be served under /static."""
    return HERE / "static"


def templates_folder() -> Path:
    """The Jinja templates of the pages."""
    return HERE / "templates"


def libraries_folder() -> Path | None:
    """The browser libraries, to be served under /static/libs; `None` in a build without them.

    hatch_build.py puts them there from npm packages, with their licences in THIRD-PARTY-NOTICES.txt.
    """
    folder = HERE / "libs"
    return folder if (folder / "maplibre-gl.mjs").is_file() else None


def base_map(*, folders: Sequence[Path] | None = None) -> Path:
    """The archive of tiles that the pack base-map holds, to be served under /base-map.pmtiles.

    Raises `PackError` as `load_pack` and `Pack.path` do.
    """
    return load_pack("base-map", folders=folders).path(BASE_MAP)
