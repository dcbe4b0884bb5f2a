"""A sentence that goes on with the event of an earlier one takes its day and its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sayso.claim.one_place import meet
from sayso.model import Place, When
from tests.claim.scenes import Page

MONDAY = When(from_day=date(2024, 5, 13), to_day=date(2024, 5, 13), precision="day", basis="relative")
SHELLED = "Rebels/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root Goma/PROPN/NNP/2/obj on/ADP/IN/5/case Monday/PROPN/NNP/2/obl"
KILLED = "Ten/NUM/CD/2/nummod people/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass killed/VERB/VBN/0/root"
IN_THE_ATTACK = f"{KILLED} in/ADP/IN/7/case the/DET/DT/7/det shelling/NOUN/NN/4/obl"
SEARCHED = (
    "Troops/NOUN/NNS/2/nsubj searched/VERB/VBD/0/root houses/NOUN/NNS/2/obj on/ADP/IN/5/case Monday/PROPN/NNP/2/obl"
)
DURING = (
    "During/ADP/IN/3/case the/DET/DT/3/det search/NOUN/NN/5/obl they/PRON/PRP/5/nsubj detained/VERB/VBD/0/root "
    "men/NOUN/NNS/5/obj"
)

MET = (
    "During/ADP/IN/3/case the/DET/DT/3/det search/NOUN/NN/5/obl they/PRON/PRP/5/nsubj met/VERB/VBD/0/root "
    "gunmen/NOUN/NNS/5/obj"
)
THE_GUNMEN = (
    "As/SCONJ/IN/4/mark the/DET/DT/3/det gunmen/NOUN/NNS/4/nsubj fired/VERB/VBD/6/advcl they/PRON/PRP/6/nsubj "
    "killed/VERB/VBD/0/root two/NUM/CD/6/obj"
)
TRIED = (
    "During/ADP/IN/3/case the/DET/DT/3/det search/NOUN/NN/5/obl men/NOUN/NNS/5/nsubj tried/VERB/VBD/0/root "
    "to/PART/TO/7/mark kill/VERB/VB/5/xcomp them/PRON/PRP/7/obj"
)
THE_OTHER = (
    "During/ADP/IN/3/case the/DET/DT/3/det search/NOUN/NN/6/obl the/DET/DT/5/det other/NOUN/NN/6/nsubj "
    "wounded/VERB/VBD/0/root two/NUM/CD/6/obj"
)
ANOTHER = (
    "During/ADP/IN/3/case the/DET/DT/3/det search/NOUN/NN/5/obl they/PRON/PRP/5/nsubj wounded/VERB/VBD/0/root "
    "another/DET/DT/7/det man/NOUN/NN/5/obj"
)


def page(*sentences: str) -> Page:
    return Page(*sentences).place("Goma", country="CD").time("Monday", MONDAY)


def searched(*sentences: str) -> Page:
    return Page(SEARCHED, *sentences).time("Monday", MONDAY)


def test_the_killed_of_the_next_sentence_have_day_and_place_of_the_attack() -> None:
    claim = page(SHELLED, KILLED).claim("killed")
    assert (claim.when.from_day, claim.when.basis, [place.name for place in claim.places]) == (
        date(2024, 5, 13),
        "carried",
        ["Goma"],
    )


@pytest.mark.parametrize(
    "sentence",
    [
        KILLED.replace("Ten", "Elsewhere/ADV/RB/5/advmod ten").replace("/2/nummod", "/3/nummod"),
        KILLED.replace("were/AUX/VBD/4/aux:pass", "have/AUX/VBP/4/aux"),
        KILLED.replace("were/AUX/VBD/4/aux:pass", "will/AUX/MD/4/aux"),
    ],
)
def test_what_is_told_of_another_time_or_place_takes_nothing(sentence: str) -> None:
    if "Elsewhere" in sentence:
        sentence = (
            "Elsewhere/ADV/RB/5/advmod ten/NUM/CD/3/nummod people/NOUN/NNS/5/nsubj:pass were/AUX/VBD/5/aux:pass "
            "killed/VERB/VBN/0/root"
        )
    claim = page(SHELLED, sentence).claim("killed")
    assert (claim.when.basis, claim.places) == ("none", ())


def test_nothing_is_carried_over_two_sentences() -> None:
    between = "It/PRON/PRP/2/nsubj rained/VERB/VBD/0/root"
    assert page(SHELLED, between, between, KILLED).claim("killed").when.basis == "none"


def test_the_killed_have_the_day_of_a_sentence_before_that_shows_no_event() -> None:
    came = "Gunmen/NOUN/NNS/2/nsubj came/VERB/VBD/0/root on/ADP/IN/4/case Monday/PROPN/NNP/2/obl"
    between = "It/PRON/PRP/2/nsubj rained/VERB/VBD/0/root"
    assert Page(came, KILLED).time("Monday", MONDAY).claim("killed").when.from_day == date(2024, 5, 13)
    assert Page(came, between, KILLED).time("Monday", MONDAY).claim("killed").when == When()


def test_the_attack_is_taken_up_by_its_noun_from_further_back() -> None:
    between = "It/PRON/PRP/2/nsubj rained/VERB/VBD/0/root"
    claim = page(SHELLED, between, IN_THE_ATTACK).claim("killed")
    assert (claim.when.from_day, claim.when.basis) == (date(2024, 5, 13), "carried")


def test_the_attack_of_an_account_is_none_of_before_another_day() -> None:
    stated = replace(MONDAY, basis="stated")
    later = replace(stated, from_day=date(2024, 5, 20), to_day=date(2024, 5, 20))
    fought = "Rebels/NOUN/NNS/2/nsubj fled/VERB/VBD/0/root on/ADP/IN/4/case Sunday/PROPN/NNP/2/obl"
    told = Page(SHELLED, fought, IN_THE_ATTACK).time("Monday", stated).time("Sunday", later)
    assert told.claim("killed").when.from_day != date(2024, 5, 13)


def test_what_came_to_pass_during_a_search_has_the_day_of_the_search() -> None:
    claim = Page(SEARCHED, DURING).time("Monday", MONDAY).claim("detained")
    assert (claim.when.from_day, claim.when.basis) == (date(2024, 5, 13), "carried")


def test_a_sentence_with_a_time_of_its_own_takes_no_other_day() -> None:
    own = f"{KILLED} on/ADP/IN/6/case Friday/PROPN/NNP/4/obl"
    friday = When(from_day=date(2024, 5, 10), to_day=date(2024, 5, 10), precision="day", basis="relative")
    assert page(SHELLED, own).time("Friday", friday).claim("killed").when.from_day == date(2024, 5, 10)


def test_a_day_is_handed_on_through_a_sentence_in_between() -> None:
    killed = searched(MET, THE_GUNMEN).claim("killed")
    assert (killed.when.from_day, killed.when.basis) == (date(2024, 5, 13), "carried")


def test_it_is_handed_on_by_no_sentence_that_names_nothing_again() -> None:
    met = MET.replace("the/DET/DT/3/det", "a/DET/DT/3/det")
    assert searched(met, THE_GUNMEN).claim("killed").when == When()


@pytest.mark.parametrize(("sentence", "trigger"), [(TRIED, "kill"), (THE_OTHER, "wounded")])
def test_what_was_tried_and_what_the_other_did_has_the_day_of_the_search(sentence: str, trigger: str) -> None:
    assert searched(sentence).claim(trigger).when.from_day == date(2024, 5, 13)


def test_what_befell_another_is_set_apart() -> None:
    assert searched(ANOTHER).claim("wounded").when == When()


def test_who_is_said_to_lie_injured_has_no_day_of_the_sentence_before() -> None:
    injured = (
        "Ten/NUM/CD/3/nummod injured/VERB/VBN/3/amod people/NOUN/NNS/4/nsubj lay/VERB/VBD/0/root there/ADV/RB/4/advmod"
    )
    assert page(SHELLED, injured).claim("injured").when.basis == "none"


def test_what_is_said_of_an_attack_has_not_its_day() -> None:
    condemned = (
        "Kenya/PROPN/NNP/2/nsubj condemned/VERB/VBD/0/root rebels/NOUN/NNS/2/obj for/ADP/IN/6/case the/DET/DT/6/det "
        "shelling/NOUN/NN/2/obl"
    )
    assert page(SHELLED, condemned).claim("condemned").when.basis == "none"


LOOTED = "They/PRON/PRP/2/nsubj attacked/VERB/VBD/0/root a/DET/DT/4/det convoy/NOUN/NN/2/obj"


def test_a_paragraph_tells_on_of_the_day_of_its_last_event() -> None:
    assert page(SHELLED, LOOTED).claim("attacked").when.from_day == date(2024, 5, 13)


@pytest.mark.parametrize("word", ["soon", "eventually", "still"])
def test_a_paragraph_moves_off_the_day_of_its_last_event(word: str) -> None:
    later = f"They/PRON/PRP/3/nsubj {word}/ADV/RB/3/advmod attacked/VERB/VBD/0/root convoys/NOUN/NNS/3/obj"
    assert page(SHELLED, later).claim("attacked").when.basis == "none"


def test_what_lasted_is_not_told_of_the_day_of_the_event_before() -> None:
    lasted = "They/PRON/PRP/3/nsubj were/AUX/VBD/3/aux attacking/VERB/VBG/0/root convoys/NOUN/NNS/3/obj"
    assert page(SHELLED, lasted).claim("attacking").when.basis == "none"


def test_the_next_paragraph_does_not_tell_on_of_the_day_of_an_event() -> None:
    assert page(SHELLED, LOOTED).paragraph(1).claim("attacked").when.basis == "none"


def test_a_noun_with_a_number_takes_nothing_up() -> None:
    news = (
        "The/DET/DT/2/det army/NOUN/NN/3/nsubj claimed/VERB/VBD/0/root the/DET/DT/5/det shelling/NOUN/NN/3/obj of/ADP/IN/8/case "
        "33/NUM/CD/8/nummod villages/NOUN/NNS/5/nmod"
    )
    assert page(SHELLED, news).paragraph(1).claim("shelling").when.basis == "none"


def test_what_is_joined_to_a_noun_that_takes_up_an_event_is_another_event() -> None:
    joined = (
        f"{IN_THE_ATTACK} and/CCONJ/CC/10/cc the/DET/DT/10/det battle/NOUN/NN/7/conj with/ADP/IN/12/case "
        "rebels/NOUN/NNS/10/nmod"
    )
    assert page(SHELLED, joined).paragraph(1).claim("battle with").when.basis == "none"


def test_what_stands_beside_what_goes_on_shares_its_day_wherever_it_is() -> None:
    beside = (
        "in/ADP/IN/6/case Goma/PROPN/NNP/4/obl while/SCONJ/IN/9/mark troops/NOUN/NNS/9/nsubj "
        "raided/VERB/VBD/4/advcl Lyman/PROPN/NNP/9/obj"
    )
    told = page(SHELLED, f"{KILLED} {beside}").place("Goma", country="CD", nth=2).place("Lyman")
    claim = told.claim("raided")
    assert (claim.when.from_day, [place.name for place in claim.places]) == (date(2024, 5, 13), ["Lyman"])


def test_what_came_to_pass_at_the_same_time_has_the_day_wherever_it_was() -> None:
    raided = "another/DET/DT/2/det group/NOUN/NN/3/nsubj raided/VERB/VBD/0/root Lyman/PROPN/NNP/3/obj"
    then = (
        "Simultaneously/ADV/RB/4/advmod another/DET/DT/3/det group/NOUN/NN/4/nsubj raided/VERB/VBD/0/root "
        "Lyman/PROPN/NNP/4/obj"
    )
    assert page(SHELLED, then).paragraph(1).place("Lyman").claim("raided").when.from_day == date(2024, 5, 13)
    assert page(SHELLED, raided).paragraph(1).place("Lyman").claim("raided").when == When()


@pytest.mark.parametrize(("article", "day"), [("The", date(2024, 5, 13)), ("Some", None)])
def test_what_the_assailants_did_is_of_the_day_of_the_attack(article: str, day: date | None) -> None:
    burned = (
        f"{article}/DET/DT/2/det assailants/NOUN/NNS/3/nsubj raided/VERB/VBD/0/root a/DET/DT/5/det market/NOUN/NN/3/obj"
    )
    assert page(SHELLED, burned).paragraph(1).claim("raided").when.from_day == day


@pytest.mark.parametrize(("region", "agree"), [("Suwayda", True), ("Daraa", False), (None, True)])
def test_a_region_holds_what_lies_in_it_alone(region: str | None, *, agree: bool) -> None:
    town = Place(text="Shahba", start=0, end=6, name="Shahba", country="SY", admin1=region, kind="settlement")
    around = Place(text="Suwayda", start=0, end=7, name="Suwayda", country="SY", kind="region")
    assert meet(town, around) is agree
