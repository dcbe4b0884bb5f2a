"""What a news report tells of the event that it leads with has that event's day, however far down it stands."""

from __future__ import annotations

from datetime import date

import pytest

from tests.flow.test_layouts import claims_in

DAY = date(2023, 1, 30)
"""The Monday of the reports."""


def page(title: str, *paragraphs: str) -> str:
    return "\n\n".join([title, "Published 31 January 2023", *paragraphs])


def day_of(text: str, trigger: str) -> date | None:
    return next(claim.when.from_day for claim in reversed(claims_in(text)) if claim.trigger.text == trigger)


@pytest.mark.parametrize(
    ("lead", "between", "told", "trigger"),
    [
        (
            "A bomber blew himself up in a crowded mosque in Peshawar on Monday, killing dozens.",
            "Rescuers were digging.",
            "Two imams were killed.",
            "killed",
        ),
        (
            "Fighters stormed an army post on Barkaram island late on Monday, the presidency said.",
            "It is remote.",
            "The attackers burned two boats and left before dawn.",
            "burned",
        ),
        (
            "A missile struck the railway station of Kramatorsk on Monday as thousands waited.",
            "It was full.",
            "The governor said 52 people were killed.",
            "killed",
        ),
        (
            "Gunmen attacked a village in Bokkos district on Monday, residents said.",
            '"They came on motorcycles," said one.',
            "Fifteen people were wounded, the Red Cross said.",
            "wounded",
        ),
        (
            "The Brotherhood Alliance took Laukkai on Monday after weeks of fighting.",
            "Shops were shut.",
            "Six generals were captured.",
            "captured",
        ),
        (
            "Two car bombs exploded at a junction in Mogadishu on Monday, the president said.",
            "The first hit a ministry.",
            "A journalist was killed, the union said.",
            "killed",
        ),
        (
            "An Israeli strike hit a building in Beirut on Monday, officials said.",
            "In 2006 it was bombed for a month.",
            "Two apartment blocks were destroyed.",
            "destroyed",
        ),
        (
            "Militants ambushed an army convoy near Tabatol on Monday, the ministry said.",
            "It declared days of mourning.",
            "The army destroyed fifteen motorcycles, it said.",
            "destroyed",
        ),
        (
            "Russian drones struck the port of Odesa on Monday, the military said.",
            "Grain prices rose.",
            "Ten civilians were injured, among them a boy.",
            "injured",
        ),
        (
            "Rebels shelled a camp for the displaced in Sake on Monday, aid workers said.",
            "It holds thousands.",
            "Nine children were dead, a nurse said.",
            "dead",
        ),
    ],
)
def test_what_is_told_further_down_has_the_day_of_the_lead(lead: str, between: str, told: str, trigger: str) -> None:
    assert day_of(page("Gunmen raid hill town above the valley", lead, between, told), trigger) == DAY


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        ("The minister visited Goma on Monday and met commanders.", "Thirty people were killed, the army said."),
        ("Survivors spoke on Monday as troops took the town.", "Thirty people were killed, they said."),
        ("Rebels attacked Marib on Monday. On Sunday they shelled Taiz. It is a city.", "Thirty people were killed."),
        ("Rebels attacked Marib on Monday.", "More than 300 people have been killed since the coup."),
    ],
)
def test_another_story_has_not_its_day(lead: str, told: str) -> None:
    assert (
        day_of(page("News of the war in the hills above the valley", lead, "Shops were shut.", told), "killed") is None
    )
