"""Who says it: the chain of sources of a claim, the nearest speaker first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from sayso.claim.doers import accusing_verb
from sayso.claim.fillers import Fillers
from sayso.claim.graph import Graph
from sayso.claim.layouts import Layouts
from sayso.claim.phrases import phrase_words
from sayso.claim.scene import Scene
from sayso.claim.speakers import SourceBuilder
from sayso.claim.status import status_of
from sayso.claim.status_reach import readings_of
from sayso.claim.time_links import cue_word
from sayso.model import Attribution, EventStatus, Name, Source, Span
from sayso.packs.lexicon import Cue

CLIMB: Final = 8
"""Steps up the tree in which a verb of saying is looked for: past it, who speaks speaks of something else. By hand."""
SAYING: Final = frozenset({"ccomp", "parataxis", "xcomp", "obj"})
"""Relations by which what is said hangs on its verb: a clause, a quotation, "is said to", "claimed the capture of"."""
BESIDE: Final = frozenset({"conj", "parataxis"})
"""Relations by which a clause with a subject of its own stands beside another."""
TELLING: Final = frozenset({"says", "confirms", "claims", "denies"})
"""Kinds of cue that can take what is said as a plain object."""
SPEAKING: Final = frozenset({"NOUN", "PROPN", "PRON"})
"""Parts of speech of a subject that says something."""
COUNTED: Final = frozenset({"obj", "obl", "xcomp"})
"""Relations by which the dead hang on the verb of who counts them."""
CAN_SPEAK: Final = frozenset({"people", "state", "organisation", "soldiers", "civilians", "police"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChain:
    """Who says something, and what the cue does to it. `withheld`: the cue is itself negated ("has not confirmed")."""

    sources: tuple[Source, ...] = ()
    stance: EventStatus | None = None
    withheld: bool = False
    cue: Span | None = None
    quote: Span | None = None


class Sources:
    """Finds the sources of the claims of one article."""

    def __init__(self, scene: Scene, speakers: SourceBuilder, layouts: Layouts) -> None:
        self.scene = scene
        self.speakers = speakers
        self.layouts = layouts
        self._chains: dict[Attribution, SourceChain] = {}

    def of_word(self, word: int, graph: Graph) -> SourceChain:
        """Who says what a trigger shows: by the content that holds it, else by the tree."""
        token = graph.tokens[word]
        content = self.scene.content_at(token.start, token.end)
        if content is not None and content.source is not None and not self.is_hearsay(content):
            nearer = next(self._by_tree(word, graph), None) if self._is_far(content, graph) else None
            return nearer or self.of_content(content)
        nearest = next(self._by_tree(word, graph), None) or self._of_cue(content) or self._by_layout(word, graph)
        return replace(nearest, quote=self._quote(content) if content else None)

    def _of_cue(self, content: Attribution | None) -> SourceChain | None:
        """The subject of the verb that says a content, where no source was marked ("survivors told Amnesty")."""
        carrier = self._cue_word(self._cue_of(content)) if content is not None else None
        if content is None or carrier is None or self.is_hearsay(content):
            return None
        verb, graph = carrier
        if graph.tokens[verb].upos != "VERB" or graph.tokens[verb].lemma.lower() not in self.layouts.words.verbs:
            return None
        subjects = [subject for subject in graph.subjects(verb, depth=1) if graph.tokens[subject].upos in SPEAKING]
        return self._chain(subjects[0], graph, verb) if subjects else None

    def _by_layout(self, word: int, graph: Graph) -> SourceChain:
        """The speaker whom the layout of the page names."""
        name = self.layouts.of(word, graph)
        return SourceChain() if name is None else SourceChain(sources=(self.speakers.source(name, None),))

    def _is_far(self, content: Attribution, graph: Graph) -> bool:
        """Whether a content's source stands in a later sentence than its cue, which has a subject of its own there."""
        if content.source is None or content.cue is None:
            return False
        source, cue = (self.scene.reading.marks[at] for at in (content.source, content.cue))
        return graph.sentence.start <= cue.start < graph.sentence.end <= source.start

    def sayers(self, verb: int, graph: Graph) -> Iterator[SourceChain]:
        """Who a verb says does what it tells of, where that can speak; else its subject, or a name right before it."""
        yield from self._sayers(verb, graph)
        named = [at for at in range(verb) if graph.tokens[at].text[:1].isupper() and graph.tokens[at].deprel != "flat"]
        before = [at for at in named if graph.tokens[at].upos in ("PROPN", "ADJ") and at > 0]
        for name in [at for at in graph.subjects(verb, depth=1) if graph.tokens[at].upos == "PROPN"] or before[-1:]:
            yield self._chain(name, graph, verb)

    def is_hearsay(self, content: Attribution) -> bool:
        """Whether the cue only says that somebody said so ("reportedly"), or nobody did ("no group has claimed")."""
        cue = self._cue_of(content)
        if cue is not None and cue.text.lower() in self.scene.lexicon.hearsay:
            return True
        if content.source is None:
            return False
        source = self.scene.reading.marks[content.source]
        speaker = self.scene.text[source.start : source.end].lower()
        return speaker.startswith(self.scene.vocabulary.nobody) or speaker in self.scene.vocabulary.hearers_only

    def of_content(self, content: Attribution) -> SourceChain:
        """The chain of a content: its source, then whom the source told and who says that it said so."""
        if content not in self._chains:
            self._chains[content] = self._find_chain(content)
        return self._chains[content]

    def _find_chain(self, content: Attribution) -> SourceChain:
        cue = self._cue_of(content)
        chain = dict[str, Source]()
        source = self.scene.reading.marks[content.source].refers if content.source is not None else None
        if isinstance(source, Name):
            nearest = self.speakers.source(source, cue.text if cue else None)
            chain[nearest.name] = nearest
        for outer in self._around(cue):
            chain.setdefault(outer.name, outer)
        stance, withheld = self._stance(cue)
        return SourceChain(
            sources=tuple(chain.values()), stance=stance, withheld=withheld, cue=cue, quote=self._quote(content)
        )

    def _cue_of(self, content: Attribution) -> Span | None:
        if content.cue is None:
            return None
        mark = self.scene.reading.marks[content.cue]
        return Span(text=self.scene.text[mark.start : mark.end], start=mark.start, end=mark.end)

    def _quote(self, content: Attribution) -> Span | None:
        return Span(text=content.text, start=content.start, end=content.end) if content.direct else None

    def _around(self, cue: Span | None) -> list[Source]:
        """Whom a speaker told ("told Reuters"), and who reports that the speaker said it."""
        carrier = self._cue_word(cue)
        if carrier is None:
            return []
        word, graph = carrier
        outer = [source for chain in self._by_tree(word, graph, within=True) for source in chain.sources]
        return [*self._hearers(word, graph), *outer]

    def _is_set_against(self, verb: int, graph: Graph) -> bool:
        """Whether a clause stands against another ("X said so, though Y denied it"), or beside it, by its own subject.

        Who speaks there speaks for himself: he is not quoted by the speaker of the other.
        """
        relation = graph.tokens[verb].deprel.split(":")[0]
        if relation == "advcl":
            return bool(
                {graph.tokens[child].text.lower() for child in graph.children(verb, "mark")} & graph.vocabulary.contrast
            )
        return relation in BESIDE and bool(graph.children(verb, "nsubj"))

    def _cue_word(self, cue: Span | None) -> tuple[int, Graph] | None:
        """The word of a cue that carries the saying: its verb, else its first word."""
        return cue_word(cue, self.scene) if cue is not None else None

    def _hearers(self, word: int, graph: Graph) -> list[Source]:
        """Outlets among those who were told, or in whose interview it was said."""
        heads = [
            *graph.children(word, "obj", "iobj"),
            *(hearer for preposition in graph.vocabulary.hearers for hearer in graph.after(word, preposition)),
        ]
        for before_talk, before_partner in graph.vocabulary.talks.items():
            heads += [hearer for talk in graph.after(word, before_talk) for hearer in graph.after(talk, before_partner)]
        outlets = []
        for head in heads:
            start, end = self.scene.span_of(graph, phrase_words(graph, head))
            if self.speakers.kind(start, end) == "outlet":
                text = self.scene.text[start:end]
                outlets.append(self.speakers.source(Name(text=text, start=start, end=end, name=text), None))
        return outlets

    def _by_tree(self, word: int, graph: Graph, *, within: bool = False) -> Iterator[SourceChain]:
        """Sayers above or beside a word in the tree, the nearest first.

        With `within`, only those of whose words the word is a part, and not of those set against them.
        """
        at = word
        for _ in range(CLIMB):
            yield from self._beside(at, word, graph)
            head, relation = graph.tokens[at].head, graph.tokens[at].deprel.split(":")[0]
            if head < 0 or (within and self._is_set_against(at, graph)):
                return
            counts = relation in COUNTED and graph.tokens[head].lemma.lower() in self.layouts.words.counting
            if counts or (relation in SAYING and self._says(head, relation, graph)):
                yield from self._sayers(head, graph)
            elif at == word and (verb := accusing_verb(word, graph, self.scene.lexicon)) is not None:
                yield from self._sayers(verb, graph)
            at = head

    def _beside(self, at: int, word: int, graph: Graph) -> Iterator[SourceChain]:
        """Sayers set beside a clause: ", X said", "as X said", "according to X"."""
        for child in graph.below[at]:
            token = graph.tokens[child]
            if token.deprel.startswith("obl") and graph.case_of(child) in graph.vocabulary.according:
                yield self._chain(child, graph, None)
            elif child != word and self._is_aside(child, graph) and self._says(child, "parataxis", graph):
                yield from self._sayers(child, graph)

    def _is_aside(self, word: int, graph: Graph) -> bool:
        marks = {graph.tokens[child].text.lower() for child in graph.children(word, "mark")}
        aside = graph.tokens[word].deprel == "parataxis" or (
            graph.tokens[word].deprel == "advcl" and bool(marks) and marks <= graph.vocabulary.asides
        )
        return aside and not graph.children(word, "ccomp", "obj")

    def _says(self, word: int, relation: str, graph: Graph) -> bool:
        """Whether a verb says what hangs on it by this relation."""
        if graph.tokens[word].upos != "VERB":
            return False
        cues = [cue for cue in self.scene.lexicon.cues(graph.tokens[word].lemma.lower()) if cue.form == "verb"]
        if not cues:
            return False
        if relation == "xcomp":
            return graph.is_passive(word) and not cues[0].clause_only
        if relation == "obj":
            return _takes_objects(cues[0])
        return True

    def _sayers(self, verb: int, graph: Graph) -> Iterator[SourceChain]:
        fillers = Fillers(graph, self.scene)
        for subject in graph.subjects(verb, depth=1)[:1]:
            is_noun = graph.tokens[subject].upos in ("NOUN", "PROPN", "PRON")
            if is_noun and (fillers.classes(subject) & CAN_SPEAK or self._speaks(subject, graph)):
                yield self._chain(subject, graph, verb)

    def _speaks(self, word: int, graph: Graph) -> bool:
        """Whether the language core takes the word for a source, or the lexicon for one who speaks ("sources")."""
        token = graph.tokens[word]
        marks = self.scene.marks("source", token.start, token.end)
        return bool(marks) or self.scene.lexicon.is_anonymous(token.text) or self._has_role(token.text)

    def _has_role(self, noun: str) -> bool:
        return self.scene.lexicon.find_role([noun.lower()]) is not None

    def _chain(self, head: int, graph: Graph, verb: int | None) -> SourceChain:
        start, end = self.scene.span_of(graph, phrase_words(graph, head))
        marks = self.scene.marks("source", start, end)
        refers = marks[0].refers if marks else None
        text = self.scene.text[start:end]
        name = refers if isinstance(refers, Name) else Name(text=text, start=start, end=end, name=text)
        token = graph.tokens[verb] if verb is not None else None
        cue = Span(text=token.text, start=token.start, end=token.end) if token else None
        source = self.speakers.source(name, cue.text if cue else graph.case_of(head))
        hearers = self._hearers(verb, graph) if verb is not None else []
        stance, withheld = self._stance(cue)
        return SourceChain(sources=(source, *hearers), stance=stance, withheld=withheld, cue=cue)

    def _stance(self, cue: Span | None) -> tuple[EventStatus | None, bool]:
        """What the cue does to what is said ("denied that" denies it), and whether the cue is itself negated."""
        carrier = self._cue_word(cue)
        if carrier is None:
            return None, False
        word, graph = carrier
        cues = self.scene.lexicon.cues(graph.tokens[word].lemma.lower())
        stance = cues[0].stance if cues else None
        lexicon = self.scene.lexicon
        withheld = status_of(word, graph, lexicon).status == "denied"
        turned = not withheld and any(reading.status == "denied" for reading in readings_of(word, graph, lexicon))
        return (None if turned or (withheld and stance == "denied") else stance), withheld  # "no one disputes that"


def _takes_objects(cue: Cue) -> bool:
    return cue.kind in TELLING and not cue.clause_only
