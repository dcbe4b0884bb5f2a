"""Where an event is whose own words name no place: the place that its sentence or those before it tell of.

Many weak signs decide, so their weights are learned (`placing.yaml` of the lexicon, `python -m training.placing`):
where a place stands, how far before, what was claimed of it, and what the event is. One of the places is chosen, or
none. What is chosen keeps the stretch of the text that names it; it lies outside the claim's sentence where it is
carried.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log1p
from typing import Any, Final

from sayso.claim.graph import Graph
from sayso.claim.place_lists import is_description, with_listed
from sayso.claim.scene import Scene
from sayso.model import Claim, Place
from sayso.packs.sureness_rules import chances_among

FILE: Final = "placing.yaml"
BACK: Final = 8
"""Sentences before an event in which its place is looked for. By reading the coded documents, not swept."""
FAR: Final = 4
"""Sentences back that count as far."""
TITLED: Final = 4
"""Names at the beginning of a report among which those of its title are looked for."""
STEPS: Final = 12
"""Steps up the tree that are counted at most between a place and its event."""
CLAUSES: Final = frozenset({"conj", "advcl", "parataxis", "acl:relcl", "acl", "ccomp", "csubj", "advcl:relcl"})
"""Relations under which another clause begins."""
AREAS: Final = frozenset({"country", "region"})
"""Kinds of places that hold others: where they are named, something in them is meant."""
WIDE: Final = AREAS | {"district"}
"""Kinds of places that head a little document and hold those that it names."""
Signs = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacingWeights:
    """The learned weights of the signs of places, and how likely a place must be to be taken."""

    weights: Mapping[str, float]
    linked: float
    """In the event's own sentence, in (0, 1)."""
    carried: float
    """In an earlier one."""


def placing_weights(table: Mapping[str, Any]) -> PlacingWeights:
    """The weights of `placing.yaml`. Raises `KeyError` when a part is missing."""
    least = table["least"]
    weights = {str(name): float(value) for name, value in table["weights"].items()}
    return PlacingWeights(weights=weights, linked=float(least["linked"]), carried=float(least["carried"]))


