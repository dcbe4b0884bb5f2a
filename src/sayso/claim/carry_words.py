"""The words by which a report goes on with an event, and whether a sentence tells of what came to pass then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.scene import Scene
from sayso.claim.time_links import is_cue

FILE: Final = "carry.yaml"
"""The lexicon's file with the words, each list with its examples."""
CLIMB: Final = 6
"""Steps up the tree from a trigger to the verb that tells it. By hand, not swept."""
DESCRIBING: Final = frozenset({"acl", "amod", "xcomp", "advcl"})
"""Relations of a participle that is told with the verb over it ("shows a block reduced to rubble")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryWords:
    """The lists of `carry.yaml`."""

    follows: Mapping[str, str]
    """Family or type to those that it may follow, parted by blanks."""
    events: Mapping[str, str]
    """Noun to what it may take up, parted by blanks."""
    courses: frozenset[str]
    """Nouns of what lasts for a part of a day, in the course of which something comes to pass."""
    in_course: frozenset[str]
    """Families and types of what comes to pass there."""
    told_on: frozenset[str]
    """Families and types of what a paragraph tells of the day of its last event."""
    known: frozenset[str]
    apart: frozenset[str]
    hours: frozenset[str]
    from_then: frozenset[str]
    untold: frozenset[str]
    said: frozenset[str]
    counting: frozenset[str]
    """Verbs by whose present tense somebody tells how many were hit; cues do so too."""
    befalling: frozenset[str]
    """Verbs by which a sentence tells when what was told before came to pass."""
    pointing: frozenset[str]
    """Pronouns for what was told before."""
    assailants: frozenset[str]
    """Nouns for those who did what was told before."""
    meantime: frozenset[str]
    """Words at the head of a sentence that tell that it came to pass at the time of what the one before tells."""


def is_apart(anchor: int, graph: Graph, scene: Scene, words: CarryWords, *, is_toll: bool = False) -> bool:
    """Whether a word sets a sentence apart from those before; "the other died" is of two told there.

    What stands by the verb of a saying tells when a toll (`is_toll`) was said: "Later the mayor said that nine had
    died".
    """
    found = (index for index, token in enumerate(graph.tokens) if token.text.lower() in words.apart)
    return not all(
        _is_one_of_them(word, graph, words)
        or _is_of_hour(word, graph, words)
        or (is_toll and _is_of_saying(word, anchor, graph, scene))
        for word in found
    )


def _is_of_saying(word: int, anchor: int, graph: Graph, scene: Scene) -> bool:
    """Whether an adverb stands by a cue, and what is said below."""
    cue = graph.tokens[word].head
    if cue < 0 or graph.tokens[word].deprel != "advmod" or not is_cue(cue, graph, scene):
        return False
    at = anchor
    while at >= 0 and at != cue:
        if graph.tokens[at].head == cue:
            return graph.tokens[at].deprel.split(":")[0] == "ccomp"
        at = graph.tokens[at].head
    return False


def _is_of_hour(word: int, graph: Graph, words: CarryWords) -> bool:
    """Whether a word only bounds the hour of the day ("left before dawn")."""
    token = graph.tokens[word]
    return token.deprel == "case" and graph.tokens[token.head].lemma.lower() in words.hours


def _is_one_of_them(word: int, graph: Graph, words: CarryWords) -> bool:
    return graph.tokens[word].deprel.split(":")[0] in ("nsubj", "obj") and is_definite(word, graph, words)


def is_definite(word: int, graph: Graph, words: CarryWords) -> bool:
    """Whether an article or "this" before a noun takes what it names for known."""
    return any(graph.tokens[child].text.lower() in words.known for child in graph.children(word, "det"))


def is_told_then(word: int, graph: Graph, scene: Scene, words: CarryWords, *, is_toll: bool = False) -> bool:
    """Whether the verb over a trigger is told of a past day, or stands in what somebody said of one.

    How many were hit may be told in the present ("doctors count nine dead"): `is_toll`.
    """
    at = word
    for _ in range(CLIMB):
        token = graph.tokens[at]
        helpers = {graph.tokens[child].text.lower() for child in graph.children(at, "aux", "cop")}
        is_below = token.deprel in DESCRIBING and token.xpos in graph.tags.past_participle
        is_bare = (is_below or token.xpos in graph.tags.present_participle | graph.tags.base) and not helpers
        if (token.upos in ("VERB", "AUX") and not is_bare) or helpers:
            is_said = scene.content_at(token.start, token.end) is not None or _has_cue_above(at, graph, scene)
            is_count = is_toll and at != word and _counts(at, graph, scene, words)
            return (is_count and not helpers) or _tells(token.xpos, helpers, graph, words, is_said=is_said)
        if token.head < 0:
            return False
        at = token.head
    return False


def _counts(verb: int, graph: Graph, scene: Scene, words: CarryWords) -> bool:
    """Whether somebody tells a number by a verb in the present."""
    token = graph.tokens[verb]
    is_telling = token.lemma.lower() in words.counting or is_cue(verb, graph, scene)
    return is_telling and token.xpos in graph.tags.present | graph.tags.past


def _tells(xpos: str, helpers: set[str], graph: Graph, words: CarryWords, *, is_said: bool) -> bool:
    if helpers & words.untold or (helpers & words.said and not is_said):
        return False
    if helpers:
        return xpos not in graph.tags.present_participle  # "were using people as shields" tells what lasted
    return xpos in graph.tags.past | graph.tags.past_participle


def _has_cue_above(word: int, graph: Graph, scene: Scene) -> bool:
    head = graph.tokens[word].head
    return head >= 0 and is_cue(head, graph, scene)
