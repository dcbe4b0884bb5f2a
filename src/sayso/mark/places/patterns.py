"""What the words around a name say of it: its kind, and whether the text means the place or somewhere by it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import asin, atan2, cos, degrees, radians, sin
from typing import Final

from sayso.mark.places.vocabulary import PlaceWords
from sayso.model import Place, PlaceKind, PlaceUse

REACH: Final = 80
"""Characters before a name in which a distance and a direction are looked for: the longest such phrase read was 61."""
AREA_REACH: Final = 40
"""Characters before a name in which words that take it for an area are looked for: the longest that the English lexicon
has, with an article, is shorter by a few."""
KIND_REACH: Final = 30
"""The same for a word for its kind ("the municipality of")."""
LAST_REACH: Final = 24
"""Characters before a name in which its last word is looked for: longer words are none of those that are asked for."""
EARTH_M: Final = 6_371_009
"""Mean radius of the earth in metres (IUGG)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """Where the text means, seen from a place: metres, and degrees clockwise from north; `None` if it does not say."""

    distance_m: int | None = None
    bearing: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place name as written. `name` is looked up; `kind` is what the words around make of it, if anything."""

    start: int
    end: int
    name: str
    kind: PlaceKind | None = None
    whole: str = ""
    """The name with the word for its kind ("Luhansk Oblast"), looked up first."""
    offset: Offset | None = None
    part_of: str = ""
    """The name without words for a part of the place ("eastern Ukraine"), looked up last."""
    article: str = ""
    """The article in front, in small letters, as it stands before rivers, seas and peoples' countries."""
    use: PlaceUse = "place"


def read_mention(text: str, start: int, end: int, words: PlaceWords) -> Mention:
    """The mention of the name at `[start, end)`, its edges set right, and widened over a word for its kind."""
    start, end = trim_name(text, start, end, words)
    name = text[start:end]
    mention = Mention(
        start=start,
        end=end,
        name=name,
        whole=name,
        part_of=name[part.end() :] if (part := words.part.match(name)) else "",
        offset=offset_before(text, start, words),
        article=_article_before(text, start, words) if words.phrase_end.match(text, end) else "",
    )
    behind = words.kind_at_end.search(name) if " " in name else None
    if behind:
        bare, kind_word = name[: behind.start()], _plain(behind[1])
        part = words.part.match(bare)
        of_name = words.after.get(kind_word) or words.plurals[kind_word]
        return replace(mention, name=bare, kind=of_name, part_of=bare[part.end() :] if part else "")
    following = words.kind_after.match(text, end)
    kind = kind_before(text, start, words)
    if following is not None:
        kind = words.after[_plain(following[1])]
        widened = following.end() if following[1][0].isupper() or kind == "facility" else end
        return replace(mention, kind=kind, whole=text[start : following.end()], end=widened)
    if kind is None:
        kind = _stated_kind(text, start, end, words)
    near = mention.offset or (Offset() if words.near_behind.match(text, end) else None)
    return replace(mention, kind=kind, offset=near) if kind or near else mention


def _stated_kind(text: str, start: int, end: int, words: PlaceWords) -> PlaceKind | None:
    """The kind that words around a name tell of it and that are no part of it ("the rest of X", "X's governor")."""
    telling = words.told_after.match(text, end)
    if telling is not None:
        return words.tells[_plain(telling[1])]
    is_area = _last_word(text, start) in words.last_kinds and words.area.search(
        text[max(0, start - AREA_REACH) : start]
    )
    return "region" if is_area else None


def _article_before(text: str, start: int, words: PlaceWords) -> str:
    """The article that stands in front of a name, in small letters; empty if none does."""
    return next((article for article in words.articles if _is_article(text, start - len(article) - 1, article)), "")


def _is_article(text: str, at: int, article: str) -> bool:
    """Whether the article and a blank stand there."""
    return at >= 0 and text[at : at + len(article) + 1].lower() == f"{article} "