class Placer:
    """Finds the places of the claims of one article, which come to it in text order."""

    def __init__(self, scene: Scene, weights: PlacingWeights) -> None:
        self.scene = scene
        self.weights = weights
        self._starts = [sentence.start for sentence in scene.reading.sentences]
        self._placed: list[tuple[int, Claim]] = []
        self._placed_at: dict[str | None, list[tuple[int, Claim]]] = {}

    def settle(self, claims: Sequence[Claim]) -> list[Claim]:
        """The claims, with a place where they had none and one is likely enough."""
        settled = []
        for claim in claims:
            graph = self.scene.graph_at(claim.trigger.start)
            told = claim if graph is None else self._settled(claim, graph)
            told = replace(told, places=tuple(self._held(place, graph) for place in told.places)) if graph else told
            settled.append(told)
            if graph is not None and told.places:
                self._placed.append((graph.index, told))
                for name in dict.fromkeys(other.name for other in told.places):
                    self._placed_at.setdefault(name, []).append(self._placed[-1])
        return settled

    def _settled(self, claim: Claim, graph: Graph) -> Claim:
        if not is_open(claim) or not self.scene.codebook.types[claim.event].has_places:
            return claim
        return self._near(claim, graph) if self._moves_control(claim) else self._taken(claim, graph)

    def _near(self, claim: Claim, graph: Graph) -> Claim:
        """A claim on who holds "eleven villages", or leaves, which is near the place that is told of."""
        likeliest = self._likeliest(claim, graph)
        if likeliest is None or likeliest.kind == "country":
            return claim
        written = claim.places[0] if claim.places else likeliest
        return replace(claim, places=(replace(likeliest, text=written.text, start=written.start, end=written.end,
                                              precision="near", distance_m=None, bearing=None),))  # fmt: skip

    def _moves_control(self, claim: Claim) -> bool:
        """Whether a claim tells who holds a place: which one its own words tell, or nobody does."""
        control = self.scene.codebook.types[claim.event].control
        return control is not None and bool(control.gain or control.lose or control.hold or control.end)

    def _held(self, place: Place, graph: Graph) -> Place:
        """The place; one with a name that no gazetteer has, in what heads its little document."""
        head = self.scene.standing(graph.sentence).place
        is_unknown = place.precision == "unresolved" and any(map(str.isupper, place.text))
        if not is_unknown or head is None or head.country is None:
            return place
        precision = head.precision if head.precision in ("region", "country") else "district"
        return replace(
            place, name=place.name or place.text, country=head.country, admin1=head.admin1, latitude=head.latitude,
            longitude=head.longitude, kind=place.kind or "facility", precision=precision,
        )  # fmt: skip

    def _taken(self, claim: Claim, graph: Graph) -> Claim:
        """The claim at the place that heads its little document, where that names no other; else at the likeliest."""
        headed = self.scene.standing(graph.sentence)
        first = self.scene.reading.sentences[headed.first].start
        inside = [place for place in self.scene.places_within(first, graph.sentence.end) if place.kind not in AREAS]
        others = [place for place in inside if headed.place is None or place.start != headed.place.start]
        if headed.place is not None and not others:
            return replace(claim, places=(headed.place,))
        likeliest = self._likeliest(claim, graph)
        if likeliest is None and headed.place is not None and headed.place.kind in WIDE:
            likeliest = headed.place
        return claim if likeliest is None else replace(claim, places=self._with_listed(likeliest))

    def _with_listed(self, place: Place) -> tuple[Place, ...]:
        """The place, and those that its sentence names together with it; countries, which can act, only where
        something is said to be in them."""
        graph = self.scene.graph_at(place.start)
        if graph is None:
            return (place,)
        inside = any(place.start <= token.start < place.end and graph.case_of(at) in graph.vocabulary.spots
                     for at, token in enumerate(graph.tokens))  # fmt: skip
        return with_listed((place,), graph, self.scene) if inside or place.kind != "country" else (place,)

    def _likeliest(self, claim: Claim, graph: Graph) -> Place | None:
        found = list(self.candidates(claim, graph))
        chances = chances_among([signs for _, signs in found], self.weights.weights)
        chance, place, signs = max(
            ((chance, place, signs) for chance, (place, signs) in zip(chances, found, strict=True)),
            key=lambda choice: choice[0], default=(0.0, None, Signs()),
        )  # fmt: skip
        return place if chance >= (self.weights.linked if "near" in signs else self.weights.carried) else None

    def candidates(self, claim: Claim, graph: Graph) -> Iterator[tuple[Place, Signs]]:
        """Each place that may be the event's, the last mention of each, with its signs."""
        near = [place for place in self._around(graph) if place.name]
        titles = [place for place in self.scene.places[:TITLED] if self.scene.is_in_title(place.start) and place.name]
        latest = {place.name: place for place in [*titles, *near]}
        event = self._of_event(claim, graph, [*latest.values()])
        for place in latest.values():
            signs = event | self._of_place(place, claim, graph) | self._of_claims(place, claim, graph)
            yield place, signs

    def _around(self, graph: Graph) -> list[Place]:
        """The places of the sentences before and of its own: of another little document only what holds many."""
        standing, first = self.scene.standing(graph.sentence), max(0, graph.index - BACK)
        begins = self._starts[max(standing.first, first)]
        inside = self.scene.places_within(begins, graph.sentence.end)
        if standing.place is not None or standing.is_apart:
            return inside
        return [
            *(place for place in self.scene.places_within(self._starts[first], begins) if place.kind in AREAS),
            *inside,
        ]

    def _of_event(self, claim: Claim, graph: Graph, places: Sequence[Place]) -> Signs:
        here = [place for place in places if place.start >= graph.sentence.start]
        return {
            "bias": 1.0,
            f"family_{claim.family}": 1.0,
            f"status_{claim.status}": 1.0,
            "dated": float(claim.when.basis != "none"),
            "actor": float(any(actor.party for actor in claim.actors)),
            "counted": float(bool(claim.counts)),
            "named_own": min(2.0, float(len(here))),
            "choices": log1p(len(places)),
            "title": float(self.scene.is_in_title(claim.trigger.start)),
            "known": float(_is_known(claim, graph, self.scene.lexicon.definite)),
        }

    def _of_place(self, place: Place, claim: Claim, graph: Graph) -> Signs:
        """Where the place stands, and what kind of place it is."""
        at = bisect_right(self._starts, place.start) - 1
        sentence, back = self.scene.reading.sentences[at], graph.index - at
        signs = {
            f"kind_{place.kind}": 1.0,
            "unknown": float(place.precision == "unresolved"),
            "nowhere": float(place.country is None),
            "often": log1p(self.scene.times_named(place.name, place.end)),
            "in_title": float(place.name in self.scene.names_in_title),
            "spoken": float(bool(self.scene.marks("source", place.start, place.end))),
            "in_party": float(bool(self.scene.parties_within(place.start, place.end))),
            "dateline": float(self.scene.kind_of(sentence) == "dateline"),
            "is_last": float(self._is_last(place, graph)),
        }
        if back == 0:
            return signs | self._here(place, claim, graph)
        same_block = sentence.block == graph.sentence.block
        return signs | {
            "before": 1.0, f"back_{min(FAR, back)}": 1.0, "paragraph": float(same_block), "distance": log1p(back),
            "heading": float(self.scene.kind_of(sentence) == "heading"), f"before_{claim.family}": 1.0,
            f"before_kind_{place.kind}": 1.0,
        }  # fmt: skip

    def _here(self, place: Place, claim: Claim, graph: Graph) -> Signs:
        """How a place of the event's own sentence hangs beside it."""
        word = next((at for at, token in enumerate(graph.tokens) if token.end > place.start), 0)
        trigger = next((at for at, token in enumerate(graph.tokens) if token.end > claim.trigger.start), 0)
        relation = graph.tokens[word].deprel.split(":")[0]
        case = graph.case_of(word) or "caseless"
        return {
            "near": 1.0,
            "clause": float(not _is_apart(word, trigger, graph)),
            "behind": float(word > trigger),
            "path": min(STEPS, _steps(word, trigger, graph)) / 4,
            "words": log1p(abs(word - trigger)),
            f"case_{case}": 1.0,
            f"relation_{relation}": 1.0,
            f"own_kind_{place.kind}": 1.0,
            f"own_{claim.family}": 1.0,
        }

    def _of_claims(self, place: Place, claim: Claim, graph: Graph) -> Signs:
        """What was claimed of the place before."""
        of_place = self._placed_at.get(place.name, [])
        same = sum(one.event == claim.event for _, one in of_place)
        signs = {
            "claimed": log1p(len(of_place)), "never_claimed": float(not of_place), "claimed_same": log1p(same),
            "most_claimed": float(len(of_place) > len(self._placed) / 2),
        }  # fmt: skip
        if of_place and of_place[-1] is self._placed[-1]:
            index, last = of_place[-1]
            signs |= {
                "of_last": 1.0, f"of_last_{min(FAR, graph.index - index)}": 1.0,
                "of_last_same_event": float(last.event == claim.event),
                "of_last_same_family": float(last.family == claim.family),
                "of_last_same_party": float(_parties(last) & _parties(claim) != set()),
                "of_last_same_voice": float(last.sources == claim.sources),
                "of_last_dated_too": float(last.when.from_day == claim.when.from_day),
                f"of_last_{last.family}_{claim.family}": 1.0,
            }  # fmt: skip
        return signs

    def _is_last(self, place: Place, graph: Graph) -> bool:
        """Whether no other place is named between a place and the event's sentence."""
        behind = self.scene.places_within(place.end, graph.sentence.start)
        return place.start < graph.sentence.start and not behind


