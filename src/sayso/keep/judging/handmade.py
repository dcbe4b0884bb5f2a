"""Claims that people made: recorded, carried into the text that stands now, and taken back with their judgements.

A judgement `claim` holds the whole claim; its row among the claims follows from it, as a machine's does from a reading.
The id stays the same for good. Whatever replaces the machine's claims writes these again, at the words that they were
made on; a claim whose words are gone is an orphan, with all judgements on it, until they come back.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, func, select

from sayso.base.codec import claim_from_dict, claim_from_json, claim_to_dict, claim_to_json, record_from_json
from sayso.base.errors import JudgementError, NotKeptError
from sayso.base.ids import claim_id
from sayso.keep.judging.anchors import AnchorMatch, find_quote, move_value, nearest
from sayso.keep.judging.judgements import Keys, bind, check_judgement, insert_judgement, read_anchor, read_judgements
from sayso.keep.judging.standing import read_value, standing_judgements
from sayso.keep.records import Judged
from sayso.keep.store.claim_rows import Stored, insert_claims
from sayso.keep.store.unweighed import touch
from sayso.keep.tables import schema
from sayso.keep.tables.row_numbers import take_numbers
from sayso.model import PERSON, Anchor, Article, Block, Claim, Judgement, Span

SURE: Final = 1.0
"""Confidence of a claim that a person made: confidence orders the machine's claims for review."""
WITHDRAWN: Final = AnchorMatch(claim=None, how="withdrawn", why="who made the claim took it back")
_PARTS: Final = ("actors", "targets", "places", "when", "counts", "status_cue", "sources")
_END_OF_SENTENCE: Final = re.compile(r"""[.!?…]["'”’»)]*\s+(?![a-zа-яёіїєґ])|\n""")
"""Where a sentence ends that was changed around the words of a claim: by its sign, or at a line's end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A claim that a person made, as it was made, and whether its judgement stands."""

    judgement: Judgement
    claim: Claim
    anchor: Anchor
    stands: bool


def record_claim(connection: Connection, judgement: Judgement, *, block_keys: Keys | None) -> Judged:
    """The judgement as recorded, and the claim that it made, with its id and its maker.

    Raises `NotKeptError` for an article that the ledger has not, `JudgementError` for a claim that cannot be.
    """
    check_judgement(connection, judgement)
    draft = read_claim(read_value("claim", None, judgement.value))
    row = current_article(connection, draft.article.id)
    article = read_current(row)
    check_stretches(draft, article.text)
    number = take_numbers(connection, "claims", 1)
    maker = f"{PERSON}{judgement.reviewer.strip()}"
    trigger = draft.trigger
    claim = replace(
        draft,
        id=claim_id(article.id, draft.event, trigger.start, trigger.end, maker, number),
        article=article.head,
        confidence=SURE,
        maker=maker,
    )
    stored = _stored(connection, claim, row.number, number, block_keys)
    value = claim_to_json(claim)
    recorded = insert_judgement(connection, replace(judgement, claims=(claim.id,), value=value), [stored])
    insert_claims(connection, [stored])
    bind(connection, recorded, [stored])
    touch(connection, [stored], stale=[claim.id] if block_keys is None else ())
    return Judged(judgement=recorded, claims=(claim.id,))


def read_claim(plain: Any) -> Claim:
    """The claim of a line. Raises `JudgementError` if it is none."""
    try:
        return claim_from_dict(plain)
    except (ValueError, TypeError, AttributeError) as error:
        hint = "give a claim in the shape of a claim line"
        raise JudgementError(f"this is no claim: {error}", hint=hint) from None


def current_article(connection: Connection, article: str) -> Any:
    """The row of an article. Raises `NotKeptError` if there is none, `JudgementError` if it is a former text."""
    row = connection.execute(select(schema.articles).where(schema.articles.c.id == article)).first()
    if row is None:
        raise NotKeptError(f"there is no article {article}", hint="list the articles and copy the id")
    if not row.current:
        articles = schema.articles.c
        now = select(articles.id).where(articles.document == row.document, articles.current)
        hint = f"make the claim on its current text, {connection.execute(now).scalar()}"
        raise JudgementError(f"article {article} is a former text", hint=hint)
    return row


def read_current(row: Any) -> Article:
    """The article of a row, with its text."""
    return Article(
        id=row.id, text=row.text, blocks=record_from_json(row.blocks, tuple[Block, ...]), sha256=row.sha256,
        path=row.path, title=row.title, outlet=row.outlet, url=row.url, published=row.published,
        language=row.language, dateline=row.dateline,
    )  # fmt: skip


def check_stretches(claim: Claim, text: str) -> None:
    """Raises `JudgementError` if a part of the claim is no stretch of the text, or contradicts itself."""
    when = claim.when
    parts: list[Any] = [claim.trigger, claim.sentence, *claim.actors, *claim.targets, *claim.places, *claim.counts]
    parts += [*claim.sources, *(span for span in (claim.status_cue, claim.quote) if span is not None)]
    parts += [when] if when.text is not None else []
    parts += [actor.given for actor in (*claim.actors, *claim.targets) if actor.given is not None]
    for part in parts:
        start, end = part.start, part.end
        if start is None or end is None or not 0 <= start < end <= len(text) or text[start:end] != part.text:
            hint = "give the words as they stand in the text, with their offsets in code points"
            raise JudgementError(f"{part.text[:60]!r} does not stand at {start} to {end} of the text", hint=hint)
    if not (claim.sentence.start <= claim.trigger.start and claim.trigger.end <= claim.sentence.end):
        raise JudgementError("the words of the claim do not lie in its sentence", hint="give the sentence around them")
    if when.from_day and when.to_day and when.to_day < when.from_day:
        raise JudgementError("the days end before they begin", hint="give the earlier day first")
    for count in claim.counts:
        if count.low is not None and count.high is not None and count.high < count.low:
            raise JudgementError(f"{count.text!r} has bounds the wrong way round", hint="give the lower one first")


