"""The places of the world by name, mapped from a pack's columns: nothing is read into dictionaries at the start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import cos, hypot, radians
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.gazetteer.names import initials, name_key, normal_name, skeletons
from sayso.gazetteer.renamings import FILE, RENAMED, Renamings
from sayso.gazetteer.spelling import Spellings
from sayso.model import Candidate, PlaceKind

KINDS: Final[tuple[PlaceKind, ...]] = ("settlement", "district", "region", "country", "facility", "feature")
NOWHERE: Final = 0xFFFF
"""The region of a row that lies in none."""
PRIMARY: Final = 1 << 31
SKELETON: Final = 1 << 30
DEMONYM: Final = 1 << 29
SHORT: Final = 1 << 28
"""What a name's entry says beside the row, in its four highest bits: it is the place's main name, a skeleton, a
demonym, an abbreviation."""
ROW: Final = SHORT - 1
"""The bits of an entry that hold the row."""
PLACES: Final = np.dtype(
    [
        ("latitude", "<f4"), ("longitude", "<f4"), ("population", "<u4"), ("geonameid", "<u4"), ("label", "<u4"),
        ("region", "<u2"), ("radius_km", "<u2"), ("country", "S2"), ("kind", "u1"), ("length", "u1"),
        ("is_capital", "u1"),
    ]
)  # fmt: skip
"""One row a place. Countries and regions come first; `region` is the row of the first-level region it lies in.
`is_capital` is 1 for the seat of a country's government. What was added by hand has no population and no geonameid."""
OWN_ID: Final = 1 << 31
"""Set in `geonameid` where the id is one of the added file's own and none of GeoNames'."""
OWN_PACK: Final = "world"
"""What the world's gazetteer is called in the ids of places that no source numbers."""
KM_A_DEGREE: Final = 111.2
"""Kilometres of a degree of latitude, on a sphere of the earth's mean radius (6,371 km)."""
BOX_KM_A_DEGREE: Final = 111.0
"""The same where a box is drawn around a point: a little less, so that it is never too small."""
TWIN_KM: Final = 10.0
"""Kilometres within which places of one name, kind and country in two packs are one. Set by hand, not swept."""
ROUGH_TWIN_KM: Final = 30.0
"""The same, where one of them stands at a point that is only roughly its own (a settlement with a radius). Set by
hand, not swept."""
FILES: Final = ("places.npy", "keys.npy", "checks.npy", "rows.npy", "labels.npy")


RANKING: Final = "ranking.yaml"


class Folder(Protocol):
    """A pack, as far as the gazetteer needs one."""

    def path(self, file: str, /) -> Path:
        """Where the file lies."""

    def yaml(self, file: str, /) -> Any:
        """What the file says."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Weights of the features by which candidates are ranked: alone, and seen with the article's other names."""

    prior: NDArray[np.float64]
    weights: NDArray[np.float64]
    slope: float = 1.0
    """What the log odds of the best candidate's share are multiplied by to make its score, before `shift` is added."""
    shift: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """A place that bears a name, and how it bears it."""

    row: int
    candidate: Candidate
    population: int
    """Zero when nobody has counted."""
    kind: PlaceKind
    radius_km: int
    is_primary: bool
    """It is the place's main name, not one of its others."""
    is_skeleton: bool
    """Only the bones of a transliteration are the same."""
    is_demonym: bool
    is_short: bool
    """It is an abbreviation ("Tex.", "DRC")."""


