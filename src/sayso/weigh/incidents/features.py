"""What of a claim is weighed: its event, days, places, parties, numbers and words in a small, fast form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from operator import attrgetter
from sys import intern
from typing import Any, Final
from zlib import crc32

from sayso.model import Actor, Claim, Count, EventStatus, Place, When
from sayso.packs.incident_rules import REACHES, IncidentRules
from sayso.weigh.voices import Voice, VoiceFinder

WORD_BITS: Final = 512
"""Bits of the set of words: a sentence of 30 words has two on one bit about once. By reasoning, not swept."""
STEM: Final = 6
"""Letters by which words are told apart, so that "attacked" and "attacking" are one. By hand; by 4, 5, 7 and 8
letters F1 of links on 114 pairs is 84, 83, 82 and 83 in place of 84."""
_LEVELS: Final = {"exact": 0, "near": 0, "district": 1, "region": 2, "country": 3}
_WORD: Final = re.compile(r"[^\W_]{3,}|\d+")


@dataclass(frozen=True, slots=True)
class Spot:
    """A resolved place, small: `level` is how coarse it is, an index of `REACHES`.

    `is_settlement` holds of a town or village itself, not of what lies near one or of a site in it.
    """

    key: str
    name: str | None
    level: int
    latitude: float
    longitude: float
    country: str | None
    admin1: str | None
    is_settlement: bool = False
    is_rough: bool = False
    """It is a named town or site that no list has, and stands at the point of what contains it."""


@dataclass(frozen=True, slots=True)
class CountBounds:
    """How many of what, with inclusive bounds; `None` is an open side."""

    of: str
    """What is counted; of a harm the harm ("killed"), or "casualties" where dead and wounded are counted together."""
    low: int | None
    high: int | None
    who: str | None = None
    """Of a harm: "troops" or "civilians" who suffered it, where that is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """A claim as it is weighed. Days are ordinals (`date.toordinal`); `None` where nothing says when."""

    id: str
    article: str
    published: int | None
    start: int
    """Where the trigger begins in the article."""
    begins: int
    """Where its sentence begins."""
    event: str
    status: EventStatus
    first: int | None
    last: int | None
    """The run of days that the words give, both ends inside; `None` unless both are known."""
    since: int | None
    until: int | None
    """Of words that give one side only ("by 14 June"), that side."""
    early: int | None
    late: int | None
    """Days between which it must lie, where the words or the report bound it; with a run of days, that run."""
    told: int | None
    """The day from which those bounds are counted, and to which it likely lies close; `None` with a run of days."""
    spots: tuple[Spot, ...]
    actors: frozenset[str]
    targets: frozenset[str]
    numbers: tuple[CountBounds, ...]
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
    retells: str | None = None
    """The claim of its article that tells the same event most fully, as `Claim.retells`."""


def features_of_article(
    claims: Iterable[Claim], *, rules: IncidentRules, speakers: VoiceFinder, copies: Mapping[str, str] | None = None
) -> list[Features]:
    """The features of all claims of some articles, in the order given.

    `copies` maps an article to its group of copies, by default the article alone. All claims of an article have to be
    given together: from them is told whether it reports its own days or gives an account of days long past.
    """
    kept = list(claims)
    by_article: dict[str, list[Claim]] = {}
    for claim in kept:
        by_article.setdefault(claim.article.id, []).append(claim)
    reports = {article for article, own in by_article.items() if reports_its_days(own)}
    groups = copies or {}
    return [
        features_of(
            claim,
            rules=rules,
            speakers=speakers,
            copies=groups.get(claim.article.id, claim.article.id),
            is_report=claim.article.id in reports,
        )
        for claim in kept
    ]


REPORT_DAYS: Final = 14
"""Days before its publication in which a news report's own events have happened; the rest is background.

By hand. By 7 or 28 days, or a share of .1 or .4, nothing changes in the forty articles: all are accounts of days long
past. No set of news reports was swept.
"""
OWN_SHARE: Final = 0.2
"""The least share of a news report's dated claims that lie in those days. By hand, as above."""


