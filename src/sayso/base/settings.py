"""The settings. Flags, environment variables, the settings file and docs/settings.md all come from `SETTINGS`.

A flag goes before a variable (`SAYSO_MAX_CHARS`), a variable before the settings file, the file before the default.
The settings file is TOML: the one named by `--settings` or SAYSO_SETTINGS, else `sayso.toml` in the current folder.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from sayso.base.days import read_day
from sayso.base.errors import SettingError

FILE = "sayso.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing that a user can set."""

    name: str
    type: type
    """`int`, `float`, `str` or `date`."""
    default: Any
    help: str
    unit: str | None = None
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None

    @property
    def flag(self) -> str:
        """As on the command line: `--max-chars`."""
        return "--" + self.name.replace("_", "-")

    @property
    def variable(self) -> str:
        """As in the environment: `SAYSO_MAX_CHARS`."""
        return "SAYSO_" + self.name.upper()

    @property
    def wanted(self) -> str:
        """What a value has to be, in words."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        kind = {int: "a whole number", float: "a number", date: "a day such as 2022-06-25"}.get(self.type, "a text")
        limits = [f"{word} {bound:g}" for word, bound in (("from", self.low), ("to", self.high)) if bound is not None]
        return " ".join([kind, *([f"of {self.unit}"] if self.unit else []), *limits])


def _setting(default: Any, help: str, **more: Any) -> Any:  # noqa: A002
    return field(default=default, metadata={"help": help, **more})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A value for every setting, and in `origins` where each one that is no default was said."""

    codebook: str | None = _setting(None, "Folder that says what differs from the codebook: an overlay, laid over it.")
    control_decay_days: int | None = _setting(
        None,
        "Days after which a hold that nobody repeats counts no more; if not given, as control.yaml says.",
        unit="days",
        low=1,
    )
    format: str = _setting(
        "auto",
        "What is printed; auto is a table on a terminal, JSON lines elsewhere.",
        choices=("auto", "table", "jsonl", "csv"),
    )
    geonames: str = _setting(
        "https://download.geonames.org/export/dump/", "Where gazetteers are fetched from: a folder of dumps by country."
    )
    jobs: int = _setting(
        1,
        "Processes that read at the same time, each with its own copy of the model.",
        unit="processes",
        low=1,
        high=256,
    )
    ledger: str = _setting(
        "sayso.db", "The ledger: a file, or the address of a PostgreSQL database (postgresql://user@host/name)."
    )
    max_chars: int = _setting(
        2_000_000, "A document with a longer text is dropped as too-long.", unit="characters", low=1
    )
    min_confidence: float = _setting(0.0, "Claims of less confidence are not printed.", low=0, high=1)
    outlet: str | None = _setting(None, "Outlet of documents that do not name theirs.")
    packs: str | None = _setting(None, "Folders of data packs used before the bundled ones, separated as in PATH.")
    published: date | None = _setting(None, "Day of publication of documents that do not tell theirs.")  # noqa: RUF009
    reviewer: str | None = _setting(
        None, "Who decides on claims; if nobody is named, the name of the user on this computer."
    )
    origins: tuple[tuple[str, str], ...] = ()

    @property
    def pack_folders(self) -> list[Path]:
        """The folders of `packs`."""
        return [Path(part).expanduser() for part in (self.packs or "").split(os.pathsep) if part]


def _list_settings() -> tuple[Setting, ...]:
    kinds = {"int": int, "float": float, "date": date}
    return tuple(
        Setting(
            name=declared.name,
            type=kinds.get(str(declared.type).partition(" ")[0], str),
            default=declared.default,
            **declared.metadata,
        )
        for declared in fields(Settings)
        if declared.metadata
    )


SETTINGS: tuple[Setting, ...] = _list_settings()
"""Every setting, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A value that somebody gave, and where: for the message if it is wrong."""

    value: Any
    origin: str
    file: str | None = None
    line: int | None = None


