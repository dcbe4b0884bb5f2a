"""Runners that have one label a report: which label is said, and how labels are scored; and what swaps change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import bias, meantime, plover
from benchmarks.case2021 import case_label
from benchmarks.main_event import label_of, weighted_f1
from sayso.model import Claim
from tests.weigh.claims import ALDEN, claim_of


def told(event: str, salience: float, actor: str | None = None) -> Claim:
    return replace(claim_of(event, ALDEN, actor=actor), salience=salience)


def test_the_label_is_that_of_the_most_salient_claim_that_has_one() -> None:
    claims = [told("harm.killed", 0.9), told("strike.shelling", 0.3), told("law.arrest", 0.4)]
    assert label_of(claims, case_label) == "ARREST"
    assert label_of(claims[:1], case_label) is None


@pytest.mark.parametrize(("sector", "label"), [("MIL", "GOV_REGAINS_TERIT"), ("REB", "NON_STATE_ACTOR_OVERTAKES_TER")])
def test_who_takes_a_place_decides_what_that_is_called(sector: str, label: str) -> None:
    claim = told("territory.captured", 0.5, actor="UKR")
    claim = replace(claim, actors=tuple(replace(actor, sector=sector) for actor in claim.actors))
    assert case_label(claim) == label


def test_a_type_goes_before_its_family_and_both_before_what_acled_calls_it() -> None:
    assert case_label(told("diplomacy.agreement", 0.5)) == "AGREEMENT"
    assert case_label(told("diplomacy.talks", 0.5)) == "DIPLO"
    assert case_label(told("crime.organised", 0.5)) == "ORG_CRIME"


def test_each_label_counts_as_often_as_it_is_wanted() -> None:
    assert weighted_f1(["a", "a", "b"], ["a", "a", "a"]) == pytest.approx(100 * (2 * 0.8 + 0) / 3)
    assert weighted_f1(["a", "b"], ["a", None]) == pytest.approx(50.0)


def test_sides_are_swapped_both_ways_and_capitals_stay() -> None:
    names = {"Russian": "Ukrainian", "Moscow": "Kyiv"}
    both = {**names, **{other: name for name, other in names.items()}}
    assert bias._replaced("Russian forces shelled Ukrainian towns, Kyiv said.", both) == (
        "Ukrainian forces shelled Russian towns, Moscow said."
    )
    assert bias._replaced("Attack on a base", {"attack": "cowardly attack"}) == "Cowardly attack on a base"


def test_a_claim_whose_type_changes_is_lost() -> None:
    (same,) = bias.outcomes_of(iter([bias.Swap(kind="killed", text="Nine men slept.", changed="Nine men slept.")]))
    assert same.lost == 0
    shelled, slept = "Rebels shelled Goma on Monday.", "Rebels slept in Goma on Monday."
    (changed,) = bias.outcomes_of(iter([bias.Swap(kind="killed", text=shelled, changed=slept)]))
    assert changed.lost == 1


def test_categories_are_the_codebooks_and_states_are_told_by_three_letters() -> None:
    assert plover.category_of(told("strike.shelling", 0.5)) == "ASSAULT"
    coded = [{"code": "RUS"}, {"code": "IGOUNO"}, "SRC", {"actorText": "rebels"}]
    assert plover._states(coded) == {"RUS"}
    assert plover._states("SRC") == frozenset()


def test_an_event_of_the_corpus_is_read_with_its_certainty_and_its_participants(tmp_path: Path) -> None:
    words = ["Rebels", "denied", "shelling", "Goma", "."]
    tokens = "".join(f'<token sentence="0" t_id="{at}">{word}</token>' for at, word in enumerate(words, 1))
    (tmp_path / "one.xml").write_text(
        f"<Document>{tokens}<Markables>"
        '<EVENT_MENTION m_id="7" certainty="CERTAIN" polarity="NEG" time="NON_FUTURE"><token_anchor t_id="3"/>'
        '</EVENT_MENTION><ENTITY_MENTION m_id="8"><token_anchor t_id="1"/></ENTITY_MENTION></Markables><Relations>'
        '<HAS_PARTICIPANT sem_role="Arg0"><source m_id="7"/><target m_id="8"/></HAS_PARTICIPANT></Relations></Document>'
    )
    text = meantime.read_text(tmp_path / "one.xml")
    (mention,) = text.mentions
    assert text.text[mention.start : mention.end] == "shelling"
    assert mention.statuses == {"denied"}
    assert mention.participants == {"Arg0": [(0, 6)]}
