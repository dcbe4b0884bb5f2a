"""Actors and targets: who fills the roles, by name, party and sector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sayso.claim.allegiance import Allegiance
from sayso.claim.doers import told_doers
from sayso.claim.fillers import Fillers
from sayso.claim.fought import allies_of, fight_alike, fighters_around, is_told_as_noun, sent_themselves
from sayso.claim.graph import Graph
from sayso.claim.grounds import Grounds, is_mere_place
from sayso.claim.meant import Meant
from sayso.claim.meant_party import resolved, span_at
from sayso.claim.opponents import Opponents
from sayso.claim.people import People
from sayso.claim.phrases import phrase_words
from sayso.claim.pronouns import antecedents_of
from sayso.claim.scene import Scene
from sayso.claim.struck import DEEDS, TAKEN, losing, object_of, struck_around, struck_too
from sayso.claim.trigger_match import TriggerMatch
from sayso.model import Actor, Source, Span, Token

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
STRIKING: Final = frozenset({"battle", "strike", "harm", "damage"})
"""Families of what one does to an enemy's fighters and weapons."""
SEIZED: Final = frozenset({"force.weapons_seized"})
"""Types of what is taken from somebody, or found somewhere: "seized rifles from the rebels", not "from a pit"."""
CARRIED: Final = frozenset({"weapons", "goods"})
"""Classes of what can be carried off: "made off with rifles"."""
LAWFUL: Final = frozenset({"state", "police", "soldiers", "organisation", "prosecutors"})
"""Classes of those who arrest, charge and sentence."""
ABBREVIATING: Final = "."
"""Stands behind a letter that is short for a word: "U.S."."""
PEOPLE: Final = frozenset({"soldiers", "people", "number"})
"""Classes of those who can be of a side that stands behind them ("fighters from", "four of them")."""


