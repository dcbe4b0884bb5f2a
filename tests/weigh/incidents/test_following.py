"""What tells an event of its article again goes where the fullest telling goes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sayso.model import Claim
from sayso.weigh import PairConstraints, build_incident, stored_keys, weigh_touched
from sayso.weigh.incidents.constraints import pair_of
from tests.weigh.claims import (
    ALDEN,
    CORVIN,
    SHIRE,
    Store,
    claim_of,
    codebook,
    features_from,
    groups_of,
    incident,
    partition,
)

RULES = codebook().incidents


def told(name: str, event: str = "strike.shelling", *places: Any, retells: str | None = None, **more: Any) -> Claim:
    """A claim of that id, of the article `a-1` but where told."""
    return replace(claim_of(event, *places, id=name, **more), retells=retells)


FULL = told("c-full", "strike.shelling", ALDEN, on="2023-05-01", actor="RUS")
AGAIN = told("c-again", retells="c-full", words="Nobody had claimed it by Tuesday")
ELSEWHERE = told("c-else", "strike.shelling", CORVIN, on="2023-05-03", article="a-2", words="Corvin was hit hard")


def partition_of(*claims: Claim, judged: PairConstraints | None = None) -> set[frozenset[str]]:
    return partition(groups_of(*claims, judged=judged))


def test_a_claim_that_shares_nothing_but_the_link_stands_with_the_fullest() -> None:
    assert partition_of(FULL, replace(AGAIN, retells=None)) == {frozenset({"c-full"}), frozenset({"c-again"})}
    assert partition_of(FULL, AGAIN, ELSEWHERE) == {frozenset({"c-full", "c-again"}), frozenset({"c-else"})}


def test_the_reason_is_told() -> None:
    (group,) = groups_of(FULL, AGAIN)
    why = build_incident("i-1", group, RULES, maker="m").why
    assert [(reason.pair, reason.score, reason.parts) for reason in why] == [
        (("c-again", "c-full"), 1.0, (("told", 1.0),))
    ]


def test_a_person_who_says_that_two_are_different_parts_them() -> None:
    apart = PairConstraints(different=frozenset({pair_of("c-full", "c-again")}))
    assert partition_of(FULL, AGAIN, judged=apart) == {frozenset({"c-full"}), frozenset({"c-again"})}


def test_a_claim_that_a_person_joined_to_another_goes_there() -> None:
    joined = PairConstraints(same=frozenset({pair_of("c-again", "c-else")}))
    assert frozenset({"c-again", "c-else"}) in partition_of(FULL, AGAIN, ELSEWHERE, judged=joined)


def test_without_the_fullest_a_claim_is_weighed_by_itself() -> None:
    assert partition_of(AGAIN, ELSEWHERE) == {frozenset({"c-again"}), frozenset({"c-else"})}


def test_a_link_to_another_article_is_none() -> None:
    assert len(partition_of(FULL, replace(AGAIN, article=ELSEWHERE.article))) == 2


def test_the_place_and_the_days_of_an_incident_are_those_of_the_fullest() -> None:
    vague = [
        told(f"c-{name}", "strike.shelling", SHIRE, on=("2023-04-20", "2023-05-05"), by=name, retells="c-full")
        for name in ("Ann", "Bea", "Cy")
    ]
    one = incident(FULL, *vague)
    assert one.place.name == "Alden"
    assert one.from_day == one.to_day
    assert one.from_day.isoformat() == "2023-05-01"
    assert set(one.claims) == {"c-full", "c-Ann", "c-Bea", "c-Cy"}


def test_the_numbers_of_all_tellings_are_kept_each_with_who_says_it() -> None:
    one = incident(FULL, told("c-again", count=("people", 3, 3), by="Ann Bell", retells="c-full"))
    assert [(count.low, count.claim, count.source) for count in one.counts] == [(3, "c-again", "Ann Bell")]
    assert one.voices == 2


def test_a_claim_is_stored_by_what_it_tells_again() -> None:
    assert "r:c-full" in stored_keys(features_from(AGAIN), RULES)
    assert not any(key.startswith("r:") for key in stored_keys(features_from(FULL), RULES))


def test_weighing_the_fullest_alone_brings_what_tells_it_again() -> None:
    store = Store(map(features_from, (FULL, AGAIN, ELSEWHERE)))
    weighed = weigh_touched([features_from(FULL)], find=store.find, rules=RULES)
    assert partition(weighed.groups) == {frozenset({"c-full", "c-again"})}


def test_weighing_what_tells_it_again_weighs_the_fullest() -> None:
    store = Store(map(features_from, (FULL, AGAIN, ELSEWHERE)))
    weighed = weigh_touched([features_from(AGAIN)], find=store.find, rules=RULES)
    assert partition(weighed.groups) == {frozenset({"c-full", "c-again"})}


def test_when_the_fullest_goes_what_told_it_again_is_weighed_anew() -> None:
    store = Store(map(features_from, (AGAIN, ELSEWHERE)))
    weighed = weigh_touched([], gone=[features_from(FULL)], find=store.find, rules=RULES)
    assert partition(weighed.groups) == {frozenset({"c-again"})}


def test_two_claims_that_tell_each_other_again_are_each_weighed_by_themselves() -> None:
    one = told("c-1", "strike.shelling", ALDEN, on="2023-05-01", retells="c-2")
    other = told("c-2", "strike.shelling", CORVIN, on="2023-05-03", retells="c-1", words="Quiet")
    all_features = [features_from(one), features_from(other)]
    weighed = weigh_touched(all_features[:1], find=Store(all_features).find, rules=RULES)
    assert partition(weighed.groups) == {frozenset({"c-1"}), frozenset({"c-2"})} == partition_of(one, other)


def test_a_part_that_a_report_gives_again_does_not_contradict_the_whole() -> None:
    whole = told("c-full", "harm.killed", ALDEN, on="2023-05-01", count=("people", 5, 5), by="Ann Bell")
    parts = replace(whole, counts=(*whole.counts, replace(whole.counts[0], low=4, high=4)))
    part = told("c-again", "harm.killed", on="2023-05-01", count=("people", 4, 4), by="Cy Dow", retells="c-full")
    assert incident(parts, part).contradictions == ()
    assert [one.kind for one in incident(whole, part).contradictions] == ["different-number"]
