"""The weights and the calibration of the ranking of places, fitted on TR-News and GeoWebNews, and cross-validated.

`python -m benchmarks.place_fit --data DIR` writes both into the gazetteer's pack, and the reliability plot into docs.
The weights make the right candidates most likely; the calibration is Platt's (J. Platt, Probabilistic outputs for
support vector machines, 1999): the log odds of the best candidate's share, times a slope and shifted, so that of the
names with a score of .8 four in five are right. It is fitted on scores from cross-validation.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.geoparsing import SETS, Document, Toponym, article_of, error_km, read_documents
from benchmarks.reliability import calibrate, calibrated, draw_reliability, expected_error
from sayso.gazetteer.lookup import RANKING, Gazetteer
from sayso.mark.places.marking import group_mentions, setting_of
from sayso.mark.places.meanings import RESOLVED
from sayso.mark.places.patterns import read_mention
from sayso.mark.places.place_kinds import settle_kinds
from sayso.mark.places.ranking import FEATURES, feature_table, settle_energies
from sayso.mark.places.vocabulary import PlaceWords, place_words
from sayso.packs.language import load_language
from sayso.packs.pack import load_pack, seal_pack

Floats = NDArray[np.float64]

RIGHT_KM: Final = 161.0
"""The measure's own limit: 100 miles."""
FITTED: Final = ("trnews", "geowebnews")
FOLDS: Final = 5
RIDGE: Final = 0.001
"""Weight of the squared weights in the fit, which has some 4,000 names; of 0.02 and 0.001 the second does better."""
STEPS, RATE = 1500, 0.05
PLOT: Final = Path(__file__).parent.parent / "docs" / "places-reliability.svg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The candidates of one article: features, whose they are, which are right, how often each query was named."""

    features: Floats
    owner: NDArray[np.int64]
    is_right: NDArray[np.bool_]
    counts: Floats
    settle: Callable[[Floats], Floats] = lambda energies: energies
    """What is done to the energies after the fit: a region's seat goes first."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The best candidate of each name: its share before calibration, whether it is right, how often it was named."""

    share: Floats
    is_right: Floats
    counts: Floats

    def joined(self, other: Scored) -> Scored:
        """Both, one after the other."""
        pairs = zip((self.share, self.is_right, self.counts), (other.share, other.is_right, other.counts), strict=True)
        return Scored(*(np.concatenate(pair) for pair in pairs))


NOTHING: Final = Scored(np.zeros(0), np.zeros(0), np.zeros(0))


def sample(document: Document, gazetteer: Gazetteer, words: PlaceWords) -> Sample:
    """The article's candidates; right are those of the gold id, else those within 161 km, for most of its mentions."""
    article, _ = article_of(document)
    mentions = [read_mention(document.text, toponym.start, toponym.end, words) for toponym in document.toponyms]
    queries, asked = group_mentions(document.text, settle_kinds(document.text, mentions, words), words)
    setting = setting_of(article)
    table, features = feature_table(queries, gazetteer, setting)
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

    def settle(energies: Floats) -> Floats:
        return settle_energies(energies, table, queries, gazetteer, setting)

    return Sample(features=features, owner=table.owner, is_right=is_right, counts=counts, settle=settle)


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


def score(samples: Sequence[Sample], weights: Floats) -> Scored:
    """The best candidate of every gold name with its share; a name without candidates has the share 0."""
    shares, rights, counts = list[float](), list[bool](), list[float]()
    for one in samples:
        energies = np.exp(np.clip(one.settle(one.features @ weights), -60, 60)) if len(one.owner) else np.zeros(0)
        total = np.exp(weights[0]) + np.bincount(one.owner, energies, minlength=len(one.counts))
        for query in np.flatnonzero(one.counts).tolist():
            lines = np.flatnonzero(one.owner == query)
            best = lines[np.argmax(energies[lines])] if len(lines) else -1
            shares.append(float(energies[best] / total[query]) if best >= 0 else 0.0)
            rights.append(bool(best >= 0 and one.is_right[best]))
            counts.append(float(one.counts[query]))
    return Scored(np.array(shares), np.array(rights, dtype=np.float64), np.array(counts))


