"""Place names and the places they mean, never more precise than the words; `unresolved` rather than doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from sayso.gazetteer.lookup import Gazetteer
from sayso.gazetteer.names import normal_name
from sayso.mark.places.bearings import find_relatives
from sayso.mark.places.patterns import Mention, apply_offset, read_mention
from sayso.mark.places.place_kinds import settle_kinds
from sayso.mark.places.ranking import ArticleSetting, NameQuery, Ranked, rank
from sayso.mark.places.recognition import recognise
from sayso.mark.places.vocabulary import PlaceWords
from sayso.model import Article, Candidate, Mark, Place, PlaceKind, PlacePrecision, PlaceUse, Sentence

CharSpan = tuple[int, int]

RESOLVED: Final = 0.4
"""Least score of the best candidate; below it a name stays unresolved. Swept from .1 to .6 on cross-validated scores of
TR-News and GeoWebNews: from .1 90.0 % are resolved and 93.1 % of these right, from .4 89.2 and 93.8, from .5 88.6 and
94.1, from .6 87.1 and 95.2; in percent of all names, right are 83.7, 83.7, 83.4 and 82.9."""
ALTERNATIVES: Final = 3
"""Other candidates that are kept with a place. By reasoning: a reviewer chooses among few."""
LEAST_ALTERNATIVE: Final = 0.02
"""Least score of an alternative that is kept. By hand, not swept."""
CONTAINER_REACH: Final = 40
"""Characters that are looked at between two names. By hand, not swept."""
CHAIN: Final = 2
"""Names of a chain ("Paris, Lamar County, Texas") that its last name contains. By hand, not swept."""
MOST_OUTER: Final = 6
"""Names that may contain one name: of a list's neighbours the first few are enough. It limits the time."""
ENDINGS: Final = {"UK": "GB"}
"""Ends of addresses that are not their country's code."""
POINT_KM: Final = 10
"""Radius up to which a sea, river or region is as exact as a town; up to `AREA_KM` it is as exact as a district. Both
set by hand, not swept."""
AREA_KM: Final = 40
"""Kilometres of that second radius."""


def mark_places(
    article: Article,
    sentences: Sequence[Sentence],
    names: Sequence[CharSpan] | None,
    gazetteer: Gazetteer,
    words: PlaceWords,
    *,
    not_places: Sequence[CharSpan] = (),
    uses: Mapping[CharSpan, PlaceUse] | None = None,
) -> tuple[Mark, ...]:
    """A `place` mark for each place name and relative place, in text order and without overlaps; refers to a `Place`.

    `names` are the stretches that a tagger took for places, `not_places` those it took for persons and organisations;
    without a tagger (`None`) names are found by the gazetteer alone. Words for a people ("Russian") are no places, but
    where `uses` says that a name is used so.
    """
    mentions = recognise(article, sentences, names, gazetteer, words, not_places, uses or {})
    named = resolve_mentions(article, mentions, gazetteer, words)
    relative = find_relatives(article.text, sentences, named, gazetteer, words)
    places = sorted([*named, *relative], key=lambda place: place.start)
    return tuple(Mark(kind="place", start=place.start, end=place.end, refers=place) for place in places)


def resolve_names(
    article: Article, names: Iterable[CharSpan], gazetteer: Gazetteer, words: PlaceWords
) -> tuple[Place, ...]:
    """The place of every stretch in the order given, words for a people included (as the country)."""
    mentions = [read_mention(article.text, *name, words) for name in names]
    return resolve_mentions(article, mentions, gazetteer, words)


def resolve_mentions(
    article: Article, mentions: Sequence[Mention], gazetteer: Gazetteer, words: PlaceWords
) -> tuple[Place, ...]:
    """The place of each mention; one name means one place in an article."""
    mentions = settle_kinds(article.text, mentions, words)
    queries, asked = group_mentions(article.text, mentions, words)
    ranked = rank(queries, gazetteer, setting_of(article))
    meant = [_meant(candidates, gazetteer, article.published) for candidates in ranked]
    return tuple(_place(article.text, mention, meant[query]) for mention, query in zip(mentions, asked, strict=True))


