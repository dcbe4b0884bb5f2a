"""What may be shipped with Sayso is told by the licences of what it needs."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.licences import fault_of, look_at, main

ROOT = Path(__file__).parent.parent.parent
Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Puts the metadata of a library where Python looks for it."""
    monkeypatch.syspath_prepend(tmp_path)

    def put(name: str, *lines: str) -> None:
        folder = tmp_path / f"{name.replace('-', '_')}-1.0.dist-info"
        folder.mkdir()
        told = ["Metadata-Version: 2.4", f"Name: {name}", "Version: 1.0", *lines]
        (folder / "METADATA").write_text("\n".join(told) + "\n", encoding="utf-8")

    return put


@pytest.mark.parametrize(
    "licence",
    [
        "MIT",
        "Apache-2.0 OR BSD-2-Clause",
        "MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later",
        "BSD-3-Clause AND (GPL-3.0-only OR MIT)",
        "BSD-3-Clause AND GPL-3.0-or-later WITH GCC-exception-3.1",
        "Mozilla Public License 2.0 (MPL 2.0)",
        "3-Clause BSD License",
    ],
)
def test_a_licence_that_leaves_the_rest_free_is_no_fault(licence: str) -> None:
    assert fault_of(licence) is None


@pytest.mark.parametrize(
    ("licence", "why"),
    [
        ("GPL-3.0-only", "GPL-3.0-only asks the same"),
        ("LGPL-2.1-or-later", "LGPL"),
        ("AGPL-3.0-only OR GPL-2.0-only", "AGPL-3.0-only asks the same of all that is shipped with it, GPL-2.0-only"),
        ("MIT AND GPL-2.0-only", "GPL-2.0-only"),
        ("(MIT OR Apache-2.0) AND LGPL-3.0-only", "LGPL"),
        ("GNU General Public License v3 (GPLv3)", "asks the same"),
        ("GPL-3.0-only WITH Autoconf-exception-3.0", "asks the same"),
        ("Proprietary", "nobody has read"),
        ("", "none is told"),
    ],
)
def test_a_licence_that_binds_the_rest_or_is_not_known_is_a_fault(licence: str, why: str) -> None:
    assert why in (fault_of(licence) or "")


def test_an_expression_counts_before_classifiers_and_these_before_the_field(install: Install) -> None:
    install("both", "License-Expression: MIT", "Classifier: License :: OSI Approved :: BSD License")
    install("classified", "Classifier: License :: OSI Approved :: BSD License", "License: see the file")
    install("fielded", "Classifier: License :: OSI Approved", "License: ISC")
    licences = [library.licence for library in look_at(["both", "classified", "fielded"])]
    assert licences == ["MIT", "BSD License", "ISC"]


def test_what_a_library_needs_itself_is_looked_at_and_told_by_name(
    install: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    install("house", "Requires-Dist: wall>=1")
    install("wall", "License-Expression: MIT", "Requires-Dist: Brick_Stone[red]")
    install("brick-stone", "License-Expression: MIT", "Requires-Dist: paint ; extra == 'red'")
    install("paint", "License-Expression: GPL-3.0-only")
    assert main(["--of", "house"]) == 1
    said = capsys.readouterr()
    assert [line.split()[0] for line in said.out.splitlines()] == ["brick-stone", "paint", "wall"]
    assert said.err.splitlines() == [
        "paint 1.0: GPL-3.0-only asks the same of all that is shipped with it",
        "3 libraries, 1 that may not be shipped",
    ]


def test_an_extra_is_looked_at_where_it_is_named(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    install("house", "Requires-Dist: wall", "Requires-Dist: paint ; extra == 'colour'")
    install("wall", "License-Expression: MIT")
    install("paint", "License-Expression: GPL-3.0-only")
    assert main(["--of", "house"]) == 0
    assert main(["--of", "house", "--extra", "colour"]) == 1
    assert "paint 1.0: GPL" in capsys.readouterr().err


def test_a_requirement_of_another_system_is_left_out(install: Install) -> None:
    install("wall", "License-Expression: MIT")
    assert [library.name for library in look_at(["wall", "moat; sys_platform == 'castle'"])] == ["wall"]


def test_an_allowed_library_is_allowed_in_an_extra_alone(install: Install) -> None:
    install("psycopg", "License-Expression: LGPL-3.0-only")
    (extra,) = look_at(["psycopg; extra == 'postgresql'"], frozenset({"postgresql"}))
    (always,) = look_at(["psycopg"])
    assert extra.fault is None
    assert "postgresql" in (extra.although or "")
    assert always.fault is not None


def test_sayso_needs_nothing_that_binds_what_is_shipped_with_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    libraries = look_at(project["dependencies"])
    assert {library.name for library in libraries} >= {"numpy", "onnxruntime", "flatbuffers"}
    assert {library.name: library.fault for library in libraries if library.fault} == {}
