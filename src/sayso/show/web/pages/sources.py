"""`/sources` and `/sources/NAME`: who says things, and how often others say the same or the opposite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from sayso.base.errors import NotKeptError
from sayso.export.exported import Exported
from sayso.export.rows import source_row
from sayso.keep import Filter, KeptClaim, KeptSource
from sayso.show.web import wording
from sayso.show.web.answers import Answer, listed
from sayso.show.web.asked import Asked, read_filter, read_order
from sayso.show.web.desk import Desk
from sayso.show.web.pages.choosing import filter_context, paging
from sayso.show.web.pages.claims import claim_document, claim_rows, row_context

_COMPARED: Final = 500
"""Claims of a source that are held against those of others; its page says so where it has more.
Set by hand, so that the page of an outlet with ten thousand claims takes no longer than others."""
_EVENTS: Final = 12
"""Types of event that a source's page counts, the commonest; set by hand."""
_OTHERS: Final = 20
"""Others that say the same, or the opposite, that a source's page names; set by hand."""


def list_sources(desk: Desk, asked: Asked) -> Answer:
    """The sources of the filter's claims, those who say most first."""
    page = desk.sources(read_filter(asked, desk), limit=asked.limit, offset=asked.offset)
    return Answer(
        template="sources.html",
        title="Sources",
        context={"sources": page.items, **filter_context(desk, asked),
                 "paging": paging(asked, len(page), page.total)} if asked.form == "html" else {},
        document=lambda: Exported(
            before=listed(asked, page.items, page.total), name="sources", records=map(source_row, page)
        ),
        rows=lambda: Exported(records=map(source_row, page)),
    )  # fmt: skip


def show_source(desk: Desk, asked: Asked) -> Answer:
    """A source: what it says, and who else says the same or the opposite."""
    wanted = replace(read_filter(asked, desk), source=(asked.key,))
    page = desk.ledger.claims(wanted, order=read_order(asked), limit=asked.limit, offset=asked.offset)
    own = desk.ledger.claims(Filter(source=(asked.key,)), limit=_COMPARED)
    if not own.total:
        raise NotKeptError(f"no claim has a source {asked.key[:80]}", hint="look it up under /sources")
    compared = compare(desk, own.items)
    who = who_is(asked.key, own.items)
    return Answer(
        template="source.html",
        title=asked.key,
        context={
            "name": asked.key, "who": who, "compared": compared, "own": own, "claims": row_context(desk, page.items),
            "events": Counter(kept.claim.event for kept in own).most_common(_EVENTS),
            "statuses": Counter(kept.claim.status for kept in own).most_common(), **filter_context(desk, asked),
            "paging": paging(asked, len(page), page.total),
        } if asked.form == "html" else {},
        document=lambda: claim_document(
            listed(asked, page.items, page.total)
            | {"source": {"name": asked.key, "is": [source_row(source) for source in who], **compared}}, page, desk
        ),
        rows=lambda: claim_rows(page),
    )  # fmt: skip


def who_is(name: str, own: Sequence[KeptClaim]) -> list[KeptSource]:
    """Under which kinds, parties and sectors the name speaks, the commonest first."""
    folded = name.casefold()
    counts: Counter[tuple[str, str | None, str | None]] = Counter()
    for kept in own:
        for source in kept.claim.sources:
            if folded in (source.name.casefold(), (source.party or "").casefold()):
                counts[source.kind, source.party, source.sector] += 1
        if not kept.claim.sources and (kept.claim.article.outlet or "").casefold() == folded:
            counts["outlet", None, None] += 1
    return [
        KeptSource(name=name, kind=kind, party=party, sector=sector, claims=count, articles=0)
        for (kind, party, sector), count in counts.most_common()
    ]


def compare(desk: Desk, own: Sequence[KeptClaim]) -> dict[str, Any]:
    """How many of the claims stand alone, how many others repeat, how many others contradict; and who these are."""
    mine = {kept.claim.id for kept in own}
    incidents = {incident.id: incident for incident in desk.ledger.incidents_with(sorted(mine))}
    others = {claim for incident in incidents.values() for claim in incident.claims} - mine
    said_by = desk.tallies.said_by(sorted(others))
    opposed = desk.tallies.opposed(sorted(mine))
    repeated = {
        kept.claim.id
        for kept in own
        if kept.incident in incidents and any(claim in said_by for claim in incidents[kept.incident].claims)
    }
    against = {claim for contradictions in opposed.values() for _, _, claim in contradictions if claim in said_by}
    return {
        "compared": len(own),
        "repeated": len(repeated - set(opposed)),
        "opposed": len(opposed),
        "alone": len(mine - repeated - set(opposed)),
        "same": _who(said_by[claim] for claim in sorted(others - against) if claim in said_by),
        "opposite": _who(said_by[claim] for claim in sorted(against)),
    }


def _who(names: Iterable[str | None]) -> list[tuple[str, int]]:
    """Who says these claims, and how many."""
    return Counter(name or "an outlet that is not named" for name in names).most_common(_OTHERS)


def told(compared: dict[str, Any]) -> str:
    """The comparison in wording."""
    return f"{wording.plural(compared['compared'], 'claim')}, {compared['opposed']} contradicted by others"
