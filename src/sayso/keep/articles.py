"""Articles into the ledger, each whole or not at all, with versions of a text that has changed.

The rule of versions: two texts are versions of one article if they come from the same place (the same url; without one,
the same absolute path, or the same record of the same file) and the later keeps most of the words of the shorter, in
order. A text from the same place that does not is another article. What comes from stdin has no place.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, insert, select, update
from sqlalchemy import delete as sql_delete

from sayso.base.codec import record_to_json
from sayso.base.errors import LedgerError
from sayso.keep.judging.handmade import list_made, write_made
from sayso.keep.judging.judgements import Keys, settle_claims
from sayso.keep.judging.replay import replay_judgements
from sayso.keep.records import Added, Change
from sayso.keep.store.claim_rows import Stored, delete_claims, insert_claims, read_stored
from sayso.keep.store.unweighed import clear, touch
from sayso.keep.tables import schema
from sayso.keep.tables.row_numbers import take_numbers
from sayso.model import Article, Claim

KEPT_WORDS: Final = 0.6
"""Share of the shorter text's words that a version keeps, in order. Two reports on one war share 0.2 to 0.45 of them
(words like "the" and "of"); a corrected or continued report shares above 0.8. By reasoning, not tuned."""
_COMPARED: Final = 5_000
"""Words from the beginning that are compared, so that comparing stays within a few milliseconds. By hand, not swept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """An article on its way into the ledger, with all that was made of it."""

    article: Article
    claims: tuple[Claim, ...]
    signature: bytes | None
    bands: tuple[str, ...]
    maker: str
    made: datetime


def is_read(connection: Connection, article: str, maker: str) -> bool:
    """Whether the ledger holds the article's claims by this maker, or a later text of the article."""
    known = _find(connection, article)
    return known is not None and (known.maker == maker or not known.current)


def add_article(connection: Connection, incoming: Incoming, *, block_keys: Keys) -> Added:
    """What adding the article changed; a writing transaction is under way."""
    article = incoming.article
    known = _find(connection, article.id)
    if known is not None and (known.maker == incoming.maker or not known.current):
        return Added(article=article.id, change="unchanged", version=known.version)
    _check_text(article)
    before = known or _find_version(connection, article)
    gone = _take_out(connection, before)
    _note_maker(connection, incoming)
    if known is not None:
        number, version, document, change = known.number, known.version, known.document, "reread"
        _write_again(connection, known.number, incoming)
    else:
        number = take_numbers(connection, "articles", 1)
        version, document = (before.version + 1, before.document) if before is not None else (1, number)
        change = "changed" if before is not None else "added"
        write_article(connection, incoming, number=number, version=version, document=document)
    stored = _write_claims(connection, incoming, number, block_keys=block_keys)
    replayed, orphaned = _replay(connection, document, stored, number, article, block_keys) if before else (0, 0)
    return Added(
        article=article.id, change=_change(change), version=version, gone=tuple(claim.machine.id for claim in gone),
        come=tuple(claim.machine.id for claim in stored), replayed=replayed, orphaned=orphaned,
        was=tuple(claim.current for claim in gone if claim.review != "rejected"),
    )  # fmt: skip


def _change(word: str) -> Change:
    return "reread" if word == "reread" else "changed" if word == "changed" else "added"


def _check_text(article: Article) -> None:
    """Raises `LedgerError` for characters that no database keeps."""
    if "\x00" in article.text or any("\ud800" <= char <= "\udfff" for char in article.text):
        hint = "take the NUL characters and lone surrogates out of it"
        raise LedgerError("the text has characters that cannot be stored", hint=hint, file=article.path)


def _find(connection: Connection, article: str) -> Any:
    columns = schema.articles.c
    query = select(columns.number, columns.document, columns.version, columns.current, columns.maker)
    return connection.execute(query.where(columns.id == article)).first()


def _find_version(connection: Connection, article: Article) -> Any:
    """The row of the current article of which this is a new text; `None` if there is none."""
    origin = find_origin(article)
    if origin is None:
        return None
    columns = schema.articles.c
    query = select(columns.number, columns.document, columns.version, columns.current, columns.maker, columns.text)
    wanted = (columns.origin == origin) & columns.current
    candidates = connection.execute(query.where(wanted).order_by(columns.number.desc())).all()
    return next((row for row in candidates if is_version(row.text, article.text)), None)


def find_origin(article: Article) -> str | None:
    """Where the article comes from, as far as it tells versions of one text: its url, else its path; none of stdin."""
    if article.url:
        return "url:" + article.url.partition("#")[0]
    if not article.path or article.path == "-" or article.path.startswith("-:"):
        return None
    return f"path:{Path(article.path).absolute()}"


