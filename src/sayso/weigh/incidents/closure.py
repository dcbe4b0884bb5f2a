"""Which claims have to be weighed anew together, and their weighing: for a few touched claims, or for all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from sayso.base.arrays import IntArray
from sayso.packs.incident_rules import IncidentRules
from sayso.weigh.incidents.blocking import asked_keys, stored_keys
from sayso.weigh.incidents.clustering import Linked
from sayso.weigh.incidents.constraints import NOTHING_JUDGED, PairConstraints
from sayso.weigh.incidents.features import Features
from sayso.weigh.incidents.following import by_fullest, led_by, may_follow, told_key, with_told
from sayso.weigh.incidents.merging import Group, facts_of
from sayso.weigh.incidents.pairs import linked_pairs
from sayso.weigh.incidents.scoring import do_link

FindFeatures = Callable[[Collection[str], Collection[str]], Iterable[Features]]
"""Current claims stored under any of these keys, and those with these ids; what is found twice may be given twice."""
KnownLinks = Callable[[Collection[str]], Mapping[str, Collection[str]]]
"""Of those of these claims for which that was kept, the ids of all that link to them, and maybe of others.

Claims that are touched now may be missing from what was kept of others.
"""


MOST_KEPT: Final = 500
"""Links of one claim above which they are not kept but looked up: limits what is kept of a story copied by all.

