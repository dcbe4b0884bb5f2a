"""Who stands with whom, on the first and the last day too, and what a word is worth."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sayso.packs.parties import Side
from sayso.weigh.control.sides import ADMISSION, BOAST, REPORT, Sides
from tests.weigh.control.control_claims import codebook

DAY = date(2022, 6, 24)


def side(war: str, name: str, *parties: str, since: str | None = None, until: str | None = None) -> Side:
    return Side(id=name, war=war, label=name, parties=frozenset(parties), lead=parties[0], places=frozenset({"XX"}),
                since=since, until=until)  # fmt: skip


def sides(*stand: Side, country: str | None = "XX") -> Sides:
    return Sides(parties=replace(codebook().parties, sides=stand), country=country)


WAR = (side("w", "red", "AAA", "BBB"), side("w", "blue", "CCC"))


def test_a_party_stands_on_its_side_of_the_war_and_alone_outside_of_it() -> None:
    assert sides(*WAR).side_of("BBB", DAY) == "w/red"
    assert sides(*WAR).side_of("DDD", DAY) == "DDD"
    assert sides(*WAR, country="YY").side_of("BBB", DAY) == "BBB"


@pytest.mark.parametrize(
    ("since", "until", "day", "stands"),
    [
        ("2022-02-24", None, "2022-02-23", False),
        ("2022-02-24", None, "2022-02-24", True),
        ("2022-02", None, "2022-01-31", False),
        ("2022-02", None, "2022-02-01", True),
        ("2022", None, "2021-12-31", False),
        ("2022", None, "2022-01-01", True),
        (None, "2022-06-24", "2022-06-24", True),
        (None, "2022-06-24", "2022-06-25", False),
        (None, "2022-06", "2022-06-30", True),
        (None, "2022-06", "2022-07-01", False),
        (None, "2022", "2022-12-31", True),
        (None, "2022", "2023-01-01", False),
    ],
)
def test_a_side_stands_from_its_first_day_to_its_last(
    since: str | None, until: str | None, day: str, stands: bool
) -> None:
    war = sides(side("w", "red", "AAA", since=since, until=until))
    assert war.side_of("AAA", date.fromisoformat(day)) == ("w/red" if stands else "AAA")


def test_what_was_asked_of_one_day_does_not_answer_for_another() -> None:
    war = sides(side("w", "red", "AAA", until="2022-06-24"))
    assert [war.side_of("AAA", date(2022, 6, day)) for day in (24, 25, 24)] == ["w/red", "AAA", "w/red"]


def test_a_word_weighs_by_whose_interest_it_is_in() -> None:
    war = sides(*WAR)
    sayers = ("AAA", "BBB", "CCC", "DDD", None)
    assert [war.weight_of(sayer, "AAA", DAY) for sayer in sayers] == [BOAST, BOAST, ADMISSION, REPORT, REPORT]
    assert [war.weight_against(sayer, "AAA", DAY) for sayer in sayers] == [ADMISSION, ADMISSION, BOAST, REPORT, REPORT]
    assert BOAST < REPORT < ADMISSION


def test_enemies_stand_on_two_sides_of_one_war_and_together_in_none() -> None:
    war = sides(*WAR, side("v", "green", "BBB", "CCC"), side("v", "white", "AAA"), side("u", "grey", "EEE"))
    assert war.are_enemies("AAA", "CCC", DAY)
    assert not war.are_enemies("BBB", "CCC", DAY)
    assert not war.are_enemies("AAA", "EEE", DAY)
    assert not war.are_enemies("AAA", "DDD", DAY)
    assert war.weight_of("CCC", "BBB", DAY) == REPORT


def test_the_other_side_is_known_in_a_war_of_two_alone() -> None:
    third = side("w", "green", "EEE", until="2022-06-23")
    other = sides(*WAR, third, side("v", "white", "FFF")).other_side("AAA", DAY)
    assert other is not None
    assert other.id == "blue"
    assert sides(*WAR, third).other_side("AAA", date(2022, 6, 23)) is None
    assert sides(WAR[0]).other_side("AAA", DAY) is None
    assert sides(*WAR).other_side("DDD", DAY) is None
