"""Reports into a ledger: read, marked, claimed, kept and weighed; and judgements, weighed with what they reach."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sayso.base.errors import JudgementError, PathError
from sayso.flow.chain import Chain, Worked, chain_for, load_chain, read_reports, work_through
from sayso.flow.languages import languages, pack_folders_of
from sayso.model import Article, Claim, Dropped

if TYPE_CHECKING:
    from sayso.base.settings import Settings
    from sayso.flow.weighing import Weigher
    from sayso.keep import Added, Judged, Ledger, Verdict
    from sayso.packs.codebook import Codebook

CONTROL_AFTER: Final = 500
"""Articles after which a long run weighs control, so that a reader sees it grow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a process makes of an article for the ledger."""

    claims: tuple[Claim, ...]
    signature: bytes
    marks: bytes | None = None
    """Packed, as the ledger keeps them; `None` for what is not marked, such as a layer."""


@lru_cache(maxsize=2)
def ledger_codebook(packs: str | None = None, overlay: str | None = None) -> Codebook:
    """The codebook by which a ledger is weighed, loaded once for each value of the settings `packs` and `codebook`.

    Raises as `load_chain`.
    """
    from sayso.packs.codebook import load_codebook
    from sayso.packs.overlay_check import load_codebook_pack

    return load_codebook(load_codebook_pack(pack_folders_of(packs), overlay))


def codebook_in_force(settings: Settings) -> Codebook:
    """The codebook of the settings, its rules of control with the days that these set."""
    codebook = ledger_codebook(settings.packs, settings.codebook)
    return replace(codebook, control=codebook.control.with_decay(settings.control_decay_days))


def weigher_of(ledger: Ledger, settings: Settings) -> Weigher:
    """What weighs the ledger by the codebook of the settings."""
    from sayso.flow.weighing import Weigher

    codebook = ledger_codebook(settings.packs, settings.codebook)
    return Weigher(ledger, codebook, decay_days=settings.control_decay_days)


def add_reports(
    paths: Sequence[str | Path],
    ledger: Ledger,
    settings: Settings,
    *,
    look: Callable[[tuple[Claim, ...]], None] | None = None,
) -> Iterator[Worked[Added]]:
    """Every document of the paths with what adding it changed, in order; `look` is handed the claims of each article.

    Each article is added and its incidents weighed in one transaction of its own, so a run that is killed leaves whole
    articles only; the next goes on where it ended, without marking again what the ledger has by the same maker. Control
    is weighed every `CONTROL_AFTER` articles and at the end.
    """
    first = next(iter(languages(settings.packs)))
    chain, weigher = load_chain(settings.packs, first, settings.codebook), weigher_of(ledger, settings)
    known: list[Article] = []
    added_now = 0
    documents = _unread(read_reports(paths, settings), ledger, settings, known)
    with _noted_run(ledger, chain) as counts:
        for worked in work_through(documents, settings, digest_article):
            yield from _unchanged(known)
            if isinstance(worked, Dropped):
                counts["dropped"] = counts.get("dropped", 0) + 1
                yield worked
                continue
            article, digest = worked
            if look is not None:
                look(digest.claims)
            added = add_article(article, digest, weigher, maker=chain_for(article, settings).maker)
            counts[added.change] = counts.get(added.change, 0) + 1
            added_now += 1
            if added_now % CONTROL_AFTER == 0:
                weigher.settle_control()
            yield article, added
        yield from _unchanged(known)
        weigher.settle_control()


def _unchanged(known: list[Article]) -> Iterator[tuple[Article, Added]]:
    """The articles that were there before; the list is emptied."""
    from sayso.keep import Added

    while known:
        article = known.pop(0)
        yield article, Added(article=article.id, change="unchanged", version=0)


def add_article(article: Article, digest: Digest, weigher: Weigher, *, maker: str) -> Added:
    """What adding an article changed; it is added and weighed whole, or not at all. Control is left to be settled."""
    from sayso.keep.store.article_marks import Marked
    from sayso.weigh import bands_of

    ledger, marked_on = weigher.ledger, Marked(weigher.ledger)
    with ledger.transaction():
        weigher.tell_by_rules()
        marked = ledger.unweighed().places
        added = ledger.add_article(
            article,
            digest.claims,
            maker=maker,
            block_keys=weigher.keys_of_block,
            signature=digest.signature,
            bands=bands_of(digest.signature),
        )
        if digest.marks is not None and (added.change != "unchanged" or not marked_on.has(article.id)):
            marked_on.put(article.id, digest.marks, maker=maker)
        if added.change != "unchanged":
            weigher.weigh_added([added], {article.id: digest.signature})
            weigher.forget_places([*digest.claims, *added.was], but=marked)
    return added


def add_layer(
    path: Path, ledger: Ledger, settings: Settings, *, name: str
) -> tuple[Article, Added, tuple[Dropped, ...]]:
    """A layer of control as one more source of that name: its article, what it changed, and the rows left out.

    Raises `PathError` for a file that cannot be read, or that is neither a table nor GeoJSON.
    """
    from sayso.read.control_layer import MAKER, read_layer
    from sayso.weigh import sign_text

    weigher = weigher_of(ledger, settings)
    known = dict.fromkeys(run.place for run in ledger.control())
    try:
        data = path.read_bytes()
        article, claims, dropped = read_layer(
            data, name=name, path=str(path), parties=weigher.codebook.parties, known=known
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        hint = "give a CSV with the columns name, held_by and from, or GeoJSON of points with these properties"
        raise PathError(f"the layer cannot be read: {error}", hint=hint, file=str(path)) from None
    added = add_article(article, Digest(claims=claims, signature=sign_text("")), weigher, maker=MAKER)
    weigher.settle_control()
    return article, added, dropped


def judge_claims(verdicts: Sequence[tuple[Verdict, str | None]], ledger: Ledger, settings: Settings) -> list[Judged]:
    """The verdicts as recorded, each with the last judgement seen, and what they reach weighed again: all or none.

    Raises what `Ledger.judge` raises.
    """
    weigher = weigher_of(ledger, settings)
    for verdict, _ in verdicts:
        check_types(verdict, weigher.codebook)
    named = {claim for verdict, _ in verdicts for claim in verdict.claims}
    with ledger.transaction():
        weigher.tell_by_rules()
        named |= set(ledger.reached_by([verdict.undoes for verdict, _ in verdicts if verdict.undoes]))
        was = [claim for claim, _ in ledger.current_claims(ids=named)]
        judged = [ledger.judge(verdict, seen=seen, block_keys=weigher.keys_of_block) for verdict, seen in verdicts]
        reached = named | {claim for outcome in judged for claim in outcome.claims}
        weigher.weigh_judged(reached, was=was, whole=all(verdict.kind != "undo" for verdict, _ in verdicts))
    return judged


def check_types(verdict: Verdict, codebook: Codebook) -> None:
    """Raises `JudgementError` if a claim, or the correction of one, names a type that the codebook has not.

    So with the parties of a claim. What is no claim at all is left to the ledger to tell.
    """
    with suppress(ValueError):
        value = json.loads(verdict.value or "null")
        whole = value if verdict.kind == "claim" and isinstance(value, dict) else {}
        event = value if verdict.field == "event" else whole.get("event")
        if event is not None and event not in codebook.types:
            raise JudgementError(f"the codebook has no type {str(event)[:60]!r}", hint="see: sayso codebook show")
        for party in _parties_of(whole):
            if party not in codebook.parties.parties:
                hint = "give a country's three letters, or an id of the codebook's parties"
                raise JudgementError(f"the codebook has no party {str(party)[:40]!r}", hint=hint)


def _parties_of(plain: Mapping[str, Any]) -> list[Any]:
    """The parties that a claim's line names."""
    fields = [plain.get(field) for field in ("actors", "targets", "sources")]
    people = [person for value in fields if isinstance(value, list) for person in value if isinstance(person, dict)]
    return [person["party"] for person in people if person.get("party") is not None]


