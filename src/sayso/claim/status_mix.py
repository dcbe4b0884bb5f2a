"""The learned mix: how likely each status is by many weak signs, among them the encoder's sense of what happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import exp
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.status_beside import clause_marks, is_under_way
from sayso.claim.status_reading import StatusReading
from sayso.claim.status_tales import entries_of, is_tale
from sayso.model import EventStatus
from sayso.packs.lexicon import Lexicon

CUTS: Final = (-1.0, 0.0, 0.7, 1.2, 1.6, 1.9)
"""Bounds of the bins of factuality, which runs from -3 to 3. By eye, over the values of nouns and of verbs."""
DOUBTED: Final = 1.2
"""Factuality below which an event is doubted. By eye."""
ABOVE: Final = 3
"""Governors of the event whose words are looked at. By hand, not swept."""
NEAR: Final = 6
"""Words on either side of the event that count as close. By hand, not swept."""
SURE: Final = 0.8
"""Share from which the mix speaks where the rules are silent. Swept over .5, .6, .7, .8, .9 by `training.status`: below
it what is lost on articles outweighs what is won on sentences."""
NOUNS: Final = ("NOUN", "PROPN")


def mixed(word: int, graph: Graph, lexicon: Lexicon) -> StatusReading | None:
    """The status that the mix is sure of, where it is another than `happened`."""
    chances = shares(list(features_of(word, graph, lexicon)), lexicon.status_weights)
    likeliest: EventStatus = max(chances, key=lambda status: chances[status], default="happened")
    if likeliest == "happened" or chances[likeliest] <= SURE:
        return None
    return StatusReading(status=likeliest, words=())


def shares(features: Sequence[str], weights: Mapping[EventStatus, Mapping[str, float]]) -> dict[EventStatus, float]:
    """How likely each status is; they add up to one."""
    energies = {status: sum(own.get(name, 0.0) for name in features) for status, own in weights.items()}
    top = max(energies.values(), default=0.0)
    raised = {status: exp(energy - top) for status, energy in energies.items()}
    whole = sum(raised.values())
    return {status: value / whole for status, value in raised.items()}


def features_of(word: int, graph: Graph, lexicon: Lexicon) -> Iterator[str]:
    """The signs of an event's status that hold, by name: keys of `status_weights.yaml`."""
    yield "always"
    yield from _of_word(word, graph)
    yield from _of_clause(word, graph, lexicon)
    yield from _above(word, graph, lexicon)
    yield from _around(word, graph, lexicon)


def _of_word(word: int, graph: Graph) -> Iterator[str]:
    token = graph.tokens[word]
    kind = "noun" if token.upos in NOUNS else "verb"
    yield f"{kind}_fact_{_bin(token.factuality)}"
    yield f"tag_{token.xpos}"
    yield f"{kind}_is_{token.deprel}"
    helpers = {graph.tokens[child].text.lower() for child in graph.children(word, "aux", "cop")}
    yield from (f"helper_{helper}" for helper in sorted(helpers))
    if kind == "noun":
        determiners = {graph.tokens[child].text.lower() for child in graph.children(word, "det")}
        yield from (f"determiner_{determiner}" for determiner in sorted(determiners) or ("none",))
    if any(graph.tokens[child].xpos in graph.tags.infinitive_mark for child in graph.children(word, "mark")):
        yield "infinitive"


def _of_clause(word: int, graph: Graph, lexicon: Lexicon) -> Iterator[str]:
    if any(next(clause_marks(at, graph, lexicon), None) for at in _path(word, graph)):
        yield "condition"
    if graph.tokens[-1].text == "?":
        yield "question"
    if is_under_way(word, graph):
        yield "progressive"


def _path(word: int, graph: Graph) -> list[int]:
    """The word and those above it."""
    path = [word]
    while len(path) <= ABOVE and graph.tokens[path[-1]].head >= 0:
        path.append(graph.tokens[path[-1]].head)
    return path


def _above(word: int, graph: Graph, lexicon: Lexicon) -> Iterator[str]:
    """What the words above the event say, the nearest first."""
    path = _path(word, graph)
    for step, (below, head) in enumerate(pairwise(path)):
        token, relation = graph.tokens[head], graph.tokens[below].deprel.split(":")[0]
        if step == 0:
            yield f"head_fact_{_bin(token.factuality)}"
            yield f"head_tag_{token.xpos}"
            yield from (f"{relation}_under_{graph.tokens[at].text.lower()}" for at in graph.children(head, "aux"))
        if is_tale(head, graph, lexicon):
            yield "under_report"
        kinds = [cue.kind for cue in lexicon.cues(token.lemma.lower()) if cue.form == "verb"]
        yield from (f"{relation}_of_{kind}_{'near' if step == 0 else 'far'}" for kind in kinds[:1])


def _around(word: int, graph: Graph, lexicon: Lexicon) -> Iterator[str]:
    """The words of status in the event's neighbourhood, whether a rule lets them reach it or not."""
    path = _path(word, graph)
    beside = {child for at in path for child in graph.below[at]} - set(path)
    close = range(max(0, word - NEAR), min(len(graph.tokens), word + NEAR))
    trust = "doubted" if graph.tokens[word].factuality < DOUBTED else "trusted"
    for where, words in (("above", path[1:]), ("beside", beside), ("close", close)):
        found = {entry.gives for at in words if at != word for entry in entries_of(at, graph, lexicon)}
        for status in sorted(found):
            yield f"{status}_{where}"
            yield f"{status}_{where}_{trust}"
        if not found:
            yield f"nothing_{where}_{trust}"
    yield f"least_fact_{_bin(min(graph.tokens[at].factuality for at in path))}"


def _bin(value: float) -> int:
    return sum(value > cut for cut in CUTS)
