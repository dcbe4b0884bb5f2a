"""The weights by which a pronoun finds what it stands for: `python -m training.antecedents --data DATA [--write]`.

They are fitted on the documents of GUM's train part, as Sayso reads them, and told on its dev part: of all pronouns of
persons, groups and things that a person marked, how many get the right noun, and how many a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click
import numpy as np

from benchmarks.logistic import Floats, chances, fit_logistic
from sayso.base.settings import Settings
from sayso.claim.fillers import Fillers
from sayso.claim.pronouns import Signs, candidates
from sayso.claim.reference_weights import FILE
from sayso.flow.chain import load_chain, read_given
from sayso.model import Dropped
from training.coreference import CorefText, read_coreference
from training.sign_weights import columns_of, signs_seen, write_weights

TRAIN, DEV = "ud/en_gum-permissive-train.conllu", "ud/en_gum-permissive-dev.conllu"
RIDGE: Final = 1.0
"""Weight of the squared weights; 0.3 to 3 looked at on dev."""
STEPS: Final = 10
LEAST_SEEN: Final = 20
"""Nouns at which a sign must have been seen."""
CUTS: Final = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6)
ACTING, ANY = 0.02, 0.3
"""How likely a noun must be: low where only those who act are taken, 0 to .4 looked at; else where three in four are
right on dev."""
HEAD: Final = """\
# Weights of the signs by which a pronoun finds the noun that it stands for, for claim/pronouns.py, which names them;
# `least`: how likely a noun must be. Written by `python -m training.antecedents`, from the coreference of GUM.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PronounCase:
    """One pronoun that stands for something: the signs of each noun before it, and whether it is the right one."""

    signs: tuple[Signs, ...]
    right: tuple[bool, ...]


def pronoun_cases(path: Path) -> Iterator[PronounCase]:
    """Every pronoun of a person, of several or of a thing that somebody marked in the documents of a file."""
    chain = load_chain(None)
    for document in read_coreference(path):
        for article in read_given(document.text.encode(), Settings()):
            if not isinstance(article, Dropped) and article.text == document.text:
                scene = chain.claim.scene_of(chain.mark(article))  # type: ignore[attr-defined]
                yield from _of_document(scene, document)


def _of_document(scene: Any, document: CorefText) -> Iterator[PronounCase]:
    for index in range(len(scene.graphs)):
        fillers = Fillers(scene.graphs[index], scene)
        for word, token in enumerate(fillers.graph.tokens):
            entity = document.heads.get(token.start)
            found = list(candidates(word, fillers)) if entity is not None else []
            if found:
                heads = [document.heads.get(one.graph.tokens[noun].start) for one, noun, _ in found]
                right = tuple(head == entity for head in heads)
                yield PronounCase(signs=tuple(signs for *_, signs in found), right=right)


def fit_antecedents(found: Sequence[PronounCase], names: Sequence[str]) -> Floats:
    """The weights of the signs on these cases."""
    wanted = np.array([float(good) for case in found for good in case.right])
    columns = columns_of([signs for case in found for signs in case.signs], names)
    return fit_logistic(columns, wanted, ridge=RIDGE * np.eye(len(names)), steps=STEPS)


def tell(found: Sequence[PronounCase], names: Sequence[str], weights: Floats) -> None:
    """Print how many pronouns get their noun where one must be taken, and what each cut gives."""
    shares = [chances(columns_of(case.signs, names), weights) for case in found]
    best = [(float(share.max()), case.right[int(share.argmax())]) for case, share in zip(found, shares, strict=True)]
    there = [good for (_, good), case in zip(best, found, strict=True) if any(case.right)]
    print(f"{len(found)} pronouns, {len(there)} with a noun before them; likeliest noun right in {sum(there)}")
    for cut in CUTS:
        taken = [good for share, good in best if share > cut]
        print(f"from {cut:.2f}: {len(taken)} taken, {sum(taken)} right, {len(taken) - sum(taken)} wrong")


@click.command()
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True)
@click.option("--write", is_flag=True, help="Write the weights to the lexicon.")
def main(data: Path, *, write: bool) -> None:
    """Fit the weights on the train part, tell what each cut gives on dev, and write them."""
    found = list(pronoun_cases(data / TRAIN))
    names = signs_seen((signs for case in found for signs in case.signs), LEAST_SEEN)
    weights = fit_antecedents(found, names)
    tell(list(pronoun_cases(data / DEV)), names, weights)
    if write:
        rules = [f"least: {{acting: {ACTING}, any: {ANY}}}"]
        write_weights(FILE, HEAD, rules, dict(zip(names, weights.tolist(), strict=True)))


if __name__ == "__main__":
    main()
