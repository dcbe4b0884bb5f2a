"""Flags that are settings: each is made from its record in `SETTINGS`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click

from sayso.base.errors import PathError
from sayso.base.settings import FILE, SETTINGS, Setting, gather_settings

_METAVARS = {int: "N", float: "X", date: "DAY"}


def setting_flags(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A decorator that adds these settings' flags and `--settings`, and hands the command a `Settings`."""
    chosen = [setting for setting in SETTINGS if setting.name in names]

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def run(*args: Any, settings_file: Path | None, **values: Any) -> Any:
            flags = {setting.name: values.pop(setting.name) for setting in chosen}
            return command(*args, settings=gather_settings(flags=flags, file=settings_file), **values)

        wrapped: Callable[..., Any] = _file_flag(run)
        for setting in reversed(chosen):
            wrapped = _flag(setting)(wrapped)
        return wrapped

    return decorate


def check_paths(paths: tuple[str, ...]) -> None:
    """Raises `PathError` for the first path that is neither there nor `-`, before any is read."""
    for path in paths:
        if path != "-" and not Path(path).exists():
            raise PathError("there is no such file or folder", hint="check the name; - reads stdin", file=path)


def _flag(setting: Setting) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    # Values stay texts here: the settings check them, so that a wrong one is told alike wherever it comes from.
    default = "" if setting.default is None else f"  [default: {setting.default}]"
    metavar = "|".join(setting.choices) or _METAVARS.get(setting.type, "TEXT")
    return click.option(setting.flag, setting.name, metavar=metavar, help=setting.help + default)


def _file_flag(run: Callable[..., Any]) -> Callable[..., Any]:
    text = f"Settings file.  [default: {FILE} in the current folder, if it is there]"
    option = click.option("--settings", "settings_file", type=click.Path(path_type=Path), metavar="FILE", help=text)
    return option(run)
