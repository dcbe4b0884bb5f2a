"""`/review` and `/review/bulk`: what waits for a person's decision, one claim or pair at a time, or many at once."""

from __future__ import annotations

from typing import Any, Final, get_args

from sayso.base.errors import NotKeptError
from sayso.export.exported import Exported
from sayso.keep import UNSEEN, KeptClaim, Orphan
from sayso.keep.views.queues import QUEUES, QueueName
from sayso.model import EventStatus, Judgement, TimePrecision
from sayso.show.web.answers import Answer, listed
from sayso.show.web.asked import Asked, read_filter, read_order
from sayso.show.web.desk import Desk
from sayso.show.web.lit import light, lit_of
from sayso.show.web.pages.choosing import filter_context, paging
from sayso.show.web.pages.claims import claim_context, claim_line, claim_rows, row_context, window

ALL: Final = (*QUEUES, "pairs", "orphaned")
"""Queues, in the order of their tabs."""
BULK: Final = 200
"""Claims that are decided at once: as many as one reads through on one page; set by hand."""
_PAIR_AROUND: Final = 400
"""Characters of the text on either side of each claim of a pair: two such stand on one screen; set by hand."""
_FURTHEST_PAIR: Final = 100_000
"""Pairs that an address may skip; set by hand."""
_NUMBER_KEYS: Final = 9
"""Types of an event that the keys 1 to 9 choose from."""
_PARTIES: Final = 300
"""Parties of the ledger that a form offers, of either kind; set by hand."""


def show_queue(desk: Desk, asked: Asked) -> Answer:
    """One claim of a queue, a pair, or the judgements that lost their claims; as data, the whole queue."""
    queue: Any = asked.choice("queue", ALL) or "unreviewed"
    if queue == "orphaned":
        return _show_orphans(desk, asked)
    if queue == "pairs":
        return _show_pair(desk, asked)
    return _show_claim(desk, asked, queue)


def _show_claim(desk: Desk, asked: Asked, queue: QueueName) -> Answer:
    is_page = asked.form == "html"
    page = desk.queues.waiting(queue, limit=0 if is_page else asked.limit, offset=asked.offset)
    kept = [] if is_page else desk.tallies.kept(page.items)
    return Answer(
        template="review.html",
        title="Review",
        context=_claim_page(desk, asked, queue) if is_page else {},
        document=lambda: Exported(
            before=listed(asked, page.items, page.total) | {"queue": queue},
            name="claims",
            records=(claim_line(claim, desk) | {"seen": seen_of(claim)} for claim in kept),
        ),
        rows=lambda: claim_rows(kept),
    )


def seen_of(kept: KeptClaim) -> str:
    """The last judgement on a claim, as whoever looks at it now has seen it."""
    return kept.judgements[-1] if kept.judgements else UNSEEN


def _claim_page(desk: Desk, asked: Asked, queue: QueueName) -> dict[str, Any]:
    at = asked.one("at")
    around = desk.queues.around(queue, at)
    chosen = at or around.after
    common = frame(desk, asked, queue)
    if chosen is None:
        return common | {"claim": None}
    kept = desk.ledger.claim(chosen)
    around = around if at else desk.queues.around(queue, chosen)
    return (
        common
        | claim_context(desk, kept)
        | {
            "seen": seen_of(kept), "judgements": desk.ledger.judgements(chosen), "start": _start(desk, kept),
            "before": around.before, "after": around.after, "here": asked.address(at=chosen, last=None, skipped=None),
            "next": address_of(queue, around.after), "types": sorted(desk.codebook.types),
            "near_types": _near_types(desk, kept), "statuses": get_args(EventStatus),
            "precisions": get_args(TimePrecision), "parties": party_choices(desk),
        }
    )  # fmt: skip


def _start(desk: Desk, kept: KeptClaim) -> int:
    """Where in the article the text begins that the page shows."""
    text = desk.ledger.article(kept.claim.article.id).article.text
    return window(text, kept.claim.sentence.start, kept.claim.sentence.end)[0]


def _near_types(desk: Desk, kept: KeptClaim) -> list[str]:
    """The types of the claim's family, which the keys 1 to 9 choose from."""
    family = kept.claim.family
    return [event_type.id for event_type in desk.codebook.types.values() if event_type.family == family][:_NUMBER_KEYS]


def party_choices(desk: Desk) -> list[tuple[str, str]]:
    """The parties that the ledger's claims name, by id, with their names."""
    known = desk.codebook.parties.parties
    named = [key for key, _ in desk.tallies.named("party", limit=_PARTIES)]
    named += [key for key, _ in desk.tallies.named("source_party", limit=_PARTIES)]
    return [(key, known[key].name if key in known else key) for key in sorted(set(named))]


