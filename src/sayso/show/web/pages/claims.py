"""`/` with its data, `/claims` and `/claims/ID`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sayso.base.codec import claim_to_dict, judgement_to_dict
from sayso.base.ids import place_key
from sayso.export.exported import Exported
from sayso.export.geojson import point
from sayso.export.rows import reviewed_row
from sayso.keep import KeptClaim
from sayso.model import Claim
from sayso.show.web.answers import Answer, listed
from sayso.show.web.asked import Asked, read_filter, read_order
from sayso.show.web.bases import given_by
from sayso.show.web.desk import Desk
from sayso.show.web.lit import LitPiece, light, lit_of
from sayso.show.web.pages.choosing import filter_context, paging
from sayso.show.web.side_colours import side_of_claim

AROUND: Final = 1_500
"""Characters of the text shown on either side of a claim's sentence; the article's page shows all.
Set by hand."""
BESIDE: Final = 160
"""Characters shown on either side of words elsewhere that gave a claim a part; set by hand."""
_OTHERS: Final = 100
"""Other claims of the incident shown beside a claim; set by hand."""


def claim_line(kept: KeptClaim, desk: Desk) -> dict[str, Any]:
    """The claim as programs and scripts read it: the contract's line, with what docs/web-data.md adds."""
    return claim_to_dict(kept.claim) | {
        "place_keys": [None if place.precision == "unresolved" else place_key(place) for place in kept.claim.places],
        "side": side_of_claim(kept.claim, desk.inks()),
        "made_by": kept.claim.made_by,
        "review": kept.review,
        "judged": kept.review if kept.review in ("accepted", "corrected") else None,
        "flags": list(kept.flags),
        "incident": kept.incident,
    }


def claim_rows(kept_claims: Iterable[KeptClaim]) -> Exported:
    """Claims as flat rows."""
    return Exported(records=map(reviewed_row, kept_claims))


def claim_document(before: Mapping[str, Any], kept_claims: Iterable[KeptClaim], desk: Desk) -> Exported:
    """Claims in one object, after what is said of all of them."""
    return Exported(before=before, name="claims", records=(claim_line(kept, desk) for kept in kept_claims))


def claim_features(kept_claims: Iterable[KeptClaim], total: int, desk: Desk) -> Exported:
    """A point for each resolved place of each of these claims, of which there are `total`."""
    points = (
        point(place.longitude, place.latitude, _properties(kept, desk) | {"place": place.name or place.text,
              "place_key": place_key(place), "precision": place.precision, "place_basis": place.basis})
        for kept in kept_claims
        for place in kept.claim.places
        if place.precision != "unresolved"
    )  # fmt: skip
    return Exported(records=points, total=total)


def _properties(kept: KeptClaim, desk: Desk) -> dict[str, Any]:
    claim = kept.claim
    return {
        "id": claim.id, "event": claim.event, "status": claim.status, "from": claim.when.from_day,
        "to": claim.when.to_day, "when_basis": claim.when.basis,
        "source": claim.sources[0].name if claim.sources else None,
        "side": side_of_claim(claim, desk.inks()), "outlet": claim.article.outlet, "article": claim.article.id,
        "sentence": claim.sentence.text, "confidence": claim.confidence, "review": kept.review,
    }  # fmt: skip


def list_claims(desk: Desk, asked: Asked) -> Answer:
    """The claims of the filter."""
    page = desk.ledger.claims(read_filter(asked, desk), order=read_order(asked), limit=asked.limit, offset=asked.offset)
    return Answer(
        template="claims.html",
        title="Claims",
        context={"claims": row_context(desk, page.items), **filter_context(desk, asked),
                 "paging": paging(asked, len(page), page.total)} if asked.form == "html" else {},
        document=lambda: claim_document(listed(asked, page.items, page.total), page, desk),
        rows=lambda: claim_rows(page),
        features=lambda: claim_features(page, page.total, desk),
    )  # fmt: skip


def row_context(desk: Desk, kept_claims: Sequence[KeptClaim]) -> list[dict[str, Any]]:
    """Claims as rows of a table: each with the words of its sentence lit, and who contradicts it."""
    opposed = desk.tallies.opposed([kept.claim.id for kept in kept_claims])
    return [
        {"kept": kept, "claim": kept.claim, "pieces": sentence_pieces(kept), "opposed": opposed.get(kept.claim.id, [])}
        for kept in kept_claims
    ]


def sentence_pieces(kept: KeptClaim) -> list[Any]:
    """The claim's sentence in pieces, with its trigger, numbers and sources lit."""
    claim = kept.claim
    first = claim.sentence.start
    text = " " * first + claim.sentence.text
    kinds = {"trigger", "count", "status"}
    return light(text, [span for span in lit_of(claim) if span.kind in kinds], start=first)


