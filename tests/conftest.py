"""What all tests share: no sockets, one article and one claim written out by hand, and a way to run the command."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from pytest_socket import disable_socket

from sayso.model import Actor, Article, ArticleHead, Block, Claim, Count, Place, Source, Span, When


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


def pytest_runtest_setup() -> None:
    disable_socket(allow_unix_socket=True)


@pytest.fixture
def sayso(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Runs `sayso` with these arguments in this process."""

    def run(*arguments: str, stdin: bytes = b"") -> Ran:
        from sayso.cli import main

        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Ran(left.value.code if isinstance(left.value.code, int) else 0, out, err)

    return run


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the environment in which the tests run nor what its user has added changes what is tested."""
    import os

    for name in [name for name in os.environ if name.startswith("SAYSO_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data-home"))


@pytest.fixture
def article() -> Article:
    text = "Town falls\n\nRussian troops occupied Hirske yesterday, a city leader said."
    blocks = (Block(kind="title", start=0, end=10), Block(kind="paragraph", start=12, end=len(text)))
    return Article(
        id="a-1",
        text=text,
        blocks=blocks,
        sha256="00",
        path="x.txt",
        title="Town falls",
        outlet="The Bulletin",
        published=date(2022, 6, 25),
    )


@pytest.fixture
def claim() -> Claim:
    sentence = "Russian troops occupied Hirske yesterday, a city leader said."
    return Claim(
        id="c-7f3k9m2q",
        article=ArticleHead(
            id="a-1", path="x.txt", title="Town falls", outlet="The Bulletin", url=None, published=date(2022, 6, 25)
        ),
        event="territory.captured",
        trigger=Span(text="occupied", start=27, end=35),
        actors=(
            Actor(text="Russian troops", start=12, end=26, name="Russian armed forces", party="RUS", sector="MIL"),
        ),
        targets=(),
        places=(
            Place(
                text="Hirske",
                start=36,
                end=42,
                name="Hirske",
                geonameid=707308,
                latitude=48.75,
                longitude=38.49,
                country="UA",
                admin1="Luhansk",
                kind="settlement",
                precision="exact",
                score=0.93,
            ),
        ),
        when=When(
            text="yesterday",
            start=43,
            end=52,
            from_day=date(2022, 6, 24),
            to_day=date(2022, 6, 24),
            precision="day",
            basis="relative",
        ),
        counts=(Count(text="up to 2,000 troops", start=0, end=18, of="troops", low=None, high=2000),),
        status="happened",
        status_cue=None,
        sources=(
            Source(
                text="a city leader",
                start=54,
                end=67,
                name="city leader",
                role="city leader",
                kind="anonymous",
                party="UKR",
                sector="GOV",
                cue="said",
            ),
        ),
        quote=None,
        sentence=Span(text=sentence, start=12, end=12 + len(sentence)),
        confidence=0.81,
        maker="sayso-en@0.1.0#1a2b3c4d",
    )


@pytest.fixture
def pack_folder(tmp_path: Path) -> Path:
    """A sealed pack `tiny` in a folder of packs; what comes back is the pack's own folder."""
    from sayso.packs.pack import seal_pack

    folder = tmp_path / "packs" / "tiny"
    (folder / "more").mkdir(parents=True)
    said = {
        "name": "tiny",
        "version": "1.0",
        "source": "by hand",
        "licence": "CC0-1.0",
        "built_by": "a test",
        "date": "x",
    }
    head = "".join(f'{key} = "{value}"\n' for key, value in said.items())
    (folder / "manifest.toml").write_text(head, encoding="utf-8")
    (folder / "words.yaml").write_text("on: preposition\nwords:\n  - no\n  - yes\n", encoding="utf-8")
    (folder / "more" / "text.txt").write_text("Сєвєродонецьк\n", encoding="utf-8")
    seal_pack(folder)
    return folder