class Gazetteer:
    """Places by name. `load` maps the columns of a pack; a row is a place's index in them."""

    def __init__(
        self,
        places: NDArray[Any],
        keys: NDArray[np.uint32],
        checks: NDArray[np.uint16],
        rows: NDArray[np.uint32],
        labels: NDArray[np.uint8],
        ranking: Ranking,
    ) -> None:
        """`keys` is sorted; `checks` and `rows` run along it."""
        self.ranking = ranking
        self.packs: tuple[tuple[int, str], ...] = ((0, OWN_PACK),)
        """The first row and the name of each pack, the world's first."""
        self.renamings = Renamings(np.empty(0, dtype=RENAMED))
        """Former names of the world's places, whose rows are the same when others are joined."""
        self.places = places
        self._keys, self._checks, self._rows = keys, checks, rows
        self._labels = labels

    @classmethod
    def load(cls, pack: Folder, added: Mapping[str, Folder] | None = None) -> Gazetteer:
        """The gazetteer of a pack, its columns mapped and not read; with packs that were added, by name, copied.

        Raises what a pack raises when a file is not there or not the one its manifest names.
        """
        world = cls(*_columns_of(pack), ranking=ranking_of(pack.yaml(RANKING)))
        world.renamings = Renamings(np.load(pack.path(FILE)))
        if not added:
            return world
        return join_gazetteers(
            world, {name: cls(*_columns_of(folder), ranking=world.ranking) for name, folder in added.items()}
        )

    @property
    def first_added(self) -> int:
        """The first row that comes from an added pack; the number of rows if there is none."""
        return self.packs[1][0] if len(self.packs) > 1 else len(self.places)

    def find(self, name: str) -> tuple[NameMatch, ...]:
        """Every place that bears the name, most people first; by transliteration where none bears it as written."""
        return tuple(map(self._match_of, self.entries(name)))

    def entries(self, name: str) -> list[int]:
        """The entries of the name, each a row with its flags; by transliteration only when there are no others."""
        normal = normal_name(initials(name) if "." in name else name)
        entries = self._look_up(name_key(normal)) if normal else []
        if not entries and (without := _without_article(normal)):
            entries = self._look_up(name_key(without))
        if not entries and normal:
            entries = next(filter(None, map(self._look_up, map(name_key, skeletons(normal)))), [])
        return entries

    def knows(self, normal: str) -> bool:
        """True when some place bears the name, given in its normal form."""
        return bool(self._look_up(name_key(normal)))

    def label(self, row: int) -> str:
        """The main name of the place."""
        start = int(self.places["label"][row])
        return bytes(self._labels[start : start + int(self.places["length"][row])]).decode()

    def country(self, row: int) -> str | None:
        """The country's ISO 3166 alpha-2 code; `None` for what lies in several or none."""
        return bytes(self.places["country"][row]).decode() or None

    def country_name(self, code: str) -> str:
        """The main name of the country with this ISO 3166 alpha-2 code; the code if none has it."""
        is_it = (self.places["country"] == code.encode()) & (self.places["kind"] == KINDS.index("country"))
        rows = np.flatnonzero(is_it)
        return self.label(int(rows[0])) if len(rows) else code

    def candidate(self, row: int, score: float) -> Candidate:
        """The place as a candidate with that score."""
        place = self.places[row]
        region, number = int(place["region"]), int(place["geonameid"])
        return Candidate(
            name=self.label(row),
            geonameid=None if number & OWN_ID else number or None,
            gazetteer_id=f"{self._pack_of(row)}:{number - OWN_ID}" if number & OWN_ID else None,
            latitude=round(float(place["latitude"]), 5),
            longitude=round(float(place["longitude"]), 5),
            country=self.country(row),
            admin1=self.label(region) if region != NOWHERE else None,
            score=score,
        )

    def kind(self, row: int) -> PlaceKind:
        """What kind of place it is."""
        return KINDS[int(self.places["kind"][row])]

    def km_between(self, row: int, other: int) -> float:
        """Kilometres between two places; see `km_to`."""
        there = self.places[other]
        return self.km_to(row, float(there["latitude"]), float(there["longitude"]))

    def km_to(self, row: int, latitude: float, longitude: float) -> float:
        """Kilometres to a point, on a plane: right to a few percent over the few hundred that are asked for."""
        here = self.places[row]
        height = float(here["latitude"]) - latitude
        width = (float(here["longitude"]) - longitude) * cos(radians(latitude))
        return KM_A_DEGREE * hypot(height, width)

    @cached_property
    def spellings(self) -> Spellings:
        """The main names as they sound."""
        return Spellings(self._named_in)

    def _named_in(self, country: str) -> Iterator[tuple[int, str, int]]:
        is_there = (self.places["country"] == country.encode()) & (self.places["kind"] != KINDS.index("country"))
        for row in np.flatnonzero(is_there).tolist():
            yield row, self.label(row), int(self.places["population"][row])

    def country_row(self, code: str) -> int | None:
        """The row of the country with that ISO 3166 alpha-2 code; `None` if there is none."""
        return self._country_rows.get(code)

    @cached_property
    def _country_rows(self) -> dict[str, int]:
        rows = np.flatnonzero(self.places["kind"] == KINDS.index("country"))[::-1].tolist()
        return {self.country(row) or "": int(row) for row in rows}

    def settlements_near(self, latitude: float, longitude: float, km: float) -> list[int]:
        """The rows of the settlements in the box that reaches so many kilometres to each side of a point."""
        order, sorted_latitudes = self._by_latitude
        reach = km / BOX_KM_A_DEGREE
        first, last = np.searchsorted(sorted_latitudes, (latitude - reach, latitude + reach)).tolist()
        rows = order[first:last]
        width = km / max(1.0, BOX_KM_A_DEGREE * float(np.cos(np.radians(latitude))))
        inside = rows[np.abs(self.places["longitude"][rows] - longitude) <= width]
        return [int(row) for row in np.sort(inside)]

    @cached_property
    def _by_latitude(self) -> tuple[NDArray[np.int64], NDArray[Any]]:
        """The rows of all settlements from south to north, and their latitudes."""
        rows = np.flatnonzero(self.places["kind"] == KINDS.index("settlement"))
        latitudes = self.places["latitude"][rows]
        order = np.argsort(latitudes, kind="stable")
        return rows[order], latitudes[order]

    def _look_up(self, key: tuple[int, int]) -> list[int]:
        first = int(self._keys.searchsorted(np.uint32(key[0])))
        entries = []
        while first < len(self._keys) and int(self._keys[first]) == key[0]:
            if int(self._checks[first]) == key[1]:
                entries.append(int(self._rows[first]))
            first += 1
        return entries if len(entries) < 2 or len(self.packs) == 1 else self._without_twins(entries)

    def _without_twins(self, entries: list[int]) -> list[int]:
        """The entries but those of added packs that are places of a pack before theirs.

        Where the world's is of no source's, with a point by hand, it is the one that goes.
        """
        rows = np.array([entry & ROW for entry in entries])
        if rows.max() < self.first_added:
            return entries
        pack = np.searchsorted([first for first, _ in self.packs], rows, side="right")
        by_hand = (pack == 1) & (self.places["geonameid"][rows] & OWN_ID != 0)
        rank = np.where(by_hand, len(self.packs) + 1, pack)
        later = rank[:, None] > rank
        if not later.any():
            return entries
        alone = np.flatnonzero(~(later & same_places(self.places[rows])).any(axis=1))
        return [entries[index] for index in alone.tolist()]

    def _pack_of(self, row: int) -> str:
        return next(name for first, name in reversed(self.packs) if row >= first)

    def _match_of(self, entry: int) -> NameMatch:
        row = entry & ROW
        return NameMatch(
            row=row,
            candidate=self.candidate(row, 0.0),
            population=int(self.places["population"][row]),
            kind=self.kind(row),
            radius_km=int(self.places["radius_km"][row]),
            is_primary=bool(entry & PRIMARY),
            is_skeleton=bool(entry & SKELETON),
            is_demonym=bool(entry & DEMONYM),
            is_short=bool(entry & SHORT),
        )


