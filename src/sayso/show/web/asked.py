"""What an address asks for: its parameters as a filter, an order, a page; checked, with limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal, Protocol, get_args
from urllib.parse import urlencode

from sayso.base.days import read_day
from sayso.base.errors import UsageError
from sayso.export.formats import FORMATS, Layout
from sayso.keep import Filter, Order, events_asked
from sayso.model import EventStatus, ReviewState, Standing
from sayso.show.web.side_colours import Inks

Form = str
"""`html` for a page for people, or the name of a format of `sayso.export`."""
Role = Literal["reader", "reviewer"]
DATA_LAYOUTS: Final[tuple[Layout, ...]] = ("document", "rows", "features")
"""Layouts in which pages give their records as data."""
_MOST: Final[Mapping[str, int]] = {"html": 200, "document": 1_000, "rows": 10_000, "features": 50_000}
"""The most records that one address gives, by layout: pages stay readable, and no request holds the ledger for long.
Set by hand and not swept; `features` holds the places of a whole ledger, which the map draws at once."""
_USUAL: Final[Mapping[str, int]] = {"html": 50, "document": 200, "rows": 10_000, "features": 50_000}
"""Records that an address gives that asks for no number; set by hand."""
_FURTHEST: Final = 1_000_000
"""Records that a page number may skip; set by hand."""
LONGEST: Final = 500
"""Characters of a parameter's name or value: set by hand."""
_MANY: Final = 100
"""Values of one address, far more than the form of a filter sends; set by hand."""
STANDS: Final[tuple[ReviewState, ...]] = ("unreviewed", "accepted", "corrected")
"""Review states of claims that are listed unless others are asked for: all but rejected ones."""
PLAIN: Final = ("place", "within", "event", "party", "source", "outlet", "article", "made_by")
"""Parameters that are the filter's fields of the same name."""
OTHERS: Final = ("from", "to", "on", "status", "standing", "review", "q", "least", "side")
"""The other parameters of a filter."""
FILTER: Final = (*PLAIN, *OTHERS)


def most(form: Form) -> int:
    """The most records that one address gives in that form."""
    return _MOST["html" if form == "html" else FORMATS[form].layout]