class Actors:
    """Builds actors for the claims of one article."""

    def __init__(self, scene: Scene, people: People, meant: Meant) -> None:
        self.scene = scene
        self.people = people
        self.meant = meant
        self.allegiance = Allegiance(scene, people, meant)
        self.grounds = Grounds(scene, meant, self.allegiance.used_by)
        self.opponents = Opponents(scene, meant)

    def doers(
        self, match: TriggerMatch, fillers: Fillers, speaker: Source | None
    ) -> tuple[tuple[Actor, ...], list[int]]:
        """The actors of an event, and their head words."""
        heads = told_doers(match, fillers.graph, self.scene.lexicon)
        heads = heads or self._first_role(match, fillers, match.trigger.actor)
        may_be_idle = match.trigger.actor and is_told_as_noun(match, fillers.graph)  # "after two days of fighting"
        if may_be_idle and not any(self._can_act(head, fillers, speaker) for head in heads):
            is_noun = match.trigger.form == "noun"
            heads = (self._light_subjects(match, fillers) or self._forces_of(match, fillers)) if is_noun else []
            heads = heads or fighters_around(match, fillers)
        heads = [*(heads or sent_themselves(match, fillers)), *fight_alike(match, fillers.graph)]
        heads = [*heads, *(ally for head in heads for ally in allies_of(head, match, fillers))]
        chosen = [head for head in dict.fromkeys(heads) if self._can_act(head, fillers, speaker)]
        acting = self._built(chosen, fillers, speaker)
        if match.trigger.event.partition(".")[0] == "law" and len(chosen) == len(acting) == 1:
            acting = (self._by_law(acting[0], chosen[0], fillers),)
        return acting, chosen

    def targets(
        self, match: TriggerMatch, fillers: Fillers, speaker: Source | None, doers: Sequence[Actor] = ()
    ) -> tuple[tuple[Actor, ...], list[int]]:
        """Who or what an event strikes, and the head words whose number may be the event's; a place is no target unless
        it is a state. Fighters and weapons of no known party are of the only enemy of `doers`, who did it."""
        heads = self._first_role(match, fillers, match.trigger.target)
        is_told = bool(heads) or match.trigger.event.partition(".")[0] in COUNTING
        heads = heads or struck_around(match, fillers, self.scene.lexicon)
        heads = heads or [word for word in match.words if match.trigger.target and fillers.is_of(word, TAKEN)]
        heads = heads or self.grounds.lost_by(match, fillers)
        heads = [*heads, *struck_too(match, heads, fillers)]
        told = [*told_doers(match, fillers.graph, self.scene.lexicon), *sent_themselves(match, fillers)]
        told += fight_alike(match, fillers.graph)
        is_between = match.trigger.event.partition(".")[0] == "diplomacy"
        chosen = [
            head for head in heads
            if head not in told
            and (
                not self.grounds.is_ground(head, fillers, is_between_states=is_between)
                or self.grounds.is_hit(head, match, fillers)
            )
        ]  # fmt: skip
        are_numbers = all(fillers.graph.tokens[head].upos == "NUM" for head in chosen)
        struck = self._built((losing(match, fillers) if are_numbers else []) or chosen, fillers, speaker)
        if match.trigger.event.partition(".")[0] in STRIKING:
            struck = tuple(self.opponents.of_armed(one, chosen, fillers, doers) for one in struck)
        return struck, chosen if is_told else []

    def of_source(self, source: Source) -> Actor:
        """Who says it, as one who does something by saying it."""
        said = Span(text=source.text, start=source.start, end=source.end)
        return Actor(
            text=source.text, start=source.start, end=source.end, name=source.name, party=source.party,
            sector=source.sector, basis="resolved", given=said, rule="speaker",
        )  # fmt: skip

    def weapons_against(self, match: TriggerMatch, fillers: Fillers, struck: Sequence[Actor]) -> tuple[Actor, ...]:
        """The weapons of nobody told that did it, with the only enemy of those whom they struck; empty if unknown."""
        if match.trigger.event.partition(".")[0] not in STRIKING:
            return ()
        own = [match.anchor] if fillers.is_of(match.anchor, WEAPONS) and match.trigger.form == "noun" else []
        heads = self._first_role(match, fillers, match.trigger.actor) or own
        weapons = [head for head in heads if fillers.is_of(head, WEAPONS) and not fillers.is_of(head, PERSONS)]
        actors = [(head, self.people.actor(*self._span(head, fillers.graph))) for head in weapons]
        owned = [self.opponents.of_armed(actor, [head], fillers, struck) for head, actor in actors]
        return tuple(actor for actor in owned if actor.party is not None)

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
        if is_struck and family == "territory" and not self._is_somebody(head, fillers):
            return False
        if is_struck and match.trigger.event in SEIZED and graph.case_of(head) and not fillers.is_of(head, CARRIED):
            return self._is_somebody(head, fillers)
        is_number = token.upos == "NUM" and not graph.after(head, *graph.vocabulary.of)
        if is_number:
            return is_struck and family in COUNTING and not self.scene.times(token.start, token.end)
        return family not in BETWEEN_SIDES or not self._is_mere_deed(head, fillers)

    def _is_somebody(self, head: int, fillers: Fillers) -> bool:
        """Whether a filler is one who can hold a place: not "from the north", "from three sides"."""
        span = self._span(head, fillers.graph)
        return fillers.is_of(head, PERSONS) or self.scene.party_of(self.scene.text[slice(*span)]) is not None

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

    def _light_subjects(self, match: TriggerMatch, fillers: Fillers) -> list[int]:
        """Who launched, carried out or continued what the noun names, or was given it ("gave them control")."""
        graph = fillers.graph
        governor = object_of(match.anchor, graph)
        if governor is not None and match.trigger.event.partition(".")[0] == "law":  # "granted him house arrest"
            is_light = graph.tokens[governor].lemma.lower() in self.scene.lexicon.light
            return [word for word in graph.subjects(governor) if is_light or fillers.is_of(word, LAWFUL)]
        if governor is not None and (given := graph.children(governor, "iobj")):
            return [receiver for word in given for receiver in graph.with_conjuncts(word)]
        if governor is None or graph.tokens[governor].lemma.lower() not in self.scene.lexicon.light:
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
        """Whether a filler is a place set before a noun, which tells where and not who ("the Kharkiv offensive"); a
        state's capitals tell who, as its adjective does ("the U.S. pullout")."""
        token = fillers.graph.tokens[head]
        if token.head >= 0 and fillers.graph.tokens[token.head].upos == "VERB":
            return False
        if token.text.replace(ABBREVIATING, "").isupper():
            return False
        return token.deprel == "compound" and self.scene.place_at(token.start, token.end) is not None

    def _built(self, heads: Sequence[int], fillers: Fillers, speaker: Source | None) -> tuple[Actor, ...]:
        actors = [actor for head in heads for actor in self._each(head, fillers, speaker)]
        written = {(actor.start, actor.end, actor.party): actor for actor in actors if not self._is_of_name(actor)}
        unique = {(actor.party, actor.name) if actor.party else actor.start: actor for actor in written.values()}
        return tuple(one for one in unique.values() if not any(_lies_within(one, other) for other in actors))

    def _is_of_name(self, actor: Actor) -> bool:
        """Whether an actor is but the end of a group's name ("Islamic State of Iraq and the Levant")."""
        sentence = self.scene.sentence_at(actor.start)
        named = self.scene.parties_within(sentence.start, sentence.end) if sentence is not None else []
        groups = (match.named for match in named if match.kind == "group")
        return any(start < actor.start and actor.end <= end for start, end in groups)

    def _each(self, head: int, fillers: Fillers, speaker: Source | None) -> list[Actor]:
        """The actor of a phrase, or each of two who share its noun ("Turkish and TFSA forces")."""
        if is_mere_place(head, fillers) and (span := self.grounds.held(head, fillers)) is not None:
            return [self.allegiance.known(*span)]
        if both := self._both_sides(head, fillers) or self._all_stood_for(head, fillers):
            return both
        actor = self._counted_with(head, fillers, speaker) or self._actor(head, fillers, speaker)
        if actor is None:
            return []
        for word in self.scene.vocabulary.joining:
            first, joint, second = actor.text.partition(f" {word} ")
            if joint and not self._is_in_name(actor, len(first)):
                at = actor.start + len(first) + len(joint)
                both = [
                    self.allegiance.known(actor.start, actor.start + len(first)),
                    self.allegiance.known(at, at + len(second)),
                ]
                if all(one.party for one in both) and both[0].party != both[1].party:
                    return both
        return [actor]

    def _both_sides(self, head: int, fillers: Fillers) -> list[Actor]:
        """Each of the two who stand against each other, of words that name neither ("both sides", "two groups")."""
        graph, token = fillers.graph, fillers.graph.tokens[head]
        words = {graph.tokens[child].text.lower() for child in graph.below[head]}
        if token.lemma.lower() not in graph.vocabulary.paired or not words & graph.vocabulary.pairing:
            return []
        start, end = self._span(head, graph)
        text, known = self.scene.text, self.scene.parties.parties
        both = self.meant.two_named(token.lemma.lower(), start)
        named = [
            Actor(text=text[start:end], start=start, end=end, name=known[party].name, sector=known[party].sector)
            for party in both
        ]
        return [resolved(actor, self.meant.named(party, start), text) for actor, party in zip(named, both, strict=True)]

    def _all_stood_for(self, head: int, fillers: Fillers) -> list[Actor]:
        """Each of those joined by "and" for whom a pronoun stands ("Turkey and its allies … their offensive")."""
        token, graph = fillers.graph.tokens[head], fillers.graph
        if token.text.lower() not in graph.vocabulary.several:
            return []
        spans = antecedents_of(head, fillers)
        return [self._standing_for(token, span) for span in spans] if len(spans) > 1 else []

    def _standing_for(self, token: Token, span: tuple[int, int]) -> Actor:
        """A pronoun as written, with the name and party of the stretch that it stands for."""
        written = replace(self.allegiance.known(*span), text=token.text, start=token.start, end=token.end)
        return replace(written, basis="resolved", given=span_at(span, self.scene.text), rule="pronoun")

    def _counted_with(self, head: int, fillers: Fillers, speaker: Source | None) -> Actor | None:
        """A number without a noun, by the name and the party of those who were counted before it in the sentence.

        "120 Russians were killed, 184 wounded": the 184 are Russians, and so are "184 others".
        """
        graph, token = fillers.graph, fillers.graph.tokens[head]
        is_counted = token.upos != "NOUN" or bool(graph.children(head, "nummod"))
        is_number = token.upos == "NUM" or (token.text.lower() in graph.vocabulary.bare and is_counted)
        if not is_number or graph.after(head, *graph.vocabulary.of):
            return None
        noun = self._people_before(head, fillers)
        actor = self._actor(noun, fillers, speaker) if noun is not None else None
        if noun is None or actor is None:
            return None
        start, end = self._span(head, graph)
        return replace(
            actor, text=self.scene.text[start:end], start=start, end=end, name=f"{token.text} {graph.tokens[noun].text}"
        )

    def _people_before(self, head: int, fillers: Fillers) -> int | None:
        """The last people counted before a number in its sentence, else the last told there of several.

        Not whoever did it to them: "troops shelled the town and killed nine".
        """
        graph = fillers.graph
        verb = graph.tokens[head].head
        doers = frozenset(graph.subjects(verb) if verb >= 0 else ()) - {head}
        nouns = [
            at for at in range(head)
            if graph.tokens[at].upos in ("NOUN", "PROPN")
            and at not in doers and not _acts_on_others(at, graph) and fillers.is_of(at, PEOPLE | PERSONS)
        ]  # fmt: skip
        counted = [at for at in nouns if graph.children(at, "nummod")]
        several = [at for at in nouns if graph.tokens[at].xpos in graph.tags.plural_noun]
        return next(iter((*counted[-1:], *several[-1:])), None)

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
            return resolved(actor, self.allegiance.of(head, fillers, speaker), self.scene.text)
        return actor

    def _span(self, head: int, graph: Graph) -> tuple[int, int]:
        return self.scene.span_of(graph, phrase_words(graph, head))

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
        acts = token.deprel not in ("obj", "nsubj:pass")
        antecedents = antecedents_of(head, fillers, acting=acts) or antecedents_of(head, fillers, acting=not acts)
        return self._standing_for(token, antecedents[0]) if antecedents else None

    def _by_law(self, actor: Actor, head: int, fillers: Fillers) -> Actor:
        """Who arrests or tries somebody and is of no known party, as one of the state's on whose ground it happens."""
        if actor.party is not None or not fillers.is_of(head, LAWFUL) or fillers.graph.tokens[head].upos == "PRON":
            return actor
        start = actor.start
        return resolved(actor, self.meant.named(self.meant.ground(start), start), self.scene.text)


def _acts_on_others(word: int, graph: Graph) -> bool:
    """Whether a noun does something to others: "troops shelled the town, and nine were killed"."""
    token = graph.tokens[word]
    if token.deprel != "nsubj" or graph.tokens[token.head].upos != "VERB":
        return False
    return bool(graph.children(token.head, "obj")) and (
        graph.tokens[token.head].lemma.lower() not in graph.vocabulary.suffering
    )


def _lies_within(one: Actor, other: Actor) -> bool:
    """Whether an actor's words are a part of another's."""
    return other.start <= one.start and one.end <= other.end and (one.start, one.end) != (other.start, other.end)
