"""Tiles of one's own under the places: an archive of this machine or of another host, under the pages' policy."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from sayso.base.settings import Settings
from sayso.flow.web import lay_desk
from sayso.keep import Ledger
from sayso.show.web.app import build_app
from tests.show.conftest import HOME, call_app

Open = Callable[..., Any]
PINK = (230, 20, 130)
ELSEWHERE = "https://tiles.example/own.pmtiles"
CREDIT = '<a href="https://example.org">&copy; Those who drew it</a><img src=x onerror=alert(1)>'
SEEN = """new Promise(done => { const map = document.getElementById('overview').placeMap.drawn;
  map.once("render", () => {
  const gl = map.getCanvas().getContext("webgl2"); const [w, h] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
  const all = new Uint8Array(w * h * 4); gl.readPixels(0, 0, w, h, gl.RGBA, gl.UNSIGNED_BYTE, all);
  const seen = new Set(); for (let i = 0; i < all.length; i += 4) seen.add(all.slice(i, i + 3).join());
  done([...seen]); }); map.triggerRepaint(); })"""


def picture(colour: tuple[int, int, int], size: int = 256) -> bytes:
    """A PNG of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = zlib.compress((b"\0" + bytes(colour) * size) * size)
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def varint(number: int) -> bytes:
    out = b""
    while number > 127:
        out, number = out + bytes([number & 127 | 128]), number >> 7
    return out + bytes([number])


def archive(tile: bytes, *, kind: int = 2) -> bytes:
    """A PMTiles archive (version 3, nothing compressed) with one tile, the world; kind 2 is PNG, 1 is MVT."""
    entries = b"".join(
        varint(number) for number in (1, 0, 1, len(tile), 1)
    )  # how many, id, run, length, offset and one
    metadata = json.dumps({"attribution": CREDIT}).encode()
    ends = [127, 127 + len(entries), 127 + len(entries) + len(metadata)]
    sizes = (ends[0], len(entries), ends[1], len(metadata), ends[2], 0, ends[2], len(tile), 1, 1, 1)
    bounds = struct.pack("<iiiiBii", -1_800_000_000, -850_000_000, 1_800_000_000, 850_000_000, 0, 0, 0)
    head = b"PMTiles\x03" + struct.pack("<11Q", *sizes) + struct.pack("<BBBBBB", 1, 1, 1, kind, 0, 0) + bounds
    assert len(head) == 127
    return head + entries + metadata + tile


def app_with(small_ledger: Ledger, tiles: str) -> Any:
    return build_app(lay_desk(small_ledger, Settings(), tiles=tiles), hosts={"127.0.0.1"}, port=8765)


def test_an_archive_of_this_machine_is_drawn_under_the_places(
    open_page: Open, small_ledger: Ledger, tmp_path: Path
) -> None:
    (tmp_path / "own.pmtiles").write_bytes(archive(picture(PINK)))
    page = open_page(app_with(small_ledger, str(tmp_path / "own.pmtiles")), "/?map=3/48/35")
    page.wait_for_selector("#map[data-drawn]", timeout=90_000)
    assert ",".join(map(str, PINK)) in page.evaluate(SEEN)
    assert "© Those who drew it" in page.locator(".maplibregl-ctrl-attrib").inner_text()
    assert page.locator(".maplibregl-ctrl-attrib img").count() == 0


def test_an_archive_that_is_none_is_told_of_and_the_map_drawn_without(
    open_page: Open, small_ledger: Ledger, tmp_path: Path
) -> None:
    (tmp_path / "own.pmtiles").write_bytes(b"no archive at all, but long enough to be asked for" * 400)
    page = open_page(app_with(small_ledger, str(tmp_path / "own.pmtiles")), "/?map=3/48/35")
    page.locator("#message", has_text="cannot be read").wait_for()
    page.wait_for_selector("#map[data-drawn]", timeout=90_000)


@pytest.mark.parametrize("is_let", [True, False])
def test_an_archive_of_another_host_is_read_where_the_policy_names_it(
    browser: Any, small_ledger: Ledger, is_let: bool
) -> None:
    app = app_with(small_ledger, ELSEWHERE if is_let else "https://another.example/own.pmtiles")
    whole = archive(picture(PINK))
    asked: list[str] = []

    def answer(route: Any) -> None:
        parts = urlsplit(route.request.url)
        if f"{parts.scheme}://{parts.netloc}" != HOME:
            asked.append(route.request.url)
            first, last = route.request.headers["range"].removeprefix("bytes=").split("-")
            part = whole[int(first) : int(last) + 1]
            headers = {"Access-Control-Allow-Origin": "*", "Content-Range": f"bytes {first}-{last}/{len(whole)}"}
            route.fulfill(status=206, headers=headers, body=part)
            return
        status, headers, body = call_app(app, parts.path, parts.query)
        text = body.replace(b"another.example", b"tiles.example") if parts.path == "/" else body
        route.fulfill(status=status, headers={**headers, "content-length": str(len(text))}, body=text)

    context = browser.new_context()
    context.route("**/*", answer)
    page = context.new_page()
    page.goto(HOME + "/?map=3/48/35")
    page.wait_for_selector("#map[data-drawn]", timeout=90_000)
    is_drawn = ",".join(map(str, PINK)) in page.evaluate(SEEN)
    context.close()
    assert (is_drawn, bool(asked)) == (is_let, is_let)
