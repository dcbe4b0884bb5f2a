"""The rows of incidents.yaml: what they say, and what is wrong in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sayso.packs.incident_rules import REACHES, IncidentKind, row_problems, word_problems
from sayso.weigh.incidents.weights import PARTS, TABLE
from tests.weigh.claims import codebook

RULES = codebook().incidents


def test_a_type_s_own_row_is_the_first_that_names_it() -> None:
    assert RULES.rows_of("territory.captured")[0].id == "capture"


def test_two_types_are_as_alike_as_the_best_row_that_they_share() -> None:
    kin = RULES.kinship("territory.captured", "territory.recaptured")
    assert kin is not None
    assert (kin.alike, kin.days) == (0.8, 3)


def test_types_that_share_no_row_have_nothing_in_common() -> None:
    assert RULES.kinship("battle.assault", "strike.shelling") is None


def test_a_type_that_stands_in_no_row_meets_its_own_kind_on_the_same_day() -> None:
    kin = RULES.kinship("crime.organised", "crime.organised")
    assert kin is not None
    assert (kin.alike, kin.days) == (1.0, 0)


def test_sayings_meet_nothing() -> None:
    assert RULES.kinship("statement.assessment", "statement.assessment") is None


def test_parties_of_one_side_are_allied_in_their_war_only() -> None:
    russian, dpr = frozenset({"RUS"}), frozenset({"DPR"})
    assert (RULES.allied(russian, russian, "UA"), RULES.allied(russian, dpr, "UA")) == (1.0, 0.9)
    assert RULES.allied(russian, frozenset({"UKR"}), "UA") == RULES.allied(russian, dpr, "SY") == 0.0


ROW = {"id": "x", "types": ["battle.clash"], "alike": 1, "days": 0, "reach": "district"}
GOOD: dict[str, Any] = {"incidents": [ROW], "sayings": [], "counted": [{"id": "people", "nouns": ["people"]}]}


def test_good_rows_have_no_problems() -> None:
    assert list(row_problems(GOOD, ["battle.clash"])) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"types": ["battle.clsh"]}, "there is no type battle.clsh"),
        ({"alike": 2}, "alike is 2"),
        ({"days": 1.5}, "days is 1.5"),
        ({"days": 90}, "days is 90"),
        ({"reach": "planet"}, "'planet' is no reach"),
        ({"rech": 1}, "'rech' is no key of this list"),
    ],
)
def test_what_is_wrong_in_a_row_is_told_with_its_place(change: dict[str, Any], told: str) -> None:
    ((message, _, *keys),) = row_problems(GOOD | {"incidents": [ROW | change]}, ["battle.clash"])
    assert message == told
    assert keys[:2] == ["incidents", 0]


def test_a_list_that_is_missing_is_told() -> None:
    assert [problem[0] for problem in row_problems({"incidents": [], "sayings": []}, [])] == [
        "the file has no list counted"
    ]


PAGE = (Path(__file__).parents[2] / "docs" / "weighing.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("row", RULES.rows, ids=lambda row: row.id)
def test_every_row_is_documented_as_it_is(row: IncidentKind) -> None:
    (line,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{row.id}` | `")]
    _, types, alike, days, reach = (cell.strip() for cell in line.strip("|").split("|"))
    assert set(types.replace("`", "").split()) == row.types
    assert (float(alike), int(days), reach) == (row.alike, row.days, REACHES[row.reach])


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_the_score_is_documented_with_its_weight(part: str) -> None:
    assert f"| `{part}` | .{round(TABLE.parts()[part] * 100):02d} |" in PAGE


def test_the_thresholds_of_the_score_are_documented() -> None:
    told = (
        f"**link** from **.{TABLE.link * 100:.0f}**",
        f"scores **.{TABLE.floor * 100:.0f}** or more",
        f"(within .{TABLE.margin * 100:02.0f})",
    )
    assert [words for words in told if words not in PAGE] == []


WORDS: dict[str, Any] = {"common": ["the"], "uncounted": "people", "vague": {"dozens": 12}}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"rare": ["hull"]}, "'rare' is nothing of this file"),
        ({"common": "the"}, "the file has no usable common"),
        ({"vague": {"dozens": "twelve"}}, "dozens stands for 'twelve', which is no whole number"),
    ],
)
def test_what_is_wrong_in_the_words_is_told(changed: dict[str, Any], says: str) -> None:
    assert list(word_problems(WORDS, [])) == []
    assert [problem[0] for problem in word_problems({**WORDS, **changed}, [])] == [says]
