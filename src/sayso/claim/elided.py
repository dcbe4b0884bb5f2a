"""A second event without a verb of its own: "Two died in Sumy on Sunday and three in Kharkiv on Monday"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sayso.base.ids import claim_id
from sayso.claim.graph import Graph
from sayso.claim.scene import Scene
from sayso.claim.trigger_match import TriggerMatch
from sayso.model import Actor, Claim, Count, Place, Span, When

LONGEST: Final = 12
"""Words of such an event at most, from its number on. By hand, not swept."""
LESS_SURE: Final = 0.9
"""Factor on the confidence of the claim whose verb it shares, in (0, 1). By hand, not swept."""
POINT: Final = ("settlement", "district", "region", "country", "facility", "feature")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gap:
    """The words `[first, last)` of an event without a verb, and what they tell."""

    first: int
    last: int
    span: tuple[int, int]
    """The characters of the number, or of the word that stands for one."""
    count: Count | None
    places: tuple[Place, ...]
    times: tuple[When, ...]
    is_place: bool
    """Whether it has no number, but a place and a day ("and Port Sudan on Saturday")."""


def with_elided(
    claims: Sequence[tuple[TriggerMatch, Claim]], graph: Graph, scene: Scene
) -> list[tuple[TriggerMatch, Claim]]:
    """The claims, each followed by those that share its verb and have a number, a place or a day of their own.

    What those tell is taken from the claim whose verb they share.
    """
    gaps = list(_gaps(graph, scene)) if claims else []
    with_gaps = list[tuple[TriggerMatch, Claim]]()
    for at, (match, claim) in enumerate(claims):
        behind = [
            gap for gap in gaps
            if match.anchor < gap.first and not _stands_between(gap, at, claims) and _fits(gap, match, claim, scene)
        ]  # fmt: skip
        with_gaps.append((match, _without(claim, behind, scene) if behind else claim))
        with_gaps += [(match, _elided(gap, claim)) for gap in behind]
    return with_gaps


def _stands_between(gap: _Gap, at: int, claims: Sequence[tuple[TriggerMatch, Claim]]) -> bool:
    """Whether another verb stands nearer to the number."""
    return any(claims[at][0].anchor < other.anchor < gap.first and other.trigger.form == "verb" for other, _ in claims)


def _fits(gap: _Gap, match: TriggerMatch, claim: Claim, scene: Scene) -> bool:
    """Whether a claim is of a verb, and has a number where the gap has one, or a place and a day before it."""
    if match.trigger.form != "verb":
        return False
    if gap.is_place:
        begin, end = claim.trigger.end, gap.span[0]
        return bool(scene.places_within(begin, end)) and bool(scene.times(begin, end))
    return gap.count is None or any(count.end <= gap.span[0] for count in claim.counts)


def _gaps(graph: Graph, scene: Scene) -> Iterator[_Gap]:
    for first, last, count in _numbers(graph, scene):
        end = _end(last, graph)
        if end is None or not _leads_on(last, graph, scene):
            continue
        span = graph.tokens[first].start, graph.tokens[last - 1].end
        is_place = scene.place_at(*span) is not None
        start, stop = span[0] if is_place else graph.tokens[last].start, graph.tokens[end - 1].end
        places = tuple(place for place in scene.places_within(start, stop) if place.kind in POINT)
        times = tuple(scene.times(start, stop))
        if times or (places and not is_place):
            yield _Gap(
                first=first, last=end, span=span, count=count, places=places, times=times, is_place=is_place
            )  # fmt: skip


def _numbers(graph: Graph, scene: Scene) -> Iterator[tuple[int, int, Count | None]]:
    """The words of each bare number behind "and" or a comma, and of "another" that stands for one."""
    tokens = graph.tokens
    counts = scene.counts(graph.sentence.start, graph.sentence.end)
    for first in range(1, len(tokens)):
        if tokens[first - 1].upos not in ("CCONJ", "PUNCT"):
            continue
        start = tokens[first].start
        count = next((count for count in counts if count.start <= start < count.end), None)
        if count is not None and count.start == start:
            last = next((at for at in range(first, len(tokens)) if tokens[at].start >= count.end), len(tokens))
            if _is_bare(tokens[last - 1].text, tokens[last - 1].upos, scene):
                yield first, last, count
        elif count is None and tokens[first].text.lower() in scene.vocabulary.one_more:
            yield first, first + 1, _one(first, graph)
        elif tokens[first - 1].upos == "CCONJ" and (named := _place_at(first, graph, scene)) is not None:
            yield named[0], named[1], None


def _one(word: int, graph: Graph) -> Count | None:
    """ "One in Kidal" is one; "another" says no number."""
    token = graph.tokens[word]
    if token.upos != "NUM":
        return None
    return Count(text=token.text, start=token.start, end=token.end, of=None, low=1, high=1)


def _place_at(first: int, graph: Graph, scene: Scene) -> tuple[int, int] | None:
    """The words of a place that stands at a word, or behind a preposition there ("and Port Sudan on Saturday")."""
    if graph.tokens[first].upos == "ADP":
        first += 1
    if first >= len(graph.tokens):
        return None
    token = graph.tokens[first]
    place = scene.place_at(token.start, token.end)
    if place is None or place.start != token.start:
        return None
    return first, next((at for at in range(first, len(graph.tokens)) if graph.tokens[at].start >= place.end), first + 1)


def _is_bare(text: str, upos: str, scene: Scene) -> bool:
    return upos == "NUM" or text.lower() in scene.vocabulary.bare


def _leads_on(at: int, graph: Graph, scene: Scene) -> bool:
    """Whether a place or a time stands right behind a number, with its preposition or without."""
    if at >= len(graph.tokens):
        return False
    token = graph.tokens[at]
    if token.upos == "ADP":
        return token.text.lower() not in scene.vocabulary.of
    return scene.place_at(token.start, token.end) is not None


def _end(at: int, graph: Graph) -> int | None:
    """Where the words of a gap end: at a sign, at "and"; `None` if a verb stands among them."""
    for word in range(at, min(len(graph.tokens), at + LONGEST)):
        token = graph.tokens[word]
        if token.upos in ("VERB", "AUX"):
            return None
        if token.upos in ("CCONJ", "SCONJ") or (token.upos == "PUNCT" and word > at):
            return word
    return min(len(graph.tokens), at + LONGEST)


def _without(claim: Claim, gaps: Sequence[_Gap], scene: Scene) -> Claim:
    """The claim whose verb is shared, without what the other events have for themselves."""
    begin = min(gap.span[0] for gap in gaps)
    places = tuple(place for place in claim.places if place.start < begin)
    between = tuple(place for place in scene.places_within(claim.trigger.end, begin) if place.kind in POINT)
    return replace(
        claim,
        places=places or between or claim.places,
        counts=tuple(count for count in claim.counts if count.start < begin),
        actors=_before(claim.actors, begin),
        targets=_before(claim.targets, begin),
    )


def _before(actors: Sequence[Actor], begin: int) -> tuple[Actor, ...]:
    return tuple(actor for actor in actors if actor.start < begin)


def _elided(gap: _Gap, claim: Claim) -> Claim:
    """The claim of an event without a verb; its trigger is the number, or the word that stands for it."""
    start, end = gap.span
    text = claim.sentence.text[start - claim.sentence.start : end - claim.sentence.start]
    shared = next((count for count in claim.counts if count.start < start), None)
    return replace(
        claim,
        id=claim_id(claim.article.id, claim.event, start, end, claim.maker),
        trigger=Span(text=text, start=start, end=end),
        places=gap.places or claim.places,
        when=gap.times[0] if gap.times else claim.when,
        counts=(replace(gap.count, of=shared.of if shared else gap.count.of),) if gap.count else (),
        actors=_counted_again(claim.actors, shared, gap, text),
        targets=_counted_again(claim.targets, shared, gap, text),
        confidence=round(claim.confidence * LESS_SURE, 2),
    )


def _counted_again(actors: Sequence[Actor], shared: Count | None, gap: _Gap, text: str) -> tuple[Actor, ...]:
    """The actors or targets, those that the number counts as it has them."""
    start, end = gap.span
    return tuple(
        replace(actor, text=text, start=start, end=end, name=text)
        if shared is not None and actor.start < shared.end and shared.start < actor.end
        else actor
        for actor in actors
        if actor.start < start
    )
