"""The day of what a report tells: by the sentence behind, by an hour, by what is taken up, by the account."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.model import When
from tests.flow.test_layouts import claims_in

SATURDAY = date(2023, 3, 4)
STRUCK = "On Saturday an armed drone struck the market of Goma."


def when_of(told: str, trigger: str) -> When:
    claims = claims_in(f"News from the hill towns of the east\n\nPublished 6 March 2023\n\n{told}")
    return next(claim.when for claim in reversed(claims) if claim.trigger.text == trigger)


@pytest.mark.parametrize(
    ("told", "trigger"),
    [
        ("Two missiles killed nine people in Goma. That was late on Saturday.", "killed"),
        ("Gunmen attacked a bus near Goma and killed six. It happened on Saturday evening.", "attacked"),
        ("Four soldiers were killed by a mine near Sake. The blast occurred on 4 March.", "killed"),
        ("Rebels raided the village of Kibumba. The attack took place on Saturday.", "raided"),
    ],
)
def test_the_next_sentence_may_say_when_something_came_to_pass(told: str, trigger: str) -> None:
    when = when_of(told, trigger)
    assert (when.from_day, when.to_day, when.basis) == (SATURDAY, SATURDAY, "carried")


def test_what_somebody_else_did_then_dates_nothing() -> None:
    assert when_of("Rebels raided the village of Kibumba. The governor came on Saturday.", "raided").from_day is None


@pytest.mark.parametrize(
    ("told", "trigger"),
    [
        ("The health ministry puts the toll at 42 dead.", "dead"),
        ("Hospitals count 15 dead.", "dead"),
        ("Later, the police confirmed that 61 people were killed.", "killed"),
        ("On Sunday the mayor said that nine people may have died in the attack.", "died"),
        ("On Sunday, the ministry confirmed that four soldiers had been wounded in the strike.", "wounded"),
    ],
)
def test_a_toll_has_the_day_of_what_was_struck_whenever_it_is_told(told: str, trigger: str) -> None:
    assert when_of(f"{STRUCK} {told}", trigger).from_day == SATURDAY


@pytest.mark.parametrize(
    ("told", "trigger"),
    [
        ("115 rebels killed and 14 vehicles destroyed on Saturday, in strikes on Goma.", "killed"),
        ("Bombing the hospital of Goma on Saturday killed nine patients.", "Bombing"),
        ("The rebels captured Sake on Saturday before the army recaptured it the next day.", "captured"),
    ],
)
def test_the_day_of_a_sentence_is_that_of_what_it_tells(told: str, trigger: str) -> None:
    assert when_of(told, trigger).from_day == SATURDAY


def test_a_day_behind_what_came_next_is_none_of_what_came_before() -> None:
    assert when_of("The rebels seized Sake before being driven out the following day.", "seized").from_day is None


def test_an_hour_alone_is_one_of_the_day_that_the_paragraph_tells_of() -> None:
    told = "Gunmen stormed a school in Sake on Saturday. Rebels seized its police post around noon."
    assert when_of(told, "seized").from_day == SATURDAY


def account(told: str, trigger: str) -> When:
    text = f"Battle of Sake (2012)\n\nOn 20 November 2012, rebels attacked Sake and took two hills. {told}"
    return next(claim.when for claim in reversed(claims_in(text)) if claim.trigger.text == trigger)


def test_the_next_morning_moves_the_day_of_an_account() -> None:
    told = "Early the next morning, the rebels captured the town. Later that day, the army shelled Sake."
    assert account(told, "shelled").from_day == date(2012, 11, 21)


def test_what_is_confirmed_on_a_day_came_to_pass_by_then() -> None:
    told = "On 22 November 2012, the army confirmed that its troops had withdrawn from Sake."
    assert (account(told, "withdrawn").from_day, account(told, "withdrawn").to_day) == (None, date(2012, 11, 22))


@pytest.mark.parametrize(
    ("told", "dead", "hurt"),
    [
        ("Local authorities report 42 dead and over 60 injured.", 42, 60),
        ("Officials reported 12 dead and 30 wounded.", 12, 30),
        ("The strike left 42 dead and more than 60 wounded.", 42, 60),
        ("Police counted 5 dead, 17 injured.", 5, 17),
    ],
)
def test_each_harm_of_a_toll_has_its_number(told: str, dead: int, hurt: int) -> None:
    claims = claims_in(f"News from the hill towns of the east\n\nPublished 6 March 2023\n\n{told}")
    lows = [claim.counts[0].low for claim in claims if claim.family == "harm"]
    assert lows == [dead, hurt]


def test_all_that_an_account_of_one_attack_tells_has_the_day_of_its_lead() -> None:
    lead = "On 4 May 2016 gunmen attacked the market of Gadaka."
    rest = "The attackers wore uniforms. Nine traders were killed near the gate."
    claims = claims_in(f"Gadaka market attack (2016)\n\n{lead} They fled.\n\nEvents\n\n{rest}")
    assert next(claim.when.from_day for claim in claims if claim.event == "harm.killed") == date(2016, 5, 4)


def test_nobody_was_hurt_on_the_day_of_what_hurt_nobody() -> None:
    assert when_of(f"{STRUCK} Nobody was killed.", "killed").from_day == SATURDAY
