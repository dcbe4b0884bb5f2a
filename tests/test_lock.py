"""The locks in requirements/ fit pyproject.toml, and what tools/test_newest.py tells of newer versions."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.test_newest import broken_tests, differences, locked_versions

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
NEEDED = {
    "run.txt": PROJECT["dependencies"],
    "test.txt": [
        *PROJECT["dependencies"],
        *(line for extra in ("test", "postgresql") for line in PROJECT["optional-dependencies"][extra]),
    ],
}


def lock(name: str) -> str:
    return (ROOT / "requirements" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NEEDED)
def test_a_lock_has_a_version_that_fits_for_everything_that_is_needed(name: str) -> None:
    locked = locked_versions(lock(name))
    needed = [Requirement(line) for line in NEEDED[name]]
    bad = [
        str(one)
        for one in needed
        if not (versions := locked.get(canonicalize_name(one.name))) or not all(map(one.specifier.contains, versions))
    ]
    assert bad == [], "run: python tools/lock.py"


@pytest.mark.parametrize("name", NEEDED)
def test_every_line_of_a_lock_has_hashes(name: str) -> None:
    lines = re.sub(r"(?m)^ *#.*\n", "", lock(name)).replace("\\\n", " ").splitlines()
    assert lines
    assert [line for line in lines if not re.match(r"\S+==.* --hash=sha256:[0-9a-f]{64}", line)] == []


def test_sayso_alone_gets_the_versions_that_the_tests_are_run_with() -> None:
    tested = locked_versions(lock("test.txt"))
    assert {name: v for name, v in locked_versions(lock("run.txt")).items() if tested.get(name) != v} == {}


def test_versions_that_are_not_locked_are_told() -> None:
    locked = locked_versions("a-b==1.0 \\\n    --hash=sha256:00\nc==2 ; python_version < '3.12' \\\nc==3 ; x\nd==4\n")
    installed = {"a-b": "1.1", "c": "3", "d": "4", "e": "5"}
    assert list(differences(locked, installed)) == ["a-b: 1.0 -> 1.1", "e: not locked -> 5"]


def test_the_tests_that_broke_are_told_with_their_reasons() -> None:
    report = ["..F", "FAILED tests/test_x.py::test_y - assert 1 == 2", "ERROR tests/test_z.py", "1 failed, 1 error"]
    assert broken_tests(report) == ["FAILED tests/test_x.py::test_y - assert 1 == 2", "ERROR tests/test_z.py"]
