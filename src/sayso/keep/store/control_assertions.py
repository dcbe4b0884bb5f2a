"""What claims tell of who holds which place, kept by place: written as claims change, read to weigh control."""

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
"""Under which name the ledger says by what its tellings were made."""


@dataclass(frozen=True, slots=True)
class PlaceAssertions:
    """What is told of one place, or of a region as a whole."""

    places: frozenset[ControlPlace]
    """The place in the ways in which claims write it."""
    tellings: tuple[ControlAssertion, ...]
    """In no order."""


@dataclass(frozen=True, slots=True)
class ControlAssertions:
    """A ledger as far as it keeps tellings; what is written belongs to the transaction that is under way."""

    ledger: Database

    def are_by(self, teller: str) -> bool:
        """Whether the tellings were made by these rules."""
        return bool(self.ledger.facts().get(_FACT) == teller)

    def clear(self, teller: str) -> None:
        """Takes all tellings out: those that are written from now on are made by these rules."""
        with self.ledger.writing() as connection:
            connection.execute(delete(schema.tellings))
            clear(connection, "telling", read_unweighed(connection).tellings)
            self.ledger.keep_fact(_FACT, teller)

    def put(self, told: Mapping[str, Sequence[KeptAssertion]]) -> None:
        """Writes what claims tell, by the claim's id, in place of what they told; of claims that are gone, nothing.

        Regions as a whole of which something new is told are marked.
        """
        with self.ledger.writing() as connection:
            numbers = numbers_of_claims(connection, told)
            before = _areas_of(connection, list(numbers.values()))
            delete_of_claims(connection, schema.tellings, numbers.values())
            rows = [row for claim in numbers for row in _rows(numbers[claim], told[claim])]
            insert_rows(connection, schema.tellings, rows)
            come = {tuple(row.values()) for row in rows if row["place"] is None} - before
            mark(connection, {("place", str(row[0])) for row in come})
            clear(connection, "telling", told)

    def of(self, keys: Collection[str]) -> dict[str, PlaceAssertions]:
        """What is told under these keys, by key; of those under which something is."""
        columns = schema.tellings.c
        lines = select(columns.key, func.aggregate_strings(columns.line, ",")).group_by(columns.key)
        named = select(columns.key, columns.place).where(columns.place.is_not(None)).distinct()
        tellings: dict[str, tuple[ControlAssertion, ...]] = {}
        places: dict[str, set[ControlPlace]] = {}
        with self.ledger.reading() as connection:
            for some in chunked(sorted(keys)):
                for key, joined in connection.execute(lines.where(columns.key.in_(some))):
                    tellings[key] = record_from_json(f"[{joined or ''}]", tuple[ControlAssertion, ...])
                for key, place in connection.execute(named.where(columns.key.in_(some))):
                    places.setdefault(key, set()).add(record_from_json(place, ControlPlace))
        return {key: PlaceAssertions(places=frozenset(places.get(key, ())), tellings=tellings[key]) for key in tellings}

    def keys(self, areas: Collection[str] | None = None) -> list[str]:
        """Keys of all places of which claims tell, or that they name; of those in these regions, if any are given."""
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
            for some in chunked(connection.execute(wanted.order_by(claims.number)).scalars().all()):
                rows = connection.execute(query.where(lines.claim.in_(some)).order_by(lines.claim)).all()
                yield [claim_from_json(row.corrected or row.line) for row in rows]


def _areas_of(connection: Connection, claims: Sequence[int]) -> set[tuple[Any, ...]]:
    """The rows of these claims on regions as a whole."""
    tellings = schema.tellings.c
    query = select(schema.tellings).where(tellings.place.is_(None))
    return {tuple(row) for some in chunked(claims) for row in connection.execute(query.where(tellings.claim.in_(some)))}


def _rows(number: int, told: Sequence[KeptAssertion]) -> Iterator[dict[str, Any]]:
    for position, one in enumerate(told):
        yield {
            "key": one.key, "claim": number, "position": position, "area": one.area,
            "place": record_to_json(one.place) if one.place else None,
            "line": record_to_json(one.telling) if one.telling else None,
        }  # fmt: skip
