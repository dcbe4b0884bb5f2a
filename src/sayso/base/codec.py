"""Records to and from the JSON lines that other programs read: the one place that knows their shape.

Days are ISO dates; what was not said is `null`; a span that an optional field lacks is `null` as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import msgspec

from sayso.model import (
    Actor,
    Claim,
    Control,
    Count,
    Incident,
    Judgement,
    Mark,
    Place,
    Reading,
    Source,
    Span,
    When,
)

R = TypeVar("R")

_NEAR = ("distance_m", "bearing")
_WITH_BASIS = ("actors", "targets", "places")
_WHEN = {"from_day": "from", "to_day": "to"}


def claim_to_json(claim: Claim) -> str:
    """The claim as one line of JSON, without the line break."""
    return msgspec.json.encode(claim_to_dict(claim)).decode()


def claim_from_json(line: str | bytes) -> Claim:
    """The claim of one line. Raises `ValueError`, which tells the field, if it is not one."""
    return claim_from_dict(msgspec.json.decode(line))


def claim_to_dict(claim: Claim) -> dict[str, Any]:
    """The claim in plain values, in the contract's names and order."""
    plain: dict[str, Any] = msgspec.to_builtins(claim)
    plain["places"] = [_place_out(place) | {"basis": place["basis"]} for place in plain["places"]]
    plain["when"] = _when_out(plain["when"])
    return plain


def claim_from_dict(plain: dict[str, Any]) -> Claim:
    """The claim that `claim_to_dict` wrote. Raises `ValueError`, which tells the field, if it is not one.

    Of a place, actor or target that does not tell its basis, as in lines of former versions: outside the sentence it
    is carried, else stated.
    """
    when = plain.get("when")
    if isinstance(when, dict):
        back = {new: old for old, new in _WHEN.items()}
        plain = plain | {"when": {back.get(key, key): value for key, value in when.items()}}
    claim = msgspec.convert(plain, Claim)
    if all("basis" in part for field in _WITH_BASIS for part in plain[field]):
        return claim
    parts: dict[str, Any] = {field: _with_basis(getattr(claim, field), plain[field], claim) for field in _WITH_BASIS}
    return replace(claim, **parts)


def _with_basis(parts: Sequence[Place | Actor], plain: Sequence[Mapping[str, Any]], claim: Claim) -> tuple[Any, ...]:
    """The parts; those that do not tell their basis with the one that their words' place in the text tells."""
    sentence = claim.sentence
    return tuple(
        part if "basis" in told or sentence.start <= part.start < sentence.end else replace(part, basis="carried")
        for part, told in zip(parts, plain, strict=True)
    )


def part_to_dict(part: Place | When | Count | Actor | Source | Span) -> dict[str, Any]:
    """A part of a claim in plain values, as a claim's line has it."""
    plain: dict[str, Any] = msgspec.to_builtins(part)
    if isinstance(part, Place):
        return _place_out(plain) | {"basis": part.basis}
    return _when_out(plain) if isinstance(part, When) else plain


def record_to_json(record: object) -> str:
    """A record, or a tuple of records, as JSON that gives it back whole: for the ledger, not for people."""
    return msgspec.json.encode(record).decode()


def record_from_json(line: str | bytes, kind: type[R]) -> R:
    """The record that `record_to_json` wrote. Raises `ValueError` if it is not one of that kind."""
    return msgspec.json.decode(line, type=kind)


def reading_to_json(reading: Reading) -> str:
    """The article's head and its marks as one line of JSON, without the line break.

    `source` and `cue` of a content mark are indexes into the same line's `marks`.
    """
    head = msgspec.to_builtins(reading.article.head)
    marks = [mark_to_dict(mark, reading.article.text) for mark in reading.marks]
    return msgspec.json.encode({"article": head, "marks": marks, "maker": reading.maker}).decode()


def incident_to_dict(incident: Incident) -> dict[str, Any]:
    """The incident in plain values, in the contract's names and order."""
    plain: dict[str, Any] = msgspec.to_builtins(incident)
    plain["place"] = plain["place"] and _place_out(plain["place"]) | {"basis": plain["place"]["basis"]}
    said = {"counts": plain.pop("counts"), "status": plain.pop("statuses")}
    plain["why"] = [reason | {"parts": dict(reason["parts"])} for reason in plain["why"]]
    for field, sayings in said.items():
        said[field] = _by_value(sayings)
    tail = {key: plain.pop(key) for key in ("contradictions", "why", "maker")}
    return _when_out(plain) | {"fields": said} | tail


def control_to_dict(control: Control) -> dict[str, Any]:
    """The run of control in plain values, in the contract's names and order."""
    plain: dict[str, Any] = msgspec.to_builtins(control)
    return _when_out(plain | {"place": _without_empty_id(plain["place"])})


def judgement_to_dict(judgement: Judgement) -> dict[str, Any]:
    """The judgement in plain values."""
    plain: dict[str, Any] = msgspec.to_builtins(judgement)
    return plain


def _by_value(sayings: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each value that is said, once, with `said_by`: the claims and sources that say it, in the order given."""
    values: dict[tuple[Any, ...], dict[str, Any]] = {}
    for saying in sayings:
        value = {key: part for key, part in saying.items() if key not in ("claim", "source")}
        kept = values.setdefault(tuple(value.values()), value | {"said_by": []})
        kept["said_by"].append({"claim": saying["claim"], "source": saying["source"]})
    return list(values.values())


def line_to_json(plain: Mapping[str, Any]) -> str:
    """Plain values as one line of JSON, without the line break."""
    return msgspec.json.encode(plain).decode()


def mark_to_dict(mark: Mark, text: str) -> dict[str, Any]:
    """A mark of a text in plain values: its stretch, and what it resolves to."""
    plain = {"kind": mark.kind, "start": mark.start, "end": mark.end, "text": text[mark.start : mark.end]}
    refers = mark.refers
    if refers is None:
        return plain
    rest: dict[str, Any] = msgspec.to_builtins(refers)
    if isinstance(refers, Place):
        rest = _place_out(rest)
    elif isinstance(refers, When):
        rest = _when_out(rest)
    # The stretch that a referent carries is the mark's own; a place's `kind` must not hide the mark's.
    resolved = {key: value for key, value in rest.items() if key not in {"text", "start", "end"}}
    if "kind" in resolved:
        resolved["place_kind"] = resolved.pop("kind")
    return plain | resolved


def _place_out(place: dict[str, Any]) -> dict[str, Any]:
    """Distance and bearing belong to `near` alone, an added gazetteer's id to what only that gazetteer knows.

    A `use` is told where it is not the plain one; the `basis` is told by claims and incidents alone.
    """
    left_out = set() if place["precision"] == "near" else set(_NEAR)
    left_out |= {"basis"} | ({"use"} if place["use"] == "place" else set())
    alternatives = [_without_empty_id(other) for other in place["alternatives"]]
    kept = {key: value for key, value in place.items() if key not in left_out}
    return _without_empty_id(kept | {"alternatives": alternatives})


def _without_empty_id(place: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in place.items() if key != "gazetteer_id" or value is not None}


def _when_out(when: dict[str, Any]) -> dict[str, Any]:
    return {_WHEN.get(key, key): value for key, value in when.items()}
