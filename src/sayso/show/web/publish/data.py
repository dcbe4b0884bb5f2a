"""The data of a copy: what its first page reads, and the same for programs, with every offset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sayso.base.codec import control_to_dict, incident_to_dict, line_to_json, rows_to_csv
from sayso.model import Control
from sayso.show.web.answers import collection, point
from sayso.show.web.desk import Desk
from sayso.show.web.pages import claims, places
from sayso.show.web.publish.links import file_of
from sayso.show.web.publish.selection import CopySelection, all_claims, all_incidents
from sayso.show.web.publish.wishes import Wishes

FILES: Final = {
    "data/claims.jsonl": "every claim of the filter, a line of JSON each, with all offsets into the article's text",
    "data/claims.csv": "the same, flat: a row a claim",
    "data/incidents.jsonl": "every incident, with its contradictions and why its claims stand together",
    "data/control.jsonl": "who is said to hold each place, run of days by run",
    "data/places.geojson": "the places, with their claims counted and their runs of control",
}
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
        name: [_some(one, fields) for one in line[name]] if isinstance(line[name], list) else _some(line[name], fields)
        for name, fields in _SLIM.items()
    }


def _some(part: Mapping[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    return {name: part[name] for name in fields if name in part}


def claims_csv(desk: Desk, scope: CopySelection, wishes: Wishes) -> str:
    """The claims of the filter as rows."""
    return rows_to_csv(
        {name: value for name, value in claims.claim_row(kept).items() if name != "article_path"}
        | {"maker": wishes.maker(kept.claim.maker)}
        for kept in all_claims(desk, scope.wanted)
    )


def incident_lines(desk: Desk, scope: CopySelection) -> str:
    """The incidents, a line of JSON each."""
    return "".join(line_to_json(incident_to_dict(one)) + "\n" for one in all_incidents(desk, scope.wanted))


def control_lines(scope: CopySelection) -> str:
    """The runs of control, a line of JSON each."""
    runs = (run for some in scope.runs.values() for run in some)
    return "".join(line_to_json(control_to_dict(run)) + "\n" for run in runs)


def located(desk: Desk, scope: CopySelection) -> dict[str, Any]:
    """The places with a point as a FeatureCollection, each with its runs of control and its file."""
    held = desk.tallies.held_on(places.today(desk))
    rows = [places.place_row(one, held.get(key), desk) for key, one in scope.places.items()]
    shown = [row for row in rows if row["latitude"] is not None and row["kind"] not in ("region", "country")]
    features = [
        point(row["longitude"], row["latitude"], row | _more(row, scope.runs.get(row["key"], ()), desk))
        for row in shown
    ]
    return collection(features, len(features), sides=desk.inks().said())


def _more(row: Mapping[str, Any], runs: Sequence[Control], desk: Desk) -> dict[str, Any]:
    told = [
        {
            "from": run.from_day.isoformat(),
            "to": run.to_day.isoformat() if run.to_day else None,
            "holder": run.holder,
            "side": desk.inks().side_of(run.holder, run.place.country),
            "standing": run.standing,
        }
        for run in runs
    ]
    return {"page": file_of("places", str(row["key"])), "control": told}
