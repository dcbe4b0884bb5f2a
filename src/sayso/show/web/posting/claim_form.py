"""A claim out of what a reviewer's form says, or a program: its parts as they were offered, and words of the text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote, urlencode

from sayso.base.errors import UsageError
from sayso.keep import Judged, Verdict
from sayso.show.web.asked import Viewer
from sayso.show.web.desk import Desk
from sayso.show.web.posting.posted import DIGITS, ID, NAME, PARTS, PASSAGE, PHRASE, SHORT, TYPE, words_of

Posted = Mapping[str, Any]
MOST: Final = 60
"""Parts of one kind that a form offers; set by hand."""
_FIELDS: Final = (
    "article", "event", "trigger", "status", "status_cue", "actors", "targets", "places", "when", "counts", "sources",
    "quote", "sentence",
)  # fmt: skip


def record_claim(desk: Desk, posted: Posted, viewer: Viewer) -> Judged:
    """The claim as recorded; `seen` has to be the last that a person made of the like, or `any`."""
    parts = {name: posted[name] for name in _FIELDS if name in posted} if "trigger" in posted else said_by(posted)
    seen = words_of(posted, "seen", most=ID)
    if not seen:
        raise UsageError("it is not said which claim of these words was seen last", hint="send seen: unseen, or any")
    reason = words_of(posted, "reason")
    verdict = Verdict(kind="claim", reviewer=viewer.name, reason=reason, value=desk.complete(parts))
    return desk.judge([(verdict, None if seen == "any" else seen)])[0]


def said_by(posted: Posted) -> dict[str, Any]:
    """What a form says, in the shape of a claim's line."""
    people = [
        (words_of(posted, f"role_{at}"), _part(posted, f"person_{at}"))
        for at in range(MOST)
        if words_of(posted, f"role_{at}")
    ]
    people += [(words_of(posted, "new_role") or "actors", person) for person in _person(posted, "new_person")]
    return {
        "article": words_of(posted, "article", most=ID),
        "event": words_of(posted, "event_other", most=TYPE) or words_of(posted, "event", most=TYPE),
        "trigger": _trigger(posted),
        "status": words_of(posted, "status") or None,
        "actors": [person for role, person in people if role == "actors"],
        "targets": [person for role, person in people if role == "targets"],
        "places": [*_parts(posted, "place"), *_place(posted)],
        "when": _when(posted),
        "counts": [*_parts(posted, "count"), *_count(posted)],
        "sources": _sources(posted),
    }


def _trigger(posted: Posted) -> dict[str, Any] | str:
    """The words that show it: as written by hand, near the selection, or the selection."""
    start, end = (_number(posted, name) for name in ("start", "end"))
    words = words_of(posted, "words", most=PASSAGE)
    if start is None or end is None:
        return words
    return {"text": words, "start": start} if words else {"start": start, "end": end}


def _number(posted: Posted, name: str) -> int | None:
    digits = words_of(posted, name, most=SHORT).replace(",", "")
    if not digits:
        return None
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > DIGITS:
        raise UsageError(f"{digits!r} is no number", hint="give digits, or leave it empty where nobody says")
    return int(digits)


def _part(posted: Posted, name: str) -> Any:
    text = words_of(posted, name, most=PARTS)
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise UsageError(f"{name} cannot be read", hint="load the form again") from None


def _parts(posted: Posted, name: str) -> list[Any]:
    return [_part(posted, f"{name}_{at}") for at in range(MOST) if words_of(posted, f"{name}_{at}", most=PARTS)]


def _place(posted: Posted) -> list[dict[str, str]]:
    words, name = words_of(posted, "new_place", most=PHRASE), words_of(posted, "new_place_name", most=PHRASE)
    return [{"text": words} | ({"name": name} if name else {})] if words else []


def _when(posted: Posted) -> Any:
    """The days that were written, else the time that was chosen."""
    days = {name: words_of(posted, name, most=SHORT) for name in ("from", "to", "precision")}
    chosen = _part(posted, "when") if words_of(posted, "when") else None
    if not (days["from"] or days["to"]):
        return chosen
    last = days["to"] or days["from"]
    words = ("text", "start", "end")
    span = {name: chosen[name] for name in words if name in chosen} if isinstance(chosen, dict) else {}
    return span | {"from": days["from"], "to": last} | ({"precision": days["precision"]} if days["precision"] else {})


def _count(posted: Posted) -> list[dict[str, Any]]:
    words = words_of(posted, "new_count", most=PHRASE)
    if not words:
        return []
    bounds = {name: _number(posted, f"new_{name}") for name in ("low", "high")}
    of = words_of(posted, "new_of", most=TYPE)
    return [{"text": words} | {name: value for name, value in bounds.items() if value is not None}
            | ({"of": of} if of else {})]  # fmt: skip


def _person(posted: Posted, name: str) -> list[dict[str, str]]:
    words = words_of(posted, name, most=PHRASE)
    extras = {key: words_of(posted, f"{name}_{key}", most=NAME) for key in ("name", "party")}
    return [{"text": words} | {key: value for key, value in extras.items() if value}] if words else []


def _sources(posted: Posted) -> list[Any]:
    """Who says so: somebody written by hand, else who was chosen; nobody, if the outlet itself does."""
    written = _person(posted, "new_source")
    kind = words_of(posted, "new_source_kind", most=SHORT)
    if written:
        return [written[0] | ({"kind": kind} if kind else {})]
    return [_part(posted, "source")] if words_of(posted, "source", most=PARTS) else []


def next_address(posted: Posted, judged: Judged) -> str:
    """Where the browser goes on that sent the form without script: back to the review, or to the article."""
    queue, at = words_of(posted, "queue", most=SHORT), words_of(posted, "at", most=ID)
    claim = judged.claims[0]
    if queue:
        query = {"queue": queue} | ({"at": at} if at else {}) | {"last": f"{judged.judgement.id}@{claim}"}
        return "/review?" + urlencode(query)
    article = quote(words_of(posted, "article", most=ID), safe="")
    return f"/articles/{article}?made={judged.judgement.id}&claim={claim}#at-{claim}"