def weigh_ledger(ledger: Ledger, settings: Settings) -> int:
    """How many incidents the ledger has after all its claims were weighed from scratch."""
    return weigher_of(ledger, settings).weigh_everything()


def digest_article(article: Article, chain: Chain) -> Digest:
    """The claims of an article, the signature by which its copies are found, and its marks."""
    from sayso.base.packed_marks import pack_marks
    from sayso.weigh import sign_text

    reading = chain.mark(article)
    packed = pack_marks(chain.weapons(reading))
    return Digest(claims=chain.claim(reading), signature=sign_text(article.text), marks=packed)


def _unread(
    documents: Iterator[Article | Dropped], ledger: Ledger, settings: Settings, known: list[Article]
) -> Iterator[Article | Dropped]:
    """The documents whose claims by today's maker, or whose marks, the ledger lacks; the others go to `known`."""
    from sayso.keep.store.article_marks import Marked

    marked_on = Marked(ledger)
    for document in documents:
        if isinstance(document, Dropped):
            yield document
            continue
        is_read = ledger.is_read(document.id, chain_for(document, settings).maker)
        if is_read and marked_on.has(document.id):
            known.append(document)
        else:
            yield document


@contextmanager
def _noted_run(ledger: Ledger, chain: Chain) -> Iterator[dict[str, int]]:
    """Notes a run in the ledger by the maker of the first language, with the counts that it leaves."""
    counts: dict[str, int] = {}
    number = ledger.begin_run(maker=chain.maker, packs=chain.packs)
    try:
        yield counts
    finally:
        ledger.end_run(number, counts)
