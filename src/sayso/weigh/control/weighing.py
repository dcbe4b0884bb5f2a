"""Who is said to hold each place from day to day, by whom, on which claims, by which rule.

The rules are told in words in `control.yaml` of the codebook, and explained in docs/control.md. Everything here is
pure, and what comes out does not depend on the order of what goes in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
    "control_from",
    "control_of",
    "control_on",
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
    return control_from(place, assertions_of(claims, place, codebook), codebook=codebook, decay_days=decay_days)


def control_from(
    place: ControlPlace,
    assertions: Iterable[ControlAssertion],
    *,
    codebook: Codebook,
    decay_days: int | None = None,
    sides: Sides | None = None,
) -> tuple[Control, ...]:
    """`control_of` from assertions: of the place and of all of its region, each once.

    `sides` may be those of the place's country from a call before, which remember what they were asked.
    """
    rules = codebook.control.with_decay(decay_days)
    maker = rules.maker
    sides = sides or Sides(parties=codebook.parties, country=place.country)
    return tuple(_control(hold, place, maker) for hold in holds_of(in_order(assertions), sides, rules))


def _control(hold: Hold, place: ControlPlace, rule: str) -> Control:
    return Control(
        place=place,
        holder=hold.holder,
        from_day=hold.from_day,
        to_day=hold.to_day,
        standing=hold.standing,
        said_by=hold.said_by,
        claims=tuple(sorted(hold.claims)),
        rule=rule,
        fired=hold.fired,
        last_said=hold.last_said,
    )


def weigh_control(claims: Iterable[Claim], *, codebook: Codebook, decay_days: int | None = None) -> tuple[Control, ...]:
    """The runs of every place of whose control the claims tell, by place and day."""
    claims = list(claims)
    filed: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for key in keys_of(claim, codebook):
            filed[key].append(claim)
    runs: list[Control] = []
    for place in places_held(claims, codebook):
        keys = [key for key in (place_key(place), area_key(place)) if key]
        about = [claim for key in keys for claim in filed.get(key, ())]
        runs += control_of(place, about, codebook=codebook, decay_days=decay_days)
    return tuple(runs)


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
    assertions = assertions_of(claims, place, codebook)
    decay = timedelta(days=codebook.control.with_decay(decay_days).decay_days)
    sayers = [_word_of(own) for _, own in sorted(_by_sayer(assertions).items())]
    return {
        day: tuple(saying for sayer in sayers for saying in sayer.last(day, day - min(decay, day - date.min)))
        for day in days
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _SayerWord:
    """What one sayer says: days in order, and the sayings that are of each."""

    days: Sequence[date]
    sayings: Sequence[Sequence[LastWord]]

    def last(self, day: date, oldest: date) -> Sequence[LastWord]:
        """What was said last up to this day, if that is not before the oldest."""
        at = bisect_right(self.days, day) - 1
        return self.sayings[at] if at >= 0 and self.days[at] >= oldest else ()


def _by_sayer(assertions: Iterable[ControlAssertion]) -> dict[str, list[ControlAssertion]]:
    by_sayer: dict[str, list[ControlAssertion]] = defaultdict(list)
    for assertion in assertions:
        by_sayer[assertion.sayer or ""].append(assertion)
    return by_sayer


def _word_of(assertions: Iterable[ControlAssertion]) -> _SayerWord:
    by_day: dict[date, list[ControlAssertion]] = defaultdict(list)
    for assertion in assertions:
        by_day[assertion.to_day].append(assertion)
    days = sorted(by_day)
    return _SayerWord(days=days, sayings=[_sayings(by_day[day]) for day in days])


def _sayings(assertions: Sequence[ControlAssertion]) -> list[LastWord]:
    """What one sayer says of one day, each different thing once."""
    alike: dict[tuple[AssertionKind, str | None], list[ControlAssertion]] = defaultdict(list)
    for assertion in assertions:
        alike[assertion.kind, assertion.party].append(assertion)
    return [
        LastWord(
            sayer=same[0].sayer,
            kind=kind,
            party=party,
            day=same[0].to_day,
            claims=tuple(sorted({assertion.claim for assertion in same})),
        )
        for (kind, party), same in alike.items()
    ]