def group_mentions(text: str, mentions: Sequence[Mention], words: PlaceWords) -> tuple[list[NameQuery], list[int]]:
    """The article's different names, and the index of each mention's among them."""
    index: dict[tuple[str, PlaceKind | None], int] = {}
    groups: list[list[Mention]] = []
    asked = []
    for mention in mentions:
        key = normal_name(mention.name), mention.kind
        if key not in index:
            index[key] = len(groups)
            groups.append([])
        asked.append(index[key])
        groups[asked[-1]].append(mention)
    inside = _inside(text, mentions, asked, words)
    return [NameQuery(group[0], len(group), inside.get(number, ())) for number, group in enumerate(groups)], asked


def setting_of(article: Article) -> ArticleSetting:
    """The country of the outlet, by the end of its address, and the day of publication."""
    host = re.search(r"//([^/:]+)", article.url or "")
    end = host[1].rsplit(".", 1)[-1].upper() if host else ""
    country = ENDINGS.get(end, end) if len(end) == 2 else None
    return ArticleSetting(outlet_country=country, day=article.published)


def _inside(
    text: str, mentions: Sequence[Mention], asked: Sequence[int], words: PlaceWords
) -> dict[int, tuple[int, ...]]:
    """For each query those that name what it lies in: behind a comma, "in" or a bracket, or in front with "'s"."""
    containers: dict[int, list[int]] = {}
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].start)
    chain = list[int]()
    for left, right in pairwise(order):
        between = text[mentions[left].end : min(mentions[right].start, mentions[left].end + CONTAINER_REACH)]
        if words.owner.fullmatch(between):
            containers.setdefault(asked[right], []).append(asked[left])
        if not words.container.fullmatch(between):
            chain.clear()
            continue
        chain.append(left)
        for inner in chain[-CHAIN:]:
            containers.setdefault(asked[inner], []).append(asked[right])
    return {
        query: tuple(dict.fromkeys(outer for outer in outers if outer != query))[:MOST_OUTER]
        for query, outers in containers.items()
    }


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a name turned out to mean; `best` is `None` if that is not sure enough."""

    best: Candidate | None
    score: float
    alternatives: tuple[Candidate, ...] = ()
    kind: PlaceKind = "settlement"
    radius_km: int = 0


def _meant(ranked: Ranked, gazetteer: Gazetteer, day: date | None) -> _Meant:
    score = round(ranked.scores[0], 4) if ranked.scores else 0.0
    if not ranked.rows or ranked.scores[0] < RESOLVED:
        return _Meant(None, score)
    row = ranked.rows[0]
    best = gazetteer.candidate(row, score)
    then = gazetteer.renamings.name_on(row, day) if day else None
    alternatives = tuple(
        gazetteer.candidate(other, round(less, 4))
        for other, less in zip(ranked.rows[1 : ALTERNATIVES + 1], ranked.scores[1:], strict=False)
        if less >= LEAST_ALTERNATIVE
    )
    radius = int(gazetteer.places["radius_km"][row])
    return _Meant(replace(best, name=then) if then else best, score, alternatives, gazetteer.kind(row), radius)


def _place(text: str, mention: Mention, meant: _Meant) -> Place:
    start, end, best = mention.start, mention.end, meant.best
    if best is None:
        return Place(text=text[start:end], start=start, end=end, score=meant.score, use=mention.use)
    kind, precision = _precision(meant.kind, meant.radius_km, mention.kind)
    place = Place(
        text=text[start:end],
        start=start,
        end=end,
        name=best.name,
        geonameid=best.geonameid,
        latitude=best.latitude,
        longitude=best.longitude,
        country=best.country,
        admin1=best.admin1,
        kind=kind,
        precision=precision,
        score=best.score,
        gazetteer_id=best.gazetteer_id,
        alternatives=meant.alternatives,
        use=mention.use,
    )
    return apply_offset(place, mention.offset)


def _precision(kind: PlaceKind, radius_km: int, wanted: PlaceKind | None) -> tuple[PlaceKind, PlacePrecision]:
    """The kind of the place and how exactly its point stands for it; the text's word for its kind is believed."""
    if kind == "settlement" and wanted in ("district", "region"):
        return wanted, wanted
    if kind == "settlement" and wanted in ("facility", "feature"):
        return wanted, "near"
    if kind == "facility" or (kind == "settlement" and radius_km == 0):
        return kind, "exact"
    if kind in ("district", "region", "country") and radius_km > 0:
        return kind, kind
    return kind, "exact" if radius_km <= POINT_KM else "district" if radius_km <= AREA_KM else "region"
