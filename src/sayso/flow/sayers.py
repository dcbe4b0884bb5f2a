"""Who says what of the places of a ledger on one day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sayso.flow.ledger import weigher_of
from sayso.model import ControlPlace, LastWord
from sayso.weigh.control.weighing import sayings_on

if TYPE_CHECKING:
    from sayso.base.settings import Settings
    from sayso.keep import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWord:
    """The last word of one sayer on one place."""

    place: ControlPlace
    saying: LastWord


def words_on(ledger: Ledger, places: Iterable[ControlPlace], day: date, settings: Settings) -> list[PlaceWord]:
    """The last word of each party, and of the outlets together, on each place up to the day, by place and party."""
    weigher = weigher_of(ledger, settings)
    return [
        PlaceWord(place=place, saying=saying)
        for place in dict.fromkeys(places)
        for saying in sayings_on(
            place,
            weigher.claims_about(place, [day]),
            day,
            codebook=weigher.codebook,
            decay_days=settings.control_decay_days,
        )
    ]
