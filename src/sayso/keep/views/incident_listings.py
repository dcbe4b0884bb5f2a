"""Incidents out of the ledger: filtered, by id, or by the claims that stand in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, select

from sayso.base.codec import record_from_json
from sayso.base.errors import NotKeptError
from sayso.keep.index.postings import INCIDENTS
from sayso.keep.records import Filter, Order, Page
from sayso.keep.tables import schema
from sayso.keep.tables.statements import chunked
from sayso.keep.views.walks import find_items
from sayso.model import Incident


def list_incidents(connection: Connection, wanted: Filter, *, order: Order, limit: int, offset: int) -> Page[Incident]:
    """The incidents that the filter finds, some of them, in order; `confidence` stands for the number of voices."""
    numbers, total = find_items(connection, wanted, INCIDENTS, order=order, limit=limit, offset=offset)
    return Page(items=tuple(read_incidents(connection, numbers)), total=total)


def read_incidents(connection: Connection, numbers: Sequence[int]) -> list[Incident]:
    """The incidents of these numbers, in their order."""
    incidents = schema.incidents.c
    by_number: dict[int, Incident] = {}
    for batch in chunked(numbers):
        rows = connection.execute(select(incidents.number, incidents.line).where(incidents.number.in_(batch)))
        by_number |= {row.number: record_from_json(row.line, Incident) for row in rows}
    return [by_number[number] for number in numbers if number in by_number]


def read_incident(connection: Connection, incident: str) -> Incident:
    """The incident of this id, or of the one that it leads to. Raises `NotKeptError`."""
    incidents, redirects = schema.incidents.c, schema.redirects.c
    wanted, seen = incident, set[str]()
    while wanted not in seen:
        seen.add(wanted)
        line = connection.execute(select(incidents.line).where(incidents.id == wanted)).scalar()
        if line is not None:
            return record_from_json(line, Incident)
        wanted = connection.execute(select(redirects.new).where(redirects.old == wanted)).scalar() or wanted
    raise NotKeptError(f"there is no incident {incident}", hint="list the incidents and copy the id")


def read_incidents_with(connection: Connection, claims: Collection[str]) -> list[Incident]:
    """The incidents in which these claims stand, in the order of their numbers."""
    members, kept = schema.incident_claims.c, schema.claims.c
    numbers: set[int] = set()
    for batch in chunked(sorted(claims)):
        query = select(members.incident).join_from(schema.incident_claims, schema.claims).where(kept.id.in_(batch))
        numbers |= set(connection.execute(query).scalars())
    return read_incidents(connection, sorted(numbers))
