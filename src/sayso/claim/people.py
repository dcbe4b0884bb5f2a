"""Who somebody is: name, role, party and sector of a phrase, by the codebook and by what the article says elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from sayso.claim.scene import Scene
from sayso.claim.vocabulary import ClaimVocabulary
from sayso.model import Actor, Name
from sayso.packs.parties import COUNTRY_OF_PLACE, OfficeMatch, PartyMatch

NEAR: Final = 90
"""Characters around a person's name in which an office belongs to the person ("regional governor Serhiy Gaidai").

By hand, not swept."""
APPOSITION: Final = 12
"""Words behind a name's comma at most that are an office; more are a clause. By hand, not swept."""
HOME: Final = 600
"""Characters back to the place whose mayor "the mayor" is: about a paragraph. Set by hand, not swept."""
JOINED_WORDS: Final = 4
"""Words at most between "and" and the party joined by it ("and several of the Ukrainian"). By hand, not swept."""
STOPS: Final = (", ", "; ", ": ", "\n", "“", '"')
"""Marks of punctuation behind which the words that belong to a name begin, going back from it in its sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What is known of a person, body or group."""

    name: str
    role: str | None
    party: str | None
    sector: str | None
    kind: str | None
    """The kind of party match: `outlet`, `body`, `state` …; `None` where no party is named."""


