"""What waits for a reviewer: claims by queue, and pairs of claims of which one asks whether they tell of one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from sqlalchemy import Select, func, select, tuple_, union

from sayso.errors import NotKeptError
from sayso.keep import schema
from sayso.keep.decided import standing_judgements
from sayso.keep.judgements import bound_claims, judgements_on, read_judgements, root_of
from sayso.keep.ledger import Ledger
from sayso.keep.listings import number_of
from sayso.keep.records import Page
from sayso.keep.rows import REVIEWS
from sayso.keep.seen import pair_history, still_counts, undoable_history
from sayso.keep.terms import ALL
from sayso.model import Judgement

QueueName = Literal["unreviewed", "contradicting", "low-confidence", "flagged"]
QUEUES: Final[tuple[QueueName, ...]] = get_args(QueueName)
LOW: Final = 600
"""Thousandths of confidence below which a claim waits among those of low confidence. Confidence is a product of factors
for what was found; of 5,844 claims of 54 reports, .5 leaves none, .6 a sixth, .7 a half (swept .5 to .8)."""
_UNREVIEWED: Final = REVIEWS.index("unreviewed")
_REJECTED: Final = REVIEWS.index("rejected")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
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

    ledger: Ledger

    def waiting(self, queue: QueueName, *, limit: int, offset: int = 0) -> Page[str]:
        """Ids of the claims that wait in a queue, as they were added; of low confidence, the least sure first."""
        claims = schema.claims.c
        if queue == "flagged":
            return self._flagged(limit=limit, offset=offset)
        query = select(claims.id).where(*_holds(queue))
        order = (claims.sure, claims.number) if queue == "low-confidence" else (claims.number,)
        return self._page(query.order_by(*order), limit=limit, offset=offset)

    def around(self, queue: QueueName, claim: str | None) -> Around:
        """The claims that wait before and after this one, whether or not it waits itself; without one, the first."""
        if queue == "flagged":
            return self._around_flagged(claim)
        claims, rows = schema.claims.c, schema.claim_terms.c
        order: tuple[Any, ...] = (claims.number,)
        query = select(claims.id).where(*_holds(queue))
        if queue == "low-confidence":  # by the narrow rows of `claim_terms`, which are read faster
            order = (rows.sure, rows.claim)
            query = (
                select(claims.id)
                .join(schema.claim_terms, rows.claim == claims.number)
                .where(rows.term == ALL, rows.review_code == _UNREVIEWED, rows.sure < LOW)
            )
        key = tuple_(*order)
        with self.ledger.reading() as connection:
            known: Select[Any] = select(claims.sure, claims.number) if len(order) == 2 else select(claims.number)
            at = connection.execute(known.where(claims.id == claim)).first() if claim else None
            if at is None:
                return Around(before=None, after=connection.execute(query.order_by(*order).limit(1)).scalar())
            back = query.where(key < tuple(at)).order_by(*(one.desc() for one in order))
            after = query.where(key > tuple(at)).order_by(*order)
            return Around(
                before=connection.execute(back.limit(1)).scalar(), after=connection.execute(after.limit(1)).scalar()
            )

    def _around_flagged(self, claim: str | None) -> Around:
        claims = schema.claims.c
        waiting = self._flagged(limit=10_000, offset=0).items
        if claim is None or claim in waiting:
            at = waiting.index(claim) if claim else -1
            return Around(before=waiting[at - 1] if at > 0 else None, after=next(iter(waiting[at + 1 :]), None))
        with self.ledger.reading() as connection:
            query = select(claims.id, claims.number).where(claims.id.in_([claim, *waiting]))
            numbers: dict[str, int] = {row.id: row.number for row in connection.execute(query)}
        own = numbers.get(claim, 0)
        before = [one for one in waiting if numbers[one] < own]
        return Around(
            before=before[-1] if before else None, after=next((one for one in waiting if numbers[one] > own), None)
        )

    def counts(self) -> dict[str, int]:
        """How many claims wait in each queue, and how many pairs and orphans."""
        claims, bindings, rows = schema.claims.c, schema.bindings.c, schema.claim_terms.c
        with self.ledger.reading() as connection:
            found: dict[str, int] = {}
            both = select(func.count(), func.count().filter(rows.sure < LOW)).where(
                rows.term == ALL, rows.review_code == _UNREVIEWED
            )
            found["unreviewed"], found["low-confidence"] = connection.execute(both).one()
            query = select(func.count(claims.number)).where(*_holds("contradicting"))
            found["contradicting"] = connection.execute(query).scalar_one()
            orphans = select(func.count()).where(bindings.claim.is_(None), bindings.how != "withdrawn")
            found["orphaned"] = connection.execute(orphans).scalar_one()
        return found | {"flagged": self.waiting("flagged", limit=0).total, "pairs": self.pairs(limit=0).total}

    def pairs(self, *, limit: int, offset: int = 0) -> Page[Pair]:
        """Pairs of claims that stand in one incident and were not judged, the least alike first."""
        reasons, incidents = schema.pair_reasons.c, schema.incidents.c
        judged = {frozenset(one.claims) for one in self.ledger.constraints()}
        query = (
            select(reasons.one, reasons.other, reasons.score, incidents.id)
            .join_from(schema.pair_reasons, schema.incidents)
            .order_by(reasons.score, incidents.number, reasons.position)
        )
        with self.ledger.reading() as connection:
            total = connection.execute(select(func.count()).select_from(schema.pair_reasons)).scalar_one()
            rows = connection.execute(query.limit(limit + offset + len(judged))).all() if limit else []
        kept = [row for row in rows if frozenset((row.one, row.other)) not in judged]
        items = [
            Pair(incident=row.id, claims=(row.one, row.other), score=row.score)
            for row in kept[offset : offset + limit]
        ]  # fmt: skip
        return Page(items=tuple(items), total=max(0, total - (len(rows) - len(kept))))

    def pair_history(self, claims: tuple[str, str]) -> tuple[Judgement, ...]:
        """What was judged of two claims as a pair, in the order made; the last is what `seen` of `judge` means."""
        with self.ledger.reading() as connection:
            one, other = (number_of(connection, claim) for claim in claims)
            return tuple(pair_history(connection, one, other))

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
            claims = [one.number for one in bound_claims(connection, root)]
            history = undoable_history(connection, target, claims)
        return tuple(history), still_counts(target, history)

    def _flagged(self, *, limit: int, offset: int) -> Page[str]:
        """Claims with a flag that stands; flags are few, so each is looked at."""
        judgements, bindings, claims = schema.judgements.c, schema.bindings.c, schema.claims.c
        query = (
            select(claims.number, claims.id)
            .select_from(schema.judgements.join(schema.bindings).join(schema.claims, claims.number == bindings.claim))
            .where(judgements.kind == "flag")
            .distinct()
            .order_by(claims.number)
        )
        with self.ledger.reading() as connection:
            rows = connection.execute(query).all()
            history = judgements_on(connection, [row.number for row in rows])
        standing = {number: standing_judgements(said) for number, said in history.items()}
        flagged = [row.id for row in rows if any(one.kind == "flag" for one in standing.get(row.number, []))]
        return Page(items=tuple(flagged[offset : offset + limit]), total=len(flagged))

    def _page(self, query: Select[Any], *, limit: int, offset: int) -> Page[str]:
        with self.ledger.reading() as connection:
            total = connection.execute(select(func.count()).select_from(query.order_by(None).subquery())).scalar_one()
            items = connection.execute(query.limit(limit).offset(offset)).scalars() if limit else ()
            return Page(items=tuple(items), total=total)


def _holds(queue: str) -> Sequence[Any]:
    claims, said = schema.claims.c, schema.contradictions.c
    if queue == "unreviewed":
        return [claims.review_code == _UNREVIEWED]
    if queue == "low-confidence":
        return [claims.review_code == _UNREVIEWED, claims.sure < LOW]
    named = union(select(said.one), select(said.other))
    return [claims.review_code != _REJECTED, claims.id.in_(named)]
