"""Clusters of one time joined over times: what was planned and what was done, a night and a day, told and dated.

A cluster holds claims with the same run of days or the same bounds. Each points to the one that it fits best; what
hangs together by pointing is joined, the best pairs first, each pair of claims checked. Pointing keeps it local: at a
town that is fought over for a year, what is said of one week does not depend on what is said of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.packs.incident_rules import IncidentRules
from sayso.weigh.incidents.constraints import ClaimPair, PairConstraints, pair_of
from sayso.weigh.incidents.features import Features
from sayso.weigh.incidents.merging import JUDGED, Group, Node, nodes_of
from sayso.weigh.incidents.scoring import Score, is_link, score_pair
from sayso.weigh.incidents.weights import TABLE


@dataclass(frozen=True, slots=True, eq=False)
class Cluster:
    """Claims of one time that tell of one thing."""

    group: Group
    nodes: tuple[Node, ...]
    has_core: bool

    @classmethod
    def of(cls, group: Group, judged: PairConstraints) -> Cluster:
        """The cluster of a group."""
        return cls(group, tuple(nodes_of(group.members, judged)), any(features.is_core for features in group.members))

    @property
    def id(self) -> str:
        """The smallest id of its claims."""
        return self.group.members[0].id


@dataclass(frozen=True, slots=True)
class Edge:
    """That two clusters link, and by which pair of claims."""

    score: Score
    pair: ClaimPair
    is_judged: bool = False


def edge_between(cluster: Cluster, against: Cluster, rules: IncidentRules, judged: PairConstraints) -> Edge | None:
    """The best link of two clusters; `None` where no pair links, or some pair cannot be of one incident."""
    if _are_kept_apart(cluster, against, judged):
        return None
    for pair in _pairs_across(cluster, against) if judged.same else ():
        if pair in judged.same:
            return Edge(JUDGED, pair, is_judged=True)
    best: Edge | None = None
    for left in cluster.nodes:
        for right in against.nodes:
            here = left.for_article(right.members[0].article)
            there = right.for_article(here.article)
            score = score_pair(here, there, rules)
            if score.total < TABLE.floor:
                return None
            better = best is None or (-score.total, pair_of(here.id, there.id)) < (-best.score.total, best.pair)
            if better and is_link(here, there, score, rules):
                best = Edge(score, pair_of(here.id, there.id))
    return best


def are_compatible(cluster: Cluster, against: Cluster, rules: IncidentRules, judged: PairConstraints) -> bool:
    """Whether every pair of claims of two clusters can be of one incident."""
    if _are_kept_apart(cluster, against, judged):
        return False
    for left in cluster.nodes:
        for right in against.nodes:
            here = left.for_article(right.members[0].article)
            if score_pair(here, right.for_article(here.article), rules).total < TABLE.floor:
                return False
    return True


def _are_kept_apart(left: Cluster, right: Cluster, judged: PairConstraints) -> bool:
    return bool(judged.different) and any(pair in judged.different for pair in _pairs_across(left, right))


def _pairs_across(cluster: Cluster, against: Cluster) -> Iterable[ClaimPair]:
    return (pair_of(left.id, right.id) for left in cluster.group.members for right in against.group.members)


Edges = Mapping[str, tuple[Cluster, Edge]]
"""The clusters that one is linked to, by id, each with the link."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """The cluster that one fits best; `barred`: it fits two with cores alike, and joins neither."""

    to: str | None
    barred: bool = False


def point(cluster: Cluster, edges: Edges, rules: IncidentRules, judged: PairConstraints) -> Pointer:
    """Where a cluster points: to the best that has a core, and a loose one to a loose one where there is no such."""
    ranked = sorted(edges.values(), key=_rank)
    cores = [linked for linked in ranked if linked[0].has_core]
    if cluster.has_core or not cores:
        candidates = cores if cluster.has_core else ranked
        return Pointer(candidates[0][0].id if candidates else None)
    if _fits_two_alike(cores) and not are_compatible(cores[0][0], cores[1][0], rules, judged):
        loose = [linked for linked in ranked if not linked[0].has_core]
        return Pointer(loose[0][0].id if loose else None, barred=True)
    return Pointer(cores[0][0].id)


def _fits_two_alike(ranked: Sequence[tuple[Cluster, Edge]]) -> bool:
    if len(ranked) < 2 or ranked[0][1].is_judged:
        return False
    return ranked[0][1].score.total - ranked[1][1].score.total < TABLE.margin


def _rank(linked: tuple[Cluster, Edge]) -> tuple[float, int, str]:
    cluster, edge = linked
    return (-edge.score.total, -len(cluster.group.members), cluster.id)


Link = tuple[int, float, str, str]
"""Phase, negative score, and the ids of two clusters: links are followed in this order."""


class Joining:
    """Joins clusters that hang together by pointing."""

    def __init__(
        self,
        clusters: Mapping[str, Cluster],
        pointers: Mapping[str, Pointer],
        rules: IncidentRules,
        judged: PairConstraints,
    ) -> None:
        self.clusters, self.pointers, self.rules, self.judged = clusters, pointers, rules, judged
        self.parts: dict[str, list[str]] = {name: [name] for name in clusters}
        self.part_of = {name: name for name in clusters}
        self.reasons: dict[str, list[tuple[ClaimPair, Score]]] = {
            name: list(cluster.group.reasons) for name, cluster in clusters.items()
        }
        self.known: dict[tuple[str, str], bool] = {}

    def groups(self, edges: Mapping[ClaimPair, Edge]) -> list[Group]:
        """The incidents, by the smallest id of each, of clusters with these links."""
        for _, _, first, second in sorted(self._link(first, second, edge) for (first, second), edge in edges.items()):
            left, right = self.part_of[first], self.part_of[second]
            if left != right and self._may_join(left, right, first, second, edges[first, second]):
                self._join(left, right, edges[first, second])
        groups = []
        for name, part in self.parts.items():
            members = [features for own in part for features in self.clusters[own].group.members]
            members.sort(key=_id)
            groups.append(Group(members=tuple(members), reasons=tuple(self.reasons[name])))
        return sorted(groups, key=lambda group: group.members[0].id)

    def _link(self, left: str, right: str, edge: Edge) -> Link:
        cores = self.clusters[left].has_core + self.clusters[right].has_core
        pointed = self.pointers[left].to == right or self.pointers[right].to == left
        phase = 0 if edge.is_judged else 1 if cores == 2 else 2 if cores and pointed else 3
        return (phase, -edge.score.total, left, right)

    def _may_join(self, left: str, right: str, first: str, second: str, edge: Edge) -> bool:
        """Whether every pair fits, no loose cluster brings two groups with cores together, and no barred one joins."""
        here, there = self.parts[left], self.parts[right]
        if edge.is_judged:
            pairs = ((self.clusters[mine], self.clusters[theirs]) for mine in here for theirs in there)
            return not any(_are_kept_apart(mine, theirs, self.judged) for mine, theirs in pairs)
        cores = [any(self.clusters[own].has_core for own in part) for part in (here, there)]
        if all(cores) and not (self.clusters[first].has_core and self.clusters[second].has_core):
            return False
        if any(cores) and not all(cores) and any(self.pointers[own].barred for own in (there if cores[0] else here)):
            return False
        return all(self._are_compatible(mine, theirs) for mine in here for theirs in there)

    def _are_compatible(self, left: str, right: str) -> bool:
        key = pair_of(left, right)
        if key not in self.known:
            self.known[key] = are_compatible(self.clusters[key[0]], self.clusters[key[1]], self.rules, self.judged)
        return self.known[key]

    def _join(self, left: str, right: str, edge: Edge) -> None:
        keep, drop = sorted((left, right))
        for name in self.parts[drop]:
            self.part_of[name] = keep
        self.parts[keep] += self.parts.pop(drop)
        self.reasons[keep] += [*self.reasons.pop(drop), (edge.pair, edge.score)]


def _id(features: Features) -> str:
    return features.id
