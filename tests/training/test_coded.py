"""The documents that were coded for this project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import training.coded
from sayso.packs.codebook import load_codebook
from sayso.packs.pack import load_pack
from training.coded import CLAIMS, OWN, PASSAGES, documents

LINES = [json.loads(line) for line in CLAIMS.read_text(encoding="utf-8").splitlines()]
WRITTEN = [line for line in LINES if (OWN / f"{line['doc']}.txt").exists()]


def test_each_document_has_its_text_here_or_is_told_by_its_passage() -> None:
    passages = json.loads(PASSAGES.read_text(encoding="utf-8"))
    written = {path.stem for path in OWN.iterdir()}
    assert {line["doc"] for line in LINES} == passages.keys() | written
    assert len(LINES) == 62


@pytest.mark.parametrize("line", WRITTEN, ids=lambda line: line["doc"])
def test_the_triggers_stand_where_the_claims_are_said_to_stand(line: dict[str, object]) -> None:
    text = (OWN / f"{line['doc']}.txt").read_text(encoding="utf-8")
    claims: list[dict[str, object]] = line["claims"]  # type: ignore[assignment]
    assert [claim["trigger"] for claim in claims if claim["trigger"] not in text[slice(*claim["at"])]] == []  # type: ignore[misc, operator]


def test_all_types_are_of_the_codebook() -> None:
    types = load_codebook(load_pack("codebook")).types
    assert {event for line in LINES for claim in line["claims"] for event in claim["event"]} <= types.keys()


def test_a_text_that_has_changed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = {"doc": "new", "claims": [{"at": [0, 6], "trigger": "killed"}]}
    (tmp_path / "claims.jsonl").write_text(json.dumps(line), encoding="utf-8")
    (tmp_path / "passages.json").write_text("{}", encoding="utf-8")
    (tmp_path / "new.txt").write_text("Nine were killed.", encoding="utf-8")
    for name, path in (("CLAIMS", "claims.jsonl"), ("PASSAGES", "passages.json"), ("OWN", "")):
        monkeypatch.setattr(training.coded, name, tmp_path / path)
    with pytest.raises(ValueError, match="killed"):
        list(documents(tmp_path))
