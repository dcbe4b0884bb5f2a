"""Place names and the places they mean, never more precise than the words; `unresolved` rather than doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from sayso.mark.gazetteer import Gazetteer
from sayso.mark.place_names import normal_name
from sayso.mark.place_patterns import Mention, apply_offset, read_mention
from sayso.mark.place_ranking import Query, Ranked, rank
from sayso.mark.place_recognition import recognise
from sayso.mark.place_words import PlaceWords
from sayso.model import Article, Mark, Place, PlaceKind, PlacePrecision, Sentence

Stretch = tuple[int, int]

RESOLVED: Final = 0.3
"""Least score of the best candidate; below it a name stays unresolved. Set by hand, not swept."""
ALTERNATIVES: Final = 3
"""Other candidates that are kept with a place."""
LEAST_ALTERNATIVE: Final = 0.02
"""Least score of an alternative that is kept."""
COMMA_REACH: Final = 3
"""Characters between a name and the one that contains it ("Paris, Texas")."""
POINT_KM: Final = 10
"""Radius up to which a sea, river or region is as exact as a town; up to `AREA_KM` it is as exact as a district."""
AREA_KM: Final = 40


def mark_places(
    article: Article,
    sentences: Sequence[Sentence],
    names: Sequence[Stretch] | None,
    gazetteer: Gazetteer,
    words: PlaceWords,
    *,
    not_places: Sequence[Stretch] = (),
) -> tuple[Mark, ...]:
    """A `place` mark for each place name, in text order and without overlaps; refers to a `Place`.

    `names` are the stretches that a tagger took for places, `not_places` those it took for persons and organisations;
    without a tagger (`None`) names are found by the gazetteer alone. Words for a people ("Russian") are no places.
    """
    mentions = recognise(article, sentences, names, gazetteer, words, not_places)
    places = resolve_mentions(article, mentions, gazetteer)
    return tuple(Mark(kind="place", start=place.start, end=place.end, refers=place) for place in places)


def resolve_names(
    article: Article, names: Iterable[Stretch], gazetteer: Gazetteer, words: PlaceWords
) -> tuple[Place, ...]:
    """The place of every stretch in the order given, words for a people included (as the country)."""
    return resolve_mentions(article, [read_mention(article.text, *name, words) for name in names], gazetteer)


def resolve_mentions(article: Article, mentions: Sequence[Mention], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The place of each mention; one name means one place in an article."""
    queries, asked = group_mentions(article.text, mentions)
    ranked = rank(queries, gazetteer, gazetteer.ranking.weights, gazetteer.ranking.prior)
    return tuple(
        _place(article.text, mention, ranked[query], gazetteer) for mention, query in zip(mentions, asked, strict=True)
    )


def group_mentions(text: str, mentions: Sequence[Mention]) -> tuple[list[Query], list[int]]:
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
    followed = _followed(text, mentions, asked)
    return [Query(group[0], len(group), followed.get(number)) for number, group in enumerate(groups)], asked


def _followed(text: str, mentions: Sequence[Mention], asked: Sequence[int]) -> dict[int, int]:
    """For each query that a comma and another name follow somewhere, that other query."""
    followed: dict[int, int] = {}
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].start)
    for left, right in pairwise(order):
        between = text[mentions[left].end : mentions[right].start]
        if len(between) <= COMMA_REACH and between.strip() in (",", "(") and asked[left] != asked[right]:
            followed.setdefault(asked[left], asked[right])
    return followed


def _place(text: str, mention: Mention, ranked: Ranked, gazetteer: Gazetteer) -> Place:
    start, end = mention.start, mention.end
    if not ranked.rows or ranked.scores[0] < RESOLVED:
        score = ranked.scores[0] if ranked.scores else 0.0
        return Place(text=text[start:end], start=start, end=end, score=round(score, 4))
    row, score = ranked.rows[0], ranked.scores[0]
    best = gazetteer.candidate(row, round(score, 4))
    kind, precision = _precision(row, mention, gazetteer)
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
        alternatives=tuple(
            gazetteer.candidate(other, round(less, 4))
            for other, less in zip(ranked.rows[1 : ALTERNATIVES + 1], ranked.scores[1:], strict=False)
            if less >= LEAST_ALTERNATIVE
        ),
    )
    return apply_offset(place, mention.offset)


def _precision(row: int, mention: Mention, gazetteer: Gazetteer) -> tuple[PlaceKind, PlacePrecision]:
    """The kind of the place and how exactly its point stands for it; the text's word for its kind is believed."""
    kind, wanted = gazetteer.kind(row), mention.kind
    if kind == "settlement" and wanted in ("district", "region"):
        return wanted, wanted
    if kind == "settlement" and wanted in ("facility", "feature"):
        return wanted, "near"
    if kind == "facility" or (kind == "settlement" and gazetteer.places["radius_km"][row] == 0):
        return kind, "exact"
    if kind in ("district", "region", "country") and gazetteer.places["radius_km"][row] > 0:
        return kind, kind
    radius = int(gazetteer.places["radius_km"][row])
    return kind, "exact" if radius <= POINT_KM else "district" if radius <= AREA_KM else "region"
