"""The dead of an incident as ACLED and UCDP would count them, derived on demand, each number with those who say it.

ACLED takes the most conservative estimate where reports differ or are vague, and reads "tens" as 10, "dozens" as 12,
"hundreds" as 100 (its published answers on fatalities, as of May 2024). UCDP gives a best, a low and a high estimate
(codebook of its Georeferenced Event Dataset). Neither number stands in the ledger: what stands there is who said what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.model import Claim, Count, SaidCount
from sayso.packs.incident_rules import IncidentRules
from sayso.weigh.incidents.features import number_of, whole_counts
from sayso.weigh.voices import Voice, VoiceFinder, tell_apart

KILLED: Final = "killed"
ASSERTED: Final = frozenset({"happened", "ongoing"})
_FIRST_WORD: Final = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number of dead and those who say it."""

    value: int
    said_by: tuple[SaidCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fatalities:
    """The dead of an incident; `None` where nobody gives such a bound."""

    acled: Estimate | None
    """The most conservative number."""
    best: Estimate | None
    low: Estimate | None
    high: Estimate | None
    unnumbered: tuple[str, ...]
    """Ids of claims that somebody was killed, without a number: ACLED has a rule of its own for them."""


@dataclass(frozen=True, slots=True)
class _Toll:
    """The dead as one voice gives them in one report: all together, or soldiers and civilians added up."""

    voice: int
    party: str | None
    conservative: int | None
    low: int | None
    high: int | None
    said: tuple[SaidCount, ...]


def fatalities_of(
    claims: Sequence[Claim], *, rules: IncidentRules, speakers: VoiceFinder, copies: Mapping[str, str] | None = None
) -> Fatalities:
    """The dead of an incident, from its claims that somebody was killed; plans, denials and attempts do not count.

    ACLED's number and UCDP's low are the lowest number that anybody gives, ACLED's with its reading of vague words;
    UCDP's high is the highest; its best is the number that most voices give, of equals that of those who stand on no
    side of the fight, then the lowest.
    """
    killed = [claim for claim in claims if claim.event == "harm.killed" and claim.status in ASSERTED]
    groups = copies or {}
    voices = [speakers.voice_of(claim, copies=groups.get(claim.article.id, claim.article.id)) for claim in killed]
    tolls = _tolls(killed, voices, rules)
    fighting = frozenset(actor.party for claim in claims for actor in (*claim.actors, *claim.targets) if actor.party)
    return Fatalities(
        acled=_lowest((toll.conservative, toll) for toll in tolls),
        best=_best(tolls, fighting, rules),
        low=_lowest((toll.low, toll) for toll in tolls),
        high=_highest((_most((toll.low, toll.high)), toll) for toll in tolls),
        unnumbered=tuple(claim.id for claim in killed if not _numbers(claim, rules)),
    )


def _numbers(claim: Claim, rules: IncidentRules) -> list[tuple[Count, str | None]]:
    """The numbers of dead in a claim, and whom they befell; dead and wounded together are no number of dead."""
    numbers = [(count, number_of(count, claim.event, rules)) for count in whole_counts(claim.counts)]
    return [(count, bounds.who) for count, bounds in numbers if bounds is not None and bounds.of == KILLED]


def _tolls(killed: Sequence[Claim], voices: Sequence[Voice], rules: IncidentRules) -> list[_Toll]:
    by_report: dict[tuple[int, str], list[int]] = {}
    apart = tell_apart(voices)
    for at, claim in enumerate(killed):
        if _numbers(claim, rules):
            by_report.setdefault((apart[at], claim.article.id), []).append(at)
    return [
        _toll(voice, voices[own[0]].party, [killed[at] for at in own], rules)
        for (voice, _), own in sorted(by_report.items())
    ]


def _toll(voice: int, party: str | None, claims: Sequence[Claim], rules: IncidentRules) -> _Toll:
    """One voice in one report: its number of all dead, or its soldiers and civilians added up where that is more."""
    numbers = [(count, who, claim) for claim in claims for count, who in _numbers(claim, rules)]
    whole = [count for count, who, _ in numbers if who is None]
    parts = list({who: count for count, who, _ in reversed(numbers) if who is not None}.values())
    return _Toll(
        voice,
        party,
        _most(
            (
                _least(_conservative(count, rules) for count in whole),
                _sum(_conservative(count, rules) for count in parts),
            )
        ),
        _most((_least(count.low for count in whole), _sum(count.low for count in parts))),
        _most((_most(count.high for count in whole), _sum(count.high for count in parts))),
        tuple(
            SaidCount(
                low=count.low,
                high=count.high,
                of=count.of,
                claim=claim.id,
                source=claim.sources[0].name if claim.sources else None,
            )
            for count, _, claim in numbers
        ),
    )


def _conservative(count: Count, rules: IncidentRules) -> int | None:
    """The number as ACLED reads it: its lower bound, or the least that a vague word means."""
    first = _FIRST_WORD.match(count.text.casefold())
    return rules.words.vague.get(first[0], count.low) if first and count.high is None else count.low


def _known(values: Iterable[int | None]) -> list[int]:
    return [value for value in values if value is not None]


def _least(values: Iterable[int | None]) -> int | None:
    return min(_known(values), default=None)


def _most(values: Iterable[int | None]) -> int | None:
    return max(_known(values), default=None)


def _sum(values: Iterable[int | None]) -> int | None:
    kept = list(values)
    return sum(_known(kept)) if kept and None not in kept else None


def _estimate(value: int | None, tolls: Iterable[tuple[int | None, _Toll]]) -> Estimate | None:
    if value is None:
        return None
    return Estimate(value=value, said_by=tuple(count for own, toll in tolls if own == value for count in toll.said))


def _lowest(values: Iterable[tuple[int | None, _Toll]]) -> Estimate | None:
    kept = list(values)
    return _estimate(_least(value for value, _ in kept), kept)


def _highest(values: Iterable[tuple[int | None, _Toll]]) -> Estimate | None:
    kept = list(values)
    return _estimate(_most(value for value, _ in kept), kept)


def _best(tolls: Sequence[_Toll], fighting: frozenset[str], rules: IncidentRules) -> Estimate | None:
    """The number that most voices give; a number without a lower bound ("up to 20") is no estimate."""
    voices: dict[int, set[int]] = {}
    outside: set[int] = set()
    for toll in tolls:
        if toll.low is not None:
            voices.setdefault(toll.low, set()).add(toll.voice)
            if toll.party is None or not rules.allied(frozenset({toll.party}), fighting, None):
                outside.add(toll.low)
    value = min(voices, key=lambda number: (-len(voices[number]), number not in outside, number), default=None)
    return _estimate(value, [(toll.low, toll) for toll in tolls])
