"""What each name of an article means, once its candidates are ranked: a place, or what contains a place unknown.

Ranking looks at one name at a time. Here the names are seen together: what a text says to lie in Kandahar lies there or
is not known; a hamlet abroad is no place of an article that never speaks of its country; and a name that no list has
keeps its words and stands at the point of the district, region or country that contains it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sayso.gazetteer.lookup import NOWHERE, ROW, SKELETON, Gazetteer
from sayso.mark.places.neighbours import BEARING_KM
from sayso.mark.places.patterns import Mention
from sayso.mark.places.ranking import NameQuery, Ranked, query_entries
from sayso.mark.places.whereabouts import Whereabouts
from sayso.model import Candidate, PlaceKind, PlacePrecision

RESOLVED: Final = 0.4
"""Least score of the best candidate; below it a name stays unresolved. Swept from .1 to .6 on cross-validated scores of
TR-News and GeoWebNews: from .1 90.0 % are resolved and 93.1 % of these right, from .4 89.2 and 93.8, from .5 88.6 and
94.1, from .6 87.1 and 95.2; in percent of all names, right are 83.7, 83.7, 83.4 and 82.9."""
AT_HOME: Final = 0.15
"""The same where the candidate lies in what contains the name, or in the article's country. By hand, not swept."""
ALTERNATIVES: Final = 3
"""Other candidates that are kept with a place. By reasoning: a reviewer chooses among few."""
LEAST_ALTERNATIVE: Final = 0.02
"""Least score of an alternative that is kept. By hand, not swept."""
KNOWN_ABROAD: Final = 200_000
"""People of a town that is known the world over: an article may speak of it and never of its country. Of 50,000,
100,000, 200,000 and 500,000 on TR-News and GeoWebNews."""
TOWN_ABROAD: Final = 20_000
"""People of a town in a country of which the article speaks, that is believed to be meant though the article plays
elsewhere. By hand, not swept."""
OFTENER: Final = 2
"""Times as often as what a text puts it beside that a known name may stand there before it is believed to be the one
that is known. By hand, not swept."""
UNKNOWN: Final = 0.3
"""Score of a name that no list has, at the point of what contains it. By hand: a place of that name is there, but it
has not been found."""
_AREAS: Final = ("district", "region", "country")
_POINTS: Final = ("settlement", "facility")
_HEADS: Final[dict[str, PlaceKind]] = {
    "area": "district", "road": "facility", "nature": "feature", "school": "facility", "building": "facility",
}  # fmt: skip
"""The kind of a place by the class of the last word of its name."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name turned out to mean; `best` is `None` if that is not sure enough."""

    best: Candidate | None
    score: float
    alternatives: tuple[Candidate, ...] = ()
    kind: PlaceKind = "settlement"
    radius_km: int = 0
    row: int | None = None
    """Of the place in the gazetteer."""
    within: PlacePrecision | None = None
    """Of a name that no list has: what contains it, whose point `best` has."""


