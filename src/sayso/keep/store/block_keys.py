"""Block keys of all claims, and the rules by which they were made: only keys of the same rules find each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, delete, insert, select

from sayso.keep.tables import schema
from sayso.keep.tables.database import Database
from sayso.keep.tables.statements import insert_rows

MIXED: Final = "mixed"
"""In place of the rules where some keys were made by others."""
_FACT: Final = "block_keys"
"""Under which name the ledger says by what its keys were made."""
_AT_ONCE: Final = 20_000
"""Claims whose keys are in memory at a time. By hand, not swept."""
_WAITING: Final = Table(
    "keys_anew", MetaData(), Column("key", String), Column("claim", Integer), prefixes=["TEMPORARY"]
)
"""Where keys wait to be sorted: written in their order, they go to one end of the index, and not to every corner."""


@dataclass(frozen=True, slots=True)
class BlockKeys:
    """A ledger as far as it keeps block keys; what is written belongs to the transaction that is under way."""

    ledger: Database

    def are_by(self, rules: str) -> bool:
        """Whether all keys were made by these rules."""
        return bool(self.ledger.facts().get(_FACT) == rules)

    def note(self, rules: str) -> None:
        """Notes by which rules the keys are made that come; if those that are there were made by others, that."""
        known = self.ledger.facts().get(_FACT)
        if known in (rules, MIXED):
            return
        with self.ledger.writing() as connection:
            is_empty = connection.execute(select(schema.claims.c.number).limit(1)).first() is None
            self.ledger.keep_fact(_FACT, rules if is_empty else MIXED)

    def put_all(self, keys: Iterable[tuple[str, Iterable[str]]], rules: str) -> None:
        """Writes the keys of all claims, by the claim's id, in place of those that are there."""
        with self.ledger.writing() as connection:
            _WAITING.create(connection)
            _fill(connection, iter(keys))
            connection.execute(delete(schema.claim_keys))
            waiting = _WAITING.c
            query = select(waiting.key, waiting.claim).order_by(waiting.key, waiting.claim)
            connection.execute(insert(schema.claim_keys).from_select(["key", "claim"], query))
            _WAITING.drop(connection)
            self.ledger.keep_fact(_FACT, rules)


def _fill(connection: Connection, keys: Iterable[tuple[str, Iterable[str]]]) -> None:
    numbers = {row.id: row.number for row in connection.execute(select(schema.claims.c.id, schema.claims.c.number))}
    while some := list(islice(keys, _AT_ONCE)):
        rows = [{"key": key, "claim": numbers[claim]} for claim, own in some for key in own]
        insert_rows(connection, _WAITING, rows)
