"""Short cases of status: does one claim on the right word of each text have the right one?"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.cases import Plain, claims_of
from benchmarks.core import need, report

FILE: Final = "cases/status.jsonl"
EITHER: Final = "|"
"""Between triggers, and between statuses, of which any will do."""
LETTERS: Final = 5
"""First letters of a wanted trigger that the claim's must have, so that "captured" is met by "capture"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCase:
    """One short text: the triggers and the statuses of which any will do, and the text's claims."""

    kind: str
    triggers: tuple[str, ...]
    statuses: frozenset[str]
    claims: tuple[Plain, ...]

    @property
    def is_right(self) -> bool:
        """Whether one claim has both."""
        return any(claim["status"] in self.statuses and self._is_on(claim["trigger"]["text"]) for claim in self.claims)

    def _is_on(self, trigger: str) -> bool:
        return any(wanted.casefold()[:LETTERS] in trigger.casefold() for wanted in self.triggers)


def run(data: Path) -> dict[str, Any]:
    """How many cases come out right, all together and by kind."""
    path = need(data / FILE)
    cases = read_status_cases(path)
    done = Counter(case.kind for case in cases)
    right = Counter(case.kind for case in cases if case.is_right)
    metrics = {"right": right.total(), "cases": done.total(), "share": 100 * right.total() / max(1, done.total())}
    metrics |= {f"{kind.replace('-', '_')}_right": right[kind] for kind in sorted(done)}
    return report("status", [path], metrics)


def read_status_cases(path: Path) -> list[StatusCase]:
    """The cases of a file, each with the claims of its text."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    claims = claims_of([(line["text"], line.get("published")) for line in lines])
    return [status_case(line, found) for line, found in zip(lines, claims, strict=True)]


def status_case(line: Plain, claims: Sequence[Plain]) -> StatusCase:
    """The case that a line of the file tells."""
    want = line["want"]
    return StatusCase(
        kind=line["kind"],
        triggers=tuple(want["trigger"].split(EITHER)),
        statuses=frozenset(part for status in want["status"] for part in status.split(EITHER)),
        claims=tuple(claims),
    )
