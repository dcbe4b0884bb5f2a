"""Which claims have to be weighed anew together, and their weighing: for a few touched claims, or for all."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from sayso.incident_rules import IncidentRules
from sayso.weigh.blocking import asked_keys, stored_keys
from sayso.weigh.gists import Gist
from sayso.weigh.judged import NOTHING_JUDGED, Judged
from sayso.weigh.linked import Linked
from sayso.weigh.merging import Group, facts_of
from sayso.weigh.scoring import could_link

Find = Callable[[Collection[str], Collection[str]], Iterable[Gist]]
"""Current claims stored under any of these keys, and those with these ids; what is found twice may be given twice."""

CHUNK: Final = 4_000
"""Claims whose pairs are looked up at a time: limits the memory that pairs take, some 100 MB in a dense ledger."""
AHEAD: Final = 2
"""Steps from link to link that are looked up at once, before they are asked for one by one."""


def weigh_touched(
    touched: Iterable[Gist],
    *,
    find: Find,
    rules: IncidentRules,
    judged: Judged = NOTHING_JUDGED,
    gone: Iterable[Gist] = (),
) -> list[Group]:
    """The incidents of the touched claims and of all whose incident they can change.

    `touched` are current claims that are new, changed or newly judged; `gone` are claims as they were before they were
    changed or removed. `find` gives current claims only, the touched among them or not.
    """
    lookup = _Lookup(find, rules, judged)
    first = [gist for gist in touched if lookup.see(gist)]
    left = list(gone)
    lookup.look_ahead([*first, *left])
    linked = Linked(lookup.seen, lookup.near, rules, judged)
    begin = {gist.id for gist in first} | {other for gist in left for other in lookup.near_gist(gist)}
    return linked.groups(linked.reached_from(begin))


class _Lookup:
    """The claims linked to some first ones, looked up as they are asked for."""

    def __init__(self, find: Find, rules: IncidentRules, judged: Judged) -> None:
        self.find, self.rules = find, rules
        self.partners: dict[str, set[str]] = {}
        for one, other in judged.same:
            self.partners.setdefault(one, set()).add(other)
            self.partners.setdefault(other, set()).add(one)
        self.seen: dict[str, Gist] = {}
        self.stored: dict[str, list[str]] = {}
        self.asked: set[str] = set()
        self.known: dict[str, frozenset[str]] = {}
        self.awaited: set[str] = set()

    def see(self, gist: Gist) -> bool:
        """Notes a current claim; whether it is new."""
        if gist.id in self.seen:
            return False
        self.seen[gist.id] = gist
        for key in stored_keys(gist, self.rules):
            self.stored.setdefault(key, []).append(gist.id)
        return True

    def look_ahead(self, gists: Sequence[Gist]) -> None:
        """Looks up what is linked to these claims, and what is linked to that, in few questions."""
        self._look_up(gists)
        self.awaited |= {other for gist in gists for other in self.near_gist(gist)}
        for _ in range(AHEAD):
            self._look_up_awaited()

    def near(self, claim: str) -> Collection[str]:
        """The claims that could link to a claim."""
        if claim not in self.known:
            self.awaited.add(claim)
            self._look_up_awaited()
        return self.known[claim]

    def _look_up_awaited(self) -> None:
        """Looks up all that links lead to so far: few questions to the store, each for many claims."""
        step, self.awaited = self.awaited - self.known.keys(), set()
        self._look_up([self.seen[claim] for claim in step])
        for claim in step:
            self.known[claim] = self.near_gist(self.seen[claim])
            self.awaited |= self.known[claim]

    def near_gist(self, gist: Gist) -> frozenset[str]:
        """The claims looked up that could link to this one."""
        keys = asked_keys(gist, self.rules)
        ids = {other for key in keys for other in self.stored.get(key, ())} - {gist.id}
        linked = {other for other in ids if could_link(gist, self.seen[other], self.rules)}
        return frozenset(linked | {other for other in self.partners.get(gist.id, ()) if other in self.seen})

    def _look_up(self, gists: Sequence[Gist]) -> None:
        keys = {key for gist in gists for key in asked_keys(gist, self.rules)} - self.asked
        ids = {other for gist in gists for other in self.partners.get(gist.id, ())} - self.seen.keys()
        self.asked |= keys
        if keys or ids:
            for gist in self.find(keys, ids):
                self.see(gist)


def weigh_all(gists: Iterable[Gist], *, rules: IncidentRules, judged: Judged = NOTHING_JUDGED) -> Iterator[Group]:
    """The incidents of all current claims, by the smallest id of what is linked; `weigh_touched` gives the same."""
    ordered = sorted(gists, key=lambda gist: gist.id)
    at = {gist.id: index for index, gist in enumerate(ordered)}
    begins, others = _neighbour_table(ordered, at, rules, judged)

    def near(claim: str) -> Collection[str]:
        index = at[claim]
        return [ordered[other].id for other in others[begins[index] : begins[index + 1]].tolist()]

    linked = Linked(_ById(ordered, at), near, rules, judged)
    for index, gist in enumerate(ordered):
        if begins[index] == begins[index + 1]:
            yield Group(members=(gist,), reasons=())
        else:
            yield from linked.groups([gist.id])


@dataclass(frozen=True, slots=True)
class _ById:
    """Claims by id, without a second table of them."""

    ordered: Sequence[Gist]
    at: dict[str, int]

    def __getitem__(self, claim: str) -> Gist:
        return self.ordered[self.at[claim]]


Ints = npt.NDArray[np.int64]


def _neighbour_table(
    ordered: Sequence[Gist], at: dict[str, int], rules: IncidentRules, judged: Judged
) -> tuple[Ints, Ints]:
    """For each claim where its neighbours begin in the second array, that holds the indexes of all neighbours."""
    ones, others = array("q"), array("q")
    for one, other in _linked_pairs(ordered, rules, judged):
        ones.extend((one, other))
        others.extend((other, one))
    for left, right in judged.same:
        if left in at and right in at:
            ones.extend((at[left], at[right]))
            others.extend((at[right], at[left]))
    from_, to = np.frombuffer(ones, dtype=np.int64), np.frombuffer(others, dtype=np.int64)
    order = np.argsort(from_, kind="stable")
    return np.searchsorted(from_[order], np.arange(len(ordered) + 1)), to[order]


def _linked_pairs(ordered: Sequence[Gist], rules: IncidentRules, judged: Judged) -> Iterator[tuple[int, int]]:
    """Indexes of claims that could link; of claims of equal facts, one stands for all where the facts decide."""
    leads = _leads(ordered, judged.named)
    is_lead = [lead == at for at, lead in enumerate(leads)]
    yield from ((lead, at) for at, lead in enumerate(leads) if lead != at)
    keys, owners = _key_table(ordered, is_lead, rules)
    days = _Days.of(ordered, rules)
    for begin in range(0, len(ordered), CHUNK):
        one, other = _pairs(ordered, begin, is_lead, rules, keys, owners)
        near = days.may_meet(one, other)
        for left, right in zip(one[near].tolist(), other[near].tolist(), strict=True):
            if could_link(ordered[left], ordered[right], rules):
                yield left, right


@dataclass(frozen=True, slots=True)
class _Days:
    """The bounds of all claims as arrays, to leave out at once the pairs that no day can have in common."""

    early: Ints
    late: Ints
    slack: Ints
    """Days that may lie between a claim and any other of its incident."""
    sentence: Ints

    @classmethod
    def of(cls, ordered: Sequence[Gist], rules: IncidentRules) -> _Days:
        """The days of these claims, in their order."""
        slack = {event: max(row.days for row in rules.rows_of(event)) for event in {gist.event for gist in ordered}}
        return cls(
            np.array([0 if gist.early is None else gist.early for gist in ordered], dtype=np.int64),
            np.array([MAX_DAY if gist.late is None else gist.late for gist in ordered], dtype=np.int64),
            np.array([slack[gist.event] for gist in ordered], dtype=np.int64),
            np.array([hash(gist.sentence) for gist in ordered], dtype=np.int64),
        )

    def may_meet(self, one: Ints, other: Ints) -> npt.NDArray[np.bool_]:
        """Of pairs of claims, those that a day can have in common, or a sentence."""
        gap = np.maximum(self.early[one] - self.late[other], self.early[other] - self.late[one])
        near = gap <= np.maximum(self.slack[one], self.slack[other])
        alike: npt.NDArray[np.bool_] = near | (self.sentence[one] == self.sentence[other])
        return alike


MAX_DAY: Final = 10_000_000
"""An ordinal after all days."""


def _leads(ordered: Sequence[Gist], named: frozenset[str]) -> list[int]:
    """For each claim the first that says the same facts, itself where none does."""
    first: dict[object, int] = {}
    leads = []
    for at, gist in enumerate(ordered):
        facts = None if gist.id in named else facts_of(gist)
        leads.append(at if facts is None else first.setdefault(facts, at))
    return leads


def _own_keys(keys: Iterable[str], is_lead: bool) -> list[int]:
    """Hashes of the keys; of a claim whose facts another stands for, those of its article and sentence only."""
    return [hash(key) for key in keys if is_lead or key[0] in "as"]


def _key_table(ordered: Sequence[Gist], is_lead: Sequence[bool], rules: IncidentRules) -> tuple[Ints, Ints]:
    """All stored keys as sorted hashes, and whose they are."""
    keys, owners = array("q"), array("q")
    for at, gist in enumerate(ordered):
        own = _own_keys(stored_keys(gist, rules), is_lead[at])
        keys.extend(own)
        owners.extend([at] * len(own))
    hashes, whose = np.frombuffer(keys, dtype=np.int64), np.frombuffer(owners, dtype=np.int64)
    order = np.argsort(hashes, kind="stable")
    return hashes[order], whose[order]


def _pairs(
    ordered: Sequence[Gist], begin: int, is_lead: Sequence[bool], rules: IncidentRules, keys: Ints, owners: Ints
) -> tuple[Ints, Ints]:
    """Pairs of a claim of the chunk and a later one that share a key, each once."""
    asked, askers = array("q"), array("q")
    for at in range(begin, min(begin + CHUNK, len(ordered))):
        own = _own_keys(asked_keys(ordered[at], rules), is_lead[at])
        asked.extend(own)
        askers.extend([at] * len(own))
    hashes, who = np.frombuffer(asked, dtype=np.int64), np.frombuffer(askers, dtype=np.int64)
    once, which = np.unique(hashes, return_inverse=True)  # in order, the table is read from end to end
    low, high = np.searchsorted(keys, once, "left")[which], np.searchsorted(keys, once, "right")[which]
    sizes = high - low
    one = np.repeat(who, sizes)
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    other = owners[np.repeat(low, sizes) + within]
    later = other > one
    both = np.unique(one[later] * len(ordered) + other[later])
    return both // len(ordered), both % len(ordered)
