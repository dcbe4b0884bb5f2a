"""Places of a dump -> the columns of a gazetteer: places that gazetteer-world lacks, and names of those that it has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sayso.gazetteer.dump import DumpPlace, SideTables
from sayso.gazetteer.lookup import (
    KINDS,
    NOWHERE,
    OWN_ID,
    PRIMARY,
    ROUGH_TWIN_KM,
    ROW,
    SKELETON,
    TWIN_KM,
    Gazetteer,
    build_gazetteer,
    region_row,
)
from sayso.gazetteer.names import normal_name, skeletons_in
from sayso.model import PlaceKind

FEATURES: Final[dict[str, PlaceKind]] = {
    "A.ADM1": "region",
    **dict.fromkeys(("A.ADM2", "A.ADM3", "A.ADM4"), "district"),
    **dict.fromkeys(("S.AIRB", "S.AIRF", "S.AIRP", "S.DAM", "S.INSM", "S.OILR", "S.PS", "S.PSH", "S.PSN"), "facility"),
    **dict.fromkeys(("L.PRT", "L.MILB"), "facility"),
    **dict.fromkeys(("T.ISL", "H.RSV"), "feature"),
}
"""What is kept beside settlements (class P): GeoNames' codes of features and the kinds of places they are."""
GONE: Final = frozenset({"P.PPLH", "P.PPLCH"})
"""Settlements that are no more and whose names others bear by now."""
RADIUS_KM: Final[dict[PlaceKind, int]] = {"region": 100, "district": 25}
"""Rough extent of areas, of which a dump gives a point alone. Set by hand, not swept: a region of
30,000 square kilometres, a district of 2,000."""
SHARED_KM: Final = 20
"""Extent of a settlement that shares its point with others: the point is the middle of their commune. Set by
hand, not swept."""
AGREEING: Final = 0.9
"""Share of the numbers known to GeoNames that have to stand where GeoNames has them, for all to be GeoNames'. Set by
hand, not swept: another file's numbers agree by chance alone."""
AGREE_KM: Final = 50.0
"""Kilometres within which a place stands where GeoNames has it: points of areas are moved. Set by hand, not swept."""
LONGEST_LABEL: Final = 255
"""Bytes of a place's main name: their number is kept in one byte."""
LONGEST_CODE: Final = 4
"""Letters of the longest name in ASCII capitals that is taken for an airport's code (those of ICAO have four)."""


@dataclass(slots=True, kw_only=True)
class Compiled:
    """A gazetteer made of a dump, and what went into it."""

    gazetteer: Gazetteer
    new: int
    """Places that gazetteer-world lacks."""
    known: int
    """Places that it has."""
    shared: int
    """New settlements that stand at the middle of their commune."""
    countries: tuple[str, ...]
    newest: str
    """The last day on which one of the places was changed."""
    is_geonames: bool
    """The numbers of the places are GeoNames'."""


@dataclass(slots=True)
class _Columns:
    rows: list[tuple[object, ...]] = field(default_factory=list)
    names: list[tuple[str, int]] = field(default_factory=list)
    labels: bytearray = field(default_factory=bytearray)
    regions: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(
        self, place: DumpPlace, kind: PlaceKind, names: Iterable[tuple[str, int]], *, number: int, radius: int
    ) -> int:
        """Appends a place and its names in normal form with their flags; its row."""
        row, label = len(self.rows), place.name.encode()[:LONGEST_LABEL].decode(errors="ignore").encode()
        region = self.regions.get((place.country, place.admin1), NOWHERE)
        self.rows.append(
            (place.latitude, place.longitude, place.population, number, len(self.labels), region, radius,
             place.country.encode(), KINDS.index(kind), len(label), 0)
        )  # fmt: skip
        self.labels += label
        self.names += [(normal, row | flag) for normal, flag in names]
        return row


