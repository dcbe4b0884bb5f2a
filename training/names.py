"""Sentences with names: two sets that mark different kinds, read as gold for one head.

The core set marks persons, organisations and located names. The newspapers of the world also mark facilities, and
peoples with the adjectives of nationality (`NORP`). Where a set does not tell two kinds apart its gold is *loose*: a
located name may be a facility, and a word outside all names may belong to a people's. What else the newspapers mark
(dates, sums of money, products, works, events) is outside.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sayso.mark.core.windows import WINDOW, WordPieces
from training.corpora import read_iob2

KINDS: Final = ("PER", "ORG", "LOC", "FAC", "NORP")
TAGS: Final = ("O", *(f"{place}-{kind}" for kind in KINDS for place in "BI"))
WORLD: Final = {"Person": "PER", "Organization": "ORG", "Location": "LOC", "Facility": "FAC", "NORP": "NORP"}
"""The newspapers' names of the kinds that are kept."""
LOOSE: Final = {"O": ("B-NORP", "I-NORP"), "B-LOC": ("B-FAC",), "I-LOC": ("I-FAC",)}
"""What a tag of a set that marks three kinds can also mean."""
MOST_WORDS: Final = 200
"""Words kept of a sentence: longer ones are tables."""
SHOUTED: Final = 0.03
TITLED: Final = 0.05
"""Shares of sentences that are put into capitals, and of those whose words all get a capital as in a headline. By
hand, not swept."""
SMALL: Final = 3
"""Letters of the longest word that a headline leaves small. By hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSentence:
    """A sentence's words and tags; `loose` where its set marks three kinds only."""

    words: Sequence[str]
    tags: Sequence[str]
    loose: bool


NameDocument = list[NameSentence]


def read_core(path: Path, repeats: Mapping[str, int] | None = None) -> list[NameDocument]:
    """Each sentence of the core set as a document, as often as `repeats` says for its source."""
    return [
        [NameSentence(words=words[:MOST_WORDS], tags=tags[:MOST_WORDS], loose=True)]
        for source, words, tags in read_iob2(path)
        for _ in range((repeats or {}).get(source.split("_")[0], 1))
    ]


def read_world(path: Path, *, parted: bool = False) -> list[NameDocument]:
    """The articles of the newspapers of the world.

    `parted` makes two names of a place and what contains it ("Nain, Labrador"), as the core set and three in four of
    the newspapers' sentences have them.
    """
    documents: list[NameDocument] = []
    for part in path.read_text(encoding="utf-8").split("# newdoc")[1:]:
        sentences = [
            NameSentence(words=words[:MOST_WORDS], tags=[world_tag(tag) for tag in tags[:MOST_WORDS]], loose=False)
            for words, tags in _sentences(part)
        ]
        documents.append([_parted(sentence) for sentence in sentences] if parted else sentences)
    return documents


def _sentences(part: str) -> Iterator[tuple[list[str], list[str]]]:
    words, tags = list[str](), list[str]()
    for line in [*part.split("\n")[1:], ""]:
        if "\t" in line:
            word, tag = line.split("\t")[:2]
            words.append(word)
            tags.append(tag)
        elif words and not line.startswith("# "):
            yield words, tags
            words, tags = [], []


def _parted(sentence: NameSentence) -> NameSentence:
    """The sentence with located names parted at their commas, if what follows begins with a capital."""
    words, tags = sentence.words, list(sentence.tags)
    for at in range(1, len(words) - 1):
        if words[at] == "," and tags[at] == "I-LOC" == tags[at + 1] and words[at + 1][:1].isupper():
            tags[at], tags[at + 1] = "O", "B-LOC"
    return replace(sentence, tags=tags)


def world_tag(tag: str) -> str:
    """The newspapers' tag under this project's name; of kinds that are not kept, outside."""
    kind = WORLD.get(tag[2:])
    return f"{tag[:2]}{kind}" if kind else "O"


def allowed_tags(labels: Sequence[str]) -> NDArray[np.bool_]:
    """For each tag, strict (row `tag`) and loose (row `tags + tag`), the tags that fulfil it: `[2 * tags, tags]`."""
    index = {label: place for place, label in enumerate(labels)}
    table = np.zeros((2 * len(labels), len(labels)), dtype=bool)
    for at, label in enumerate(labels):
        for row in (at, at + len(labels)):
            table[row, at] = True
        for other in LOOSE.get(label, ()):
            table[at + len(labels), index[other]] = True
    return table


def in_capitals(sentence: NameSentence, chance: random.Random) -> NameSentence:
    """The sentence, now and then in capitals or with the capitals of a headline."""
    drawn = chance.random()
    if drawn < SHOUTED:
        return replace(sentence, words=[word.upper() for word in sentence.words])
    if drawn < SHOUTED + TITLED:
        return replace(sentence, words=[w[:1].upper() + w[1:] if len(w) > SMALL else w for w in sentence.words])
    return sentence


def sizes(pieces: WordPieces, sentence: NameSentence) -> int:
    """Sub-words of a sentence."""
    return sum(len(piece.ids) for piece in pieces.cut(list(sentence.words), [False] * len(sentence.words)))


def runs_of(documents: Sequence[NameDocument], pieces: WordPieces, chance: random.Random) -> Iterator[NameDocument]:
    """Runs of sentences that stand together, each for one window: of a document in order, up to a random size.

    A third of the documents come a sentence at a time, as short texts do.
    """
    for document in documents:
        limit = chance.choice((0, 0, 96, 160, 256, WINDOW))
        run, full = NameDocument(), 2
        for sentence in document:
            size = sizes(pieces, sentence)
            if run and full + size > limit:
                yield run
                run, full = [], 2
            run.append(sentence)
            full += size
        if run:
            yield run


def shuffled_together(documents: Sequence[NameDocument], chance: random.Random) -> list[NameDocument]:
    """Single sentences put together at random, three to thirty a document, half of them; the others stay alone."""
    order, joined = chance.sample(list(documents), len(documents)), list[NameDocument]()
    while order:
        size = chance.choice((1, 1, 1, 6, 12)) if len(order) > 1 else 1
        joined.append([sentence for document in order[:size] for sentence in document])
        del order[:size]
    return joined
