"""Readings built by hand: sentences written as `word/UPOS/XPOS/head/deprel`, marks by the words that they cover."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import cache
from itertools import pairwise

from sayso.claim import Claimer
from sayso.claim.graph import Graph
from sayso.claim.repairs import repaired
from sayso.mark.core.lemmas import Lemmas
from sayso.model import (
    Article,
    Attribution,
    Block,
    Claim,
    Count,
    Mark,
    Name,
    Place,
    PlaceKind,
    PlacePrecision,
    Reading,
    Sentence,
    Token,
    When,
)
from sayso.packs.language import load_language
from sayso.packs.pack import load_pack


@cache
def claimer() -> Claimer:
    """The claim stage with the packs that are shipped."""
    return Claimer(load_pack("codebook"), load_language("en"))


def claims_of(reading: Reading) -> tuple[Claim, ...]:
    """All that the words of a reading show, however sure: what is left out is tried by itself."""
    return tuple(one.claim for one in claimer().shown(claimer().scene_of(reading)))


@cache
def lemmas() -> Lemmas:
    """The lemmas with the table that is shipped."""
    return Lemmas.load(load_language("en"))


def sentence(written: str, *, start: int = 0) -> Sentence:
    """A sentence of words parted by spaces; heads count from 1, 0 is the root."""
    tokens, at = list[Token](), start
    for part in written.split():
        word, upos, xpos, head, deprel = part.rsplit("/", 4)
        tokens.append(
            Token(
                text=word,
                start=at,
                end=at + len(word),
                lemma=lemmas().of(word, upos, xpos),
                upos=upos,
                xpos=xpos,
                head=int(head) - 1,
                deprel=deprel,
            )
        )
        at += len(word) + 1
    return Sentence(start=start, end=at - 1, block=0, tokens=tuple(tokens))


def graph_of(written: str) -> Graph:
    """The graph of one sentence, with the words that are shipped."""
    read, lexicon, vocabulary = sentence(written), claimer().lexicon, claimer().vocabulary
    tokens = repaired(read.tokens, lexicon.tags, vocabulary.by)
    return Graph(replace(read, tokens=tokens), 0, lexicon.tags, vocabulary)


class Page:
    """An article of one block on which marks are set, one call a mark, by the words that they cover.

    Sentences are written as `sentence` takes them, and stand in the text with a space between any two words.
    """

    def __init__(self, *written: str) -> None:
        self.sentences = list[Sentence]()
        at = 0
        for words in written:
            made = sentence(words, start=at)
            self.sentences.append(made)
            at = made.end + 1
        self.text = " ".join(token.text for made in self.sentences for token in made.tokens)
        self.marks = list[Mark]()
        self.begins = [0]

    def paragraph(self, nth: int) -> Page:
        """A new paragraph begins at the nth sentence, counted from 0."""
        self.begins.append(nth)
        return self

    def span(self, words: str, nth: int = 1) -> tuple[int, int]:
        """Where the words stand for the nth time."""
        at = -1
        for _ in range(nth):
            at = self.text.index(words, at + 1)
        return at, at + len(words)

    def place(self, words: str, *, kind: PlaceKind = "settlement", country: str = "UA", nth: int = 1) -> Page:
        """A place of that name, all at one point of the map."""
        start, end = self.span(words, nth)
        precision: PlacePrecision = "exact" if kind == "settlement" else "region" if kind == "region" else "country"
        refers = Place(
            text=words,
            start=start,
            end=end,
            name=words,
            latitude=1.0,
            longitude=2.0,
            country=country,
            kind=kind,
            precision=precision,
            score=0.9,
        )
        return self._mark(Mark(kind="place", start=start, end=end, refers=refers))

    def person(self, words: str, *, name: str | None = None) -> Page:
        """A person; `name` is the full one where the words are not."""
        start, end = self.span(words)
        refers = Name(text=words, start=start, end=end, name=name or words)
        return self._mark(Mark(kind="person", start=start, end=end, refers=refers))

    def time(self, words: str, when: When) -> Page:
        """A time expression that stands for these days."""
        start, end = self.span(words)
        refers = replace(when, text=words, start=start, end=end)
        return self._mark(Mark(kind="time", start=start, end=end, refers=refers))

    def count(self, words: str, of: str, low: int | None, high: int | None) -> Page:
        """A number with its bounds and what it counts."""
        start, end = self.span(words)
        refers = Count(text=words, start=start, end=end, of=of, low=low, high=high)
        return self._mark(Mark(kind="count", start=start, end=end, refers=refers))

    def attribution(
        self, source: str, cue: str, content: str, *, name: str | None = None, direct: bool = False
    ) -> Page:
        """A source, its cue and what it says; `name` is the speaker's full one where the source's words are not."""
        first = len(self.marks)
        start, end = self.span(source)
        speaker = Name(text=source, start=start, end=end, name=name or source)
        self._mark(Mark(kind="source", start=start, end=end, refers=speaker))
        start, end = self.span(cue)
        self._mark(Mark(kind="cue", start=start, end=end))
        start, end = self.span(content)
        refers = Attribution(text=content, start=start, end=end, source=first, cue=first + 1, direct=direct)
        return self._mark(Mark(kind="content", start=start, end=end, refers=refers))

    def _mark(self, mark: Mark) -> Page:
        self.marks.append(mark)
        return self

    def reading(self) -> Reading:
        """The article as the mark stage would hand it on."""
        edges = [*(self.sentences[nth].start for nth in self.begins), len(self.text)]
        blocks = tuple(Block(kind="paragraph", start=start, end=end) for start, end in pairwise(edges))
        cut = [replace(made, block=bisect_right(edges, made.start) - 1) for made in self.sentences]
        article = Article(id="a-1", text=self.text, blocks=blocks, sha256="0" * 64)
        return Reading(article=article, sentences=tuple(cut), marks=tuple(self.marks), maker="hand@1")

    def claims(self) -> tuple[Claim, ...]:
        """What the claim stage makes of it."""
        return claims_of(self.reading())

    def claim(self, trigger: str) -> Claim:
        """The one claim with that trigger."""
        claims = [claim for claim in self.claims() if claim.trigger.text == trigger]
        assert len(claims) == 1, [(claim.event, claim.trigger.text) for claim in self.claims()]
        return claims[0]
