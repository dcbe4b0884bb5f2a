"""What judgements on one claim add up to: pure arithmetic over judgements in the order in which they were made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sayso.base.codec import claim_from_dict, claim_to_dict
from sayso.base.errors import JudgementError
from sayso.model import Claim, Judgement, ReviewState

FIELDS: Final = ("event", "status", "places", "when", "counts", "actors", "targets", "sources", "trigger")
"""What of a claim can be corrected."""


def standing_judgements(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Those that count: neither undone, nor an undoing. An undoing that was undone itself undoes nothing."""
    undone = undone_by(judgements)
    return [judgement for judgement in judgements if judgement.kind != "undo" and judgement.id not in undone]


def undone_by(judgements: Sequence[Judgement]) -> set[str]:
    """Ids of what the undoings among them take back, save those undoings that were undone themselves."""
    undone: set[str] = set()
    for judgement in reversed(judgements):
        if judgement.kind == "undo" and judgement.undoes and judgement.id not in undone:
            undone.add(judgement.undoes)
    return undone


def review_state(standing: Iterable[Judgement]) -> ReviewState:
    """The state that standing judgements on one claim leave it in.

    The last of accept, correct and reject decides: after a rejection the claim is rejected; else it is corrected if any
    correction stands, and accepted if none does. Who makes a claim accepts it.
    """
    decided = [judgement.kind for judgement in standing if judgement.kind in ("claim", "accept", "correct", "reject")]
    if not decided:
        return "unreviewed"
    if decided[-1] == "reject":
        return "rejected"
    return "corrected" if "correct" in decided else "accepted"


def apply_corrections(claim: Claim, corrections: Iterable[tuple[str, Any]]) -> Claim:
    """The claim with these fields set, in order. Raises `JudgementError` if the outcome is no claim."""
    plain = claim_to_dict(claim)
    for field, value in corrections:
        plain[field] = value
    try:
        return claim_from_dict(plain)
    except ValueError as error:
        hint = "give the value as JSON in the shape that this field has in a claim line"
        raise JudgementError(f"that is no value for this field: {error}", hint=hint) from None


def read_value(judgement_kind: str, field: str | None, value: str | None) -> Any:
    """The value of a judgement, out of its JSON. Raises `JudgementError` if the kind, field and value do not fit."""
    if judgement_kind == "claim" and field is None and value is not None:
        return _plain(value)
    if judgement_kind not in ("correct", "assess"):
        if field is not None or value is not None:
            raise JudgementError(f"{judgement_kind} takes no field and no value", hint="leave them out")
        return None
    if field is None or value is None:
        raise JudgementError(f"{judgement_kind} needs a field and a value", hint="say what, and give its value as JSON")
    if judgement_kind == "correct" and field not in FIELDS:
        raise JudgementError(f"there is no field {field} to correct", hint="the fields are: " + ", ".join(FIELDS))
    return _plain(value)


def _plain(value: str) -> Any:
    try:
        return json.loads(value)
    except (json.JSONDecodeError, RecursionError) as error:
        raise JudgementError(f"the value is no JSON: {error}", hint='a text stands in quotes: "denied"') from None


def corrected_events(judgements: Iterable[Judgement]) -> frozenset[str]:
    """Event types that the corrections among them give."""
    values = [json.loads(judgement.value or "") for judgement in judgements if judgement.field == "event"]
    return frozenset(value for value in values if isinstance(value, str))
