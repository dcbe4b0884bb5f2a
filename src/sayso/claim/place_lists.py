"""The places that the text names together with another ("Morek and Maarat al-Numan"), however the tree hangs them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.scene import Scene
from sayso.model import Place, PlaceKind

COMMA: Final = ","
OF_KIND: Final = 3
"""Words of "and the town of", its article left out."""
DASHES: Final = frozenset("-\u2010\u2011\u2013\u2014/")
"""Signs between two places that are told together ("the Svatove-Kreminna line")."""
WIDTH: Final[dict[PlaceKind | None, int]] = {"district": 1, "region": 2, "country": 3}
"""How wide places of a kind are; those of all other kinds are 0. Only places as wide as each other make a list."""


def width_of(place: Place) -> int:
    """How wide a place is, from 0 for a town to 3 for a country."""
    return WIDTH.get(place.kind, 0)


def is_description(place: Place) -> bool:
    """Whether a place is only written of what kind it is ("two villages", "An outpost"), without a name."""
    first, *rest = place.text.split()
    named = rest or [first]
    return place.precision == "unresolved" and not any(letter.isupper() for word in named for letter in word)


def with_listed(places: Sequence[Place], graph: Graph, scene: Scene) -> tuple[Place, ...]:
    """The places, and those of the sentence that stand in a list with one of them."""
    if not places:
        return ()
    starts = {place.start for place in places}
    listed = [run for run in _lists(graph, scene) if any(place.start in starts for place in run)]
    added = [place for run in listed for place in run if place.start not in starts]
    return (*places, *added)


def _lists(graph: Graph, scene: Scene) -> list[list[Place]]:
    """The lists of places of a sentence that end with "and" and a place."""
    places = scene.places_within(graph.sentence.start, graph.sentence.end)
    runs = [places[:1]]
    joints = [list[str]()]
    for before, place in pairwise(places):
        joint = _joint(before, place, graph, scene)
        if joint:
            runs[-1].append(place)
            joints[-1].append(joint)
        else:
            runs.append([place])
            joints.append([])
    return [run for run, between in zip(runs, joints, strict=True) if between and between[-1] != COMMA]


def _joint(before: Place, place: Place, graph: Graph, scene: Scene) -> str:
    """What joins a place to the one before it in a list; empty if nothing does."""
    words, is_comma = _between(before, place, graph, scene)
    if width_of(before) != width_of(place) or _begins_clause(place, graph) or len(words) > 1:
        return ""
    if words and words[0] in DASHES:
        return words[0]
    if not words:
        return COMMA if is_comma else ""
    return words[0] if words[0] in graph.vocabulary.joining else ""


def _between(before: Place, place: Place, graph: Graph, scene: Scene) -> tuple[list[str], bool]:
    """The words between two places without articles and what kind of place the first is, and whether a comma is there.

    Behind a word that joins them, the kind of the second is left out too ("Idlib city and the town of Ariha").
    """
    written = scene.text[before.end : place.start].lower().replace(COMMA, f" {COMMA} ").split()
    while written and scene.lexicon.place_kinds(written[0]):
        del written[0]
    words = [word for word in written if word not in graph.vocabulary.known and word != COMMA]
    if len(words) == OF_KIND and words[0] in graph.vocabulary.joining and scene.lexicon.place_kinds(words[1]):
        del words[1:]
    return words, COMMA in written


def _begins_clause(place: Place, graph: Graph) -> bool:
    """Whether a place is the subject of a clause that is joined to the one before it."""
    words = [at for at, token in enumerate(graph.tokens) if place.start <= token.start < place.end]
    tops = [at for at in words if graph.tokens[at].head not in words]
    return any(
        graph.tokens[at].deprel.startswith("nsubj")
        and graph.tokens[graph.tokens[at].head].deprel in ("conj", "parataxis")
        for at in tops
    )
