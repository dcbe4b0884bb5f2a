"""Claims and what could link to them, to incidents: clusters of one time, and what hangs together by pointing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Protocol

from sayso.packs.incident_rules import IncidentRules
from sayso.weigh.incidents.constraints import ClaimPair, PairConstraints, pair_of
from sayso.weigh.incidents.features import Features
from sayso.weigh.incidents.joining import Cluster, Edge, Joining, Pointer, edge_between, point
from sayso.weigh.incidents.merging import Group, make_groups


class FeaturesById(Protocol):
    """Claims by id."""

    def __getitem__(self, claim: str, /) -> Features: ...


class Linked:
    """Works out the incidents of claims as they are asked for, and remembers what it has worked out."""

    def __init__(
        self,
        features_by_id: FeaturesById,
        near: Callable[[str], Collection[str]],
        rules: IncidentRules,
        judged: PairConstraints,
        *,
        expect: Callable[[Collection[str]], None] | None = None,
    ) -> None:
        """`near` gives what links to a claim; `expect` is told ahead of what many claims that will be asked."""
        self.features_by_id, self.near, self.rules, self.judged = features_by_id, near, rules, judged
        self.expect = expect
        self.expected: set[str] = set()
        self.cluster_of: dict[str, Cluster] = {}
        self.clusters: dict[str, Cluster] = {}
        self.edges_of: dict[str, dict[str, tuple[Cluster, Edge]]] = {}
        self.edges: dict[ClaimPair, Edge | None] = {}
        self.pointers: dict[str, Pointer] = {}
        self.done: set[str] = set()

    def reached_from(self, claims: Iterable[str]) -> list[str]:
        """Claims whose incident these can change: those of one time with them, and two steps from there."""
        begin = list(claims)
        self._expect_units(begin)
        first = {features.id for claim in begin for features in self._unit(claim)}
        second = self._clusters_near(first)
        third = self._clusters_near(features.id for cluster in second.values() for features in cluster.group.members)
        return sorted(
            {features.id for cluster in (second | third).values() for features in cluster.group.members} | first
        )

    def _clusters_near(self, claims: Iterable[str]) -> dict[str, Cluster]:
        others = {other for claim in list(claims) for other in self.near(claim)}
        self._expect_units(others)
        return {cluster.id: cluster for cluster in map(self._cluster, others)}

    def groups(self, claims: Iterable[str]) -> list[Group]:
        """The incidents of these claims that were not given before."""
        asked = list(claims)
        if self.expect is not None:
            self._expect_units(asked)
            self._expect_together({cluster.id: cluster for cluster in map(self._cluster, asked)})
        groups = []
        for claim in asked:
            cluster = self._cluster(claim)
            if cluster.id not in self.done:
                groups += self._join(self._hanging_together(cluster))
        return groups

    def _expect_together(self, clusters: dict[str, Cluster]) -> None:
        """Tells ahead what will be asked for to find what hangs together with these clusters, step by step."""
        known, step = set(clusters), clusters
        while step:
            self._expect_near(step.values())
            edges = [(at, other, edge) for at in step.values() for other, edge in self._edges(at).values()]
            self._expect_near(other for _, other, _ in edges)
            step = {other.id: other for at, other, edge in edges if self._hang_together(at, other, edge)}
            step = {name: cluster for name, cluster in step.items() if name not in known}
            known |= step.keys()

    def _expect_near(self, clusters: Iterable[Cluster]) -> None:
        claims = (features.id for cluster in clusters for features in cluster.group.members)
        self._expect_units(other for claim in claims for other in self.near(claim))

    def _expect_units(self, claims: Iterable[str]) -> None:
        """Tells ahead that the units of these claims will be asked for, step by step for all of them together."""
        if self.expect is None:
            return
        step = set(claims) - self.expected
        while step:
            self.expect(step)
            self.expected |= step
            step = {
                other
                for claim in step
                for other in self.near(claim)
                if other not in self.expected
                and _time_of(self.features_by_id[other]) == _time_of(self.features_by_id[claim])
            }

    def _unit(self, claim: str) -> list[Features]:
        """The claims of one time that hang together with a claim by links."""
        unit, step = {claim: self.features_by_id[claim]}, [claim]
        while step:
            at = step.pop()
            time = _time_of(unit[at])
            for other in self.near(at):
                if other not in unit and _time_of(self.features_by_id[other]) == time:
                    unit[other] = self.features_by_id[other]
                    step.append(other)
        return list(unit.values())

    def _cluster(self, claim: str) -> Cluster:
        if claim not in self.cluster_of:
            for group in make_groups(self._unit(claim), self.rules, self.judged):
                cluster = Cluster.of(group, self.judged)
                self.clusters[cluster.id] = cluster
                for features in group.members:
                    self.cluster_of[features.id] = cluster
        return self.cluster_of[claim]

    def _edges(self, cluster: Cluster) -> dict[str, tuple[Cluster, Edge]]:
        """The clusters of other times that a cluster is linked to."""
        if cluster.id not in self.edges_of:
            time = _time_of(cluster.group.members[0])
            others = {
                self._cluster(other).id
                for features in cluster.group.members
                for other in self.near(features.id)
                if _time_of(self.features_by_id[other]) != time or self.judged.same
            }
            edges = {}
            for name in others - {cluster.id}:
                edge = self._edge(cluster, self.clusters[name])
                if edge is not None and (edge.is_judged or _time_of(self.clusters[name].group.members[0]) != time):
                    edges[name] = (self.clusters[name], edge)
            self.edges_of[cluster.id] = edges
        return self.edges_of[cluster.id]

    def _edge(self, left: Cluster, right: Cluster) -> Edge | None:
        key = pair_of(left.id, right.id)
        if key not in self.edges:
            self.edges[key] = edge_between(self.clusters[key[0]], self.clusters[key[1]], self.rules, self.judged)
        return self.edges[key]

    def _pointer(self, cluster: Cluster) -> Pointer:
        if cluster.id not in self.pointers:
            self.pointers[cluster.id] = point(cluster, self._edges(cluster), self.rules, self.judged)
        return self.pointers[cluster.id]

    def _hanging_together(self, cluster: Cluster) -> dict[str, Cluster]:
        """The clusters that point to each other, directly or through others, this one among them."""
        clusters, step = {cluster.id: cluster}, [cluster]
        while step:
            at = step.pop()
            for name, (other, edge) in self._edges(at).items():
                if name not in clusters and self._hang_together(at, other, edge):
                    clusters[name] = other
                    step.append(other)
        return clusters

    def _hang_together(self, left: Cluster, right: Cluster, edge: Edge) -> bool:
        """Whether one of two linked clusters points to the other, or a person has joined them."""
        return edge.is_judged or self._pointer(left).to == right.id or self._pointer(right).to == left.id

    def _join(self, together: dict[str, Cluster]) -> list[Group]:
        self.done |= together.keys()
        if len(together) == 1:
            return [cluster.group for cluster in together.values()]
        edges = {
            pair_of(name, other): edge
            for name, cluster in together.items()
            for other, (_, edge) in self._edges(cluster).items()
            if other in together
        }
        pointers = {name: self._pointer(cluster) for name, cluster in together.items()}
        return Joining(together, pointers, self.rules, self.judged).groups(edges)


def _time_of(features: Features) -> tuple[object, ...]:
    """What claims of one time share: the run of days or the bounds, or the article where nothing bounds them."""
    if features.early is None:
        return (features.article,)
    return (features.first, features.last, features.early, features.late, features.told)
