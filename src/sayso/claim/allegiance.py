"""Whose side words without a name are on, by the words around them, else by the report."""

from __future__ import annotations

from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.meant import Meant
from sayso.claim.meant_party import MeantParty, resolved
from sayso.claim.people import People
from sayso.claim.phrases import phrase_words
from sayso.claim.pronouns import HasClasses, antecedents_of
from sayso.claim.scene import Scene
from sayso.model import Actor, Source, Token
from sayso.packs.parties import FORCES, NAMED_KINDS

FOLLOWERS: Final = frozenset({"soldiers", "people", "number"})
"""Classes of those who can be of a side that stands behind them ("fighters from", "four of them")."""


class Allegiance:
    """Whose side the unnamed of one article are on."""

    def __init__(self, scene: Scene, people: People, meant: Meant) -> None:
        self.scene = scene
        self.people = people
        self.meant = meant

    def of(self, head: int, fillers: HasClasses, speaker: Source | None) -> MeantParty | None:
        """The party of words that name none: "our" forces are the speaker's, "the enemy" is whom the speaker's side
        fights, "its troops" are those of whom "it" is; else what the report makes plain."""
        graph, token = fillers.graph, fillers.graph.tokens[head]
        owners = {graph.tokens[child].text.lower(): child for child in graph.below[head]}
        if owners.keys() & graph.vocabulary.speakers_own:
            return self._of_speaker(head, graph, speaker)
        if token.lemma.lower() in self.scene.lexicon.enemies and speaker and speaker.party:
            return _by_speaker(self.meant.enemy_of(speaker.party), speaker)
        for owner in owners.keys() & graph.vocabulary.owners:
            return self._behind(owners[owner], fillers) or self._in_report(head, graph)
        for noun in _sides_behind(head, graph):
            if fillers.is_of(head, FOLLOWERS) and (meaning := self._behind(noun, fillers)):
                return meaning
        told = self._apposed(head, graph) or self.used_by(head, graph) or self._in_report(head, graph)
        return told or (self._enemy_here(token) if token.lemma.lower() in self.scene.lexicon.enemies else None)

    def known(self, start: int, end: int) -> Actor:
        """The actor of a stretch, with the party that it means where it names none."""
        actor = self.people.actor(start, end)
        return actor if actor.party else resolved(actor, self.meant.meaning(start, end), self.scene.text)

    def _enemy_here(self, token: Token) -> MeantParty | None:
        """Whom the state fights in which the report plays, where nobody is known to call them the enemy."""
        ground = self.meant.ground(token.start)
        return self.meant.named(self.meant.enemy_of(ground), token.start) if ground is not None else None

    def _of_speaker(self, head: int, graph: Graph, speaker: Source | None) -> MeantParty | None:
        """Whose "our" forces are: the speaker's, else what the words say of one whom nobody knows."""
        if speaker is not None and speaker.party is not None:
            return _by_speaker(speaker.party, speaker)
        start, end = self._span(head, graph)
        own = self.meant.named(self.meant.own_of_speaker(start, end), start)
        if own is None and speaker is not None:  # "a security source: our men withdrew"
            return _by_speaker(self.meant.party(speaker.start, speaker.end), speaker)
        return own

    def _behind(self, word: int, fillers: HasClasses) -> MeantParty | None:
        """The party of whom a pronoun stands for ("its troops", "four of them"), or of a force ("fighters from")."""
        graph = fillers.graph
        if graph.tokens[word].upos == "PRON" or graph.tokens[word].text.lower() in graph.vocabulary.owners:
            stretches = antecedents_of(word, fillers) or antecedents_of(word, fillers, acting=False)
            stood_for = [(self.known(*stretch).party, stretch) for stretch in stretches]
            found = (MeantParty(party=party, rule="pronoun", given=stretch) for party, stretch in stood_for if party)
            return next(found, None)
        span = self._span(word, graph)
        match = self.scene.party_of(self.scene.text[slice(*span)])
        is_armed = match is not None and (match.kind in NAMED_KINDS or match.sector in FORCES)
        if match is None or match.party is None or not is_armed:
            return None
        return MeantParty(party=match.party, rule="naming", given=(span[0] + match.start, span[0] + match.end))

    def _apposed(self, head: int, graph: Graph) -> MeantParty | None:
        """The party that an apposition names: "an armed group, the SDF", "X, a senior al-Shabaab leader"."""
        for start, end in (self._span(child, graph) for child in graph.children(head, "appos")):
            match = self.scene.party_of(self.scene.text[start:end])
            if match is not None and match.party:
                return MeantParty(party=match.party, rule="naming", given=(start + match.start, start + match.end))
        return None

    def used_by(self, head: int, graph: Graph) -> MeantParty | None:
        """The party of whoever uses a thing: "vehicles used by the rebels"."""
        using = graph.vocabulary.using
        uses = [verb for verb in graph.children(head, "acl") if graph.tokens[verb].lemma.lower() in using]
        spans = [self._span(user, graph) for verb in uses for user in graph.agents(verb)]
        users = ((self.known(*span).party, span) for span in spans)
        return next((MeantParty(party=party, rule="naming", given=span) for party, span in users if party), None)

    def _in_report(self, head: int, graph: Graph) -> MeantParty | None:
        return self.meant.meaning(*self._span(head, graph))

    def _span(self, head: int, graph: Graph) -> tuple[int, int]:
        return self.scene.span_of(graph, phrase_words(graph, head))


def _by_speaker(party: str | None, speaker: Source) -> MeantParty | None:
    """A party that is meant because of who speaks."""
    return None if party is None else MeantParty(party=party, rule="speaker", given=(speaker.start, speaker.end))


def _sides_behind(head: int, graph: Graph) -> list[int]:
    """The nouns behind people that can name their side: "four of them", "fighters from", "gunmen loyal to"."""
    vocabulary = graph.vocabulary
    ties = [
        child for child in graph.children(head, "acl", "amod") if graph.tokens[child].lemma.lower() in vocabulary.tied
    ]
    tied = [noun for tie in ties for noun in graph.after(tie, *vocabulary.tied_by)]
    return [*graph.after(head, *vocabulary.of), *tied, *graph.after(head, *vocabulary.belonging)]
