"""Marks -> claims: who says that what happened, where, when, how sure, by the codebook."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sayso.base.ids import maker_of
from sayso.claim.actors import Actors
from sayso.claim.assemble import Builder
from sayso.claim.attacks import follow_attacks, lead_attacks
from sayso.claim.basis import with_basis
from sayso.claim.carry_words import FILE as CARRY_FILE
from sayso.claim.carry_words import CarryWords
from sayso.claim.carrying import Carrier
from sayso.claim.denials import with_denials
from sayso.claim.document_scene import document_scene
from sayso.claim.elided import with_elided
from sayso.claim.fillers import Fillers
from sayso.claim.graph import Graph, words_of
from sayso.claim.kinds_told import ToldEvent, with_kinds
from sayso.claim.layouts import FILE as LAYOUTS_FILE
from sayso.claim.layouts import Layouts, LayoutWords
from sayso.claim.meant import Meant
from sayso.claim.people import People
from sayso.claim.placing import FILE as PLACING_FILE
from sayso.claim.placing import Placer, placing_weights
from sayso.claim.reference_weights import FILE as REFERENCE_FILE
from sayso.claim.reference_weights import reference_weights
from sayso.claim.repeats import without_repeats
from sayso.claim.retelling import FILE as RETELLING_FILE
from sayso.claim.retelling import retelling_weights, with_retellings
from sayso.claim.row_cells import FILE as ROWS_FILE
from sayso.claim.row_cells import RowWords
from sayso.claim.row_claims import RowClaims
from sayso.claim.salience import with_salience
from sayso.claim.scene import Scene
from sayso.claim.sources import Sources
from sayso.claim.speakers import SourceBuilder
from sayso.claim.sureness import Shown, may_hold_talk, weigh
from sayso.claim.trigger_match import TriggerMatch
from sayso.claim.triggers import find_triggers
from sayso.claim.vocabulary import FILE, ClaimVocabulary
from sayso.claim.weapons_used import with_weapons
from sayso.claim.when import Times
from sayso.model import Attribution, Claim, DocumentScene, Reading
from sayso.packs.codebook import FALLBACK, load_codebook
from sayso.packs.language import Language
from sayso.packs.lexicon import load_lexicon
from sayso.packs.pack import Pack
from sayso.packs.sureness_rules import TYPE

SHORTEST = 4
"""Words that an attributed statement needs to count as one of its own; below lie scraps such as "that".

