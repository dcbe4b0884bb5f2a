"""Names found once are found again."""

from __future__ import annotations

from sayso.mark.entities import Entity, spread_places
from sayso.model import Block

TEXT = "Donbass is cold. Putin wanted Donbass. A man from Donbass City and Donbassers."


def test_a_place_is_marked_wherever_its_name_stands_alone() -> None:
    place = Entity(kind="LOC", start=0, end=7, text="Donbass", name="Donbass")
    club = Entity(kind="ORG", start=50, end=62, text=TEXT[50:62], name=TEXT[50:62])
    whole = Block(kind="paragraph", start=0, end=len(TEXT))
    found = spread_places(TEXT, (place, club), [whole])
    assert [(entity.kind, entity.start) for entity in found] == [("LOC", 0), ("LOC", 30), ("ORG", 50)]


def test_nothing_is_spread_where_no_place_was_found() -> None:
    assert spread_places(TEXT, (), [Block(kind="paragraph", start=0, end=len(TEXT))]) == ()
