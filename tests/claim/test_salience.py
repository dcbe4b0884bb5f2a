"""Which event of a report is the main one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sayso.claim.salience import events_of, signs_of_events, with_salience
from sayso.model import Claim, When
from tests.claim.scenes import Page, claimer
from tests.flow.test_layouts import claims_in

SHELLED = "Rebels/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root Goma/PROPN/NNP/2/obj"
KILLED = "Nine/NUM/CD/2/nummod villagers/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass killed/VERB/VBN/0/root"


def claims_of(*written: str) -> tuple[Page, list[Claim]]:
    page = Page(*written).place("Goma", country="CD")
    return page, claimer().without_placing(claimer().scene_of(page.reading()))


def test_tellings_of_one_event_are_one_event_led_by_the_fullest() -> None:
    _, (shelled, killed) = claims_of(SHELLED, KILLED)
    again = replace(killed, retells=shelled.id)
    assert events_of([again, shelled]) == [[shelled, again]]
    assert events_of([shelled, killed]) == [[shelled], [killed]]


def test_the_signs_tell_what_stands_first_and_how_often_it_is_told() -> None:
    page, (shelled, killed) = claims_of(SHELLED, KILLED)
    first, second = signs_of_events([[shelled], [killed]], claimer().scene_of(page.reading()))
    assert (first["first"], first["rank"], first["place"]) == (1.0, 0.0, 1.0)
    assert (second["first"], second["second"], second["noun"]) == (0.0, 1.0, 0.0)
    (twice,) = signs_of_events([[shelled, killed]], claimer().scene_of(page.reading()))
    assert twice["tellings"] > first["tellings"] == 0.0


@pytest.mark.parametrize(
    ("day", "sign"), [(date(2024, 1, 1), "of_late"), (date(2023, 1, 1), "old"), (date(2024, 3, 1), "ahead")]
)
def test_the_signs_tell_how_long_ago_it_was(day: date, sign: str) -> None:
    page, (shelled, _) = claims_of(SHELLED, KILLED)
    head = replace(shelled.article, published=date(2024, 1, 3))
    dated = replace(shelled, article=head, when=When(from_day=day, to_day=day, precision="day", basis="stated"))
    (signs,) = signs_of_events([[dated]], claimer().scene_of(page.reading()))
    assert [name for name in ("of_late", "old", "ahead") if signs[name]] == [sign]


def test_all_tellings_are_alike_and_the_events_add_up_to_one_at_most() -> None:
    page, (shelled, killed) = claims_of(SHELLED, KILLED)
    scene = claimer().scene_of(page.reading())
    alone = with_salience([shelled, killed], scene)
    assert 0 < sum(claim.salience for claim in alone) <= 1
    both = with_salience([shelled, replace(killed, retells=shelled.id)], scene)
    assert both[0].salience == both[1].salience


def test_the_event_of_the_headline_is_the_main_one() -> None:
    claims = claims_in(
        "Rebels capture Bunagana\n\nPublished 31 January 2023\n\nShells killed nine people in Goma on Monday.\n\n"
        "Rebels captured Bunagana on Sunday, residents said."
    )
    main = max(claims, key=lambda claim: claim.salience)
    assert main.event == "territory.captured"


def test_what_a_report_leads_with_goes_before_its_background() -> None:
    claims = claims_in(
        "Published 31 January 2023\n\nShells killed nine people in Goma on Monday.\n\n"
        "Rebels captured Bunagana in June 2022."
    )
    ordered = sorted(claims, key=lambda claim: -claim.salience)
    assert ordered[0].trigger.start < ordered[-1].trigger.start
    assert ordered[-1].event == "territory.captured"
