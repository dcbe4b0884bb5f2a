"""From a filter to the claims or incidents that it finds, some of them in order, and how many there are.

What a filter asks for are sets: the items of a term, the claims with some words, those of an article. Each is read
whole out of the index (`blocks`), a flag for every item there is, and they are intersected in memory; then days, status
and confidence are asked of what is left, and the order is made of that. None of it depends on which set is the
smallest, on statistics of an engine, or on what was asked before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import numpy as np
from sqlalchemy import Connection, select

from sayso.base.errors import UsageError
from sayso.keep.index.postings import CLAIMS, INCIDENTS, Index
from sayso.keep.index.reader import Reader, read_index
from sayso.keep.index.search_words import matching_claims
from sayso.keep.records import Filter, Order
from sayso.keep.store.claim_rows import NO_DAY
from sayso.keep.tables import schema
from sayso.keep.tables.statements import read_numbers
from sayso.keep.views.filters import look_up

_LAST: Final = 1 << 24
"""A sorting key above all days (`date.max` is day 3,652,059), for what has no day."""
_DAYS: Final = 1 << 24
"""Above all days, to number days of places."""
_CODES: Final = 256
"""More than there are statuses or review states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Items of an index."""

    reader: Reader
    places: Any
    """Where they stand in the index, in order of their numbers."""

    def __len__(self) -> int:
        return len(self.places)

    @property
    def numbers(self) -> Any:
        """Their numbers, in order."""
        return self.reader.numbers_at(self.places)

    def values(self, name: str) -> Any:
        """One value of each."""
        return self.reader.values(name, self.places)

    def lists(self, name: str) -> tuple[Any, Any]:
        """What they list: for each thing, which of them lists it, and the thing."""
        return self.reader.lists(name, self.places)

    def only(self, flags: Any) -> Selection:
        """Those for which it holds."""
        return replace(self, places=self.places[flags])


def find_items(
    connection: Connection, wanted: Filter, index: Index, *, order: Order, limit: int, offset: int
) -> tuple[list[int], int]:
    """The numbers of some items in order, and how many there are in all."""
    chosen = choose_items(connection, wanted, index)
    if limit <= 0 or offset >= len(chosen):
        return [], len(chosen)
    at = _in_order(_keys(chosen, order), offset + limit, backwards=order.startswith("-"))[offset:]
    return [int(number) for number in chosen.reader.numbers_at(chosen.places[at])], len(chosen)


def choose_items(connection: Connection, wanted: Filter, index: Index) -> Selection:
    """All items that the filter finds."""
    _check_days(wanted)
    asked = look_up(connection, wanted, incidents=index is INCIDENTS)
    reader = read_index(connection, index)
    flags = reader.alive & (not asked.nothing)
    for group in asked.groups:
        if flags.any():
            flags &= reader.with_terms(group)
    if asked.without and flags.any():
        flags &= ~reader.with_terms(asked.without)
    for query in _queries(connection, wanted, index):
        if flags.any():
            flags &= reader.among(read_numbers(connection, query)[0])
    chosen = Selection(reader=reader, places=np.flatnonzero(flags))
    for name, values in asked.codes.items():
        is_wanted = np.zeros(_CODES, dtype=bool)
        is_wanted[list(values)] = True
        chosen = chosen.only(is_wanted[chosen.values(name)])
    if wanted.least > 0 and "sure" in index.numbers:
        chosen = chosen.only(chosen.values("sure") >= round(wanted.least * 1000))
    chosen = _during(chosen, wanted.since, wanted.until)
    return _standing(connection, chosen, wanted) if wanted.standing else chosen


def _check_days(wanted: Filter) -> None:
    if wanted.since and wanted.until and wanted.until < wanted.since:
        raise UsageError("the range of days ends before it begins", hint="give the earlier day first")


def _queries(connection: Connection, wanted: Filter, index: Index) -> list[Any]:
    """What has to be asked of other tables: words, articles."""
    members, claims, articles = schema.incident_claims.c, schema.claims.c, schema.articles.c
    queries: list[Any] = []
    if wanted.text:
        queries.append(matching_claims(connection, wanted.text))
    if wanted.article:
        numbers = select(articles.number).where(articles.id.in_(wanted.article))
        queries.append(select(claims.number).where(claims.article.in_(numbers)))
    if index is INCIDENTS:
        queries = [select(members.incident).where(members.claim.in_(query)) for query in queries]
    return queries


def _during(chosen: Selection, since: date | None, until: date | None) -> Selection:
    """Those with a day in the range; what has no day lies in none."""
    if since:
        chosen = chosen.only(chosen.values("last") >= max(since.toordinal(), NO_DAY + 1))
    if until:
        day = chosen.values("day")
        chosen = chosen.only((day > NO_DAY) & (day <= until.toordinal()))
    return chosen


def _standing(connection: Connection, chosen: Selection, wanted: Filter) -> Selection:
    """Those one of whose places has control of such a standing on one of the item's days."""
    control, places = schema.control.c, schema.places.c
    query = (
        select(places.term, control.day, control.last)
        .join_from(schema.control, schema.places, places.key == control.place_key)
        .where(control.standing.in_(wanted.standing))
    )
    terms, first, last = read_numbers(connection, query, places.term, control.day)
    owners, named = chosen.lists("places")
    has_run = np.zeros(max(terms.max(initial=0), named.max(initial=0)) + 1, dtype=bool)
    has_run[terms] = True
    about = has_run[named]
    owners, named = owners[about], named[about]
    day, end = chosen.values("day")[owners], chosen.values("last")[owners]
    begun = np.searchsorted(terms * _DAYS + first, named * _DAYS + end, side="right") - 1
    until = np.maximum.accumulate(terms * _DAYS + last) if len(terms) else terms
    fits = np.zeros(len(chosen), dtype=bool)
    # Of the place's runs that have begun by the item's last day, one is still under way on its first.
    fits[owners[(begun >= 0) & (until[begun] >= named * _DAYS + day)]] = True
    return chosen.only(fits)


def _keys(chosen: Selection, order: Order) -> Any:
    """What the order goes by; of days, nothing is after all others."""
    if order == "article":
        return np.zeros(len(chosen), np.int8)
    if order in ("day", "-day"):
        days = chosen.values("day")
        return np.where(days == NO_DAY, _LAST, days) if order == "day" else days
    return chosen.values("sure" if chosen.reader.index is CLAIMS else "voices")


def _in_order(keys: Any, many: int, *, backwards: bool) -> Any:
    """Which of the items come first, so many: by key, those of one key by number; or the other way round."""
    if many < len(keys) // 2:
        bound = np.partition(keys, len(keys) - many if backwards else many - 1)
        first_or_equal = keys >= bound[len(keys) - many] if backwards else keys <= bound[many - 1]
        among = np.flatnonzero(first_or_equal)
    else:
        among = np.arange(len(keys))
    order = np.argsort(keys[among], kind="stable")
    return among[order[::-1] if backwards else order][:many]
