"""The data sets as windows of words with gold labels, cut anew for each pass."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import nan
from pathlib import Path

import numpy as np

from sayso.mark.core.encoder import window_runs
from sayso.mark.core.tokens import Cutter, word_cutter
from sayso.mark.core.vocabulary import FILE, CoreWords
from sayso.mark.core.windows import WINDOW, EncodedWord, WordPieces, pack
from sayso.packs.language import word_lists
from sayso.packs.pack import load_pack
from training.corpora import GoldDocument, Tree, read_conllu, read_factuality, read_iob2, read_polnear
from training.names import TAGS, NameDocument, NameSentence, in_capitals, read_core, read_world, runs_of
from training.net import Labels
from training.swaps import Fillers

SAID = ("O", *(f"{place}-{kind}" for kind in ("source", "cue", "content") for place in "BIES"))
GEAR = {"Weapon": "WEAPON", "MilitaryPlatform": "PLATFORM"}
UNSAID = -100
"""Gold of a word of which the data say nothing; torch's cross-entropy passes over it."""
MOST_PIECES = 500
"""Sub-words in a window at most: a longer sentence is left out, since the encoder knows 512 places."""
MOST_WORDS = 200
"""Words kept of a sentence with names."""
TREE_GOLD = ("upos", "xpos", "heads", "deprel", "sent", "fact", "sure", "unit")
"""Of a tree's window; `unit` numbers its sentences, `sent` is 1 where one begins."""
Sentences = list[tuple[list[str], list[str]]]
"""Words and tags of each sentence."""


@dataclass(slots=True, kw_only=True)
class Example:
    """One window. `gold` holds a number a word under each head's name."""

    pieces: list[EncodedWord]
    gold: Mapping[str, Sequence[float]]
    cues: list[tuple[int, list[int]]] = field(default_factory=list)
    """Each cue's first word, and for each word of the window the bits of its link to the cue.

    1: the word begins the cue's source, 2: it is in it, 4: it begins the cue's content, 8: it is in it.
    """

    @property
    def size(self) -> int:
        """Sub-words, the two end marks included."""
        return sum(len(piece.ids) for piece in self.pieces) + 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All that is trained on or, for the `dev` parts, scored against while training."""

    trees: list[list[Tree]]
    """By document."""
    said: list[GoldDocument]
    names: list[NameDocument]
    """Single sentences of many sources, three kinds."""
    world: list[NameDocument]
    """Newspapers' articles, five kinds."""
    gear: Sentences


def load(data: Path, part: str, *, repeats: Mapping[str, int] | None = None) -> Corpus:
    """The part (`train` or `dev`) of every set under `data`; `repeats` says how often sentences with names come."""
    facts = read_factuality(data / "factuality")
    documents: dict[str, list[Tree]] = {}
    for name in (f"en_ewt-ud-{part}", f"en_gum-permissive-{part}"):
        for tree in read_conllu(data / "ud" / f"{name}.conllu"):
            documents.setdefault(tree.document, []).append(_with_facts(tree, facts.get(tree.id, {})))
    gear = [(w, _gear(t)) for _, w, t in read_iob2(data / "ner" / "re3d_open.train.iob2")] if part == "train" else []
    return Corpus(
        trees=list(documents.values()),
        said=list(read_polnear(data / "attribution" / "polnear" / part)),
        names=read_core(data / "ner" / f"core.{part}.iob2", repeats),
        world=read_world(data / "ner" / f"worldwide.{part}.iob2", parted=part == "train"),
        gear=gear,
    )


def _with_facts(tree: Tree, facts: dict[int, tuple[float, float]]) -> Tree:
    """The tree with its words' factuality, if any of them has one."""
    if not facts:
        return tree
    told = [facts.get(at, (nan, 0.0)) for at in range(len(tree.words))]
    return replace(tree, factuality=tuple(value for value, _ in told), confidence=tuple(sure for _, sure in told))


