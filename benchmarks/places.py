"""Places on TR-News, GeoWebNews, LGL and GeoVirus: which names are found, and how far from the truth they are put.

Resolution is measured on the gold names that have coordinates, words for a people included, as published systems do
(M. Gritta and others, A pragmatic guide to geoparsing evaluation, 2020). What is left unresolved counts as wrong. On
TR-News and GeoWebNews the ranking's weights are fitted, so there the accuracy is that of five-fold cross-validation;
`python -m benchmarks.places --data DIR --fit` writes the weights fitted on both into the gazetteer's pack.
"""

from __future__ import annotations

import sys
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.core import report, span_scores
from benchmarks.errors import CannotMeasure
from benchmarks.geoparsing import SETS, Document, Toponym, article_of, read_documents
from benchmarks.place_names import chain_scores
from benchmarks.place_names import cross_validate as cross_validate_names
from sayso.mark.gazetteer import RANKING, Gazetteer
from sayso.mark.place_kinds import settle_kinds
from sayso.mark.place_patterns import read_mention
from sayso.mark.place_ranking import FEATURES, feature_table
from sayso.mark.place_words import PlaceWords, place_words
from sayso.mark.places import RESOLVED, group_mentions, mark_places, resolve_names, setting_of
from sayso.packs import load_pack, seal_pack

Floats = NDArray[np.float64]

RIGHT_KM: Final = 161.0
"""The measure's own limit: 100 miles."""
FITTED: Final = ("trnews", "geowebnews")
FOLDS: Final = 5
RIDGE: Final = 0.001
"""Weight of the squared weights in the fit, which has some 4,000 names; of 0.02 and 0.001 the second does better."""
STEPS, RATE = 1500, 0.05
AREA_MOST_KM: Final = 20_038
"""Half the circumference of the earth: the greatest error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The candidates of one article: features, whose they are, which are right, how often each query was named."""

    features: Floats
    owner: NDArray[np.int64]
    is_right: NDArray[np.bool_]
    counts: Floats


def run(data: Path) -> dict[str, Any]:
    """For each set that is there: exact-span scores of the chain, accuracy within 161 km, errors, and speed."""
    folder = data / "geoparsing" if (data / "geoparsing").is_dir() else data
    paths = [folder / file for file in SETS if (folder / file).is_file()]
    if not paths:
        raise CannotMeasure(f"none of {', '.join(SETS)} is in {folder}")
    gazetteer = Gazetteer.load(load_pack("gazetteer-world"))
    words = place_words(load_pack("lexicon-en").yaml("place_words.yaml"))
    metrics: dict[str, float] = {}
    fitted: dict[str, list[Document]] = {}
    for path in paths:
        name, documents = SETS[path.name], read_documents(path)
        metrics |= {f"{name}_{key}": value for key, value in chain_scores(name, documents).items()}
        metrics[f"{name}_gazetteer_f1"] = recognition(documents, gazetteer, words)
        metrics |= {f"{name}_{key}": value for key, value in resolution(documents, gazetteer, words).items()}
        if name in FITTED:
            fitted[name] = documents
    metrics |= cross_validate_names(fitted)
    metrics |= {f"{name}_cv_accuracy": value for name, value in cross_validate(fitted, gazetteer, words).items()}
    return report("places", paths, metrics)


def recognition(documents: Sequence[Document], gazetteer: Gazetteer, words: PlaceWords) -> float:
    """Exact-span F1 of `mark_places` by the gazetteer alone, in percent."""
    gold: set[Hashable] = set()
    found: set[Hashable] = set()
    for document in documents:
        article, sentences = article_of(document)
        gold |= {(document.id, toponym.start, toponym.end) for toponym in document.toponyms}
        marks = mark_places(article, sentences, None, gazetteer, words)
        found |= {(document.id, mark.start, mark.end) for mark in marks}
    return span_scores(gold, found)[2]


def resolution(documents: Sequence[Document], gazetteer: Gazetteer, words: PlaceWords) -> dict[str, float]:
    """Accuracy of the shipped weights given the gold names, mean and median error, and articles a second."""
    errors = []
    began = process_time()
    for document in documents:
        article, _ = article_of(document)
        names = [(toponym.start, toponym.end) for toponym in document.toponyms]
        for place, toponym in zip(resolve_names(article, names, gazetteer, words), document.toponyms, strict=True):
            if toponym.latitude is not None:
                errors.append(error_km(place.latitude, place.longitude, toponym))
    seconds = process_time() - began
    return {**error_scores(np.array(errors)), "articles_a_second": len(documents) / seconds}


def error_scores(errors: Floats) -> dict[str, float]:
    """Accuracy within 161 km in percent, mean and median in km, area under the curve of log errors (0 is best)."""
    known = np.isfinite(errors)
    bounded = np.where(known, errors, AREA_MOST_KM)
    return {
        "names": float(len(errors)),
        "accuracy": 100 * float((errors <= RIGHT_KM).mean()),
        "resolved": 100 * float(known.mean()),
        "mean_km": float(errors[known].mean()),
        "median_km": float(np.median(bounded)),
        "area_under_curve": float((np.log1p(bounded) / np.log1p(AREA_MOST_KM)).mean()),
    }


def error_km(latitude: float | None, longitude: float | None, toponym: Toponym) -> float:
    """Kilometres between the point and the toponym; infinite if there is no point."""
    if latitude is None or longitude is None or toponym.latitude is None or toponym.longitude is None:
        return float("inf")
    here, there = np.radians([latitude, longitude]), np.radians([toponym.latitude, toponym.longitude])
    half = np.sin((there - here) / 2) ** 2
    return float(12742 * np.arcsin(np.sqrt(half[0] + np.cos(here[0]) * np.cos(there[0]) * half[1])))