def ranking_of(table: dict[str, dict[str, float]]) -> Ranking:
    """The weights of `ranking.yaml`, in the order in which they are written there."""
    prior, weights = (np.array(list(table[name].values()), dtype=np.float64) for name in ("prior", "weights"))
    return Ranking(prior, weights, **table.get("calibration", {}))


def same_places(places: NDArray[Any]) -> NDArray[np.bool_]:
    """For each pair of places that bear one name, whether they are one place in two packs."""
    kind, country, radius = places["kind"], places["country"], places["radius_km"]
    latitude, longitude = places["latitude"].astype(np.float64), places["longitude"].astype(np.float64)
    height = KM_A_DEGREE * (latitude[:, None] - latitude)
    width = KM_A_DEGREE * (longitude[:, None] - longitude) * np.cos(np.radians(latitude))
    is_rough = (kind == KINDS.index("settlement")) & (radius > 0)
    reach = np.where(is_rough[:, None] | is_rough, ROUGH_TWIN_KM, TWIN_KM)
    is_area = np.isin(kind, [KINDS.index("district"), KINDS.index("region")])
    reach = np.maximum(reach, np.where(is_area, radius, 0))
    alike = (kind[:, None] == kind) & (country[:, None] == country)
    return np.asarray(alike & (height**2 + width**2 <= reach**2))


