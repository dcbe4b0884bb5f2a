"""The indexes of claims and incidents read: which items have a term, and what they say, side by side in arrays."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from sqlalchemy import Connection, select

from sayso.keep.index.postings import BITS, BLOCK, LISTED, PLACE, Content, Index, read_lists, unpack
from sayso.keep.index.terms import ALL
from sayso.keep.tables.statements import chunked


@dataclass(frozen=True, slots=True)
class Reader:
    """An index as it stands: the blocks there are, side by side, so that every item has a place in one row of all."""

    connection: Connection
    index: Index
    blocks: Any
    """Numbers of the blocks, in order."""
    alive: Any
    """For every place, whether an item is there."""

    def with_terms(self, terms: Collection[int]) -> Any:
        """For every place, whether its item has one of the terms at least; of places without an item, anything."""
        return _flags(self.connection, self.index, self.blocks, terms)

    def among(self, numbers: Any) -> Any:
        """For every place, whether its item has one of these numbers."""
        flags = np.zeros(len(self.alive), dtype=bool)
        blocks = numbers // BLOCK
        at = np.searchsorted(self.blocks, blocks)
        known = at < len(self.blocks)
        known[known] = self.blocks[at[known]] == blocks[known]
        flags[at[known] * BLOCK + numbers[known] % BLOCK] = True
        return flags

    def numbers_at(self, places: Any) -> Any:
        """The numbers of the items at these places."""
        return self.blocks[places // BLOCK] * BLOCK + places % BLOCK

    def values(self, name: str, places: Any) -> Any:
        """One value of the items at these places, which are in order."""
        kind = self.index.numbers[name]
        needed, rows = self._data(name, places)
        empty = bytes(BLOCK * np.dtype(kind).itemsize)
        whole = np.frombuffer(b"".join(rows.get(block, empty) for block in self.blocks[needed].tolist()), kind)
        return whole[self._within(needed, places)]

    def lists(self, name: str, places: Any) -> tuple[Any, Any]:
        """What the items at these places list: for each thing, the position of its item among the places; the thing."""
        needed, rows = self._data(name, places)
        read = [read_lists(rows[block]) if block in rows else _NOTHING for block in self.blocks[needed].tolist()]
        if not read:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        lengths = np.concatenate([each_length for each_length, _ in read])
        values = np.concatenate([listed for _, listed in read])
        at = self._within(needed, places)
        many = lengths[at]
        owners = np.repeat(np.arange(len(at)), many)
        if len(owners) == len(values):  # nothing lies between the places
            return owners, values.astype(np.int64)
        chosen = np.zeros(len(lengths), dtype=bool)
        chosen[at] = True
        return owners, values[np.repeat(chosen, lengths)].astype(np.int64)

    def _data(self, name: str, places: Any) -> tuple[Any, dict[int, bytes]]:
        """Which blocks the places lie in, and by the block's number what is kept of each."""
        values = self.index.values.c
        lies_in = np.zeros(len(self.blocks), dtype=bool)
        lies_in[places // BLOCK] = True
        needed = np.flatnonzero(lies_in)
        query = select(values.block, values.data).where(values.name == name)
        asked = [query] if len(needed) > len(self.blocks) // 2 else [
            query.where(values.block.in_(batch)) for batch in chunked(self.blocks[needed].tolist())
        ]  # fmt: skip
        return needed, {block: data for part in asked for block, data in self.connection.execute(part)}

    def _within(self, needed: Any, places: Any) -> Any:
        """The places in a row of the needed blocks alone."""
        if len(needed) == len(self.blocks):
            return places
        stands = np.zeros(len(self.blocks), np.int64)
        stands[needed] = np.arange(len(needed))
        return stands[places // BLOCK] * BLOCK + places % BLOCK


_NOTHING: Final = (np.zeros(BLOCK, PLACE), np.empty(0, LISTED))


def read_index(connection: Connection, index: Index, *, block: int | None = None) -> Reader:
    """The index as it stands; of one block alone, if it is named."""
    sets = index.sets.c
    query = select(sets.block).where(sets.term == ALL)
    stored_blocks = connection.execute(query if block is None else query.where(sets.block == block)).scalars()
    blocks = np.array(sorted(stored_blocks), dtype=np.int64)
    return Reader(connection, index, blocks, _flags(connection, index, blocks, (ALL,)))


def _flags(connection: Connection, index: Index, blocks: Any, terms: Collection[int]) -> Any:
    sets = index.sets.c
    flags = np.zeros(len(blocks) * BLOCK, dtype=bool)
    for batch in chunked(sorted(terms)):
        query = select(sets.block, sets.held)
        query = query.where(sets.term == batch[0]) if len(batch) == 1 else query.where(sets.term.in_(batch))
        rows = connection.execute(query).all()
        short = [row for row in rows if len(row[1]) != BITS]
        _set_bits(flags, blocks, [row for row in rows if len(row[1]) == BITS])
        _set_places(flags, blocks, short)
    return flags


def _set_bits(flags: Any, blocks: Any, rows: Sequence[Any]) -> None:
    """Sets the flags of sets that are kept as bits."""
    at, known = _places_of(blocks, rows)
    bits = np.unpackbits(np.frombuffer(b"".join(row[1] for row in rows), np.uint8)).reshape(-1, BLOCK).astype(bool)
    by_block = flags.reshape(-1, BLOCK)
    for number, is_known in zip(range(len(rows)), known, strict=True):
        if is_known:
            by_block[at[number]] |= bits[number]


def _set_places(flags: Any, blocks: Any, rows: Sequence[Any]) -> None:
    """Sets the flags of sets that are kept as places."""
    at, known = _places_of(blocks, rows)
    places = np.frombuffer(b"".join(row[1] for row in rows), PLACE).astype(np.int64)
    lengths = [len(row[1]) // 2 for row in rows]
    flags[(np.repeat(at * BLOCK, lengths) + places)[np.repeat(known, lengths)]] = True


def _places_of(blocks: Any, rows: Sequence[Any]) -> tuple[Any, Any]:
    """Where the block of each row stands, and whether it does: another may have been written meanwhile."""
    wanted = np.array([row[0] for row in rows], dtype=np.int64)
    at = np.minimum(np.searchsorted(blocks, wanted), max(0, len(blocks) - 1))
    known = blocks[at] == wanted if len(blocks) else np.zeros(len(wanted), dtype=bool)
    return at, known


def read_block(connection: Connection, index: Index, block: int) -> Content:
    """What the index holds of a block."""
    sets = index.sets.c
    rows = connection.execute(select(sets.term, sets.held).where(sets.block == block)).all()
    sets_of_places = [unpack(row.held) for row in rows]
    empty = np.empty(0, np.int64)
    alive = next((values for row, values in zip(rows, sets_of_places, strict=True) if row.term == ALL), empty)
    places = np.concatenate([*sets_of_places, empty])
    terms = np.repeat(np.array([row.term for row in rows], dtype=np.int64), [len(values) for values in sets_of_places])
    there = np.isin(places, alive)
    reader = read_index(connection, index, block=block)
    return Content(
        block=block, places=alive, terms=(places[there], terms[there]),
        numbers={name: reader.values(name, alive) for name in index.numbers},
        lists={name: (alive[owners], values) for name in index.lists for owners, values in [reader.lists(name, alive)]},
    )  # fmt: skip
