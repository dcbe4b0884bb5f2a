"""Which items have a term, and what every item says in a few whole numbers, in blocks: a million are read at once.

Items are claims or incidents, by number. A block is `BLOCK` numbers in a row. For each block and term there is one row
with the items of the block that have the term: their places in the block as 16-bit numbers, or a bit for each place
where that is shorter. For each block and value there is one row with the value of every place; of a list, first how
long each is, then what they hold. So any number of sets is intersected, ordered and counted with a few hundred rows
read of each, however many claims have the terms.

An item is there if it has the term `ALL`. One that is gone loses that term alone; what else is said of its number,
which nobody gets again, goes with the last item of its block.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from sqlalchemy import Connection, Table, bindparam, delete, select, update

from sayso.keep.index.terms import ALL
from sayso.keep.tables import schema
from sayso.keep.tables.statements import chunked, insert_rows

BLOCK: Final = 2_048
"""Numbers of a block. An article of 25 claims writes one block again, about 45 KB; 1,024 would halve that and double
the rows that a listing reads. By that, and not swept."""
BITS: Final = BLOCK // 8
"""Bytes of a set that is kept as a bit for each place; one kept as places is shorter."""
PLACE: Final = "<u2"
"""How a place in a block is written, and the length of a list."""
LISTED: Final = "<i4"
"""How what a list holds is written."""
_LARGEST: Final = 1 << 32
"""Above all terms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The tables of one kind of item, and what they hold."""

    sets: Table
    values: Table
    numbers: Mapping[str, str]
    """The values of which each item has one, with numpy's name for how they are written."""
    lists: tuple[str, ...]
    """The values of which each item has any number, each once, in order."""


