"""The place of an event: what fills the trigger's place roles, else the place nearest above it in the tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from sayso.claim.fillers import Fillers
from sayso.claim.graph import Graph
from sayso.claim.phrases import phrase_words
from sayso.claim.scene import Scene
from sayso.claim.triggers import Shown
from sayso.model import Place, PlaceKind

THERE: Final = frozenset({"it", "there", "here", "which", "where"})
STOPS: Final = frozenset({"conj", "advcl", "parataxis", "acl:relcl", "ccomp", "csubj", "advcl:relcl"})
"""Relations under which another clause begins, whose places are its own."""
KIND_OF: Final[dict[str, PlaceKind]] = {
    "city": "settlement", "town": "settlement", "village": "settlement", "settlement": "settlement",
    "capital": "settlement", "port": "settlement", "hamlet": "settlement", "suburb": "settlement",
    "district": "district", "raion": "district", "municipality": "district", "area": "district",
    "region": "region", "oblast": "region", "province": "region", "governorate": "region", "state": "region",
    "country": "country", "nation": "country", "island": "feature", "plant": "facility", "airport": "facility",
    "base": "facility", "factory": "facility", "steelworks": "facility",
}  # fmt: skip
"""Nouns that can stand for a place named before, and the kind of place that each stands for."""


def places_of(shown: Shown, fillers: Fillers, scene: Scene) -> tuple[Place, ...]:
    """The places of an event, from the first of these: a role of the trigger, its clause, the clauses above.

    The climb ends at a clause of its own (a relative clause, a clause of speech): what is above it lies elsewhere.
    """
    graph = fillers.graph
    for role in shown.trigger.place:
        heads = fillers.of_role(shown.words, shown.anchor, role, shown.trigger.form)
        if found := _unique(place for head in heads for place in places_in(head, fillers, scene)):
            return found
    at = shown.anchor
    while at >= 0:
        if found := _unique(_clause_places(at, shown, fillers, scene)):
            return found
        if graph.tokens[at].deprel in STOPS and graph.tokens[at].deprel != "conj":
            break
        at = graph.tokens[at].head
    return _only_one(graph, scene)


def _only_one(graph: Graph, scene: Scene) -> tuple[Place, ...]:
    """The one town or building that the sentence names, outside its sources; nothing where it names more."""
    found = dict[str, Place]()
    for place in scene.places:
        inside = graph.sentence.start <= place.start and place.end <= graph.sentence.end
        spoken = inside and scene.marks("source", place.start, place.end)
        if inside and not spoken and place.kind in ("settlement", "facility"):
            found.setdefault(place.name or place.text, place)
    return tuple(found.values()) if len(found) == 1 else ()


def places_in(head: int, fillers: Fillers, scene: Scene) -> list[Place]:
    """The places that a filler names: its own name, one inside its phrase, or what "the town" or "it" stands for."""
    graph = fillers.graph
    token = graph.tokens[head]
    if place := scene.place_at(token.start, token.end):
        return [place]
    if token.text.lower() in THERE:
        before = _last_before(scene, token.start, None)
        return [replace(before, text=token.text, start=token.start, end=token.end)] if before else []
    below = [
        child
        for child in graph.below[head]
        if graph.tokens[child].deprel.split(":")[0] in ("nmod", "appos", "flat", "compound", "amod")
    ]
    for child in below:
        for word in graph.with_conjuncts(child):
            part = graph.tokens[word]
            if place := scene.place_at(part.start, part.end):
                return [place, *_joined(word, fillers, scene)]
    for child in below:
        if graph.tokens[child].deprel == "nmod" and (found := places_in(child, fillers, scene)):
            return found
    return _described(head, fillers, scene)


def _joined(word: int, fillers: Fillers, scene: Scene) -> list[Place]:
    graph = fillers.graph
    found = (scene.place_at(graph.tokens[w].start, graph.tokens[w].end) for w in graph.with_conjuncts(word)[1:])
    return [place for place in found if place]


def _described(head: int, fillers: Fillers, scene: Scene) -> list[Place]:
    """What a description stands for: "the town" is the last town named; "a town" stays as written, unresolved."""
    graph = fillers.graph
    token = graph.tokens[head]
    kind = KIND_OF.get(token.lemma.lower())
    if kind is None:
        return []
    phrase = phrase_words(graph, head, with_of=False)
    phrase = sorted({*phrase, *(child for child in graph.children(head, "det", "nmod:poss") if child == phrase[0] - 1)})
    start, end = scene.span_of(graph, phrase)
    written = Place(text=scene.text[start:end], start=start, end=end, kind=kind)
    words = {graph.tokens[child].text.lower() for child in graph.below[head]}
    if not words & {"the", "this", "that", "its", "their"} or words & {"other", "another", "twin", "neighbouring"}:
        return [written]
    named = _last_before(scene, start, kind)
    if named is None and kind == "district" and (named := _last_before(scene, start, "settlement")):
        return [replace(named, text=written.text, start=start, end=end, kind="district", precision="district")]
    return [replace(named, text=written.text, start=start, end=end)] if named else [written]


def _last_before(scene: Scene, position: int, kind: PlaceKind | None) -> Place | None:
    """The last place named before a position, of a kind if one is asked for, not further back than 1,500 characters."""
    for place in reversed(scene.places):
        if place.end <= position and (kind is None or place.kind == kind):
            return place if position - place.end < 1500 else None
    return None


def _clause_places(word: int, shown: Shown, fillers: Fillers, scene: Scene) -> list[Place]:
    """Places that hang on a word by prepositions or as its object, other clauses left aside."""
    graph = fillers.graph
    found = list[Place]()
    for child in graph.below[word]:
        relation = graph.tokens[child].deprel
        if (
            child in shown.words
            or relation in STOPS
            or relation.split(":")[0] not in ("obl", "nmod", "obj", "advmod", "appos", "compound")
        ):
            continue
        if relation == "obl:agent" or graph.case_of(child) in ("by", "for", "with", "to", "than", "according to", "as"):
            continue
        for joined in graph.with_conjuncts(child):
            token = graph.tokens[joined]
            if place := scene.place_at(token.start, token.end) or _inside(joined, fillers, scene):
                found.append(place)
    return found


def _inside(head: int, fillers: Fillers, scene: Scene) -> Place | None:
    graph = fillers.graph
    for child in graph.children(head, "nmod", "appos", "compound", "flat"):
        token = graph.tokens[child]
        if place := scene.place_at(token.start, token.end):
            return place
    return None


def _unique(places: Iterable[Place]) -> tuple[Place, ...]:
    seen = dict[tuple[int, int], Place]()
    for place in places:
        seen.setdefault((place.start, place.end), place)
    return tuple(seen.values())


def same_place(one: Sequence[Place], other: Sequence[Place]) -> bool:
    """Whether two lists name the same places."""
    return {place.start for place in one} == {place.start for place in other}
