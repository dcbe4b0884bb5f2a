"""The data sets as they come: readers of CoNLL-U, IOB2, brat and UDS files, shared by the recipe and the benchmarks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SpanList = list[tuple[int, int]]
FACTS = ("uds_factuality.json", "uds_sentence_ids.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A gold sentence.

    `heads` are indexes into `words`, -1 for the root; `factuality`, if there is any, holds NaN where none is given.
    """

    id: str
    document: str
    words: tuple[str, ...]
    spaced: tuple[bool, ...]
    """Whether white space follows each word."""
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    lemmas: tuple[str, ...]
    paragraph: bool
    """The sentence begins a paragraph."""
    factuality: tuple[float, ...] = ()
    confidence: tuple[float, ...] = ()


def read_conllu(path: Path) -> Iterator[Tree]:
    """The sentences of a CoNLL-U file, multi-word tokens and empty nodes left out."""
    document, paragraph, sentence_id, rows = "", False, "", list[list[str]]()
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc id"):
            document, paragraph = line.split("=", 1)[1].strip(), True
        elif line.startswith("# newpar"):
            paragraph = True
        elif line.startswith("# sent_id"):
            sentence_id = line.split("=", 1)[1].strip()
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            yield _tree(sentence_id, document, paragraph, rows)
            rows, paragraph = [], False


def _tree(sentence_id: str, document: str, paragraph: bool, rows: list[list[str]]) -> Tree:
    words = [row for row in rows if row[0].isdigit()]
    return Tree(
        id=sentence_id,
        document=document,
        words=tuple(row[1] for row in words),
        spaced=_spaced(words, [row for row in rows if "-" in row[0]]),
        upos=tuple(row[3] for row in words),
        xpos=tuple(row[4] for row in words),
        heads=tuple(int(row[6]) - 1 for row in words),
        deprels=tuple(row[7] for row in words),
        lemmas=tuple(row[2] for row in words),
        paragraph=paragraph,
    )


def _spaced(words: list[list[str]], tokens: list[list[str]]) -> tuple[bool, ...]:
    """Whether white space follows each word: in a token of several, behind the last if behind the token."""
    ends, inside = dict[int, str](), set[int]()
    for token in tokens:
        first, last = map(int, token[0].split("-"))
        ends[last] = token[9]
        inside |= set(range(first, last))
    numbered = [(int(word[0]), word[9]) for word in words]
    return tuple(number not in inside and "SpaceAfter=No" not in ends.get(number, misc) for number, misc in numbered)


def read_factuality(folder: Path) -> dict[str, dict[int, tuple[float, float]]]:
    """UDS factuality by EWT sentence id and word index: (value from -3 to 3, confidence from 0 to 1).

    Its sentences have names of their own; the second file says which sentence of EWT each is.
    """
    values, sentences = (json.loads((folder / name).read_text(encoding="utf-8")) for name in FACTS)
    data: dict[str, dict[str, Any]] = values["data"]
    found: dict[str, dict[int, tuple[float, float]]] = {}
    for key, predicates in data.items():
        for name, node in predicates.items():
            given = node.get("factuality", {}).get("factual")
            if given and key in sentences:
                index = int(name.rsplit("-", 1)[1]) - 1
                found.setdefault(sentences[key], {})[index] = (given["value"], given["confidence"])
    return found


def read_iob2(path: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """The sentences of an IOB2 file as (source, words, tags); other columns and comments are left out."""
    source, words, tags = "", list[str](), list[str]()
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# ") and "\t" not in line:
            if line.startswith("# source ="):
                source = line.split("=", 1)[1].strip()
        elif line.strip():
            word, tag = line.split("\t")[:2]
            words.append(word)
            tags.append(tag)
        elif words:
            yield source, words, tags
            words, tags = [], []


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAttribution:
    """One attribution; each part is a list of stretches of the text, edges trimmed."""

    source: SpanList
    cue: SpanList
    content: SpanList


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """A PolNeAR text as one annotator marked it; `id` is the name of the annotation's file."""

    id: str
    text: str
    attributions: tuple[GoldAttribution, ...]


_SPAN = re.compile(r"T\d+\t\w+[\w-]* \d")
_ATTRIBUTION = re.compile(r"E\d+\tAttribution")

EDGE = " \t\r\n\"“”„'‘’`.,;:!?…-–—()[]"
"""What is trimmed from both edges of a span before it is compared: quotation marks, spaces, punctuation. The package
has a list of its own for what it marks, so that a change there does not change what it is measured by."""


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without quotation marks, spaces and punctuation at its edges; unchanged if nothing would be left."""
    left, right = start, end
    while left < right and text[left] in EDGE:
        left += 1
    while right > left and text[right - 1] in EDGE:
        right -= 1
    return (left, right) if left < right else (start, end)


def read_polnear(folder: Path) -> Iterator[GoldDocument]:
    """The annotated documents of one part (`train` or `dev`); a text with two annotators comes twice."""
    for path in sorted((folder / "attributions").glob("*.ann")):
        source = folder / "text" / (path.stem.rsplit("_", 1)[0] + ".txt")
        with source.open(encoding="utf-8", newline="") as handle:
            text = handle.read()
        yield GoldDocument(id=path.stem, text=text, attributions=_attributions(path, text))


def _attributions(path: Path, text: str) -> tuple[GoldAttribution, ...]:
    lines = path.read_text(encoding="utf-8").split("\n")
    spans = dict(_span(line, text) for line in lines if _SPAN.match(line))
    return tuple(_attribution(line, spans) for line in lines if _ATTRIBUTION.match(line))


def _span(line: str, text: str) -> tuple[str, SpanList]:
    """The name of a brat span and its stretches: `T7\\tContent 20 31;40 52\\tas written`."""
    name, places = line.split("\t")[:2]
    pieces = []
    for piece in places.split(" ", 1)[1].split(";"):
        start, end = map(int, piece.split())
        pieces.append((start, end))
    return name, [trim(text, start, end) for start, end in _joined(text, sorted(pieces))]


def _attribution(line: str, spans: dict[str, SpanList]) -> GoldAttribution:
    """What a brat event joins: `E1\\tAttribution:T1 Source:T2 Cue:T3 Content:T7 Content2:T8`."""
    parts: dict[str, SpanList] = {"Source": [], "Cue": [], "Content": []}
    for argument in line.split("\t")[1].split()[1:]:
        role, name = argument.split(":")
        role = role.rstrip("0123456789")
        if role in parts:
            parts[role] += spans.get(name, [])
    return GoldAttribution(source=parts["Source"], cue=parts["Cue"], content=parts["Content"])


def _joined(text: str, pieces: list[tuple[int, int]]) -> SpanList:
    """The pieces with those joined that only white space parts: brat cuts a span at a line's end."""
    joined = [pieces[0]]
    for start, end in pieces[1:]:
        if not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
