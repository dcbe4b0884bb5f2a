"""How each kind of record of a ledger is listed: its line of JSON, its row of CSV, its table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from sayso.base.codec import claim_to_dict, claim_to_row, control_to_dict, incident_to_dict
from sayso.cli.listing import Listing
from sayso.cli.table import UNKNOWN, claims_table, plain_table
from sayso.cli.weighed_table import control_table, incidents_table
from sayso.flow.web import FatalityCount
from sayso.keep import UNSEEN, Hit, KeptArticle, KeptClaim, KeptSource
from sayso.model import Control, Incident


def _claim_line(kept: KeptClaim) -> dict[str, Any]:
    seen = kept.judgements[-1] if kept.judgements else UNSEEN
    review = {"state": kept.review, "flags": list(kept.flags), "incident": kept.incident, "seen": seen}
    return claim_to_dict(kept.claim) | {"made_by": kept.claim.made_by, "review": review}


def _claim_row(kept: KeptClaim) -> dict[str, Any]:
    more = {"made_by": kept.claim.made_by, "review": kept.review, "incident": kept.incident}
    return claim_to_row(kept.claim) | more


def _claims(items: Sequence[KeptClaim], *, width: int) -> Table:
    return claims_table([kept.claim for kept in items], width=width, ids=True)


def _incident_row(incident: Incident) -> dict[str, Any]:
    place = incident.place
    return {
        "id": incident.id,
        "event": incident.event,
        "from": incident.from_day,
        "to": incident.to_day,
        "place": place and (place.name or place.text),
        "latitude": place and place.latitude,
        "longitude": place and place.longitude,
        "country": place and place.country,
        "admin1": place and place.admin1,
        "claims": len(incident.claims),
        "voices": incident.voices,
        "parties_saying": "; ".join(incident.parties_saying),
        "statuses": "; ".join(dict.fromkeys(one.status for one in incident.statuses)),
        "contradictions": "; ".join(dict.fromkeys(one.kind for one in incident.contradictions)),
    }


def control_row(run: Control) -> dict[str, Any]:
    """A run of control as a flat row."""
    place = run.place
    return {
        "place": place.name,
        "geonameid": place.geonameid,
        "gazetteer_id": place.gazetteer_id,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "country": place.country,
        "admin1": place.admin1,
        "holder": run.holder,
        "from": run.from_day,
        "to": run.to_day,
        "standing": run.standing,
        "said_by": "; ".join(run.said_by),
        "claims": "; ".join(run.claims),
        "last_said": run.last_said,
        "rule": run.rule,
        "fired": run.fired,
    }


def _number_line(one: FatalityCount) -> dict[str, Any]:
    incident = one.incident
    return {
        "incident": incident.id,
        "event": incident.event,
        "from": incident.from_day and incident.from_day.isoformat(),
        "to": incident.to_day and incident.to_day.isoformat(),
        "place": incident.place and incident.place.name,
        "counted": one.name,
        "value": one.value,
        "said_by": list(one.said_by),
    }


def _number_row(one: FatalityCount) -> dict[str, Any]:
    sayers = "; ".join(f"{said['source'] or 'outlet'} ({said['claim']})" for said in one.said_by)
    return _number_line(one) | {"said_by": sayers}


def _numbers(items: Sequence[FatalityCount], *, width: int) -> Table:
    table = plain_table(width, "incident", "where", "counted", "dead", "said by")
    for one in items:
        row = _number_row(one)
        value = UNKNOWN if one.value is None else f"{one.value:,}"
        table.add_row(_dim(one.incident.id), row["place"] or UNKNOWN, one.name, value, row["said_by"] or UNKNOWN)
    return table


def _article_line(kept: KeptArticle) -> dict[str, Any]:
    article = kept.article
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "path": article.path,
        "published": article.published and article.published.isoformat(),
        "language": article.language,
        "version": kept.version,
        "claims": kept.claims,
        "characters": kept.characters,
        "added": kept.added.isoformat(),
        "maker": kept.maker,
    }


def _articles(items: Sequence[KeptArticle], *, width: int) -> Table:
    table = plain_table(width, "id", "published", "outlet", "title", "claims", "version")
    for kept in items:
        article = kept.article
        day = str(article.published or UNKNOWN)
        title = article.title or article.path or UNKNOWN
        table.add_row(_dim(article.id), day, article.outlet or UNKNOWN, title, f"{kept.claims:,}", str(kept.version))
    return table


def _source_line(source: KeptSource) -> dict[str, Any]:
    names = ("name", "kind", "party", "sector", "claims", "articles")
    return {name: getattr(source, name) for name in names}


def _sources(items: Sequence[KeptSource], *, width: int) -> Table:
    table = plain_table(width, "source", "kind", "party", "sector", "claims", "articles")
    for one in items:
        counts = (f"{one.claims:,}", f"{one.articles:,}")
        table.add_row(Text(one.name, style="bold"), one.kind, one.party or UNKNOWN, one.sector or UNKNOWN, *counts)
    return table


def _hit_line(hit: Hit) -> dict[str, Any]:
    return {"kind": hit.kind, "id": hit.id, "title": hit.title, "snippet": hit.snippet}


def _hits(items: Sequence[Hit], *, width: int) -> Table:
    table = plain_table(width, "kind", "id", "in", "words")
    for hit in items:
        table.add_row(hit.kind, _dim(hit.id), Text(hit.title or UNKNOWN), Text(hit.snippet))
    return table


def _dim(text: str) -> Text:
    return Text(text, style="dim")


CLAIMS: Listing[KeptClaim] = Listing(noun="claim", line=_claim_line, row=_claim_row, table=_claims)
INCIDENTS: Listing[Incident] = Listing(noun="incident", line=incident_to_dict, row=_incident_row, table=incidents_table)
CONTROL: Listing[Control] = Listing(noun="run", line=control_to_dict, row=control_row, table=control_table)
NUMBERS: Listing[FatalityCount] = Listing(noun="number", line=_number_line, row=_number_row, table=_numbers)
ARTICLES: Listing[KeptArticle] = Listing(noun="article", line=_article_line, row=_article_line, table=_articles)
SOURCES: Listing[KeptSource] = Listing(noun="source", line=_source_line, row=_source_line, table=_sources)
HITS: Listing[Hit] = Listing(noun="hit", line=_hit_line, row=_hit_line, table=_hits)
