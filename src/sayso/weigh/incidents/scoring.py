"""How likely two claims tell of one incident: a score in [0, 1] made of named parts, each in [0, 1]."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, log2, radians, sin, sqrt
from typing import Final

from sayso.packs.incident_rules import IncidentRules
from sayso.weigh.incidents.features import CountBounds, Features, Spot

WEIGHTS: Final = {"day": 0.25, "place": 0.25, "event": 0.15, "actors": 0.15, "counts": 0.2, "words": 0.08}
"""What each part weighs. `counts` weighs only where both give a number of the same thing."""
LINK: Final = 0.7
"""The least score by which two claims may be brought into one incident.

Tuned on 55 pairs of claims from the forty articles, the report and the bulletins, judged by hand, from two sentences
each and drawn evenly over the scores from .55 (swept .60 to .80 by .02; F1 .75 at .70, .72 at .72, .71 at .74).
"""
ROUNDING: Final = 1e-9
"""By how much two ways of adding up one score may differ."""
FLOOR: Final = 0.5
"""The least score of every pair in an incident: the complete-linkage check."""
UNKNOWN: Final = 0.4
"""What a place is worth where one of the two names none."""
UNKNOWN_ACTORS: Final = 0.5
"""What actors are worth where one of the two names none."""
BESIDE: Final = 400
"""Characters of one article between two claims within which the one without a day is likely told of the same day."""
TOLD_DAYS: Final = 3
"""Days between an event and the day by which a claim without a day is told, or between two such, for them to meet."""
SHORT_RUN: Final = 3
"""Days of a run up to which what comes back every day is one event; a longer one sums up many."""
LITTLE: Final = 0.1
"""What days are worth of what comes back every day, where one is unknown or sums up many."""
SAME_SPOT_KM: Final = 1.0
NEIGHBOUR_KM: Final = 10.0
"""Up to here a site, or what is said to lie near, can be the place; farther apart they are two places."""
TWO_TOWNS: Final = 0.15
"""What two towns so near are worth, and only with the same telling number: reports of the 2,000 encircled name the one
or the other. Without it, what happens in two towns is two things, even on one day."""
DISTRICT_KM: Final = 30.0
"""Up to here a place can lie in a district, whose borders are not known."""
FAR_DEGREES: Final = 0.28
"""Degrees of latitude that are more than `DISTRICT_KM`: saves the reckoning of the distance."""
TELLING_NUMBER: Final = 5
"""The least number that tells an incident: that two people died is said of many."""
ALIKE_NUMBERS: Final = 0.9
"""The least share of one number in the other by which they are told as one: figures in news are rounded by a tenth."""
MONTH: Final = 30
"""Days within which an equal number without a common place can be of one incident."""
MOST_SPOTS: Final = 4
"""Places of one claim by which it can meet another: a longer list ("fighting in …") tells of many events."""
LONGEST_RUN: Final = 31
"""Days of a run by which a claim can meet another at a place; one on a year meets by article, number or sentence."""


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a pair and its parts by name, in the order of `WEIGHTS`; 0 for a pair that cannot be one."""

    total: float
    parts: tuple[tuple[str, float], ...]


NONE: Final = Score(0.0, ())


def score_pair(left: Features, right: Features, rules: IncidentRules, *, least: float = FLOOR) -> Score:
    """The score of two claims; 0 where types, days or places rule out one incident, or less than `least` comes out."""
    if are_twins(left, right):
        return _TWINS
    kin = rules.kinship(left.event, right.event)
    if kin is None:
        return NONE
    day = day_part(left, right, kin.days)
    place = place_part(left.spots, right.spots) if day > 0.0 else 0.0
    counts = counts_part(left.numbers, right.numbers) if left.numbers and right.numbers else None
    if place <= 0.0 or (place == TWO_TOWNS and counts != 1.0):
        return NONE
    known = WEIGHTS["day"] * day + WEIGHTS["place"] * place + WEIGHTS["event"] * kin.alike
    weight = UNCOUNTED
    if counts is not None:
        known, weight = known + WEIGHTS["counts"] * counts, _ALL
    least *= weight
    if known + WEIGHTS["actors"] + WEIGHTS["words"] < least:
        return NONE
    actors, words = actors_part(left, right, rules), words_part(left.words, right.words)
    total = known + WEIGHTS["actors"] * actors + WEIGHTS["words"] * words
    if total < least:
        return NONE
    parts = (("day", day), ("place", place), ("event", kin.alike), ("actors", actors), ("words", words))
    return Score(total / weight, parts if counts is None else (*parts[:4], ("counts", counts), parts[4]))


