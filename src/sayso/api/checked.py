"""What a program asks for, checked: settings, days, paths, filters; and how it is told what was left out."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sayso.base.days import read_day
from sayso.base.errors import PathError, SaysoWarning, UsageError
from sayso.base.settings import Settings
from sayso.model import Article, Dropped

if TYPE_CHECKING:
    from sayso.keep import Filter

T = TypeVar("T")
Day = date | str
"""A day, or its ISO date ("2022-06-25")."""
OnDropped = Callable[[Dropped], object]
_LONGEST_NAME: Final = 1_000
"""Characters: a longer string is a text and names no file. By reasoning: paths of 4,096 are possible and not met."""


def settings_of(*, published: Day | None = None, **values: Any) -> Settings:
    """The settings that these values make; `None` is not given. Raises `UsageError` for what is no day."""
    day = None if published is None else day_of(published, "published")
    return Settings(published=day, **{name: value for name, value in values.items() if value is not None})


def day_of(said: Day, name: str) -> date:
    """The day that is said. Raises `UsageError` for what is none; `name` says what it is of."""
    day = read_day(said) if isinstance(said, str) else said
    if day is None:
        raise UsageError(f"{name} is {said!r}", hint="give a day such as 2022-06-25")
    return day


def names_a_file(said: str) -> bool:
    """Whether a string names a file: it is one, or it holds no blank and looks like a path ("reports/x.txt")."""
    if not said.strip() or "\n" in said or len(said) > _LONGEST_NAME:
        return False
    try:
        is_there = Path(said).exists()
    except (OSError, ValueError):  # longer than a name can be, or with a sign that no name has
        return False
    return is_there or (" " not in said.strip() and bool(Path(said).suffix or "/" in said))


def named_paths(paths: str | Path | Iterable[str | Path]) -> list[str | Path]:
    """The paths as a list. Raises `PathError` for one that is not there."""
    named = [paths] if isinstance(paths, (str, Path)) else list(paths)
    check_paths(named)
    return named


def check_paths(paths: Sequence[str | Path]) -> None:
    """Nothing, if all are there. Raises `PathError` for the first that is not."""
    for path in paths:
        if not Path(path).exists():
            raise PathError("there is no such file or folder", hint="check the name", file=str(path))


def told(
    run: Iterable[tuple[Article, T] | Dropped], on_dropped: OnDropped | None, *, level: int = 3
) -> Iterator[tuple[Article, T]]:
    """What was not dropped; what was, is told, as a warning of the line `level` calls above."""
    for worked in run:
        if not isinstance(worked, Dropped):
            yield worked
        elif on_dropped is not None:
            on_dropped(worked)
        else:
            warnings.warn(f"dropped {worked.path}: {worked.reason}: {worked.detail}", SaysoWarning, stacklevel=level)


def filter_of(filters: Mapping[str, Any]) -> Filter:
    """The filters as the ledger knows them: one value or several. Raises `UsageError` for a name that is none."""
    from sayso.keep import Filter

    known = {field.name: field.default for field in fields(Filter)}
    wanted: dict[str, Any] = {}
    for name, value in filters.items():
        if name not in known:
            raise UsageError(f"there is no filter {name}", hint="the filters are: " + ", ".join(known))
        if value is None:
            continue
        if name in ("since", "until"):
            wanted[name] = day_of(value, name)
        elif isinstance(known[name], tuple):
            wanted[name] = (value,) if isinstance(value, str) else tuple(value)
        elif isinstance(value, str if name == "text" else int | float):
            wanted[name] = value
        else:
            raise UsageError(f"{name} is {value!r}", hint=f"give {'words' if name == 'text' else 'a number'}")
    return Filter(**wanted)
