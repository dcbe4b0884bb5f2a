"""The weights of a claim's signs, fitted on coded documents, and how well what they say is calibrated.

`python -m benchmarks.sureness --data DATA --more CODED` prints what cross-validation by document gives (`CODED` is what
`training.coded` writes); with `--write` it puts the
weights into the codebook's pack and the reliability plot into `docs`. A claim is right if a coder wrote it with its
type (`benchmarks.claims`). Of the stories that nobody coded none is right, nor of the sentences in which war words are
figures of speech (`gold/war-words.yaml`); in its other sentences those of the type told are, and so are those at the
words of events whose status was coded, in the codebook's examples and in snippets of the type's label. No weight is
fitted on those of `gold/war-words-apart.yaml`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
import yaml
from numpy.typing import NDArray

from benchmarks.case2021 import case_label, tuning_texts
from benchmarks.claims import FILE, TEXTS, WAR, match
from benchmarks.core import need
from benchmarks.logistic import chances, fit_logistic
from benchmarks.reliability import draw_reliability, expected_error
from sayso.base.codec import claim_to_dict
from sayso.base.settings import Settings
from sayso.claim import Claimer
from sayso.claim.sureness import Signs, signs_of
from sayso.cli.trial import examples_in
from sayso.flow.chain import load_chain, read_given, read_reports
from sayso.model import Article, Claim, Dropped
from sayso.packs.codebook import load_codebook
from sayso.packs.pack import BUNDLED, load_pack, seal_pack
from sayso.packs.sureness_rules import FILE as RULES
from sayso.packs.sureness_rules import TYPE
from training.status import rows_of

Floats = NDArray[np.float64]

GOLD: Final = Path(__file__).parent / "gold"
WORDS: Final = GOLD / "war-words.yaml"
APART: Final = GOLD / "war-words-apart.yaml"
STATUSES: Final = ("status.tsv", "status_apart.tsv")
ARTICLES: Final = "status_read.tsv"
"""Events whose status was coded (`training.status`), so that something happened or was said to."""
PLOT: Final = Path(__file__).parent.parent / "docs" / "claims-reliability.svg"
RIDGE: Final = 5.0
"""Weight of the squared weights in the fit, which has some 1,900 claims; 0.5 to 6 swept by cross-validation."""
LEAST: Final = {
    "others": 0.3,
    "diplomacy": 0.1,
    "law": 0.1,
    "hazard": 0.1,
    "protest": 0.1,
    "riot": 0.1,
    "crime": 0.1,
}
"""Sureness below which no claim of a family is made. 0.1 to 0.4 swept by cross-validation: at 0.3 one in forty of the
right claims of war is lost, and two in three of those in quiet stories go; law and diplomacy would lose a third."""
FOLDS: Final = 10
STEPS: Final = 12
HEAD: Final = """\
# How sure a claim is. `least`: how sure a claim of a family must be to be made at all, in (0, 1); `others` is for all
# that are not named. `weights`: what each sign counts, in log odds; claim/sureness.py says what the signs are. Both are
# written by benchmarks/sureness.py, which fits the weights on coded documents; a weight may be changed by hand.
"""
TALK: Final = 3.0
"""What a claim of a figure of speech counts beside one of a document: there are few of them. Of 2 and 3, the one that
leaves fewer of those kept apart in."""
QUIET: Final = 8.0
"""What a claim of war in a story that nobody coded counts beside one of a coded document. Of 2.5, 5 and 8, the one that
lets fewest stand there by cross-validation, 12 in 29 stories where 2.5 lets 42, for 1 in 100 of the right ones."""
QUIET_OTHERS: Final = 0.5
"""The same of a claim of no war there: a trial or a protest may well be told, but nobody coded them."""
SENTENCE: Final = 0.5
"""What a claim of another invented sentence, or one picked from an article, counts. Of 0.25, 0.5 and 1, the one that
keeps most short sentences without more claims in quiet stories."""
CUTS: Final = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One claim: its signs, whether it is right, what it counts, and the document that it is of."""

    signs: Signs
    is_right: bool
    counts: float
    document: str
    kind: str
    """`coded`, `quiet`, `sentence`, `event` or `apart`."""
    family: str


