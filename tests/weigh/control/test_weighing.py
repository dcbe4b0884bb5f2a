"""The runs of all places, and the last word of each sayer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sayso.weigh.control.weighing import control_of, control_on, sayings_on, weigh_control
from tests.weigh.control.control_claims import HELD, REGION, claim_of, codebook, line

DAY = date(2022, 7, 4)


def test_every_place_has_its_runs_from_its_own_claims_and_from_those_of_all_of_its_region() -> None:
    town = claim_of("territory.held", "UKR", "2022-06-01", by="UKR")
    zolote = replace(town.places[0], name="Zolote", geonameid=5)
    other = replace(claim_of("territory.held", "UKR", "2022-06-02"), places=(zolote,))
    abroad = replace(other, id="c-abroad", places=(replace(zolote, name="Bakhmut", geonameid=6, admin1="Donetsk"),))
    region = claim_of("territory.captured", "RUS", "2022-07-03", place=REGION, words="took all of")
    runs = weigh_control([town, other, abroad, region], codebook=codebook())
    names = ["Zolote", "Bakhmut", "Luhansk", "Hirske"]
    assert list(dict.fromkeys(run.place.name for run in runs)) == names
    on_day = {name: control_on([run for run in runs if run.place.name == name], DAY) for name in names}
    assert {name: line(run) for name, run in on_day.items()} == {
        "Hirske": "RUS reported", "Zolote": "RUS reported", "Bakhmut": "UKR reported", "Luhansk": "RUS reported",
    }  # fmt: skip


def test_the_days_of_a_setting_count_for_every_place() -> None:
    held = claim_of("territory.held", "UKR", "2022-06-01")
    for decay_days, stands in ((None, "UKR reported"), (33, "UKR reported"), (32, "- unknown")):
        runs = weigh_control([held], codebook=codebook(), decay_days=decay_days)
        assert line(control_on(runs, DAY)) == stands
        assert {run.rule for run in runs} == {codebook().control.with_decay(decay_days).maker}


def test_a_run_has_the_place_as_it_was_asked_for() -> None:
    place = replace(HELD, name="Also Hirske")
    runs = control_of(place, [claim_of("territory.held", "UKR", "2022-06-01")], codebook=codebook())
    assert {run.place for run in runs} == {place}


def test_a_last_word_is_told_once_with_all_its_claims_in_order() -> None:
    claims = [claim_of("territory.held", "UKR", "2022-06-03", id=name) for name in ("c-2", "c-3", "c-1")]
    (word,) = sayings_on(HELD, claims, date(2022, 6, 5), codebook=codebook())
    assert (word.sayer, word.kind, word.party) == (None, "holds", "UKR")
    assert (word.day, word.claims) == (date(2022, 6, 3), ("c-1", "c-2", "c-3"))


def test_a_last_word_lasts_as_long_as_a_hold_does() -> None:
    claims = [claim_of("territory.held", "UKR", "2022-06-03", by="UKR")]
    for day, count in ((2, 0), (3, 1), (13, 1), (14, 0)):
        assert len(sayings_on(HELD, claims, date(2022, 6, day), codebook=codebook(), decay_days=10)) == count
    assert sayings_on(HELD, claims, date(1, 1, 1), codebook=codebook()) == ()
