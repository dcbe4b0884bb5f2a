"""The filter as a form: its fields, what each may be set to, and what of it is set."""

from __future__ import annotations

from typing import Any, Final, get_args

from sayso.model import EventStatus, ReviewState, Standing
from sayso.show.web.asked import FILTER, Asked
from sayso.show.web.desk import Desk

_MOST: Final = 300
"""Options of a field; what is not among them can still be written into the address. Set by hand."""


def choices(desk: Desk, *, with_standing: bool = False) -> list[dict[str, Any]]:
    """The fields of the form that are chosen from a list."""
    label = desk.codebook.parties.parties
    parties = [(key, f"{label[key].name} ({key})" if key in label else key) for key, _ in _named(desk, "party")]
    families = sorted({key.partition(".")[0] for key, _ in _named(desk, "event")})
    events = [(key, key.replace(".", " ").replace("_", " ")) for key, _ in _named(desk, "event")]
    fields = [
        ("event", "What", [*((family, f"{family}: all") for family in families), *events]),
        ("status", "Status", [(status, status) for status in get_args(EventStatus)]),
        ("side", "Said by", [(side.id, side.label) for side in desk.inks().sides]),
        ("party", "Party", sorted(parties, key=lambda party: party[1])),
        ("outlet", "Outlet", [(name, name) for _, name in _named(desk, "outlet")]),
        ("review", "Review", [*((state, state) for state in get_args(ReviewState)), ("any", "any, rejected ones too")]),
        ("made_by", "Made by", [("person", "a person")] if _named(desk, "made_by") else []),
    ]
    if with_standing:
        fields.append(("standing", "Standing", [(standing, standing) for standing in get_args(Standing)]))
    return [{"name": name, "label": label, "options": _options(options)} for name, label, options in fields if options]


def _named(desk: Desk, kind: str) -> list[tuple[str, str]]:
    return desk.tallies.named(kind, limit=_MOST)


def _options(options: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"value": value, "label": label} for value, label in options]


def filter_context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """What the form needs: fields, what is set, and what narrows the page, each with the address without it."""
    chosen = {name: asked.one(name) for name in FILTER}
    narrowed = [
        {"name": name, "value": value, "without": asked.address(**{name: None, "page": None})}
        for name in FILTER
        for value in asked.all(name)
    ]
    return {
        "choices": choices(desk),
        "filter": {name: value or "" for name, value in chosen.items()},
        "narrowed": narrowed,
        "is_narrowed": bool(narrowed),
    }


def paging(asked: Asked, count: int, total: int) -> dict[str, Any]:
    """How many of how many are shown, and the addresses of the pages before and after."""
    return {
        "shown": count,
        "total": total,
        "first": asked.offset + 1 if count else 0,
        "last": asked.offset + count,
        "further": max(0, min(asked.limit, total - asked.offset - count)),
        "before": asked.address(page=asked.page - 1 if asked.page > 2 else None) if asked.page > 1 else None,
        "after": asked.address(page=asked.page + 1) if count and asked.offset + count < total else None,
    }
