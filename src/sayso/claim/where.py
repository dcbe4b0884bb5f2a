"""The place of an event: what fills the trigger's place roles, else the place nearest above it in the tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from sayso.claim.descriptions import place_described, place_pointed_at
from sayso.claim.fillers import Fillers
from sayso.claim.graph import Graph
from sayso.claim.place_lists import is_description, width_of, with_listed
from sayso.claim.scene import Scene
from sayso.claim.trigger_match import TriggerMatch
from sayso.model import Place

STOPS: Final = frozenset({"conj", "advcl", "parataxis", "acl:relcl", "ccomp", "csubj", "advcl:relcl"})
"""Relations under which another clause begins, whose places are its own."""

RELATIVE: Final = ("acl:relcl", "advcl:relcl")
"""Relations of a clause that tells of a noun."""
WIDEST: Final = 3
"""Width of a country."""
BROAD: Final = ("nmod:poss", "amod")
"""Relations before a noun of what rather contains its place than is it."""
BUILDINGS: Final = frozenset({"building"})
"""The class of nouns for what stands in a town."""
DEEP: Final = 2
"""Words between a place and the one it is looked for below ("operations in Dand district" has one): 2 puts 7 in a
hundred press releases more in their province than 1, and changes nothing on 44 coded documents."""


def places_of(match: TriggerMatch, fillers: Fillers, scene: Scene) -> tuple[Place, ...]:
    """The places of an event, with those that are listed with them."""
    return _unique(with_listed(_places_of(match, fillers, scene), fillers.graph, scene))


def _places_of(match: TriggerMatch, fillers: Fillers, scene: Scene) -> tuple[Place, ...]:
    """The places of an event, from the first of these: a role of the trigger, its clause, the clauses above.

    The climb ends at a clause of its own (a relative clause, a clause of speech): what is above it lies elsewhere.
    Where the sentence says what was taken or is held, a place of the clauses above is not that; it may lie by it.
    """
    graph, named_heads = fillers.graph, list[int]()
    for role in match.trigger.place:
        heads = fillers.of_role(match.words, match.anchor, role, match.trigger.form)
        if role not in graph.vocabulary.spots:
            named_heads += [head for head in heads if graph.tokens[head].upos != "PRON"]
        if places := _unique(place for head in heads for place in places_in(head, match, fillers, scene)):
            places = _unique([*places, *_listed(heads, match, fillers, scene)])
            named = _taken(named_heads, _named(places, scene), match, fillers)
            around = named or _around(heads, match, fillers, scene)
            return around or _named_instead(places, heads, match, fillers, scene)
    control = scene.codebook.types[match.trigger.event].control
    if not named_heads or control is None or not (control.gain or control.hold):
        return _above(match, fillers, scene)
    beside = _unique(_clause_places(match.anchor, match, fillers, scene))
    return (
        _taken(named_heads, beside, match, fillers)
        or _only_one([word for head in named_heads for word in graph.yields(head)], match, graph, scene)
        or tuple(place for place in _above(match, fillers, scene) if place.precision == "near")
    )


def _around(heads: Sequence[int], match: TriggerMatch, fillers: Fillers, scene: Scene) -> tuple[Place, ...]:
    """The named places around what has no name of its own: "a school in Nikopol"."""
    control = scene.codebook.types[match.trigger.event].control
    inside = (place for head in heads for place in _inside(head, fillers, scene))
    places = _named(_unique(inside), scene)
    if control is None or not (control.gain or control.hold):
        return places or _named(_above(match, fillers, scene), scene)
    places = places or _named(_unique(_clause_places(match.anchor, match, fillers, scene)), scene)
    return _taken(heads, places, match, fillers)


def _taken(heads: Sequence[int], places: tuple[Place, ...], match: TriggerMatch, fillers: Fillers) -> tuple[Place, ...]:
    """The places; who takes or holds a building in a town does not hold the town, and is only near it."""
    scene, tokens = fillers.scene, fillers.graph.tokens
    control = scene.codebook.types[match.trigger.event].control
    own = [scene.place_at(tokens[head].start, tokens[head].end) for head in heads]
    takes = control is not None and bool(control.gain or control.hold)
    if not takes or not heads or not fillers.is_of(heads[0], BUILDINGS):
        return places
    return tuple(
        replace(place, precision="near") if place.precision == "exact" and place not in own else place
        for place in places
    )


def _named(places: Iterable[Place], scene: Scene) -> tuple[Place, ...]:
    """The places but those that nothing more is known of than that they are buildings, or what was written of them."""
    return tuple(place for place in places if not _is_vague(place, scene))


def _is_vague(place: Place, scene: Scene) -> bool:
    """Whether a place is a description ("a school", "two villages") or the name of an unknown building."""
    if place.precision != "unresolved":
        return False
    is_building = bool(BUILDINGS & scene.lexicon.classes_of(place.text.lower()))
    return is_building or is_description(place)


def _named_instead(
    places: tuple[Place, ...], heads: Sequence[int], match: TriggerMatch, fillers: Fillers, scene: Scene
) -> tuple[Place, ...]:
    """The places, but where none of them has a name ("a village near Tal Afar"), the named ones by which they lie.

    Who takes villages around a town takes nothing that has a name: of control only what lies near is told.
    """
    if any(place.precision != "unresolved" or place.name for place in places):
        return places
    words = [word for head in heads for word in fillers.graph.yields(head)]
    named = _only_one(words, match, fillers.graph, scene) or _above(match, fillers, scene)
    control = scene.codebook.types[match.trigger.event].control
    is_held = control is not None and bool(control.gain or control.hold or control.end)
    found = [place for place in named if place.precision == "near" or (place.name and not is_held)]
    return _unique(found) or places


def _above(match: TriggerMatch, fillers: Fillers, scene: Scene) -> tuple[Place, ...]:
    """The places of the trigger's clause, or of the clauses above it; last, the only town that the words name."""
    graph, at = fillers.graph, match.anchor
    while True:
        if places := _unique(_clause_places(at, match, fillers, scene)):
            return _named(places, scene) or places
        if there := _where_of(at, match, fillers, scene):
            return there
        if _is_clause(at, graph):
            return _only_one(graph.yields(at), match, graph, scene)
        at = graph.tokens[at].head


