"""The whole chain with the bundled packs, sockets blocked as in every test."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso.base.codec import claim_from_json, claim_to_json
from sayso.packs.pack import load_pack

Run = Callable[..., Any]
REPORT = """Town falls to Russian troops

KYIV, June 25 — Russian troops occupied the town of Hirske on Friday, city leader Oleksiy Babchenko said.

Ukrainian forces will withdraw from Sievierodonetsk, governor Serhiy Haidai said on Friday.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "report.txt"
    file.write_text(REPORT, encoding="utf-8")
    return file


def lines(ran: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ran.out.splitlines()]


def test_a_report_yields_what_a_careful_coder_would_write_down(sayso: Run, report: Path) -> None:
    claims = {claim["event"]: claim for claim in lines(sayso("read", report, "--published", "2022-06-25"))}
    captured, withdrawn = claims["territory.captured"], claims["territory.withdrawn"]
    assert (captured["status"], withdrawn["status"]) == ("happened", "planned")
    assert (captured["actors"][0]["party"], withdrawn["actors"][0]["party"]) == ("RUS", "UKR")
    assert (captured["places"][0]["text"], withdrawn["places"][0]["text"]) == ("Hirske", "Sievierodonetsk")
    assert captured["when"]["from"] == captured["when"]["to"] == "2022-06-24"
    assert (captured["sources"][0]["name"], withdrawn["sources"][0]["name"]) == ("Oleksiy Babchenko", "Serhiy Haidai")


def test_every_stretch_of_a_claim_holds_the_words_that_it_says(sayso: Run, report: Path) -> None:
    claims = lines(sayso("read", report, "--published", "2022-06-25"))
    assert claims
    for claim in claims:
        parts = [claim["trigger"], claim["sentence"], *claim["actors"], *claim["places"], *claim["sources"]]
        assert [part for part in parts if REPORT[part["start"] : part["end"]] != part["text"]] == []


def test_a_second_run_gives_the_same_lines(sayso: Run, report: Path) -> None:
    assert sayso("read", report).out == sayso("read", report).out != ""


def test_a_printed_claim_can_be_read_back(sayso: Run, report: Path) -> None:
    printed = sayso("read", report).out.splitlines()
    assert printed
    assert [claim_to_json(claim_from_json(line)) for line in printed] == printed


def test_two_processes_print_what_one_prints(sayso: Run) -> None:
    pack = load_pack("bulletins")
    files = [str(pack.path(name)) for name in sorted(pack.files) if name.endswith(".txt")][:5]
    assert sayso("read", *files, "--jobs", "2").out == sayso("read", *files).out != ""


def test_the_marks_of_a_content_point_at_its_source_and_its_cue(sayso: Run, report: Path) -> None:
    (line,) = lines(sayso("mark", report))
    said = [mark for mark in line["marks"] if mark["kind"] == "content" and mark["source"] is not None]
    assert said
    assert {line["marks"][mark["source"]]["kind"] for mark in said} == {"source"}
    assert {line["marks"][mark["cue"]]["kind"] for mark in said if mark["cue"] is not None} <= {"cue"}
