"""The incidents depend on the claims alone: not on their order, nor on weighing them at once or one by one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Claim
from sayso.weigh import AllLinked, Features, PairConstraints, asked_keys, name_incidents, weigh_all, weigh_touched
from sayso.weigh.incidents.constraints import pair_of
from sayso.weigh.incidents.scoring import do_link
from tests.weigh.claims import ALDEN, BIRCH, CORVIN, NOWHERE, SHIRE, Store, claim_of, codebook, features_from, partition

DAYS = ("2023-05-01", "2023-05-02", "2023-05-03", "2023-05-05", ("2023-05-01", "2023-05-02"), None,
        ("2023-05-01", "2023-05-31"))  # fmt: skip
EVENTS = ("strike.shelling", "harm.killed", "territory.withdrawn", "battle.encirclement", "battle.assault",
          "force.regrouped", "territory.captured")  # fmt: skip
SENTENCES = ("The guns were heard all night in the east", "Smoke rose over the market hall and school", "Quiet")


@st.composite
def claims(draw: st.DrawFn) -> list[Claim]:
    number = draw(st.integers(2, 14))
    made = [
        claim_of(
            draw(st.sampled_from(EVENTS)),
            *draw(st.sampled_from([(ALDEN,), (BIRCH,), (ALDEN, BIRCH), (CORVIN,), (SHIRE,), (NOWHERE,), ()])),
            on=draw(st.sampled_from(DAYS)),
            by=draw(st.sampled_from([None, "Ann Bell", "Cy Dow"])),
            actor=draw(st.sampled_from([None, "RUS", "UKR"])),
            target=draw(st.sampled_from([None, "UKR"])),
            count=draw(st.sampled_from([None, None, ("soldiers", 40, 40), ("people", 40, None), ("people", 3, 3)])),
            article=draw(st.sampled_from(["a-1", "a-2", "a-3"])),
            published=draw(st.sampled_from(["2023-05-04", "2023-05-10", None])),
            words=draw(st.sampled_from(SENTENCES)),
            id=f"c-{at:02d}",
        )
        for at in draw(st.permutations(range(number)))
    ]
    return [replace(claim, retells=_before(claim, made) if draw(st.integers(0, 3)) == 0 else None) for claim in made]


def _before(claim: Claim, made: list[Claim]) -> str | None:
    """The claim of the article with the smallest id, which tells nothing again; none for that one itself."""
    first = min(other.id for other in made if other.article.id == claim.article.id)
    return None if first == claim.id else first


@st.composite
def judged(draw: st.DrawFn) -> PairConstraints:
    pairs = st.frozensets(
        st.tuples(st.integers(0, 13), st.integers(0, 13)).filter(lambda two: two[0] != two[1]), max_size=2
    )
    same, different = (
        frozenset(pair_of(f"c-{one:02d}", f"c-{other:02d}") for one, other in draw(pairs)) for _ in range(2)
    )
    return PairConstraints(same - different, different)


def in_turn(all_features: list[Features], judgements: PairConstraints) -> set[frozenset[str]]:
    """The partition that comes of adding claims one after the other, each time weighing what is touched."""
    store, incident_of = Store(), {}
    for one in all_features:
        store.add(one)
        weighed = weigh_touched(
            [one], find=store.find, rules=codebook().incidents, judged=judgements, known=store.known
        )
        store.keep(weighed.links)
        for group in weighed.groups:
            incident_of |= {member.id: frozenset(other.id for other in group.members) for member in group.members}
    return set(incident_of.values())


@settings(max_examples=60, deadline=None)
@given(claims(), judged())
def test_adding_claims_one_by_one_gives_the_incidents_of_weighing_all(
    some: list[Claim], judgements: PairConstraints
) -> None:
    all_features = [features_from(claim) for claim in some]
    at_once = partition(weigh_all(all_features, rules=codebook().incidents, judged=judgements))
    assert in_turn(all_features, judgements) == at_once
    assert in_turn(all_features[::-1], judgements) == at_once


@settings(max_examples=40, deadline=None)
@given(claims(), st.integers(0, 13), judged())
def test_removing_a_claim_and_weighing_what_it_touched_gives_the_incidents_of_the_rest(
    some: list[Claim], which: int, judgements: PairConstraints
) -> None:
    all_features = [features_from(claim) for claim in some]
    gone = all_features[which % len(all_features)]
    store = Store(all_features)
    incident_of = {
        member.id: frozenset(other.id for other in group.members)
        for group in weigh_all(all_features, rules=codebook().incidents, judged=judgements)
        for member in group.members
    }
    store.remove(gone)
    weighed = weigh_touched([], gone=[gone], find=store.find, rules=codebook().incidents, judged=judgements)
    for group in weighed.groups:
        incident_of |= {member.id: frozenset(other.id for other in group.members) for member in group.members}
    del incident_of[gone.id]
    rest = [one for one in all_features if one is not gone]
    assert set(incident_of.values()) == partition(weigh_all(rest, rules=codebook().incidents, judged=judgements))


@settings(max_examples=40, deadline=None)
@given(claims(), st.integers(0, 13), claims())
def test_a_claim_that_is_changed_is_weighed_by_what_links_to_it_now(
    some: list[Claim], which: int, other: list[Claim]
) -> None:
    all_features, rules = [features_from(claim) for claim in some], codebook().incidents
    was = all_features[which % len(all_features)]
    now = replace(features_from(other[0]), id=was.id, article=was.article)
    store = Store(all_features)
    every = AllLinked.of(all_features, rules, PairConstraints())
    store.keep({every.ordered[at].id: {every.ordered[one].id for one in near} for at, near in every.links()})
    incident_of = {one.id: group for group in partition(every.groups()) for one in all_features if one.id in group}
    store.remove(was)
    store.add(now)
    weighed = weigh_touched([now], gone=[was], find=store.find, known=store.known, rules=rules)
    for group in partition(weighed.groups):
        incident_of |= dict.fromkeys(group, group)
    assert set(incident_of.values()) == partition(weigh_all([*store.by_id.values()], rules=rules))


@settings(max_examples=60, deadline=None)
@given(claims(), judged())
def test_what_is_kept_of_all_claims_holds_every_pair_that_links(some: list[Claim], judgements: PairConstraints) -> None:
    rules = codebook().incidents
    every = AllLinked.of(map(features_from, some), rules, judgements)
    kept = {(at, other) for at, near in every.links() for other in near}
    pairs = permutations(range(len(every.ordered)), 2)
    linked = {pair for pair in pairs if do_link(every.ordered[pair[0]], every.ordered[pair[1]], rules)}
    assert linked <= kept


def shelling(at: int) -> Features:
    return features_from(claim_of("strike.shelling", ALDEN, on="2023-05-01", id=f"c-{at}", article=f"a-{at}"))


def test_what_links_to_more_claims_than_are_kept_is_left_to_be_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.weigh.incidents.closure.MOST_KEPT", 2)
    told = [
        features_from(claim_of("strike.shelling", ALDEN, on="2023-05-01", id=f"c-{at}", article=f"a-{at}"))
        for at in range(4)
    ]
    far = features_from(claim_of("strike.shelling", CORVIN, on="2023-05-01", id="c-9", article="a-9"))
    every = AllLinked.of([*told, far], codebook().incidents, PairConstraints())
    assert [every.ordered[at].id for at, _ in every.links()] == ["c-9"]


def _told(number: int) -> list[list[str]]:
    """What is asked last: the claims that tell again what those of the incident tell."""
    return [[f"r:c-{at}" for at in range(number)]]


def test_claims_whose_links_are_kept_are_not_looked_up_by_keys() -> None:
    one, other, third = (
        features_from(claim_of("strike.shelling", ALDEN, on="2023-05-01", id=f"c-{at}", article=f"a-{at}"))
        for at in range(3)
    )
    store = Store([one, other])
    store.keep({"c-0": {"c-1"}, "c-1": {"c-0"}})
    store.add(third)
    asked: list[Collection[str]] = []

    def find(keys: Collection[str], ids: Collection[str]) -> list[Features]:
        asked.append(keys)
        return store.find(keys, ids)

    weighed = weigh_touched([third], find=find, known=store.known, rules=codebook().incidents)
    assert partition(weighed.groups) == {frozenset({"c-0", "c-1", "c-2"})}
    assert weighed.links == {"c-2": frozenset({"c-0", "c-1"})}
    assert [keys for keys in asked if keys] == [["r:c-2"], set(asked_keys(third, codebook().incidents)), *_told(3)]


@settings(max_examples=25, deadline=None)
@given(claims(), judged())
def test_no_incident_holds_two_claims_judged_different(some: list[Claim], judgements: PairConstraints) -> None:
    groups = partition(weigh_all(map(features_from, some), rules=codebook().incidents, judged=judgements))
    assert not any(set(pair) <= group for pair in judgements.different for group in groups)


@given(st.lists(st.frozensets(st.integers(0, 9), min_size=1), max_size=4), st.data())
def test_every_old_id_is_kept_or_leads_somewhere(parts: list[frozenset[int]], data: st.DataObject) -> None:
    seen: set[int] = set()
    groups = []
    for part in parts:
        if part - seen:
            groups.append([f"c-{claim}" for claim in sorted(part - seen)])
        seen |= part
    old = {f"c-{claim}": data.draw(st.sampled_from(["i-a", "i-b", "i-c"])) for claim in range(10)}
    naming = name_incidents(groups, old)
    assert len(set(naming.ids)) == len(groups)
    assert set(old.values()) <= set(naming.ids) | set(naming.redirects)
    assert set(naming.redirects.values()) <= set(naming.ids) | {None}
    assert not set(naming.redirects) & set(naming.ids)
