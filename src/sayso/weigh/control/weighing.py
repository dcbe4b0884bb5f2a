"""Who is said to hold each place from day to day, by whom, on which claims: the rules `control@1`.

The rules are told in words in `control.yaml` of the codebook, and explained in docs/control.md. Everything here is
pure, and what comes out does not depend on the order of what goes in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sayso.base.ids import place_key
from sayso.model import AssertionKind, Claim, Control, ControlAssertion, ControlPlace, LastWord
from sayso.packs.codebook import Codebook
from sayso.weigh.control.assertions import (
    area_key,
    assertions_of,
    days_in_force,
    in_order,
    keys_of,
    places_held,
)
from sayso.weigh.control.sides import Sides
from sayso.weigh.control.timeline import Hold, holds_of

__all__ = [
    "LastWord",
    "area_key",
    "control_of",
    "control_on",
    "control_told",
    "days_in_force",
    "keys_of",
    "places_held",
    "sayings_between",
    "sayings_on",
    "weigh_control",
]


def control_of(
    place: ControlPlace,
    claims: Iterable[Claim],
    *,
    codebook: Codebook,
    decay_days: int | None = None,
) -> tuple[Control, ...]:
    """Runs of days, in order and without gaps from the first claim on; the last one is open.

    Of the claims, those count that bear on the place: filed by `keys_of` under its `place_key` or its `area_key`.
    `decay_days` goes before the codebook's.
    """
    return control_told(place, assertions_of(claims, place, codebook), codebook=codebook, decay_days=decay_days)


def control_told(
    place: ControlPlace,
    tellings: Iterable[ControlAssertion],
    *,
    codebook: Codebook,
    decay_days: int | None = None,
    sides: Sides | None = None,
) -> tuple[Control, ...]:
    """`control_of` from tellings: of the place and of all of its region, each once.

    `sides` may be those of the place's country from a call before, which remember what they were asked.
    """
    rules = codebook.control if decay_days is None else replace(codebook.control, decay_days=decay_days)
    sides = sides or Sides(parties=codebook.parties, country=place.country)
    stretches = holds_of(in_order(tellings), sides, rules)
    return tuple(_control(stretch, place, rules.name) for stretch in stretches)


def _control(stretch: Hold, place: ControlPlace, rule: str) -> Control:
    return Control(
        place=place,
        holder=stretch.holder,
        from_day=stretch.from_day,
        to_day=stretch.to_day,
        standing=stretch.standing,
        said_by=stretch.said_by,
        claims=tuple(sorted(stretch.claims)),
        rule=rule,
        last_said=stretch.last_said,
    )


def weigh_control(claims: Iterable[Claim], *, codebook: Codebook, decay_days: int | None = None) -> tuple[Control, ...]:
    """The runs of every place of whose control the claims tell, by place and day."""
    claims = list(claims)
    filed: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for key in keys_of(claim, codebook):
            filed[key].append(claim)
    found: list[Control] = []
    for place in places_held(claims, codebook):
        keys = [key for key in (place_key(place), area_key(place)) if key]
        about = [claim for key in keys for claim in filed.get(key, ())]
        found += control_of(place, about, codebook=codebook, decay_days=decay_days)
    return tuple(found)


def control_on(runs: Sequence[Control], day: date) -> Control | None:
    """The run of one place that a day lies in; `None` before the first claim."""
    return next((run for run in runs if run.from_day <= day and (run.to_day is None or day <= run.to_day)), None)


def sayings_on(
    place: ControlPlace, claims: Iterable[Claim], day: date, *, codebook: Codebook, decay_days: int | None = None
) -> tuple[LastWord, ...]:
    """Who says what of a place on a day: the last word of each party, and of the outlets together, by party."""
    return sayings_between(place, claims, (day,), codebook=codebook, decay_days=decay_days)[day]


def sayings_between(
    place: ControlPlace,
    claims: Iterable[Claim],
    days: Iterable[date],
    *,
    codebook: Codebook,
    decay_days: int | None = None,
) -> dict[date, tuple[LastWord, ...]]:
    """`sayings_on` for each of these days."""
    tellings = assertions_of(claims, place, codebook)
    decay = timedelta(days=codebook.control.decay_days if decay_days is None else decay_days)
    words = [_words_of(some) for _, some in sorted(_by_sayer(tellings).items())]
    return {
        day: tuple(saying for said in words for saying in said.last(day, day - min(decay, day - date.min)))
        for day in days
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What one sayer says: days in order, and the sayings that are of each."""

    days: Sequence[date]
    sayings: Sequence[Sequence[LastWord]]

    def last(self, day: date, oldest: date) -> Sequence[LastWord]:
        """What was said last up to this day, if that is not before the oldest."""
        at = bisect_right(self.days, day) - 1
        return self.sayings[at] if at >= 0 and self.days[at] >= oldest else ()


def _by_sayer(tellings: Iterable[ControlAssertion]) -> dict[str, list[ControlAssertion]]:
    found: dict[str, list[ControlAssertion]] = defaultdict(list)
    for telling in tellings:
        found[telling.sayer or ""].append(telling)
    return found


def _words_of(tellings: Iterable[ControlAssertion]) -> _Words:
    by_day: dict[date, list[ControlAssertion]] = defaultdict(list)
    for telling in tellings:
        by_day[telling.to_day].append(telling)
    days = sorted(by_day)
    return _Words(days=days, sayings=[_sayings(by_day[day]) for day in days])


def _sayings(tellings: Sequence[ControlAssertion]) -> list[LastWord]:
    """What one sayer says of one day, each different thing once."""
    said: dict[tuple[AssertionKind, str | None], list[ControlAssertion]] = defaultdict(list)
    for telling in tellings:
        said[telling.kind, telling.party].append(telling)
    return [
        LastWord(
            sayer=found[0].sayer,
            kind=kind,
            party=party,
            day=found[0].to_day,
            claims=tuple(sorted({telling.claim for telling in found})),
        )
        for (kind, party), found in said.items()
    ]
