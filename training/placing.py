"""The weights by which an event takes a place: `python -m training.placing --data DATA --data CODED [--write]`.

`CODED` is what `python -m training.coded` writes.

Every claim that a coder wrote and Sayso found without a place is tried on each place around it; a place is right if it
is one that was coded (`benchmarks.claim_slots`). What is told is cross-validated by document.
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

from benchmarks.claim_slots import is_place
from benchmarks.claims import FILE as CODED
from benchmarks.claims import TEXTS, match
from benchmarks.logistic import Floats, fit_choice
from sayso.base.codec import claim_to_dict
from sayso.base.settings import Settings
from sayso.claim import Claimer
from sayso.claim.placing import FILE, Placer, PlacingWeights, Signs, is_open
from sayso.flow.chain import load_chain, read_reports
from sayso.model import Claim, Dropped, Place
from sayso.packs.language import load_language
from sayso.packs.pack import load_pack
from sayso.packs.sureness_rules import chances_among
from training.sign_weights import columns_of, signs_seen, write_weights

FOLDS: Final = 11
RIDGE: Final = 1.0
"""Weight of the squared weights; swept over .25, .5, 1, 2, 4 by cross-validation."""
STEPS: Final = 400
LEAST_SEEN: Final = 4
"""Places on which a sign must have been seen."""
CUTS: Final = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9)
LINKED, CARRIED = 0.5, 0.4
"""How likely a place must be: of those carried 20 in 100 are wrong by cross-validation, of those linked 29.

Half of those is a place where the coder wrote none, or the town or region around the coder's. Swept over .3 to .9: from
.7 on 8 in 100 of those carried are wrong, and a third fewer right ones are taken.
"""
NONE: Final = PlacingWeights(weights={}, linked=2.0, carried=2.0)
HEAD: Final = """\
# Weights of the signs by which an event without a place takes one of its sentence (`near`) or an earlier one
# (`before`), for claim/placing.py, which names the signs; `least`: how likely a place must be. Written by
# `python -m training.placing`.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One claim without a place: the document, whether it has a place at all, and each candidate with its signs."""

    document: str
    has_place: bool
    signs: tuple[Signs, ...]
    right: tuple[bool, ...]


def cases(data: Path) -> Iterator[Case]:
    """Every coded claim that was found without a place, with the places around it."""
    chain, claimer = load_chain(None), Claimer(load_pack("codebook"), load_language("en"))
    coded = {line["doc"]: line for line in map(json.loads, (data / CODED).read_text("utf-8").splitlines())}
    for article in read_reports([data / TEXTS], Settings()):
        if isinstance(article, Dropped) or Path(article.path).stem not in coded:
            continue
        scene = claimer.scene_of(chain.mark(article))
        claims = claimer.without_placing(scene)
        document = match(
            coded[Path(article.path).stem], unicodedata.normalize("NFC", article.text), list(map(claim_to_dict, claims))
        )
        gold = {column: document.gold[row] for row, (column, _) in document.met.items()}
        yield from _of_document(document.name, scene, claims, gold)


def _of_document(name: str, scene: Any, claims: Sequence[Claim], gold: Mapping[int, Any]) -> Iterator[Case]:
    """The cases of a document; where a claim is coded, later ones see its coded place, as they would a right one."""
    placer = Placer(scene, NONE)
    for number, claim in enumerate(claims):
        graph = scene.graph_at(claim.trigger.start)
        told = claim
        if graph is not None and is_open(claim) and number in gold:
            candidates = list(placer.candidates(claim, graph))
            right = [any(is_place(one, _plain(place)) for one in gold[number]["places"]) for place, _ in candidates]
            yield Case(
                document=name, has_place=bool(gold[number]["places"]),
                signs=tuple(signs for _, signs in candidates), right=tuple(right),
            )  # fmt: skip
            meant = [place for (place, _), good in zip(candidates, right, strict=True) if good]
            told = replace(claim, places=tuple(meant[:1]))
        placer.settle([told])


def _plain(place: Place) -> dict[str, Any]:
    return {"text": place.text, "name": place.name, "country": place.country, "precision": place.precision}


def fitted(found: Sequence[Case], names: Sequence[str]) -> Floats:
    """The weights of the signs on these cases."""
    wanted = np.array([float(good) for case in found for good in case.right])
    lengths = [len(case.right) for case in found]
    columns = columns_of([signs for case in found for signs in case.signs], names)
    return fit_choice(columns, lengths, wanted, ridge=np.full(len(names), RIDGE), steps=STEPS)


def shares_of(case: Case, names: Sequence[str], weights: Floats) -> list[float]:
    """How likely each candidate of a case is."""
    return chances_among(case.signs, dict(zip(names, weights.tolist(), strict=True)))


def chosen(case: Case, shares: Sequence[float], here: float, before: float) -> int | None:
    """The candidate that is taken, if any is likely enough."""
    likely = [
        (share, at) for at, (share, signs) in enumerate(zip(shares, case.signs, strict=True))
        if share >= (here if "near" in signs else before)
    ]  # fmt: skip
    return max(likely)[1] if likely else None


def tell(found: Sequence[Case], shares: Sequence[Sequence[float]]) -> None:
    """Print what each cut gives, for places of the sentence and of earlier ones: right, wrong, and wrong of nothing."""
    told, there = sum(case.has_place for case in found), sum(any(case.right) for case in found)
    print(f"{len(found)} claims without a place, {told} with one coded, {there} among the candidates")
    for part in ("near", "before"):
        for cut in CUTS:
            least = (cut, CARRIED) if part == "near" else (LINKED, cut)
            taken = [(case, chosen(case, own, *least)) for case, own in zip(found, shares, strict=True)]
            of_part = [
                (case, at) for case, at in taken if at is not None and ("near" in case.signs[at]) == (part == "near")
            ]
            right = sum(case.right[at] for case, at in of_part)
            nothing = sum(not case.has_place for case, _ in of_part)
            wrong = 100 * (len(of_part) - right) / max(1, len(of_part))
            print(
                f"{part} from {cut:.2f}: {len(of_part)} taken, {right} right, {nothing} of nothing; {wrong:.0f} % wrong"
            )


@click.command()
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True, multiple=True)
@click.option("--write", is_flag=True, help="Write the weights to the lexicon.")
def main(data: Sequence[Path], *, write: bool) -> None:
    """Cross-validate the weights by document, tell what each cut gives, and write those fitted on all."""
    found = [case for folder in data for case in cases(folder)]
    names = signs_seen((signs for case in found for signs in case.signs), LEAST_SEEN)
    documents = sorted({case.document for case in found})
    shares: dict[int, list[float]] = {}
    for fold in range(FOLDS):
        held = set(documents[fold::FOLDS])
        weights = fitted([case for case in found if case.document not in held], names)
        for number, case in enumerate(found):
            if case.document in held:
                shares[number] = shares_of(case, names, weights)
    tell(found, [shares[number] for number in range(len(found))])
    if write:
        rules = [f"least: {{linked: {LINKED}, carried: {CARRIED}}}"]
        write_weights(FILE, HEAD, rules, dict(zip(names, fitted(found, names).tolist(), strict=True)))


if __name__ == "__main__":
    main()