def frame(desk: Desk, asked: Asked, queue: str) -> dict[str, Any]:
    """What every page of the review shows: the queues, and what was decided last, to be undone."""
    last = asked.one("last")
    undone = _last_judgements(desk, last) if last else []
    return {
        "queue": queue, "queues": ALL, "counts": desk.remembered("queues", desk.queues.counts), "last": undone,
        "skipped": asked.one("skipped"),
        "undone": asked.one("undone"),
    }  # fmt: skip


def _last_judgements(desk: Desk, reference: str) -> list[Judgement]:
    """The judgements that the address names, if the ledger has them; of many, the first."""
    claim = reference.partition("@")[2]
    try:
        on = desk.ledger.judgements(claim) if claim else ()
    except NotKeptError:
        return []
    return [judgement for judgement in on if judgement.id == reference.partition("@")[0]]


def address_of(queue: str, claim: str | None, **parameters: str) -> str:
    """The address of a claim in a queue."""
    from urllib.parse import urlencode

    query = {
        "queue": queue,
        **({"at": claim} if claim else {}),
        **{key: value for key, value in parameters.items() if value},
    }
    return "/review?" + urlencode(query)


def _show_pair(desk: Desk, asked: Asked) -> Answer:
    at = asked.number("n", usual=0, least=0, most=_FURTHEST_PAIR)
    page = desk.queues.pairs(limit=1 if asked.form == "html" else asked.limit, offset=at or asked.offset)
    rows = [{"incident": pair.incident, "one": pair.claims[0], "other": pair.claims[1], "score": pair.score,
             "seen": _seen_of_pair(desk, pair.claims)} for pair in page]  # fmt: skip
    context: dict[str, Any] = {}
    if asked.form == "html":
        pair = next(iter(page), None)
        sides = [_pair_side(desk, kept) for kept in desk.tallies.kept(pair.claims)] if pair else []
        reason = None
        if pair:
            why = desk.ledger.incident(pair.incident).why
            reason = next((reason for reason in why if set(reason.pair) == set(pair.claims)), None)
        context = frame(desk, asked, "pairs") | {
            "pair": pair, "sides": sides, "reason": reason, "n": at, "total": page.total,
            "seen": _seen_of_pair(desk, pair.claims) if pair else UNSEEN,
        }  # fmt: skip
    return Answer(
        template="pair.html", title="Review pairs", context=context,
        document=lambda: Exported(
            before=listed(asked, page.items, page.total) | {"queue": "pairs"}, name="pairs", records=rows
        ),
        rows=lambda: Exported(records=rows),
    )  # fmt: skip


def _seen_of_pair(desk: Desk, pair: tuple[str, str]) -> str:
    """The last judgement on a pair, as whoever looks at it now has seen it."""
    history = desk.queues.pair_history(pair)
    return history[-1].id if history else UNSEEN


def _pair_side(desk: Desk, kept: KeptClaim) -> dict[str, Any]:
    claim = kept.claim
    text = desk.ledger.article(claim.article.id).article.text
    start, end = window(text, claim.sentence.start, claim.sentence.end, _PAIR_AROUND)
    return {"kept": kept, "claim": claim, "pieces": light(text, lit_of(claim), start=start, end=end), "corrected": []}


def _show_orphans(desk: Desk, asked: Asked) -> Answer:
    orphans = desk.ledger.orphans()
    shown_orphans = orphans[asked.offset : asked.offset + asked.limit]
    rows = [orphan_row(orphan) for orphan in shown_orphans]
    context = frame(desk, asked, "orphaned") | {
        "orphans": shown_orphans,
        "paging": paging(asked, len(shown_orphans), len(orphans)),
    }
    return Answer(
        template="orphans.html", title="Judgements without their claim",
        context=context if asked.form == "html" else {},
        document=lambda: Exported(
            before=listed(asked, shown_orphans, len(orphans)) | {"queue": "orphaned"}, name="orphans", records=rows
        ),
        rows=lambda: Exported(records=rows),
    )  # fmt: skip


def orphan_row(orphan: Orphan) -> dict[str, Any]:
    """A judgement that lost its claim, as a flat row."""
    judgement, anchor = orphan.judgement, orphan.anchor
    return {
        "judgement": judgement.id, "kind": judgement.kind, "reviewer": judgement.reviewer,
        "made": judgement.made.isoformat(), "reason": judgement.reason, "field": judgement.field,
        "value": judgement.value, "claim": orphan.claim, "article": anchor.article, "quote": anchor.quote,
        "event": anchor.event, "why": orphan.why,
    }  # fmt: skip


def show_bulk(desk: Desk, asked: Asked) -> Answer:
    """The claims of a filter before they are decided at once: all are listed that would be."""
    wanted = read_filter(asked, desk)
    page = desk.ledger.claims(wanted, order=read_order(asked), limit=BULK, offset=0)
    return Answer(
        template="bulk.html",
        title="Decide many at once",
        context={
            "claims": row_context(desk, page.items), "seen": {kept.claim.id: seen_of(kept) for kept in page},
            **filter_context(desk, asked), "paging": paging(asked, len(page), page.total),
        },
    )  # fmt: skip
