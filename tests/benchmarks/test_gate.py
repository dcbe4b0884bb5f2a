"""The gate of the benchmarks, and the readers of the data sets that its runners share with the training."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

import pytest
from click.testing import CliRunner, Result

import benchmarks.__main__ as bench
from benchmarks.core import hash_of
from benchmarks.errors import CannotMeasure
from training.corpora import GoldAttribution, GoldDocument, read_conllu, read_factuality, read_iob2, read_polnear, trim

Floors = Mapping[str, Mapping[str, Mapping[str, float]]]


@pytest.fixture
def pass_gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Floors, Mapping[str, float]], Result]:
    """Runs the gate with these floors, where the runner `ud` gives these metrics."""

    def run(floors: Floors, metrics: Mapping[str, float]) -> Result:
        (tmp_path / "floors.json").write_text(json.dumps(floors), encoding="utf-8")
        monkeypatch.setattr(bench, "FLOORS", tmp_path / "floors.json")
        runner = SimpleNamespace(run=lambda data: {"benchmark": "ud", "metrics": metrics})
        monkeypatch.setitem(sys.modules, "benchmarks.ud", runner)
        return CliRunner().invoke(bench.main, ["gate", "--data", str(tmp_path)])

    return run


@pytest.mark.parametrize(
    ("value", "bound", "holds"),
    [
        (88.0, {"least": 88.0}, True),
        (87.9, {"least": 88.0}, False),
        (2.5, {"most": 2.5}, True),
        (2.6, {"most": 2.5}, False),
        (5.0, {"least": 1.0, "most": 4.0}, False),
        (2.0, {"least": 1.0, "most": 4.0}, True),
        (None, {"least": 0.0}, False),
        (float("nan"), {"least": 0.0}, False),
        (float("nan"), {"most": 9.0}, False),
    ],
)
def test_a_value_holds_at_its_bound_and_within_and_none_never_does(
    value: float | None, bound: dict[str, float], holds: bool
) -> None:
    assert bench._holds(value, bound) is holds


def test_the_gate_lets_a_result_at_its_floors_through(pass_gate: Callable[..., Result]) -> None:
    passed = pass_gate({"ud": {"ewt_las": {"least": 88}, "ratio": {"most": 3}}}, {"ewt_las": 88.0, "ratio": 3.0})
    assert passed.exit_code == 0
    assert passed.stdout.splitlines()[-1] == "gate: every floor holds"


def test_the_gate_refuses_a_lowered_result_and_tells_which_it_is(pass_gate: Callable[..., Result]) -> None:
    passed = pass_gate({"ud": {"ewt_las": {"least": 88}, "gum_las": {"least": 80}}}, {"ewt_las": 87.9, "gum_las": 81.0})
    assert passed.exit_code == 1
    assert passed.stdout.splitlines()[-1] == "gate: refused: ud.ewt_las is 87.9, at least 88"


def test_the_gate_refuses_a_result_above_its_ceiling(pass_gate: Callable[..., Result]) -> None:
    passed = pass_gate({"ud": {"chain_to_encoder": {"most": 1.7}}}, {"chain_to_encoder": 1.71})
    assert passed.exit_code == 1
    assert passed.stdout.splitlines()[-1] == "gate: refused: ud.chain_to_encoder is 1.71, at most 1.7"


def test_the_gate_refuses_a_metric_that_is_no_longer_measured(pass_gate: Callable[..., Result]) -> None:
    passed = pass_gate({"ud": {"ewt_las": {"least": 88}}}, {"las": 99.0})
    assert passed.exit_code == 1
    assert "ud.ewt_las is None" in passed.stdout


def test_the_gate_prints_what_it_measured(pass_gate: Callable[..., Result]) -> None:
    passed = pass_gate({"ud": {"ewt_las": {"least": 88}}}, {"ewt_las": 88.5})
    assert json.loads(passed.stdout.splitlines()[0])["metrics"] == {"ewt_las": 88.5}


def test_the_gate_is_skipped_with_a_reason_where_there_are_no_data(tmp_path: Path) -> None:
    passed = CliRunner().invoke(bench.main, ["gate", "--data", str(tmp_path / "nowhere")])
    assert passed.exit_code == 0
    assert passed.stdout == f"gate skipped: {tmp_path / 'nowhere'} is not there\n"


@pytest.mark.parametrize(
    ("floors", "told"),
    [
        ({"ud": {"ewt_las": {"lest": 88}}}, "ud.ewt_las"),
        ({"ud": {"ewt_las": {}}}, "ud.ewt_las"),
        ({"syntax": {"ewt_las": {"least": 88}}}, "no runner syntax"),
        ({"ud": {"articles_per_s": {"least": 10}}}, "ud.articles_per_s is by the clock"),
        ({"ud": {"cold_start_s": {"most": 2.5}}}, "ud.cold_start_s is by the clock"),
        ({"ud": {"page_p95_ms": {"most": 250}}}, "ud.page_p95_ms is by the clock"),
        ({"ud": {"lgl_articles_a_second": {"least": 200}}}, "ud.lgl_articles_a_second is by the clock"),
    ],
)
def test_floors_that_no_result_could_break_or_that_bind_the_machine_are_refused(
    pass_gate: Callable[..., Result], floors: Floors, told: str
) -> None:
    passed = pass_gate(floors, {"ewt_las": 99.0})
    assert passed.exit_code == 2
    assert told in passed.stderr


def test_no_shipped_floor_is_by_the_clock() -> None:
    assert bench.read_floors(bench.FLOORS)["speed"].keys() == {"chain_to_encoder", "largest_process_mb"}


def test_a_gate_without_floors_says_so(tmp_path: Path) -> None:
    with pytest.raises(CannotMeasure, match=r"floors\.json is not there"):
        bench.read_floors(tmp_path / "floors.json")


@pytest.mark.parametrize("name", [name for name in bench.RUNNERS if name not in bench.WITHOUT_DATA])
def test_a_runner_tells_in_one_line_what_its_folder_lacks(name: str, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    ran = CliRunner().invoke(bench.main, [name, "--data", str(tmp_path / "data")])
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr.startswith("benchmarks: ")
    assert str(tmp_path) in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_a_file_that_is_missing_within_a_set_is_told_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(data: Path) -> dict[str, Any]:
        (data / "text.txt").read_bytes()
        return {}

    monkeypatch.setitem(sys.modules, "benchmarks.ud", SimpleNamespace(run=run))
    with pytest.raises(CannotMeasure, match=r"text\.txt is not there"):
        bench.measure("ud", tmp_path)


def test_a_runner_takes_a_relative_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "benchmarks.ud", SimpleNamespace(run=lambda data: {"data": data}))
    assert bench.measure("ud", Path("data")) == {"data": tmp_path / "data"}


def test_the_hash_of_the_data_does_not_depend_on_where_they_lie(tmp_path: Path) -> None:
    for folder in ("a/x", "b/y"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "one.txt").write_text("1", encoding="utf-8")
    (tmp_path / "c.txt").write_text("3", encoding="utf-8")
    (tmp_path / "b" / "c.txt").write_text("3", encoding="utf-8")
    one = hash_of([tmp_path / "a", tmp_path / "c.txt"])
    assert hash_of([tmp_path / "b" / "c.txt", tmp_path / "b" / "y"]) == one
    (tmp_path / "c.txt").write_text("4", encoding="utf-8")
    assert hash_of([tmp_path / "a", tmp_path / "c.txt"]) != one


@pytest.mark.parametrize("name", bench.RUNNERS)
def test_every_runner_is_documented_with_its_command(name: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert f"\n### `{name}`\n\n`python -m benchmarks {name} --data DATA`" in page


TREES = """\
# newdoc id = first
# newpar
# sent_id = first-1
# text = They can't stay.
1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tca\tcan\tAUX\tMD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tstay\tstay\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4.1\tgone\tgo\tVERB\tVBN\t_\t_\t_\t4:conj\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = first-2
1\tWhy\twhy\tADV\tWRB\t_\t0\troot\t_\tSpaceAfter=No
2\t?\t?\tPUNCT\t.\t_\t1\tpunct\t_\t_

