"""Every test of the ledger runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

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
def new_database(server: str) -> Iterator[Callable[[], str]]:
    """Makes an empty database of the server and gives its address."""
    import psycopg

    made: list[str] = []

    def make() -> str:
        name = f"sayso_{os.getpid()}_{len(made)}"
        with psycopg.connect(server.format(name="postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
            connection.execute(f"CREATE DATABASE {name}")
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
    make: Callable[[], str] = request.getfixturevalue("new_database")
    return make()


@pytest.fixture
def ledger(location: str) -> Iterator[Ledger]:
    """A new ledger."""
    with open_ledger(location, wait=5) as opened:
        yield opened
