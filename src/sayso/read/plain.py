"""Plain text: the file as it is, cut where its paragraphs end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from sayso.read.page import PagePiece, PageText, Shape

_CHUNK = re.compile(r"\S(?:.*\S)?(?:\n[^\S\n]*\S.*)*")
_LINE = re.compile(r"[^\S\n]*(\S(?:[^\n]*\S)?)")
_BULLET = re.compile(r"[-*•·▪◦‣–—][ \t]|\(?\d{1,2}[.)][ \t]")
SENTENCE_END = re.compile(r"[.!?…。؟][\"'”’»)\]]*$")
"""The end of a line that closes a sentence."""
_WIDEST = 140
"""Characters of the longest line of a text whose lines are broken by hand: longer ones are whole paragraphs.
By reasoning (terminals break at 72 to 132), not tuned."""
_NARROWEST = 45
"""Characters of a line that was broken at a width, at least: shorter ones are lists. By reasoning, not tuned."""
_FULL = 0.7
"""Share of the widest line that most broken lines have: a long word leaves no more room. By reasoning, not tuned."""
_MOSTLY = 0.5
"""Share of the broken lines that are full in a text broken at a width, and share of all lines that are broken: less is
a list. By reasoning, not tuned."""
_CONTINUED = 3
"""Broken lines of which at least one goes on in small letters, where fewer are broken. By reasoning, not tuned."""
_SHORT_LINE = 0.75
"""Share of the widest line below which a line that closes a sentence closes its paragraph too. Not tuned."""
_HEADING = 0.5
"""Share of the widest line below which a line without a stop, at the start of a paragraph, is a heading. Not tuned."""


def read_plain(text: str, *, is_label: Callable[[str], bool]) -> PageText:
    """The text with its pieces: a piece is a paragraph, or a line where each line stands for itself.

    Lines that were broken by hand are joined, but for those that `is_label` takes for a label.
    """
    return PageText(
        text=text, pieces=tuple(piece for chunk in _CHUNK.finditer(text) for piece in _cut(chunk, is_label))
    )


def _cut(chunk: re.Match[str], is_label: Callable[[str], bool]) -> Iterator[PagePiece]:
    text = chunk.string
    lines = [(chunk.start() + m.start(1), chunk.start() + m.end(1)) for m in _LINE.finditer(chunk[0])]
    texts = [text[start:end] for start, end in lines]
    shape: Shape = "paragraph" if _is_wrapped(texts) else "line"
    ends = _ends(texts, is_label) if shape == "paragraph" else range(len(lines))
    first = 0
    for last in ends:
        yield PagePiece(start=lines[first][0], end=lines[last][1], shape=shape)
        first = last + 1


def _ends(lines: list[str], is_label: Callable[[str], bool]) -> Iterator[int]:
    """The indexes of the lines that close a paragraph, among lines broken at a width."""
    width = max(map(len, lines))
    opens = True
    for index, (line, after) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
        stopped = SENTENCE_END.search(line) is not None
        closes = len(line) < _SHORT_LINE * width and stopped
        heading = opens and len(line) < _HEADING * width and not stopped and not after[:1].islower()
        opens = not after or closes or heading or is_label(line) or is_label(after) or _BULLET.match(after) is not None
        if opens:
            yield index


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the lines are parts of paragraphs that somebody broke at a width."""
    width = max(map(len, lines))
    pairs = list(pairwise(lines))
    broken = [(line, after) for line, after in pairs if SENTENCE_END.search(line) is None]
    if not broken or width > _WIDEST:
        return False
    full = sum(len(line) >= max(_NARROWEST, _FULL * width) for line, _ in broken)
    lower = sum(after[0].islower() for _, after in broken)
    is_mostly_broken = len(broken) >= _MOSTLY * len(pairs)
    return full >= _MOSTLY * len(broken) and (is_mostly_broken or lower * _CONTINUED >= len(broken))