def join_gazetteers(world: Gazetteer, added: Mapping[str, Gazetteer]) -> Gazetteer:
    """All places in one: rows of the added gazetteers, by their packs' names, follow those of the world.

    A name's entries come in that order. A region of an added gazetteer that the world knows is the world's.
    """
    dtype = np.dtype([(name, "<u4" if name == "region" else PLACES[name]) for name in PLACES.names or ()])
    columns = [world.places.astype(dtype)]
    keys, checks, rows, labels = world._keys, world._checks, world._rows, [world._labels]
    packs = [(0, OWN_PACK)]
    for name, gazetteer in added.items():
        first, shift = sum(map(len, columns)), sum(map(len, labels))
        places = gazetteer.places.astype(dtype)
        places["label"] += shift
        places["region"] = _linked_regions(gazetteer, world, first)
        at = keys.searchsorted(gazetteer._keys, side="right")
        keys, checks = np.insert(keys, at, gazetteer._keys), np.insert(checks, at, gazetteer._checks)
        rows = np.insert(rows, at, gazetteer._rows + np.uint32(first))
        columns.append(places)
        labels.append(gazetteer._labels)
        packs.append((first, name))
    joined = Gazetteer(np.concatenate(columns), keys, checks, rows, np.concatenate(labels), world.ranking)
    joined.packs, joined.renamings = tuple(packs), world.renamings
    return joined


def _linked_regions(added: Gazetteer, world: Gazetteer, first: int) -> NDArray[np.uint32]:
    """The joined row of the region of each place of an added gazetteer whose rows begin at `first`."""
    region = added.places["region"].astype(np.uint32)
    linked = region.copy()
    for row in np.unique(region[region != NOWHERE]).tolist():
        known = region_row(world, added.label(row), added.country(row))
        linked[region == row] = first + row if known is None else known
    return linked


def region_row(gazetteer: Gazetteer, name: str, country: str | None) -> int | None:
    """The row of the first-level region of that name in the country; `None` if there is none."""
    for entry in gazetteer.entries(name):
        row = entry & ROW
        if gazetteer.kind(row) == "region" and row < NOWHERE and gazetteer.country(row) == country:
            return row
    return None


def build_gazetteer(
    rows: Iterable[tuple[Any, ...]], names: Iterable[tuple[str, int]], labels: bytes, ranking: Ranking
) -> Gazetteer:
    """A gazetteer in memory from rows in the order of `PLACES` and (name in normal form, entry) pairs.

    A name that begins with "~" is a skeleton. Entries of a name keep the order of the rows' populations, largest first.
    """
    places = np.array(list(rows), dtype=PLACES)
    population = places["population"]
    keyed = sorted((*name_key(name), -int(population[entry & ROW]), entry) for name, entry in names)
    return Gazetteer(
        places,
        np.array([key for key, _, _, _ in keyed], dtype=np.uint32),
        np.array([check for _, check, _, _ in keyed], dtype=np.uint16),
        np.array([entry for _, _, _, entry in keyed], dtype=np.uint32),
        np.frombuffer(labels, dtype=np.uint8),
        ranking,
    )


def save_gazetteer(gazetteer: Gazetteer, folder: Path) -> None:
    """The columns, written to the files that `Gazetteer.load` maps."""
    columns: tuple[NDArray[Any], ...] = (
        gazetteer.places,
        gazetteer._keys,
        gazetteer._checks,
        gazetteer._rows,
        gazetteer._labels,
    )
    for file, column in zip(FILES, columns, strict=True):
        np.save(folder / file, column, allow_pickle=False)


def _columns_of(pack: Folder) -> tuple[Any, Any, Any, Any, Any]:
    places, keys, checks, rows, labels = (np.load(pack.path(file), mmap_mode="r").view(np.ndarray) for file in FILES)
    return places, keys, checks, rows, labels


def _without_article(normal: str) -> str | None:
    return normal[4:] if normal.startswith("the ") else None
