"""How likely each place that bears a name is the one meant, seen with the article's other names.

Two passes. The first ranks by name, kind and population alone. The second adds what the first made of the other names:
the share of them in the same country and region, the distance to the nearest, and the name that follows a comma. The
score is a softmax over a name's candidates and "none of them", a log-linear model fitted on TR-News and GeoWebNews
(M. Gritta, M. T. Pilehvar, N. Collier, A pragmatic guide to geoparsing evaluation, 2020) by
benchmarks/place_fit.py; the score of the best is calibrated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import exp, log
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sayso.base.arrays import FloatArray
from sayso.gazetteer.lookup import KINDS, NOWHERE, OWN_ID, PRIMARY, ROW, SHORT, SKELETON, Gazetteer, Ranking
from sayso.gazetteer.names import name_key, normal_name
from sayso.mark.places.context import could_be_in, could_be_near, is_overshadowed, put_seats_first
from sayso.mark.places.neighbours import Beside
from sayso.mark.places.patterns import Mention
from sayso.model import PlaceKind

NAMED_IN_WAR: Final = 5_000
"""People of a town that is listed by hand since war reports name it, for the ranking alone: nobody has counted them.
By reasoning: a town of that size is found where nothing speaks against it."""
FEATURES: Final = (
    "none", "population", "most_people", "primary", "skeleton", "short", "country", "region", "district", "facility",
    "feature", "kind_fits", "kind_differs", "contained", "same_country", "same_region", "close", "far", "named_country",
    "sparse", "by_hand", "capital", "lone_town", "long_name", "could_be_near", "could_be_in", "the_feature",
    "bare_feature", "outlet_country", "overshadowed", "far_for_it",
)  # fmt: skip
MOST: Final = 40
"""Candidates of a name that are ranked, most people first; a name that more places bear is decided among these.
It limits the time. By hand, not swept."""
MOST_ADDED: Final = 200
"""Candidates from added gazetteers that are ranked beside them: villages of one name, of which nobody knows the people.
More than any name of a settlement has in Ukraine (about 90); for a name that thousands bear it limits the time."""
NEAREST_VILLAGE_KM: Final = 20.0
"""Kilometres by which an added place may lie farther off than the nearest added one of its name before its odds fall to
1/e. Set on 40 articles on battles in Ukraine, of 10, 20 and 40."""
OUTDATED: Final = 3.0
"""What speaks against a name that a place gave up long ago, as energy: its odds fall to a twentieth. Set by hand, not
swept."""
OUTDATED_DAYS: Final = 3650
"""Days after a renaming during which people go on with the old name: about ten years. Set by hand, not swept."""
LEAST_SHARE: Final = 1e-6
"""Shares are kept so far from 0 and 1, for their log odds. By reasoning: no score can be told apart beyond."""
LONG_NAME: Final = 12
"""Letters beyond which a name's length says no more against mere likeness. Set by hand, not swept; the weights are
fitted with it, as with all below."""
LEAST_SPREAD_KM: Final = 20.0
"""Kilometres that are added to distances before they are compared: below, names lie as near as names can. Set by
hand."""
LANDMARKS: Final = 200
"""Names that are probably known from which distances are measured: news names a tenth of that; lists are cut off.
It limits the time and the memory."""
UNMEASURED_KM: Final = 500.0
"""Distance that stands for none, when no other name is known: it must speak neither for a candidate nor against it.
Set by hand."""
EARTH_KM: Final = 6371.0
"""Mean radius of the earth (IUGG)."""
PROBABLE: Final = 0.5
"""Share from which a candidate is probably the one meant, in the first pass: more likely than all others together."""
MOST_DIGITS: Final = 7
"""Digits of the greatest numbers of people, by which their logarithm is divided: it comes to lie near 0 to 1."""
EQUAL: Final = 1e-9
"""Difference below which two logarithms are one."""
NAMED_TIMES: Final = 4
"""By what the share of names that are the country's own is multiplied, up to 1: a quarter is as much as all. By
hand."""
BY_DISTRICT: Final = 0.5
"""How far a candidate is contained by a name that can mean a district of its region. By hand."""
STEEPEST: Final = 30
"""Difference of energies beyond which odds are no longer told apart: e to the 30th is 10 to the 13th."""
_TOLD_APART: Final[tuple[PlaceKind, ...]] = ("settlement", "district", "region", "feature")
"""Kinds whose word beside a name ("the city of") settles which of its places is meant, if one is of that kind."""
_CLOSE_KM: Final = 100.0
"""Distance at which closeness to the nearest other name has fallen to 1/e. Set by hand."""


@dataclass(frozen=True, slots=True)
class NameQuery:
    """A name of the article, all its mentions together."""

    mention: Mention
    count: int
    inside: tuple[int, ...] = ()
    """Indexes of the queries that may name what it lies in ("Paris, Lamar County, Texas")."""
    stated: tuple[int, ...] = ()
    """Those of them that the text plainly says to contain it."""
    beside: tuple[Beside, ...] = ()
    """What the text puts it beside ("Kamianka, just south of Izium")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSetting:
    """What is known of an article beside its names."""

    outlet_country: str | None = None
    """The country of the outlet's address, in capitals."""
    day: date | None = None
    """The day of its publication."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Rows of the candidates of one query with their scores, best first; the scores and that of none sum to one."""

    rows: tuple[int, ...]
    scores: tuple[float, ...]