By hand, not swept."""


@dataclass(slots=True, kw_only=True)
class SentenceDraft:
    """What a sentence shows before it is seen beside the others: the matches of its triggers, and their claims."""

    fillers: Fillers
    matches: list[TriggerMatch]
    claims: dict[int, Claim] = field(default_factory=dict)
    """By the place of the match."""

    def add(self, builder: Builder, *, talk: bool) -> None:
        """Make the claims of its talk, or else of all other matches."""
        for index, match in enumerate(self.matches):
            if _is_talk(match, builder.scene) == talk:
                self.claims[index] = builder.from_trigger(match, self.fillers)

    @property
    def made(self) -> list[tuple[TriggerMatch, Claim]]:
        """The matches whose claims were made, in text order, with these."""
        return [(self.matches[index], self.claims[index]) for index in sorted(self.claims)]


class Claimer:
    """The claim stage with its packs: call it with a reading."""

    def __init__(self, codebook: Pack, language: Language, *, version: str = "") -> None:
        self.codebook = load_codebook(codebook)
        self.lexicon = load_lexicon(language.lexicon)
        self.vocabulary = language.words(ClaimVocabulary, FILE)
        self.carry_words = language.words(CarryWords, CARRY_FILE)
        self.layout_words = language.words(LayoutWords, LAYOUTS_FILE)
        self.row_words = language.words(RowWords, ROWS_FILE)
        self.placing = placing_weights(language.lexicon.yaml(PLACING_FILE))
        self.reference = reference_weights(language.lexicon.yaml(REFERENCE_FILE))
        self.retelling = retelling_weights(language.lexicon.yaml(RETELLING_FILE))
        self.language = language.code
        self.version = version

    def __call__(self, reading: Reading) -> tuple[Claim, ...]:
        """The claims of a reading that are sure enough, in text order."""
        scene = self.scene_of(reading)
        return self._claims(scene, self.sources_of(scene))

    def tell(self, reading: Reading) -> tuple[tuple[Claim, ...], DocumentScene]:
        """The claims of a reading, and its article as a whole."""
        scene = self.scene_of(reading)
        sources = self.sources_of(scene)
        claims = self._claims(scene, sources)
        return claims, document_scene(claims, scene, sources.speakers.people)

    def _claims(self, scene: Scene, sources: Sources) -> tuple[Claim, ...]:
        told = with_retellings(self.without_retellings(scene, sources), scene, self.retelling)
        return tuple(with_salience(told, scene))

    def without_retellings(self, scene: Scene, sources: Sources) -> list[Claim]:
        """The claims that are sure enough, in text order, each for itself."""
        sure = self.without_placing(scene, sources)
        placed = Placer(scene, self.placing).settle(sure)
        claims = [with_basis(claim, scene) for claim in with_denials(placed, scene, sources)]
        claims += self.rows_of(scene, sources).claims(claims)
        return sorted(claims, key=lambda claim: (claim.trigger.start, claim.trigger.end))

    def without_placing(self, scene: Scene, sources: Sources | None = None) -> list[Claim]:
        """The claims that are sure enough, in text order, with the places of their own words alone."""
        return list(weigh(self.shown(scene, sources, all_talk=False), scene))

    def scene_of(self, reading: Reading) -> Scene:
        """What there is to know of the reading's article."""
        return Scene(reading, self.codebook, self.lexicon, self.vocabulary, self.reference)

    def sources_of(self, scene: Scene) -> Sources:
        """Who says what in the article."""
        speakers = SourceBuilder(scene, People(scene), Meant(scene), lambda graph: Fillers(graph, scene))
        return Sources(scene, speakers, Layouts(scene, self.layout_words))

    def rows_of(self, scene: Scene, sources: Sources) -> RowClaims:
        """The rows of the article's tables."""
        return RowClaims(scene, sources.speakers, self.row_words, self.maker_with(scene.reading.maker))

    def shown(self, scene: Scene, sources: Sources | None = None, *, all_talk: bool = True) -> list[Shown]:
        """All that the words of an article show, sure or not, in text order, each with the words that show it.

        Without `all_talk`, statements in which nothing happens only where one of them can be sure enough.
        """
        sources = sources or self.sources_of(scene)
        builder = Builder(
            scene=scene,
            sources=sources,
            actors=Actors(scene, sources.speakers.people, sources.speakers.meant),
            times=Times(scene),
            head=scene.reading.article.head,
            maker=self.maker_with(scene.reading.maker),
        )
        drafts = list(self._drafts(scene, builder))
        _tell_kinds(drafts, builder.maker)
        events = [Shown(claim=claim) for draft in drafts for claim in draft.claims.values()]
        with_talk = all_talk or may_hold_talk(events, scene)
        if with_talk:
            for draft in drafts:
                draft.add(builder, talk=True)
        shown = list(self._finished(drafts, scene, self.rows_of(scene, sources)))
        if with_talk:
            shown.extend(list(self._from_contents(scene, builder, [one.claim for one in shown])))
        return sorted(shown, key=lambda one: (one.claim.trigger.start, one.claim.trigger.end))

    def maker_with(self, marker: str) -> str:
        """The maker of claims out of readings by this marker."""
        return maker_of(self.language, [marker, self.codebook.maker, self.lexicon.maker], self.version)

    def _drafts(self, scene: Scene, builder: Builder) -> Iterator[SentenceDraft]:
        """What the triggers of each sentence that has any show, but for talk, in text order."""
        for index, sentence in enumerate(scene.reading.sentences):
            if not scene.tells(sentence):
                continue
            if not self.codebook.may_show(words_of(sentence.tokens)):
                continue
            graph = scene.graphs[index]
            fillers = Fillers(graph, scene)
            found = find_triggers(graph, fillers, self.codebook)
            named = [match for match in found if not _in_name(match, graph, scene)]
            matches = list(with_weapons(named, fillers, self.codebook.weapons))
            if matches:
                draft = SentenceDraft(fillers=fillers, matches=matches)
                draft.add(builder, talk=False)
                yield draft

    def _finished(self, drafts: Sequence[SentenceDraft], scene: Scene, rows: RowClaims) -> Iterator[Shown]:
        """The claims of all sentences, each with what the others of its sentence and those before tell of it."""
        carrier = Carrier(scene, self.carry_words)
        for draft in drafts:
            graph, made = draft.fillers.graph, draft.made
            followed = [(match, claim) for (match, _), claim in zip(made, follow_attacks(made, graph), strict=True)]
            told = [
                (match, rows.filled(claim))
                for (match, _), claim in zip(made, carrier.carry(followed, graph), strict=True)
                if claim.family != "statement" or claim.sources
            ]
            for match, claim in with_elided(without_repeats(lead_attacks(told, graph), graph), graph, scene):
                yield Shown(claim=claim, match=match, fillers=draft.fillers)

    def _from_contents(self, scene: Scene, builder: Builder, claims: Sequence[Claim]) -> Iterator[Shown]:
        """A claim for each attributed content in which, and on whose cue, no event was found."""
        starts = sorted(claim.trigger.start for claim in claims)
        for content in scene.contents:
            is_attributed = (
                content.source is not None and content.cue is not None and len(content.text.split()) >= SHORTEST
            )
            if is_attributed and not _any_within(starts, content, scene) and scene.graph_at(content.start):
                chain = builder.sources.of_content(content)
                if not chain.withheld and not builder.sources.is_hearsay(content):
                    yield Shown(claim=builder.from_content(content, FALLBACK))


def _tell_kinds(drafts: Sequence[SentenceDraft], maker: str) -> None:
    """Give the attacks that general words tell of the kind that the rest of the article tells."""
    at = [(draft, index) for draft in drafts for index in sorted(draft.claims)]
    told = [
        ToldEvent(match=draft.matches[index], claim=draft.claims[index], fillers=draft.fillers) for draft, index in at
    ]
    for (draft, index), (match, claim) in zip(at, with_kinds(told, maker), strict=True):
        draft.matches[index], draft.claims[index] = match, claim


def _is_talk(match: TriggerMatch, scene: Scene) -> bool:
    """Whether what is shown is said and not done, of a type of which it was learned how sure such claims are."""
    event = match.trigger.event
    return event.partition(".")[0] == "statement" and f"{TYPE}{event}" in scene.codebook.sureness.weights


def _in_name(match: TriggerMatch, graph: Graph, scene: Scene) -> bool:
    """Whether a trigger is a word of a party's name ("Popular Mobilization Forces")."""
    start, end = scene.span_of(graph, match.words)
    names = scene.parties_within(graph.sentence.start, graph.sentence.end)
    return any(name.named[0] <= start and end <= name.named[1] for name in names)


def _any_within(starts: Sequence[int], content: Attribution, scene: Scene) -> bool:
    """Whether a trigger begins in a content or on its cue."""
    spans = [(content.start, content.end)]
    if content.cue is not None:
        cue = scene.reading.marks[content.cue]
        spans.append((cue.start, cue.end))
    return any(bisect_left(starts, start) < bisect_left(starts, end) for start, end in spans)