def reports_its_days(claims: Sequence[Claim]) -> bool:
    """Whether an article tells of the days before it came out: a fifth of its dated claims or more lie in them."""
    gaps = [
        (claim.article.published - claim.when.to_day).days
        for claim in claims
        if claim.article.published and claim.when.to_day
    ]
    return sum(gap <= REPORT_DAYS for gap in gaps) >= OWN_SHARE * len(gaps)


def features_of(
    claim: Claim, *, rules: IncidentRules, speakers: VoiceFinder, copies: str | None = None, is_report: bool = True
) -> Features:
    """The features of a claim; `copies` is the group of copies of its article, by default the article alone."""
    first, last = map(_same_day, run_of(claim.when))
    early, late, told = map(_same_day, bounds_of(claim, is_report=is_report))
    spots = tuple(dict.fromkeys(spot for spot in map(spot_of, claim.places) if spot is not None))
    nearest = claim.sources[0] if claim.sources else None
    words = [word for word in _WORD.findall(claim.sentence.text.casefold()) if word not in rules.words.common]
    reach = rules.rows_of(claim.event)[0].reach
    published = claim.article.published
    return Features(
        id=claim.id,
        article=intern(claim.article.id),
        published=_ordinal(published),
        start=claim.trigger.start,
        begins=claim.sentence.start,
        event=intern(claim.event),
        status=claim.status,
        first=first,
        last=last,
        since=_ordinal(claim.when.from_day) if last is None else None,
        until=_ordinal(claim.when.to_day) if first is None else None,
        early=early,
        late=late,
        told=told,
        spots=spots,
        actors=_parties(claim.actors),
        targets=_parties(claim.targets),
        numbers=_numbers(claim, rules),
        words=_bits(words),
        sentence=_hash(claim.event, str(claim.trigger.start - claim.sentence.start), *words),
        voice=speakers.voice_of(claim, copies=copies or claim.article.id),
        source=intern(nearest.name) if nearest else None,
        party=intern(nearest.party) if nearest and nearest.party else None,
        place=_finest(claim.places),
        is_core=claim.event not in rules.sayings and _is_short(first, last) and any(s.level <= reach for s in spots),
        retells=claim.retells,
    )


def _numbers(claim: Claim, rules: IncidentRules) -> tuple[CountBounds, ...]:
    """What a claim counts, but for counts that tell nothing to its type."""
    numbers = (number_of(count, claim.event, rules) for count in whole_counts(claim.counts))
    return tuple(number for number in numbers if number)


def _finest(places: Sequence[Place]) -> Place | None:
    """The finest of some places, the first of several alike, as a plain one; `None` where it is nowhere."""
    place = places[0] if len(places) == 1 else min(places, key=_coarseness, default=None)
    return plain_place(place) if place is not None and spot_of(place) is not None else None


def _is_short(first: int | None, last: int | None) -> bool:
    """Whether a run of days is known and short enough to tell an incident by itself."""
    return first is not None and last is not None and last - first < CORE_DAYS


def _ordinal(day: date | None) -> int | None:
    return _same_day(day.toordinal()) if day else None


@lru_cache(maxsize=16_384)
def _same_day(day: int | None) -> int | None:
    """One number for all days that are equal, so that a million claims keep few."""
    return day


CORE_DAYS: Final = 2
"""Days that a time may span and still tell an incident by itself: a day, or a night between two.

By reasoning. By 1 day two of 5,105 incidents of the forty articles come out otherwise, by 4 none.
"""


NEARBY_DAYS: Final = 7
"""Days before it is told in which an event without a day is looked for, and after it in which a plan is.

By hand. By 3 days two of 5,105 incidents of the forty articles come out otherwise, by 14 five.
"""


def run_of(when: When) -> tuple[int | None, int | None]:
    """The first and last day as ordinals; none where only one side is known ("by 14 June")."""
    if when.from_day is None or when.to_day is None:
        return None, None
    return when.from_day.toordinal(), when.to_day.toordinal()