def gather_settings(
    *,
    flags: Mapping[str, str | None] | None = None,
    environment: Mapping[str, str] | None = None,
    file: Path | None = None,
    folder: Path | None = None,
) -> Settings:
    """The settings that these sources add up to; a flag that is `None` was not given.

    `environment` is the process's own if not given. With no `file`, SAYSO_SETTINGS names it, or it is `sayso.toml` in
    `folder` (the current one) if there is one. Raises `SettingError` for a name or a value that cannot be used.
    """
    environment = os.environ if environment is None else environment
    named = file or (Path(environment["SAYSO_SETTINGS"]) if environment.get("SAYSO_SETTINGS") else None)
    all_given = _from_file(named, (folder or Path()) / FILE)
    for setting in SETTINGS:
        if environment.get(setting.variable):
            all_given[setting.name] = _Said(value=environment[setting.variable], origin=setting.variable)
        flag = (flags or {}).get(setting.name)
        if flag is not None:
            all_given[setting.name] = _Said(value=flag, origin=setting.flag)
    values = {
        setting.name: _read_value(setting, all_given[setting.name]) for setting in SETTINGS if setting.name in all_given
    }
    return Settings(**values, origins=tuple(sorted((name, given.origin) for name, given in all_given.items())))


def _from_file(named: Path | None, usual: Path) -> dict[str, _Said]:
    """What the settings file says, by setting; nothing if none is named and the usual one is not there."""
    path = named or usual
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if named is None:
            return {}
        raise SettingError("there is no such settings file", hint="check the name", file=str(path)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"the settings file cannot be read: {error}", hint="mend it", file=str(path)) from None
    return {
        name: given for key, value in _parse_toml(text, path).items() for name, given in [_name(key, value, text, path)]
    }


def _parse_toml(text: str, path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"line (\d+)", str(error))
        line = int(match[1]) if match else text.count("\n") + 1
        what = re.sub(r" \(at .*\)$", "", str(error))
        raise SettingError(what, hint="mend this line of TOML", file=str(path), line=line) from None


def _name(key: str, value: Any, text: str, path: Path) -> tuple[str, _Said]:
    """The setting that a key of the settings file means, and what was said."""
    match = re.search(rf"(?m)^\s*[\"']?{re.escape(key)}[\"']?\s*[=.\]]|^\s*\[+\s*{re.escape(key)}", text)
    line = text.count("\n", 0, match.end()) + 1 if match else None
    name = key.replace("-", "_")
    if name not in {setting.name for setting in SETTINGS}:
        raise SettingError(f"there is no setting {key}", hint=_nearest(name), file=str(path), line=line)
    return name, _Said(value=value, origin=f"{path}:{line}", file=str(path), line=line)


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    names = [setting.name for setting in SETTINGS]
    near = get_close_matches(name, names, n=1)
    return f"did you mean {near[0]}?" if near else "the settings are: " + ", ".join(names)


def _read_value(setting: Setting, given: _Said) -> Any:
    """The value as the setting's type. Raises `SettingError` if it is not one, or out of bounds."""
    value = _convert(setting, given.value)
    low = -float("inf") if setting.low is None else setting.low
    high = float("inf") if setting.high is None else setting.high
    bounded = not isinstance(value, (int, float)) or low <= value <= high
    if value is None or not bounded or (setting.choices and value not in setting.choices):
        name = given.origin if given.file is None else setting.name
        message = f"{name} is {str(given.value)!r}"
        raise SettingError(message, hint=f"give {setting.wanted}", file=given.file, line=given.line)
    return value


def _convert(setting: Setting, value: Any) -> Any:
    """The value as the setting's type, `None` if it is not one."""
    if setting.type is date:
        day = value if isinstance(value, date) else read_day(value) if isinstance(value, str) else None
        return date(day.year, day.month, day.day) if day else None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    if setting.type is str:
        return value.strip() or None if isinstance(value, str) else None
    try:
        number = float(str(value).replace("_", "").strip())
    except ValueError:
        return None
    return number if setting.type is float else int(number) if number.is_integer() else None
