"""Names that are spelled alike are found within a country, and others are not."""

import pytest

from sayso.gazetteer.lookup import Gazetteer
from sayso.gazetteer.spelling import Spellings, bones, sound
from sayso.packs.pack import load_pack


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(load_pack("gazetteer-world"))


@pytest.mark.parametrize(
    ("written", "country", "name"),
    [
        ("Paktiya", "AF", "Paktia"),
        ("Khan Shaykhoun", "SY", "Khān Shaykhūn"),
        ("Maaret al-Numan", "SY", "Ma‘arrat an Nu‘mān"),
        ("Nabatiyeh", "LB", "Nabatieh"),
        ("Saleef", "YE", "Aş Şalīf"),
        ("Middle Shabeelle", "SO", "Middle Shabelle"),
        ("Musa Khel", "AF", "Mūsá Khēl"),
    ],
)
def test_a_name_spelled_otherwise_is_found_in_its_country(
    written: str, country: str, name: str, gazetteer: Gazetteer
) -> None:
    assert gazetteer.label(gazetteer.spellings.rows_alike(written, country)[0]) == name


@pytest.mark.parametrize(("written", "country"), [("Paktiya", "IR"), ("Soran", "AF"), ("Adra", "SY")])
def test_what_is_less_alike_or_short_or_elsewhere_is_not(written: str, country: str, gazetteer: Gazetteer) -> None:
    assert gazetteer.spellings.rows_alike(written, country) == []


def test_the_most_alike_comes_first_and_of_equals_that_with_most_people() -> None:
    places = [(1, "Karsivan", 5), (2, "Karsavan", 7), (3, "Karsavan", 9)]
    assert Spellings(lambda _: places).rows_alike("Karsavan", "XX")[:2] == [3, 2]


def test_a_name_sounds_the_same_with_and_without_its_article() -> None:
    assert sound("Al-Mastumah") == sound("Mastoumeh")
    assert bones(sound("Qalat")) == bones(sound("Kelat"))
