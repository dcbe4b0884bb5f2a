"""What each claim tells of who holds a place: gains, holds, withdrawals, fighting, denials, with sayer and days.

This is the part of the control rules that looks at one claim by itself; `timeline` sets many side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sayso.base.ids import UNRESOLVED, place_key, short_id
from sayso.model import (
    AssertionKind,
    Claim,
    ControlAssertion,
    ControlPlace,
    EventStatus,
    FiredRule,
    KeptAssertion,
    Place,
)
from sayso.packs.codebook import Codebook, EventType
from sayso.packs.control_rules import ControlRules
from sayso.weigh.control.extent import Extent, scope_of

ASSERTER: Final = 3
"""Raised when this module makes other assertions of the same claims: those that ledgers keep are then made anew."""
AREA: Final = "area:"
"""How the key of a region begins of which claims speak as a whole."""
MOVED: Final = ("happened", "ongoing")
"""Statuses in which an event has come about, or is coming about."""


def area_key(place: Place | ControlPlace) -> str | None:
    """The first-level region in which a place lies, or that it is; `None` if that is not known."""
    return f"{AREA}{place.country}/{place.admin1}" if place.country and place.admin1 else None


def keys_of(claim: Claim, codebook: Codebook) -> tuple[str, ...]:
    """Under which keys a claim bears on control: those of its places, and of regions that it speaks of as a whole."""
    return tuple(dict.fromkeys(key for key, _, _ in _keyed_assertions(claim, codebook)))


def assertions_of(claims: Iterable[Claim], place: ControlPlace, codebook: Codebook) -> tuple[ControlAssertion, ...]:
    """What the claims tell of this place, in a fixed order whatever the order of the claims."""
    wanted = {place_key(place), area_key(place)} - {None}
    return in_order(
        {assertion for claim in claims for key, _, assertion in _keyed_assertions(claim, codebook) if key in wanted}
    )


def in_order(assertions: Iterable[ControlAssertion]) -> tuple[ControlAssertion, ...]:
    """The assertions in an order that depends on nothing but what they say."""
    return tuple(sorted(assertions, key=_order))


def _order(assertion: ControlAssertion) -> tuple[object, ...]:
    named = (assertion.party or "", assertion.loser or "", assertion.sayer or "")
    return (
        assertion.from_day,
        assertion.to_day,
        assertion.kind,
        *named,
        assertion.claim,
        assertion.is_area,
        assertion.is_implied,
        assertion.is_bound,
        assertion.is_throughout,
        assertion.fired,
    )


def places_held(claims: Iterable[Claim], codebook: Codebook) -> tuple[ControlPlace, ...]:
    """Every place of whose control some claim tells, by key."""
    places: dict[str, ControlPlace] = {}
    for claim in claims:
        keys = set(keys_of(claim, codebook))
        for place in claim.places:
            key = place_key(place)
            if key in keys and place.precision != "near":
                candidate = place_of(place)
                places[key] = first_by_name((places.get(key, candidate), candidate))
    return tuple(places[key] for key in sorted(places))


def first_by_name(places: Iterable[ControlPlace]) -> ControlPlace:
    """Of several ways in which claims write one place, the same whatever their order. Raises `ValueError` for none."""
    return min(places, key=lambda place: (place.name, repr(place)))


def place_of(place: Place) -> ControlPlace:
    """What of a claim's place is the place's own."""
    return ControlPlace(
        name=place.name or place.text,
        geonameid=place.geonameid,
        latitude=place.latitude,
        longitude=place.longitude,
        country=place.country,
        admin1=place.admin1,
        gazetteer_id=place.gazetteer_id,
    )


def kept_assertions(claim: Claim, codebook: Codebook) -> tuple[KeptAssertion, ...]:
    """What the claim tells, each thing once, as it is kept; and the places that it names and of which it tells nothing.

    Nothing at all of a claim whose event bears on no control.
    """
    if claim.event not in bearing_events(codebook):
        return ()
    places: dict[tuple[str, ControlAssertion], Place | None] = {}
    for key, place, assertion in _keyed_assertions(claim, codebook):
        places.setdefault((key, assertion), place)
    kept = [_kept(key, place, assertion) for (key, assertion), place in places.items()]
    named = {(row.key, row.place) for row in kept}
    without = (_kept(place_key(place), place, None) for place in claim.places)
    kept += [row for row in dict.fromkeys(without) if (row.key, row.place) not in named]
    return tuple(row for row in kept if not row.key.startswith(UNRESOLVED))


def _kept(key: str, place: Place | None, assertion: ControlAssertion | None) -> KeptAssertion:
    area = area_key(place) if place else None
    return KeptAssertion(key=key, area=area, place=place_of(place) if place else None, telling=assertion)


def bearing_events(codebook: Codebook) -> frozenset[str]:
    """Types of events that bear on control."""
    implied = codebook.control.implied
    return frozenset(event.id for event in codebook.types.values() if event.control or event.id in implied)


def asserter_of(codebook: Codebook) -> str:
    """By which rules assertions are made of claims: it changes with whatever of the codebook they depend on."""
    rules = codebook.control
    scopes = (rules.whole, rules.part, rules.inside, rules.beside)
    compiled = [pattern for scope in scopes for pattern in (scope.before, scope.after, scope.anywhere)]
    patterns = [pattern.pattern if pattern else "" for pattern in compiled]
    tables = (rules.implied, rules.implied_words, rules.part_words, rules.inside_words)
    by_type = [sorted(table.items()) for table in tables]
    types = sorted((event.id, event.family, repr(event.control)) for event in codebook.types.values())
    rests_on = (ASSERTER, sorted(rules.hearsay), sorted(rules.kinds), rules.flag_words, by_type, patterns, types)
    return short_id("t", repr(rests_on))


def _keyed_assertions(claim: Claim, codebook: Codebook) -> Iterator[tuple[str, Place | None, ControlAssertion]]:
    """Each assertion of a claim with its place, and with the key of that, or of the region, that it is about."""
    event, rules = codebook.types.get(claim.event), codebook.control
    days = days_in_force(claim)
    if event is None or days is None or (event.control is None and event.id not in rules.implied):
        return
    for place in claim.places:
        key = place_key(place)
        if (
            key.startswith(UNRESOLVED)
            or place.kind not in rules.kinds
            or place.precision in ("near", "country", "unresolved")
        ):
            continue
        scope = scope_of(claim, place, rules)
        if scope == "beside":
            continue
        reader = _Reader(claim=claim, event=event, rules=rules, days=days, scope=scope)
        for assertion in reader.assertions():
            yield key, place, assertion
            area = area_key(place)
            if scope == "whole" and area and _is_region(place) and assertion.kind in ("gains", "holds"):
                yield area, None, replace(assertion, is_area=True, fired="area")


def _is_region(place: Place) -> bool:
    """Whether a place is the first-level region that it lies in: a town's territory is none."""
    return place.kind == "region" and place.name is not None and place.name[:4] == (place.admin1 or "")[:4]


