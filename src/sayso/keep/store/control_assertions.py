"""What claims assert of who holds which place, kept by place: written as claims change, read to weigh control."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, delete, func, select

from sayso.base.codec import claim_from_json, record_from_json, record_to_json
from sayso.keep.store.unweighed import clear, mark, read_unweighed
from sayso.keep.tables import schema
from sayso.keep.tables.database import Database
from sayso.keep.tables.row_numbers import numbers_of_claims
from sayso.keep.tables.statements import chunked, delete_of_claims, insert_rows
from sayso.model import Claim, ControlAssertion, ControlPlace, KeptAssertion

_FACT: Final = "tellings"
"""Under which name the ledger says by what its assertions were made."""
_CONTROL: Final = "control"
"""Under which name it says by which maker its runs of control are."""


@dataclass(frozen=True, slots=True)
class PlaceAssertions:
    """What is asserted of one place, or of a region as a whole."""

    places: frozenset[ControlPlace]
    """The place in the ways in which claims write it."""
    assertions: tuple[ControlAssertion, ...]
    """In no order."""


@dataclass(frozen=True, slots=True)
class ControlAssertions:
    """A ledger as far as it keeps assertions; what is written belongs to the transaction that is under way."""

    ledger: Database

    def are_by(self, asserter: str) -> bool:
        """Whether the assertions were made by these rules."""
        return bool(self.ledger.facts().get(_FACT) == asserter)

    def control_maker(self) -> str | None:
        """The maker by which all runs of control are, or will be when the places that are marked have been weighed.

        `None` in a ledger whose runs were last weighed when this was not noted.
        """
        maker: str | None = self.ledger.facts().get(_CONTROL)
        return maker

    def note_control_maker(self, maker: str) -> None:
        """Notes that runs of control are by this maker from now on; those by another have to be marked."""
        self.ledger.keep_fact(_CONTROL, maker)

    def clear(self, asserter: str) -> None:
        """Takes all assertions out: those that are written from now on are made by these rules."""
        with self.ledger.writing() as connection:
            connection.execute(delete(schema.tellings))
            clear(connection, "telling", read_unweighed(connection).tellings)
            self.ledger.keep_fact(_FACT, asserter)

    def put(self, kept: Mapping[str, Sequence[KeptAssertion]]) -> None:
        """Writes what claims assert, by the claim's id, in place of what they did; of claims that are gone, nothing.

        Regions as a whole of which something new is asserted are marked.
        """
        with self.ledger.writing() as connection:
            numbers = numbers_of_claims(connection, kept)
            before = _areas_of(connection, list(numbers.values()))
            delete_of_claims(connection, schema.tellings, numbers.values())
            rows = [row for claim in numbers for row in _rows(numbers[claim], kept[claim])]
            insert_rows(connection, schema.tellings, rows)
            come = {tuple(row.values()) for row in rows if row["place"] is None} - before
            mark(connection, {("place", str(row[0])) for row in come})
            clear(connection, "telling", kept)

    def of(self, keys: Collection[str]) -> dict[str, PlaceAssertions]:
        """What is asserted under these keys, by key; of those under which something is, if only a place."""
        columns = schema.tellings.c
        lines = select(columns.key, func.aggregate_strings(columns.line, ",")).group_by(columns.key)
        named = select(columns.key, columns.place).where(columns.place.is_not(None)).distinct()
        assertions: dict[str, tuple[ControlAssertion, ...]] = {}
        places: dict[str, set[ControlPlace]] = {}
        with self.ledger.reading() as connection:
            for chunk in chunked(sorted(keys)):
                for key, joined in connection.execute(lines.where(columns.key.in_(chunk))):
                    assertions[key] = record_from_json(f"[{joined or ''}]", tuple[ControlAssertion, ...])
                for key, place in connection.execute(named.where(columns.key.in_(chunk))):
                    places.setdefault(key, set()).add(record_from_json(place, ControlPlace))
        return {
            key: PlaceAssertions(places=frozenset(places.get(key, ())), assertions=asserted)
            for key, asserted in assertions.items()
        }

    def keys(self, areas: Collection[str] | None = None) -> list[str]:
        """Keys of all places of which claims assert something, or that they name; of those in these regions."""
        columns = schema.tellings.c
        query = select(columns.key).where(columns.place.is_not(None)).distinct()
        if areas is not None:
            query = query.where(columns.area.in_(sorted(areas)))
        with self.ledger.reading() as connection:
            return sorted(connection.execute(query).scalars())

    def claims(self, events: Collection[str]) -> Iterator[list[Claim]]:
        """All current claims of these types, some at a time."""
        claims, lines = schema.claims.c, schema.claim_lines.c
        wanted = select(claims.number).where(claims.review != "rejected", claims.event.in_(sorted(events)))
        query = select(lines.line, lines.corrected)
        with self.ledger.reading() as connection:
            for numbers in chunked(connection.execute(wanted.order_by(claims.number)).scalars().all()):
                rows = connection.execute(query.where(lines.claim.in_(numbers)).order_by(lines.claim)).all()
                yield [claim_from_json(row.corrected or row.line) for row in rows]


def _areas_of(connection: Connection, claims: Sequence[int]) -> set[tuple[Any, ...]]:
    """The rows of these claims on regions as a whole."""
    tellings = schema.tellings.c
    query = select(schema.tellings).where(tellings.place.is_(None))
    chunks = (query.where(tellings.claim.in_(numbers)) for numbers in chunked(claims))
    return {tuple(row) for chunk in chunks for row in connection.execute(chunk)}


def _rows(number: int, kept: Sequence[KeptAssertion]) -> Iterator[dict[str, Any]]:
    for position, row in enumerate(kept):
        yield {
            "key": row.key, "claim": number, "position": position, "area": row.area,
            "place": record_to_json(row.place) if row.place else None,
            "line": record_to_json(row.telling) if row.telling else None,
        }  # fmt: skip