By reasoning, not swept: rows of links would grow with the square of the copies.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What came of weighing what was touched."""

    groups: list[Group]
    links: dict[str, frozenset[str]]
    """The ids of all claims that link to a claim, for each that had to be looked up: worth keeping."""


def weigh_touched(
    touched: Iterable[Features],
    *,
    find: FindFeatures,
    rules: IncidentRules,
    judged: PairConstraints = NOTHING_JUDGED,
    gone: Iterable[Features] = (),
    known: KnownLinks | None = None,
) -> Weighed:
    """The incidents of the touched claims and of all whose incident they can change.

    `touched` are current claims that are new, changed or newly judged; `gone` are claims as they were before they were
    changed or removed. `find` gives current claims only, the touched among them or not.
    """
    lookup = _Lookup(find, known or _nothing_known, rules, judged)
    begin = lookup.begin(list(touched), list(gone))
    linked = Linked(lookup.seen, lookup.near, rules, judged, expect=lookup.expect)
    groups = linked.groups(linked.reached_from(begin))
    return Weighed(groups=lookup.with_followers(groups), links=lookup.found)


def _nothing_known(_claims: Collection[str]) -> Mapping[str, Collection[str]]:
    return {}


class _Lookup:
    """The claims linked to some first ones, looked up as they are asked for: by what was kept, else by keys."""

    def __init__(self, find: FindFeatures, known: KnownLinks, rules: IncidentRules, judged: PairConstraints) -> None:
        self.find, self.kept, self.rules, self.judged = find, known, rules, judged
        self.partners: dict[str, set[str]] = {}
        for left, right in judged.same:
            self.partners.setdefault(left, set()).add(right)
            self.partners.setdefault(right, set()).add(left)
        self.seen: dict[str, Features] = {}
        self.followers: dict[str, Features] = {}
        """Those that tell again what one of `seen` tells."""
        self.filed: dict[str, list[str]] = {}
        self.is_filed: set[str] = set()
        self.asked: set[str] = set()
        self.known: dict[str, frozenset[str]] = {}
        self.found: dict[str, frozenset[str]] = {}
        self.fresh: dict[str, set[str]] = {}

    def begin(self, touched: Sequence[Features], gone: Sequence[Features]) -> set[str]:
        """The claims from which to begin: those touched, and those linked to what is gone.

        What links to the touched is looked up by keys: what was kept of these is no longer so. What tells again what
        one of them tells goes with it from now on, or no longer.
        """
        self._note(touched)
        told = list(self.find([told_key(features.id) for features in (*touched, *gone)], ()))
        self._note(told)
        self._see({features.retells for features in (*touched, *gone) if features.retells})
        all_features = {features.id: features for features in (*touched, *told)}.values()
        leading = [features for features in all_features if features.id in self.seen]
        self._file(leading)
        near = self._look_up([*leading, *gone, *(one for one in all_features if one.id in self.followers)])
        for features, others in zip(leading, near, strict=False):
            self.known[features.id] = self.found[features.id] = others
            for other in others:
                self.fresh.setdefault(other, set()).add(features.id)
        fullest = {features.retells for features in (*all_features, *gone) if features.retells} & self.seen.keys()
        return {features.id for features in leading}.union(fullest, *near[len(leading) :])

    def with_followers(self, groups: Sequence[Group]) -> list[Group]:
        """The groups, with what tells again what their claims tell."""
        keys = [told_key(features.id) for group in groups for features in group.members]
        self._note(self.find(keys, ()) if keys else [])
        told = by_fullest(self.followers.values())
        return [with_told(group, told) for group in groups]

    def _note(self, all_features: Iterable[Features]) -> None:
        """Takes claims for seen, or for followers of others that are there."""
        new = [one for one in all_features if one.id not in self.seen and one.id not in self.followers]
        following = [features for features in new if may_follow(features, self.judged)]
        wanted = {features.retells for features in following if features.retells} - {features.id for features in new}
        there = list(self.find((), wanted - self.seen.keys())) if wanted - self.seen.keys() else []
        for features in (*new, *there):
            if not may_follow(features, self.judged):
                self.seen.setdefault(features.id, features)
        for features in following:
            fullest = self.seen.get(features.retells or "")
            leads = fullest and fullest.article == features.article and not may_follow(fullest, self.judged)
            (self.followers if leads else self.seen).setdefault(features.id, features)

    def near(self, claim: str) -> Collection[str]:
        """The claims that could link to a claim."""
        if claim not in self.known:
            self.expect([claim])
        return self.known[claim]

    def expect(self, claims: Iterable[str]) -> None:
        """Looks up what links to claims that will be asked for: few questions to the store, each for many."""
        step = [claim for claim in claims if claim not in self.known]
        kept = self.kept(step) if step else {}
        self._see({other for ids in kept.values() for other in ids} | self._partners_of(kept))
        for claim, others in kept.items():
            near = self.fresh.get(claim, set()).union(others, self.partners.get(claim, ())) & self.seen.keys()
            self.known[claim] = frozenset(near - {claim})
        left = [self.seen[claim] for claim in step if claim not in kept]
        for features, others in zip(left, self._look_up(left), strict=True):
            self.known[features.id] = self.found[features.id] = others

    def _look_up(self, all_features: Sequence[Features]) -> list[frozenset[str]]:
        """What links to each of these, found by keys."""
        asked = [asked_keys(features, self.rules) for features in all_features]
        keys = {key for keys_of_claim in asked for key in keys_of_claim} - self.asked
        self.asked |= keys
        self._see(self._partners_of(features.id for features in all_features), keys)
        return [
            self._linked(features, {other for key in keys_of_claim for other in self.filed.get(key, ())})
            for features, keys_of_claim in zip(all_features, asked, strict=True)
        ]

    def _linked(self, features: Features, others: Collection[str]) -> frozenset[str]:
        """Those of some claims that link to this one, and those with which a person has joined it."""
        ids = (other for other in others if other != features.id and other in self.seen)
        linked = {other for other in ids if do_link(features, self.seen[other], self.rules)}
        return frozenset(linked | {other for other in self.partners.get(features.id, ()) if other in self.seen})

    def _partners_of(self, claims: Iterable[str]) -> set[str]:
        return {other for claim in claims for other in self.partners.get(claim, ())}

    def _see(self, claims: Collection[str], keys: Collection[str] = ()) -> None:
        """Asks for the claims of these ids that are not known, and for all under these keys."""
        ids = set(claims) - self.seen.keys() - self.followers.keys()
        fetched = list(self.find(keys, ids)) if keys or ids else []
        self._note(fetched)
        if keys:
            self._file(fetched)

    def _file(self, all_features: Iterable[Features]) -> None:
        """Notes current claims under the keys by which they are found, those aside that follow others."""
        for features in all_features:
            if features.id in self.seen and features.id not in self.is_filed:
                self.is_filed.add(features.id)
                for key in stored_keys(features, self.rules):
                    self.filed.setdefault(key, []).append(features.id)


def weigh_all(
    all_features: Iterable[Features], *, rules: IncidentRules, judged: PairConstraints = NOTHING_JUDGED
) -> Iterator[Group]:
    """The incidents of all current claims, by the smallest id of what is linked; `weigh_touched` gives the same."""
    return AllLinked.of(all_features, rules, judged).groups()


@dataclass(frozen=True, slots=True)
class AllLinked:
    """All current claims and what links to each; of claims that say the same facts, one stands for all."""

    ordered: Sequence[Features]
    """Those that are weighed, by id."""
    at: dict[str, int]
    """The index of each claim."""
    leads: Sequence[int]
    """For each claim the index of that which stands for it."""
    begins: IntArray
    others: IntArray
    """The indexes of all that links to the claims, and where those of each claim begin."""
    rules: IncidentRules
    judged: PairConstraints
    told: dict[str, list[Features]]
    """What tells again what one of these tells, by that."""

    @classmethod
    def of(cls, all_features: Iterable[Features], rules: IncidentRules, judged: PairConstraints) -> AllLinked:
        """The claims with what links to them worked out."""
        leading, following = led_by(all_features, judged)
        ordered = sorted(leading, key=lambda features: features.id)
        at = {features.id: index for index, features in enumerate(ordered)}
        leads = _leads(ordered, judged.named)
        begins, others = _neighbour_table(ordered, at, leads, rules, judged)
        return cls(ordered, at, leads, begins, others, rules, judged, by_fullest(following))

    def __getitem__(self, claim: str) -> Features:
        return self.ordered[self.at[claim]]

    def near(self, claim: str) -> Collection[str]:
        """The claims that could link to a claim."""
        return [self.ordered[other].id for other in self._others_of(self.at[claim]).tolist()]

    def _others_of(self, index: int) -> IntArray:
        return self.others[self.begins[index] : self.begins[index + 1]]

    def groups(self) -> Iterator[Group]:
        """The incidents, by the smallest id of what is linked."""
        for together in _linked_together(self.begins, self.others):
            if len(together) == 1:
                yield with_told(Group(members=(self.ordered[together[0]],), reasons=()), self.told)
            else:  # what is worked out of these claims is forgotten before the next
                linked = Linked(self, self.near, self.rules, self.judged)
                groups = linked.groups(self.ordered[index].id for index in together)
                yield from (with_told(group, self.told) for group in groups)

    def links(self) -> Iterator[tuple[int, list[int]]]:
        """For each claim, by index, the indexes of all that link to it, and of some that do not, in order.

        Claims with more than `MOST_KEPT` are left out.
        """
        members: dict[int, list[int]] = {}
        for index, lead in enumerate(self.leads):
            if lead != index:
                members.setdefault(lead, [lead]).append(index)
        for index, lead in enumerate(self.leads):
            near = self._others_of(index).tolist() + (self._others_of(lead).tolist() if lead != index else [])
            heads = {lead, *(self.leads[other] for other in near)}
            linked = {other for head in heads for other in members.get(head, (head,))} - {index}
            if len(linked) <= MOST_KEPT:
                yield index, sorted(linked)


def _linked_together(begins: IntArray, others: IntArray) -> Iterator[list[int]]:
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


def _neighbour_table(
    ordered: Sequence[Features], at: dict[str, int], leads: Sequence[int], rules: IncidentRules, judged: PairConstraints
) -> tuple[IntArray, IntArray]:
    """For each claim where its neighbours begin in the second array, that holds the indexes of all neighbours."""
    led = [(lead, own) for own, lead in enumerate(leads) if lead != own]
    led += [(at[left], at[right]) for left, right in judged.same if left in at and right in at]
    more = np.array(led, dtype=np.int64).reshape(-1, 2)
    left, right = linked_pairs(ordered, leads, rules)
    from_, to = np.concatenate([left, right, *more.T]), np.concatenate([right, left, *more.T[::-1]])
    order = np.argsort(from_, kind="stable")
    return np.searchsorted(from_[order], np.arange(len(ordered) + 1)), to[order]


def _leads(ordered: Sequence[Features], named: frozenset[str]) -> list[int]:
    """For each claim the first that says the same facts, itself where none does."""
    first: dict[object, int] = {}
    leads = []
    for at, features in enumerate(ordered):
        facts = None if features.id in named else facts_of(features)
        leads.append(at if facts is None else first.setdefault(facts, at))
    return leads
