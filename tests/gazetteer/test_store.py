"""Added gazetteers: dumps are read or refused with the line, built beside the world's, fetched whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from pytest_socket import disable_socket, enable_socket, socket_allow_hosts

from sayso.base.errors import DownloadError, GazetteerError, PackHashError, PackMissingError, SettingError, UsageError
from sayso.gazetteer.dump import SideTables, read_dump, read_side_files
from sayso.gazetteer.fetch import fetch
from sayso.gazetteer.lookup import Gazetteer
from sayso.gazetteer.store import BUILDING, add_gazetteer, list_gazetteers, name_gazetteer, remove_gazetteer
from sayso.packs.pack import load_pack, open_pack
from tests.dumps import EL_FASHER, KHERSON_CITY, TWO, VILLAGE, Server, line, serving, zipped


@pytest.fixture
def server() -> Iterator[Server]:
    """A server of the test's own: sockets are open to loopback alone."""
    enable_socket()
    socket_allow_hosts(["127.0.0.1"])
    with serving() as state:
        yield state
    disable_socket(allow_unix_socket=True)


def write(folder: Path, content: str | bytes, name: str = "UA.txt") -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def added(folder: Path, content: str | bytes = TWO, name: str = "UA.txt", *beside: Path) -> Gazetteer:
    """The world's gazetteer with one that was built from this dump."""
    packs = folder / "packs"
    add_gazetteer(write(folder, content, name), name="gazetteer-ua", folder=packs, beside=beside)
    return Gazetteer.load(load_pack("gazetteer-world"), {"ua": open_pack(packs / "gazetteer-ua")})


# --- reading


def test_a_dump_is_read_line_by_line(tmp_path: Path) -> None:
    first, second = read_dump(write(tmp_path, TWO))
    assert (first.number, first.name, first.population, first.feature) == (706448, "Kherson", 320477, "P.PPL")
    assert (second.latitude, second.longitude, second.admin1) == (47.12, 33.21, "08")
    assert "Quiet Shore" in second.names


def test_a_zip_is_read_by_its_largest_text_but_the_readme(tmp_path: Path) -> None:
    assert [place.name for place in read_dump(write(tmp_path, zipped(VILLAGE), "UA.zip"))] == ["Tykhobereh"]


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("", 1, "the file is empty"),
        (TWO + "id\tname\n", 3, "the line has 2 columns, not 19"),
        (TWO[:-20], 2, "the line has 18 columns, not 19"),
        (TWO[:-4], 2, "the file ends within this line"),
        (KHERSON_CITY + VILLAGE.replace("47.12", "147.12"), 2, "is no latitude"),
        (VILLAGE.replace("33.21", "east"), 1, "is no longitude"),
        (VILLAGE.replace("12345678", "x"), 1, "is no number of a place"),
        (VILLAGE.replace("12345678", "99999999999"), 1, "does not fit 31 bits"),
        (VILLAGE.replace("\tUA\t", "\tUkraine\t"), 1, "is no country's code"),
        (VILLAGE.replace("\tP\t", "\tPPL\t"), 1, "is no class of features"),
        ("id,name,lat,lon\n", 1, "the line has 1 columns"),
    ],
)
def test_what_is_no_dump_is_refused_with_its_line(tmp_path: Path, text: str, at: int, said: str) -> None:
    with pytest.raises(GazetteerError, match=said) as raised:
        list(read_dump(write(tmp_path, text)))
    assert raised.value.line == at


def test_a_line_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="not UTF-8") as raised:
        list(read_dump(write(tmp_path, KHERSON_CITY.encode() + b"\xff\xfe\n")))
    assert raised.value.line == 2


def test_a_zip_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="the zip cannot be read"):
        list(read_dump(write(tmp_path, zipped(TWO)[:-30], "UA.zip")))


def test_a_zip_whose_content_was_changed_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path, zipped(TWO), "UA.zip")
    with ZipFile(file) as archive:
        start = archive.getinfo("UA.txt").header_offset + 45
    content = bytearray(file.read_bytes())
    content[start] ^= 0xFF
    with pytest.raises(GazetteerError):
        list(read_dump(write(tmp_path, bytes(content), "UA.zip")))


