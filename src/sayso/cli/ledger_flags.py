"""What the commands on a ledger share: opening it, and the flags that filter a listing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, get_args

import click

from sayso.base.days import read_day
from sayso.base.errors import UsageError
from sayso.model import EventStatus, ReviewState, Standing

if TYPE_CHECKING:
    from datetime import date

    from sayso.base.settings import Settings
    from sayso.keep import Ledger

LIMIT = 50
"""Records that a listing shows if nothing else is asked for: two screens or so; set by hand."""
_ALL = 10**9
"""Records that `--all` asks for: more than any ledger holds."""
ORDERS = ("day", "-day", "confidence", "-confidence", "article")
"""How claims can be ordered; incidents cannot be by `article`."""
_FLAGS = (
    ("--place", "place", "NAME", "Name of a place, its GeoNames id, or its key."),
    ("--within", "within", "NAME", "What lies in a country, by its two letters (UA), or in a region (UA/Luhansk)."),
    ("--event", "event", "TYPE", "Type of event or family: territory.captured, battle; any: talk too."),
    ("--party", "party", "PARTY", "Party or name of an actor or target: RUS."),
    ("--source", "source", "NAME", "Name or party of a source."),
    ("--outlet", "outlet", "NAME", "Outlet of the article."),
    ("--status", "status", "|".join(get_args(EventStatus)), "Status of the event."),
    ("--standing", "standing", "|".join(get_args(Standing)), "Standing of control of the place on the day."),
    ("--review", "review", "|".join(get_args(ReviewState)), "Review state."),
    ("--article", "article", "ID", "Article."),
    ("--made-by", "made_by", "person|NAME", "Claims that people made, or one of them."),
)
"""Flags that may be given several times: alternatives."""
_CHOICES = {"status": get_args(EventStatus), "standing": get_args(Standing), "review": get_args(ReviewState)}


def filter_flags(command: Callable[..., Any]) -> Callable[..., Any]:
    """A decorator that adds the flags of a filter, and hands the command `wanted`, `limit` and `offset`."""

    @wraps(command)
    def run(*args: Any, since: str | None, until: str | None, text: str | None, all_of_them: bool, **flags: Any) -> Any:
        from sayso.keep import Filter, events_asked

        given = {name: flags.pop(name) for _, name, _, _ in _FLAGS}
        given |= events_asked(given["event"])
        for name, choices in _CHOICES.items():
            _check(name, given[name], choices)
        wanted = Filter(since=read_flag_day("--from", since), until=read_flag_day("--to", until), text=text, **given)
        limit = flags.pop("limit")
        return command(*args, wanted=wanted, limit=_ALL if all_of_them else limit, **flags)

    wrapped: Callable[..., Any] = run
    wrapped = click.option("--offset", type=click.IntRange(min=0), default=0, metavar="N", help="Skip the first N.")(
        wrapped
    )
    wrapped = click.option("--all", "all_of_them", is_flag=True, help="Show all that is found.")(wrapped)
    wrapped = click.option(
        "--limit", type=click.IntRange(min=1), default=LIMIT, metavar="N", help=f"Show so many.  [default: {LIMIT}]"
    )(wrapped)
    wrapped = click.option("--text", metavar="WORDS", help="Words of the sentence.")(wrapped)
    wrapped = click.option("--to", "until", metavar="DAY", help="Not after this day.")(wrapped)
    wrapped = click.option("--from", "since", metavar="DAY", help="Not before this day.")(wrapped)
    for flag, name, metavar, text in reversed(_FLAGS):
        wrapped = click.option(flag, name, multiple=True, metavar=metavar, help=text)(wrapped)
    return wrapped


def read_flag_day(flag: str, value: str | None) -> date | None:
    """The day that a flag says. Raises `UsageError` for what is none."""
    day = read_day(value) if value else None
    if value and day is None:
        raise UsageError(f"{flag} is {value!r}", hint="give a day such as 2022-06-25")
    return day


def _check(name: str, values: tuple[str, ...], choices: tuple[str, ...]) -> None:
    for value in values:
        if value not in choices:
            raise UsageError(f"--{name} is {value!r}", hint="give one of " + ", ".join(choices))


def open_for(settings: Settings, *, reading: bool = True) -> Ledger:
    """The ledger of the settings; one that is only read has to be there."""
    from sayso.keep import open_ledger

    return open_ledger(settings.ledger, create=not reading)


def reviewer_of(settings: Settings) -> str:
    """Who decides: by the settings, else the name of the system's user."""
    import getpass

    if settings.reviewer:
        return settings.reviewer
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise UsageError("nobody is named who decides", hint="give --reviewer NAME") from None
