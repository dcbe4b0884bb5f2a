"""How likely two claims tell of one incident: a score in [0, 1] made of named parts, each in [0, 1]."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, log2, radians, sin, sqrt
from typing import Final, NamedTuple

from sayso.packs.incident_rules import REACHES, IncidentRules
from sayso.weigh.incidents.features import CountBounds, Features, Spot
from sayso.weigh.incidents.weights import PARTS, ROUNDING, TABLE

EARTH_KM: Final = 12_742.0
"""Twice the mean radius of the earth (IUGG: 6,371.0 km)."""
DISTRICT: Final = REACHES.index("district")
REGION: Final = REACHES.index("region")
"""The level from which on a place is no point on the map."""


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a pair and its parts by name, in the order of the table; 0 for a pair that cannot be one."""

    total: float
    parts: tuple[tuple[str, float], ...]


NONE: Final = Score(0.0, ())


def score_pair(left: Features, right: Features, rules: IncidentRules, *, least: float | None = None) -> Score:
    """The score of two claims; 0 where types, days or places rule out one incident, or it is less than `least`.

    `least` is the table's `floor` by default.
    """
    if are_twins(left, right):
        return _TWINS
    facts = _compare_facts(left, right, rules)
    if facts is None:
        return NONE
    known, weight = facts.sum()
    least = (TABLE.floor if least is None else least) * weight
    if known + TABLE.actors + TABLE.words < least:
        return NONE
    actors, words = actors_part(left, right, rules), words_part(left.words, right.words)
    total = known + TABLE.actors * actors + TABLE.words * words
    if total < least:
        return NONE
    parts: tuple[tuple[str, float], ...]
    parts = (("day", facts.day), ("place", facts.place), ("event", facts.event), ("actors", actors), ("words", words))
    if facts.counts is not None:
        parts = (*parts[:4], ("counts", facts.counts), parts[4])
    return Score(total / weight, parts)


_TWINS: Final = Score(1.0, tuple((name, 1.0) for name in PARTS if name != "counts"))


class _Facts(NamedTuple):
    """What two claims have in common besides actors and words, part by part."""

    day: float
    place: float
    event: float
    counts: float | None

    def sum(self) -> tuple[float, float]:
        """What these parts add up to, and what all parts of such a score weigh."""
        known = TABLE.day * self.day + TABLE.place * self.place + TABLE.event * self.event
        if self.counts is None:
            return known, TABLE.uncounted
        return known + TABLE.counts * self.counts, TABLE.all


def _compare_facts(left: Features, right: Features, rules: IncidentRules) -> _Facts | None:
    """The parts that rule out one incident where they are 0: types, days and places; with the numbers."""
    kin = rules.kinship(left.event, right.event)
    if kin is None:
        return None
    day = day_part(left, right, kin.days)
    place = place_part(left.spots, right.spots) if day > 0.0 else 0.0
    counts = counts_part(left.numbers, right.numbers) if left.numbers and right.numbers else None
    if place <= 0.0 or (place == TABLE.two_towns and counts != 1.0):
        return None
    return _Facts(day, place, kin.alike, counts)


def are_twins(left: Features, right: Features) -> bool:
    """Whether two claims are one sentence in two copies: "two were wounded" of two days or two towns is not."""
    if left.sentence != right.sentence:
        return False
    if left.first is not None and right.first is not None and (left.first, left.last) != (right.first, right.last):
        return False
    return not left.spots or not right.spots or any(spot in right.spots for spot in left.spots)


def is_link(left: Features, right: Features, score: Score, rules: IncidentRules) -> bool:
    """Whether a pair of this score may bring two claims into one incident: by itself and in one of the ways to meet."""
    return score.total >= TABLE.link and _meet(left, right, rules)


def do_link(left: Features, right: Features, rules: IncidentRules) -> bool:
    """Whether two claims may bring their incidents together, as `is_link` of their score says."""
    return is_link(left, right, score_pair(left, right, rules, least=TABLE.link - ROUNDING), rules)


