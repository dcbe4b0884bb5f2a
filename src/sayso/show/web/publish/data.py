"""The data of a copy: what its first page reads, and the same for programs, with every offset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sayso.base.codec import control_to_dict, incident_to_dict
from sayso.export.exported import Exported
from sayso.export.formats import FORMATS, RecordKind
from sayso.export.geojson import point
from sayso.export.rows import reviewed_row
from sayso.model import Control
from sayso.show.web.desk import Desk
from sayso.show.web.pages import claims, places
from sayso.show.web.publish.links import file_of
from sayso.show.web.publish.selection import CopySelection, all_claims, all_incidents
from sayso.show.web.publish.wishes import Wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyData:
    """A file of a copy for programs."""

    kind: RecordKind
    format: str
    holds: str

    @property
    def file(self) -> str:
        """Its name in the copy."""
        return f"data/{self.kind}{FORMATS[self.format].ending}"


DATA: Final = (
    CopyData(kind="claims", format="jsonl",
             holds="every claim of the filter, a line of JSON each, with all offsets into the article's text"),
    CopyData(kind="claims", format="csv", holds="the same, flat: a row a claim"),
    CopyData(kind="incidents", format="jsonl",
             holds="every incident, with its contradictions and why its claims stand together"),
    CopyData(kind="control", format="jsonl", holds="who is said to hold each place, run of days by run"),
    CopyData(kind="places", format="geojson", holds="the places, with their claims counted and their runs of control"),
)  # fmt: skip
FILES: Final[Mapping[str, str]] = {data.file: data.holds for data in DATA}
"""Files for programs, with what each holds."""
_SLIM: Final = {
    "article": ("id", "title", "outlet", "published"), "trigger": ("text",), "actors": ("name", "text", "party"),
    "targets": ("name", "text", "party"), "places": ("text", "name", "admin1", "precision", "distance_m"),
    "when": ("from", "to", "precision"), "sources": ("name", "text", "party", "cue"), "sentence": ("text",),
}  # fmt: skip
"""Parts of a claim that the first page reads, each with the fields of it."""
_WHOLE: Final = ("id", "event", "status", "place_keys", "side")


def claim_lines(desk: Desk, scope: CopySelection, wishes: Wishes) -> Iterator[dict[str, Any]]:
    """The claims of the filter as programs read them: without the path of the file they came from, and flags."""
    for kept in all_claims(desk, scope.wanted):
        line = claims.claim_line(kept, desk)
        line["maker"] = wishes.maker(line["maker"])
        line["article"] = {name: value for name, value in line["article"].items() if name != "path"}
        yield {name: value for name, value in line.items() if name != "flags"}


def slim(line: Mapping[str, Any]) -> dict[str, Any]:
    """Of a claim, what the first page reads."""
    return {name: line[name] for name in _WHOLE} | {
        name: [_some(part, fields) for part in line[name]]
        if isinstance(line[name], list)
        else _some(line[name], fields)
        for name, fields in _SLIM.items()
    }


def _some(part: Mapping[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    return {name: part[name] for name in fields if name in part}


def claim_rows(desk: Desk, scope: CopySelection, wishes: Wishes) -> Iterator[dict[str, Any]]:
    """The claims of the filter as rows, without the path of the file they came from."""
    for kept in all_claims(desk, scope.wanted):
        row = reviewed_row(kept) | {"maker": wishes.maker(kept.claim.maker)}
        yield {name: value for name, value in row.items() if name != "article_path"}


def incident_lines(desk: Desk, scope: CopySelection) -> Iterator[dict[str, Any]]:
    """The incidents of the filter, the latest first."""
    return map(incident_to_dict, all_incidents(desk, scope.wanted))


def control_lines(scope: CopySelection) -> Iterator[dict[str, Any]]:
    """The runs of control of the copy's places."""
    return (control_to_dict(run) for runs in scope.runs.values() for run in runs)


def located(desk: Desk, scope: CopySelection) -> Exported:
    """The places with a point as features, each with its runs of control and its file."""
    holdings = desk.tallies.held_on(places.today(desk))
    rows = [places.place_row(tally, holdings.get(key), desk) for key, tally in scope.places.items()]
    placed = [row for row in rows if row["latitude"] is not None and row["kind"] not in ("region", "country")]
    features = [
        point(row["longitude"], row["latitude"], row | _more(row, scope.runs.get(row["key"], ()), desk))
        for row in placed
    ]
    return Exported(records=features, after={"sides": desk.inks().said()})


def _more(row: Mapping[str, Any], runs: Sequence[Control], desk: Desk) -> dict[str, Any]:
    control = [
        {
            "from": run.from_day.isoformat(),
            "to": run.to_day.isoformat() if run.to_day else None,
            "holder": run.holder,
            "side": desk.inks().side_of(run.holder, run.place.country),
            "standing": run.standing,
        }
        for run in runs
    ]
    return {"page": file_of("places", str(row["key"])), "control": control}
