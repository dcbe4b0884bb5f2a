"""The table of weights and thresholds by which two claims are compared: the one place to change any of them.

The score adds these up (`scoring`); the keys, the most that a pair can score and the merging are worked out from the
same table. Every number was set by hand, by what it did to 55 pairs of claims of the forty articles.

"Swept" tells what becomes of it when one number is moved by itself, as `python -m benchmarks.incidents` measured it on
114 other pairs and on all claims of the forty articles: F1 of what links, 84 as it is, and how many incidents of 5,105
come out otherwise. Weights fitted by logistic regression were no better on pairs kept apart (docs/weighing.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Final

SHORT_DEGREE_KM: Final = 107.0
"""Kilometres of a degree of latitude, rounded down with some to spare (WGS 84: 110.6 at least)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightTable:
    """Weights of the parts, what each part is worth in [0, 1], and the thresholds. Distances in km, spans in days."""

    # What each part weighs in the mean
    day: float = 0.25
    """Swept .2: F1 85, 40 incidents otherwise; .3: F1 84, 59 incidents otherwise."""
    place: float = 0.25
    """Swept .2: F1 84, 83 incidents otherwise; .3: F1 85, 47 incidents otherwise."""
    event: float = 0.15
    """Swept .1: F1 84, 62 incidents otherwise; .2: F1 85, 21 incidents otherwise."""
    actors: float = 0.15
    """Swept .1: F1 82, 62 incidents otherwise; .2: F1 86, 47 incidents otherwise."""
    counts: float = 0.2
    """Weighs only where both claims give a number of the same thing. Swept .15: F1 84, 2 incidents otherwise; .25:
    nothing changes."""
    words: float = 0.08
    """Swept .03: F1 85, 55 incidents otherwise; .13: F1 84, 96 incidents otherwise."""

    # From which score on
    link: float = 0.7
    """The least score by which two claims may be brought into one incident.

    Tuned on 55 pairs of claims from the forty articles, the report and the bulletins, judged by hand, from two
    sentences each and drawn evenly over the scores from .55 (swept .60 to .80 by .02; F1 .75 at .70, .72 at .72, .71 at
    .74).

    Swept .65: F1 86, 254 incidents otherwise; .75: F1 79, 351 incidents otherwise.
    """
    floor: float = 0.5
    """The least score of every pair in an incident: the complete-linkage check. Swept .45: F1 84, 6 incidents
    otherwise; .55: F1 84, 8 incidents otherwise."""
    margin: float = 0.03
    """By how much a claim without a day or place must fit one group better than the next to join it. Swept .015: F1 84,
    3 incidents otherwise; .045: nothing changes."""

    # What days are worth
    run_loss: float = 0.14
    """How much less a run of days is worth than a day, for each time that it is twice as long. Swept .09: F1 84, 2
    incidents otherwise; .19: F1 84, 6 incidents otherwise."""
    least_run: float = 0.3
    """What the longest run of days is worth that has a day in common with another. Swept .25: nothing changes; .35: F1
    84, 1 incident otherwise."""
    least_same_run: float = 0.5
    """What the longest run of days is worth that is the same as another. Swept .45: nothing changes; .55: F1 84, 1
    incident otherwise."""
    little: float = 0.1
    """What days are worth of what comes back every day, where one is unknown or sums up many. Swept .05: F1 83, 19
    incidents otherwise; .15: F1 85, 11 incidents otherwise."""
    in_sentence: float = 0.7
    """What a day that one claim lacks is worth in one sentence. Swept .65: F1 84, 8 incidents otherwise; .75: F1 84, 26
    incidents otherwise."""
    close_by: float = 0.55
    """What it is worth within `beside_chars` in one article, of what happens once. Swept .5: F1 84, 14 incidents
    otherwise; .6: F1 84, no incident otherwise."""
    told_close: float = 0.65
    """What it is worth where bounds meet and the days by which both are told are `close_days` apart at most; once.
    Swept .6: F1 84, 2 incidents otherwise; .7: F1 84, 3 incidents otherwise."""
    told_once: float = 0.5
    """What it is worth where bounds meet, of what happens once. Swept .45: F1 84, 1 incident otherwise; .55: F1 84, 1
    incident otherwise."""
    unbound_once: float = 0.2
    """What it is worth where nothing bounds the one, of what happens once. Swept .15 and .25: nothing changes."""
    unbound: float = 0.05
    """What it is worth where nothing bounds the one, of what comes back every day. Swept .025 and .075: nothing
    changes."""

    # What places are worth
    no_place: float = 0.4
    """Where one of the two names none. Swept .35: F1 84, 14 incidents otherwise; .45: F1 85, 35 incidents otherwise."""
    same_spot: float = 0.95
    """Up to `same_spot_km`. Swept .9 and 1: nothing changes."""
    near: float = 0.8
    """A site, or what is said to lie near, in no distance from the place. Swept .75: F1 84, 2 incidents otherwise; .85:
    nothing changes."""
    near_loss: float = 0.4
    """How much less that is worth at `neighbour_km`. Swept .35 and .45: nothing changes."""
    two_towns: float = 0.15
    """Two towns within `neighbour_km`, and only with the same telling number: reports of the 2,000 encircled name the
    one or the other. Without it, what happens in two towns is two things, even on one day. Swept .1 and .2: nothing
    changes."""
    in_district: float = 0.4
    """A place in a district up to `district_km` off, whose borders are not known. Swept .35 and .45: nothing
    changes."""
    in_region: float = 0.5
    """Swept .45: nothing changes; .55: F1 84, 3 incidents otherwise."""
    in_country: float = 0.3
    """Swept .25 and .35: nothing changes."""

    # What actors are worth
    no_actors: float = 0.5
    """Where one of the two names none. Swept .45: F1 86, 16 incidents otherwise; .55: F1 85, 25 incidents otherwise."""
    crossed: float = 0.5
    """Where one names who did it and the other to whom, of one side: the least, with `crossed_gain` for that side.
    Swept .45: F1 84, 2 incidents otherwise; .55: nothing changes."""
    crossed_gain: float = 0.3
    """Swept .25: F1 84, 2 incidents otherwise; .35: nothing changes."""
    crossed_apart: float = 0.4
    """The same, of two sides. Swept .35 and .45: nothing changes."""

    # What numbers are worth
    few: float = 0.8
    """Numbers alike, below `telling_number`. Swept .75 and .85: nothing changes."""
    meeting: float = 0.7
    """Numbers unlike whose bounds share a number. Swept .65 and .75: nothing changes."""
    ratio_loss: float = 0.3
    """By how much less than the share of the one number in the other two are worth whose bounds share none. Swept .25
    and .35: nothing changes."""

    # Limits
    beside_chars: int = 400
    """Characters of one article between two claims within which the one without a day is likely told of the same. Swept
    200: F1 82, 39 incidents otherwise; 800: F1 86, 19 incidents otherwise."""
    close_days: int = 1
    """Days between those by which two claims are told, for them to be told close. Swept 0: nothing changes; 2: F1 84, 2
    incidents otherwise."""
    told_days: int = 3
    """Days between an event and the day by which a claim without a day is told, or between two such, to meet. Swept 1:
    F1 83, 8 incidents otherwise; 6: F1 84, 14 incidents otherwise."""
    short_run: int = 3
    """Days of a run up to which what comes back every day is one event; a longer one sums up many. Swept 1: F1 85, 5
    incidents otherwise; 6: F1 84, 1 incident otherwise."""
    longest_run: int = 31
    """Days of a run by which a claim can meet another at a place; one on a year meets by article, number, sentence.
    Swept 15: F1 82, 20 incidents otherwise; 62: F1 84, 7 incidents otherwise."""
    month: int = 30
    """Days within which an equal number without a common place can be of one incident. Swept 15: F1 83, 2 incidents
    otherwise; 60: nothing changes."""
    same_spot_km: float = 1.0
    """Swept .5 and 2: nothing changes."""
    neighbour_km: float = 10.0
    """Up to here a site, or what is said to lie near, can be the place; farther apart they are two places. Swept 5: F1
    84, 13 incidents otherwise; 20: F1 84, 3 incidents otherwise."""
    district_km: float = 30.0
    """Swept 15 and 60: nothing changes."""
    most_spots: int = 4
    """Places of one claim by which it can meet another: a longer list ("fighting in …") tells of many events. Swept 2:
    F1 84, 4 incidents otherwise; 8: nothing changes."""
    telling_number: int = 5
    """The least number that tells an incident: that two people died is said of many. Swept 2: F1 84, 3 incidents
    otherwise; 10: F1 84, 6 incidents otherwise."""
    alike_numbers: float = 0.9
    """The least share of one number in the other by which they are told as one: news rounds figures by a tenth. Swept
    .85: nothing changes; .95: F1 84, 2 incidents otherwise."""
    few_words: int = 4
    """Words of a sentence up to which words shared with another say nothing. Swept 2: nothing changes; 8: F1 83, 58
    incidents otherwise."""

    all: float = field(init=False)
    """What all parts weigh together."""
    uncounted: float = field(init=False)
    """What the parts of a score without numbers weigh together."""
    most_two_spots: float = field(init=False)
    """The most that two places are worth that are neither one spot nor two towns."""
    most_told_once: float = field(init=False)
    """The most that a day which one claim lacks is worth where bounds meet, of what happens once."""
    far_degrees: float = field(init=False)
    """Degrees of latitude that are more than any place is near, 111 km each: saves working out the distance."""

    def __post_init__(self) -> None:
        """Works out what follows from the numbers."""
        both = sum(self.parts().values())
        object.__setattr__(self, "all", both)
        object.__setattr__(self, "uncounted", both - self.counts)
        object.__setattr__(self, "most_two_spots", max(self.near, self.in_district, self.in_region, self.in_country))
        object.__setattr__(self, "most_told_once", max(self.told_close, self.told_once))
        object.__setattr__(self, "far_degrees", max(self.district_km, self.neighbour_km) / SHORT_DEGREE_KM)

    def parts(self) -> Mapping[str, float]:
        """What each part weighs by name, in the order in which a score lists them."""
        return {name: getattr(self, name) for name in PARTS}

    def numbers(self) -> tuple[int | float, ...]:
        """All numbers of the table in its order: what a name that stands for the table rests on."""
        return tuple(getattr(self, each.name) for each in fields(self) if each.init)


PARTS: Final = ("day", "place", "event", "actors", "counts", "words")
"""The parts of a score."""
TABLE: Final = WeightTable()
"""The table in force."""
ROUNDING: Final = 1e-9
"""By how much two ways of adding up one score may differ: by reasoning, sums of six products in [0, 1]."""