def could_link(left: Features, right: Features, rules: IncidentRules) -> bool:
    """Whether two claims would link if their words agreed: what claims of equal facts have in common."""
    if are_twins(left, right):
        return True
    facts = _compare_facts(left, right, rules)
    if facts is None:
        return False
    known, weight = facts.sum()
    known += TABLE.words
    least = (TABLE.link - ROUNDING) * weight
    if known + TABLE.actors < least:
        return False
    return known + TABLE.actors * actors_part(left, right, rules) >= least and _meet(left, right, rules)


def _meet(left: Features, right: Features, rules: IncidentRules) -> bool:
    """Whether two claims meet in one of the ways by which claims can link."""
    if are_twins(left, right) or _meet_by_place(left, right) or _meet_by_number(left, right):
        return True
    kin = rules.kinship(left.event, right.event)
    return are_in_one_sentence(left, right) or (kin is not None and kin.days > 1 and are_beside(left, right))


def are_in_one_sentence(left: Features, right: Features) -> bool:
    """Whether two claims stand in one sentence of one article."""
    return left.article == right.article and left.begins == right.begins


def are_beside(left: Features, right: Features) -> bool:
    """Whether two claims stand close to each other in one article."""
    return left.article == right.article and abs(left.start - right.start) <= TABLE.beside_chars


def _meet_by_place(left: Features, right: Features) -> bool:
    """Near places or one and the same, on days that meet, or that the day of the report leaves open."""
    most = TABLE.most_spots
    if not any(_are_near(here, there) for here in left.spots[:most] for there in right.spots[:most]):
        return False
    for features in (left, right):
        if (
            features.first is not None
            and features.last is not None
            and features.last - features.first >= TABLE.longest_run
        ):
            return False
    if left.first is not None and right.first is not None:
        return True
    return windows_meet(left, right) is True and _days_told_apart(left, right) <= TABLE.told_days


def _are_near(left: Spot, right: Spot) -> bool:
    if left.key == right.key:
        return True
    if max(left.level, right.level) >= REGION or abs(left.latitude - right.latitude) > TABLE.far_degrees:
        return False
    return distance_km(left, right) <= TABLE.neighbour_km


def _meet_by_number(left: Features, right: Features) -> bool:
    """The same telling number of the same thing, within a month."""
    if abs(reference_day(left) - reference_day(right)) > TABLE.month:
        return False
    return any(
        are_comparable(number, against)
        and min(middle(number), middle(against)) >= TABLE.telling_number
        and _are_alike(number, against)
        for number in left.numbers
        for against in right.numbers
    )


def _are_alike(left: CountBounds, right: CountBounds) -> bool:
    near, far = sorted((middle(left), middle(right)))
    return near >= TABLE.alike_numbers * far


def reference_day(features: Features) -> int:
    """The last day on which it can have been, else the day of the report, else 0: tells whether numbers are near."""
    return features.late if features.late is not None else features.published or 0


def day_part(left: Features, right: Features, apart: int) -> float:
    """How well the days agree: 1 on the same day, less the farther apart or the longer the run, 0 if too far."""
    if left.first is None or right.first is None or left.last is None or right.last is None:
        return _undated(left, right, once=apart > 1)
    gap = max(right.first - left.last, left.first - right.last, 0)
    longer = max(left.last - left.first, right.last - right.first) + 1
    if gap:
        return 1.0 - gap / (apart + 1) if gap <= apart and longer <= TABLE.short_run else 0.0
    return run_part(longer, same=(left.first, left.last) == (right.first, right.last), once=apart > 1)


def run_part(longer: int, *, same: bool, once: bool) -> float:
    """How well two runs of days agree that have a day in common, by the days of the longer."""
    agree = max(TABLE.least_run, 1.0 - TABLE.run_loss * log2(longer))
    if same:
        return max(TABLE.least_same_run, agree)
    return agree if once or longer <= TABLE.short_run else TABLE.little


