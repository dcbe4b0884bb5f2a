"""Article -> marks: who says, what is said, persons, organisations, places, times, counts, and sentences with trees."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from sayso.base.ids import maker_of
from sayso.gazetteer.lookup import Gazetteer
from sayso.mark.core.attribution import find_sayings
from sayso.mark.core.core_marks import entity_marks, in_order, said_marks, sentence_marks
from sayso.mark.core.encoder import Encoder
from sayso.mark.core.entities import Entity, find_entities, name_spans
from sayso.mark.core.lemmas import Lemmas
from sayso.mark.core.tokens import Cutter, word_cutter
from sayso.mark.core.tree import ArticleWords, grow_trees
from sayso.mark.core.vocabulary import core_words
from sayso.mark.counts.described import with_described
from sayso.mark.counts.marking import mark_counts
from sayso.mark.counts.vocabulary import count_tables
from sayso.mark.places.candidates import Names, read_evidence
from sayso.mark.places.choice import PlaceNameUse, choice_weights, choose_places
from sayso.mark.places.marking import mark_places
from sayso.mark.places.vocabulary import place_words
from sayso.mark.times.marking import mark_times
from sayso.mark.times.vocabulary import TimeTables, time_tables
from sayso.model import Article, Mark, Reading, Sentence
from sayso.packs.language import Language
from sayso.packs.pack import Pack

LONGEST_NAME: Final = 4
"""Words of a cell in a column of places that is a name; more describe where. By reasoning, not tuned."""


LEAST_HEADS: Final = 2
"""Headings or items that begin with a place's name, from which those like them are taken for places too. By
reasoning, not tuned."""
MOST_HEADS: Final = 0.5
"""Share of those that begin with a name. By reasoning, not tuned."""
HEAD_NAME: Final = re.compile(
    r"(?:[\d:.]+\s+)*(?P<name>[^\W\d_][\w'’-]*(?: [\w'’-]+){0,3}?)(?=\s*(?:[:–—]|\s-\s|\.\s|$))"
)
"""A name at the head of a section or an item, behind a time of the day."""


class Marker:
    """The mark stage with its packs: call it with an article."""

    def __init__(self, language: Language, gazetteer: Pack, *, added: Sequence[Pack] = (), version: str = "") -> None:
        """`added` are the gazetteers that are searched together with the world's."""
        lexicon = language.lexicon
        self.words = core_words(language)
        self.cut = word_cutter(self.words)
        self.lemmas = Lemmas.load(language)  # first: it goes on while the encoder loads
        self.encoder = Encoder.load(language.model)
        self.gazetteer = Gazetteer.load(gazetteer, {pack.name.removeprefix("gazetteer-"): pack for pack in added})
        self.maker = maker_of(
            language.code, [pack.maker for pack in (language.model, lexicon, gazetteer, *added)], version
        )
        self.names = Names(self.gazetteer)
        self.places = place_words(language)
        self.weights = choice_weights(lexicon.yaml("place_weights.yaml"))
        self.times = time_tables(language)
        self.counts = count_tables(language)

    def __call__(self, article: Article) -> Reading:
        """The article with everything marked on it."""
        words = words_of(article, self.cut)
        if not words.spans:
            return Reading(article=article, sentences=(), marks=(), maker=self.maker)
        begins = [not at or words.blocks[at] != words.blocks[at - 1] for at in range(len(words.blocks))]
        pieces = self.encoder.pieces.cut([article.text[a:b] for a, b in words.spans], begins)
        scores, heads = self.encoder.read(pieces), self.encoder.heads
        sentences = with_described(grow_trees(article.text, words, scores, heads, self.lemmas), self.counts)
        sayings = find_sayings(article.text, words, scores, heads)
        labels = heads.labels["names"]
        names = name_spans(words.blocks, scores["names"], labels, heads.weights.get("name_steps"))
        evidence = read_evidence(words.spans, words.blocks, scores["names"], labels, names)
        given = [*dateline_names(article), *place_cells(article), *heading_names(article, self.names, self.times)]
        chosen = choose_places(article.text, sentences, evidence, self.names, self.places, self.weights, given=given)
        entities = _but_places(find_entities(article.text, words, names, self.words), chosen)
        marks = [
            *said_marks(article.text, sayings, entities, self.words),
            *sentence_marks(sentences),
            *entity_marks(entities),
            *self._resolved(article, sentences, entities, chosen),
        ]
        return Reading(article=article, sentences=sentences, marks=in_order(marks), maker=self.maker)

    def _resolved(
        self,
        article: Article,
        sentences: tuple[Sentence, ...],
        entities: Sequence[Entity],
        chosen: Sequence[PlaceNameUse],
    ) -> list[Mark]:
        uses = {(name.start, name.end): name.use for name in chosen}
        other = [(entity.start, entity.end) for entity in entities if entity.kind != "LOC"]
        times = mark_times(article, sentences, self.times)
        return [
            *mark_places(article, sentences, list(uses), self.gazetteer, self.places, not_places=other, uses=uses),
            *times,
            *mark_counts(article, sentences, self.counts, times=times),
        ]


