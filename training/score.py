"""Scores on the dev parts with the network in torch; the benchmarks score what is shipped."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
import torch

from sayso.mark.core.sequence import allowed_steps, best_chain, may_begin, spans_of
from sayso.mark.core.windows import WordPieces, stack
from training.batches import UNSAID, Corpus, Example, name_windows, said_document, tree_windows
from training.corpora import trim
from training.learn import padded, same_sentence
from training.names import NameDocument
from training.net import FORBIDDEN, Labels, Net


def f1(gold: AbstractSet[Hashable], found: AbstractSet[Hashable]) -> float:
    """The F1 of two sets, in percent."""
    return 200 * len(gold & found) / max(1, len(gold) + len(found))


def run(net: Net, batch: list[Example]) -> dict[str, torch.Tensor]:
    """The outputs for a batch, without dropout or gradients."""
    cut = stack([example.pieces for example in batch])
    inputs = [torch.from_numpy(array) for array in (cut.ids, cut.mask, cut.shapes, cut.begins, cut.first)]
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        out: dict[str, torch.Tensor] = net(*inputs)
    return out


def score_said(net: Net, corpus: Corpus, pieces: WordPieces, labels: Labels) -> dict[str, float]:
    """Exact span F1 of sources, cues and contents."""
    steps, start = allowed_steps(labels.said) + net.steps.detach().numpy(), may_begin(labels.said)
    gold: dict[str, set[Hashable]] = {kind: set() for kind in ("source", "cue", "content")}
    found: dict[str, set[Hashable]] = {kind: set() for kind in gold}
    for document in corpus.said:
        for attribution in document.attributions:
            for kind, spans in gold.items():
                spans |= {(document.id, *span) for span in getattr(attribution, kind)}
        for example, stretches in said_document(document, pieces, None):
            scores = run(net, [example])["said"][0].float().numpy()
            chain = [labels.said[i] for i in best_chain(scores[: len(stretches)], steps, start)]
            for kind, first, last in spans_of(chain):
                span = trim(document.text, stretches[first][0], stretches[last - 1][1])
                found[kind].add((document.id, *span))
    return {kind: f1(gold[kind], found[kind]) for kind in gold}


def score_trees(net: Net, corpus: Corpus, pieces: WordPieces, labels: Labels) -> dict[str, float]:
    """LAS without subtypes by the best governor of each word, parts of speech, factuality's r, sentence starts' F1."""
    right, said, told = Counter[str](), list[float](), list[float]()
    for example in tree_windows(corpus.trees, pieces, labels, random.Random(1)):
        out = run(net, [example])
        right.update(_tree_hits(net, example, out, labels) | _start_hits(example, out))
        fact = np.array(example.gold["fact"])
        known = ~np.isnan(fact)
        said += list(out["fact"][0, :, 0].float().numpy()[known])
        told += list(fact[known])
    scores = {name: 100 * right[name] / max(1, right["words"]) for name in ("las", "uas", "upos", "xpos")}
    if told:
        scores["fact_r"] = float(np.corrcoef(said, told)[0, 1])
    return scores | {"sent_f1": 200 * right["starts"] / max(1, right["starts found"] + right["starts wanted"])}


def _tree_hits(net: Net, example: Example, out: dict[str, torch.Tensor], labels: Labels) -> dict[str, int]:
    """How many words of a window there are, and how many are right by each measure."""
    wide = len(example.pieces)
    heads = net.arcs(out)[0].masked_fill(~same_sentence([example], wide)[0], FORBIDDEN).argmax(-1)
    relation = net.relations(out, torch.zeros(wide).long(), torch.arange(wide), heads).argmax(-1).numpy()
    wanted = padded([example], "deprel", UNSAID, wide)[0].long().numpy()
    attached = (heads == padded([example], "heads", UNSAID, wide)[0].long()).numpy()
    bare = np.array([label.split(":")[0] for label in labels.deprel])
    hits = {"words": wide, "uas": int(attached.sum()), "las": int((attached & (bare[relation] == bare[wanted])).sum())}
    for tag in ("upos", "xpos"):
        hits[tag] = int((out[tag][0].argmax(-1).numpy() == np.array(example.gold[tag])).sum())
    return hits


def _start_hits(example: Example, out: dict[str, torch.Tensor]) -> dict[str, int]:
    """How many sentences' beginnings of a window are found, wanted, and both."""
    found, wanted = out["sent"][0, :, 0].float().numpy() > 0, np.array(example.gold["sent"]) > 0
    return {
        "starts": int((found & wanted).sum()), "starts found": int(found.sum()), "starts wanted": int(wanted.sum()),
    }  # fmt: skip


def score_names(net: Net, documents: Sequence[NameDocument], pieces: WordPieces, labels: Labels) -> dict[str, float]:
    """Exact span F1 of persons, organisations and located names together (`all`), and of each kind, read singly.

    Where the gold is loose a facility counts as a located name; a people's name counts for nothing.
    """
    steps, start = allowed_steps(labels.names) + net.name_steps.detach().numpy(), may_begin(labels.names)
    gold, found = defaultdict[str, set[Hashable]](set), defaultdict[str, set[Hashable]](set)
    sentences = [sentence for document in documents for sentence in document]
    read_singly = [(one, example) for one in sentences for example in name_windows([[one]], labels.names, pieces)]
    examples = sorted(read_singly, key=lambda pair: pair[1].size)
    for at in range(0, len(examples), 64):
        group = examples[at : at + 64]
        scores = run(net, [example for _, example in group])["names"].float().numpy()
        for number, ((sentence, example), row) in enumerate(zip(group, scores, strict=True), at):
            chain = best_chain(row[: len(example.pieces)], steps, start)
            read = [labels.names[index] for index in chain]
            for tags, kept in ((sentence.tags, gold), (read, found)):
                for kind, first, last in spans_of(list(tags)):
                    known = "LOC" if kind == "FAC" and sentence.loose else kind
                    for key in (known, "all") if known in ("PER", "ORG", "LOC") else (known,):
                        kept[key].add((number, known, first, last))
    return {key: f1(gold[key], found[key]) for key in sorted(gold)}