def days_in_force(claim: Claim) -> tuple[date, date] | None:
    """First and last day on which a claim holds, as far as it says; `None` if it says no day at all.

    What was so by a day, or since a day, is so on that day. The day on which a report came out is no day of its events.
    """
    when = claim.when
    first, last = when.from_day or when.to_day, when.to_day or when.from_day
    return (first, last) if first is not None and last is not None and first <= last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Reads what one claim tells of one of its places."""

    claim: Claim
    event: EventType
    rules: ControlRules
    days: tuple[date, date]
    scope: Extent

    def assertions(self) -> Iterator[ControlAssertion]:
        """All that it tells, each with the rule by which it does. What is planned or possible tells nothing."""
        control, status = self.event.control, self._status()
        if status in ("planned", "possible"):
            return
        if self.event.id in self.rules.implied and status in MOVED:
            role = self.rules.implied[self.event.id]
            yield from (self._tell("holds", party, "implied", is_implied=True) for party in self._parties(role))
        if self.event.id in self.rules.implied and self.event.family == "battle":
            yield self._tell("fought", None, "fight")
        if control is None or self.event.id in self.rules.implied:
            return
        if control.contest and status != "denied" and self._is_inside():
            yield self._tell("fought", _first(self._parties("actor")), "fight")
        if control.gain:
            yield from self._gains(control.gain, control.lose)
        elif control.hold and status in (*MOVED, "denied"):
            yield from self._holds(control.hold)
        elif control.end and status in (*MOVED, "denied"):
            yield from self._leaves(control.end)

    def _status(self) -> EventStatus:
        """The claim's status; what is only hearsay counts as told."""
        cue = self.claim.status_cue
        is_hearsay = self.claim.status == "possible" and cue and cue.text.casefold() in self.rules.hearsay
        return "happened" if is_hearsay else self.claim.status

    def _gains(self, gain: str, lose: str | None) -> Iterator[ControlAssertion]:
        """A taking that is done, under way, tried, or denied."""
        gainers, losers = self._parties(gain), self._parties(lose) if lose else []
        if self.claim.status == "denied":
            yield from (self._tell("lacks", party, "unreal") for party in gainers)
        elif self.claim.status in ("ongoing", "attempted"):
            yield self._tell("fought", _first(gainers), "unreal")
        elif self._is_part():
            yield self._tell("fought", _first(gainers), "part")
        else:
            yield self._tell("gains", _first(gainers), "gain", loser=_first(losers))

    def _holds(self, hold: str) -> Iterator[ControlAssertion]:
        """A hold, the lack of one, or a hold on a part, which is fighting for the rest; as is not holding all of it."""
        is_denied = self.claim.status == "denied"
        if self._is_part() or (is_denied and self.scope == "whole"):
            yield self._tell("fought", None, "part")
            return
        if _begins(self.claim, self.rules.part_words.get(self.event.id)):
            yield from (self._tell("fought", party, "part") for party in self._parties(hold))
            return
        is_implied = _begins(self.claim, self.rules.implied_words.get(self.event.id))
        for party in self._parties(hold):
            if is_denied:
                yield self._tell("lacks", party, "unreal", is_implied=is_implied)
            else:
                yield self._tell("holds", party, "implied" if is_implied else "hold", is_implied=is_implied)

    def _leaves(self, end: str) -> Iterator[ControlAssertion]:
        """A withdrawal; one that is under way, or from a part, is fighting; a denied one implies a hold."""
        for party in self._parties(end):
            if self.claim.status == "denied":
                yield self._tell("holds", party, "unreal", is_implied=True)
            elif self.claim.status == "ongoing":
                yield self._tell("fought", None, "leave")
            elif self.scope == "part":
                yield self._tell("fought", None, "part")
            else:
                yield self._tell("leaves", party, "leave")

    def _is_part(self) -> bool:
        """Whether the claim is of a part of the place, or of something inside it that is no flag."""
        return self.scope == "part" or (self.scope == "inside" and not _begins(self.claim, self.rules.flag_words))

    def _tell(
        self,
        kind: AssertionKind,
        party: str | None,
        fired: FiredRule,
        *,
        loser: str | None = None,
        is_implied: bool = False,
    ) -> ControlAssertion:
        first, last = self.days
        throughout = kind == "holds" and self.claim.when.precision in ("day", "days")
        return ControlAssertion(
            claim=self.claim.id, kind=kind, party=party, loser=loser, sayer=sayer_of(self.claim), from_day=first,
            to_day=last, event=self.event.id, fired=fired, is_implied=is_implied,
            is_bound=self.claim.when.from_day is None, is_throughout=throughout,
        )  # fmt: skip

    def _parties(self, role: str) -> list[str]:
        """The parties of those in a role, each once, in text order."""
        actors = self.claim.actors if role == "actor" else self.claim.targets
        return list(dict.fromkeys(actor.party for actor in actors if actor.party))

    def _is_inside(self) -> bool:
        """Whether the trigger says that the fight is for the place itself."""
        beginnings = self.rules.inside_words.get(self.event.id)
        return beginnings is None or _begins(self.claim, beginnings)


def sayer_of(claim: Claim) -> str | None:
    """The party of the nearest source; `None` for the outlet and for sources of no party."""
    return claim.sources[0].party if claim.sources else None


def _begins(claim: Claim, beginnings: tuple[str, ...] | None) -> bool:
    """Whether the trigger begins with one of these, in small letters; `None` is none."""
    return beginnings is not None and claim.trigger.text.casefold().startswith(beginnings)


def _first(parties: Sequence[str]) -> str | None:
    return parties[0] if parties else None
