"""The command with the real reading, and a chain that finds one claim in everything."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso.export.rows import CLAIM_COLUMNS
from sayso.flow import chain as stages
from sayso.flow.chain import Chain, TellingReport
from sayso.model import Article, Beat, Claim, DocumentScene, Participant, Reading, Reference

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def _chain(monkeypatch: pytest.MonkeyPatch, claim: Claim) -> None:
    def mark(article: Article) -> Reading:
        return Reading(article=article, sentences=(), marks=(), maker="m@1#0")

    def tell(reading: Reading) -> TellingReport:
        beat = Beat(
            sentence=claim.sentence, block="paragraph", places=claim.places, times=(claim.when,), claims=(claim.id,)
        )
        troops = Reference(text="they", start=90, end=94, basis="resolved")
        who = Participant(name="Russian armed forces", party="RUS", sector="MIL", mentions=(troops,))
        return (claim,), DocumentScene(article=reading.article.head, participants=(who,), beats=(beat,))

    monkeypatch.setattr(stages, "load_chain", lambda *_: Chain(mark=mark, tell=tell, claim=lambda _: (claim,)))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "report.txt"
    file.write_text("Town falls\n\nRussian troops occupied Hirske yesterday, a city leader said.\n", encoding="utf-8")
    return file


def test_claims_are_json_lines_where_stdout_is_no_terminal(sayso: Run, report: Path) -> None:
    ran = sayso("read", report)
    assert [json.loads(line)["event"] for line in ran.out.splitlines()] == ["territory.captured"]
    assert ran.code == 0


def test_the_count_goes_to_stderr(sayso: Run, report: Path) -> None:
    assert sayso("read", report).err.startswith("1 claim from 1 document in ")


def test_csv_has_one_header_for_all_reports(sayso: Run, report: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(sayso("read", report, report, "--format", "csv").out)))
    assert [row["id"] for row in rows] == ["c-7f3k9m2q", "c-7f3k9m2q"]


def test_csv_of_reports_without_claims_is_a_header_and_of_none_at_all_nothing(
    sayso: Run, report: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(stages, "load_chain", lambda *_: silent_chain())
    assert sayso("read", report, "--format", "csv").out == ",".join(CLAIM_COLUMNS) + "\n"
    (tmp_path / "void").mkdir()
    (tmp_path / "void" / "empty.txt").write_bytes(b"")
    assert sayso("read", tmp_path / "void", "--format", "csv").out == ""


def silent_chain() -> Chain:
    """A chain that finds no claim in anything."""

    def untold(reading: Reading) -> TellingReport:
        raise NotImplementedError

    def mark(article: Article) -> Reading:
        return Reading(article=article, sentences=(), marks=(), maker="m")

    return Chain(mark=mark, tell=untold, claim=lambda _: ())


def test_the_table_has_the_claim(sayso: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    assert "territory.captured" in sayso("read", report, "--format", "table").out


def test_a_dash_reads_stdin(sayso: Run) -> None:
    ran = sayso("mark", "-", stdin=b"Town falls\n\nRussian troops occupied Hirske yesterday, a city leader said.\n")
    assert json.loads(ran.out)["article"]["path"] == "-"


def test_marks_are_one_line_an_article(sayso: Run, report: Path) -> None:
    assert sayso("mark", report.parent, "--published", "2022-06-25").out.count("\n") == 1


def test_the_published_day_and_the_outlet_reach_the_article(sayso: Run, report: Path) -> None:
    ran = sayso("mark", report, "--published", "2022-06-25", "--outlet", "The Bulletin")
    head = json.loads(ran.out)["article"]
    assert (head["published"], head["outlet"]) == ("2022-06-25", "The Bulletin")


def test_a_document_that_cannot_be_read_is_counted_and_the_run_goes_on(sayso: Run, report: Path) -> None:
    (report.parent / "empty.txt").write_bytes(b"")
    ran = sayso("read", report.parent)
    assert ran.code == 0
    assert ran.out.count("\n") == 1
    assert "; dropped 1: empty 1" in ran.err


def test_a_run_that_reads_nothing_leaves_with_1(sayso: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    ran = sayso("read", tmp_path / "empty.txt")
    assert (ran.code, ran.out) == (1, "")
    assert "error SAYSO-NOTHING-READ: nothing could be read" in ran.err


def test_a_text_over_the_limit_is_dropped(sayso: Run, report: Path) -> None:
    assert "too-long" in sayso("read", report, "--max-chars", "20").err


def test_a_path_that_is_not_there_is_told_before_anything_is_read(sayso: Run, report: Path) -> None:
    ran = sayso("read", report, "nowhere.txt")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "error SAYSO-PATH: nowhere.txt: there is no such file or folder — check the name; - reads stdin\n"


def test_a_wrong_flag_is_one_line(sayso: Run, report: Path) -> None:
    ran = sayso("read", report, "--published", "yesterday")
    assert (ran.code, ran.err) == (
        2,
        "error SAYSO-SETTING: --published is 'yesterday' — give a day such as 2022-06-25\n",
    )


def test_a_settings_file_beside_the_run_counts(sayso: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(report.parent)
    Path("sayso.toml").write_text('format = "csv"\n', encoding="utf-8")
    assert sayso("read", "report.txt").out.startswith("id,event,status")


def test_a_bar_on_stderr_counts_the_files_if_there_is_more_than_one(sayso: Run, report: Path) -> None:
    assert "2/2" in sayso("read", report, report).err
    assert "1/1" not in sayso("read", report).err


def test_a_scene_tells_who_is_who_and_what_each_sentence_tells(sayso: Run, report: Path) -> None:
    out = sayso("read", report, "--scene", "--format", "table").out
    assert "RUS" in out
    assert "Russian armed forces MIL · “they” by reference" in out
    assert "territory.captured" in out
    assert out.index("Who is who") < out.index("What is told")


def test_a_scene_can_be_a_line_of_json(sayso: Run, report: Path) -> None:
    (line,) = sayso("read", report, "--scene", "--format", "jsonl").out.splitlines()
    assert [one["name"] for one in json.loads(line)["participants"]] == ["Russian armed forces"]


def test_a_scene_in_another_format_is_refused(sayso: Run, report: Path) -> None:
    ran = sayso("read", report, "--scene", "--format", "csv")
    assert ran.code == 2
    assert "not as csv" in ran.err
