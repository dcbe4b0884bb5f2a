"""What is said of a report tells of its event: "reports that they shelled it are false", "unverified footage shows"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.status_reading import StatusReading
from sayso.packs.lexicon import Lexicon
from sayso.packs.status_words import StatusWord

HUNG: Final = frozenset({"acl", "nmod", "appos", "ccomp", "acl:relcl", "compound"})
"""Relations by which an event hangs on the noun that tells of it: "reports that", "talk of", "the claim that"."""

STEPS: Final = 4
"""Steps up the tree at most from an event to the report of which it is an example. By hand, not swept."""


def told_of(word: int, graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    """What is made of an event by what is said of the report that tells of it, and of how it is told."""
    head, relation = graph.tokens[word].head, graph.tokens[word].deprel
    yield from _cited(word, graph, lexicon)
    if head < 0:
        return
    of_tale = is_tale(graph.tokens[head].head, graph, lexicon)
    if relation == "csubj" or (relation in ("nsubj", "nsubj:pass") and of_tale):
        yield from _marked([head], graph, lexicon)  # "it is a lie that"
    if relation in HUNG and is_tale(head, graph, lexicon):
        yield from _of_tale(head, word, graph, lexicon)
    elif relation in HUNG and (tale := _tale_above(word, graph, lexicon)) is not None:
        yield from _own(tale, graph, lexicon)
    if relation in ("ccomp", "xcomp"):
        yield from _marked(graph.children(head, "advmod"), graph, lexicon)
        for subject in graph.subjects(head, depth=1) or graph.children(head, "nsubj:pass"):
            if is_tale(subject, graph, lexicon):
                yield from _own(subject, graph, lexicon)


def _cited(word: int, graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    """What is made of an event by the report that its clause cites: "according to unconfirmed reports"."""
    head = graph.tokens[word].head
    for clause in (word, head) if head >= 0 else (word,):
        for child in graph.children(clause, "obl"):
            if child != word and is_tale(child, graph, lexicon) and graph.case_of(child) in lexicon.whether.citing:
                yield from _own(child, graph, lexicon)


def _tale_above(word: int, graph: Graph, lexicon: Lexicon) -> int | None:
    """The report of which an event is an example: "false news about the war, such as rebels taking Goma"."""
    subjects = graph.children(word, "nsubj")
    is_example = any(graph.case_of(subject) in graph.vocabulary.listing for subject in subjects)
    for _ in range(STEPS):
        is_example = is_example or graph.case_of(word) in graph.vocabulary.listing
        if word < 0 or graph.tokens[word].deprel.split(":")[0] not in ("acl", "nmod"):
            return None
        word = graph.tokens[word].head
        if is_example and is_tale(word, graph, lexicon):
            return word
    return None


def is_tale(word: int, graph: Graph, lexicon: Lexicon) -> bool:
    """Whether a noun is what somebody tells: a report, a claim, footage."""
    return word >= 0 and graph.tokens[word].lemma.lower() in lexicon.whether.tales


def _of_tale(tale: int, word: int, graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    yield from _own(tale, graph, lexicon)
    below = [at for above in (tale, word) for at in graph.below[above]]
    yield from _marked([at for at in below if at > word and _is_predicate(at, graph)], graph, lexicon)
    head, relation = graph.tokens[tale].head, graph.tokens[tale].deprel
    if head < 0:
        return
    if relation in ("nsubj", "nsubj:pass", "csubj"):
        yield from _marked([head], graph, lexicon)
        if graph.tokens[head].lemma.lower() in lexicon.whether.linking:
            yield from _marked(graph.children(head, "xcomp", "obl", "advmod"), graph, lexicon)
    beside = [at for at in graph.below[head] if at > tale and _is_predicate(at, graph)]
    yield from _marked(beside, graph, lexicon)
    if relation in ("nsubj:pass", "obj", "obl"):
        yield from _marked([head], graph, lexicon)
        if graph.tokens[head].lemma.lower() in lexicon.whether.calling:
            yield from _marked([at for at in graph.yields(head) if at > word], graph, lexicon)
        yield from _marked(graph.children(head, "xcomp", "obl", "obj", "ccomp", "advcl", "advmod"), graph, lexicon)
    if relation in ("nsubj:pass", "obj", "obl", "nmod") and not _is_negated(head, graph, lexicon):
        stances = {cue.stance for cue in lexicon.cues(graph.tokens[head].lemma.lower())[:1]}
        if "denied" in stances:
            yield StatusReading(status="denied", words=(head,))


def _is_predicate(word: int, graph: Graph) -> bool:
    """Whether a word is said of something that is not its own subject in the tree."""
    return bool(graph.children(word, "cop", "aux:pass")) and not graph.children(word, "nsubj")


def _own(tale: int, graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    """What the words of a report say of it: "unconfirmed reports", "a video that could not be verified"."""
    yield from _marked(graph.children(tale, "amod", "compound"), graph, lexicon)
    for clause in graph.children(tale, "acl:relcl", "acl"):
        kinds = {cue.kind for cue in lexicon.cues(graph.tokens[clause].lemma.lower())}
        if "confirms" in kinds and _is_negated(clause, graph, lexicon):
            yield StatusReading(status="possible", words=(clause,))


def _is_negated(word: int, graph: Graph, lexicon: Lexicon) -> bool:
    children = [graph.tokens[child] for child in graph.children(word, "advmod")]
    return any(
        entry.gives == "denied"
        for token in children
        for entry in lexicon.status_words(token.lemma.lower())
        if entry.reach == "head"
    )


def _marked(words: list[int], graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    """The readings by those words that say what a report is worth, unless they are themselves negated."""
    for word in words:
        for entry in entries_of(word, graph, lexicon):
            if entry.reach == "report" and not _is_negated(word, graph, lexicon):
                yield StatusReading(status=entry.gives, words=(word,))


def names_of(word: int, graph: Graph) -> tuple[str, ...]:
    """What a word is looked up by: with the particle behind it or the preposition before it, or else alone."""
    token = graph.tokens[word]
    behind = [child for child in graph.children(word, "compound:prt", "advmod") if child > word]
    if word + 1 < len(graph.tokens):
        behind.append(word + 1)
    before = [child for child in graph.children(word, "case", "advmod", "amod") if child == word - 1]
    return (
        *(f"{token.lemma.lower()} {graph.tokens[at].text.lower()}" for at in behind),
        *(f"{graph.tokens[at].text.lower()} {token.text.lower()}" for at in before),
        *dict.fromkeys((token.lemma.lower(), token.text.lower())),
    )


def entries_of(word: int, graph: Graph, lexicon: Lexicon) -> tuple[StatusWord, ...]:
    """The entries of a word by the first of its names that has any."""
    entries = graph.status_entries.get(word)
    if entries is None and not lexicon.may_tell_status(graph.tokens[word].lemma, graph.tokens[word].text):
        entries = graph.status_entries[word] = ()
    if entries is None:
        named = (lexicon.status_words(name) for name in names_of(word, graph))
        entries = graph.status_entries[word] = next(filter(None, named), ())
    return entries
