"""Tables told row by row: what each column holds by its title, and what stands in each cell.

A row becomes one line of the text, its cells with their titles: `Town: Dessie | Captured by: TDF | Date: 30 October`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sayso.model import ColumnKind
from sayso.read.page import RowText, TableText
from sayso.read.rules import FurnitureRules

BETWEEN: Final = " | "
"""What stands between two cells of a row in an article's text; in cells a stroke is written as a slash."""
TITLED: Final = ": "
"""What stands between a column's title and the cell."""
LONGEST_TITLE: Final = 60
"""Characters of a column's title at most: a longer one is a text that somebody set in a table. By reasoning, not
tuned."""
LEAST_COLUMNS: Final = 2
"""Columns of a table that can be read. By reasoning: one column is a list, or a box."""
_FLAG: Final = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_OTHER: Final[ColumnKind] = "other"
_TOLD: Final[ColumnKind] = "told"
_WHO: Final = frozenset[ColumnKind]({"attacker", "target"})


def read_table(rows: Sequence[Sequence[str]], rules: FurnitureRules) -> TableText:
    """The table with these cells, its head first; none of its rows is read where the head does not tell enough."""
    filled = [[_cleaned(cell, rules) for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        return TableText()
    head, body = _headed(filled, rules)
    kinds = [_kind_of(title, rules) for title in head]
    if not _tells(kinds, rules) or not body:
        return TableText(unread=max(1, len(body)))
    return TableText(rows=tuple(_line(head, kinds, row) for row in body if row != head))


def _headed(rows: Sequence[Sequence[str]], rules: FurnitureRules) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """The titles of the columns, of two rows of titles both together, and the rows below that say something."""
    head, below = rows[0], list(rows[1:])
    is_title = [cell in head or _kind_of(cell, rules) != _OTHER for cell in below[0] if cell] if below else []
    if len(below) > 1 and len(is_title) > 1 and all(is_title) and below[0] != head:
        pairs = zip(head, below.pop(0), strict=False)
        head = [over if over == under else f"{over} {under}".strip() for over, under in pairs]
    return head, [row for row in below if any(row)]


def _kind_of(title: str, rules: FurnitureRules) -> ColumnKind:
    """What a column with this title holds: by the longest phrase in it, of two as long by the one listed first."""
    words = re.findall(r"\w+", title.casefold())
    found: ColumnKind = _OTHER
    if len(title) > LONGEST_TITLE:
        return found
    longest = 0
    for kind, phrases in rules.columns.items():
        for phrase in phrases:
            parts = phrase.split()
            if len(parts) > longest and _holds(words, parts):
                found, longest = kind, len(parts)
    return found


def _holds(words: Sequence[str], parts: Sequence[str]) -> bool:
    return any([*words[at : at + len(parts)]] == [*parts] for at in range(len(words) - len(parts) + 1))


def _tells(kinds: Sequence[ColumnKind], rules: FurnitureRules) -> bool:
    """Whether the columns say of something when or where it was, or of an event by whom or to whom."""
    stands = rules.columns_stand.intersection(kinds)
    if len(kinds) < LEAST_COLUMNS or not rules.columns_tell.intersection(kinds):
        return False
    return bool(stands) or (_TOLD in kinds and bool(_WHO.intersection(kinds)))


def _line(head: Sequence[str], kinds: Sequence[ColumnKind], row: Sequence[str]) -> RowText:
    parts, cells, at = list[str](), list[tuple[ColumnKind, int, int]](), 0
    for title, kind, cell in zip(head, kinds, row, strict=False):
        if not cell:
            continue
        start = at + (len(title) + len(TITLED) if title else 0)
        parts.append(f"{title}{TITLED}{cell}" if title else cell)
        cells.append((kind, start, start + len(cell)))
        at = start + len(cell) + len(BETWEEN)
    return RowText(text=BETWEEN.join(parts), cells=tuple(cells))


def _cleaned(cell: str, rules: FurnitureRules) -> str:
    """The cell without marks of notes and leftovers of flags, on one line; empty if it says nothing."""
    text = " ".join(rules.note_mark.sub("", cell).split())
    for flag in rules.flags:
        text = flag.sub(lambda match: f" {match[1]} ", text)
    text = " ".join(text.replace(BETWEEN.strip(), "/").split())
    without = " ".join(_FLAG.sub(" ", text).split())
    text = _said_once(without or text)
    return "" if text.casefold() in rules.blank_cells else text


def _said_once(text: str) -> str:
    """ "Russia Russia" is a flag's name and the country's."""
    words = text.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half and words[:half] == words[half:] else text