def test_links_and_codes_are_no_alternate_names(tmp_path: Path) -> None:
    text = "1\t12345678\tlink\thttps://example.org\t\t\t\t\t\t\n2\t12345678\ten\tStillbank\t1\t\t\t\t\t\n"
    tables = read_side_files([write(tmp_path, text, "alternateNamesV2.txt")])
    assert tables == SideTables(names={12345678: ["Stillbank"]})


def test_a_table_of_regions_laid_out_otherwise_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError) as raised:
        read_side_files([write(tmp_path, "UA.08\tKherson\tKherson\t706442\nKherson\n", "admin1CodesASCII.txt")])
    assert raised.value.line == 2


# --- building


def test_a_village_that_the_world_lacks_is_found_in_its_region(tmp_path: Path) -> None:
    (village,) = added(tmp_path).find("Tykhobereh")
    assert (village.candidate.name, village.candidate.country, village.candidate.admin1) == (
        "Tykhobereh",
        "UA",
        "Kherson",
    )


def test_a_village_is_found_by_its_other_names_and_by_transliteration(tmp_path: Path) -> None:
    gazetteer = added(tmp_path)
    assert [match.candidate.name for name in ("Quiet Shore", "Tihobereg") for match in gazetteer.find(name)] == [
        "Tykhobereh",
        "Tykhobereh",
    ]


def test_a_place_that_the_world_has_stays_as_it_is_there(tmp_path: Path) -> None:
    world = Gazetteer.load(load_pack("gazetteer-world"))
    assert added(tmp_path).find("Kherson") == world.find("Kherson")


def test_a_number_of_geonames_is_one_in_an_added_gazetteer_too(tmp_path: Path) -> None:
    (village,) = added(tmp_path).find("Tykhobereh")
    assert (village.candidate.geonameid, village.candidate.gazetteer_id) == (12345678, None)


def test_a_number_of_the_files_own_is_kept_apart_by_the_packs_name(tmp_path: Path) -> None:
    own = TWO.replace("706448", "900000001").replace("12345678", "706448")
    (village,) = added(tmp_path, own).find("Tykhobereh")
    assert (village.candidate.geonameid, village.candidate.gazetteer_id) == (None, "ua:706448")


def test_a_name_that_the_world_lacks_leads_to_the_worlds_place(tmp_path: Path) -> None:
    gazetteer = added(tmp_path, KHERSON_CITY.replace("Kherson\t\t", "Kherson\tQuiet Harbour\t"))
    (match,) = gazetteer.find("Quiet Harbour")
    (town,) = (place for place in gazetteer.find("Kherson") if place.candidate.geonameid == 706448)
    assert (match.candidate, match.population) == (town.candidate, town.population)


def test_a_dump_of_own_numbers_does_not_double_a_town_nearby(tmp_path: Path) -> None:
    town = line(900000001, "Kherson", 46.66, 32.62)
    assert len(added(tmp_path, town + VILLAGE).find("Kherson")) == len(
        Gazetteer.load(load_pack("gazetteer-world")).find("Kherson")
    )


def test_a_village_far_from_the_town_of_its_name_is_another(tmp_path: Path) -> None:
    far = line(900000001, "Kherson", 50.9, 29.1, admin1="27")
    matches = added(tmp_path, far).find("Kherson")
    assert [place.candidate.gazetteer_id for place in matches if place.candidate.gazetteer_id] == ["ua:900000001"]


def test_villages_at_one_point_stand_for_their_communes_middle(tmp_path: Path) -> None:
    other = line(12345679, "Hlybokobereh", 47.12, 33.21)
    gazetteer = added(tmp_path, KHERSON_CITY + VILLAGE + other)
    assert [match.radius_km > 10 for name in ("Tykhobereh", "Hlybokobereh") for match in gazetteer.find(name)] == [
        True,
        True,
    ]


