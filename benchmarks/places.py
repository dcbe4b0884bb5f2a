"""Places on TR-News, GeoWebNews, LGL and GeoVirus: which names are found, and how far from the truth they are put.

Resolution is measured on the gold names that have coordinates, words for a people included, as published systems do
(M. Gritta and others, A pragmatic guide to geoparsing evaluation, 2020). What is left unresolved counts as wrong. On
TR-News and GeoWebNews the ranking's weights are fitted, so there `cv_accuracy` and `cv_ece`, the expected calibration
error of the scores, count: they come from five-fold cross-validation over articles (benchmarks/place_fit.py).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from pathlib import Path
from time import process_time
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.core import report, span_scores
from benchmarks.errors import CannotMeasure
from benchmarks.geoparsing import SETS, Document, article_of, error_km, read_documents
from benchmarks.place_fit import FITTED, RIGHT_KM, cross_validate
from benchmarks.place_names import chain_scores
from benchmarks.place_names import cross_validate as cross_validate_names
from sayso.gazetteer.lookup import Gazetteer
from sayso.mark.places.marking import mark_places, resolve_names
from sayso.mark.places.vocabulary import PlaceWords, place_words
from sayso.packs.language import load_language
from sayso.packs.pack import load_pack

Floats = NDArray[np.float64]

AREA_MOST_KM: Final = 20_038
"""Half the circumference of the earth: the greatest error."""


def run(data: Path) -> dict[str, Any]:
    """For each set that is there: exact-span scores of the chain, accuracy within 161 km, errors, and speed."""
    folder = data / "geoparsing" if (data / "geoparsing").is_dir() else data
    paths = [folder / file for file in SETS if (folder / file).is_file()]
    if not paths:
        raise CannotMeasure(f"none of {', '.join(SETS)} is in {folder}")
    gazetteer = Gazetteer.load(load_pack("gazetteer-world"))
    words = place_words(load_language("en"))
    metrics: dict[str, float] = {}
    fitted: dict[str, list[Document]] = {}
    for path in paths:
        name, documents = SETS[path.name], read_documents(path)
        metrics |= {f"{name}_{key}": value for key, value in chain_scores(name, documents).items()}
        metrics[f"{name}_gazetteer_f1"] = recognition(documents, gazetteer, words)
        metrics |= {f"{name}_{key}": value for key, value in resolution(documents, gazetteer, words).items()}
        if name in FITTED:
            fitted[name] = documents
    if fitted:
        metrics |= cross_validate_names(fitted)
        metrics |= cross_validate(fitted, gazetteer, words)
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
    scores = error_scores(np.array(errors)) if errors else {"names": 0.0}
    return {**scores, "articles_a_second": len(documents) / seconds}


def error_scores(errors: Floats) -> dict[str, float]:
    """Accuracy within 161 km in percent, mean and median in km, area under the curve of log errors (0 is best)."""
    known = np.isfinite(errors)
    bounded = np.where(known, errors, AREA_MOST_KM)
    return {
        "names": float(len(errors)),
        "accuracy": 100 * float((errors <= RIGHT_KM).mean()),
        "resolved": 100 * float(known.mean()),
        "mean_km": float(errors[known].mean()) if known.any() else float(AREA_MOST_KM),
        "median_km": float(np.median(bounded)),
        "area_under_curve": float((np.log1p(bounded) / np.log1p(AREA_MOST_KM)).mean()),
    }
