"""Which numbers belong to an event: of a verb without a subject of its own, of tolls, of those counted together."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.model import When
from tests.claim.scenes import Page

TWO_VERBS = (
    "Three/NUM/CD/2/nummod people/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass killed/VERB/VBN/0/root "
    "and/CCONJ/CC/7/cc 12/NUM/CD/4/conj wounded/VERB/VBN/4/conj in/ADP/IN/9/case Kharkiv/PROPN/NNP/4/obl"
)
LEFT = (
    "The/DET/DT/2/det blast/NOUN/NN/3/nsubj left/VERB/VBD/0/root nine/NUM/CD/5/nummod killed/VERB/VBN/3/xcomp "
    "and/CCONJ/CC/8/cc 14/NUM/CD/8/nummod others/NOUN/NNS/5/conj wounded/VERB/VBN/5/conj"
)
LEFT_DEAD = (
    "The/DET/DT/2/det raid/NOUN/NN/3/nsubj left/VERB/VBD/0/root nine/NUM/CD/5/nummod people/NOUN/NNS/3/obj "
    "dead/ADJ/JJ/3/xcomp"
)
HEADLINE = "Nine/NUM/CD/2/nsubj killed/VERB/VBD/0/root in/ADP/IN/4/case Quetta/PROPN/NNP/2/obl"
OF_WHOM = (
    "Seven/NUM/CD/2/nummod people/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass found/VERB/VBN/0/root "
    ",/PUNCT/,/10/punct one/NUM/CD/4/nsubj:pass of/ADP/IN/8/case whom/PRON/WP/6/nmod later/ADV/RBR/10/advmod "
    "died/VERB/VBD/4/advcl"
)
INJURIES = (
    "The/DET/DT/2/det raid/NOUN/NN/3/nsubj led/VERB/VBD/0/root to/ADP/IN/6/case the/DET/DT/6/det "
    "deaths/NOUN/NNS/3/obl of/ADP/IN/9/case 20/NUM/CD/9/nummod villagers/NOUN/NNS/6/nmod and/CCONJ/CC/11/cc "
    "injuries/NOUN/NNS/9/conj to/ADP/IN/13/case 37/NUM/CD/3/obl"
)
ONE_INSURGENT = (
    "The/DET/DT/2/det force/NOUN/NN/3/nsubj detained/VERB/VBD/0/root one/NUM/CD/3/obj suspected/VERB/VBN/2/acl "
    "insurgent/ADJ/JJ/3/obj"
)
AS_MANY_AS = (
    "Rebels/NOUN/NNS/2/nsubj seized/VERB/VBD/0/root as/ADV/RB/7/case many/ADJ/JJ/7/amod as/ADP/IN/4/fixed "
    "12/NUM/CD/7/nummod villages/NOUN/NNS/2/obl"
)
TOLL = (
    "The/DET/DT/3/det death/NOUN/NN/3/compound toll/NOUN/NN/4/nsubj rose/VERB/VBD/0/root to/ADP/IN/6/case "
    "nine/NUM/CD/4/obl from/ADP/IN/8/case six/NUM/CD/4/obl"
)
NUMBER_KILLED = (
    "The/DET/DT/2/det number/NOUN/NN/7/nsubj of/ADP/IN/4/case people/NOUN/NNS/2/nmod killed/VERB/VBN/4/acl "
    "has/AUX/VBZ/7/aux risen/VERB/VBN/0/root from/ADP/IN/9/case 12/NUM/CD/7/obl to/ADP/IN/11/case 14/NUM/CD/7/obl"
)
PUT_AT = "Officials/NOUN/NNS/2/nsubj put/VERB/VBD/0/root the/DET/DT/4/det toll/NOUN/NN/2/obj at/ADP/IN/6/case 31/NUM/CD/2/obl"
DEAD_TOO = (
    "Officials/NOUN/NNS/2/nsubj put/VERB/VBD/0/root the/DET/DT/4/det toll/NOUN/NN/2/obj at/ADP/IN/7/case "
    "33/NUM/CD/7/nummod civilians/NOUN/NNS/2/obl dead/ADJ/JJ/2/xcomp"
)
LEADER = (
    "Gunmen/NOUN/NNS/2/nsubj killed/VERB/VBD/0/root a/DET/DT/4/det leader/NOUN/NN/2/obj and/CCONJ/CC/7/cc "
    "two/NUM/CD/7/nummod others/NOUN/NNS/4/conj"
)
NURSE = (
    "A/DET/DT/2/det nurse/NOUN/NN/7/nsubj:pass and/CCONJ/CC/5/cc two/NUM/CD/5/nummod patients/NOUN/NNS/2/conj "
    "were/AUX/VBD/7/aux:pass killed/VERB/VBN/0/root"
)
SUSPECTED = (
    "Police/NOUN/NN/2/nsubj arrested/VERB/VBD/0/root a/DET/DT/4/det commander/NOUN/NN/2/obj and/CCONJ/CC/8/cc "
    "two/NUM/CD/8/nummod alleged/VERB/VBN/8/amod bombers/NOUN/NNS/4/conj"
)
COMMANDER_WITH = (
    "Police/NOUN/NN/2/nsubj arrested/VERB/VBD/0/root a/DET/DT/4/det commander/NOUN/NN/2/obj along/ADP/IN/8/case "
    "with/ADP/IN/8/case two/NUM/CD/8/nummod bombers/NOUN/NNS/2/obl"
)
TWO_NUMBERS = (
    "Five/NUM/CD/2/nummod soldiers/NOUN/NNS/6/nsubj and/CCONJ/CC/5/cc two/NUM/CD/5/nummod civilians/NOUN/NNS/2/conj "
    "died/VERB/VBD/0/root"
)
FAMILY = (
    "A/DET/DT/2/det shell/NOUN/NN/3/nsubj killed/VERB/VBD/0/root five/NUM/CD/5/nummod members/NOUN/NNS/3/obj "
    "of/ADP/IN/8/case one/NUM/CD/8/nummod family/NOUN/NN/5/nmod"
)
ALONG_WITH = (
    "The/DET/DT/2/det mayor/NOUN/NN/4/nsubj:pass was/AUX/VBD/4/aux:pass killed/VERB/VBN/0/root "
    "along/ADP/IN/8/case with/ADP/IN/8/case two/NUM/CD/8/nummod aides/NOUN/NNS/4/obl:agent"
)
TWO_TOWNS = (
    "Two/NUM/CD/2/nummod people/NOUN/NNS/3/nsubj died/VERB/VBD/0/root in/ADP/IN/5/case Sumy/PROPN/NNP/3/obl "
    "on/ADP/IN/7/case Sunday/PROPN/NNP/3/obl and/CCONJ/CC/9/cc three/NUM/CD/3/conj in/ADP/IN/11/case "
    "Kharkiv/PROPN/NNP/3/obl on/ADP/IN/13/case Monday/PROPN/NNP/3/obl"
)
TWO_DRONES = (
    "Four/NUM/CD/2/nummod drones/NOUN/NNS/3/nsubj hit/VERB/VBD/0/root Odesa/PROPN/NNP/3/obj and/CCONJ/CC/7/cc "
    "two/NUM/CD/7/conj Mykolaiv/PROPN/NNP/4/conj"
)
SECOND_CLAUSE = (
    "Two/NUM/CD/2/nummod people/NOUN/NNS/3/nsubj died/VERB/VBD/0/root in/ADP/IN/5/case Sumy/PROPN/NNP/3/obl "
    "and/CCONJ/CC/8/cc three/NUM/CD/8/nsubj fled/VERB/VBD/3/conj to/ADP/IN/10/case Kharkiv/PROPN/NNP/8/obl"
)


def numbers(page: Page, event: str) -> list[tuple[int | None, int | None]]:
    return [(count.low, count.high) for claim in page.claims() if claim.event == event for count in claim.counts]


def test_the_second_verb_has_its_own_number() -> None:
    page = Page(TWO_VERBS).place("Kharkiv").count("Three people", "people", 3, 3).count("12", "wounded", 12, 12)
    assert numbers(page, "harm.killed") == [(3, 3)]
    assert numbers(page, "harm.wounded") == [(12, 12)]
    assert [place.text for place in page.claim("wounded").places] == ["Kharkiv"]


def test_those_left_killed_and_wounded_are_counted_apart() -> None:
    page = Page(LEFT).count("nine", "killed", 9, 9).count("14 others", "wounded", 14, 14)
    assert (numbers(page, "harm.killed"), numbers(page, "harm.wounded")) == ([(9, 9)], [(14, 14)])
    assert [target.text for target in page.claim("wounded").targets] == ["14 others"]


def test_left_nine_people_dead_is_one_claim() -> None:
    page = Page(LEFT_DEAD).count("nine people", "people", 9, 9)
    assert [claim.event for claim in page.claims() if claim.family == "harm"] == ["harm.killed"]


def test_in_a_headline_the_killed_did_not_kill() -> None:
    killed = Page(HEADLINE).place("Quetta").count("Nine", "killed", 9, 9).claim("killed")
    assert ([target.text for target in killed.targets], killed.actors) == (["Nine"], ())


def test_one_of_whom_later_died_is_the_one() -> None:
    died = Page(OF_WHOM).count("Seven people", "people", 7, 7).claim("died")
    assert [target.text for target in died.targets] == ["one of whom"]


def test_injuries_to_37_are_37_wounded() -> None:
    page = Page(INJURIES).count("20 villagers", "villagers", 20, 20).count("37", "wounded", 37, 37)
    assert (numbers(page, "harm.killed"), numbers(page, "harm.wounded")) == ([(20, 20)], [(37, 37)])
    assert [target.text for target in page.claim("deaths").targets] == ["20 villagers"]


def test_a_bound_before_a_number_is_no_preposition() -> None:
    page = Page(AS_MANY_AS).count("as many as 12 villages", "villages", None, 12)
    assert numbers(page, "territory.captured") == [(None, 12)]


def test_one_suspected_insurgent_is_one_target() -> None:
    detained = Page(ONE_INSURGENT).count("one", "captured", 1, 1).claim("detained")
    assert [target.text for target in detained.targets] == ["one suspected insurgent"]


@pytest.mark.parametrize(
    ("tree", "counts", "said"),
    [(TOLL, [("nine", 9), ("six", 6)], 9), (NUMBER_KILLED, [("12", 12), ("14", 14)], 14), (PUT_AT, [("31", 31)], 31)],
)
def test_a_toll_has_the_number_that_it_came_to(tree: str, counts: list[tuple[str, int]], said: int) -> None:
    page = Page(tree)
    for words, number in counts:
        page.count(words, "killed", number, number)
    assert numbers(page, "harm.killed") == [(said, said)]


def test_a_toll_of_civilians_dead_is_one_claim() -> None:
    page = Page(DEAD_TOO).count("33 civilians", "civilians", 33, 33)
    assert [(claim.event, claim.trigger.text) for claim in page.claims()] == [("harm.killed", "dead")]


def test_a_leader_and_two_others_are_three() -> None:
    (killed,) = Page(LEADER).count("two others", "killed", 2, 2).claims()
    assert [(count.text, count.low, count.high) for count in killed.counts] == [("leader and two others", 3, 3)]


def test_beside_the_sum_a_number_of_its_own_stays() -> None:
    page = Page(NURSE).count("two patients", "patients", 2, 2)
    assert numbers(page, "harm.killed") == [(3, 3), (2, 2)]


@pytest.mark.parametrize(("tree", "counted"), [(SUSPECTED, "two alleged bombers"), (COMMANDER_WITH, "two bombers")])
def test_those_beside_a_leader_are_one_more(tree: str, counted: str) -> None:
    assert numbers(Page(tree).count(counted, "bombers", 2, 2), "law.arrest") == [(3, 3), (2, 2)]


def test_two_numbers_are_not_added_up() -> None:
    page = Page(TWO_NUMBERS).count("Five soldiers", "soldiers", 5, 5).count("two civilians", "civilians", 2, 2)
    assert numbers(page, "harm.killed") == [(5, 5), (2, 2)]


def test_one_family_is_no_number_of_its_members() -> None:
    page = Page(FAMILY).count("five members", "members", 5, 5).count("one family", "family", 1, 1)
    assert numbers(page, "harm.killed") == [(5, 5)]


def test_those_killed_along_with_somebody_are_killed_and_kill_nobody() -> None:
    killed = Page(ALONG_WITH).count("two aides", "aides", 2, 2).claim("killed")
    assert ([target.text for target in killed.targets], killed.actors) == (["mayor", "two aides"], ())


def test_an_event_without_a_verb_has_its_own_number_place_and_day() -> None:
    page = Page(TWO_TOWNS).place("Sumy").place("Kharkiv").count("Two people", "people", 2, 2)
    page.count("three", "killed", 3, 3)
    for words, day in (("Sunday", date(2024, 5, 12)), ("Monday", date(2024, 5, 13))):
        page.time(words, When(from_day=day, to_day=day, precision="day", basis="relative"))
    told = [
        (claim.event, claim.trigger.text, claim.counts[0].low, claim.places[0].text, claim.when.text)
        for claim in page.claims()
    ]
    assert told == [("harm.killed", "died", 2, "Sumy", "Sunday"), ("harm.killed", "three", 3, "Kharkiv", "Monday")]


def test_what_hit_the_one_town_did_not_hit_the_other() -> None:
    page = Page(TWO_DRONES).place("Odesa").place("Mykolaiv").count("Four drones", "drones", 4, 4)
    told = [
        (claim.event, [place.text for place in claim.places], [count.low for count in claim.counts])
        for claim in page.count("two", "drones", 2, 2).claims()
    ]
    assert told == [("strike.drone", ["Odesa"], [4]), ("strike.drone", ["Mykolaiv"], [2])]


def test_a_clause_with_a_verb_is_no_event_without_one() -> None:
    page = Page(SECOND_CLAUSE).place("Sumy").place("Kharkiv").count("Two people", "people", 2, 2)
    killed = [claim for claim in page.count("three", "people", 3, 3).claims() if claim.event == "harm.killed"]
    assert [claim.trigger.text for claim in killed] == ["died"]


LOST = "Russia/PROPN/NNP/2/nsubj lost/VERB/VBD/0/root 900/NUM/CD/4/nummod soldiers/NOUN/NNS/2/obj"
LOST_TANKS = "Russia/PROPN/NNP/2/nsubj lost/VERB/VBD/0/root 900/NUM/CD/4/nummod tanks/NOUN/NNS/2/obj"
CASUALTIES = (
    "The/DET/DT/2/det army/NOUN/NN/3/nsubj suffered/VERB/VBD/0/root 45/NUM/CD/5/nummod casualties/NOUN/NNS/3/obj"
)
NOBODY = "Nobody/PRON/NN/3/nsubj:pass was/AUX/VBD/3/aux:pass killed/VERB/VBN/0/root"


def test_lost_soldiers_are_killed_and_lost_tanks_are_not() -> None:
    lost = Page(LOST).count("900 soldiers", "soldiers", 900, 900).claim("lost")
    assert (lost.event, [target.party for target in lost.targets]) == ("harm.killed", ["RUS"])
    tanks = Page(LOST_TANKS).count("900 tanks", "tanks", 900, 900)
    assert "harm.killed" not in {claim.event for claim in tanks.claims()}


def test_casualties_are_not_said_to_be_killed() -> None:
    page = Page(CASUALTIES).count("45 casualties", "casualties", 45, 45)
    assert [(claim.event, claim.counts[0].of) for claim in page.claims()] == [("harm.wounded", "casualties")]


def test_that_nobody_was_killed_denies_that_anybody_was() -> None:
    killed = Page(NOBODY).count("Nobody", "killed", 0, 0).claim("killed")
    assert (killed.event, killed.status, killed.counts[0].high) == ("harm.killed", "denied", 0)


EITHER = (
    "Nine/NUM/CD/2/nummod people/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass killed/VERB/VBN/0/root "
    "or/CCONJ/CC/6/cc wounded/VERB/VBN/4/conj"
)
REPORTED = "They/PRON/PRP/2/nsubj reported/VERB/VBD/0/root 27/NUM/CD/4/nummod killed/VERB/NNS/2/xcomp"
GOT = "Five/NUM/CD/2/nsubj got/VERB/VBD/0/root injured/VERB/VBN/2/conj"
AND_WOUNDED = (
    "A/DET/DT/2/det raid/NOUN/NN/3/nsubj killed/VERB/VBD/0/root three/NUM/CD/3/obj and/CCONJ/CC/6/cc "
    "wounded/VERB/VBN/4/conj five/NUM/CD/4/conj"
)
FIGHTERS = "Six/NUM/CD/2/nummod militants/NOUN/NNS/3/nsubj attacked/VERB/VBD/0/root a/DET/DT/5/det convoy/NOUN/NN/3/obj"


def test_of_those_killed_or_wounded_nobody_says_how_many_died() -> None:
    claims = Page(EITHER).count("Nine people", "people", 9, 9).claims()
    assert [(claim.event, claim.counts[0].of) for claim in claims] == [
        ("harm.killed", "casualties"),
        ("harm.wounded", "casualties"),
    ]


def test_those_reported_killed_are_no_doers() -> None:
    killed = Page(REPORTED).count("27", "killed", 27, 27).claim("killed")
    assert ([target.text for target in killed.targets], killed.actors) == (["27"], ())


def test_those_who_got_injured_are_counted() -> None:
    assert numbers(Page(GOT).count("Five", "wounded", 5, 5), "harm.wounded") == [(5, 5)]


def test_a_number_behind_the_second_verb_is_its_own() -> None:
    page = Page(AND_WOUNDED).count("three", "killed", 3, 3).count("five", "wounded", 5, 5)
    assert (numbers(page, "harm.killed"), numbers(page, "harm.wounded")) == ([(3, 3)], [(5, 5)])


def test_of_a_fight_those_who_fight_are_not_counted() -> None:
    (attacked,) = Page(FIGHTERS).count("Six militants", "militants", 6, 6).claims()
    assert ([actor.text for actor in attacked.actors], attacked.counts) == (["Six militants"], ())
