"""Incidents and control of the war that never was: as many as weighing would make, without weighing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from benchmarks.synthetic import DAYS, FIRST_DAY, War
from sayso.base.ids import short_id
from sayso.keep import Ledger
from sayso.model import Claim, Control, ControlPlace, Incident, Place

_HELD: Final = ("RUS", "UKR", None)
_STANDINGS: Final = ("agreed", "claimed", "reported", "contested", "unknown")
_BATCH: Final = 5_000


def incidents(ledger: Ledger) -> Iterator[list[Incident]]:
    """Incidents of the ledger's claims: those of one event family and place in three days; in batches."""
    groups: dict[tuple[str, int | None, int], list[tuple[str, str | None]]] = {}
    places: dict[int | None, Place] = {}
    first: dict[tuple[str, int | None, int], Claim] = {}
    for claim, _ in ledger.current_claims():
        place = claim.places[0] if claim.places else None
        number = place.geonameid if place else None
        day = claim.when.from_day
        key = (claim.event.partition(".")[0], number, day.toordinal() // 3 if day else -1)
        groups.setdefault(key, []).append((claim.id, _party(claim)))
        first.setdefault(key, claim)
        if place:
            places.setdefault(number, place)
    batch: list[Incident] = []
    for key, members in groups.items():
        parties = tuple(sorted({party for _, party in members if party}))
        batch.append(
            Incident(
                id=short_id("i", *key), event=first[key].event, place=places.get(key[1]),
                from_day=first[key].when.from_day, to_day=first[key].when.to_day, voices=len(members),
                parties_saying=parties, claims=tuple(claim for claim, _ in members),
            )
        )  # fmt: skip
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


def _party(claim: Claim) -> str | None:
    return claim.sources[0].party if claim.sources else None


def control_runs(war: War) -> list[Control]:
    """Three runs for each of the thousand commonest places."""
    chance = random.Random(war.seed)
    runs = []
    for place in war.places.things[:1_000]:
        held = ControlPlace(
            name=place.name, geonameid=place.geonameid, latitude=place.latitude, longitude=place.longitude,
            country=place.country, admin1=place.admin1,
        )  # fmt: skip
        for turn in range(3):
            first = FIRST_DAY + timedelta(days=DAYS // 3 * turn)
            last = first + timedelta(days=DAYS // 3 - 1) if turn < 2 else None
            runs.append(
                Control(
                    place=held, holder=chance.choice(_HELD), from_day=first, to_day=last,
                    standing=chance.choice(_STANDINGS), said_by=("UKR",), claims=(), rule="synthetic@1",
                )
            )  # fmt: skip
    return runs
