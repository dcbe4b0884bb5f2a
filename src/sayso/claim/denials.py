"""Reported denials of what another said: "Kyiv denied this", "a claim Kyiv rejected", "called the report a lie"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sayso.base.ids import claim_id
from sayso.claim.graph import Graph
from sayso.claim.scene import Scene
from sayso.claim.sources import Sources
from sayso.claim.status_reach import readings_of
from sayso.claim.status_tales import entries_of, is_tale
from sayso.model import Claim, Source, Span, Token
from sayso.packs.codebook import FALLBACK
from sayso.packs.lexicon import Lexicon

BACK: Final = 3
"""Sentences before a denial in which what is denied may stand. By hand, not swept."""
LESS_SURE: Final = 0.85
"""Factor to the confidence of what is denied: what is pointed at may be something else. By hand, not swept."""
DENIABLE: Final = frozenset({"happened", "ongoing", "attempted", "possible"})
SAYINGS: Final = frozenset({"statement", "diplomacy"})
"""Families of events that are themselves sayings: a denial is of what is said."""
OBJECTS: Final = ("obj", "nsubj:pass", "obl")
CLAUSES: Final = ("ccomp", "xcomp", "advcl", "obj", "obl", "nsubj:pass")


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """Who denies what was said before, and by which word of which sentence."""

    source: Source
    word: int
    graph: Graph


def with_denials(claims: Sequence[Claim], scene: Scene, sources: Sources) -> list[Claim]:
    """The claims, and those of who denies what another said before, in place of bare statements that they do.

    What is denied is the nearest claim before of another voice, with all that the same voice says in that sentence.
    """
    ordered = sorted(claims, key=lambda claim: claim.trigger.start)
    kept, made = list(claims), list[Claim]()
    for denial in _denials(ordered, scene, sources):
        denied = _denied_by(denial, ordered, scene)
        if not denied:
            continue
        kept = [claim for claim in kept if not _is_told_by(claim, denial)]
        kept = [_without(claim, denial) if claim in denied else claim for claim in kept]
        made += [_turned(_without(claim, denial), denial, scene) for claim in denied]
    return [*kept, *made]


def _denials(claims: Sequence[Claim], scene: Scene, sources: Sources) -> Iterator[Denial]:
    starts = [claim.trigger.start for claim in claims if not _says(claim)]
    for index, sentence in enumerate(scene.reading.sentences):
        if not any(_may_deny(token, scene.lexicon) for token in sentence.tokens):
            continue
        graph = scene.graphs[index]
        for word, token in enumerate(graph.tokens):
            if token.upos not in ("VERB", "ADJ", "NOUN") or not _may_deny(token, scene.lexicon):
                continue
            sayer = _sayer(word, graph, scene, sources)
            if sayer is not None and not _has_events(word, graph, starts):
                yield Denial(source=sayer, word=word, graph=graph)


def _may_deny(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is one of those by which something said is denied, wherever it stands."""
    lemma = token.lemma.lower()
    is_calling = lemma in lexicon.whether.calling or lexicon.may_tell_status(lemma, token.text)
    return is_calling or any(cue.stance == "denied" for cue in lexicon.cues(lemma))


def _sayer(word: int, graph: Graph, scene: Scene, sources: Sources) -> Source | None:
    """Who denies by this word what was said before; `None` where it denies nothing, or nobody does."""
    lexicon = scene.lexicon
    cues = lexicon.cues(graph.tokens[word].lemma.lower())
    denies = any(cue.stance == "denied" and cue.form == "verb" for cue in cues[:1])
    if graph.tokens[word].upos == "VERB" and (denies or _calls_it_false(word, graph, scene)):
        points = any(_points_back(at, graph, scene) for at in _objects(word, graph))
        if not points or any(reading.status == "denied" for reading in readings_of(word, graph, lexicon)):
            return None
        return next((chain.sources[0] for chain in sources.sayers(word, graph) if chain.sources), None)
    if not _is_worthless(word, graph, scene) or not graph.children(word, "cop"):
        return None
    if not any(_points_back(at, graph, scene) for at in graph.children(word, "nsubj")):
        return None
    chain = sources.of_word(word, graph)
    return chain.sources[0] if chain.sources else None


