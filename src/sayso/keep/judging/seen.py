"""Whether a reviewer has seen what was judged before, so that nobody writes over somebody else without knowing it.

| judgement | what has to have been seen |
|---|---|
| `accept correct reject assess note flag` | the last judgement on the claim |
| `same different` | the last of these, or undoing of one, on the pair |
| `undo` | what others judged, after the judgement that is undone, on the same claims; and that nobody undid it yet |
| `claim` | the last claim that a person made of the same event on some of the same words |
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, select

from sayso.base.errors import ConflictError
from sayso.keep.judging.judgements import judgements_on, read_judgements
from sayso.keep.judging.standing import standing_judgements
from sayso.keep.tables import schema
from sayso.model import Judgement

UNSEEN: Final = "unseen"
"""Says that the reviewer saw no judgement."""
PAIRED: Final = ("same", "different")
_HINT: Final = "look again, then decide"


def check_last(what: str, history: Sequence[Judgement], seen: str) -> None:
    """Raises `ConflictError`, which tells who judged what and when, if `seen` is not the last of the history."""
    last = history[-1] if history else None
    if seen != (last.id if last else UNSEEN):
        raise ConflictError(f"{what}: {_told(last)}", hint=_HINT)


def check_undo(
    connection: Connection, judgement: Judgement, target: Judgement, claims: Sequence[int], seen: str
) -> None:
    """Raises `ConflictError` if somebody undid the target already, or judged its claims after `seen`.

    `claims` are the numbers of those that the target reaches. What the reviewer judged there is no conflict.
    """
    history = undoable_history(connection, target, claims)
    if not still_counts(target, history):
        last = next(one for one in reversed(history) if one.kind == "undo")
        raise ConflictError(f"judgement {target.id} no longer counts: {_told(last)}", hint="nothing is left to undo")
    ids = [one.id for one in history]
    since = history[ids.index(seen) + 1 :] if seen in ids else history
    others = [one for one in since if one.reviewer != judgement.reviewer and one.id != target.id]
    if others:
        raise ConflictError(f"judgement {target.id} was judged on since: {_told(others[-1])}", hint=_HINT)


def still_counts(target: Judgement, history: Sequence[Judgement]) -> bool:
    """Whether a judgement was not undone yet, or an undoing not itself."""
    if target.kind != "undo":
        return target.id in {one.id for one in standing_judgements(history)}
    undone: set[str] = set()
    for one in reversed(history):
        if one.kind == "undo" and one.undoes and one.id not in undone:
            undone.add(one.undoes)
    return target.id not in undone


def undoable_history(connection: Connection, target: Judgement, claims: Sequence[int]) -> list[Judgement]:
    """All judgements on what the target reaches, in the order made: on its pair, or on its claim."""
    judgements = schema.judgements.c
    if len(claims) == 2:
        return pair_history(connection, claims[0], claims[1])
    ids = {target.id, *(one.id for some in judgements_on(connection, claims).values() for one in some)}
    numbers = connection.execute(select(judgements.number).where(judgements.id.in_(sorted(ids)))).scalars().all()
    found = read_judgements(connection, numbers, with_undoing=True)
    return [found[number] for number in sorted(found)]


def pair_history(connection: Connection, one: int, other: int) -> list[Judgement]:
    """What was judged of two claims as a pair, in the order made, with what undoes it."""
    judgements, bindings = schema.judgements.c, schema.bindings.c
    on = [
        select(bindings.judgement)
        .join(schema.judgements, judgements.number == bindings.judgement)
        .where(bindings.claim == claim, judgements.kind.in_(PAIRED))
        for claim in (one, other)
    ]
    numbers = set(connection.execute(on[0]).scalars()) & set(connection.execute(on[1]).scalars())
    found = read_judgements(connection, numbers, with_undoing=True)
    return [found[number] for number in sorted(found)]


def _told(judgement: Judgement | None) -> str:
    """Who judged what and when, in words."""
    if judgement is None:
        return "it has no judgement"
    field = f" {judgement.field}" if judgement.field else ""
    why = f": {judgement.reason}" if judgement.reason else ""
    when = judgement.made.strftime("%Y-%m-%d %H:%M")
    return f"{judgement.reviewer} made a judgement on it ({judgement.kind}{field}, {when} UTC){why}"
