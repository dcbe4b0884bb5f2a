"""From the bundled bulletins, read and weighed, to who is said to hold a town."""

from __future__ import annotations

from datetime import date

from sayso.base.settings import Settings
from sayso.flow.chain import claim_reports
from sayso.model import Dropped
from sayso.packs.pack import BUNDLED
from sayso.weigh.control.weighing import control_on, weigh_control
from tests.weigh.control.control_claims import claim_of, codebook, line


def test_hirske_is_claimed_by_russia_and_agreed_once_ukraine_admits_it() -> None:
    folder = BUNDLED / "bulletins" / "reports"
    worked = claim_reports([folder / "03-hirske-zolote-claimed.txt", folder / "04-hirske-zolote-pocket.md"], Settings())
    claims = [claim for one in worked if not isinstance(one, Dropped) for claim in one[1]]
    day = date(2022, 6, 24)
    held = [run for run in weigh_control(claims, codebook=codebook()) if run.place.name == "Hirske"]
    assert line(control_on(held, day)) == "RUS claimed RUS"
    admitted = [*claims, claim_of("territory.captured", "RUS", "2022-06-24", by="UKR")]
    held = [run for run in weigh_control(admitted, codebook=codebook()) if run.place.name == "Hirske"]
    assert line(control_on(held, day)) == "RUS agreed RUS UKR"
