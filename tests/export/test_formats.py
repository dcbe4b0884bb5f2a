"""What each format writes, to the byte; and that every room takes its formats from the one table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from sayso.base.settings import SETTINGS
from sayso.export.exported import Exported
from sayso.export.formats import FORMATS, KINDS, PLACED, formats_of
from sayso.export.geojson import point

TOWNS = (
    {"name": "Гірське", "day": date(2022, 6, 24), "claims": [1, None]},
    {"name": '="x"', "day": None, "claims": []},
)


def written(form: str, **content: Any) -> str:
    return FORMATS[form].text(Exported(**content))


def test_the_table_names_media_type_ending_and_layout_of_each_format() -> None:
    assert [(row.name, row.media_type, row.ending, row.layout) for row in FORMATS.values()] == [
        ("jsonl", "application/jsonl", ".jsonl", "lines"),
        ("json", "application/json", ".json", "document"),
        ("csv", "text/csv; charset=utf-8", ".csv", "rows"),
        ("geojson", "application/geo+json", ".geojson", "features"),
    ]


def test_only_records_that_can_have_coordinates_are_drawn_on_a_map() -> None:
    assert {name: row.kinds for name, row in FORMATS.items() if row.kinds != KINDS} == {"geojson": PLACED}
    assert formats_of(["document", "features"], kind="articles") == ("json",)
    assert formats_of(["document", "features"], kind="claims") == ("json", "geojson")


def test_the_command_line_offers_every_format_of_lines_and_of_rows() -> None:
    (setting,) = (setting for setting in SETTINGS if setting.name == "format")
    assert setting.choices == ("auto", "table", *formats_of(["lines", "rows"]))


def test_json_lines_are_one_object_a_record() -> None:
    assert written("jsonl", records=TOWNS) == (
        '{"name":"Гірське","day":"2022-06-24","claims":[1,null]}\n{"name":"=\\"x\\"","day":null,"claims":[]}\n'
    )
    assert written("jsonl") == ""


def test_a_document_has_its_records_in_a_list_between_what_is_said_of_them() -> None:
    text = written("json", before={"shown": 2, "next": None}, name="towns", records=TOWNS[1:], after={"coarse": 0})
    assert text == ('{"shown":2,"next":null,"towns":[{"name":"=\\"x\\"","day":null,"claims":[]}],"coarse":0}')


@pytest.mark.parametrize("before", [{}, {"shown": 1}])
@pytest.mark.parametrize("after", [{}, {"sides": ["a"]}])
@pytest.mark.parametrize("records", [(), TOWNS[1:], TOWNS[1:] * 3])
def test_a_document_is_json_whatever_of_it_is_empty(before: Any, after: Any, records: Any) -> None:
    said = json.loads(written("json", before=before, name="towns", records=records, after=after))
    assert said == {**before, "towns": list(records), **after}
    assert list(said) == [*before, "towns", *after]


def test_a_document_without_records_is_what_is_said() -> None:
    assert written("json", before={"id": "c-1", "from": date(2022, 6, 24)}) == '{"id":"c-1","from":"2022-06-24"}'


def test_rows_stand_under_the_columns_of_the_first_and_are_no_formulas() -> None:
    assert written("csv", records=TOWNS) == 'name,day,claims\nГірське,2022-06-24,"[1, None]"\n"\'=""x""",,[]\n'


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_run_gets_a_mark_and_a_number_does_not(sign: str) -> None:
    rows = written("csv", records=[{"text": f"{sign}1", "number": -1}])
    assert rows.replace('"', "") == f"text,number\n'{sign}1,-1\n"


def test_without_rows_there_is_a_header_if_columns_are_given_and_else_an_empty_line() -> None:
    assert written("csv", columns=("id", "event")) == "id,event\n"
    assert written("csv") == "\n"


def test_features_are_a_collection_that_says_how_many_of_how_many_it_has() -> None:
    town = point(38.49, 48.75, {"name": "Hirske"})
    feature = (
        '{"type":"Feature","geometry":{"type":"Point","coordinates":[38.49,48.75]},"properties":{"name":"Hirske"}}'
    )
    begun = '{"type":"FeatureCollection","features":'
    assert written("geojson", records=[town, town], after={"sides": []}, total=9) == (
        f'{begun}[{feature},{feature}],"sides":[],"shown":2,"total":9}}'
    )
    assert written("geojson") == f'{begun}[],"shown":0,"total":0}}'


def test_a_feature_without_coordinates_has_no_geometry() -> None:
    assert point(None, 48.75, {})["geometry"] is None
    assert point(0.0, 0.0, {})["geometry"] == {"type": "Point", "coordinates": [0.0, 0.0]}


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_writes_a_record_before_it_asks_for_the_next(form: str) -> None:
    asked: list[int] = []

    def records() -> Iterator[dict[str, int]]:
        for number in range(5):
            asked.append(number)
            yield {"number": number}

    pieces = FORMATS[form].write(Exported(records=records(), name="numbers", columns=("number",)))
    text = ""
    while "3" not in text:
        text += next(pieces)
    assert asked == [0, 1, 2, 3]
