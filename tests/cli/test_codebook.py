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


KNOWN_FAILURES = set((Path(__file__).parent / "failing_examples.txt").read_text(encoding="utf-8").splitlines())
"""Examples of the bundled codebook that are right and are not read so yet: take one out once it is."""


def test_every_type_has_an_example_and_those_that_fail_are_known(sayso: Run) -> None:
    types = [json.loads(line) for line in sayso("codebook", "show", "--format", "jsonl").out.splitlines()]
    assert [one["id"] for one in types if not one.get("examples")] == []
    ran = sayso("codebook", "check", "--examples")
    assert {line.rpartition("or the example: ")[2] for line in ran.err.splitlines()} == KNOWN_FAILURES
    assert ran.code == 4


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    """The overlay that docs/codebook.md shows, written out of the page."""
    page = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")
    shown = re.findall(r"```yaml\n# my-codebook/(\S+)\n(.*?)```", page, re.DOTALL)
    assert len(shown) == 3
    for name, text in shown:
        path = tmp_path / "my-codebook" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "my-codebook"


def test_the_overlay_of_the_docs_is_sound_and_its_examples_are_read(sayso: Run, overlay: Path) -> None:
    ran = sayso("codebook", "check", "--examples", overlay)
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(
        r"codebook@\S+\+overlay#\w{8}: 69 types, [\d,]+ triggers, [\d,]+ examples read, nothing to mend\n", ran.out
    )
    assert sayso("codebook", "check", "--codebook", overlay).code == 0


def test_a_counterexample_that_shows_its_type_is_told(sayso: Run, overlay: Path) -> None:
    file = overlay / "events" / "mine.yaml"
    text = file.read_text(encoding="utf-8")
    clash = "  - id: battle.clash\n"
    shown = ["Rebels clashed with soldiers near Bria.", "Rebels took Bria on Monday."]
    rows = f"    counterexamples: [{{text: {shown[0]}}}, {{text: {shown[1]}, shows: territory.captured}}]\n"
    file.write_text(text.replace(clash, clash + rows), encoding="utf-8")
    ran = sayso("codebook", "check", "--examples", overlay)
    assert ran.code == 4
    assert "the counterexample of battle.clash shows battle.clash — " in ran.err
    assert ran.err.count("\n") == 1


def test_a_counterexample_shows_what_it_says_instead(sayso: Run, overlay: Path) -> None:
    file = overlay / "events" / "mine.yaml"
    clash = "  - id: battle.clash\n"
    rows = "    counterexamples: [{text: The photographer liked the town., shows: territory.captured}]\n"
    file.write_text(file.read_text(encoding="utf-8").replace(clash, clash + rows), encoding="utf-8")
    ran = sayso("codebook", "check", "--examples", overlay)
    assert (ran.code, ran.err.count("the counterexample of battle.clash shows nothing")) == (4, 1)


def test_claims_are_read_by_the_overlay_of_the_docs(
    sayso: Run, overlay: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Ukrainian sappers demined the village of Posad-Pokrovske in March.\n", encoding="utf-8")
    read = ("read", report, "--format", "jsonl")
    events = [json.loads(sayso(*read, *flags).out)["event"] for flags in ((), ("--codebook", overlay))]
    assert events == ["force.weapons_seized", "force.demined"]
    monkeypatch.setenv("SAYSO_CODEBOOK", str(overlay))
    assert "force.demined" in sayso("codebook", "show", "force").out
    assert "crime.organised" not in sayso("codebook", "show").out


def test_a_ledger_is_filled_and_weighed_by_an_overlay(sayso: Run, overlay: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Sappers demined the village of Posad-Pokrovske in March.\n", encoding="utf-8")
    place = ("--ledger", tmp_path / "l.db", "--codebook", overlay)
    assert sayso("add", *place, report).code == 0
    assert sayso("weigh", *place).code == 0
    claims = sayso("claims", "--ledger", tmp_path / "l.db", "--format", "jsonl").out.splitlines()
    assert ["force.demined" in claim for claim in claims] == [True]


def test_a_mistake_in_an_overlay_is_told_wherever_it_is_used(sayso: Run, overlay: Path, tmp_path: Path) -> None:
    file = overlay / "events" / "mine.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, 1) if "as: verb, target" in line)
    file.write_text("\n".join(lines).replace("as: verb, target", "as: vreb, target"), encoding="utf-8")
    told = f"{file}:{number}: as is 'vreb'"
    report = tmp_path / "report.txt"
    report.write_text("Nothing happened.\n", encoding="utf-8")
    for command in (("read", report), ("codebook", "show"), ("codebook", "check"), ("add", report, "--ledger", "l.db")):
        ran = sayso(*command, "--codebook", overlay)
        assert (ran.code, told in ran.err) == (4, True), command
    assert "BAD   pack      codebook overlay" in sayso("doctor", "--codebook", overlay).out
