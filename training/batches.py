"""The data sets as windows of words with gold labels, cut anew for each pass."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from sayso.mark.encoder import window_runs
from sayso.mark.windows import WINDOW, Piece, WordPieces, pack
from sayso.mark.words import cut_words
from training.corpora import GoldDocument, Tree, read_conllu, read_factuality, read_iob2, read_polnear
from training.net import Labels

SAID = ("O", *(f"{place}-{kind}" for kind in ("source", "cue", "content") for place in "BIES"))
GEAR = {"Weapon": "WEAPON", "MilitaryPlatform": "PLATFORM"}


@dataclass(slots=True, kw_only=True)
class Example:
    """One window. `gold` holds an integer (or float) a word under each head's name; -100 is "not said"."""

    pieces: list[Piece]
    gold: dict[str, Sequence[float]]
    cues: list[tuple[int, list[int]]] = field(default_factory=list)
    """Each cue's first word, and for each word of the window its link bits (1 source begin, 2 in, 4 content begin, 8 in)."""

    @property
    def size(self) -> int:
        return sum(len(piece.ids) for piece in self.pieces) + 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All that is trained on or, for the `dev` parts, scored against while training."""

    trees: list[list[Tree]]
    """By document."""
    said: list[GoldDocument]
    names: list[tuple[list[str], list[str]]]
    gear: list[tuple[list[str], list[str]]]


def load(data: Path, part: str) -> Corpus:
    """The part (`train` or `dev`) of every set under `data`."""
    facts = read_factuality(data / "factuality")
    documents: dict[str, list[Tree]] = {}
    for name in (f"en_ewt-ud-{part}", f"en_gum-permissive-{part}"):
        for tree in read_conllu(data / "ud" / f"{name}.conllu"):
            documents.setdefault(tree.document, []).append(_with_facts(tree, facts.get(tree.id, {})))
    names = [(words, tags) for _, words, tags in read_iob2(data / "ner" / f"core.{part}.iob2")]
    gear = [(w, _gear(t)) for _, w, t in read_iob2(data / "ner" / "re3d_open.train.iob2")] if part == "train" else []
    return Corpus(
        trees=list(documents.values()),
        said=list(read_polnear(data / "attribution" / "polnear" / part)),
        names=names,
        gear=gear,
    )


def _with_facts(tree: Tree, facts: dict[int, tuple[float, float]]) -> Tree:
    if not facts:
        return tree
    value = tuple(facts.get(i, (float("nan"), 0.0))[0] for i in range(len(tree.words)))
    sure = tuple(facts.get(i, (float("nan"), 0.0))[1] for i in range(len(tree.words)))
    return replace(tree, factuality=value, confidence=sure)


def _gear(tags: list[str]) -> list[str]:
    return [f"{tag[:2]}{GEAR[tag[2:]]}" if tag[2:] in GEAR else "O" for tag in tags]


def labels_of(corpus: Corpus) -> Labels:
    """The label sets found in the training part; relations keep their subtypes."""
    sentences = [tree for document in corpus.trees for tree in document]
    return Labels(
        upos=tuple(sorted({tag for tree in sentences for tag in tree.upos})),
        xpos=tuple(sorted({tag for tree in sentences for tag in tree.xpos})),
        deprel=tuple(sorted({tag for tree in sentences for tag in tree.deprels})),
        names=("O", *(f"{place}-{kind}" for kind in ("PER", "ORG", "LOC") for place in "BI")),
        gear=("O", *(f"{place}-{kind}" for kind in ("WEAPON", "PLATFORM") for place in "BI")),
        said=SAID,
    )


def _index(values: Sequence[str]) -> dict[str, int]:
    return {value: place for place, value in enumerate(values)}


def tree_windows(documents: list[list[Tree]], pieces: WordPieces, labels: Labels, chance: random.Random) -> list[Example]:
    """Windows of consecutive sentences of a document; heads are indexes into the window plus one, 0 the root."""
    upos, xpos, deprel = _index(labels.upos), _index(labels.xpos), _index(labels.deprel)
    found = []
    for document in documents:
        cut = [pieces.cut(tree.words, [tree.paragraph and not i for i in range(len(tree.words))]) for tree in document]
        limit = chance.choice((96, 160, 256, WINDOW))
        for first, last in pack([sum(len(p.ids) for p in sentence) for sentence in cut], limit=limit):
            gold: dict[str, list[float]] = {k: [] for k in ("upos", "xpos", "heads", "deprel", "sent", "fact", "sure", "unit")}
            for number, tree in enumerate(document[first:last]):
                base = len(gold["upos"])
                gold["upos"] += [upos.get(tag, -100) for tag in tree.upos]
                gold["xpos"] += [xpos.get(tag, -100) for tag in tree.xpos]
                gold["deprel"] += [deprel.get(tag, deprel.get(tag.split(":")[0], -100)) for tag in tree.deprels]
                gold["heads"] += [0 if head < 0 else base + head + 1 for head in tree.heads]
                gold["sent"] += [1.0, *[0.0] * (len(tree.words) - 1)]
                gold["fact"] += tree.factuality or [float("nan")] * len(tree.words)
                gold["sure"] += tree.confidence or [0.0] * len(tree.words)
                gold["unit"] += [number] * len(tree.words)
            window = [piece for sentence in cut[first:last] for piece in sentence]
            if sum(len(p.ids) for p in window) <= 500:
                found.append(Example(pieces=window, gold=gold))
    return found


def name_windows(sentences: list[tuple[list[str], list[str]]], head: str, tags: Sequence[str], pieces: WordPieces) -> list[Example]:
    """One window a sentence."""
    index = _index(tags)
    return [
        Example(pieces=pieces.cut(words[:200], [not i for i in range(min(len(words), 200))]), gold={head: [index.get(t, 0) for t in marks[:200]]})
        for words, marks in sentences
    ]


def said_windows(documents: list[GoldDocument], pieces: WordPieces, chance: random.Random | None) -> list[Example]:
    """Windows of whole paragraphs (parts of them where one is too long); random sizes where `chance` is given."""
    return [example for document in documents for example, _ in said_document(document, pieces, chance)]


def said_document(document: GoldDocument, pieces: WordPieces, chance: random.Random | None) -> Iterator[tuple[Example, list[tuple[int, int]]]]:
    """The windows of one document, each with the stretches of its words."""
    words = cut_words(document.text)
    if not words:
        return
    ends = [0] + [e for _, e in words[:-1]]
    begins = ["\n" in document.text[a:s] or not i for i, (a, (s, _)) in enumerate(zip(ends, words, strict=True))]
    cut = pieces.cut([document.text[s:e] for s, e in words], begins)
    tags, cues = _said_gold(document, words)
    limit = chance.choice((192, 256, WINDOW, WINDOW)) if chance else WINDOW
    for first, last in window_runs(cut, limit=limit):
        inside = [(at - first, [bits.get(i, 0) for i in range(first, last)]) for at, bits in cues if first <= at < last]
        yield Example(pieces=cut[first:last], gold={"said": tags[first:last]}, cues=inside), words[first:last]


def _said_gold(document: GoldDocument, words: list[tuple[int, int]]) -> tuple[list[int], list[tuple[int, dict[int, int]]]]:
    index, tags = _index(SAID), [0] * len(words)
    starts = np.array([s for s, _ in words])
    ends = np.array([e for _, e in words])
    cues = []
    for attribution in document.attributions:
        bits: dict[int, int] = {}
        for kind, spans, low in (("source", attribution.source, 1), ("content", attribution.content, 4), ("cue", attribution.cue, 0)):
            for start, end in spans:
                a, b = int(np.searchsorted(ends, start, "right")), int(np.searchsorted(starts, end, "left"))
                for i in range(a, b):
                    place = "S" if b - a == 1 else "B" if i == a else "E" if i == b - 1 else "I"
                    tags[i] = index[f"{place}-{kind}"]
                    if low:
                        bits[i] = bits.get(i, 0) | (low * 2) | (low if i == a else 0)
        for start, _ in attribution.cue[:1]:
            cues.append((int(np.searchsorted(ends, start, "right")), bits))
    return tags, cues


def batched(examples: list[Example], *, budget: int, chance: random.Random) -> list[list[Example]]:
    """Batches of windows of like length, `budget` padded sub-words each, in random order."""
    chance.shuffle(examples)
    batches: list[list[Example]] = []
    for pool in (examples[i : i + 512] for i in range(0, len(examples), 512)):
        batch: list[Example] = []
        for example in sorted(pool, key=lambda e: e.size):
            if batch and example.size * (len(batch) + 1) > budget:
                batches.append(batch)
                batch = []
            batch.append(example)
        batches.append(batch)
    chance.shuffle(batches)
    return batches