def _gear(tags: list[str]) -> list[str]:
    """The tags of weapons and platforms under this project's names; all others outside."""
    return [f"{tag[:2]}{GEAR[tag[2:]]}" if tag[2:] in GEAR else "O" for tag in tags]


def labels_of(corpus: Corpus) -> Labels:
    """The label sets found in the training part; relations keep their subtypes."""
    sentences = [tree for document in corpus.trees for tree in document]
    return Labels(
        upos=tuple(sorted({tag for tree in sentences for tag in tree.upos})),
        xpos=tuple(sorted({tag for tree in sentences for tag in tree.xpos})),
        deprel=tuple(sorted({tag for tree in sentences for tag in tree.deprels})),
        names=TAGS,
        gear=("O", *(f"{place}-{kind}" for kind in ("WEAPON", "PLATFORM") for place in "BI")),
        said=SAID,
    )


def _index(values: Sequence[str]) -> dict[str, int]:
    """The place of each value."""
    return {value: place for place, value in enumerate(values)}


def tree_windows(
    documents: list[list[Tree]], pieces: WordPieces, labels: Labels, chance: random.Random
) -> list[Example]:
    """Windows of consecutive sentences, of a random size for each document; no window crosses a document's edge."""
    indexes = {name: _index(getattr(labels, name)) for name in ("upos", "xpos", "deprel")}
    found = []
    for document in documents:
        cut = [pieces.cut(tree.words, [tree.paragraph and not i for i in range(len(tree.words))]) for tree in document]
        limit = chance.choice((96, 160, 256, WINDOW))
        for first, last in pack([sum(len(p.ids) for p in sentence) for sentence in cut], limit=limit):
            window = [piece for sentence in cut[first:last] for piece in sentence]
            if sum(len(p.ids) for p in window) <= MOST_PIECES:
                found.append(Example(pieces=window, gold=_tree_gold(document[first:last], indexes)))
    return found


def _tree_gold(trees: Sequence[Tree], indexes: Mapping[str, Mapping[str, int]]) -> dict[str, list[float]]:
    """The gold of a window of trees; heads are indexes into the window plus one, 0 the root."""
    gold: dict[str, list[float]] = {name: [] for name in TREE_GOLD}
    for number, tree in enumerate(trees):
        before, size, relations = len(gold["upos"]), len(tree.words), indexes["deprel"]
        gold["upos"] += [indexes["upos"].get(tag, UNSAID) for tag in tree.upos]
        gold["xpos"] += [indexes["xpos"].get(tag, UNSAID) for tag in tree.xpos]
        gold["deprel"] += [relations.get(tag, relations.get(tag.split(":")[0], UNSAID)) for tag in tree.deprels]
        gold["heads"] += [0 if head < 0 else before + head + 1 for head in tree.heads]
        gold["sent"] += [1.0, *[0.0] * (size - 1)]
        gold["fact"] += tree.factuality or [nan] * size
        gold["sure"] += tree.confidence or [0.0] * size
        gold["unit"] += [number] * size
    return gold


def gear_windows(sentences: Sentences, tags: Sequence[str], pieces: WordPieces) -> list[Example]:
    """One window a sentence, with the tags of weapons and platforms."""
    index, found = _index(tags), []
    for words, marks in sentences:
        kept = words[:MOST_WORDS]
        gold = {"gear": [index.get(mark, 0) for mark in marks[:MOST_WORDS]]}
        found.append(Example(pieces=pieces.cut(kept, [not at for at in range(len(kept))]), gold=gold))
    return found