UNCODED: Final = frozenset(
    {"diplomacy.rejection", "diplomacy.concession", "diplomacy.cooperation", "law.investigation", "law.released"}
    | {"law.restriction", "force.group_changed", "statement.responsibility"}
)
"""Types that the codebook did not have when documents were coded: that no coder wrote one tells nothing.

They get no weight, and so their claims are always made."""


def samples(data: Path, more: Sequence[Path] = ()) -> list[Sample]:
    """Every claim that the words of the documents and sentences show; `more`: folders with other coded documents."""
    chain = load_chain(None)
    lines = [line for folder in (data, *more) for line in need(folder / FILE).read_text("utf-8").splitlines()]
    coded = {line["doc"]: line for line in map(json.loads, lines)}
    texts = {path.stem: path for folder in (data, *more) for path in sorted(need(folder / TEXTS).iterdir())}
    found: list[Sample] = []
    for article in read_reports([*texts.values()], Settings()):
        if not isinstance(article, Dropped):
            found += _of_document(article, coded.get(Path(article.path).stem), chain)
    own = [*_of_sentences(chain), *_of_apart(chain), *_of_examples(chain), *_of_snippets(chain)]
    return [*found, *own, *_of_events(chain), *_of_articles(data, chain)]


def _is_coded(sample: Sample) -> bool:
    """Whether coders knew the type of a claim."""
    return not any(f"{TYPE}{event}" in sample.signs for event in UNCODED)


def _of_document(article: Article, coded: dict[str, Any] | None, chain: Any) -> list[Sample]:
    shown, signs = _shown(article, chain)
    right: set[int] = set()
    if coded is not None:
        text = unicodedata.normalize("NFC", article.text)
        document = match(coded, text, [claim_to_dict(claim) for claim in shown])
        right = {number for number, _ in document.met.values()}
    kind, name = ("coded" if coded else "quiet"), Path(article.path).stem
    return [
        Sample(
            signs=own,
            is_right=number in right,
            counts=1.0 if coded else QUIET if claim.family in WAR else QUIET_OTHERS,
            document=name,
            kind=kind,
            family=claim.family,
        )
        for number, (claim, own) in enumerate(zip(shown, signs, strict=True))
    ]


def _of_sentences(chain: Any) -> Iterator[Sample]:
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    lines = [(text, None) for text in words["talk"]] + [(line["text"], line["event"]) for line in words["events"]]
    for number, (text, event) in enumerate(lines):
        for claim, own in zip(*_shown(_article_of(text), chain), strict=True):
            if event is None and claim.family not in WAR:
                continue  # nobody said whether a strike of workers or a trial is told
            is_right = event is not None and claim.family in WAR
            yield Sample(
                signs=own, is_right=is_right, counts=TALK if event is None else SENTENCE,
                document=f"sentence-{number}", kind="sentence",
                family=claim.family,
            )  # fmt: skip


def _of_apart(chain: Any) -> Iterator[Sample]:
    """The claims of war of the sentences kept apart; they count nothing in the fit."""
    for key, texts in yaml.safe_load(APART.read_text(encoding="utf-8")).items():
        for number, text in enumerate(texts):
            for claim, own in zip(*_shown(_article_of(text), chain), strict=True):
                if claim.family in WAR:
                    yield Sample(
                        signs=own, is_right=key == "events", counts=0.0, document=f"{key}-apart-{number}",
                        kind="apart", family=claim.family,
                    )  # fmt: skip