CLAIMS: Final = Index(
    sets=schema.claim_sets,
    values=schema.claim_values,
    numbers={
        "day": "<i4", "last": "<i4", "sure": "<i2", "status": "<u1", "review": "<u1", "precision": "<u1",
        "article": "<i4",
    },
    lists=("places", "speakers"),
)  # fmt: skip
INCIDENTS: Final = Index(
    sets=schema.incident_sets,
    values=schema.incident_values,
    numbers={"day": "<i4", "last": "<i4", "voices": "<i2"},
    lists=("places",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the index holds of one item."""

    number: int
    terms: frozenset[int]
    numbers: Mapping[str, int]
    lists: Mapping[str, Sequence[int]]
    former: frozenset[int] = frozenset()
    """Terms that it had until now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the index holds of one block."""

    block: int
    places: Any
    """Where in the block there is an item, in order."""
    terms: tuple[Any, Any]
    """Places, and the terms that they have: a pair for each."""
    numbers: Mapping[str, Any]
    """By name, the values of the places."""
    lists: Mapping[str, tuple[Any, Any]]
    """By name, places in order, and what they list."""


def put_entries(connection: Connection, index: Index, entries: Collection[Entry]) -> None:
    """Writes what the index holds of these items, which may be new or not."""
    by_block: dict[int, list[Entry]] = {}
    for entry in entries:
        by_block.setdefault(entry.number // BLOCK, []).append(entry)
    for block, block_entries in by_block.items():
        come, gone = list[tuple[int, int]](), list[tuple[int, int]]()
        for entry in block_entries:
            place = entry.number % BLOCK
            come.extend((term, place) for term in (entry.terms | {ALL}) - entry.former)
            gone.extend((term, place) for term in entry.former - entry.terms - {ALL})
        _change_sets(connection, index, block, come, gone)
        _change_values(connection, index, block, block_entries)


def write_block(connection: Connection, index: Index, content: Content) -> None:
    """Writes a block of which the index holds nothing."""
    places, terms = content.terms
    alone = ~np.isin(content.places, places[terms == ALL])
    places = np.concatenate((places, content.places[alone]))
    terms = np.concatenate((terms, np.full(alone.sum(), ALL)))
    packed = {term: _pack(term_places) for term, term_places in _grouped(terms, places).items()}
    _write_sets(connection, index, content.block, packed, {})
    rows = []
    for name, kind in index.numbers.items():
        data = np.zeros(BLOCK, kind)
        data[content.places] = content.numbers[name]
        rows.append({"name": name, "block": content.block, "data": data.tobytes()})
    rows += [
        {"name": name, "block": content.block, "data": _lists_to_bytes(*content.lists[name])} for name in index.lists
    ]
    insert_rows(connection, index.values, rows)


def unlike(first: Content, second: Content) -> set[int]:
    """The places of which two contents of a block say different things."""
    wrong = set(np.setxor1d(first.places, second.places).tolist())
    both = np.intersect1d(first.places, second.places)
    positions = [np.searchsorted(content.places, both) for content in (first, second)]
    for name in first.numbers:
        left, right = (content.numbers[name][at] for content, at in zip((first, second), positions, strict=True))
        wrong |= set(both[left != right].tolist())
    pairs = [(first.terms, second.terms), *((first.lists[name], second.lists[name]) for name in first.lists)]
    for pair in pairs:
        codes = [np.unique(places * _LARGEST + values) for places, values in pair]
        wrong |= set((np.setxor1d(codes[0], codes[1]) // _LARGEST).tolist())
    return wrong


def forget_items(connection: Connection, index: Index, numbers: Iterable[int]) -> None:
    """Takes items out, and blocks of which none is left."""
    by_block: dict[int, list[tuple[int, int]]] = {}
    for number in numbers:
        by_block.setdefault(number // BLOCK, []).append((ALL, number % BLOCK))
    empty = [block for block, gone in by_block.items() if not _change_sets(connection, index, block, (), gone)]
    for table in (index.sets, index.values):
        for batch in chunked(sorted(empty)):
            connection.execute(delete(table).where(table.c.block.in_(batch)))


def forget_all(connection: Connection, index: Index) -> None:
    """Takes everything out."""
    for table in (index.sets, index.values):
        connection.execute(delete(table))


def _change_sets(
    connection: Connection, index: Index, block: int, come: Sequence[tuple[int, int]], gone: Sequence[tuple[int, int]]
) -> bool:
    """Writes which places of a block have come to terms, and which have left them; whether any set of these is left."""
    added, taken = _by_term(come), _by_term(gone)
    terms = sorted(added.keys() | taken.keys())
    known = _sets_of(connection, index, block, terms)
    written: dict[int, bytes] = {}
    for term in terms:
        places = unpack(known[term]) if term in known else np.empty(0, np.int64)
        if term in added:
            places = np.union1d(places, added[term]) if len(places) else added[term]
        if term in taken:
            places = np.setdiff1d(places, taken[term])
        written[term] = _pack(places) if len(places) else b""
    _write_sets(connection, index, block, written, known)
    return any(written.values())


def _by_term(pairs: Sequence[tuple[int, int]]) -> dict[int, Any]:
    """The places of each term, in order."""
    if not pairs:
        return {}
    both = np.array(pairs, dtype=np.int64)
    return _grouped(both[:, 0], both[:, 1])


def _grouped(terms: Any, places: Any) -> dict[int, Any]:
    order = np.lexsort((places, terms))
    distinct, starts = np.unique(terms[order], return_index=True)
    return dict(zip(distinct.tolist(), np.split(places[order], starts[1:]), strict=True))


def _sets_of(connection: Connection, index: Index, block: int, terms: Sequence[int]) -> dict[int, bytes]:
    sets = index.sets.c
    sets_by_term: dict[int, bytes] = {}
    for batch in chunked(terms):
        query = select(sets.term, sets.held).where(sets.block == block, sets.term.in_(batch))
        sets_by_term |= {row.term: row.held for row in connection.execute(query)}
    return sets_by_term


def _write_sets(
    connection: Connection, index: Index, block: int, written: Mapping[int, bytes], known: Mapping[int, bytes]
) -> None:
    table = index.sets
    new = [{"term": term, "block": block, "held": items} for term, items in written.items() if term not in known]
    insert_rows(connection, table, [row for row in new if row["held"]])
    same = (table.c.term == bindparam("b_term")) & (table.c.block == block)
    changed = [
        {"b_term": term, "v_held": items}
        for term, items in written.items()
        if items and term in known and items != known[term]
    ]
    if changed:
        connection.execute(update(table).where(same).values(held=bindparam("v_held")), changed)
    empty = [{"b_term": term} for term, items in written.items() if not items and term in known]
    if empty:
        connection.execute(delete(table).where(same), empty)


def _pack(places: Any) -> bytes:
    """Places of a block as they are kept."""
    if 2 * len(places) < BITS:
        return bytes(places.astype(PLACE).tobytes())
    flags = np.zeros(BLOCK, dtype=bool)
    flags[places] = True
    return bytes(np.packbits(flags).tobytes())


def unpack(items: bytes) -> Any:
    """The places of a block out of what is kept."""
    if len(items) == BITS:
        return np.flatnonzero(np.unpackbits(np.frombuffer(items, np.uint8)))
    return np.frombuffer(items, PLACE).astype(np.int64)


def _change_values(connection: Connection, index: Index, block: int, entries: Sequence[Entry]) -> None:
    table = index.values
    rows = connection.execute(select(table.c.name, table.c.data).where(table.c.block == block))
    known: dict[str, bytes] = {row.name: row.data for row in rows}
    places = np.array([entry.number % BLOCK for entry in entries])
    written: dict[str, bytes] = {}
    for name, kind in index.numbers.items():
        data = np.frombuffer(known[name], kind).copy() if name in known else np.zeros(BLOCK, kind)
        data[places] = [entry.numbers[name] for entry in entries]
        written[name] = data.tobytes()
    for name in index.lists:
        listed = {entry.number % BLOCK: entry.lists[name] for entry in entries}
        written[name] = _with_lists(known.get(name), listed)
    new = [{"name": name, "block": block, "data": data} for name, data in written.items() if name not in known]
    insert_rows(connection, table, new)
    changed = [
        {"b_name": name, "v_data": data} for name, data in written.items() if name in known and data != known[name]
    ]
    if changed:
        same = (table.c.name == bindparam("b_name")) & (table.c.block == block)
        connection.execute(update(table).where(same).values(data=bindparam("v_data")), changed)


def _with_lists(known: bytes | None, listed: Mapping[int, Sequence[int]]) -> bytes:
    """The lists of a block, those of some places written anew."""
    lengths, values = read_lists(known) if known else (np.zeros(BLOCK, PLACE), np.empty(0, LISTED))
    owners = np.repeat(np.arange(BLOCK), lengths)
    kept = ~np.isin(owners, list(listed))
    added = [(place, value) for place, place_values in listed.items() for value in place_values]
    owners = np.concatenate((owners[kept], np.array([place for place, _ in added], dtype=np.int64)))
    values = np.concatenate((values[kept], np.array([value for _, value in added], dtype=LISTED)))
    return _lists_to_bytes(owners, values)


def _lists_to_bytes(owners: Any, values: Any) -> bytes:
    """Lists of a block as they are kept: for each thing the place that lists it, in whatever order; and the thing."""
    order = np.argsort(owners, kind="stable")
    lengths = np.bincount(owners, minlength=BLOCK).astype(PLACE)
    return bytes(lengths.tobytes() + values[order].astype(LISTED).tobytes())


def read_lists(data: bytes) -> tuple[Any, Any]:
    """How long the list of every place is, and what they hold."""
    return np.frombuffer(data, PLACE, BLOCK), np.frombuffer(data, LISTED, offset=2 * BLOCK)
