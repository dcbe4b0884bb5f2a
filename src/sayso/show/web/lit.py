"""A text cut into pieces, each with the spans that light it: what a template writes, escaped, piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sayso.model import Claim
from sayso.show.web.bases import given_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Lit:
    """A span of the text to light: what it is, and the claim that it belongs to."""

    start: int
    end: int
    kind: str
    """`sentence source cue actor target place when given count status quote trigger`."""
    claim: str
    says: str
    """What it stands for, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LitPiece:
    """A piece of the text that is lit alike from end to end."""

    text: str
    kinds: tuple[str, ...] = ()
    says: str = ""
    claim: str | None = None
    """The claim whose trigger it is."""
    begins: tuple[str, ...] = ()
    """The claims whose triggers begin here."""


def light(text: str, spans: Iterable[Lit], *, start: int = 0, end: int | None = None) -> list[LitPiece]:
    """The pieces of `text[start:end]`, in order; together they are that text."""
    last = len(text) if end is None else min(end, len(text))
    inside = [span for span in spans if span.start < last and span.end > start and span.start < span.end]
    cuts = sorted(
        {start, last, *(max(start, span.start) for span in inside), *(min(last, span.end) for span in inside)}
    )
    opening = sorted(inside, key=lambda span: span.start)
    pieces: list[LitPiece] = []
    open_: list[Lit] = []
    at = 0
    for begin, close in pairwise(cuts):
        while at < len(opening) and max(start, opening[at].start) <= begin:
            open_.append(opening[at])
            at += 1
        open_ = [span for span in open_ if span.end > begin]
        pieces.append(_piece(text[begin:close], open_, begin))
    return pieces


def _piece(text: str, spans: Sequence[Lit], begin: int) -> LitPiece:
    if not spans:
        return LitPiece(text=text)
    triggers = [span for span in spans if span.kind == "trigger"]
    begins = [trigger.claim for trigger in triggers if trigger.start == begin]
    return LitPiece(
        text=text,
        kinds=tuple(dict.fromkeys(span.kind for span in spans)),
        says="; ".join(dict.fromkeys(span.says for span in spans if span.says)),
        claim=next(iter(begins), triggers[0].claim) if triggers else None,
        begins=tuple(dict.fromkeys(begins)),
    )


def lit_of(claim: Claim, *, label: str = "") -> Iterator[Lit]:
    """The spans of a claim; `label` is what its trigger says, the type's label if not given."""
    yield _lit(claim, claim.sentence, "sentence", "")
    for kind, parts in (("actor", claim.actors), ("target", claim.targets), ("place", claim.places)):
        for part in parts:
            yield _lit(claim, part, kind, f"{kind}: {part.name or part.text}")
    for source in claim.sources:
        yield _lit(claim, source, "source", f"source: {source.name}")
    for count in claim.counts:
        yield _lit(claim, count, "count", f"number: {count.text}")
    if claim.when.text is not None and claim.when.start is not None and claim.when.end is not None:
        yield _lit(claim, claim.when, "when", f"time: {claim.when.text}")
    for given, says in given_by(claim):
        yield _lit(claim, given, "given", says)
    if claim.status_cue:
        yield _lit(claim, claim.status_cue, "status", f"status: {claim.status}")
    if claim.quote:
        yield _lit(claim, claim.quote, "quote", "quotation")
    yield _lit(claim, claim.trigger, "trigger", label or claim.event)


def _lit(claim: Claim, part: Any, kind: str, says: str) -> Lit:
    return Lit(start=part.start, end=part.end, kind=kind, claim=claim.id, says=says)
