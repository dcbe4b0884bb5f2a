"""Factuality on UDS: did it happen, from -3 to 3, for the predicates of EWT's dev part."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.core import need, report
from benchmarks.ud import SETS, documents, scores_of
from training.corpora import FACTS, read_factuality


def run(data: Path) -> dict[str, Any]:
    """Pearson's r and the mean absolute error (on the scale of the data) over all annotated predicates."""
    folder, path = need(data / "factuality"), need(data / "ud" / SETS["ewt"])
    for name in FACTS:
        need(folder / name)
    facts = read_factuality(folder)
    said, told = list[float](), list[float]()
    for document in documents(path):
        values, at = scores_of(document)["fact"][:, 0], 0
        for tree in document:
            for word, (value, _) in sorted(facts.get(tree.id, {}).items()):
                if word < len(tree.words):
                    said.append(float(values[at + word]))
                    told.append(value)
            at += len(tree.words)
    metrics = {
        "pearson_r": float(np.corrcoef(said, told)[0, 1]),
        "mae": float(np.abs(np.array(said) - np.array(told)).mean()),
        "predicates": float(len(said)),
    }
    return report("factuality", [folder, path], metrics)
