"""Linked claims to incidents: merged by the best pairs first, each pair of an incident checked against the others.

Claims with a day and a place lead: they merge first. Those that lack either join afterwards, to the group that they fit
clearly best, and never bring two groups together. What comes out depends on the set of claims and judgements alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from sayso.packs.incident_rules import IncidentRules
from sayso.weigh.incidents.constraints import ClaimPair, PairConstraints, pair_of
from sayso.weigh.incidents.features import Features
from sayso.weigh.incidents.scoring import FLOOR, Score, is_link, score_pair

MARGIN: Final = 0.03
"""By how much a claim without a day or place must fit one group better than the next to join it."""
JUDGED: Final = Score(1.0, (("judged", 1.0),))
"""The score of two claims that a person has said to be of one incident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Claims of one incident, by id, and why: as many pairs as it takes to join them all."""

    members: tuple[Features, ...]
    reasons: tuple[tuple[ClaimPair, Score], ...]


@dataclass(slots=True)
class Node:
    """Claims that say the same of the same day, place, parties and numbers; or one claim."""

    members: list[Features]
    is_core: bool

    def for_article(self, article: str) -> Features:
        """The member to compare with a claim of that article: its own, else the first by id."""
        return next((member for member in self.members if member.article == article), self.members[0])


@dataclass(slots=True)
class _Cluster:
    nodes: list[int]
    has_core: bool


def facts_of(gist: Features) -> tuple[object, ...] | None:
    """What must be equal for two claims to be one before pairs are compared; `None` for one that stands alone."""
    if not gist.is_core:
        return None
    return (gist.event, gist.first, gist.last, gist.spots, gist.actors, gist.targets, gist.numbers)


def nodes_of(members: Sequence[Features], judged: PairConstraints) -> list[Node]:
    """The claims by equal facts, in their order; one that a judgement names stands alone."""
    nodes: list[Node] = []
    by_facts: dict[object, Node] = {}
    for gist in members:
        facts = None if gist.id in judged.named else facts_of(gist)
        known = by_facts.get(facts) if facts is not None else None
        if known is not None:
            known.members.append(gist)
            continue
        nodes.append(Node([gist], gist.is_core))
        if facts is not None:
            by_facts[facts] = nodes[-1]
    return nodes


def make_groups(members: Iterable[Features], rules: IncidentRules, judged: PairConstraints) -> list[Group]:
    """The incidents of claims that are linked to each other and to no others, by the smallest id of each."""
    members = list(members)
    if len(members) == 1:
        return [Group(members=tuple(members), reasons=())]
    return _Merging(sorted(members, key=_id), rules, judged).groups()


def _id(gist: Features) -> str:
    return gist.id


@dataclass(slots=True)
class _Merging:
    """The merging of one set of linked claims."""

    members: list[Features]
    rules: IncidentRules
    judged: PairConstraints
    nodes: list[Node] = field(default_factory=list)
    clusters: list[_Cluster] = field(default_factory=list)
    of_node: list[int] = field(default_factory=list)
    reasons: list[tuple[ClaimPair, Score]] = field(default_factory=list)
    _scores: dict[tuple[int, int], tuple[Score, Features, Features]] = field(default_factory=dict)

    def groups(self) -> list[Group]:
        """All steps in their order."""
        self._make_nodes()
        self._merge_judged()
        links = self._links()
        self._merge([link for link in links if self._is_between_cores(link)])
        loose = [link for link in links if not self._is_between_cores(link)]
        barred = self._settle(loose)
        self._merge(loose, barred=barred, bridge=False)
        return self._grouped()

    def _make_nodes(self) -> None:
        self.nodes = nodes_of(self.members, self.judged)
        for at, node in enumerate(self.nodes):
            self.clusters.append(_Cluster([at], node.is_core))
            self.of_node.append(at)
            first = node.members[0]
            self.reasons += [
                (pair_of(first.id, gist.id), score_pair(first, gist, self.rules)) for gist in node.members[1:]
            ]

    def _merge_judged(self) -> None:
        at = {gist.id: index for index, node in enumerate(self.nodes) for gist in node.members}
        for one, other in sorted(self.judged.same):
            if one not in at or other not in at:
                continue
            left, right = self.of_node[at[one]], self.of_node[at[other]]
            if left != right and not self._are_kept_apart(left, right):
                self._join(at[one], at[other], ((one, other), JUDGED))

    def _links(self) -> list[tuple[float, int, int]]:
        """Pairs of nodes that link, the best first; of equals by id."""
        found = []
        for one in range(len(self.nodes)):
            for other in range(one + 1, len(self.nodes)):
                score, left, right = self._score(one, other)
                if score.total > 0.0 and is_link(left, right, score, self.rules):
                    found.append((-score.total, one, other))
        return sorted(found)

    def _score(self, one: int, other: int) -> tuple[Score, Features, Features]:
        key = (one, other) if one < other else (other, one)
        if key not in self._scores:
            left, right = self.nodes[key[0]], self.nodes[key[1]]
            first = left.for_article(right.members[0].article)
            second = right.for_article(first.article)
            self._scores[key] = (score_pair(first, second, self.rules), first, second)
        return self._scores[key]

    def _is_between_cores(self, link: tuple[float, int, int]) -> bool:
        return self.nodes[link[1]].is_core and self.nodes[link[2]].is_core

    def _settle(self, loose: Sequence[tuple[float, int, int]]) -> frozenset[int]:
        """Joins each loose claim to the group with cores that it fits clearly best; gives those that fit two alike."""
        options: dict[int, dict[int, tuple[float, int]]] = {}
        for score, one, other in loose:
            for node, core in ((one, other), (other, one)):
                cluster = self.of_node[core]
                if self.nodes[core].is_core and not self.clusters[self.of_node[node]].has_core:
                    options.setdefault(node, {}).setdefault(cluster, (score, core))
        chosen, barred = [], set()
        for node, found in options.items():
            fitting = sorted(
                (score, core) for cluster, (score, core) in found.items() if self._fit(self.of_node[node], cluster)
            )
            if len(fitting) > 1 and fitting[1][0] - fitting[0][0] < MARGIN:
                barred.add(node)
            elif fitting:
                chosen.append((fitting[0][0], node, fitting[0][1]))
        self._merge(sorted(chosen), bridge=False)
        return frozenset(barred)

    def _merge(
        self, links: Sequence[tuple[float, int, int]], *, bridge: bool = True, barred: frozenset[int] = frozenset()
    ) -> None:
        """Joins along links, the best first, wherever every pair of the two clusters can be of one incident.

        Without `bridge`, no two clusters with cores are joined; `barred` nodes are joined to none with a core.
        """
        for _, one, other in links:
            left, right = self.of_node[one], self.of_node[other]
            if left == right or not (bridge or self._may_join(left, right, barred)) or not self._fit(left, right):
                continue
            score, first, second = self._score(one, other)
            self._join(one, other, (pair_of(first.id, second.id), score))

    def _may_join(self, left: int, right: int, barred: frozenset[int]) -> bool:
        here, there = self.clusters[left], self.clusters[right]
        if here.has_core and there.has_core:
            return False
        if not (here.has_core or there.has_core):
            return True
        return not any(node in barred for node in (there if here.has_core else here).nodes)

    def _fit(self, left: int, right: int) -> bool:
        """The complete-linkage check; loose claims never bring two clusters together that have cores."""
        return not self._are_kept_apart(left, right) and all(
            self._score(one, other)[0].total >= FLOOR
            for one in self.clusters[left].nodes
            for other in self.clusters[right].nodes
        )

    def _are_kept_apart(self, left: int, right: int) -> bool:
        if not self.judged.different:
            return False
        here = [gist.id for node in self.clusters[left].nodes for gist in self.nodes[node].members]
        there = [gist.id for node in self.clusters[right].nodes for gist in self.nodes[node].members]
        return any(pair_of(one, other) in self.judged.different for one in here for other in there)

    def _join(self, one: int, other: int, reason: tuple[ClaimPair, Score]) -> None:
        keep, drop = sorted((self.of_node[one], self.of_node[other]))
        for node in self.clusters[drop].nodes:
            self.of_node[node] = keep
        self.clusters[keep].nodes += self.clusters[drop].nodes
        self.clusters[keep].has_core |= self.clusters[drop].has_core
        self.clusters[drop].nodes = []
        self.reasons.append(reason)

    def _grouped(self) -> list[Group]:
        by_cluster: dict[int, list[tuple[ClaimPair, Score]]] = {}
        at = {gist.id: self.of_node[index] for index, node in enumerate(self.nodes) for gist in node.members}
        for pair, score in self.reasons:
            by_cluster.setdefault(at[pair[0]], []).append((pair, score))
        groups = []
        for index, cluster in enumerate(self.clusters):
            members = [gist for node in cluster.nodes for gist in self.nodes[node].members]
            if members:
                members.sort(key=_id)
                groups.append(Group(members=tuple(members), reasons=tuple(by_cluster.get(index, ()))))
        return sorted(groups, key=lambda group: group.members[0].id)
