"""The numbers that belong to an event: those of its actors and targets, those on the trigger, and tolls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from sayso.claim.fillers import Fillers
from sayso.claim.graph import Graph
from sayso.claim.phrases import phrase_words
from sayso.claim.scene import Scene
from sayso.claim.told_numbers import toll_of
from sayso.claim.trigger_match import TriggerMatch
from sayso.model import Count

SUMMED: Final = frozenset({"harm", "civilians", "law"})
"""Families whose targets are counted together: "a leader and two others" are three."""
TALKED: Final = frozenset({"diplomacy"})
"""Families of what is agreed or said: those who say it and what they say it of are not counted, only the events."""
JOINTS: Final = ("CCONJ", "PUNCT")
"""What stands between those that are counted together."""
PERSONS: Final = frozenset({"people", "soldiers", "civilians", "police"})
"""Classes of whom one, without a number, is one more."""


def counts_of(
    match: TriggerMatch, heads: Sequence[int], struck: Sequence[int], fillers: Fillers, scene: Scene
) -> tuple[Count, ...]:
    """The counts of the phrases of `heads`, one a phrase, those on the trigger's own words, and the toll.

    They come in text order, each once. Where one person stands beside those counted among the targets (`struck`), the
    sum of them all comes first.
    """
    graph = fillers.graph
    event = scene.codebook.types[match.trigger.event]
    found = [
        *(count for head in (() if event.family in TALKED else heads) for count in _of_phrase(head, graph, scene)),
        *_of_words(match.words, graph, scene),
    ]
    befalls = event.family in SUMMED
    if befalls and not found:
        found = list(toll_of(match, graph, scene))
    counts = {(count.start, count.end): count for count in (_either(match, graph, found) if befalls else found)}
    if befalls and (total := _sum(struck, fillers, scene)):
        rest = {key: count for key, count in counts.items() if not _is_further(count, scene)}
        counts = {(total.start, total.end): total} | rest
    return tuple(counts[key] for key in sorted(counts))


def _of_phrase(head: int, graph: Graph, scene: Scene) -> list[Count]:
    """The count of a head's phrase: the first in it; of "five members of one family" one family is no second."""
    start, end = scene.span_of(graph, phrase_words(graph, head))
    return scene.counts(start, end)[:1]


def _either(match: TriggerMatch, graph: Graph, counts: Sequence[Count]) -> list[Count]:
    """The counts; of "killed or wounded" nobody says how many were killed, so they are casualties."""
    partners = [match.anchor, *graph.children(match.anchor, "conj")]
    if graph.tokens[match.anchor].deprel == "conj":
        partners += [graph.tokens[match.anchor].head]
    harms = [at for at in partners if graph.tokens[at].lemma.lower() in graph.vocabulary.harming]
    links = {graph.tokens[at].text.lower() for word in harms for at in graph.children(word, "cc")}
    if len(harms) < 2 or not links & graph.vocabulary.either:
        return list(counts)
    return [replace(count, of=graph.vocabulary.both_harms[0]) for count in counts]


def _of_words(words: Sequence[int], graph: Graph, scene: Scene) -> Iterator[Count]:
    for word in words:
        for child in graph.children(word, "nummod", "nmod", "obl"):
            token = graph.tokens[child]
            case = graph.case_of(child)
            is_bare = token.upos == "NUM" and not case
            if token.deprel.startswith("nummod") or is_bare or case in graph.vocabulary.counted:
                yield from scene.counts(token.start, token.end)


def _sum(struck: Sequence[int], fillers: Fillers, scene: Scene) -> Count | None:
    """The count of those counted and of the persons, or of the further ones, named beside them; `None` where there are
    no such: "five soldiers and two civilians" stay two numbers."""
    graph = fillers.graph
    own = {head: next(iter(_of_phrase(head, graph, scene)), None) for head in struck}
    counted = [count for count in own.values() if count is not None]
    single = [head for head, count in own.items() if count is None]
    further = [count for count in counted if _is_further(count, scene)]
    if not counted or len(own) < 2 or not (single or (further and len(counted) > len(further))):
        return None
    if not _are_joined(struck, graph) or not all(_is_one_person(head, fillers) for head in single):
        return None
    lows, highs = [count.low for count in counted], [count.high for count in counted]
    spans = [scene.span_of(graph, phrase_words(graph, head)) for head in single]
    start = min([start for start, _ in spans] + [count.start for count in counted])
    end = max([end for _, end in spans] + [count.end for count in counted])
    return Count(
        text=scene.text[start:end],
        start=start,
        end=end,
        of=scene.codebook.incidents.words.uncounted,
        low=_added(lows, len(single)),
        high=_added(highs, len(single)),
    )


def _added(bounds: Sequence[int | None], single: int) -> int | None:
    known = [bound for bound in bounds if bound is not None]
    return sum(known) + single if len(known) == len(bounds) else None


def _is_further(count: Count, scene: Scene) -> bool:
    """Whether a count is of those beside others told before: "two others", "three other insurgents"."""
    return any(word.lower() in scene.vocabulary.further for word in count.text.split())


def _are_joined(heads: Sequence[int], graph: Graph) -> bool:
    """Whether "and", "along with" or a comma stands between any two heads, and no verb but one that describes."""
    for first, second in pairwise(sorted(heads)):
        between = range(first + 1, second)
        if any(graph.tokens[at].upos == "VERB" and graph.tokens[at].deprel != "amod" for at in between):
            return False
        is_joined = any(graph.tokens[at].upos in JOINTS or graph.tokens[at].deprel == "cc" for at in between)
        if not is_joined and graph.case_of(second) not in graph.vocabulary.beside:
            return False
    return True


def _is_one_person(head: int, fillers: Fillers) -> bool:
    """Whether a noun is of one person: it is in the singular, and has an article or is a person's name."""
    graph, token = fillers.graph, fillers.graph.tokens[head]
    classes = fillers.classes(head)
    if token.upos not in ("NOUN", "PROPN") or token.xpos in graph.tags.plural:
        return False
    if fillers.scene.name_at("person", token.start, token.end) is not None:
        return True
    has_article = bool(graph.children(head, "det", "nmod:poss"))
    return has_article and bool(classes & PERSONS) and "place" not in classes
