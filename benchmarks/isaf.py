"""ISAF's press releases on Afghanistan against a coder's line on each: killed, captured, province, day and group.

`python -m benchmarks isaf --data DATA`; `python -m benchmarks.isaf --data DATA [FIELD]` prints every mistake. What
counts as right stands in docs/benchmarks.md.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.core import need, report
from benchmarks.main_event import claims_of
from sayso.model import Claim

RELEASES: Final = "events/isaf_dev.jsonl"
KILLED: Final = ("harm.killed",)
CAPTURED: Final = ("harm.captured", "law.arrest")
GROUPS: Final = {
    "taliban": (("TALIBAN",), r"\btaliban"),
    "haqqani": (("HAQQANI",), "haqqani"),
    "imu": (("IMU",), r"\bimu\b|islamic movement of uzbekistan"),
    "hig": (("HIG",), r"\bhig\b|h[ei]z[bz]-?[ei]?-?\s?islami"),
    "aq": (("AQ",), r"al[- ]?q(?:ae|ai|a|e)da"),
}
"""By the coder's word for a group: the codebook's parties that are it, and its names as releases write them."""
FURTHER: Final = re.compile(r"\b(?:additional|others?|another|further|(?<!than )more(?! than))\b", re.IGNORECASE)
"""Words by which a claim is of people beside those told before ("two additional suspects")."""
ALSO: Final = "also"
"""The same before a verb."""
Gold = Mapping[str, Any]
Test = Callable[[Gold, Sequence[Claim]], bool]


def run(data: Path) -> dict[str, Any]:
    """The shares of releases with each field right, in percent."""
    path = need(data / RELEASES)
    return report("isaf", [path], metrics_of(list(read_releases(path))))


def read_releases(path: Path) -> Iterator[tuple[Gold, tuple[Claim, ...]]]:
    """What the coder wrote on each release, and its claims; none of one that was dropped.

    They are of its text alone, as the day that it was published is not told apart from it.
    """
    for line in path.read_text(encoding="utf-8").splitlines():
        release = json.loads(line)
        yield {**release["gold"], "text": release["text"]}, tuple(claims_of(release["text"]))


def metrics_of(releases: Sequence[tuple[Gold, tuple[Claim, ...]]]) -> dict[str, float]:
    """The share right of each field, over the releases where the coder filled it."""
    metrics = {"releases": float(len(releases))}
    for field, (is_filled, is_right) in FIELDS.items():
        told = [is_right(gold, claims) for gold, claims in releases if is_filled(gold)]
        metrics[field] = 100 * sum(told) / max(1, len(told))
    return metrics


def largest_count(claims: Sequence[Claim], events: Sequence[str]) -> int:
    """The largest lower bound of a count in the claims that something of these types happened; 0 where none is."""
    told = (claim for claim in claims if claim.event in events and claim.status == "happened")
    return max((count.low or 0 for claim in told for count in claim.counts), default=0)


def total_count(claims: Sequence[Claim], events: Sequence[str]) -> int:
    """The sum over the claims of these types that happened; a claim without a number has one."""
    told = [claim for claim in claims if claim.event in events and claim.status == "happened"]
    return sum(max((count.low or 0 for count in claim.counts), default=1) for claim in told)


def people_told(claims: Sequence[Claim], events: Sequence[str]) -> int:
    """The most people that a claim of these types tells of, and the most that one calls further ones, together.

    A claim without a number tells of one, as coders have it: "detained a leader" is one man. What says none tells none.
    """
    told = [claim for claim in claims if claim.event in events and claim.status == "happened"]
    numbers = [(max((count.low or 0 for count in claim.counts), default=1), is_further(claim)) for claim in told]
    return sum(max((number for number, beside in numbers if beside is kind), default=0) for kind in (False, True))


def is_further(claim: Claim) -> bool:
    """Whether a claim is of people beside those told before, by its numbers, its targets or "also"."""
    named = " ".join([*(count.text for count in claim.counts), *(target.text for target in claim.targets)])
    before = claim.sentence.text[: claim.trigger.start - claim.sentence.start].lower().split()[-2:]
    return FURTHER.search(named) is not None or ALSO in before


def provinces_of(claims: Sequence[Claim]) -> list[list[str]]:
    """The provinces of each claim that has a place, folded; empty for a claim whose places lie in none."""
    placed = [claim for claim in claims if claim.places]
    named = [[place.name if place.kind == "region" else place.admin1 for place in claim.places] for claim in placed]
    return [[fold_province(name) for name in names if name] for names in named]


def fold_province(name: str) -> str:
    """The name without what its spellings differ in: Paktya and Paktiya, Sar-e Pul and Sar-i-Pol, Nimroz and Nimruz."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = re.sub(r"[^a-z]", "", re.sub(r"\b(?:province|maidan|maydan)\b", "", plain))
    return re.sub(r"(.)\1+", r"\1", letters.translate(str.maketrans("eoyw", "iuiu")))


