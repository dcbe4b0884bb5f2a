"""The docs say what the program does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from sayso.base.errors import SaysoError
from sayso.base.settings import SETTINGS, Setting
from sayso.cli import commands
from sayso.flow.chain import FAILED
from sayso.flow.languages import UNREADABLE
from sayso.read import REASONS

DOCS = Path(__file__).parent.parent / "docs"


def kinds(root: type[SaysoError] = SaysoError) -> list[type[SaysoError]]:
    return [root, *[kind for child in root.__subclasses__() for kind in kinds(child)]]


def rows(page: str) -> list[list[str]]:
    lines = (DOCS / page).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_documented_as_it_is(setting: Setting) -> None:
    default = "none" if setting.default is None else f"`{setting.default}`"
    names = [f"`{name}`" for name in (setting.name, setting.flag, setting.variable)]
    assert [*names, setting.wanted, default, setting.help] in rows("settings.md")


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.code)
def test_every_error_is_documented_with_its_exit_code_and_status(kind: type[SaysoError]) -> None:
    stated = [row[:3] for row in rows("errors.md")]
    assert [f"`{kind.code}`", str(kind.exit_code), str(kind.http_status)] in stated


def test_every_reason_to_drop_a_document_is_documented_in_order() -> None:
    stated = [row[0].strip("`") for row in rows("errors.md") if len(row) == 2 and row[0].startswith("`")]
    assert stated == [*REASONS, UNREADABLE, FAILED]


def test_every_library_that_sayso_needs_is_documented_and_no_other() -> None:
    project = tomllib.loads((DOCS.parent / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [re.split(r"[<>=\[]", requirement)[0] for requirement in project["dependencies"]]
    stated = [row[0] for row in rows("dependencies.md") if len(row) == 5]
    assert stated[2:] == needed


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_is_documented(name: str) -> None:
    assert f"\n## `sayso {name}" in (DOCS / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("command", "flag"),
    [
        (name, option.opts[0])
        for name, command in commands.commands.items()
        for option in command.params
        if option.param_type_name == "option"
    ],
)
def test_every_flag_is_documented(command: str, flag: str) -> None:
    text = "".join((DOCS / page).read_text(encoding="utf-8") for page in ("commands.md", "settings.md"))
    assert f"`{flag}" in text or f" {flag} " in text