def test_two_added_gazetteers_do_not_double_each_others_villages(tmp_path: Path) -> None:
    packs = tmp_path / "packs"
    for number, name in ((12345678, "gazetteer-a"), (900000001, "gazetteer-b")):
        dump = write(tmp_path, VILLAGE.replace("12345678", str(number)))
        add_gazetteer(dump, name=name, folder=packs)
    both = {name: open_pack(packs / f"gazetteer-{name}") for name in ("a", "b")}
    (village,) = Gazetteer.load(load_pack("gazetteer-world"), both).find("Tykhobereh")
    assert village.candidate.gazetteer_id == "a:12345678"


def test_a_village_of_a_dump_takes_the_place_of_the_one_by_hand(tmp_path: Path) -> None:
    def numbers(gazetteer: Gazetteer) -> list[int | None]:
        return [there.candidate.geonameid for there in gazetteer.find("Tawila") if there.candidate.country == "SD"]

    tawila = line(7777777, "Tawila", 13.49, 24.88, country="SD", admin1="55")
    assert numbers(Gazetteer.load(load_pack("gazetteer-world"))) == [None]
    assert numbers(added(tmp_path, EL_FASHER + tawila, "SD.txt")) == [7777777]


def test_names_beside_the_dump_lead_to_its_places(tmp_path: Path) -> None:
    names = write(tmp_path, "1\t12345678\ten\tStillbank\t\t\t\t\t\t\n", "alternateNamesV2.txt")
    assert [match.candidate.name for match in added(tmp_path, TWO, "UA.txt", names).find("Stillbank")] == ["Tykhobereh"]


def test_a_region_that_the_world_does_not_know_is_named_by_the_table(tmp_path: Path) -> None:
    regions = write(tmp_path, "UA.99\tFar Shore Oblast\tFar Shore Oblast\t1\n", "admin1CodesASCII.txt")
    (village,) = added(tmp_path, VILLAGE.replace("\t08\t", "\t99\t"), "UA.txt", regions).find("Tykhobereh")
    assert village.candidate.admin1 == "Far Shore Oblast"


# --- keeping


def test_a_dump_that_is_refused_leaves_the_old_gazetteer(tmp_path: Path) -> None:
    added(tmp_path)
    before = open_pack(tmp_path / "packs" / "gazetteer-ua").maker
    with pytest.raises(GazetteerError):
        added(tmp_path, TWO[:-20])
    assert open_pack(tmp_path / "packs" / "gazetteer-ua").maker == before
    assert not (tmp_path / "packs" / BUILDING).exists()


def test_a_dump_without_a_place_of_use_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="no place that a gazetteer has use for"):
        added(tmp_path, line(1, "A stream", 47.0, 33.0, feature="H\tSTM"))


def test_a_gazetteer_takes_the_place_of_one_of_its_name(tmp_path: Path) -> None:
    added(tmp_path)
    gazetteer = added(tmp_path, VILLAGE.replace("Tykhobereh", "Hlybokobereh"))
    assert (len(gazetteer.find("Hlybokobereh")), gazetteer.find("Tykhobereh")) == (1, ())
    assert [folder.name for folder in (tmp_path / "packs").iterdir()] == ["gazetteer-ua"]


def test_the_same_dump_gives_the_same_gazetteer(tmp_path: Path) -> None:
    added(tmp_path)
    before = open_pack(tmp_path / "packs" / "gazetteer-ua").maker
    added(tmp_path)
    assert open_pack(tmp_path / "packs" / "gazetteer-ua").maker == before


def test_the_list_tells_the_world_and_what_was_added(tmp_path: Path) -> None:
    added(tmp_path)
    world, own = list_gazetteers([tmp_path / "packs"])
    assert (world.name, world.places > 200_000) == ("gazetteer-world", True)
    assert (own.name, own.version, own.places, own.countries) == ("gazetteer-ua", "2024-05-01", 1, ("UA",))
    assert own.licence.startswith("CC-BY-4.0")


def test_the_worlds_gazetteer_is_never_removed() -> None:
    with pytest.raises(UsageError, match="came with the package and stays"):
        remove_gazetteer("gazetteer-world")


def test_a_gazetteer_that_was_never_added_cannot_be_removed(tmp_path: Path) -> None:
    with pytest.raises(PackMissingError, match="no gazetteer gazetteer-ua was added"):
        remove_gazetteer("ua", folders=[tmp_path])