def _where_of(clause: int, match: TriggerMatch, fillers: Fillers, scene: Scene) -> tuple[Place, ...]:
    """The place that a clause with "where" tells of: "Goma, capital of North Kivu, where two bombs landed"."""
    graph = fillers.graph
    head = graph.tokens[clause].head
    words = {graph.tokens[child].text.lower() for child in graph.below[clause]}
    if head < 0 or graph.tokens[clause].deprel not in RELATIVE or not words & graph.vocabulary.where:
        return ()
    while graph.tokens[head].deprel == "appos" and graph.tokens[head].head >= 0:
        head = graph.tokens[head].head
    return _named(places_in(head, match, fillers, scene), scene)


def _is_clause(word: int, graph: Graph) -> bool:
    """Whether what is above a word lies in another clause."""
    token = graph.tokens[word]
    joined = token.deprel == "conj" and bool(graph.children(word, "nsubj"))
    is_noun = token.deprel == "csubj" and not graph.below[word]  # "Shelling damaged the airport"
    return token.head < 0 or joined or (token.deprel in STOPS and token.deprel != "conj" and not is_noun)


def _is_left_out(word: int, match: TriggerMatch, graph: Graph, scene: Scene) -> bool:
    """Whether a place is an exception from what is said, or where those go who leave; who surrenders goes nowhere."""
    case, event = graph.case_of(word), scene.codebook.types[match.trigger.event]
    leaves = event.family == "territory" and event.control is not None and event.control.end is not None
    return case in graph.vocabulary.excepted or (case in graph.vocabulary.ahead and leaves)


def _names_a_place(words: Sequence[int], graph: Graph, scene: Scene) -> bool:
    return any(scene.place_at(graph.tokens[word].start, graph.tokens[word].end) for word in words)


def _only_one(words: Sequence[int], match: TriggerMatch, graph: Graph, scene: Scene) -> tuple[Place, ...]:
    """The one town or building that some words name, outside sources; nothing where they name more."""
    if not scene.marks("place", graph.sentence.start, graph.sentence.end):
        return ()
    places = dict[str, Place]()
    for word in words:
        token = graph.tokens[word]
        place = scene.place_at(token.start, token.end)
        if _is_left_out(word, match, graph, scene) and _names_a_place(graph.yields(word), graph, scene):
            return ()
        if place and place.kind in ("settlement", "facility") and not scene.marks("source", place.start, place.end):
            places.setdefault(place.name or place.text, place)
    return tuple(places.values()) if len(places) == 1 else ()


def places_in(head: int, match: TriggerMatch, fillers: Fillers, scene: Scene) -> list[Place]:
    """The places that a filler names: its own name, one inside its phrase, or what "the town" or "it" stands for."""
    graph = fillers.graph
    token = graph.tokens[head]
    if place := scene.place_at(token.start, token.end):
        return [place]
    if token.text.lower() in graph.vocabulary.pointers:
        return place_pointed_at(head, graph, scene, but=_starts_of_subjects(match, fillers))
    parts = graph.children(head, "nmod", "appos", "flat", "compound", "amod")
    below = [child for child in parts if graph.case_of(child) not in graph.vocabulary.excepted]
    if (before := _right_before(head, graph, scene)) is not None and not parts:
        return [before]
    below.sort(key=lambda child: _breadth(child, graph, scene))  # "Russia's Bryansk region", "the Somali city of"
    for child in below:
        for word in graph.with_conjuncts(child):
            part = graph.tokens[word]
            if place := scene.place_at(part.start, part.end):
                return [place, *_joined(word, fillers, scene)]
    deeper = [places_in(child, match, fillers, scene) for child in below if graph.tokens[child].deprel == "nmod"]
    resolved = [places for places in deeper if places and places[0].precision != "unresolved"]
    return next(iter([*resolved, *filter(None, deeper)]), None) or place_described(head, graph, scene)


