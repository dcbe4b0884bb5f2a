"""Relative places: what lies so far from the place last meant, and how exactly."""

from __future__ import annotations

from math import isclose

import pytest

from sayso.gazetteer.lookup import Gazetteer
from sayso.mark.places.marking import mark_places
from sayso.mark.places.vocabulary import PlaceWords, place_words
from sayso.model import Article, Block, Place, Sentence
from sayso.packs.language import load_language
from sayso.packs.pack import load_pack


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(load_pack("gazetteer-world"))


@pytest.fixture(scope="module")
def words() -> PlaceWords:
    return place_words(load_language("en"))


def relatives(text: str, gazetteer: Gazetteer, words: PlaceWords, *names: str) -> list[Place]:
    """The places of the text that are none of the names."""
    article = Article(
        id="a-1", text=text, blocks=(Block(kind="paragraph", start=0, end=len(text)),), sha256=""
    )  # fmt: skip
    sentences = (Sentence(start=0, end=len(text), block=0, tokens=()),)
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    marks = mark_places(article, sentences, spans, gazetteer, words)
    return [mark.refers for mark in marks if isinstance(mark.refers, Place) and mark.refers.text not in names]


@pytest.mark.parametrize(
    ("phrase", "marked", "distance_m", "bearing"),
    [
        ("5 miles north of the city", "the city", 8045, 0),
        ("north-east of the town", "the town", None, 45),
        ("near the city", "the city", None, None),
        ("on the outskirts of the city", "the city", None, None),
        ("in the city’s suburbs", "the city’s suburbs", None, None),
        ("on its outskirts", "its outskirts", None, None),
        ("about 10 km further south", "about 10 km further south", 10000, 180),
        ("20 km to the east", "20 km to the east", 20000, 90),
        ("10 km west of there", "10 km west of there", 10000, 270),
    ],
)
def test_what_is_by_the_place_meant_is_near_it(
    phrase: str, marked: str, distance_m: int | None, bearing: float | None, gazetteer: Gazetteer, words: PlaceWords
) -> None:
    (place,) = relatives(f"They left Lysychansk. Shells fell {phrase}.", gazetteer, words, "Lysychansk")
    assert (place.text, place.name, place.precision) == (marked, "Lysychansk", "near")
    assert (place.distance_m, place.bearing) == (distance_m, bearing)


def test_a_plain_description_is_left_to_the_claims(gazetteer: Gazetteer, words: PlaceWords) -> None:
    assert relatives("They left Lysychansk. They shelled the city.", gazetteer, words, "Lysychansk") == []


def test_nothing_is_near_what_was_never_named(gazetteer: Gazetteer, words: PlaceWords) -> None:
    assert relatives("They fought near the city, 10 km further south.", gazetteer, words) == []


def test_a_town_where_none_fits_is_a_point_without_a_name(gazetteer: Gazetteer, words: PlaceWords) -> None:
    text = "They left Severodonetsk. They took a town about 10 km further south."
    (place,) = relatives(text, gazetteer, words, "Severodonetsk")
    assert (place.text, place.name, place.geonameid) == ("a town about 10 km further south", None, None)
    assert (place.precision, place.distance_m, place.bearing, place.country) == ("near", 10000, 180, "UA")
    assert isclose(place.latitude or 0, 48.944 - 0.09, abs_tol=0.005)


def test_a_town_is_the_only_one_that_fits(gazetteer: Gazetteer, words: PlaceWords) -> None:
    text = "They left Bakhmut. They took a town about 10 km further north."
    (place,) = relatives(text, gazetteer, words, "Bakhmut")
    assert (place.name, place.precision, place.distance_m) == ("Soledar", "near", 10000)
    assert isclose(place.latitude or 0, 48.68, abs_tol=0.02)


def test_a_town_by_a_named_one_is_another(gazetteer: Gazetteer, words: PlaceWords) -> None:
    (place,) = relatives("They took a town 10 km north of Bakhmut.", gazetteer, words, "Bakhmut")
    assert (place.text, place.name) == ("a town", "Soledar")


def test_several_that_fit_leave_it_without_a_name(gazetteer: Gazetteer, words: PlaceWords) -> None:
    text = "They left Kyiv. They took a village 20 km to the west."
    (place,) = relatives(text, gazetteer, words, "Kyiv")
    assert (place.name, place.precision) == (None, "near")


def test_words_that_describe_a_name_are_no_place_of_their_own(gazetteer: Gazetteer, words: PlaceWords) -> None:
    text = "They left Lysychansk. They took Hirske, a town 19 km further south."
    assert relatives(text, gazetteer, words, "Lysychansk", "Hirske") == []


def test_what_is_located_is_not_what_locates_it(gazetteer: Gazetteer, words: PlaceWords) -> None:
    text = "They hold Bakhmut. They took Soledar, located north of the city."
    (place,) = relatives(text, gazetteer, words, "Bakhmut", "Soledar")
    assert place.name == "Bakhmut"


def test_a_city_is_no_village_named_last(gazetteer: Gazetteer, words: PlaceWords) -> None:
    text = "They hold Bakhmut. From Opytne they came to the outskirts of the city."
    (place,) = relatives(text, gazetteer, words, "Bakhmut", "Opytne")
    assert place.name == "Bakhmut"


def test_a_way_that_was_gone_is_no_place(gazetteer: Gazetteer, words: PlaceWords) -> None:
    assert relatives("They left Lysychansk. They drove 10 km south.", gazetteer, words, "Lysychansk") == []


def test_the_city_council_is_not_the_city(gazetteer: Gazetteer, words: PlaceWords) -> None:
    text = "They left Lysychansk. A shell fell near the city council."
    assert relatives(text, gazetteer, words, "Lysychansk") == []
