"""Which names of places the whole chain marks: encoder, gazetteer and patterns, through `Marker`, against gold spans.

What counts as gold: TR-News and LGL mark every word that leads to a place, words for a people ("Turkish") and names
within names ("Kentucky" in "Kentucky State Police") included. GeoWebNews says what each of its 2,720 toponyms is; all
of them count, the literal (1,456) and the associative (1,264: adjectives, metonyms, names within names, demonyms,
languages, homonyms), which is its authors' task of tagging without a distinction (M. Gritta and others, A pragmatic
guide to geoparsing evaluation, 2020). GeoVirus is taken to mark places alone: taggers that know no words for a people
reach .92 on it. So `f1` counts all marks, but on GeoVirus those whose `use` is `place`; `plain_…` counts those on every
set, and leaves words for a people out of the gold as well.

The weights of mark/places/choice.py are fitted on TR-News and GeoWebNews. `cv_…` is by weights fitted on four fifths of
both sets' articles and measured on the rest, five times; `cross_…` by weights fitted on the other set alone. Features
were chosen, and lists written, while the errors on both sets were read, which neither undoes.
`python -m benchmarks.place_names --data DIR --fit` writes the weights fitted on both into the lexicon's pack.
"""

from __future__ import annotations

import sys
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.core import span_scores
from benchmarks.geoparsing import SETS, Document, read_documents
from benchmarks.logistic import fit_logistic
from sayso.mark import Marker, words_of
from sayso.mark.core.entities import name_spans
from sayso.mark.core.tree import grow_trees
from sayso.mark.places.candidates import CharSpan, Names, find_candidates, read_evidence
from sayso.mark.places.choice import best_apart, worth_of
from sayso.mark.places.frame_features import FRAMED
from sayso.mark.places.name_features import FEATURES, feature_columns
from sayso.model import Article, Block, Place
from sayso.packs.language import load_language
from sayso.packs.pack import load_pack, seal_pack

Floats = NDArray[np.float64]
Spans = set[Hashable]

FITTED: Final = ("trnews", "geowebnews")
PLAIN: Final = frozenset({"geovirus"})
"""Sets that mark no words for a people and no names within names."""
FOLDS: Final = 5
RIDGE: Final = 5.0
"""Weight of the squared weights, each in units of its feature's spread; 1, 5, 10 and 30 give the same F1 within 0.3."""
STEPS: Final = 12
"""Newton steps of a fit; after ten nothing moves."""
WEIGHTS: Final = "place_weights.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The candidates of one article: where they stand, what speaks for them, which are gold; and all gold spans."""

    spans: Sequence[CharSpan]
    features: Floats
    is_gold: Floats
    gold: frozenset[CharSpan]


@cache
def marker() -> Marker:
    """The mark stage that is shipped."""
    return Marker(load_language("en"), load_pack("gazetteer-world"))


def as_article(document: Document) -> Article:
    """The text as an article whose paragraphs are its lines."""
    blocks, start = list[Block](), 0
    for line in document.text.splitlines(keepends=True):
        first, last = start + len(line) - len(line.lstrip()), start + len(line.rstrip())
        if first < last:
            blocks.append(Block(kind="paragraph", start=first, end=last))
        start += len(line)
    return Article(id=document.id, text=document.text, blocks=tuple(blocks), sha256="", url=document.url)


def chain_scores(name: str, documents: Sequence[Document]) -> dict[str, float]:
    """Exact-span precision, recall and F1 of the whole chain in percent, on the set's terms and of plain places."""
    gold, plain_gold, found, plain = Spans(), Spans(), Spans(), Spans()
    names = Names(marker().gazetteer)
    for document in documents:
        for one in document.toponyms:
            span = (document.id, one.start, one.end)
            gold.add(span)
            if not names.bearers(document.text[one.start : one.end]).is_only_people:
                plain_gold.add(span)
        for mark in marker()(as_article(document)).marks:
            if isinstance(mark.refers, Place):
                found.add((document.id, mark.start, mark.end))
                if mark.refers.use == "place":
                    plain.add((document.id, mark.start, mark.end))
    own = span_scores(gold, plain if name in PLAIN else found)
    metrics = dict(zip(("p", "r", "f1"), own, strict=True))
    return metrics | dict(zip(("plain_p", "plain_r", "plain_f1"), span_scores(plain_gold, plain), strict=True))


