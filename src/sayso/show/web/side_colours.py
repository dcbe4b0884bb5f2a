"""The sides that a ledger tells of, in the order in which pages give them colours and patterns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from sayso.model import Claim
from sayso.packs.parties import Parties

INKED: Final = 6
"""Sides with a colour and a pattern of their own: `theme.css` and `pages.css` have six; those after share one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inked:
    """A side as pages draw it."""

    id: str
    """`war/side` of the codebook, or the party's own id where it stands in no war that the ledger tells of."""
    label: str
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inks:
    """The sides, those with most claims first, and how to find a party's."""

    sides: tuple[Inked, ...]
    parties: Parties
    _known: dict[tuple[str, str | None], str] = field(default_factory=dict, repr=False, compare=False)
    """Sides that were asked for: a page asks for the same few thousands of times."""

    def side_of(self, party: str | None, country: str | None = None) -> str | None:
        """The id of a party's side, in a war fought in that country if one is given; `None` if nobody is named."""
        if party is None:
            return None
        if (party, country) not in self._known:
            self._known[party, country] = self._side_of(party, country)
        return self._known[party, country]

    def _side_of(self, party: str, country: str | None) -> str:
        sides = self.parties.sides_of(party, country=country) if country else ()
        known = [f"{side.war}/{side.id}" for side in (sides or self.parties.sides_of(party))]
        return next((side for side in known if side in self._ids), known[0] if known else party)

    def ink_of(self, party: str | None, country: str | None = None) -> str:
        """The class of a party's ink: `ink-0` and so on, `ink-more`, or `ink-none`."""
        side = self.side_of(party, country)
        if side is None:
            return "ink-none"
        at = self._ids.index(side) if side in self._ids else INKED
        return f"ink-{at}" if at < INKED else "ink-more"

    @property
    def _ids(self) -> list[str]:
        return [side.id for side in self.sides]

    def said(self) -> list[dict[str, Any]]:
        """The sides as scripts read them."""
        return [{"id": side.id, "label": side.label, "parties": list(side.parties)} for side in self.sides]


def ink_sides(counted: Iterable[tuple[str, str | None, int]], parties: Parties) -> Inks:
    """The sides of parties that say or hold something: party, country and how many claims."""
    claims: Counter[str] = Counter()
    members: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    for party, country, count in counted:
        sides = parties.sides_of(party, country=country) if country else ()
        if sides:
            side = f"{sides[0].war}/{sides[0].id}"
            labels[side], members[side] = sides[0].label, sorted(sides[0].parties)
        else:
            known = parties.parties.get(party)
            side = party
            labels[side], members[side] = known.name if known else party, [party]
        claims[side] += count
    ordered = sorted(claims, key=lambda side: ("/" not in side, -claims[side], side))
    return Inks(
        sides=tuple(Inked(id=side, label=labels[side], parties=tuple(members[side])) for side in ordered),
        parties=parties,
    )


def side_of_claim(claim: Claim, inks: Inks) -> str | None:
    """The id of the side that says it; `None` for the outlet's own word and for those without a party."""
    party = claim.sources[0].party if claim.sources else None
    return inks.side_of(party, claim.places[0].country if claim.places else None)
