"""Claims of one article that tell of one event: each but the fullest points to the fullest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from sayso.claim.retelling import (
    FIRST,
    LAST,
    RetellingWeights,
    cases_of,
    fullness_of,
    retelling_weights,
    with_retellings,
)
from sayso.claim.retelling_signs import Signs, Tellings, contradict, counts_compared, places_compared, signs_of
from sayso.model import Claim, Count, Place, When
from tests.claim.scenes import Page, claimer

SHELLED = "Rebels/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root Goma/PROPN/NNP/2/obj"
CLAIMED = "They/PRON/PRP/2/nsubj filmed/VERB/VBD/0/root the/DET/DT/4/det shelling/NOUN/NN/2/obj"
AGAIN = "Rebels/NOUN/NNS/3/nsubj also/ADV/RB/3/advmod shelled/VERB/VBD/0/root Goma/PROPN/NNP/3/obj"
KILLED = "Nine/NUM/CD/2/nummod villagers/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass killed/VERB/VBN/0/root"
MONDAY, FRIDAY = (
    When(from_day=day, to_day=day, precision="day", basis="stated") for day in (date(2024, 1, 1), date(2024, 1, 5))
)


def claims_on(*written: str) -> tuple[Page, list[Claim]]:
    """A page that names Goma first, and all its claims."""
    page = Page(*written).place("Goma", country="CD")
    scene = claimer().scene_of(page.reading())
    return page, claimer().without_placing(scene)


def linked(page: Page, claims: Sequence[Claim], **weights: float) -> list[Claim]:
    """The claims with their links, by these weights."""
    rules = RetellingWeights(weights=weights, least=0.5, adding=frozenset({"also"}))
    return with_retellings(claims, claimer().scene_of(page.reading()), rules)


def signs_between(*written: str) -> Signs:
    """What tells whether the first two claims of a page tell of one event."""
    page, claims = claims_on(*written)
    tellings = Tellings(claims, claimer().scene_of(page.reading()), frozenset({"also"}))
    return signs_of(tellings.all[0], tellings.all[1], tellings.rarity)


def told(claim: Claim, **changes: object) -> Claim:
    return replace(claim, **changes)  # type: ignore[arg-type]


def place(name: str, **more: object) -> Place:
    plain = Place(text=name, start=0, end=len(name), name=name, country="CD", kind="settlement", precision="exact")
    return replace(plain, **more)  # type: ignore[arg-type]


def count(low: int | None, high: int | None, of: str = "people") -> Count:
    return Count(text="", start=0, end=0, of=of, low=low, high=high)


def test_a_claim_that_likely_tells_an_event_again_points_to_the_fullest() -> None:
    first, second = linked(*claims_on(SHELLED, CLAIMED), bias=3.0)
    assert first.retells is None
    assert second.retells == first.id


def test_the_fullest_is_the_one_with_most_slots_wherever_it_stands() -> None:
    page, (first, second) = claims_on(SHELLED, SHELLED)
    first, second = linked(page, [told(first, places=()), second], bias=3.0)
    assert (first.retells, second.retells) == (second.id, None)


def test_a_claim_that_is_not_likely_to_tell_an_event_again_stands_alone() -> None:
    assert [claim.retells for claim in linked(*claims_on(SHELLED, CLAIMED), bias=-3.0)] == [None, None]


def test_a_toll_is_never_the_deed() -> None:
    claims = linked(*claims_on(SHELLED, KILLED), bias=9.0)
    assert {claim.family for claim in claims} == {"strike", "harm"}
    assert [claim.retells for claim in claims] == [None, None]


def test_what_contradicts_one_telling_joins_none_of_them() -> None:
    page, (first, second, third) = claims_on(SHELLED, CLAIMED, CLAIMED)
    dated = [told(first, when=MONDAY), second, told(third, when=FRIDAY)]
    assert [claim.retells for claim in linked(page, dated, bias=3.0)] == [None, first.id, None]


def test_two_days_or_places_or_numbers_or_a_denial_contradict_each_other() -> None:
    claim = claims_on(SHELLED)[1][0]
    assert contradict(told(claim, when=MONDAY), told(claim, when=FRIDAY))
    assert contradict(told(claim, places=(place("Goma", latitude=1.0, longitude=1.0),)),
                      told(claim, places=(place("Sake", latitude=2.0, longitude=1.0),)))  # fmt: skip
    assert contradict(told(claim, counts=(count(5, 5),)), told(claim, counts=(count(9, 9),)))
    assert contradict(claim, told(claim, status="denied"))
    assert contradict(claim, told(claim, status="planned"))


def test_what_is_open_contradicts_nothing() -> None:
    claim = claims_on(SHELLED)[1][0]
    assert not contradict(told(claim, when=MONDAY), claim)
    assert not contradict(told(claim, places=()), claim)
    assert not contradict(told(claim, counts=(count(5, None),)), told(claim, counts=(count(9, 9),)))
    assert not contradict(claim, told(claim, status="possible"))


def test_a_day_that_was_carried_to_a_claim_rules_nothing_out() -> None:
    claim = claims_on(SHELLED)[1][0]
    assert not contradict(told(claim, when=MONDAY), told(claim, when=replace(FRIDAY, basis="carried")))


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ([place("Goma")], [place("Goma")], "same"),
        ([place("Goma", admin1="North Kivu")], [place("North Kivu", kind="region", precision="region")], "within"),
        ([place("Goma", admin1="North Kivu")], [place("South Kivu", kind="region", precision="region")], "apart"),
        ([place("Goma")], [place("Congo", kind="country", precision="country")], "within"),
        ([place("Goma")], [place("Kigali", country="RW")], "apart"),
        ([place("Goma", latitude=1.0, longitude=1.0)], [place("Sake", latitude=1.1, longitude=1.0)], "beside"),
        ([place("Goma", latitude=1.0, longitude=1.0)], [place("the airport", kind="facility", latitude=1.1, longitude=1.0)], "near"),
        ([place("Goma")], [], "one"),
        ([], [], "none"),
    ],
)  # fmt: skip
def test_places_agree_as_far_as_one_may_be_the_other(left: list[Place], right: list[Place], level: str) -> None:
    assert places_compared(left, right) == places_compared(right, left) == level


def test_numbers_of_two_things_are_not_compared_but_for_a_toll() -> None:
    left, right = [count(5, 5, "troops")], [count(9, 9, "people")]
    assert counts_compared(left, right, harm=False) == "other"
    assert counts_compared(left, right, harm=True) == "apart"


def test_a_bare_noun_with_the_article_takes_the_event_for_known() -> None:
    signs = signs_between(SHELLED, CLAIMED)
    assert (signs["definite"], signs["bare_definite"], signs["nearest"]) == (1.0, 1.0, 1.0)


def test_a_word_that_adds_tells_of_one_more_event() -> None:
    assert signs_between(SHELLED, AGAIN)["adding"] == 1.0
    assert signs_between(SHELLED, SHELLED)["adding"] == 0.0


def test_long_articles_compare_a_claim_with_the_first_and_the_last_before_it_alone() -> None:
    page, claims = claims_on(*[SHELLED] * 40)
    rules = RetellingWeights(weights={"bias": 3.0}, least=0.5, adding=frozenset())
    tellings = Tellings(claims, claimer().scene_of(page.reading()), rules.adding)
    cases = list(cases_of(tellings, claimer().codebook.incidents))
    assert [other.number for other in cases[-1].earlier] == [*range(FIRST), *range(39 - LAST, 39)]


def test_the_claims_of_an_article_keep_their_order_and_number() -> None:
    page, claims = claims_on(SHELLED, CLAIMED, KILLED)
    assert [replace(claim, retells=None) for claim in linked(page, claims, bias=3.0)] == claims


def test_weights_without_words_that_add_are_refused() -> None:
    with pytest.raises(KeyError):
        retelling_weights({"weights": {"bias": 1.0}, "least": 0.5})


def test_a_headline_is_the_fullest_only_where_the_body_tells_much_less() -> None:
    page, (first, second) = claims_on(SHELLED, SHELLED)
    title = next(block for block in page.reading().article.blocks)
    reading = page.reading()
    edge = first.sentence.end
    blocks = (replace(title, kind="title", end=edge), replace(title, start=edge + 1))
    scene = claimer().scene_of(replace(reading, article=replace(reading.article, blocks=blocks)))
    assert fullness_of(second, scene) > fullness_of(first, scene)
    assert fullness_of(told(second, places=(), actors=(), targets=()), scene) < fullness_of(first, scene)
