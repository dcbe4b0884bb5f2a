"""What a pronoun in the role of an actor stands for."""

from __future__ import annotations

from sayso.model import Claim
from tests.claim.scenes import Page

ENTERED = "The/DET/DT/3/det Syrian/ADJ/JJ/3/amod army/NOUN/NN/4/nsubj entered/VERB/VBD/0/root Palmyra/PROPN/NNP/4/obj"
SEIZED = "It/PRON/PRP/2/nsubj seized/VERB/VBD/0/root Tadmur/PROPN/NNP/2/obj"
LATER = "It/PRON/PRP/3/nsubj later/ADV/RB/3/advmod shelled/VERB/VBD/0/root Arak/PROPN/NNP/3/obj"
REBELS = (
    "Houthi/PROPN/NNP/2/compound rebels/NOUN/NNS/3/nsubj stormed/VERB/VBD/0/root a/DET/DT/5/det hotel/NOUN/NN/3/obj "
    "in/ADP/IN/7/case Marib/PROPN/NNP/3/obl"
)
KILLED = "They/PRON/PRP/2/nsubj killed/VERB/VBD/0/root two/NUM/CD/4/nummod guards/NOUN/NNS/2/obj"


def parties(claim: Claim) -> list[str | None]:
    return [actor.party for actor in claim.actors]


def test_it_is_the_army_that_the_sentence_before_tells_of() -> None:
    assert parties(
        Page(ENTERED, SEIZED).place("Palmyra", country="SY").place("Tadmur", country="SY").claim("seized")
    ) == ["SYR"]


def test_it_goes_on_through_several_sentences() -> None:
    page = Page(ENTERED, SEIZED, LATER).place("Palmyra", country="SY").place("Arak", country="SY")
    page = page.place("Tadmur", country="SY")

    assert parties(page.claim("shelled")) == ["SYR"]


def test_they_are_those_who_act_and_not_what_they_struck() -> None:
    assert parties(Page(REBELS, KILLED).place("Marib", country="YE").claim("killed")) == ["HOUTHI"]


def test_nothing_before_a_pronoun_leaves_it_nobody() -> None:
    assert parties(Page(KILLED).claim("killed")) == []


FIGHTERS = "Houthi/PROPN/NNP/2/compound rebels/NOUN/NNS/3/nsubj came/VERB/VBD/0/root"
HID = "Villagers/NOUN/NNS/2/nsubj hid/VERB/VBD/0/root"
ALLIANCE = (
    "The/DET/DT/2/det RSF/PROPN/NNP/7/nsubj -/PUNCT/HYPH/2/punct militia/NOUN/NN/2/appos and/CCONJ/CC/6/cc "
    "allies/NOUN/NNS/2/conj says/VERB/VBZ/0/root it/PRON/PRP/9/nsubj seized/VERB/VBD/7/ccomp Kutum/PROPN/NNP/9/obj"
)


def test_they_who_kill_are_not_the_victims_named_last() -> None:
    assert parties(Page(FIGHTERS, HID, KILLED).claim("killed")) == ["HOUTHI"]


def test_it_is_the_body_that_speaks_whoever_is_set_beside_it() -> None:
    assert parties(Page(ENTERED, ALLIANCE).place("Kutum", country="SD").claim("seized")) == ["RSF"]


MET = (
    "M23/PROPN/NNP/2/compound rebels/NOUN/NNS/3/nsubj met/VERB/VBD/0/root Wazalendo/PROPN/NNP/5/compound "
    "fighters/NOUN/NNS/3/obj"
)
ATTACKED = "They/PRON/PRP/2/nsubj attacked/VERB/VBD/0/root them/PRON/PRP/2/obj"


def test_they_do_it_to_others_than_themselves() -> None:
    claim = Page(MET, ATTACKED).claim("attacked")

    assert (parties(claim), [target.party for target in claim.targets]) == (["M23"], ["WAZALENDO"])
