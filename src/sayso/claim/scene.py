"""What the claim stage knows of a whole article while it looks at one sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import takewhile
from operator import attrgetter

from sayso.claim.branches import is_tree
from sayso.claim.entries import Entries, Headed
from sayso.claim.graph import Graph
from sayso.claim.lands import as_land
from sayso.claim.mending import mended
from sayso.claim.reference_weights import ReferenceWeights
from sayso.claim.repair_names import VERBAL, with_names
from sayso.claim.repairs import repaired, without_lead
from sayso.claim.vocabulary import ClaimVocabulary
from sayso.model import Attribution, Block, BlockKind, Count, Mark, MarkKind, Name, Place, Reading, Sentence, When
from sayso.packs.codebook import Codebook
from sayso.packs.lexicon import Lexicon
from sayso.packs.parties import Parties, PartyMatch
from sayso.packs.party_names import cut_name

WORD = r"[\w'’-]+"
AREAS = ("country", "region", "district")
"""Kinds of places that a group can be named by and that are places all the same ("South Ossetia")."""
LONGEST = 400
"""Characters of a mark at most, contents and sentences aside: how far back one that reaches in may begin.

By reasoning: names, times and counts are far shorter."""


class Graphs:
    """The graphs of an article's sentences, each made when it is first asked for: many sentences tell of no event."""

    def __init__(self, sentences: Sequence[Sentence], make: Callable[[int], Graph]) -> None:
        self._made: list[Graph | None] = [None] * len(sentences)
        self._make = make

    def __len__(self) -> int:
        return len(self._made)

    def __getitem__(self, index: int) -> Graph:
        graph = self._made[index]
        if graph is None:
            graph = self._made[index] = self._make(index)
        return graph


