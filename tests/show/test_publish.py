"""A copy of a ledger as files: complete, linked among themselves, and safe."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.keep import open_ledger
from sayso.model import Article, Claim

Run = Callable[..., Any]


@pytest.fixture
def ledger(tmp_path: Path, article: Article, claim: Claim) -> Path:
    """A ledger of one article with two claims of two towns, one of which has a script for its name."""
    evil = replace(claim.places[0], name="<script>alert(1)</script>", geonameid=1, text="there")
    other = replace(claim, id="c-other", places=(evil,), trigger=replace(claim.trigger, start=1, end=2))
    file = tmp_path / "ledger.db"
    with open_ledger(file) as opened:
        opened.add_article(article, [claim, other], maker="m@1#0", block_keys=lambda _: ())
    return file


def test_a_copy_holds_a_page_for_every_place_and_the_data_of_the_first_page(
    sayso: Run, ledger: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    ran = sayso("publish", folder, "--ledger", ledger)
    assert (ran.code, "2 claims, 2 places" in ran.err) == (0, True)
    assert json.loads((folder / "claims.json").read_text())["total"] == 2
    assert {path.name for path in (folder / "places").iterdir()} == {"g-707308.html", "g-1.html"}


def test_only_what_the_filter_finds_is_in_the_copy(sayso: Run, ledger: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    sayso("publish", folder, "--ledger", ledger, "--place", "Hirske")
    assert json.loads((folder / "claims.json").read_text())["total"] == 1


def test_every_link_of_a_copy_leads_to_a_file_of_it(sayso: Run, ledger: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    sayso("publish", folder, "--ledger", ledger)
    pages = list(folder.rglob("*.html"))
    assert len(pages) > 3
    for page in pages:
        for address in re.findall(r'(?:href|src)="([^"#?]+)', page.read_text(encoding="utf-8")):
            lies_there = (page.parent / address).exists() or "/libs/" in address
            assert lies_there, f"{page.name}: {address}"


def test_a_script_in_a_name_stays_text(sayso: Run, ledger: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    sayso("publish", folder, "--ledger", ledger)
    assert not any("<script>alert" in page.read_text(encoding="utf-8") for page in folder.rglob("*.html"))


def test_a_folder_that_is_not_empty_is_left_alone(sayso: Run, ledger: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    ran = sayso("publish", folder, "--ledger", ledger)
    assert (ran.code, [path.name for path in folder.iterdir()]) == (2, ["notes.txt"])
