"""What others decided meanwhile, beside what somebody wanted to: to be decided again, now knowingly, or to be left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from sayso.base.errors import ConflictError, NotKeptError, SaysoError
from sayso.keep import UNSEEN, KeptClaim
from sayso.model import Judgement
from sayso.show.web.desk import Desk
from sayso.show.web.posting.posted import DIGITS, ID, PARTS, SEEN_CLAIMS, SHORT, words_of

Posted = Mapping[str, Any]
_OWN: Final = ("csrf", "seen", "claims", "undoes")
"""Fields of a form that are given anew, or are none of a decision's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanwhile:
    """Something that others decided on: a claim, or a pair of claims."""

    claims: tuple[KeptClaim, ...]
    judgements: Sequence[Judgement]


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """A way to decide all the same: what the button says, and the fields that its form sends."""

    label: str
    fields: Mapping[str, str]


def conflict_context(desk: Desk, path: str, posted: Posted, error: ConflictError) -> dict[str, Any]:
    """What the page of a conflict shows, for the address that the decision was sent to."""
    meanwhile, again = _MADE[path](desk, posted)
    wanted = {
        name: value
        for name, value in posted.items()
        if isinstance(value, str) and value and name not in (*_OWN, "queue", "n", "claim")
    }
    return {
        "title": "Somebody else judged this meanwhile", "error": error, "wanted": wanted, "meanwhile": meanwhile,
        "again": again, "to": path, "leave": _leave(path, posted), "corrected": [],
    }  # fmt: skip


def _kept(desk: Desk, claims: Sequence[str]) -> tuple[KeptClaim, ...]:
    """Those of the claims that are there."""
    kept_claims = []
    for claim in claims:
        try:
            kept_claims.append(desk.ledger.claim(claim))
        except NotKeptError:
            continue
    return tuple(kept_claims)


def _sent(posted: Posted, **changed: str) -> dict[str, str]:
    kept = {name: value for name, value in posted.items() if isinstance(value, str) and name not in _OWN}
    return {**kept, **changed}


def _of_claim(desk: Desk, posted: Posted) -> tuple[list[Meanwhile], list[Again]]:
    (kept,) = _kept(desk, [words_of(posted, "claim", most=ID)])
    on = desk.ledger.judgements(kept.claim.id)
    seen = on[-1].id if on else UNSEEN
    return [Meanwhile(claims=(kept,), judgements=on)], [
        Again(label="Record mine after theirs", fields=_sent(posted, seen=seen))
    ]


def _of_pair(desk: Desk, posted: Posted) -> tuple[list[Meanwhile], list[Again]]:
    pair = (words_of(posted, "one", most=ID), words_of(posted, "other", most=ID))
    on = desk.queues.pair_history(pair)
    seen = on[-1].id if on else UNSEEN
    return [Meanwhile(claims=_kept(desk, pair), judgements=on)], [
        Again(label="Record mine after theirs", fields=_sent(posted, seen=seen))
    ]


def _of_many(desk: Desk, posted: Posted) -> tuple[list[Meanwhile], list[Again]]:
    """Those that were judged meanwhile; to be decided with the others all the same, or left out."""
    seen = dict(pair.split("=", 1) for pair in words_of(posted, "claims", most=SEEN_CLAIMS).split(",") if "=" in pair)
    kept = {kept_claim.claim.id: kept_claim for kept_claim in _kept(desk, list(seen))}
    last = {claim: kept_claim.judgements[-1] if kept_claim.judgements else UNSEEN for claim, kept_claim in kept.items()}
    changed = [claim for claim in kept if last[claim] != seen[claim]]
    others = [claim for claim in kept if claim not in changed]
    meanwhile = [Meanwhile(claims=(kept[claim],), judgements=desk.ledger.judgements(claim)) for claim in changed]
    again = [
        Again(label=label, fields=_sent(posted, claims=",".join(f"{claim}={last[claim]}" for claim in chosen)))
        for label, chosen in (
            (f"Decide the other {len(others)} alone", others),
            (f"Decide all {len(kept)}, mine after theirs", list(kept)),
        )
        if chosen
    ]
    return meanwhile, again


def _of_undo(desk: Desk, posted: Posted) -> tuple[list[Meanwhile], list[Again]]:
    """What was decided after what is to be undone; what was undone already is left out."""
    ids = [name for name in words_of(posted, "undoes", most=PARTS).split(",") if name]
    meanwhile: list[Meanwhile] = []
    left: dict[str, str] = {}
    for judgement in ids:
        try:
            history, stands = desk.queues.undo_history(judgement)
        except SaysoError:
            continue
        if stands:
            left[judgement] = history[-1].id
        if history[-1].id != judgement:
            claims = dict.fromkeys(claim for judgement in history for claim in judgement.claims)
            meanwhile.append(Meanwhile(claims=_kept(desk, list(claims)), judgements=history))
    label = "Take it back all the same" if len(left) == 1 else f"Take these {len(left)} back all the same"
    fields = _sent(posted, undoes=",".join(left), seen=",".join(left.values()))
    return meanwhile, [Again(label=label, fields=fields)] if left else []


def _of_new(desk: Desk, posted: Posted) -> tuple[list[Meanwhile], list[Again]]:
    """Claims that people made of the same words meanwhile."""
    start, end = (int(words_of(posted, name, most=DIGITS) or 0) for name in ("start", "end"))
    like = desk.draft(words_of(posted, "article", most=ID), start, max(end, start + 1))["like"]
    kept = [kept_claim for kept_claim in _kept(desk, like) if kept_claim.claim.made_by == "person"]
    meanwhile = [
        Meanwhile(claims=(kept_claim,), judgements=desk.ledger.judgements(kept_claim.claim.id)) for kept_claim in kept
    ]
    return meanwhile, [Again(label="Record mine too", fields=_sent(posted, seen="any"))]


_MADE: Final[Mapping[str, Callable[[Desk, Posted], tuple[list[Meanwhile], list[Again]]]]] = {
    "/review/judge": _of_claim, "/review/pair": _of_pair, "/review/bulk": _of_many, "/review/undo": _of_undo,
    "/review/claim": _of_new,
}  # fmt: skip


def _leave(path: str, posted: Posted) -> str:
    """Where one goes on who leaves it at that."""
    if path == "/review/bulk":
        return "/review/bulk?review=unreviewed"
    query = {"queue": words_of(posted, "queue", most=SHORT) or ("pairs" if path == "/review/pair" else "unreviewed")}
    at = words_of(posted, "claim", most=ID) or words_of(posted, "at", most=ID)
    return "/review?" + urlencode(query | ({"at": at} if at else {}))
