from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_socket import disable_socket, enable_socket, socket_allow_hosts

from tests.dumps import EL_FASHER, SUDANESE_VILLAGE, TWO, Server, serving, zipped

Run = Callable[..., Any]


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    file = tmp_path / "UA.txt"
    file.write_text(TWO, encoding="utf-8")
    return file


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    return tmp_path / "packs"


@pytest.fixture
def server() -> Iterator[Server]:
    enable_socket()
    socket_allow_hosts(["127.0.0.1"])
    with serving() as state:
        yield state
    disable_socket(allow_unix_socket=True)


def places(ran: Any) -> dict[str, dict[str, Any]]:
    (line,) = ran.out.splitlines()
    return {mark["text"]: mark for mark in json.loads(line)["marks"] if mark["kind"] == "place"}


def test_a_village_resolves_once_its_countrys_dump_is_added(
    sayso: Run, dump: Path, packs: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Russian troops shelled the village of Tykhobereh near Kherson on Friday.\n", encoding="utf-8")
    before = places(sayso("mark", report, "--packs", packs))
    sayso("gazetteer", "add", dump, "--packs", packs)
    after = places(sayso("mark", report, "--packs", packs))
    assert (before["Tykhobereh"]["precision"], before["Tykhobereh"]["geonameid"]) == ("district", None)
    assert (after["Tykhobereh"]["precision"], after["Tykhobereh"]["geonameid"]) == ("exact", 12345678)
    assert [after["Kherson"][key] for key in ("name", "latitude")] == [
        before["Kherson"][key] for key in ("name", "latitude")
    ]


def test_a_second_country_is_added_beside_the_first(sayso: Run, packs: Path, tmp_path: Path, server: Server) -> None:
    server.files |= {"UA.zip": zipped(TWO), "SD.zip": zipped(EL_FASHER + SUDANESE_VILLAGE, member="SD.txt")}
    for code in ("UA", "SD"):
        assert sayso("gazetteer", "add", code, "--packs", packs, "--geonames", server.url).code == 0
    _, *own = map(json.loads, sayso("gazetteer", "list", "--packs", packs).out.splitlines())
    assert [(row["name"], row["countries"], row["places"]) for row in own] == [
        ("gazetteer-sd", ["SD"], 1), ("gazetteer-ua", ["UA"], 1),
    ]  # fmt: skip

    sudan, ukraine = tmp_path / "sudan.txt", tmp_path / "ukraine.txt"
    sudan.write_text("RSF fighters killed two people in the village of Umm Shagira near El Fasher.\n", encoding="utf-8")
    ukraine.write_text("Russian troops shelled the village of Tykhobereh near Kherson.\n", encoding="utf-8")
    (claim,) = map(json.loads, sayso("read", sudan, "--packs", packs, "--format", "jsonl").out.splitlines())
    (place,) = claim["places"]
    assert [place[key] for key in ("name", "geonameid", "country", "admin1", "precision")] == [
        "Umm Shagira", 23456789, "SD", "North Darfur", "exact",
    ]  # fmt: skip
    assert places(sayso("mark", ukraine, "--packs", packs))["Tykhobereh"]["geonameid"] == 12345678


VILLAGES = ("Qoz Hamra", "Wad Basira", "Hillat Samad", "Abu Zereiga Tama", "Tendelti Tama", "Garsa Bora", "Kuru Lemo",
            "Tirra Lemo", "Sirba Zaga", "Dari Bokka", "Umm Tarrada", "Wadi Kuru")  # fmt: skip
"""Of Sudan, and in no gazetteer."""


@pytest.fixture
def sudan(tmp_path: Path) -> Path:
    file = tmp_path / "sudan.txt"
    told = " ".join(f"RSF fighters killed two people in the village of {village}." for village in VILLAGES)
    file.write_text(f"The army shelled Omdurman and Khartoum on Friday. {told}\n", encoding="utf-8")
    return file


TIP = re.compile(r"(\d+) names of places in Sudan are in no gazetteer: 'sayso gazetteer add SD' adds its villages")


@pytest.mark.parametrize("command", ["read", "add"])
def test_many_names_that_are_in_no_gazetteer_are_told_once_with_what_helps(
    sayso: Run, sudan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = sayso(command, sudan)
    assert len(TIP.findall(ran.err)) == 1
    assert "gazetteer" not in ran.out


def test_the_doctor_tells_it_of_the_ledger_and_calls_nothing_broken(
    sayso: Run, sudan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = TIP.search(sayso("add", sudan).err)
    ran = sayso("doctor")
    assert ran.code == 0
    assert told is not None
    assert re.search(rf"tip +places +Sudan +{re.escape(told[0])}", ran.out)


def test_a_few_names_that_are_in_no_gazetteer_are_not_told(sayso: Run, tmp_path: Path) -> None:
    file = tmp_path / "sudan.txt"
    file.write_text("The army shelled Khartoum on Friday. It killed two in the village of Qoz Hamra.\n", "utf-8")
    assert "in no gazetteer" not in sayso("read", file).err


def test_it_is_not_told_where_the_villages_were_added(sayso: Run, sudan: Path, packs: Path, tmp_path: Path) -> None:
    dump = tmp_path / "SD.txt"
    dump.write_text(EL_FASHER + SUDANESE_VILLAGE, encoding="utf-8")
    sayso("gazetteer", "add", dump, "--packs", packs)
    assert "in no gazetteer" not in sayso("read", sudan, "--packs", packs).err


def test_adding_tells_what_was_new_and_what_was_known(sayso: Run, dump: Path, packs: Path) -> None:
    ran = sayso("gazetteer", "add", dump, "--packs", packs)
    assert (ran.code, ran.out) == (0, "")
    assert re.search(r"added gazetteer-ua 2024-05-01: 1 places; 1 were known; ", ran.err)


def test_without_packs_it_is_put_into_the_users_own_folder(
    sayso: Run, dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    sayso("gazetteer", "add", dump)
    assert (tmp_path / "data" / "sayso" / "packs" / "gazetteer-ua" / "manifest.toml").is_file()
    assert "gazetteer-ua" in sayso("doctor").out


def test_a_country_is_fetched_by_its_code(sayso: Run, packs: Path, server: Server) -> None:
    server.files["UA.zip"] = zipped(TWO)
    ran = sayso("gazetteer", "add", "ua", "--packs", packs, "--geonames", server.url)
    assert (ran.code, server.asked) == (0, [""])
    (_, own) = map(json.loads, sayso("gazetteer", "list", "--packs", packs).out.splitlines())
    assert (own["name"], own["source"]) == ("gazetteer-ua", server.url + "UA.zip")
    assert [path.name for path in packs.iterdir()] == ["gazetteer-ua"]


def test_a_file_that_is_no_dump_is_told_with_its_line(sayso: Run, dump: Path, packs: Path) -> None:
    dump.write_text(TWO[:-20], encoding="utf-8")
    ran = sayso("gazetteer", "add", dump, "--packs", packs)
    assert ran.code == 4
    assert f"SAYSO-GAZETTEER: {dump}:2: the line has 18 columns, not 19" in ran.err


def test_a_file_that_is_not_there_is_told(sayso: Run, packs: Path) -> None:
    assert sayso("gazetteer", "add", "nowhere.txt", "--packs", packs).code == 2


def test_the_list_is_a_line_of_json_each_or_a_table(
    sayso: Run, dump: Path, packs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "250")  # the folder's name is as long as it is
    sayso("gazetteer", "add", dump, "--packs", packs, "--source", "by hand", "--licence", "CC0-1.0")
    _, own = map(json.loads, sayso("gazetteer", "list", "--packs", packs).out.splitlines())
    assert (own["places"], own["countries"], own["source"], own["licence"]) == (1, ["UA"], "by hand", "CC0-1.0")
    assert re.search(
        r"gazetteer-ua +2024-05-01 +1 +UA", sayso("gazetteer", "list", "--format=table", "--packs", packs).out
    )


def test_a_gazetteer_that_was_added_can_be_removed(sayso: Run, dump: Path, packs: Path) -> None:
    sayso("gazetteer", "add", dump, "--packs", packs)
    assert sayso("gazetteer", "remove", "UA", "--packs", packs).code == 0
    assert list(packs.iterdir()) == []


def test_the_worlds_gazetteer_stays(sayso: Run) -> None:
    ran = sayso("gazetteer", "remove", "gazetteer-world")
    assert ran.code == 2
    assert "came with the package and stays" in ran.err
