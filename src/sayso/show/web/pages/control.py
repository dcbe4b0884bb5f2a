"""`/control`: who is said to hold each place on a day, and who says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from typing import Any, Final, get_args

from sayso.base.codec import control_to_dict
from sayso.base.ids import place_key
from sayso.export.exported import Exported
from sayso.export.geojson import point
from sayso.model import Standing
from sayso.show.web.answers import Answer, listed
from sayso.show.web.asked import Asked, read_filter
from sayso.show.web.desk import Desk
from sayso.show.web.pages.choosing import filter_context, paging
from sayso.show.web.pages.places import carried_of, run_row, today

_LINKED: Final = 4
"""Claims of a run of control that its row links to; set by hand."""


def show_control(desk: Desk, asked: Asked) -> Answer:
    """The runs of control of a day; of all days with `on=any`."""
    every = asked.one("on") == "any"
    on = None if every else asked.day("on") or today(desk)
    wanted = read_filter(_without_day(asked), desk, days=every)
    page = desk.ledger.control(wanted, on=on, limit=asked.limit, offset=asked.offset)
    return Answer(
        template="control.html",
        title=f"Control on {on}" if on else "Control, all days",
        context=_context(desk, asked, page, on, wanted) if asked.form == "html" else {},
        document=lambda: Exported(
            before=listed(asked, page.items, page.total) | {"on": on},
            name="control",
            records=map(control_to_dict, page),
        ),
        rows=lambda: Exported(records=map(run_row, page)),
        features=lambda: Exported(
            records=(point(run.place.longitude, run.place.latitude, run_row(run)) for run in page), total=page.total
        ),
    )


def _without_day(asked: Asked) -> Asked:
    from dataclasses import replace

    return replace(asked, query=tuple((name, value) for name, value in asked.query if name != "on"))


def _context(desk: Desk, asked: Asked, page: Any, on: Any, wanted: Any) -> dict[str, Any]:
    saying = Counter(party for run in page for party in run.said_by)
    return {
        "runs": [(run, place_key(run.place)) for run in page],
        "most": _LINKED,
        "carried": carried_of(desk, page.items, most=_LINKED),
        "on": on,
        "sayers": [party for party, _ in saying.most_common()],
        "matrix": matrix(desk, on) if on else [],
        "standings": get_args(Standing),
        **filter_context(desk, asked),
        "paging": paging(asked, len(page), page.total),
        "wanted": wanted,
    }


def matrix(desk: Desk, on: Any, *, within: Container[str] | None = None) -> list[tuple[str | None, dict[str, int]]]:
    """How many places each party is said to hold that day, by standing; those with most places first.

    `within` are the keys of the places that count; `None`: all.
    """
    counts: dict[str | None, Counter[str]] = {}
    for key, holding in desk.tallies.held_on(on).items():
        if within is None or key in within:
            counts.setdefault(holding.holder, Counter())[holding.standing] += 1
    ordered = sorted(counts, key=lambda party: (party is None, -counts[party].total(), party or ""))
    return [(party, dict(counts[party])) for party in ordered]
