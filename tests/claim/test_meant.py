"""Whose side words without a name are on."""

from __future__ import annotations

import pytest

from sayso.model import Claim, Mark, Name
from tests.claim.scenes import Page

ARMY = "The/DET/DT/2/det army/NOUN/NN/3/nsubj shelled/VERB/VBD/0/root Omdurman/PROPN/NNP/3/obj"
M23 = "M23/PROPN/NNP/2/compound rebels/NOUN/NNS/3/nsubj entered/VERB/VBD/0/root Goma/PROPN/NNP/3/obj"
FDLR = "FDLR/PROPN/NNP/2/compound rebels/NOUN/NNS/3/nsubj entered/VERB/VBD/0/root Goma/PROPN/NNP/3/obj"
ISRAELI = "Israeli/ADJ/JJ/2/amod jets/NOUN/NNS/6/nsubj and/CCONJ/CC/5/cc Israeli/ADJ/JJ/5/amod troops/NOUN/NNS/2/conj came/VERB/VBD/0/root"


def killers(words: str) -> str:
    return f"{words} killed/VERB/VBD/0/root nine/NUM/CD/5/nummod villagers/NOUN/NNS/3/obj"


def parties(claim: Claim) -> list[str | None]:
    return [actor.party for actor in claim.actors]


def test_the_army_is_that_of_the_country_in_which_the_report_plays() -> None:
    assert parties(Page(ARMY).place("Omdurman", country="SD").claim("shelled")) == ["SDN"]


def test_the_army_is_the_one_named_where_the_country_has_none_of_its_own_in_the_report() -> None:
    page = Page(ISRAELI, ARMY.replace("Omdurman", "Rafah")).place("Rafah", country="PS")

    assert parties(page.claim("shelled")) == ["ISR"]


def test_our_army_is_not_that_which_the_unknown_speaker_names() -> None:
    said = (
        "He/PRON/PRP/2/nsubj said/VERB/VBD/0/root Russian/ADJ/JJ/4/amod troops/NOUN/NNS/5/nsubj left/VERB/VBD/2/ccomp "
        "and/CCONJ/CC/8/cc Hirske/PROPN/NNP/8/nsubj:pass held/VERB/VBN/5/conj by/ADP/IN/11/case our/PRON/PRP$/11/nmod:poss "
        "troops/NOUN/NNS/8/obl:agent"
    )
    ukrainian = "Ukraine/PROPN/NNP/2/nsubj waited/VERB/VBD/0/root"

    assert parties(Page(ukrainian, said).place("Hirske").claim("held")) == ["UKR"]


def test_the_army_is_that_of_the_same_words_before() -> None:
    rwandan = "Rwanda's/PROPN/NNP/2/nmod:poss army/NOUN/NN/3/nsubj came/VERB/VBD/0/root"

    assert parties(Page(rwandan, ARMY).place("Omdurman", country="CD").claim("shelled")) == ["RWA"]


def test_the_rebels_are_the_group_that_the_report_names() -> None:
    page = Page(M23, killers("The/DET/DT/2/det rebels/NOUN/NNS/3/nsubj")).place("Goma", country="CD")

    assert parties(page.claim("killed")) == ["M23"]


def test_the_rebels_are_nobody_where_two_groups_are_named_alike() -> None:
    first, second = M23.replace("M23", "ISWAP"), FDLR.replace("FDLR", "Lakurawa")
    page = Page(first, second, killers("The/DET/DT/2/det rebels/NOUN/NNS/3/nsubj")).place("Goma", country="NG")

    assert parties(page.claim("killed")) == [None]


@pytest.mark.parametrize(
    "words", ["Unknown/ADJ/JJ/2/amod gunmen/NOUN/NNS/3/nsubj", "Nine/NUM/CD/2/nummod men/NOUN/NNS/3/nsubj"]
)
def test_those_who_are_not_known_are_of_no_side(words: str) -> None:
    assert parties(Page(M23, killers(words)).place("Goma", country="CD").claim("killed")) == [None]


def test_its_fighters_are_those_of_whom_it_stands_for() -> None:
    page = Page(
        "Boko/PROPN/NNP/3/nsubj Haram/PROPN/NNP/1/flat entered/VERB/VBD/0/root Chibok/PROPN/NNP/3/obj",
        killers("Its/PRON/PRP$/2/nmod:poss fighters/NOUN/NNS/3/nsubj"),
    )

    assert parties(page.place("Chibok", country="NG").claim("killed")) == ["BH"]


