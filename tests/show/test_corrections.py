"""What a form corrects: parts that it leaves alone keep how they came to their claim; its own are not carried."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.keep.judging.standing import apply_corrections
from sayso.model import Claim
from sayso.show.web.posting.corrections import corrected_value
from tests.show.test_bases import told

ARTICLE, CLAIM = told("It was morning.")
TEXT = ARTICLE.text


def corrected(field: str, **posted: Any) -> Claim:
    """The claim after a form for one field."""
    form = {name: str(value) for name, value in posted.items()}
    return apply_corrections(CLAIM, [(field, corrected_value(field, CLAIM, form, TEXT))])


def selected(words: str) -> dict[str, int]:
    start = TEXT.rindex(words)
    return {"new_start": start, "new_end": start + len(words)}


def named(**more: Any) -> dict[str, Any]:
    return {"name_0": "Rebels", "party_0": "RUS", **more}


def test_the_fields_that_a_form_does_not_touch_keep_their_bases() -> None:
    after = corrected("status", status="denied")
    assert (after.actors, after.places, after.when) == (CLAIM.actors, CLAIM.places, CLAIM.when)


def test_places_that_are_kept_or_unresolved_stay_carried_and_linked() -> None:
    assert corrected("places", place_0="keep", place_1="keep").places == CLAIM.places
    places = corrected("places", place_0="unresolved", place_1="unresolved").places
    assert [place.basis for place in places] == ["carried", "linked"]


@pytest.mark.parametrize(("words", "basis"), [("market", "stated"), ("morning", "carried")])
def test_a_place_that_a_person_adds_is_stated_only_in_the_claims_sentence(words: str, basis: str) -> None:
    *kept, added = corrected("places", place_0="keep", place_1="keep", **selected(words)).places
    assert tuple(kept) == CLAIM.places
    assert (added.text, added.basis) == (words, basis)


@pytest.mark.parametrize(("words", "basis"), [("guards", "stated"), ("Rebels", "carried")])
def test_whoever_a_person_adds_is_stated_only_in_the_claims_sentence(words: str, basis: str) -> None:
    kept, added = corrected("actors", **named(), **selected(words)).actors
    assert kept == CLAIM.actors[0]
    assert (added.text, added.basis, added.given, added.rule) == (words, basis, None, None)


@pytest.mark.parametrize("other", [{"name_0": "Militia"}, {"party_0": "UKR"}])
def test_whom_a_person_names_otherwise_is_no_longer_who_the_machine_took_them_for(other: dict[str, str]) -> None:
    (actor,) = corrected("actors", **named(**other)).actors
    assert (actor.text, actor.basis, actor.given, actor.rule) == ("They", "stated", None, None)


def test_days_of_words_in_another_sentence_stay_carried() -> None:
    after = corrected("when", **{"from": "2022-06-25", "to": "2022-06-25"})
    assert (after.when.text, after.when.basis) == ("Friday", "carried")
