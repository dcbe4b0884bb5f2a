"""The day of a clause in the course of which something came to pass is that of what came to pass."""

from __future__ import annotations

import pytest

from tests.flow.test_layouts import claims_in


def days_of(sentence: str, trigger: str) -> list[str | None]:
    text = f"News from the front lines of the war\n\nPublished 25 June 2022\n\n{sentence} Nobody claimed it."
    told = [claim.when for claim in claims_in(text) if claim.trigger.text == trigger]
    return [when.from_day.isoformat() if when.from_day else None for when in told[:1]]


@pytest.mark.parametrize(
    ("sentence", "trigger", "day"),
    [
        (
            "While the president was visiting Maiduguri on 23 December 2021, rockets killed five.",
            "killed",
            "2021-12-23",
        ),
        ("Ten people were killed when a shell hit the market in Sloviansk on Friday.", "killed", "2022-06-24"),
        ("When rebels entered Sake on Thursday, they killed nine villagers.", "killed", "2022-06-23"),
        ("Two soldiers died as their convoy crossed the bridge at Ansongo on Tuesday.", "died", "2022-06-21"),
        ("As troops moved into Jenin on Wednesday, gunmen fired and wounded two.", "wounded", "2022-06-22"),
        ("Militants kidnapped four farmers while they worked near Chibok on Monday.", "kidnapped", "2022-06-20"),
        ("Six civilians were wounded when drones struck a bus in Nikopol on 21 June.", "wounded", "2022-06-21"),
        ("It will be recalled that when men raided Kidal on 5 May, eleven guards were killed.", "killed", "2022-05-05"),
        ("Troops shot dead three men when crowds gathered in Khartoum on Friday.", "shot dead", "2022-06-24"),
        ("While aid was handed out in Gaza on Tuesday, tanks killed twelve people.", "killed", "2022-06-21"),
        ("Although talks began in Geneva on Monday, rebels shelled Taiz.", "shelled", None),
    ],
)
def test_what_came_to_pass_meanwhile_has_the_day_of_the_clause(sentence: str, trigger: str, day: str | None) -> None:
    assert days_of(sentence, trigger) == [day]
