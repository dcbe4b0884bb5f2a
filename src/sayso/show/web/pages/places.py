"""`/places`, `/places/ID` with its grid of days, and `/timeline.json`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sayso.base.codec import control_to_dict
from sayso.base.errors import NotKeptError
from sayso.export.exported import Exported
from sayso.export.geojson import point
from sayso.export.rows import SHOWN_CONTROL, control_row
from sayso.keep import Filter, Page
from sayso.keep.views.tallies import HolderOnDay, PlaceTally
from sayso.model import Control, ControlPlace, LastWord
from sayso.show.web import wording
from sayso.show.web.answers import Answer, listed
from sayso.show.web.asked import Asked, read_filter
from sayso.show.web.desk import Desk
from sayso.show.web.pages.choosing import filter_context, paging
from sayso.show.web.pages.claims import row_context

DAYS: Final = 42
"""Days of a grid, unless others are asked for: six weeks fit a screen of 1280 pixels."""
MOST_DAYS: Final = 370
"""Days of a grid, at most: a year and some days; set by hand."""
_READ_RUNS: Final = 1_000
"""Runs of control of a place that are read; set by hand."""
_RUNS: Final = 100
"""Runs of control that are listed under the grid; the page's other forms have all of them. Set by hand."""
_LISTED: Final = 50
"""Claims under the grid: those that a day stands on, or the first about the place. Set by hand."""

LINKED: Final = 6
"""Claims of a run of control that its row links to, on a place's page; set by hand."""


def list_places(desk: Desk, asked: Asked) -> Answer:
    """The places of the filter's claims, with who is said to hold each."""
    page = desk.places(read_filter(asked, desk), limit=asked.limit, offset=asked.offset)
    holdings = desk.tallies.held_on(asked.day("on") or asked.day("to") or today(desk))
    rows = [place_row(tally, holdings.get(tally.key), desk) for tally in page]
    located = [row for row in rows if row["latitude"] is not None and row["kind"] not in ("region", "country")]
    return Answer(
        template="places.html",
        title="Places",
        context={"places": rows, **filter_context(desk, asked), "paging": paging(asked, len(page), page.total)}
        if asked.form == "html"
        else {},
        document=lambda: Exported(before=listed(asked, page.items, page.total), name="places", records=rows),
        rows=lambda: Exported(records=(row | {"parties": "; ".join(row["parties"])} for row in rows)),
        features=lambda: Exported(
            records=(point(row["longitude"], row["latitude"], row) for row in located),
            after={"sides": desk.inks().said()}, total=page.total - len(rows) + len(located),
        ),
    )  # fmt: skip


def today(desk: Desk) -> date:
    """The last day of which the ledger tells: control that has no end runs up to it."""
    span = desk.tallies.span()
    return min(span[1], date.today()) if span else date.today()  # noqa: DTZ011


def place_row(tally: PlaceTally, holding: HolderOnDay | None, desk: Desk) -> dict[str, Any]:
    """A place as a flat row, with who is said to hold it."""
    return {
        "key": tally.key, "name": tally.name, "kind": tally.kind, "country": tally.country, "admin1": tally.admin1,
        "latitude": tally.latitude, "longitude": tally.longitude, "claims": tally.claims,
        "holder": holding.holder if holding else None,
        "side": desk.inks().side_of(holding.holder, tally.country) if holding else None,
        "standing": holding.standing if holding else "unknown", "parties": list(holding.said_by) if holding else [],
        "first": tally.first, "last": tally.last,
    }  # fmt: skip


def timeline(desk: Desk, asked: Asked) -> Answer:
    """The filter's claims counted by day, status and side; days and brush are left out of the filter."""
    inks = desk.inks()
    tallies = desk.days(read_filter(asked, desk, days=False))
    days: dict[date, dict[str, Any]] = {}
    for day, status, claims in tallies.by_status:
        days.setdefault(day, {"day": day.isoformat(), "sides": defaultdict(int)})[status] = claims
    sides = {
        pair: inks.side_of(*pair) or "" for pair in {(party, country) for _, party, country, _ in tallies.by_party}
    }
    for day, party, country, claims in tallies.by_party:
        days[day]["sides"][sides[party, country]] += claims
    day_lines = [days[day] for day in sorted(days)]
    return Answer(
        template="",
        title="Days",
        document=lambda: Exported(
            name="days",
            records=day_lines,
            after={"coarse": tallies.coarse, "undated": tallies.undated, "sides": inks.said()},
        ),
        rows=lambda: Exported(records=_filled(day_lines)),
    )


