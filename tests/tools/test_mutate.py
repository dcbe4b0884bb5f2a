"""The runner of mutants: what is drawn, which tests come first, what is kept in the log, and what is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from tools import mutate
from tools.mutant_runs import importers_of, imports_of
from tools.mutants import find_mutants

SOURCE = "src/sayso/weigh/voices.py"


def record(result: str, *, line: int = 1, after: str = "y") -> dict[str, Any]:
    return {"id": f"{line}", "result": result, "file": SOURCE, "line": line, "before": "x", "after": after,
            "failed": None, "seconds": 1.0}  # fmt: skip


def test_the_same_seed_draws_the_same_mutants_in_their_order() -> None:
    mutants = find_mutants("x = [1, 2, 3, 4, 5, 6]", "x.py")
    drawn = mutate.draw(mutants, 4, 7)
    assert drawn == mutate.draw(mutants, 4, 7)
    assert drawn == sorted(drawn, key=mutants.index)
    assert len(drawn) == 4
    assert drawn != mutate.draw(mutants, 4, 8)


@pytest.mark.parametrize("sample", [None, 12, 99])
def test_all_mutants_are_taken_where_no_more_are_asked_for(sample: int | None) -> None:
    mutants = find_mutants("x = [1, 2, 3, 4, 5, 6]", "x.py")
    assert mutate.draw(mutants, sample, 1) == mutants


def test_every_default_and_every_test_of_a_room_is_there() -> None:
    assert [told for told in mutate.DEFAULT if not list((mutate.ROOT / mutate.PACKAGE).glob(told))] == []
    assert [test for tests in mutate.TESTS.values() for test in tests if not (mutate.ROOT / test).exists()] == []


def test_the_default_names_modules_once_each() -> None:
    files = mutate.files_of(())
    assert SOURCE.rpartition("/")[2] in {Path(file).name for file in files}
    assert len(files) == len(set(files))
    assert all((mutate.ROOT / file).is_file() for file in files)


def test_a_file_outside_of_the_package_is_refused() -> None:
    with pytest.raises(click.UsageError, match="is not in"):
        mutate.files_of([Path(__file__)])


def test_a_room_without_tests_has_to_be_given_some() -> None:
    assert "tests/weigh" in mutate.tests_of("src/sayso/weigh/voices.py")
    with pytest.raises(click.UsageError, match="--tests"):
        mutate.tests_of("src/sayso/nowhere/voices.py")


def test_tests_that_killed_go_first_then_those_named_like_the_file() -> None:
    tests = ["tests/weigh", "tests/flow/test_ledger.py"]
    plain = mutate.in_order(tests, "src/sayso/weigh/voices.py", {})
    assert plain[0] == "tests/weigh/test_voices.py"
    assert plain[-1] == "tests/flow/test_ledger.py"
    learnt = mutate.in_order(tests, "src/sayso/weigh/voices.py", {"tests/flow/test_ledger.py": 2})
    assert learnt[:2] == ["tests/flow/test_ledger.py", "tests/weigh/test_voices.py"]
    assert sorted(learnt) == sorted(plain)


def test_a_log_is_read_by_id_and_a_line_that_was_cut_off_is_passed_over(tmp_path: Path) -> None:
    lines = [json.dumps(record("killed", line=1)), json.dumps(record("survived", line=2)), '{"id": "3", "res']
    (tmp_path / "log.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = mutate.read_log(tmp_path / "log.jsonl")
    assert {name: one["result"] for name, one in done.items()} == {"1": "killed", "2": "survived"}
    assert mutate.read_log(tmp_path / "none.jsonl") == {}


def test_what_the_log_holds_is_told_and_not_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mutants = mutate.draw(find_mutants((mutate.ROOT / SOURCE).read_text("utf-8"), SOURCE), 2, 1)
    log = tmp_path / "log.jsonl"
    with log.open("w", encoding="utf-8") as lines:
        for mutant in mutants:
            known = record("killed") | {"id": mutate.fingerprint(mutant)}
            lines.write(json.dumps(known) + "\n")
    monkeypatch.setattr(mutate, "_run_all", None)
    ran = CliRunner().invoke(mutate.main, [str(mutate.ROOT / SOURCE), "--sample", "2", "--log", str(log)])
    assert ran.exit_code == 0
    assert ran.stdout.startswith("2 mutants: 2 killed")


def test_survivors_are_told_with_their_lines_and_the_explained_ones_apart() -> None:
    records = [record("killed"), record("timed-out"), record("survived", line=7), record("survived", after="z")]
    told = mutate.tell(records, {(SOURCE, "x", "z"): "it cannot matter"})
    assert told.splitlines() == [
        f"{SOURCE}:7", "  - x", "  + y",
        "4 mutants: 1 killed, 1 timed out, 1 survived, 1 explained; share of survivors 33.3 %",
    ]  # fmt: skip


def test_a_killed_mutant_that_is_explained_counts_as_killed() -> None:
    told = mutate.tell([record("killed", after="z")], {(SOURCE, "x", "z"): "it cannot matter"})
    assert told == "1 mutants: 1 killed, 0 timed out, 0 survived, 0 explained; share of survivors 0.0 %"


@pytest.mark.parametrize("why", ["", "  "])
def test_a_survivor_without_a_reason_is_refused(why: str, tmp_path: Path) -> None:
    entry = {"file": SOURCE, "line": "x", "becomes": "y", "why": why}
    (tmp_path / "mutants.yaml").write_text(json.dumps([entry]), encoding="utf-8")
    with pytest.raises(click.ClickException, match="needs file, line, becomes and why"):
        mutate.read_explained(tmp_path / "mutants.yaml")


def test_every_explained_survivor_is_a_mutant_of_the_code_as_it_is() -> None:
    explained = mutate.read_explained(mutate.EXPLAINED)
    there = {
        (mutant.file, mutant.before, mutant.after)
        for file in {file for file, _, _ in explained}
        for mutant in find_mutants((mutate.ROOT / file).read_text("utf-8"), file)
    }
    assert explained.keys() - there == set()


def test_a_module_imports_what_it_names_early_or_late_and_the_packages_in_which_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "here.py"
    path.write_text("from p.a.b import c\nimport p.d\ndef f():\n    from .e import g\n", encoding="utf-8")
    modules = ["p", "p.a", "p.a.b", "p.d", "p.q", "p.q.e", "p.q.here", "p.other"]
    assert imports_of("p.q.here", path, modules) == {"p.a", "p.a.b", "p.d", "p.q", "p.q.e"}


def test_a_change_reaches_all_that_import_it_over_others() -> None:
    imports = {
        "p.a": set[str](),
        "p.b": {"p.a"},
        "p.c": {"p.b"},
        "p.d": set[str](),
        "p.q": {"p.c"},
        "p.q.r": set[str](),
    }
    assert importers_of("p.a", imports) == {"p.a", "p.b", "p.c", "p.q", "p.q.r"}
