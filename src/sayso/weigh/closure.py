"""Which claims have to be weighed anew together, and their weighing: for a few touched claims, or for all."""

from __future__ import annotations

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
from sayso.weigh.pairs import linked_pairs
from sayso.weigh.scoring import do_link

Find = Callable[[Collection[str], Collection[str]], Iterable[Gist]]
"""Current claims stored under any of these keys, and those with these ids; what is found twice may be given twice."""

Ints = npt.NDArray[np.int64]

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
        self.keys: dict[str, tuple[str, ...]] = {}
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
        ids = {other for key in self._keys_of(gist) for other in self.stored.get(key, ())} - {gist.id}
        linked = {other for other in ids if do_link(gist, self.seen[other], self.rules)}
        return frozenset(linked | {other for other in self.partners.get(gist.id, ()) if other in self.seen})

    def _keys_of(self, gist: Gist) -> tuple[str, ...]:
        if gist.id not in self.keys:
            self.keys[gist.id] = asked_keys(gist, self.rules)
        return self.keys[gist.id]

    def _look_up(self, gists: Sequence[Gist]) -> None:
        keys = {key for gist in gists for key in self._keys_of(gist)} - self.asked
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

    by_id = _ById(ordered, at)
    for together in _linked_together(begins, others):
        if len(together) == 1:
            yield Group(members=(ordered[together[0]],), reasons=())
        else:  # what is worked out of these claims is forgotten before the next
            yield from Linked(by_id, near, rules, judged).groups(ordered[index].id for index in together)


def _linked_together(begins: Ints, others: Ints) -> Iterator[list[int]]:
    """Claims that hang together by links, directly or through others, by the smallest of each: indexes, in order."""
    seen = np.zeros(len(begins) - 1, dtype=np.bool_)
    for first in range(len(seen)):
        if seen[first]:
            continue
        seen[first] = True
        together, step = [first], [first]
        while step:
            at = step.pop()
            for other in others[begins[at] : begins[at + 1]].tolist():
                if not seen[other]:
                    seen[other] = True
                    together.append(other)
                    step.append(other)
        yield sorted(together)


@dataclass(frozen=True, slots=True)
class _ById:
    """Claims by id, without a second table of them."""

    ordered: Sequence[Gist]
    at: dict[str, int]

    def __getitem__(self, claim: str) -> Gist:
        return self.ordered[self.at[claim]]


def _neighbour_table(
    ordered: Sequence[Gist], at: dict[str, int], rules: IncidentRules, judged: Judged
) -> tuple[Ints, Ints]:
    """For each claim where its neighbours begin in the second array, that holds the indexes of all neighbours."""
    leads = _leads(ordered, judged.named)
    led = [(lead, own) for own, lead in enumerate(leads) if lead != own]
    led += [(at[one], at[other]) for one, other in judged.same if one in at and other in at]
    more = np.array(led, dtype=np.int64).reshape(-1, 2)
    one, other = linked_pairs(ordered, leads, rules)
    from_, to = np.concatenate([one, other, *more.T]), np.concatenate([other, one, *more.T[::-1]])
    order = np.argsort(from_, kind="stable")
    return np.searchsorted(from_[order], np.arange(len(ordered) + 1)), to[order]


def _leads(ordered: Sequence[Gist], named: frozenset[str]) -> list[int]:
    """For each claim the first that says the same facts, itself where none does."""
    first: dict[object, int] = {}
    leads = []
    for at, gist in enumerate(ordered):
        facts = None if gist.id in named else facts_of(gist)
        leads.append(at if facts is None else first.setdefault(facts, at))
    return leads