def test_two_who_share_a_noun_are_two_actors() -> None:
    claim = Page(
        "Turkish/ADJ/JJ/4/amod and/CCONJ/CC/3/cc SDF/PROPN/NNP/4/compound forces/NOUN/NNS/5/nsubj entered/VERB/VBD/0/root "
        "Manbij/PROPN/NNP/5/obj"
    ).place("Manbij", country="SY").claim("entered")  # fmt: skip

    assert [(actor.text, actor.party) for actor in claim.actors] == [("Turkish", "TUR"), ("SDF forces", "SDF")]


def test_an_ally_of_a_party_is_not_the_party() -> None:
    words = "Allies/NOUN/NNS/4/nsubj of/ADP/IN/3/case Russia/PROPN/NNP/1/nmod killed/VERB/VBD/0/root nine/NUM/CD/6/nummod villagers/NOUN/NNS/4/obj"

    assert parties(Page(words).claim("killed")) in ([None], [])


def test_soldiers_in_a_country_without_an_army_are_those_of_the_state_that_it_sees() -> None:
    words = (
        "Hamas/PROPN/NNP/2/nsubj killed/VERB/VBD/0/root soldiers/NOUN/NNS/2/obj in/ADP/IN/5/case Rafah/PROPN/NNP/2/obl"
    )

    claim = Page(words).place("Rafah", country="PS").claim("killed")

    assert [target.party for target in claim.targets] == ["ISR"]


@pytest.mark.parametrize(
    "words",
    [
        "the/DET/DT/3/det Shia/ADJ/JJ/3/amod militias/NOUN/NNS/4/nsubj",
        "the/DET/DT/3/det local/ADJ/JJ/3/amod militia/NOUN/NN/4/nsubj",
    ],
)
def test_a_militia_of_a_people_or_a_place_is_not_the_group_of_the_report(words: str) -> None:
    page = Page(M23, f"{words} killed/VERB/VBD/0/root nine/NUM/CD/6/nummod villagers/NOUN/NNS/4/obj")

    assert parties(page.place("Goma", country="CD").claim("killed")) == [None]


def test_rebels_are_no_group_without_a_country() -> None:
    islamic = "ISIL/PROPN/NNP/2/compound fighters/NOUN/NNS/3/nsubj entered/VERB/VBD/0/root Homs/PROPN/NNP/3/obj"
    page = Page(islamic, killers("The/DET/DT/2/det rebels/NOUN/NNS/3/nsubj")).place("Homs", country="SY")

    assert parties(page.claim("killed")) == [None]


def test_fighters_tied_to_a_group_are_of_it() -> None:
    words = (
        "Militants/NOUN/NNS/5/nsubj linked/VERB/VBN/1/acl to/ADP/IN/4/case FDLR/PROPN/NNP/2/obl killed/VERB/VBD/0/root "
        "nine/NUM/CD/7/nummod villagers/NOUN/NNS/5/obj"
    )

    assert parties(Page(words).claim("killed")) == ["FDLR"]


def test_a_town_named_like_a_group_is_no_place_where_the_group_fights() -> None:
    words = "Fano/PROPN/NNP/2/compound fighters/NOUN/NNS/3/nsubj seized/VERB/VBD/0/root Lalibela/PROPN/NNP/3/obj"

    claim = Page(words).place("Fano", country="IT").place("Lalibela", country="ET").claim("seized")

    assert parties(claim) == ["FANO"]
    assert [place.name for place in claim.places] == ["Lalibela"]


def test_a_word_of_a_party_s_name_shows_no_event() -> None:
    words = "Popular/ADJ/JJ/3/amod Mobilization/NOUN/NN/3/compound Forces/PROPN/NNPS/4/nsubj left/VERB/VBD/0/root"

    assert [claim.trigger.text for claim in Page(words).claims() if claim.event == "force.mobilised"] == []


def test_whom_the_report_does_not_name_the_war_tells() -> None:
    took = "The/DET/DT/2/det rebels/NOUN/NNS/3/nsubj seized/VERB/VBD/0/root Taiz/PROPN/NNP/3/obj"

    assert parties(Page(took).place("Taiz", country="YE").claim("seized")) == ["HOUTHI"]


def test_a_group_that_the_report_names_goes_before_what_the_war_calls_so() -> None:
    named = "AFC/PROPN/NNP/2/compound rebels/NOUN/NNS/3/nsubj entered/VERB/VBD/0/root Goma/PROPN/NNP/3/obj"
    page = Page(named, killers("The/DET/DT/2/det rebels/NOUN/NNS/3/nsubj")).place("Goma", country="CD")

    assert parties(page.claim("killed")) == ["AFC"]