@dataclass(slots=True)
class _Table:
    """All candidates of all queries, one a line."""

    owner: NDArray[np.int64]
    rows: NDArray[np.int64]
    flags: NDArray[np.int64]
    places: NDArray[Any]


def rank(queries: Sequence[NameQuery], gazetteer: Gazetteer, setting: ArticleSetting) -> list[Ranked]:
    """The candidates of each query, ranked."""
    weights = gazetteer.ranking.weights
    table, features = feature_table(queries, gazetteer, setting)
    energies = features @ weights - _farther_than_namesakes(features, table, len(queries), gazetteer.first_added)
    energies = settle_energies(energies, table, queries, gazetteer, setting)
    scores = softmax_with_none(energies, table.owner, len(queries), float(weights[0]))
    borders = _borders(table, len(queries))
    ranked = []
    for first, last in pairwise(borders):
        order = first + np.argsort(-scores[first:last], kind="stable")
        final = _calibrated(scores[order].tolist(), gazetteer.ranking)
        ranked.append(Ranked(tuple(table.rows[order].tolist()), final))
    return ranked


def _calibrated(shares: list[float], ranking: Ranking) -> tuple[float, ...]:
    """The shares of a name's candidates, best first, as scores: the best's calibrated, the others' shrunk with what
    is left.
    """
    if not shares:
        return ()
    best = min(max(shares[0], LEAST_SHARE), 1 - LEAST_SHARE)
    score = 1 / (1 + exp(-(ranking.slope * log(best / (1 - best)) + ranking.shift)))
    return score, *(share * (1 - score) / (1 - best) for share in shares[1:])


def _borders(table: _Table, queries: int) -> list[int]:
    """Where each query's lines begin, and where the last one's end: lines stand in the order of the queries."""
    return [int(border) for border in np.searchsorted(table.owner, np.arange(queries + 1))]


def _farther_than_namesakes(features: FloatArray, table: _Table, queries: int, first_added: int) -> FloatArray | float:
    """What speaks against villages of added gazetteers: that one of the same name lies nearer to the other places.

    Dozens of villages can bear one name, and nothing but nearness tells them apart; without this they would share the
    odds of the one that is meant. No place of the world's gazetteer is weighed so.
    """
    is_added = table.rows >= first_added
    if not is_added.any():
        return 0.0
    distance = -_CLOSE_KM * np.log(features[:, FEATURES.index("close")])
    nearest = np.full(queries, np.inf)
    np.minimum.at(nearest, table.owner[is_added], distance[is_added])
    farther = np.where(is_added, distance - np.where(is_added, nearest[table.owner], 0.0), 0.0)
    return np.asarray(farther / NEAREST_VILLAGE_KM)


