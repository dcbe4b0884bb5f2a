"""What belongs to a copy: the claims of its filter, and those that its incidents and its control stand on too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sayso.base.ids import place_key
from sayso.keep import Filter, KeptClaim, Order
from sayso.keep.views.tallies import PlaceTally
from sayso.model import Control, Incident
from sayso.show.web.desk import Desk
from sayso.show.web.publish.spells import Spell, spells_of

_AT_ONCE: Final = 1_000
"""Records that are read from the ledger at a time, so that memory stays flat; set by hand."""


@dataclass(slots=True)
class CopySelection:
    """What belongs to a copy, by id, key and name."""

    wanted: Filter
    chosen: dict[str, None] = field(default_factory=dict)
    """Claims of the filter, the latest first."""
    articles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Articles, each with its claims in the copy."""
    incidents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Incidents, each with its claims."""
    places: dict[str, PlaceTally] = field(default_factory=dict)
    runs: dict[str, list[Control]] = field(default_factory=dict)
    """Control of these places."""
    spells: dict[str, tuple[Spell, ...]] = field(default_factory=dict)
    """Who says what of these places, spell by spell."""
    sources: dict[str, int] = field(default_factory=dict)
    """Who says the filter's claims, and how many of them."""

    @property
    def claims(self) -> frozenset[str]:
        """All claims that have a page in the copy."""
        return frozenset(claim for claim_ids in self.articles.values() for claim in claim_ids)

    @property
    def beside(self) -> frozenset[str]:
        """Those of them that the filter does not find: an incident, or control, stands on them."""
        return self.claims - set(self.chosen)


def select_copy(desk: Desk, wanted: Filter) -> CopySelection:
    """What the copy of a filter holds."""
    scope = CopySelection(wanted=wanted)
    for kept in all_claims(desk, wanted):
        scope.chosen[kept.claim.id] = None
        scope.articles[kept.claim.article.id].add(kept.claim.id)
    for incident in all_incidents(desk, wanted):
        scope.incidents[incident.id] = incident.claims
    total = desk.tallies.places(wanted, limit=1).total
    scope.places = {tally.key: tally for tally in desk.tallies.places(wanted, limit=max(total, 1))}
    _take_control(desk, scope)
    _take_sources(desk, scope)
    _take_beside(desk, scope)
    return scope


def all_claims(desk: Desk, wanted: Filter, *, order: Order = "-day") -> Iterator[KeptClaim]:
    """Every claim of the filter."""
    at = 0
    while batch := desk.ledger.claims(wanted, order=order, limit=_AT_ONCE, offset=at).items:
        yield from batch
        at += _AT_ONCE


def all_incidents(desk: Desk, wanted: Filter) -> Iterator[Incident]:
    """Every incident of the filter, the latest first."""
    at = 0
    while batch := desk.ledger.incidents(wanted, order="-day", limit=_AT_ONCE, offset=at).items:
        yield from batch
        at += _AT_ONCE


def all_control(desk: Desk) -> Iterator[Control]:
    """Every run of control of the ledger."""
    at = 0
    while batch := desk.ledger.control(limit=_AT_ONCE, offset=at).items:
        yield from batch
        at += _AT_ONCE


def _take_control(desk: Desk, scope: CopySelection) -> None:
    since, until = scope.wanted.since, scope.wanted.until
    for run in all_control(desk):
        key = place_key(run.place)
        is_within = (until is None or run.from_day <= until) and (since is None or (run.to_day or since) >= since)
        if key in scope.places and is_within:
            scope.runs.setdefault(key, []).append(run)
    for key, runs in scope.runs.items():
        runs.sort(key=lambda run: run.from_day)
        scope.spells[key] = spells_of(runs, desk, since=since, until=until)


def _take_sources(desk: Desk, scope: CopySelection) -> None:
    at = 0
    while batch := desk.ledger.sources(scope.wanted, limit=_AT_ONCE, offset=at).items:
        scope.sources |= {source.name: max(source.claims, scope.sources.get(source.name, 0)) for source in batch}
        at += _AT_ONCE


def _take_beside(desk: Desk, scope: CopySelection) -> None:
    """Adds the claims that incidents and control stand on, so that no half of a contradiction is left out."""
    named: dict[str, None] = {}
    for claims in _standing_on(scope.incidents, scope.runs, scope.spells):
        named |= dict.fromkeys(claims)
    present = scope.claims
    beside = [claim for claim in named if claim not in present]
    for kept in desk.tallies.kept(beside):
        scope.articles[kept.claim.article.id].add(kept.claim.id)


def _standing_on(
    incidents: Mapping[str, tuple[str, ...]],
    control: Mapping[str, Sequence[Control]],
    spells: Mapping[str, Sequence[Spell]],
) -> Iterator[Sequence[str]]:
    yield from incidents.values()
    yield from (run.claims for runs in control.values() for run in runs)
    yield from (saying.claims for place_spells in spells.values() for spell in place_spells for saying in spell.said)
