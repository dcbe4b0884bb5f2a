"""The runner of speed: the chain is set against the encoder over the same windows, in turns."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks import speed
from sayso.model import Article, Block


class Clock:
    """Processor seconds that pass only when somebody works."""

    def __init__(self) -> None:
        self.now = 0.0
        self.worked = list[tuple[str, str]]()

    def work(self, seconds: float, who: str, on: str) -> None:
        self.now += seconds
        self.worked.append((who, on))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Marking takes 2 seconds, claiming 1, the encoder alone 2; to cut words takes 5, which nobody counts."""
    clock = Clock()

    def mark(article: Article) -> Article:
        clock.work(2, "chain", article.id)
        return article

    def cut(article: Article) -> str:
        clock.work(5, "cutting", article.id)
        return article.id

    chain = SimpleNamespace(mark=mark, claim=lambda article: clock.work(1, "chain", article.id))
    bare = SimpleNamespace(read=lambda pieces: clock.work(2, "encoder", pieces))
    monkeypatch.setattr(speed, "process_time", lambda: clock.now)
    monkeypatch.setattr(speed, "load_chain", lambda: chain)
    monkeypatch.setattr(speed, "encoder", lambda: bare)
    monkeypatch.setattr(speed, "_pieces_of", cut)
    return clock


@pytest.fixture
def texts(tmp_path: Path) -> list[Path]:
    """Two reports."""
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path in paths:
        path.write_text(f"Troops left Kyiv, said {path.stem}, and they did not come back to the city.\n", "utf-8")
    return paths


def test_the_chain_is_counted_in_times_of_the_encoder(clock: Clock, texts: list[Path]) -> None:
    metrics = speed.set_against_encoder(texts)
    assert metrics == {"chain_to_encoder": 1.5, "chain_article_ms": 3000.0, "encoder_article_ms": 2000.0}


def test_chain_and_encoder_take_turns_article_by_article(clock: Clock, texts: list[Path]) -> None:
    assert speed._time_round(texts) == (6.0, 4.0)
    assert [who for who, _ in clock.worked] == ["chain", "chain", "cutting", "encoder"] * 2
    assert len({on for _, on in clock.worked[:4]}) == 1
    assert len({on for _, on in clock.worked}) == 2


def test_a_round_that_was_disturbed_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = iter([(30.0, 10.0), (3.0, 2.0), (3.2, 2.0), (3.1, 2.0), (2.0, 2.0)])
    monkeypatch.setattr(speed, "_time_round", lambda texts: next(rounds))
    assert speed.set_against_encoder([Path("a.txt")])["chain_to_encoder"] == pytest.approx(1.55)


def test_a_text_that_is_dropped_stops_the_run(clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    with pytest.raises(RuntimeError, match=r"empty\.txt was dropped"):
        speed._time_round([tmp_path / "empty.txt"])


def test_the_encoder_gets_the_words_and_blocks_of_the_report_without_its_furniture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    got = list[tuple[list[str], list[bool]]]()
    pieces = SimpleNamespace(cut=lambda words, begins: got.append((words, begins)))
    monkeypatch.setattr(speed, "encoder", lambda: SimpleNamespace(pieces=pieces))
    blocks = (
        Block(kind="title", start=0, end=9), Block(kind="paragraph", start=10, end=20),
        Block(kind="furniture", start=21, end=29),
    )  # fmt: skip
    speed._pieces_of(Article(id="a-1", text="Kyiv held\nThey left.\nRead on.", blocks=blocks, sha256=""))
    assert got == [(["Kyiv", "held", "They", "left", "."], [True, False, True, False, False])]
