"""What the claim stage knows of a whole article while it looks at one sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from sayso.claim.graph import Graph
from sayso.codebook import Codebook
from sayso.lexicon import Lexicon
from sayso.model import Attribution, Count, Mark, MarkKind, Name, Place, Reading, When


class Scene:
    """A reading with its marks by place, and the graphs of its sentences."""

    def __init__(self, reading: Reading, codebook: Codebook, lexicon: Lexicon) -> None:
        self.reading = reading
        self.text = reading.article.text
        self.codebook = codebook
        self.lexicon = lexicon
        self.graphs = [Graph(sentence) for sentence in reading.sentences]
        self._by_kind: dict[str, list[Mark]] = {}
        for mark in reading.marks:
            self._by_kind.setdefault(mark.kind, []).append(mark)
        self._starts = {kind: [mark.start for mark in marks] for kind, marks in self._by_kind.items()}

    def marks(self, kind: MarkKind, start: int, end: int) -> list[Mark]:
        """The marks of a kind that share a character with the stretch; contents may be long, other kinds are short."""
        marks = self._by_kind.get(kind, [])
        if kind == "content":
            return [mark for mark in marks if mark.start < end and start < mark.end]
        last = bisect_right(self._starts.get(kind, []), end)
        return [mark for mark in marks[max(0, last - 12) : last] if mark.start < end and start < mark.end]

    def place_at(self, start: int, end: int) -> Place | None:
        """The place whose name covers the stretch."""
        found = self.marks("place", start, end)
        return next((mark.refers for mark in found if isinstance(mark.refers, Place)), None)

    def name_at(self, kind: MarkKind, start: int, end: int) -> Name | None:
        """The person or organisation whose name covers the stretch."""
        found = self.marks(kind, start, end)
        return next((mark.refers for mark in found if isinstance(mark.refers, Name)), None)

    def times(self, start: int, end: int) -> list[When]:
        return [mark.refers for mark in self.marks("time", start, end) if isinstance(mark.refers, When)]

    def counts(self, start: int, end: int) -> list[Count]:
        return [mark.refers for mark in self.marks("count", start, end) if isinstance(mark.refers, Count)]

    @cached_property
    def contents(self) -> list[Attribution]:
        """All contents in text order."""
        return [mark.refers for mark in self._by_kind.get("content", []) if isinstance(mark.refers, Attribution)]

    @cached_property
    def places(self) -> list[Place]:
        """All places in text order."""
        return [mark.refers for mark in self._by_kind.get("place", []) if isinstance(mark.refers, Place)]

    @cached_property
    def sources(self) -> list[Name]:
        """All source spans in text order, each with its speaker's name."""
        return [mark.refers for mark in self._by_kind.get("source", []) if isinstance(mark.refers, Name)]

    def span_of(self, graph: Graph, words: Sequence[int]) -> tuple[int, int]:
        """The stretch from the first to the last of some words of a sentence."""
        return graph.tokens[min(words)].start, graph.tokens[max(words)].end
