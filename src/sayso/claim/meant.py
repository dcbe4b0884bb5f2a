"""Whose side words without a name are on ("the army", "junta jets", "the rebels"), as the report makes plain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from math import exp
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.meant_party import MeantParty, grounds_of, home_of, mention_before, mission_before
from sayso.claim.scene import Scene
from sayso.model import Place, Token
from sayso.packs.parties import FORCES, STATE_KINDS, Party, PartyMatch
from sayso.packs.war_words import WarWord

FADING: Final = 800
"""Characters after which a mention is worth a third. Set by eye on the dev documents of claims, not swept."""
FAINT: Final = 0.05
"""Worth of a mention wherever it stands, so that a group named only later counts too. By hand, not swept."""
CLEARLY: Final = 1.5
"""Times as much as the next that must speak for a party. By hand, not swept."""
ANAPHORA: Final = 1500
"""Characters back to a force or ministry of the same noun ("the Somali army … the army"). By hand, not swept."""
PLAYS: Final = 0.6
"""Share of a report's places in one country from which it plays there. By hand, not swept."""
NEARBY: Final = 600
"""Characters back to the place that tells where a passage plays, in a report of many countries. By hand, not swept."""
COUNTRY_WORTH: Final = 0.5
"""Worth of a country's own name beside that of a place in it. By reasoning, not swept."""
STRANGERS: Final = 2
"""Mentions of another state's forces from which "the army" is theirs, where the country's own are never named."""
AWAY: Final = 0.5
"""Worth of a mention of a group that fights in the country but does not stand there. By hand, not swept."""
BESIDE: Final = 40
"""Characters beside a name in which a noun is what it is called. By hand, not swept."""
ARTICLES: Final = ("DET", "PRON")
"""Parts of speech of words that make a noun known: "that" can be a conjunction."""
FAR_MORE: Final = 3
"""Times as often as the next that an enemy must be named to be the only one meant. By hand, not swept."""
CIVIL: Final = frozenset({"civilians", "crowd", "mob", "prisoner"})
"""Classes of people who are of no side, whatever word stands before theirs ("rebel hostages")."""


