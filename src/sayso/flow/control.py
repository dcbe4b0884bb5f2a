"""Who is said to hold which place, settled in a ledger: what claims assert is kept, control weighed from it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sayso.base.ids import UNRESOLVED, place_key
from sayso.keep import ControlAssertions, Ledger, PlaceAssertions, Weighing
from sayso.weigh.control.assertions import AREA, asserter_of, bearing_events, first_by_name, kept_assertions
from sayso.weigh.control.sides import Sides
from sayso.weigh.control.weighing import area_key, control_from, keys_of

if TYPE_CHECKING:
    from sayso.model import Claim, Control, ControlAssertion, ControlPlace, KeptAssertion
    from sayso.packs.codebook import Codebook

PLACES_AT_ONCE: Final = 50
"""Places whose assertions are in memory at a time, and that are weighed in one transaction: the busiest have thousands.
By hand, not swept: one transaction lasts well under a second, and readers see control grow."""
Areas = dict[str, tuple["ControlAssertion", ...]]
"""What is asserted of all of a region, by the key of the region."""


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
    def _kept(self) -> ControlAssertions:
        return ControlAssertions(self.ledger)

    @cached_property
    def _asserter(self) -> str:
        return asserter_of(self.codebook)

    @cached_property
    def maker(self) -> str:
        """The maker that runs of control name: the rules of the codebook with the days in force."""
        return self.codebook.control.with_decay(self.decay_days).maker

    @cached_property
    def bearing(self) -> frozenset[str]:
        """Types of events that bear on control."""
        return bearing_events(self.codebook)

    # Assertions

    def keep_assertions(self) -> None:
        """Keeps what claims assert that came or were judged, and lets go of what claims asserted that are gone."""
        with self.ledger.transaction():
            self.renew_assertions()
            marked = self.ledger.unweighed().tellings
            claims = {claim.id: claim for claim, _ in self.ledger.current_claims(ids=marked)} if marked else {}
            self._kept.put({name: self._asserted(claims[name]) if name in claims else () for name in marked})

    def renew_assertions(self) -> None:
        """Makes all assertions anew if the ledger has them not, or by other rules than the codebook's.

        It has to come before claims change, so that regions are known of which those asserted something that go.
        """
        if not self._kept.are_by(self._asserter):
            with self.ledger.transaction():
                self._assert_all()

    def _assert_all(self) -> None:
        self._kept.clear(self._asserter)
        for claims in self._kept.claims(self.bearing):
            self._kept.put({claim.id: self._asserted(claim) for claim in claims})

    def _asserted(self, claim: Claim) -> tuple[KeptAssertion, ...]:
        return kept_assertions(claim, self.codebook)

    # Control

    def settle(self) -> None:
        """Weighs the control of all places on which something new was said, some in each transaction.

        Those of a region of which something was said as a whole go with it. If the runs that the ledger has were made
        by other rules, or with other days, all places are weighed.
        """
        self.keep_assertions()
        self._mark_outdated()
        while places := self.ledger.unweighed().places[:PLACES_AT_ONCE]:
            with self.ledger.transaction():
                self._weigh(set(places), {})
                areas = [key for key in places if key.startswith(AREA)]
                self._desk.mark_places(self._kept.keys(areas) if areas else ())

    def _mark_outdated(self) -> None:
        """Marks all places if the runs of the ledger are by another maker: they stay marked if the run is killed."""
        if self._kept.control_maker() != self.maker:
            with self.ledger.transaction():
                self._desk.mark_places({*self._kept.keys(), *self._places_written()})
                self._kept.note_control_maker(self.maker)

    def _places_written(self) -> set[str]:
        return {place_key(run.place) for run in self.ledger.control()}

    def settle_all(self) -> None:
        """Writes the control of every place of which claims assert something, and takes that of all others out."""
        self._assert_all()
        named = self._kept.keys()
        self.ledger.put_control(self._places_written() - set(named), ())
        known: Areas = {}
        for begin in range(0, len(named), PLACES_AT_ONCE):
            self._weigh(set(named[begin : begin + PLACES_AT_ONCE]), known)
        self.ledger.put_control(self.ledger.unweighed().places, ())
        self._kept.note_control_maker(self.maker)

    def _weigh(self, keys: set[str], known: Areas) -> None:
        """Writes the control of these places, each the same of several ways of writing it.

        `known` remembers what is asserted of regions.
        """
        runs: list[Control] = []
        sides: dict[str | None, Sides] = {}
        for _, kept in sorted(self._kept.of(keys).items()):
            if kept.places:
                place = first_by_name(kept.places)
                of_country = Sides(parties=self.codebook.parties, country=place.country)
                runs += self._runs(place, kept, known, sides.setdefault(place.country, of_country))
        self.ledger.put_control(keys, runs)

    def _runs(self, place: ControlPlace, kept: PlaceAssertions, known: Areas, sides: Sides) -> tuple[Control, ...]:
        """The control of one place."""
        assertions = [*kept.assertions, *self._of_area(place, known)]
        return control_from(place, assertions, codebook=self.codebook, decay_days=self.decay_days, sides=sides)

    def _of_area(self, place: ControlPlace, known: Areas) -> tuple[ControlAssertion, ...]:
        """What is asserted of the whole region in which a place lies."""
        area = area_key(place)
        if area is None:
            return ()
        if area not in known:
            kept = self._kept.of([area]).get(area)
            known[area] = kept.assertions if kept else ()
        return known[area]

    # Claims

    def claims_about(self, place: ControlPlace, days: Sequence[date]) -> list[Claim]:
        """The current claims that bear on the control of a place on these days: on it, and on all of its region."""
        if not days:
            return []
        decay = self.codebook.control.with_decay(self.decay_days).decay_days
        first, key = min(days), place_key(place)
        during = (first - min(timedelta(days=decay), first - date.min), max(days))
        on_it = () if key.startswith(UNRESOLVED) else self._desk.claims(places=[key], events=self.bearing, days=during)
        return [*on_it, *self._claims_of_area(place, during)]

    def _claims_of_area(self, place: ControlPlace, days: tuple[date, date]) -> list[Claim]:
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