def settle_energies(
    energies: FloatArray, table: _Table, queries: Sequence[NameQuery], gazetteer: Gazetteer, setting: ArticleSetting
) -> FloatArray:
    """The energies after what is not learned: names given up before the article's day, and towns of regions' names."""
    if not len(table.rows):
        return energies
    if setting.day is not None and gazetteer.renamings:
        energies = energies - OUTDATED * _is_outdated(table, queries, gazetteer, setting.day)
    bare = np.array([query.mention.kind is None for query in queries])[table.owner]
    is_primary = (table.flags & PRIMARY) != 0
    return put_seats_first(energies, table.owner, table.rows, table.places, is_primary=is_primary, is_bare=bare)


def _is_outdated(table: _Table, queries: Sequence[NameQuery], gazetteer: Gazetteer, day: date) -> FloatArray:
    """1 for a candidate whose name was given up so long before the day that few still use it."""
    keys = [name_key(normal_name(query.mention.name))[0] for query in queries]
    last = (
        gazetteer.renamings.last_day(row, keys[owner])
        for row, owner in zip(table.rows.tolist(), table.owner.tolist(), strict=True)
    )
    return np.array([until is not None and (day - until).days > OUTDATED_DAYS for until in last], dtype=np.float64)


def feature_table(
    queries: Sequence[NameQuery], gazetteer: Gazetteer, setting: ArticleSetting
) -> tuple[_Table, FloatArray]:
    """The candidates and what speaks for each, in the order of `FEATURES`; the first column, of "none", is empty."""
    table = _candidates(queries, gazetteer)
    features = np.zeros((len(table.rows), len(FEATURES)))
    if not len(table.rows):
        return table, features
    _fill_own(features, table, queries, gazetteer.first_added)
    _fill_setting(features, table, queries, setting)
    prior = gazetteer.ranking.prior
    first = softmax_with_none(features @ prior, table.owner, len(queries), float(prior[0]))
    _fill_context(features, table, queries, first)
    return table, features


def softmax_with_none(energies: FloatArray, owner: NDArray[np.int64], queries: int, none: float) -> FloatArray:
    """The share of each candidate among its query's candidates and "none", whose energy is `none`."""
    shifted = np.exp(np.clip(energies - none, -STEEPEST, STEEPEST))
    total = np.ones(queries)
    np.add.at(total, owner, shifted)
    return np.asarray(shifted / total[owner])


def _candidates(queries: Sequence[NameQuery], gazetteer: Gazetteer) -> _Table:
    owner, every_entry = list[int](), list[int]()
    for index, query in enumerate(queries):
        entries = query_entries(query.mention, gazetteer)
        owner += [index] * len(entries)
        every_entry += entries
    flags = np.array(every_entry, dtype=np.int64)
    rows = flags & ROW
    return _Table(np.array(owner, dtype=np.int64), rows, flags, gazetteer.places[rows])


def query_entries(mention: Mention, gazetteer: Gazetteer) -> list[int]:
    """The entries of the mention's whole name, else of its bare name; of the kind that the text says, if any are.

    Towns do not take an article: behind it stands what is no town, if something bears the name.
    """
    entries = gazetteer.entries(mention.whole) if mention.whole and mention.whole != mention.name else []
    if not entries or all(entry & SKELETON for entry in entries):
        entries = gazetteer.entries(mention.name) or entries
    if mention.part_of and (not entries or all(entry & SKELETON for entry in entries)):
        entries = gazetteer.entries(mention.part_of) or entries
    kinds = gazetteer.places["kind"]
    if mention.kind in _TOLD_APART:
        entries = [entry for entry in entries if kinds[entry & ROW] == KINDS.index(mention.kind)] or entries
    if mention.article and mention.kind is None:
        entries = [
            entry for entry in entries if kinds[entry & ROW] or mention.article in gazetteer.label(entry & ROW).lower()
        ] or entries
    if len(entries) <= MOST:
        return entries
    first = gazetteer.first_added
    added = [entry for entry in entries if entry & ROW >= first][:MOST_ADDED]
    entries = [entry for entry in entries if entry & ROW < first]
    return _most_peopled(entries, kinds) + added


def _most_peopled(entries: list[int], kinds: NDArray[Any]) -> list[int]:
    """The first candidates, and the first of those behind them that are no settlements."""
    return entries[:MOST] + [entry for entry in entries[MOST:] if kinds[entry & ROW]][:MOST]