class Meant:
    """What the words of one article without a name mean."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.words = words = scene.lexicon.unnamed
        self._groups = words.rebels | words.militias
        self._told = self._groups.union(words.state, words.armies, words.troops)
        self._any = self._told.union(words.called, words.either, words.speakers, words.missions)
        self._war_words = scene.codebook.war_words
        published = scene.reading.article.head.published
        self._day = published.isoformat() if published else None

    def party(self, start: int, end: int, *, can_be_body: bool = False) -> str | None:
        """The party of a noun phrase that names none; `None` where the report does not make it plain."""
        meaning = self.meaning(start, end, can_be_body=can_be_body)
        return meaning.party if meaning else None

    def meaning(self, start: int, end: int, *, can_be_body: bool = False) -> MeantParty | None:
        """The party of a noun phrase that names none, and what made it plain; `None` where the report does not.

        With `can_be_body` the phrase is a speaker's: a group that speaks can be any kind of body, and is not guessed.
        """
        graph = self.scene.graph_at(start)
        tokens = self._own_words([token for token in graph.tokens if start <= token.start < end]) if graph else []
        nouns = [token for token in tokens if self._stands_alone(token)]
        forms = {form for token in nouns for form in (token.text.lower(), token.lemma.lower())}
        if graph is None or not tokens or forms & self.words.unknown or self._is_civil(tokens, graph):
            return None
        if (phrased := self._phrased(tokens, start)) is not None:
            return MeantParty(party=phrased, rule="sides")
        return self._by_word(forms, tokens, (start, end), can_be_body=can_be_body)

    def _by_word(
        self, forms: set[str], tokens: list[Token], span: tuple[int, int], *, can_be_body: bool
    ) -> MeantParty | None:
        """The party that one of the words means: by the report, else by the war in which it plays."""
        start, end = span
        in_war = self._in_war(forms, start)
        sided = None if in_war is None else MeantParty(party=in_war, rule="sides")
        if not forms & self._any:
            return sided
        groups = self._groups
        if forms & (groups | self.words.either) and self._is_qualified(tokens, start, end):
            return None
        found, word = self._told_here(forms, start, end)
        if sided is not None and found in (None, self.ground(start)):
            return sided
        is_told, graph = bool(forms & self._told), self.scene.graph_at(start)
        is_body = not (found or is_told or can_be_body or graph is None) and bool(forms & self.words.either)
        if is_body and graph is not None:
            found = self._body(start) if self._is_definite(tokens, graph) else None
        return self.named(found, start, word)

    def named(self, party: str | None, position: int, word: str = "") -> MeantParty | None:
        """A party by what the report names: the nearest mention before, the nearest called so if any is."""
        if party is None:
            return None
        mentions = [match for match in self.scene.parties_named if match.party == party]
        called = [match for match in mentions if word and self._is_called(match, word)]
        return MeantParty(party=party, rule="naming", given=mention_before(called or mentions, position))

    def _told_here(self, forms: set[str], start: int, end: int) -> tuple[str | None, str]:
        """The party that the report makes plain, and by which word: who is called so, which group, which state it plays
        in."""
        by_called = ((self._called(word, start), word) for word in sorted(forms & self.words.called))
        inside = self._states_in(start, end)
        by_group = ((self._group(word, start, inside), word) for word in sorted(forms & self._groups))
        states = (self.words.state, self.words.armies, self.words.troops)
        by_state = ((self._state(word, start), word) for words in states for word in sorted(forms & words))
        bodies = [match for match in self.scene.parties_named if match.kind == "body" and match.sector == "IGO"]
        by_mission = ((mission_before(bodies, start, ANAPHORA), word) for word in sorted(forms & self.words.missions))
        by_name = ((self._named_so(word, start), word) for word in forms & self.words.speakers)
        return next((told for told in chain(by_called, by_group, by_mission, by_state, by_name) if told[0]), (None, ""))

    def _phrased(self, tokens: Sequence[Token], position: int) -> str | None:
        """The party that the words of a phrase mean in the war there ("Turkish-backed rebels"), the longest first."""
        text = f" {self.scene.text[tokens[0].start : tokens[-1].end].lower()} "
        for phrase in self._war_words.phrases:
            if f" {phrase} " in text and (namings := self._of_war(phrase, position)):
                return _only(namings)
        return None

    def _in_war(self, forms: Iterable[str], position: int) -> str | None:
        """The party that a word means in the war there; `None` where it means none, or one of several."""
        return _only([naming for form in sorted(forms) for naming in self._of_war(form, position)])

    def _of_war(self, words: str, position: int) -> list[WarWord]:
        """What words mean in the wars of the country in which the passage plays."""
        if words not in self._war_words.by_words:
            return []
        state = self.scene.parties.parties.get(self.ground(position) or "")
        return self._war_words.of(words, state.alpha2 if state else None, self._day)

    def own_of_speaker(self, start: int, end: int) -> str | None:
        """The party of what an unknown speaker calls "our": whom the speaker names is another's, so his enemy is meant.

        "He said Russian forces had been beaten and that the town was held by our army": by Ukraine's.
        """
        party = self.party(start, end)
        content = self.scene.content_at(start, end)
        first, last = (content.start, content.end) if content else (start, end)
        sentence = self.scene.graph_at(start)
        if sentence is not None:
            first, last = min(first, sentence.sentence.start), max(last, sentence.sentence.end)
        named = {match.party for match in self.scene.parties_named if first <= match.start < last and match.party}
        return self.enemy_of(party) if party is not None and party in named else party

    def enemy_of(self, party: str) -> str | None:
        """The party that the article names most of those who stand against a party in one of its wars."""
        against = self._against(party)
        counted = Counter(match.party for match in self.scene.parties_named if match.party in against)
        return counted.most_common(1)[0][0] if counted else None

    def sole_enemy_of(self, party: str) -> str | None:
        """The party that the article names far more than any other of those who stand against a party."""
        against = self._against(party)
        counted = Counter(match.party for match in self.scene.parties_named if match.party in against)
        first = [*counted.most_common(2), (None, 0), (None, 0)]
        return first[0][0] if first[0][1] >= FAR_MORE * max(1, first[1][1]) or not first[1][1] else None

    def two_named(self, noun: str, position: int) -> list[str]:
        """The two parties that "both sides" or "the two groups" are: the two named last before, if they are groups of
        that kind, else the two that are named most of those who fight each other; empty where there are no two."""
        named = [match for match in self.scene.parties_named if match.party]
        if noun in self.words.either:
            groups = [match.party for match in named if match.start < position and match.kind == "group"]
            last = list(dict.fromkeys(reversed(groups)))[:2]
            return [party for party in reversed(last) if party] if len(last) == 2 else []
        counted = [party for party, _ in Counter(match.party for match in named).most_common() if party]
        for first in counted[:1]:
            against = self._against(first)
            return next(([first, other] for other in counted if other in against), [])
        return []

    def _against(self, party: str) -> frozenset[str]:
        """Those who stand against a party in one of its wars."""
        parties = self.scene.parties
        wars = {side.war: side.id for side in parties.sides_of(party)}
        return frozenset(
            enemy for side in parties.sides if wars.get(side.war, side.id) != side.id for enemy in side.parties
        )

    def _own_words(self, tokens: list[Token]) -> list[Token]:
        """The words of a phrase up to what it only deals with: "an expert on the army", "opponents of the regime"."""
        for index, token in enumerate(tokens):
            is_of = token.text.lower() in self.scene.vocabulary.of
            is_beside = index > 0 and tokens[index - 1].text.lower() in self.scene.vocabulary.beside_them
            if token.upos == "ADP" and _has_noun(tokens[:index]) and (not is_of or is_beside):
                return tokens[:index]
        return tokens

    def _stands_alone(self, token: Token) -> bool:
        """Whether a word is not a part of one with a hyphen ("pro-government", "army-backed")."""
        text = self.scene.text
        return text[token.start - 1 : token.start] != "-" and text[token.end : token.end + 1] != "-"

    def _is_civil(self, tokens: list[Token], graph: Graph) -> bool:
        head = next((token for token in tokens if token.head < 0 or graph.tokens[token.head] not in tokens), None)
        if any(token.text.lower() in self.scene.vocabulary.of for token in tokens):
            return False  # members of a group are of it
        classes = self.scene.lexicon.classes_of(head.lemma.lower()) if head else frozenset()
        return bool(classes & CIVIL) and not classes & {"soldiers", "police", "state", "organisation"}

    def _is_definite(self, tokens: list[Token], graph: Graph) -> bool:
        """Whether an article or a pointing word stands before the noun, or before the phrase."""
        first = graph.tokens.index(tokens[0])
        around = [*graph.tokens[max(0, first - 1) : first], *tokens]
        return any(token.upos in ARTICLES and token.text.lower() in self.scene.lexicon.definite for token in around)

    def _is_qualified(self, tokens: list[Token], start: int, end: int) -> bool:
        """Whether other words tell which fighters they are: the government's, or those of a people or a creed.

        A state tells only where they fight ("Congolese rebels").
        """
        sided = any(word in self.scene.text[start:end].lower() for word in self.scene.vocabulary.siding)
        own = self.words.state | self.words.armies
        if sided or any(token.text.lower() in own and not self._stands_alone(token) for token in tokens):
            return True
        graph = self.scene.graph_at(start)
        first = graph.sentence.start if graph else start
        known = self.words.rebels | self.words.militias | self.words.called | self.words.either
        names = [token for token in tokens[:-1] if token.text[:1].isupper() and token.upos in ("ADJ", "PROPN")]
        names = [token for token in names if token.start > first and token.text.lower() not in known]
        return any(self._stands_alone(token) for token in names) and not self._states_in(start, end)

    def _states_in(self, start: int, end: int) -> frozenset[str]:
        """The states that the phrase itself names: "Rwandan rebels" are a group of Rwanda's."""
        sure = self.scene.codebook.parties
        tokens = self.scene.text[start:end].split()
        matches = [sure.find_party(word) for word in tokens]
        return frozenset(match.party for match in matches if match and match.party and match.kind in STATE_KINDS)

    def _group(self, noun: str, position: int, states: frozenset[str]) -> str | None:
        """The armed group that a position is about, of those that fight where the report plays.

        One that is called so in the report ("M23 rebels … the rebels") counts twice there, one that only fights in a
        country not its own counts half.
        """
        grounds = states or frozenset(state for state in (self.ground(position),) if state)
        groups = [
            (match, party)
            for match, party in self._groups_named
            if (not states or states & grounds_of(party)) and self._fits(party, noun) and not self._governs(party)
        ]
        singular = (noun.removesuffix(ending) for ending in ("", *self.scene.vocabulary.plural))
        sided = {party for form in singular for naming in self._of_war(form, position) for party in naming.side}
        groups = [(match, party) for match, party in groups if not sided or party.id in sided]
        worth = [
            (match.start, party.id, (1 + self._is_called(match, noun)) * (1.0 if home_of(party) & grounds else AWAY))
            for match, party in groups
            if not grounds or grounds & grounds_of(party)
        ]
        return self._likeliest(worth or [(match.start, party.id, 1.0) for match, party in groups], position)

    def _governs(self, party: Party) -> bool:
        """Whether a group is the government at home by then: it is no rebel ("the Taliban" after August 2021)."""
        home = self.scene.parties.parties.get(party.state or "")
        words = (word for word in self.words.state if home is not None and self._day is not None)
        called = (self._war_words.of(word, home.alpha2 if home else None, self._day) for word in words)
        return any(one.party == party.id for found in called for one in found)

    def _fits(self, party: Party, noun: str) -> bool:
        """Whether a noun can be said of a group: gangs are gangs, rebels rise in one country."""
        if noun in self.words.gangs:
            return party.sector == "CRM"
        return noun not in self.words.risen or (party.sector != "CRM" and party.state is not None)

    def _called(self, noun: str, position: int) -> str | None:
        """The party that the report most often calls so; no state is a militia."""
        fighters = noun in self._groups
        called = [
            (match.start, match.party, 1.0)
            for match in self.scene.parties_named
            if match.party and not (fighters and match.kind in STATE_KINDS) and self._is_called(match, noun)
        ]
        return self._likeliest(called, position)

    def _is_called(self, match: PartyMatch, noun: str) -> bool:
        """Whether a noun, in one of its numbers, stands beside a party's name ("the rebel group M23", "RSF rebels")."""
        text = self.scene.text
        around = text[max(0, match.start - BESIDE) : match.end + BESIDE].lower()
        return noun.rstrip("s") in around

    def _body(self, position: int) -> str | None:
        """The armed group that "the group" is, unless a body without arms is nearer."""
        matches = [match for match in self.scene.parties_named if match.party and match.kind in ("group", "body")]
        named = [(match.start, match.party, 1.0) for match in matches if match.party]
        party = self.scene.parties.parties.get(self._likeliest(named, position) or "")
        return party.id if party is not None and party.sector in FORCES else None

    def _state(self, noun: str, position: int) -> str | None:
        """The state whose army or government a word means: that of the same word before, else where it plays."""
        if (same := self._named_so(noun, position)) is not None:
            return same
        ground = self.ground(position)
        matches = [match for match in self.scene.parties_named if self._is_force(match)]
        forces = [(match.start, match.party, 1.0) for match in matches if match.party]
        own = [force for force in forces if force[1] == ground]
        others = [force for force in forces if force[1] != ground]
        state = self.scene.parties.parties.get(ground or "")
        if noun not in self.words.troops and noun not in self.words.armies:
            return ground
        if not forces and state is not None and state.army is not None:
            return state.army
        if not own and len(others) >= STRANGERS:
            return self._likeliest(others, position)
        if noun in self.words.armies or ground is None or len(own) >= len(others):
            return ground
        return self._likeliest(forces, position)

    def _is_force(self, match: PartyMatch) -> bool:
        party = self.scene.parties.parties.get(match.party or "")
        return party is not None and party.kind == "state" and match.sector == "MIL"

    def _named_so(self, noun: str, position: int) -> str | None:
        """The state whose force or body of this noun was named last, `ANAPHORA` characters back at most."""
        for match in reversed(self.scene.parties_named):
            if match.start >= position:
                continue
            if position - match.start > ANAPHORA:
                return None
            text = self.scene.text[match.start : match.end].lower().split()
            party = self.scene.parties.parties.get(match.party or "")
            if party is not None and party.kind == "state" and noun in text:
                return party.id
        return None

    def _likeliest(self, named: Iterable[tuple[int, str, float]], position: int) -> str | None:
        """The party that is named most, each mention by its weight, the nearer before the position the more."""
        worth = dict[str, float]()
        for at, party, weight in named:
            fading = FAINT + (exp((at - position) / FADING) if at < position else 0)
            worth[party] = worth.get(party, 0.0) + weight * fading
        best = sorted(worth.items(), key=lambda item: -item[1])[:2]
        if not best or (len(best) > 1 and best[0][1] < CLEARLY * best[1][1]):
            return None
        return best[0][0]

    def ground(self, position: int) -> str | None:
        """The state (id) on whose ground the report, or else the passage, plays."""
        if self._home is not None:
            return self._home
        graph = self.scene.graph_at(position)
        inside = self.scene.places_within(graph.sentence.start, graph.sentence.end) if graph else []
        near = [*inside, *self.scene.places_before(position, NEARBY)]
        found = (state for place in near if (state := self._state_of(place)))
        return next(found, None if self.scene.places else self._home_of_groups)

    @cached_property
    def _home_of_groups(self) -> str | None:
        """Where most of the groups stand that a report without places names."""
        homes = Counter(party.state for _, party in self._groups_named if party.state)
        return homes.most_common(1)[0][0] if homes else None

    @cached_property
    def _home(self) -> str | None:
        worth = dict[str, float]()
        for place in self.scene.places:
            if (state := self._state_of(place)) is not None:
                worth[state] = worth.get(state, 0.0) + (COUNTRY_WORTH if place.kind == "country" else 1.0)
        first = max(worth, key=lambda state: worth[state], default=None)
        return first if first is not None and worth[first] >= PLAYS * sum(worth.values()) else None

    def _state_of(self, place: Place) -> str | None:
        return self.scene.codebook.parties.by_alpha2.get(place.country or "")

    @cached_property
    def _groups_named(self) -> list[tuple[PartyMatch, Party]]:
        parties = self.scene.parties.parties
        known = [(match, parties.get(match.party or "")) for match in self.scene.parties_named]
        return [
            (match, party)
            for match, party in known
            if party and party.kind == "group" and party.sector in ("REB", "CRM")
        ]


def _has_noun(tokens: Iterable[Token]) -> bool:
    """Whether a noun stands among words: before it, a preposition is a part of a number ("at least")."""
    return any(token.upos in ("NOUN", "PROPN") for token in tokens)


def _only(namings: Sequence[WarWord]) -> str | None:
    """The party that all mean; `None` if they mean none or several."""
    parties = {naming.party for naming in namings}
    return parties.pop() if len(parties) == 1 else None
