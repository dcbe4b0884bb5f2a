"""The weights of an article's main event: `python -m training.salience --data DATA --data CODED [--write]`.

A headline says which event its report is about. So the main event of a coded document is that of its coded claims in
the title, where the body tells it again (`coded/retold.json`); the signs are of the body alone. Of the snippets that
were written for it (`benchmarks/gold/snippets.yaml`, the half for tuning) it is that of the type of their label. What
is told is how often the most salient event of Sayso's is the main one, cross-validated by document, and how often the
first one is.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import click
import numpy as np

from benchmarks.case2021 import case_label, tuning_texts
from benchmarks.claims import FILE as CODED
from benchmarks.claims import TEXTS, match
from benchmarks.logistic import fit_choice
from sayso.base.codec import claim_to_dict
from sayso.base.settings import Settings
from sayso.claim import Claimer
from sayso.claim.salience import Signs, events_of, signs_of_events
from sayso.claim.scene import Scene
from sayso.flow.chain import load_chain, read_given, read_reports
from sayso.model import Claim, Dropped
from sayso.packs.language import load_language
from sayso.packs.pack import BUNDLED, load_pack
from sayso.packs.sureness_rules import SALIENCE, chances_among
from training.retelling import RETOLD
from training.sign_weights import columns_of, signs_seen, write_weights

FOLDS: Final = 11
RIDGE: Final = 2.0
"""Weight of the squared weights; 1, 2 and 4 swept by cross-validation."""
OF_TYPES: Final = 3.0
"""How much more the weight of a single type costs: there are many, each of few events. By reasoning, not swept."""
STEPS: Final = 300
LEAST_SEEN: Final = 4
"""Events of which a sign must be told."""
TITLE: Final = 3.0
"""What the title is worth, in log odds: it says what the fit is by, and cannot be fitted. By reasoning, not swept."""
HEAD: Final = """\
# Which event of an article is the one to code where only one is: `weights` of signs, in log odds, for
# claim/salience.py, which says what the signs are. Written by `python -m training.salience`; a weight may be changed
# by hand.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The events of a report in text order, with their signs, and which of them is the main one."""

    name: str
    signs: Sequence[Signs]
    is_main: Sequence[bool]


class Reader:
    """Reads reports into scenes and claims."""

    def __init__(self) -> None:
        self.chain = load_chain(None)
        self.claimer = Claimer(load_pack("codebook"), load_language("en"))

    def documents(self, data: Path) -> Iterator[Told]:
        """The coded documents whose title tells one of their events that the body tells again, and Sayso finds."""
        lines = map(json.loads, (data / CODED).read_text(encoding="utf-8").splitlines())
        coded = {line["doc"]: line["claims"] for line in lines}
        retold = json.loads(RETOLD.read_text(encoding="utf-8"))
        for article in read_reports([data / TEXTS], Settings()):
            name = "" if isinstance(article, Dropped) else Path(article.path or "").stem
            if not isinstance(article, Dropped) and name in coded:
                scene = self.claimer.scene_of(self.chain.mark(article))
                told = _of_document(name, coded[name], retold[name], list(self.claimer(scene.reading)), scene)
                if any(told.is_main):
                    yield told

    def snippets(self) -> Iterator[Told]:
        """The snippets for tuning in which an event of their label is found."""
        for number, (label, text) in enumerate(tuning_texts()):
            for article in read_given(json.dumps({"text": text}).encode(), Settings()):
                if isinstance(article, Dropped):
                    continue
                scene = self.claimer.scene_of(self.chain.mark(article))
                events = events_of(self.claimer(scene.reading))
                is_main = [any(case_label(claim) == label for claim in event) for event in events]
                if any(is_main):
                    yield Told(name=f"{label} {number}", signs=signs_of_events(events, scene), is_main=is_main)


def _of_document(
    name: str, coded: Sequence[Mapping[str, Any]], retold: Sequence[Sequence[int]], claims: list[Claim], scene: Scene
) -> Told:
    text = unicodedata.normalize("NFC", scene.text)
    in_title = {row for row, gold in enumerate(coded) if scene.is_in_title(text.index(gold["at"]))}
    main = in_title.union(*(group for group in retold if in_title & set(group)))
    body = [claim for claim in claims if not scene.is_in_title(claim.trigger.start)]
    ids = {claim.id for claim in body}
    body = [claim if claim.retells in ids else replace(claim, retells=None) for claim in body]
    met = match({"doc": name, "claims": coded}, text, [claim_to_dict(claim) for claim in body]).met
    wanted = {body[column].id for row, (column, _) in met.items() if row in main}
    events = events_of(body)
    is_main = [any(claim.id in wanted for claim in event) for event in events]
    return Told(name=name, signs=signs_of_events(events, scene), is_main=is_main)


def fit(some: Sequence[Told]) -> dict[str, float]:
    """The weights under which the main events are most likely."""
    choices = [signs for one in some for signs in one.signs]
    names = [name for name in signs_seen(choices, LEAST_SEEN) if name != "title"]
    wanted = np.array([float(is_main) for one in some for is_main in one.is_main])
    ridge = np.array([RIDGE * (OF_TYPES if name.startswith("type_") else 1) for name in names])
    weights = fit_choice(columns_of(choices, names), [len(one.signs) for one in some], wanted, ridge=ridge, steps=STEPS)
    return dict(zip(names, weights.tolist(), strict=True))


def is_right(told: Told, weights: Mapping[str, float]) -> bool:
    """Whether the most salient event is the main one."""
    chances = chances_among(told.signs, weights)
    return told.is_main[max(range(len(chances)), key=chances.__getitem__)]


def cross_validated(every: Sequence[Told]) -> list[bool]:
    """Whether each is right by weights that were not fitted on it."""
    right = [False] * len(every)
    for fold in range(FOLDS):
        weights = fit([one for at, one in enumerate(every) if at % FOLDS != fold])
        for at in range(fold, len(every), FOLDS):
            right[at] = is_right(every[at], weights)
    return right


@click.command()
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True, multiple=True)
@click.option("--write", is_flag=True, help="Write the weights to the codebook.")
def main(data: Sequence[Path], *, write: bool) -> None:
    """Cross-validate the weights by document, print what they give, and write those fitted on all."""
    reader = Reader()
    documents = sorted((one for folder in data for one in reader.documents(folder)), key=lambda one: one.name)
    every = [*documents, *reader.snippets()]
    right = cross_validated(every)
    for name, part in (("documents", slice(len(documents))), ("snippets", slice(len(documents), None))):
        some, found = every[part], sum(right[part])
        events = sum(len(one.signs) for one in some) / max(1, len(some))
        firsts = sum(one.is_main[0] for one in some)
        print(f"{len(some)} {name} of {events:.1f} events: {found} right; the first event would be {firsts} times")
    weights = {**fit(every), "title": TITLE}
    for name, weight in sorted(weights.items(), key=lambda one: -abs(one[1]))[:30]:
        print(f"  {name}: {weight:.2f}")
    if write:
        write_weights(SALIENCE, HEAD, [], dict(sorted(weights.items())), BUNDLED / "codebook")


if __name__ == "__main__":
    main()
