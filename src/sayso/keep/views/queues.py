"""What waits for a reviewer: claims by queue, and pairs of claims of which one asks whether they tell of one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

import numpy as np
from sqlalchemy import Connection, func, select, union

from sayso.base.errors import NotKeptError
from sayso.keep.index.postings import CLAIMS
from sayso.keep.judging.judgements import bound_claims, judgements_on, read_judgements, root_of
from sayso.keep.judging.replay import list_constraints
from sayso.keep.judging.seen import pair_history, still_counts, undoable_history
from sayso.keep.judging.standing import standing_judgements
from sayso.keep.records import Filter, Page
from sayso.keep.tables import schema
from sayso.keep.tables.database import Database
from sayso.keep.tables.statements import chunked, read_numbers
from sayso.keep.views.listings import number_of
from sayso.keep.views.walks import choose_items
from sayso.model import Judgement

QueueName = Literal["unreviewed", "contradicting", "low-confidence", "flagged"]
QUEUES: Final[tuple[QueueName, ...]] = get_args(QueueName)
LOW: Final = 600
"""Thousandths of confidence below which a claim waits among those of low confidence. By reasoning: below it about two
in five claims are none, and a coder looks at them first."""
_NUMBERED: Final = 1 << 32
"""More than there are claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedPair:
    """Two claims of one incident, with the score that joined them."""

    incident: str
    claims: tuple[str, str]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The claims that wait before and after one; `None` at the ends."""

    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Queues:
    """A ledger as a reviewer sees it."""

    ledger: Database

    def waiting(self, queue: QueueName, *, limit: int, offset: int = 0) -> Page[str]:
        """Ids of the claims that wait in a queue, as they were added; of low confidence, the least sure first."""
        with self.ledger.reading() as connection:
            numbers, _ = _waiting(connection, queue)
            page = [int(number) for number in numbers[offset : offset + limit]]
            ids = _ids(connection, page)
        return Page(items=tuple(ids[number] for number in page if number in ids), total=len(numbers))

    def around(self, queue: QueueName, claim: str | None) -> Around:
        """The claims that wait before and after this one, whether or not it waits itself; without one, the first."""
        claims = schema.claims.c
        with self.ledger.reading() as connection:
            numbers, keys = _waiting(connection, queue)
            known = select(claims.number, claims.sure).where(claims.id == claim)
            own = connection.execute(known).first() if claim else None
            key = _key(queue, own.number, own.sure) if own else -1
            before = int(np.searchsorted(keys, key)) - 1
            after = int(np.searchsorted(keys, key, side="right"))
            wanted = [int(numbers[at]) if 0 <= at < len(numbers) else None for at in (before, after)]
            ids = _ids(connection, [number for number in wanted if number is not None])
        return Around(before=ids.get(wanted[0]), after=ids.get(wanted[1]))

    def counts(self) -> dict[str, int]:
        """How many claims wait in each queue, and how many pairs and orphans."""
        bindings = schema.bindings.c
        with self.ledger.reading() as connection:
            waiting = choose_items(connection, Filter(review=("unreviewed",)), CLAIMS)
            counts = {"unreviewed": len(waiting), "low-confidence": int((waiting.values("sure") < LOW).sum())}
            counts |= {queue: len(_waiting(connection, queue)[0]) for queue in ("contradicting", "flagged")}
            orphans = select(func.count()).where(bindings.claim.is_(None), bindings.how != "withdrawn")
            counts["orphaned"] = connection.execute(orphans).scalar_one()
        return counts | {"pairs": self.pairs(limit=0).total}

    def pairs(self, *, limit: int, offset: int = 0) -> Page[QueuedPair]:
        """Pairs of claims that stand in one incident and were not judged, the least alike first."""
        reasons, incidents = schema.pair_reasons.c, schema.incidents.c
        query = (
            select(reasons.one, reasons.other, reasons.score, incidents.id)
            .join_from(schema.pair_reasons, schema.incidents)
            .order_by(reasons.score, incidents.number, reasons.position)
        )
        with self.ledger.reading() as connection:
            judged = {frozenset(constraint.claims) for constraint in list_constraints(connection, None)}
            total = connection.execute(select(func.count()).select_from(schema.pair_reasons)).scalar_one()
            rows = connection.execute(query.limit(limit + offset + len(judged))).all() if limit else []
        kept = [row for row in rows if frozenset((row.one, row.other)) not in judged]
        items = [
            QueuedPair(incident=row.id, claims=(row.one, row.other), score=row.score)
            for row in kept[offset : offset + limit]
        ]  # fmt: skip
        return Page(items=tuple(items), total=max(0, total - (len(rows) - len(kept))))

    def pair_history(self, claims: tuple[str, str]) -> tuple[Judgement, ...]:
        """What was judged of two claims as a pair, in the order made; the last is what `seen` of `judge` means."""
        with self.ledger.reading() as connection:
            first, second = (number_of(connection, claim) for claim in claims)
            return tuple(pair_history(connection, first, second))

    def undo_history(self, judgement: str) -> tuple[tuple[Judgement, ...], bool]:
        """What was judged on all that undoing a judgement reaches, in the order made, and whether it still counts.

        Raises `NotKeptError` for an unknown judgement.
        """
        judgements = schema.judgements.c
        with self.ledger.reading() as connection:
            number = connection.execute(select(judgements.number).where(judgements.id == judgement)).scalar()
            if number is None:
                raise NotKeptError(f"there is no judgement {judgement}", hint="list them and copy the id")
            target = read_judgements(connection, [number])[number]
            root, _ = root_of(connection, judgement)
            claims = [claim.number for claim in bound_claims(connection, root)]
            history = undoable_history(connection, target, claims)
        return tuple(history), still_counts(target, history)


def _waiting(connection: Connection, queue: str) -> tuple[Any, Any]:
    """The numbers of the claims that wait in a queue, in its order, and what the order goes by."""
    if queue == "flagged":
        numbers = np.array(_flagged(connection), dtype=np.int64)
        return numbers, numbers
    if queue == "contradicting":
        numbers = _contradicting(connection)
        return numbers, numbers
    chosen = choose_items(connection, Filter(review=("unreviewed",)), CLAIMS)
    if queue == "unreviewed":
        return chosen.numbers, chosen.numbers
    chosen = chosen.only(chosen.values("sure") < LOW)
    keys = _key(queue, chosen.numbers, chosen.values("sure").astype(np.int64))
    order = np.argsort(keys)
    return chosen.numbers[order], keys[order]


def _key(queue: str, number: Any, sure: Any) -> Any:
    """What the order of a queue goes by."""
    return sure * _NUMBERED + number if queue == "low-confidence" else number


def _contradicting(connection: Connection) -> Any:
    """The numbers of claims that contradict each other, rejected ones aside."""
    contradictions, claims = schema.contradictions.c, schema.claims.c
    query = select(claims.number).where(claims.id.in_(union(select(contradictions.one), select(contradictions.other))))
    (numbers,) = read_numbers(connection, query)
    rejected = choose_items(connection, Filter(review=("rejected",)), CLAIMS).numbers
    return np.setdiff1d(numbers, rejected)


def _flagged(connection: Connection) -> list[int]:
    """The numbers of claims with a flag that stands, in order; flags are few, so each is looked at."""
    judgements, bindings, claims = schema.judgements.c, schema.bindings.c, schema.claims.c
    query = (
        select(claims.number)
        .select_from(schema.judgements.join(schema.bindings).join(schema.claims, claims.number == bindings.claim))
        .where(judgements.kind == "flag")
        .distinct()
        .order_by(claims.number)
    )
    numbers = list(connection.execute(query).scalars())
    history = judgements_on(connection, numbers)
    standing = {number: standing_judgements(judgements_on_it) for number, judgements_on_it in history.items()}
    return [number for number in numbers if any(judgement.kind == "flag" for judgement in standing.get(number, []))]


def _ids(connection: Connection, numbers: Sequence[int]) -> dict[int | None, str]:
    claims = schema.claims.c
    return {
        row.number: row.id
        for batch in chunked(numbers)
        for row in connection.execute(select(claims.number, claims.id).where(claims.number.in_(batch)))
    }
