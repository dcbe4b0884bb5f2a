"""Judgements: recorded once and for good, bound to the claims that stand now, and what they make of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final, get_args

from sqlalchemy import Connection, insert, select

from sayso.base.codec import claim_to_json
from sayso.base.errors import JudgementError, NotKeptError
from sayso.base.ids import short_id
from sayso.keep.judging.anchors import make_anchor, move_value
from sayso.keep.judging.standing import apply_corrections, read_value, review_state, standing_judgements
from sayso.keep.store.claim_rows import Stored, read_stored, rewrite_claims
from sayso.keep.store.unweighed import touch
from sayso.keep.tables import schema
from sayso.keep.tables.row_numbers import numbers_of_claims, take_numbers
from sayso.keep.tables.statements import chunked
from sayso.model import Anchor, Claim, Judgement, JudgementKind

Keys = Callable[[Claim], Collection[str]]
"""The block keys of a claim, as the weighing gives them."""
_NEEDED: Final[Mapping[str, int]] = {"same": 2, "different": 2, "undo": 0, "claim": 0}
"""How many claims a judgement names, if not one."""


def claims_of(connection: Connection, judgement: Judgement) -> list[Stored]:
    """The claims that a judgement names, in its order. Raises `NotKeptError` if one is not there."""
    numbers = numbers_of_claims(connection, judgement.claims)
    for claim in judgement.claims:
        if claim not in numbers:
            hint = "it may have been read again: list the claims and copy the id"
            raise NotKeptError(f"there is no claim {claim}", hint=hint)
    by_number = {claim_row.number: claim_row for claim_row in read_stored(connection, list(numbers.values()))}
    return [by_number[numbers[claim]] for claim in judgement.claims]


def check_judgement(connection: Connection, judgement: Judgement) -> None:
    """Raises `JudgementError` if the judgement lacks what its kind needs, `NotKeptError` if it undoes nothing.

    Whether a correction leaves a claim shows when the claim is settled, in the same transaction.
    """
    kind, kinds = judgement.kind, get_args(JudgementKind)
    if kind not in kinds:
        raise JudgementError(f"there is no judgement {kind}", hint="the kinds are: " + ", ".join(kinds))
    if not judgement.reviewer.strip():
        raise JudgementError("nobody is named who judges", hint="name the reviewer")
    needed = _NEEDED.get(kind, 1)
    if len(set(judgement.claims)) != needed:
        raise JudgementError(f"{kind} takes {needed} claims, not {len(set(judgement.claims))}", hint="name so many")
    if kind in ("note", "flag") and not judgement.reason.strip():
        raise JudgementError(f"a {kind} without words", hint="give the reason")
    read_value(kind, judgement.field, judgement.value)
    if (kind == "undo") != (judgement.undoes is not None):
        raise JudgementError("an undo names the judgement that it undoes, and nothing else does", hint="name its id")
    if judgement.undoes is not None:
        judgements = schema.judgements.c
        if connection.execute(select(judgements.number).where(judgements.id == judgement.undoes)).first() is None:
            raise NotKeptError(f"there is no judgement {judgement.undoes}", hint="list them and copy the id")


def insert_judgement(connection: Connection, judgement: Judgement, stored: Sequence[Stored]) -> Judgement:
    """The judgement as it is written, for good, with its id and the anchors of its claims."""
    number = take_numbers(connection, "judgements", 1)
    made = judgement.made.astimezone(UTC)
    texts = {claim.article: _text_of(connection, claim.article) for claim in stored}
    anchors = tuple(make_anchor(claim.machine, texts[claim.article]) for claim in stored)
    recorded = replace(
        judgement,
        id=short_id("j", number, judgement.kind, judgement.reviewer, made.isoformat(), *judgement.claims),
        anchors=anchors,
        made=made,
    )
    names = ("id", "kind", "reviewer", "reason", "field", "value", "undoes")
    row = {name: getattr(recorded, name) for name in names} | {"number": number, "made": made.isoformat()}
    connection.execute(insert(schema.judgements).values(row))
    rows = [
        {
            "judgement": number, "position": position, "claim_id": claim.machine.id, "article_id": anchor.article,
            "start": anchor.start, "end": anchor.end, "quote": anchor.quote, "prefix": anchor.prefix,
            "suffix": anchor.suffix, "event": anchor.event, "line": claim_to_json(claim.machine),
        }
        for position, (claim, anchor) in enumerate(zip(stored, anchors, strict=True))
    ]  # fmt: skip
    if rows:
        connection.execute(insert(schema.judged_claims), rows)
    return recorded


def _text_of(connection: Connection, article: int) -> str:
    articles = schema.articles.c
    text: str = connection.execute(select(articles.text).where(articles.number == article)).scalar_one()
    return text


def bind(connection: Connection, judgement: Judgement, stored: Sequence[Stored]) -> None:
    """Notes that the judgement belongs to these claims."""
    judgements = schema.judgements.c
    number = connection.execute(select(judgements.number).where(judgements.id == judgement.id)).scalar_one()
    rows = [
        {"judgement": number, "position": position, "claim": claim.number, "how": "exact", "why": None}
        for position, claim in enumerate(stored)
    ]
    if rows:
        connection.execute(insert(schema.bindings), rows)


def root_of(connection: Connection, judgement: str) -> tuple[int, str]:
    """Number and kind of what a judgement undoes, through undoings of undoings; of itself, if it undoes nothing."""
    judgements = schema.judgements.c
    query = select(judgements.number, judgements.kind, judgements.undoes)
    row = connection.execute(query.where(judgements.id == judgement)).one()
    while row.undoes is not None:
        row = connection.execute(query.where(judgements.id == row.undoes)).one()
    return row.number, row.kind


def bound_claims(connection: Connection, judgement: int) -> list[Stored]:
    """The claims that a judgement, by number, belongs to now."""
    bindings = schema.bindings.c
    query = select(bindings.claim).where(bindings.judgement == judgement, bindings.claim.is_not(None))
    return read_stored(connection, list(connection.execute(query).scalars()))


def settle_claims(connection: Connection, stored: Sequence[Stored], *, block_keys: Keys | None) -> list[Stored]:
    """The claims as judgements leave them, written where that changed them, and touched before and after."""
    again = decide_claims(connection, stored)
    touch(connection, stored)
    if block_keys is None:
        stale = [new for old, new in zip(stored, again, strict=True) if new.current != old.current]
    else:
        stale = []
        again = [replace(claim, keys=frozenset(block_keys(claim.current))) for claim in again]
    changed = [new for old, new in zip(stored, again, strict=True) if new != old]
    rewrite_claims(connection, changed)
    touch(connection, again, stale=[claim.machine.id for claim in stale])
    return again


def decide_claims(connection: Connection, stored: Sequence[Stored]) -> list[Stored]:
    """The claims with the corrections and the review state that their judgements give them."""
    history = judgements_on(connection, [claim.number for claim in stored])
    return [_decide(connection, claim, history.get(claim.number, [])) for claim in stored]


def _decide(connection: Connection, claim: Stored, history: Sequence[Judgement]) -> Stored:
    standing = standing_judgements(history)
    corrections = []
    for judgement in standing:
        if judgement.kind == "correct" and judgement.field is not None:
            value = read_value("correct", judgement.field, judgement.value)
            corrections.append((judgement.field, _moved(connection, value, judgement, claim)))
    current = apply_corrections(claim.machine, corrections) if corrections else claim.machine
    return replace(claim, current=current, review=review_state(standing))


def _moved(connection: Connection, value: Any, judgement: Judgement, claim: Stored) -> Any:
    """A corrected value with its stretches in the claim's text, if that is not the text that was judged."""
    judged = judgement.anchors[0].article
    if judged == claim.machine.article.id:
        return value
    articles = schema.articles.c
    old = connection.execute(select(articles.text).where(articles.id == judged)).scalar_one()
    return move_value(value, old, _text_of(connection, claim.article))


