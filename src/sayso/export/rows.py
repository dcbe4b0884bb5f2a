"""Flat rows: what a claim, an incident, a run of control, an article or a source is in an analyst's columns.

Days are `date`s or ISO texts, lists are joined by "; ", and `None` stands for what is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final, Protocol

from sayso.model import (
    Actor,
    Article,
    ArticleHead,
    Claim,
    Control,
    Count,
    Incident,
    Place,
    ReviewState,
    Source,
    When,
)

_PLACE_COLUMNS: Final = ("latitude", "longitude", "country", "admin1", "geonameid", "gazetteer_id")
CONFIDENCE_DIGITS: Final = 3
"""Digits after the point of a confidence in a row; set by hand, and JSON keeps all of them."""
BASIS_COLUMNS: Final = ("place_basis", "actor_bases", "actor_given", "target_bases", "target_given")
"""How the first place, the actors and the targets came to the claim, and the words that tell who the latter are; last
in a row, since they came last."""
CLAIM_COLUMNS: Final = (
    "id",
    "event",
    "status",
    "status_cue",
    "from",
    "to",
    "when_precision",
    "when_basis",
    "when_text",
    "place",
    "place_text",
    "place_precision",
    "place_kind",
    "latitude",
    "longitude",
    "country",
    "admin1",
    "geonameid",
    "gazetteer_id",
    "more_places",
    "actors",
    "actor_parties",
    "actor_sectors",
    "targets",
    "target_parties",
    "target_sectors",
    "counts",
    "count_of",
    "count_low",
    "count_high",
    "sources",
    "source_names",
    "source_roles",
    "source_kinds",
    "source_parties",
    "source_sectors",
    "cue",
    "trigger",
    "trigger_start",
    "trigger_end",
    "quote",
    "sentence",
    "sentence_start",
    "sentence_end",
    "confidence",
    "article_id",
    "article_path",
    "article_title",
    "outlet",
    "url",
    "published",
    "maker",
    *BASIS_COLUMNS,
)
"""One row a claim. The first place and the first count have columns of their own; lists are joined by "; ", and lists
of one record (`actors`, `actor_parties`, `actor_sectors`) keep step, with nothing between two "; " for what is not
known."""
REVIEWED_COLUMNS: Final = (*CLAIM_COLUMNS[: -len(BASIS_COLUMNS)], "made_by", "review", "incident", *BASIS_COLUMNS)
"""One row a claim of a ledger."""
LISTED_CONTROL: Final = (
    "place", "geonameid", "gazetteer_id", "latitude", "longitude", "country", "admin1", "holder", "from", "to",
    "standing", "said_by", "claims", "last_said", "rule", "fired",
)  # fmt: skip
"""Columns of a run of control, as the command line prints them."""
SHOWN_CONTROL: Final = (
    "place", "country", "admin1", "geonameid", "latitude", "longitude", "holder", "from", "to", "standing", "said_by",
    "last_said", "claims", "rule", "fired",
)  # fmt: skip
"""Columns of a run of control, as pages give them."""
LISTED_ARTICLE: Final = (
    "id", "title", "outlet", "url", "path", "published", "language", "version", "claims", "characters", "added",
    "maker",
)  # fmt: skip
"""Columns of an article, as the command line prints them."""
SHOWN_ARTICLE: Final = (
    "id", "title", "outlet", "url", "published", "language", "version", "maker", "added", "claims", "characters",
    "sha256",
)  # fmt: skip
"""Columns of an article, as pages give them: a page tells nobody where a file lies."""
SOURCE_COLUMNS: Final = ("name", "kind", "party", "sector", "claims", "articles")


class ReviewedClaim(Protocol):
    """A claim with what a ledger knows of it: `KeptClaim`, as far as rows need it."""

    @property
    def claim(self) -> Claim:
        """As it stands."""

    @property
    def review(self) -> ReviewState:
        """What was decided on it."""

    @property
    def incident(self) -> str | None:
        """Id of its incident."""


class StoredArticle(Protocol):
    """An article with what a ledger knows of it: `KeptArticle`, as far as rows need it."""

    @property
    def article(self) -> Article:
        """With or without its text."""

    @property
    def version(self) -> int:
        """Counts from 1."""

    @property
    def maker(self) -> str:
        """Of its claims."""

    @property
    def added(self) -> datetime:
        """With time zone."""

    @property
    def claims(self) -> int:
        """How many."""

    @property
    def characters(self) -> int:
        """Of its text."""


def reviewed_row(kept: ReviewedClaim) -> dict[str, Any]:
    """A claim of a ledger: `REVIEWED_COLUMNS`, with who made it, its review state and its incident."""
    row = claim_row(kept.claim) | {
        "made_by": kept.claim.made_by,
        "review": kept.review,
        "incident": kept.incident,
    }
    return {column: row[column] for column in REVIEWED_COLUMNS}


def incident_row(incident: Incident, *, counts: str | None = None) -> dict[str, Any]:
    """An incident; with `counts`, its numbers in words, they have a column too."""
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
        "statuses": "; ".join(dict.fromkeys(status.status for status in incident.statuses)),
        **({} if counts is None else {"counts": counts}),
        "contradictions": "; ".join(dict.fromkeys(contradiction.kind for contradiction in incident.contradictions)),
        "place_basis": place and place.basis,
    }


def control_row(run: Control, columns: Sequence[str]) -> dict[str, Any]:
    """A run of control, in these of its columns."""
    values = {name: getattr(run.place, name) for name in _PLACE_COLUMNS} | {
        "place": run.place.name,
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
    return {column: values[column] for column in columns}


def article_row(kept: StoredArticle, columns: Sequence[str]) -> dict[str, Any]:
    """An article without its text, in these of its columns."""
    article = kept.article
    values = {name: getattr(article, name) for name in ("id", "title", "outlet", "url", "path", "language", "sha256")}
    values |= {
        "published": article.published and article.published.isoformat(),
        "version": kept.version,
        "claims": kept.claims,
        "characters": kept.characters,
        "added": kept.added.isoformat(),
        "maker": kept.maker,
    }
    return {column: values[column] for column in columns}


def source_row(source: Any) -> dict[str, Any]:
    """Somebody who says things, with how many claims in how many articles: `SOURCE_COLUMNS` of a `KeptSource`."""
    return {column: getattr(source, column) for column in SOURCE_COLUMNS}


def claim_row(claim: Claim) -> dict[str, Any]:
    """A claim as one report makes it: `CLAIM_COLUMNS` to values."""
    row = {
        "id": claim.id,
        "event": claim.event,
        "status": claim.status,
        "status_cue": claim.status_cue and claim.status_cue.text,
        **_when_row(claim.when),
        **_place_row(claim.places),
        **_actors_row("actor", claim.actors),
        **_actors_row("target", claim.targets),
        **_counts_row(claim.counts),
        **_sources_row(claim.sources),
        **_passage_row(claim),
        "confidence": round(claim.confidence, CONFIDENCE_DIGITS),
        **_article_row(claim.article),
        "maker": claim.maker,
    }
    return {column: row[column] for column in CLAIM_COLUMNS}


def _when_row(when: When) -> dict[str, Any]:
    return {
        "from": when.from_day,
        "to": when.to_day,
        "when_precision": when.precision,
        "when_basis": when.basis,
        "when_text": when.text,
    }


def _place_row(places: Sequence[Place]) -> dict[str, Any]:
    first = places[0] if places else None
    return {
        "place": first and (first.name or first.text),
        "place_text": first and first.text,
        "place_precision": first and first.precision,
        "place_kind": first and first.kind,
        **{key: first and getattr(first, key) for key in _PLACE_COLUMNS},
        "more_places": _joined(place.name or place.text for place in places[1:]),
        "place_basis": first and first.basis,
    }


def _actors_row(who: str, actors: Sequence[Actor]) -> dict[str, Any]:
    return {
        f"{who}s": _joined(actor.name for actor in actors),
        f"{who}_parties": _joined(actor.party for actor in actors),
        f"{who}_sectors": _joined(actor.sector for actor in actors),
        f"{who}_bases": _joined(actor.basis for actor in actors),
        f"{who}_given": _joined(actor.given.text if actor.given else None for actor in actors),
    }


def _counts_row(counts: Sequence[Count]) -> dict[str, Any]:
    first = counts[0] if counts else None
    return {
        "counts": _joined(count.text for count in counts),
        "count_of": first and first.of,
        "count_low": first and first.low,
        "count_high": first and first.high,
    }


def _sources_row(sources: Sequence[Source]) -> dict[str, Any]:
    return {
        "sources": _joined(source.text for source in sources),
        "source_names": _joined(source.name for source in sources),
        "source_roles": _joined(source.role for source in sources),
        "source_kinds": _joined(source.kind for source in sources),
        "source_parties": _joined(source.party for source in sources),
        "source_sectors": _joined(source.sector for source in sources),
        "cue": _joined(source.cue for source in sources),
    }


def _passage_row(claim: Claim) -> dict[str, Any]:
    return {
        "trigger": claim.trigger.text,
        "trigger_start": claim.trigger.start,
        "trigger_end": claim.trigger.end,
        "quote": claim.quote and claim.quote.text,
        "sentence": claim.sentence.text,
        "sentence_start": claim.sentence.start,
        "sentence_end": claim.sentence.end,
    }


def _article_row(head: ArticleHead) -> dict[str, Any]:
    return {
        "article_id": head.id,
        "article_path": head.path,
        "article_title": head.title,
        "outlet": head.outlet,
        "url": head.url,
        "published": head.published,
    }


def _joined(texts: Iterable[str | None]) -> str:
    parts = [text or "" for text in texts]
    return "; ".join(parts) if any(parts) else ""
