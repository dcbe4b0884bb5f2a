"""The land of a people as a place."""

from __future__ import annotations

import pytest

from sayso.claim.lands import as_land
from sayso.model import Mark, Place
from tests.claim.scenes import claimer


def marked(text: str, people: str, country: str) -> Mark:
    start = text.index(people)
    place = Place(
        text=people, start=start, end=start + len(people), name=country, country=country, kind="country",
        precision="country", use="people",
    )  # fmt: skip
    return Mark(kind="place", start=place.start, end=place.end, refers=place)


@pytest.mark.parametrize(
    ("text", "people", "written"),
    [
        ("militants present on Afghan soil", "Afghan", "Afghan soil"),
        ("they fought in Ukrainian territory", "Ukrainian", "Ukrainian territory"),
        ("a drone crashed in Polish airspace", "Polish", "Polish airspace"),
        ("the tanker was seized in Iranian waters", "Iranian", "Iranian waters"),
        ("a drone flew over Jordanian territory", "Jordanian", "Jordanian territory"),
        ("rockets fired from Turkish soil", "Turkish", None),
        ("they captured Syrian territory", "Syrian", None),
        ("an attack on Afghan soldiers", "Afghan", None),
        ("they fought in Ukrainian territorial units", "Ukrainian", None),
    ],
)
def test_something_on_the_land_of_a_people_is_in_its_country(text: str, people: str, written: str | None) -> None:
    mark = marked(text, people, "XX")
    land = as_land(mark, text, claimer().vocabulary)
    assert isinstance(land.refers, Place)
    assert (land.refers.text, land.refers.use) == ((written, "place") if written else (people, "people"))
    assert text[land.start : land.end] == land.refers.text
