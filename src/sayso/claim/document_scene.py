"""A report as a whole, out of its claims: who is who, where and when it plays, in text order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from sayso.claim.people import People
from sayso.claim.scene import Scene
from sayso.model import Actor, Basis, Beat, Claim, DocumentScene, Participant, Place, Reference, Source, When

Named = tuple[str, str | None, str | None, Reference]
"""A mention, with the name, party and sector of what it means."""


def document_scene(claims: Sequence[Claim], scene: Scene, people: People) -> DocumentScene:
    """The scene of a report whose claims are given in text order."""
    in_order = sorted(claims, key=lambda claim: claim.sentence.start)
    beats = [_beat(list(group), scene) for _, group in groupby(in_order, key=lambda claim: claim.sentence.start)]
    return DocumentScene(
        article=scene.reading.article.head,
        participants=_participants([*_of_claims(claims), *_named(scene, people)]),
        beats=tuple(beats),
    )


def _beat(claims: Sequence[Claim], scene: Scene) -> Beat:
    sentence = claims[0].sentence
    graph = scene.graph_at(sentence.start)
    return Beat(
        sentence=sentence,
        block=scene.kind_of(graph.sentence) if graph is not None else "paragraph",
        places=_once(place for claim in claims for place in claim.places),
        times=_days(claim.when for claim in claims),
        claims=tuple(claim.id for claim in sorted(claims, key=lambda claim: claim.trigger.start)),
    )


def _once(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple({(place.geonameid, place.name, place.text): place for place in places}.values())


def _days(times: Iterable[When]) -> tuple[When, ...]:
    return tuple({(when.from_day, when.to_day): when for when in times if when.basis != "none"}.values())


def _of_claims(claims: Sequence[Claim]) -> Iterator[Named]:
    """Whom the fillers and sources of claims mean."""
    for claim in claims:
        for actor in (*claim.actors, *claim.targets):
            yield from _of_actor(actor)
        yield from map(_of_source, claim.sources)


def _of_actor(actor: Actor) -> Iterator[Named]:
    """An actor's own words, and those elsewhere that tell who it is."""
    basis: Basis = "resolved" if actor.basis == "resolved" else "stated"
    own = Reference(text=actor.text, start=actor.start, end=actor.end, basis=basis)
    yield actor.name, actor.party, actor.sector, own
    if actor.given is not None:
        given = Reference(text=actor.given.text, start=actor.given.start, end=actor.given.end, basis="stated")
        yield actor.name, actor.party, actor.sector, given


def _of_source(source: Source) -> Named:
    mention = Reference(text=source.text, start=source.start, end=source.end, basis="stated")
    return source.name, source.party, source.sector, mention


def _named(scene: Scene, people: People) -> Iterator[Named]:
    """Every party that the report names, and every person."""
    text = scene.text
    for match in scene.parties_named:
        mention = Reference(text=text[match.start : match.end], start=match.start, end=match.end, basis="stated")
        yield match.name or mention.text, match.party, match.sector, mention
    for mark in scene.marks("person", 0, len(text)):
        who = people.actor(mark.start, mark.end)
        yield who.name, who.party, who.sector, next(_of_actor(who))[3]


def _participants(told: Iterable[Named]) -> tuple[Participant, ...]:
    """The participants: mentions of one name are one, and those of one party that name no person."""
    groups: dict[tuple[str, ...], list[Named]] = {}
    for one in sorted(told, key=lambda one: (one[3].start, -one[3].end)):
        name, party, _, _ = one
        groups.setdefault((party or "", name.casefold()), []).append(one)
    return tuple(_participant(group) for group in groups.values())


def _participant(group: Sequence[Named]) -> Participant:
    mentions = {(mention.start, mention.end): mention for *_, mention in reversed(group)}
    name, party, sector, _ = group[0]
    return Participant(name=name, party=party, sector=sector, mentions=tuple(sorted(mentions.values(), key=_start)))


def _start(mention: Reference) -> int:
    return mention.start
