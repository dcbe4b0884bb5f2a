"""The place of an event whose own words name none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.claim.basis import with_basis
from sayso.claim.placing import Placer, PlacingWeights, placing_weights
from sayso.claim.scene import Scene
from sayso.model import Claim
from tests.claim.scenes import Page, claimer

GOMA = "Rebels/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root Goma/PROPN/NNP/2/obj"
KILLED = "Nine/NUM/CD/2/nummod villagers/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass killed/VERB/VBN/0/root"
TOOK = "The/DET/DT/2/det army/NOUN/NN/3/nsubj withdrew/VERB/VBD/0/root"


def placed(*written: str, trigger: str, own: bool = False, **weights: float) -> tuple[Claim, Claim]:
    """The claim of a trigger before and after, by these weights, on a page whose first sentence names Goma.

    Its own places are taken from it first, but with `own`.
    """
    page = Page(*written).place("Goma", country="CD")
    scene: Scene = claimer().scene_of(page.reading())
    claims = claimer().without_placing(scene)
    bare = [claim if own or claim.trigger.text != trigger else _without_place(claim) for claim in claims]
    rules = PlacingWeights(weights=weights, linked=0.5, carried=0.5)
    after = Placer(scene, rules).settle(bare)
    number = next(at for at, claim in enumerate(bare) if claim.trigger.text == trigger)
    return bare[number], with_basis(after[number], scene)


def _without_place(claim: Claim) -> Claim:
    return replace(claim, places=())


def test_an_event_takes_a_place_that_is_likely_enough_and_keeps_where_it_is_named() -> None:
    before, after = placed(GOMA, KILLED, trigger="killed", bias=-1.0, of_last=2.0)
    assert before.places == ()
    assert [place.text for place in after.places] == ["Goma"]
    assert after.places[0].basis == "carried"


def test_an_event_takes_no_place_that_is_not_likely_enough() -> None:
    assert placed(GOMA, KILLED, trigger="killed", bias=-3.0, of_last=2.0)[1].places == ()


def test_who_leaves_without_a_word_of_where_is_only_near_the_place_that_is_told_of() -> None:
    left = placed(GOMA, TOOK, trigger="withdrew", bias=5.0)[1]
    assert [(place.text, place.precision, place.basis) for place in left.places] == [("Goma", "near", "carried")]


def test_a_place_of_the_events_own_sentence_is_not_carried() -> None:
    claim = Page(GOMA).place("Goma", country="CD").claim("shelled")
    assert claim.places[0].basis == "stated"


def test_who_takes_villages_holds_nothing_that_has_a_name() -> None:
    villages = "Rebels/NOUN/NNS/2/nsubj captured/VERB/VBD/0/root two/NUM/CD/4/nummod villages/NOUN/NNS/2/obj"
    before, after = placed(GOMA, villages, trigger="captured", own=True, bias=-1.0, of_last=5.0)
    assert [place.precision for place in before.places] == ["unresolved"]
    assert [(place.text, place.name, place.precision) for place in after.places] == [("two villages", "Goma", "near")]


def test_an_event_takes_with_a_place_those_that_are_named_together_with_it() -> None:
    shelled = f"{GOMA} and/CCONJ/CC/5/cc Sake/PROPN/NNP/3/conj"
    page = Page(shelled, KILLED).place("Goma", country="CD").place("Sake", country="CD")
    scene: Scene = claimer().scene_of(page.reading())
    bare = [replace(claim, places=()) for claim in claimer().without_placing(scene) if claim.trigger.text == "killed"]
    rules = PlacingWeights(weights={"bias": 1.0}, linked=0.5, carried=0.3)
    assert {place.text for place in Placer(scene, rules).settle(bare)[0].places} == {"Goma", "Sake"}


def test_weights_without_least_are_refused() -> None:
    with pytest.raises(KeyError):
        placing_weights({"weights": {"bias": 1.0}})
