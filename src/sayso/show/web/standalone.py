"""Scripts of pages as files that open from a disk: one classic script that carries modules, data and base map."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from gzip import compress
from pathlib import Path
from typing import Final

from sayso.show.web.assets import base_map, libraries_folder, static_folder

LOADER: Final = "standalone.js"
_IMPORTS: Final = re.compile(r'^import\b[^;"]*?from\s*"\./([^"]+)"|\bimport\("\./([^"]+)"\)(?!\.)', re.MULTILINE)


def standalone_script(*, claims: bytes, places: bytes) -> str:
    """One script for a page of `overview.html` that has `data-copy`, in the place of the script of type module.

    `claims` and `places` are the two files of a static copy, by docs/web-data.md. It goes at the end of the body. The
    page finds all that it needs in it (about 6 MB with the map) and asks no server, not even one on this machine.
    """
    data = {"copyClaims": _packed(claims), "copyPlaces": _packed(places)}
    if libraries_folder() is not None:
        data["baseMap"] = b64encode(base_map().read_bytes()).decode("ascii")
    return bundle("overview.js", data)


def bundle(entry: str, data: Mapping[str, str] | None = None) -> str:
    """One classic script that does what the module `entry` does, with all that it imports."""
    loader = (static_folder() / LOADER).read_text(encoding="utf-8")
    modules = {name: _text(name) for name in sorted(_needed([entry]))}
    return f"{loader}\nstartSayso({json.dumps(entry)}, {_literal(modules)}, {json.dumps(data or {})});\n"


def _needed(names: Iterable[str]) -> set[str]:
    """The modules of these names, and all that they import, one another's imports too."""
    needed: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in needed or not _path(name).is_file():
            continue
        needed.add(name)
        if name.startswith("libs/"):
            continue
        waiting += [imported for pair in _IMPORTS.findall(_text(name)) for imported in pair if imported]
        waiting += ["libs/maplibre-gl-worker.mjs"] if name == "map.js" else []
    return needed


def _path(name: str) -> Path:
    libs = libraries_folder()
    if name.startswith("libs/"):
        return (libs or static_folder()) / name.removeprefix("libs/")
    return static_folder() / name


def _text(name: str) -> str:
    return _path(name).read_text(encoding="utf-8")


def _packed(content: bytes) -> str:
    """The content as the loader unpacks it; the same for the same content."""
    return "gzip:" + b64encode(compress(content, mtime=0)).decode("ascii")


def _literal(texts: Mapping[str, str]) -> str:
    """The texts as JavaScript, safe inside an element of a page too."""
    return json.dumps(texts).replace("</", "<\\/")