class Meanings:
    """The meaning of each name of an article."""

    def __init__(
        self,
        queries: Sequence[NameQuery],
        ranked: Sequence[Ranked],
        gazetteer: Gazetteer,
        heads: Callable[[str], str | None],
        day: date | None,
    ) -> None:
        """`heads` tells the class of the last word of a name ("road")."""
        self._queries, self._ranked, self._gazetteer, self._heads, self._day = queries, ranked, gazetteer, heads, day
        self._first = [self._led(query, one) for query, one in enumerate(ranked)]
        self.meant = self._first
        self._areas: dict[str, Meaning | None] = {}

    def settle(self, whereabouts: Whereabouts) -> list[Meaning]:
        """The meanings, areas first, so that what they contain can be seen against them."""
        order = sorted(range(len(self._queries)), key=lambda query: self._depth(query, ()))
        self.meant = [*self._first]
        for query in order:
            if self._queries[query].mention.use == "place":
                self.meant[query] = self._settled(query, whereabouts)
        return self.meant

    def _depth(self, query: int, below: tuple[int, ...]) -> int:
        """How many names contain the name, each in the next."""
        outer = [one for one in self._queries[query].stated if one not in below and one != query]
        return 1 + max((self._depth(one, (*below, query)) for one in outer), default=0) if len(below) < 3 else 0

    def _settled(self, query: int, whereabouts: Whereabouts) -> Meaning:
        meaning, area = self.meant[query], self._container(query)
        if area is not None:
            return self._in_area(query, area)
        countries = whereabouts.countries_for(query)
        if (neighbour := self._beside(query, countries)) is not None:
            return neighbour
        if meaning.best is not None and meaning.kind in ("country", "region"):
            return self._namesake(query, countries) or meaning
        if meaning.best is None:
            return self._at_home(query, countries, AT_HOME) or self._unknown(query, self._country(countries[:1]))
        if not countries or meaning.best.country in (None, *countries) or not self._is_small(query):
            return meaning
        return meaning if self._is_told_town(query, whereabouts) else self._instead(query, countries, meaning)

    def _instead(self, query: int, countries: Sequence[str], meaning: Meaning) -> Meaning:
        """What a name means whose best place lies in a country of which the article does not tell."""
        return self._at_home(query, countries, 0.0) or self._unknown(query, self._country(countries[:1])) or meaning

    def _container(self, query: int) -> Meaning | None:
        """The innermost area that a text puts the name in, but for areas that are no larger than what it means."""
        meaning = self.meant[query]
        size = _AREAS.index(meaning.kind) if meaning.best and meaning.kind in _AREAS else -1
        for outer in self._queries[query].stated:
            area = self.meant[outer]
            level = area.within or area.kind
            if area.best is not None and area.best.country and level in _AREAS and _AREAS.index(level) > size:
                return area
        return None

    def _in_area(self, query: int, area: Meaning) -> Meaning:
        meaning = self.meant[query]
        if meaning.row is not None and self._lies_in(meaning.row, area):
            return meaning
        rows = [row for row in self._ranked[query].rows if self._lies_in(row, area)]
        found = rows or self._spelled_alike(query, area)
        if found:
            return self._chosen(query, found[0])
        return meaning if meaning.best is not None and not self._is_small(query) else self._unknown(query, area)

    def _beside(self, query: int, countries: Sequence[str]) -> Meaning | None:
        """The place of the name that lies where the text puts it, beside another; unknown, at that one's point, if none
        does; `None` where the text puts it nowhere or the likeliest lies there. `countries` are the article's."""
        meaning = self.meant[query]
        if meaning.best is not None and meaning.kind not in _POINTS:
            return None
        for beside in self._queries[query].beside:
            there = self.meant[beside.query]
            if there.best is None or there.row is None or there.within or there.kind not in _POINTS:
                continue
            is_better_known = self._queries[query].count > OFTENER * self._queries[beside.query].count
            if there.best.country not in countries or (meaning.best is not None and is_better_known):
                continue
            if meaning.row is not None and self._gazetteer.km_between(meaning.row, there.row) <= beside.km:
                return None
            rows = [*self._ranked[query].rows, *self._spelled_alike(query, self._country([there.best.country or ""]))]
            if near := [row for row in rows if self._gazetteer.km_between(row, there.row) <= beside.km]:
                return self._chosen(query, near[0])
            is_abroad = meaning.best is not None and meaning.best.country != there.best.country
            if meaning.best is None or self._is_small(query) or (is_abroad and beside.km < BEARING_KM):
                return self._unknown(query, there)
        return None

    def _at_home(self, query: int, countries: Sequence[str], least: float) -> Meaning | None:
        """The likeliest place of the name in the first of these countries that has one; else one spelled like it in the
        first: many a hamlet is spelled like one in a country that only acts."""
        ranked = self._ranked[query]
        for country in countries:
            for row, score in zip(ranked.rows, ranked.scores, strict=False):
                if self._gazetteer.country(row) == country and score >= least:
                    return self._chosen(query, row)
        found = self._spelled_alike(query, self._country(countries[:1]))
        return self._chosen(query, found[0]) if found else None

    def _namesake(self, query: int, countries: Sequence[str]) -> Meaning | None:
        """The country or region of that name where the article plays, if what led lies elsewhere ("Congo")."""
        meaning = self.meant[query]
        if meaning.best is None or meaning.best.country in (None, *countries):
            return None
        for country in countries:
            for row in self._ranked[query].rows:
                if self._gazetteer.country(row) == country and self._gazetteer.kind(row) in ("country", "region"):
                    return self._chosen(query, row)
        return None

    def _is_small(self, query: int) -> bool:
        """Whether the place is one that an article on another country would tell more of than its name."""
        meaning = self.meant[query]
        if meaning.row is None or meaning.kind in ("country", "feature"):
            return False
        place = self._gazetteer.places[meaning.row]
        return int(place["population"]) < KNOWN_ABROAD and not place["is_capital"]

    def _is_told_town(self, query: int, whereabouts: Whereabouts) -> bool:
        """Whether the place is a town, written as it is called, in a country of which the article speaks."""
        row = self.meant[query].row
        if row is None or int(self._gazetteer.places["population"][row]) < TOWN_ABROAD:
            return False
        return not self.is_likeness(query) and whereabouts.speaks_of(self._gazetteer.country(row) or "", query)

    def is_likeness(self, query: int) -> bool:
        """Whether a name has only the consonants of what it means ("Amiriya" for El Amria)."""
        row, mention = self.meant[query].row, self._queries[query].mention
        flags = [entry for entry in query_entries(mention, self._gazetteer) if entry & ROW == row]
        return bool(flags) and all(entry & SKELETON for entry in flags)

    def _spelled_alike(self, query: int, area: Meaning | None) -> list[int]:
        mention = self._queries[query].mention
        if area is None or area.best is None or area.best.country is None:
            return []
        rows = self._gazetteer.spellings.rows_alike(mention.name, area.best.country)
        kind = mention.kind if mention.kind in ("district", "region") else None
        fitting = [row for row in rows if self._lies_in(row, area)]
        return [row for row in fitting if kind and self._gazetteer.kind(row) == kind] or fitting

    def _lies_in(self, row: int, area: Meaning) -> bool:
        """Whether a place lies in an area: in its country and, where both are known, in its first-level region."""
        best, place = area.best, self._gazetteer.places[row]
        if best is None or (best.country and self._gazetteer.country(row) != best.country):
            return False
        if (area.within or area.kind) == "country":
            return best.country is not None
        region = self._region_of(area)
        return region is None or int(place["region"]) == region or row == region

    def _region_of(self, area: Meaning) -> int | None:
        """The row of the first-level region that an area is or lies in; `None` for one added by hand ("Donbas")."""
        if area.row is None or (area.kind == "region" and not self._gazetteer.places["population"][area.row]):
            return None
        if area.kind == "region" and area.row < NOWHERE:
            return area.row
        region = int(self._gazetteer.places["region"][area.row])
        return None if region == NOWHERE else region

    def _country(self, countries: Sequence[str]) -> Meaning | None:
        """The first of these countries, as what contains a name."""
        if not countries:
            return None
        if countries[0] not in self._areas:
            row = self._gazetteer.country_row(countries[0])
            self._areas[countries[0]] = None if row is None else self._of_row(row, 1.0)
        return self._areas[countries[0]]

    def _unknown(self, query: int, area: Meaning | None) -> Meaning:
        """The name as written, at the point of what contains it; nothing where that is not known."""
        mention, score = self._queries[query].mention, self.meant[query].score
        if area is None or area.best is None:
            return Meaning(None, score)
        best, kind = area.best, area.within or area.kind
        region = best.name if area.kind == "region" and area.within is None else best.admin1
        inside = replace(best, name=mention.name, geonameid=None, gazetteer_id=None, admin1=region, score=UNKNOWN)
        within: PlacePrecision = kind if kind in ("district", "region", "country") else "district"
        return Meaning(inside, UNKNOWN, kind=self._kind_of(mention), row=area.row, within=within)

    def _kind_of(self, mention: Mention) -> PlaceKind:
        """What kind of place an unknown name is of, by the words beside it or its last word."""
        return mention.kind or _HEADS.get(self._heads(mention.name.rpartition(" ")[2].lower()) or "", "settlement")

    def _chosen(self, query: int, row: int) -> Meaning:
        """The place of a row, as sure as it was ranked but no less than a place has to be."""
        ranked = self._ranked[query]
        score = dict(zip(ranked.rows, ranked.scores, strict=False)).get(row, 0.0)
        return self._of_row(row, round(max(score, RESOLVED), 4))

    def _led(self, query: int, ranked: Ranked) -> Meaning:
        """The best candidate, if it is sure enough."""
        score = round(ranked.scores[0], 4) if ranked.scores else 0.0
        if not ranked.rows or ranked.scores[0] < RESOLVED:
            return Meaning(None, score)
        if (seat := self._seat(query, ranked)) is not None:
            return self._of_row(seat, score)
        others = zip(ranked.rows[1 : ALTERNATIVES + 1], ranked.scores[1:], strict=False)
        alternatives = tuple(
            self._gazetteer.candidate(row, round(less, 4)) for row, less in others if less >= LEAST_ALTERNATIVE
        )
        return replace(self._of_row(ranked.rows[0], score), alternatives=alternatives)

    def _seat(self, query: int, ranked: Ranked) -> int | None:
        """The town after which the district is called that leads, where nothing says that the district is meant."""
        if self._queries[query].mention.kind is not None or self._gazetteer.kind(ranked.rows[0]) != "district":
            return None
        district = self._gazetteer.places[ranked.rows[0]]
        return next(
            (
                row
                for row, score in zip(ranked.rows[1:], ranked.scores[1:], strict=False)
                if score >= LEAST_ALTERNATIVE
                and self._gazetteer.kind(row) == "settlement"
                and self._gazetteer.places["region"][row] == district["region"]
                and self._gazetteer.country(row) == self._gazetteer.country(ranked.rows[0])
            ),
            None,
        )

    def _of_row(self, row: int, score: float) -> Meaning:
        best = self._gazetteer.candidate(row, score)
        then = self._gazetteer.renamings.name_on(row, self._day) if self._day else None
        radius = int(self._gazetteer.places["radius_km"][row])
        return Meaning(replace(best, name=then) if then else best, score, (), self._gazetteer.kind(row), radius, row)
