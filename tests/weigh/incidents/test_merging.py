"""What is one incident and what is not."""

from __future__ import annotations

from typing import Any

from sayso.weigh import PairConstraints
from sayso.weigh.incidents.constraints import pair_of
from tests.weigh.claims import ALDEN, BIRCH, CORVIN, SHIRE, claim_of, groups_of, partition, town

DAY, NEXT, LATER = "2023-05-01", "2023-05-02", "2023-05-09"


def test_one_thing_in_two_reports_is_one_incident() -> None:
    one = claim_of("territory.captured", ALDEN, on=DAY, actor="RUS", article="a-1")
    other = claim_of("territory.captured", ALDEN, on=DAY, actor="RUS", article="a-2")
    assert partition(groups_of(one, other)) == {frozenset({one.id, other.id})}


def test_a_town_that_is_shelled_day_after_day_is_an_incident_a_day() -> None:
    days = [claim_of("strike.shelling", ALDEN, on=f"2023-05-{day:02d}", actor="RUS") for day in range(1, 11)]
    assert len(groups_of(*days)) == 10


def test_a_night_between_two_days_does_not_bring_them_together() -> None:
    first = claim_of("strike.shelling", ALDEN, on=DAY, actor="RUS")
    night = claim_of("strike.shelling", ALDEN, on=(DAY, NEXT), actor="RUS")
    second = claim_of("strike.shelling", ALDEN, on=NEXT, actor="RUS")
    assert not any({first.id, second.id} <= group for group in partition(groups_of(first, night, second)))


def test_neighbouring_towns_that_are_shelled_on_one_day_are_two_incidents() -> None:
    claims = [claim_of("strike.shelling", place, on=DAY, actor="RUS") for place in (ALDEN, BIRCH)]
    assert len(groups_of(*claims)) == 2


def test_a_telling_number_joins_two_neighbouring_towns() -> None:
    count = ("soldiers", 2000, 2000)
    claims = [
        claim_of("battle.encirclement", place, on=DAY, actor="RUS", target="UKR", count=count)
        for place in (ALDEN, BIRCH)
    ]
    assert len(groups_of(*claims)) == 1


def test_a_telling_number_joins_a_town_and_the_region_around_it() -> None:
    around = claim_of("battle.encirclement", SHIRE, actor="RUS", target="UKR", count=("troops", 1800, 2200))
    inside = claim_of("battle.encirclement", ALDEN, actor="RUS", target="UKR", count=("troops", None, 2000))
    assert len(groups_of(around, inside)) == 1


def test_without_the_number_a_region_is_not_one_of_its_towns() -> None:
    claims = [
        claim_of("strike.shelling", place, on=DAY, actor="RUS", article=article)
        for place, article in ((SHIRE, "a-1"), (ALDEN, "a-2"))
    ]
    assert len(groups_of(*claims)) == 2


def test_what_is_said_to_lie_near_a_town_can_be_the_town() -> None:
    near = town("Alden", 48.75, 38.40, geonameid=1, precision="near")
    claims = [claim_of("strike.shelling", place, on=DAY, actor="RUS", article="a-2") for place in (ALDEN, near)]
    assert len(groups_of(*claims)) == 1


def test_the_fall_of_a_town_told_two_days_apart_is_one_incident() -> None:
    claims = [claim_of("territory.captured", ALDEN, on=day, actor="RUS") for day in (DAY, "2023-05-03")]
    assert len(groups_of(*claims)) == 1


def test_a_town_that_falls_twice_falls_in_two_incidents() -> None:
    claims = [claim_of("territory.captured", ALDEN, on=day, actor="RUS") for day in (DAY, LATER)]
    assert len(groups_of(*claims)) == 2


def test_the_planned_and_the_carried_out_withdrawal_are_one_incident() -> None:
    planned = claim_of("territory.withdrawn", ALDEN, on=DAY, actor="UKR", status="planned", by="Ann Bell")
    done = claim_of("force.regrouped", ALDEN, on=NEXT, actor="UKR", by="Cy Dow", article="a-2")
    assert len(groups_of(planned, done)) == 1


def test_killed_and_wounded_of_one_sentence_belong_to_the_blow() -> None:
    blow, killed, wounded = (
        claim_of(event, ALDEN, on=DAY, actor="RUS") for event in ("strike.shelling", "harm.killed", "harm.wounded")
    )
    assert len(groups_of(blow, killed, wounded)) == 1


