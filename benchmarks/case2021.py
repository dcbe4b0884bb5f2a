"""Newspaper snippets with one of thirty labels each, those of CASE 2021 (task 2): is the main event's label right?

`python -m benchmarks case2021 --data DATA`; `python -m benchmarks.case2021 FILE` prints the mistakes on a file of the
same columns. Which claim of a snippet is the main one its salience says, by the rules
of the codebook; how types are called there stands in `gold/case-labels.yaml`. `gold/snippets.yaml` holds snippets of
our own, of which every second is kept apart; they are scored the same way.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from benchmarks.core import need, report
from benchmarks.main_event import claims_of, label_of, weighted_f1
from sayso.model import Claim
from sayso.packs.codebook import load_codebook
from sayso.packs.pack import load_pack

FILE: Final = "events/case2021_dev.tsv"
GOLD: Final = Path(__file__).parent / "gold"
OWN: Final = GOLD / "snippets.yaml"
OTHER: Final = "OTHER"
"""What a snippet is in which no event with a label is found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A short report, its label, and the claims that Sayso makes of it."""

    text: str
    label: str
    claims: Sequence[Claim]

    @property
    def said(self) -> str | None:
        """The label of the main event; `None` where no event has one."""
        return label_of(self.claims, case_label)


def run(data: Path) -> dict[str, Any]:
    """The weighted F1 of the labels in percent, the same if the best of all claims were taken, and what is silent."""
    file = need(data / FILE)
    metrics = metrics_of(list(read_snippets(file)))
    metrics |= {f"own_{name}": value for name, value in metrics_of(_read(tuning_texts())).items()}
    metrics |= {f"own_apart_{name}": value for name, value in metrics_of(_read(own_texts()[0::2])).items()}
    return report("case2021", [file, OWN], metrics)


def read_snippets(file: Path) -> Iterator[Snippet]:
    """The snippets of a table with the columns EventSnippet and SubType, parted by tabs."""
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Snippet(text=row["EventSnippet"], label=row["SubType"], claims=claims_of(row["EventSnippet"]))


def own_texts() -> list[tuple[str, str]]:
    """Our own snippets, label by label: the label and the text; every second is for tuning, the others are apart."""
    own = yaml.safe_load(OWN.read_text(encoding="utf-8"))
    return [(str(label), str(entry["text"])) for label, entries in own.items() for entry in entries]


def tuning_texts() -> list[tuple[str, str]]:
    """Those that are for tuning."""
    return own_texts()[1::2]


def _read(texts: Sequence[tuple[str, str]]) -> list[Snippet]:
    return [Snippet(text=text, label=label, claims=claims_of(text)) for label, text in texts]


def metrics_of(snippets: Sequence[Snippet]) -> dict[str, float]:
    """F1, the share right, both once more if one of a snippet's claims may be chosen, and shares without any."""
    wanted = [snippet.label for snippet in snippets]
    said = [snippet.said or OTHER for snippet in snippets]
    best = [one.label if one.label in _labels(one) else said[at] for at, one in enumerate(snippets)]
    count = max(1, len(snippets))
    return {
        "snippets": float(len(snippets)),
        "f1": weighted_f1(wanted, said),
        "right": 100 * sum(left == right for left, right in zip(wanted, said, strict=True)) / count,
        "f1_best": weighted_f1(wanted, best),
        "no_claim": 100 * sum(not snippet.claims for snippet in snippets) / count,
        "no_event": 100 * sum(snippet.said is None for snippet in snippets) / count,
    }


def _labels(snippet: Snippet) -> set[str | None]:
    return {case_label(claim) for claim in snippet.claims}


def case_label(claim: Claim) -> str | None:
    """What CASE calls a claim of this type by such a doer; `None` for what it has no label for."""
    names = _names()
    label = names["types"].get(claim.event) or names["types"].get(claim.family)
    label = label or names["acled"].get(_sub_event_types().get(claim.event, ""))
    sectors = {actor.sector for actor in claim.actors}
    if label in names["actors"]:
        label = next((name for name, some in names["actors"].items() if sectors & set(some)), label)
    return None if label is None else str(label)


@cache
def _names() -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml.safe_load((GOLD / "case-labels.yaml").read_text(encoding="utf-8"))
    return content


@cache
def _sub_event_types() -> dict[str, str]:
    """ACLED's sub-event type of each type of the codebook that has one."""
    types = load_codebook(load_pack("codebook")).types.values()
    return {event.id: event.acled.sub_event_type for event in types if event.acled}


def show_mistakes(snippets: Sequence[Snippet]) -> None:
    """Print each snippet whose label is not the one said, then the pairs that are mistaken most."""
    pairs = Counter[tuple[str, str]]()
    for snippet in snippets:
        if snippet.said != snippet.label:
            pairs[snippet.label, snippet.said or "none"] += 1
            told = ", ".join(f"{one.event} “{one.trigger.text}” {one.salience}" for one in snippet.claims)
            print(f"{snippet.label} / {snippet.said} | {told} | {snippet.text}")
    for (wanted, said), count in pairs.most_common(40):
        print(f"{count:3} {wanted} read as {said}")


if __name__ == "__main__":
    show_mistakes(list(read_snippets(need(Path(sys.argv[1])))) if len(sys.argv) > 1 else _read(tuning_texts()))
