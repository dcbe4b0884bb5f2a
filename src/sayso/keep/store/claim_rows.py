"""Claims to rows of the tables, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam, delete, select, update

from sayso.base.codec import claim_from_json, claim_to_json
from sayso.base.ids import place_key
from sayso.keep.index.contents import claim_lists, claim_numbers
from sayso.keep.index.postings import CLAIMS, Entry, forget_items, put_entries
from sayso.keep.index.registers import note_places, number_speakers, speakers_of
from sayso.keep.index.terms import ALL, claim_terms, event_term, number_terms
from sayso.keep.tables import schema
from sayso.keep.tables.columns import metadata
from sayso.keep.tables.statements import chunked, delete_of_claims, insert_rows
from sayso.model import Actor, Claim, Count, EventStatus, Place, ReviewState, Source

STATUSES: Final[tuple[EventStatus, ...]] = ("happened", "ongoing", "attempted", "planned", "possible", "denied")
REVIEWS: Final[tuple[ReviewState, ...]] = ("unreviewed", "accepted", "corrected", "rejected")
NO_DAY: Final = 0
"""`day` and `last` of a claim without a day."""
EVER: Final = date.max.toordinal()
"""`last` of a run without an end."""
_PARTS: Final = (
    schema.claim_places, schema.claim_actors, schema.claim_sources, schema.claim_counts, schema.claim_keys,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A claim with its numbers and what was decided on it, on its way to the tables."""

    number: int
    article: int
    position: int
    machine: Claim
    current: Claim
    review: ReviewState
    keys: frozenset[str]


def insert_claims(connection: Connection, stored: Sequence[Stored]) -> None:
    """Writes new claims, whole."""
    if stored:
        _write(connection, stored, new=True)


def rewrite_claims(connection: Connection, stored: Sequence[Stored]) -> None:
    """Writes known claims again, as they stand now."""
    if stored:
        for table in _PARTS:
            delete_of_claims(connection, table, [one.number for one in stored])
        _write(connection, stored, new=False)


def delete_claims(connection: Connection, numbers: Sequence[int]) -> None:
    """Takes claims out of every table but those of judgements, whose bindings lose them."""
    forget_items(connection, CLAIMS, numbers)
    for table in (*_PARTS, schema.claim_lines, schema.incident_claims, schema.tellings):
        delete_of_claims(connection, table, numbers)
    for some in chunked(numbers):
        connection.execute(delete(schema.claims).where(schema.claims.c.number.in_(some)))


def _terms_of(connection: Connection, numbers: Sequence[int]) -> dict[int, frozenset[int]]:
    """The terms that the claims have as they are written now."""
    lines = schema.claim_lines.c
    return {
        row.claim: frozenset(map(int, row.terms.split()))
        for some in chunked(numbers)
        for row in connection.execute(select(lines.claim, lines.terms).where(lines.claim.in_(some)))
    }


def _write(connection: Connection, stored: Sequence[Stored], *, new: bool) -> None:
    wanted = [term for one in stored for term in (*claim_terms(one.current), event_term(one.current.event))]
    numbers = number_terms(connection, wanted)
    _index(connection, stored, numbers, new=new)
    rows: dict[str, list[dict[str, Any]]] = {}
    for one in stored:
        for table, some in claim_rows(one, numbers).items():
            rows.setdefault(table, []).extend(some)
    if not new:
        _update(connection, schema.claims, "number", rows.pop("claims"))
        _update(connection, schema.claim_lines, "claim", rows.pop("claim_lines"))
    for table, some in rows.items():
        insert_rows(connection, metadata.tables[table], some)


def _index(
    connection: Connection, stored: Sequence[Stored], numbers: Mapping[tuple[str, str], int], *, new: bool
) -> None:
    """Writes what finds and counts the claims; of known ones, before their lines are written again."""
    note_places(connection, (place for one in stored for place in one.current.places), numbers)
    speakers = number_speakers(connection, (who for one in stored for who in speakers_of(one.current)))
    former = {} if new else _terms_of(connection, [one.number for one in stored])
    entries = []
    for one in stored:
        claim, event = one.current, numbers["event", one.current.event]
        codes = claim_codes(claim, one.review, event)
        entries.append(
            Entry(
                number=one.number, terms=frozenset(_term_numbers(claim, numbers)),
                numbers=claim_numbers(codes, precision=claim.when.precision, article=one.article),
                lists=claim_lists(claim, numbers, speakers), former=former.get(one.number, frozenset()),
            )
        )  # fmt: skip
    put_entries(connection, CLAIMS, entries)


def _term_numbers(claim: Claim, numbers: Mapping[tuple[str, str], int]) -> list[int]:
    """The terms of the claim, each once."""
    terms = [numbers[term.kind, term.key] for term in (event_term(claim.event), *claim_terms(claim))]
    return list(dict.fromkeys([ALL, *terms]))


