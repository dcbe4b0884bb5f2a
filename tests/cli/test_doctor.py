from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from sayso.base.settings import Settings
from sayso.cli.doctor import PACKS, look_at_libraries, look_at_packs
from sayso.packs.pack import BUNDLED

Run = Callable[..., Any]


def test_python_the_libraries_and_every_pack_are_told(sayso: Run) -> None:
    out = sayso("doctor").out
    for name in ("CPython", "onnxruntime", *PACKS):
        assert re.search(rf"\b{name}\b", out)


def test_an_own_pack_is_told_with_its_maker(sayso: Run, pack_folder: Path) -> None:
    assert re.search(r"ok +pack +tiny +tiny@1\.0#[0-9a-f]{8} ", sayso("doctor", "--packs", pack_folder.parent).out)


def test_a_changed_file_is_told_with_the_command_that_mends_it(sayso: Run, pack_folder: Path) -> None:
    (pack_folder / "words.yaml").write_text("x: y\n", encoding="utf-8")
    ran = sayso("doctor", "--packs", pack_folder.parent)
    assert ran.code == 3
    assert re.search(r"BAD +pack +tiny +SAYSO-PACK-HASH: \S+words\.yaml: ", ran.out)
    assert f"python -m sayso.packs {pack_folder}" in ran.out


def test_a_pack_that_is_needed_and_missing_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sayso.packs.pack.BUNDLED", tmp_path)
    findings = {finding.name: finding for finding in look_at_packs(Settings())}
    assert set(findings) == set(PACKS)
    assert findings["model-en"].mend == "pip install --force-reinstall sayso"


def test_a_library_that_is_missing_is_told_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = ["nothing-of-that-name>=1.0", "pytest>=1; extra == 'test'"]
    monkeypatch.setattr("importlib.metadata.requires", lambda name: wanted)
    (finding,) = look_at_libraries()
    assert finding.mend == "pip install 'nothing-of-that-name>=1.0'"


def test_a_setting_is_told_with_where_it_was_said(sayso: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_JOBS", "2")
    assert re.search(r"setting +jobs +2 \(from SAYSO_JOBS\)", sayso("doctor").out)


def test_a_lexicon_without_its_model_is_half_a_language(sayso: Run, tmp_path: Path) -> None:
    copied = copytree(BUNDLED / "lexicon-en", tmp_path / "lexicon-uk")
    manifest = Path(copied) / "manifest.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("lexicon-en", "lexicon-uk"), encoding="utf-8")
    ran = sayso("doctor", "--packs", tmp_path)
    assert ran.code == 3
    assert re.search(r"^BAD +pack +model-uk ", ran.out, re.MULTILINE)
    assert re.search(r"^ok +pack +lexicon-uk ", ran.out, re.MULTILINE)
