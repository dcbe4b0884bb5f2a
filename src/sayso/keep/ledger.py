"""The ledger: a file of SQLite's or a database of PostgreSQL's, opened, written in transactions, read by filters."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import insert, select, update

from sayso.keep import articles
from sayso.keep.index import search as searching
from sayso.keep.judging import deciding, judgements, replay
from sayso.keep.judging.judgements import Keys
from sayso.keep.records import (
    Added,
    Constraint,
    Filter,
    Hit,
    HitKind,
    Judged,
    KeptArticle,
    KeptClaim,
    KeptSource,
    LedgerProblem,
    Order,
    Orphan,
    Page,
    Unweighed,
    Verdict,
)
from sayso.keep.store import control_rows, incident_rows, maintenance, unweighed
from sayso.keep.store.claim_rows import read_stored, rewrite_claims
from sayso.keep.store.migrate import bring_up_to_date
from sayso.keep.tables import schema
from sayso.keep.tables.database import Database
from sayso.keep.tables.engine_errors import told_plainly
from sayso.keep.tables.opening import hide_password, open_engine
from sayso.keep.tables.row_numbers import take_numbers
from sayso.keep.views import incident_listings, listings
from sayso.model import Article, Claim, Control, Incident, Judgement, ReviewState

WAIT: Final = 30.0
"""Seconds to wait for another writer, who holds the pen for well below one second an article; only a migration of a
million claims takes longer, about a minute. By hand, not swept."""
_EVERYTHING: Final = Filter()


def open_ledger(
    location: str | Path = "sayso.db", *, create: bool = True, read_only: bool = False, wait: float = WAIT
) -> Ledger:
    """The ledger at a file or at `postgresql://…`, with the schema of this Sayso: made or migrated if need be.

    With `read_only` nothing is made, migrated or written, and no file is left beside the ledger's; whatever would write
    raises `LedgerReadOnlyError`, and so does opening a ledger of an older schema. `wait` is in seconds.
    Raises `LedgerMissingError` (without `create`, or with `read_only`), `LedgerFormatError`, `LedgerNewerError`,
    `LedgerLockedError`, `LedgerReadOnlyError` or `LedgerServerError`.
    """
    named = str(location)
    safe_name = hide_password(named)
    with told_plainly(safe_name):
        engine = open_engine(named, create=create, read_only=read_only, wait=wait)
        try:
            bring_up_to_date(engine, safe_name, read_only=read_only)
        except BaseException:
            engine.dispose()
            raise
    return Ledger(engine, location=safe_name, read_only=read_only)


class Ledger(Database):
    """An open ledger. Threads may share it; each thread's transaction is its own."""

    # What is read

    def is_read(self, article: str, maker: str) -> bool:
        """Whether adding the article again by this maker would change nothing."""
        with self.reading() as connection:
            return articles.is_read(connection, article, maker)

    def add_article(
        self,
        article: Article,
        claims: Sequence[Claim],
        *,
        maker: str,
        block_keys: Keys,
        signature: bytes | None = None,
        bands: Collection[str] = (),
    ) -> Added:
        """What adding it changed: the article with its claims is in the ledger whole, or not at all.

        The same text by the same maker changes nothing. Another maker's claims replace those before; a changed text
        becomes a new version. In both cases judgements are replayed. `block_keys` gives the keys under which the
        weighing looks for a claim; it is asked for each claim as it stands after corrections. `signature` and `bands`
        tell near-duplicates. What has to be weighed again is noted in `unweighed`.
        """
        incoming = articles.Incoming(
            article=article, claims=tuple(claims), signature=signature, bands=tuple(bands), maker=maker,
            made=articles.stamp(),
        )  # fmt: skip
        with self.writing() as connection:
            return articles.add_article(connection, incoming, block_keys=block_keys)

    def begin_run(self, *, maker: str, packs: Sequence[str]) -> int:
        """The number of a run that adds articles with these packs, noted in the ledger."""
        with self.writing() as connection:
            number = take_numbers(connection, "runs", 1)
            row = {"number": number, "begun": articles.stamp().isoformat(), "maker": maker, "counts": "{}"}
            connection.execute(insert(schema.runs).values(**row, packs=json.dumps(list(packs))))
            return number

    def end_run(self, number: int, counts: Mapping[str, int]) -> None:
        """Notes the end of a run, and what it did."""
        with self.writing() as connection:
            values = {"ended": articles.stamp().isoformat(), "counts": json.dumps(dict(counts))}
            connection.execute(update(schema.runs).where(schema.runs.c.number == number).values(**values))

    def makers(self) -> tuple[str, ...]:
        """Makers whose claims the ledger holds or held, the last used first."""
        with self.reading() as connection:
            query = select(schema.makers.c.maker).order_by(schema.makers.c.last_used.desc(), schema.makers.c.maker)
            return tuple(connection.execute(query).scalars())

    def signatures(self, bands: Collection[str] | None = None) -> list[tuple[str, bytes]]:
        """Id and signature of the current articles that share one of the bands; of all, without bands."""
        with self.reading() as connection:
            return articles.list_signatures(connection, bands)

    # What is listed

    def claims(
        self, wanted: Filter = _EVERYTHING, *, order: Order = "day", limit: int = 50, offset: int = 0
    ) -> Page[KeptClaim]:
        """The claims that the filter finds, with what was decided on each; rejected ones too, if not left out by it."""
        with self.reading() as connection:
            return listings.list_claims(connection, wanted, order=order, limit=limit, offset=offset)

    def claim(self, claim: str) -> KeptClaim:
        """The claim of this id. Raises `NotKeptError`."""
        with self.reading() as connection:
            return listings.read_kept(connection, [listings.number_of(connection, claim)])[0]

    def articles(self, wanted: Filter = _EVERYTHING, *, limit: int = 50, offset: int = 0) -> Page[KeptArticle]:
        """Current articles by day of publication, latest first; days mean that day, all else one of their claims."""
        with self.reading() as connection:
            return listings.list_articles(connection, wanted, limit=limit, offset=offset)

    def article(self, article: str) -> KeptArticle:
        """The article of this id with its text, whether it is the current version or not. Raises `NotKeptError`."""
        with self.reading() as connection:
            return listings.read_article(connection, article)

    def sources(self, wanted: Filter = _EVERYTHING, *, limit: int = 50, offset: int = 0) -> Page[KeptSource]:
        """Sources of the claims that the filter finds, by how many of these they say."""
        with self.reading() as connection:
            return listings.list_sources(connection, wanted, limit=limit, offset=offset)

    def search(
        self, words: str, *, kinds: Sequence[HitKind] = searching.KINDS, limit: int = 50, offset: int = 0
    ) -> Page[Hit]:
        """Articles, claims and names with the words: all of them; `"in quotes"` together, `-word` not."""
        with self.reading() as connection:
            return searching.search(connection, words, kinds=kinds, limit=limit, offset=offset)

    # What is weighed

    def current_claims(
        self,
        *,
        ids: Collection[str] | None = None,
        keys: Collection[str] | None = None,
        places: Collection[str] | None = None,
    ) -> Iterator[tuple[Claim, ReviewState]]:
        """The claims to weigh, corrections applied and rejected ones left out, streamed in the order added.

        Those of these ids, or with one of these block keys or place keys; all, if none of the three is given.
        """
        with self.reading() as connection:
            yield from listings.stream_claims(connection, ids=ids, keys=keys, places=places)

    def unweighed(self) -> Unweighed:
        """What changed since it was last weighed, by whatever run."""
        with self.reading() as connection:
            return unweighed.read_unweighed(connection)

    def set_block_keys(self, claim: str, keys: Collection[str]) -> None:
        """Gives a claim the block keys that it has as corrected."""
        with self.writing() as connection:
            stored = read_stored(connection, [listings.number_of(connection, claim)])
            again = [listings.with_keys(claim_row, keys) for claim_row in stored]
            rewrite_claims(connection, again)
            unweighed.touch(connection, again)
            unweighed.clear(connection, "claim", [claim])

    def put_incidents(
        self,
        removed: Collection[str],
        incidents: Sequence[Incident],
        redirects: Mapping[str, str | None],
        *,
        weighed_keys: Collection[str] = (),
    ) -> None:
        """Writes incidents in place of those removed, with redirects of ids, and notes that the keys are weighed."""
        with self.writing() as connection:
            incident_rows.put_incidents(connection, removed, incidents, redirects)
            unweighed.clear(connection, "key", weighed_keys)

    def replace_incidents(self, batches: Iterable[Sequence[Incident]], redirects: Mapping[str, str | None]) -> int:
        """How many incidents there are after these were written in place of all, with redirects of ids."""
        with self.writing() as connection:
            return incident_rows.replace_incidents(connection, batches, redirects)

    def put_control(self, places: Collection[str], runs: Sequence[Control]) -> None:
        """Writes the runs of control in place of all that stood for the places with these keys, now weighed."""
        with self.writing() as connection:
            control_rows.put_control(connection, places, runs)
            unweighed.clear(connection, "place", places)

    def incidents(
        self, wanted: Filter = _EVERYTHING, *, order: Order = "day", limit: int = 50, offset: int = 0
    ) -> Page[Incident]:
        """The incidents that the filter finds; `confidence` orders by voices."""
        with self.reading() as connection:
            return incident_listings.list_incidents(connection, wanted, order=order, limit=limit, offset=offset)

    def incident(self, incident: str) -> Incident:
        """The incident of this id, or the one that it became. Raises `NotKeptError`."""
        with self.reading() as connection:
            return incident_listings.read_incident(connection, incident)

    def incidents_with(self, claims: Collection[str]) -> list[Incident]:
        """The incidents in which these claims stand."""
        with self.reading() as connection:
            return incident_listings.read_incidents_with(connection, claims)

    def control(
        self, wanted: Filter = _EVERYTHING, *, on: date | None = None, limit: int | None = None, offset: int = 0
    ) -> Page[Control]:
        """Runs of control by place and day; `party` is the holder, `source` a party that says it."""
        with self.reading() as connection:
            return control_rows.list_control(connection, wanted, on=on, limit=limit, offset=offset)

    # What is decided

    def judge(self, verdict: Verdict, *, seen: str | None = None, block_keys: Keys | None = None) -> Judged:
        """The verdict as recorded, for good, and the claims that it reached.

        `seen` is the last judgement that the reviewer saw on what it is about (`UNSEEN` for none; see `seen.py`): if
        another came in between, `ConflictError` is raised and nothing recorded. Without `seen`, nothing is compared.
        `block_keys` gives the claim its keys anew; without it, it is listed in `unweighed().claims`.
        Raises `JudgementError` or `NotKeptError` for a verdict that cannot be.
        """
        judgement = Judgement(
            id="", kind=verdict.kind, claims=verdict.claims, anchors=(), reviewer=verdict.reviewer,
            made=verdict.made or articles.stamp(), reason=verdict.reason, field=verdict.field, value=verdict.value,
            undoes=verdict.undoes,
        )  # fmt: skip
        with self.writing() as connection:
            return deciding.record_judgement(connection, judgement, seen=seen, block_keys=block_keys)

    def judgements(self, claim: str | None = None) -> tuple[Judgement, ...]:
        """All judgements in the order made; with a claim, those on it and what undoes them."""
        with self.reading() as connection:
            if claim is None:
                numbers = connection.execute(select(schema.judgements.c.number)).scalars().all()
                by_number = judgements.read_judgements(connection, numbers)
                return tuple(by_number[number] for number in sorted(by_number))
            number = listings.number_of(connection, claim)
            return tuple(judgements.judgements_on(connection, [number]).get(number, ()))

    def reached_by(self, judgements: Collection[str]) -> tuple[str, ...]:
        """Ids of the claims that undoing these judgements would reach."""
        with self.reading() as connection:
            return deciding.reached_by(connection, judgements)

    def orphans(self) -> tuple[Orphan, ...]:
        """Judgements whose claim is no more and that found no other."""
        with self.reading() as connection:
            return replay.list_orphans(connection)

    def constraints(self, claims: Collection[str] | None = None) -> tuple[Constraint, ...]:
        """What stands of `same` and `different`; with claims, only pairs that one of them is in."""
        with self.reading() as connection:
            return replay.list_constraints(connection, claims)

    # What is looked after

    def backup(self, to: str | Path) -> int:
        """Bytes of a copy made while the ledger may be written; of a server's ledger, its own tools make one."""
        with told_plainly(self.location):
            return maintenance.back_up(self._engine, Path(to), self.location)

    def analyse(self) -> None:
        """Renews the engine's statistics, by which it chooses its indexes: after many articles were added."""
        self._check_writable()
        with told_plainly(self.location):
            maintenance.analyse(self._engine)

    def vacuum(self) -> None:
        """Gives back the room of what is gone, and renews the engine's statistics."""
        self._check_writable()
        with told_plainly(self.location):
            maintenance.vacuum(self._engine)

    def check(self) -> tuple[LedgerProblem, ...]:
        """All that is wrong with the ledger."""
        with self.reading() as connection:
            return maintenance.check(connection)

    def counts(self) -> dict[str, int]:
        """Rows of articles, claims, judgements, incidents and control."""
        with self.reading() as connection:
            return maintenance.count_rows(connection)