def _right_before(head: int, graph: Graph, scene: Scene) -> Place | None:
    """The place whose name stands right before a noun, wherever the tree hangs it ("the al-Naseh areas")."""
    before = graph.tokens[head - 1] if head else None
    return None if before is None or before.upos != "PROPN" else scene.place_at(before.start, before.end)


def _breadth(word: int, graph: Graph, scene: Scene) -> tuple[bool, int]:
    """How late to try a noun's dependant: whose it is ("U.S. bases in Syria") last, wider places before it late."""
    token = graph.tokens[word]
    place = scene.place_at(token.start, token.end) if token.deprel == "compound" else None
    width = width_of(place) if place is not None else 0
    return token.deprel in BROAD or width == WIDEST, width


def _listed(heads: Sequence[int], match: TriggerMatch, fillers: Fillers, scene: Scene) -> list[Place]:
    """The places that a list behind a filler names: "several towns, including A and B", wherever the tree hangs it."""
    graph = fillers.graph
    above = {*heads, match.anchor, *(word for head in heads for word in graph.yields(head))}
    places = list[Place]()
    for word in sorted({child for head in above for child in graph.below[head]}):
        if graph.case_of(word) in graph.vocabulary.listing and any(head < word for head in heads):
            for joined in graph.with_conjuncts(word):
                places += places_in(joined, match, fillers, scene)
    return [place for place in places if place.kind != "country" and place.precision != "unresolved"]


def _starts_of_subjects(match: TriggerMatch, fillers: Fillers) -> frozenset[int]:
    """Where the places begin that fill the trigger's subject: "Moscow captured it" is not about Moscow."""
    graph = fillers.graph
    subjects = fillers.of_role(match.words, match.anchor, "subject", match.trigger.form)
    places = (fillers.scene.place_at(graph.tokens[word].start, graph.tokens[word].end) for word in subjects)
    return frozenset(place.start for place in places if place)


def _joined(word: int, fillers: Fillers, scene: Scene) -> list[Place]:
    graph = fillers.graph
    places = (
        scene.place_at(graph.tokens[index].start, graph.tokens[index].end) for index in graph.with_conjuncts(word)[1:]
    )
    return [place for place in places if place]


def _clause_places(word: int, match: TriggerMatch, fillers: Fillers, scene: Scene) -> list[Place]:
    """Places that hang on a word by prepositions or as its object, other clauses left aside."""
    graph = fillers.graph
    places = list[Place]()
    for child in graph.below[word]:
        relation = graph.tokens[child].deprel
        if child in match.words:
            places += _inside(child, fillers, scene)  # "took the industrial town of Kombolcha"
            continue
        if relation in STOPS or relation.split(":")[0] not in ("obl", "nmod", "obj", "advmod", "appos", "compound"):
            continue
        if (
            relation == "obl:agent"
            or graph.case_of(child) in graph.vocabulary.aside
            or _is_left_out(child, match, graph, scene)
        ):
            continue
        for joined in graph.with_conjuncts(child):
            token = graph.tokens[joined]
            if token.text.lower() in graph.vocabulary.spot_pointers:
                places += place_pointed_at(joined, graph, scene, but=_starts_of_subjects(match, fillers))
                continue
            place = scene.place_at(token.start, token.end)
            inside = _inside(joined, fillers, scene) if place is None or _is_vague(place, scene) else []
            places += (_named(inside, scene) or inside)[:1] or ([place] if place else [])
    return places


def _inside(head: int, fillers: Fillers, scene: Scene, *, deep: int = DEEP) -> list[Place]:
    """The places that the phrase of a noun names behind or before it, or a phrase in it ("raids in Dand district")."""
    graph, places = fillers.graph, list[Place]()
    for child in graph.children(head, "nmod", "appos", "compound", "flat"):
        token = graph.tokens[child]
        if graph.case_of(child) in graph.vocabulary.aside:
            continue
        if place := scene.place_at(token.start, token.end):
            places.append(place)
        elif deep > 1:
            places += _inside(child, fillers, scene, deep=deep - 1)
    return sorted(places, key=width_of)  # "Russia's Bryansk region" is Bryansk


def _unique(places: Iterable[Place]) -> tuple[Place, ...]:
    """The places, each written stretch and each point of the map once."""
    kept = dict[tuple[object, ...], Place]()
    for place in places:
        is_known = place.latitude is not None
        point = place.name, place.latitude, place.longitude, place.precision
        kept.setdefault(point if is_known else (place.start, place.end), place)
    return tuple(kept.values())