def cross_scores(sets: dict[str, list[Document]], gazetteer: Gazetteer, words: PlaceWords) -> dict[str, list[Scored]]:
    """For each set what each fold scores by weights from the other folds of all sets; folds are every fifth article."""
    samples = {name: [sample(document, gazetteer, words) for document in documents] for name, documents in sets.items()}
    scores: dict[str, list[Scored]] = {name: [] for name in samples}
    for fold in range(FOLDS):
        train = [one for every in samples.values() for index, one in enumerate(every) if index % FOLDS != fold]
        weights = fit(train, np.zeros(len(FEATURES)))
        for name, every in samples.items():
            scores[name].append(score(every[fold::FOLDS], weights))
    return scores


def cross_validate(sets: dict[str, list[Document]], gazetteer: Gazetteer, words: PlaceWords) -> dict[str, float]:
    """Percent of each set's names that are resolved and right, and the expected calibration error, cross-validated.

    The calibration of a fold comes from what the other folds scored.
    """
    scores = cross_scores(sets, gazetteer, words)
    found = dict[str, float]()
    for name, held in scores.items():
        final = NOTHING
        for fold in range(FOLDS):
            others = NOTHING
            for every in scores.values():
                for index, one in enumerate(every):
                    others = others.joined(one) if index != fold else others
            slope, shift = calibrate(others.share, others.is_right, others.counts)
            final = final.joined(
                Scored(calibrated(held[fold].share, slope, shift), held[fold].is_right, held[fold].counts)
            )
        is_kept = final.share >= RESOLVED
        found[f"{name}_cv_accuracy"] = 100 * float((final.is_right * final.counts)[is_kept].sum() / final.counts.sum())
        found[f"{name}_cv_ece"] = expected_error(final.share, final.is_right, final.counts)
    return found


def write_weights(data: Path) -> None:
    """Fits the weights and the calibration on both sets, and writes them into the pack and the plot into docs."""
    folder = data / "geoparsing" if (data / "geoparsing").is_dir() else data
    pack = load_pack("gazetteer-world")
    gazetteer, words = Gazetteer.load(pack), place_words(load_language("en"))
    sets = {name: read_documents(folder / file) for file, name in SETS.items() if name in FITTED}
    samples = [sample(document, gazetteer, words) for documents in sets.values() for document in documents]
    weights = fit(samples, np.zeros(len(FEATURES)))
    everything = NOTHING
    for every in cross_scores(sets, gazetteer, words).values():
        for one in every:
            everything = everything.joined(one)
    slope, shift = calibrate(everything.share, everything.is_right, everything.counts)
    lines = [
        "# Weights of what speaks for a candidate of a place name, in the order of mark/places/ranking.py's FEATURES.",
        "# prior: by hand. weights: fitted on TR-News and GeoWebNews by benchmarks/place_fit.py.",
        "# calibration: of the best candidate's share, fitted on cross-validated shares.",
    ]
    for key, values in (("prior", gazetteer.ranking.prior), ("weights", weights)):
        lines += [f"{key}:", *(f"  {name}: {value:.4f}" for name, value in zip(FEATURES, values, strict=True))]
    lines += ["calibration:", f"  slope: {slope:.4f}", f"  shift: {shift:.4f}"]
    (pack.folder / RANKING).write_text("\n".join(lines) + "\n", encoding="utf-8")
    final = calibrated(everything.share, slope, shift)
    drawn = draw_reliability(
        final, everything.is_right, everything.counts, title="Share of names placed right, by score",
        told="share placed right (within 161 km), cross-validated",
    )  # fmt: skip
    PLOT.write_text(drawn, encoding="utf-8")
    sys.stdout.write(seal_pack(pack.folder).maker + "\n")
    for least, kept, right, correct in sweep(final, everything):
        sys.stdout.write(
            f"from {least:.2f}: {kept:.1f} % resolved, {right:.1f} % of them right, accuracy {correct:.1f}\n"
        )


def sweep(final: Floats, scored: Scored) -> list[tuple[float, float, float, float]]:
    """For thresholds from .1 to .6: percent of the names resolved, percent right among them, and accuracy."""
    rows = []
    for least in np.arange(0.1, 0.61, 0.05).tolist():
        is_kept = final >= least
        kept, right = scored.counts[is_kept].sum(), (scored.counts * scored.is_right)[is_kept].sum()
        everything = scored.counts.sum()
        rows.append((least, 100 * kept / everything, 100 * right / kept, 100 * right / everything))
    return rows


if __name__ == "__main__":
    write_weights(Path(sys.argv[sys.argv.index("--data") + 1]))
