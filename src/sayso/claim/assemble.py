"""Everything found about one trigger, put together into a claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sayso.base.ids import claim_id
from sayso.claim.actors import Actors
from sayso.claim.counted import SUMMED, counts_of
from sayso.claim.fillers import Fillers
from sayso.claim.scene import Scene
from sayso.claim.sources import SourceChain, Sources
from sayso.claim.stance import CueEffect, said_status
from sayso.claim.status_reading import StatusReading
from sayso.claim.trigger_match import TriggerMatch
from sayso.claim.when import Times
from sayso.claim.where import places_of
from sayso.model import Actor, ArticleHead, Attribution, Claim, Place, Source, Span

UNWEIGHED: Final = 0.0
"""Confidence of a claim until all of its article are weighed together (`sayso.claim.sureness`)."""
SAYINGS: Final = frozenset({"diplomacy.accusation", "diplomacy.threat", "diplomacy.demand"})
"""Types that are themselves sayings: that somebody accuses, threatens or demands, the outlet tells or somebody else."""
ACCUSING: Final = frozenset({"diplomacy.accusation"})
"""Types that whoever says it does, where a trigger tells only who is accused ("Kabul failed to", said the envoy)."""
FOUGHT: Final = frozenset({"battle"})
"""Families whose doers are not counted, beside those of harm: coders count what was done, not who fought."""
MUTUAL: Final = frozenset({"battle.clash", "battle.assault"})
"""Types of which the noun's doers may be told by what befell them ("nine soldiers were killed in the fighting")."""
UNDERGONE: Final = frozenset({"battle.surrender"})
"""Types of those families whose doer undergoes it ("1,800 police have given themselves up")."""
LONGEST_PRONOUN: Final = 4
"""Characters of the longest pronoun that is taken for the actor it stands for ("them"). By reasoning, not swept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Builder:
    """Builds the claims of one article."""

    scene: Scene
    sources: Sources
    actors: Actors
    times: Times
    head: ArticleHead
    maker: str

    def from_trigger(self, match: TriggerMatch, fillers: Fillers) -> Claim:
        """The claim that a trigger shows."""
        graph, event = fillers.graph, match.trigger.event
        chain = self.sources.of_word(match.anchor, graph)
        actors, doers = self.actors.doers(match, fillers, chain.sources[0] if chain.sources else None)
        targets, struck = self.actors.targets(match, fillers, chain.sources[0] if chain.sources else None, actors)
        actors = actors or self.actors.weapons_against(match, fillers, targets)
        if not chain.sources and actors and self.scene.codebook.types[event].family == "statement":
            chain = replace(chain, sources=(self._speaker(actors[0], match, fillers),))
        if event in SAYINGS:
            chain = replace(chain, sources=tuple(source for source in chain.sources if not _is_by(source, actors)))
        if targets and event in ACCUSING and not match.trigger.actor:
            actors = tuple(self.actors.of_source(source) for source in chain.sources[:1])
        start, end = self.scene.span_of(graph, match.words)
        status = self._status(match, fillers, chain)
        places = self._places(match, fillers, (*actors, *chain.sources))
        when = self.times.of(match.anchor, graph, event=event, status=status.status)
        return Claim(
            id=claim_id(self.head.id, event, start, end, self.maker),
            article=self.head,
            event=event,
            trigger=Span(text=self.scene.text[start:end], start=start, end=end),
            actors=actors,
            targets=tuple(target for target in targets if not _is_among(target, actors)),
            places=places,
            when=when,
            counts=counts_of(match, self._counted(match, doers, struck, fillers), struck, fillers, self.scene),
            status=status.status,
            status_cue=self._cue(status, chain, fillers),
            sources=chain.sources,
            quote=chain.quote,
            sentence=self._sentence(graph.sentence.start, graph.sentence.end),
            confidence=UNWEIGHED,
            maker=self.maker,
        )

    def from_content(self, content: Attribution, event: str) -> Claim:
        """The claim of an attributed statement in which no event is found: the cue is its trigger."""
        chain = self.sources.of_content(content)
        trigger = chain.cue or Span(text=content.text, start=content.start, end=content.end)
        inside = self.scene.places_within(content.start, content.end)
        return Claim(
            id=claim_id(self.head.id, event, trigger.start, trigger.end, self.maker, content.start),
            article=self.head,
            event=event,
            trigger=trigger,
            actors=(),
            targets=(),
            places=tuple(inside) if len(inside) == 1 else (),
            when=self.times.of_saying(trigger),
            counts=(),
            status=chain.stance or "happened",
            status_cue=chain.cue if chain.stance else None,
            sources=chain.sources,
            quote=chain.quote,
            sentence=self._sentence(*self._around(content, trigger)),
            confidence=UNWEIGHED,
            maker=self.maker,
        )

    def _places(self, match: TriggerMatch, fillers: Fillers, who: Sequence[Actor | Source]) -> tuple[Place, ...]:
        """The places of an event, but for those that its doers and sources are; none where its type has none."""
        if not self.scene.codebook.types[match.trigger.event].has_places:
            return ()
        return tuple(place for place in places_of(match, fillers, self.scene) if not self._acts(place, who))

    def _status(self, match: TriggerMatch, fillers: Fillers, chain: SourceChain) -> StatusReading:
        """The status that the codebook gives the trigger, or else that of its words and of its saying."""
        if match.trigger.status is not None:
            return StatusReading(status=match.trigger.status, words=())
        saying = CueEffect(stance=chain.stance, withheld=chain.withheld, cue=chain.cue)
        word = _status_word(match, fillers)
        reading = said_status(word, fillers.graph, self.scene.lexicon, saying, own=frozenset(match.words))
        is_saying = (
            match.trigger.event in SAYINGS or self.scene.codebook.types[match.trigger.event].family == "statement"
        )
        if is_saying and reading.status == "ongoing" and not reading.words:
            return replace(reading, status="happened")  # who "is calling for an end" has called for it
        return reading

    def _cue(self, status: StatusReading, chain: SourceChain, fillers: Fillers) -> Span | None:
        if status.words:
            start, end = self.scene.span_of(fillers.graph, status.words)
            return Span(text=self.scene.text[start:end], start=start, end=end)
        return chain.cue if chain.withheld or chain.stance == status.status else None

    def _counted(self, match: TriggerMatch, doers: Sequence[int], struck: Sequence[int], fillers: Fillers) -> list[int]:
        """The fillers whose number belongs to the event: of a fight or a harm not who does it, but who surrenders."""
        family = self.scene.codebook.types[match.trigger.event].family
        counted = [*doers, *struck, *self._counted_roles(match, fillers)]
        if match.trigger.event in UNDERGONE or family not in {*FOUGHT, *SUMMED}:
            return counted
        acting = {
            word
            for role in match.trigger.actor
            for word in fillers.of_role(match.words, match.anchor, role, match.trigger.form)
        }
        if match.trigger.event in MUTUAL and match.trigger.form == "noun":
            acting.update(doers)
        return [word for word in counted if word in struck or word not in acting]

    def _counted_roles(self, match: TriggerMatch, fillers: Fillers) -> list[int]:
        """Fillers that are neither actor nor target and yet are counted ("3,000 people were displaced")."""
        roles = ("subject", "object") if match.trigger.form == "verb" else self.scene.vocabulary.of
        return [word for role in roles for word in fillers.of_role(match.words, match.anchor, role, match.trigger.form)]

    def _speaker(self, actor: Actor, match: TriggerMatch, fillers: Fillers) -> Source:
        cue = fillers.graph.tokens[match.anchor].text
        speaker = next((name for name in self.scene.sources if name.start < actor.end and actor.start < name.end), None)
        if speaker is not None:
            return self.sources.speakers.source(speaker, cue)
        return Source(
            text=actor.text, start=actor.start, end=actor.end, name=actor.name, role=None,
            kind="organisation" if actor.party else "group", party=actor.party, sector=actor.sector, cue=cue,
        )  # fmt: skip

    def _around(self, content: Attribution, trigger: Span) -> tuple[int, int]:
        """The stretch of the sentences in which a content begins and its cue stands, and of what lies between."""
        graphs = [self.scene.graph_at(content.start), self.scene.graph_at(trigger.start)]
        spans = [(graph.sentence.start, graph.sentence.end) for graph in graphs if graph]
        return min(start for start, _ in spans), max(end for _, end in spans)

    def _acts(self, place: Place, doers: Iterable[Actor | Source]) -> bool:
        """Whether a place acts or speaks itself: of "Moscow said" and "Russia withdrew", nothing lies there."""
        written = {place.text, *(place.text + ending for ending in self.scene.vocabulary.genitives)}
        return any(doer.party is not None and doer.start == place.start and doer.text in written for doer in doers)

    def _sentence(self, start: int, end: int) -> Span:
        return Span(text=self.scene.text[start:end], start=start, end=end)


def _status_word(match: TriggerMatch, fillers: Fillers) -> int:
    """The word of a trigger that the others hang on, whose status is the event's: the "attack" of "air attack"."""
    head = fillers.graph.tokens[match.anchor].head
    return head if head in match.words else match.anchor


def _is_among(target: Actor, actors: tuple[Actor, ...]) -> bool:
    """Whether a target is an actor too, or a pronoun taken for one: nobody surrounds themselves."""
    same = any(target.name == actor.name and target.party == actor.party for actor in actors)
    return target in actors or (same and len(target.text) <= LONGEST_PRONOUN)


def _is_by(source: Source, actors: tuple[Actor, ...]) -> bool:
    """Whether a source is an actor: the same words, or some of them."""
    return any(source.start < actor.end and actor.start < source.end for actor in actors)
