"""What "the town", "the district", "there" stand for: a place that the article named before."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import exp, log
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.phrases import phrase_words
from sayso.claim.scene import Scene
from sayso.model import Place, PlaceKind

REACH: Final = 1500
"""Characters back to the place that a description can stand for: about three paragraphs. Set by hand, not swept."""
FADING: Final = 700.0
"""Characters over which a place named before fades to 1/e. Set by eye on 40 articles."""
TITLED: Final = 2.0
"""How many times likelier a place is that the title names. Set by eye on 40 articles, 1.5 to 3 looked at."""
LEADING: Final = 0.6
"""Share of the places named before that lie in what is called "the country" where several countries are named. By
reasoning, not swept: more than all others together, with some to spare."""
POINT: Final = ("latitude", "longitude", "precision", "distance_m", "bearing")
"""What a place has otherwise where something is said to be near it."""
NAMED_KINDS: Final = frozenset({"facility", "feature"})
"""Kinds of which a description stands only for a place whose name has its noun ("the plant": "Azot chemical plant")."""


def place_described(head: int, graph: Graph, scene: Scene) -> list[Place]:
    """The place that a noun describes: "the town" is a town named before; "a town" and "the towns" stay as written,
    unresolved; "the outskirts" are of one town.
    """
    token = graph.tokens[head]
    kinds = scene.lexicon.place_kinds(token.lemma.lower())
    if not kinds:
        return []
    start, end = _written(head, graph, scene)
    written = Place(text=scene.text[start:end], start=start, end=end)
    words = {graph.tokens[child].text.lower() for child in graph.below[head]}
    if token.xpos in graph.tags.plural_noun and "district" not in kinds:
        return [written]
    if (
        not words & scene.lexicon.definite
        or words & scene.lexicon.relations
        or token.lemma.lower() in scene.vocabulary.undescribed
    ):
        return [written]
    meant = _named_before(kinds, token.lemma.lower(), start, scene)
    if meant is None and scene.is_in_title(start):
        meant = next((place for place in scene.places if place.start > start and place.kind in kinds), None)
    if meant is None and "district" in kinds and (meant := _last(("settlement",), start, scene)):
        return [replace(meant, text=written.text, start=start, end=end, kind="district", precision="district")]
    return [replace(meant, text=written.text, start=start, end=end)] if meant else [written]


def place_pointed_at(head: int, graph: Graph, scene: Scene, *, but: frozenset[int]) -> list[Place]:
    """The place that "it", "there" or "here" stands for: the last one before it that is no country and not among
    `but`, the starts of places that the clause has for something else.

    "It" is rather what the sentence has called "the city" since; "here" is where the report was sent from.
    """
    token = graph.tokens[head]
    if token.text.lower() in scene.vocabulary.here and scene.dateline_place:
        return [replace(scene.dateline_place, text=token.text, start=token.start, end=token.end)]
    if token.text.lower() in scene.vocabulary.it and (described := _described_before(head, graph, scene)):
        return [replace(described, text=token.text, start=token.start, end=token.end)]
    for place in scene.places_before(token.start, REACH):
        if place.kind != "country" and place.start not in but:
            return [replace(_itself(place, scene), text=token.text, start=token.start, end=token.end)]
    return []


def _described_before(head: int, graph: Graph, scene: Scene) -> Place | None:
    """The place that the last description of the sentence before a word stands for, if no name stands behind it."""
    for word in range(head - 1, -1, -1):
        token = graph.tokens[word]
        if scene.place_at(token.start, token.end):
            return None
        described = place_described(word, graph, scene) if token.upos == "NOUN" else []
        if described and described[0].precision != "unresolved":
            return described[0]
    return None


def _written(head: int, graph: Graph, scene: Scene) -> tuple[int, int]:
    """The stretch of a description, its article or possessive with it."""
    phrase = phrase_words(graph, head, with_of=False)
    before = [child for child in graph.children(head, "det", "nmod:poss") if child == phrase[0] - 1]
    return scene.span_of(graph, [*before, *phrase])


def _named_before(kinds: tuple[PlaceKind, ...], noun: str, position: int, scene: Scene) -> Place | None:
    """The place of one of these kinds that is meant; a country only if the article plays there."""
    if "country" in kinds:
        return _country_before(position, scene)
    alike = [
        place
        for place in scene.places_before(position, REACH)
        if place.kind in kinds and (place.kind not in NAMED_KINDS or _may_be_called(place, noun, scene))
    ]
    graph = scene.graph_at(position)
    in_sentence = [place for place in alike if graph is not None and place.start >= graph.sentence.start]
    likeliest = (
        in_sentence[0] if in_sentence else max(alike, key=lambda place: _weight(place, position, scene), default=None)
    )
    return likeliest and _itself(likeliest, scene)


def _country_before(position: int, scene: Scene) -> Place | None:
    """The only country that is named before, or the one named in which most places lie that are."""
    before = [place for place in scene.places_within(0, position) if place.country]
    countries = {place.country: place for place in before if place.kind == "country"}
    if len(countries) == 1:
        return next(iter(countries.values()))
    often = Counter(place.country for place in before).most_common(1)
    leads = bool(often) and often[0][1] >= LEADING * len(before)
    return countries.get(often[0][0]) if leads else None


def _may_be_called(place: Place, noun: str, scene: Scene) -> bool:
    """Whether a building or feature may be called by a noun: one in its name, one of the same kind, or one for any."""
    named = place.text.lower()
    if noun in named or (place.kind == "facility" and noun in scene.vocabulary.any_building):
        return True
    kind = scene.vocabulary.building_kinds.get(noun)
    return kind is not None and any(scene.vocabulary.building_kinds.get(word) == kind for word in named.split())


def _weight(place: Place, position: int, scene: Scene) -> float:
    """How likely a place named before is the one meant: the more often it was named, and the nearer, the more so.

    What the title names is what the article is about.
    """
    often = (1 + log(scene.times_named(place.name, position))) * exp((place.end - position) / FADING)
    return often * (TITLED if place.name in scene.names_in_title else 1.0)


def _itself(place: Place, scene: Scene) -> Place:
    """The place where it was only said that something is by it: "the city" is not near the city."""
    if place.precision != "near":
        return place
    if exact := scene.exact_places.get(place.name or ""):
        return replace(place, **{key: getattr(exact, key) for key in POINT})
    is_moved = place.distance_m is not None or place.kind != "settlement"
    return place if is_moved else replace(place, precision="exact", bearing=None)


def _last(kinds: tuple[PlaceKind, ...], position: int, scene: Scene) -> Place | None:
    return next((_itself(place, scene) for place in scene.places_before(position, REACH) if place.kind in kinds), None)
