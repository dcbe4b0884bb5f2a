"""What each claim tells of who holds a place: gains, holds, withdrawals, fighting, denials, with sayer and days.

This is the part of the control rules that looks at one claim by itself; `control_days` sets many side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from sayso.codebook import Codebook, EventType
from sayso.control_rules import ControlRules
from sayso.ids import UNRESOLVED, place_key
from sayso.model import Claim, ControlPlace, EventStatus, Place
from sayso.weigh.control_scope import Scope, scope_of

TellingKind = Literal["gains", "holds", "leaves", "lacks", "fought"]
MOVED: Final = ("happened", "ongoing")
"""Statuses in which an event has come about, or is coming about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one claim tells of one place."""

    claim: str
    kind: TellingKind
    party: str | None
    """Who gains, holds, leaves, lacks the place, or attacks it; `None` where nobody is named."""
    loser: str | None
    """Of `gains`: who held it before."""
    sayer: str | None
    """Party of the nearest source; `None` for the outlet itself and for sources without a party."""
    from_day: date
    to_day: date
    """Inclusive; a gain that happened by a day has that day twice."""
    event: str
    is_bound: bool = False
    """Known only to have happened by the day."""
    is_throughout: bool = False
    """Of `holds`: true on all of its days, and not on some day among them."""
    is_area: bool = False
    """Said of the whole of a region that the place lies in."""
    is_implied: bool = False
    """Not said outright: who beats off an attack on a place is taken to hold it."""


def area_key(place: Place | ControlPlace) -> str | None:
    """The first-level region in which a place lies, or that it is; `None` if that is not known."""
    return f"area:{place.country}/{place.admin1}" if place.country and place.admin1 else None


def keys_of(claim: Claim, codebook: Codebook) -> tuple[str, ...]:
    """Under which keys a claim bears on control: those of its places, and of regions that it speaks of as a whole."""
    return tuple(dict.fromkeys(key for key, _ in _keyed_tellings(claim, codebook)))


def tellings_of(
    claims: Iterable[Claim], place: ControlPlace, codebook: Codebook, *, of_area: Iterable[Telling] = ()
) -> tuple[Telling, ...]:
    """What the claims tell of this place, in a fixed order whatever the order of the claims.

    `of_area` is what others tell of all of its region, as `tellings_of_area` gives it.
    """
    wanted = {place_key(place), area_key(place)} - {None}
    found = {telling for claim in claims for key, telling in _keyed_tellings(claim, codebook) if key in wanted}
    return tuple(sorted(found.union(of_area), key=_order))


def tellings_of_area(claims: Iterable[Claim], area: str, codebook: Codebook) -> frozenset[Telling]:
    """What the claims tell of the whole of a region, by its `area_key`."""
    return frozenset(telling for claim in claims for key, telling in _keyed_tellings(claim, codebook) if key == area)


def _order(telling: Telling) -> tuple[object, ...]:
    named = (telling.party or "", telling.loser or "", telling.sayer or "")
    return (
        telling.from_day,
        telling.to_day,
        telling.kind,
        *named,
        telling.claim,
        telling.is_area,
        telling.is_implied,
        telling.is_bound,
        telling.is_throughout,
    )


def places_held(claims: Iterable[Claim], codebook: Codebook) -> tuple[ControlPlace, ...]:
    """Every place of whose control some claim tells, by key."""
    found: dict[str, ControlPlace] = {}
    for claim in claims:
        keys = set(keys_of(claim, codebook))
        for place in claim.places:
            key = place_key(place)
            if key in keys and place.precision != "near":
                candidate = place_of(place)
                found[key] = min(found.get(key, candidate), candidate, key=lambda one: (one.name, repr(one)))
    return tuple(found[key] for key in sorted(found))


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


def _keyed_tellings(claim: Claim, codebook: Codebook) -> Iterator[tuple[str, Telling]]:
    """Each telling of a claim with the key of the place, or of the region, that it is about."""
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
        for telling in reader.tellings():
            yield key, telling
            area = area_key(place)
            if scope == "whole" and area and _is_region(place) and telling.kind in ("gains", "holds"):
                yield area, replace(telling, is_area=True)


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
    scope: Scope

    def tellings(self) -> Iterator[Telling]:
        """All of it. What is planned or possible tells nothing."""
        control, status = self.event.control, self._status()
        if status in ("planned", "possible"):
            return
        if self.event.id in self.rules.implied and status in MOVED:
            role = self.rules.implied[self.event.id]
            yield from (self._tell("holds", party, is_implied=True) for party in self._parties(role))
        if self.event.id in self.rules.implied and self.event.family == "battle":
            yield self._tell("fought", None)
        if control is None or self.event.id in self.rules.implied:
            return
        if control.contest and status != "denied" and self._is_inside():
            yield self._tell("fought", _first(self._parties("actor")))
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

    def _gains(self, gain: str, lose: str | None) -> Iterator[Telling]:
        """A taking that is done, under way, tried, or denied."""
        gainers, losers = self._parties(gain), self._parties(lose) if lose else []
        if self.claim.status == "denied":
            yield from (self._tell("lacks", party) for party in gainers)
        elif self.claim.status in ("ongoing", "attempted") or self._is_part():
            yield self._tell("fought", _first(gainers))
        else:
            yield self._tell("gains", _first(gainers), loser=_first(losers))

    def _holds(self, hold: str) -> Iterator[Telling]:
        """A hold, the lack of one, or a hold on a part, which is fighting for the rest; as is not holding all of it."""
        is_denied = self.claim.status == "denied"
        if self._is_part() or (is_denied and self.scope == "whole"):
            yield self._tell("fought", None)
            return
        is_implied = _begins(self.claim, self.rules.implied_words.get(self.event.id))
        for party in self._parties(hold):
            yield self._tell("lacks" if is_denied else "holds", party, is_implied=is_implied)

    def _leaves(self, end: str) -> Iterator[Telling]:
        """A withdrawal; one that is under way, or from a part, is fighting; a denied one implies a hold."""
        for party in self._parties(end):
            if self.claim.status == "denied":
                yield self._tell("holds", party, is_implied=True)
            elif self.claim.status == "ongoing" or self.scope == "part":
                yield self._tell("fought", None)
            else:
                yield self._tell("leaves", party)

    def _is_part(self) -> bool:
        """Whether the claim is of a part of the place, or of something inside it that is no flag."""
        return self.scope == "part" or (self.scope == "inside" and not _begins(self.claim, self.rules.flag_words))

    def _tell(
        self, kind: TellingKind, party: str | None, *, loser: str | None = None, is_implied: bool = False
    ) -> Telling:
        first, last = self.days
        throughout = kind == "holds" and self.claim.when.precision in ("day", "days")
        return Telling(
            claim=self.claim.id, kind=kind, party=party, loser=loser, sayer=sayer_of(self.claim), from_day=first,
            to_day=last, event=self.event.id, is_implied=is_implied, is_bound=self.claim.when.from_day is None,
            is_throughout=throughout,
        )  # fmt: skip

    def _parties(self, role: str) -> list[str]:
        """The parties of those in a role, each once, in text order."""
        found = self.claim.actors if role == "actor" else self.claim.targets
        return list(dict.fromkeys(actor.party for actor in found if actor.party))

    def _is_inside(self) -> bool:
        """Whether the trigger says that the fight is for the place itself."""
        words = self.rules.inside_words.get(self.event.id)
        return words is None or _begins(self.claim, words)


def sayer_of(claim: Claim) -> str | None:
    """The party of the nearest source; `None` for the outlet and for sources of no party."""
    return claim.sources[0].party if claim.sources else None


def _begins(claim: Claim, words: tuple[str, ...] | None) -> bool:
    """Whether the trigger begins with one of these words."""
    return words is not None and claim.trigger.text.casefold().startswith(words)


def _first(parties: Sequence[str]) -> str | None:
    return parties[0] if parties else None
