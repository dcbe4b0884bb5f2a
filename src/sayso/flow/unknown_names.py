"""Names of places that no gazetteer has, by the country that they are in as far as the reports tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from sayso.base.settings import Settings
    from sayso.keep import Ledger
    from sayso.model import Claim, Place, PlaceKind, PlacePrecision

MANY: Final = 10
"""Names of one country from which it is said that they are in no gazetteer. By hand, not swept: a long report names two
or three villages that nobody has; ten are a front of villages, or a run over many reports."""
MAIN_SHARE: Final = 0.5
"""Share of an article's known places above which their country is the article's, to which names without a country are
then counted. By reasoning, not swept: no two countries can have it."""


class NamedPlace(NamedTuple):
    """A place of a claim, as far as it matters here."""

    text: str
    country: str | None
    kind: PlaceKind | None
    precision: PlacePrecision
    has_number: bool
    """A gazetteer has it under a number."""


@dataclass(slots=True)
class UnknownNames:
    """Names that no gazetteer has, each once a country, gathered article by article."""

    by_country: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add_claims(self, claims: Iterable[Claim]) -> None:
        """Adds those that the claims of one article name."""
        self.add(_named(place) for claim in claims for place in claim.places if place.use == "place")

    def add(self, places: Iterable[NamedPlace]) -> None:
        """Adds those of one article: to the country that holds them, else to the one where its known places mostly lie.

        Names for which neither is told are not counted.
        """
        told = dict.fromkeys(places)
        main = _main_country(told)
        for place in told:
            country = place.country or main
            if country is not None and not is_known(place):
                self.by_country[country].add(place.text.casefold())

    def many(self) -> Iterator[tuple[str, int]]:
        """Country and number of names where there are many, the most first."""
        counted = Counter({country: len(names) for country, names in self.by_country.items()})
        yield from ((country, number) for country, number in counted.most_common() if number >= MANY)


def tips(names: UnknownNames, settings: Settings) -> Iterator[tuple[str, str]]:
    """The name of each country of which many names are unknown, and what helps; none if its villages were added."""
    from sayso.gazetteer.lookup import Gazetteer
    from sayso.gazetteer.store import WORLD, list_gazetteers
    from sayso.packs.pack import load_pack

    many = list(names.many())
    if not many:
        return
    folders = settings.pack_folders or None
    added = {country for listed in list_gazetteers(folders) for country in listed.countries}
    world = Gazetteer.load(load_pack(WORLD, folders=folders))
    for country, number in many:
        if country not in added:
            name, command = world.country_name(country), f"sayso gazetteer add {country}"
            yield name, f"{number} names of places in {name} are in no gazetteer: {command!r} adds its villages"


def unknown_in(ledger: Ledger) -> UnknownNames:
    """Those that the claims of a ledger name."""
    from sayso.keep.views.tallies import Tallies

    names = UnknownNames()
    for places in Tallies(ledger).named_places():
        names.add(NamedPlace(*place) for place in places)
    return names


def is_known(place: NamedPlace) -> bool:
    """False for what stays unresolved, and for a settlement of no gazetteer that stands at its region's or country's
    point.
    """
    if place.precision == "unresolved":
        return False
    return place.has_number or place.kind != "settlement" or place.precision in ("exact", "near")


def _named(place: Place) -> NamedPlace:
    has_number = place.geonameid is not None or place.gazetteer_id is not None
    return NamedPlace(place.text, place.country, place.kind, place.precision, has_number)


def _main_country(places: Iterable[NamedPlace]) -> str | None:
    counted = Counter(place.country for place in places if place.country and is_known(place))
    first = counted.most_common(1)
    return first[0][0] if first and first[0][1] > MAIN_SHARE * counted.total() else None
