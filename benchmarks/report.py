"""One news page against a coder's own list of its claims, slot by slot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from benchmarks.core import need, report
from sayso.flow import claim_reports
from sayso.model import Claim, Dropped
from sayso.settings import Settings

GOLD = Path(__file__).parent / "gold" / "troops-evacuate.yaml"


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
    path = need(data.parent / "reports" / "troops-evacuate.txt")
    text, claims = _claims(path)
    slots = list(compare(text, claims))
    furniture = text.index("About Derick Walton")
    metrics = {
        "slots": float(len(slots)),
        "slots_right": 100 * sum(slot.right for slot in slots) / len(slots),
        "triggers_found": 100 * sum(s.right for s in slots if s.key == "trigger") / sum(s.key == "trigger" for s in slots),
        "claims": float(len(claims)),
        "claims_from_furniture": float(sum(claim.trigger.start >= furniture for claim in claims)),
    }
    return report("report", [path, GOLD], metrics)


def _claims(path: Path) -> tuple[str, tuple[Claim, ...]]:
    published = yaml.safe_load(GOLD.read_text(encoding="utf-8"))["published"]
    for worked in claim_reports([path], Settings(published=published)):
        if isinstance(worked, Dropped):
            raise ValueError(f"{path}: {worked.reason}")
        return worked[0].text, worked[1]
    raise ValueError(f"{path} holds no report")


def compare(text: str, claims: tuple[Claim, ...]) -> Iterator[Slot]:
    """Every slot of the coder's list, in order."""
    for gold in yaml.safe_load(GOLD.read_text(encoding="utf-8"))["claims"]:
        triggers = gold["trigger"] if isinstance(gold["trigger"], list) else [gold["trigger"]]
        label = f"{triggers[0]}#{gold['nth']}"
        spans = [m.span() for t in triggers for m in list(re.finditer(rf"\b{t}\b", text))[gold["nth"] - 1 : gold["nth"]]]
        near = [c for c in claims if any(a < c.trigger.end and c.trigger.start < b for a, b in spans)]
        claim = max(near, key=lambda c: _merit(c, gold), default=None)
        yield Slot(claim=label, key="trigger", wanted=triggers[0], said=claim.trigger.text if claim else "-", right=claim is not None)
        for key in [key for key in gold if key not in ("trigger", "nth")]:
            said = _said(claim, key) if claim else ["-"]
            yield Slot(claim=label, key=key, wanted=str(gold[key]), said=str(said), right=claim is not None and _right(said, gold[key]))


def _merit(claim: Claim, gold: dict[str, Any]) -> int:
    return sum(_right(_said(claim, key), gold[key]) for key in gold if key not in ("trigger", "nth"))


def _right(said: list[object], wanted: object) -> bool:
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


if __name__ == "__main__":
    TEXT, CLAIMS = _claims(Path("../shared/reports/troops-evacuate.txt"))
    for slot in compare(TEXT, CLAIMS):
        print("ok " if slot.right else "NO ", slot.claim, slot.key, "| wanted", slot.wanted, "| said", slot.said)
