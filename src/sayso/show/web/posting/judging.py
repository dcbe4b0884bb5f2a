"""Where decisions are sent: one claim, a pair, many at once, and undoing them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from sayso.base.codec import judgement_to_dict
from sayso.base.errors import ConflictError, NotKeptError, UsageError
from sayso.keep import Judged, Verdict
from sayso.show.web.asked import Viewer
from sayso.show.web.error_pages import wants_data
from sayso.show.web.pages.review import ALL, BULK, address_of
from sayso.show.web.posting.claim_form import next_address, record_claim
from sayso.show.web.posting.conflicts import conflict_context
from sayso.show.web.posting.corrections import corrected_value
from sayso.show.web.posting.posted import (
    DIGITS_OF_PAIR,
    ID,
    PARTS,
    SEEN_CLAIMS,
    SHORT,
    check_posted,
    read_posted,
    words_of,
)

if TYPE_CHECKING:
    from sayso.show.web.desk import Desk
    from sayso.show.web.house import House

Posted = Mapping[str, Any]
ALONE: Final = ("accept", "reject", "correct", "flag", "note", "assess")
"""Decisions on one claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was recorded, and where the browser goes next; nowhere, if the answer itself tells what was done."""

    judged: Sequence[Judged]
    next: str


Decide = Callable[["Desk", Posted, Viewer], Decided]


def deciding_routes(house: House) -> list[BaseRoute]:
    """The addresses that take decisions; each takes a form or JSON, from a reviewer, out of a page of this server."""
    return [
        _route(house, "/review/judge", judge_claim), _route(house, "/review/pair", judge_pair),
        _route(house, "/review/undo", undo), _route(house, "/review/bulk", judge_many),
        _route(house, "/review/claim", make_claim),
    ]  # fmt: skip


def _route(house: House, path: str, decide: Decide) -> BaseRoute:
    async def answer(request: Request) -> Response:
        viewer = await run_in_threadpool(house.viewer, request)
        posted = await read_posted(request)
        check_posted(request, posted, viewer)
        return await run_in_threadpool(_decide, request, posted, viewer)

    def _decide(request: Request, posted: Posted, viewer: Viewer) -> Response:
        is_data = wants_data(request)
        try:
            decided = decide(house.desk, posted, viewer)
        except ConflictError as error:
            if is_data:
                raise
            context = conflict_context(house.desk, path, posted, error)
            return house.drawing.draw("conflict.html", context, path="/review", viewer=viewer, status=409)
        if not is_data and not decided.next:
            context = {"title": "Decided", "judged": decided.judged, "kind": words_of(posted, "kind", most=SHORT)}
            return house.drawing.draw("done.html", context, path="/review", viewer=viewer)
        if not is_data:
            return RedirectResponse(decided.next, 303)
        judgements = [judgement_to_dict(judged.judgement) for judged in decided.judged]
        claims = sorted({claim for judged in decided.judged for claim in judged.claims})
        return JSONResponse({"judgements": judgements, "claims": claims, "next": decided.next})

    return Route(path, answer, methods=["POST"])


def judge_claim(desk: Desk, posted: Posted, viewer: Viewer) -> Decided:
    """Records a decision on one claim; `seen` has to be the last judgement that there is."""
    claim, kind = words_of(posted, "claim", most=ID), words_of(posted, "kind", most=SHORT)
    if kind not in ALONE:
        raise UsageError(f"there is no decision {kind[:40]!r} on one claim", hint="give one of: " + ", ".join(ALONE))
    seen = _seen(posted)
    field, value = None, None
    if kind == "assess":
        field = words_of(posted, "field", most=ID)
        value = json.dumps(posted["value"], ensure_ascii=False) if "value" in posted else None
    if kind == "correct":
        field = words_of(posted, "field", most=SHORT)
        kept = desk.ledger.claim(claim)
        text = desk.ledger.article(kept.claim.article.id).article.text
        value = _value(posted, field, kept, text)
    verdict = Verdict(
        kind=kind, claims=(claim,), reviewer=viewer.name, reason=_reason(posted, kind), field=field, value=value,  # type: ignore[arg-type]
    )  # fmt: skip
    judged = desk.judge([(verdict, seen)])
    queue = _queue(posted)
    stays = kind in ("correct", "flag", "note", "assess")
    last = f"{judged[0].judgement.id}@{claim}"
    after = None if stays else desk.queues.around(queue, claim).after if queue in ALL[:4] else None
    return Decided(judged=judged, next=address_of(queue, claim if stays else after, last=last))


def _seen(posted: Posted) -> str:
    """The judgement that was seen last. Raises `UsageError` if it is not said."""
    seen = words_of(posted, "seen", most=ID)
    if not seen:
        raise UsageError("it is not said which judgement was seen last", hint="send seen as the page has it")
    return seen


def _value(posted: Posted, field: str, kept: Any, text: str) -> str:
    """The new value as JSON: as it was sent, or out of the form's fields."""
    sent = posted.get("value")
    value = sent if sent is not None and not isinstance(sent, str) else None
    if isinstance(sent, str) and sent:
        return sent
    if value is None:
        value = corrected_value(field, kept.claim, posted, text)
    return json.dumps(value, ensure_ascii=False)