_ALL: Final = sum(WEIGHTS.values())
UNCOUNTED: Final = _ALL - WEIGHTS["counts"]
"""What the parts of a score without numbers weigh together."""
_TWINS: Final = Score(1.0, tuple((name, 1.0) for name in WEIGHTS if name != "counts"))


def are_twins(left: Features, right: Features) -> bool:
    """Whether two claims are one sentence in two copies: "two were wounded" of two days or two towns is not."""
    if left.sentence != right.sentence:
        return False
    if left.first is not None and right.first is not None and (left.first, left.last) != (right.first, right.last):
        return False
    return not left.spots or not right.spots or any(spot in right.spots for spot in left.spots)


def is_link(left: Features, right: Features, score: Score, rules: IncidentRules) -> bool:
    """Whether a pair of this score may bring two claims into one incident: by itself and in one of the ways to meet."""
    return score.total >= LINK and _meet(left, right, rules)


def do_link(left: Features, right: Features, rules: IncidentRules) -> bool:
    """Whether two claims may bring their incidents together, as `is_link` of their score says."""
    return is_link(left, right, score_pair(left, right, rules, least=LINK - ROUNDING), rules)


def could_link(left: Features, right: Features, rules: IncidentRules) -> bool:
    """Whether two claims would link if their words agreed: what claims of equal facts have in common."""
    if are_twins(left, right):
        return True
    kin = rules.kinship(left.event, right.event)
    if kin is None:
        return False
    day = day_part(left, right, kin.days)
    place = place_part(left.spots, right.spots) if day > 0.0 else 0.0
    counts = counts_part(left.numbers, right.numbers) if left.numbers and right.numbers else None
    if place <= 0.0 or (place == TWO_TOWNS and counts != 1.0):
        return False
    known = WEIGHTS["day"] * day + WEIGHTS["place"] * place + WEIGHTS["event"] * kin.alike + WEIGHTS["words"]
    weight = UNCOUNTED
    if counts is not None:
        known, weight = known + WEIGHTS["counts"] * counts, _ALL
    least = (LINK - ROUNDING) * weight
    if known + WEIGHTS["actors"] < least:
        return False
    return known + WEIGHTS["actors"] * actors_part(left, right, rules) >= least and _meet(left, right, rules)


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
    return left.article == right.article and abs(left.start - right.start) <= BESIDE


def _meet_by_place(left: Features, right: Features) -> bool:
    """Near places or one and the same, on days that meet, or that the day of the report leaves open."""
    if not any(_are_near(here, there) for here in left.spots[:MOST_SPOTS] for there in right.spots[:MOST_SPOTS]):
        return False
    for features in (left, right):
        if features.first is not None and features.last is not None and features.last - features.first >= LONGEST_RUN:
            return False
    if left.first is not None and right.first is not None:
        return True
    return windows_meet(left, right) is True and _days_told_apart(left, right) <= TOLD_DAYS


def _are_near(left: Spot, right: Spot) -> bool:
    if left.key == right.key:
        return True
    if max(left.level, right.level) >= 2 or abs(left.latitude - right.latitude) > FAR_DEGREES:
        return False
    return distance_km(left, right) <= NEIGHBOUR_KM


def _meet_by_number(left: Features, right: Features) -> bool:
    """The same telling number of the same thing, within a month."""
    if abs(reference_day(left) - reference_day(right)) > MONTH:
        return False
    return any(
        are_comparable(number, against)
        and min(middle(number), middle(against)) >= TELLING_NUMBER
        and _are_alike(number, against)
        for number in left.numbers
        for against in right.numbers
    )


def _are_alike(left: CountBounds, right: CountBounds) -> bool:
    near, far = sorted((middle(left), middle(right)))
    return near >= ALIKE_NUMBERS * far


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
        return 1.0 - gap / (apart + 1) if gap <= apart and longer <= SHORT_RUN else 0.0
    return run_part(longer, same=(left.first, left.last) == (right.first, right.last), once=apart > 1)


def run_part(longer: int, *, same: bool, once: bool) -> float:
    """How well two runs of days agree that have a day in common, by the days of the longer."""
    agree = max(0.3, 1.0 - 0.14 * log2(longer))
    if same:
        return max(0.5, agree)
    return agree if once or longer <= SHORT_RUN else LITTLE


