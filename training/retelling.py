"""The weights by which a claim tells an event again: `python -m training.retelling --data DATA --data CODED [--write]`.

`CODED` is what `python -m training.coded` writes. `coded/retold.json` has, for each document, the groups of coded
claims that tell of one event, by their place in the document's line. It is fitted on Sayso's claims that were coded,
and on what the coders wrote as if all of it had been found; what is told is of Sayso's claims alone, cross-validated by
document, and of documents that are kept apart.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import click
import numpy as np

from benchmarks.claims import FILE as CODED
from benchmarks.claims import TEXTS, match
from benchmarks.logistic import fit_choice
from sayso.base.codec import claim_to_dict
from sayso.base.settings import Settings
from sayso.claim import Claimer
from sayso.claim.retelling import FILE, Case, RetellingWeights, cases_of, grouped
from sayso.claim.retelling_signs import Tellings
from sayso.claim.scene import Scene
from sayso.flow.chain import load_chain, read_reports
from sayso.model import Claim, Dropped
from sayso.packs.language import load_language
from sayso.packs.pack import load_pack
from training.coded import FOLDER
from training.coded_claims import Coded
from training.sign_weights import columns_of, signs_seen, write_weights

RETOLD: Final = FOLDER / "retold.json"
KEPT: Final = frozenset({
    "voa-8008152", "voa-8005899", "many-11-kyauktaw", "many-23-tinzaouatine", "wiki-battle-of-al-bab",
    "ukraine-yavoriv", "new-04-saravena", "new-08-tripoli-sitrep",
})  # fmt: skip
"""Documents that nothing is fitted on: two of an agency, three of local news, two chronicles, a bulletin."""
FOLDS: Final = 11
RIDGE: Final = 3.0
"""Weight of the squared weights; swept over 1.5, 2, 3, 4, 5 by cross-validation."""
STEPS: Final = 300
LEAST_SEEN: Final = 5
"""Pairs on which a sign must have been seen."""
CUTS: Final = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
LEAST: Final = 0.7
"""How likely it must be that a claim tells an event again: from here on nine of ten pairs are right by
cross-validation."""
HEAD: Final = """\
# `adding`: words of a sentence that tells one event more ("five guards were also killed", "another raid").
# `weights`: of the signs by which a claim tells again what an earlier one of its article told, for
# claim/retelling_signs.py, which names the signs; `least`: how likely that must be. Written by
# `python -m training.retelling`, all but `adding`.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Some claims of a document, those before each that it may tell again, and which tell of one event."""

    name: str
    cases: Sequence[Case]
    event_of: Mapping[int, int]
    """By the number of a claim, the event that it tells of, each its own where it is told once."""

    def right(self, case: Case) -> list[bool]:
        """Whether each earlier claim tells of the same event."""
        event = self.event_of[case.telling.number]
        return [self.event_of[other.number] == event for other in case.earlier]


def documents(data: Path) -> Iterator[tuple[Document, Document]]:
    """Every coded document: with the claims of Sayso's that were coded, and with what the coders wrote."""
    chain, claimer = load_chain(None), Claimer(load_pack("codebook"), load_language("en"))
    coded = {line["doc"]: line for line in map(json.loads, (data / CODED).read_text("utf-8").splitlines())}
    retold = json.loads(RETOLD.read_text(encoding="utf-8"))
    for article in read_reports([data / TEXTS], Settings()):
        name = "" if isinstance(article, Dropped) else Path(article.path or "").stem
        if not isinstance(article, Dropped) and name in coded:
            told = {row: number for number, group in enumerate(retold[name]) for row in group}
            scene = claimer.scene_of(chain.mark(article))
            adding = claimer.retelling.adding
            yield _found(coded[name], scene, claimer, told), _written(coded[name], scene, adding, told)


def _found(coded: Mapping[str, Any], scene: Scene, claimer: Claimer, told: Mapping[int, int]) -> Document:
    claims = claimer.without_retellings(scene, claimer.sources_of(scene))
    text = unicodedata.normalize("NFC", scene.text)
    met = match(coded, text, [claim_to_dict(claim) for claim in claims]).met
    event_of = {column: told.get(row, -1 - row) for row, (column, _) in met.items()}
    return _document(coded["doc"], claims, event_of, scene, claimer.retelling.adding)


def _written(coded: Mapping[str, Any], scene: Scene, adding: frozenset[str], told: Mapping[int, int]) -> Document:
    coder = Coded(scene)
    made = [(row, coder.claim(row, gold)) for row, gold in enumerate(coded["claims"])]
    claims = sorted(((claim, row) for row, claim in made if claim), key=lambda one: one[0].trigger.start)
    event_of = {number: told.get(row, -1 - row) for number, (_, row) in enumerate(claims)}
    return _document(coded["doc"], [claim for claim, _ in claims], event_of, scene, adding)


