"""A status of an event, with the words that give it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model import EventStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReading:
    """A status and the words that give it; no words where the tense alone does."""

    status: EventStatus
    words: tuple[int, ...]
    near: bool = False
    """The words hang on the event's own word."""
    undone: bool = False
    """A verb that undoes things gives it ("thwarted"), not a negation."""
