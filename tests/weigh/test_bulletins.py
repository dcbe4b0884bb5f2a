"""The bundled bulletins with a report of the same days, from their words to the incidents that they add up to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso.base.codec import claim_from_json
from sayso.model import Incident
from sayso.packs.pack import load_pack
from sayso.weigh import VoiceFinder, build_incident, features_of_article, weigh_all
from tests.weigh.claims import codebook

REPORT = """Troops leave the ruined city

KYIV, June 25, 2022 — Ukraine was due to withdraw its troops from Sievierodonetsk last night, its governor said.

Moscow said it had surrounded around 2,000 Ukrainian troops in the Luhansk region.

The Russian Defence Ministry said that it had surrounded up to 2,000 Ukrainian soldiers in Hirske.
"""
Tell = Callable[..., list[Incident]]


@pytest.fixture
def tell(sayso: Callable[..., Any], tmp_path: Path) -> Tell:
    """Tells the incidents of the report and of the bulletins that begin with these numbers."""

    def told(*numbers: str) -> list[Incident]:
        report = tmp_path / "report.txt"
        report.write_text(REPORT, encoding="utf-8")
        pack = load_pack("bulletins")
        bulletins = [pack.path(name) for name in pack.files if name.removeprefix("reports/").startswith(numbers)]
        ran = sayso("read", report, *bulletins, "--format", "jsonl")
        claims = [claim_from_json(line) for line in ran.out.splitlines()]
        rules = codebook().incidents
        features = features_of_article(claims, rules=rules, speakers=VoiceFinder(codebook().parties))
        groups = enumerate(weigh_all(features, rules=rules))
        return [build_incident(f"i-{at}", group, rules, maker="incidents@1#test") for at, group in groups]

    return told


def test_two_thousand_surrounded_in_the_region_and_in_its_town_are_one_incident(tell: Tell) -> None:
    rings = [one for one in tell("03", "04") if any(count.of == "troops" for count in one.counts)]
    assert [ring.event for ring in rings] == ["battle.encirclement"]
    assert {(count.low, count.high) for count in rings[0].counts} == {(1800, 2200), (None, 2000)}
    assert "RUS" in rings[0].parties_saying


def test_the_planned_and_the_carried_out_withdrawal_are_one_incident_with_their_sayers(tell: Tell) -> None:
    found = [one for one in tell("01", "02") if one.event == "territory.withdrawn" and one.claims[1:]]
    assert [one.place.admin1 for one in found if one.place] == ["Luhansk"]
    said = {(status.status, status.source is None) for status in found[0].statuses}
    assert said >= {("planned", False), ("happened", True)}
    assert "UKR" in found[0].parties_saying
