"""Which claims link to a claim, as the weighing found: kept, so that one more article asks only for what it touches.

A row holds the numbers of all current claims that link to a claim, and maybe of some that do not or are no more. A
claim without a row is one of which that is not known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np
from sqlalchemy import Connection, delete, select

from sayso.keep.tables import schema
from sayso.keep.tables.database import Database
from sayso.keep.tables.row_numbers import numbers_of_claims
from sayso.keep.tables.statements import chunked, delete_of_claims, insert_rows

_AT_ONCE: Final = 10_000
"""Rows that are written at a time, so that a million links do not stand in memory twice. By hand, not swept."""
_NUMBER: Final = np.dtype("<i4")


@dataclass(frozen=True, slots=True)
class ClaimLinks:
    """A ledger as far as it keeps links; what is written belongs to the transaction that is under way."""

    ledger: Database

    def of(self, claims: Collection[str]) -> dict[str, list[str]]:
        """The ids of the claims that link to these, for each of which that is known."""
        ids, links = schema.claims.c, schema.claim_links.c
        rows: dict[str, list[int]] = {}
        with self.ledger.reading() as connection:
            for batch in chunked(sorted(claims)):
                query = select(ids.id, links.others).join_from(schema.claims, schema.claim_links)
                linked = connection.execute(query.where(ids.id.in_(batch)))
                rows |= {claim: _numbers(others) for claim, others in linked}
            id_of = _ids(connection, {number for numbers in rows.values() for number in numbers})
        return {claim: [id_of[number] for number in numbers if number in id_of] for claim, numbers in rows.items()}

    def put(self, links: Mapping[str, Collection[str]], *, most: int) -> None:
        """Keeps what links to each of these claims; where that is known of what they link to, they are added there.

        Of a claim to which more than `most` link, nothing is kept.
        """
        with self.ledger.writing() as connection:
            numbers = numbers_of_claims(connection, {*links, *(other for others in links.values() for other in others)})
            rows = {numbers[claim]: {numbers[other] for other in others} for claim, others in links.items()}
            back: dict[int, set[int]] = {}
            for claim, others in rows.items():
                for other in others - rows.keys():
                    back.setdefault(other, set()).add(claim)
            _add(connection, back, most)
            delete_of_claims(connection, schema.claim_links, rows)
            _insert(connection, ((claim, sorted(others)) for claim, others in rows.items() if len(others) <= most))

    def put_all(self, at: Mapping[str, int], links: Iterable[tuple[int, list[int]]]) -> None:
        """Keeps what links to every claim in place of what was kept; claims are named by the index that `at` gives."""
        with self.ledger.writing() as connection:
            connection.execute(delete(schema.claim_links))
            numbers = np.zeros(len(at), np.int64)
            for claim, number in connection.execute(select(schema.claims.c.id, schema.claims.c.number)):
                if claim in at:
                    numbers[at[claim]] = number
            rows = ((int(numbers[claim]), (int(numbers[other]) for other in others)) for claim, others in links)
            _insert(connection, rows)


def _numbers(data: bytes) -> list[int]:
    numbers: list[int] = np.frombuffer(data, _NUMBER).tolist()
    return numbers


def _insert(connection: Connection, rows: Iterable[tuple[int, Iterable[int]]]) -> None:
    """Writes rows of claims that have none."""
    packed = ({"claim": claim, "others": _as_bytes(others)} for claim, others in rows)
    while batch := list(islice(packed, _AT_ONCE)):
        insert_rows(connection, schema.claim_links, batch)


def _as_bytes(numbers: Iterable[int]) -> bytes:
    return np.fromiter(numbers, _NUMBER).tobytes()


def _add(connection: Connection, back: Mapping[int, set[int]], most: int) -> None:
    """Adds claims to what links to others, where that is known; a row that grows too long is forgotten."""
    links = schema.claim_links
    changed: dict[int, set[int]] = {}
    for batch in chunked(sorted(back)):
        for claim, data in connection.execute(select(links.c.claim, links.c.others).where(links.c.claim.in_(batch))):
            known = set(_numbers(data))
            if not back[claim] <= known:
                changed[claim] = known | back[claim]
    delete_of_claims(connection, schema.claim_links, changed)
    _insert(connection, ((claim, sorted(others)) for claim, others in changed.items() if len(others) <= most))


def _ids(connection: Connection, numbers: Collection[int]) -> dict[int, str]:
    columns = schema.claims.c
    ids: dict[int, str] = {}
    for batch in chunked(sorted(numbers)):
        query = select(columns.number, columns.id).where(columns.number.in_(batch))
        ids |= {row.number: row.id for row in connection.execute(query)}
    return ids