def bounds_of(claim: Claim, *, is_report: bool) -> tuple[int | None, int | None, int | None]:
    """The days between which the event must lie, and the day from which they are counted.

    They are its run, or a week from the side that is known, or that of the report: one of its own days bounds what it
    gives no day for, not after it came out, and hardly a week before.
    """
    begin, end, published = claim.when.from_day, claim.when.to_day, claim.article.published
    if begin is not None and end is not None:
        return begin.toordinal(), end.toordinal(), None
    if begin is not None:
        return begin.toordinal(), begin.toordinal() + NEARBY_DAYS, begin.toordinal()
    last = end or (published if is_report else None)
    if last is None:
        return None, None, None
    ahead = NEARBY_DAYS if claim.status in ("planned", "possible") else 0
    return last.toordinal() - NEARBY_DAYS, last.toordinal() + ahead, last.toordinal()


def whole_counts(counts: Sequence[Count]) -> list[Count]:
    """The counts of a claim without those that lie in another's words: of "a nurse and two patients" the two are a
    part."""
    return [count for count in counts if not any(_lies_in(count, other) for other in counts)]


def _lies_in(count: Count, other: Count) -> bool:
    if count is other or count.start is None or other.start is None or count.end is None or other.end is None:
        return False
    return (
        other.start <= count.start and count.end <= other.end and (count.start, count.end) != (other.start, other.end)
    )


def number_of(count: Count, event: str, rules: IncidentRules) -> CountBounds | None:
    """What is counted and its bounds; `None` for a number without bounds."""
    if count.low is None and count.high is None:
        return None
    noun = (count.of or rules.words.uncounted).casefold()
    kind = rules.counted.get(noun)
    if event.startswith("harm.") and not (kind and kind.mixed):
        return CountBounds(event.removeprefix("harm."), count.low, count.high, kind.id if kind and kind.who else None)
    return CountBounds(kind.id if kind else noun, count.low, count.high)


def spot_of(place: Place) -> Spot | None:
    """The place in small, `None` if it is unresolved."""
    level = _LEVELS.get(place.precision)
    if level is None or place.latitude is None or place.longitude is None:
        return None
    key = str(place.geonameid or place.gazetteer_id or place.name)
    if place.distance_m:
        key += f"+{place.distance_m}@{place.bearing}"
    is_settlement = place.precision == "exact" and place.kind == "settlement"
    is_listed = place.geonameid is not None or place.gazetteer_id is not None
    is_rough = not is_listed and place.kind in _WITHIN and level >= _LEVELS["district"]
    where = (place.latitude, place.longitude, place.country, place.admin1, is_settlement, is_rough)
    return _spot(key, place.name, level, *where)


_WITHIN: Final = ("settlement", "facility")
"""Kinds of places that lie in districts, regions and countries and are none themselves."""


@lru_cache(maxsize=65_536)
def _spot(key: str, name: str | None, level: int, *where: Any) -> Spot:
    """One record for all spots that are equal, so that a million claims keep few."""
    return Spot(key, name, level, *where)


def plain_place(place: Place) -> Place:
    """The place without its offsets in one article and without the other places that it might have been."""
    return _plain(place.name or place.text, _LASTING_OF(place))


def stated_place(place: Place) -> Place:
    """The plain place as it is where its claim states it: the same for all claims that give it, however they do."""
    return place if place.basis == "stated" else plain_place(replace(place, basis="stated"))


_LASTING: Final = tuple(
    field.name for field in fields(Place) if field.name not in ("text", "start", "end", "score", "alternatives")
)
"""What of a place is the same wherever it is named."""
_LASTING_OF: Final = attrgetter(*_LASTING)


@lru_cache(maxsize=65_536)
def _plain(text: str, lasting: tuple[Any, ...]) -> Place:
    """One record for all places that are equal, so that a million claims keep few."""
    return Place(text=text, start=0, end=len(text), **dict(zip(_LASTING, lasting, strict=True)))


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
        bits |= _bit(word)
    return bits


@lru_cache(maxsize=65_536)
def _bit(word: str) -> int:
    return 1 << (crc32(word[:STEM].encode()) % WORD_BITS)


def _hash(*words: str) -> str:
    return blake2b(" ".join(words).casefold().encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
