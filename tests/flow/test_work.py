from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.base.errors import PackManifestError, PackMissingError
from sayso.base.settings import Settings
from sayso.flow import chain as stages
from sayso.flow.chain import (
    FAILED,
    Chain,
    TellingReport,
    claim_reports,
    describe_fault,
    load_chain,
    mark_reports,
    scene_reports,
)
from sayso.model import Article, Claim, DocumentScene, Dropped, Reading

DROPPED = Dropped(path="y.pdf", reason="binary", detail="PDF")


def mark(article: Article) -> Reading:
    return Reading(article=article, sentences=(), marks=(), maker="m@1#0")


def untold(reading: Reading) -> TellingReport:
    """Nobody asks for the report as a whole."""
    raise NotImplementedError


def use(monkeypatch: pytest.MonkeyPatch, documents: list[Article | Dropped], chain: Chain) -> None:
    def read(*_: Any) -> Iterator[Article | Dropped]:
        return iter(documents)

    monkeypatch.setattr(stages, "read_reports", read)
    monkeypatch.setattr(stages, "load_chain", lambda *_: chain)


def test_each_document_comes_with_its_claims_in_order(
    monkeypatch: pytest.MonkeyPatch, article: Article, claim: Claim
) -> None:
    use(monkeypatch, [article, DROPPED], Chain(mark=mark, tell=untold, claim=lambda _: (claim,)))
    assert list(claim_reports(["x.txt"], Settings())) == [(article, (claim,)), DROPPED]


def test_claims_below_the_least_confidence_are_left_out(
    monkeypatch: pytest.MonkeyPatch, article: Article, claim: Claim
) -> None:
    use(monkeypatch, [article], Chain(mark=mark, tell=untold, claim=lambda _: (claim, replace(claim, confidence=0.4))))
    assert list(claim_reports(["x.txt"], Settings(min_confidence=0.5))) == [(article, (claim,))]


def test_a_document_on_which_a_stage_breaks_down_is_dropped_with_the_fault(
    monkeypatch: pytest.MonkeyPatch, article: Article
) -> None:
    def claim(reading: Reading) -> tuple[Claim, ...]:
        raise KeyError("nsubj")

    use(monkeypatch, [article], Chain(mark=mark, tell=untold, claim=claim))
    (dropped,) = claim_reports(["x.txt"], Settings())
    assert isinstance(dropped, Dropped)
    assert (dropped.path, dropped.reason) == ("x.txt", FAILED)
    assert dropped.detail.startswith("KeyError: 'nsubj'")


def test_a_missing_pack_ends_the_run(monkeypatch: pytest.MonkeyPatch, article: Article) -> None:
    def claim(reading: Reading) -> tuple[Claim, ...]:
        raise PackMissingError("no codebook", hint="reinstall")

    use(monkeypatch, [article], Chain(mark=mark, tell=untold, claim=claim))
    with pytest.raises(PackMissingError):
        list(claim_reports(["x.txt"], Settings()))


def test_the_marks_of_a_document_come_as_a_line(monkeypatch: pytest.MonkeyPatch, article: Article) -> None:
    use(monkeypatch, [article], Chain(mark=mark, tell=untold, claim=lambda _: ()))
    ((_, line),) = (worked for worked in mark_reports(["x.txt"], Settings()) if not isinstance(worked, Dropped))
    assert line.startswith('{"article":{"id":"a-1"')


def test_processes_keep_the_order_of_what_they_were_given(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [replace(DROPPED, path=str(number)) for number in range(3 * stages.CHUNK + 1)]
    monkeypatch.setattr(stages, "read_reports", lambda *_: iter(documents))
    assert list(claim_reports(["x"], Settings(jobs=2))) == documents


def test_a_fault_is_told_in_one_line_with_its_place_in_sayso() -> None:
    with pytest.raises(AttributeError) as raised:
        stages.claim_reading(None, None)  # type: ignore[arg-type]
    told = describe_fault(raised.value)
    assert told.startswith("AttributeError: ")
    assert "(flow/chain.py:" in told


def test_a_load_that_fails_leaves_the_garbage_collector_on(tmp_path: Path) -> None:
    (tmp_path / "model-en").mkdir()
    (tmp_path / "model-en" / "manifest.toml").write_text("name = 1", encoding="utf-8")
    with pytest.raises(PackManifestError):
        load_chain(str(tmp_path))
    assert gc.isenabled()


def test_a_report_as_a_whole_comes_with_its_claims(
    monkeypatch: pytest.MonkeyPatch, article: Article, claim: Claim
) -> None:
    scene = DocumentScene(article=article.head, participants=(), beats=())
    use(monkeypatch, [article, DROPPED], Chain(mark=mark, tell=lambda _: ((claim,), scene), claim=lambda _: ()))
    assert list(scene_reports(["x"], Settings())) == [(article, ((claim,), scene)), DROPPED]
