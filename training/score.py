"""Scores on the dev parts with the network in torch; the benchmarks score what is shipped."""

from __future__ import annotations

import numpy as np
import torch

from sayso.mark.decode import allowed_steps, best_chain, may_begin, spans_of
from sayso.mark.windows import WordPieces, stack
from training.batches import Corpus, Example, name_windows, said_document, tree_windows
from training.corpora import trim
from training.learn import padded
from training.net import Labels, Net


def f1(gold: set[tuple[object, ...]], found: set[tuple[object, ...]]) -> float:
    """The F1 of two sets, in percent."""
    return 200 * len(gold & found) / max(1, len(gold) + len(found))


def run(net: Net, batch: list[Example]) -> dict[str, torch.Tensor]:
    """The outputs for a batch, without dropout or gradients."""
    cut = stack([example.pieces for example in batch])
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        return net(*(torch.from_numpy(array) for array in (cut.ids, cut.mask, cut.shapes, cut.begins, cut.first)))


def score_said(net: Net, corpus: Corpus, pieces: WordPieces, labels: Labels) -> dict[str, float]:
    """Exact span F1 of sources, cues and contents."""
    steps = allowed_steps(labels.said) + net.steps.detach().numpy()
    start, gold, found = may_begin(labels.said), set(), set()
    for document in corpus.said:
        for attribution in document.attributions:
            for kind in ("source", "cue", "content"):
                gold |= {(document.id, kind, *span) for span in getattr(attribution, kind)}
        for example, stretches in said_document(document, pieces, None):
            scores = run(net, [example])["said"][0].float().numpy()
            chain = [labels.said[i] for i in best_chain(scores[: len(stretches)], steps, start)]
            for kind, first, last in spans_of(chain):
                span = trim(document.text, stretches[first][0], stretches[last - 1][1])
                found.add((document.id, kind, *span))
    return {kind: f1({g for g in gold if g[1] == kind}, {f for f in found if f[1] == kind}) for kind in ("source", "cue", "content")}


def score_trees(net: Net, corpus: Corpus, pieces: WordPieces, labels: Labels) -> dict[str, float]:
    """LAS without subtypes by the best governor of each word, parts of speech, factuality's r, sentence starts' F1."""
    import random

    right = {"las": 0, "uas": 0, "upos": 0, "xpos": 0}
    words, said, told, starts = 0, list[float](), list[float](), [0, 0, 0]
    bare = np.array([label.split(":")[0] for label in labels.deprel])
    for example in tree_windows(corpus.trees, pieces, labels, random.Random(1)):
        out, wide = run(net, [example]), len(example.pieces)
        unit = padded([example], "unit", -1, wide)[0]
        same = torch.cat([torch.ones(wide, 1).bool(), unit[:, None] == unit[None, :]], 1)
        heads = net.arcs(out)[0].masked_fill(~same, -1e4).argmax(-1)
        gold = padded([example], "heads", -100, wide)[0].long()
        index = torch.arange(wide)
        relation = net.relations(out, torch.zeros(wide).long(), index, heads).argmax(-1).numpy()
        wanted = padded([example], "deprel", -100, wide)[0].long().numpy()
        hit = (heads == gold).numpy()
        right["uas"] += int(hit.sum())
        right["las"] += int((hit & (bare[relation] == bare[wanted])).sum())
        for tag in ("upos", "xpos"):
            right[tag] += int((out[tag][0].argmax(-1).numpy() == np.array(example.gold[tag])).sum())
        words += wide
        fact = np.array(example.gold["fact"])
        keep = ~np.isnan(fact)
        said += list(out["fact"][0, :, 0].float().numpy()[keep])
        told += list(fact[keep])
        begin, begun = out["sent"][0, :, 0].float().numpy() > 0, np.array(example.gold["sent"]) > 0
        starts = [starts[0] + int((begin & begun).sum()), starts[1] + int(begin.sum()), starts[2] + int(begun.sum())]
    scores = {name: 100 * hits / max(1, words) for name, hits in right.items()}
    if told:
        scores["fact_r"] = float(np.corrcoef(said, told)[0, 1])
    return scores | {"sent_f1": 200 * starts[0] / max(1, starts[1] + starts[2])}


def score_names(net: Net, corpus: Corpus, pieces: WordPieces, labels: Labels) -> float:
    """Exact span F1 of names."""
    steps, start = allowed_steps(labels.names), may_begin(labels.names)
    gold, found = set(), set()
    examples = sorted(
        enumerate(name_windows(corpus.names, "names", labels.names, pieces)), key=lambda pair: pair[1].size
    )
    for at in range(0, len(examples), 64):
        group = examples[at : at + 64]
        scores = run(net, [example for _, example in group])["names"].float().numpy()
        for (number, example), row in zip(group, scores, strict=True):
            chain = best_chain(row[: len(example.pieces)], steps, start)
            found |= {(number, *span) for span in spans_of([labels.names[i] for i in chain])}
            gold |= {(number, *span) for span in spans_of([labels.names[int(i)] for i in example.gold["names"]])}
    return f1(gold, found)
