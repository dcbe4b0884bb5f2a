"""Which event of an article is the one to code where only one is: each claim's salience.

A coder takes what the headline and the lede tell, what happened of late rather than long ago, a deed rather than talk
of it. The weights of these signs (`salience.yaml` of the codebook) are fitted by `training/salience.py` on documents
whose headline tells one of their events; that of the headline itself is by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log1p
from typing import Final

from sayso.claim.retelling_signs import OPENING, RECENT_DAYS
from sayso.claim.scene import Scene
from sayso.model import Claim
from sayso.packs.sureness_rules import chances_among

Signs = dict[str, float]
OLD_DAYS: Final = 60
"""Days before a report from which on what happened is background. By reasoning, not swept."""
DEEP: Final = 4
"""Steps below a sentence's main verb beyond which a word stands no deeper. By reasoning, not swept."""


def with_salience(claims: Sequence[Claim], scene: Scene) -> list[Claim]:
    """The claims of an article, each with the chance that its event is the one that a coder of one would take."""
    events = events_of(claims)
    signs = signs_of_events(events, scene)
    chances = chances_among(signs, scene.codebook.salience)
    of_claim = {claim.id: chance for event, chance in zip(events, chances, strict=True) for claim in event}
    return [replace(claim, salience=round(of_claim[claim.id], 3)) for claim in claims]


def events_of(claims: Sequence[Claim]) -> list[list[Claim]]:
    """The claims by the event that they tell, each event in text order, the fullest telling first."""
    events: dict[str, list[Claim]] = {}
    for claim in claims:
        events.setdefault(claim.retells or claim.id, []).append(claim)
    return [sorted(told, key=lambda claim: claim.retells is not None) for told in events.values()]


def lede_of(scene: Scene) -> int:
    """The index of the first sentence of the article that is no title; 0 where all are."""
    sentences = scene.reading.sentences
    return next((at for at, sentence in enumerate(sentences) if not scene.is_in_title(sentence.start)), 0)


def signs_of_events(events: Sequence[Sequence[Claim]], scene: Scene) -> list[Signs]:
    """What tells how salient each event of an article is; they come in text order."""
    lede = lede_of(scene)
    of_body = [at for at, event in enumerate(events) if not scene.is_in_title(event[0].trigger.start)]
    signs = [_signs_of_event(event, scene, lede) for event in events]
    for rank, at in enumerate(of_body):
        signs[at] |= {"first": float(rank == 0), "second": float(rank == 1), "rank": log1p(rank)}
    return signs


def _signs_of_event(event: Sequence[Claim], scene: Scene, lede: int) -> Signs:
    """The signs of one event by its tellings; the fullest stands for its slots."""
    full = event[0]
    first = min(event, key=lambda claim: claim.trigger.start)
    return {
        "bias": 1.0,
        "title": float(any(scene.is_in_title(claim.trigger.start) for claim in event)),
        "tellings": log1p(len(event) - 1),
        f"family_{full.family}": 1.0,
        f"type_{full.event}": 1.0,
        f"status_{full.status}": 1.0,
        **_of_stand(first, scene, lede),
        **_of_day(full),
        **_of_slots(full),
    }


def _of_stand(claim: Claim, scene: Scene, lede: int) -> Signs:
    """Where the event is told first, and how deep in its sentence."""
    graph = scene.graph_at(claim.trigger.start)
    if graph is None:
        return {"in_row": 1.0}
    before = max(0, graph.index - lede)
    word = next((at for at, token in enumerate(graph.tokens) if token.end > claim.trigger.start), 0)
    depth, at = 0, word
    while graph.tokens[at].head >= 0 and depth < DEEP:
        depth, at = depth + 1, graph.tokens[at].head
    return {
        "lede": float(before == 0),
        "opening": float(0 < before < OPENING),
        "sentence": log1p(before),
        "depth": depth / DEEP,
        "noun": float(graph.tokens[word].upos in ("NOUN", "PROPN")),
        "quoted": float(claim.quote is not None),
    }


def _of_day(claim: Claim) -> Signs:
    """How long before the report it happened."""
    published, last = claim.article.published, claim.when.to_day or claim.when.from_day
    if published is None or last is None:
        return {"no_day": 1.0}
    ago = (published - last).days
    return {"of_late": float(0 <= ago <= RECENT_DAYS), "old": float(ago > OLD_DAYS), "ahead": float(ago < 0)}


def _of_slots(claim: Claim) -> Signs:
    """What its fullest telling tells."""
    return {
        "actor": float(bool(claim.actors)),
        "target": float(bool(claim.targets)),
        "place": float(bool(claim.places)),
        "number": log1p(max((count.low or count.high or 0 for count in claim.counts), default=0)) / 3,
        "sure": claim.confidence,
    }
