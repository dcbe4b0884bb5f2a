"""The learned mix: its shares, and where it speaks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.claim.stance import CueEffect, said_status
from sayso.claim.status_mix import features_of, mixed, shares
from tests.claim.scenes import claimer, graph_of

ENTERED = graph_of("They/PRON/PRP/2/nsubj entered/VERB/VBD/0/root Hirske/PROPN/NNP/2/obj")


def test_shares_add_up_to_one_and_grow_with_the_weights() -> None:
    found = shares(["always", "question"], {"happened": {"always": 1.0}, "possible": {"always": 0.5, "question": 1.0}})
    assert sum(found.values()) == pytest.approx(1.0)
    assert found["possible"] > found["happened"]


def test_the_mix_says_nothing_of_what_is_likely_to_have_happened_or_of_what_it_is_not_sure_of() -> None:
    lexicon = claimer().lexicon
    for weights in ({"happened": {"always": 5.0}, "planned": {}}, {"happened": {}, "planned": {"always": 0.5}}):
        assert mixed(1, ENTERED, replace(lexicon, status_weights=weights)) is None


def test_the_mix_speaks_where_it_is_sure() -> None:
    lexicon = replace(claimer().lexicon, status_weights={"happened": {}, "planned": {"always": 5.0}})
    reading = mixed(1, ENTERED, lexicon)
    assert reading is not None
    assert reading.status == "planned"


def test_a_rule_that_reaches_the_event_goes_before_the_mix() -> None:
    lexicon = replace(claimer().lexicon, status_weights={"happened": {}, "planned": {"always": 5.0}})
    graph = graph_of("They/PRON/PRP/4/nsubj did/AUX/VBD/4/aux not/PART/RB/4/advmod enter/VERB/VB/0/root")
    assert said_status(3, graph, lexicon, CueEffect()).status == "denied"
    assert said_status(1, ENTERED, lexicon, CueEffect()).status == "planned"


def test_an_event_without_weights_is_left_to_the_rules() -> None:
    assert mixed(1, ENTERED, replace(claimer().lexicon, status_weights={})) is None


def test_signs_tell_the_encoders_sense_of_what_happened() -> None:
    signs = set(features_of(1, ENTERED, claimer().lexicon))
    assert {"always", "verb_fact_1", "tag_VBD", "verb_is_root"} <= signs
