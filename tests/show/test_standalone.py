"""A static copy that opens from a disk, with no server at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sayso.show.web.assets import libraries_folder, static_folder
from sayso.show.web.standalone import standalone_script
from tests.show.harness import answer_places, draw_page, small_world, write_copy

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -e '.[test]'")

MODULE = '<script src="static/overview.js" type="module"></script>'


def write_page(folder: Path) -> Path:
    """A page and the files beside it that it loads."""
    world = small_world()
    write_copy(world, folder)
    script = standalone_script(
        claims=(folder / "claims.json").read_bytes(), places=(folder / "places.geojson").read_bytes()
    )
    (folder / "static" / "libs").mkdir(parents=True)
    (folder / "static" / "page.js").write_text(script, encoding="utf-8")
    for name in ("theme.js", "theme.css", "icon.svg"):
        (folder / "static" / name).write_bytes((static_folder() / name).read_bytes())
    libs = libraries_folder()
    assert libs is not None
    for name in ("pmtiles.js", "maplibre-gl.css"):
        (folder / "static" / "libs" / name).write_bytes((libs / name).read_bytes())
    page = draw_page(world, {}, static="static", copy="", claim_page=None)
    assert MODULE in page
    page = page.replace(MODULE, "").replace("</body>", '<script src="static/page.js"></script></body>')
    (folder / "index.html").write_text(page, encoding="utf-8")
    return folder / "index.html"


def test_a_copy_opened_from_a_disk_draws_map_timeline_and_list(browser: Any, tmp_path: Path) -> None:
    address = write_page(tmp_path).as_uri()
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url.partition(":")[0]))
    page.goto(f"{address}?status=happened")
    page.wait_for_selector("#map[data-drawn]", timeout=60_000)
    places = answer_places(small_world(), {"status": "happened"})
    page.locator("#places-count", has_text=f"{places['shown']} of {places['total']} places").wait_for()
    page.keyboard.press("j")
    assert "claim=c-" in page.url
    context.close()
    assert complaints == []
    assert set(asked) <= {"file", "blob", "data"}