def names_group(claims: Sequence[Claim], groups: Sequence[str]) -> bool:
    """Whether each of the coder's groups is an actor or a target of a claim, by its party or in words."""
    fillers = [filler for claim in claims for filler in (*claim.actors, *claim.targets)]
    for group in groups:
        parties, names = GROUPS.get(group, ((), re.escape(group)))
        said = (one.party in parties or re.search(names, f"{one.text} {one.name}", re.IGNORECASE) for one in fillers)
        if not any(said):
            return False
    return True


def first_day(claims: Sequence[Claim]) -> str | None:
    """The first day of the first claim of an event that has one; of an event, so of no mere statement."""
    days = (claim.when.from_day for claim in claims if not claim.event.startswith("statement."))
    return next((day.isoformat() for day in days if day), None)


def _values(gold: Gold, key: str) -> list[str]:
    """What the coder wrote, of which one is a list in one word ("aq;taliban")."""
    return [part for value in gold[key] for part in value.split(";") if part]


def _province_first(gold: Gold, claims: Sequence[Claim]) -> bool:
    wanted = {fold_province(name) for name in _values(gold, "province")}
    return bool(wanted.intersection(*provinces_of(claims)[:1])) if provinces_of(claims) else False


def _province_any(gold: Gold, claims: Sequence[Claim]) -> bool:
    wanted = {fold_province(name) for name in _values(gold, "province")}
    return any(wanted.intersection(told) for told in provinces_of(claims))


def _always(_gold: Gold) -> bool:
    return True


def _any(key: str) -> Callable[[Gold], bool]:
    return lambda gold: bool(gold[key])


def _counts(key: str, count: Callable[[Sequence[Claim], Sequence[str]], int], events: Sequence[str]) -> Test:
    return lambda gold, claims: count(claims, events) == gold[key]


FIELDS: Final[dict[str, tuple[Callable[[Gold], bool], Test]]] = {
    "killed": (_always, _counts("min_killed", largest_count, KILLED)),
    "killed_told": (_any("min_killed"), _counts("min_killed", largest_count, KILLED)),
    "killed_total": (_always, _counts("min_killed", total_count, KILLED)),
    "killed_people": (_always, _counts("min_killed", people_told, KILLED)),
    "captured": (_always, _counts("min_captured", largest_count, CAPTURED)),
    "captured_told": (_any("min_captured"), _counts("min_captured", largest_count, CAPTURED)),
    "captured_total": (_always, _counts("min_captured", total_count, CAPTURED)),
    "captured_people": (_always, _counts("min_captured", people_told, CAPTURED)),
    "province": (lambda gold: bool(_values(gold, "province")), _province_first),
    "province_any": (lambda gold: bool(_values(gold, "province")), _province_any),
    "day": (_always, lambda gold, claims: first_day(claims) == gold["start_date"]),
    "group": (
        lambda gold: bool(_values(gold, "target_group")),
        lambda gold, claims: names_group(claims, _values(gold, "target_group")),
    ),
}
"""By metric: whether the coder filled the field, and whether the claims have it right."""


def show_mistakes(path: Path, fields: Sequence[str]) -> None:
    """Print every release on which one of the fields is wrong, with what the claims say."""
    for gold, claims in read_releases(path):
        wrong = [field for field in fields if FIELDS[field][0](gold) and not FIELDS[field][1](gold, claims)]
        if wrong:
            print("=====", *wrong, "| wanted", {key: gold[key] for key in gold if key != "text"})
            print(gold["text"].strip())
            for claim in claims:
                print("   ", _line(claim))


def _line(claim: Claim) -> str:
    places = [f"{place.text} > {place.admin1}, {place.country} ({place.precision})" for place in claim.places]
    counts = [(count.low, count.high) for count in claim.counts]
    parties = [actor.party for actor in claim.actors], [target.party for target in claim.targets]
    return f"{claim.event} {claim.status} “{claim.trigger.text}” {places} {claim.when.from_day} {counts} {parties}"


if __name__ == "__main__":
    where = Path(sys.argv[sys.argv.index("--data") + 1] if "--data" in sys.argv else "../shared/data")
    show_mistakes(need(where / RELEASES), [name for name in sys.argv[1:] if name in FIELDS] or list(FIELDS))