# newdoc id = second
# sent_id = second-1
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_
"""


def test_trees_hold_words_alone_and_heads_that_count_from_zero(tmp_path: Path) -> None:
    (tmp_path / "x.conllu").write_text(TREES + "\n", encoding="utf-8")
    tree = next(read_conllu(tmp_path / "x.conllu"))
    assert tree.words == ("They", "ca", "n't", "stay", ".")
    assert tree.heads == (3, 3, 3, -1, 3)
    assert (tree.upos[1], tree.xpos[1], tree.lemmas[1], tree.deprels[1]) == ("AUX", "MD", "can", "aux")


def test_white_space_follows_a_token_of_several_words_but_not_the_words_in_it(tmp_path: Path) -> None:
    (tmp_path / "x.conllu").write_text(TREES + "\n", encoding="utf-8")
    assert next(read_conllu(tmp_path / "x.conllu")).spaced == (True, False, True, False, True)


def test_a_document_begins_a_paragraph_and_the_next_sentence_goes_on_with_it(tmp_path: Path) -> None:
    (tmp_path / "x.conllu").write_text(TREES + "\n", encoding="utf-8")
    trees = list(read_conllu(tmp_path / "x.conllu"))
    assert [(tree.id, tree.document, tree.paragraph) for tree in trees] == [
        ("first-1", "first", True),
        ("first-2", "first", False),
        ("second-1", "second", True),
    ]


def test_a_last_sentence_without_an_empty_line_behind_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.conllu").write_text(TREES, encoding="utf-8")
    assert [tree.id for tree in read_conllu(tmp_path / "x.conllu")][-1] == "second-1"


def test_names_come_with_the_source_that_stands_above_their_sentence(tmp_path: Path) -> None:
    text = "# source = wiki\n# id = 1\nKyiv\tB-LOC\tx\nstood\tO\tx\n\n# source = tweets\n#\tO\tx\n\n\nOdesa\tB-LOC\tx"
    (tmp_path / "x.iob2").write_text(text, encoding="utf-8")
    assert list(read_iob2(tmp_path / "x.iob2")) == [
        ("wiki", ["Kyiv", "stood"], ["B-LOC", "O"]),
        ("tweets", ["#"], ["O"]),
        ("tweets", ["Odesa"], ["B-LOC"]),
    ]


def test_factuality_is_found_by_the_sentence_of_the_treebank_and_the_word(tmp_path: Path) -> None:
    said = {"factual": {"value": 1.2, "confidence": 0.9}}
    nodes = {"pred-3": {"factuality": said}, "pred-5": {"time": {}}}
    data = {"data": {"uds-1": nodes, "uds-2": {"pred-1": {"factuality": said}}}}
    (tmp_path / "uds_factuality.json").write_text(json.dumps(data), encoding="utf-8")
    (tmp_path / "uds_sentence_ids.json").write_text('{"uds-1": "weblog-7"}', encoding="utf-8")
    assert read_factuality(tmp_path) == {"weblog-7": {2: (1.2, 0.9)}}


def polnear(folder: Path, text: str, annotation: str, *, name: str = "a_1234") -> GoldDocument:
    """The one document of a part that is made of this text and its annotation."""
    for part in ("text", "attributions"):
        (folder / part).mkdir()
    (folder / "text" / f"{name.rsplit('_', 1)[0]}.txt").write_bytes(text.encode())
    (folder / "attributions" / f"{name}.ann").write_text(annotation, encoding="utf-8")
    (document,) = read_polnear(folder)
    return document


def as_written(document: GoldDocument, attribution: GoldAttribution) -> list[list[str]]:
    """The words of source, cue and content."""
    parts = (attribution.source, attribution.cue, attribution.content)
    return [[document.text[start:end] for start, end in spans] for spans in parts]


def test_an_attribution_joins_its_source_cue_and_content_without_the_marks_at_their_edges(tmp_path: Path) -> None:
    text = "“We left,” the mayor said."
    annotation = (
        "T1\tContent 0 10\tx\nT2\tSource 11 20\tx\nT3\tCue 21 25\tx\nE1\tAttribution:T9 Source:T2 Cue:T3 Content:T1\n"
    )
    document = polnear(tmp_path, text, annotation)
    assert [as_written(document, one) for one in document.attributions] == [[["the mayor"], ["said"], ["We left"]]]


def test_a_discontinuous_content_is_read_piece_by_piece_in_text_order(tmp_path: Path) -> None:
    text = "“We left,” he said, “at noon.”"
    annotation = "T1\tContent 20 30;0 10\tx\nT3\tCue 14 18\tx\nE1\tAttribution:T9 Cue:T3 Content:T1\n"
    document = polnear(tmp_path, text, annotation)
    assert as_written(document, document.attributions[0]) == [[], ["said"], ["We left", "at noon"]]


@pytest.mark.parametrize("gap", ["\n", "\r\n", " \n\n "])
def test_a_content_that_crosses_a_line_is_one_piece(tmp_path: Path, gap: str) -> None:
    text = f"He said they left{gap}at noon."
    second = 17 + len(gap)
    annotation = f"T1\tContent 8 17;{second} {second + 8}\tx\nT3\tCue 3 7\tx\nE1\tAttribution:T9 Cue:T3 Content:T1\n"
    document = polnear(tmp_path, text, annotation)
    assert as_written(document, document.attributions[0])[2] == [f"they left{gap}at noon"]


def test_a_second_content_of_an_attribution_is_content_too(tmp_path: Path) -> None:
    annotation = "T1\tContent 0 2\tx\nT2\tContent 3 5\tx\nE1\tAttribution:T9 Content:T1 Content2:T2 Topic:T1\n"
    document = polnear(tmp_path, "ab cd", annotation)
    assert as_written(document, document.attributions[0])[2] == ["ab", "cd"]


def test_a_text_with_two_annotators_comes_twice(tmp_path: Path) -> None:
    polnear(tmp_path, "He left.", "", name="some_text_1111")
    (tmp_path / "attributions" / "some_text_2222.ann").write_text("", encoding="utf-8")
    found = [(document.id, document.text) for document in read_polnear(tmp_path)]
    assert found == [("some_text_1111", "He left."), ("some_text_2222", "He left.")]


def test_a_span_of_marks_alone_is_left_as_it_is() -> None:
    assert trim("“…”", 0, 3) == (0, 3)
    assert trim(" (so) ", 0, 6) == (2, 4)


def test_benchmarks_of_time_run_alone_after_those_that_share_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    under_way, seen = list[str](), list[tuple[str, str]]()

    class Pool:
        def __init__(self, *_: object, **__: object) -> None: ...

        def __enter__(self) -> Self:
            under_way.append("pool")
            return self

        def __exit__(self, *_: object) -> None:
            under_way.remove("pool")

        def map(self, work: Callable[..., Any], names: Sequence[str], data: Iterable[Path]) -> list[Any]:
            return [work(name, path) for name, path in zip(names, data, strict=False)]

    def measured(name: str, _: Path) -> dict[str, Any]:
        seen.append((name, "beside others" if under_way else "alone"))
        return {"metrics": {}}

    monkeypatch.setattr(bench, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(bench, "measure", measured)
    names = [name for name, _ in bench._measure_all(["speed", "ud", "ner"], Path(), 2)]
    assert names == ["ud", "ner", "speed"]
    assert seen == [("ud", "beside others"), ("ner", "beside others"), ("speed", "alone")]
