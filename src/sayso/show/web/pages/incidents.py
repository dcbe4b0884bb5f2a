"""`/incidents` and `/incidents/ID`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sayso.base.codec import incident_to_dict
from sayso.keep import KeptClaim
from sayso.model import Incident
from sayso.show.web import wording
from sayso.show.web.answers import Answer, Elsewhere, collection, listed, point
from sayso.show.web.asked import Asked, read_filter, read_order
from sayso.show.web.desk import Desk
from sayso.show.web.pages.choosing import filter_context, paging

FIELDS: Final = ("status", "counts", "place", "when", "actors")
"""Fields in which claims of one incident can contradict each other, in the order of the page."""
MOST: Final = 200
"""Claims of an incident that its page sets side by side."""


def list_incidents(desk: Desk, asked: Asked) -> Answer:
    """The incidents of the filter."""
    wanted = read_filter(asked, desk)
    page = desk.ledger.incidents(wanted, order=read_order(asked), limit=asked.limit, offset=asked.offset)
    return Answer(
        template="incidents.html",
        title="Incidents",
        context={"incidents": page.items, **filter_context(desk, asked),
                 "paging": paging(asked, len(page), page.total)} if asked.form == "html" else {},
        lines=lambda: listed(asked, page.items, page.total) | {"incidents": [incident_to_dict(one) for one in page]},
        rows=lambda: [incident_row(one) for one in page],
        features=lambda: collection([_feature(one) for one in page if one.place], page.total),
    )  # fmt: skip


def incident_row(one: Incident) -> dict[str, Any]:
    """The incident as a flat row."""
    place = one.place
    return {
        "id": one.id, "event": one.event, "from": one.from_day, "to": one.to_day,
        "place": place and (place.name or place.text), "latitude": place and place.latitude,
        "longitude": place and place.longitude, "country": place and place.country, "admin1": place and place.admin1,
        "claims": len(one.claims), "voices": one.voices, "parties_saying": "; ".join(one.parties_saying),
        "statuses": "; ".join(dict.fromkeys(said.status for said in one.statuses)),
        "counts": "; ".join(dict.fromkeys(wording.count(said) for said in one.counts)),
        "contradictions": "; ".join(dict.fromkeys(said.kind for said in one.contradictions)),
    }  # fmt: skip


def _feature(one: Incident) -> dict[str, Any]:
    place = one.place
    return point(place.longitude if place else None, place.latitude if place else None, incident_row(one))


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
    derived = list(desk.derive(incident, [one.claim for one in kept]))
    return Answer(
        template="incident.html",
        title=_title(incident),
        context=_context(incident, kept) | {"derived": derived} if asked.form == "html" else {},
        lines=lambda: incident_to_dict(incident) | {"derived": derived},
        rows=lambda: [incident_row(incident)],
        features=lambda: collection([_feature(incident)] if incident.place else [], 1),
    )


def _context(incident: Incident, kept: Sequence[KeptClaim]) -> dict[str, Any]:
    by_id = {one.claim.id: one for one in kept}
    disputed: dict[str, set[str]] = {}
    for one in incident.contradictions:
        for claim in one.claims:
            disputed.setdefault(claim, set()).add(one.field)
    return {
        "incident": incident,
        "claims": kept,
        "disputed": disputed,
        "opposites": opposites(incident, by_id),
        "why": [(reason, *(by_id.get(claim) for claim in reason.pair)) for reason in incident.why],
        "more": len(incident.claims) - len(kept),
        "values": _values(kept),
    }


def opposites(incident: Incident, by_id: dict[str, KeptClaim]) -> list[dict[str, Any]]:
    """For each field that is contradicted, each value that is said, with those who say it: to be set side by side."""
    found = []
    for field in FIELDS:
        about = [one for one in incident.contradictions if one.field == field]
        claims = dict.fromkeys(claim for one in about for claim in one.claims if claim in by_id)
        sides: dict[str, list[KeptClaim]] = {}
        for claim in claims:
            sides.setdefault(value_of(by_id[claim], field), []).append(by_id[claim])
        if sides:
            found.append({"field": field, "kinds": sorted({one.kind for one in about}), "sides": sides})
    return found


def value_of(kept: KeptClaim, field: str) -> str:
    """What a claim says in one field, in wording."""
    claim = kept.claim
    said = {
        "status": claim.status,
        "counts": "; ".join(wording.count(one) for one in claim.counts),
        "place": wording.places(claim.places),
        "when": wording.when(claim.when),
        "actors": wording.actors(claim.actors),
    }[field]
    return said or wording.NOT_SAID


def _values(kept: Sequence[KeptClaim]) -> dict[str, int]:
    """How many different things are said in each field."""
    return {field: len({value_of(one, field) for one in kept} - {wording.NOT_SAID}) for field in FIELDS}
