"""Who is said to hold which place, settled in a ledger: what claims tell is kept, and control is weighed from that."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sayso.base.ids import UNRESOLVED, place_key
from sayso.keep import ControlAssertions, Ledger, PlaceAssertions, Weighing
from sayso.weigh.control.assertions import AREA, asserter_of, bearing_events, told_by
from sayso.weigh.control.sides import Sides
from sayso.weigh.control.weighing import area_key, control_told, keys_of

if TYPE_CHECKING:
    from sayso.model import Claim, Control, ControlAssertion, ControlPlace
    from sayso.packs.codebook import Codebook

PLACES_AT_ONCE: Final = 50
"""Places of which all that is told is in memory at a time: of the busiest, thousands of things."""
Areas = dict[str, tuple["ControlAssertion", ...]]
"""What is told of all of a region, by the key of the region."""


@dataclass(frozen=True)
class Settling:
    """Settles the control of the places of one ledger by one codebook."""

    ledger: Ledger
    codebook: Codebook
    decay_days: int | None = None

    @cached_property
    def _desk(self) -> Weighing:
        return Weighing(self.ledger)

    @cached_property
    def _told(self) -> ControlAssertions:
        return ControlAssertions(self.ledger)

    @cached_property
    def _teller(self) -> str:
        return asserter_of(self.codebook)

    @cached_property
    def bearing(self) -> frozenset[str]:
        """Types of events that bear on control."""
        return bearing_events(self.codebook)

    # What is told

    def tell(self) -> None:
        """Keeps what claims tell that came or were judged, and lets go of what claims told that are gone."""
        with self.ledger.transaction():
            self.tell_by_rules()
            marked = self.ledger.unweighed().tellings
            claims = {claim.id: claim for claim, _ in self.ledger.current_claims(ids=marked)} if marked else {}
            self._told.put({one: told_by(claims[one], self.codebook) if one in claims else () for one in marked})

    def tell_by_rules(self) -> None:
        """Makes everything that claims tell anew if the ledger has it not, or by other rules than the codebook's.

        It has to come before claims change, so that regions are known of which those have told that go.
        """
        if not self._told.are_by(self._teller):
            with self.ledger.transaction():
                self._tell_all()

    def _tell_all(self) -> None:
        self._told.clear(self._teller)
        for claims in self._told.claims(self.bearing):
            self._told.put({claim.id: told_by(claim, self.codebook) for claim in claims})

    # Control

    def settle(self) -> None:
        """Weighs the control of all places on which something new was said, some in each transaction.

        Those of a region of which something was said as a whole go with it.
        """
        self.tell()
        while places := self.ledger.unweighed().places[:PLACES_AT_ONCE]:
            with self.ledger.transaction():
                self._weigh(set(places), {})
                areas = [key for key in places if key.startswith(AREA)]
                self._desk.mark_places(self._told.keys(areas) if areas else ())

    def settle_all(self) -> None:
        """Writes the control of every place of which claims tell, and takes that of all others out."""
        self._tell_all()
        named = self._told.keys()
        self.ledger.put_control({place_key(run.place) for run in self.ledger.control()} - set(named), ())
        known: Areas = {}
        for begin in range(0, len(named), PLACES_AT_ONCE):
            self._weigh(set(named[begin : begin + PLACES_AT_ONCE]), known)
        self.ledger.put_control(self.ledger.unweighed().places, ())

    def _weigh(self, keys: set[str], known: Areas) -> None:
        """Writes the control of these places, each the same of several ways of writing it.

        `known` remembers what is told of regions.
        """
        runs: list[Control] = []
        sides: dict[str | None, Sides] = {}
        for _, holding in sorted(self._told.of(keys).items()):
            if holding.places:
                place = min(holding.places, key=lambda one: (one.name, repr(one)))
                of_country = Sides(parties=self.codebook.parties, country=place.country)
                runs += self._runs(place, holding, known, sides.setdefault(place.country, of_country))
        self.ledger.put_control(keys, runs)

    def _runs(self, place: ControlPlace, holding: PlaceAssertions, known: Areas, sides: Sides) -> tuple[Control, ...]:
        """The control of one place."""
        tellings = [*holding.tellings, *self._told_of_area(place, known)]
        return control_told(place, tellings, codebook=self.codebook, decay_days=self.decay_days, sides=sides)

    def _told_of_area(self, place: ControlPlace, known: Areas) -> tuple[ControlAssertion, ...]:
        """What is told of the whole region in which a place lies."""
        area = area_key(place)
        if area is None:
            return ()
        if area not in known:
            found = self._told.of([area]).get(area)
            known[area] = found.tellings if found else ()
        return known[area]

    # Claims

    def claims_about(self, place: ControlPlace, days: Sequence[date]) -> list[Claim]:
        """The current claims that bear on the control of a place on these days: on it, and on all of its region."""
        if not days:
            return []
        decay = self.codebook.control.decay_days if self.decay_days is None else self.decay_days
        first, key = min(days), place_key(place)
        during = (first - min(timedelta(days=decay), first - date.min), max(days))
        on_it = () if key.startswith(UNRESOLVED) else self._desk.claims(places=[key], events=self.bearing, days=during)
        return [*on_it, *self._said_of_area(place, during)]

    def _said_of_area(self, place: ControlPlace, days: tuple[date, date]) -> list[Claim]:
        """The claims that speak of the whole region in which a place lies."""
        area = area_key(place)
        if not (area and place.country and place.admin1):
            return []
        about = self._desk.claims(areas=[(place.country, place.admin1)], events=self.bearing, days=days)
        return [claim for claim in about if area in keys_of(claim, self.codebook)]

    def forget_places(self, claims: Collection[Claim], *, but: Collection[str]) -> None:
        """Takes the marks of the places away of which these claims say nothing that bears on control, but for some."""
        named = {place_key(place) for claim in claims for place in claim.places}
        bearing = {place_key(place) for claim in claims if claim.event in self.bearing for place in claim.places}
        self._desk.forget_places(named - bearing - set(but))
