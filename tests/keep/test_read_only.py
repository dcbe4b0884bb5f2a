"""A ledger opened for reading answers everything and writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from sayso.base.errors import LedgerError, LedgerMissingError, LedgerReadOnlyError
from sayso.keep import Filter, Ledger, Verdict, open_ledger
from sayso.keep.store.migrate import run_migrations, stored_version
from sayso.keep.tables.opening import WRITING, is_server, open_engine
from sayso.keep.views.queues import Queues
from sayso.keep.views.tallies import Tallies
from sayso.model import Control, ControlPlace
from tests.keep.made import add, incident, make_article

HIRSKE = ControlPlace(name="Hirske", geonameid=707308, latitude=48.75, longitude=38.49, country="UA", admin1="Luhansk")


@pytest.fixture
def filled(location: str) -> str:
    """Where a ledger is that holds something of everything, closed."""
    with open_ledger(location) as ledger:
        claims = [claim for number in range(3) for claim in add(ledger, make_article(number)).come]
        run = Control(
            place=HIRSKE, holder="RUS", from_day=date(2022, 6, 2), to_day=None, standing="claimed",
            said_by=("UKR",), claims=(claims[0],), rule="gain",
        )  # fmt: skip
        ledger.put_incidents((), [incident(id="i-1", claims=tuple(claims[:2]))], {})
        ledger.put_control(["n:707308"], [run])
        ledger.judge(Verdict(kind="reject", claims=(claims[3],), reviewer="Ann"))
        ledger.judge(Verdict(kind="same", claims=tuple(claims[:2]), reviewer="Ann"))
    return location


@pytest.fixture
def reader(filled: str) -> Iterator[Ledger]:
    with open_ledger(filled, create=False, read_only=True, wait=5) as ledger:
        yield ledger


def files(location: str) -> dict[str, bytes]:
    """The files of the ledger's folder with all that they hold; none of a server's."""
    folder = Path(location).parent
    return {} if is_server(location) else {path.name: path.read_bytes() for path in folder.iterdir()}


def answers(ledger: Ledger) -> list[object]:
    """What a ledger answers to all that can be asked of it."""
    hirske = Filter(place=("Hirske",))
    first = next(iter(ledger.claims(order="article"))).claim.id
    return [
        ledger.claims(), ledger.claims(hirske, order="confidence"), ledger.claim(first), ledger.articles(hirske),
        ledger.article(next(iter(ledger.articles())).article.id), ledger.sources(), ledger.search("army"),
        ledger.search('"occupied Hirske"', kinds=["claim"]), ledger.incidents(), ledger.incidents(hirske),
        ledger.incident("i-1"), ledger.incidents_with([first]), ledger.control(), ledger.control(hirske),
        ledger.control(on=date(2022, 6, 3)), ledger.judgements(), ledger.judgements(first), ledger.orphans(),
        ledger.constraints(), ledger.unweighed(), ledger.makers(), ledger.signatures(), ledger.facts(),
        ledger.counts(), ledger.check(), list(ledger.current_claims(keys=["strike|706448"])),
        Tallies(ledger).places(Filter(), limit=9), Queues(ledger).pair_history((first, first)),
    ]  # fmt: skip


def test_what_is_asked_for_is_answered(reader: Ledger) -> None:
    assert [reader.claims().total, reader.incidents().total, reader.control().total] == [9, 1, 1]
    assert reader.control(on=date(2022, 6, 1)).total == 0
    assert reader.search("army", kinds=["claim"]).total == 9
    assert reader.counts()["judgements"] == 2


def test_a_reader_is_told_all_that_a_writer_is(filled: str) -> None:
    with open_ledger(filled) as writer:
        expected = answers(writer)
    with open_ledger(filled, read_only=True) as reader:
        assert answers(reader) == expected


def test_reading_leaves_every_byte_and_no_file_behind(filled: str) -> None:
    before = files(filled)
    with open_ledger(filled, create=False, read_only=True) as ledger:
        answers(ledger)
    assert files(filled) == before


WRITES: list[Callable[[Ledger], object]] = [
    lambda ledger: add(ledger, make_article(9)),
    lambda ledger: ledger.judge(Verdict(kind="accept", claims=ledger.judgements()[0].claims, reviewer="Ann")),
    lambda ledger: ledger.put_incidents(["i-1"], (), {}),
    lambda ledger: ledger.put_control(["n:707308"], ()),
    lambda ledger: ledger.keep_fact("seen", 1),
    lambda ledger: ledger.begin_run(maker="reader@1", packs=()),
    lambda ledger: ledger.vacuum(),
    lambda ledger: ledger.analyse(),
]


@pytest.mark.parametrize("write", WRITES)
def test_whatever_would_write_is_refused_and_changes_nothing(filled: str, write: Callable[[Ledger], object]) -> None:
    before = files(filled)
    with open_ledger(filled, read_only=True) as ledger:
        expected = ledger.counts()
        with pytest.raises(LedgerReadOnlyError):
            write(ledger)
        assert ledger.counts() == expected
    assert files(filled) == before


def test_the_database_itself_refuses_what_gets_past_the_ledger(reader: Ledger) -> None:
    with pytest.raises(LedgerError, match=r"read-?only"), reader.reading() as connection:
        connection.execute(text("DELETE FROM facts"))
    assert reader.check() == ()


def test_a_reader_sees_what_a_writer_adds_meanwhile_and_leaves_it_to_write_on(filled: str) -> None:
    with open_ledger(filled) as writer:
        with open_ledger(filled, read_only=True) as reader:
            add(writer, make_article(5))
            assert reader.claims().total == 12
        add(writer, make_article(6))
    with open_ledger(filled, read_only=True) as reader:
        assert reader.claims().total == 15
        assert reader.check() == ()


def test_a_backup_is_made_of_a_ledger_opened_for_reading(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with open_ledger(path) as ledger:
        add(ledger, make_article(1))
    with open_ledger(path, read_only=True) as ledger:
        ledger.backup(tmp_path / "copy.db")
    with open_ledger(tmp_path / "copy.db", read_only=True) as copy:
        assert copy.claims().total == 3


def test_a_ledger_of_an_older_schema_is_left_as_it_is_with_what_to_do(location: str) -> None:
    engine = open_engine(location, create=True, read_only=False, wait=5)
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        run_migrations(connection, "0004")
    engine.dispose()
    before = files(location)
    with pytest.raises(LedgerReadOnlyError, match="its schema is 0004, older") as raised:
        open_ledger(location, create=False, read_only=True)
    assert raised.value.hint == "open it once for writing: sayso doctor --ledger FILE"
    assert files(location) == before
    with open_ledger(location):
        pass
    with open_ledger(location, read_only=True) as ledger, ledger.reading() as connection:
        assert stored_version(connection) != "0004"


def test_a_file_or_database_with_nothing_in_it_is_no_ledger_to_read(location: str) -> None:
    if not is_server(location):
        Path(location).touch()
    before = files(location)
    with pytest.raises(LedgerMissingError, match="no ledger in it yet"):
        open_ledger(location, create=False, read_only=True)
    assert files(location) == before


def test_a_ledger_that_is_not_there_is_not_made_for_reading(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissingError):
        open_ledger(tmp_path / "ledger.db", read_only=True)
    assert list(tmp_path.iterdir()) == []
