"""A trigger of the codebook as a sentence shows it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.packs.codebook import Trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerMatch:
    """A trigger met in a sentence: the words it covers, the first being the one that governs its roles."""

    trigger: Trigger
    words: tuple[int, ...]
    anchor: int
