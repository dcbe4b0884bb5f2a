"""How pages say things: as precisely as it was claimed, and no more."""

from __future__ import annotations

import pytest

from sayso.model import Place
from sayso.show.web import wording


def near(distance_m: int | None, bearing: float | None) -> Place:
    return Place(
        text="Hirske", start=0, end=6, name="Hirske", admin1="Luhansk", precision="near", distance_m=distance_m,
        bearing=bearing,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("distance_m", "bearing", "said"),
    [
        (8_000, 270.0, "8 km west of Hirske, Luhansk"), (1_500, None, "1.5 km from Hirske, Luhansk"),
        (None, 135.0, "southeast of Hirske, Luhansk (near)"), (None, None, "Hirske, Luhansk (near)"),
        (8_000, 350.0, "8 km north of Hirske, Luhansk"),
    ],
)  # fmt: skip
def test_a_place_near_another_is_said_as_far_as_the_text_says_it(
    distance_m: int | None, bearing: float | None, said: str
) -> None:
    assert wording.place(near(distance_m, bearing)) == said


def test_coordinates_that_were_reckoned_are_not_the_gazetteers() -> None:
    assert wording.place_known(near(8_000, 270.0)) == "worked out from the gazetteer's"
    assert wording.place_known(near(8_000, None)) == "as the gazetteer has it"


def test_a_fight_names_nobody_where_nobody_is_named() -> None:
    assert wording.saying("fought", None) == "it is fought for"
    assert wording.saying("lacks", "RUS") == "RUS does not hold it"


def test_days_that_no_line_end_parts_take_no_markup_out_of_a_text() -> None:
    assert wording.unbroken("<b>, 2022-06-24") == "&lt;b&gt;, <time>2022-06-24</time>"
