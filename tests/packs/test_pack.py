from __future__ import annotations

from pathlib import Path

import pytest

from sayso.base.errors import PackContentError, PackFileError, PackHashError, PackManifestError, PackMissingError
from sayso.packs.pack import list_packs, load_pack, open_pack, read_yaml, seal_pack, yaml_line


def test_a_pack_is_found_by_name_in_the_folders_given(pack_folder: Path) -> None:
    assert load_pack("tiny", folders=[pack_folder.parent]).folder == pack_folder


def test_a_pack_is_found_in_the_folders_of_the_variable(pack_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_PACKS", f"/nowhere:{pack_folder.parent}")
    assert load_pack("tiny").version == "1.0"


def test_an_own_folder_goes_before_a_later_one(pack_folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "tiny"
    other.mkdir(parents=True)
    (other / "manifest.toml").write_text((pack_folder / "manifest.toml").read_text("utf-8"), encoding="utf-8")
    assert load_pack("tiny", folders=[other.parent, pack_folder.parent]).folder == other
    assert other in list_packs(folders=[other.parent, pack_folder.parent])


def test_a_pack_that_is_nowhere_is_told_with_the_command_that_mends_it() -> None:
    with pytest.raises(PackMissingError, match=r"no data pack nothing .* pip install --force-reinstall sayso"):
        load_pack("nothing", folders=[])


def test_a_text_is_read_as_utf8_whatever_the_locale(pack_folder: Path) -> None:
    assert open_pack(pack_folder).text("more/text.txt") == "Сєвєродонецьк\n"


def test_a_preposition_and_norway_stay_words(pack_folder: Path) -> None:
    assert open_pack(pack_folder).yaml("words.yaml") == {"on": "preposition", "words": ["no", "yes"]}


def test_the_line_of_a_value_is_found(pack_folder: Path) -> None:
    assert open_pack(pack_folder).line("words.yaml", "words", 1) == 4


def test_the_line_of_a_value_that_is_not_there_is_that_of_what_holds_it() -> None:
    assert yaml_line("a: 1\nb:\n  c: 2\n", "b", "d") == 2


def test_a_file_that_was_edited_is_told_with_the_command_that_seals_it(pack_folder: Path) -> None:
    (pack_folder / "words.yaml").write_text("on: x\n", encoding="utf-8")
    with pytest.raises(PackHashError, match=f"if you edited it, run: python -m sayso.packs {pack_folder}"):
        open_pack(pack_folder).yaml("words.yaml")


def test_a_file_that_is_gone_is_told(pack_folder: Path) -> None:
    (pack_folder / "words.yaml").unlink()
    with pytest.raises(PackFileError, match="lacks this file"):
        open_pack(pack_folder).text("words.yaml")


def test_a_file_that_the_manifest_does_not_name_is_not_read(pack_folder: Path) -> None:
    (pack_folder / "new.txt").write_text("x", encoding="utf-8")
    with pytest.raises(PackFileError, match=r"has no file new\.txt"):
        open_pack(pack_folder).text("new.txt")


def test_sealing_names_the_new_file_and_changes_the_maker(pack_folder: Path) -> None:
    before = open_pack(pack_folder).maker
    (pack_folder / "new.txt").write_text("x", encoding="utf-8")
    after = seal_pack(pack_folder)
    assert after.text("new.txt") == "x"
    assert before.startswith("tiny@1.0#")
    assert after.maker != before


def test_sealing_twice_changes_nothing(pack_folder: Path) -> None:
    first = (pack_folder / "manifest.toml").read_bytes()
    seal_pack(pack_folder)
    assert (pack_folder / "manifest.toml").read_bytes() == first


def test_a_manifest_that_lacks_a_key_is_told(pack_folder: Path) -> None:
    manifest = pack_folder / "manifest.toml"
    manifest.write_text(manifest.read_text("utf-8").replace("licence", "lizenz"), encoding="utf-8")
    with pytest.raises(PackManifestError, match="does not say: licence"):
        open_pack(pack_folder)


def test_a_broken_manifest_is_told_with_its_line(pack_folder: Path) -> None:
    (pack_folder / "manifest.toml").write_text('name = "tiny"\nversion\n', encoding="utf-8")
    with pytest.raises(PackManifestError, match=r"manifest\.toml:2: "):
        open_pack(pack_folder)


def test_broken_yaml_is_told_with_its_line() -> None:
    with pytest.raises(PackContentError) as raised:
        read_yaml("a: 1\nb: [1\n", origin="x.yaml")
    assert (raised.value.file, raised.value.line) == ("x.yaml", 3)


def test_a_key_said_twice_is_told_with_its_line() -> None:
    with pytest.raises(PackContentError, match=r"x\.yaml:3: 'a' is said twice"):
        read_yaml("a: 1\nb: 2\na: 3\n", origin="x.yaml")


def test_a_pack_can_be_read_as_it_lies_after_an_edit(pack_folder: Path) -> None:
    (pack_folder / "words.yaml").write_text("on: x\n", encoding="utf-8")
    assert open_pack(pack_folder, as_it_lies=True).yaml("words.yaml") == {"on": "x"}
