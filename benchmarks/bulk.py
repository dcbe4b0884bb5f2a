"""A ledger filled fast: with the ledger's own rows, but without asking for each article whether it is known."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Final

from sqlalchemy import Column, Connection, MetaData, Table, text

from sayso.keep import Keys, Ledger
from sayso.keep.articles import Incoming, stamp, write_article
from sayso.keep.index.contents import rebuild
from sayso.keep.index.registers import note_places
from sayso.keep.index.terms import claim_terms, event_term, number_terms
from sayso.keep.store.claim_rows import Stored, claim_rows, insert_rows
from sayso.keep.tables.columns import metadata
from sayso.keep.tables.row_numbers import take_numbers
from sayso.model import Article, Claim

_SORTED_LATER: Final = {"claim_keys": "key, claim"}
"""Tables whose rows would go to every corner of a large index: they are laid aside, and sorted in at the end."""


def lay_aside(ledger: Ledger) -> None:
    """Makes the tables where rows wait; the ledger is new."""
    with ledger.writing() as connection:
        for table in _SORTED_LATER:
            connection.execute(text(f"CREATE TABLE waiting_{table} AS SELECT * FROM {table} WHERE 1 = 0"))


def load(ledger: Ledger, batch: Sequence[tuple[Article, tuple[Claim, ...]]], *, maker: str, block_keys: Keys) -> None:
    """Writes new articles with new claims in one transaction."""
    with ledger.writing() as connection:
        first = take_numbers(connection, "articles", len(batch))
        stored = []
        claim = take_numbers(connection, "claims", sum(len(claims) for _, claims in batch))
        for number, (article, claims) in enumerate(batch, start=first):
            incoming = Incoming(article=article, claims=claims, signature=None, bands=(), maker=maker, made=stamp())
            write_article(connection, incoming, number=number, version=1, document=number)
            stored += _stored(claims, number, claim, block_keys)
            claim += len(claims)
        _write(connection, stored)


def _stored(claims: Sequence[Claim], article: int, first: int, block_keys: Keys) -> list[Stored]:
    return [
        Stored(
            number=first + position, article=article, position=position, machine=claim, current=claim,
            review="unreviewed", keys=frozenset(block_keys(claim)),
        )
        for position, claim in enumerate(claims)
    ]  # fmt: skip


def _write(connection: Connection, stored: Collection[Stored]) -> None:
    terms = {term for one in stored for term in (*claim_terms(one.current), event_term(one.current.event))}
    numbers = number_terms(connection, terms)
    note_places(connection, (place for one in stored for place in one.current.places), numbers)
    rows: dict[str, list[dict[str, object]]] = {}
    for one in stored:
        for table, some in claim_rows(one, numbers).items():
            rows.setdefault(table, []).extend(some)
    for name, some in rows.items():
        insert_rows(connection, _waiting(name) if name in _SORTED_LATER else metadata.tables[name], some)


@lru_cache
def _waiting(name: str) -> Table:
    return metadata.tables[name].to_metadata(MetaData(), name=f"waiting_{name}", referred_schema_fn=None)


def copy(ledger: Ledger, copies: int) -> None:
    """Brings what was laid aside into its tables, with so many copies of every article, claim and incident.

    Copies have ids, addresses and numbers of their own, and the places, days and words of what they copy.
    """
    with ledger.writing() as connection:
        steps = {name: _count(connection, name) for name in ("articles", "claims", "incidents")}
        for number in range(1, copies):
            _copy_once(connection, number, {name: number * step for name, step in steps.items()})
        for table, order in _SORTED_LATER.items():
            columns = [
                "w.claim + k.turn * :step" if one.name == "claim" else f"w.{one.name}" for one in _columns(table)
            ]
            turns = " UNION ALL ".join(f"SELECT {number} AS turn" for number in range(copies))
            rows = f"SELECT {', '.join(columns)} FROM waiting_{table} w, ({turns}) k ORDER BY {order}"
            connection.execute(text(f"INSERT INTO {table} {rows}"), {"step": steps["claims"]})
            connection.execute(text(f"DROP TABLE waiting_{table}"))
        for name, step in steps.items():
            if step * (copies - 1):
                take_numbers(connection, name, step * (copies - 1))
        rebuild(connection)


def _columns(table: str) -> Sequence[Column[object]]:
    return list(metadata.tables[table].c)


def _count(connection: Connection, table: str) -> int:
    count: int = connection.execute(text(f"SELECT coalesce(max(number), 0) FROM {table}")).scalar_one()
    return count


def _copy_once(connection: Connection, number: int, steps: Mapping[str, int]) -> None:
    mark = f"|| '-{number}'"
    article, claim, incident = (f"+ {steps[name]}" for name in ("articles", "claims", "incidents"))
    identified = {"id": mark, "number": ""}
    _copy_rows(connection, "articles", "number", identified | {"number": article, "document": article, "url": mark,
        "origin": mark}, steps["articles"] // number)  # fmt: skip
    _copy_rows(connection, "claims", "number", identified | {"number": claim, "article": article},
        steps["claims"] // number)  # fmt: skip
    line = f"replace(replace(x.line, c.id, c.id {mark}), a.id, a.id {mark})"
    connection.execute(text(
        f"INSERT INTO claim_lines (claim, terms, sentence, line) SELECT x.claim {claim}, x.terms, x.sentence, {line} "
        "FROM claim_lines x JOIN claims c ON c.number = x.claim JOIN articles a ON a.number = c.article "
        f"WHERE x.claim <= {steps['claims'] // number}"
    ))  # fmt: skip
    for table in ("claim_places", "claim_actors", "claim_sources", "claim_counts"):
        _copy_rows(connection, table, "claim", {"claim": claim}, steps["claims"] // number)
    base = steps["incidents"] // number
    _copy_rows(connection, "incidents", "number", {"number": incident, "id": mark}, base)
    _copy_rows(connection, "incident_claims", "incident", {"incident": incident, "claim": claim}, base)


def _copy_rows(connection: Connection, table: str, number: str, changed: Mapping[str, str], last: int) -> None:
    names = ['"' + column.name + '"' for column in _columns(table)]
    values = [f'x."{column.name}" {changed.get(column.name, "")}' for column in _columns(table)]
    connection.execute(text(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {table} x WHERE x.{number} <= {last}"
    ))  # fmt: skip
