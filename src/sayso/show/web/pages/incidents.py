"""`/incidents` and `/incidents/ID`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sayso.base.codec import incident_to_dict
from sayso.export.exported import Exported
from sayso.export.geojson import point
from sayso.export.rows import incident_row
from sayso.keep import KeptClaim
from sayso.model import Incident
from sayso.show.web import wording
from sayso.show.web.answers import Answer, Elsewhere, listed
from sayso.show.web.asked import Asked, read_filter, read_order
from sayso.show.web.desk import Desk
from sayso.show.web.pages.choosing import filter_context, paging

FIELDS: Final = ("status", "counts", "place", "when", "actors")
"""Fields in which claims of one incident can contradict each other, in the order of the page."""
MOST: Final = 200
"""Claims of an incident that its page sets side by side; set by hand."""


def list_incidents(desk: Desk, asked: Asked) -> Answer:
    """The incidents of the filter."""
    wanted = read_filter(asked, desk)
    page = desk.ledger.incidents(wanted, order=read_order(asked), limit=asked.limit, offset=asked.offset)
    return Answer(
        template="incidents.html",
        title="Incidents",
        context={"incidents": page.items, **filter_context(desk, asked),
                 "paging": paging(asked, len(page), page.total)} if asked.form == "html" else {},
        document=lambda: Exported(
            before=listed(asked, page.items, page.total), name="incidents", records=map(incident_to_dict, page)
        ),
        rows=lambda: Exported(records=map(_row, page)),
        features=lambda: _features(page.items, page.total),
    )  # fmt: skip


def _row(incident: Incident) -> dict[str, Any]:
    """The incident as a flat row, with its numbers in words."""
    return incident_row(incident, counts="; ".join(dict.fromkeys(wording.count(count) for count in incident.counts)))


def _features(incidents: Iterable[Incident], total: int) -> Exported:
    """A point for each of these incidents that has a place; there are `total` incidents."""
    placed = ((incident, incident.place) for incident in incidents if incident.place)
    points = (point(place.longitude, place.latitude, _row(incident)) for incident, place in placed)
    return Exported(records=points, total=total)


def _title(incident: Incident) -> str:
    where = wording.place(incident.place) if incident.place else "no place said"
    return f"{wording.event(incident.event)}, {where}"


def show_incident(desk: Desk, asked: Asked) -> Answer | Elsewhere:
    """An incident: who says what, field by field; where they contradict each other; why they stand together."""
    incident = desk.ledger.incident(asked.key)
    if incident.id != asked.key:
        suffix = "" if asked.form == "html" else f".{asked.form}"
        return Elsewhere(address=f"/incidents/{incident.id}{suffix}")
    kept = desk.tallies.kept(incident.claims[:MOST])
    derived = list(desk.derive(incident, [kept_claim.claim for kept_claim in kept]))
    return Answer(
        template="incident.html",
        title=_title(incident),
        context=_context(incident, kept) | {"derived": derived} if asked.form == "html" else {},
        document=lambda: Exported(before=incident_to_dict(incident) | {"derived": derived}),
        rows=lambda: Exported(records=[_row(incident)]),
        features=lambda: _features([incident], 1),
    )


def _context(incident: Incident, kept: Sequence[KeptClaim]) -> dict[str, Any]:
    by_id = {kept_claim.claim.id: kept_claim for kept_claim in kept}
    disputed: dict[str, set[str]] = {}
    for contradiction in incident.contradictions:
        for claim in contradiction.claims:
            disputed.setdefault(claim, set()).add(contradiction.field)
    return {
        "incident": incident,
        "claims": kept,
        "tellings": tellings(kept),
        "disputed": disputed,
        "opposites": opposites(incident, by_id),
        "why": [(reason, *(by_id.get(claim) for claim in reason.pair)) for reason in incident.why],
        "more": len(incident.claims) - len(kept),
        "values": _values(kept),
    }


def tellings(kept: Sequence[KeptClaim]) -> list[tuple[KeptClaim, list[KeptClaim]]]:
    """Each claim that tells most fully what its article tells of the event, with those that tell it again."""
    by_id = {one.claim.id: one for one in kept}
    again: dict[str, list[KeptClaim]] = {}
    for one in kept:
        if one.claim.retells in by_id:
            again.setdefault(one.claim.retells or "", []).append(one)
    return [(one, again.get(one.claim.id, [])) for one in kept if one.claim.retells not in by_id]


def opposites(incident: Incident, by_id: dict[str, KeptClaim]) -> list[dict[str, Any]]:
    """For each field that is contradicted, each value that is said, with those who say it: to be set side by side."""
    opposed = []
    for field in FIELDS:
        about = [contradiction for contradiction in incident.contradictions if contradiction.field == field]
        claims = dict.fromkeys(claim for contradiction in about for claim in contradiction.claims if claim in by_id)
        sides: dict[str, list[KeptClaim]] = {}
        for claim in claims:
            sides.setdefault(value_of(by_id[claim], field), []).append(by_id[claim])
        if sides:
            opposed.append(
                {"field": field, "kinds": sorted({contradiction.kind for contradiction in about}), "sides": sides}
            )
    return opposed


def value_of(kept: KeptClaim, field: str) -> str:
    """What a claim says in one field, in wording."""
    claim = kept.claim
    values = {
        "status": claim.status,
        "counts": "; ".join(wording.count(count) for count in claim.counts),
        "place": wording.places(claim.places),
        "when": wording.when(claim.when),
        "actors": wording.actors(claim.actors),
    }[field]
    return values or wording.NOT_SAID


def _values(kept: Sequence[KeptClaim]) -> dict[str, int]:
    """How many different things are said in each field."""
    return {field: len({value_of(kept_claim, field) for kept_claim in kept} - {wording.NOT_SAID}) for field in FIELDS}
