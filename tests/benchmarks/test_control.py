"""How a list of who held which town is read, and how changes are compared with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks.control import Change, changes_listed
from benchmarks.control_list import Town, read_towns

HEAD = "name,lat,lon,held_by,first_day,last_day,n_snapshots\n"


def towns(folder: Path, *rows: str) -> list[Town]:
    path = folder / "list.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return read_towns(path)


def labels(town: Town) -> list[str]:
    return [run.label for run in town.runs]


def test_rows_without_coordinates_belong_to_the_town_of_that_name_next_in_time(tmp_path: Path) -> None:
    found = towns(tmp_path, "A,,,Ukraine,2022-03-01,2022-03-09,5", "A,48.0,38.0,Ukraine,2022-03-10,2022-04-01,9")
    assert [(town.name, labels(town)) for town in found] == [("A", ["ukrainian"])]
    assert found[0].runs[0].first == date(2022, 3, 1)


def test_two_places_of_one_name_are_two_towns(tmp_path: Path) -> None:
    found = towns(tmp_path, "A,48.0,38.0,Ukraine,2022-03-01,2022-03-09,5", "A,50.0,30.0,Russia,2022-03-01,2022-03-09,5")
    assert sorted(labels(town) for town in found) == [["russian"], ["ukrainian"]]


def test_a_value_of_one_snapshot_is_a_slip(tmp_path: Path) -> None:
    rows = ["2022-03-01,2022-03-09,5", "2022-03-10,2022-03-10,1", "2022-03-11,2022-04-09,9"]
    held = ["Ukraine", "Russia", "Ukraine"]
    found = towns(tmp_path, *(f"A,48.0,38.0,{who},{days}" for who, days in zip(held, rows, strict=True)))
    assert labels(found[0]) == ["ukrainian"]


def test_days_on_which_two_rows_contradict_each_other_say_nothing(tmp_path: Path) -> None:
    found = towns(tmp_path, "A,48.0,38.0,Ukraine,2022-03-01,2022-03-09,5", "A,48.0,38.0,Russia,2022-03-09,2022-03-20,5")
    assert (date(2022, 3, 9), "ukrainian") not in list(found[0].days())
    assert (date(2022, 3, 9), "russian") not in list(found[0].days())


def test_proxies_are_of_their_side_and_contested_is_no_holder(tmp_path: Path) -> None:
    found = towns(
        tmp_path,
        "A,48.0,38.0,Ukraine,2022-03-01,2022-03-09,5",
        "A,48.0,38.0,Contested,2022-03-10,2022-03-12,3",
        "A,48.0,38.0,Luhansk PR,2022-03-14,2022-03-20,5",
        "A,48.0,38.0,Russia,2022-03-21,2022-04-20,5",
    )
    assert changes_listed(found[0]) == [
        Change(town="A", holder="russian", since=date(2022, 3, 13), day=date(2022, 3, 14))
    ]


def test_a_contest_that_ends_as_it_began_is_no_change(tmp_path: Path) -> None:
    found = towns(
        tmp_path,
        "A,48.0,38.0,Contested,2022-03-01,2022-03-09,5",
        "A,48.0,38.0,Ukraine,2022-03-10,2022-04-12,3",
    )
    assert changes_listed(found[0]) == []


def test_a_change_is_near_if_it_lies_within_three_days_of_when_it_may_have_happened() -> None:
    listed = Change(town="A", holder="russian", since=date(2022, 3, 8), day=date(2022, 3, 10))
    days = [date(2022, 3, day) for day in (4, 5, 13, 14)]
    ours = [Change(town="A", holder="russian", since=day, day=day) for day in days]
    assert [one.is_near(listed) for one in ours] == [False, True, True, False]
    assert not Change(town="A", holder="ukrainian", since=days[1], day=days[1]).is_near(listed)
