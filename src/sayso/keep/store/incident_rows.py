"""Incidents with their claims, reasons and contradictions into the tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from sayso.base.codec import record_to_json
from sayso.base.errors import NotKeptError
from sayso.base.ids import place_key
from sayso.keep.index.contents import incident_entry
from sayso.keep.index.postings import INCIDENTS, Entry, forget_all, forget_items, put_entries
from sayso.keep.index.terms import ALL, Term, number_terms
from sayso.keep.store.claim_rows import NO_DAY
from sayso.keep.store.unweighed import clear
from sayso.keep.tables import schema
from sayso.keep.tables.columns import metadata
from sayso.keep.tables.row_numbers import take_numbers
from sayso.keep.tables.statements import chunked, insert_rows
from sayso.model import Incident


def put_incidents(
    connection: Connection, removed: Collection[str], incidents: Sequence[Incident], redirects: Mapping[str, str | None]
) -> None:
    """Takes the removed incidents out and writes these; one that stands otherwise is written anew.

    An id that is removed, neither written again nor redirected, leads nowhere. Redirects that led to a removed incident
    lead on to where that one leads. Raises `NotKeptError` for a claim that the ledger does not hold.
    """
    written = {incident.id for incident in incidents}
    drafts = _drafts(connection, incidents)
    same = _standing(connection, drafts)
    _delete(connection, {*removed, *written} - same)
    _redirect(connection, {old: None for old in removed if old not in written} | dict(redirects), written)
    _insert(connection, [draft for draft in drafts if draft.incident.id not in same])
    clear(connection, "incident", {*removed, *written})


def replace_incidents(
    connection: Connection, batches: Iterable[Sequence[Incident]], redirects: Mapping[str, str | None]
) -> int:
    """How many incidents there are after these were written, batch by batch, in place of all that stood.

    Ids lead on as after `put_incidents`. Raises `NotKeptError` for a claim that the ledger does not hold.
    """
    incidents = schema.incidents
    removed = set(connection.execute(select(incidents.c.id)).scalars())
    for table in (schema.pair_reasons, schema.contradictions, schema.incident_claims, incidents):
        connection.execute(delete(table))
    forget_all(connection, INCIDENTS)
    written: set[str] = set()
    for batch in batches:
        _insert(connection, _drafts(connection, batch))
        written |= {incident.id for incident in batch}
    _redirect(connection, dict.fromkeys(removed - written) | dict(redirects), written)
    connection.execute(delete(schema.unweighed).where(schema.unweighed.c.kind == "incident"))
    return len(written)


def _delete(connection: Connection, ids: Collection[str]) -> None:
    incidents = schema.incidents
    gone: list[int] = []
    for batch in chunked(sorted(ids)):
        gone += connection.execute(select(incidents.c.number).where(incidents.c.id.in_(batch))).scalars()
        connection.execute(delete(incidents).where(incidents.c.id.in_(batch)))
    forget_items(connection, INCIDENTS, gone)


def _redirect(connection: Connection, redirects: Mapping[str, str | None], written: Collection[str]) -> None:
    table = schema.redirects
    for old, new in redirects.items():
        connection.execute(update(table).where(table.c.new == old).values(new=new))
    for batch in chunked(sorted({*redirects, *written})):
        connection.execute(delete(table).where(table.c.old.in_(batch)))
    rows = [{"old": old, "new": new} for old, new in redirects.items() if old != new and old not in written]
    if rows:
        connection.execute(insert(table), rows)


@dataclass(frozen=True, slots=True)
class _Member:
    """What the index takes over of a claim."""

    number: int
    status: str
    review: str
    terms: frozenset[int]
    """Without that of its type: an incident may be of another."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """An incident as it is to be written."""

    incident: Incident
    line: str
    terms: frozenset[int]
    members: tuple[_Member, ...]

    @property
    def content(self) -> tuple[str, str, tuple[int, ...]]:
        """All that its rows say: the line, the terms, and the numbers of the claims."""
        return self.line, _as_text(self.terms), tuple(member.number for member in self.members)


def _as_text(terms: Iterable[int]) -> str:
    return " ".join(map(str, sorted(terms)))


def _drafts(connection: Connection, incidents: Sequence[Incident]) -> list[_Draft]:
    members = _members(connection, {claim for incident in incidents for claim in incident.claims})
    _check_members(incidents, members)
    numbers = number_terms(connection, _terms_of(incidents, members))
    drafts = []
    for incident in incidents:
        own = tuple(members[claim] for claim in incident.claims)
        terms = {ALL, numbers["event", incident.event]}.union(*(member.terms for member in own))
        terms |= {numbers["status", member.status] for member in own}
        terms |= {numbers["review", member.review] for member in own}
        drafts.append(_Draft(incident, record_to_json(incident), frozenset(terms), own))
    return drafts


def _standing(connection: Connection, drafts: Sequence[_Draft]) -> set[str]:
    """The ids of those incidents that stand already just as they are to be written: most of those weighed anew."""
    incidents, members = schema.incidents.c, schema.incident_claims.c
    known: dict[str, tuple[str, str, tuple[int, ...]]] = {}
    for batch in chunked(sorted(draft.incident.id for draft in drafts)):
        query = select(members.incident, members.claim).join_from(schema.incident_claims, schema.incidents)
        claims: dict[int, list[int]] = {}
        query = query.where(incidents.id.in_(batch)).order_by(members.incident, members.position)
        for row in connection.execute(query):
            claims.setdefault(row.incident, []).append(row.claim)
        lines = select(incidents.number, incidents.id, incidents.line, incidents.terms).where(incidents.id.in_(batch))
        for number, incident, line, terms in connection.execute(lines):
            known[incident] = (line, terms, tuple(claims.get(number, ())))
    return {draft.incident.id for draft in drafts if known.get(draft.incident.id) == draft.content}


def _insert(connection: Connection, drafts: Sequence[_Draft]) -> None:
    if not drafts:
        return
    first = take_numbers(connection, "incidents", len(drafts))
    places = _place_terms(connection, drafts)
    rows: dict[str, list[dict[str, Any]]] = {}
    entries: list[Entry] = []
    for number, draft in enumerate(drafts, start=first):
        days = _days(draft.incident.from_day, draft.incident.to_day)
        entries.append(incident_entry(number, draft.terms, places, **days, voices=draft.incident.voices))
        for table, table_rows in _incident_rows(draft, number).items():
            rows.setdefault(table, []).extend(table_rows)
    for table, table_rows in rows.items():
        insert_rows(connection, metadata.tables[table], table_rows)
    put_entries(connection, INCIDENTS, entries)


def _place_terms(connection: Connection, drafts: Iterable[_Draft]) -> frozenset[int]:
    """Those of the incidents' terms that are places."""
    places = schema.places.c.term
    terms = sorted(frozenset[int]().union(*(draft.terms for draft in drafts)))
    queries = (select(places).where(places.in_(batch)) for batch in chunked(terms))
    return frozenset(term for query in queries for term in connection.execute(query).scalars())


