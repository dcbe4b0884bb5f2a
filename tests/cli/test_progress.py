from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.base.errors import NothingReadError
from sayso.cli.progress import NAMED, Tally
from sayso.model import Article, Dropped

DROPPED = Dropped(path="y.pdf", reason="binary", detail="PDF")


def test_the_count_tells_what_was_read_and_what_was_dropped_by_reason(article: Article) -> None:
    tally = Tally(noun="claim")
    tally.add((article, ("one", "two")))
    tally.add(DROPPED)
    assert tally.line.startswith("2 claims from 1 document in ")
    assert tally.line.endswith("; dropped 1: binary 1")


def test_tables_that_were_not_read_are_told_of_each_document_and_together(
    article: Article, capsys: pytest.CaptureFixture[str]
) -> None:
    tally = Tally(noun="claim")
    tally.add((replace(article, unread_tables=(7, 28)), ()))
    tally.add(DROPPED)
    assert capsys.readouterr().err.startswith("not read in x.txt: 2 tables of 35 rows\n")
    assert tally.line.endswith("; not read: 2 tables of 35 rows; dropped 1: binary 1")


def test_a_dropped_document_is_named_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    Tally().add(DROPPED)
    assert capsys.readouterr().err == "dropped y.pdf: binary — PDF\n"


def test_an_archive_full_of_dropped_documents_does_not_flood_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    tally = Tally()
    for _ in range(NAMED + 5):
        tally.add(DROPPED)
    assert capsys.readouterr().err.count("\n") == NAMED
    assert f"dropped {NAMED + 5}: binary {NAMED + 5}" in tally.line


def test_a_run_that_read_nothing_is_an_error() -> None:
    tally = Tally()
    tally.add(DROPPED)
    with pytest.raises(NothingReadError, match="see the reasons above"):
        tally.close()


def test_a_run_that_read_something_is_none(article: Article, capsys: pytest.CaptureFixture[str]) -> None:
    tally = Tally()
    tally.add((article, ()))
    tally.close()
    assert capsys.readouterr().err.startswith("1 document in ")
