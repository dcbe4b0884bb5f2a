"""What a person decides, recorded: looked over, held against what others decided meanwhile, written, and acted on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, select

from sayso.keep.judging.handmade import Made, list_made, read_claim, read_current, record_claim, write_made
from sayso.keep.judging.judgements import (
    Keys,
    bind,
    bound_claims,
    check_judgement,
    claims_of,
    insert_judgement,
    judgements_on,
    read_judgements,
    root_of,
    settle_claims,
)
from sayso.keep.judging.replay import replay_judgements
from sayso.keep.judging.seen import PAIRED, check_last, check_undo, pair_history
from sayso.keep.judging.standing import read_value
from sayso.keep.records import Judged
from sayso.keep.store.claim_rows import Stored, delete_claims, read_stored
from sayso.keep.store.unweighed import clear, touch
from sayso.keep.tables import schema
from sayso.model import Judgement


def record_judgement(
    connection: Connection, judgement: Judgement, *, seen: str | None, block_keys: Keys | None
) -> Judged:
    """The judgement as recorded, with id and anchors, and the claims that it reached.

    Raises `NotKeptError`, `JudgementError`, or `ConflictError` if the reviewer has not seen what there is to see.
    """
    if judgement.kind == "claim":
        if seen is not None:
            _check_claim(connection, judgement, seen)
        return record_claim(connection, judgement, block_keys=block_keys)
    stored = claims_of(connection, judgement)
    check_judgement(connection, judgement)
    if judgement.kind == "undo":
        return _undo(connection, judgement, seen=seen, block_keys=block_keys)
    if seen is not None:
        _check_seen(connection, judgement, stored, seen)
    recorded = insert_judgement(connection, judgement, stored)
    bind(connection, recorded, stored)
    again = settle_claims(connection, stored, block_keys=block_keys)
    return Judged(judgement=recorded, claims=tuple(claim.machine.id for claim in again))


def _check_seen(connection: Connection, judgement: Judgement, stored: list[Stored], seen: str) -> None:
    if judgement.kind in PAIRED:
        first, second = stored
        what = f"claims {first.machine.id} and {second.machine.id}"
        check_last(what, pair_history(connection, first.number, second.number), seen)
        return
    for claim in stored:
        history = judgements_on(connection, [claim.number]).get(claim.number, [])
        check_last(f"claim {claim.machine.id}", history, seen)


def _check_claim(connection: Connection, judgement: Judgement, seen: str) -> None:
    """Raises `ConflictError` if somebody made such a claim on the same words meanwhile."""
    claim = read_claim(read_value("claim", None, judgement.value))
    articles = schema.articles.c
    document = connection.execute(select(articles.document).where(articles.id == claim.article.id)).scalar()
    trigger = claim.trigger
    alike = [
        made.judgement
        for made in (list_made(connection, document) if document else ())
        if made.stands and made.claim.event == claim.event and made.anchor.article == claim.article.id
        and made.anchor.start < trigger.end and trigger.start < made.anchor.end
    ]  # fmt: skip
    check_last(f"a claim of {claim.event} on these words", alike, seen)


def _undo(connection: Connection, judgement: Judgement, *, seen: str | None, block_keys: Keys | None) -> Judged:
    """The undoing as recorded, and what is left or there again of what it reached."""
    assert judgement.undoes is not None
    root, kind = root_of(connection, judgement.undoes)
    stored = bound_claims(connection, root)
    if seen is not None:
        numbers = schema.judgements.c
        number = connection.execute(select(numbers.number).where(numbers.id == judgement.undoes)).scalar_one()
        target = read_judgements(connection, [number])[number]
        check_undo(connection, judgement, target, [claim.number for claim in stored], seen)
    recorded = insert_judgement(connection, judgement, ())
    if kind == "claim":
        stored = _settle_made(connection, root, stored, block_keys=block_keys)
    again = settle_claims(connection, stored, block_keys=block_keys)
    return Judged(judgement=recorded, claims=tuple(claim.machine.id for claim in again))


def reached_by(connection: Connection, judgements: Collection[str]) -> tuple[str, ...]:
    """Ids of the claims that undoing these judgements would reach; unknown judgements reach none."""
    known = schema.judgements.c
    ids = connection.execute(select(known.id).where(known.id.in_(sorted(judgements)))).scalars().all()
    roots = [root_of(connection, judgement)[0] for judgement in ids]
    return tuple(dict.fromkeys(claim.machine.id for root in roots for claim in bound_claims(connection, root)))


def _settle_made(connection: Connection, root: int, stored: list[Stored], *, block_keys: Keys | None) -> list[Stored]:
    """The claim that a person made, there again if its judgement stands, and gone if it does not."""
    judged, articles, judgements = schema.judged_claims.c, schema.articles.c, schema.judgements.c
    article = select(judged.article_id).where(judged.judgement == root).scalar_subquery()
    document = select(articles.document).where(articles.id == article).scalar_subquery()
    row = connection.execute(select(schema.articles).where(articles.document == document, articles.current)).one()
    name = connection.execute(select(judgements.id).where(judgements.number == root)).scalar_one()
    made = list_made(connection, row.document)
    stands = next(made_claim.stands for made_claim in made if made_claim.judgement.id == name)
    if stands == bool(stored):
        return stored
    touch(connection, stored)
    clear(connection, "claim", [claim.machine.id for claim in stored])
    delete_claims(connection, [claim.number for claim in stored])
    return _replay_all(connection, row, made, block_keys=block_keys)


def _replay_all(connection: Connection, row: Any, made: list[Made], *, block_keys: Keys | None) -> list[Stored]:
    """The claims that people made that are there again; all judgements on the article are bound anew."""
    claims = schema.claims.c
    numbers = connection.execute(select(claims.number).where(claims.article == row.number)).scalars().all()
    present = sorted(read_stored(connection, numbers), key=lambda claim: claim.position)
    there = {claim.machine.id for claim in present}
    fresh, lost = write_made(connection, made, read_current(row), row.number, there=there, block_keys=block_keys)
    replay_judgements(connection, row.document, [*present, *fresh], row.text, lost=lost)
    return fresh
