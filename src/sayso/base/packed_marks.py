"""Marks to a few bytes and back: what the ledger keeps of a reading beside its claims.

The bytes are zlib's over a JSON list of the marks in order: kind, characters from the start of the mark before, length,
and what the mark refers to, without the stretch and the words that the text gives again.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, Final, get_args

from sayso.base.codec import record_from_json, record_to_json
from sayso.base.errors import LedgerFormatError
from sayso.model import Attribution, Candidate, Count, Mark, MarkKind, Name, Place, When

KINDS: Final[tuple[MarkKind, ...]] = get_args(MarkKind)
_SPAN: Final = frozenset({"text", "start", "end"})
_REFERRED: Final[tuple[type, ...]] = (Name, Place, When, Count, Attribution)
_FIELDS: Final[Mapping[type, tuple[str, ...]]] = {
    kind: tuple(field.name for field in fields(kind) if field.name not in _SPAN) for kind in (*_REFERRED, Candidate)
}
_DAYS: Final = ("from_day", "to_day")


def pack_marks(marks: Sequence[Mark]) -> bytes:
    """The marks, in text order, as bytes."""
    rows: list[list[Any]] = []
    before = 0
    for mark in marks:
        rows.append([KINDS.index(mark.kind), mark.start - before, mark.end - mark.start, *_referred_out(mark)])
        before = mark.start
    return zlib.compress(record_to_json(rows).encode(), 6)


def unpack_marks(data: bytes, text: str) -> tuple[Mark, ...]:
    """The marks that `pack_marks` wrote, on their text. Raises `LedgerFormatError` if they cannot be read."""
    try:
        rows = record_from_json(zlib.decompress(data), list[list[Any]])
        return tuple(_marks(rows, text))
    except (zlib.error, ValueError, TypeError, IndexError) as error:
        raise LedgerFormatError(
            f"the marks of an article cannot be read: {error}", hint="bring back a backup"
        ) from None


def _marks(rows: Sequence[Sequence[Any]], text: str) -> list[Mark]:
    marks = []
    at = 0
    for kind, gap, length, *refers in rows:
        at += gap
        span = {"text": text[at : at + length], "start": at, "end": at + length}
        marks.append(Mark(kind=KINDS[kind], start=at, end=at + length, refers=_referred_in(refers, span)))
    return marks


def _referred_out(mark: Mark) -> list[Any]:
    """Which record the mark refers to, and its fields; nothing if it refers to none."""
    refers = mark.refers
    if refers is None:
        return []
    return [_REFERRED.index(type(refers)), *_values(refers)]


def _values(record: Any) -> list[Any]:
    """The fields of a record, without those at the end that are what they are by default."""
    known = {field.name: field.default for field in fields(record)}
    names = _FIELDS[type(record)]
    values = [getattr(record, name) for name in names]
    while values and values[-1] == known[names[len(values) - 1]]:
        values.pop()
    return [[_values(part) for part in value] if isinstance(value, tuple) else value for value in values]


def _referred_in(refers: Sequence[Any], span: Mapping[str, Any]) -> Any:
    if not refers:
        return None
    kind = _REFERRED[refers[0]]
    values = dict(zip(_FIELDS[kind], refers[1:], strict=False))
    if kind is Place and "alternatives" in values:
        values["alternatives"] = tuple(
            Candidate(**dict(zip(_FIELDS[Candidate], other, strict=False))) for other in values["alternatives"]
        )
    if kind is When:
        values |= {name: date.fromisoformat(values[name]) for name in _DAYS if values.get(name)}
    return kind(**span, **values)
