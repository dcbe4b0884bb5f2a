"""Every test of the ledger runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from sayso.keep import Ledger, open_ledger
from tests.keep.server import NoServerError, running_server

_REQUIRED = bool(os.environ.get("CI")) or os.environ.get("SAYSO_TEST_POSTGRESQL") == "required"
"""Read before a test takes the environment's settings away."""


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server, with `{name}` for the database."""
    try:
        with running_server() as address:
            yield address
    except NoServerError as error:
        if _REQUIRED:
            pytest.fail(f"no PostgreSQL, which is required here: {error}")
        pytest.skip(f"no PostgreSQL: {error}")


@pytest.fixture
def new_database(server: str) -> Iterator[Callable[..., str]]:
    """Makes an empty database of the server and gives its address."""
    made: list[str] = []

    def make(template: str = "template0") -> str:
        name = f"sayso_{os.getpid()}_{len(made)}"
        with psycopg.connect(server.format(name="postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        made.append(name)
        return server.format(name=name)

    yield make
    with psycopg.connect(server.format(name="postgres"), autocommit=True) as connection:
        for name in made:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger can be, on either engine; nothing is there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    make: Callable[..., str] = request.getfixturevalue("new_database")
    return make()


@pytest.fixture(scope="session")
def blank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new ledger's file, to be copied."""
    path = tmp_path_factory.mktemp("blank") / "blank.db"
    with open_ledger(path) as opened:
        opened.vacuum()
    return path


@pytest.fixture(scope="session")
def blank_database(server: str) -> str:
    """The name of a database with a new ledger, to be copied."""
    with psycopg.connect(server.format(name="postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE blank")
    open_ledger(server.format(name="blank")).close()
    return "blank"


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """A new ledger."""
    if request.param == "sqlite":
        where = str(tmp_path / "ledger.db")
        shutil.copy(request.getfixturevalue("blank_file"), where)
    else:
        where = request.getfixturevalue("new_database")(request.getfixturevalue("blank_database"))
    with open_ledger(where, wait=5) as opened:
        yield opened
