"""Strikes told by the weapon that did harm or damage: "sunk by a drone", "artillery flattened the school"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sayso.claim.fillers import Fillers
from sayso.claim.trigger_match import TriggerMatch
from sayso.packs.codebook import Need, Trigger

DEEDS: Final = frozenset({"harm", "damage"})
"""Families of what a weapon does."""
FLYING: Final = frozenset({"aircraft", "missile", "drone"})
"""Classes of what is shot down: who shoots it down makes no strike."""
OWNER: Final = "poss"
"""The role of who owns a noun, before it."""


def with_weapons(
    matches: Sequence[TriggerMatch], fillers: Fillers, weapons: Mapping[str, str]
) -> Sequence[TriggerMatch]:
    """The triggers of a sentence in text order, with the weapons that did what its verbs of harm and damage tell.

    `weapons`: the type of strike that each class of weapons makes. A word that shows an event already shows no second.
    """
    taken = {word for match in matches for word in match.words}
    found = dict[int, TriggerMatch]()
    for match in matches:
        for word in _weapons_of(match, fillers):
            kind = next((kind for kind in weapons if fillers.is_of(word, frozenset({kind}))), None)
            if kind is not None and word not in taken:
                found[word] = _strike(word, kind, weapons[kind], fillers)
    return sorted([*matches, *found.values()], key=lambda match: match.words) if found else matches


def _weapons_of(match: TriggerMatch, fillers: Fillers) -> Iterator[int]:
    """The head words of what did it, or was used for it."""
    graph, verb = fillers.graph, match.anchor
    if match.trigger.event.partition(".")[0] not in DEEDS or graph.tokens[verb].upos != "VERB":
        return
    objects = graph.objects(verb)
    if not objects or any(fillers.is_of(word, FLYING) for word in objects):
        return
    yield from (word for word in graph.subjects(verb, depth=0) if word not in objects)
    yield from (word for word in graph.after(verb, *graph.vocabulary.struck_with) if word not in objects)
    above = graph.tokens[verb].head
    if above >= 0 and graph.tokens[above].lemma.lower() in graph.vocabulary.using:
        yield from (word for word in graph.objects(above) if word != verb)


def _strike(word: int, kind: str, event: str, fillers: Fillers) -> TriggerMatch:
    trigger = Trigger(
        event=event,
        word=fillers.graph.tokens[word].lemma.lower(),
        form="noun",
        actor=(OWNER, *fillers.graph.vocabulary.weapon_of),
        needs=(Need(role="subject", classes=frozenset({kind}), empty_ok=True),),
    )
    return TriggerMatch(trigger=trigger, words=(word,), anchor=word)