def _undated(left: Features, right: Features, *, once: bool) -> float:
    """What is known of two days of which one is unknown; more of what happens `once` than of what comes back."""
    meet = windows_meet(left, right)
    if meet is False:
        return 0.0
    if are_in_one_sentence(left, right):
        return TABLE.in_sentence
    if are_beside(left, right) and once:
        return TABLE.close_by
    if meet:
        return (TABLE.told_close if _are_close(left, right) else TABLE.told_once) if once else TABLE.little
    return TABLE.unbound_once if once else TABLE.unbound


def _are_close(left: Features, right: Features) -> bool:
    """Whether the days by which two events are told are close."""
    return _days_told_apart(left, right) <= TABLE.close_days


def _days_told_apart(left: Features, right: Features) -> int:
    """Days between those by which two events are told; of a run of days its nearer end counts."""
    (begin, end), (start, stop) = (
        (features.first, features.last) if features.told is None else (features.told, features.told)
        for features in (left, right)
    )
    if begin is None or end is None or start is None or stop is None:
        return TABLE.longest_run
    return max(start - end, begin - stop, 0)


def windows_meet(left: Features, right: Features) -> bool | None:
    """Whether the days between which two events must lie have one in common; `None` where one has no bounds."""
    if left.early is None or right.early is None or left.late is None or right.late is None:
        return None
    return left.early <= right.late and right.early <= left.late


def place_part(left: tuple[Spot, ...], right: tuple[Spot, ...]) -> float:
    """How well the places agree, by the best pair; 0 where all are known and none can be the other."""
    if not left or not right:
        return TABLE.no_place
    if len(left) == len(right) == 1:
        return spots_part(left[0], right[0])
    return max(spots_part(here, there) for here in left for there in right)


def spots_part(left: Spot, right: Spot) -> float:
    """How well two places agree: 1 for the same, less for what lies near or inside, 0 for two different places."""
    if left.key == right.key:
        return 1.0
    if left.is_rough or right.is_rough:
        return _roughly(left, right)
    fine, coarse = (left, right) if left.level <= right.level else (right, left)
    if coarse.level >= REGION:
        return _inside(fine, coarse)
    if coarse.level == DISTRICT and _are_apart(fine, coarse):
        return 0.0
    if abs(left.latitude - right.latitude) > TABLE.far_degrees:
        return 0.0
    return _beside(fine, coarse)


def _are_apart(fine: Spot, coarse: Spot) -> bool:
    """Whether two areas are different ones, or a place lies in another region than a district: told by identity."""
    if fine.level == DISTRICT and fine.country and coarse.country:
        return fine.key != coarse.key
    return bool(fine.admin1 and coarse.admin1) and (fine.country, fine.admin1) != (coarse.country, coarse.admin1)


def _beside(left: Spot, right: Spot) -> float:
    """How well two places on the map agree, the finer first."""
    distance = distance_km(left, right)
    if distance <= TABLE.same_spot_km:
        return TABLE.same_spot
    if left.is_settlement and right.is_settlement:
        return TABLE.two_towns if distance <= TABLE.neighbour_km else 0.0
    if distance <= TABLE.neighbour_km:
        return TABLE.near - TABLE.near_loss * distance / TABLE.neighbour_km
    return TABLE.in_district if right.level == DISTRICT and distance <= TABLE.district_km else 0.0


def _roughly(left: Spot, right: Spot) -> float:
    """How well a town that no list has agrees with another place: only with what may contain it."""
    rough, other = (left, right) if left.is_rough else (right, left)
    if other.is_rough or other.level < DISTRICT:
        return 0.0
    if rough.country != other.country and rough.country and other.country:
        return 0.0
    if other.level > REGION:
        return TABLE.in_country
    return TABLE.in_region if rough.admin1 and rough.admin1 in (other.admin1, other.name) else 0.0


