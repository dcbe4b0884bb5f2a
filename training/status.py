"""The weights of the mix of signs of an event's status: `python -m training.status --data DIR` fits and writes them.

It reads sentences written by hand (`benchmarks/gold/status.tsv`) and statuses that a reader gave to events of articles
(`status_read.tsv`, which points into the data folder), cross-validates rules, mix and both, tells what each gives on
sentences kept apart, and writes `status_weights.yaml` of the lexicon. To be run again after the encoder is trained.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click
import numpy as np
from numpy.typing import NDArray

from sayso.base.settings import Settings
from sayso.claim import Claimer
from sayso.claim.stance import CueEffect, said_status
from sayso.claim.status import status_of
from sayso.claim.status_mix import features_of
from sayso.flow.chain import load_chain, read_given, read_reports
from sayso.model import Article, Dropped
from sayso.packs.language import load_language
from sayso.packs.pack import seal_pack

Floats = NDArray[np.float64]

GOLD: Final = Path(__file__).parent.parent / "benchmarks" / "gold"
WRITTEN, APART, READ = "status.tsv", "status_apart.tsv", "status_read.tsv"
STATUSES: Final = ("happened", "ongoing", "attempted", "planned", "possible", "denied")
FOLDS: Final = 5
RIDGE: Final = 0.003
"""Weight of the squared weights; of .001, .003 and .01 the best on what is kept apart."""
HAPPENED: Final = 3.0
"""Weight of an event of articles that the rules left as happened, of which there are four times as many as here."""
LEAST_SEEN: Final = 3
"""Events that a sign must have been seen on."""
SMALL: Final = 0.05
"""Weights below it are left out of the file."""
STEPS, RATE = 400, 0.05
SWEPT: Final = (0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event: where it is from, its kind, statuses that are right, its signs, what the rules say of it."""

    part: str
    kind: str
    right: tuple[int, ...]
    signs: tuple[str, ...]
    ruled: int
    is_silent: bool


