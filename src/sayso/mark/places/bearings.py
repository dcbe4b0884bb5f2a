"""Places that a text gives only by another: "10 km north of the city", "a town about 10 km further south".

The other is what the article meant last. What lies there is a point; where the text speaks of a settlement, and exactly
one that the gazetteer knows fits distance and direction, it is that settlement. All of them are `near`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import exp, hypot, log
from typing import Final

import numpy as np

from sayso.gazetteer.lookup import KM_A_DEGREE, Gazetteer
from sayso.mark.places.neighbours import LOCATED
from sayso.mark.places.patterns import Offset, apply_offset, metres, offset_before, point_at
from sayso.mark.places.vocabulary import PlaceWords
from sayso.model import Place, Sentence

REACH: Final = 1500
"""Characters back to the place that is meant: about three paragraphs, as for descriptions. Set by hand, not swept."""
SHORT_OF, BEYOND = 0.7, 1.4
"""How much nearer or farther a settlement may lie than the text says: "about 10 km" is 7 to 14. Set by hand."""
ASIDE: Final = 30.0
"""Degrees that it may lie to either side of the direction; half of an eighth of the compass is 22.5. Set by hand."""
FADING: Final = 700.0
"""Characters over which a place named before fades to 1/e when "the city" is looked for. Set by eye on 40 articles."""
SAME_KM: Final = 1.0
"""Kilometres around a place's point in which the gazetteer's row of it is looked for: points are rounded."""
FITTING: Final = 0.5
"""What the score of the place that distances are from is multiplied by for a settlement that merely fits. Set by
hand, not swept."""

_POINTS: Final = ("exact", "near")
"""Precisions of a town that stands where it is; one that no list has stands at the point of what contains it."""


def find_relatives(
    text: str, sentences: Sequence[Sentence], places: Sequence[Place], gazetteer: Gazetteer, words: PlaceWords
) -> list[Place]:
    """The relative places of an article, given its named ones in text order; no place overlaps another."""
    finder = _Finder(text, places, gazetteer, words)
    for sentence in sentences:
        finder.search(sentence.start, sentence.end)
    return sorted(finder.relatives, key=lambda place: place.start)


class _Finder:
    def __init__(self, text: str, places: Sequence[Place], gazetteer: Gazetteer, words: PlaceWords) -> None:
        self.text, self.gazetteer, self.words = text, gazetteer, words
        self.named = places
        self.starts = [place.start for place in places]
        self.times_named = _times_named(places)
        self.people: dict[tuple[int | None, str | None], int] = {}
        self.relatives: list[Place] = []

    def search(self, start: int, end: int) -> None:
        """Finds the relative places of a sentence."""
        relative = self.words.relative
        taken = list[tuple[int, int]]()
        for pattern, read in (
            (relative.unnamed, self._unnamed),
            (relative.description, self._described),
            (relative.around, self._around),
            (relative.bare, self._bare),
        ):
            for match in pattern.finditer(self.text, start, end):
                if any(match.start() < right and left < match.end() for left, right in taken):
                    continue
                place = read(match)
                if place is not None and self._is_free(place.start, place.end):
                    self.relatives.append(place)
                if place is not None or pattern is relative.unnamed:
                    taken.append(match.span())

    def _described(self, match: re.Match[str]) -> Place | None:
        """Of "the city" in "near the city" or "the city's outskirts"; plain descriptions are the claim stage's."""
        offset = Offset() if match["by"] else offset_before(self.text, match.start(), self.words)
        if offset is None or not (match["by"] or self.words.phrase_end.match(self.text, match.end())):
            return None
        anchor = self._anchor(match.start(), match["noun"].lower())
        return anchor and self._at(match.start(), match.end(), apply_offset(anchor, offset))

    def _around(self, match: re.Match[str]) -> Place | None:
        anchor = self._anchor(match.start())
        return anchor and self._at(match.start(), match.end(), apply_offset(anchor, Offset()))

    def _bare(self, match: re.Match[str]) -> Place | None:
        """Of "10 km further south": the point; without "further", "to the" or "of it" it may be a way that was gone."""
        if match["name"] or not (match["away"] or match["of"]):
            return None
        anchor = self._anchor(match.start())
        return anchor and self._at(match.start(), match.end(), apply_offset(anchor, self._offset(match)))

    def _unnamed(self, match: re.Match[str]) -> Place | None:
        """Of "a town 10 km further south" or "a village 5 km north of Lysychansk": what lies there."""
        start, end = match.span("phrase") if match["name"] else match.span()
        before = self._last_before(start)
        if before and self.words.relative.naming.fullmatch(self.text, before.end, start):
            return None
        anchor = self._named_at(match.start("name")) if match["name"] else self._anchor(start)
        if anchor is None or anchor.latitude is None or anchor.longitude is None:
            return None
        offset = self._offset(match)
        row = self._fitting(anchor, offset, match["noun"].lower())
        there = self._settlement(row, anchor) if row is not None else self._point(anchor, offset)
        there = replace(there, precision="near", distance_m=offset.distance_m, bearing=offset.bearing)
        return self._at(start, end, there)

    def _offset(self, match: re.Match[str]) -> Offset:
        direction = " ".join(match["direction"].lower().split())
        distance = metres(match["number"].lower(), match["unit"], self.words)
        return Offset(distance_m=distance, bearing=self.words.directions[direction])

    def _at(self, start: int, end: int, place: Place) -> Place:
        return replace(place, text=self.text[start:end], start=start, end=end)

    def _last_before(self, position: int) -> Place | None:
        index = bisect_right(self.starts, position) - 1
        return self.named[index] if index >= 0 else None

    def _is_free(self, start: int, end: int) -> bool:
        index = bisect_right(self.starts, end - 1) - 1
        return index < 0 or self.named[index].end <= start

    def _anchor(self, position: int, noun: str = "") -> Place | None:
        """The town that is meant: one of those named before that can be called so, the more often and the nearer the
        better, but not what the words locate ("Soledar, north of the city").
        """
        best, most = None, 0.0
        for index in range(bisect_right(self.starts, position) - 1, -1, -1):
            place = self.named[index]
            if position - place.end > REACH:
                break
            if (
                place.kind != "settlement"
                or place.use != "place"
                or place.end > position
                or place.distance_m is not None
                or place.precision not in _POINTS
            ):
                continue
            if self._is_located(place.end, position) or not self._can_be(place, noun):
                continue
            weight = (1 + log(self.times_named[place.start])) * exp((place.end - position) / FADING)
            if weight > most:
                best, most = place, weight
        return best and _itself(best)

    def _is_located(self, end: int, position: int) -> bool:
        """Whether only words that say where stand between a name and a description."""
        if position - end > LOCATED:
            return False
        between = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", self.text[end:position].lower())
        return bool(between) and all(
            word in self.words.relative.locating or word in self.words.directions for word in between
        )

    def _can_be(self, place: Place, noun: str) -> bool:
        """Whether the place has the people of what the noun says; nobody has counted them in an added village."""
        if noun not in self.words.relative.people:
            return True
        least, most = self.words.relative.people[noun]
        people = self._count_people(place)
        return (least is None or people >= least) and (most is None or people <= most)

    def _count_people(self, place: Place) -> int:
        key = place.geonameid, place.gazetteer_id
        if key not in self.people and place.latitude is not None and place.longitude is not None:
            near = self.gazetteer.settlements_near(place.latitude, place.longitude, SAME_KM)
            of_place = (row for row in near if self.gazetteer.places["geonameid"][row] == place.geonameid)
            self.people[key] = max((int(self.gazetteer.places["population"][row]) for row in of_place), default=0)
        return self.people.get(key, 0)

    def _named_at(self, position: int) -> Place | None:
        """The place whose name begins behind an offset, without it."""
        index = bisect_right(self.starts, position + self.words.widest_article) - 1
        place = self.named[index] if index >= 0 else None
        if place is None or place.start < position or place.latitude is None or place.longitude is None:
            return None
        if place.kind == "settlement" and place.precision not in _POINTS:
            return None
        if place.distance_m is None or place.bearing is None:
            return _itself(place)
        latitude, longitude = point_at(place.latitude, place.longitude, place.distance_m, place.bearing + 180)
        return _itself(replace(place, latitude=latitude, longitude=longitude))

    def _point(self, anchor: Place, offset: Offset) -> Place:
        """A settlement without a name of its own: only its country is sure to be the other's."""
        moved = apply_offset(anchor, offset)
        return Place(
            text="", start=0, end=0, latitude=moved.latitude, longitude=moved.longitude, country=anchor.country,
            kind="settlement", score=anchor.score,
        )  # fmt: skip

    def _settlement(self, row: int, anchor: Place) -> Place:
        there = self.gazetteer.candidate(row, round(anchor.score * FITTING, 4))
        return Place(
            text="", start=0, end=0, name=there.name, geonameid=there.geonameid, latitude=there.latitude,
            longitude=there.longitude, country=there.country, admin1=there.admin1, kind="settlement",
            score=there.score, gazetteer_id=there.gazetteer_id,
        )  # fmt: skip

    def _fitting(self, anchor: Place, offset: Offset, noun: str) -> int | None:
        """The row of the one settlement that lies so far off in that direction; `None` if there is none, or several."""
        if anchor.latitude is None or anchor.longitude is None or not offset.distance_m or offset.bearing is None:
            return None
        stated_km = offset.distance_m / 1000
        least = self.words.relative.people.get(noun, (None, None))[0] or 0
        rows = self.gazetteer.settlements_near(anchor.latitude, anchor.longitude, stated_km * BEYOND)
        fitting = [
            row
            for row in rows
            if int(self.gazetteer.places["population"][row]) >= least
            and _fits(anchor.latitude, anchor.longitude, self.gazetteer.places[row], stated_km, offset.bearing)
        ]
        return fitting[0] if len(fitting) == 1 else None


def _times_named(places: Sequence[Place]) -> dict[int, int]:
    """How often what a place stands for had been named so far, by where it begins."""
    counts: Counter[str | None] = Counter()
    times = {}
    for place in places:
        counts[place.name] += 1
        times[place.start] = counts[place.name]
    return times


def _itself(place: Place) -> Place:
    """The place, without what was said to be by it."""
    return replace(place, precision="exact", distance_m=None, bearing=None)


def _fits(latitude: float, longitude: float, there: np.void, stated_km: float, bearing: float) -> bool:
    north = KM_A_DEGREE * (float(there["latitude"]) - latitude)
    east = KM_A_DEGREE * (float(there["longitude"]) - longitude) * float(np.cos(np.radians(latitude)))
    turn = (float(np.degrees(np.arctan2(east, north))) - bearing + 180) % 360 - 180
    return stated_km * SHORT_OF <= hypot(north, east) <= stated_km * BEYOND and abs(turn) <= ASIDE