def _members(connection: Connection, ids: Collection[str]) -> dict[str, _Member]:
    """What the index takes over of each claim, by id."""
    claims, lines = schema.claims.c, schema.claim_lines.c
    members: dict[str, _Member] = {}
    for batch in chunked(sorted(ids)):
        query = select(claims.id, claims.number, claims.status, claims.review, claims.event_term, lines.terms)
        query = query.join_from(schema.claims, schema.claim_lines)
        for claim, number, status, review, event, terms in connection.execute(query.where(claims.id.in_(batch))):
            members[claim] = _Member(number, status, review, frozenset(map(int, terms.split())) - {event})
    return members


def _check_members(incidents: Iterable[Incident], members: Mapping[str, _Member]) -> None:
    for incident in incidents:
        for claim in incident.claims:
            if claim not in members:
                hint = "weigh the current claims again"
                raise NotKeptError(f"incident {incident.id} holds claim {claim}, which is no more", hint=hint)


def _terms_of(incidents: Iterable[Incident], members: Mapping[str, _Member]) -> set[Term]:
    """The terms of incidents that are not those of their claims: types, statuses, review states."""
    keys = {("event", incident.event) for incident in incidents}
    keys |= {("status", member.status) for member in members.values()}
    keys |= {("review", member.review) for member in members.values()}
    return {Term(kind, key, key) for kind, key in keys}


def _incident_rows(draft: _Draft, number: int) -> dict[str, list[dict[str, Any]]]:
    incident = draft.incident
    return {
        "incidents": [_incident_row(draft, number)],
        "incident_claims": [
            {"incident": number, "position": position, "claim": member.number}
            for position, member in enumerate(draft.members)
        ],
        "contradictions": [
            {
                "incident": number, "position": position, "field": contradiction.field, "kind": contradiction.kind,
                "one": contradiction.claims[0], "other": contradiction.claims[1],
            }
            for position, contradiction in enumerate(incident.contradictions)
        ],
        "pair_reasons": [
            {
                "incident": number, "position": position, "one": reason.pair[0], "other": reason.pair[1],
                "score": reason.score, "parts": record_to_json(dict(reason.parts)),
            }
            for position, reason in enumerate(incident.why)
        ],
    }  # fmt: skip


def _days(first: date | None, last: date | None) -> dict[str, int]:
    begin, end = first or last, last or first
    return {"day": begin.toordinal() if begin else NO_DAY, "last": end.toordinal() if end else NO_DAY}


def _incident_row(draft: _Draft, number: int) -> dict[str, Any]:
    incident, place = draft.incident, draft.incident.place
    return _days(incident.from_day, incident.to_day) | {
        "number": number,
        "id": incident.id,
        "event": incident.event,
        "family": incident.event.partition(".")[0],
        "place_key": place_key(place) if place else None,
        "place": (place.name or place.text) if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "from_day": incident.from_day,
        "to_day": incident.to_day,
        "claims": len(incident.claims),
        "voices": incident.voices,
        "parties_saying": "; ".join(incident.parties_saying),
        "contradictions": len(incident.contradictions),
        "terms": _as_text(draft.terms),
        "line": draft.line,
    }
