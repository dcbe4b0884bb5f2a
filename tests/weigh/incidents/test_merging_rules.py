"""How claims are brought together once their scores are known: here each pair's score is set by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import permutations

import pytest

from sayso.weigh import Features, Group, PairConstraints, pair_of
from sayso.weigh.incidents import joining, merging
from sayso.weigh.incidents.features import CountBounds
from sayso.weigh.incidents.joining import Cluster, Edge, Joining, Pointer, are_compatible, edge_between, point
from sayso.weigh.incidents.merging import JUDGED, Node, make_groups, nodes_of
from sayso.weigh.incidents.scoring import Score
from tests.weigh.claims import ALDEN, claim_of, codebook, features_from

RULES = codebook().incidents
NOBODY = PairConstraints()
BASE = features_from(claim_of("strike.shelling", ALDEN, on="2023-05-01"))
Scores = Mapping[str, float]
"""The score of each pair, as `ab` for claims a and b; 0 for all others."""


def member(name: str, article: str = "a-1") -> Features:
    """A claim by one letter, unlike all others; cores are a to m, the rest is loose."""
    return replace(BASE, id=name, article=article, is_core=name < "n", numbers=(CountBounds("x", ord(name), None),))


@pytest.fixture
def scored(monkeypatch: pytest.MonkeyPatch) -> Callable[[Scores], list[tuple[str, str]]]:
    """Sets the scores of pairs, and gives the list of pairs that are asked for from then on."""

    def score(scores: Scores) -> list[tuple[str, str]]:
        asked: list[tuple[str, str]] = []

        def score_pair(left: Features, right: Features, _rules: object) -> Score:
            asked.append((left.id, right.id))
            return Score(scores.get("".join(sorted((left.id, right.id))), 0.0), ())

        for module in (merging, joining):
            monkeypatch.setattr(module, "score_pair", score_pair)
            monkeypatch.setattr(module, "is_link", lambda _left, _right, score, _rules: score.total >= 0.7)
        return asked

    return score


def merged(names: str, judged: PairConstraints = NOBODY) -> list[str]:
    return ["".join(one.id for one in group.members) for group in make_groups(map(member, names), RULES, judged)]


@pytest.mark.parametrize(
    ("scores", "groups"),
    [
        ({"ab": 0.8, "bc": 0.9, "ac": 0.4}, ["a", "bc"]),
        ({"ab": 0.9, "bc": 0.8, "ac": 0.4}, ["ab", "c"]),
        ({"ab": 0.9, "bc": 0.9, "ac": 0.4}, ["ab", "c"]),
        ({"ab": 0.8, "bc": 0.9, "ac": 0.5}, ["abc"]),
        ({"ab": 0.8, "bc": 0.9, "ac": 0.49}, ["a", "bc"]),
        ({"ab": 0.69, "bc": 0.69, "ac": 0.69}, ["a", "b", "c"]),
        ({"ac": 0.7}, ["ac", "b"]),
        ({"ax": 0.8, "bx": 0.76}, ["ax", "b"]),
        ({"ax": 0.76, "bx": 0.8}, ["a", "bx"]),
        ({"ax": 0.8, "bx": 0.78}, ["a", "b", "x"]),
        ({"ax": 0.9, "bx": 0.8, "ab": 0.6}, ["ax", "b"]),
        ({"ax": 0.8, "bx": 0.79, "ab": 0.9}, ["abx"]),
        ({"ab": 0.9, "ax": 0.8, "bx": 0.4}, ["ab", "x"]),
        ({"ab": 0.9, "ax": 0.8, "bx": 0.5}, ["abx"]),
        ({"xy": 0.8}, ["xy"]),
        ({"xy": 0.8, "ax": 0.4}, ["a", "xy"]),
        ({"ax": 0.8, "bx": 0.79, "xy": 0.9}, ["a", "b", "xy"]),
        ({"ax": 0.8, "bx": 0.79, "xy": 0.9, "ay": 0.8}, ["ay", "b", "x"]),
        ({"ax": 0.8, "xy": 0.9, "ay": 0.5}, ["axy"]),
        ({"ax": 0.8, "xy": 0.9, "ay": 0.4}, ["ax", "y"]),
        ({"ax": 0.8, "xy": 0.9, "by": 0.8}, ["ax", "by"]),
        ({"ax": 0.9, "ay": 0.8, "xy": 0.4}, ["ax", "y"]),
        ({"ax": 0.8, "ay": 0.9, "xy": 0.4}, ["ay", "x"]),
    ],
)
def test_claims_merge_by_the_best_pairs_and_loose_ones_join_what_they_fit_clearly_best(
    scored: Callable[[Scores], object], scores: Scores, groups: list[str]
) -> None:
    scored(scores)
    names = "".join(sorted({name for pair in scores for name in pair} | set("".join(groups))))
    for order in list(permutations(names))[:24]:
        assert merged("".join(order)) == groups


def judged(same: str = "", different: str = "") -> PairConstraints:
    pairs = (frozenset(pair_of(*pair) for pair in given.split()) for given in (same, different))
    return PairConstraints(*pairs)


def test_what_people_judged_comes_before_every_score(scored: Callable[[Scores], object]) -> None:
    scored({"ab": 0.9, "bc": 0.9, "ac": 0.9})
    assert merged("abc", judged(different="ab")) == ["ac", "b"]
    assert merged("abc", judged(different="ab ac")) == ["a", "bc"]
    scored({"bc": 0.9})
    assert merged("abc", judged(same="ab")) == ["ab", "c"]
    assert merged("abc", judged(same="ab bc")) == ["abc"]
    assert merged("abc", judged(same="ab bc", different="ac")) == ["ab", "c"]
    assert merged("abc", judged(same="az")) == ["a", "bc"]


def test_an_incident_keeps_the_pairs_that_brought_it_together_with_their_scores(
    scored: Callable[[Scores], object],
) -> None:
    scored({"ab": 0.8, "bc": 0.9, "ac": 0.6})
    (group,) = make_groups(map(member, "cab"), RULES, NOBODY)
    assert [(pair, score.total) for pair, score in group.reasons] == [(("b", "c"), 0.9), (("a", "b"), 0.8)]
    (group,) = make_groups(map(member, "ab"), RULES, judged(same="ab"))
    assert group.reasons == ((("a", "b"), JUDGED),)
    assert make_groups([member("a")], RULES, NOBODY) == [Group(members=(member("a"),), reasons=())]


def alike(name: str, article: str) -> Features:
    """A core that says the same facts as all others made so."""
    return replace(member(name, article), numbers=())


def test_claims_of_equal_facts_are_one_before_scores_and_are_compared_by_that_of_the_other_s_article(
    scored: Callable[[Scores], list[tuple[str, str]]],
) -> None:
    asked = scored({})
    members = [alike("a", "a-1"), alike("b", "a-2"), member("c", "a-2")]
    assert ["".join(one.id for one in group.members) for group in make_groups(members, RULES, NOBODY)] == ["ab", "c"]
    assert ("b", "c") in asked
    assert ("a", "c") not in asked
    assert [len(node.members) for node in nodes_of(members, NOBODY)] == [2, 1]
    assert [len(node.members) for node in nodes_of(members, judged(different="bz"))] == [1, 1, 1]
    loose = [replace(one, is_core=False) for one in members]
    assert [len(node.members) for node in nodes_of(loose, NOBODY)] == [1, 1, 1]
    node = Node([alike("a", "a-1"), alike("b", "a-2")], is_core=True)
    assert [node.for_article(article).id for article in ("a-1", "a-2", "a-3")] == ["a", "b", "a"]


# Clusters of different times


def cluster(names: str) -> Cluster:
    return Cluster.of(Group(members=tuple(map(member, names)), reasons=()), NOBODY)


def test_two_clusters_link_by_their_best_pair_if_no_pair_falls_below_the_floor(
    scored: Callable[[Scores], object],
) -> None:
    scored({"ac": 0.8, "ad": 0.9, "bc": 0.5, "bd": 0.5})
    assert edge_between(cluster("ab"), cluster("cd"), RULES, NOBODY) == Edge(Score(0.9, ()), ("a", "d"))
    assert are_compatible(cluster("ab"), cluster("cd"), RULES, NOBODY)
    scored({"ac": 0.8, "ad": 0.9, "bc": 0.49, "bd": 0.5})
    assert edge_between(cluster("ab"), cluster("cd"), RULES, NOBODY) is None
    assert not are_compatible(cluster("ab"), cluster("cd"), RULES, NOBODY)
    scored({"ac": 0.8, "ad": 0.8, "bc": 0.8, "bd": 0.8})
    found = edge_between(cluster("cd"), cluster("ab"), RULES, NOBODY)
    assert found is not None
    assert found.pair == ("a", "c")
    scored({"ac": 0.69})
    assert edge_between(cluster("a"), cluster("c"), RULES, NOBODY) is None


def test_a_judgement_links_or_parts_two_clusters_whatever_they_score(scored: Callable[[Scores], object]) -> None:
    scored({"ac": 0.9, "bc": 0.9})
    assert edge_between(cluster("ab"), cluster("c"), RULES, judged(different="bc")) is None
    assert not are_compatible(cluster("ab"), cluster("c"), RULES, judged(different="bc"))
    scored({})
    linked = edge_between(cluster("ab"), cluster("c"), RULES, judged(same="bc"))
    assert linked == Edge(JUDGED, ("b", "c"), is_judged=True)
    assert edge_between(cluster("ab"), cluster("c"), RULES, judged(same="bd")) is None


def edges(**totals: float) -> dict[str, tuple[Cluster, Edge]]:
    """Links by the names of the clusters that they lead to."""
    return {names[0]: (cluster(names), Edge(Score(total, ()), ("0", "1"))) for names, total in totals.items()}


@pytest.mark.parametrize(
    ("name", "linked", "scores", "pointer"),
    [
        ("a", {}, {}, Pointer(None)),
        ("a", {"b": 0.8, "c": 0.9}, {}, Pointer("c")),
        ("a", {"b": 0.8, "x": 0.9}, {}, Pointer("b")),
        ("a", {"x": 0.9}, {}, Pointer(None)),
        ("a", {"b": 0.9, "c": 0.9}, {}, Pointer("b")),
        ("a", {"b": 0.9, "cd": 0.9}, {}, Pointer("c")),
        ("x", {"y": 0.9}, {}, Pointer("y")),
        ("x", {"y": 0.95, "b": 0.8}, {}, Pointer("b")),
        ("x", {"b": 0.8, "c": 0.84}, {}, Pointer("c")),
        ("x", {"b": 0.8, "c": 0.82}, {}, Pointer(None, barred=True)),
        ("x", {"b": 0.8, "c": 0.82, "y": 0.7}, {}, Pointer("y", barred=True)),
        ("x", {"b": 0.8, "c": 0.82}, {"bc": 0.5}, Pointer("c")),
    ],
)
def test_a_cluster_points_to_the_best_that_has_a_core_and_to_none_of_two_alike(
    scored: Callable[[Scores], object], name: str, linked: dict[str, float], scores: Scores, pointer: Pointer
) -> None:
    scored(scores)
    assert point(cluster(name), edges(**linked), RULES, NOBODY) == pointer


def test_a_cluster_that_a_person_joined_to_another_points_there(scored: Callable[[Scores], object]) -> None:
    scored({})
    linked = {"b": (cluster("b"), Edge(JUDGED, ("b", "x"), is_judged=True)), **edges(c=0.99)}
    assert point(cluster("x"), linked, RULES, NOBODY) == Pointer("b")


def joined(
    names: str, links: Scores, pointers: Mapping[str, str | None], *, barred: str = "", given: PairConstraints = NOBODY
) -> list[str]:
    pointing = {name: Pointer(pointers.get(name), barred=name in barred) for name in names}
    edges = {
        pair_of(*pair): Edge(Score(total, ()), pair_of(*pair), is_judged=pair_of(*pair) in given.same)
        for pair, total in links.items()
    }
    work = Joining({name: cluster(name) for name in names}, pointing, RULES, given)
    return ["".join(one.id for one in group.members) for group in work.groups(edges)]


def test_clusters_join_by_the_best_links_each_pair_checked(scored: Callable[[Scores], object]) -> None:
    scored({"ab": 0.8, "bc": 0.9, "ac": 0.4})
    assert joined("abc", {"ab": 0.8, "bc": 0.9}, {}) == ["a", "bc"]
    assert joined("abc", {"ab": 0.95, "bc": 0.9}, {}) == ["ab", "c"]
    scored({"ab": 0.8, "bc": 0.9, "ac": 0.5})
    assert joined("abc", {"ab": 0.8, "bc": 0.9}, {}) == ["abc"]


def test_clusters_with_cores_join_first_then_loose_ones_where_they_point_then_the_rest(
    scored: Callable[[Scores], object],
) -> None:
    scored({"ab": 0.8, "bx": 0.9, "ax": 0.4})
    assert joined("abx", {"ab": 0.8, "bx": 0.9}, {"x": "b"}) == ["ab", "x"]
    scored({"ax": 0.8, "bx": 0.9, "ab": 0.6})
    assert joined("abx", {"ax": 0.8, "bx": 0.9}, {"x": "a"}) == ["ax", "b"]
    assert joined("abx", {"ax": 0.8, "bx": 0.9}, {"x": "b"}) == ["a", "bx"]
    scored({"ax": 0.8, "xy": 0.9, "ay": 0.4})
    assert joined("axy", {"ax": 0.8, "xy": 0.9}, {"x": "a"}) == ["ax", "y"]


def test_a_loose_cluster_brings_no_two_with_cores_together_and_a_barred_one_joins_neither(
    scored: Callable[[Scores], object],
) -> None:
    scored({"ax": 0.9, "bx": 0.8, "ab": 0.6})
    assert joined("abx", {"ax": 0.9, "bx": 0.8}, {"x": "a"}) == ["ax", "b"]
    assert joined("ax", {"ax": 0.9}, {"x": None}, barred="x") == ["a", "x"]
    scored({"xy": 0.9, "ax": 0.9, "ay": 0.9})
    assert joined("axy", {"xy": 0.95, "ay": 0.9}, {"x": "y", "y": "a"}, barred="x") == ["ay", "x"]


def test_what_people_joined_joins_unless_they_parted_it(scored: Callable[[Scores], object]) -> None:
    scored({"bc": 0.9})
    assert joined("abc", {"ab": 1.0, "bc": 0.9}, {}, given=judged(same="ab")) == ["ab", "c"]
    assert joined("abc", {"ab": 1.0, "bc": 1.0}, {}, given=judged(same="ab bc")) == ["abc"]
    assert joined("abc", {"ab": 1.0, "bc": 1.0}, {}, given=judged(same="ab bc", different="ac")) == ["ab", "c"]