def _stored(connection: Connection, claim: Claim, article: int, number: int, block_keys: Keys | None) -> Stored:
    """The claim on its way to the tables, behind the others of its article."""
    claims = schema.claims.c
    last = connection.execute(select(func.max(claims.position)).where(claims.article == article)).scalar()
    return Stored(
        number=number, article=article, position=0 if last is None else last + 1, machine=claim, current=claim,
        review="accepted", keys=frozenset(block_keys(claim)) if block_keys else frozenset(),
    )  # fmt: skip


def list_made(connection: Connection, document: int) -> list[Made]:
    """The claims that people made on any text of a document, in the order made."""
    articles, judged, judgements = schema.articles.c, schema.judged_claims.c, schema.judgements.c
    query = (
        select(schema.judged_claims)
        .join(schema.judgements, judgements.number == judged.judgement)
        .where(judgements.kind == "claim")
        .where(judged.article_id.in_(select(articles.id).where(articles.document == document)))
        .order_by(judged.judgement)
    )
    rows = connection.execute(query).all()
    read = read_judgements(connection, [row.judgement for row in rows], with_undoing=True)
    standing = {judgement.id for judgement in standing_judgements([read[number] for number in sorted(read)])}
    return [
        Made(
            judgement=read[row.judgement], claim=claim_from_json(row.line), anchor=read_anchor(row),
            stands=read[row.judgement].id in standing,
        )
        for row in rows
    ]  # fmt: skip


def write_made(
    connection: Connection,
    made: Sequence[Made],
    article: Article,
    number: int,
    *,
    block_keys: Keys | None,
    there: Collection[str] = (),
) -> tuple[list[Stored], dict[str, AnchorMatch]]:
    """Those that stand and whose words the text has, written but for those that are there; and why others are not."""
    texts = _texts_of(connection, {made_claim.anchor.article for made_claim in made})
    stored: list[Stored] = []
    lost: dict[str, AnchorMatch] = {}
    for made_claim in made:
        if not made_claim.stands:
            lost[made_claim.claim.id] = WITHDRAWN
            continue
        try:
            claim = carry_claim(made_claim.claim, made_claim.anchor, texts[made_claim.anchor.article], article)
        except LookupError as error:
            lost[made_claim.claim.id] = AnchorMatch(claim=None, how="orphan", why=str(error.args[0]))
            continue
        if claim.id in there:
            continue
        fresh = _stored(connection, claim, number, take_numbers(connection, "claims", 1), block_keys)
        insert_claims(connection, [fresh])
        touch(connection, [fresh], stale=[claim.id] if block_keys is None else ())
        stored.append(fresh)
    return stored, lost


def _texts_of(connection: Connection, ids: set[str]) -> Mapping[str, str]:
    articles = schema.articles.c
    query = select(articles.id, articles.text).where(articles.id.in_(sorted(ids)))
    return {row.id: row.text for row in connection.execute(query)}


def carry_claim(claim: Claim, anchor: Anchor, old: str, article: Article) -> Claim:
    """The claim in the text that stands now, whose words are found by the anchor; what it names, near them.

    What stood in its sentence has to stand in the sentence now. Raises `LookupError` where words are gone.
    """
    text = article.text
    if anchor.article == article.id:
        return replace(claim, article=article.head)
    start = find_quote(anchor, text)
    shift = start - anchor.start
    trigger = Span(text=anchor.quote, start=start, end=start + len(anchor.quote))
    sentence = _sentence_around(claim, trigger, old, text)
    inside = (sentence.start, sentence.end)

    def find(words: str, at: int) -> int:
        is_inside = claim.sentence.start <= at < claim.sentence.end
        return nearest(text, words, at + shift, within=inside if is_inside else None)

    plain = claim_to_dict(claim)
    moved = {name: move_value(plain[name], old, text, find=find) for name in _PARTS}
    whole = claim_from_dict(plain | moved | {"quote": None})
    return replace(
        whole, article=article.head, trigger=trigger, sentence=sentence, quote=_quote_in(claim, text, start + shift)
    )


def _quote_in(claim: Claim, text: str, at: int) -> Span | None:
    """The direct quotation, if it is still there word for word."""
    if claim.quote is None:
        return None
    try:
        start = nearest(text, claim.quote.text, at)
    except LookupError:
        return None
    return Span(text=claim.quote.text, start=start, end=start + len(claim.quote.text))


def _sentence_around(claim: Claim, trigger: Span, old: str, text: str) -> Span:
    """The sentence of the trigger now: up to where it began and ended before, or else where one begins and ends."""
    before, after = old[claim.sentence.start : claim.trigger.start], old[claim.trigger.end : claim.sentence.end]
    usual = sentence_of(text, trigger.start, trigger.end)
    start = trigger.start - len(before) if text[: trigger.start].endswith(before) else usual.start
    end = trigger.end + len(after) if text.startswith(after, trigger.end) else usual.end
    return Span(text=text[start:end], start=start, end=end)


def sentence_of(text: str, start: int, end: int) -> Span:
    """The sentence or sentences in which a stretch stands, told by signs and lines alone."""
    ends = [match.end() for match in _END_OF_SENTENCE.finditer(text)]
    first = max((at for at in ends if at <= start), default=0)
    last = min((at for at in ends if at >= end), default=len(text))
    stretch = text[first:last].rstrip()
    return Span(text=stretch, start=first, end=first + len(stretch))