def is_version(old: str, new: str) -> bool:
    """Whether the shorter text's words stand in the other too, in order, but for a few."""
    from rapidfuzz.distance import LCSseq

    old_words, new_words = (text.casefold().split()[:_COMPARED] for text in (old, new))
    shorter = min(len(old_words), len(new_words))
    return shorter > 0 and LCSseq.similarity(old_words, new_words) >= KEPT_WORDS * shorter


def _take_out(connection: Connection, before: Any) -> list[Stored]:
    """Takes the claims of the text that is replaced out, with what finds copies of it; gives them as they were."""
    if before is None:
        return []
    claims = schema.claims.c
    numbers = list(connection.execute(select(claims.number).where(claims.article == before.number)).scalars())
    stored = sorted(read_stored(connection, numbers), key=lambda claim: claim.position)
    touch(connection, stored)
    clear(connection, "claim", [claim.machine.id for claim in stored])
    delete_claims(connection, numbers)
    connection.execute(sql_delete(schema.article_bands).where(schema.article_bands.c.article == before.number))
    articles = schema.articles
    connection.execute(update(articles).where(articles.c.number == before.number).values(current=False))
    return stored


def _note_maker(connection: Connection, incoming: Incoming) -> None:
    makers, now = schema.makers, incoming.made.isoformat()
    known = connection.execute(update(makers).where(makers.c.maker == incoming.maker).values(last_used=now)).rowcount
    if not known:
        connection.execute(insert(makers).values(maker=incoming.maker, first_used=now, last_used=now))


def write_article(connection: Connection, incoming: Incoming, *, number: int, version: int, document: int) -> None:
    """Writes a text that the ledger has not seen."""
    article = incoming.article
    row = {"number": number, "id": article.id, "document": document, "version": version, "text": article.text}
    row |= {"text_sha256": sha256(article.text.encode()).hexdigest(), "added": incoming.made.isoformat()}
    connection.execute(insert(schema.articles).values(**row, **_article_row(incoming)))
    _write_bands(connection, number, incoming.bands)


def _write_again(connection: Connection, number: int, incoming: Incoming) -> None:
    articles = schema.articles
    connection.execute(update(articles).where(articles.c.number == number).values(**_article_row(incoming)))
    _write_bands(connection, number, incoming.bands)


def _article_row(incoming: Incoming) -> dict[str, Any]:
    """What another reading of the same text may tell anew."""
    article = incoming.article
    names = ("title", "outlet", "url", "path", "published", "language", "dateline", "sha256")
    return {name: getattr(article, name) for name in names} | {
        "origin": find_origin(article), "current": True, "maker": incoming.maker, "signature": incoming.signature,
        "blocks": record_to_json(article.blocks),
    }  # fmt: skip


def _write_bands(connection: Connection, number: int, bands: Collection[str]) -> None:
    rows = [{"band": band, "article": number} for band in sorted(set(bands))]
    if rows:
        connection.execute(insert(schema.article_bands), rows)


def _write_claims(connection: Connection, incoming: Incoming, article: int, *, block_keys: Keys) -> list[Stored]:
    claims = list({claim.id: claim for claim in incoming.claims}.values())
    first = take_numbers(connection, "claims", len(claims)) if claims else 0
    stored = [
        Stored(
            number=first + position, article=article, position=position, machine=claim, current=claim,
            review="unreviewed", keys=frozenset(block_keys(claim)),
        )
        for position, claim in enumerate(claims)
    ]  # fmt: skip
    insert_claims(connection, stored)
    touch(connection, stored)
    return stored


def _replay(
    connection: Connection, document: int, stored: list[Stored], number: int, article: Article, block_keys: Keys
) -> tuple[int, int]:
    """How many judgements were found their claims again, and how many not; claims that people made join the others."""
    made = list_made(connection, document)
    fresh, lost = write_made(connection, made, article, number, block_keys=block_keys)
    stored += fresh
    replayed, orphaned = replay_judgements(connection, document, stored, article.text, lost=lost)
    if replayed:
        settle_claims(connection, stored, block_keys=block_keys)
    return replayed, orphaned


def list_signatures(connection: Connection, bands: Collection[str] | None) -> list[tuple[str, bytes]]:
    """Id and signature of the current articles that share a band; of all that have one, without bands."""
    articles, rows = schema.articles.c, schema.article_bands.c
    query = select(articles.id, articles.signature).where(articles.current, articles.signature.is_not(None))
    if bands is not None:
        query = query.where(articles.number.in_(select(rows.article).where(rows.band.in_(sorted(bands)))))
    return [(row.id, row.signature) for row in connection.execute(query.order_by(articles.number))]


def stamp() -> datetime:
    """The present, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
