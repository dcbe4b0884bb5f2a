from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.base.errors import LedgerReadOnlyError, NothingReadError, PathError, SaysoWarning, UsageError
from sayso.model import Dropped

TEXT = "Russian forces seized the town of Hirske on Friday, Ukraine's military said. Two people were wounded."
PUBLISHED = "2022-06-24"
PAGE = Path(__file__).parents[1] / "docs" / "python.md"
NAMES = [
    "Actor", "Article", "Claim", "Contradiction", "Control", "Count", "Dropped", "Incident", "Judgement", "Mark",
    "OpenLedger", "Place", "Report", "ResultList", "SaysoError", "SaysoWarning", "Source", "Span", "When",
    "__version__", "open", "read", "read_all",
]  # fmt: skip


@pytest.fixture(scope="module")
def report() -> sayso.Report:
    return sayso.read(TEXT, published=PUBLISHED)


@pytest.fixture(scope="module")
def ledger_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("api")
    (folder / "report.txt").write_text(TEXT, encoding="utf-8")
    with sayso.open(folder / "war.db", create=True) as ledger:
        (added,) = ledger.add(folder / "report.txt", published=PUBLISHED)
    assert added.change == "added"
    return folder / "war.db"


def test_the_public_names_are_these() -> None:
    assert sayso.__all__ == NAMES
    assert dir(sayso) == NAMES
    assert [name for name in NAMES if getattr(sayso, name, None) is None] == []


def test_a_name_that_is_none_is_told() -> None:
    with pytest.raises(AttributeError, match="no attribute 'raed'"):
        _ = sayso.raed


def test_importing_loads_nothing_heavy() -> None:
    heavy = "('numpy', 'onnxruntime', 'sqlalchemy', 'ryaml', 'sayso.api')"
    code = f"import sys, sayso; print([name for name in {heavy} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_door_and_the_room_of_one_name_do_not_get_in_each_others_way() -> None:
    from sayso.read import read_paths

    assert callable(sayso.read)
    assert sayso.read.__module__ == "sayso.api.reports"
    assert read_paths.__module__ == "sayso.read.paths"


def test_a_text_is_read(report: sayso.Report) -> None:
    assert [claim.event for claim in report.claims][:1] == ["territory.captured"]
    assert report.claims[0].places[0].name == "Hirske"
    assert "sentence" in {mark.kind for mark in report.marks}