def _objects(verb: int, graph: Graph) -> list[int]:
    """What a verb denies: its object, or the noun that it describes ("a claim Kyiv rejected", "an act denied by X")."""
    objects = graph.children(verb, *OBJECTS)
    described = graph.tokens[verb].deprel in ("acl:relcl", "acl") and not graph.children(verb, "obj")
    return [*objects, graph.tokens[verb].head] if described else objects


def _points_back(word: int, graph: Graph, scene: Scene) -> bool:
    """Whether a word stands for what was said before: a pronoun, a noun of saying, having to do with it."""
    token, whether = graph.tokens[word], scene.lexicon.whether
    if token.upos in ("PRON", "DET"):
        return token.text.lower() in whether.pointing
    if token.lemma.lower() in whether.acts and any(child > word for child in graph.children(word, "acl", "acl:relcl")):
        return True
    has_part = token.lemma.lower() in whether.parts and not graph.children(word, "nmod", "acl")
    return is_tale(word, graph, scene.lexicon) or has_part


def _calls_it_false(verb: int, graph: Graph, scene: Scene) -> bool:
    if graph.tokens[verb].lemma.lower() not in scene.lexicon.whether.calling:
        return False
    return any(_is_worthless(at, graph, scene) for at in graph.yields(verb) if at > verb)


def _is_worthless(word: int, graph: Graph, scene: Scene) -> bool:
    entries = entries_of(word, graph, scene.lexicon)
    return any(entry.reach == "report" and entry.gives == "denied" for entry in entries)


def _has_events(word: int, graph: Graph, starts: Sequence[int]) -> bool:
    """Whether what is denied is itself told: "denied that they shelled it" points at nothing."""
    below = [at for child in graph.children(word, *CLAUSES) for at in graph.yields(child)]
    tokens = [graph.tokens[at] for at in below]
    return any(bisect_left(starts, token.start) < bisect_left(starts, token.end) for token in tokens)


def _denied_by(denial: Denial, claims: Sequence[Claim], scene: Scene) -> list[Claim]:
    start = denial.graph.tokens[denial.word].start
    first = scene.graphs[max(0, denial.graph.index - BACK)].sentence.start
    before = [
        claim
        for claim in claims
        if first <= claim.trigger.start < start
        and claim.status in DENIABLE
        and not _says(claim)
        and not _same_voice(claim, denial.source)
    ]
    if not before:
        return []
    said = [claim for claim in before if claim.sentence == before[-1].sentence and claim.sources]
    nearest = said[-1] if said else before[-1]
    return [claim for claim in said if claim.sources == nearest.sources] or [nearest]


def _same_voice(claim: Claim, denier: Source) -> bool:
    if not claim.sources:
        return False
    voice = claim.sources[0]
    return voice.name == denier.name or (voice.party is not None and voice.party == denier.party)


def _says(claim: Claim) -> bool:
    return claim.family in SAYINGS


def _is_told_by(claim: Claim, denial: Denial) -> bool:
    """Whether a claim says no more than that somebody denies."""
    word, sentence = denial.graph.tokens[denial.word], denial.graph.sentence
    is_bare = (
        claim.event == FALLBACK and claim.sources[:1] == (denial.source,) and claim.sentence.start == sentence.start
    )
    return _says(claim) and (is_bare or claim.trigger.start <= word.start < claim.trigger.end)


def _without(claim: Claim, denial: Denial) -> Claim:
    """The claim without the place whose name is the denier's: "took it, a claim Kyiv rejected" happened not in Kyiv."""
    source = denial.source
    places = tuple(at for at in claim.places if not (at.start < source.end and source.start < at.end))
    return replace(claim, places=places)


def _turned(claim: Claim, denial: Denial, scene: Scene) -> Claim:
    """The claim of who denies it: its event, doers, places and time, with the denial's word and sentence."""
    token, sentence = denial.graph.tokens[denial.word], denial.graph.sentence
    trigger = Span(text=token.text, start=token.start, end=token.end)
    return replace(
        claim,
        id=claim_id(claim.article.id, claim.event, token.start, token.end, claim.maker, claim.trigger.start),
        trigger=trigger,
        status="denied",
        status_cue=trigger,
        sources=(denial.source,),
        quote=None,
        sentence=Span(text=scene.text[sentence.start : sentence.end], start=sentence.start, end=sentence.end),
        confidence=round(claim.confidence * LESS_SURE, 2),
    )
