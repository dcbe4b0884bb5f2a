"""Control of places: written a place at a time, read by day, place, holder and standing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, delete, func, or_, select

from sayso.base.codec import record_from_json, record_to_json
from sayso.base.ids import place_key
from sayso.keep.index.terms import fold
from sayso.keep.records import Filter, Page
from sayso.keep.store.claim_rows import EVER
from sayso.keep.tables import schema
from sayso.keep.tables.row_numbers import take_numbers
from sayso.keep.tables.statements import chunked, insert_rows
from sayso.model import Control


def put_control(connection: Connection, places: Collection[str], runs: Sequence[Control]) -> None:
    """Writes these runs in place of all that stood for the places with these keys; what stands as it is stays."""
    control = schema.control
    touched = {*places, *(place_key(run.place) for run in runs)}
    fresh = {record_to_json(run): run for run in runs}
    gone: list[int] = []
    for keys in chunked(sorted(touched)):
        query = select(control.c.number, control.c.line).where(control.c.place_key.in_(keys))
        gone += [row.number for row in connection.execute(query) if fresh.pop(row.line, None) is None]
    for numbers in chunked(gone):
        connection.execute(delete(control).where(control.c.number.in_(numbers)))
    _insert(connection, list(fresh.items()))


def _insert(connection: Connection, runs: Sequence[tuple[str, Control]]) -> None:
    """Writes new runs, each with its line."""
    if not runs:
        return
    first = take_numbers(connection, "control", len(runs))
    rows = [_row(run, line, number) for number, (line, run) in enumerate(runs, start=first)]
    insert_rows(connection, schema.control, rows)
    claims = [
        {"run": number, "position": position, "claim_id": claim}
        for number, (_, run) in enumerate(runs, start=first)
        for position, claim in enumerate(run.claims)
    ]
    insert_rows(connection, schema.control_claims, claims)


def _row(run: Control, line: str, number: int) -> dict[str, Any]:
    place = run.place
    return {
        "number": number,
        "place_key": place_key(place),
        "place": place.name,
        "geonameid": place.geonameid,
        "gazetteer_id": place.gazetteer_id,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "country": place.country,
        "admin1": place.admin1,
        "holder": run.holder,
        "from_day": run.from_day,
        "to_day": run.to_day,
        "standing": run.standing,
        "said_by": "; ".join(run.said_by),
        "rule": run.rule,
        "line": line,
        "day": run.from_day.toordinal(),
        "last": run.to_day.toordinal() if run.to_day else EVER,
    }


def list_control(
    connection: Connection, wanted: Filter, *, on: date | None, limit: int | None, offset: int
) -> Page[Control]:
    """Runs of control by place and day: `party` is the holder, `source` a party that says it; `on` is one day."""
    control = schema.control.c
    holds = _holds(wanted, on)
    query: Select[Any] = select(control.line).where(*holds).order_by(control.place, control.place_key, control.day)
    total: int = connection.execute(select(func.count()).select_from(schema.control).where(*holds)).scalar_one()
    if limit is not None:
        query = query.limit(limit).offset(offset)
    lines = connection.execute(query).scalars()
    return Page(items=tuple(record_from_json(line, Control) for line in lines), total=total)


def _holds(wanted: Filter, on: date | None) -> list[Any]:
    control = schema.control.c
    holds: list[Any] = []
    since, until = (on, on) if on else (wanted.since, wanted.until)
    if since:
        holds.append(control.last >= since.toordinal())
    if until:
        holds.append(control.day <= until.toordinal())
    if wanted.place:
        holds.append(or_(*(_is_place(value) for value in wanted.place)))
    if wanted.within:
        holds.append(or_(*(_lies_in(value) for value in wanted.within)))
    if wanted.party:
        holds.append(control.holder.in_([part for value in wanted.party for part in (value, value.upper())]))
    if wanted.source:
        said_by = func.coalesce("; " + control.said_by + ";", "")
        holds.append(or_(*(said_by.contains(f"; {value.upper()};", autoescape=True) for value in wanted.source)))
    if wanted.standing:
        holds.append(control.standing.in_(wanted.standing))
    return holds


def _is_place(value: str) -> Any:
    control, terms = schema.control.c, schema.terms.c
    named = select(terms.key).where(terms.kind == "place", terms.folded == fold(value))
    key = f"g:{value}" if value.isdigit() else value
    return or_(control.place_key == key, control.place == value, control.place_key.in_(named))


def _lies_in(value: str) -> Any:
    control = schema.control.c
    country, _, region = value.partition("/")
    if region:
        return (control.country == country.upper()) & (control.admin1 == region)
    return or_(control.country == value.upper(), func.lower(control.admin1) == value.lower())