def _of_examples(chain: Any) -> Iterator[Sample]:
    """The claims of a type in its examples, which are right, and in its counterexamples, which are wrong."""
    for number, example in enumerate(examples_in(load_pack("codebook"))):
        for claim, own in zip(*_shown(_article_of(example.text), chain), strict=True):
            if claim.event == example.event:
                yield Sample(
                    signs=own, is_right=example.shows, counts=SENTENCE if example.shows else TALK,
                    document=f"example-{number}", kind="example", family=claim.family,
                )  # fmt: skip


def _of_snippets(chain: Any) -> Iterator[Sample]:
    """The claims of our own snippets, those for tuning, that have the snippet's label: they are right."""
    for number, (label, text) in enumerate(tuning_texts()):
        for claim, own in zip(*_shown(_article_of(text), chain), strict=True):
            if case_label(claim) == label:
                yield Sample(
                    signs=own, is_right=True, counts=1.0, document=f"snippet-{number}", kind="example",
                    family=claim.family,
                )  # fmt: skip


def _article_of(text: str) -> Article:
    """A report that is one sentence."""
    (article,) = read_given(json.dumps({"text": text, "published": "2024-05-14"}).encode(), Settings())
    assert isinstance(article, Article)
    return article


def _of_events(chain: Any) -> Iterator[Sample]:
    """The claims of sentences whose status was coded, at the words that were coded: all are right."""
    lines = [line for file in STATUSES for line in rows_of(GOLD / file)]
    for number, (_, _, trigger, text) in enumerate(lines):
        (article,) = read_given(json.dumps({"text": text, "published": "2024-05-14"}).encode(), Settings())
        if isinstance(article, Article):
            found = re.search(rf"\b{re.escape(trigger)}\b", article.text, re.IGNORECASE)
            yield from _at(article, {found.start()} if found else set(), chain, f"event-{number}")


def _of_articles(data: Path, chain: Any) -> Iterator[Sample]:
    """The claims at words that a reader took for events in long articles: all are right."""
    starts: dict[str, set[int]] = {}
    for _, file, start, *_ in rows_of(GOLD / ARTICLES):
        starts.setdefault(file, set()).add(int(start))
    for file, places in starts.items():
        for article in read_reports([need(data / file)], Settings()):
            if isinstance(article, Article):
                yield from _at(article, places, chain, file)


def _at(article: Article, starts: set[int], chain: Any, name: str) -> Iterator[Sample]:
    for claim, own in zip(*_shown(article, chain), strict=True):
        if claim.trigger.start in starts and claim.family != "statement":
            yield Sample(
                signs=own, is_right=True, counts=SENTENCE, document=name, kind="event", family=claim.family,
            )  # fmt: skip


def _shown(article: Article, chain: Any) -> tuple[list[Claim], list[Signs]]:
    """What the words of an article show, sure or not, and the signs of each."""
    claimer: Claimer = chain.claim
    scene = claimer.scene_of(chain.mark(article))
    shown = claimer.shown(scene)
    return [one.claim for one in shown], signs_of(shown, scene)


def fit(design: Floats, right: Floats, counts: Floats) -> Floats:
    """The weights that make what is right most likely, less their squares."""
    return fit_logistic(design, right, counts=counts, ridge=RIDGE * np.eye(design.shape[1]), steps=STEPS)


def cross_validated(design: Floats, right: Floats, counts: Floats, documents: Sequence[str]) -> Floats:
    """The sureness of each claim by weights fitted on the documents of the other folds."""
    names = sorted(set(documents))
    fold_of = {name: number % FOLDS for number, name in enumerate(np.random.default_rng(7).permutation(names))}
    folds = np.array([fold_of[name] for name in documents])
    sure = np.zeros(len(right))
    for fold in range(FOLDS):
        held = folds == fold
        weights = fit(design[~held], right[~held], counts[~held])
        sure[held] = chances(design[held], weights)
    return sure