def sample(document: Document, gazetteer: Gazetteer, words: PlaceWords) -> Sample:
    """The article's candidates; right are those of the gold id, else those within 161 km, for most of its mentions."""
    article, _ = article_of(document)
    mentions = [read_mention(document.text, toponym.start, toponym.end, words) for toponym in document.toponyms]
    queries, asked = group_mentions(document.text, settle_kinds(document.text, mentions, words))
    table, features = feature_table(queries, gazetteer, setting_of(article))
    gold: dict[int, list[Toponym]] = {}
    for query, toponym in zip(asked, document.toponyms, strict=True):
        if toponym.latitude is not None:
            gold.setdefault(query, []).append(toponym)
    is_right = np.zeros(len(table.rows), dtype=bool)
    for line, owner in enumerate(table.owner.tolist()):
        if owner in gold:
            place, wanted = table.places[line], gold[owner][0]
            is_right[line] = error_km(float(place["latitude"]), float(place["longitude"]), wanted) <= RIGHT_KM
    counts = np.array([float(len(gold.get(query, ()))) for query in range(len(queries))])
    return Sample(features=features, owner=table.owner, is_right=is_right, counts=counts)


def fit(samples: Sequence[Sample], start: Floats) -> Floats:
    """Weights that make the right candidates, or "none" where there is none, most likely; by Adam, from `start`."""
    joined = _join(samples)
    weights, mean, square = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, STEPS + 1):
        gradient = _gradient(joined, weights) + RIDGE * weights
        mean, square = 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def _join(samples: Sequence[Sample]) -> Sample:
    """All articles as one; "none" of each query becomes a line of its own, whose only feature is the first."""
    features, owners, rights, counts, before = [], [], [], [], 0
    for one in samples:
        queries = len(one.counts)
        none = np.zeros((queries, len(FEATURES)))
        none[:, 0] = 1
        has_right = np.bincount(one.owner[one.is_right], minlength=queries) > 0
        features += [one.features, none]
        owners += [one.owner + before, np.arange(queries) + before]
        rights += [one.is_right, ~has_right]
        counts.append(one.counts)
        before += queries
    return Sample(
        features=np.concatenate(features),
        owner=np.concatenate(owners),
        is_right=np.concatenate(rights),
        counts=np.concatenate(counts),
    )


def _gradient(joined: Sample, weights: Floats) -> Floats:
    energies = np.exp(np.clip(joined.features @ weights, -60, 60))
    right = energies * joined.is_right
    shares = energies / np.bincount(joined.owner, energies)[joined.owner]
    wanted = right / np.bincount(joined.owner, right)[joined.owner]
    importance = np.sqrt(joined.counts)[joined.owner]
    return np.asarray(joined.features.T @ ((shares - wanted) * importance) / np.sqrt(joined.counts).sum())


def accuracy(samples: Sequence[Sample], weights: Floats) -> float:
    """Percent of the names whose best candidate is right and scores enough."""
    right = total = 0.0
    for one in samples:
        total += one.counts.sum()
        energies = np.exp(np.clip(one.features @ weights, -60, 60))
        all_ = np.exp(weights[0]) + np.bincount(one.owner, energies, minlength=len(one.counts))
        for query in range(len(one.counts)):
            lines = np.flatnonzero(one.owner == query)
            best = lines[np.argmax(energies[lines])] if len(lines) else -1
            if best >= 0 and one.is_right[best] and energies[best] / all_[query] >= RESOLVED:
                right += one.counts[query]
    return 100 * right / total


def cross_validate(sets: dict[str, list[Document]], gazetteer: Gazetteer, words: PlaceWords) -> dict[str, float]:
    """Accuracy on each fitted set by weights from the other folds of all sets; folds are every fifth article."""
    samples = {name: [sample(document, gazetteer, words) for document in documents] for name, documents in sets.items()}
    scores: dict[str, list[tuple[float, float]]] = {name: [] for name in samples}
    for fold in range(FOLDS):
        train = [one for every in samples.values() for index, one in enumerate(every) if index % FOLDS != fold]
        weights = fit(train, np.zeros(len(FEATURES)))
        for name, every in samples.items():
            held = every[fold::FOLDS]
            scores[name].append((accuracy(held, weights), float(sum(one.counts.sum() for one in held))))
    return {name: sum(a * n for a, n in pairs) / sum(n for _, n in pairs) for name, pairs in scores.items()}


def write_weights(data: Path) -> None:
    """Fits the weights on both sets and writes them into the gazetteer's pack."""
    folder = data / "geoparsing" if (data / "geoparsing").is_dir() else data
    pack = load_pack("gazetteer-world")
    gazetteer, words = Gazetteer.load(pack), place_words(load_pack("lexicon-en").yaml("place_words.yaml"))
    paths = [folder / file for file, name in SETS.items() if name in FITTED]
    samples = [sample(document, gazetteer, words) for path in paths for document in read_documents(path)]
    weights = fit(samples, np.zeros(len(FEATURES)))
    lines = [
        "# Weights of what speaks for a candidate of a place name, in the order of mark/place_ranking.py's FEATURES."
    ]
    lines += ["# prior: by hand. weights: fitted on TR-News and GeoWebNews by benchmarks/places.py --fit."]
    for key, values in (("prior", gazetteer.ranking.prior), ("weights", weights)):
        lines += [f"{key}:", *(f"  {name}: {value:.4f}" for name, value in zip(FEATURES, values, strict=True))]
    (pack.folder / RANKING).write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(seal_pack(pack.folder).maker + "\n")


if __name__ == "__main__":
    write_weights(Path(sys.argv[sys.argv.index("--data") + 1]))
