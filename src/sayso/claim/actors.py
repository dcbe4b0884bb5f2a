"""Actors and targets: who fills the roles, by name, party and sector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sayso.claim.doers import told_doers
from sayso.claim.fillers import Fillers
from sayso.claim.graph import Graph
from sayso.claim.meant import Meant
from sayso.claim.people import People
from sayso.claim.phrases import phrase_words
from sayso.claim.pronouns import antecedent_of
from sayso.claim.scene import Scene
from sayso.claim.trigger_match import TriggerMatch
from sayso.model import Actor, Source, Span
from sayso.packs.parties import FORCES, NAMED_KINDS

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
PERSONS: Final = frozenset({"people", "soldiers", "civilians", "state", "organisation"})
"""Classes of those who can take part though a time stands in their words ("the class of 2014")."""
COUNTING: Final = frozenset({"harm", "civilians", "law"})
"""Families that count people, so that a bare number is of people."""
BETWEEN_SIDES: Final = frozenset({"battle", "diplomacy"})
"""Families of what one side does to another."""
DEEDS: Final = frozenset({"operation"})
"""Classes of deeds."""
STRUCK: Final = frozenset({"building", "transport", "vehicle", "ship", "base"})
"""Classes of what a deed is named after when it strikes it."""
TAKEN: Final = frozenset({"prisoner"})
"""Classes of people in a trigger's own words: "took hostages"."""
PEOPLE: Final = frozenset({"soldiers", "people", "number"})
"""Classes of those who can be of a side that stands behind them ("fighters from", "four of them")."""
OBJECT_STEPS: Final = 3
"""Steps up the tree at most from a noun to the one that is its verb's object: "a series of raids and shelling".

By hand, not swept."""


