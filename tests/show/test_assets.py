from __future__ import annotations

from pathlib import Path

import pytest

from sayso.show.web import assets


def test_a_build_without_browser_libraries_is_known_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "HERE", tmp_path)
    assert assets.libraries_folder() is None


def test_the_browser_libraries_are_found_where_the_build_puts_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "libs").mkdir()
    (tmp_path / "libs" / "maplibre-gl.mjs").write_text("", encoding="utf-8")
    monkeypatch.setattr(assets, "HERE", tmp_path)
    assert assets.libraries_folder() == tmp_path / "libs"


def test_the_base_map_is_an_archive_of_gzipped_vector_tiles_down_to_zoom_six() -> None:
    header = assets.base_map().read_bytes()[:127]
    assert header[:8] == b"PMTiles\x03"
    assert tuple(header[97:102]) == (2, 2, 1, 0, 6)  # gzip inside, gzipped tiles, vector tiles, zooms
