"""What the indexes hold of claims and incidents: for each, made anew from the tables, and compared with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, get_args

import numpy as np
from sqlalchemy import Connection, delete, func, insert, literal, select

from sayso.base.ids import place_key
from sayso.keep.index.postings import (
    BLOCK,
    CLAIMS,
    INCIDENTS,
    Content,
    Entry,
    Index,
    forget_all,
    unlike,
    write_block,
)
from sayso.keep.index.reader import read_block, read_index
from sayso.keep.index.registers import Speaker, number_speakers, speakers_of
from sayso.keep.tables import schema
from sayso.keep.tables.statements import read_numbers
from sayso.model import Claim, TimePrecision

PRECISIONS: Final[tuple[TimePrecision, ...]] = get_args(TimePrecision)
VOICES: Final = 32_767
"""The most voices that the index tells apart."""


def claim_numbers(codes: Mapping[str, int], *, precision: str, article: int) -> dict[str, int]:
    """The values that the index has of a claim, out of its codes."""
    return {
        "day": codes["day"], "last": codes["last"], "sure": codes["sure"], "status": codes["status_code"],
        "review": codes["review_code"], "precision": PRECISIONS.index(precision), "article": article,
    }  # fmt: skip


def claim_lists(
    claim: Claim, numbers: Mapping[tuple[str, str], int], speakers: Mapping[Speaker, int]
) -> dict[str, list[int]]:
    """What the index lists of a claim: the terms of its places and the numbers of who says it."""
    return {
        "places": list(dict.fromkeys(numbers["place", place_key(place)] for place in claim.places)),
        "speakers": [speakers[speaker] for speaker in speakers_of(claim)],
    }


def rebuild(connection: Connection) -> None:
    """Makes both indexes, the places and the speakers anew from the tables of claims and incidents."""
    for table in (schema.places, schema.speakers):
        connection.execute(delete(table))
    _rebuild_places(connection)
    _rebuild_speakers(connection)
    for index in (CLAIMS, INCIDENTS):
        forget_all(connection, index)
        for content in contents(connection, index):
            write_block(connection, index, content)


def differing(connection: Connection, index: Index) -> int:
    """How many items the index has otherwise than the tables, or lacks, or has alone."""
    blocks = set(read_index(connection, index).blocks.tolist())
    wrong = 0
    for content in contents(connection, index):
        wrong += len(unlike(content, read_block(connection, index, content.block)))
        blocks.discard(content.block)
    return wrong + sum(len(read_block(connection, index, block).places) for block in blocks)


def contents(connection: Connection, index: Index) -> Iterator[Content]:
    """What the index has to hold of each block, by the tables."""
    column = schema.claims.c.number if index is CLAIMS else schema.incidents.c.number
    make = _claim_content if index is CLAIMS else _incident_content
    first, last = connection.execute(select(func.min(column), func.max(column))).one()
    for block in range(first // BLOCK, last // BLOCK + 1) if first is not None else ():
        content = make(connection, block)
        if content is not None:
            yield content


def _rebuild_places(connection: Connection) -> None:
    rows, terms = schema.claim_places.c, schema.terms.c
    named = (terms.kind == "place") & (terms.key == rows.key)
    query = (
        select(
            terms.number, rows.key, func.min(func.coalesce(rows.name, rows.text)), func.min(rows.kind),
            func.min(rows.country), func.min(rows.admin1), func.min(rows.latitude), func.min(rows.longitude),
        )
        .join_from(schema.claim_places, schema.terms, named)
        .group_by(terms.number, rows.key)
    )  # fmt: skip
    names = ["term", "key", "name", "kind", "country", "admin1", "latitude", "longitude"]
    connection.execute(insert(schema.places).from_select(names, query))


def _rebuild_speakers(connection: Connection) -> None:
    sources, articles, claims = schema.claim_sources.c, schema.articles.c, schema.claims.c
    named = select(sources.name, sources.kind, sources.party, sources.sector).distinct()
    outlets = select(articles.outlet).join_from(schema.claims, schema.articles).where(_is_silent(claims)).distinct()
    speakers = {Speaker(*row) for row in connection.execute(named)}
    speakers |= {Speaker(name, "outlet", None, None) for name in connection.execute(outlets).scalars() if name}
    number_speakers(connection, sorted(speakers, key=lambda speaker: tuple(part or "" for part in speaker)))


def _is_silent(claims: Any) -> Any:
    """The claim names no source, so that the outlet says it."""
    return ~select(schema.claim_sources.c.claim).where(schema.claim_sources.c.claim == claims.number).exists()


def _claim_content(connection: Connection, block: int) -> Content | None:
    claims, lines = schema.claims.c, schema.claim_lines.c
    inside = claims.number.between(block * BLOCK, block * BLOCK + BLOCK - 1)
    query = (
        select(claims.number, lines.terms, claims.when_precision, claims.day, claims.last, claims.sure,
               claims.status_code, claims.review_code, claims.article)
        .join_from(schema.claims, schema.claim_lines).where(inside).order_by(claims.number)
    )  # fmt: skip
    rows = connection.execute(query).all()
    if not rows:
        return None
    numbers, terms, precisions, *codes = zip(*rows, strict=True)
    names = ("day", "last", "sure", "status", "review", "article")
    return Content(
        block=block, places=np.array(numbers) % BLOCK, terms=_of_texts(numbers, terms),
        numbers={name: np.array(values) for name, values in zip(names, codes, strict=True)}
        | {"precision": np.array([PRECISIONS.index(precision) for precision in precisions])},
        lists={"places": _placed(connection, block), "speakers": _said(connection, block)},
    )  # fmt: skip


def _incident_content(connection: Connection, block: int) -> Content | None:
    incidents = schema.incidents.c
    query = select(incidents.number, incidents.terms, incidents.day, incidents.last, incidents.voices)
    inside = incidents.number.between(block * BLOCK, block * BLOCK + BLOCK - 1)
    rows = connection.execute(query.where(inside).order_by(incidents.number)).all()
    if not rows:
        return None
    numbers, texts, day, last, voices = zip(*rows, strict=True)
    terms = _of_texts(numbers, texts)
    (known,) = read_numbers(connection, select(schema.places.c.term))
    placed = np.isin(terms[1], known)
    return Content(
        block=block, places=np.array(numbers) % BLOCK, terms=terms,
        numbers={"day": np.array(day), "last": np.array(last), "voices": np.minimum(np.array(voices), VOICES)},
        lists={"places": (terms[0][placed], terms[1][placed])},
    )  # fmt: skip


def _of_texts(numbers: Sequence[int], texts: Sequence[str]) -> tuple[Any, Any]:
    """The places in their block of items whose terms stand in texts, and the terms."""
    lengths = [text.count(" ") + 1 for text in texts]
    terms = np.fromstring(" ".join(texts), dtype=np.int64, sep=" ")
    return np.repeat(np.array(numbers) % BLOCK, lengths), terms


def _placed(connection: Connection, block: int) -> tuple[Any, Any]:
    """The claims of a block and the terms of their places, in order.

    Terms are asked for row by row: a join may be worked out from the terms, through the places of all claims.
    """
    rows, terms = schema.claim_places.c, schema.terms.c
    term = select(terms.number).where(terms.kind == "place", terms.key == rows.key).scalar_subquery()
    query = select(rows.claim, func.coalesce(term, 0).label("term"), rows.position)
    inside = rows.claim.between(block * BLOCK, block * BLOCK + BLOCK - 1)
    claims, numbers, positions = read_numbers(connection, query.where(inside))
    known = numbers > 0
    return _each_once(claims[known], numbers[known], positions[known])


def _said(connection: Connection, block: int) -> tuple[Any, Any]:
    """The claims of a block and the speakers who say them, nearest first; outlets that say so themselves."""
    sources, speakers, claims, articles = schema.claim_sources.c, schema.speakers.c, schema.claims.c, schema.articles.c
    same = (speakers.name == sources.name) & (speakers.kind == sources.kind)
    for name in ("party", "sector"):
        same &= speakers[name].is_not_distinct_from(sources[name])
    query = select(sources.claim, speakers.number, sources.position).join_from(
        schema.claim_sources, schema.speakers, same
    )
    own = (speakers.name == articles.outlet) & (speakers.kind == "outlet") & speakers.party.is_(None)
    silent = (
        select(claims.number, speakers.number, literal(0).label("position"))
        .join_from(schema.claims, schema.articles)
        .join(schema.speakers, own & speakers.sector.is_(None))
        .where(_is_silent(claims), claims.number.between(block * BLOCK, block * BLOCK + BLOCK - 1))
    )
    inside = sources.claim.between(block * BLOCK, block * BLOCK + BLOCK - 1)
    both = zip(read_numbers(connection, query.where(inside)), read_numbers(connection, silent), strict=True)
    return _each_once(*(np.concatenate(pair) for pair in both))


def _each_once(numbers: Any, values: Any, positions: Any) -> tuple[Any, Any]:
    """Places in their block and values, by item and position; of a value that comes twice, the first."""
    order = np.lexsort((positions, numbers))
    numbers, values = numbers[order], values[order]
    _, first = np.unique(np.stack((numbers, values)), axis=1, return_index=True)
    first.sort()
    return numbers[first] % BLOCK, values[first]


def incident_entry(
    number: int, terms: Iterable[int], places: frozenset[int], *, day: int, last: int, voices: int
) -> Entry:
    """What the index holds of an incident; `places` are the terms that are places."""
    own = frozenset(terms)
    return Entry(
        number=number, terms=own, numbers={"day": day, "last": last, "voices": min(voices, VOICES)},
        lists={"places": sorted(own & places)},
    )  # fmt: skip