def _update(connection: Connection, table: Table, key: str, rows: list[dict[str, Any]]) -> None:
    statement = update(table).where(table.c[key] == bindparam("b_key"))
    values: dict[str, Any] = {column: bindparam(f"v_{column}") for column in rows[0] if column != key}
    named = [{"b_key": row[key], **{f"v_{name}": row[name] for name in values}} for row in rows]
    connection.execute(statement.values(values), named)


def claim_rows(one: Stored, numbers: Mapping[tuple[str, str], int]) -> dict[str, list[dict[str, Any]]]:
    """The rows of one claim by table; `numbers` has those of its terms."""
    claim = one.current
    codes = claim_codes(claim, one.review, numbers["event", claim.event])
    number = {"claim": one.number}
    return {
        "claims": [_claim_row(one) | codes],
        "claim_lines": [number | _line_row(one, _term_numbers(claim, numbers))],
        "claim_places": [number | row for row in _part_rows(claim.places, _place_row)],
        "claim_actors": [
            number | {"role": role} | row
            for role, actors in (("actor", claim.actors), ("target", claim.targets))
            for row in _part_rows(actors, _actor_row)
        ],
        "claim_sources": [number | row for row in _part_rows(claim.sources, _source_row)],
        "claim_counts": [number | row for row in _part_rows(claim.counts, _count_row)],
        "claim_keys": [number | {"key": key} for key in sorted(one.keys)],
    }


def claim_codes(claim: Claim, review: ReviewState, event: int) -> dict[str, int]:
    """What filters and orders ask of the claim, as numbers."""
    when = claim.when
    first, last = when.from_day or when.to_day, when.to_day or when.from_day
    return {
        "day": first.toordinal() if first else NO_DAY,
        "last": last.toordinal() if last else NO_DAY,
        "event_term": event,
        "status_code": STATUSES.index(claim.status),
        "review_code": REVIEWS.index(review),
        "sure": round(claim.confidence * 1000),
    }


def _claim_row(one: Stored) -> dict[str, Any]:
    claim = one.current
    return {
        "number": one.number,
        "id": one.machine.id,
        "article": one.article,
        "position": one.position,
        "event": claim.event,
        "family": claim.event.partition(".")[0],
        "status": claim.status,
        "from_day": claim.when.from_day,
        "to_day": claim.when.to_day,
        "when_precision": claim.when.precision,
        "when_basis": claim.when.basis,
        "trigger": claim.trigger.text,
        "start": claim.trigger.start,
        "end": claim.trigger.end,
        "confidence": claim.confidence,
        "review": one.review,
        "maker": claim.maker,
    }


def _line_row(one: Stored, terms: Iterable[int]) -> dict[str, Any]:
    return {
        "terms": " ".join(map(str, terms)),
        "sentence": one.current.sentence.text,
        "line": claim_to_json(one.machine),
        "corrected": None if one.current == one.machine else claim_to_json(one.current),
    }


def _part_rows(parts: Sequence[Any], row: Any) -> list[dict[str, Any]]:
    return [{"position": position, **row(part)} for position, part in enumerate(parts)]


def _place_row(place: Place) -> dict[str, Any]:
    plain = {one.name: getattr(place, one.name) for one in fields(place) if one.name != "alternatives"}
    return plain | {"key": place_key(place)}


def _actor_row(actor: Actor) -> dict[str, Any]:
    return {one.name: getattr(actor, one.name) for one in fields(actor)}


def _source_row(source: Source) -> dict[str, Any]:
    return {one.name: getattr(source, one.name) for one in fields(source)}


def _count_row(count: Count) -> dict[str, Any]:
    return {one.name: getattr(count, one.name) for one in fields(count)}


def read_stored(connection: Connection, numbers: Sequence[int]) -> list[Stored]:
    """The claims of these numbers, in no order."""
    claims, lines, keys = schema.claims.c, schema.claim_lines.c, schema.claim_keys.c
    found: list[Stored] = []
    for some in chunked(numbers):
        by_claim: dict[int, set[str]] = {}
        for claim, key in connection.execute(select(keys.claim, keys.key).where(keys.claim.in_(some))):
            by_claim.setdefault(claim, set()).add(key)
        query = select(
            claims.number, claims.article, claims.position, claims.review, lines.line, lines.corrected
        ).join_from(schema.claims, schema.claim_lines)
        for row in connection.execute(query.where(claims.number.in_(some))):
            machine = claim_from_json(row.line)
            found.append(
                Stored(
                    number=row.number, article=row.article, position=row.position, machine=machine,
                    current=machine if row.corrected is None else claim_from_json(row.corrected),
                    review=row.review, keys=frozenset(by_claim.get(row.number, ())),
                )
            )  # fmt: skip
    return found
