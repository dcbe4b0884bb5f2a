"""What of a claim is weighed: its event, days, places, parties, numbers and words in a small, fast form."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from typing import Final
from zlib import crc32

from sayso.incident_rules import REACHES, IncidentRules
from sayso.model import Actor, Claim, Count, EventStatus, Place, When
from sayso.weigh.voices import Speakers, Voice

WORD_BITS: Final = 512
"""Bits of the set of words: a sentence of 30 words has two on one bit about once."""
STEM: Final = 6
"""Letters by which words are told apart, so that "shelled" and "shelling" are one."""
_LEVELS: Final = {"exact": 0, "near": 0, "district": 1, "region": 2, "country": 3}
_STOP: Final = frozenset(
    {"the", "and", "that", "was", "were", "had", "has", "have", "said", "says", "for", "with", "from", "which", "who"}
    | {"its", "his", "her", "their", "they", "after", "been", "are", "but", "not", "this", "also", "while", "when"}
    | {"according", "reported", "claimed", "stated", "would", "into", "out", "over", "near"}
)
_WORD: Final = re.compile(r"[^\W_]{3,}|\d+")


@dataclass(frozen=True, slots=True)
class Spot:
    """A resolved place, small: `level` is how coarse it is, an index of `REACHES`."""

    key: str
    name: str | None
    level: int
    latitude: float
    longitude: float
    country: str | None
    admin1: str | None


@dataclass(frozen=True, slots=True)
class Number:
    """How many of what, with inclusive bounds; `None` is an open side."""

    of: str
    """What is counted; of a harm the harm ("killed"), or "casualties" where dead and wounded are counted together."""
    low: int | None
    high: int | None
    who: str | None = None
    """Of a harm: "troops" or "civilians" who suffered it, where that is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """A claim as it is weighed. Days are ordinals (`date.toordinal`); `None` where nothing says when."""

    id: str
    article: str
    published: int | None
    start: int
    """Where the trigger begins in the article."""
    event: str
    status: EventStatus
    first: int | None
    last: int | None
    spots: tuple[Spot, ...]
    actors: frozenset[str]
    targets: frozenset[str]
    numbers: tuple[Number, ...]
    words: int
    """The words of the sentence as a set of `WORD_BITS` bits."""
    sentence: str
    """A hash of the words of the sentence, of where the trigger stands in it and of the type: equal in copies."""
    voice: Voice
    source: str | None
    """Name of the nearest source."""
    party: str | None
    """Party of the nearest source."""
    place: Place | None
    """The most precise place, without offsets and alternatives."""
    is_core: bool
    """A day or two, and a place fine enough to tell the incident by itself; what lacks either joins, it never leads."""


def gist_of(claim: Claim, *, rules: IncidentRules, speakers: Speakers, copies: str | None = None) -> Gist:
    """The gist of a claim; `copies` is the group of copies of its article, by default the article alone."""
    first, last = days_of(claim.when)
    spots = tuple(dict.fromkeys(spot for spot in map(spot_of, claim.places) if spot is not None))
    place = min(claim.places, key=_coarseness, default=None)
    nearest = claim.sources[0] if claim.sources else None
    words = [word for word in _WORD.findall(claim.sentence.text.casefold()) if word not in _STOP]
    narrow = first is not None and last is not None and last - first < CORE_DAYS
    reach = rules.rows_of(claim.event)[0].reach
    published = claim.article.published
    return Gist(
        id=claim.id,
        article=claim.article.id,
        published=published.toordinal() if published else None,
        start=claim.trigger.start,
        event=claim.event,
        status=claim.status,
        first=first,
        last=last,
        spots=spots,
        actors=_parties(claim.actors),
        targets=_parties(claim.targets),
        numbers=tuple(number for count in claim.counts if (number := number_of(count, claim.event, rules))),
        words=_bits(words),
        sentence=_hash(claim.event, str(claim.trigger.start - claim.sentence.start), *words),
        voice=speakers.voice_of(claim, copies=copies or claim.article.id),
        source=nearest.name if nearest else None,
        party=nearest.party if nearest else None,
        place=plain_place(place) if place is not None and spot_of(place) is not None else None,
        is_core=narrow and any(spot.level <= reach for spot in spots),
    )


CORE_DAYS: Final = 2
"""Days that a time may span and still tell an incident by itself: a day, or a night between two."""


def days_of(when: When) -> tuple[int | None, int | None]:
    """The first and last day as ordinals. With only one side stated ("by 14 June") there is no run of days: none."""
    if when.from_day is None or when.to_day is None:
        return None, None
    return when.from_day.toordinal(), when.to_day.toordinal()


def number_of(count: Count, event: str, rules: IncidentRules) -> Number | None:
    """What is counted and its bounds; `None` for a number without bounds."""
    if count.low is None and count.high is None:
        return None
    noun = (count.of or "people").casefold()
    kind = rules.counted.get(noun)
    if event.startswith("harm.") and not (kind and kind.mixed):
        return Number(event.removeprefix("harm."), count.low, count.high, kind.id if kind and kind.who else None)
    return Number(kind.id if kind else noun, count.low, count.high)


@lru_cache(maxsize=65_536)
def _spot(
    key: str, name: str | None, level: int, latitude: float, longitude: float, country: str | None, admin1: str | None
) -> Spot:
    return Spot(key, name, level, latitude, longitude, country, admin1)


def spot_of(place: Place) -> Spot | None:
    """The place in small, `None` if it is unresolved."""
    level = _LEVELS.get(place.precision)
    if level is None or place.latitude is None or place.longitude is None:
        return None
    key = str(place.geonameid or place.gazetteer_id or place.name)
    if place.distance_m:
        key += f"+{place.distance_m}@{place.bearing}"
    return _spot(key, place.name, level, place.latitude, place.longitude, place.country, place.admin1)


def plain_place(place: Place) -> Place:
    """The place without its offsets in one article and without the other places that it might have been."""
    name = place.name or place.text
    plain = replace(place, text=name, start=0, end=len(name), score=0.0, alternatives=())
    return _same(plain)


@lru_cache(maxsize=65_536)
def _same(place: Place) -> Place:
    """One record for all places that are equal, so that a million claims keep few."""
    return place


def _coarseness(place: Place) -> int:
    return _LEVELS.get(place.precision, len(REACHES))


@lru_cache(maxsize=4096)
def _frozen(parties: tuple[str, ...]) -> frozenset[str]:
    return frozenset(parties)


def _parties(actors: tuple[Actor, ...]) -> frozenset[str]:
    return _frozen(tuple(actor.party for actor in actors if actor.party))


def _bits(words: list[str]) -> int:
    bits = 0
    for word in words:
        bits |= 1 << (crc32(word[:STEM].encode()) % WORD_BITS)
    return bits


def _hash(*words: str) -> str:
    return blake2b(" ".join(words).casefold().encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
