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
            delete_of_claims(connection, table, [claim.number for claim in stored])
        _write(connection, stored, new=False)


def delete_claims(connection: Connection, numbers: Sequence[int]) -> None:
    """Takes claims out of every table but those of judgements, whose bindings lose them."""
    forget_items(connection, CLAIMS, numbers)
    for table in (*_PARTS, schema.claim_lines, schema.incident_claims, schema.tellings):
        delete_of_claims(connection, table, numbers)
    for batch in chunked(numbers):
        connection.execute(delete(schema.claims).where(schema.claims.c.number.in_(batch)))


def _terms_of(connection: Connection, numbers: Sequence[int]) -> dict[int, frozenset[int]]:
    """The terms that the claims have as they are written now."""
    lines = schema.claim_lines.c
    return {
        row.claim: frozenset(map(int, row.terms.split()))
        for batch in chunked(numbers)
        for row in connection.execute(select(lines.claim, lines.terms).where(lines.claim.in_(batch)))
    }


def _write(connection: Connection, stored: Sequence[Stored], *, new: bool) -> None:
    terms = [term for claim in stored for term in (*claim_terms(claim.current), event_term(claim.current.event))]
    numbers = number_terms(connection, terms)
    _index(connection, stored, numbers, new=new)
    rows: dict[str, list[dict[str, Any]]] = {}
    for claim in stored:
        for table, table_rows in claim_rows(claim, numbers).items():
            rows.setdefault(table, []).extend(table_rows)
    if not new:
        _update(connection, schema.claims, "number", rows.pop("claims"))
        _update(connection, schema.claim_lines, "claim", rows.pop("claim_lines"))
    for table, table_rows in rows.items():
        insert_rows(connection, metadata.tables[table], table_rows)


def _index(
    connection: Connection, stored: Sequence[Stored], numbers: Mapping[tuple[str, str], int], *, new: bool
) -> None:
    """Writes what finds and counts the claims; of known ones, before their lines are written again."""
    note_places(connection, (place for claim in stored for place in claim.current.places), numbers)
    speakers = number_speakers(connection, (speaker for claim in stored for speaker in speakers_of(claim.current)))
    former = {} if new else _terms_of(connection, [claim.number for claim in stored])
    entries = []
    for claim in stored:
        current = claim.current
        codes = claim_codes(current, claim.review, numbers["event", current.event])
        entries.append(
            Entry(
                number=claim.number, terms=frozenset(_term_numbers(current, numbers)),
                numbers=claim_numbers(codes, precision=current.when.precision, article=claim.article),
                lists=claim_lists(current, numbers, speakers), former=former.get(claim.number, frozenset()),
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


def claim_rows(stored: Stored, numbers: Mapping[tuple[str, str], int]) -> dict[str, list[dict[str, Any]]]:
    """The rows of one claim by table; `numbers` has those of its terms."""
    current = stored.current
    codes = claim_codes(current, stored.review, numbers["event", current.event])
    number = {"claim": stored.number}
    return {
        "claims": [_claim_row(stored) | codes],
        "claim_lines": [number | _line_row(stored, _term_numbers(current, numbers))],
        "claim_places": [number | row for row in _part_rows(current.places, _place_row)],
        "claim_actors": [
            number | {"role": role} | row
            for role, actors in (("actor", current.actors), ("target", current.targets))
            for row in _part_rows(actors, _actor_row)
        ],
        "claim_sources": [number | row for row in _part_rows(current.sources, _source_row)],
        "claim_counts": [number | row for row in _part_rows(current.counts, _count_row)],
        "claim_keys": [number | {"key": key} for key in sorted(stored.keys)],
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


def _claim_row(stored: Stored) -> dict[str, Any]:
    current = stored.current
    return {
        "number": stored.number,
        "id": stored.machine.id,
        "article": stored.article,
        "position": stored.position,
        "event": current.event,
        "family": current.event.partition(".")[0],
        "status": current.status,
        "from_day": current.when.from_day,
        "to_day": current.when.to_day,
        "when_precision": current.when.precision,
        "when_basis": current.when.basis,
        "trigger": current.trigger.text,
        "start": current.trigger.start,
        "end": current.trigger.end,
        "confidence": current.confidence,
        "review": stored.review,
        "maker": current.maker,
    }


def _line_row(stored: Stored, terms: Iterable[int]) -> dict[str, Any]:
    return {
        "terms": " ".join(map(str, terms)),
        "sentence": stored.current.sentence.text,
        "line": claim_to_json(stored.machine),
        "corrected": None if stored.current == stored.machine else claim_to_json(stored.current),
    }


def _part_rows(parts: Sequence[Any], row: Any) -> list[dict[str, Any]]:
    return [{"position": position, **row(part)} for position, part in enumerate(parts)]


def _place_row(place: Place) -> dict[str, Any]:
    plain = {field.name: getattr(place, field.name) for field in fields(place) if field.name != "alternatives"}
    return plain | {"key": place_key(place)}


def _actor_row(actor: Actor) -> dict[str, Any]:
    plain = {field.name: getattr(actor, field.name) for field in fields(actor) if field.name != "given"}
    given = actor.given
    return plain | {
        "given": given and given.text,
        "given_start": given and given.start,
        "given_end": given and given.end,
    }


def _source_row(source: Source) -> dict[str, Any]:
    return {field.name: getattr(source, field.name) for field in fields(source)}


def _count_row(count: Count) -> dict[str, Any]:
    return {field.name: getattr(count, field.name) for field in fields(count)}


def read_stored(connection: Connection, numbers: Sequence[int]) -> list[Stored]:
    """The claims of these numbers, in no order."""
    claims, lines, keys = schema.claims.c, schema.claim_lines.c, schema.claim_keys.c
    stored: list[Stored] = []
    for batch in chunked(numbers):
        by_claim: dict[int, set[str]] = {}
        for claim, key in connection.execute(select(keys.claim, keys.key).where(keys.claim.in_(batch))):
            by_claim.setdefault(claim, set()).add(key)
        query = select(
            claims.number, claims.article, claims.position, claims.review, lines.line, lines.corrected
        ).join_from(schema.claims, schema.claim_lines)
        for row in connection.execute(query.where(claims.number.in_(batch))):
            machine = claim_from_json(row.line)
            stored.append(
                Stored(
                    number=row.number, article=row.article, position=row.position, machine=machine,
                    current=machine if row.corrected is None else claim_from_json(row.corrected),
                    review=row.review, keys=frozenset(by_claim.get(row.number, ())),
                )
            )  # fmt: skip
    return stored