def judgements_on(connection: Connection, claims: Sequence[int]) -> dict[int, list[Judgement]]:
    """All judgements on current claims by the claim's number, and what undoes them, in the order made."""
    bindings = schema.bindings.c
    by_claim: dict[int, dict[int, Judgement]] = {}
    for batch in chunked(claims):
        rows = connection.execute(select(bindings.claim, bindings.judgement).where(bindings.claim.in_(batch))).all()
        by_number = read_judgements(connection, [row.judgement for row in rows], with_undoing=True)
        undoing: dict[str, list[int]] = {}
        for number, judgement in by_number.items():
            if judgement.undoes:
                undoing.setdefault(judgement.undoes, []).append(number)
        for claim, number in rows:
            kept = by_claim.setdefault(claim, {})
            for number_on_it in _with_undoing(number, by_number, undoing):
                kept[number_on_it] = by_number[number_on_it]
    return {claim: [kept[number] for number in sorted(kept)] for claim, kept in by_claim.items()}


def _with_undoing(number: int, by_number: Mapping[int, Judgement], undoing: Mapping[str, list[int]]) -> list[int]:
    numbers = [number]
    for judged in numbers:
        numbers += undoing.get(by_number[judged].id, [])
    return numbers


def read_judgements(
    connection: Connection, numbers: Collection[int], *, with_undoing: bool = False
) -> dict[int, Judgement]:
    """The judgements of these numbers, by number; `with_undoing`, also those that undo them, and so on."""
    judgements = schema.judgements.c
    by_number: dict[int, Judgement] = {}
    for batch in chunked(sorted(set(numbers))):
        rows = connection.execute(select(schema.judgements).where(judgements.number.in_(batch))).all()
        anchors = _anchors_of(connection, batch)
        for row in rows:
            by_number[row.number] = _judgement(row, anchors.get(row.number, []))
    if with_undoing and by_number:
        undoing: list[int] = []
        for ids in chunked([judgement.id for judgement in by_number.values()]):
            undoing += connection.execute(select(judgements.number).where(judgements.undoes.in_(ids))).scalars()
        by_number |= read_judgements(connection, undoing, with_undoing=True)
    return by_number


def _anchors_of(connection: Connection, numbers: Sequence[int]) -> dict[int, list[tuple[str, Anchor]]]:
    judged = schema.judged_claims.c
    order = (judged.judgement, judged.position)
    query = select(schema.judged_claims).where(judged.judgement.in_(numbers)).order_by(*order)
    anchors: dict[int, list[tuple[str, Anchor]]] = {}
    for row in connection.execute(query):
        anchors.setdefault(row.judgement, []).append((row.claim_id, read_anchor(row)))
    return anchors


def read_anchor(row: Any) -> Anchor:
    """The anchor in a row of `judged_claims`."""
    return Anchor(
        article=row.article_id, start=row.start, end=row.end, quote=row.quote, prefix=row.prefix, suffix=row.suffix,
        event=row.event,
    )  # fmt: skip


def _judgement(row: Any, anchored: Sequence[tuple[str, Anchor]]) -> Judgement:
    return Judgement(
        id=row.id, kind=row.kind, claims=tuple(claim for claim, _ in anchored),
        anchors=tuple(anchor for _, anchor in anchored), reviewer=row.reviewer, made=datetime.fromisoformat(row.made),
        reason=row.reason, field=row.field, value=row.value, undoes=row.undoes,
    )  # fmt: skip
