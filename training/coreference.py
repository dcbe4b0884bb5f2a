"""Gold coreference of GUM: the text of each document, and which word heads a mention of which entity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Final

from training.corpora import Tree, read_conllu

_BRACKETS: Final = re.compile(r"\(([^()]+)|(\d+)?\)")
"""An entity that begins at a word, or ends there; one that begins and ends at a word is closed without a number."""


@dataclass(slots=True, kw_only=True)
class CorefText:
    """A document with what its words stand for."""

    name: str
    text: str = ""
    heads: dict[int, str] = field(default_factory=dict)
    """The entity of a mention, by where the mention's head word begins; the entities are numbered."""


def read_coreference(path: Path) -> Iterator[CorefText]:
    """The documents of a CoNLL-U file with `Entity=` in MISC, as GUM writes it."""
    entities = _entities(path)
    for name, trees in groupby(read_conllu(path), key=lambda tree: tree.document):
        yield _document(name, list(trees), entities)


def _entities(path: Path) -> dict[str, list[str]]:
    """What `Entity=` says of each word, by sentence."""
    entities, name = dict[str, list[str]](), ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# sent_id"):
            name = line.split("=", 1)[1].strip()
            entities[name] = []
        elif line[:1].isdigit() and line.split("\t")[0].isdigit():
            told = re.search(r"Entity=([^|]+)", line.split("\t")[9])
            entities[name].append(told[1] if told else "")
    return entities


def _document(name: str, trees: Sequence[Tree], entities: dict[str, list[str]]) -> CorefText:
    document, starts = CorefText(name=name), list[int]()
    open_ones = list[tuple[str, int, int]]()
    for tree in trees:
        document.text += "" if not document.text else "\n\n" if tree.paragraph else " "
        for word, spaced, told in zip(tree.words, tree.spaced, entities[tree.id], strict=True):
            starts.append(len(document.text))
            document.text += word + (" " if spaced else "")
            _follow(told, len(starts) - 1, open_ones, starts, document)
        document.text = document.text.rstrip()
    return document


def _follow(
    told: str, at: int, open_ones: list[tuple[str, int, int]], starts: Sequence[int], document: CorefText
) -> None:
    """Open and close the entities that begin and end at a word; the head of one is the first word of its `minspan`."""
    for opened, closed in _BRACKETS.findall(told):
        if opened:
            parts = opened.split("-")
            least = parts[5].split(",")[0] if len(parts) > 5 else "1"
            open_ones.append((parts[0], at, int(least) - 1 if least.isdigit() else 0))
            continue
        last = (index for index in range(len(open_ones) - 1, -1, -1) if closed in ("", open_ones[index][0]))
        index = next(last, None)
        if index is not None:
            entity, first, head = open_ones.pop(index)
            document.heads[starts[min(first + head, at)]] = entity