def compile_gazetteer(places: Iterable[DumpPlace], tables: SideTables, world: Gazetteer) -> Compiled:
    """The gazetteer of a dump. What the world has under another number or point stays as the world has it."""
    kept = _once([_with_names(place, tables) for place in places if kind_of(place.feature)])
    numbers = _numbers_of_geonames(kept, world)
    crowded = _shared_points(kept)
    twins = {place.number: _twin(place, world, crowded, numbers) for place in kept}
    columns = _Columns()
    _add_regions(columns, kept, twins, tables, world)
    new = known = shared = 0
    for place in kept:
        kind, twin = kind_of(place.feature), twins[place.number]
        if kind is None or kind == "region":
            continue
        if twin is not None:
            known += 1
            _add_missing_names(columns, place, kind, twin, world)
            continue
        is_shared = kind == "settlement" and _point(place) in crowded
        new, shared = new + 1, shared + is_shared
        number = place.number if numbers else place.number | OWN_ID
        radius = SHARED_KM if is_shared else RADIUS_KM.get(kind, 0)
        columns.add(place, kind, entries(place.name, place.names, place.country), number=number, radius=radius)
    return Compiled(
        gazetteer=build_gazetteer(columns.rows, columns.names, bytes(columns.labels), world.ranking),
        new=new,
        known=known,
        shared=shared,
        countries=tuple(sorted({place.country for place in kept if place.country})),
        newest=max((place.changed for place in kept), default=""),
        is_geonames=bool(numbers),
    )


def kind_of(feature: str) -> PlaceKind | None:
    """The kind of place that a feature is; `None` for what is left out."""
    if feature.startswith("P."):
        return None if feature in GONE else "settlement"
    return FEATURES.get(feature)


def is_name(name: str) -> bool:
    """False for airport codes, machine-made romanisations (all in small letters) and single letters."""
    if len(name) < 2 or (name.isupper() and name.isascii() and len(name) <= LONGEST_CODE):
        return False
    return not (name.isascii() and name == name.lower())


def entries(main: str, others: Iterable[str], country: str) -> Iterator[tuple[str, int]]:
    """Each name in normal form with its flags; skeletons begin with "~"."""
    flags = {normal: 0 for name in others if is_name(name) and (normal := normal_name(name))}
    if normal := normal_name(main):
        flags[normal] = PRIMARY
    yield from flags.items()
    for bones in skeletons_in(flags, country):
        yield bones, SKELETON


def _with_names(place: DumpPlace, tables: SideTables) -> DumpPlace:
    more = tables.names.get(place.number, [])
    if place.feature == "A.ADM2":
        more = more + tables.regions.get(f"{place.country}.{place.admin1}.{place.admin2}", [])
    return replace(place, names=(*place.names, *more)) if more else place


def _once(places: Sequence[DumpPlace]) -> list[DumpPlace]:
    """The places but for those of one name, kind and point with one before them: nothing tells them apart."""
    first: dict[tuple[object, ...], DumpPlace] = {}
    for place in places:
        first.setdefault((place.name, kind_of(place.feature), *_point(place)), place)
    return list(first.values())


def _point(place: DumpPlace) -> tuple[float, float]:
    return place.latitude, place.longitude


def _shared_points(places: Sequence[DumpPlace]) -> set[tuple[float, float]]:
    """The points at which settlements of several names stand."""
    named: dict[tuple[float, float], set[str]] = defaultdict(set)
    for place in places:
        if kind_of(place.feature) == "settlement":
            named[_point(place)].add(place.name)
    return {point for point, names in named.items() if len(names) > 1}


def _numbers_of_geonames(places: Sequence[DumpPlace], world: Gazetteer) -> dict[int, int]:
    """The world's rows by GeoNames' numbers, if the file's numbers are GeoNames'; nothing if they are its own.

    They are, if those that the world knows stand where it has them.
    """
    rows = {number: row for row, number in enumerate(world.places["geonameid"].tolist()) if number}
    known = [(place, rows[place.number]) for place in places if place.number in rows]
    agreeing = sum(world.km_to(row, place.latitude, place.longitude) <= AGREE_KM for place, row in known)
    return rows if known and agreeing >= AGREEING * len(known) else {}


