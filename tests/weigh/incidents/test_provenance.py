"""By what an incident was made: every number and rule that bears on it has a part in the name."""

from __future__ import annotations

import re
from dataclasses import fields, replace

import pytest

from sayso.packs.incident_rules import FILE, REACHES, WORDS
from sayso.packs.pack import load_pack
from sayso.weigh import found_by, incidents_maker
from sayso.weigh.incidents import blocking, provenance
from sayso.weigh.incidents.blocking import asked_keys, stored_keys
from sayso.weigh.incidents.contradictions import GROWING
from sayso.weigh.incidents.weights import PARTS, TABLE, WeightTable
from tests.weigh.claims import ALDEN, DISTRICT, SHIRE, UKRAINE, claim_of, codebook, features_from

RULES = codebook().incidents
NUMBERS = [field.name for field in fields(WeightTable) if field.init]


def test_incidents_are_made_by_a_rule_a_version_and_a_hash() -> None:
    assert re.fullmatch(r"incidents@2#[0-9a-f]{8}", incidents_maker(RULES))
    files = load_pack("codebook").files
    assert RULES.file_hash == files[FILE] + files[WORDS]


def test_another_file_of_rules_and_other_sides_make_another_maker() -> None:
    sides = RULES.parties.sides
    makers = {
        incidents_maker(rules)
        for rules in (
            RULES,
            replace(RULES, file_hash="0" * 64),
            replace(RULES, parties=replace(RULES.parties, sides=sides[:-1])),
        )
    }
    assert len(makers) == 3


@pytest.mark.parametrize("name", NUMBERS)
def test_every_number_of_the_table_has_a_part_in_the_maker_and_in_the_keys(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = incidents_maker(RULES), found_by(RULES)
    table = replace(TABLE, **{name: getattr(TABLE, name) + 1})
    for module in (provenance, blocking):
        monkeypatch.setattr(module, "TABLE", table)
    assert incidents_maker(RULES) != before[0]
    assert found_by(RULES) != before[1]


@pytest.mark.parametrize(
    "name", ["CORE_DAYS", "NEARBY_DAYS", "REPORT_DAYS", "OWN_SHARE", "CLOSE_TYPES", "COPIED", "ONE_SIDE"]
)
def test_every_threshold_outside_the_table_has_a_part_in_the_maker(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = incidents_maker(RULES)
    monkeypatch.setattr(provenance, name, getattr(provenance, name) + 1)
    assert incidents_maker(RULES) != before


def test_what_follows_from_the_table_follows_from_every_table() -> None:
    table = replace(TABLE, words=0.5, near=0.2, told_once=0.9)
    assert tuple(table.parts()) == PARTS
    assert table.all == pytest.approx(sum(table.parts().values()))
    assert table.uncounted == pytest.approx(table.all - table.counts)
    assert (table.most_two_spots, table.most_told_once) == (table.in_region, 0.9)
    assert table.far_degrees * 110.5 > table.district_km > table.far_degrees * 100


ROWS = {
    "withdrawal": ("territory.withdrawn", "force.regrouped"),
    "capture": ("territory.captured", "territory.transferred"),
    "holding": ("territory.held", "territory.captured"),
    "annexation": ("territory.annexed", "territory.annexed"),
    "encirclement": ("battle.encirclement", "civilians.besieged"),
    "fighting": ("battle.assault", "battle.clash"),
    "invasion": ("battle.invasion", "battle.invasion"),
    "surrender": ("battle.surrender", "harm.captured"),
    "attack": ("strike.shelling", "strike.air"),
    "harm": ("harm.killed", "harm.wounded"),
    "attack-with-harm": ("strike.shelling", "harm.killed"),
    "destruction": ("damage.destroyed", "damage.destroyed"),
    "evacuation": ("civilians.evacuated", "civilians.displaced"),
    "abduction": ("civilians.abducted", "law.arrest"),
    "talks": ("diplomacy.talks", "diplomacy.agreement"),
    "mobilisation": ("force.mobilised", "force.mobilised"),
    "deployment": ("force.deployed", "force.deployed"),
    "unrest": ("protest.peaceful", "riot.mob"),
    "hazard": ("hazard.nuclear", "hazard.natural"),
}
"""Each row of the file, with two types that meet by it."""
OUTRANKED = {"destruction": "attack-with-harm"}
"""Rows that never decide, with the row before them in the file that does: its only type has its own row there."""


def test_the_rows_of_the_file_are_those_that_are_tested() -> None:
    assert [row.id for row in RULES.rows] == list(ROWS)


@pytest.mark.parametrize("row", ROWS)
def test_two_types_of_a_row_meet_by_its_keys_and_are_as_alike_and_as_far_apart_as_it_says(row: str) -> None:
    types, on = ROWS[row], "2023-05-01"
    left, right = (features_from(claim_of(event, ALDEN, on=on, actor="RUS")) for event in types)
    met = set(asked_keys(left, RULES)) & set(stored_keys(right, RULES))
    assert row in {key.split(":")[1] for key in met if key.startswith("p:")}
    (own,) = (each for each in RULES.rows if each.id == OUTRANKED.get(row, row))
    kin = RULES.kinship(*types)
    assert kin is not None
    assert (kin.alike, kin.days) == (own.alike if types[0] != types[1] else 1.0, own.days)


PLACES = {"settlement": ALDEN, "district": DISTRICT, "region": SHIRE, "country": UKRAINE}


@pytest.mark.parametrize("row", ROWS)
def test_a_claim_leads_at_a_place_within_the_reach_of_its_own_row_alone(row: str) -> None:
    event = next(each for each in ROWS[row] if each in {own.id: own for own in RULES.rows}[row].types)
    reach = RULES.rows_of(event)[0].reach
    leads = [features_from(claim_of(event, PLACES[name], on="2023-05-01")).is_core for name in REACHES]
    assert leads == [level <= reach for level in range(len(REACHES))]


COUNTED = {
    "troops": ("soldiers", "troops"),
    "civilians": ("residents", "civilians"),
    "people": ("victims", None),
    "tanks": ("tank", None),
    "vehicles": ("vehicles", None),
    "settlements": ("villages", None),
}
"""Each kind of what is counted but for `casualties`, with one of its nouns, and whom a harm befell by it."""


def test_the_kinds_of_the_file_are_those_that_are_tested() -> None:
    assert sorted({kind.id for kind in RULES.counted.values()}) == sorted([*COUNTED, "casualties"])


@pytest.mark.parametrize("kind", COUNTED)
def test_a_noun_counts_its_kind_and_of_a_harm_whom_it_befell(kind: str) -> None:
    noun, who = COUNTED[kind]
    seen = features_from(claim_of("battle.encirclement", ALDEN, count=(noun, 7, 9))).numbers
    harmed = features_from(claim_of("harm.killed", ALDEN, count=(noun, 7, 9))).numbers
    assert [(number.of, number.who) for number in seen] == [(kind, None)]
    assert [(number.of, number.who) for number in harmed] == [("killed", who)]


def test_dead_and_wounded_counted_together_are_no_number_of_dead() -> None:
    (number,) = features_from(claim_of("harm.killed", ALDEN, count=("losses", 7, 9))).numbers
    assert (number.of, number.who) == ("casualties", None)


def test_what_grows_as_more_is_known_is_a_harm_or_a_kind_of_the_file() -> None:
    harms = {event.removeprefix("harm.") for event in RULES.order if event.startswith("harm.")}
    assert harms | {kind.id for kind in RULES.counted.values()} >= GROWING