def name_windows(
    documents: Sequence[NameDocument], tags: Sequence[str], pieces: WordPieces, chance: random.Random | None = None,
    *, fillers: Fillers | None = None, swapped: float = 0.0,
) -> list[Example]:  # fmt: skip
    """One window a run of sentences; the gold of each word is a row of `training.names.allowed_tags`.

    With `chance`, runs are of a random size, a share of `swapped` sentences have their names swapped for those of
    `fillers`, some are put into capitals, and half of those inside a window begin a block. Without, each sentence is a
    window.
    """
    index = _index(tags)
    runs: Iterable[NameDocument] = ([one] for run in documents for one in run)
    if chance:
        runs = ([_varied(one, chance, fillers, swapped) for one in run] for run in runs_of(documents, pieces, chance))
    found = []
    for run in runs:
        words, begins, gold = list[str](), list[bool](), list[float]()
        for number, sentence in enumerate(run):
            begin = not number or (chance is not None and chance.random() < 0.5)
            begins += [begin and not at for at in range(len(sentence.words))]
            words += sentence.words
            gold += [index[tag] + len(tags) * sentence.loose for tag in sentence.tags]
        cut = pieces.cut(words, begins)
        if sum(len(piece.ids) for piece in cut) <= MOST_PIECES:
            found.append(Example(pieces=cut, gold={"names": gold}))
    return found


def _varied(sentence: NameSentence, chance: random.Random, fillers: Fillers | None, swapped: float) -> NameSentence:
    """The sentence, its names swapped and its words put into capitals as chance has it."""
    if fillers and chance.random() < swapped:
        sentence = fillers.swap(sentence, chance)
    return in_capitals(sentence, chance)


def said_windows(documents: list[GoldDocument], pieces: WordPieces, chance: random.Random | None) -> list[Example]:
    """Windows of whole paragraphs (parts of them where one is too long); random sizes where `chance` is given."""
    return [example for document in documents for example, _ in said_document(document, pieces, chance)]


@cache
def cutter() -> Cutter:
    """What cuts a text into words as the chain will; of the lexicon alone, since there may be no model yet."""
    return word_cutter(word_lists(CoreWords, load_pack("lexicon-en").yaml(FILE), origin=FILE))


def said_document(
    document: GoldDocument, pieces: WordPieces, chance: random.Random | None
) -> Iterator[tuple[Example, list[tuple[int, int]]]]:
    """The windows of one document, each with the stretches of its words."""
    words = cutter()(document.text)
    if not words:
        return
    ends = [0, *(end for _, end in words[:-1])]
    begins = ["\n" in document.text[e:s] or not i for i, (e, (s, _)) in enumerate(zip(ends, words, strict=True))]
    cut = pieces.cut([document.text[s:e] for s, e in words], begins)
    tags, cues = _said_gold(document, words)
    limit = chance.choice((192, 256, WINDOW, WINDOW)) if chance else WINDOW
    for first, last in window_runs(cut, limit=limit):
        inside = [(at - first, [bits.get(i, 0) for i in range(first, last)]) for at, bits in cues if first <= at < last]
        yield Example(pieces=cut[first:last], gold={"said": tags[first:last]}, cues=inside), words[first:last]


def _said_gold(
    document: GoldDocument, words: list[tuple[int, int]]
) -> tuple[list[int], list[tuple[int, dict[int, int]]]]:
    """The tag of each word, and for each cue its first word and the link bits of the words that have any.

    Where attributions overlap, the later one's tags stand; in one, its cue's stand over its content's.
    """
    index, tags, cues = _index(SAID), [0] * len(words), []
    starts, ends = (np.array([word[side] for word in words]) for side in (0, 1))
    for attribution in document.attributions:
        bits: dict[int, int] = {}
        for kind, begin_bit in (("source", 1), ("content", 4), ("cue", 0)):
            for start, end in getattr(attribution, kind):
                first, last = int(np.searchsorted(ends, start, "right")), int(np.searchsorted(starts, end, "left"))
                for at in range(first, last):
                    tags[at] = index[f"{_edge(at, first, last)}-{kind}"]
                    bits[at] = bits.get(at, 0) | (begin_bit * 2) | (begin_bit if at == first else 0)
        for start, _ in attribution.cue[:1]:
            cues.append((int(np.searchsorted(ends, start, "right")), bits))
    return tags, cues


def _edge(at: int, first: int, last: int) -> str:
    """The letter of BIES for word `at` of the span `[first, last)`."""
    if last - first == 1:
        return "S"
    return "B" if at == first else "E" if at == last - 1 else "I"


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