def _twin(place: DumpPlace, world: Gazetteer, crowded: set[tuple[float, float]], numbers: dict[int, int]) -> int | None:
    """The world's row of the place: by its number, else the nearest of its kind that bears one of its names nearby."""
    kind = kind_of(place.feature)
    if place.number in numbers or (numbers and kind == "settlement"):
        return numbers.get(place.number)
    reach = ROUGH_TWIN_KM if _point(place) in crowded else TWIN_KM
    reach = max(reach, RADIUS_KM.get(kind, 0)) if kind else reach
    for name in dict.fromkeys((place.name, *place.names)):
        bearing = {entry & ROW for entry in world.entries(name)}
        alike = [row for row in bearing if world.kind(row) == kind and world.country(row) == (place.country or None)]
        near = min(((world.km_to(row, place.latitude, place.longitude), row) for row in alike), default=(reach + 1, -1))
        if near[0] <= reach:
            return near[1]
    return None


def _add_regions(
    columns: _Columns, places: Sequence[DumpPlace], twins: dict[int, int | None], tables: SideTables, world: Gazetteer
) -> None:
    """A row for each first-level region: as the world names that of the places that it knows, else as the file does."""
    voted = _region_names(places, twins, world)
    for code, place in _region_points(places).items():
        names_told = list(tables.regions.get(".".join(code), []))
        names_told += [place.name, *place.names] if kind_of(place.feature) == "region" else []
        label = voted.get(code) or next(iter(names_told), None)
        if label is None:
            continue
        known = region_row(world, label, place.country)
        names = list(entries(label, names_told, place.country))
        if known is not None:  # the world's row is the region: here it has the names that the world lacks
            names = [(name, flag) for name, flag in names if not flag and not _leads_to(name, known, world)]
        area = replace(place, name=label, population=1)
        columns.regions[code] = columns.add(area, "region", names, number=0, radius=RADIUS_KM["region"])


def _region_names(
    places: Sequence[DumpPlace], twins: dict[int, int | None], world: Gazetteer
) -> dict[tuple[str, str], str]:
    """The world's name of each region, by country and code: that in which most of the places lie that it knows."""
    votes: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for place in places:
        twin = twins[place.number]
        if twin is not None and kind_of(place.feature) == "settlement":
            votes[place.country, place.admin1][int(world.places["region"][twin])] += 1
    chosen = {code: counted.most_common(1)[0][0] for code, counted in votes.items()}
    return {code: world.label(region) for code, region in chosen.items() if region != NOWHERE}


def _region_points(places: Sequence[DumpPlace]) -> dict[tuple[str, str], DumpPlace]:
    """A place for each region's code, in order: the region itself, if the file has it."""
    points: dict[tuple[str, str], DumpPlace] = {}
    for place in places:
        code = place.country, place.admin1
        if all(code) and (code not in points or kind_of(place.feature) == "region"):
            points[code] = place
    return dict(sorted(points.items()))


def _add_missing_names(columns: _Columns, place: DumpPlace, kind: PlaceKind, twin: int, world: Gazetteer) -> None:
    """The world's place over again, by the names that the world does not know it by; nothing if it knows all.

    Only a place with a number of GeoNames' can be said to be the same.
    """
    number = int(world.places["geonameid"][twin])
    names = {normal_name(name) for name in (place.name, *place.names) if is_name(name)}
    missing = [(name, 0) for name in sorted(names) if name and not _leads_to(name, twin, world)]
    if not number or number & OWN_ID or not missing:
        return
    there = world.places[twin]
    same = replace(
        place, name=world.label(twin), latitude=float(there["latitude"]), longitude=float(there["longitude"]),
        population=int(there["population"]),
    )  # fmt: skip
    columns.add(same, kind, missing, number=number, radius=int(there["radius_km"]))


def _leads_to(name: str, row: int, world: Gazetteer) -> bool:
    return any(entry & ROW == row and not entry & SKELETON for entry in world.entries(name))