def test_types_that_stand_in_no_row_together_never_meet() -> None:
    claims = [claim_of(event, ALDEN, on=DAY, actor="RUS") for event in ("territory.captured", "strike.shelling")]
    assert len(groups_of(*claims)) == 2


def test_a_claim_without_a_day_in_a_report_of_the_day_joins_what_happens_once() -> None:
    dated = claim_of("territory.captured", ALDEN, on=LATER, actor="RUS", article="a-1", published="2023-05-10")
    undated = claim_of("territory.captured", ALDEN, actor="RUS", article="a-2", published="2023-05-10")
    assert len(groups_of(dated, undated)) == 1


def test_a_claim_without_a_day_does_not_join_what_comes_back_every_day() -> None:
    dated = claim_of("strike.shelling", ALDEN, on=LATER, actor="RUS", article="a-1", published="2023-05-10")
    undated = claim_of("strike.shelling", ALDEN, actor="RUS", article="a-2", words="Guns were heard by all in the town")
    assert len(groups_of(dated, undated)) == 2


def test_a_claim_without_a_day_that_fits_two_incidents_alike_joins_neither() -> None:
    more: dict[str, Any] = {"target": "UKR", "count": ("people", 40, 40)}
    blows = [claim_of("harm.killed", ALDEN, on=day, **more) for day in ("2023-05-06", "2023-05-09")]
    undated = claim_of("harm.killed", ALDEN, article="a-2", words="Nobody knew when the guns fell silent", **more)
    assert len(groups_of(blows[0], undated)) == 1
    assert partition(groups_of(*blows, undated)) == {frozenset({claim.id}) for claim in (*blows, undated)}


def test_a_claim_without_a_place_never_brings_two_towns_together() -> None:
    count = ("civilians", 40, 40)
    towns = [claim_of("civilians.evacuated", place, on=DAY, actor="UKR", count=count) for place in (ALDEN, CORVIN)]
    nowhere = claim_of("civilians.evacuated", on=DAY, actor="UKR", count=count, article="a-2")
    groups = partition(groups_of(*towns, nowhere))
    assert not any({claim.id for claim in towns} <= group for group in groups)


def test_what_two_people_think_of_a_town_is_no_incident() -> None:
    claims = [claim_of("statement.assessment", ALDEN, on=DAY, by=who, words=who) for who in ("Ann Bell", "Cy Dow")]
    assert len(groups_of(*claims)) == 2


def test_one_saying_in_two_copies_is_one_incident() -> None:
    claims = [claim_of("statement.assessment", by="Ann Bell", article=article) for article in ("a-1", "a-2")]
    assert len(groups_of(*claims)) == 1


def test_claims_judged_the_same_are_one_incident_whatever_they_say() -> None:
    one, other = (
        claim_of("strike.shelling", ALDEN, on=DAY),
        claim_of("diplomacy.talks", CORVIN, on=LATER, article="a-2"),
    )
    groups = groups_of(one, other, judged=PairConstraints(same=frozenset({pair_of(one.id, other.id)})))
    assert len(groups) == 1
    assert groups[0].reasons[0][1].parts == (("judged", 1.0),)


def test_claims_judged_different_stay_apart_even_if_a_third_is_like_both() -> None:
    claims = [claim_of("territory.captured", ALDEN, on=DAY, actor="RUS", article=f"a-{at}") for at in range(3)]
    apart = pair_of(claims[0].id, claims[1].id)
    assert not any(
        set(apart) <= group
        for group in partition(groups_of(*claims, judged=PairConstraints(different=frozenset({apart}))))
    )


def test_one_sentence_of_two_days_or_two_towns_is_no_copy() -> None:
    words = "Two people were wounded there by guns"
    claims = [
        claim_of("harm.wounded", ALDEN, on=DAY, words=words),
        claim_of("harm.wounded", ALDEN, on=LATER, words=words, article="a-2"),
        claim_of("harm.wounded", CORVIN, on=DAY, words=words, article="a-3"),
    ]
    assert len(groups_of(*claims)) == 3


def test_every_claim_of_an_incident_is_reached_by_its_reasons() -> None:
    claims = [claim_of("territory.captured", ALDEN, on=DAY, actor="RUS", article=f"a-{at}") for at in range(4)]
    (group,) = groups_of(*claims)
    assert len(group.reasons) == 3
    assert {claim for pair, _ in group.reasons for claim in pair} == {claim.id for claim in claims}
    assert all(0.0 <= value <= 1.0 for _, score in group.reasons for _, value in score.parts)