def _document(
    name: str, claims: Sequence[Claim], event_of: Mapping[int, int], scene: Scene, adding: frozenset[str]
) -> Document:
    """A document; what was not coded is left out of the cases, but counts for what else they tell."""
    tellings = Tellings(claims, scene, adding)
    tellings.all = [telling for telling in tellings.all if telling.number in event_of]
    return Document(name=name, cases=list(cases_of(tellings, scene.codebook.incidents)), event_of=event_of)


def fitted(found: Sequence[Document]) -> dict[str, float]:
    """The weights of the signs on these documents."""
    cases = [(case, document.right(case)) for document in found for case in document.cases if case.earlier]
    choices = [signs for case, _ in cases for signs in case.signs]
    names = signs_seen(choices, LEAST_SEEN)
    wanted = np.array([float(good) for _, right in cases for good in right])
    lengths = [len(case.signs) for case, _ in cases]
    weights = fit_choice(columns_of(choices, names), lengths, wanted, ridge=np.full(len(names), RIDGE), steps=STEPS)
    return dict(zip(names, weights.tolist(), strict=True))


@dataclass(slots=True)
class Tally:
    """What is counted over documents: pairs, links, and of each claim how much of its event is right (B-cubed).

    It takes one link less than it has claims to hold an event together (Vilain et al. 1995).
    """

    pairs: int = 0
    right_pairs: int = 0
    told_pairs: int = 0
    links: int = 0
    right_links: int = 0
    told_links: int = 0
    claims: int = 0
    precision: float = 0.0
    recall: float = 0.0

    def add(self, document: Document, groups: Sequence[set[int]]) -> None:
        """Counts a document."""
        events: dict[int, set[int]] = {}
        for number, event in document.event_of.items():
            events.setdefault(event, set()).add(number)
        made = {pair for group in groups for pair in combinations(sorted(group), 2)}
        told = {pair for event in events.values() for pair in combinations(sorted(event), 2)}
        self.pairs, self.told_pairs = self.pairs + len(made), self.told_pairs + len(told)
        self.right_pairs += len(made & told)
        of = {number: group for group in groups for number in group}
        self.links += sum(len(group) - 1 for group in groups)
        self.told_links += sum(len(event) - 1 for event in events.values())
        for group in groups:
            self.right_links += len(group) - len({document.event_of[number] for number in group})
        for number, name in document.event_of.items():
            mine = of.get(number, {number})
            self.claims += 1
            self.precision += len(mine & events[name]) / len(mine)
            self.recall += len(mine & events[name]) / len(events[name])

    def __str__(self) -> str:
        precision, recall = self.precision / max(1, self.claims), self.recall / max(1, self.claims)
        both = 2 * precision * recall / max(1e-9, precision + recall)
        return (
            f"{self.pairs} pairs, {_percent(self.right_pairs, self.pairs)} right, "
            f"{_percent(self.right_pairs, self.told_pairs)} of {self.told_pairs}; "
            f"{self.links} links, {_percent(self.right_links, self.links)} right, "
            f"{_percent(self.right_links, self.told_links)} of {self.told_links}; "
            f"B-cubed {100 * precision:.1f} / {100 * recall:.1f} / {100 * both:.1f}"
        )


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / max(1, whole):.1f} %"


def tell(found: Sequence[tuple[Document, Mapping[str, float]]], title: str) -> None:
    """Print what each cut gives for documents, each with weights that were not fitted on it."""
    for cut in CUTS:
        tally = Tally()
        for document, weights in found:
            rules = RetellingWeights(weights=weights, least=cut, adding=frozenset())
            groups = [{telling.number for telling in group} for group in grouped(document.cases, rules)]
            tally.add(document, groups)
        print(f"{title} from {cut}: {tally}")


@click.command()
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True, multiple=True)
@click.option("--write", is_flag=True, help="Write the weights to the lexicon.")
def main(data: Sequence[Path], *, write: bool) -> None:
    """Cross-validate the weights by document, tell what each cut gives, and write those fitted on all but `KEPT`."""
    both = sorted((one for folder in data for one in documents(folder)), key=lambda one: one[0].name)
    fit = [one for one in both if one[0].name not in KEPT]
    tested = []
    for fold in range(FOLDS):
        held = fit[fold::FOLDS]
        weights = fitted([document for one in fit if one not in held for document in one])
        tested += [(found, weights) for found, _ in held]
    tell(tested, "cross-validated")
    weights = fitted([document for one in fit for document in one])
    tell([(found, weights) for found, _ in both if found.name in KEPT], "kept apart")
    if write:
        adding = load_language("en").lexicon.yaml(FILE)["adding"]
        write_weights(FILE, HEAD, [f"adding: [{', '.join(adding)}]", f"least: {LEAST}"], weights)


if __name__ == "__main__":
    main()