def overview(desk: Desk, asked: Asked) -> Answer:
    """Map, timeline and list; without script, the list."""
    page = desk.ledger.claims(read_filter(asked, desk), order=read_order(asked), limit=asked.limit)
    context = {
        "claims": [claim_line(kept, desk) for kept in page],
        "shown": len(page),
        "base_map": desk.base_map,
        "tiles": desk.tiles,
        "attribution": "",
        "claim_page": "/claims/{id}",
        "place_page": "/places/{key}",
        "places_with_claims": [],
        **filter_context(desk, asked),
        "total": page.total,
    }
    return Answer(
        template="overview.html",
        title="Who says that what happened, where and when",
        context=context,
        document=lambda: claim_document(listed(asked, page.items, page.total), page, desk),
        rows=lambda: claim_rows(page),
        features=lambda: claim_features(page, page.total, desk),
    )


def show_claim(desk: Desk, asked: Asked) -> Answer:
    """A claim: the text with its spans lit, the claim, and those who say otherwise."""
    kept = desk.ledger.claim(asked.key)
    judgements = desk.ledger.judgements(asked.key)
    context = claim_context(desk, kept) if asked.form == "html" else {}
    history = {
        "machine": claim_to_dict(kept.machine),
        "judgements": [judgement_to_dict(judgement) for judgement in judgements],
        "opposed": _opposed_lines(desk, kept),
    }
    return Answer(
        template="claim.html",
        title=f"Claim {kept.claim.id}",
        context=context | {"judgements": judgements},
        document=lambda: Exported(before=claim_line(kept, desk) | history),
        rows=lambda: claim_rows([kept]),
        features=lambda: claim_features([kept], 1, desk),
    )


def _opposed_lines(desk: Desk, kept: KeptClaim) -> list[Mapping[str, str]]:
    opposed = desk.tallies.opposed([kept.claim.id]).get(kept.claim.id, [])
    return [{"field": field, "kind": kind, "claim": other} for field, kind, other in opposed]


def claim_context(desk: Desk, kept: KeptClaim) -> dict[str, Any]:
    """The text around a claim, and the other claims of its incident: those that contradict it first."""
    claim = kept.claim
    article = desk.ledger.article(claim.article.id)
    text = article.article.text
    start, end = window(text, claim.sentence.start, claim.sentence.end)
    incident = desk.ledger.incident(kept.incident) if kept.incident else None
    opposed = {other: (field, kind) for field, kind, other in desk.tallies.opposed([claim.id]).get(claim.id, [])}
    ids = [other for other in (incident.claims if incident else ()) if other != claim.id]
    ids.sort(key=lambda other: other not in opposed)
    others = desk.tallies.kept(ids[:_OTHERS])
    return tellings_of(claim, [other.claim for other in others]) | {
        "kept": kept, "claim": claim, "article": article, "incident": incident,
        "pieces": light(text, lit_of(claim, label=claim.event), start=start, end=end),
        "is_cut": (start > 0, end < len(text)), "elsewhere": elsewhere(text, claim, start, end),
        "others": [{"kept": other, "claim": other.claim, "against": opposed.get(other.claim.id)} for other in others],
        "more": max(0, len(ids) - _OTHERS),
        "corrected": [name for name in CORRECTABLE if getattr(kept.claim, name) != getattr(kept.machine, name)],
    }  # fmt: skip


def elsewhere(text: str, claim: Claim, start: int, end: int, around: int = BESIDE) -> list[list[LitPiece]]:
    """What stands around words outside of a window of the text that gave the claim a part: lit, in text order."""
    outside = sorted(
        (given.start, given.end) for given, _ in given_by(claim) if given.end <= start or given.start >= end
    )
    spans: list[tuple[int, int]] = []
    for first, last in outside:
        begin, close = window(text, first, last, around)
        if spans and begin <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], close))
        else:
            spans.append((begin, close))
    lit_spans = [span for span in lit_of(claim) if span.kind != "sentence"]
    return [light(text, lit_spans, start=begin, end=close) for begin, close in spans]


def tellings_of(claim: Claim, others: Sequence[Claim]) -> dict[str, Any]:
    """Which of the others of its incident tells more fully what a claim tells, and which tell it again."""
    return {
        "told_fully": next((other for other in others if other.id == claim.retells), None),
        "told_again": [other for other in others if other.retells == claim.id],
    }


CORRECTABLE: Final = ("event", "status", "places", "when", "counts", "actors", "targets", "sources", "trigger")
"""Fields of a claim that a person can correct."""


def window(text: str, start: int, end: int, around: int = AROUND) -> tuple[int, int]:
    """The span of the text to show around a sentence, cut at line breaks where there are any."""
    begin, close = max(0, start - around), min(len(text), end + around)
    if begin > 0:
        begin = max(begin, text.find("\n", begin, start) + 1)
    if close < len(text):
        broken = text.rfind("\n", end, close)
        close = broken if broken > 0 else close
    return begin, close
