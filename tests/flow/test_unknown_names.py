"""To which country a name is counted that no gazetteer has."""

from __future__ import annotations

import pytest

from sayso.flow.unknown_names import MANY, NamedPlace, UnknownNames, is_known
from sayso.model import PlacePrecision


def town(country: str, name: str = "Town") -> NamedPlace:
    return NamedPlace(name, country, "settlement", "exact", has_number=True)


def unknown(name: str, country: str | None = None, precision: PlacePrecision = "unresolved") -> NamedPlace:
    return NamedPlace(name, country, "settlement" if country else None, precision, has_number=False)


def test_a_name_is_counted_to_the_country_that_holds_it() -> None:
    names = UnknownNames()
    names.add([town("TD"), unknown("Sirba", "SD", "region")])
    assert names.by_country == {"SD": {"sirba"}}


def test_else_it_is_counted_where_most_of_the_articles_places_lie() -> None:
    names = UnknownNames()
    names.add([town("SD", "Nyala"), town("SD", "Zalingei"), town("TD"), unknown("Sirba")])
    assert names.by_country == {"SD": {"sirba"}}


def test_a_name_is_not_counted_where_no_country_has_most_of_the_articles_places() -> None:
    names = UnknownNames()
    names.add([town("SD"), town("TD"), unknown("Sirba")])
    names.add([unknown("Kulbus")])
    assert names.by_country == {}


def test_a_name_that_many_articles_say_is_counted_once() -> None:
    names = UnknownNames()
    for _ in range(MANY):
        names.add([town("SD"), unknown("Sirba"), unknown("SIRBA")])
    assert list(names.many()) == []


def test_many_are_told_with_the_country_that_has_most_first() -> None:
    names = UnknownNames()
    names.add([town("SD"), *(unknown(f"Village {number}") for number in range(MANY))])
    names.add([town("ML"), *(unknown(f"Village {number}") for number in range(MANY + 1))])
    names.add([town("TD"), *(unknown(f"Village {number}") for number in range(MANY - 1))])
    assert list(names.many()) == [("ML", MANY + 1), ("SD", MANY)]


@pytest.mark.parametrize(
    ("place", "known"),
    [
        (NamedPlace("Donbas", "UA", "region", "region", has_number=False), True),
        (NamedPlace("Sirba", "SD", "settlement", "region", has_number=False), False),
        (NamedPlace("Sirba", "SD", "settlement", "region", has_number=True), True),
        (NamedPlace("Golo", "SD", "settlement", "exact", has_number=False), True),
    ],
)
def test_areas_and_what_has_a_number_or_a_point_of_its_own_are_known(place: NamedPlace, known: bool) -> None:
    assert is_known(place) is known
