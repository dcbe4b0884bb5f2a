"""What words without a name were taken to mean: the party, by which rule, and which words told it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sayso.model import Actor, ReferenceRule, Span
from sayso.packs.parties import Party, PartyMatch


@dataclass(frozen=True, slots=True, kw_only=True)
class MeantParty:
    """The party that words without a name mean."""

    party: str
    rule: ReferenceRule
    given: tuple[int, int] | None = None
    """The stretch that told it; `None` where no words of the report did, but its war or its country."""


def resolved(actor: Actor, meaning: MeantParty | None, text: str) -> Actor:
    """The actor with the party that its words mean, and how that was found; as it is where they mean none."""
    if meaning is None:
        return actor
    return replace(
        actor, party=meaning.party, basis="resolved", given=span_at(meaning.given, text), rule=meaning.rule
    )  # fmt: skip


def span_at(stretch: tuple[int, int] | None, text: str) -> Span | None:
    """A stretch with the text that stands there."""
    return None if stretch is None else Span(text=text[slice(*stretch)], start=stretch[0], end=stretch[1])


def mention_before(mentions: Iterable[PartyMatch], position: int) -> tuple[int, int] | None:
    """The nearest mention before a position, else the first behind it; `None` of no mentions."""
    stretches: Sequence[tuple[int, int]] = [(match.start, match.end) for match in mentions]
    before = [stretch for stretch in stretches if stretch[1] <= position]
    return next(iter((*before[-1:], *(stretch for stretch in stretches if stretch[0] > position))), None)


def mission_before(bodies: Sequence[PartyMatch], position: int, reach: int) -> str | None:
    """The body between states that was named last before a position, `reach` characters back at most: it is what "the
    mission" and "the peacekeepers" are."""
    named = [match for match in bodies if position - reach <= match.start < position]
    return named[-1].party if named else None


def home_of(party: Party) -> frozenset[str]:
    """Where a group stands; one of no country is at home wherever it fights."""
    return frozenset({party.state}) if party.state else frozenset(party.countries)


def grounds_of(party: Party) -> frozenset[str]:
    """Every country in which a group stands or fights."""
    return frozenset(state for state in (party.state, *party.countries) if state)