def usual(form: Form) -> int:
    """How many records an address gives in that form, if it asks for no number."""
    return _USUAL["html" if form == "html" else FORMATS[form].layout]


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who looks at a page."""

    name: str
    role: Role
    csrf: str
    """What a form that changes something has to send along."""
    is_named: bool = False
    """Logged in by name, so that there is something to log out of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request, as far as a page knows it."""

    path: str
    """Without the form."""
    form: Form
    query: tuple[tuple[str, str], ...]
    viewer: Viewer
    key: str = ""
    """The id in the path."""

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a parameter that is not empty."""
        return tuple(dict.fromkeys(value.strip() for key, value in self.query if key == name and value.strip()))

    def one(self, name: str) -> str | None:
        """The last value of a parameter; `None` if it has none."""
        return next(iter(reversed(self.all(name))), None)

    def day(self, name: str) -> date | None:
        """The day that a parameter names. Raises `UsageError` if it names none."""
        value = self.one(name)
        if value is None:
            return None
        day = read_day(value)
        if day is None:
            raise UsageError(f"{name} is {value[:40]!r}, which is no day", hint="give a day such as 2022-06-25")
        return date(day.year, day.month, day.day)

    def choice(self, name: str, choices: Sequence[str]) -> str | None:
        """The value of a parameter that has to be one of these. Raises `UsageError` if it is not."""
        value = self.one(name)
        if value is not None and value not in choices:
            raise UsageError(f"{name} is {value[:40]!r}", hint="give one of: " + ", ".join(choices))
        return value

    def number(self, name: str, *, usual: int, least: int, most: int) -> int:
        """A whole number, cut to its bounds. Raises `UsageError` if it is none."""
        value = self.one(name)
        if value is None:
            return usual
        if not (value.lstrip("-").isdecimal() and value.isascii() and len(value) < 20):
            raise UsageError(f"{name} is {value[:40]!r}, which is no number", hint="give a whole number")
        return max(least, min(most, int(value)))

    @property
    def limit(self) -> int:
        """How many records are wanted at a time."""
        return self.number("limit", usual=usual(self.form), least=1, most=most(self.form))

    @property
    def page(self) -> int:
        """Which page of them; the first is 1."""
        return self.number("page", usual=1, least=1, most=_FURTHEST // self.limit)

    @property
    def offset(self) -> int:
        """How many records stand on the pages before."""
        return (self.page - 1) * self.limit

    def address(self, path: str | None = None, /, **changed: Any) -> str:
        """This address, or that path with these parameters, some changed; `None` takes one away."""
        names = {name.rstrip("_"): value for name, value in changed.items()}
        kept = [(name, value) for name, value in self.query if name not in names and value]
        for name, value in names.items():
            if value is not None:
                kept += [(name, str(part)) for part in (value if isinstance(value, (tuple, list)) else [value])]
        query = urlencode(kept)
        return f"{path or self.path}?{query}" if query else path or self.path

    def filtered(self, path: str, **changed: Any) -> str:
        """That path with this address's filter, and no page."""
        names = {name: None for name, _ in self.query if name not in FILTER}
        return self.address(path, **(names | changed))


def check_query(query: Sequence[tuple[str, str]]) -> None:
    """Raises `UsageError` for more or longer parameters than any page takes."""
    if len(query) > _MANY:
        raise UsageError(f"the address has {len(query)} parameters", hint=f"give {_MANY} at most")
    for name, value in query:
        if len(value) > LONGEST or len(name) > LONGEST:
            raise UsageError(f"{name[:40]!r} has {len(value)} characters", hint=f"give {LONGEST} at most")
        if "\x00" in value or "\x00" in name:
            raise UsageError("a parameter holds a zero byte", hint="leave it out")


class FilterNames(Protocol):
    """What a filter has to know of the ledger."""

    def inks(self) -> Inks:
        """Its sides."""

    def has_rejected(self) -> bool:
        """Whether a claim was ever rejected."""


def read_filter(asked: Asked, known: FilterNames, *, days: bool = True) -> Filter:
    """The filter that an address asks for. Raises `UsageError` for what cannot be asked for.

    `on` is a day for both ends. Without `review`, rejected claims are left out; `review=any` brings them in. Without
    `event`, talk is left out; `event=any` brings it in. Without `days`, those are left out.
    """
    plain: dict[str, Any] = {name: asked.all(name) for name in PLAIN} | events_asked(asked.all("event"))
    on = asked.day("on")
    since, until = (on, on) if on else (asked.day("from"), asked.day("to"))
    if since and until and until < since:
        raise UsageError("the range of days ends before it begins", hint="give the earlier day first")
    wanted = Filter(
        **plain, status=_several(asked, "status", EventStatus), standing=_several(asked, "standing", Standing),
        review=_reviews(asked, known), text=asked.one("q"), least=_share(asked, "least"),
        since=since if days else None, until=until if days else None,
    )  # fmt: skip
    return _on_side(wanted, asked.all("side"), known.inks)


def _several(asked: Asked, name: str, kind: Any) -> tuple[Any, ...]:
    choices = get_args(kind)
    for value in asked.all(name):
        if value not in choices:
            raise UsageError(f"{name} is {value[:40]!r}", hint="give one of: " + ", ".join(choices))
    return asked.all(name)


def _reviews(asked: Asked, known: FilterNames) -> tuple[ReviewState, ...]:
    states = asked.all("review")
    if "any" in states:
        return ()
    return _several(asked, "review", ReviewState) or (STANDS if known.has_rejected() else ())


def _share(asked: Asked, name: str) -> float:
    value = asked.one(name)
    if value is None:
        return 0.0
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise UsageError(f"{name} is {value[:40]!r}", hint="give a number from 0 to 1, such as 0.5")
    return share


def _on_side(wanted: Filter, sides: Sequence[str], inks: Callable[[], Inks]) -> Filter:
    """A side asks for the parties that stand on it, as sources."""
    if not sides:
        return wanted
    parties = [party for side in inks().sides if side.id in sides for party in side.parties]
    return replace(wanted, source=(*wanted.source, *(parties or sides)))


def read_order(asked: Asked, usual: Order = "-day") -> Order:
    """The order that an address asks for. Raises `UsageError` for another."""
    order: Any = asked.choice("order", get_args(Order))
    return order or usual