class Scene:
    """A reading with its marks by place, and the graphs of its sentences."""

    def __init__(
        self,
        reading: Reading,
        codebook: Codebook,
        lexicon: Lexicon,
        vocabulary: ClaimVocabulary,
        reference: ReferenceWeights | None = None,
    ) -> None:
        """Without `reference` no pronoun stands for anything."""
        self.reading = reading
        self.text = reading.article.text
        self.codebook = codebook
        self.lexicon = lexicon
        self.vocabulary = vocabulary
        self.reference = reference or ReferenceWeights()
        self.antecedents: dict[tuple[int, int, bool], tuple[int, int] | None] = {}
        """What `pronouns` has found: of a sentence and a word of it, and whether somebody who acts is meant, the
        sentence and the word that it stands for."""
        self.entries = Entries(reading, vocabulary.heads)
        self._by_kind: dict[str, list[Mark]] = {}
        for mark in (as_land(mark, self.text, vocabulary) for mark in reading.marks):
            if not isinstance(mark.refers, Place) or mark.refers.use == "place":  # "Russian" tells whose, not where
                self._by_kind.setdefault(mark.kind, []).append(mark)
        self._party_of: dict[str, PartyMatch | None] = {}
        self.parties = self._parties_here()
        """The codebook's parties, with doubtful names that mean what they mean in this report."""
        self._by_kind["place"] = self._without_groups(self._by_kind.get("place", []))
        self._starts = {kind: [mark.start for mark in marks] for kind, marks in self._by_kind.items()}
        self.graphs = Graphs(reading.sentences, self._graph)

    def _parties_here(self) -> Parties:
        published = self.reading.article.head.published
        places = [mark.refers for mark in self._by_kind.get("place", []) if isinstance(mark.refers, Place)]
        homes = (self.codebook.parties.by_alpha2.get(place.country or "") for place in places)
        return self.codebook.parties.for_report(
            self.text,
            countries=Counter(home for home in homes if home),
            day=published.isoformat() if published else None,
        )

    @cached_property
    def parties_named(self) -> list[PartyMatch]:
        """Every party that the report's sentences name, in text order, with its offsets."""
        words = cut_name(self.text)
        starts = [word.start for word in words]
        stretches = (
            words[bisect_left(starts, one.start) : bisect_left(starts, one.end)] for one in self.reading.sentences
        )
        return [match for stretch in stretches for match in self.parties.find_among(stretch)]

    def parties_within(self, start: int, end: int) -> list[PartyMatch]:
        """The parties that are named in a stretch, in text order."""
        first = bisect_left(self.parties_named, start, key=attrgetter("start"))
        return list(takewhile(lambda match: match.end <= end, self.parties_named[first:]))

    def party_of(self, words: str) -> PartyMatch | None:
        """The party that a noun phrase of the report is about; see `Parties.find_party`."""
        if words not in self._party_of:
            self._party_of[words] = self.parties.find_party(words)
        return self._party_of[words]

    def _without_groups(self, marks: list[Mark]) -> list[Mark]:
        """The marks of places but for towns whose name is a group's here ("Fano", "the ELN")."""
        towns = [mark for mark in marks if isinstance(mark.refers, Place) and mark.refers.kind not in AREAS]
        spans = [(match.start, match.end) for match in (self.parties_named if towns else ()) if match.kind == "group"]
        taken = {
            mark.start
            for mark in towns
            for start, end in spans[max(0, bisect_right(spans, (mark.start, mark.end)) - 1) :][:1]
            if start <= mark.start and mark.end <= end
        }
        return [mark for mark in marks if mark.start not in taken]

    def marks(self, kind: MarkKind, start: int, end: int) -> list[Mark]:
        """The marks of a kind, contents and sentences aside, that share a character with the stretch, in text order."""
        marks = self._by_kind.get(kind)
        if not marks:
            return []
        starts = self._starts[kind]
        first = bisect_left(starts, start - LONGEST)
        return [mark for mark in marks[first : bisect_right(starts, end)] if mark.start < end and start < mark.end]

    def place_at(self, start: int, end: int) -> Place | None:
        """The first place whose name shares a character with the stretch."""
        marks = self.marks("place", start, end)
        return next((mark.refers for mark in marks if isinstance(mark.refers, Place)), None)

    def name_at(self, kind: MarkKind, start: int, end: int) -> Name | None:
        """The first person or organisation whose name shares a character with the stretch."""
        marks = self.marks(kind, start, end)
        return next((mark.refers for mark in marks if isinstance(mark.refers, Name)), None)

    def times(self, start: int, end: int) -> list[When]:
        return [mark.refers for mark in self.marks("time", start, end) if isinstance(mark.refers, When)]

    def counts(self, start: int, end: int) -> list[Count]:
        return [mark.refers for mark in self.marks("count", start, end) if isinstance(mark.refers, Count)]

    def _graph(self, index: int) -> Graph:
        sentence = self._mended(self.reading.sentences[index])
        return Graph(sentence, index, self.lexicon.tags, self.vocabulary)

    def _mended(self, sentence: Sentence) -> Sentence:
        counts = self.counts(sentence.start, sentence.end)
        sentence = self._with_names(sentence)
        end = self.entries.lead_end(sentence.block)
        if end is not None and sentence.start < end < sentence.end:
            sentence = replace(sentence, tokens=without_lead(sentence.tokens, end, self.lexicon.tags))
        sentence = mended(sentence, counts, self.lexicon.tags, self.vocabulary)
        times = [(mark.start, mark.end) for mark in self.marks("time", sentence.start, sentence.end)]
        words = self.vocabulary
        tokens = repaired(
            sentence.tokens, self.lexicon.tags, words.by, words.where,
            times=times, perfect=words.have, active=self.vocabulary.unsuffered,
        )  # fmt: skip
        return replace(sentence, tokens=tokens) if is_tree(tokens) else sentence

    def _with_names(self, sentence: Sentence) -> Sentence:
        """The sentence, in which no group's name of capitals was read as a verb ("IS fighters killed five")."""
        taken = [
            at for at, token in enumerate(sentence.tokens)
            if token.upos in VERBAL and len(token.text) > 1 and token.text.isupper()
            and any(one.named == (token.start, token.end) for one in self.parties_named)
        ]  # fmt: skip
        return replace(sentence, tokens=with_names(sentence.tokens, taken)) if taken else sentence

    @cached_property
    def contents(self) -> list[Attribution]:
        """All contents in text order."""
        return [mark.refers for mark in self._by_kind.get("content", []) if isinstance(mark.refers, Attribution)]

    @cached_property
    def places(self) -> list[Place]:
        """All places in text order."""
        return [mark.refers for mark in self._by_kind.get("place", []) if isinstance(mark.refers, Place)]

    @cached_property
    def dateline_place(self) -> Place | None:
        """The place from which the report was sent; `None` if it does not say."""
        datelines = (block for block in self.reading.article.blocks if block.kind == "dateline")
        return next((place for block in datelines for place in self.places_within(block.start, block.end)), None)

    def times_named(self, name: str | None, position: int) -> int:
        """How many of the places before a position have this name; at least one."""
        return max(1, bisect_left(self._starts_by_name.get(name, []), position))

    @cached_property
    def _starts_by_name(self) -> dict[str | None, list[int]]:
        starts = dict[str | None, list[int]]()
        for place in self.places:
            starts.setdefault(place.name, []).append(place.start)
        return starts

    def nouns_before(self, lemma: str, position: int) -> int:
        """How many nouns of the article before a position have this lemma, in lower case."""
        return bisect_left(self._noun_starts.get(lemma, []), position)

    @cached_property
    def _noun_starts(self) -> dict[str, list[int]]:
        starts = dict[str, list[int]]()
        for sentence in self.reading.sentences:
            for token in sentence.tokens:
                if token.upos in ("NOUN", "PROPN"):
                    starts.setdefault(token.lemma.lower(), []).append(token.start)
        return starts

    @cached_property
    def exact_places(self) -> dict[str, Place]:
        """The first place of each name that is exact."""
        places = dict[str, Place]()
        for place in self.places:
            if place.precision == "exact" and place.name:
                places.setdefault(place.name, place)
        return places

    def is_in_title(self, position: int) -> bool:
        """Whether a character stands in the article's title."""
        return any(
            block.kind == "title" and block.start <= position < block.end for block in self.reading.article.blocks
        )

    @cached_property
    def names_in_title(self) -> frozenset[str | None]:
        """The names of the places whose words stand in the title, be it a block of the text or told beside it."""
        title = f" {' '.join(re.findall(WORD, self.reading.article.title or ''))} "
        in_words = [place for place in self.places if f" {place.text} " in title]
        return frozenset(
            place.name for place in (*in_words, *(place for place in self.places if self.is_in_title(place.start)))
        )

    def kind_of(self, sentence: Sentence) -> BlockKind:
        """The kind of the block that a sentence stands in."""
        return self.reading.article.blocks[sentence.block].kind

    def tells(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of events: not one of the page's head, nor a cell that holds no text."""
        block = self.reading.article.blocks[sentence.block]
        return block.kind not in ("byline", "dateline") and block.column in (None, "told")

    def block_at(self, position: int) -> Block | None:
        """The block that holds a character."""
        blocks = self.reading.article.blocks
        index = bisect_right(blocks, position, key=attrgetter("start")) - 1
        return blocks[index] if index >= 0 and position < blocks[index].end else None

    def graph_at(self, position: int) -> Graph | None:
        """The graph of the sentence that holds a character."""
        index = self._index_at(position)
        return None if index is None else self.graphs[index]

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds a character."""
        index = self._index_at(position)
        return None if index is None else self.reading.sentences[index]

    def _index_at(self, position: int) -> int | None:
        index = bisect_right(self._sentence_starts, position) - 1
        return None if index < 0 or position >= self.reading.sentences[index].end else index

    def content_at(self, start: int, end: int) -> Attribution | None:
        """The content that holds a stretch; contents do not overlap."""
        index = bisect_right(self._content_starts, start) - 1
        if index < 0 or self.contents[index].end < end:
            return None
        return self.contents[index]

    def places_before(self, position: int, reach: int) -> list[Place]:
        """The places that end before a position and no further back than `reach` characters, the last first.

        In a little document these are its own, and the one that heads it.
        """
        places = list[Place]()
        standing = self.standing_at(position)
        first = self.reading.sentences[standing.first].start if standing.is_apart else 0
        for index in range(bisect_right(self._place_starts, position) - 1, -1, -1):
            place = self.places[index]
            if position - place.end > reach or place.start < first:
                break
            if place.end <= position:
                places.append(place)
        heads = [standing.place] if standing.is_apart and standing.place and standing.place.start < first else []
        return [*places, *heads]

    def standing(self, sentence: Sentence) -> Headed:
        """What heads the little document of a sentence."""
        return self.entries.of(sentence.block)

    def standing_at(self, position: int) -> Headed:
        """What heads the little document of a character; nothing outside all sentences."""
        graph = self.graph_at(position)
        return Headed() if graph is None else self.standing(graph.sentence)

    def places_within(self, start: int, end: int) -> list[Place]:
        """The places that lie in a stretch, in text order."""
        first = bisect_left(self._place_starts, start)
        last = bisect_right(self._place_starts, end)
        return [place for place in self.places[first:last] if place.end <= end]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.reading.sentences]

    @cached_property
    def _content_starts(self) -> list[int]:
        return [content.start for content in self.contents]

    @cached_property
    def _place_starts(self) -> list[int]:
        return [place.start for place in self.places]

    @cached_property
    def persons_named(self) -> dict[str, Name]:
        """The first mention of every person that is written just so."""
        persons = dict[str, Name]()
        for mark in self._by_kind.get("person", []):
            if isinstance(mark.refers, Name):
                persons.setdefault(mark.refers.text, mark.refers)
        return persons

    @cached_property
    def sources_named(self) -> dict[str, list[Name]]:
        """The source spans that stand for a speaker or are written so, in text order."""
        sources = dict[str, list[Name]]()
        for name in self.sources:
            for key in dict.fromkeys((name.name, name.text)):
                sources.setdefault(key, []).append(name)
        return sources

    @cached_property
    def sources(self) -> list[Name]:
        """All source spans in text order, each with its speaker's name."""
        return [mark.refers for mark in self._by_kind.get("source", []) if isinstance(mark.refers, Name)]

    def span_of(self, graph: Graph, words: Sequence[int]) -> tuple[int, int]:
        """The stretch from the first to the last of some words of a sentence."""
        return graph.tokens[min(words)].start, graph.tokens[max(words)].end