def _reason(posted: Posted, kind: str) -> str:
    return words_of(posted, "reason") or ("flagged without words" if kind == "flag" else "")


def _queue(posted: Posted) -> Any:
    queue = words_of(posted, "queue", most=SHORT)
    return queue if queue in ALL else "unreviewed"


def judge_pair(desk: Desk, posted: Posted, viewer: Viewer) -> Decided:
    """Records that two claims tell of one thing or of two; not sure goes on to the next pair.

    `seen` has to be the last judgement that there is on the pair.
    """
    kind = words_of(posted, "kind", most=SHORT)
    at = words_of(posted, "n", most=DIGITS_OF_PAIR)
    number = int(at) if at.isdecimal() and at.isascii() else 0
    if kind == "unsure":
        return Decided(judged=(), next=f"/review?queue=pairs&n={number + 1}")
    if kind not in ("same", "different"):
        raise UsageError(f"there is no decision {kind[:40]!r} on a pair", hint="give same, different or unsure")
    pair = (words_of(posted, "one", most=ID), words_of(posted, "other", most=ID))
    verdict = Verdict(kind=kind, claims=pair, reviewer=viewer.name, reason=words_of(posted, "reason"))  # type: ignore[arg-type]
    judged = desk.judge([(verdict, _seen(posted))])
    return Decided(judged=judged, next=f"/review?queue=pairs&n={number}&last={judged[0].judgement.id}@{pair[0]}")


def undo(desk: Desk, posted: Posted, viewer: Viewer) -> Decided:
    """Takes judgements back, all or none; they stay on record.

    `seen`, in the same order, are the last judgements that were seen there; of those left out, what is undone itself.
    """
    ids = [judgement for judgement in words_of(posted, "undoes", most=PARTS).split(",") if judgement]
    if not 1 <= len(ids) <= BULK:
        raise UsageError(f"{len(ids)} judgements are named", hint=f"name 1 to {BULK}, with commas between")
    seen = [judgement for judgement in words_of(posted, "seen", most=PARTS).split(",") if judgement] or ids
    if len(seen) != len(ids):
        raise UsageError(f"{len(seen)} judgements were seen, and {len(ids)} are to be undone", hint="name one for each")
    reason = words_of(posted, "reason")
    verdicts = [
        (Verdict(kind="undo", reviewer=viewer.name, reason=reason, undoes=judgement), last)
        for judgement, last in zip(ids, seen, strict=True)
    ]
    judged = desk.judge(verdicts)
    article, at = words_of(posted, "article", most=ID), words_of(posted, "at", most=ID)
    if article:
        return Decided(judged=judged, next=f"/articles/{quote(article, safe='')}?undone={len(ids)}")
    return Decided(judged=judged, next=address_of(_queue(posted), _if_there(desk, at), undone=str(len(ids))))


def _if_there(desk: Desk, claim: str) -> str | None:
    """The claim, unless it was taken back."""
    try:
        return desk.ledger.claim(claim).claim.id if claim else None
    except NotKeptError:
        return None


def make_claim(desk: Desk, posted: Posted, viewer: Viewer) -> Decided:
    """Records a claim that the reviewer makes."""
    judged = record_claim(desk, posted, viewer)
    return Decided(judged=[judged], next=next_address(posted, judged))


def judge_many(desk: Desk, posted: Posted, viewer: Viewer) -> Decided:
    """Accepts or rejects the claims that were listed, all or none; none of them if one was judged meanwhile."""
    kind = words_of(posted, "kind", most=SHORT)
    if kind not in ("accept", "reject"):
        raise UsageError(f"{kind[:40]!r} is not decided at once", hint="give accept or reject")
    seen = dict(pair.split("=", 1) for pair in words_of(posted, "claims", most=SEEN_CLAIMS).split(",") if "=" in pair)
    if not 1 <= len(seen) <= BULK:
        raise UsageError(f"{len(seen)} claims are named", hint=f"name 1 to {BULK}")
    reason = words_of(posted, "reason")
    verdicts = [
        (Verdict(kind=kind, claims=(claim,), reviewer=viewer.name, reason=reason), last)  # type: ignore[arg-type]
        for claim, last in seen.items()
    ]
    judged = desk.judge(verdicts)
    return Decided(judged=judged, next="")
