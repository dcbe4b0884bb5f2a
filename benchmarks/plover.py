"""PLOVER's gold records: is a sentence's event category right, and the party to whom it is done?

`python -m benchmarks plover --data DATA`; `python -m benchmarks.plover FILE` prints the mistakes. The category said is
what the codebook calls the type of the most salient claim in PLOVER; the records are of an older version of it, whose
names are told as those of the newer one. What counts as right stands in docs/benchmarks.md.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from benchmarks.core import need, percent, report
from benchmarks.main_event import claims_of, label_of, main_of
from sayso.model import Claim
from sayso.packs.codebook import load_codebook
from sayso.packs.pack import load_pack

FILE: Final = "events/plover_gold_records.json"
NOW: Final = {"DEMAND": "REQUEST", "FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
"""What categories of the records are called since 2021 (PLOVER's manual, as used for POLECAT)."""
CODE: Final = 3
"""Letters of the code of a state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A coded sentence, and the claims that Sayso makes of it."""

    text: str
    category: str
    targets: frozenset[str]
    """The states to whom it is done, by their codes."""
    claims: Sequence[Claim]

    @property
    def said(self) -> str | None:
        """The category of the main event; `None` where no claim has one."""
        return label_of(self.claims, category_of)

    @property
    def has_target(self) -> bool:
        """Whether one of the coder's targets is a target of the main event."""
        main = main_of(self.claims, category_of)
        return main is not None and bool(self.targets & {target.party for target in main.targets})


def run(data: Path) -> dict[str, Any]:
    """The share of categories that are right, by the main claim and by any, and of target parties, in percent."""
    file = need(data / FILE)
    return report("plover", [file], metrics_of(list(read_records(file))))


def read_records(file: Path) -> Iterator[Record]:
    """The records of the file, but for the first, which documents it."""
    for plain in json.loads(file.read_text(encoding="utf-8"))[1:]:
        category = NOW.get(plain["event"], plain["event"])
        yield Record(
            text=plain["text"], category=category, targets=_states(plain.get("target")), claims=claims_of(plain["text"])
        )


def _states(coded: Any) -> frozenset[str]:
    """The codes of states among those coded; `SRC` names those who do it again, and is none."""
    rows: list[Mapping[str, Any]] = [row for row in coded if isinstance(row, dict)] if isinstance(coded, list) else []
    codes = (str(row.get("code", "")) for row in rows)
    return frozenset(code for code in codes if len(code) == CODE and code.isupper())


def metrics_of(records: Sequence[Record]) -> dict[str, float]:
    """What is right, in percent; targets are asked for where the category is right and the coder names a state."""
    right = [record for record in records if record.said == record.category]
    targeted = [record for record in right if record.targets]
    any_right = sum(record.category in {category_of(claim) for claim in record.claims} for record in records)
    return {
        "records": float(len(records)),
        "category": percent(len(right), len(records)),
        "category_of_any": percent(any_right, len(records)),
        "no_category": percent(sum(record.said is None for record in records), len(records)),
        "targeted": float(len(targeted)),
        "target": percent(sum(record.has_target for record in targeted), len(targeted)),
    }


def category_of(claim: Claim) -> str | None:
    """What PLOVER calls a claim of this type; `None` for what it has no category for."""
    return _categories().get(claim.event)


@cache
def _categories() -> dict[str, str]:
    types = load_codebook(load_pack("codebook")).types.values()
    return {event.id: event.plover.event for event in types if event.plover}


def show_mistakes(records: Sequence[Record]) -> None:
    """Print each record whose category or target is wrong."""
    for record in records:
        if record.said != record.category or (record.targets and not record.has_target):
            told = [(claim.event, claim.trigger.text, [one.party for one in claim.targets]) for claim in record.claims]
            print(f"{record.category} / {record.said} | wanted {sorted(record.targets)} | {told} | {record.text}")


if __name__ == "__main__":
    show_mistakes(list(read_records(need(Path(sys.argv[1])))))
