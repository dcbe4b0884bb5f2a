"""What can be opened as a ledger, what is refused, and how an older one is brought up to date."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, MetaData, Table, create_engine, inspect, select, text, update

from sayso.base.errors import (
    LedgerError,
    LedgerFormatError,
    LedgerMissingError,
    LedgerNewerError,
    LedgerReadOnlyError,
    UsageError,
)
from sayso.keep import Filter, Ledger, Verdict, open_ledger
from sayso.keep.store.migrate import HEAD, bring_up_to_date, run_migrations, stored_version
from sayso.keep.tables import schema
from sayso.keep.tables.columns import metadata
from sayso.keep.tables.opening import WRITING, open_engine
from sayso.keep.views.tallies import Tallies
from tests.keep.made import MAKER, add, block_keys, incident, make_article, make_claims


@contextmanager
def writing(location: str) -> Iterator[Connection]:
    """A connection to the location, whatever is there."""
    engine = open_engine(location, create=True, read_only=False, wait=5)
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        yield connection
    engine.dispose()


def test_a_new_ledger_has_the_schema_of_this_sayso(location: str) -> None:
    with open_ledger(location) as ledger, ledger.reading() as connection:
        assert stored_version(connection) == HEAD
        assert set(metadata.tables) <= set(inspect(connection).get_table_names())


def test_the_migrations_make_what_the_schema_says(location: str) -> None:
    with open_ledger(location) as ledger, ledger.reading() as connection:
        options = {"include_name": lambda name, *_: not (name or "").startswith("fts_"), "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_an_older_ledger_is_migrated_with_what_it_holds(location: str) -> None:
    with writing(location) as connection:
        run_migrations(connection, "0001")
        connection.execute(text("INSERT INTO facts (name, value) VALUES ('kept', '1')"))
    with open_ledger(location) as ledger:
        assert ledger.facts() == {"kept": 1}
        add(ledger, make_article(1))
        assert ledger.check() == ()


def test_the_claims_of_an_older_ledger_are_found_by_filters_once_it_is_migrated(location: str, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "now.db") as now:
        for number in range(3):
            add(now, make_article(number))
        claims = tuple(kept.claim.id for kept in now.claims(order="article"))
        now.put_incidents((), [incident(id="i-1", claims=claims[:2])], {})
        now.judge(Verdict(kind="reject", claims=(claims[3],), reviewer="Ann"))
        with now.reading() as here, writing(location) as there:
            run_migrations(there, "0004")
            _copy_tables(here, there)
    with open_ledger(location) as ledger:
        assert ledger.check() == ()
        assert ledger.claims(Filter(place=("Hirske",), event=("territory",))).total == 2
        assert ledger.claims(Filter(review=("rejected",))).items[0].claim.id == claims[3]
        assert [one.id for one in ledger.incidents(Filter(place=("Hirske",)))] == ["i-1"]
        assert sorted((one.name, one.claims) for one in ledger.sources()) == [(f"officer {n}", 3) for n in range(3)]
        assert {(one.name, one.claims) for one in Tallies(ledger).places(Filter(), limit=9)} == {
            ("Hirske", 3), ("Kupiansk", 3), ("Kherson", 3),
        }  # fmt: skip


def test_sites_of_an_older_ledger_are_found_by_name_and_position_once_it_is_migrated(location: str) -> None:
    with open_ledger(location) as ledger:
        article = make_article(1)
        (claim, *_) = make_claims(article)
        site = replace(claim.places[0], geonameid=None, name="Gull Island", latitude=45.255, longitude=30.204)
        ledger.add_article(article, [replace(claim, places=(site,))], maker=MAKER, block_keys=block_keys)
        ledger.put_control(ledger.unweighed().places, ())
    with writing(location) as connection:
        _forget_bases(connection)
        connection.execute(text("DROP TABLE tellings"))
        connection.execute(text("UPDATE claim_places SET key = 't:it'"))
        connection.execute(text("DROP TABLE claim_links"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0005'"))
    with open_ledger(location) as ledger:
        key = "p:gull island@45.255,30.204"
        assert ledger.check() == ()
        assert ledger.unweighed().places == (key,)
        assert [found.id for found, _ in ledger.current_claims(places=[key])] == [claim.id]


def _copy_tables(here: Connection, there: Connection) -> None:
    """Brings the rows of all tables that an older schema has as well into it."""
    older = set(inspect(there).get_table_names())
    for table in metadata.sorted_tables:
        rows = [dict(row) for row in here.execute(select(table)).mappings()]
        if table.name in older and rows:
            columns = {column["name"] for column in inspect(there).get_columns(table.name)}
            there.execute(Table(table.name, MetaData(), autoload_with=there).insert(), [
                {name: value for name, value in row.items() if name in columns} for row in rows
            ])  # fmt: skip


def _forget_bases(connection: Connection) -> None:
    """Takes a ledger back to a schema that did not tell how fillers came to their claims."""
    connection.execute(text("DROP VIEW claims_flat"))
    for table, column in (
        ("claim_places", "basis"), ("claim_actors", "basis"), ("claim_actors", "rule"), ("claim_actors", "given"),
        ("claim_actors", "given_start"), ("claim_actors", "given_end"),
    ):  # fmt: skip
        connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
    for line in connection.execute(select(schema.claim_lines.c.claim, schema.claim_lines.c.line)).all():
        plain = json.loads(line.line)
        for part in (*plain["actors"], *plain["targets"], *plain["places"]):
            del part["basis"]
        former = update(schema.claim_lines).where(schema.claim_lines.c.claim == line.claim)
        connection.execute(former.values(line=json.dumps(plain)))


def test_fillers_of_an_older_ledger_are_carried_where_they_stand_outside_the_sentence(location: str) -> None:
    with open_ledger(location) as ledger:
        article = make_article(1)
        first, second, *_ = make_claims(article)
        far = replace(second, places=(*second.places, *first.places), targets=first.actors)
        ledger.add_article(article, [first, far], maker=MAKER, block_keys=block_keys)
        ledger.put_incidents((), [incident(id="i-1", claims=(first.id,)), incident(id="i-2", claims=(far.id,))], {})
        ledger.put_control(ledger.unweighed().places, ())
    with writing(location) as connection:
        _forget_bases(connection)
        connection.execute(text("DELETE FROM unweighed"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0009'"))
    with open_ledger(location) as ledger:
        assert ledger.check() == ()
        assert ledger.unweighed().incidents == ("i-2",)
        kept = {found.claim.id: found.claim for found in ledger.claims()}
        assert [place.basis for place in kept[first.id].places] == ["stated"]
        assert [part.basis for part in kept[far.id].places] == ["stated", "carried"]
        assert [part.basis for part in kept[far.id].targets] == ["carried"]
        with ledger.reading() as connection:
            query = text("SELECT place_basis, actor_bases, target_bases FROM claims_flat")
            assert {tuple(row) for row in connection.execute(query)} == {
                ("stated", "stated", None), ("stated", "stated", "carried"),
            }  # fmt: skip
            query = text("SELECT basis FROM claim_places ORDER BY claim, position")
            assert connection.execute(query).scalars().all() == ["stated", "stated", "carried"]


def test_a_migration_that_fails_leaves_the_older_ledger_as_it_was(
    location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(location) as connection:
        run_migrations(connection, "0001")
    with writing(location) as connection:
        connection.execute(text("CREATE TABLE redirects (x INTEGER)"))
    with pytest.raises(LedgerError):
        open_ledger(location)
    with writing(location) as connection:
        assert stored_version(connection) == "0001"
        assert "incidents" not in inspect(connection).get_table_names()


def test_a_newer_ledger_is_refused_with_what_to_do(location: str) -> None:
    open_ledger(location).close()
    with writing(location) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LedgerNewerError, match="pip install --upgrade sayso"):
        open_ledger(location)


def test_an_older_ledger_cannot_be_migrated_for_reading_only(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with writing(str(path)) as connection:
        run_migrations(connection, "0001")
    with pytest.raises(LedgerReadOnlyError):
        open_ledger(path, read_only=True)


def test_what_was_opened_for_reading_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with open_ledger(path) as ledger:
        add(ledger, make_article(1))
    with open_ledger(path, read_only=True) as ledger:
        assert ledger.articles().total == 1
        with pytest.raises(LedgerReadOnlyError):
            add(ledger, make_article(2))


def test_a_ledger_that_is_not_there_is_made_only_where_that_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissingError):
        open_ledger(tmp_path / "ledger.db", create=False)
    with pytest.raises(LedgerMissingError, match="folder"):
        open_ledger(tmp_path / "nowhere" / "ledger.db")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_refused_and_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database, but quite a long text all the same " * 20)
    with pytest.raises(LedgerFormatError, match="no SQLite database"):
        open_ledger(path)
    assert path.read_text().startswith("not a database")


def test_a_database_of_another_program_is_refused_and_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE notes (line TEXT)")
    with pytest.raises(LedgerFormatError, match="another program"):
        open_ledger(path)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("notes",)]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerFormatError, match="folder"):
        open_ledger(tmp_path)


def test_a_damaged_ledger_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with open_ledger(path) as ledger:
        for number in range(5):
            add(ledger, make_article(number))
        ledger.vacuum()
    data = bytearray(path.read_bytes())
    data[8192:-8192] = b"\xff" * (len(data) - 16384)
    path.write_bytes(data)
    with pytest.raises(LedgerFormatError, match="damaged"), open_ledger(path) as ledger:
        ledger.claims()


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.touch()
    open_ledger(path).close()
    assert path.read_bytes().startswith(b"SQLite format 3")


def test_opening_twice_changes_nothing(location: str) -> None:
    open_ledger(location).close()
    engine = open_engine(location, create=False, read_only=False, wait=5)
    bring_up_to_date(engine, location, read_only=False)
    engine.dispose()


def test_a_backup_is_a_ledger_of_its_own(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db") as ledger:
        add(ledger, make_article(1))
        assert ledger.backup(tmp_path / "copy.db") > 0
        add(ledger, make_article(2))
        with pytest.raises(UsageError, match="already"):
            ledger.backup(tmp_path / "copy.db")
    with open_ledger(tmp_path / "copy.db", create=False) as copy:
        assert copy.articles().total == 1
        assert copy.check() == ()
    assert not list(tmp_path.glob("*.part"))


def test_a_servers_backup_is_left_to_the_servers_tools(ledger: Ledger, tmp_path: Path) -> None:
    if ledger.engine == "sqlite":
        pytest.skip("a file is copied")
    with pytest.raises(UsageError, match="pg_dump"):
        ledger.backup(tmp_path / "copy.dump")


def test_vacuuming_keeps_what_is_there(ledger: Ledger) -> None:
    add(ledger, make_article(1))
    ledger.vacuum()
    ledger.analyse()
    assert ledger.claims().total == 3
    assert ledger.search("occupied").total == 2


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE articles SET text = 'other'", "text of article"),
        ("DELETE FROM claim_sets WHERE term = 0", "filters find 3 claims wrongly"),
        ("DELETE FROM claim_sets WHERE term > 0", "filters find 3 claims wrongly"),
        (
            "UPDATE claim_values SET data = (SELECT data FROM claim_values WHERE name = 'last') WHERE name = 'article'",
            "wrongly",
        ),
        ("DELETE FROM claim_lines", "without their line"),
    ],
)
def test_a_check_tells_what_is_wrong(ledger: Ledger, damage: str, told: str) -> None:
    add(ledger, make_article(1))
    with ledger.writing() as connection:
        connection.execute(text(damage))
    assert any(told in problem.detail for problem in ledger.check())


def test_the_file_opens_in_a_plain_sqlite(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with open_ledger(path) as ledger:
        add(ledger, make_article(1))
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM claims_flat")).scalar_one() == 3
    engine.dispose()
