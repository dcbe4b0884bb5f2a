"""Who a source is: name, role, kind and party of the words that stand for a speaker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload

from sayso.claim.graph import Graph
from sayso.claim.meant import Meant
from sayso.claim.people import People, bare_words
from sayso.claim.phrases import phrase_words
from sayso.claim.pronouns import HasClasses, antecedents_of
from sayso.claim.scene import Scene
from sayso.model import Name, Source, SourceKind


class SourceBuilder:
    """Builds the sources of one article."""

    def __init__(self, scene: Scene, people: People, meant: Meant, fillers_of: Callable[[Graph], HasClasses]) -> None:
        """`fillers_of` gives the fillers of a sentence."""
        self.fillers_of = fillers_of
        self.scene = scene
        self.people = people
        self.meant = meant

    def source(self, name: Name, cue: str | None) -> Source:
        """The source that a source mark resolves to."""
        start, end = self._fullest(name)
        fullest = as_written = self.people.identify(start, end)
        if fullest.kind in ("person", "holder", None):
            as_written = self.people.identify(name.start, name.end)
        kind = self.kind(start, end)
        party = None if self.people.are_opposed(start, end) else fullest.party or as_written.party
        if party is None and kind in ("organisation", "group") and not self.people.are_opposed(start, end):
            party = self.meant.party(start, end, can_be_body=True)
        return Source(
            text=name.text, start=name.start, end=name.end, name=_on_one_line(fullest.name),
            role=_on_one_line(fullest.role or as_written.role),
            kind=kind, party=party, sector=fullest.sector or as_written.sector, cue=cue,
        )  # fmt: skip

    def kind(self, start: int, end: int) -> SourceKind:
        """What kind of source a stretch names."""
        text, lexicon = self.scene.text[start:end], self.scene.lexicon
        matched = self.people.identify(start, end).kind
        words = [_without_ending(word, self.scene.vocabulary.genitives) for word in bare_words(text)]
        if matched in ("person", "holder") or text.casefold() in self.scene.vocabulary.he_or_she:
            return "person"
        if lexicon.is_anonymous(text) or any(lexicon.is_anonymous(word) for word in words):
            return "anonymous"
        role = lexicon.find_role([word.lower() for word in words])
        if matched == "outlet" or (role is not None and role.kind == "outlet"):
            return "outlet"
        if role is not None:
            return "group" if role.kind == "person" and words[-1].endswith(self.scene.vocabulary.plural) else role.kind
        return "organisation" if matched or text[:1].isupper() else "group"

    def _fullest(self, name: Name) -> tuple[int, int]:
        """The stretch that tells most of who this is: the mention a pronoun or description stands for."""
        if name.name == name.text:
            return self._stood_for(name) or (name.start, name.end)
        mentions = [mention for mention in self.scene.sources_named.get(name.name, ()) if mention.end <= name.start]
        for earlier in reversed(mentions):
            if earlier.text.casefold() not in self.scene.vocabulary.faceless:
                return earlier.start, earlier.end
        person = self.scene.persons_named.get(name.name)
        return (person.start, person.end) if person else (name.start, name.end)

    def _stood_for(self, name: Name) -> tuple[int, int] | None:
        """The stretch of what a pronoun that speaks stands for, by the tree, where it was not found in reading."""
        graph, vocabulary = self.scene.graph_at(name.start), self.scene.vocabulary
        if graph is None or name.text.casefold() not in vocabulary.faceless | vocabulary.relatives:
            return None
        word = next((at for at, token in enumerate(graph.tokens) if token.start == name.start), None)
        if word is None:
            return None
        noun = graph.antecedents(word)[0]
        if noun != word:
            return self.scene.span_of(graph, phrase_words(graph, noun))
        return next(iter(antecedents_of(word, self.fillers_of(graph))), None)


def _without_ending(word: str, endings: Sequence[str]) -> str:
    return next((word.removesuffix(ending) for ending in endings if word.endswith(ending)), word)


@overload
def _on_one_line(words: str) -> str: ...
@overload
def _on_one_line(words: str | None) -> str | None: ...
def _on_one_line(words: str | None) -> str | None:
    """A name without the breaks of the lines in which it stands."""
    return None if words is None else " ".join(words.split())
