"""Scores -> who says what: source, cue and content spans, and which belongs to which."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from sayso.base.arrays import Float32Array
from sayso.mark.core.encoder import Heads, Scores
from sayso.mark.core.sequence import allowed_steps, best_chain, may_begin, spans_of
from sayso.mark.core.tree import ArticleWords

EDGES: Final = " \t\r\n\"“”„'‘’`.,;:!?…-–—()[]"
"""Trimmed from both edges of a span: quotation marks, spaces, punctuation, as in the scoring of PolNeAR."""
OPENING: Final = '“„«"'
CLOSING: Final = '”“»"'
REACH: Final = 220
"""Words between a cue and what it governs at most; the training windows hold about 250 words. By reasoning, not
swept."""
NEAR: Final = 40
"""Words between a cue and its source at most, and between a cue and a content that goes before any farther one. In
PolNeAR's training part 99.9 % of both lie within, and in one paragraph. Log-odds do not tell: the link of a cue to a
word of another window was never learned."""
SOURCE_ODDS: Final = -1.5
"""Least mean log-odds of the link from a cue to its source; links are trained on gold spans, so the bar lies low.
Set by hand, not swept."""
CONTENT_ODDS: Final = -2.0
"""The same from a content to its cue. Set by hand, not swept."""
LONG: Final = 20
"""Words above which a content that opens with a quotation mark is direct speech, wherever its closing mark stands.
By hand, not swept."""
MARK_BEFORE: Final = 2
"""Characters before a content among which the mark that opens its quotation is looked for: the mark and a blank."""
MARK_BEHIND: Final = 3
"""Characters behind a content among which the closing mark is looked for: a stop, the mark and a blank."""
QUOTED: Final = 3000
"""Characters back in which an opening quotation mark is looked for: longer than nearly all paragraphs of news. By
hand, not swept."""
LINK_IN_SOURCE, LINK_IN_CONTENT = 1, 3
"""Places of the two links that are read here among those that a cue can have to a word (`LINKS` in training/net.py)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionSpan:
    """A source, cue or content: its words `[first, last)` and its characters, edges trimmed."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One content with the indexes of its source and cue among `Sayings.sources` and `.cues`."""

    content: AttributionSpan
    source: int | None
    cue: int | None
    direct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayings:
    """All attributions of an article, each list in text order."""

    sources: tuple[AttributionSpan, ...]
    cues: tuple[AttributionSpan, ...]
    contents: tuple[Saying, ...]
    cue_sources: tuple[tuple[int, int], ...]
    """(cue, source) for every cue whose source is known, also where no content is marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """Log-odds of the links from one cue to the words from `first` on, summed up: `sums[link][n]` over the first n."""

    first: int
    sums: Sequence[Sequence[float]]

    @property
    def size(self) -> int:
        """How many words are within reach."""
        return len(self.sums[0]) - 1

    def of(self, span: AttributionSpan, link: int) -> float:
        """The mean log-odds of one link over the words of a span that are within reach; -inf if none is."""
        low, high = max(span.first - self.first, 0), min(span.last - self.first, self.size)
        return (self.sums[link][high] - self.sums[link][low]) / (high - low) if low < high else -math.inf


def find_sayings(text: str, words: ArticleWords, scores: Scores, heads: Heads) -> Sayings:
    """The attributions of an article."""
    if not words.spans:
        return Sayings(sources=(), cues=(), contents=(), cue_sources=())
    spans = _spans(text, words, scores["said"], heads)
    sources, cues = spans["source"], spans["cue"]
    links = [_link_row(scores, heads, cue.first) for cue in cues]
    source_of = [best_source(row, cue, sources, words) for row, cue in zip(links, cues, strict=True)]
    contents = []
    for content in spans["content"]:
        cue = best_cue(links, cues, content, words)
        source = source_of[cue] if cue is not None else None
        contents.append(Saying(content=content, source=source, cue=cue, direct=_in_quotes(text, content)))
    pairs = tuple((cue, source) for cue, source in enumerate(source_of) if source is not None)
    return Sayings(sources=tuple(sources), cues=tuple(cues), contents=tuple(contents), cue_sources=pairs)


def _spans(text: str, words: ArticleWords, emissions: Float32Array, heads: Heads) -> dict[str, list[AttributionSpan]]:
    labels = heads.labels["said"]
    chain = best_chain(emissions, allowed_steps(labels) + heads.weights["steps"], may_begin(labels))
    spans: dict[str, list[AttributionSpan]] = {"source": [], "cue": [], "content": []}
    for kind, begin, end in spans_of([labels[index] for index in chain]):
        for first, last in within_blocks(begin, end, words, over_blocks=kind == "content"):
            left, right = trim_edges(text, words.spans[first][0], words.spans[last - 1][1])
            spans[kind].append(AttributionSpan(first=first, last=last, start=left, end=right))
    return spans


def within_blocks(first: int, last: int, words: ArticleWords, *, over_blocks: bool) -> Iterator[tuple[int, int]]:
    """The parts of `[first, last)`: what is said may run over blocks but those that stand alone; of others, the last.

    Parts begin where a block that stands alone begins or has ended.
    """
    begin = first
    for at in range(first + 1, last):
        before, behind = words.blocks[at - 1], words.blocks[at]
        if before == behind or (over_blocks and not words.alone & {before, behind}):
            continue
        if over_blocks:
            yield begin, at
        begin = at
    yield begin, last


def trim_edges(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the characters of `EDGES` at both ends; unchanged if nothing else is there."""
    left, right = start, end
    while left < right and text[left] in EDGES:
        left += 1
    while right > left and text[right - 1] in EDGES:
        right -= 1
    return (left, right) if left < right else (start, end)


