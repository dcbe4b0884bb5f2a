"""Which nouns of place are somebody, or something that is hit, and not only where it happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.meant import Meant
from sayso.claim.phrases import phrase_words
from sayso.claim.pronouns import HasClasses, antecedent_head
from sayso.claim.scene import Scene
from sayso.claim.trigger_match import TriggerMatch
from sayso.packs.parties import FORCES, NAMED_KINDS, STATE_KINDS

BEHIND: Final = 4
"""Words behind a noun of place in which a place's name tells which it is: "a village in the south of Gaza".

By hand, not swept."""
HITTING: Final = frozenset({"strike", "damage", "battle.assault", "civilians.attacked"})
"""Families and types of deeds that hit what stands at a place, and not only happen there."""
TAKING: Final = frozenset({"territory.captured", "territory.recaptured", "battle.advance", "civilians.besieged"})
"""Types of what is done to a place that somebody else holds."""
POSTS: Final = frozenset({"base"})
"""Classes of places that are those of the force whose name stands before them: "an RSF checkpoint"."""
MEN: Final = frozenset({"soldiers"})
"""Classes of those who hold a place that is taken from them: "cleared out the last IS holdouts"."""
TAKEN_FROM: Final = frozenset({"territory.captured", "territory.recaptured"})
"""Types of those by which men lose a place."""
PLACE: Final = frozenset({"place"})
SOMEBODY: Final = frozenset({"soldiers", "people", "civilians"})
"""Classes of who is no place, though a word of the name is one of places ("the al-Nusra Front")."""


class Grounds:
    """The nouns of place of one article, as those that a deed is done to."""

    def __init__(self, scene: Scene, meant: Meant, used_by: Callable[[int, Graph], object | None]) -> None:
        """`used_by` tells whose a noun is by who uses it; `None` where nobody is told."""
        self.scene = scene
        self.meant = meant
        self.used_by = used_by

    def is_ground(self, head: int, fillers: HasClasses, *, is_between_states: bool) -> bool:
        """Whether a filler is a town or a region rather than someone: the state of that name is both.

        Camps, bases and areas of somebody are his ("raids on army camps"); between states, a capital is its state.
        """
        if not is_mere_place(head, fillers):
            return False
        token = fillers.graph.tokens[head]
        if (meant := antecedent_head(head, fillers, acting=False)) is not None:
            return "place" in meant[0].classes(meant[1])
        place = self.scene.place_at(token.start, token.end)
        if place is None:
            is_used = self.used_by(head, fillers.graph) is not None  # "an outpost manned by soldiers"
            return self.held(head, fillers) is None and not is_used and not self._is_a_state(head, fillers)
        return place.kind != "country" and not (is_between_states and self.scene.party_of(token.text) is not None)

    def is_hit(self, head: int, match: TriggerMatch, fillers: HasClasses) -> bool:
        """Whether a noun of place that names none and stands for none is what a deed hits: "a residential area was
        bombed"; not "the town", which tells where."""
        graph, token = fillers.graph, fillers.graph.tokens[head]
        if not {match.trigger.event, match.trigger.event.partition(".")[0]} & HITTING or token.upos != "NOUN":
            return False
        before = [child for child in graph.below[head] if child < head]
        words = {graph.tokens[child].text.lower() for child in before}
        if words & (self.scene.lexicon.definite - self.scene.vocabulary.owners) or any(
            graph.tokens[child].upos == "PROPN" for child in before
        ):
            return False
        has_told = any(graph.tokens[child].deprel == "amod" for child in before)
        is_told = has_told and not words & self.scene.vocabulary.bare
        behind = self.scene.places_within(token.end, graph.tokens[min(head + BEHIND, len(graph.tokens) - 1)].end)
        return is_told or not behind

    def lost_by(self, match: TriggerMatch, fillers: HasClasses) -> list[int]:
        """The head words of whose a place was that is taken or neared, where its own words tell: "took an army base",
        "entered SDF-held Manbij"."""
        if match.trigger.event not in TAKING or match.trigger.form != "verb":
            return []
        graph = fillers.graph
        nouns = [
            *graph.objects(match.anchor),
            *graph.after(match.anchor, *graph.vocabulary.ahead, *graph.vocabulary.of),
        ]
        nouns += [below for noun in nouns for below in graph.after(noun, *graph.vocabulary.ahead, *graph.vocabulary.of)]
        holders = [one for noun in nouns for verb in graph.children(noun, "amod") for one in graph.joined_before(verb)]
        lost = POSTS | MEN if match.trigger.event in TAKEN_FROM else POSTS
        posts = [noun for noun in nouns if fillers.is_of(noun, lost) and self.held(noun, fillers) is not None]
        return holders or posts

    def _is_a_state(self, head: int, fillers: HasClasses) -> bool:
        """Whether a noun of place names a state by its people ("the Pakistani state")."""
        match = self.scene.party_of(self.scene.text[slice(*self._span(head, fillers.graph))])
        return "state" in fillers.classes(head) and match is not None and match.kind in STATE_KINDS

    def held(self, head: int, fillers: HasClasses) -> tuple[int, int] | None:
        """The stretch of a noun of place with the force or group before it ("Arakan Army areas", "army camps")."""
        graph, start = fillers.graph, head
        while (
            start and graph.tokens[start - 1].upos in ("PROPN", "NOUN", "ADJ") and not graph.children(start - 1, "case")
        ):
            start -= 1
        span = self.scene.span_of(graph, [start, head])
        match = self.scene.party_of(self.scene.text[slice(*span)])
        if match is not None and (match.kind in NAMED_KINDS or match.sector in FORCES):
            return span
        return span if start < head and self.meant.party(*span) is not None else None

    def _span(self, head: int, graph: Graph) -> tuple[int, int]:
        return self.scene.span_of(graph, phrase_words(graph, head))


def is_mere_place(head: int, fillers: HasClasses) -> bool:
    """Whether a noun is one of places, and nobody's name or kind."""
    return fillers.is_of(head, PLACE) and not fillers.is_of(head, SOMEBODY)
