"""Attacks told in general words are of the kind that the report tells elsewhere, and one strike is one claim."""

from __future__ import annotations

import pytest

from tests.claim.scenes import Page, graph_of

JETS = "Jets/NOUN/NNS/2/nsubj bombed/VERB/VBD/0/root the/DET/DT/4/det port/NOUN/NN/2/obj"
DRONES = "Drones/NOUN/NNS/2/nsubj hit/VERB/VBD/0/root the/DET/DT/4/det port/NOUN/NN/2/obj"
SHELLS = "Mortars/NOUN/NNS/2/nsubj hit/VERB/VBD/0/root the/DET/DT/4/det port/NOUN/NN/2/obj"
STRIKES = "Strikes/NOUN/NNS/2/nsubj killed/VERB/VBD/0/root two/NUM/CD/4/nummod people/NOUN/NNS/2/obj"
RAID = "A/DET/DT/2/det raid/NOUN/NN/3/nsubj killed/VERB/VBD/0/root two/NUM/CD/5/nummod people/NOUN/NNS/3/obj"
THE_ATTACK = "The/DET/DT/2/det attack/NOUN/NN/3/nsubj lasted/VERB/VBD/0/root hours/NOUN/NNS/3/obj"
AN_ATTACK = "An/DET/DT/2/det attack/NOUN/NN/3/nsubj lasted/VERB/VBD/0/root hours/NOUN/NNS/3/obj"


def kinds(*sentences: str) -> list[str]:
    return [claim.event for claim in Page(*sentences).claims() if claim.family in ("strike", "battle", "civilians")]


@pytest.mark.parametrize(
    ("before", "kind"), [(JETS, "strike.air"), (DRONES, "strike.drone"), (SHELLS, "strike.shelling")]
)
def test_strikes_are_of_the_kind_told_before(before: str, kind: str) -> None:
    assert kinds(before, STRIKES) == [kind, kind]


def test_strikes_of_a_headline_are_of_the_kind_told_after() -> None:
    assert kinds(STRIKES, DRONES) == ["strike.drone", "strike.drone"]


def test_strikes_of_which_nothing_else_is_told_are_shelling() -> None:
    assert kinds(STRIKES) == ["strike.shelling"]


def test_a_raid_is_from_the_air_where_an_air_strike_is_told() -> None:
    assert kinds(JETS, RAID) == ["strike.air", "strike.air"]
    assert kinds(DRONES, RAID)[1] == "civilians.attacked"
    assert kinds(RAID.replace("people", "soldiers")) == ["battle.assault"]


def test_the_attack_is_the_one_told_before_and_an_attack_is_another() -> None:
    assert kinds(DRONES, THE_ATTACK) == ["strike.drone", "strike.drone"]
    assert kinds(DRONES, AN_ATTACK) == ["strike.drone", "battle.assault"]


def test_shells_that_rebels_fired_and_that_fell_are_one_strike_with_all_its_slots() -> None:
    page = Page(
        "Five/NUM/CD/3/nummod mortar/NOUN/NN/3/compound bombs/NOUN/NNS/7/nsubj fired/VERB/VBN/3/acl by/ADP/IN/6/case "
        "rebels/NOUN/NNS/4/obl:agent fell/VERB/VBD/0/root on/ADP/IN/9/case Goma/PROPN/NNP/7/obl"
    )
    (claim,) = [claim for claim in page.place("Goma").claims() if claim.family == "strike"]
    assert claim.event == "strike.shelling"
    assert [actor.text for actor in claim.actors] == ["rebels"]
    assert [place.name for place in claim.places] == ["Goma"]


def test_shells_fired_from_afar_that_land_are_one_strike() -> None:
    page = Page(
        "Shells/NOUN/NNS/5/nsubj fired/VERB/VBN/1/acl from/ADP/IN/4/case Gorazde/PROPN/NNP/2/obl landed/VERB/VBD/0/root "
        "in/ADP/IN/7/case Goma/PROPN/NNP/5/obl"
    )
    assert len([claim for claim in page.claims() if claim.family == "strike"]) == 1


