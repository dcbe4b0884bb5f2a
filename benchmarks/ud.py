"""Syntax on Universal Dependencies: gold words and sentences, relations without subtypes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.core import encoder, need, report
from sayso.mark.core.encoder import Scores
from sayso.mark.core.lemmas import Lemmas
from sayso.mark.core.relations import sure_tags
from sayso.mark.core.tree import best_heads, best_relations, governor_scores
from sayso.packs.language import load_language
from training.corpora import Tree, read_conllu

SETS = {"ewt": "en_ewt-ud-dev.conllu", "gum": "en_gum-permissive-dev.conllu"}
MEASURES = ("las", "uas", "upos", "xpos", "lemma")


def run(data: Path) -> dict[str, Any]:
    """LAS, UAS, part of speech and lemma accuracy on the dev parts of EWT and open GUM, in percent."""
    paths = [need(data / "ud" / file) for file in SETS.values()]
    lemmas = Lemmas.load(load_language("en"))
    metrics: dict[str, float] = {}
    for name, path in zip(SETS, paths, strict=True):
        hits, words = dict.fromkeys(MEASURES, 0), 0
        for document in documents(path):
            words += sum(len(tree.words) for tree in document)
            for key, count in _count_hits(document, lemmas).items():
                hits[key] += count
        metrics |= {f"{name}_{key}": 100 * count / words for key, count in hits.items()}
    return report("ud", paths, metrics)


def documents(path: Path) -> list[list[Tree]]:
    """The sentences by document, in order: the encoder reads them with their neighbours, as it does in a report."""
    found: dict[str, list[Tree]] = {}
    for tree in read_conllu(path):
        found.setdefault(tree.document, []).append(tree)
    return list(found.values())


def scores_of(document: list[Tree]) -> Scores:
    """The encoder's scores for all words of a document."""
    core = encoder()
    words = [word for tree in document for word in tree.words]
    begins = [tree.paragraph and not at for tree in document for at in range(len(tree.words))]
    return core.read(core.pieces.cut(words, begins))


def _count_hits(document: list[Tree], lemmas: Lemmas) -> dict[str, int]:
    """How many words of a document are right, by measure."""
    scores, heads, first = scores_of(document), encoder().heads, 0
    hits = dict.fromkeys(MEASURES, 0)
    tags = sure_tags(scores["upos"])
    upos, xpos = scores["upos"].argmax(1), scores["xpos"].argmax(1)
    for tree in document:
        last = first + len(tree.words)
        governors = best_heads(governor_scores(scores, heads, first, last))
        relations = best_relations(scores, heads, first, last, governors, tags[first:last])
        for at in range(len(tree.words)):
            tag, fine = heads.labels["upos"][upos[first + at]], heads.labels["xpos"][xpos[first + at]]
            right = int(governors[at]) - 1 == tree.heads[at]
            same = heads.labels["deprel"][relations[at]].split(":")[0] == tree.deprels[at].split(":")[0]
            hits["uas"] += right
            hits["las"] += right and same
            hits["upos"] += tag == tree.upos[at]
            hits["xpos"] += fine == tree.xpos[at]
            hits["lemma"] += lemmas.of(tree.words[at], tag, fine).lower() == tree.lemmas[at].lower()
        first = last
    return hits
