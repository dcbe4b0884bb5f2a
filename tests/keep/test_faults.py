"""A killed run, a full disk, a locked ledger, two writers: a clear error, and a sound ledger."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

import sayso
from sayso.base.errors import LedgerFullError, LedgerLockedError, LedgerServerError
from sayso.keep import Ledger, open_ledger
from sayso.keep.tables.engine_errors import told_fault
from tests.keep.made import add, make_article
from tests.keep.nursery import ARTICLES

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def nursery(location: str) -> Iterator[subprocess.Popen[str]]:
    """A process that forks others which add articles to the location."""
    paths = os.pathsep.join([str(Path(sayso.__file__).parent.parent), str(ROOT)])
    command = [sys.executable, "-m", "tests.keep.nursery", location]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": paths},
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def say(process: subprocess.Popen[str], line: object) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def heard(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def kill_after(process: subprocess.Popen[str], first: int, articles: int, seconds: float) -> list[str]:
    """Ids of the articles that a fresh process said it had added before it was killed."""
    say(process, first)
    child = int(heard(process))
    said = [heard(process) for _ in range(articles)]
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    while (line := heard(process)) != "ended":
        said.append(line)
    return said


def test_a_run_killed_ten_times_leaves_whole_articles_and_the_next_completes_it(
    location: str, nursery: subprocess.Popen[str]
) -> None:
    chance, promised = random.Random(7), set[str]()
    open_ledger(location).close()
    for turn in range(10):
        promised.update(kill_after(nursery, turn * 2, chance.randint(0, 2), chance.random() * 0.05))
        with open_ledger(location) as ledger:
            kept = ledger.articles(limit=ARTICLES)
            assert promised <= {one.article.id for one in kept}
            assert {one.claims for one in kept} <= {3}
            assert ledger.counts()["claims"] == 3 * kept.total
            assert ledger.check() == ()
    say(nursery, 0)
    while heard(nursery) != "ended":
        pass
    with open_ledger(location) as ledger:
        assert ledger.articles().total == ARTICLES
        assert ledger.claims().total == 3 * ARTICLES
        assert ledger.check() == ()


def test_a_full_disk_is_told_and_the_ledger_holds_what_it_held(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db") as ledger:
        add(ledger, make_article(0))
        limit = _pages(ledger) + 3
        event.listen(ledger._engine, "connect", lambda raw, _: raw.execute(f"PRAGMA max_page_count = {limit}"))
        ledger._engine.dispose()
        with pytest.raises(LedgerFullError, match="disk is full"):
            _add_until_full(ledger)
        whole = ledger.articles().total
        assert ledger.claims().total == 3 * whole
        assert ledger.check() == ()
    with open_ledger(tmp_path / "ledger.db") as ledger:
        add(ledger, make_article(900))
        assert ledger.articles().total == whole + 1


def _pages(ledger: Ledger) -> int:
    with ledger.reading() as connection:
        return int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())


def _add_until_full(ledger: Ledger) -> None:
    for number in range(1, 200):
        add(ledger, make_article(number))


def test_a_servers_full_disk_is_told_as_one() -> None:
    error = OperationalError("INSERT", None, psycopg.errors.DiskFull("could not extend file: No space left on device"))
    assert isinstance(told_fault(error, "postgresql://x"), LedgerFullError)


def test_a_ledger_that_another_holds_is_told_and_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with open_ledger(path, wait=0.05) as ledger:
        add(ledger, make_article(0))
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(LedgerLockedError, match="another program is writing"):
                add(ledger, make_article(1))
            assert ledger.articles().total == 1
            other.execute("ROLLBACK")
        add(ledger, make_article(1))
        assert ledger.check() == ()


def test_a_database_that_another_holds_is_told_and_unchanged(new_database: object) -> None:
    address = new_database()  # type: ignore[operator]
    with open_ledger(address) as holder, open_ledger(address, wait=0.05) as ledger:
        with holder.transaction(), pytest.raises(LedgerLockedError, match="another program is writing"):
            add(ledger, make_article(1))
        add(ledger, make_article(1))
        assert ledger.articles().total == 1


def test_two_writers_at_once_both_succeed(ledger: Ledger) -> None:
    faults: list[BaseException] = []

    def write(numbers: range) -> None:
        try:
            for number in numbers:
                add(ledger, make_article(number))
        except BaseException as error:
            faults.append(error)

    writers = [threading.Thread(target=write, args=(range(start, 20, 2),)) for start in (0, 1)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert faults == []
    assert ledger.articles().total == 20
    assert ledger.claims().total == 60
    assert ledger.check() == ()


def test_a_missing_server_is_told(tmp_path: Path) -> None:
    with pytest.raises(LedgerServerError, match="does not answer"):
        open_ledger(f"postgresql://sayso:secret@/none?host={tmp_path}")


def test_a_missing_database_is_told(server: str) -> None:
    with pytest.raises(LedgerServerError, match="does not answer, or does not let one in"):
        open_ledger(server.format(name="nowhere"))


def test_an_error_never_shows_the_password(tmp_path: Path) -> None:
    with pytest.raises(LedgerServerError) as told:
        open_ledger(f"postgresql://sayso:secret@/none?host={tmp_path}")
    assert "secret" not in str(told.value)