class Actors:
    """Builds actors for the claims of one article."""

    def __init__(self, scene: Scene, people: People, meant: Meant) -> None:
        self.scene = scene
        self.people = people
        self.meant = meant

    def doers(
        self, match: TriggerMatch, fillers: Fillers, speaker: Source | None
    ) -> tuple[tuple[Actor, ...], list[int]]:
        """The actors of an event, and their head words."""
        heads = told_doers(match, fillers.graph, self.scene.lexicon)
        heads = heads or self._first_role(match, fillers, match.trigger.actor)
        if not heads and match.trigger.actor and match.trigger.form == "noun":
            heads = self._light_subjects(match, fillers) or self._forces_of(match, fillers)
        chosen = [head for head in heads if self._can_act(head, fillers, speaker)]
        return self._built(chosen, fillers, speaker), chosen

    def targets(
        self, match: TriggerMatch, fillers: Fillers, speaker: Source | None
    ) -> tuple[tuple[Actor, ...], list[int]]:
        """Who or what an event strikes, and the head words; a place is no target unless it is a state."""
        heads = self._first_role(match, fillers, match.trigger.target)
        if not heads and match.trigger.target and match.trigger.form == "noun":
            heads = self._facing(match, fillers) or self._named_after(match, fillers)
        heads = heads or [word for word in match.words if match.trigger.target and fillers.is_of(word, TAKEN)]
        heads = [*heads, *(beside for beside in self._beside(match, heads, fillers) if beside not in heads)]
        told = told_doers(match, fillers.graph, self.scene.lexicon)
        chosen = [head for head in heads if head not in told and not self._is_ground(head, fillers)]
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
            if heads := [
                head
                for head in heads
                if head not in match.words
                and self._takes_part(head, match, fillers, is_struck=roles is match.trigger.target)
            ]:
                return heads
        return []

    def _takes_part(self, head: int, match: TriggerMatch, fillers: Fillers, *, is_struck: bool) -> bool:
        """Whether a filler can be one who does or suffers: a day, "each" and a number of nothing are nobody.

        A number is of people where people are counted: the dead, the wounded, the taken. It does nothing itself.
        """
        token, graph = fillers.graph.tokens[head], fillers.graph
        if token.text.lower() in graph.vocabulary.reciprocals and not graph.after(head, *graph.vocabulary.of):
            return False
        if self.scene.times(token.start, token.end) and not fillers.is_of(head, PERSONS):
            return False
        family = match.trigger.event.partition(".")[0]
        is_number = token.upos == "NUM" and not graph.after(head, *graph.vocabulary.of)
        if is_number:
            return is_struck and family in COUNTING and not self.scene.times(token.start, token.end)
        return family not in BETWEEN_SIDES or not self._is_mere_deed(head, fillers)

    def _is_mere_deed(self, head: int, fillers: Fillers) -> bool:
        """Whether a filler is a deed of nobody's: "fought an insurgency against the state", "condemned the attack"."""
        if fillers.is_of(head, PERSONS) or not fillers.is_of(head, DEEDS):
            return False
        span = self.scene.span_of(fillers.graph, phrase_words(fillers.graph, head))
        return self.scene.party_of(self.scene.text[slice(*span)]) is None

    def _forces_of(self, match: TriggerMatch, fillers: Fillers) -> list[int]:
        """Whose fire, raid or offensive it is: "artillery fire of the RSF"; not where "of" is whom it strikes."""
        of = fillers.graph.vocabulary.of
        if set(of) & set(match.trigger.target):
            return []
        heads = fillers.of_role(match.words, match.anchor, of[0], match.trigger.form)
        return [head for head in heads if fillers.is_of(head, frozenset({"soldiers"}))]

    def _named_after(self, match: TriggerMatch, fillers: Fillers) -> list[int]:
        """What a deed is named after: "the hotel attack", "a convoy ambush"."""
        before = fillers.graph.children(match.anchor, "compound", "nmod:desc")
        return [word for word in before if word not in match.words and fillers.is_of(word, STRUCK)]

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
        graph = fillers.graph
        is_nobody = any(graph.tokens[child].text.lower() in graph.vocabulary.none_of for child in graph.below[head])
        if actor is None or is_nobody or self._is_set_before(head, fillers):
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
        """Whether a filler is a town or a region rather than someone: the state of that name is both.

        Camps, bases and areas of somebody are his ("raids on army camps").
        """
        classes = fillers.classes(head)
        if "place" not in classes or classes & {"soldiers", "people", "civilians"}:
            return False
        token = fillers.graph.tokens[head]
        place = self.scene.place_at(token.start, token.end)
        if place is None and self._held(head, fillers) is not None:
            return False
        return place is None or place.kind != "country"

    def _held(self, head: int, fillers: Fillers) -> tuple[int, int] | None:
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

    def _built(self, heads: Sequence[int], fillers: Fillers, speaker: Source | None) -> tuple[Actor, ...]:
        actors = [actor for head in heads for actor in self._each(head, fillers, speaker)]
        unique = {(actor.start, actor.end): actor for actor in actors}
        return tuple(one for one in unique.values() if not any(_lies_within(one, other) for other in actors))

    def _each(self, head: int, fillers: Fillers, speaker: Source | None) -> list[Actor]:
        """The actor of a phrase, or each of two who share its noun ("Turkish and TFSA forces")."""
        if fillers.is_of(head, frozenset({"place"})) and (span := self._held(head, fillers)) is not None:
            return [self._known(*span)]
        actor = self._counted_with(head, fillers, speaker) or self._actor(head, fillers, speaker)
        if actor is None:
            return []
        for word in self.scene.vocabulary.joining:
            first, joint, second = actor.text.partition(f" {word} ")
            if joint and not self._is_in_name(actor, len(first)):
                at = actor.start + len(first) + len(joint)
                both = [self._known(actor.start, actor.start + len(first)), self._known(at, at + len(second))]
                if all(one.party for one in both) and both[0].party != both[1].party:
                    return both
        return [actor]

    def _counted_with(self, head: int, fillers: Fillers, speaker: Source | None) -> Actor | None:
        """Of a number without a noun, those of a side who were counted before it in the sentence, without their number.

        "120 Russians were killed, 184 wounded": the 184 are Russians.
        """
        graph = fillers.graph
        if graph.tokens[head].upos != "NUM" or graph.after(head, *graph.vocabulary.of):
            return None
        counted = [noun for noun in range(head) if graph.children(noun, "nummod") and fillers.is_of(noun, PEOPLE)]
        actor = self._actor(counted[-1], fillers, speaker) if counted else None
        if actor is None or actor.party is None:
            return None
        noun = graph.tokens[counted[-1]]
        return replace(actor, text=noun.text, start=noun.start, end=noun.end, name=noun.text)

    def _is_in_name(self, actor: Actor, at: int) -> bool:
        """Whether a character of an actor's words stands within a party's name ("Islamic State of Iraq and Syria")."""
        return any(match.start < at < match.end for match in self.scene.parties.find_parties(actor.text))

    def _actor(self, head: int, fillers: Fillers, speaker: Source | None) -> Actor | None:
        graph = fillers.graph
        start, end = self.scene.span_of(graph, phrase_words(graph, head))
        token = graph.tokens[head]
        if token.upos == "PRON" or token.text.lower() in graph.vocabulary.owners:
            return self._stood_for(head, fillers, speaker)
        actor = self.people.actor(start, end)
        if actor.party is None:
            party = self._party_told(head, fillers, speaker)
            actor = replace(actor, party=party, basis="resolved", rule="naming") if party else actor
        return actor

    def _party_told(self, head: int, fillers: Fillers, speaker: Source | None) -> str | None:
        """The party of words that name none: "our" forces are the speaker's, "the enemy" is whom the speaker's side
        fights, "its troops" are those of whom "it" is; else what the report makes plain."""
        graph, token = fillers.graph, fillers.graph.tokens[head]
        owners = {graph.tokens[child].text.lower(): child for child in graph.below[head]}
        if owners.keys() & graph.vocabulary.speakers_own:
            return (speaker.party if speaker else None) or self.meant.own_of_speaker(*self._span(head, graph))
        if token.lemma.lower() in self.scene.lexicon.enemies and speaker and speaker.party:
            return self.meant.enemy_of(speaker.party)
        for owner in owners.keys() & graph.vocabulary.owners:
            return self._party_of(owners[owner], fillers) or self._meant(head, graph)
        for noun in _sides_behind(head, graph):
            if fillers.is_of(head, PEOPLE) and (party := self._party_of(noun, fillers)):
                return party
        return self._meant(head, graph)

    def _meant(self, head: int, graph: Graph) -> str | None:
        return self.meant.party(*self._span(head, graph))

    def _span(self, head: int, graph: Graph) -> tuple[int, int]:
        return self.scene.span_of(graph, phrase_words(graph, head))

    def _party_of(self, word: int, fillers: Fillers) -> str | None:
        """The party of whom a pronoun stands for ("its troops", "four of them"), or of a force ("fighters from")."""
        graph = fillers.graph
        if graph.tokens[word].upos == "PRON" or graph.tokens[word].text.lower() in graph.vocabulary.owners:
            antecedent = antecedent_of(word, fillers)
            return None if antecedent is None else self._known(*antecedent).party
        span = self.scene.span_of(graph, phrase_words(graph, word))
        match = self.scene.party_of(self.scene.text[slice(*span)])
        is_armed = match is not None and (match.kind in NAMED_KINDS or match.sector in FORCES)
        return match.party if match is not None and is_armed else None

    def _known(self, start: int, end: int) -> Actor:
        """The actor of a stretch, with the party that it means where it names none."""
        actor = self.people.actor(start, end)
        return actor if actor.party else replace(actor, party=self.meant.party(start, end))

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
                basis="resolved",
                given=Span(text=speaker.text, start=speaker.start, end=speaker.end),
                rule="speaker",
            )
        antecedent = antecedent_of(head, fillers)
        if antecedent is None:
            return None
        actor, (start, end) = self._known(*antecedent), antecedent
        given = Span(text=self.scene.text[start:end], start=start, end=end)
        written = replace(actor, text=token.text, start=token.start, end=token.end)
        return replace(written, basis="resolved", given=given, rule="pronoun")


def _lies_within(one: Actor, other: Actor) -> bool:
    """Whether an actor's words are a part of another's."""
    return other.start <= one.start and one.end <= other.end and (one.start, one.end) != (other.start, other.end)


def _sides_behind(head: int, graph: Graph) -> list[int]:
    """The nouns behind people that can name their side: "four of them", "fighters from", "gunmen loyal to"."""
    vocabulary = graph.vocabulary
    ties = [
        child for child in graph.children(head, "acl", "amod") if graph.tokens[child].lemma.lower() in vocabulary.tied
    ]
    tied = [noun for tie in ties for noun in graph.after(tie, *vocabulary.tied_by)]
    return [*graph.after(head, *vocabulary.of), *tied, *graph.after(head, *vocabulary.belonging)]


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
