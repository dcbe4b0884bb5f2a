"""Attribution on PolNeAR: exact spans of sources, cues and contents."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

from benchmarks.core import cutter, encoder, need, report, span_scores
from sayso.mark.core.attribution import find_sayings
from sayso.mark.core.tree import ArticleWords
from training.corpora import GoldDocument, read_polnear, trim

KINDS = ("source", "cue", "content", "source_link", "content_link")
"""What is scored: spans, and pairs of a cue with its source or with its content."""


def run(data: Path) -> dict[str, Any]:
    """Exact-span precision, recall and F1 (edges trimmed), and the F1 of whole links source-cue and cue-content.

    A discontinuous content counts piece by piece; each annotator's document is scored by itself.
    """
    folder = need(data / "attribution" / "polnear" / "dev")
    for part in ("attributions", "text"):
        need(folder / part)
    gold: dict[str, set[Hashable]] = {kind: set() for kind in KINDS}
    found: dict[str, set[Hashable]] = {kind: set() for kind in KINDS}
    for document in read_polnear(folder):
        _add_gold(document, gold)
        _add_found(document, found)
    metrics: dict[str, float] = {}
    for kind in KINDS:
        scores = span_scores(gold[kind], found[kind])
        metrics |= {f"{kind}_{score}": value for score, value in zip(("p", "r", "f1"), scores, strict=True)}
    return report("polnear", [folder], metrics)


def _add_gold(document: GoldDocument, gold: dict[str, set[Hashable]]) -> None:
    for attribution in document.attributions:
        for kind in ("source", "cue", "content"):
            gold[kind] |= {(document.id, span) for span in getattr(attribution, kind)}
        for cue in attribution.cue[:1]:
            gold["source_link"] |= {(document.id, cue, source) for source in attribution.source}
            gold["content_link"] |= {(document.id, cue, content) for content in attribution.content}


def _add_found(document: GoldDocument, found: dict[str, set[Hashable]]) -> None:
    text = document.text
    words = words_of_text(text)
    begins = [not at or words.blocks[at] != words.blocks[at - 1] for at in range(len(words.blocks))]
    core = encoder()
    scores = core.read(core.pieces.cut([text[a:b] for a, b in words.spans], begins))
    sayings = find_sayings(text, words, scores, core.heads)
    sources = [trim(text, source.start, source.end) for source in sayings.sources]
    cues = [trim(text, cue.start, cue.end) for cue in sayings.cues]
    found["source"] |= {(document.id, span) for span in sources}
    found["cue"] |= {(document.id, span) for span in cues}
    for saying in sayings.contents:
        content = trim(text, saying.content.start, saying.content.end)
        found["content"].add((document.id, content))
        if saying.cue is not None:
            found["content_link"].add((document.id, cues[saying.cue], content))
    for cue, source in sayings.cue_sources:
        found["source_link"].add((document.id, cues[cue], sources[source]))


def words_of_text(text: str) -> ArticleWords:
    """The words of a bare text, a line a block."""
    stretches = cutter()(text)
    blocks, block, end = list[int](), 0, 0
    for start, stop in stretches:
        block += "\n" in text[end:start]
        blocks.append(block)
        end = stop
    return ArticleWords(spans=stretches, blocks=blocks)
