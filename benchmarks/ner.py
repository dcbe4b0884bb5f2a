"""Names (PER, ORG, LOC) on the dev part of the core set: exact spans."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

from benchmarks.core import encoder, need, report, span_scores
from sayso.mark.core.entities import name_spans
from sayso.mark.core.sequence import spans_of
from training.corpora import read_iob2


def run(data: Path) -> dict[str, Any]:
    """Precision, recall and F1 over all sources, and F1 for each source and kind, in percent."""
    path = need(data / "ner" / "core.dev.iob2")
    gold: dict[str, set[Hashable]] = {}
    found: dict[str, set[Hashable]] = {}
    core = encoder()
    for number, (source, words, tags) in enumerate(read_iob2(path)):
        scores = core.read(core.pieces.cut(words, [not at for at in range(len(words))]))
        for kind, first, last in spans_of(tags):
            for group in ("all", source, kind):
                gold.setdefault(group, set()).add((number, kind, first, last))
        for kind, first, last in name_spans([0] * len(words), scores["names"], core.heads.labels["names"]):
            for group in ("all", source, kind):
                found.setdefault(group, set()).add((number, kind, first, last))
    metrics = dict(zip(("p", "r", "f1"), span_scores(gold.pop("all", set()), found.get("all", set())), strict=True))
    for group, wanted in sorted(gold.items()):
        metrics[f"{group}_f1"] = span_scores(wanted, found.get(group, set()))[2]
    return report("ner", [path], metrics)
