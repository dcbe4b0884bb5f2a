"""What a person decided on claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

JudgementKind = Literal["accept", "correct", "reject", "same", "different", "assess", "note", "flag", "undo", "claim"]
"""`claim`: a claim that a person made, and no machine found."""
ReviewState = Literal["unreviewed", "accepted", "corrected", "rejected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where a judged claim stands in the text: enough to find it again in a changed text, or by another maker."""

    article: str
    start: int
    end: int
    quote: str
    """The characters at `[start, end)`: the claim's trigger."""
    prefix: str
    suffix: str
    """The characters before and after, up to 64 on either side."""
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person decided: never changed and never removed; another judgement can undo it."""

    id: str
    kind: JudgementKind
    claims: tuple[str, ...]
    """Ids as they were when it was made: one, or two of `same` and `different`, or none of `undo`. Of `claim`,
    the one that it made."""
    anchors: tuple[Anchor, ...]
    """One for each claim, in the same order."""
    reviewer: str
    made: datetime
    """With time zone UTC."""
    reason: str = ""
    field: str | None = None
    """Of `correct`: the claim's field ("event", "status", "places", "when", "counts", "actors", "targets", "sources",
    "trigger"); of `assess`: what is assessed ("credibility")."""
    value: str | None = None
    """Of `correct` and `assess`: the new value as JSON in the shape of a claim line; of `claim`, the whole line."""
    undoes: str | None = None
    """Of `undo`: the id of the judgement that no longer counts."""
