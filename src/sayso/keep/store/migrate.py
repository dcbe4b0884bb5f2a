"""A ledger brought to the schema of this Sayso, in one transaction: all of it or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Engine, inspect, text

from sayso.base.errors import LedgerFormatError, LedgerMissingError, LedgerNewerError, LedgerReadOnlyError
from sayso.keep.index.contents import rebuild
from sayso.keep.store.unweighed import renew_place_keys
from sayso.keep.tables.opening import APPLICATION, WRITING

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext

HEAD: Final = "0010"
"""The revision that this Sayso reads and writes."""
_INDEXED: Final = "0005"
"""The revision whose tables are filled out of what an older ledger holds."""
_KEYED: Final = "0006"
"""The revision from which places without a number have keys of their name and position."""
_VERSION_TABLE: Final = "alembic_version"
FOLDER: Final = Path(__file__).parent.parent / "tables" / "migrations"


def stored_version(connection: Connection) -> str | None:
    """The revision of the ledger's schema; `None` if there is no ledger yet."""
    if not inspect(connection).has_table(_VERSION_TABLE):
        return None
    row = connection.execute(text(f"SELECT version_num FROM {_VERSION_TABLE}")).first()
    return None if row is None else str(row[0])


def bring_up_to_date(engine: Engine, location: str, *, read_only: bool) -> None:
    """Makes the schema, or migrates an older one; does nothing to one of this Sayso.

    One transaction, on both engines: a migration that fails or is killed leaves the ledger as it was.
    Raises `LedgerNewerError` if a newer Sayso made it, `LedgerFormatError` if it is another database; and where nothing
    may be written, `LedgerMissingError` if it is empty, and `LedgerReadOnlyError` if it would have to be migrated.
    """
    with engine.connect() as connection:
        if is_up_to_date(connection, location):
            return
        stored = stored_version(connection)
    if read_only and stored is None:
        hint = "check the name; sayso add makes a ledger"
        raise LedgerMissingError("there is no ledger in it yet", hint=hint, file=location)
    if read_only:
        hint = "open it once for writing: sayso doctor --ledger FILE"
        raise LedgerReadOnlyError(f"its schema is {stored}, older than this Sayso's, {HEAD}", hint=hint, file=location)
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        if not is_up_to_date(connection, location):
            stored = stored_version(connection)
            run_migrations(connection, HEAD)
            if stored is not None and stored < _INDEXED:
                rebuild(connection)
            if stored is not None and stored < _KEYED:
                renew_place_keys(connection)


def is_up_to_date(connection: Connection, location: str) -> bool:
    """Whether the schema is this Sayso's. Raises if it is a newer one, or another program's."""
    stored = stored_version(connection)
    if stored == HEAD:
        return True
    if stored is not None and (not stored.isdigit() or stored > HEAD):
        hint = "run: pip install --upgrade sayso"
        raise LedgerNewerError(f"its schema is {stored}, this Sayso knows up to {HEAD}", hint=hint, file=location)
    if stored is None and connection.dialect.name == "sqlite" and inspect(connection).get_table_names():
        hint = "name a ledger, or a new file"
        raise LedgerFormatError("it is a database of another program", hint=hint, file=location)
    return False


def run_migrations(connection: Connection, target: str) -> None:
    """Takes every step from the stored schema to the target, in the connection's transaction."""
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = _config()
    script = ScriptDirectory.from_config(config)

    def steps(revision: str, _context: MigrationContext) -> Any:
        return script._upgrade_revs(target, revision)

    with EnvironmentContext(config, script, fn=steps, destination_rev=target) as environment:
        environment.configure(connection=connection, version_table=_VERSION_TABLE)
        environment.run_migrations()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
        connection.exec_driver_sql(f"PRAGMA user_version = {int(target)}")


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