def test_a_cache_that_is_found_is_one_find() -> None:
    page = Page(
        "Police/NOUN/NNS/2/nsubj found/VERB/VBD/0/root a/DET/DT/4/det cache/NOUN/NN/2/obj of/ADP/IN/6/case "
        "rifles/NOUN/NNS/4/nmod"
    )
    assert [claim.trigger.text for claim in page.claims()] == ["found"]


def test_diseases_in_a_row_are_one_hazard() -> None:
    page = Page(
        "Cholera/NOUN/NN/4/nsubj and/CCONJ/CC/3/cc drought/NOUN/NN/1/conj spread/VERB/VBD/0/root in/ADP/IN/6/case "
        "Goma/PROPN/NNP/4/obl"
    )
    assert [claim.event for claim in page.place("Goma").claims()] == ["hazard.natural"]


def test_a_verbs_particle_may_have_been_read_as_a_preposition() -> None:
    page = Page(
        "Troops/NOUN/NNS/2/nsubj pulled/VERB/VBD/0/root out/ADP/IN/5/case of/ADP/IN/5/case Goma/PROPN/NNP/2/obl"
    )
    claim = page.place("Goma").claim("pulled out")
    assert (claim.event, [place.name for place in claim.places]) == ("territory.withdrawn", ["Goma"])


def test_drones_behind_by_are_no_subject_of_what_they_hit() -> None:
    graph = graph_of(
        "depots/NOUN/NNS/5/nsubj hit/VERB/VBN/1/acl by/ADP/IN/4/case drones/NOUN/NNS/2/nsubj:pass burned/VERB/VBD/0/root"
    )
    assert graph.agents(1) == [3]


def test_who_stands_before_an_auxiliary_is_the_subject() -> None:
    graph = graph_of(
        "vehicles/NOUN/NNS/3/obj had/AUX/VBD/3/aux entered/VERB/VBN/0/root the/DET/DT/5/det city/NOUN/NN/3/obl"
    )
    assert (graph.subjects(2), graph.objects(2)) == ([0], [4])


def test_who_is_called_on_to_surrender_is_asked_to_do_it() -> None:
    graph = graph_of(
        "Kyiv/PROPN/NNP/2/nsubj called/VERB/VBD/0/root on/ADP/IN/4/case rebels/NOUN/NNS/2/obl to/PART/TO/6/mark "
        "surrender/VERB/VB/2/advcl"
    )
    assert graph.subjects(5) == [3]


ON_PORT = "{}/NOUN/NNS/2/nsubj hit/VERB/VBD/0/root Odesa/PROPN/NNP/2/obj"
ATTACK_ON = "{}/ADJ/JJ/2/amod attacks/NOUN/NNS/5/nsubj on/ADP/IN/4/case Odesa/PROPN/NNP/2/nmod followed/VERB/VBD/0/root"
ON_FOOT = "Soldiers/NOUN/NNS/2/nsubj stormed/VERB/VBD/0/root Odesa/PROPN/NNP/2/obj"


def kinds_at_odesa(*sentences: str) -> list[str]:
    page = Page(*sentences)
    for number in range(len(sentences)):
        page.place("Odesa", nth=number + 1)
    return [claim.event for claim in page.claims()]


def test_an_attack_that_is_one_of_several_is_of_the_kind_of_the_strikes_on_that_place() -> None:
    shells = ON_PORT.format("Mortars")
    assert kinds_at_odesa(shells, shells, ATTACK_ON.format("Further"))[2] == "strike.shelling"
    assert kinds_at_odesa(shells, shells, ATTACK_ON.format("Strong"))[2] == "battle.assault"
    assert kinds_at_odesa(shells, ON_FOOT, shells, ATTACK_ON.format("Further"))[3] == "battle.assault"
