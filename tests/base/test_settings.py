from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from sayso.base.errors import SettingError
from sayso.base.settings import SETTINGS, Settings, gather_settings


def write(folder: Path, text: str) -> Path:
    file = folder / "sayso.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_anything_said_every_setting_has_its_default(tmp_path: Path) -> None:
    assert gather_settings(environment={}, folder=tmp_path) == Settings()


def test_every_field_but_the_origins_is_a_setting_with_help() -> None:
    assert [setting.name for setting in SETTINGS if setting.help] == [
        field.name for field in fields(Settings) if field.name != "origins"
    ]


def test_a_file_in_the_current_folder_goes_before_the_default(tmp_path: Path) -> None:
    write(tmp_path, "jobs = 3\n")
    assert gather_settings(environment={}, folder=tmp_path).jobs == 3


def test_a_variable_goes_before_the_file(tmp_path: Path) -> None:
    write(tmp_path, "jobs = 3\n")
    assert gather_settings(environment={"SAYSO_JOBS": "4"}, folder=tmp_path).jobs == 4


def test_a_flag_goes_before_a_variable(tmp_path: Path) -> None:
    assert gather_settings(flags={"jobs": "5"}, environment={"SAYSO_JOBS": "4"}, folder=tmp_path).jobs == 5


def test_a_flag_that_was_not_given_changes_nothing(tmp_path: Path) -> None:
    assert gather_settings(flags={"jobs": None}, environment={"SAYSO_JOBS": "4"}, folder=tmp_path).jobs == 4


def test_a_variable_names_the_settings_file(tmp_path: Path) -> None:
    file = write(tmp_path, 'outlet = "The Bulletin"\n')
    assert gather_settings(environment={"SAYSO_SETTINGS": str(file)}, folder=tmp_path / "x").outlet == "The Bulletin"


def test_a_day_is_read_from_a_text_and_from_a_toml_date(tmp_path: Path) -> None:
    file = write(tmp_path, "published = 2022-06-25\n")
    assert gather_settings(environment={}, file=file).published == date(2022, 6, 25)
    assert gather_settings(flags={"published": "2022-06-24"}, environment={}, file=file).published == date(2022, 6, 24)


def test_a_name_may_be_written_with_hyphens(tmp_path: Path) -> None:
    assert gather_settings(environment={}, file=write(tmp_path, "max-chars = 1_000\n")).max_chars == 1000


def test_the_settings_tell_where_each_was_said(tmp_path: Path) -> None:
    file = write(tmp_path, "\njobs = 3\n")
    settings = gather_settings(flags={"outlet": "X"}, environment={}, file=file)
    assert settings.origins == (("jobs", f"{file}:2"), ("outlet", "--outlet"))


def test_a_wrong_value_in_the_file_is_told_with_its_line(tmp_path: Path) -> None:
    file = write(tmp_path, '# mine\njobs = "many"\n')
    with pytest.raises(SettingError) as raised:
        gather_settings(environment={}, file=file)
    assert (raised.value.file, raised.value.line) == (str(file), 2)
    assert "jobs is 'many'" in str(raised.value)


def test_an_unknown_name_in_the_file_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"toml:1: there is no setting job — did you mean jobs\?"):
        gather_settings(environment={}, file=write(tmp_path, "job = 2\n"))


def test_broken_toml_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"sayso\.toml:2: "):
        gather_settings(environment={}, file=write(tmp_path, "jobs = 2\noutlet = x\n"))


def test_a_settings_file_that_is_named_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="no such settings file"):
        gather_settings(environment={}, file=tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("name", "value"),
    [("jobs", "0"), ("jobs", "1.5"), ("min_confidence", "1.1"), ("format", "xml"), ("published", "25.6.2022")],
)
def test_a_flag_out_of_bounds_is_told_by_its_name(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"--{name.replace('_', '-')} is '{value}'"):
        gather_settings(flags={name: value}, environment={})


def test_a_variable_out_of_bounds_is_told_by_its_name() -> None:
    with pytest.raises(SettingError, match="SAYSO_JOBS is 'x' — give a whole number of processes from 1 to 256"):
        gather_settings(environment={"SAYSO_JOBS": "x"})


def test_a_truth_value_is_no_number(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="jobs is 'True'"):
        gather_settings(environment={}, file=write(tmp_path, "jobs = true\n"))
