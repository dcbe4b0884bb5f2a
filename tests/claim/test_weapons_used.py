"""A weapon that does harm or damage tells of a strike, beside the harm or the damage."""

from __future__ import annotations

from tests.claim.scenes import Page

SUNK = (
    "Two/NUM/CD/2/nummod boats/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass sunk/VERB/VBN/0/root by/ADP/IN/7/case "
    "a/DET/DT/7/det drone/NOUN/NN/4/obl:agent"
)
FLATTENED = (
    "Artillery/NOUN/NN/2/nsubj flattened/VERB/VBD/0/root the/DET/DT/4/det school/NOUN/NN/2/obj in/ADP/IN/6/case "
    "Jilib/PROPN/NNP/2/obl"
)
USED = (
    "Drones/NOUN/NNS/3/nsubj:pass were/AUX/VBD/3/aux:pass used/VERB/VBN/0/root to/PART/TO/5/mark "
    "destroy/VERB/VB/3/advcl two/NUM/CD/7/nummod boats/NOUN/NNS/5/obj"
)
SHOT_DOWN = "A/DET/DT/2/det rocket/NOUN/NN/3/nsubj destroyed/VERB/VBD/0/root the/DET/DT/5/det drone/NOUN/NN/3/obj"
DESTROYED = "Rebels/NOUN/NNS/2/nsubj destroyed/VERB/VBD/0/root a/DET/DT/4/det drone/NOUN/NN/2/obj"


def events(page: Page) -> list[str]:
    return [claim.event for claim in page.claims()]


def test_what_a_drone_sank_was_struck_by_a_drone() -> None:
    page = Page(SUNK)
    assert events(page) == ["damage.destroyed", "strike.drone"]
    assert [target.text for target in page.claim("drone").targets] == ["Two boats"]


def test_guns_that_flatten_a_school_shell_it_where_it_stands() -> None:
    page = Page(FLATTENED).place("Jilib", country="SO")
    assert events(page) == ["strike.shelling", "damage.destroyed"]
    assert [place.name for place in page.claim("Artillery").places] == ["Jilib"]


def test_weapons_used_to_destroy_strike() -> None:
    assert events(Page(USED)) == ["strike.drone", "damage.destroyed"]


def test_what_flies_is_shot_down_and_not_struck() -> None:
    assert events(Page(SHOT_DOWN)) == ["damage.destroyed"]


def test_a_weapon_that_is_destroyed_strikes_nothing() -> None:
    assert events(Page(DESTROYED)) == ["damage.destroyed"]
