"""Place names and the places they mean, never more precise than the words; `unresolved` rather than doubtful."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from sayso.gazetteer.lookup import Gazetteer
from sayso.gazetteer.names import normal_name
from sayso.mark.places.bearings import find_relatives
from sayso.mark.places.meanings import Meaning, Meanings
from sayso.mark.places.neighbours import neighbours
from sayso.mark.places.patterns import Mention, apply_offset, read_mention
from sayso.mark.places.place_kinds import settle_kinds
from sayso.mark.places.ranking import ArticleSetting, NameQuery, rank
from sayso.mark.places.recognition import recognise
from sayso.mark.places.vocabulary import PlaceWords
from sayso.mark.places.whereabouts import Whereabouts
from sayso.model import Article, BlockKind, Mark, Place, PlaceKind, PlacePrecision, PlaceUse, Sentence

CharSpan = tuple[int, int]

CONTAINER_REACH: Final = 40
"""Characters that are looked at between two names. By hand, not swept."""
CHAIN: Final = 2
"""Names of a chain ("Paris, Lamar County, Texas") that its last name contains. By hand, not swept."""
PASSES: Final = 2
"""Times that the names are settled by where the article plays, as the names say that were settled before. By hand."""
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
    meanings = Meanings(queries, ranked, gazetteer, words.heads.get, article.published)
    for _ in range(PASSES):
        meant = meanings.settle(_whereabouts(article, mentions, asked, meanings, gazetteer, words))
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
    inside, stated = _inside(text, mentions, asked, words)
    beside = neighbours(text, mentions, asked, words)
    queries = [
        NameQuery(group[0], len(group), inside.get(number, ()), stated.get(number, ()), beside.get(number, ()))
        for number, group in enumerate(groups)
    ]
    return queries, asked


def setting_of(article: Article) -> ArticleSetting:
    """The country of the outlet, by the end of its address, and the day of publication."""
    host = re.search(r"//([^/:]+)", article.url or "")
    end = host[1].rsplit(".", 1)[-1].upper() if host else ""
    country = ENDINGS.get(end, end) if len(end) == 2 else None
    return ArticleSetting(outlet_country=country, day=article.published)


def _whereabouts(
    article: Article,
    mentions: Sequence[Mention],
    asked: Sequence[int],
    meanings: Meanings,
    gazetteer: Gazetteer,
    words: PlaceWords,
) -> Whereabouts:
    """What the names, as they are best understood by themselves, say of where the article plays."""

    def is_in(mention: Mention) -> bool:
        return bool(words.within.search(article.text[max(0, mention.start - CONTAINER_REACH) : mention.start]))

    def block_of(position: int) -> BlockKind | None:
        index = bisect_right(starts, position) - 1
        return article.blocks[index].kind if index >= 0 and position < article.blocks[index].end else None

    starts = [block.start for block in article.blocks]
    rows = [None if meaning.within else meaning.row for meaning in meanings.meant]
    likeness = [meanings.is_likeness(query) for query in range(len(rows))]
    return Whereabouts(mentions, asked, rows, gazetteer, block_of=block_of, is_in=is_in, likeness=likeness)


def _inside(
    text: str, mentions: Sequence[Mention], asked: Sequence[int], words: PlaceWords
) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
    """For each query those that may name what it lies in: behind a comma, "in" or a bracket, or in front with "'s".

    Of these, second, those that the text plainly says to contain it; what is behind a comma may be the next of a list.
    """
    containers, stated = dict[int, list[int]](), dict[int, list[int]]()
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].start)
    chain = list[int]()
    for left, right in pairwise(order):
        end = _end_of_kind(text, mentions[left], words)
        between = text[end : min(mentions[right].start, end + CONTAINER_REACH)]
        if words.owner.fullmatch(between):
            containers.setdefault(asked[right], []).append(asked[left])
        is_of = end > mentions[left].end and words.of_kind.fullmatch(between)
        if not (words.container.fullmatch(between) or is_of) or _is_of_others(between, mentions[right], words):
            chain.clear()
            continue
        chain.append(left)
        is_plain = bool(is_of) or _is_plainly_in(text, between, mentions[right], words)
        for inner in chain[-CHAIN:]:
            containers.setdefault(asked[inner], []).append(asked[right])
            if is_plain:
                stated.setdefault(asked[inner], []).append(asked[right])
    return _without_themselves(containers), _without_themselves(stated)


def _without_themselves(containers: Mapping[int, Sequence[int]]) -> dict[int, tuple[int, ...]]:
    return {
        query: tuple(dict.fromkeys(outer for outer in outers if outer != query))[:MOST_OUTER]
        for query, outers in containers.items()
    }


def _is_of_others(between: str, outer: Mention, words: PlaceWords) -> bool:
    """Whether it is somebody's hands, lines or part, and not a place, in which the name lies ("in Russian hands")."""
    return outer.use != "place" and between.strip() not in words.commas


def _is_plainly_in(text: str, between: str, outer: Mention, words: PlaceWords) -> bool:
    """Whether no list can be meant: not behind a comma, or of a name that its word makes an area, or where all ends."""
    if between.strip() not in words.commas or outer.kind in ("district", "region"):
        return True
    return bool(words.list_end.match(text, _end_of_kind(text, outer, words)))


def _end_of_kind(text: str, mention: Mention, words: PlaceWords) -> int:
    """Where the name and the word for its kind behind it end ("Daman district")."""
    following = words.kind_after.match(text, mention.end)
    return following.end() if following else mention.end


def _place(text: str, mention: Mention, meant: Meaning) -> Place:
    start, end, best = mention.start, mention.end, meant.best
    if best is None:
        return Place(text=text[start:end], start=start, end=end, score=meant.score, use=mention.use)
    kind, precision = _precision(meant.kind, meant.radius_km, mention.kind)
    if meant.within is not None:
        kind, precision = meant.kind, meant.within
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
    return place if meant.within else apply_offset(place, mention.offset)


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
