"""A verb with "since" alone tells of the days from the event before on."""

from __future__ import annotations

import pytest

from tests.flow.test_layouts import claims_in


@pytest.mark.parametrize(
    ("before", "told", "trigger", "day"),
    [
        ("Gunmen attacked a village near Chai on Friday.", "Two villagers have since died.", "died", "2022-06-24"),
        (
            "Rebels ambushed a patrol in Artibonite on Monday.",
            "One soldier has been missing since.",
            "missing",
            "2022-06-20",
        ),
        (
            "Jihadists raided a school in Kankara on 3 June.",
            "Nine students have since been killed.",
            "killed",
            "2022-06-03",
        ),
        ("Shells hit a camp in Sake on Tuesday.", "Thousands have been displaced since.", "displaced", "2022-06-21"),
        ("Rebels attacked Bambari on Sunday.", "Forty people have been killed since.", "killed", "2022-06-19"),
        ("Troops fired at a crowd in Homs on Thursday.", "Six men have since been arrested.", "arrested", "2022-06-23"),
        (
            "Fighters attacked a mine near Djibo on 7 June.",
            "Three soldiers have been missing since.",
            "missing",
            "2022-06-07",
        ),
        ("Drones hit Nikopol on Wednesday.", "Three people have since died.", "died", "2022-06-22"),
        ("The army bombed Loikaw on 9 June.", "Ten villagers have been wounded since.", "wounded", "2022-06-09"),
        (
            "Militants attacked a bus near Quetta on Monday.",
            "Four soldiers are missing since.",
            "missing",
            "2022-06-20",
        ),
    ],
)
def test_what_has_been_so_since_is_so_from_that_day_on(before: str, told: str, trigger: str, day: str) -> None:
    text = f"News from the front lines of the war\n\nPublished 25 June 2022\n\n{before} {told}"
    when = next(claim.when for claim in reversed(claims_in(text)) if trigger in claim.trigger.text)
    assert (str(when.from_day), when.to_day, when.basis) == (day, None, "carried")