def _undated(left: Features, right: Features, *, once: bool) -> float:
    """What is known of two days of which one is unknown; more of what happens `once` than of what comes back."""
    meet = windows_meet(left, right)
    if meet is False:
        return 0.0
    if are_in_one_sentence(left, right):
        return 0.7
    if are_beside(left, right) and once:
        return 0.55
    if meet:
        return (0.65 if _are_close(left, right) else 0.5) if once else LITTLE
    return 0.2 if once else 0.05


def _are_close(left: Features, right: Features) -> bool:
    """Whether the days by which two events are told are a day apart or less."""
    return _days_told_apart(left, right) <= 1


def _days_told_apart(left: Features, right: Features) -> int:
    """Days between those by which two events are told; of a run of days its nearer end counts."""
    (begin, end), (start, stop) = (
        (features.first, features.last) if features.told is None else (features.told, features.told)
        for features in (left, right)
    )
    if begin is None or end is None or start is None or stop is None:
        return LONGEST_RUN
    return max(start - end, begin - stop, 0)


def windows_meet(left: Features, right: Features) -> bool | None:
    """Whether the days between which two events must lie have one in common; `None` where one has no bounds."""
    if left.early is None or right.early is None or left.late is None or right.late is None:
        return None
    return left.early <= right.late and right.early <= left.late


def place_part(left: tuple[Spot, ...], right: tuple[Spot, ...]) -> float:
    """How well the places agree, by the best pair; 0 where all are known and none can be the other."""
    if not left or not right:
        return UNKNOWN
    if len(left) == len(right) == 1:
        return spots_part(left[0], right[0])
    return max(spots_part(here, there) for here in left for there in right)


def spots_part(left: Spot, right: Spot) -> float:
    """How well two places agree: 1 for the same, less for what lies near or inside, 0 for two different places."""
    if left.key == right.key:
        return 1.0
    fine, coarse = (left, right) if left.level <= right.level else (right, left)
    if coarse.level >= 2:
        return _inside(fine, coarse)
    if abs(left.latitude - right.latitude) > FAR_DEGREES:
        return 0.0
    return _beside(fine, coarse)


def _beside(left: Spot, right: Spot) -> float:
    """How well two places on the map agree, the finer first."""
    distance = distance_km(left, right)
    if distance <= SAME_SPOT_KM:
        return 0.95
    if left.is_settlement and right.is_settlement:
        return TWO_TOWNS if distance <= NEIGHBOUR_KM else 0.0
    if distance <= NEIGHBOUR_KM:
        return 0.8 - 0.4 * distance / NEIGHBOUR_KM
    return 0.4 if right.level == 1 and distance <= DISTRICT_KM else 0.0


def _inside(fine: Spot, coarse: Spot) -> float:
    if fine.country != coarse.country and fine.country and coarse.country:
        return 0.0
    if coarse.level == 3:
        return 0.3
    if fine.level == 2:
        return 0.0
    return 0.5 if fine.admin1 and fine.admin1 in (coarse.admin1, coarse.name) else 0.0


def distance_km(left: Spot, right: Spot) -> float:
    """Kilometres along the globe."""
    north, south = radians(left.latitude), radians(right.latitude)
    rise, run = (north - south) / 2, radians(left.longitude - right.longitude) / 2
    return 12_742.0 * asin(sqrt(min(1.0, sin(rise) ** 2 + cos(north) * cos(south) * sin(run) ** 2)))


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
        return UNKNOWN_ACTORS
    crossed = rules.allied(mine, theirs, country)
    return 0.5 + 0.3 * crossed if crossed else UNKNOWN


def most_without_days(*, alike: float, actors: float) -> float:
    """The most that two claims without numbers score where their days agree as little as can be, not told as one."""
    known = WEIGHTS["day"] * LITTLE + WEIGHTS["place"] + WEIGHTS["event"] * alike + WEIGHTS["words"]
    return (known + WEIGHTS["actors"] * actors) / UNCOUNTED


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
    if ratio >= ALIKE_NUMBERS:
        return 1.0 if far >= TELLING_NUMBER else 0.8
    return 0.7 if overlap(left, right) else max(0.0, ratio - 0.3)


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
    """How many words two sentences share, of those of the shorter; sentences of four words and fewer say nothing."""
    fewer = min(left.bit_count(), right.bit_count())
    return (left & right).bit_count() / fewer if fewer > 4 else 0.0