def _inside(fine: Spot, coarse: Spot) -> float:
    if fine.country != coarse.country and fine.country and coarse.country:
        return 0.0
    if coarse.level > REGION:
        return TABLE.in_country
    if fine.level == REGION:
        return 0.0
    return TABLE.in_region if fine.admin1 and fine.admin1 in (coarse.admin1, coarse.name) else 0.0


def distance_km(left: Spot, right: Spot) -> float:
    """Kilometres along the globe."""
    north, south = radians(left.latitude), radians(right.latitude)
    rise, run = (north - south) / 2, radians(left.longitude - right.longitude) / 2
    return EARTH_KM * asin(sqrt(min(1.0, sin(rise) ** 2 + cos(north) * cos(south) * sin(run) ** 2)))


def actors_part(left: Features, right: Features, rules: IncidentRules) -> float:
    """How well those who did it and those to whom it was done agree, by party and side."""
    country = _country(left, right)
    if left.actors and right.actors:
        did = rules.allied(left.actors, right.actors, country)
        if left.targets and right.targets:
            return (did + rules.allied(left.targets, right.targets, country)) / 2
        return did
    if left.targets and right.targets:
        return rules.allied(left.targets, right.targets, country)
    mine, theirs = left.actors or left.targets, right.actors or right.targets
    if not mine or not theirs:
        return TABLE.no_actors
    crossed = rules.allied(mine, theirs, country)
    return TABLE.crossed + TABLE.crossed_gain * crossed if crossed else TABLE.crossed_apart


def most_without_days(*, alike: float, actors: float) -> float:
    """The most that two claims without numbers score where their days agree as little as can be, not told as one."""
    known = TABLE.day * TABLE.little + TABLE.place + TABLE.event * alike + TABLE.words
    return (known + TABLE.actors * actors) / TABLE.uncounted


def _country(left: Features, right: Features) -> str | None:
    """Where it was: the country of the first place, whichever claim names one, so that no order of the two matters."""
    here = left.spots[0].country if left.spots else None
    there = right.spots[0].country if right.spots else None
    return here if there is None or (here is not None and here <= there) else there


def counts_part(numbers: tuple[CountBounds, ...], others: tuple[CountBounds, ...]) -> float | None:
    """How well the numbers of the same thing agree; `None` where they count nothing in common."""
    parts = [numbers_part(left, right) for left in numbers for right in others if are_comparable(left, right)]
    return max(parts, default=None)


def numbers_part(left: CountBounds, right: CountBounds) -> float:
    """1 for equal numbers that tell an incident, less for intervals that only meet, 0 for numbers far apart."""
    near, far = sorted((middle(left), middle(right)))
    ratio = near / far if far else 1.0
    if ratio >= TABLE.alike_numbers:
        return 1.0 if far >= TABLE.telling_number else TABLE.few
    return TABLE.meeting if overlap(left, right) else max(0.0, ratio - TABLE.ratio_loss)


def are_comparable(left: CountBounds, right: CountBounds) -> bool:
    """Whether two numbers count the same thing: dead soldiers are not dead civilians, dead people may be either."""
    return left.of == right.of and (left.who is None or right.who is None or left.who == right.who)


def middle(number: CountBounds) -> float:
    """The number that an interval stands for: its middle, or its only end."""
    if number.low is not None and number.high is not None:
        return (number.low + number.high) / 2
    return float(number.low if number.low is not None else number.high or 0)


def overlap(left: CountBounds, right: CountBounds) -> bool:
    """Whether two intervals share a number."""
    below = left.high is not None and right.low is not None and left.high < right.low
    above = right.high is not None and left.low is not None and right.high < left.low
    return not below and not above


def words_part(left: int, right: int) -> float:
    """How many words two sentences share, of those of the shorter; of short sentences none."""
    fewer = min(left.bit_count(), right.bit_count())
    return (left & right).bit_count() / fewer if fewer > TABLE.few_words else 0.0