def _is_named_in_war(table: _Table, first_added: int) -> NDArray[np.bool_]:
    """Which candidates are towns of the world's gazetteer that no source numbers or counts the people of."""
    places = table.places
    is_own = ((places["geonameid"] & OWN_ID) != 0) & (places["population"] == 0) & (table.rows < first_added)
    named: NDArray[np.bool_] = is_own & (places["kind"] == KINDS.index("settlement"))
    return named


def _fill_own(features: FloatArray, table: _Table, queries: Sequence[NameQuery], first_added: int) -> None:
    column = {name: index for index, name in enumerate(FEATURES)}
    kinds = table.places["kind"]
    people = np.where(_is_named_in_war(table, first_added), NAMED_IN_WAR, table.places["population"].astype(np.float64))
    population = np.log10(people + 1) / MOST_DIGITS
    features[:, column["population"]] = population
    most = np.zeros(len(queries))
    np.maximum.at(most, table.owner, population)
    features[:, column["most_people"]] = population >= most[table.owner] - EQUAL
    for name, flag in (("primary", PRIMARY), ("skeleton", SKELETON), ("short", SHORT)):
        features[:, column[name]] = (table.flags & flag) != 0
    for kind in ("country", "region", "district", "facility", "feature"):
        features[:, column[kind]] = kinds == KINDS.index(kind)
    features[:, column["overshadowed"]] = is_overshadowed(table.owner, table.places, (table.flags & PRIMARY) != 0)
    features[:, column["by_hand"]] = (table.places["geonameid"] == 0) & (table.places["population"] == 0)
    features[:, column["capital"]] = table.places["is_capital"]
    wanted = np.array([_kind_index(query.mention.kind) for query in queries])[table.owner]
    features[:, column["kind_fits"]] = wanted == kinds
    features[:, column["kind_differs"]] = (wanted >= 0) & (wanted != kinds)
    alone = np.bincount(table.owner, minlength=len(queries))
    features[:, column["sparse"]] = 1 / alone[table.owner]
    features[:, column["lone_town"]] = features[:, column["sparse"]] * population
    lengths = np.array([min(len(query.mention.name), LONG_NAME) / LONG_NAME for query in queries])
    features[:, column["long_name"]] = lengths[table.owner]


def _fill_setting(features: FloatArray, table: _Table, queries: Sequence[NameQuery], setting: ArticleSetting) -> None:
    column = {name: index for index, name in enumerate(FEATURES)}
    has_the = np.array([bool(query.mention.article) for query in queries])[table.owner]
    is_feature = np.isin(table.places["kind"], (KINDS.index("feature"), KINDS.index("facility")))
    features[:, column["the_feature"]] = has_the & is_feature
    features[:, column["bare_feature"]] = ~has_the & is_feature
    if setting.outlet_country:
        features[:, column["outlet_country"]] = table.places["country"] == setting.outlet_country.encode()


def _kind_index(kind: PlaceKind | None) -> int:
    return -1 if kind is None else KINDS.index(kind)


def _fill_context(features: FloatArray, table: _Table, queries: Sequence[NameQuery], first: FloatArray) -> None:
    column = {name: index for index, name in enumerate(FEATURES)}
    weight = np.sqrt([query.count for query in queries])[table.owner] * first
    country = np.unique(table.places["country"], return_inverse=True)[1]
    features[:, column["same_country"]] = _support(country, weight, table, table.places["country"] != b"")
    region = _regions(table)
    region_line = np.unique(region, return_inverse=True)[1]
    features[:, column["same_region"]] = _support(region_line, weight, table, region != NOWHERE)
    is_country = table.places["kind"] == KINDS.index("country")
    named = _support(country, weight * is_country, table, table.places["country"] != b"")
    features[:, column["named_country"]] = np.minimum(named * NAMED_TIMES, 1)
    distance = _nearest_km(table, first)
    features[:, column["close"]] = np.exp(-distance / _CLOSE_KM)
    features[:, column["far"]] = np.log10(1 + distance / _CLOSE_KM)
    features[:, column["far_for_it"]] = _far_for_the_article(distance, table, len(queries), first)
    features[:, column["contained"]] = _contained(table, queries, region)
    features[:, column["could_be_near"]] = could_be_near(table.owner, table.places, len(queries))
    features[:, column["could_be_in"]] = could_be_in(table.owner, region, region != NOWHERE, len(queries))