def test_a_file_and_its_bytes_are_read_alike(report: sayso.Report, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(TEXT, encoding="utf-8")
    for given in (file, str(file), TEXT.encode()):
        assert [claim.id for claim in sayso.read(given, published=PUBLISHED).claims] == [c.id for c in report.claims]


def test_claims_come_as_the_command_line_prints_them(report: sayso.Report) -> None:
    first = report.to_dicts()[0]
    assert first["event"] == "territory.captured"
    assert first["when"]["from"] == "2022-06-24"


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_claims_come_as_a_data_frame(report: sayso.Report, library: Any) -> None:
    frame = report.to_frame(library)
    assert type(frame).__module__.startswith(library)
    assert list(frame["event"]) == [claim.event for claim in report.claims]
    assert frame["place"][0] == "Hirske"


def test_a_library_that_is_not_installed_is_told(report: sayso.Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match="pandas or polars is not installed"):
        report.to_frame()


def test_the_least_confidence_leaves_claims_out(report: sayso.Report) -> None:
    assert sayso.read(TEXT, published=PUBLISHED, min_confidence=1.1).claims == ()
    assert report.claims != ()


@pytest.mark.parametrize("name", ["reports/x.txt", "x.html", Path("nowhere")])
def test_the_name_of_a_file_that_is_not_there_is_no_text(name: str | Path) -> None:
    with pytest.raises(PathError, match="there is no such file"):
        sayso.read(name)


@pytest.mark.parametrize("letters", [280, 900])
def test_a_long_line_is_a_text_and_no_name_of_a_file(letters: int) -> None:
    text = ("Russian forces seized the town of Hirske on Friday. " * 20)[:letters]
    assert sayso.read(text, published=PUBLISHED).article.text == text.strip()


@pytest.mark.parametrize(("given", "reason"), [(b"%PDF-1.7", "binary"), ("  \n", "empty"), ("", "empty")])
def test_what_is_no_report_is_told(given: str | bytes, reason: str) -> None:
    with pytest.raises(NothingReadError, match=reason):
        sayso.read(given)


def test_several_reports_are_for_read_all(tmp_path: Path) -> None:
    file = tmp_path / "two.jsonl"
    file.write_text('{"text": "Troops left Zolote."}\n{"text": "Troops left Hirske."}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="there are 2 reports"):
        sayso.read(file)
    assert [report.article.text for report in sayso.read_all(file)] == ["Troops left Zolote.", "Troops left Hirske."]


def test_a_document_that_cannot_be_read_is_told_and_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "1.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "2.txt").write_text(TEXT, encoding="utf-8")
    dropped: list[Dropped] = []
    assert len(list(sayso.read_all(tmp_path, on_dropped=dropped.append))) == 1
    assert [one.reason for one in dropped] == ["binary"]
    with pytest.warns(SaysoWarning, match="binary"):
        assert len(list(sayso.read_all([tmp_path]))) == 1


def test_a_ledger_is_opened_for_reading_only(ledger_file: Path) -> None:
    with sayso.open(ledger_file) as ledger:
        with pytest.raises(LedgerReadOnlyError, match="write=True"):
            ledger.add(ledger_file.parent / "report.txt")
        with pytest.raises(LedgerReadOnlyError):
            ledger.judge("c-1", "accept", reviewer="Ada")
        assert ledger.ledger.read_only


def test_a_ledger_is_asked_by_filters(ledger_file: Path) -> None:
    with sayso.open(ledger_file) as ledger:
        everything, captured = ledger.claims(), ledger.claims(event="territory.captured", place="Hirske")
        assert 0 < captured.total < everything.total == len(everything)
        assert captured[0].claim.places[0].name == "Hirske"
        assert ledger.claims(event=("territory", "harm")).total == everything.total
        assert ledger.claims(since="2022-06-25").total == 0
        assert len(ledger.claims(limit=1)) == 1
        assert ledger.incidents().to_dicts()[0]["claims"]
        assert [run.place.name for run in ledger.control(on="2022-06-25")] == ["Hirske"]
        assert ledger.articles().to_dicts()[0]["claims"] == everything.total
        assert ledger.sources()[0].party == "UKR"
        assert list(captured.to_frame()["place"]) == ["Hirske"]


def test_a_filter_that_is_none_is_told(ledger_file: Path) -> None:
    with sayso.open(ledger_file) as ledger, pytest.raises(UsageError, match="there is no filter places"):
        ledger.claims(places="Hirske")


def test_a_filter_of_another_shape_is_told_and_none_asks_for_nothing(ledger_file: Path) -> None:
    with sayso.open(ledger_file) as ledger:
        assert ledger.claims(place=None).total == ledger.claims().total
        with pytest.raises(UsageError, match="least is 'x'"):
            ledger.claims(least="x")


def test_what_is_asked_for_is_looked_at_before_the_first_report() -> None:
    with pytest.raises(PathError):
        sayso.read_all("nowhere")


def test_a_decision_on_nothing_is_told(ledger_file: Path) -> None:
    with sayso.open(ledger_file, write=True) as ledger, pytest.raises(UsageError, match="nothing is named"):
        ledger.judge((), "undo", reviewer="Ada")  # type: ignore[arg-type]


def test_the_warning_of_a_dropped_document_points_at_who_asked(tmp_path: Path) -> None:
    (tmp_path / "1.pdf").write_bytes(b"%PDF-1.7")
    with pytest.warns(SaysoWarning) as warned:
        list(sayso.read_all(tmp_path))
    assert warned[0].filename == __file__
    with sayso.open(tmp_path / "x.db", create=True) as ledger, pytest.warns(SaysoWarning) as warned:
        ledger.add(tmp_path / "1.pdf")
    assert warned[0].filename == __file__


def test_a_decision_is_recorded_and_taken_back(ledger_file: Path) -> None:
    with sayso.open(ledger_file, write=True) as ledger:
        claim = ledger.claims(event="territory.captured")[0].claim
        judgement = ledger.judge(
            claim.id, "correct", field="status", value="possible", reviewer="Ada", reason="one source"
        )
        assert ledger.claims(event="territory.captured")[0].claim.status == "possible"
        ledger.judge(judgement.id, "undo", reviewer="Ada")
        assert ledger.claims(event="territory.captured")[0].claim.status == claim.status


def test_reading_leaves_the_process_as_it_was(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<html><body><article><p>{TEXT}</p></article></body></html>", encoding="utf-8")
    code = f"""
import gc, logging, os, sys
import trafilatura  # htmldate, which it imports, sets the level of its own logger once
def state():
    levels = [logging.getLogger(name).level for name in ("", "trafilatura", "htmldate", "courlan", "justext")]
    return gc.get_threshold(), gc.isenabled(), gc.get_freeze_count(), levels, dict(os.environ)
before = state()
import sayso
assert sayso.read({str(page)!r}).claims
assert before == state(), (before, state())
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path)


def test_the_examples_of_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, Any] = {}
    for example in re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
        exec(compile(example, str(PAGE), "exec"), namespace)
    printed = capsys.readouterr().out
    assert "territory.captured happened" in printed
    assert "it is in Ukrainian (uk); there are packs for: English (en)" in printed
    assert "2.txt binary" in printed
    assert printed.rstrip().endswith("corrected")
