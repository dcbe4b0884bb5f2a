"""The data sets as they come: readers of CoNLL-U, IOB2, brat and UDS files, shared by the recipe and the benchmarks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SpanList = list[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A gold sentence. `heads` are indexes into `words`, -1 for the root; `factuality` holds NaN where none is given."""

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
    joined = {int(row[0].split("-")[1]): row[9] for row in rows if "-" in row[0]}
    inside = {n for row in rows if "-" in row[0] for n in range(int(row[0].split("-")[0]), int(row[0].split("-")[1]))}
    spaced = tuple(
        int(row[0]) not in inside and "SpaceAfter=No" not in joined.get(int(row[0]), row[9]) for row in words
    )
    return Tree(
        id=sentence_id,
        document=document,
        words=tuple(row[1] for row in words),
        spaced=spaced,
        upos=tuple(row[3] for row in words),
        xpos=tuple(row[4] for row in words),
        heads=tuple(int(row[6]) - 1 for row in words),
        deprels=tuple(row[7] for row in words),
        lemmas=tuple(row[2] for row in words),
        paragraph=paragraph,
    )


def read_factuality(folder: Path) -> dict[str, dict[int, tuple[float, float]]]:
    """UDS factuality by EWT sentence id and word index: (value, confidence)."""
    ids = json.loads((folder / "uds_sentence_ids.json").read_text(encoding="utf-8"))
    data: dict[str, dict[str, Any]] = json.loads((folder / "uds_factuality.json").read_text(encoding="utf-8"))["data"]
    found: dict[str, dict[int, tuple[float, float]]] = {}
    for key, predicates in data.items():
        for name, node in predicates.items():
            given = node.get("factuality", {}).get("factual")
            if given and key in ids:
                index = int(name.rsplit("-", 1)[1]) - 1
                found.setdefault(ids[key], {})[index] = (given["value"], given["confidence"])
    return found


def read_iob2(path: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """The sentences of an IOB2 file as (source, words, tags)."""
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


_MARK = re.compile(r"T\d+\t\w+[\w-]* \d")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAttribution:
    """One attribution; each part is a list of stretches of the text, edges trimmed."""

    source: SpanList
    cue: SpanList
    content: SpanList


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """A PolNeAR text as one annotator marked it."""

    id: str
    text: str
    attributions: tuple[GoldAttribution, ...]


EDGE = " \t\r\n\"“”„'‘’`.,;:!?…-–—()[]"
"""What is trimmed from both edges of a span before it is compared: quotation marks, spaces, punctuation."""


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
    spans: dict[str, SpanList] = {}
    found = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        fields = line.split("\t")
        if _MARK.match(line):
            places = fields[1].split(" ", 1)[1]
            pieces = [tuple(map(int, piece.split())) for piece in places.split(";")]
            spans[fields[0]] = [trim(text, *piece) for piece in _joined(text, sorted(pieces))]  # type: ignore[arg-type]
    for line in path.read_text(encoding="utf-8").split("\n"):
        if re.match(r"E\d+\tAttribution", line):
            parts: dict[str, SpanList] = {"Source": [], "Cue": [], "Content": []}
            for argument in line.split("\t")[1].split()[1:]:
                role, name = argument.split(":")
                role = role.rstrip("0123456789")
                if role in parts:
                    parts[role] += spans.get(name, [])
            found.append(GoldAttribution(source=parts["Source"], cue=parts["Cue"], content=parts["Content"]))
    return tuple(found)


def _joined(text: str, pieces: list[tuple[int, int]]) -> SpanList:
    """The pieces with those joined that only white space parts: brat cuts a span at a line's end."""
    joined = [pieces[0]]
    for start, end in pieces[1:]:
        if not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