def _regions(table: _Table) -> NDArray[np.int64]:
    """The row of the first-level region of each candidate, its own if it is one."""
    is_region = (table.places["kind"] == KINDS.index("region")) & (table.rows < NOWHERE)
    return np.where(is_region, table.rows, table.places["region"].astype(np.int64))


def _support(group: NDArray[np.int64], weight: FloatArray, table: _Table, counts: NDArray[np.bool_]) -> FloatArray:
    """The share of the other queries' weight that lies in the candidate's group."""
    counted = weight * counts
    total = np.bincount(group, counted)
    pair = np.unique(table.owner * (int(group.max()) + 1) + group, return_inverse=True)[1]
    others = total[group] - np.bincount(pair, counted)[pair]
    everything = counted.sum() - np.bincount(table.owner, counted)[table.owner]
    return np.asarray(np.where(counts, others / np.maximum(everything, 1.0), 0.0))


def _nearest_km(table: _Table, first: FloatArray) -> FloatArray:
    """Kilometres to the nearest place that another query probably means; `UNMEASURED_KM` if there is none."""
    is_point = np.isin(table.places["kind"], (KINDS.index("country"),), invert=True)
    sure = np.flatnonzero((first > PROBABLE) & is_point)[:LANDMARKS]
    if not len(sure):
        return np.full(len(table.rows), UNMEASURED_KM)
    here = np.radians(np.stack([table.places["latitude"], table.places["longitude"]]).astype(np.float64))
    there = here[:, sure]
    cosine = np.sin(here[0])[:, None] * np.sin(there[0]) + np.cos(here[0])[:, None] * np.cos(there[0]) * np.cos(
        here[1][:, None] - there[1]
    )
    distance = EARTH_KM * np.arccos(np.clip(cosine, -1, 1))
    distance[table.owner[:, None] == table.owner[sure]] = np.inf
    nearest = distance.min(axis=1)
    return np.asarray(np.where(np.isinf(nearest), UNMEASURED_KM, nearest))


def _far_for_the_article(distance: FloatArray, table: _Table, queries: int, first: FloatArray) -> FloatArray:
    """How many times as far a candidate lies as the article's names usually lie from one another, as a logarithm."""
    likely = np.zeros(queries)
    np.maximum.at(likely, table.owner, first)
    leads = (first >= likely[table.owner]) & (first > PROBABLE)
    usual = float(np.median(distance[leads])) if leads.any() else UNMEASURED_KM
    return np.log10((distance + LEAST_SPREAD_KM) / (usual + LEAST_SPREAD_KM))


def _contained(table: _Table, queries: Sequence[NameQuery], region: NDArray[np.int64]) -> FloatArray:
    """1 for a candidate that lies in a country, region or district which a name that contains its own can mean."""
    inside = np.zeros(len(table.rows))
    borders, kinds, codes = _borders(table, len(queries)), table.places["kind"], table.places["country"]
    for index, query in enumerate(queries):
        inner = slice(borders[index], borders[index + 1])
        for containing in query.inside:
            outer = slice(borders[containing], borders[containing + 1])
            countries = codes[outer][kinds[outer] == KINDS.index("country")]
            regions = table.rows[outer][kinds[outer] == KINDS.index("region")]
            districts = region[outer][kinds[outer] == KINDS.index("district")]
            inside[inner] += _is_among(codes[inner], countries) | _is_among(region[inner], regions)
            inside[inner] += BY_DISTRICT * _is_among(region[inner], districts[districts != NOWHERE])
    return np.minimum(inside, 1.0)


def _is_among(values: NDArray[Any], few: NDArray[Any]) -> NDArray[np.bool_]:
    """Which of the values are among a few: for few, faster than numpy's isin."""
    return np.asarray((values[:, None] == few).any(axis=1))
