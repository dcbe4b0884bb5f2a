"""How a trigger is mentioned: what is told anew, and what is taken for known."""

from __future__ import annotations

from sayso.claim.sureness import signs_of
from tests.claim.scenes import Page, claimer


def signs(written: str) -> dict[str, dict[str, float]]:
    scene = claimer().scene_of(Page(written).reading())
    shown = claimer().shown(scene)
    return {one.claim.trigger.text: own for one, own in zip(shown, signs_of(shown, scene), strict=True)}


def test_an_attack_that_kills_is_told_and_new() -> None:
    own = signs("An/DET/DT/2/det attack/NOUN/NN/3/nsubj killed/VERB/VBD/0/root people/NOUN/NNS/3/obj")["attack"]
    assert (own["noun_subject"], own["named_new"], own["first_of_family"]) == (1.0, 1.0, 1.0)
    assert own["says_nothing"] == 0.0


def test_an_attack_of_which_nothing_more_is_told_says_nothing() -> None:
    own = signs("An/DET/DT/2/det attack/NOUN/NN/3/nsubj lasted/VERB/VBD/0/root hours/NOUN/NNS/3/obj")["attack"]
    assert own["says_nothing"] == 1.0


def test_in_the_attack_is_known_and_within_what_it_did() -> None:
    own = signs("Nine/NUM/CD/2/nsubj died/VERB/VBD/0/root in/ADP/IN/5/case the/DET/DT/5/det attack/NOUN/NN/2/obl")[
        "attack"
    ]
    assert (own["noun_around"], own["known_in_event"]) == (1.0, 1.0)


def test_the_scene_of_the_attack_is_known_under_a_noun() -> None:
    own = signs(
        "They/PRON/PRP/2/nsubj left/VERB/VBD/0/root the/DET/DT/4/det scene/NOUN/NN/2/obj of/ADP/IN/7/case "
        "the/DET/DT/7/det attack/NOUN/NN/4/nmod"
    )["attack"]
    assert own["known_under_noun"] == 1.0


def test_how_much_of_a_report_is_of_storms_is_a_sign_for_its_dead() -> None:
    written = (
        "The/DET/DT/2/det cyclone/NOUN/NN/3/nsubj killed/VERB/VBD/0/root nine/NUM/CD/5/nummod people/NOUN/NNS/3/obj"
    )
    own = signs(written)
    assert own["killed"]["beside_hazard"] > 0 == own["killed"]["beside_law"]
    assert "beside_hazard" not in own["cyclone"]
