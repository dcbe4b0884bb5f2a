"""Stretches of words that may name a place: what the encoder took for names, and what the gazetteer knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeVar

import numpy as np

from sayso.base.arrays import Float32Array
from sayso.gazetteer.lookup import DEMONYM, KINDS, PRIMARY, ROW, SKELETON, Gazetteer
from sayso.gazetteer.names import initials, normal_name
from sayso.mark.core.entities import EntityKind
from sayso.mark.places.vocabulary import PlaceWords

T = TypeVar("T")
CharSpan = tuple[int, int]
ARTICLE: Final = 2
"""Words of an article that a hyphen ties to its name, the hyphen one of them."""
HYPHENS: Final = frozenset("-\u2010\u2011\u2013")
"""Signs that tie them."""

LONGEST: Final = 8
"""Words of the longest candidate: one word more changed nothing on TR-News and GeoWebNews."""
LONGEST_OTHER: Final = 4
"""Words of the longest name of a person or body that is itself a candidate ("Orange County" taken for a body). By
hand, not swept."""
LIKELY: Final = 0.2
"""Probability from which a run of words is a candidate though the encoder's best chain has it otherwise. Not swept."""
LONGEST_NAME: Final = 100
"""Characters of the longest name that is looked up; the gazetteer's longest has 79 bytes."""
REMEMBERED: Final = 100_000
"""Names whose entries are remembered at most, before all are forgotten: 40 MB."""
SHARES: Final = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
"""The labels of names of which this stage has probabilities, in their order. What the encoder tells apart besides is
taken with one of them: a facility is a place, a people is no name of the three kinds."""
TAKEN_AS: Final = {"B-FAC": "B-LOC", "I-FAC": "I-LOC", "B-NORP": "O", "I-NORP": "O"}
"""As which of `SHARES` the encoder's other labels are taken."""
PLACE_FIRST, PLACE_MORE = SHARES.index("B-LOC"), SHARES.index("I-LOC")
"""Columns of the probabilities of a word being the first of a place's name, and one that goes on with it."""
MODEL: Final = re.compile(r"[-\u2010\u2011]\d")
"""Behind letters they are the model of a weapon."""
SHORT_FORM: Final = 6
"""Characters of the longest abbreviation whose full stop belongs to the name ("Calif."). By hand, not swept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the encoder says of an article's names, word by word."""

    spans: Sequence[CharSpan]
    """The words, in text order."""
    blocks: Sequence[int]
    """The number of each word's block."""
    shares: Float32Array
    """Probabilities `[words, 7]`, in the order of `SHARES`."""
    names: Sequence[tuple[EntityKind, int, int]]
    """The names of its best chain: kind, first word, one past the last."""