def is_open(claim: Claim) -> bool:
    """Whether a claim names no place, or only says what kind of places they are ("two villages")."""
    return all(map(is_description, claim.places))


def _is_known(claim: Claim, graph: Graph, articles: frozenset[str]) -> bool:
    """Whether the event is taken for known: "the attack", "this offensive"."""
    words = [at for at, token in enumerate(graph.tokens) if token.start == claim.trigger.start]
    return any(graph.tokens[child].text.lower() in articles for at in words for child in graph.children(at, "det"))


def _is_apart(word: int, other: int, graph: Graph) -> bool:
    """Whether a clause begins between a place and the word over it that the event hangs on too."""
    over, at = {other}, other
    while graph.tokens[at].head >= 0 and graph.tokens[at].head not in over:
        at = graph.tokens[at].head
        over.add(at)
    while word not in over and graph.tokens[word].head >= 0:
        if graph.tokens[word].deprel in CLAUSES:
            return True
        word = graph.tokens[word].head
    return False


def _parties(claim: Claim) -> set[str]:
    return {actor.party for actor in (*claim.actors, *claim.targets) if actor.party}


def _steps(word: int, other: int, graph: Graph) -> int:
    """Steps in the tree from one word to another."""
    above, at = {word: 0}, word
    while graph.tokens[at].head >= 0 and graph.tokens[at].head not in above:
        above[graph.tokens[at].head] = above[at] + 1
        at = graph.tokens[at].head
    steps, at = 0, other
    while at not in above and graph.tokens[at].head >= 0 and steps < STEPS:
        at, steps = graph.tokens[at].head, steps + 1
    return steps + above.get(at, STEPS)
