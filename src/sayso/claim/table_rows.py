"""Claims out of the row of a table: the first cell names what it is about, the dates stand beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.scene import Scene
from sayso.model import Claim, When

CELL: Final = "; "
LEAST_CELLS: Final = 3
"""Cells that make a line the row of a table: a name, a date and something told of it. By reasoning, not swept."""
PLACE_KINDS: Final = ("settlement", "facility", "feature")


def in_row(claim: Claim, graph: Graph, scene: Scene) -> Claim:
    """The claim; of a row, at the place that its first cell names, and on its last date if told by its last cell."""
    start, end = graph.sentence.start, graph.sentence.end
    text = scene.text[start:end]
    if text.count(CELL) < LEAST_CELLS - 1 or claim.trigger.start < start + text.rfind(": "):
        return claim
    name_end = start + text.index(CELL)
    places = tuple(place for place in scene.places_within(start, name_end) if place.kind in PLACE_KINDS)
    dates = [mark.refers for mark in scene.reading.marks if start <= mark.start < end and isinstance(mark.refers, When)]
    return replace(claim, places=places, when=dates[-1] if dates else claim.when)
