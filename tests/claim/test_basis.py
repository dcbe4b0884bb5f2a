"""How fillers came to their claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sayso.base.codec import claim_from_dict, claim_to_dict
from sayso.claim.basis import with_basis
from sayso.model import Claim, When
from tests.claim.scenes import Page, claimer

GOMA = "Rebels/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root Goma/PROPN/NNP/2/obj"
LATER = "They/PRON/PRP/2/nsubj killed/VERB/VBD/0/root nine/NUM/CD/4/nummod villagers/NOUN/NNS/2/obj"
AFTER = (
    "Troops/NOUN/NNS/2/nsubj entered/VERB/VBD/0/root Hirske/PROPN/NNP/2/obj after/SCONJ/IN/6/mark "
    "rebels/NOUN/NNS/6/nsubj left/VERB/VBD/2/advcl Zolote/PROPN/NNP/6/obj on/ADP/IN/9/case Friday/PROPN/NNP/6/obl"
)
FRIDAY = When(from_day=date(2022, 6, 24), to_day=date(2022, 6, 24), precision="day", basis="relative")


def told(page: Page, trigger: str) -> Claim:
    """The claim of a trigger with the basis of its fillers."""
    return with_basis(page.claim(trigger), claimer().scene_of(page.reading()))


def test_what_stands_in_the_clause_is_stated() -> None:
    claim = told(Page(AFTER).place("Hirske").place("Zolote").time("Friday", FRIDAY), "entered")
    assert [(place.text, place.basis) for place in claim.places] == [("Hirske", "stated")]


def test_days_of_the_clause_keep_whether_they_were_counted() -> None:
    assert told(Page(AFTER).place("Zolote").time("Friday", FRIDAY), "left").when.basis == "relative"


def test_days_of_another_clause_are_linked() -> None:
    opened = (
        "On/ADP/IN/2/case Friday/PROPN/NNP/4/obl rebels/NOUN/NNS/4/nsubj said/VERB/VBD/0/root "
        "troops/NOUN/NNS/6/nsubj left/VERB/VBD/4/ccomp Hirske/PROPN/NNP/6/obj"
    )
    assert told(Page(opened).place("Hirske").time("Friday", FRIDAY), "left").when.basis == "linked"


def test_a_pronoun_is_resolved_by_the_words_that_it_stands_for() -> None:
    claim = told(Page(GOMA, LATER).place("Goma", country="CD"), "killed")
    actor = claim.actors[0]
    assert (actor.text, actor.name, actor.basis, actor.rule) == ("They", "Rebels", "resolved", "pronoun")
    assert actor.given is not None
    assert (actor.given.text, actor.given.start, actor.given.end) == ("Rebels", 0, 6)


def how(claim: Claim) -> list[tuple[str | None, str | None, str | None]]:
    """The party of each actor, the rule that found it, and the words that gave it."""
    return [(actor.party, actor.rule, actor.given.text if actor.given else None) for actor in claim.actors]


def test_rebels_are_given_by_the_nearest_mention_of_their_group() -> None:
    m23 = "M23/PROPN/NNP/2/compound rebels/NOUN/NNS/3/nsubj entered/VERB/VBD/0/root Goma/PROPN/NNP/3/obj"
    again = "M23/PROPN/NNP/2/nsubj spoke/VERB/VBD/0/root"
    rebels = (
        "The/DET/DT/2/det rebels/NOUN/NNS/3/nsubj killed/VERB/VBD/0/root nine/NUM/CD/5/nummod villagers/NOUN/NNS/3/obj"
    )
    claim = told(Page(m23, again, rebels).place("Goma", country="CD"), "killed")
    assert how(claim) == [("M23", "naming", "M23")]


def test_a_party_that_only_the_country_tells_is_given_by_no_words() -> None:
    army = "The/DET/DT/2/det army/NOUN/NN/3/nsubj shelled/VERB/VBD/0/root Anefis/PROPN/NNP/3/obj"
    assert how(told(Page(army).place("Anefis", country="TN"), "shelled")) == [("TUN", "naming", None)]


def test_words_for_a_side_of_the_war_are_known_by_it() -> None:
    jets = "junta/NOUN/NN/2/compound jets/NOUN/NNS/3/nsubj shelled/VERB/VBD/0/root Hakha/PROPN/NNP/3/obj"
    claim = told(Page(jets).place("Hakha", country="MM"), "shelled")
    assert how(claim) == [("MMR", "sides", None)]


def test_its_troops_are_given_by_what_the_pronoun_stands_for() -> None:
    rwanda = "Rwanda/PROPN/NNP/2/nsubj denied/VERB/VBD/0/root the/DET/DT/4/det charge/NOUN/NN/2/obj"
    troops = "Its/PRON/PRP$/2/nmod:poss troops/NOUN/NNS/3/nsubj shelled/VERB/VBD/0/root Goma/PROPN/NNP/3/obj"
    claim = told(Page(rwanda, troops).place("Goma", country="CD"), "shelled")
    assert how(claim) == [("RWA", "pronoun", "Rwanda")]


def test_fighters_from_a_group_are_given_by_its_name() -> None:
    four = (
        "Fighters/NOUN/NNS/4/nsubj from/ADP/IN/3/case M23/PROPN/NNP/1/nmod shelled/VERB/VBD/0/root Goma/PROPN/NNP/4/obj"
    )
    (actor,) = told(Page(four).place("Goma", country="CD"), "shelled").actors
    assert actor.party == "M23"


def test_lines_that_tell_no_basis_have_places_of_other_sentences_as_carried() -> None:
    claim = Page(GOMA, LATER).place("Goma", country="CD").claim("shelled")
    plain = claim_to_dict(replace(claim, sentence=replace(claim.sentence, start=20, end=40)))
    for place in plain["places"]:
        del place["basis"]
    assert [place.basis for place in claim_from_dict(plain).places] == ["carried"]


def test_what_a_force_says_it_did_is_its_own_deed() -> None:
    named = "ISWAP/PROPN/NNP/2/nsubj attacked/VERB/VBD/0/root Monguno/PROPN/NNP/2/obj"
    said = (
        "The/DET/DT/3/det Nigerian/ADJ/JJ/3/amod army/NOUN/NN/4/nsubj said/VERB/VBD/0/root it/PRON/PRP/6/nsubj "
        "killed/VERB/VBD/4/ccomp nine/NUM/CD/8/nummod fighters/NOUN/NNS/6/obj"
    )
    claim = told(Page(named, said).place("Monguno", country="NG"), "killed")
    assert how(claim) == [("NGA", "pronoun", "Nigerian army")]
