"""Reported denials: who denies what another said before, and what is denied."""

from __future__ import annotations

from dataclasses import replace

from sayso.claim.denials import with_denials
from sayso.model import Claim
from tests.claim.scenes import Page, claimer

MOSCOW_SAID = (
    "Moscow/PROPN/NNP/2/nsubj said/VERB/VBD/0/root Russian/ADJ/JJ/4/amod troops/NOUN/NNS/5/nsubj shelled/VERB/VBD/2/ccomp "
    "Hirske/PROPN/NNP/5/obj"
)
KYIV_DENIED = "Kyiv/PROPN/NNP/2/nsubj {}/VERB/VBD/0/root {}"


def page(*sentences: str) -> Page:
    made = Page(MOSCOW_SAID, *sentences)
    made.place("Hirske").place("Moscow", kind="country", country="RU")
    if "Kyiv" in made.text:
        made.place("Kyiv", kind="country")
    return made.attribution("Moscow", "said", "Russian troops shelled Hirske")


def claims(made: Page) -> list[Claim]:
    """All claims of a page, each of even confidence, with its denials."""
    scene = claimer().scene_of(made.reading())
    shown = [replace(one.claim, confidence=0.8) for one in claimer().shown(scene)]
    return with_denials(shown, scene, claimer().sources_of(scene))


def denials(made: Page) -> list[Claim]:
    return [claim for claim in claims(made) if claim.status == "denied"]


def test_who_denies_this_denies_the_claim_before_with_its_place_and_doer() -> None:
    (denial,) = denials(page(KYIV_DENIED.format("denied", "this/PRON/DT/2/obj")))
    assert (denial.event, denial.trigger.text, denial.status_cue and denial.status_cue.text) == (
        "strike.shelling", "denied", "denied",
    )  # fmt: skip
    assert [place.text for place in denial.places] == ["Hirske"]
    assert [actor.text for actor in denial.actors] == ["Russian troops"]
    assert [source.text for source in denial.sources] == ["Kyiv"]


def test_the_claim_that_is_denied_stays_as_it_was_said() -> None:
    made = page(KYIV_DENIED.format("denied", "this/PRON/DT/2/obj"))
    assert made.claim("shelled").status == "happened"
    assert [source.text for source in made.claim("shelled").sources] == ["Moscow"]


def test_a_noun_of_saying_points_back_too() -> None:
    (denial,) = denials(page(KYIV_DENIED.format("rejected", "the/DET/DT/4/det claim/NOUN/NN/2/obj")))
    assert denial.event == "strike.shelling"


def test_who_calls_the_report_a_lie_denies_it() -> None:
    called = "the/DET/DT/4/det report/NOUN/NN/2/obj a/DET/DT/6/det lie/NOUN/NN/2/xcomp"
    (denial,) = denials(page(KYIV_DENIED.format("called", called)))
    assert (denial.event, denial.trigger.text) == ("strike.shelling", "called")


def test_who_did_not_deny_it_denies_nothing() -> None:
    not_denied = "Kyiv/PROPN/NNP/4/nsubj did/AUX/VBD/4/aux not/PART/RB/4/advmod deny/VERB/VB/0/root this/PRON/DT/4/obj"
    assert denials(page(not_denied)) == []


def test_who_rejects_a_thing_denies_no_claim() -> None:
    assert denials(page(KYIV_DENIED.format("rejected", "the/DET/DT/4/det proposal/NOUN/NN/2/obj"))) == []


def test_nobody_denies_what_was_said_too_far_before() -> None:
    waited = "They/PRON/PRP/2/nsubj waited/VERB/VBD/0/root"
    assert denials(page(*[waited] * 2, KYIV_DENIED.format("denied", "this/PRON/DT/2/obj"))) != []
    assert denials(page(*[waited] * 3, KYIV_DENIED.format("denied", "this/PRON/DT/2/obj"))) == []


def test_who_said_it_does_not_deny_it() -> None:
    moscow = "Moscow/PROPN/NNP/2/nsubj denied/VERB/VBD/0/root this/PRON/DT/2/obj"
    assert denials(page(moscow)) == []


def test_a_denial_is_less_sure_than_what_it_denies() -> None:
    (denial,) = denials(page(KYIV_DENIED.format("denied", "this/PRON/DT/2/obj")))
    assert denial.confidence == 0.68
