"""A group of claims as an incident: what most voices say of it, who says what, and why it is one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final, TypeVar, get_args

from sayso.model import Basis, Incident, PairReason, Place, SaidCount, SaidStatus
from sayso.packs.incident_rules import IncidentRules
from sayso.weigh.incidents.contradictions import find_contradictions
from sayso.weigh.incidents.features import Features, stated_place
from sayso.weigh.incidents.following import fullest_of
from sayso.weigh.incidents.merging import Group
from sayso.weigh.voices import count_voices, tell_apart

T = TypeVar("T", bound=Hashable)
_BASES: Final[tuple[Basis, ...]] = get_args(Basis)
"""How a place came to a claim, the surest first."""


def build_incident(incident_id: str, group: Group, rules: IncidentRules, *, maker: str) -> Incident:
    """The incident of a group, by that id; `maker` is `incidents_maker` of the rules.

    Its type, place and days are what most voices say in their fullest tellings.
    """
    members = sorted(group.members, key=order_of)
    fullest = fullest_of(members)
    voices = tell_apart([features.voice for features in fullest])
    event = _most_said(((features.event, voice) for features, voice in zip(fullest, voices, strict=True)), rules.order)
    first, last = _days(fullest, voices)
    return Incident(
        id=incident_id,
        event=event,
        place=_place(fullest, voices),
        from_day=date.fromordinal(first) if first else None,
        to_day=date.fromordinal(last) if last else None,
        claims=tuple(features.id for features in members),
        voices=count_voices([features.voice for features in members]),
        parties_saying=tuple(sorted({features.party for features in members if features.party})),
        counts=tuple(
            SaidCount(low=number.low, high=number.high, of=number.of, claim=features.id, source=features.source)
            for features in members
            for number in features.numbers
        ),
        statuses=tuple(
            SaidStatus(status=features.status, claim=features.id, source=features.source) for features in members
        ),
        contradictions=find_contradictions(members, rules),
        why=tuple(
            PairReason(
                pair=pair,
                score=round(score.total, 3),
                parts=tuple((name, round(value, 3)) for name, value in score.parts),
            )
            for pair, score in group.reasons
        ),
        maker=maker,
    )


def order_of(features: Features) -> tuple[int, str, int, str]:
    """By the day of the report, those without one last, then by article and place in its text."""
    return (features.published or date.max.toordinal(), features.article, features.start, features.id)


def _voters(values: Iterable[tuple[T, int]]) -> dict[T, int]:
    """How many voices say each value."""
    voters: dict[T, set[int]] = {}
    for value, voice in values:
        voters.setdefault(value, set()).add(voice)
    return {value: len(who) for value, who in voters.items()}


def _most_said(values: Iterable[tuple[str, int]], order: Mapping[str, int]) -> str:
    voters = _voters(values)
    if len(voters) == 1:
        return next(iter(voters))
    return min(voters, key=lambda value: (-voters[value], order.get(value, len(order)), value))


def _place(members: Sequence[Features], voices: Sequence[int]) -> Place | None:
    """The place that most voices give among the finest, by the surest way in which one of the claims came to it."""
    if len(members) == 1:
        return members[0].place
    finest = min((spot.level for features in members for spot in features.spots), default=None)
    places = [
        (features.place, voice)
        for features, voice in zip(members, voices, strict=True)
        if features.place is not None and min(spot.level for spot in features.spots) == finest
    ]
    voters = _voters((stated_place(place), voice) for place, voice in places)
    most = min(voters, key=lambda place: (-voters[place], place.name or "", str(place.geonameid)), default=None)
    return min((place for place, _ in places if stated_place(place) == most), key=_surety, default=None)


def _surety(place: Place) -> int:
    return _BASES.index(place.basis)


def _days(members: Sequence[Features], voices: Sequence[int]) -> tuple[int | None, int | None]:
    """The run of days that most voices give, of equals the shortest, then the earliest.

    Where none gives a run, the latest day that it is said to have come after, and the earliest that it came before.
    """
    runs = [
        ((features.first, features.last), voice)
        for features, voice in zip(members, voices, strict=True)
        if features.first is not None and features.last is not None
    ]
    voters = _voters(runs)
    if not voters:
        since = max((features.since for features in members if features.since is not None), default=None)
        until = min((features.until for features in members if features.until is not None), default=None)
        return (since, until) if since is None or until is None or since <= until else (None, until)
    return min(voters, key=lambda run: (-voters[run], run[1] - run[0], run[0]))
