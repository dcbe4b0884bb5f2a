"""What "the town", "the district", "there" stand for: a place that the article named before."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.phrases import phrase_words
from sayso.claim.scene import Scene
from sayso.model import Place, PlaceKind

REACH: Final = 1500
"""Characters back to the place that a description can stand for: about three paragraphs. Set by hand, not swept."""
NAMED_KINDS: Final = frozenset({"facility", "feature"})
"""Kinds of which a description stands only for a place whose name has its noun ("the plant": "Azot chemical plant")."""


def place_described(head: int, graph: Graph, scene: Scene) -> list[Place]:
    """The place that a noun describes: "the town" is the last town named; "a town" stays as written, unresolved."""
    token = graph.tokens[head]
    kinds = scene.lexicon.place_kinds(token.lemma.lower())
    if not kinds:
        return []
    start, end = _written(head, graph, scene)
    written = Place(text=scene.text[start:end], start=start, end=end)
    words = {graph.tokens[child].text.lower() for child in graph.below[head]}
    if not words & scene.lexicon.definite or words & scene.lexicon.relations or token.lemma.lower() == "capital":
        return [written]
    named = _named(kinds, token.lemma.lower(), start, scene)
    if named is None and "district" in kinds and (named := _last(("settlement",), start, scene)):
        return [replace(named, text=written.text, start=start, end=end, kind="district", precision="district")]
    return [replace(named, text=written.text, start=start, end=end)] if named else [written]


def place_pointed_at(head: int, graph: Graph, scene: Scene, *, but: frozenset[int]) -> list[Place]:
    """The place that "it", "there" or "here" stands for: the last one before it that is no country and not among
    `but`, the starts of places that the clause has for something else.
    """
    token = graph.tokens[head]
    for place in scene.places_before(token.start, REACH):
        if place.kind != "country" and place.start not in but:
            return [replace(place, text=token.text, start=token.start, end=token.end)]
    return []


def _written(head: int, graph: Graph, scene: Scene) -> tuple[int, int]:
    """The stretch of a description, its article or possessive with it."""
    phrase = phrase_words(graph, head, with_of=False)
    before = [child for child in graph.children(head, "det", "nmod:poss") if child == phrase[0] - 1]
    return scene.span_of(graph, [*before, *phrase])


def _named(kinds: tuple[PlaceKind, ...], noun: str, position: int, scene: Scene) -> Place | None:
    """The last place of one of these kinds; a country only if the article has named no other."""
    if "country" in kinds:
        countries = {place.country for place in scene.places_within(0, position) if place.kind == "country"}
        return _last(("country",), position, scene) if len(countries) == 1 else None
    for place in scene.places_before(position, REACH):
        if place.kind in kinds and (place.kind not in NAMED_KINDS or noun in place.text.lower()):
            return place
    return None


def _last(kinds: tuple[PlaceKind, ...], position: int, scene: Scene) -> Place | None:
    return next((place for place in scene.places_before(position, REACH) if place.kind in kinds), None)
