"""Words and scores -> sentences with dependency trees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from sayso.base.arrays import Float32Array, IntArray
from sayso.mark.core.arborescence import best_tree
from sayso.mark.core.encoder import Heads, Scores
from sayso.mark.core.lemmas import Lemmas
from sayso.mark.core.relations import sure_tags
from sayso.model import Sentence, Token

LONGEST: Final = 240
"""Words in a sentence at most: a longer stretch without a stop is cut, since a tree costs the square of its length.
By reasoning, not swept."""
STOP_BAR: Final = -8.0
"""Least log-odds of a sentence's beginning behind a stop and before a capital, digit or opening mark."""
COLON_BAR: Final = 2.0
"""The same behind a colon, a semicolon, or a stop before a small letter."""
INNER_BAR: Final = 6.0
"""The same anywhere else inside a block: behind a comma or a plain word. The bars were set by hand, not swept."""
CLOSING_SIGNS: Final = 3
"""Closing signs at most between a stop and the beginning of the next sentence. By hand, not swept."""
STOPS: Final = frozenset(".!?…")
CLOSING: Final = frozenset({"”", '"', "’", "'", "»", ")", "]", "''"})
"""Words that may stand between a stop and the beginning of the next sentence."""
FACT_MOST: Final = 1.5
"""Bound of the encoder's factuality, in which the values of UDS lie; a token's runs from -3 to 3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleWords:
    """The words of an article: half-open stretches in order, and for each the index of its block.

    `alone` are the blocks that stand by themselves (title, headings): nothing said runs into or out of them.
    """

    spans: Sequence[tuple[int, int]]
    blocks: Sequence[int]
    alone: frozenset[int] = frozenset()


def grow_trees(text: str, words: ArticleWords, scores: Scores, heads: Heads, lemmas: Lemmas) -> tuple[Sentence, ...]:
    """The sentences of an article with their trees, in text order."""
    if not words.spans:
        return ()
    forms = [text[start:end] for start, end in words.spans]
    upos, xpos = ([heads.labels[head][index] for index in scores[head].argmax(1)] for head in ("upos", "xpos"))
    sure = (np.clip(scores["fact"][:, 0], -FACT_MOST, FACT_MOST) * (3.0 / FACT_MOST)).tolist()
    bounds = cut_sentences(text, words, scores["sent"][:, 0])
    trees = [best_heads(governor_scores(scores, heads, first, last)) for first, last in bounds]
    in_article = [np.where(tree > 0, tree + first, 0) for tree, (first, _) in zip(trees, bounds, strict=True)]
    relations = best_relations(
        scores, heads, 0, len(forms), np.concatenate(in_article), sure_tags(scores["upos"])
    ).tolist()
    sentences = []
    for tree, (first, last) in zip(trees, bounds, strict=True):
        tokens = tuple(
            Token(
                text=forms[at],
                start=words.spans[at][0],
                end=words.spans[at][1],
                lemma=lemmas.of(forms[at], upos[at], xpos[at]),
                upos=upos[at],
                xpos=xpos[at],
                head=governor - 1,
                deprel=heads.labels["deprel"][relations[at]],
                factuality=sure[at],
            )
            for at, governor in zip(range(first, last), tree.tolist(), strict=True)
        )
        sentences.append(Sentence(start=tokens[0].start, end=tokens[-1].end, block=words.blocks[first], tokens=tokens))
    return tuple(sentences)


def cut_sentences(text: str, words: ArticleWords, begins: Float32Array) -> list[tuple[int, int]]:
    """Stretches of words `[first, last)`, one a sentence.

    A block's edge always cuts; inside a block the encoder's score `begins[word]` (a logit, 0 being even odds) does,
    against a bar that depends on what stands before the word: low behind a full stop, out of reach behind a comma.
    """
    cuts, odds, lowest = [0], begins.tolist(), min(STOP_BAR, COLON_BAR, INNER_BAR, 0.0)
    for at in range(1, len(words.spans)):
        is_cut = words.blocks[at] != words.blocks[at - 1] or at - cuts[-1] >= LONGEST
        if is_cut or (odds[at] > lowest and odds[at] > _bar(text, words, at)):
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], len(words.spans)], strict=True))


def _bar(text: str, words: ArticleWords, at: int) -> float:
    """What the log-odds of a sentence's beginning must lie above for word `at`, by the characters around it."""
    before = at - 1
    while before > max(0, at - 1 - CLOSING_SIGNS) and text[slice(*words.spans[before])] in CLOSING:
        before -= 1
    last, first = text[words.spans[before][1] - 1], text[words.spans[at][0]]
    if first in "”’)]" or words.spans[at - 1][1] == words.spans[at][0]:
        return INNER_BAR
    if last in STOPS:
        if first.islower():
            return COLON_BAR
        start, end = words.spans[before]
        return STOP_BAR if end - start == 1 else 0.0  # "Gen." and "U.S." have their stop with them
    return COLON_BAR if last in ":;" else INNER_BAR


def governor_scores(scores: Scores, heads: Heads, first: int, last: int) -> Float32Array:
    """Scores `[words, 1 + words]` of each governor, the root first, for each word of the sentence `[first, last)`."""
    dep = _with_one(scores["arc_dep"][first:last]) @ heads.weights["arc"]
    scored = dep @ _with_root(heads.weights["root_arc"], scores["arc_head"][first:last]).T
    return scored.astype(np.float32, copy=False)


def best_heads(scores: Float32Array) -> IntArray:
    """The governor of each word, 0 the root, in the best tree under `scores[word, governor]` with one root."""
    greedy: IntArray = scores.argmax(1)
    return greedy if is_tree(greedy) else best_tree(scores)


def is_tree(heads: IntArray) -> bool:
    """Whether the governors (0 the root) make one tree that hangs on the root by one word."""
    if (heads == 0).sum() != 1:
        return False
    above = [0, *heads.tolist()]
    seen = [0] * len(above)  # the word from whose way up each was first met
    seen[0] = -1
    for word in range(1, len(above)):
        at = word
        while not seen[at]:
            seen[at] = word
            at = above[at]
        if seen[at] == word:
            return False
    return True


def best_relations(
    scores: Scores, heads: Heads, first: int, last: int, governors: IntArray, tags: IntArray
) -> IntArray:
    """The index of the best relation of each word of `[first, last)`; only the word on the root is `root`.

    A governor is 0 for the root, or 1 and the number of words between `first` and it; `tags` are the words' parts of
    speech, as `sure_tags` gives them.
    """
    dep = _with_one(scores["label_dep"][first:last])
    govern = _with_one(_with_root(heads.weights["root_label"], scores["label_head"][first:last]))[governors]
    return heads.relations.best(dep, govern, governors == 0, tags)


def _with_one(vectors: Float32Array) -> Float32Array:
    """The vectors with a 1 behind each: the biaffine weights hold the bias of this side in their last row."""
    return np.concatenate([vectors, np.ones_like(vectors[:, :1])], 1)


def _with_root(root: Float32Array, vectors: Float32Array) -> Float32Array:
    """The words' vectors, the root's before them."""
    return np.concatenate([root[None], vectors])
