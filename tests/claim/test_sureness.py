"""How sure a claim is: its own signs, those of its report, and which claims are left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.sureness import UNCODED
from sayso.claim.sureness import signs_of, weigh
from sayso.model import Claim
from sayso.packs.codebook import load_codebook
from sayso.packs.pack import load_pack
from sayso.packs.sureness_rules import SurenessRules
from tests.claim.scenes import Page, claimer

ATTACK = (
    "Rebels/NOUN/NNS/2/nsubj attacked/VERB/VBD/0/root soldiers/NOUN/NNS/2/obj",
    "Rebels/NOUN/NNS/2/nsubj killed/VERB/VBD/0/root soldiers/NOUN/NNS/2/obj",
)


def weighed(page: Page, rules: SurenessRules) -> list[Claim]:
    scene = claimer().scene_of(page.reading())
    scene.codebook = replace(scene.codebook, sureness=rules)
    return list(weigh(claimer().shown(scene), scene))


def signs(page: Page) -> list[dict[str, float]]:
    scene = claimer().scene_of(page.reading())
    return signs_of(claimer().shown(scene), scene)


def test_a_claim_is_as_sure_as_its_signs_add_up_to() -> None:
    rules = SurenessRules(weights={"a": 1.0, "b": -3.0})
    assert rules.sureness({}) == 0.5
    assert rules.sureness({"a": 1.0}) == pytest.approx(0.731, abs=0.001)
    assert rules.sureness({"a": 1.0, "b": 1.0, "unheard_of": 9.0}) == pytest.approx(0.119, abs=0.001)


def test_each_family_has_its_own_least_and_the_others_share_one() -> None:
    weights = {"type_law.arrest": 0.0, "type_battle.clash": 0.0}
    rules = SurenessRules(weights=weights, least={"law": 0.1, "others": 0.3})
    assert rules.is_enough(0.2, "law.arrest")
    assert not rules.is_enough(0.05, "law.arrest")
    assert not rules.is_enough(0.2, "battle.clash")


@pytest.mark.parametrize("event", ["battle.melee", "weather.storm"])
def test_claims_of_a_type_that_the_weights_do_not_know_are_always_made(event: str) -> None:
    rules = SurenessRules(weights={"family_battle": -2.0, "type_battle.clash": 0.0}, least={"others": 0.3})
    assert rules.is_enough(0.01, event)
    assert not rules.is_enough(0.01, "battle.clash")


def test_every_type_that_coders_knew_has_a_weight() -> None:
    codebook = load_codebook(load_pack("codebook"))
    assert {event for event in codebook.types if f"type_{event}" not in codebook.sureness.weights} == UNCODED


def test_a_claim_that_is_not_sure_enough_is_not_made() -> None:
    page = Page(*ATTACK)
    assert [claim.confidence for claim in weighed(page, SurenessRules())] == [0.5, 0.5]
    weights = {"type_battle.assault": 0.0, "type_harm.killed": -3.0}
    kept = weighed(page, SurenessRules(weights=weights, least={"others": 0.25}))
    assert [(claim.event, claim.confidence) for claim in kept] == [("battle.assault", 0.5)]


def test_a_report_of_armed_men_is_a_sign_for_all_its_claims() -> None:
    armed = signs(Page(*ATTACK))
    peaceful = signs(Page("He/PRON/PRP/2/nsubj died/VERB/VBD/0/root in/ADP/IN/4/case Goma/PROPN/NNP/2/obl"))
    assert {one["armed"] > 0 for one in armed} == {True}
    assert {one["armed"] for one in peaceful} == {0.0}


def test_what_is_told_again_is_a_sign() -> None:
    assert [one["again"] for one in signs(Page(ATTACK[1], ATTACK[1]))] == [0.0, 1.0]


def test_nouns_of_figures_of_speech_are_a_sign() -> None:
    (goal,) = signs(Page("They/PRON/PRP/2/nsubj bombarded/VERB/VBD/0/root the/DET/DT/4/det goal/NOUN/NN/2/obj"))
    assert goal["beside_abstract"] == 1.0


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (ATTACK[0], {"doer_armed", "struck_armed"}),
        ("Tanks/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root a/DET/DT/4/det clinic/NOUN/NN/2/obj", {"doer_weapon", "struck_building"}),
        ("It/PRON/PRP/4/nsubj:pass has/AUX/VBZ/4/aux been/AUX/VBN/4/aux:pass shelled/VERB/VBN/0/root", {"doer_none"}),
        ("Malaria/NOUN/NN/2/nsubj killed/VERB/VBD/0/root children/NOUN/NNS/2/obj", {"doer_figure", "struck_people"}),
        ("Rebel/NOUN/NN/2/compound attacks/NOUN/NNS/3/nsubj killed/VERB/VBD/0/root soldiers/NOUN/NNS/3/obj", {"doer_event", "struck_armed"}),
    ],
)  # fmt: skip
def test_who_does_it_and_to_what_are_signs(written: str, expected: set[str]) -> None:
    (*_, told) = signs(Page(written))
    assert expected <= told.keys()
    assert {f"alone_{name}" for name in expected} <= told.keys()