def rows_of(path: Path) -> Iterator[list[str]]:
    """The columns of each line of a file of gold, comments left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def written_events(path: Path, part: str) -> Iterator[Event]:
    """The events of sentences written by hand, each read as a report of its own."""
    settings = Settings()
    for kind, statuses, trigger, text in rows_of(path):
        for article in read_given(text.encode(), settings):
            if not isinstance(article, Dropped):
                places = [
                    found.start() for found in re.finditer(rf"\b{re.escape(trigger)}\b", article.text, re.IGNORECASE)
                ]
                yield from _events(article, [(part, kind, statuses, places[-1])])


def read_events(path: Path, data: Path) -> Iterator[Event]:
    """The events that a reader coded in articles of the data folder."""
    coded = defaultdict[str, list[tuple[str, str, str, int]]](list)
    for kind, file, start, _, statuses in rows_of(path):
        coded[file].append(("read", kind, statuses, int(start)))
    for file, events in coded.items():
        for article in read_reports([data / file], Settings()):
            if not isinstance(article, Dropped):
                yield from _events(article, events)


def _events(article: Article, coded: Sequence[tuple[str, str, str, int]]) -> Iterator[Event]:
    chain = load_chain()
    claimer = chain.claim
    assert isinstance(claimer, Claimer)
    scene = claimer.scene_of(chain.mark(article))
    sources = claimer.sources_of(scene)
    for part, kind, statuses, start in coded:
        graph = scene.graph_at(start)
        word = (
            next((at for at, token in enumerate(graph.tokens) if token.start <= start < token.end), None)
            if graph
            else None
        )
        if graph is None or word is None:
            continue
        saying = sources.of_word(word, graph)
        ruled = said_status(
            word,
            graph,
            claimer.lexicon,
            CueEffect(stance=saying.stance, withheld=saying.withheld, cue=saying.cue),
            mix=False,
        )
        reading = status_of(word, graph, claimer.lexicon)
        yield Event(
            part=part, kind=kind, right=tuple(STATUSES.index(status) for status in statuses.split("|")),
            signs=tuple(dict.fromkeys(features_of(word, graph, claimer.lexicon))), ruled=STATUSES.index(ruled.status),
            is_silent=ruled.status == reading.status == "happened" and not reading.words,
        )  # fmt: skip


def signs_of(events: Sequence[Event]) -> list[str]:
    """The signs that were seen often enough, in order."""
    seen = Counter(sign for event in events for sign in event.signs)
    return sorted(sign for sign, times in seen.items() if times >= LEAST_SEEN)


def table(events: Sequence[Event], signs: Sequence[str]) -> Floats:
    """A row an event, a column a sign: 1 where it holds."""
    at = {sign: column for column, sign in enumerate(signs)}
    cells = np.zeros((len(events), len(signs)))
    for row, event in enumerate(events):
        cells[row, [at[sign] for sign in event.signs if sign in at]] = 1.0
    return cells


def chances_of(cells: Floats, weights: Floats) -> Floats:
    """A row an event: the share of each status."""
    energies = cells @ weights
    raised = np.exp(energies - energies.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares


def fit(events: Sequence[Event], signs: Sequence[str]) -> Floats:
    """The weights, a row a sign, that make one of the right statuses of each event most likely (Adam, all at once)."""
    cells, right = table(events, signs), np.zeros((len(events), len(STATUSES)))
    for row, event in enumerate(events):
        right[row, list(event.right)] = 1.0
    worth = np.array([HAPPENED if (event.part, event.kind) == ("read", "happened") else 1.0 for event in events])
    weights, mean, square = (np.zeros((len(signs), len(STATUSES))) for _ in range(3))
    for step in range(1, STEPS + 1):
        shares = chances_of(cells, weights)
        wanted = shares * right
        wanted /= wanted.sum(axis=1, keepdims=True) + 1e-12
        slope = cells.T @ ((shares - wanted) * worth[:, None]) / worth.sum() + RIDGE * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def cross_validated(events: Sequence[Event]) -> Floats:
    """The shares of each event by weights that were fitted without its fold."""
    shares = np.zeros((len(events), len(STATUSES)))
    for fold in range(FOLDS):
        rest = [event for at, event in enumerate(events) if at % FOLDS != fold]
        signs = signs_of(rest)
        shares[fold::FOLDS] = chances_of(table(events[fold::FOLDS], signs), fit(rest, signs))
    return shares


def right_share(events: Sequence[Event], said: Sequence[int]) -> float:
    """Percent of the events whose status is right."""
    return round(100 * sum(status in event.right for event, status in zip(events, said, strict=True)) / len(events), 1)


def by_rules_and_mix(events: Sequence[Event], shares: Floats, sure: float) -> list[int]:
    """The mix's status where the rules are silent and it is sure, the rules' elsewhere."""
    best = shares.argmax(axis=1)
    return [
        int(best[at]) if event.is_silent and shares[at, best[at]] > sure else event.ruled
        for at, event in enumerate(events)
    ]


def tell(name: str, events: Sequence[Event], shares: Floats) -> None:
    """Prints what rules, mix and both give on one part."""
    both = {sure: right_share(events, by_rules_and_mix(events, shares, sure)) for sure in SWEPT}
    rules = right_share(events, [event.ruled for event in events])
    mix = right_share(events, [int(best) for best in shares.argmax(axis=1)])
    click.echo(f"{name}: {len(events)} events, rules {rules}, mix {mix}, both by share {both}")


def as_yaml(signs: Sequence[str], weights: Floats) -> str:
    """The file of the weights: by status, each sign's."""
    lines = [
        "# Weights of the signs of an event's status, by status, for claim/status_mix.py, which names the signs.",
        "# Written by `python -m training.status`, which says what they were fitted on.",
    ]
    for column, status in enumerate(STATUSES):
        lines.append(f"{status}:")
        lines += [
            f"  {_quoted(sign)}: {weights[row, column]:.2f}"
            for row, sign in enumerate(signs)
            if abs(weights[row, column]) >= SMALL
        ]
    return "\n".join(lines) + "\n"


def _quoted(sign: str) -> str:
    return f'"{sign}"' if re.search(r"[^\w]", sign) else sign


@click.command()
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True, help="Data sets.")
def main(data: Path) -> None:
    """Fit the mix, tell what it gives, write it into the lexicon."""
    events = [*written_events(GOLD / WRITTEN, "written"), *read_events(GOLD / READ, data)]
    apart = list(written_events(GOLD / APART, "apart"))
    shares = cross_validated(events)
    for part in ("written", "read"):
        of_part = [at for at, event in enumerate(events) if event.part == part]
        tell(f"{part}, cross-validated", [events[at] for at in of_part], shares[of_part])
    signs = signs_of(events)
    weights = fit(events, signs)
    tell("kept apart", apart, chances_of(table(apart, signs), weights))
    lexicon = load_language("en").lexicon
    (lexicon.folder / "status_weights.yaml").write_text(as_yaml(signs, weights), encoding="utf-8")
    seal_pack(lexicon.folder)
    click.echo(f"wrote {len(signs)} signs to {lexicon.folder / 'status_weights.yaml'}")


if __name__ == "__main__":
    main()
