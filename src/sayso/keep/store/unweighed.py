"""What has to be weighed again: written with each change, in its transaction, and cleared when it has been weighed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, delete, insert, select

from sayso.base.ids import place_key
from sayso.keep.records import Unweighed
from sayso.keep.store.claim_rows import Stored, read_stored, rewrite_claims
from sayso.keep.tables import schema
from sayso.keep.tables.statements import chunked


def touch(connection: Connection, stored: Sequence[Stored], *, stale: Collection[str] = ()) -> None:
    """Marks the blocks, places and incidents of these claims, what they tell, and claims whose keys may be wrong.

    Regions of which they have told something as a whole are marked as places are, by their keys.
    """
    marked = {("key", key) for claim in stored for key in claim.keys}
    marked |= {("telling", claim.machine.id) for claim in stored}
    marked |= {("place", area) for area in _areas_of(connection, [claim.number for claim in stored])}
    marked |= {("place", place_key(place)) for claim in stored for place in claim.current.places}
    marked |= {("incident", incident) for incident in incidents_of(connection, [claim.number for claim in stored])}
    mark(connection, marked | {("claim", claim) for claim in stale})


def mark(connection: Connection, marked: Iterable[tuple[str, str]]) -> None:
    """Writes the kinds and keys that are not there yet."""
    unweighed = schema.unweighed
    by_kind: dict[str, set[str]] = {}
    for kind, key in marked:
        by_kind.setdefault(kind, set()).add(key)
    for kind, keys in by_kind.items():
        for batch in chunked(sorted(keys)):
            known = connection.execute(
                select(unweighed.c.key).where(unweighed.c.kind == kind, unweighed.c.key.in_(batch))
            ).scalars()
            new = set(batch) - set(known)
            if new:
                connection.execute(insert(unweighed), [{"kind": kind, "key": key} for key in sorted(new)])


def _areas_of(connection: Connection, claims: Sequence[int]) -> set[str]:
    """Keys of the regions of which the claims of these numbers have told something as a whole."""
    tellings = schema.tellings.c
    query = select(tellings.key).where(tellings.place.is_(None))
    return {
        key for batch in chunked(claims) for key in connection.execute(query.where(tellings.claim.in_(batch))).scalars()
    }


def incidents_of(connection: Connection, claims: Sequence[int]) -> set[str]:
    """Ids of the incidents in which the claims of these numbers stand."""
    incidents, members = schema.incidents.c, schema.incident_claims.c
    ids: set[str] = set()
    for batch in chunked(claims):
        query = select(incidents.id).join_from(schema.incidents, schema.incident_claims)
        ids |= set(connection.execute(query.where(members.claim.in_(batch))).scalars())
    return ids


def read_unweighed(connection: Connection) -> Unweighed:
    """All that is marked."""
    unweighed = schema.unweighed.c
    keys_by_kind: dict[str, list[str]] = {}
    for kind, key in connection.execute(select(unweighed.kind, unweighed.key).order_by(unweighed.key)):
        keys_by_kind.setdefault(kind, []).append(key)
    kinds = ("key", "place", "incident", "claim", "telling")
    keys, places, incidents, claims, tellings = (tuple(keys_by_kind.get(kind, ())) for kind in kinds)
    return Unweighed(keys=keys, places=places, incidents=incidents, claims=claims, tellings=tellings)


def clear(connection: Connection, kind: str, keys: Iterable[str]) -> None:
    """Takes marks of one kind away."""
    unweighed = schema.unweighed
    for batch in chunked(sorted(set(keys))):
        connection.execute(delete(unweighed).where(unweighed.c.kind == kind, unweighed.c.key.in_(batch)))


def renew_place_keys(connection: Connection) -> None:
    """Writes claims on places without a number again, with the keys of these; marks their places and incidents."""
    places = schema.claim_places.c
    numbered = places.geonameid.is_not(None) | places.gazetteer_id.is_not(None)
    query = select(places.claim).where(~numbered, places.latitude.is_not(None)).distinct().order_by(places.claim)
    numbers = connection.execute(query).scalars().all()
    for batch in chunked(numbers):
        stored = read_stored(connection, batch)
        rewrite_claims(connection, stored)
        marked = {("place", place_key(place)) for claim in stored for place in claim.current.places}
        mark(connection, marked | {("incident", incident) for incident in incidents_of(connection, batch)})
