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
from sayso.keep.judging.standing import undone_by
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
        raise ConflictError(f"{what}: {_in_words(last)}", hint=_HINT)


def check_undo(
    connection: Connection, judgement: Judgement, target: Judgement, claims: Sequence[int], seen: str
) -> None:
    """Raises `ConflictError` if somebody undid the target already, or judged its claims after `seen`.

    `claims` are the numbers of those that the target reaches. What the reviewer judged there is no conflict.
    """
    history = undoable_history(connection, target, claims)
    if not still_counts(target, history):
        last = next(entry for entry in reversed(history) if entry.kind == "undo")
        what = f"judgement {target.id} no longer counts: {_in_words(last)}"
        raise ConflictError(what, hint="nothing is left to undo")
    ids = [entry.id for entry in history]
    since = history[ids.index(seen) + 1 :] if seen in ids else history
    others = [entry for entry in since if entry.reviewer != judgement.reviewer and entry.id != target.id]
    if others:
        raise ConflictError(f"judgement {target.id} was judged on since: {_in_words(others[-1])}", hint=_HINT)


def still_counts(target: Judgement, history: Sequence[Judgement]) -> bool:
    """Whether nobody undid the judgement of the history, which may be an undoing, or that was undone again."""
    return target.id not in undone_by(history)


def undoable_history(connection: Connection, target: Judgement, claims: Sequence[int]) -> list[Judgement]:
    """All judgements on what the target reaches, in the order made: on its pair, or on its claim."""
    judgements = schema.judgements.c
    if len(claims) == 2:
        return pair_history(connection, claims[0], claims[1])
    histories = judgements_on(connection, claims).values()
    ids = {target.id, *(judgement.id for history in histories for judgement in history)}
    numbers = connection.execute(select(judgements.number).where(judgements.id.in_(sorted(ids)))).scalars().all()
    by_number = read_judgements(connection, numbers, with_undoing=True)
    return [by_number[number] for number in sorted(by_number)]


def pair_history(connection: Connection, first: int, second: int) -> list[Judgement]:
    """What was judged of two claims as a pair, in the order made, with what undoes it."""
    judgements, bindings = schema.judgements.c, schema.bindings.c
    on = [
        select(bindings.judgement)
        .join(schema.judgements, judgements.number == bindings.judgement)
        .where(bindings.claim == claim, judgements.kind.in_(PAIRED))
        for claim in (first, second)
    ]
    numbers = set(connection.execute(on[0]).scalars()) & set(connection.execute(on[1]).scalars())
    by_number = read_judgements(connection, numbers, with_undoing=True)
    return [by_number[number] for number in sorted(by_number)]


def _in_words(judgement: Judgement | None) -> str:
    """Who judged what and when, in words."""
    if judgement is None:
        return "it has no judgement"
    field = f" {judgement.field}" if judgement.field else ""
    why = f": {judgement.reason}" if judgement.reason else ""
    when = judgement.made.strftime("%Y-%m-%d %H:%M")
    return f"{judgement.reviewer} made a judgement on it ({judgement.kind}{field}, {when} UTC){why}"
