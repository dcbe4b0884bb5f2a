"""Names on the dev parts of two sets, exact spans.

`f1` and the metrics beside it are of the core set, which marks persons, organisations and located names; a facility
that the model finds is a located name there, and a people's name none. `worldwide_…` are of newspapers of Africa, Asia,
Latin America, the Middle East and Oceania (stanfordnlp/en-worldwide-newswire). `worldwide_f1` is over persons,
organisations and locations; the set's facilities (`worldwide_FAC_f1`) and peoples with adjectives of nationality
(`worldwide_NORP_f1`) are scored apart, on both sides; its dates, sums of money, products and other names are left out.
Both are read a sentence at a time. `worldwide_articles_f1` and `worldwide_articles_ORG_f1` are the same with each
article read as one text, as the chain reads reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.core import encoder, need, report, span_scores
from sayso.mark.core.entities import MARKED, TaggedKind, tagged_spans
from sayso.mark.core.sequence import spans_of
from training.corpora import read_iob2
from training.names import NameDocument, read_world

SCORED: Final = ("PER", "ORG", "LOC")
"""The kinds that are scored together."""
Spans = defaultdict[str, set[Hashable]]


def run(data: Path) -> dict[str, Any]:
    """Precision, recall and F1 of both sets, and F1 for each source of the core set and for each kind, in percent."""
    core, world = (need(data / "ner" / f"{name}.dev.iob2") for name in ("core", "worldwide"))
    metrics = core_scores(core) | world_scores(read_world(world))
    return report("ner", [core, world], metrics)


def core_scores(path: Path) -> dict[str, float]:
    """The scores of the core set."""
    gold, found = Spans(set), Spans(set)
    for number, (source, words, tags) in enumerate(read_iob2(path)):
        for kind, first, last in spans_of(tags):
            for group in ("all", source, kind):
                gold[group].add((number, kind, first, last))
        for tagged, first, last in names_in([words]):
            if kind := MARKED.get(tagged, ""):
                for group in ("all", source, kind):
                    found[group].add((number, kind, first, last))
    metrics = dict(zip(("p", "r", "f1"), span_scores(gold.pop("all", set()), found["all"]), strict=True))
    return metrics | {f"{group}_f1": span_scores(gold[group], found[group])[2] for group in sorted(gold)}


def world_scores(documents: Sequence[NameDocument]) -> dict[str, float]:
    """The scores of the newspapers of the world."""
    gold, found, joined = Spans(set), Spans(set), Spans(set)
    for number, document in enumerate(documents):
        starts = [0]
        for sentence in document:
            starts.append(starts[-1] + len(sentence.words))
        for start, sentence in zip(starts, document, strict=False):
            _add(gold, number, start, spans_of(list(sentence.tags)))
            _add(found, number, start, names_in([sentence.words]))
        _add(joined, number, 0, names_in([sentence.words for sentence in document]))
    three = span_scores(gold["all"], found["all"])
    metrics = {f"worldwide_{name}": score for name, score in zip(("p", "r", "f1"), three, strict=True)}
    metrics |= {
        f"worldwide_articles_{k}f1": span_scores(gold[g], joined[g])[2] for k, g in (("", "all"), ("ORG_", "ORG"))
    }
    kinds = sorted(kind for kind in gold if kind != "all")
    return metrics | {f"worldwide_{kind}_f1": span_scores(gold[kind], found[kind])[2] for kind in kinds}


def _add(spans: Spans, document: int, start: int, names: Sequence[tuple[str, int, int]]) -> None:
    """Take in the names of a document whose words begin at `start`."""
    for kind, first, last in names:
        for group in ("all", kind) if kind in SCORED else (kind,):
            spans[group].add((document, kind, start + first, start + last))


def names_in(blocks: Sequence[Sequence[str]]) -> list[tuple[TaggedKind, int, int]]:
    """The names that the model finds in a text of these blocks, counted in words from its beginning."""
    core = encoder()
    words = [word for block in blocks for word in block]
    numbers = [number for number, block in enumerate(blocks) for _ in block]
    begins = [not at or numbers[at] != numbers[at - 1] for at in range(len(numbers))]
    scores = core.read(core.pieces.cut(words, begins))
    return tagged_spans(numbers, scores["names"], core.heads.labels["names"], core.heads.weights.get("name_steps"))