class People:
    """Identities of one article: a person's role, told once, holds for every mention."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._known: dict[tuple[int, int], Identity] = {}
        self._stops = (*STOPS, *(f" {word} " for word in scene.vocabulary.name_stops))
        self._joined = _joined_pattern(scene.vocabulary)

    def actor(self, start: int, end: int) -> Actor:
        """The actor that a stretch of the text names."""
        identity = self.identify(start, end)
        return Actor(
            text=self.scene.text[start:end],
            start=start,
            end=end,
            name=identity.name,
            party=identity.party,
            sector=identity.sector,
        )

    def identify(self, start: int, end: int) -> Identity:
        """Who a noun phrase is about."""
        if (start, end) not in self._known:
            self._known[start, end] = self._identify(start, end)
        return self._known[start, end]

    def _identify(self, start: int, end: int) -> Identity:
        person = self._person(start, end)
        by_words = self._by_words(start, end)
        if person is None:
            return by_words
        by_office = self._roles.get(person.name)
        holder = self.scene.parties.find_holder(person.name)
        return Identity(
            name=person.name,
            role=by_words.role or (holder.role if holder else None) or (by_office.role if by_office else None),
            party=by_words.party or (by_office.party if by_office else None) or (holder.party if holder else None),
            sector=by_words.sector or (by_office.sector if by_office else None) or (holder.sector if holder else None),
            kind="person",
        )

    def _person(self, start: int, end: int) -> Name | None:
        """The person whom the phrase is about: its first if an office follows ("X, an adviser to Y"), else its last."""
        marks = [mark.refers for mark in self.scene.marks("person", start, end) if isinstance(mark.refers, Name)]
        inside = [name for name in marks if start <= name.start and name.end <= end]
        people = [name for name in inside if not self._names_a_party(name.text)]
        if people and people[0].start == start and self.scene.text[people[0].end : end].startswith(", "):
            return people[0]
        return people[-1] if people else None

    def _names_a_party(self, words: str) -> bool:
        """Whether what was taken for a person's name is a state's or a people's ("Ukrainian")."""
        match = self.scene.party_of(words)
        return match is not None and match.kind != "holder" and match.end - match.start == len(words)

    @cached_property
    def _roles(self) -> dict[str, Identity]:
        """For every person named in the article, the first office told beside the name."""
        roles: dict[str, Identity] = {}
        for mark in self.scene.reading.marks:
            if mark.kind == "person" and isinstance(mark.refers, Name) and mark.refers.name not in roles:
                start, end = self._surroundings(mark.refers)
                identity = self._by_words(start, end, without=mark.refers)
                party = self.scene.parties.parties.get(identity.party or "")
                if identity.role is not None or (party is not None and party.kind == "group"):
                    roles[mark.refers.name] = identity
        return roles

    def _surroundings(self, name: Name) -> tuple[int, int]:
        """The words before a name up to a stop, an office before its comma too, and an apposition behind it."""
        text = self.scene.text
        edge, graph = name.start, self.scene.graph_at(name.start)
        first = max(graph.sentence.start if graph else 0, edge - NEAR)  # a full stop in a sentence: "U.S. envoy X"
        if text.endswith(", ", 0, edge) and self._is_office(text[first : edge - 2]):
            edge -= 2
        before = self._behind_stops(text[first:edge])
        after = text[name.end : name.end + NEAR]
        behind = ""
        if after.startswith(", "):
            behind = ", " + after[2:].split(",")[0].split(". ")[0].split("\n")[0]
            if len(behind.split()) > APPOSITION or self._opens_a_clause(behind[2:]):
                behind = ""
        return edge - len(before), name.end + len(behind)

    def _behind_stops(self, before: str) -> str:
        """What stands behind the last stop in the words before a name."""
        for stop in self._stops:
            before = before.rsplit(stop, 1)[-1]
        return before

    def _is_office(self, before: str) -> bool:
        """Whether the words before a name's comma are the office of one person ("the mayor of Kyiv, X Y")."""
        words = bare_words(self._behind_stops(before))
        role = self.scene.lexicon.find_role(words)
        return (
            role is not None
            and role.kind == "person"
            and words[0].lower() not in self.scene.vocabulary.leading
            and not role.word.endswith(self.scene.vocabulary.plural)
        )

    def _opens_a_clause(self, words: str) -> bool:
        """Whether what follows a name's comma is no apposition: a conjunction, a relative, a verb of saying."""
        first = words.split(" ", maxsplit=1)[0].lower()
        vocabulary = self.scene.vocabulary
        return first in vocabulary.clause_openers or first.endswith(vocabulary.verb_endings)

    def are_opposed(self, start: int, end: int) -> bool:
        """Whether a phrase joins two who stand against each other ("Russian and Ukrainian officials")."""
        text, parties = self.scene.text[start:end], self.scene.parties
        if not any(f" {word} " in text for word in self.scene.vocabulary.joining):
            return False
        matches = list(parties.find_parties(text))
        joined = [
            (first.party, second.party)
            for first, second in pairwise(matches)
            if first.party and second.party and self._joined.search(text[first.end : second.start])
        ]
        return any(self._are_enemies(first, second) for first, second in joined)

    def _are_enemies(self, first: str, second: str) -> bool:
        parties = self.scene.parties
        wars = {side.war: side.id for side in parties.sides_of(first)}
        return any(wars.get(side.war, side.id) != side.id for side in parties.sides_of(second))

    def _by_words(self, start: int, end: int, *, without: Name | None = None) -> Identity:
        text = self._without_subject(self.scene.text[start:end])
        parties = self.scene.parties
        match, office = self.scene.party_of(text), parties.find_office(text)
        if without is not None and match is not None and match.kind == "holder":
            match = None
        party = self._party_of(match, office, start, end)
        sector = (match.sector if match else None) or (office.sector if office else None)
        role = office.role if office else self._role_word(text)
        if sector is None:
            sector = self._role_sector(text) or ("GOV" if match and match.kind in ("state", "government") else None)
        is_about = match is not None and self._is_about(match, text)
        name = match.name if match and is_about and (office is None or match.kind in ("body", "outlet")) else text
        return Identity(
            name=name, role=role, party=party, sector=sector, kind=match.kind if match and is_about else None
        )

    def _without_subject(self, text: str) -> str:
        """A phrase without what somebody deals with: an expert on the army, an ally of Russia."""
        vocabulary = self.scene.vocabulary
        for word in vocabulary.topics:
            before, topic, _ = text.partition(f" {word} ")
            if topic and self.scene.lexicon.find_role(bare_words(before)):
                return before
        for word in vocabulary.of:
            before, behind, _ = text.partition(f" {word} ")
            if behind and before.rsplit(" ", 1)[-1].lower() in vocabulary.beside_them:
                return before
        return text

    def _is_about(self, match: PartyMatch, text: str) -> bool:
        """Whether a phrase is about the party that it names, not about its allies, its residents or its media."""
        if match.kind == "adjective" and match.sector is None:
            return False
        before = bare_words(text[: match.start])
        ends = match.end >= len(text.rstrip(" ’'" + "".join(self.scene.vocabulary.plural)))
        return ends and all(
            word.lower() in self.scene.vocabulary.introducing or not word.isalpha() or word.islower()
            for word in before[-1:]
        )

    def _party_of(self, match: PartyMatch | None, office: OfficeMatch | None, start: int, end: int) -> str | None:
        if office is not None and office.party not in (None, COUNTRY_OF_PLACE):
            return office.party
        if match is not None and match.party is not None:
            return match.party
        if office is not None and office.party == COUNTRY_OF_PLACE:
            return self._country_near(start, end)
        return None

    def _country_near(self, start: int, end: int) -> str | None:
        """The state of the place inside the phrase, else of the last town or region within `HOME` characters before."""
        inside = self.scene.places_within(start, end)
        places_before = [place for place in self.scene.places_before(start, HOME) if place.kind != "country"]
        countries = [place.country for place in (*inside, *places_before) if place.country]
        return self.scene.parties.by_alpha2.get(countries[0]) if countries else None

    def _role_word(self, text: str) -> str | None:
        role = self.scene.lexicon.find_role(bare_words(text))
        return role.word if role else None

    def _role_sector(self, text: str) -> str | None:
        role = self.scene.lexicon.find_role(bare_words(text))
        return role.sector if role else None


def _joined_pattern(vocabulary: ClaimVocabulary) -> re.Pattern[str]:
    """What stands between two parties of whom one is joined to the other: "and the pro-"."""
    joining, siding = ("|".join(map(re.escape, words)) for words in (vocabulary.joining, vocabulary.siding))
    return re.compile(rf"\s(?:{joining})\s(?:\w+\s){{0,{JOINED_WORDS}}}(?:{siding})?$")


def bare_words(text: str) -> list[str]:
    """The words of a phrase without punctuation at their edges."""
    return [word.strip(".,’'\"“”()") for word in text.split()]