def read_evidence(
    spans: Sequence[CharSpan],
    blocks: Sequence[int],
    emissions: Float32Array,
    labels: Sequence[str],
    names: Sequence[tuple[EntityKind, int, int]],
) -> Evidence:
    """The evidence of scores `emissions[word, label]` and the `names` that were read from them."""
    energies = np.exp(emissions - emissions.max(axis=1, keepdims=True))
    columns = [SHARES.index(TAKEN_AS.get(label, label)) for label in labels]
    shares = energies @ np.eye(len(SHARES), dtype=np.float32)[columns]
    shares /= shares.sum(axis=1, keepdims=True)
    return Evidence(spans=spans, blocks=blocks, shares=shares, names=names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearers:
    """What the gazetteer says of a name, in numbers."""

    is_known: bool = False
    """Some place bears it as written: not a people, nor only the bones of a transliteration."""
    is_people: bool = False
    is_only_people: bool = False
    """It is a people's name, and no place's but a town's."""
    is_primary: bool = False
    kinds: frozenset[int] = frozenset()
    """Indexes in `KINDS`."""
    people: int = 0
    """Population of the largest."""


NOBODY: Final = Bearers()


class Names:
    """The gazetteer's names, those asked for remembered."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._known: dict[str, bool] = {}
        self._bearers: dict[str, Bearers] = {}

    def knows(self, name: str) -> bool:
        """True when a place or people bears the name as written."""
        if len(name) > LONGEST_NAME:
            return False
        if (known := self._known.get(name)) is None:
            normal = normal_name(initials(name) if "." in name else name)
            known = bool(normal) and self._gazetteer.knows(normal)
            _remember(self._known, name, known)
        return known

    def bearers(self, name: str) -> Bearers:
        """Who bears the name."""
        if len(name) > LONGEST_NAME:
            return NOBODY
        if (bearers := self._bearers.get(name)) is None:
            bearers = _bearers(self._gazetteer, self._gazetteer.entries(name))
            _remember(self._bearers, name, bearers)
        return bearers


def _remember(memory: dict[str, T], name: str, what: T) -> None:
    if len(memory) >= REMEMBERED:
        memory.clear()
    memory[name] = what


def _bearers(gazetteer: Gazetteer, entries: Sequence[int]) -> Bearers:
    if not entries:
        return NOBODY
    real = [entry for entry in entries if not entry & (DEMONYM | SKELETON)]
    is_people = any(entry & DEMONYM for entry in entries)
    kinds = frozenset(int(gazetteer.places["kind"][entry & ROW]) for entry in real)
    return Bearers(
        is_known=bool(real),
        is_people=is_people,
        is_only_people=is_people and kinds <= {KINDS.index("settlement")},
        is_primary=any(entry & PRIMARY for entry in real),
        kinds=kinds,
        people=max((int(gazetteer.places["population"][entry & ROW]) for entry in real), default=0),
    )


def find_candidates(
    text: str, evidence: Evidence, names: Names, words: PlaceWords, starts: frozenset[int]
) -> list[CharSpan]:
    """The candidates as stretches of words `[first, last)`, in text order, each once.

    `starts` are the characters at which sentences begin.
    """
    written = [text[start:end] for start, end in evidence.spans]
    candidates = {
        *_known(text, written, evidence, names, words),
        *_shortened(text, written, evidence, names, starts),
        *_tagged(written, evidence, words),
        *_likely(text, written, evidence, words),
    }
    candidates |= set(_again(written, evidence))
    joined = {span: _parts(written, span, words) for span in candidates}
    for span, parts in joined.items():
        spelled = [text[evidence.spans[a][0] : evidence.spans[b - 1][1]] for a, b in (span, *parts)]
        if parts and not names.knows(spelled[0]) and all(map(names.knows, spelled[1:])):
            candidates = (candidates - {span}) | set(parts)
    return sorted(
        span for span in candidates
        if not _is_beginning(written, span, words) and not _is_model(text, evidence, span)
    )  # fmt: skip


def _is_model(text: str, evidence: Evidence, span: CharSpan) -> bool:
    """Whether a stretch is what a model's number hangs on ("Mi-8", "Su-24")."""
    return MODEL.match(text, evidence.spans[span[1] - 1][1]) is not None


def _is_beginning(written: Sequence[str], span: CharSpan, words: PlaceWords) -> bool:
    """Whether a stretch is only the article of a name in another language ("Al" of "Al-Shuhada"), not in capitals."""
    word = written[span[0]]
    return span[1] - span[0] == 1 and word.lower() in words.beginnings and not word.isupper()


def begins_as_name(written: Sequence[str], span: CharSpan, words: PlaceWords) -> bool:
    """Whether a stretch begins with a capital, or with another language's article in small letters ("al-Sukhnah")."""
    first, last = span
    if written[first][0].isupper():
        return True
    is_article = written[first] in words.beginnings and first + ARTICLE < last
    return is_article and written[first + 1] in HYPHENS and written[first + ARTICLE][0].isupper()


def _parts(written: Sequence[str], span: CharSpan, words: PlaceWords) -> list[CharSpan]:
    """The stretches that "–", "-", commas and "and" part; none where nothing does, or a hyphen only ties an article."""
    tied = {at for at in range(span[0] + 1, span[1]) if written[at - 1].lower() in words.beginnings}
    cuts = [at for at in range(*span) if written[at] in words.joints and not (at in tied and written[at] in HYPHENS)]
    edges = [span[0] - 1, *cuts, span[1]]
    return [(left + 1, right) for left, right in pairwise(edges) if left + 1 < right] if cuts else []


def joins(text: str, evidence: Evidence, at: int) -> bool:
    """True when a word stands in the block of the word before it, and behind it or one blank."""
    if evidence.blocks[at] != evidence.blocks[at - 1]:
        return False
    return text[evidence.spans[at - 1][1] : evidence.spans[at][0]] in ("", " ", "\xa0")


def _known(
    text: str, written: Sequence[str], evidence: Evidence, names: Names, words: PlaceWords
) -> Iterator[CharSpan]:
    """Runs of capitalised words and links that the gazetteer knows, or that end in a word for a kind ("… Road")."""
    for first in range(len(written)):
        if not begins_as_name(written, (first, len(written)), words) or _is_inside_word(written, evidence, first):
            continue
        last = first + 1
        while True:
            if _may_be_name(text, written, evidence, (first, last), names, words):
                yield first, last
            if last >= len(written) or last - first >= LONGEST or not joins(text, evidence, last):
                break
            if not (written[last][0].isupper() or written[last].lower() in words.links):
                break
            last += 1


def _is_inside_word(written: Sequence[str], evidence: Evidence, at: int) -> bool:
    """True for what stands right behind letters or digits, as "Day" in "4Day"."""
    return bool(at) and evidence.spans[at - 1][1] == evidence.spans[at][0] and written[at - 1][-1].isalnum()


def _may_be_name(
    text: str, written: Sequence[str], evidence: Evidence, run: CharSpan, names: Names, words: PlaceWords
) -> bool:
    first, last = run
    ending = written[last - 1]
    if not ending[0].isupper():
        return False
    name = text[evidence.spans[first][0] : evidence.spans[last - 1][1]]
    is_headed = last - first > 1 and ending.lower() in words.heads and written[first].lower() not in words.articles
    return is_headed or names.knows(name)


def _shortened(
    text: str, written: Sequence[str], evidence: Evidence, names: Names, starts: frozenset[int]
) -> Iterator[CharSpan]:
    """Abbreviations with their full stop ("Calif."), but where it ends a sentence."""
    for at in range(1, len(written) - 1):
        name = written[at - 1] + "."
        if written[at] != "." or len(name) > SHORT_FORM or not name[0].isupper():
            continue
        if evidence.spans[at + 1][0] not in starts and joins(text, evidence, at) and names.knows(name):
            yield at - 1, at + 1


def _tagged(written: Sequence[str], evidence: Evidence, words: PlaceWords) -> Iterator[CharSpan]:
    """What the encoder took for names, without an article in front and signs at the edges."""
    for kind, first, last in evidence.names:
        start, end = first, last
        while start < end and (written[start].lower() in words.articles or not written[start][0].isalnum()):
            start += 1
        while end > start and (written[end - 1] in words.possessives or not written[end - 1][-1].isalnum()):
            end -= 1
        has_capital = any(letter.isupper() for word in written[start:end] for letter in word)
        if has_capital and end - start <= (LONGEST if kind == "LOC" else LONGEST_OTHER):
            yield start, end


def _likely(text: str, written: Sequence[str], evidence: Evidence, words: PlaceWords) -> Iterator[CharSpan]:
    """Runs of words that the encoder thought of as a place, from a capital to a capital."""
    is_likely = (evidence.shares[:, PLACE_FIRST] + evidence.shares[:, PLACE_MORE] >= LIKELY).tolist()
    at = 0
    while at < len(written):
        start = at
        at += 1
        if not is_likely[start]:
            continue
        while at < len(written) and is_likely[at] and joins(text, evidence, at):
            at += 1
        end = at
        while start < end and (not written[start][0].isupper() or written[start].lower() in words.articles):
            start += 1
        while end > start and not written[end - 1][0].isupper():
            end -= 1
        if 0 < end - start < LONGEST:
            yield start, end


def _again(written: Sequence[str], evidence: Evidence) -> Iterator[CharSpan]:
    """The encoder's places wherever else their words stand: one name, one kind in an article."""
    tagged = {
        tuple(written[first:last])
        for kind, first, last in evidence.names
        if kind == "LOC" and last - first <= LONGEST and written[first][0].isupper()
    }
    begun = {name[0] for name in tagged}
    for at in (at for at, word in enumerate(written) if word in begun):
        for end in range(at + 1, min(at + LONGEST, len(written)) + 1):
            if evidence.blocks[at] == evidence.blocks[end - 1] and tuple(written[at:end]) in tagged:
                yield at, end