def _but_places(entities: Sequence[Entity], chosen: Sequence[PlaceNameUse]) -> tuple[Entity, ...]:
    """The entities but those persons and bodies whose names are plain places', or within one: one name, one kind."""
    plain = [name for name in chosen if name.use == "place"]
    starts = [name.start for name in plain]

    def is_plain(entity: Entity) -> bool:
        index = bisect_right(starts, entity.start) - 1
        return index >= 0 and entity.end <= plain[index].end

    return tuple(entity for entity in entities if entity.kind == "LOC" or not is_plain(entity))


def dateline_names(article: Article) -> list[tuple[int, int]]:
    """Where the dateline names places: "PORT SUDAN" and "Sudan" in "PORT SUDAN, Sudan, May 13 (AP)"."""
    block = next((block for block in article.blocks if block.kind == "dateline"), None)
    at = article.text.find(article.dateline, block.start, block.end) if block and article.dateline else -1
    names, parts = list[tuple[int, int]](), article.dateline.split(",") if article.dateline and at >= 0 else []
    for part in parts:
        start = at + len(part) - len(part.lstrip())
        names.append((start, at + len(part.rstrip())))
        at += len(part) + 1
    return names


def place_cells(article: Article) -> list[tuple[int, int]]:
    """The cells of columns of places that are a name and no more, without what stands in brackets or behind a comma."""
    names = list[tuple[int, int]]()
    for block in article.blocks:
        if block.column in ("place", "region"):
            written = re.split(r"[,(/;]", article.text[block.start : block.end], maxsplit=1)[0].rstrip()
            if written[:1].isupper() and len(written.split()) <= LONGEST_NAME:
                names.append((block.start, block.start + len(written)))
    return names


def heading_names(article: Article, names: Names, times: TimeTables) -> list[tuple[int, int]]:
    """The names that head sections and items, where most of a kind are places': headings of one level, items of a list.

    A heading alone may be anybody's name; where its like are places, it is one too.
    """
    days = frozenset({*times.words["months"], *times.words["weekdays"], *times.words["seasons"]})
    alike = dict[tuple[str, int], list[tuple[int, int]]]()
    for block in article.blocks:
        if block.kind in ("heading", "paragraph"):
            match = HEAD_NAME.match(article.text, block.start, block.end)
            if match is not None and (block.kind != "heading" or match.end("name") == block.end):
                alike.setdefault((block.kind, block.level), []).append(match.span("name"))
    given = list[tuple[int, int]]()
    for spans in alike.values():
        known = [
            span
            for span in spans
            if not days.intersection(article.text[slice(*span)].lower().split())
            and names.bearers(article.text[slice(*span)]).is_known
        ]
        if len(known) >= LEAST_HEADS and len(known) >= MOST_HEADS * len(spans):
            given += known
    return given


def words_of(article: Article, cut: Cutter) -> ArticleWords:
    """The words of the report's blocks, cut by `word_cutter`'s function; the site's furniture is left out."""
    spans, blocks = list[tuple[int, int]](), list[int]()
    for number, block in enumerate(article.blocks):
        if block.kind != "furniture":
            words = cut(article.text, block.start, block.end)
            spans += words
            blocks += [number] * len(words)
    alone = frozenset(number for number, block in enumerate(article.blocks) if block.kind in ("title", "heading"))
    return ArticleWords(spans=spans, blocks=blocks, alone=alone)
