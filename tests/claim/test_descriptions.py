"""What "the city" stands for in a claim."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.model import Block, Claim, Place
from tests.claim.scenes import Page, claims_of

SHELLED = "they/PRON/PRP/2/nsubj shelled/VERB/VBD/0/root the/DET/DT/4/det city/NOUN/NN/2/obj"


def left(town: str) -> str:
    return f"they/PRON/PRP/2/nsubj left/VERB/VBD/0/root {town}/PROPN/NNP/2/obj"


def near(page: Page, town: str) -> Page:
    """The page, whose first mark of the town becomes one of a point 10 km north of it."""
    index, mark = next(
        (i, m) for i, m in enumerate(page.marks) if isinstance(m.refers, Place) and m.refers.name == town
    )
    assert isinstance(mark.refers, Place)
    moved = replace(mark.refers, precision="near", latitude=1.1, distance_m=10_000, bearing=0.0)
    page.marks[index] = replace(mark, refers=moved)
    return page


def place_of(claim: Claim) -> Place:
    (place,) = claim.places
    return place


def test_the_city_is_the_one_named_most_though_another_was_named_last() -> None:
    page = Page(left("Bakhmut"), left("Bakhmut"), left("Bakhmut"), left("Opytne"), SHELLED)
    for nth in (1, 2, 3):
        page.place("Bakhmut", nth=nth)
    assert place_of(page.place("Opytne").claim("shelled")).name == "Bakhmut"


def test_the_cities_are_no_one_city() -> None:
    shelled = "they/PRON/PRP/2/nsubj shelled/VERB/VBD/0/root the/DET/DT/4/det cities/NOUN/NNS/2/obj"
    place = place_of(Page(left("Bakhmut"), shelled).place("Bakhmut").claim("shelled"))
    assert (place.text, place.precision) == ("the cities", "unresolved")


def test_the_city_is_the_last_of_those_named_as_often() -> None:
    page = Page(left("Bakhmut"), left("Soledar"), SHELLED).place("Bakhmut").place("Soledar")
    assert place_of(page.claim("shelled")).name == "Soledar"


def test_the_city_is_not_the_point_near_it() -> None:
    page = near(Page(left("Bakhmut"), left("Bakhmut"), SHELLED).place("Bakhmut"), "Bakhmut").place("Bakhmut", nth=2)
    place = place_of(page.claim("shelled"))
    assert (place.precision, place.latitude, place.distance_m) == ("exact", 1.0, None)


def test_a_title_s_city_is_the_first_that_the_report_names() -> None:
    page = Page(SHELLED, left("Bakhmut")).place("Bakhmut")
    reading, (_, end) = page.reading(), page.span("city")
    blocks = (Block(kind="title", start=0, end=end), Block(kind="paragraph", start=end, end=len(page.text)))
    article = replace(reading.article, blocks=blocks)
    claims = claims_of(replace(reading, article=article))
    assert place_of(next(claim for claim in claims if claim.trigger.text == "shelled")).name == "Bakhmut"


def test_a_city_that_no_place_stands_for_is_unresolved() -> None:
    assert place_of(Page(SHELLED).claim("shelled")).precision == "unresolved"


def test_it_is_the_city_that_the_sentence_has_just_spoken_of() -> None:
    claim = (
        Page(
            "Hirske/PROPN/NNP/2/nsubj lies/VERB/VBZ/0/root in/ADP/IN/4/case Luhansk/PROPN/NNP/2/obl",
            "Troops/NOUN/NNS/2/nsubj attacked/VERB/VBD/0/root the/DET/DT/4/det town/NOUN/NN/2/obj and/CCONJ/CC/6/cc "
            "captured/VERB/VBD/2/conj it/PRON/PRP/6/obj",
        )
        .place("Hirske")
        .place("Luhansk", kind="region")
        .claim("captured")
    )
    assert [(place.text, place.name) for place in claim.places] == [("it", "Hirske")]


def test_the_city_is_rather_the_one_that_the_title_names() -> None:
    page = Page(left("Bakhmut"), left("Opytne"), SHELLED).place("Bakhmut").place("Opytne")
    reading = page.reading()
    titled = replace(reading, article=replace(reading.article, title="Battle of Bakhmut"))
    untitled, in_title = (
        [claim for claim in claims_of(read) if claim.trigger.text == "shelled"] for read in (reading, titled)
    )
    assert [place_of(claim).name for claim in (*untitled, *in_title)] == ["Opytne", "Bakhmut"]


@pytest.mark.parametrize(
    ("called", "noun", "name"),
    [
        ("Menagh Airbase", "base", "Menagh Airbase"),
        ("Bagram Airfield", "airport", "Bagram Airfield"),
        ("Azot plant", "factory", "Azot plant"),
        ("Yavoriv base", "facility", "Yavoriv base"),
        ("Azot plant", "base", None),
        ("Menagh Airbase", "hospital", None),
    ],
)
def test_a_building_is_called_by_nouns_of_its_kind_and_by_those_for_any(
    called: str, noun: str, name: str | None
) -> None:
    first, second = called.split()
    told = f"they/PRON/PRP/2/nsubj left/VERB/VBD/0/root {first}/PROPN/NNP/4/compound {second}/PROPN/NNP/2/obj"
    shelled = f"they/PRON/PRP/2/nsubj shelled/VERB/VBD/0/root the/DET/DT/4/det {noun}/NOUN/NN/2/obj"
    page = Page(told, shelled).place(called, kind="facility", country="SY")
    found = page.claim("shelled").places
    assert [place.name for place in found if place.text == f"the {noun}" and place.name] == ([name] if name else [])


@pytest.mark.parametrize(("towns", "name"), [(("Djibo", "Dori"), "Burkina"), ((), None)])
def test_the_country_is_the_one_named_in_which_most_places_lie(towns: tuple[str, ...], name: str | None) -> None:
    shelled = "they/PRON/PRP/2/nsubj shelled/VERB/VBD/0/root the/DET/DT/4/det country/NOUN/NN/2/obj"
    page = Page(*(left(one) for one in ("Mali", "Burkina", *towns)), shelled)
    page = page.place("Mali", kind="country", country="ML").place("Burkina", kind="country", country="BF")
    for town in towns:
        page = page.place(town, country="BF")
    assert place_of(page.claim("shelled")).name == name