def sample(document: Document) -> Sample:
    """What the choice of names sees of an article."""
    chain, article = marker(), as_article(document)
    words = words_of(article, chain.cut)
    begins = [not at or words.blocks[at] != words.blocks[at - 1] for at in range(len(words.blocks))]
    pieces = chain.encoder.pieces.cut([article.text[a:b] for a, b in words.spans], begins)
    scores, heads = chain.encoder.read(pieces), chain.encoder.heads
    sentences = grow_trees(article.text, words, scores, heads, chain.lemmas)
    labels = heads.labels["names"]
    tagged = name_spans(words.blocks, scores["names"], labels, heads.weights.get("name_steps"))
    evidence = read_evidence(words.spans, words.blocks, scores["names"], labels, tagged)
    starts = frozenset(sentence.start for sentence in sentences)
    candidates = find_candidates(article.text, evidence, chain.names, chain.places, starts)
    features = feature_columns(article.text, evidence, candidates, chain.names, chain.places, starts)
    spans = [(words.spans[first][0], words.spans[last - 1][1]) for first, last in candidates]
    gold = frozenset((toponym.start, toponym.end) for toponym in document.toponyms)
    return Sample(
        spans=spans, features=features, is_gold=np.array([span in gold for span in spans], dtype=np.float64), gold=gold
    )


def fit(samples: Iterable[Sample]) -> Floats:
    """Weights under which gold candidates are likely and others are not."""
    every = list(samples)
    features, wanted = np.concatenate([one.features for one in every]), np.concatenate([one.is_gold for one in every])
    spread = features.std(axis=0)
    spread[spread < 1e-9] = 1.0
    weights = fit_logistic(features / spread, wanted, ridge=RIDGE * np.eye(len(FEATURES)), steps=STEPS)
    return np.asarray(weights / spread)


def scores_under(weights: Floats, samples: Sequence[Sample]) -> NDArray[np.int64]:
    """How many spans are right, found and gold."""
    counts = np.zeros(3, dtype=np.int64)
    for one in samples:
        chosen = set(best_apart(one.spans, worth_of(one.features, weights).tolist()))
        counts += len(chosen & one.gold), len(chosen), len(one.gold)
    return counts


def cross_validate(sets: Mapping[str, Sequence[Document]]) -> dict[str, float]:
    """F1 of the choice by itself on each fitted set, by weights from other articles and by weights from other sets."""
    samples = {name: [sample(document) for document in documents] for name, documents in sets.items()}
    counts = {name: np.zeros(3, dtype=np.int64) for name in samples}
    for fold in range(FOLDS):
        weights = fit(one for every in samples.values() for index, one in enumerate(every) if index % FOLDS != fold)
        for name, every in samples.items():
            counts[name] += scores_under(weights, every[fold::FOLDS])
    metrics = {f"{name}_cv_f1": _f1(found) for name, found in counts.items()}
    for name, every in samples.items():
        others = [one for other, found in samples.items() if other != name for one in found]
        if others:
            metrics[f"{name}_cross_f1"] = _f1(scores_under(fit(others), every))
    return metrics


def _f1(counts: NDArray[np.int64]) -> float:
    return 200 * float(counts[0]) / float(counts[1] + counts[2])


def fitted_sets(data: Path) -> dict[str, list[Document]]:
    """The articles of the sets on which weights are fitted, by their names."""
    folder = data / "geoparsing" if (data / "geoparsing").is_dir() else data
    return {name: read_documents(folder / file) for file, name in SETS.items() if name in FITTED}


def write_weights(data: Path) -> None:
    """Fits the weights on both sets and writes them into the lexicon's pack; those fitted elsewhere stay."""
    weights = fit(sample(document) for documents in fitted_sets(data).values() for document in documents)
    lines = [
        "# Weights of what speaks for a stretch as a place's name: mark/places/name_features.py, FEATURES.",
        "# Fitted on TR-News and GeoWebNews by benchmarks/place_names.py --fit;",
        f"# from {FRAMED[0]} on by training/place_frames.py.",
        *(f"{name}: {value:.4f}" for name, value in zip(FEATURES, weights, strict=True)),
    ]
    pack = load_pack("lexicon-en")
    others = pack.text(WEIGHTS).partition(f"\n{FRAMED[0]}:")
    (pack.folder / WEIGHTS).write_text("\n".join(lines) + "".join(others[1:]), encoding="utf-8")
    sys.stdout.write(seal_pack(pack.folder).maker + "\n")


if __name__ == "__main__":
    write_weights(Path(sys.argv[sys.argv.index("--data") + 1]))
