"""Judgements replayed on claims that took the place of others: after another maker, or in a changed text."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, select

from sayso.base.codec import claim_from_json
from sayso.base.errors import JudgementError
from sayso.keep.judging.anchors import AnchorMatch, find_anchored, move_value
from sayso.keep.judging.judgements import read_anchor, read_judgements
from sayso.keep.judging.standing import apply_corrections, corrected_events, read_value, standing_judgements
from sayso.keep.records import Constraint, Orphan
from sayso.keep.store.claim_rows import Stored
from sayso.keep.tables import schema
from sayso.model import Anchor, Claim, Judgement

_NONE: Final[Mapping[str, AnchorMatch]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """One claim that a judgement was made on, as it was then."""

    number: int
    position: int
    judgement: Judgement
    claim: str
    anchor: Anchor
    said: Claim


def replay_judgements(
    connection: Connection,
    document: int,
    stored: Sequence[Stored],
    text: str,
    *,
    lost: Mapping[str, AnchorMatch] = _NONE,
) -> tuple[int, int]:
    """How many judged claims of the document were found among the new claims, and how many were not.

    The bindings are written; what the judgements do to the claims is for `settle_claims`. `lost` tells of claims that
    people made, by id, why they are not among the new ones; those that were taken back are not counted.
    """
    bound = _bound_to(connection, document)
    if not bound:
        return 0, 0
    texts = _texts_of(connection, document)
    by_id = {claim.machine.id: claim.number for claim in stored}
    rows = []
    for bound_claim in bound:
        match = lost.get(bound_claim.claim) or _find(bound_claim, bound, [new.machine for new in stored], text, texts)
        rows.append(
            {
                "judgement": bound_claim.number, "position": bound_claim.position, "how": match.how, "why": match.why,
                "claim": by_id[match.claim.id] if match.claim else None,
            }
        )  # fmt: skip
    _forget_bindings(connection, bound)
    connection.execute(insert(schema.bindings), rows)
    orphaned = sum(row["how"] == "orphan" for row in rows)
    return sum(row["claim"] is not None for row in rows), orphaned


def _forget_bindings(connection: Connection, bound: Sequence[Bound]) -> None:
    bindings = schema.bindings.c
    wanted = (bindings.judgement == bindparam("b_judgement")) & (bindings.position == bindparam("b_position"))
    gone = [{"b_judgement": bound_claim.number, "b_position": bound_claim.position} for bound_claim in bound]
    connection.execute(delete(schema.bindings).where(wanted), gone)


def _bound_to(connection: Connection, document: int) -> list[Bound]:
    """Every judged claim of any version of the document, in the order judged."""
    articles, judged = schema.articles.c, schema.judged_claims.c
    versions = select(articles.id).where(articles.document == document)
    query = select(schema.judged_claims).where(judged.article_id.in_(versions)).order_by(judged.judgement)
    rows = connection.execute(query).all()
    judgements = read_judgements(connection, [row.judgement for row in rows])
    return [_bound(row, judgements) for row in rows]


def _bound(row: Any, judgements: Mapping[int, Judgement]) -> Bound:
    return Bound(
        number=row.judgement, position=row.position, judgement=judgements[row.judgement], claim=row.claim_id,
        anchor=read_anchor(row), said=claim_from_json(row.line),
    )  # fmt: skip


def _texts_of(connection: Connection, document: int) -> dict[str, str]:
    articles = schema.articles.c
    rows = connection.execute(select(articles.id, articles.text).where(articles.document == document))
    return {row.id: row.text for row in rows}


def _find(
    bound_claim: Bound, bound: Sequence[Bound], claims: Sequence[Claim], text: str, texts: Mapping[str, str]
) -> AnchorMatch:
    """Where the judgement belongs now; an orphan too if its correction cannot be made there."""
    match = _find_claim(bound_claim, bound, claims, text)
    judgement = bound_claim.judgement
    if match.claim is None or judgement.kind != "correct" or judgement.field is None:
        return match
    try:
        value = read_value("correct", judgement.field, judgement.value)
        if bound_claim.anchor.article != match.claim.article.id:
            value = move_value(value, texts[bound_claim.anchor.article], text)
        apply_corrections(match.claim, [(judgement.field, value)])
    except (LookupError, JudgementError) as error:
        why = error.message if isinstance(error, JudgementError) else str(error.args[0])
        return AnchorMatch(claim=None, how="orphan", why=why)
    return match


def _find_claim(bound_claim: Bound, bound: Sequence[Bound], claims: Sequence[Claim], text: str) -> AnchorMatch:
    """The claim that a judgement means: a person's by its id, a machine's by its anchor."""
    if bound_claim.said.made_by == "person":
        made = next((claim for claim in claims if claim.id == bound_claim.claim), None)
        how = "exact" if made and made.article.id == bound_claim.anchor.article else "quote" if made else "orphan"
        return AnchorMatch(claim=made, how=how, why=None if made else "the claim is gone")
    machines = [claim for claim in claims if claim.made_by == "machine"]
    if not machines:
        return AnchorMatch(claim=None, how="orphan", why="the text has no claims any more")
    events = corrected_events(other.judgement for other in bound if other.claim == bound_claim.claim)
    return find_anchored(bound_claim.anchor, bound_claim.said, machines, text, events=events)


def list_orphans(connection: Connection) -> tuple[Orphan, ...]:
    """Judged claims that have no claim any more, in the order judged; those whose judgement was undone too.

    A claim that a person took back is no orphan, nor what was judged on it.
    """
    bindings, judged = schema.bindings.c, schema.judged_claims.c
    same = (judged.judgement == bindings.judgement) & (judged.position == bindings.position)
    query = select(schema.judged_claims, bindings.why).join_from(schema.judged_claims, schema.bindings, same)
    lost = query.where(bindings.claim.is_(None), bindings.how != "withdrawn")
    rows = connection.execute(lost.order_by(judged.judgement, judged.position)).all()
    judgements = read_judgements(connection, [row.judgement for row in rows])
    return tuple(
        Orphan(
            judgement=judgements[row.judgement], claim=row.claim_id, anchor=read_anchor(row),
            said=claim_from_json(row.line), why=row.why or "the claim is gone",
        )
        for row in rows
    )  # fmt: skip


def list_constraints(connection: Connection, claims: Collection[str] | None) -> tuple[Constraint, ...]:
    """What stands of `same` and `different` on two current claims: the last on each pair, in the order made."""
    bindings, kept, judgements = schema.bindings.c, schema.claims.c, schema.judgements.c
    query = (
        select(bindings.judgement, kept.id)
        .join_from(schema.bindings, schema.claims, bindings.claim == kept.number)
        .join(schema.judgements, judgements.number == bindings.judgement)
        .where(judgements.kind.in_(("same", "different")))
        .order_by(bindings.judgement, bindings.position)
    )
    pairs: dict[int, list[str]] = {}
    for number, claim in connection.execute(query):
        pairs.setdefault(number, []).append(claim)
    standing = _standing(connection, pairs)
    by_pair: dict[frozenset[str], Constraint] = {}
    for number, pair in sorted(pairs.items()):
        if number in standing and len(set(pair)) == 2 and (claims is None or set(pair) & set(claims)):
            judgement = standing[number]
            by_pair.pop(frozenset(pair), None)
            by_pair[frozenset(pair)] = Constraint(
                kind="same" if judgement.kind == "same" else "different",
                claims=(pair[0], pair[1]),
                judgement=judgement.id,
            )
    return tuple(by_pair.values())


def _standing(connection: Connection, numbers: Collection[int]) -> dict[int, Judgement]:
    read = read_judgements(connection, numbers, with_undoing=True)
    counted = {judgement.id for judgement in standing_judgements([read[number] for number in sorted(read)])}
    return {number: judgement for number, judgement in read.items() if judgement.id in counted}
