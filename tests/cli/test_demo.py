from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sayso.flow import chain as stages
from sayso.flow.chain import Chain, TellingReport
from sayso.model import Claim, Reading
from sayso.packs.pack import load_pack


@pytest.fixture(autouse=True)
def _chain(monkeypatch: pytest.MonkeyPatch, claim: Claim) -> None:
    def mark(article: Any) -> Reading:
        return Reading(article=article, sentences=(), marks=(), maker="m@1#0")

    def untold(reading: Reading) -> TellingReport:
        raise NotImplementedError

    chain = Chain(mark=mark, tell=untold, claim=lambda _: (claim,))
    monkeypatch.setattr(stages, "load_chain", lambda *_: chain)
    monkeypatch.setenv("COLUMNS", "160")


def test_the_demo_prints_a_table_of_every_bulletin(sayso: Callable[..., Any]) -> None:
    ran = sayso("demo", "--no-serve")
    bulletins = [name for name in load_pack("bulletins").files if name.startswith("reports/")]
    assert ran.code == 0
    assert [name for name in bulletins if f" · {name.removeprefix('reports/')}" not in ran.out] == []
    assert ran.out.count("territory.captured") == len(bulletins) >= 10


def test_the_demo_prints_json_lines_if_asked_for(sayso: Callable[..., Any]) -> None:
    assert sayso("demo", "--format", "jsonl").out.startswith('{"id":"c-')