@pytest.mark.parametrize(("said", "name"), [("UA", "ua"), ("gazetteer-ua", "ua"), ("My places!", "my-places")])
def test_a_gazetteer_is_named_in_one_way(said: str, name: str) -> None:
    assert name_gazetteer(said) == f"gazetteer-{name}"


@pytest.mark.parametrize("said", ["", "../..", "world", "gazetteer-world"])
def test_a_name_that_leads_elsewhere_is_refused(said: str) -> None:
    with pytest.raises(UsageError):
        name_gazetteer(said)


def test_an_added_gazetteer_that_was_damaged_is_mended_by_adding_it_again(tmp_path: Path) -> None:
    added(tmp_path)
    (tmp_path / "packs" / "gazetteer-ua" / "keys.npy").write_bytes(b"")
    with pytest.raises(PackHashError, match="add it again with: sayso gazetteer add"):
        Gazetteer.load(load_pack("gazetteer-world"), {"ua": open_pack(tmp_path / "packs" / "gazetteer-ua")})


# --- fetching


def test_a_dump_is_fetched_whole(server: Server, tmp_path: Path) -> None:
    server.files["UA.zip"] = zipped(TWO)
    seen: list[tuple[int, int | None]] = []
    file = fetch(server.url + "UA.zip", tmp_path / "UA.zip", progress=lambda done, total: seen.append((done, total)))
    size = len(server.files["UA.zip"])
    assert (file.read_bytes(), seen[-1]) == (server.files["UA.zip"], (size, size))
    assert [path.name for path in tmp_path.iterdir()] == ["UA.zip"]


def test_a_broken_connection_is_taken_up_where_it_broke(server: Server, tmp_path: Path) -> None:
    server.files["UA.zip"], server.cut_after = zipped(TWO), [200]
    file = fetch(server.url + "UA.zip", tmp_path / "UA.zip", pause_s=0)
    assert (file.read_bytes(), server.asked) == (server.files["UA.zip"], ["", "bytes=200-"])


def test_a_later_run_goes_on_where_an_earlier_one_ended(server: Server, tmp_path: Path) -> None:
    server.files["UA.zip"], server.cut_after = zipped(TWO), [100, 50, 0, 0]
    with pytest.raises(DownloadError, match="run the command again to go on from there"):
        fetch(server.url + "UA.zip", tmp_path / "UA.zip", pause_s=0)
    fetch(server.url + "UA.zip", tmp_path / "UA.zip", pause_s=0)
    assert server.asked[-1] == "bytes=150-"
    assert (tmp_path / "UA.zip").read_bytes() == server.files["UA.zip"]


@pytest.mark.parametrize("change", ["another file", "no ranges"])
def test_what_cannot_be_taken_up_is_fetched_anew(server: Server, tmp_path: Path, change: str) -> None:
    server.files["UA.zip"], server.cut_after = zipped(TWO), [100, 0, 0, 0]
    with pytest.raises(DownloadError):
        fetch(server.url + "UA.zip", tmp_path / "UA.zip", pause_s=0)
    server.files["UA.zip"] = zipped(VILLAGE)
    server.tag, server.knows_ranges = ('"2"', True) if change == "another file" else ('"1"', False)
    assert fetch(server.url + "UA.zip", tmp_path / "UA.zip", pause_s=0).read_bytes() == zipped(VILLAGE)


def test_what_is_no_zip_is_not_kept(server: Server, tmp_path: Path) -> None:
    server.files["UA.zip"] = b"<html>Sign in to this network</html>"
    with pytest.raises(DownloadError, match="no whole zip"):
        fetch(server.url + "UA.zip", tmp_path / "UA.zip", pause_s=0)
    assert list(tmp_path.iterdir()) == []


def test_a_country_that_the_server_does_not_have_is_told(server: Server, tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match=r"answers 404 .* check the country's code"):
        fetch(server.url + "XX.zip", tmp_path / "XX.zip", pause_s=0)


def test_only_the_web_is_fetched_from(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="is no address of the web"):
        fetch("file:///etc/passwd", tmp_path / "UA.zip")
