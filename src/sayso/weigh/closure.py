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
from sayso.weigh.merging import Group, facts_of, make_groups
from sayso.weigh.scoring import LINK, is_link, score_pair

Find = Callable[[Collection[str], Collection[str]], Iterable[Gist]]
"""Current claims stored under any of these keys, and those with these ids; what is found twice may be given twice."""

CHUNK: Final = 4_000
"""Claims whose pairs are looked up at a time: limits the memory that pairs take, some 100 MB in a dense ledger."""


def weigh_touched(
    touched: Iterable[Gist],
    *,
    find: Find,
    rules: IncidentRules,
    judged: Judged = NOTHING_JUDGED,
    gone: Iterable[Gist] = (),
) -> list[Group]:
    """The incidents of the touched claims and of all that are linked to them, directly or through others.

    `touched` are current claims that are new, changed or newly judged; `gone` are claims as they were before they were
    changed or removed. `find` gives current claims only, the touched among them or not.
    """
    links = _Links(find, rules, judged)
    links.grow(touched, gone)
    return [group for linked in links.components() for group in make_groups(linked, rules, judged)]


class _Links:
    """The claims linked to some first ones, and their links."""

    def __init__(self, find: Find, rules: IncidentRules, judged: Judged) -> None:
        self.find, self.rules, self.judged = find, rules, judged
        self.known: dict[str, Gist] = {}
        self.joined: dict[str, str] = {}
        self.partners: dict[str, list[str]] = {}
        for one, other in judged.same:
            self.partners.setdefault(one, []).append(other)
            self.partners.setdefault(other, []).append(one)
        self.seen: dict[str, Gist] = {}
        self.stored: dict[str, list[str]] = {}
        self.asked: set[str] = set()

    def grow(self, touched: Iterable[Gist], gone: Iterable[Gist]) -> None:
        """Follows links from claim to claim, a step at a time, until no more are found."""
        step = [gist for gist in touched if self._add(gist)]
        for near in self._neighbours(list(gone)).values():
            step += [gist for gist in near if self._add(gist)]
        while step:
            found = self._neighbours(step)
            step = []
            for claim, near in found.items():
                for gist in near:
                    if self._add(gist):
                        step.append(gist)
                    self._join(claim, gist.id)

    def _add(self, gist: Gist) -> bool:
        self._see(gist)
        if gist.id in self.known:
            return False
        self.known[gist.id] = gist
        self.joined[gist.id] = gist.id
        return True

    def _see(self, gist: Gist) -> None:
        if gist.id not in self.seen:
            self.seen[gist.id] = gist
            for key in stored_keys(gist, self.rules):
                self.stored.setdefault(key, []).append(gist.id)

    def _neighbours(self, gists: Sequence[Gist]) -> dict[str, list[Gist]]:
        """For each claim those that are linked to it."""
        asked = {gist.id: asked_keys(gist, self.rules) for gist in gists}
        partners = {gist.id: self.partners.get(gist.id, ()) for gist in gists}
        keys = {key for some in asked.values() for key in some} - self.asked
        ids = {partner for some in partners.values() for partner in some if partner not in self.seen}
        self.asked |= keys
        if keys or ids:
            for gist in self.find(keys, ids):
                self._see(gist)
        near: dict[str, list[Gist]] = {}
        for gist in gists:
            found = {other for key in asked[gist.id] for other in self.stored.get(key, ())} - {gist.id}
            linked = [self.seen[other] for other in found if self._are_linked(gist, self.seen[other])]
            near[gist.id] = linked + [self.seen[partner] for partner in partners[gist.id] if partner in self.seen]
        return near

    def _are_linked(self, one: Gist, other: Gist) -> bool:
        return is_link(one, other, score_pair(one, other, self.rules, least=LINK), self.rules)

    def _join(self, one: str, other: str) -> None:
        left, right = sorted((self._lead(one), self._lead(other)))
        self.joined[right] = left

    def _lead(self, claim: str) -> str:
        while self.joined[claim] != claim:
            self.joined[claim] = self.joined[self.joined[claim]]
            claim = self.joined[claim]
        return claim

    def components(self) -> list[list[Gist]]:
        """The known claims by what is linked, the one with the smallest id first."""
        by_lead: dict[str, list[Gist]] = {}
        for claim in sorted(self.known):
            by_lead.setdefault(self._lead(claim), []).append(self.known[claim])
        return list(by_lead.values())


def weigh_all(gists: Iterable[Gist], *, rules: IncidentRules, judged: Judged = NOTHING_JUDGED) -> Iterator[Group]:
    """The incidents of all current claims, by the smallest id of what is linked; `weigh_touched` gives the same."""
    ordered = sorted(gists, key=lambda gist: gist.id)
    leads = list(range(len(ordered)))
    for one, other in _linked_pairs(ordered, rules, judged):
        left, right = sorted((_lead(leads, one), _lead(leads, other)))
        leads[right] = left
    whose = np.array([_lead(leads, at) for at in range(len(ordered))], dtype=np.int64)
    del leads
    order = np.argsort(whose, kind="stable")
    ends = np.flatnonzero(np.diff(whose[order], append=-1)) + 1
    begin = 0
    for end in ends.tolist():
        yield from make_groups([ordered[at] for at in order[begin:end].tolist()], rules, judged)
        begin = end


def _lead(leads: list[int], at: int) -> int:
    while leads[at] != at:
        leads[at] = leads[leads[at]]
        at = leads[at]
    return at


def _linked_pairs(ordered: Sequence[Gist], rules: IncidentRules, judged: Judged) -> Iterator[tuple[int, int]]:
    """Indexes of claims that link, so that following them joins all that is linked."""
    at = {claim: index for index, claim in enumerate(gist.id for gist in ordered)} if judged.same else {}
    yield from ((at[one], at[other]) for one, other in judged.same if one in at and other in at)
    leads = _leads(ordered, judged.named)
    is_lead = [lead == at for at, lead in enumerate(leads)]
    yield from ((lead, at) for at, lead in enumerate(leads) if lead != at)
    keys, owners = _key_table(ordered, is_lead, rules)
    days = _Days.of(ordered, rules)
    for begin in range(0, len(ordered), CHUNK):
        one, other = _pairs(ordered, begin, is_lead, rules, keys, owners)
        near = days.may_meet(one, other)
        for left, right in zip(one[near].tolist(), other[near].tolist(), strict=True):
            here, there = ordered[left], ordered[right]
            if is_link(here, there, score_pair(here, there, rules, least=LINK), rules):
                yield left, right


Ints = npt.NDArray[np.int64]


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
    low, high = np.searchsorted(keys, hashes, "left"), np.searchsorted(keys, hashes, "right")
    sizes = high - low
    one = np.repeat(who, sizes)
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    other = owners[np.repeat(low, sizes) + within]
    later = other > one
    both = np.unique(one[later] * len(ordered) + other[later])
    return both // len(ordered), both % len(ordered)
