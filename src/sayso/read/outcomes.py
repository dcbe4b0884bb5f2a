"""Tables that list battles with their end and outcome, told row by row; all other tables are figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.read.rules import FurnitureRules

CELL: Final = "; "
"""What stands between two cells of a row in an article's text; before the outcome it is a colon, and a stop ends it."""


def outcome_rows(rows: Sequence[Sequence[str]], rules: FurnitureRules) -> list[str]:
    """The rows as lines, outcome last, if the table's head names a battle, its end and its outcome; else none."""
    if len(rows) < 2:
        return []
    head = [cell.casefold() for cell in rows[0]]
    name, outcome = _column(head, rules.outcome_names), _column(head, rules.outcomes)
    if name is None or outcome is None or _column(head, rules.outcome_ends) is None:
        return []
    order = [name, *(at for at in range(len(head)) if at not in (name, outcome)), outcome]
    return [_line(row, order) for row in rows[1:] if len(row) == len(head) and row[name] and row[outcome]]


def _column(head: Sequence[str], words: Sequence[str]) -> int | None:
    """The first column whose title begins with one of these words, or has it in it."""
    return next((at for at, title in enumerate(head) if any(word in title.split() for word in words)), None)


def _line(row: Sequence[str], order: Sequence[int]) -> str:
    return f"{CELL.join(row[at] for at in order[:-1] if row[at])}: {row[order[-1]]}."
