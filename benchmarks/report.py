"""One news page against a coder's own list of its claims, slot by slot."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from benchmarks.core import need, report
from benchmarks.errors import CannotMeasure
from sayso.base.settings import Settings
from sayso.flow.chain import claim_reports
from sayso.model import Claim, Dropped

GOLD = Path(__file__).parent / "gold" / "troops-evacuate.yaml"
FURNITURE = "About Derick Walton"
"""The page's words from which on nothing is report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One slot of one claim: what the coder wrote and what Sayso says."""

    claim: str
    key: str
    wanted: str
    said: str
    right: bool


def run(data: Path) -> dict[str, Any]:
    """The share of the coder's slots that are right, of triggers found, and claims made from the page's furniture."""
    path = page_of(data)
    text, claims = _claims(path)
    slots = list(compare(text, claims))
    triggers = [slot for slot in slots if slot.key == "trigger"]
    furniture = text.index(FURNITURE)
    metrics = {
        "slots": float(len(slots)),
        "slots_right": _percent_right(slots),
        "triggers_found": _percent_right(triggers),
        "claims": float(len(claims)),
        "claims_from_furniture": float(sum(claim.trigger.start >= furniture for claim in claims)),
    }
    return report("report", [path, GOLD], metrics)


def page_of(data: Path) -> Path:
    """The page, which lies beside the folder of the data sets. Raises `CannotMeasure` if it is not there."""
    return need(data.parent / "reports" / "troops-evacuate.txt")


def _percent_right(slots: Sequence[Slot]) -> float:
    return 100 * sum(slot.right for slot in slots) / len(slots)


def _claims(path: Path) -> tuple[str, tuple[Claim, ...]]:
    """The page's text as it was read, and its claims."""
    published = yaml.safe_load(GOLD.read_text(encoding="utf-8"))["published"]
    for worked in claim_reports([path], Settings(published=published)):
        if isinstance(worked, Dropped):
            raise CannotMeasure(f"{path} was dropped: {worked.reason}")
        return worked[0].text, worked[1]
    raise CannotMeasure(f"{path} holds no report")


def compare(text: str, claims: tuple[Claim, ...]) -> Iterator[Slot]:
    """Every slot of the coder's list, in order."""
    for gold in yaml.safe_load(GOLD.read_text(encoding="utf-8"))["claims"]:
        triggers = _trigger_words(gold)
        label = f"{triggers[0]}#{gold['nth']}"
        claim = _best_claim(claims, _trigger_spans(text, gold), gold)
        told = claim.trigger.text if claim else "-"
        yield Slot(claim=label, key="trigger", wanted=triggers[0], said=told, right=claim is not None)
        for key in _keys(gold):
            said = _said(claim, key) if claim else list[object](["-"])
            right = claim is not None and _is_right(said, gold[key])
            yield Slot(claim=label, key=key, wanted=str(gold[key]), said=str(said), right=right)


def _trigger_words(gold: dict[str, Any]) -> list[str]:
    return gold["trigger"] if isinstance(gold["trigger"], list) else [gold["trigger"]]


def _trigger_spans(text: str, gold: dict[str, Any]) -> list[tuple[int, int]]:
    """Where the nth of each trigger word stands."""
    stretches = [[found.span() for found in re.finditer(rf"\b{word}\b", text)] for word in _trigger_words(gold)]
    return [found[gold["nth"] - 1] for found in stretches if len(found) >= gold["nth"]]


def _best_claim(claims: Sequence[Claim], spans: Sequence[tuple[int, int]], gold: dict[str, Any]) -> Claim | None:
    """The claim with the most slots right among those whose trigger overlaps one of the spans."""
    near = [c for c in claims if any(start < c.trigger.end and c.trigger.start < end for start, end in spans)]
    return max(near, key=lambda c: sum(_is_right(_said(c, key), gold[key]) for key in _keys(gold)), default=None)


def _keys(gold: dict[str, Any]) -> list[str]:
    """The slots that the coder filled, but for the trigger by which the claim is found."""
    return [key for key in gold if key not in ("trigger", "nth")]


def _is_right(said: list[object], wanted: object) -> bool:
    """Whether one of the values said is one of those wanted; of strings, whether it holds it, whatever the case."""
    accepted = wanted if isinstance(wanted, list) else [wanted]
    if accepted == [""]:
        return said == []
    return any(
        (isinstance(one, str) and isinstance(other, str) and one.casefold() in other.casefold()) or one == other
        for one in accepted
        for other in said
    )


def _said(claim: Claim, key: str) -> list[object]:
    """What the claim says in this slot, as the values that would be right if the coder wrote one of them."""
    head = claim.sources[:1]
    found: dict[str, list[object]] = {
        "event": [claim.event],
        "status": [claim.status],
        "actor": [actor.party for actor in claim.actors],
        "target": [actor.party for actor in claim.targets],
        "place": [f"{place.text} {place.name or ''}" for place in claim.places],
        "from": _day(claim.when.from_day),
        "to": _day(claim.when.to_day),
        "low": [count.low for count in claim.counts],
        "high": [count.high for count in claim.counts],
        "source": [f"{source.text} {source.name}" for source in head],
        "party": [source.party for source in head],
        "via": [source.name for source in claim.sources[1:]],
    }
    return found[key]


def _day(day: date | None) -> list[object]:
    return [day] if day else []


def show_slots(data: Path) -> None:
    """Print every slot of the coder's list beside what is said in it."""
    for slot in compare(*_claims(page_of(data))):
        print("ok " if slot.right else "NO ", slot.claim, slot.key, "| wanted", slot.wanted, "| said", slot.said)


if __name__ == "__main__":
    show_slots(Path(sys.argv[sys.argv.index("--data") + 1] if "--data" in sys.argv else "../shared/data"))
