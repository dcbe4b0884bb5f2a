from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso.packs.pack import load_pack

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")


def test_all_types_are_shown_with_their_names_elsewhere(sayso: Run) -> None:
    out = sayso("codebook", "show").out
    assert "territory.captured" in out
    assert "Non-state actor overtakes territory" in " ".join(out.split())


def test_a_family_is_shown_alone(sayso: Run) -> None:
    out = sayso("codebook", "show", "territory").out
    assert "territory.captured" in out
    assert "strike.shelling" not in out


def test_a_type_is_shown_with_its_definition_and_its_triggers(sayso: Run) -> None:
    out = sayso("codebook", "show", "territory.captured").out
    assert "takes a place" in out
    assert "\n  capture (verb)  " in out


def test_types_are_one_line_of_json_each_if_asked_for(sayso: Run) -> None:
    types = [json.loads(line) for line in sayso("codebook", "show", "--format", "jsonl").out.splitlines()]
    assert "territory.captured" in {event_type["id"] for event_type in types}


def test_a_type_that_is_none_is_told_with_the_nearest(sayso: Run) -> None:
    ran = sayso("codebook", "show", "territory.captur")
    assert ran.code == 2
    assert "no type or family territory.captur — did you mean territory.captured" in ran.err


def test_a_codebook_is_not_shown_as_csv(sayso: Run) -> None:
    assert sayso("codebook", "show", "--format", "csv").code == 2


def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(load_pack("codebook").folder, tmp_path / "codebook"))


def test_the_codebook_in_use_has_nothing_to_mend(sayso: Run) -> None:
    ran = sayso("codebook", "check")
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(r"codebook@\S+: \d+ types, [\d,]+ triggers, nothing to mend\n", ran.out)


def test_an_edited_codebook_is_checked_before_it_is_sealed(sayso: Run, tmp_path: Path) -> None:
    file = copied(tmp_path) / "events" / "territory.yaml"
    file.write_text(file.read_text("utf-8") + "# mine\n", encoding="utf-8")
    assert sayso("codebook", "check", tmp_path / "codebook").code == 0


def test_a_broken_line_of_a_codebook_is_told_in_one_line(sayso: Run, tmp_path: Path) -> None:
    file = copied(tmp_path) / "events" / "territory.yaml"
    lines = file.read_text("utf-8").count("\n")
    file.write_text(file.read_text("utf-8") + "  - {id: [\n", encoding="utf-8")
    ran = sayso("codebook", "check", tmp_path / "codebook")
    assert ran.code != 0
    assert re.match(rf"error SAYSO-\S+: {re.escape(str(file))}:({lines + 1}|{lines + 2}): .* — ", ran.err)
    assert ran.err.count("\n") == 1


def test_a_folder_that_is_not_there_is_told(sayso: Run) -> None:
    assert sayso("codebook", "check", "nowhere").err.startswith("error SAYSO-PATH: nowhere: ")


def test_every_mistake_is_told_in_a_line_of_its_own(sayso: Run, tmp_path: Path) -> None:
    file = copied(tmp_path) / "events" / "territory.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("as: verb", "as: vreb", 2), encoding="utf-8")
    ran = sayso("codebook", "check", tmp_path / "codebook")
    first, second = (number for number, line in enumerate(file.read_text("utf-8").splitlines(), 1) if "vreb" in line)
    assert (ran.code, ran.out) == (4, "")
    assert [line.split(": ")[1] for line in ran.err.splitlines()] == [f"{file}:{first}", f"{file}:{second}"]
