"""Actors and targets: who fills the roles, by name, party and sector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sayso.claim.fillers import Fillers
from sayso.claim.graph import Graph
from sayso.claim.people import People
from sayso.claim.phrases import phrase_words
from sayso.claim.pronouns import antecedent_of
from sayso.claim.scene import Scene
from sayso.claim.trigger_match import TriggerMatch
from sayso.model import Actor, Source

DOERS: Final = frozenset(
    {
        "soldiers",
        "state",
        "people",
        "civilians",
        "organisation",
        "police",
        "crowd",
        "mob",
        "weapons",
        "missile",
        "drone",
        "aircraft",
    }
)
"""Classes that can do something; a filler of none of them, and of no party, is no actor ("the day saw")."""
WEAPONS: Final = frozenset({"weapons", "missile", "drone", "aircraft", "guns", "explosive", "ship"})
"""Classes that act for whoever they belong to: without a party they are no actor."""
OBJECT_STEPS: Final = 3
"""Steps up the tree at most from a noun to the one that is its verb's object: "a series of raids and shelling".

By hand, not swept."""


class Actors:
    """Builds actors for the claims of one article."""

    def __init__(self, scene: Scene, people: People) -> None:
        self.scene = scene
        self.people = people

    def doers(
        self, match: TriggerMatch, fillers: Fillers, speaker: Source | None
    ) -> tuple[tuple[Actor, ...], list[int]]:
        """The actors of an event, and their head words."""
        heads = self._first_role(match, fillers, match.trigger.actor)
        if not heads and match.trigger.actor and match.trigger.form == "noun":
            heads = self._light_subjects(match, fillers)
        chosen = [head for head in heads if self._can_act(head, fillers, speaker)]
        return self._built(chosen, fillers, speaker), chosen

    def targets(
        self, match: TriggerMatch, fillers: Fillers, speaker: Source | None
    ) -> tuple[tuple[Actor, ...], list[int]]:
        """Who or what an event strikes, and the head words; a place is no target unless it is a state."""
        heads = self._first_role(match, fillers, match.trigger.target)
        if not heads and match.trigger.target and match.trigger.form == "noun":
            heads = self._facing(match, fillers)
        heads = [*heads, *(beside for beside in self._beside(match, heads, fillers) if beside not in heads)]
        chosen = [head for head in heads if not self._is_ground(head, fillers)]
        return self._built(chosen, fillers, speaker), chosen

    def _beside(self, match: TriggerMatch, heads: Sequence[int], fillers: Fillers) -> list[int]:
        """To whom the same befell: "was killed along with his son", "detained him along with two aides"."""
        graph = fillers.graph
        if match.trigger.form == "noun" or not heads:
            return []
        words = list(heads)
        if match.trigger.form == "adjective":  # "left 26 soldiers dead along with seven rebels"
            words += [match.anchor, graph.tokens[match.anchor].head]
        elif min(heads) > match.anchor or graph.is_passive(match.anchor):
            words.append(match.anchor)
        return [word for at in words if at >= 0 for word in graph.after(at, *self.scene.vocabulary.beside)]

    def _first_role(self, match: TriggerMatch, fillers: Fillers, roles: Sequence[str]) -> list[int]:
        for role in roles:
            heads = fillers.of_role(match.words, match.anchor, role, match.trigger.form)
            if heads := [head for head in heads if head not in match.words]:
                return heads
        return []

    def _light_subjects(self, match: TriggerMatch, fillers: Fillers) -> list[int]:
        """Who launched, carried out or continued what the noun names, or was given it ("gave them control")."""
        graph = fillers.graph
        governor = _object_of(match.anchor, graph)
        if governor is not None and (given := graph.children(governor, "iobj")):
            return [receiver for word in given for receiver in graph.with_conjuncts(word)]
        if governor is None or graph.tokens[governor].lemma.lower() not in self.scene.lexicon.light:
            return []
        return graph.subjects(governor)

    def _facing(self, match: TriggerMatch, fillers: Fillers) -> list[int]:
        """Who resisted, repelled or suffered what the noun names."""
        graph = fillers.graph
        governor = _object_of(match.anchor, graph)
        if governor is None or graph.tokens[governor].lemma.lower() not in self.scene.lexicon.facing:
            return []
        return graph.subjects(governor)

    def _can_act(self, head: int, fillers: Fillers, speaker: Source | None) -> bool:
        classes = fillers.classes(head)
        actor = self._actor(head, fillers, speaker)
        if actor is None or self._is_set_before(head, fillers):
            return False
        if actor.party is not None:
            return True
        return bool(classes & DOERS) and not (classes & WEAPONS and not classes & {"soldiers", "people"})

    def _is_set_before(self, head: int, fillers: Fillers) -> bool:
        """Whether a filler is a place set before a noun, which tells where and not who ("the Kharkiv offensive")."""
        token = fillers.graph.tokens[head]
        if token.head >= 0 and fillers.graph.tokens[token.head].upos == "VERB":
            return False
        return token.deprel == "compound" and self.scene.place_at(token.start, token.end) is not None

    def _is_ground(self, head: int, fillers: Fillers) -> bool:
        """Whether a filler is a town or a region rather than someone: the state of that name is both."""
        classes = fillers.classes(head)
        if "place" not in classes or classes & {"soldiers", "people", "civilians"}:
            return False
        token = fillers.graph.tokens[head]
        place = self.scene.place_at(token.start, token.end)
        return place is None or place.kind != "country"

    def _built(self, heads: Sequence[int], fillers: Fillers, speaker: Source | None) -> tuple[Actor, ...]:
        actors = [self._actor(head, fillers, speaker) for head in heads]
        unique = {(actor.start, actor.end): actor for actor in actors if actor is not None}
        return tuple(unique.values())

    def _actor(self, head: int, fillers: Fillers, speaker: Source | None) -> Actor | None:
        graph = fillers.graph
        start, end = self.scene.span_of(graph, phrase_words(graph, head))
        token = graph.tokens[head]
        if token.upos == "PRON" or token.text.lower() in graph.vocabulary.owners:
            return self._stood_for(head, fillers, speaker)
        actor = self.people.actor(start, end)
        if actor.party is None:
            party = self._party_told(head, fillers, speaker)
            actor = replace(actor, party=party) if party else actor
        return actor

    def _party_told(self, head: int, fillers: Fillers, speaker: Source | None) -> str | None:
        """The party of words that name none: "our" forces are the speaker's, "the enemy" is whom the speaker's side
        fights, "the troops" are those of the sentence before."""
        graph, word = fillers.graph, fillers.graph.tokens[head].lemma.lower()
        owners = {graph.tokens[child].text.lower() for child in graph.below[head]}
        if owners & graph.vocabulary.speakers_own:
            return speaker.party if speaker else None
        if word in self.scene.lexicon.enemies:
            return self.people.enemy_of(speaker.party) if speaker and speaker.party else None
        if owners & graph.vocabulary.pointing and self.scene.lexicon.group_sector(graph.tokens[head].text):
            return self.people.party_before(
                graph.tokens[head].start, self.scene.lexicon.group_sector(graph.tokens[head].text)
            )
        return None

    def _stood_for(self, head: int, fillers: Fillers, speaker: Source | None) -> Actor | None:
        """A pronoun as written, with the name and party of what it stands for."""
        token = fillers.graph.tokens[head]
        if token.text.lower() in fillers.graph.vocabulary.speakers and speaker is not None:
            return Actor(
                text=token.text,
                start=token.start,
                end=token.end,
                name=speaker.name,
                party=speaker.party,
                sector=speaker.sector,
            )
        antecedent = antecedent_of(head, fillers)
        if antecedent is None:
            return None
        actor = self.people.actor(*antecedent)
        return replace(actor, text=token.text, start=token.start, end=token.end)


def _object_of(word: int, graph: Graph) -> int | None:
    """The verb whose object (or passive subject) a noun is, over "and" and "a series of"."""
    at = word
    for _ in range(OBJECT_STEPS):
        token = graph.tokens[at]
        if token.head < 0:
            return None
        if token.deprel in ("obj", "nsubj:pass") or (
            token.deprel == "obl" and graph.case_of(at) in graph.vocabulary.undergone
        ):
            return token.head if graph.tokens[token.head].upos == "VERB" else None
        if token.deprel not in ("conj", "nmod"):
            return None
        at = token.head
    return None