def _link_row(scores: Scores, heads: Heads, cue: int) -> LinkRow:
    """The log-odds of the links from a cue to the words within its reach."""
    first, last = max(0, cue - REACH), min(len(scores["link_word"]), cue + REACH)
    vector = np.append(scores["link_cue"][cue], np.float32(1.0))
    word = scores["link_word"][first:last]
    word = np.concatenate([word, np.ones_like(word[:, :1])], 1)
    odds = np.einsum("i,lij->lj", vector, heads.weights["link"]) @ word.T
    sums = np.concatenate([np.zeros((len(odds), 1)), odds.cumsum(axis=1, dtype=np.float64)], axis=1)
    return LinkRow(first=first, sums=sums.tolist())


def best_source(
    row: LinkRow, cue: AttributionSpan, sources: Sequence[AttributionSpan], words: ArticleWords
) -> int | None:
    """The index of the near source that the cue's link row speaks for most, the nearer of two alike; `None` if none."""
    low = bisect_left(sources, cue.first - REACH, key=_first)
    high = bisect_left(sources, cue.last + NEAR, key=_first)
    home = words.blocks[cue.first]
    near = [
        index
        for index in range(low, high)
        if words.blocks[sources[index].first] == home and _gap(sources[index], cue) <= NEAR
    ]
    odds = {index: row.of(sources[index], LINK_IN_SOURCE) for index in near}
    best = max(odds, key=lambda index: (odds[index], -abs(sources[index].start - cue.start)), default=None)
    return best if best is not None and odds[best] > SOURCE_ODDS else None


def best_cue(
    links: Sequence[LinkRow], cues: Sequence[AttributionSpan], content: AttributionSpan, words: ArticleWords
) -> int | None:
    """The index of the cue whose link row speaks most for the content, a near one before others; `None` if none does.

    Content and cue stand in one block if one of the two stands alone.
    """
    low = bisect_left(cues, content.first - REACH, key=_first)
    high = bisect_left(cues, content.last + REACH, key=_first)
    home = words.blocks[content.first]
    reached = [
        index
        for index in range(low, high)
        if words.blocks[cues[index].first] == home or not words.alone & {home, words.blocks[cues[index].first]}
    ]
    near = [index for index in reached if _gap(cues[index], content) <= NEAR]
    for candidates in (near, reached):
        odds = {index: links[index].of(content, LINK_IN_CONTENT) for index in candidates}
        best = max(odds, key=odds.__getitem__, default=None)
        if best is not None and odds[best] > CONTENT_ODDS:
            return best
    return None


def _gap(span: AttributionSpan, other: AttributionSpan) -> int:
    """Words between two stretches; below 0 where they overlap."""
    return max(span.first - other.last, other.first - span.last)


def _first(span: AttributionSpan) -> int:
    return span.first


def _in_quotes(text: str, content: AttributionSpan) -> bool:
    """Whether the content opens or closes with quotation marks of its own."""
    before = text[max(0, content.start - MARK_BEFORE) : content.start]
    after = text[content.end : content.end + MARK_BEHIND]
    closed = any(mark in after for mark in CLOSING)
    if any(mark in before for mark in OPENING):
        return closed or "\n" in after or content.last - content.first > LONG
    return closed and _open_before(text, content)


def _open_before(text: str, content: AttributionSpan) -> bool:
    """Whether a quotation is open at the content's start: the last mark before it in its paragraph opens one."""
    begin = max(0, content.start - QUOTED)
    paragraph = text[max(text.rfind("\n", begin, content.start) + 1, begin) : content.start]
    return paragraph.count("“") > paragraph.count("”") or paragraph.count('"') % 2 == 1