def test_rebels_are_looked_for_on_the_side_that_the_war_calls_so() -> None:
    page = Page(M23, FDLR, killers("The/DET/DT/2/det rebels/NOUN/NNS/3/nsubj")).place("Goma", country="CD")

    assert parties(page.claim("killed")) == ["M23"]


def test_the_enemy_is_whom_the_state_fights_in_which_the_report_plays() -> None:
    named = "Al-Shabab/PROPN/NNP/2/nsubj left/VERB/VBD/0/root Hiran/PROPN/NNP/2/obj"
    killed = "Soldiers/NOUN/NNS/2/nsubj routed/VERB/VBD/0/root the/DET/DT/4/det enemy/NOUN/NN/2/obj"
    claim = Page(named, killed).place("Hiran", country="SO").claim("routed")

    assert [target.party for target in claim.targets] == ["SHABAAB"]


def test_a_full_stop_in_an_abbreviation_parts_no_office_from_its_country() -> None:
    came = (
        "U.S./PROPN/NNP/2/compound envoy/NOUN/NN/4/nsubj Jo/PROPN/NNP/2/appos came/VERB/VBD/0/root to/ADP/IN/6/case "
        "Goma/PROPN/NNP/4/obl"
    )
    accused = "Jo/PROPN/NNP/2/nsubj accused/VERB/VBD/0/root Rwanda/PROPN/NNP/2/obj"
    page = Page(came, accused).place("Goma", country="CD").person("Jo")
    start, end = page.span("Jo", 2)
    page = page._mark(
        Mark(kind="person", start=start, end=end, refers=Name(text="Jo", start=start, end=end, name="Jo"))
    )

    assert parties(page.claim("accused")) == ["USA"]


def test_jets_without_a_name_are_those_of_the_state() -> None:
    bombed = "Jets/NOUN/NNS/2/nsubj bombed/VERB/VBD/0/root Kidal/PROPN/NNP/2/obj"

    assert parties(Page(bombed).place("Kidal", country="ML").claim("bombed")) == ["MLI"]


def test_jets_without_a_name_are_those_whose_forces_are_named() -> None:
    bombed = "Warplanes/NOUN/NNS/2/nsubj bombed/VERB/VBD/0/root Rafah/PROPN/NNP/2/obj"
    page = Page(ISRAELI, bombed).place("Rafah", country="LB")

    assert parties(page.claim("bombed")) == ["ISR"]


def test_an_outpost_that_soldiers_man_is_theirs_and_can_be_struck() -> None:
    manned = (
        "An/DET/DT/2/det outpost/NOUN/NN/7/nsubj:pass manned/VERB/VBN/2/acl by/ADP/IN/5/case soldiers/NOUN/NNS/3/obl:agent "
        "was/AUX/VBD/7/aux:pass attacked/VERB/VBN/0/root in/ADP/IN/9/case Jolo/PROPN/NNP/7/obl"
    )
    claim = Page(manned).place("Jolo", country="PH").claim("attacked")

    assert [target.party for target in claim.targets] == ["PHL"]


def test_words_for_a_side_mean_it_in_that_war_alone() -> None:
    patrol = (
        "Gunmen/NOUN/NNS/2/nsubj ambushed/VERB/VBD/0/root a/DET/DT/5/det Kenyan-led/ADJ/JJ/5/amod patrol/NOUN/NN/2/obj"
    )
    fight = "Fighting/NOUN/NN/2/nsubj hit/VERB/VBD/0/root Kenscoff/PROPN/NNP/2/obj"
    (here,) = Page(patrol, fight).place("Kenscoff", country="HT").claim("ambushed").targets
    (elsewhere,) = Page(patrol, fight).place("Kenscoff", country="SO").claim("ambushed").targets

    assert here.party == "MSS-HTI"
    assert elsewhere.party != "MSS-HTI"


def test_militias_beside_a_state_are_not_that_state() -> None:
    written = "Militias/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root U.S./PROPN/NNP/4/compound bases/NOUN/NNS/2/obj"
    assert [actor.party for actor in Page(written).claim("shelled").actors] == [None]


PATROL = (
    "MONUSCO/PROPN/NNP/2/compound troops/NOUN/NNS/3/nsubj came/VERB/VBD/0/root ,/PUNCT/,/3/punct said/VERB/VBD/3/parataxis "
    "Rwanda/PROPN/NNP/5/nsubj"
)


def test_the_peacekeepers_are_those_of_the_body_named_before() -> None:
    page = Page(PATROL, killers("The/DET/DT/2/det peacekeepers/NOUN/NNS/3/nsubj"))

    assert parties(page.claim("killed")) == ["MONUSCO"]