def _filled(days: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Days with every status, so that all rows have the same columns."""
    statuses = ("happened", "ongoing", "attempted", "planned", "possible", "denied")
    return [{"day": day["day"], **{status: day.get(status, 0) for status in statuses}} for day in days]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one row of the grid says of one day."""

    day: date
    holder: str | None = None
    kind: str = ""
    """The standing, or what a sayer says: `holds gains leaves lacks fought`."""
    claims: tuple[str, ...] = ()
    is_contested: bool = False
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A row of the grid: one sayer, or the rule over all of them."""

    sayer: str | None
    is_rule: bool
    cells: tuple[Cell, ...]


def show_place(desk: Desk, asked: Asked) -> Answer:
    """A place: who says on which day that who holds it, and all that is claimed about it."""
    wanted = read_filter(asked, desk)
    about = Filter(place=(asked.key,))
    runs = desk.ledger.control(about, limit=_READ_RUNS)
    tally = desk.tallies.place(asked.key)
    if tally is None:
        raise NotKeptError(f"no claim names a place {asked.key[:80]}", hint="look it up under /places")
    context = _place_context(desk, asked, tally, runs) if asked.form == "html" else {}
    return Answer(
        template="place.html",
        title=tally.name,
        context=context,
        document=lambda: Exported(
            before={"place": place_row(tally, None, desk)}, name="control", records=map(control_to_dict, runs),
            after={"total": runs.total, "asked": {"from": wanted.since, "to": wanted.until}},
        ),
        rows=lambda: Exported(records=map(run_row, runs)),
        features=lambda: Exported(records=[point(tally.longitude, tally.latitude, place_row(tally, None, desk))]),
    )  # fmt: skip


def run_row(run: Control) -> dict[str, Any]:
    """A run of control as a flat row."""
    return control_row(run, SHOWN_CONTROL)


def _place_context(desk: Desk, asked: Asked, tally: PlaceTally, runs: Page[Control]) -> dict[str, Any]:
    days = grid_days(asked, tally)
    place = runs.items[0].place if runs.items else as_held(tally)
    sayings = desk.sayings(place, days) if days and runs.items else {}
    on = asked.day("on")
    on_day = sayings if on in sayings or not (on and runs.items) else desk.sayings(place, [on])
    chosen = on_day.get(on, ()) if on else ()
    claim_ids = {claim for saying in chosen for claim in saying.claims}
    run = next((run for run in runs if on and run.from_day <= on and (run.to_day is None or on <= run.to_day)), None)
    claim_ids |= set(run.claims) if run else set()
    page = desk.ledger.claims(Filter(place=(tally.key,)), limit=0 if on else _LISTED)
    kept = desk.tallies.kept(sorted(claim_ids)[:_LISTED]) if on else list(page.items)
    told = _told(runs.items, days)
    return {
        "tally": tally, "runs": runs.items, "told": told, "total_runs": runs.total, "days": days, "most": LINKED,
        "on": on, "run": run, "carried": carried_of(desk, told, most=LINKED, more=claim_ids),
        "chosen": chosen, "grid": make_grid(runs.items, sayings, days), "claims": row_context(desk, kept),
        "paging": paging(asked, len(kept), page.total), "months": _months(days),
        "addresses": {day: asked.address(on=day) for day in days},
        "earlier": _shifted(asked, days, -1), "later": _shifted(asked, days, 1),
    }  # fmt: skip


def carried_of(
    desk: Desk, runs: Iterable[Control], *, most: int | None = None, more: Iterable[str] = ()
) -> frozenset[tuple[str, str]]:
    """Claims that take a place over from another sentence, each with the key of the place.

    Of so many claims of each run that a page lists, and of more.
    """
    return desk.tallies.carried(sorted({*more, *(claim for run in runs for claim in run.claims[:most])}))


def _told(runs: Sequence[Control], days: Sequence[date]) -> Sequence[Control]:
    """The runs that the page lists: all, or of many the last up to the end of the grid."""
    until = [run for run in runs if not days or run.from_day <= days[-1]]
    return runs if len(runs) <= _RUNS else until[-_RUNS:]


def as_held(tally: PlaceTally) -> ControlPlace:
    """The place as one that can be held."""
    key = tally.key.removeprefix("g:")
    return ControlPlace(
        name=tally.name, geonameid=int(key) if key.isdigit() else None, latitude=tally.latitude,
        longitude=tally.longitude, country=tally.country, admin1=tally.admin1,
        gazetteer_id=tally.key.removeprefix("x:") if tally.key.startswith("x:") else None,
    )  # fmt: skip


def grid_days(asked: Asked, tally: PlaceTally) -> list[date]:
    """The days that the grid shows: those asked for, or the six weeks that hold the day, or the last claims."""
    first, last, on = asked.day("from"), asked.day("to"), asked.day("on")
    if first is None and last is None:
        last = _plus(on, DAYS // 2) if on else tally.last
    if first is None and last is not None:
        first = _plus(last, 1 - DAYS)
    if first is None:
        return []
    last = min(last or _plus(first, DAYS - 1), _plus(first, MOST_DAYS - 1))
    return [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]


def _plus(day: date, days: int) -> date:
    return date.fromordinal(max(1, min(date.max.toordinal(), day.toordinal() + days)))


def _shifted(asked: Asked, days: Sequence[date], way: int) -> str | None:
    """The address of the grid of as many days before or after."""
    if not days:
        return None
    first, last = _plus(days[0], way * len(days)), _plus(days[-1], way * len(days))
    return asked.address(from_=first, to=last, on=None)


def _months(days: Sequence[date]) -> list[tuple[str, int]]:
    """Months over the grid, each with how many of its days are shown."""
    counts: dict[str, int] = {}
    for day in days:
        counts[f"{day:%B %Y}"] = counts.get(f"{day:%B %Y}", 0) + 1
    return list(counts.items())


def make_grid(
    runs: Sequence[Control], sayings: Mapping[date, Sequence[LastWord]], days: Sequence[date]
) -> list[GridRow]:
    """A row for the rule, and one for each sayer: the parties that say something on these days, then those without."""
    ruled = GridRow(sayer=None, is_rule=True, cells=tuple(_run_cell(runs, day) for day in days))
    sayers = sorted(
        {saying.sayer or "" for day_sayings in sayings.values() for saying in day_sayings},
        key=lambda sayer: (not sayer, sayer),
    )
    rows = [
        GridRow(
            sayer=sayer or None,
            is_rule=False,
            cells=tuple(_said_cell(sayings.get(day, ()), sayer, day) for day in days),
        )
        for sayer in sayers
    ]
    return [ruled, *rows]


def _run_cell(runs: Sequence[Control], day: date) -> Cell:
    run = next((run for run in runs if run.from_day <= day and (run.to_day is None or day <= run.to_day)), None)
    if run is None:
        return Cell(day=day)
    label = f"{run.holder} ({run.standing})" if run.holder else run.standing
    return Cell(
        day=day, holder=run.holder, kind=run.standing, claims=run.claims, is_contested=run.standing == "contested",
        says=label,
    )  # fmt: skip


_KINDS: Final = {"holds": 0, "gains": 1, "fought": 2, "leaves": 3, "lacks": 4}


def _said_cell(sayings: Sequence[LastWord], sayer: str, day: date) -> Cell:
    own = sorted(
        (saying for saying in sayings if (saying.sayer or "") == sayer), key=lambda saying: _KINDS.get(saying.kind, 9)
    )
    if not own:
        return Cell(day=day)
    lead = own[0]
    return Cell(
        day=day,
        holder=lead.party if lead.kind in ("holds", "gains") else None,
        kind=lead.kind,
        claims=tuple(dict.fromkeys(claim for saying in own for claim in saying.claims)),
        is_contested=any(saying.kind == "fought" for saying in own) or len({saying.party for saying in own[:2]}) > 1,
        says="; ".join(f"{wording.saying(saying.kind, saying.party)}, as of {saying.day}" for saying in own),
    )