def trim_name(text: str, start: int, end: int, words: PlaceWords) -> tuple[int, int]:
    """The stretch without an article in front, "'s" behind, and blanks, quotation marks and commas at its edges."""
    while start < end and (text[start].isspace() or text[start] in "\"'“”‘’(,;:*-–—"):
        start += 1
    for article in words.articles:
        if _is_article(text, start, article) and end - start > len(article) + 1:
            start += len(article) + 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\"'“”‘’),;:*-–—"):
        end -= 1
    for tail in words.possessives:
        if end - start > len(tail) and text.endswith(tail, start, end):
            return start, start + len(text[start : end - len(tail)].rstrip())
    return start, end


def offset_before(text: str, start: int, words: PlaceWords) -> Offset | None:
    """Where the words in front of `start` put the event, seen from what stands there; `None`: in it.

    "about 10 km south of" gives both numbers, "north-east of" the bearing, "near" and "on the outskirts of" neither.
    """
    last = _last_word(text, start)
    if last in words.conjunctions:
        return _offset_of_list(text, start, words)
    if last not in words.last_words:
        return None
    window = text[max(0, start - REACH) : start]
    match = words.offset.search(window)
    if match is not None:
        bearing = words.directions[_plain(match["direction"])] if match["direction"] else None
        return Offset(distance_m=metres(match["number"], match["unit"], words), bearing=bearing)
    match = words.bearing.search(window)
    if match is not None and not window[: match.start()].rstrip().lower().endswith(words.articles):
        return Offset(bearing=words.directions[_plain(match["direction"])])
    return Offset() if words.near.search(window) else None


def _offset_of_list(text: str, start: int, words: PlaceWords) -> Offset | None:
    """Where the words in front of a list put what ends it: "near X and Y" is near both. A distance is the first's."""
    before = words.list_before.search(text[max(0, start - REACH) : start])
    at = start - len(before[0]) if before else 0
    if at == 0 or text[:at].rstrip().lower().endswith(words.enumerating):
        return None
    first = offset_before(text, at, words)
    return replace(first, distance_m=None) if first else None


def apply_offset(place: Place, offset: Offset | None) -> Place:
    """The place, or the point that lies so far from it; a country or region stays what it is without a distance.

    For descriptions too ("10 km further south", "north-east of the city"): hand in what "the city" turned out to be and
    `offset_before` of its stretch.
    """
    if offset is None or place.latitude is None or place.longitude is None:
        return place
    if offset.distance_m is None:
        if place.precision in ("region", "country"):
            return place
        return replace(place, precision="near", bearing=offset.bearing)
    placed = replace(place, precision="near", distance_m=offset.distance_m, bearing=offset.bearing)
    if offset.bearing is None:
        return placed
    latitude, longitude = point_at(place.latitude, place.longitude, offset.distance_m, offset.bearing)
    return replace(placed, latitude=round(latitude, 5), longitude=round(longitude, 5))


def point_at(latitude: float, longitude: float, distance_m: float, bearing: float) -> tuple[float, float]:
    """Latitude and longitude of the point so many metres away on the sphere."""
    arc, way, phi = distance_m / EARTH_M, radians(bearing), radians(latitude)
    there = asin(max(-1.0, min(1.0, sin(phi) * cos(arc) + cos(phi) * sin(arc) * cos(way))))
    turn = atan2(sin(way) * sin(arc) * cos(phi), cos(arc) - sin(phi) * sin(there))
    return degrees(there), (longitude + degrees(turn) + 540) % 360 - 180


def kind_before(text: str, start: int, words: PlaceWords) -> PlaceKind | None:
    """The kind that a word in front of a name makes of it ("the city of", "Lake")."""
    if _last_word(text, start) not in words.last_kinds:
        return None
    match = words.kind_before.search(text[max(0, start - KIND_REACH) : start])
    return words.before[_plain(match[1] or match[2])] if match else None


def _last_word(text: str, start: int) -> str:
    """The word before a position, in small letters; what stands in front of the guarded patterns' names ends in one."""
    last = text[max(0, start - LAST_REACH) : start].split()[-1:]
    return last[0].lower() if last else ""


def metres(number: str, unit: str, words: PlaceWords) -> int:
    """A distance as written, in metres."""
    value = words.numbers.get(_plain(number))
    amount = value if value is not None else float(number.replace(",", "."))
    return round(amount * words.distances[_plain(unit)])


def _plain(phrase: str) -> str:
    return " ".join(phrase.lower().split())
