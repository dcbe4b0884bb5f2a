"""Tables that list battles with their end and outcome are read, all others are left out."""

from __future__ import annotations

from sayso.read import FurnitureRules
from sayso.read.markdown import read_markdown

BATTLES = """# List

| Name | Region | Start date | End date | Result of the battle |
| --- | --- | --- | --- | --- |
| Battle of [Hirske](x) | Luhansk | 10 June 2022 | 24 June 2022 | Russian victory[1] |
| Battle of Zolote | Luhansk | 12 June 2022 | | Ongoing |
| | Luhansk | 12 June 2022 | | Ongoing |
"""


def test_a_list_of_battles_is_told_row_by_row_with_the_outcome_last(rules: FurnitureRules) -> None:
    assert read_markdown(BATTLES, rules).text.split("\n\n")[1:] == [
        "Battle of Hirske; Luhansk; 10 June 2022; 24 June 2022: Russian victory.",
        "Battle of Zolote; Luhansk; 12 June 2022: Ongoing.",
    ]


def test_a_table_without_an_outcome_is_left_out(rules: FurnitureRules) -> None:
    assert "Hirske" not in read_markdown(BATTLES.replace("Result of the battle", "Commander"), rules).text


def test_a_table_without_an_end_is_left_out(rules: FurnitureRules) -> None:
    assert "Hirske" not in read_markdown(BATTLES.replace("Start date", "Start").replace("End date", "Note"), rules).text
