"""Triggers that never get a word, because another takes it first by the order in which they are tried.

The order is that of `sayso.packs.codebook`: priority, the longer phrase, the particle, the more that is asked for; of
equals the one that is written first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from sayso.packs.codebook import HYPHEN, Need, Trigger, preference_of

ClassIncluder = Callable[[str], frozenset[str]]
"""A class of the lexicon -> it and all classes that include it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedTrigger:
    """A trigger with the file in which it is written, and the keys under which it stands there."""

    trigger: Trigger
    file: Path
    keys: tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collision:
    """Two triggers of which the first takes the words of the second."""

    first: PlacedTrigger
    second: PlacedTrigger
    left: frozenset[str]
    """Words beside which the second is still met, since they hold the first off; empty if it never is."""


def find_collisions(
    placed: Iterable[PlacedTrigger], including: ClassIncluder = lambda name: frozenset({name})
) -> Iterator[Collision]:
    """Each trigger that another takes the words of, once, with the first that does; in the codebook's order.

    Where `left` words remain, it counts only between two types at the same priority: at a lower one a trigger is
    written to catch what the other leaves.
    """
    by_word = sorted(placed, key=lambda line: line.trigger.word)
    for _, group in groupby(by_word, key=lambda line: line.trigger.word):
        ordered = sorted(group, key=lambda line: preference_of(line.trigger))
        for number, second in enumerate(ordered):
            collision = _first_collision(ordered[:number], second, including)
            if collision is not None:
                yield collision


def _first_collision(
    before: Sequence[PlacedTrigger], second: PlacedTrigger, including: ClassIncluder
) -> Collision | None:
    for first in before:
        if not takes_words_of(first.trigger, second.trigger, including):
            continue
        left = first.trigger.not_with - second.trigger.not_with
        alike = first.trigger.priority == second.trigger.priority and first.trigger.event != second.trigger.event
        if not left or alike:
            return Collision(first=first, second=second, left=left)
    return None


def takes_words_of(first: Trigger, second: Trigger, including: ClassIncluder) -> bool:
    """Whether the first fits wherever the second does, words that hold it off aside."""
    needs = {need.role: need for need in second.needs}
    return (
        _covers_words(first, second)
        and first.particle in (None, second.particle)
        and (not first.only_with or (bool(second.only_with) and second.only_with <= first.only_with))
        and all(_is_met_by(need, needs.get(need.role), including) for need in first.needs)
    )


def _covers_words(first: Trigger, second: Trigger) -> bool:
    if not first.phrase:
        return first.form == second.form
    same_form = first.form == second.form or HYPHEN not in first.phrase
    return same_form and second.phrase[: len(first.phrase)] == first.phrase


def _is_met_by(need: Need, other: Need | None, including: ClassIncluder) -> bool:
    """Whether whatever fills a role as `other` asks for is what `need` asks for."""
    if other is None:
        return False
    if other.empty_ok and not need.empty_ok:
        return False
    return all(including(name) & need.classes for name in other.classes)
