"""Who says it: the chain of sources of a claim, the nearest speaker first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.people import People
from sayso.claim.phrases import phrase_words
from sayso.claim.scene import Scene
from sayso.lexicon import Cue
from sayso.model import Attribution, EventStatus, Name, Source, SourceKind, Span

SAYING: Final = frozenset({"ccomp", "parataxis", "advcl", "xcomp", "csubj"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Who says something, and what the cue does to it."""

    sources: tuple[Source, ...]
    stance: EventStatus | None
    cue: Span | None
    quote: Span | None


class Sources:
    """Finds the sources of the claims of one article."""

    def __init__(self, scene: Scene, people: People) -> None:
        self.scene = scene
        self.people = people

    def told(self, word: int, graph: Graph) -> Told:
        """Who says what a trigger shows: by the content that holds it, else by the tree."""
        token = graph.tokens[word]
        content = self.content_at(token.start, token.end)
        if content is not None and content.source is not None and not self._is_hearsay(content):
            return self.of_content(content)
        found = next(self._by_tree(word, graph), None)
        quote = self._quote(content) if content else None
        if found is None:
            return Told(sources=(), stance=None, cue=None, quote=quote)
        return Told(sources=found.sources, stance=found.stance, cue=found.cue, quote=quote)

    def _is_hearsay(self, content: Attribution) -> bool:
        """Whether the cue only says that somebody said so ("reportedly"), or nobody did ("no group has claimed")."""
        if content.cue is None:
            return False
        mark = self.scene.reading.marks[content.cue]
        if self.scene.text[mark.start : mark.end].lower() in self.scene.lexicon.hearsay:
            return True
        source = self.scene.reading.marks[content.source] if content.source is not None else None
        return source is not None and self.scene.text[source.start : source.end].lower().startswith(NOBODY)

    def content_at(self, start: int, end: int) -> Attribution | None:
        """The narrowest content that holds a stretch."""
        holding = [content for content in self.scene.contents if content.start <= start and end <= content.end]
        return min(holding, key=lambda content: content.end - content.start, default=None)

    def of_content(self, content: Attribution) -> Told:
        """The chain of a content: its source, then whom the source told and who holds the whole of it."""
        marks = self.scene.reading.marks
        cue = None
        if content.cue is not None:
            mark = marks[content.cue]
            cue = Span(text=self.scene.text[mark.start : mark.end], start=mark.start, end=mark.end)
        chain = list[Source]()
        if content.source is not None and isinstance(name := marks[content.source].refers, Name):
            chain.append(self.source(name, cue.text if cue else None))
        outer = self._around(cue)
        chain += [source for source in outer if source.name not in {one.name for one in chain}]
        return Told(sources=tuple(chain), stance=self._stance(cue), cue=cue, quote=self._quote(content))

    def _quote(self, content: Attribution) -> Span | None:
        return Span(text=content.text, start=content.start, end=content.end) if content.direct else None

    def source(self, name: Name, cue: str | None) -> Source:
        """The source that a source mark resolves to."""
        start, end = self._fullest(name)
        who = self.people.identify(start, end)
        text = self.scene.text[start:end]
        return Source(
            text=name.text, start=name.start, end=name.end, name=who.name,
            role=who.role, kind=self._kind(text, who.kind, start, end), party=who.party, sector=who.sector, cue=cue,
        )  # fmt: skip

    def _fullest(self, name: Name) -> tuple[int, int]:
        """The stretch that tells most of who this is: the mention a pronoun or description stands for."""
        if name.name == name.text:
            return name.start, name.end
        for earlier in reversed([other for other in self.scene.sources if other.end <= name.start]):
            if earlier.text == name.name or (earlier.name == name.name and earlier.text.casefold() not in PRONOUNS):
                return earlier.start, earlier.end
        for mark in self.scene.reading.marks:
            if mark.kind == "person" and isinstance(mark.refers, Name) and mark.refers.text == name.name:
                return mark.start, mark.end
        return name.start, name.end

    def _kind(self, text: str, matched: str | None, start: int, end: int) -> SourceKind:
        words = [word.strip(",.’'s") for word in text.split()]
        if matched == "person" or self.scene.marks("person", start, end):
            return "person"
        if any(self.scene.lexicon.is_anonymous(word) for word in words):
            return "anonymous"
        role = self.scene.lexicon.find_role([word.lower() for word in words])
        if matched == "outlet" or (role is not None and role.kind == "outlet"):
            return "outlet"
        if role is not None:
            return "group" if role.kind == "person" and words[-1].endswith("s") else role.kind
        return "organisation" if matched or text[:1].isupper() else "group"

    def _around(self, cue: Span | None) -> list[Source]:
        """Whom a speaker told ("told Reuters"), and who reports that the speaker said it."""
        if cue is None:
            return []
        found = self._cue_word(cue)
        if found is None:
            return []
        word, graph = found
        outer = [source for told in self._by_tree(word, graph) for source in told.sources]
        return [*self._hearers(word, graph), *outer]

    def _cue_word(self, cue: Span) -> tuple[int, Graph] | None:
        for graph in self.scene.graphs:
            if graph.sentence.start <= cue.start < graph.sentence.end:
                inside = [i for i, token in enumerate(graph.tokens) if cue.start <= token.start < cue.end]
                verbs = [i for i in inside if graph.tokens[i].upos == "VERB"]
                return ((verbs or inside)[0], graph) if inside else None
        return None

    def _hearers(self, word: int, graph: Graph) -> list[Source]:
        """Outlets among those who were told, or in whose interview it was said."""
        heads = [*graph.children(word, "obj", "iobj"), *graph.after(word, "to"), *graph.after(word, "by")]
        heads += [who for talk in graph.after(word, "in") for who in graph.after(talk, "with")]
        found = []
        for head in heads:
            start, end = self.scene.span_of(graph, phrase_words(graph, head))
            text = self.scene.text[start:end]
            who = self.people.identify(start, end)
            if self._kind(text, who.kind, start, end) == "outlet":
                found.append(self.source(Name(text=text, start=start, end=end, name=text), None))
        return found

    def _by_tree(self, word: int, graph: Graph) -> Iterator[Told]:
        """Sayers above or beside a word in the tree, the nearest first."""
        at = word
        for _ in range(8):
            yield from self._beside(at, word, graph)
            head, relation = graph.tokens[at].head, graph.tokens[at].deprel.split(":")[0]
            if head < 0:
                return
            if relation in SAYING and self._saying(head, relation, graph):
                yield from self._sayers(head, graph)
            at = head

    def _beside(self, at: int, word: int, graph: Graph) -> Iterator[Told]:
        for child in graph.below[at]:
            token = graph.tokens[child]
            if token.deprel in ("parataxis", "advcl") and child != word and (self._saying(child, "parataxis", graph)):
                if not graph.children(child, "ccomp", "obj") and graph.children(child, "nsubj"):
                    yield from self._sayers(child, graph)
            elif token.deprel.startswith("obl") and graph.case_of(child) in ("according to", "per"):
                yield self._one(child, graph, None)

    def _saying(self, word: int, relation: str, graph: Graph) -> Cue | None:
        if graph.tokens[word].upos != "VERB":
            return None
        cues = [cue for cue in self.scene.lexicon.cues(graph.tokens[word].lemma.lower()) if cue.form == "verb"]
        return cues[0] if cues and (relation != "xcomp" or cues[0].kind in ("says", "confirms", "claims")) else None

    def _sayers(self, verb: int, graph: Graph) -> Iterator[Told]:
        for subject in graph.subjects(verb, depth=1)[:1]:
            if graph.tokens[subject].upos in ("NOUN", "PROPN", "PRON"):
                yield self._one(subject, graph, verb)

    def _one(self, head: int, graph: Graph, verb: int | None) -> Told:
        start, end = self.scene.span_of(graph, phrase_words(graph, head))
        known = next(
            (name for name in self.scene.sources if name.start <= start < name.end or start <= name.start < end), None
        )
        name = known or Name(text=self.scene.text[start:end], start=start, end=end, name=self.scene.text[start:end])
        cue = graph.tokens[verb] if verb is not None else None
        span = Span(text=cue.text, start=cue.start, end=cue.end) if cue else None
        source = self.source(name, cue.text if cue else "according to")
        sources = (source, *(self._hearers(verb, graph) if verb is not None else ()))
        return Told(sources=sources, stance=self._stance(span), cue=span, quote=None)

    def _stance(self, cue: Span | None) -> EventStatus | None:
        """What the cue does to what is said: "denied that" denies it."""
        found = self._cue_word(cue) if cue else None
        if found is None:
            return None
        lemma = found[1].tokens[found[0]].lemma.lower()
        cues = self.scene.lexicon.cues(lemma)
        return cues[0].stance if cues else None


NOBODY: Final = ("no ", "nobody", "none ", "neither ")
PRONOUNS: Final = frozenset({"he", "she", "they", "it", "we", "i", "who"})
