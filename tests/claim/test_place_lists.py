"""Places that are named together."""

from __future__ import annotations

import pytest

from tests.claim.scenes import Page

SHELLED = "Rebels/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root Sake/PROPN/NNP/2/obj"
APART = f"{SHELLED} and/CCONJ/CC/5/cc Minova/PROPN/NNP/3/dep"


def places(page: Page) -> list[str]:
    return [place.text for place in page.claim("shelled").places]


def test_a_place_that_the_tree_hangs_elsewhere_is_told_with_the_one_it_is_listed_with() -> None:
    assert places(Page(APART).place("Sake").place("Minova")) == ["Sake", "Minova"]


def test_all_of_a_longer_list_are_told() -> None:
    page = Page(
        f"{SHELLED} ,/PUNCT/,/5/punct Minova/PROPN/NNP/3/dep ,/PUNCT/,/8/punct and/CCONJ/CC/8/cc Goma/PROPN/NNP/3/dep"
    )
    assert places(page.place("Sake").place("Minova").place("Goma")) == ["Sake", "Minova", "Goma"]


def test_a_town_and_what_contains_it_make_no_list() -> None:
    page = Page(f"{SHELLED} ,/PUNCT/,/5/punct Kivu/PROPN/NNP/3/dep and/CCONJ/CC/7/cc left/VERB/VBD/2/conj")
    assert places(page.place("Sake").place("Kivu", kind="region")) == ["Sake"]


def test_two_towns_with_a_dash_between_them_are_told_together() -> None:
    page = Page(f"{SHELLED} -/PUNCT/HYPH/5/punct Minova/PROPN/NNP/3/dep")
    assert places(page.place("Sake").place("Minova")) == ["Sake", "Minova"]


@pytest.mark.parametrize(
    "joined",
    [
        "city/NOUN/NN/3/dep and/CCONJ/CC/6/cc Minova/PROPN/NNP/3/dep",
        "and/CCONJ/CC/5/cc the/DET/DT/6/det town/NOUN/NN/3/dep of/ADP/IN/8/case Minova/PROPN/NNP/6/nmod",
        "base/NOUN/NN/3/dep and/CCONJ/CC/6/cc the/DET/DT/7/det Minova/PROPN/NNP/3/dep",
    ],
)
def test_the_words_for_what_they_are_part_no_places_of_a_list(joined: str) -> None:
    assert places(Page(f"{SHELLED} {joined}").place("Sake").place("Minova")) == ["Sake", "Minova"]


def test_the_subject_of_the_next_clause_is_not_listed() -> None:
    page = Page(f"{SHELLED} and/CCONJ/CC/6/cc Minova/PROPN/NNP/6/nsubj fell/VERB/VBD/2/conj")
    assert places(page.place("Sake").place("Minova")) == ["Sake"]


@pytest.mark.parametrize("before", ["Congolese/ADJ/JJ/6/amod", "Kivu/PROPN/NNP/6/nmod:poss"])
def test_what_contains_a_town_is_passed_over_for_it(before: str) -> None:
    country = before.partition("/")[0]
    page = Page(
        "Rebels/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root hotels/NOUN/NNS/2/obj in/ADP/IN/6/case "
        f"{before} town/NOUN/NN/3/nmod of/ADP/IN/8/case Sake/PROPN/NNP/6/nmod"
    )
    assert places(page.place(country, kind="country").place("Sake")) == ["Sake"]
