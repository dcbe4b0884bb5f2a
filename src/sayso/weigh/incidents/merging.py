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
from sayso.weigh.incidents.scoring import Score, is_link, score_pair
from sayso.weigh.incidents.weights import TABLE

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


def facts_of(features: Features) -> tuple[object, ...] | None:
    """What must be equal for two claims to be one before pairs are compared; `None` for one that stands alone."""
    if not features.is_core:
        return None
    return (
        features.event,
        features.first,
        features.last,
        features.spots,
        features.actors,
        features.targets,
        features.numbers,
    )


def nodes_of(members: Sequence[Features], judged: PairConstraints) -> list[Node]:
    """The claims by equal facts, in their order; one that a judgement names stands alone."""
    nodes: list[Node] = []
    by_facts: dict[object, Node] = {}
    for features in members:
        facts = None if features.id in judged.named else facts_of(features)
        known = by_facts.get(facts) if facts is not None else None
        if known is not None:
            known.members.append(features)
            continue
        nodes.append(Node([features], features.is_core))
        if facts is not None:
            by_facts[facts] = nodes[-1]
    return nodes


def make_groups(members: Iterable[Features], rules: IncidentRules, judged: PairConstraints) -> list[Group]:
    """The incidents of claims that are linked to each other and to no others, by the smallest id of each."""
    members = list(members)
    if len(members) == 1:
        return [Group(members=tuple(members), reasons=())]
    return _Merging(sorted(members, key=_id), rules, judged).groups()


def _id(features: Features) -> str:
    return features.id


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
                (pair_of(first.id, features.id), score_pair(first, features, self.rules))
                for features in node.members[1:]
            ]

    def _merge_judged(self) -> None:
        at = {features.id: index for index, node in enumerate(self.nodes) for features in node.members}
        for first, second in sorted(self.judged.same):
            if first not in at or second not in at:
                continue
            left, right = self.of_node[at[first]], self.of_node[at[second]]
            if left != right and not self._are_kept_apart(left, right):
                self._join(at[first], at[second], ((first, second), JUDGED))

    def _links(self) -> list[tuple[float, int, int]]:
        """Pairs of nodes that link, the best first; of equals by id."""
        links = []
        for first in range(len(self.nodes)):
            for second in range(first + 1, len(self.nodes)):
                score, here, there = self._score(first, second)
                if score.total > 0.0 and is_link(here, there, score, self.rules):
                    links.append((-score.total, first, second))
        return sorted(links)

    def _score(self, node: int, against: int) -> tuple[Score, Features, Features]:
        key = (node, against) if node < against else (against, node)
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
        for score, node, against in loose:
            for loose_node, core in ((node, against), (against, node)):
                cluster = self.of_node[core]
                if self.nodes[core].is_core and not self.clusters[self.of_node[loose_node]].has_core:
                    options.setdefault(loose_node, {}).setdefault(cluster, (score, core))
        chosen, barred = [], set()
        for loose_node, by_cluster in options.items():
            fitting = sorted(
                (score, core)
                for cluster, (score, core) in by_cluster.items()
                if self._fit(self.of_node[loose_node], cluster)
            )
            if len(fitting) > 1 and fitting[1][0] - fitting[0][0] < TABLE.margin:
                barred.add(loose_node)
            elif fitting:
                chosen.append((fitting[0][0], loose_node, fitting[0][1]))
        self._merge(sorted(chosen), bridge=False)
        return frozenset(barred)

    def _merge(
        self, links: Sequence[tuple[float, int, int]], *, bridge: bool = True, barred: frozenset[int] = frozenset()
    ) -> None:
        """Joins along links, the best first, wherever every pair of the two clusters can be of one incident.

        Without `bridge`, no two clusters with cores are joined; `barred` nodes are joined to none with a core.
        """
        for _, node, against in links:
            left, right = self.of_node[node], self.of_node[against]
            if left == right or not (bridge or self._may_join(left, right, barred)) or not self._fit(left, right):
                continue
            score, first, second = self._score(node, against)
            self._join(node, against, (pair_of(first.id, second.id), score))

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
            self._score(node, against)[0].total >= TABLE.floor
            for node in self.clusters[left].nodes
            for against in self.clusters[right].nodes
        )

    def _are_kept_apart(self, left: int, right: int) -> bool:
        if not self.judged.different:
            return False
        here = [features.id for node in self.clusters[left].nodes for features in self.nodes[node].members]
        there = [features.id for node in self.clusters[right].nodes for features in self.nodes[node].members]
        return any(pair_of(claim, against) in self.judged.different for claim in here for against in there)

    def _join(self, left: int, right: int, reason: tuple[ClaimPair, Score]) -> None:
        keep, drop = sorted((self.of_node[left], self.of_node[right]))
        for node in self.clusters[drop].nodes:
            self.of_node[node] = keep
        self.clusters[keep].nodes += self.clusters[drop].nodes
        self.clusters[keep].has_core |= self.clusters[drop].has_core
        self.clusters[drop].nodes = []
        self.reasons.append(reason)

    def _grouped(self) -> list[Group]:
        by_cluster: dict[int, list[tuple[ClaimPair, Score]]] = {}
        at = {features.id: self.of_node[index] for index, node in enumerate(self.nodes) for features in node.members}
        for pair, score in self.reasons:
            by_cluster.setdefault(at[pair[0]], []).append((pair, score))
        groups = []
        for index, cluster in enumerate(self.clusters):
            members = [features for node in cluster.nodes for features in self.nodes[node].members]
            if members:
                members.sort(key=_id)
                groups.append(Group(members=tuple(members), reasons=tuple(by_cluster.get(index, ()))))
        return sorted(groups, key=lambda group: group.members[0].id)
