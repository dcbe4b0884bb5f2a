"""Tables of incidents, of control, and of who says what about a place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from sayso.cli.table import BASES, FAMILY_STYLES, UNKNOWN, WIDE, count_text, days_text, place_text, plain_table

if TYPE_CHECKING:
    from sayso.model import Control, Incident

STANDING_STYLES = {"agreed": "bold", "claimed": "yellow", "reported": "cyan", "contested": "red", "unknown": "dim"}


def incidents_table(incidents: Sequence[Incident], *, width: int) -> Table:
    """A row an incident: what, where and when; who says so, in how many voices; where they contradict each other."""
    table = plain_table(width, "id", "when", "where", "what", "numbers", "says", "voices", "against")
    for incident in incidents:
        family, dot, name = incident.event.partition(".")
        dot = dot if width >= WIDE else "\n"
        style = FAMILY_STYLES.get(family, "")
        table.add_row(
            Text(incident.id, style="dim"),
            days_text(incident.from_day, incident.to_day),
            _where(incident),
            Text.assemble((family + dot, f"dim {style}".strip()), (name, f"bold {style}".strip()), _statuses(incident)),
            Text("\n".join(dict.fromkeys(count_text(count) for count in incident.counts))),
            Text(", ".join(incident.parties_saying) or UNKNOWN),
            Text(f"{incident.voices} of {len(incident.claims)}"),
            Text(
                "\n".join(dict.fromkeys(contradiction.kind for contradiction in incident.contradictions)), style="red"
            ),
        )
    return table


def _where(incident: Incident) -> Text:
    """The place, with how the surest of its claims came to it where none states it; a dash for none."""
    place = incident.place
    if place is None:
        return Text(UNKNOWN, style="dim")
    return Text.assemble(place_text(place, narrow=True), (BASES.get(place.basis, ""), "dim"))


def control_table(runs: Sequence[Control], *, width: int, today: date | None = None) -> Table:
    """A row a run of days: the place, who is said to hold it, how that stands, by whom, and since how long."""
    table = plain_table(width, "place", "holder", "from", "to", "standing", "said by", "claims", "days")
    for run in runs:
        last = run.to_day or today
        region = f",\n{run.place.admin1}" if run.place.admin1 else ""
        table.add_row(
            Text.assemble(run.place.name, (region, "dim")),
            Text(run.holder or UNKNOWN, style="bold" if run.holder else "dim"),
            Text(str(run.from_day)),
            Text(str(run.to_day or "…")),
            Text(run.standing, style=STANDING_STYLES[run.standing]),
            Text(", ".join(run.said_by) or UNKNOWN),
            Text(str(len(run.claims))),
            Text(str((last - run.from_day).days + 1) if last else "…", style="dim"),
        )
    return table


def _statuses(incident: Incident) -> Text:
    """The statuses that are said, where they are not all `happened`."""
    statuses = list(dict.fromkeys(status.status for status in incident.statuses))
    return Text("\n" + ", ".join(statuses) if set(statuses) - {"happened"} else "", style="bold")
