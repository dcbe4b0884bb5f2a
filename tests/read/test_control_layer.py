"""A layer of control from outside is one more source."""

from __future__ import annotations

import json
from datetime import date

import pytest

from sayso.model import Article, Claim, Dropped
from sayso.read.control_layer import read_layer
from sayso.weigh.control.weighing import control_of, control_on
from tests.weigh.control.control_claims import HELD, claim_of, codebook, line

HEAD = "name,lat,lon,held_by,first_day,last_day"


def read(*rows: str, head: str = HEAD) -> tuple[Article, tuple[Claim, ...], tuple[Dropped, ...]]:
    data = "\n".join([head, *rows]).encode()
    return read_layer(data, name="The Map", path="map.csv", parties=codebook().parties, known=[HELD])


def test_a_row_is_a_claim_of_the_layer_that_points_at_its_line() -> None:
    article, claims, _ = read("Hirske,48.75,38.49,Russia,2022-06-24,2022-07-09")
    (claim,) = claims
    assert article.text == "Hirske: Russia, from 2022-06-24 to 2022-07-09."
    assert [article.text[s.start : s.end] for s in (claim.trigger, claim.sentence)] == ["Russia", article.text]
    assert [(source.name, source.party) for source in claim.sources] == [("The Map", None)]
    assert (claim.event, claim.actors[0].party) == ("territory.held", "RUS")


def test_a_row_near_a_known_place_of_its_name_is_that_place() -> None:
    _, claims, _ = read("Hirske,48.8,38.4,Russia,2022-06-24,", "Hirske,50.0,30.0,Russia,2022-06-24,")
    assert [claim.places[0].geonameid for claim in claims] == [708273, None]


def test_what_the_layer_says_is_reported_for_all_its_days_and_never_agreed() -> None:
    _, claims, _ = read("Hirske,48.75,38.49,Russia,2022-06-24,2024-06-24")
    runs = control_of(HELD, claims, codebook=codebook())
    lines = [line(control_on(runs, day)) for day in (date(2022, 6, 24), date(2024, 6, 24), date(2025, 7, 1))]
    assert lines == ["RUS reported", "RUS reported", "- unknown"]


def test_an_admission_stands_beside_the_layer() -> None:
    _, claims, _ = read("Hirske,48.75,38.49,Russia,2022-06-24,2022-07-09")
    runs = control_of(
        HELD, [*claims, claim_of("territory.captured", "RUS", "2022-06-24", by="UKR")], codebook=codebook()
    )
    assert line(control_on(runs, date(2022, 6, 24))) == "RUS agreed UKR"


def test_a_contested_row_is_a_claim_that_the_place_is_contested() -> None:
    _, claims, _ = read("Hirske,48.75,38.49,Contested,2022-06-24,2022-06-24")
    assert line(control_on(control_of(HELD, claims, codebook=codebook()), date(2022, 6, 24))) == "- contested"


@pytest.mark.parametrize(
    ("row", "detail"),
    [
        ("Hirske,48.75,38.49,Narnia,2022-06-24,", "'Narnia' is no party"),
        ("Hirske,48.75,38.49,Russia,soon,", "no first day"),
        (",48.75,38.49,Russia,2022-06-24,", "no name"),
        ("Hirske,48.75,38.49,Russia,2022-06-24,2022-06-01", "before it begins"),
    ],
)
def test_a_row_that_cannot_be_read_is_dropped_with_its_number(row: str, detail: str) -> None:
    _, claims, dropped = read("Hirske,48.75,38.49,Russia,2022-06-24,", row)
    assert len(claims) == 1
    assert (dropped[0].reason, dropped[0].detail[:6]) == ("malformed", "row 2:")
    assert detail in dropped[0].detail


def test_points_of_geojson_are_rows() -> None:
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [38.49, 48.75]},
        "properties": {"Name": "Hirske", "holder": "LPR", "from": "2022-06-24"},
    }
    data = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    _, claims, _ = read_layer(data, name="The Map", path="map.geojson", parties=codebook().parties, known=[HELD])
    assert [(claim.actors[0].party, claim.places[0].geonameid) for claim in claims] == [("LPR", 708273)]
