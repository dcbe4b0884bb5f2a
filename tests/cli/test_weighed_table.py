from __future__ import annotations

from datetime import date

import pytest
from rich.console import Console

from sayso.cli.weighed_table import incidents_table
from sayso.model import Incident

INCIDENT = Incident(
    id="i-hmh6mcvgvqwv", event="territory.withdrawn", place=None, from_day=date(2022, 6, 24), to_day=date(2022, 6, 24),
    claims=("c-dc4ygrry8kxd",), voices=1, parties_saying=("RUS", "UKR"),
)  # fmt: skip


def drawn(width: int) -> str:
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(incidents_table([INCIDENT], width=width))
    return capture.get()


@pytest.mark.parametrize("width", [80, 110, 160])
def test_an_id_stands_in_one_line_so_that_it_can_be_copied(width: int) -> None:
    assert "i-hmh6mcvgvqwv" in drawn(width)


def test_the_family_of_an_event_has_a_line_of_its_own_where_there_is_little_room() -> None:
    assert "territory.withdrawn" in drawn(160)
    assert "territory.withdrawn" not in drawn(110)
    assert "withdrawn" in drawn(110)
