"""Changes of who holds a town, from articles on a war, against a list that says so from day to day.

`python -m benchmarks control --articles DIR --truth FILE`; `python -m benchmarks.control DIR FILE` prints every change,
found, missed and false, with the claims behind it. What counts as a town, a change and a find stands in
docs/benchmarks.md.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from benchmarks.control_list import Town, read_towns
from benchmarks.control_reading import read_articles
from benchmarks.core import need, report
from sayso.base.ids import place_key
from sayso.model import Claim, Control, ControlAssertion, ControlPlace
from sayso.packs.codebook import Codebook, load_codebook
from sayso.packs.pack import load_pack
from sayso.weigh.control.assertions import assertions_of
from sayso.weigh.control.sides import Sides
from sayso.weigh.control.weighing import area_key, control_of, keys_of, places_held

NEAR_DAYS: Final = 3
"""The measure's own limit: a change is found if ours lies so many days from it at most."""
NEAR_KM: Final = 10.0
"""A place of ours and a town of the list with the same name are one if they lie no farther apart: the list rounds
coordinates to 0.01 degrees, and gazetteers differ by a few kilometres on where a town's centre is."""
LEAST_NAMED: Final = 3
LIST: Final = "control/wikipedia_town_control_runs.csv"
ARTICLES: Final = "articles/ukraine"
SIDES: Final = {"ukraine/ukrainian": "ukrainian", "ukraine/russian": "russian"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A day from which a town has another holder; `since` is the first day on which that may have happened."""

    town: str
    holder: str
    since: date
    day: date

    def is_near(self, other: Change) -> bool:
        """Whether two changes to one holder lie within the limit."""
        gap = max((self.since - other.day).days, (other.since - self.day).days, 0)
        return self.town == other.town and self.holder == other.holder and gap <= NEAR_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One town: the list's changes and ours, and the days on which both say something."""

    town: Town
    runs: tuple[Control, ...]
    found: tuple[tuple[Change, Change], ...]
    missed: tuple[Change, ...]
    false: tuple[Change, ...]
    days: int
    known: int
    right: int
    both_held: int
    same_holder: int


def run(data: Path) -> dict[str, Any]:
    """The result on the articles and the list below `data`."""
    return run_on(need(data / ARTICLES), need(data / LIST))


def run_on(articles: Path, truth: Path) -> dict[str, Any]:
    """Scores of the changes, of the days, and how many there are of each."""
    return report("control", [articles, truth], metrics_of(compare_all(articles, truth)))


def metrics_of(compared: Sequence[Compared]) -> dict[str, float]:
    """Precision, recall and F1 of changes, and shares of town-days, in percent."""
    found, missed, false = (sum(len(getattr(one, key)) for one in compared) for key in ("found", "missed", "false"))
    precision, recall = 100 * found / max(1, found + false), 100 * found / max(1, found + missed)
    days, known, right, both, same = (
        sum(getattr(one, key) for one in compared) for key in ("days", "known", "right", "both_held", "same_holder")
    )
    return {
        "towns": float(len(compared)),
        "changes": float(found + missed),
        "changes_said": float(found + false),
        "p": precision,
        "r": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "days_right": 100 * right / max(1, known),
        "days_known": 100 * known / max(1, days),
        "days_same_holder": 100 * same / max(1, both),
    }


def compare_all(articles: Path, truth: Path) -> list[Compared]:
    """Every town of the list that the articles name often enough, compared."""
    said, codebook = read_articles(articles), load_codebook(load_pack("codebook"))
    towns = read_towns(truth)
    named = [town.until(said.last_day()) for town in towns if said.times_named(town, towns) >= LEAST_NAMED]
    held = places_held(said.claims, codebook)
    filed: dict[str, list[Claim]] = {}
    for claim in said.claims:
        for key in keys_of(claim, codebook):
            filed.setdefault(key, []).append(claim)
    return [_compare(town, place_of(town, held, filed), filed, codebook) for town in named if town.runs]


def place_of(town: Town, held: Sequence[ControlPlace], filed: Mapping[str, Sequence[Claim]]) -> ControlPlace | None:
    """The place of ours that is a town of the list: same name and near; of several, the one that most is said of."""
    near = [place for place in held if town.is_at(place.name, place.latitude, place.longitude, within_km=NEAR_KM)]
    return max(near, key=lambda place: (len(filed.get(place_key(place), ())), repr(place)), default=None)


def _compare(
    town: Town, place: ControlPlace | None, filed: Mapping[str, Sequence[Claim]], codebook: Codebook
) -> Compared:
    keys = {place_key(place), area_key(place)} if place else set()
    claims = [claim for key in sorted(key for key in keys if key) for claim in filed.get(key, ())]
    runs = control_of(place, claims, codebook=codebook) if place else ()
    tellings = assertions_of(claims, place, codebook) if place else ()
    wanted, ours = (
        changes_listed(town),
        changes_said(town, runs, tellings, Sides(parties=codebook.parties, country="UA")),
    )
    found: list[tuple[Change, Change]] = []
    left = list(ours)
    for change in wanted:
        match = min((one for one in left if one.is_near(change)), key=lambda one: one.day, default=None)
        if match:
            found.append((change, match))
            left.remove(match)
    matched = {id(change) for change, _ in found}
    return Compared(
        town=town,
        runs=tuple(runs),
        found=tuple(found),
        missed=tuple(change for change in wanted if id(change) not in matched),
        false=tuple(change for change in left if _is_judged(change, town)),
        **_count_days(town, runs, Sides(parties=codebook.parties, country="UA")),
    )


def changes_listed(town: Town) -> list[Change]:
    """Days on which the list gives a town to another side; a town that it first knows as contested was Ukraine's."""
    found: list[Change] = []
    holder = "ukrainian" if town.runs and town.runs[0].label == "contested" else None
    before = None
    for one in town.runs:
        if one.label != "contested":
            if holder not in (None, one.label):
                since = before.last + timedelta(days=1) if before else one.first
                found.append(Change(town=town.name, holder=one.label, since=since, day=one.first))
            holder = one.label
        before = one
    return found


def changes_said(
    town: Town, runs: Sequence[Control], tellings: Sequence[ControlAssertion], sides: Sides
) -> list[Change]:
    """Days from which we have a town held by another side than before.

    The first holder that is known is a change only if somebody says on that day that the place was taken.
    """
    takings = {told.to_day for told in tellings if told.kind == "gains"}
    found: list[Change] = []
    holder = None
    for one in runs:
        side = SIDES.get(sides.side_of(one.holder, one.from_day)) if one.holder else None
        if side is None or side == holder:
            continue
        if holder is not None or one.from_day in takings:
            found.append(Change(town=town.name, holder=side, since=one.from_day, day=one.from_day))
        holder = side
    return found


def _is_judged(change: Change, town: Town) -> bool:
    """Whether the list tells that a change of ours is false: it lies inside the list's days for the town, and the list
    does not have the place with the same holder from about that day, be it out of a contest or as its first entry."""
    limit = timedelta(days=NEAR_DAYS)
    if not town.runs[0].first - limit <= change.day <= town.runs[-1].last + limit:
        return False
    return not any(run.label == change.holder and abs(run.first - change.day) <= limit for run in town.runs)


def _count_days(town: Town, runs: Sequence[Control], sides: Sides) -> dict[str, int]:
    """Days of the list, those on which we say something, and those on which we say the same."""
    labels = dict(town.days())
    counts = {"days": len(labels), "known": 0, "right": 0, "both_held": 0, "same_holder": 0}
    for one in runs:
        if one.standing == "unknown":
            continue
        side = SIDES.get(sides.side_of(one.holder, one.from_day)) if one.holder else None
        said = "contested" if one.standing == "contested" else side
        day, last = one.from_day, one.to_day or max(labels, default=one.from_day)
        while day <= last:
            if day in labels:
                counts["known"] += 1
                counts["right"] += labels[day] == said
                counts["both_held"] += side is not None and labels[day] != "contested"
                counts["same_holder"] += side is not None and labels[day] == side
            day += timedelta(days=1)
    return counts


def show(articles: Path, truth: Path) -> None:
    """Print every change that is found, missed or false, and of the latter the runs of the town with their claims."""
    compared = compare_all(articles, truth)
    claims = {claim.id: claim for claim in read_articles(articles).claims}
    for one in sorted(compared, key=lambda one: one.town.name):
        lines = [f"found  {change.holder} {change.since}..{change.day} as {ours.day}" for change, ours in one.found]
        lines += [f"MISSED {change.holder} {change.since}..{change.day}" for change in one.missed]
        lines += [f"FALSE  {change.holder} {change.day}" for change in one.false]
        if lines:
            print(f"\n== {one.town.name}", *lines, sep="\n   ")
        if one.missed or one.false:
            _show_runs(one.runs, claims)
    print(metrics_of(compared))


def _show_runs(runs: Sequence[Control], claims: Mapping[str, Claim]) -> None:
    shown: set[str] = set()
    for run in runs:
        print(f"      {run.from_day}..{run.to_day} {run.holder} {run.standing} {' '.join(run.said_by)}")
        for claim in (claims[name] for name in run.claims if name not in shown):
            shown.add(claim.id)
            days = f"{claim.when.from_day}..{claim.when.to_day}"
            told = claim.sentence.text[:150]
            print(f"         {claim.event} {claim.trigger.text!r} {claim.status} {days}: {told!r}")


if __name__ == "__main__":
    show(Path(sys.argv[1]), Path(sys.argv[2]))
