"""Where an article names places: a tagger's stretches, names behind "the village of", names in the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from sayso.gazetteer.lookup import DEMONYM, KINDS, ROW, SKELETON, Gazetteer
from sayso.mark.places.patterns import Mention, read_mention
from sayso.mark.places.vocabulary import PlaceWords
from sayso.model import Article, PlaceUse, Sentence

CharSpan = tuple[int, int]

LONGEST: Final = 5
"""Words of the longest name that is looked up ("Autonomous Republic of Crimea" has four). By hand, not swept, as
those below."""
KNOWN: Final = 100_000
"""People of a town whose name is a place without a preposition in front, when no tagger helps."""
PLACED: Final = 500
"""People of a town whose name is a place behind a preposition, when no tagger helps."""
TITLE_REACH: Final = 16
"""Characters before a name in which a title is looked for ("spokeswoman" and a blank are 12)."""
_NAME: Final = re.compile(r"[A-Z][\w'’-]*(?: (?:[A-Z][\w'’-]*))*")
_UNSURE_KINDS: Final = (KINDS.index("settlement"), KINDS.index("district"))


def recognise(
    article: Article,
    sentences: Sequence[Sentence],
    names: Sequence[CharSpan] | None,
    gazetteer: Gazetteer,
    words: PlaceWords,
    not_places: Sequence[CharSpan],
    uses: Mapping[CharSpan, PlaceUse],
) -> list[Mention]:
    """The mentions in text order, none overlapping another.

    What is found beside `names` overlaps no stretch of `not_places` either. `uses` tells which names are no plain ones.
    """
    text = article.text
    taken = sorted(not_places)
    spelled = [name for name in names or () if any(map(str.isalnum, text[slice(*name)]))]
    mentions = [_named(text, name, words, uses.get(name, "place")) for name in spelled]
    mentions = [mention for mention in mentions if mention.end > mention.start and _may_be_place(mention, gazetteer)]
    mentions = _disjoint(mentions, taken if names is None else [])
    busy = sorted([*taken, *((mention.start, mention.end) for mention in mentions), *(names or ())])
    more = [read_mention(text, start, end, words) for start, end in _described(text, sentences, words)]
    if names is None:
        known = (stretch for sentence in sentences for stretch in _known(text, sentence, gazetteer, words))
        more += [read_mention(text, *stretch, words) for stretch in known]
    return sorted([*mentions, *_disjoint(more, busy)], key=lambda mention: mention.start)


def _named(text: str, name: CharSpan, words: PlaceWords, use: PlaceUse) -> Mention:
    """The mention of a name; one that tells nothing of where something is takes no word beside it."""
    if use == "place":
        return read_mention(text, *name, words)
    return Mention(start=name[0], end=name[1], name=text[slice(*name)], use=use)


def _may_be_place(mention: Mention, gazetteer: Gazetteer) -> bool:
    """False for words that name only a people, where they are used as a place's name."""
    return mention.use != "place" or not is_people(mention, gazetteer)


def is_people(mention: Mention, gazetteer: Gazetteer) -> bool:
    """True for words that name only a people or what belongs to it ("Russian", "Ukrainians")."""
    entries = gazetteer.entries(mention.name)
    return (
        bool(entries)
        and bool(entries[0] & DEMONYM)
        and not any(
            not entry & (DEMONYM | SKELETON) and gazetteer.places["kind"][entry & ROW] not in _UNSURE_KINDS
            for entry in entries
        )
    )


def _disjoint(mentions: Sequence[Mention], taken: Sequence[CharSpan]) -> list[Mention]:
    """The mentions that overlap nothing taken and no longer one before them."""
    kept: list[Mention] = []
    spans = sorted(taken)
    pointer, furthest = 0, -1
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        while pointer < len(spans) and spans[pointer][0] < mention.end:
            furthest = max(furthest, spans[pointer][1])
            pointer += 1
        if mention.start >= furthest:
            kept.append(mention)
            furthest = mention.end
    return kept


def _described(text: str, sentences: Sequence[Sentence], words: PlaceWords) -> Iterator[CharSpan]:
    """Names behind "the village of"."""
    for sentence in sentences:
        for match in words.described.finditer(text, sentence.start, sentence.end):
            name = _NAME.match(text, match.end(), sentence.end)
            if name is not None:
                yield name.span()


def _known(text: str, sentence: Sentence, gazetteer: Gazetteer, words: PlaceWords) -> Iterator[CharSpan]:
    """The longest capitalised names of the sentence that some place bears and whose surroundings allow a place."""
    tokens = [(match.start(), match.end()) for match in words.word.finditer(text, sentence.start, sentence.end)]
    at = 0
    while at < len(tokens):
        length = _longest_known(text, tokens, at, gazetteer, words)
        if length:
            yield tokens[at][0], tokens[at + length - 1][1]
        at += length or 1


def _longest_known(text: str, tokens: Sequence[CharSpan], at: int, gazetteer: Gazetteer, words: PlaceWords) -> int:
    if not text[tokens[at][0]].isupper():
        return 0
    for length in range(min(LONGEST, len(tokens) - at), 0, -1):
        if _is_run(text, tokens[at : at + length], words) and _is_place(text, tokens, at, length, gazetteer, words):
            return length
    return 0


def _is_run(text: str, tokens: Sequence[CharSpan], words: PlaceWords) -> bool:
    """True when capitalised words or links follow one another with a blank, and the last is capitalised."""
    if not text[tokens[-1][0]].isupper():
        return False
    for (_, end), (start, stop) in pairwise(tokens):
        if text[end:start] != " " or not (text[start].isupper() or text[start:stop] in words.links):
            return False
    return True


def _is_place(
    text: str, tokens: Sequence[CharSpan], at: int, length: int, gazetteer: Gazetteer, words: PlaceWords
) -> bool:
    start, end = tokens[at][0], tokens[at + length - 1][1]
    name = text[start:end]
    if length == 1 and (name.lower().rstrip(".") in words.not_alone or len(name) < 2):
        return False
    entries = [entry for entry in gazetteer.entries(name) if not entry & (DEMONYM | SKELETON)]
    if not entries:
        return False
    before = _word_at(text, tokens, at - 1, start)
    behind = _word_at(text, tokens, at + length, end)
    title = text[max(0, start - TITLE_REACH) : start].split()[-1:]
    if (title and title[0].lower().rstrip(".") in words.titles) or behind.lower() in words.bodies:
        return False
    crowded = (before[:1].isupper() and at > 1) or (behind[:1].isupper() and behind.lower() not in words.after)
    return _is_known(entries, before.lower() in words.locatives, gazetteer) and not crowded


def _word_at(text: str, tokens: Sequence[CharSpan], index: int, edge: int) -> str:
    """The word at the index when only a blank parts it from the edge."""
    if not 0 <= index < len(tokens):
        return ""
    start, end = tokens[index]
    between = text[end:edge] if end <= edge else text[edge:start]
    return text[start:end] if between == " " else ""


def _is_known(entries: Sequence[int], is_placed: bool, gazetteer: Gazetteer) -> bool:
    """True when the name is a country's, region's or sea's, or a town's with enough people."""
    for entry in entries:
        place = gazetteer.places[entry & ROW]
        if int(place["kind"]) not in _UNSURE_KINDS:
            return True
        if int(place["population"]) >= (PLACED if is_placed else KNOWN):
            return True
    return False