def table_of(found: Sequence[Sample]) -> tuple[list[str], Floats]:
    """The names of all signs, and a row of their values for each claim."""
    names = sorted({name for sample in found for name in sample.signs})
    return names, np.array([[sample.signs.get(name, 0.0) for name in names] for sample in found])


def describe(found: Sequence[Sample], sure: Floats) -> Iterator[str]:
    """What each cut keeps and leaves out, and the expected calibration error on the coded documents."""
    right = np.array([sample.is_right for sample in found])
    kind = np.array([sample.kind for sample in found])
    war = np.array([sample.family in WAR for sample in found])
    statement = np.array([sample.family == "statement" for sample in found])
    coded, apart = kind == "coded", kind == "apart"
    for cut in (0.0, *CUTS):
        kept = sure >= cut
        wrong = kept & coded & ~right
        yield (
            f"cut {cut:.2f}: coded right {int((kept & coded & right).sum())} wrong"
            f" {int((wrong & ~statement).sum())} statements {int((wrong & statement).sum())}"
            f" | quiet of war {int((kept & (kind == 'quiet') & war).sum())}"
            f" all {int((kept & (kind == 'quiet')).sum())}"
            f" | talk {int((kept & (kind == 'sentence') & ~right).sum())}"
            f" events {int((kept & (kind == 'sentence') & right).sum())}, of coded status"
            f" {int((kept & (kind == 'event')).sum())} of {int((kind == 'event').sum())}"
            f" | apart: talk {_kept_of(kept, apart & ~right)}, events {_kept_of(kept, apart & right)}"
        )
    ones = np.ones(int(coded.sum()))
    yield f"expected calibration error {expected_error(sure[coded], right[coded].astype(float), ones):.3f}"


def _kept_of(kept: NDArray[np.bool_], of: NDArray[np.bool_]) -> str:
    """How many of the claims of a kind are kept."""
    return f"{int((kept & of).sum())} of {int(of.sum())}"


@click.command()
@click.option("--data", type=click.Path(path_type=Path), required=True)
@click.option("--more", type=click.Path(path_type=Path), multiple=True, help="Folders with other coded documents.")
@click.option("--write", is_flag=True, help="Put the weights into the codebook's pack and the plot into docs.")
def main(data: Path, more: Sequence[Path], *, write: bool) -> None:
    """Fit the weights of signs and print what cross-validation gives."""
    found = [one for one in samples(data.absolute(), [folder.absolute() for folder in more]) if _is_coded(one)]
    names, design = table_of(found)
    right = np.array([sample.is_right for sample in found], dtype=float)
    counts = np.array([sample.counts for sample in found])
    sure = cross_validated(design, right, counts, [sample.document for sample in found])
    for line in describe(found, sure):
        click.echo(line)
    if write:
        weights = {
            name: round(float(weight), 3) for name, weight in zip(names, fit(design, right, counts), strict=True)
        }
        write_rules(weights)
        coded = np.array([sample.kind not in ("sentence", "apart", "example") for sample in found])
        drawn = draw_reliability(
            sure[coded], right[coded], np.ones(int(coded.sum())), title="Share of claims that are right, by confidence",
            told="share that a coder wrote too, cross-validated",
        )  # fmt: skip
        PLOT.write_text(drawn, encoding="utf-8")


def write_rules(weights: dict[str, float]) -> None:
    """Put the weights, and the least sureness by family, into the codebook's pack.

    A type that no document shows gets 0: it is known, and weighed by its family; but for those of `UNCODED`.
    """
    folder = BUNDLED / "codebook"
    known = load_codebook(load_pack("codebook")).types.keys() - UNCODED
    weights = {f"{TYPE}{event}": 0.0 for event in known} | weights
    told = yaml.safe_dump({"least": LEAST}, sort_keys=False) + yaml.safe_dump({"weights": weights})
    (folder / RULES).write_text(HEAD + told, encoding="utf-8")
    seal_pack(folder)


if __name__ == "__main__":
    main()
