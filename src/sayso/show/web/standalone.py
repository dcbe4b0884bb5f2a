"""The page "/" as files that open from a disk: one classic script that carries modules, data and base map."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

from sayso.show.web.assets import base_map, libraries_folder, static_folder

LOADER = "standalone.js"
NOT_MODULES = frozenset({LOADER, "theme.js"})


def standalone_script(*, claims: bytes, places: bytes) -> str:
    """One script for a page of `overview.html` that has `data-copy`, in the place of the script of type module.

    `claims` and `places` are the two files of a static copy, by docs/web-data.md. It goes at the end of the body. The
    page finds all that it needs in it (about 6 MB with the map) and asks no server, not even one on this machine.
    """
    data = {"copyClaims": claims, "copyPlaces": places}
    if libraries_folder() is not None:
        data["baseMap"] = base_map().read_bytes()
    said = json.dumps({name: b64encode(content).decode("ascii") for name, content in data.items()})
    loader = (static_folder() / LOADER).read_text(encoding="utf-8")
    return f"{loader}\nstartSayso({_literal(_modules())}, {said});\n"


def _modules() -> dict[str, str]:
    """The scripts that import one another, by the name they do it by, to their text."""
    own = {path.name: path for path in static_folder().glob("*.js") if path.name not in NOT_MODULES}
    libs = libraries_folder()
    libraries = {} if libs is None else {f"libs/{path.name}": path for path in libs.glob("*.mjs")}
    return {name: _text(path) for name, path in sorted({**own, **libraries}.items())}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _literal(texts: Mapping[str, str]) -> str:
    """The texts as JavaScript, safe inside an element of a page too."""
    return json.dumps(texts).replace("</", "<\\/")
