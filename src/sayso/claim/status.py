"""Whether an event is said to have happened, and by which word: words of status and how far they reach in the tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.claim.graph import Graph
from sayso.model import EventStatus
from sayso.packs.lexicon import Lexicon, StatusWord

CLIMB: Final = 5
"""Steps up the tree at most; a status word further away speaks of something else. By hand, not swept."""
LONGEST_PHRASE: Final = 6
"""Words before the event's own in which a phrase of status may begin: the longest listed has four. By
reasoning."""
COMPLEMENT: Final = frozenset({"xcomp", "ccomp", "acl", "advcl", "csubj", "obl", "nmod", "acl:relcl"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReading:
    """A status and the words that give it; no words where the tense alone does."""

    status: EventStatus
    words: tuple[int, ...]


def status_of(anchor: int, graph: Graph, lexicon: Lexicon) -> StatusReading:
    """The status of the event that a word shows; `happened` where nothing says otherwise."""
    readings = list(_reaching(anchor, graph, lexicon))
    if override := _exception(readings, graph, lexicon):
        readings = override
    for status in lexicon.status_order:
        for reading in readings:
            if reading.status == status:
                return reading
    if graph.tokens[-1].text == "?":
        return StatusReading(status="possible", words=(len(graph.tokens) - 1,))
    if aim := _aim(anchor, graph):
        return aim
    return StatusReading(status="happened", words=())


def _aim(word: int, graph: Graph) -> StatusReading | None:
    """Planned, for what a noun is there for ("the forces to take the city"); not for "the first unit to enter it"."""
    token = graph.tokens[word]
    marks = [
        child
        for child in graph.children(word, "mark")
        if graph.tokens[child].text.lower() in graph.vocabulary.infinitive
    ]
    if token.deprel != "acl" or not marks:
        return None
    noun_and_its_words = (token.head, *graph.children(token.head, "amod", "nummod", "advmod", "det"))
    return (
        None
        if any(graph.tokens[at].lemma.lower() in graph.vocabulary.ordinals for at in noun_and_its_words)
        else StatusReading(status="planned", words=(marks[0],))
    )


def _reaching(anchor: int, graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    at = anchor
    yield from _beside(at, graph, lexicon)
    for _ in range(CLIMB):
        token = graph.tokens[at]
        head, relation = token.head, token.deprel
        if head < 0:
            return
        if relation.split(":")[0] == "conj":
            if _is_set_off(at, graph):
                return
            if not graph.children(at, "nsubj"):
                yield from _clause_marks(head, graph, lexicon)
            if _shares_governor(at, graph):
                at = head
                continue
            return
        yield from _governor(at, head, relation, graph, lexicon)
        yield from _would_be(head, relation, graph)
        if not _goes_on(at, head, relation, graph, lexicon):
            return
        at = head
        yield from _beside(at, graph, lexicon, climbing=True)


def _beside(word: int, graph: Graph, lexicon: Lexicon, *, climbing: bool = False) -> Iterator[StatusReading]:
    """Words that hang on the event's own word: negation, auxiliaries, adjectives, a conjunction before its clause."""
    on_noun = graph.tokens[word].upos in ("NOUN", "PROPN")
    for child in graph.below[word]:
        token = graph.tokens[child]
        for entry in (*lexicon.status_words(token.lemma.lower()), *lexicon.status_words(token.text.lower())):
            if _hangs_as(entry, child, graph, on_noun=on_noun):
                yield StatusReading(status=entry.gives, words=(child,))
    yield from _phrases(word, graph, lexicon)
    if not climbing:
        yield from _tense(word, graph)
        yield from _denied_subject(word, graph)


def _denied_subject(word: int, graph: Graph) -> Iterator[StatusReading]:
    """What is said of "no troops" or of "neither side" is denied, of an object too ("neither having control")."""
    token = graph.tokens[word]
    verbs = [word, token.head] if token.deprel == "obj" else [word]
    for subject in (child for verb in verbs for child in graph.children(verb, "nsubj")):
        for child in graph.below[subject]:
            token = graph.tokens[child]
            if token.text.lower() in graph.vocabulary.none_of and token.deprel.split(":")[0] in ("det", "cc", "advmod"):
                yield StatusReading(status="denied", words=(child,))


def _clause_marks(word: int, graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    """Conjunctions that open a word's clause, which hold for what is joined to it ("if they take X and seize Y")."""
    for child in graph.children(word, "mark"):
        for entry in lexicon.status_words(graph.tokens[child].lemma.lower()):
            if entry.reach == "clause":
                yield StatusReading(status=entry.gives, words=(child,))


def _hangs_as(entry: StatusWord, child: int, graph: Graph, *, on_noun: bool) -> bool:
    relation = graph.tokens[child].deprel.split(":")[0]
    if child == 0 and len(graph.tokens) > 1 and graph.tokens[1].text == ",":
        return False  # "Still, by October they withdrew" joins sentences
    if entry.reach == "head":
        return relation in ("advmod", "aux", "det", "discourse", "nsubj", "cc") and (
            entry.form != "pronoun" or relation == "nsubj"
        )
    if entry.reach == "noun":
        return on_noun and relation in ("amod", "det", "compound")
    if entry.reach == "clause":
        return relation == "mark"
    if entry.form == "preposition":
        return relation in ("mark", "case")
    led = entry.form == "adjective" and entry.reach == "complement" and not on_noun
    return led and relation in ("mark", "aux", "advmod")  # "was due to leave", with "due to" taken for one word


def _tense(word: int, graph: Graph) -> Iterator[StatusReading]:
    """The progressive is ongoing; an infinitive of purpose is planned."""
    token = graph.tokens[word]
    auxiliaries = {graph.tokens[child].lemma.lower() for child in graph.children(word, "aux")}
    if token.xpos in graph.tags.present_participle and auxiliaries & graph.vocabulary.be:
        yield StatusReading(status="ongoing", words=())
    marks = [
        child
        for child in graph.children(word, "mark")
        if graph.tokens[child].text.lower() in graph.vocabulary.infinitive
    ]
    if token.deprel == "advcl" and marks:
        yield StatusReading(status="planned", words=(marks[0],))


def _governor(word: int, head: int, relation: str, graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    """What the governor does to an event that is its complement, object or subject."""
    for entry in lexicon.status_words(graph.tokens[head].lemma.lower()):
        if not _same_form(entry, graph.tokens[head].upos):
            continue
        if (
            (entry.reach == "complement" and relation in COMPLEMENT and _linked(word, entry, relation, graph))
            or (entry.reach == "object" and relation in ("obj", "nsubj:pass"))
            or (entry.reach == "subject" and relation == "nsubj")
        ):
            yield StatusReading(status=entry.gives, words=(head,))


def _would_be(head: int, relation: str, graph: Graph) -> Iterator[StatusReading]:
    """Possible, for what somebody says "would" be something or come about ("said its capture would be a victory").

    What would end, last or cause something may well have happened.
    """
    clause = head
    while graph.tokens[clause].deprel == "conj" and graph.tokens[clause].head >= 0:
        clause = graph.tokens[clause].head
    if relation not in ("nsubj", "csubj") or graph.tokens[clause].deprel != "ccomp" or not _comes_about(head, graph):
        return
    for child in graph.children(head, "aux"):
        if graph.tokens[child].text.lower() in graph.vocabulary.would:
            yield StatusReading(status="possible", words=(child,))


def _comes_about(word: int, graph: Graph) -> bool:
    """Whether a predicate says what its subject is, or that it comes about."""
    objects = {graph.tokens[child].text.lower() for child in graph.children(word, "obj", "compound")}
    lemma = graph.tokens[word].lemma.lower()
    return (
        bool(graph.children(word, "cop"))
        or lemma in graph.vocabulary.coming_about
        or graph.vocabulary.taking_place.get(lemma) in objects
    )


def _same_form(entry: StatusWord, upos: str) -> bool:
    return {
        "verb": upos in ("VERB", "AUX"),
        "noun": upos in ("NOUN", "PROPN"),
        "adjective": upos in ("ADJ", "VERB", "ADV"),
    }.get(entry.form, False)


def _linked(word: int, entry: StatusWord, relation: str, graph: Graph) -> bool:
    """Whether the event hangs on a word of status as an infinitive, a clause or by one of its prepositions."""
    marks = {graph.tokens[child].text.lower() for child in graph.children(word, "mark", "case")}
    if _is_set_off(word, graph):
        return False
    if relation in ("xcomp", "ccomp", "csubj") and not marks - graph.vocabulary.that:
        return relation != "ccomp" or entry.gives != "denied"
    return bool(marks & (entry.of or graph.vocabulary.infinitive))


def _is_set_off(word: int, graph: Graph) -> bool:
    """Whether a participle stands behind a comma: it tells what came of it ("continued to advance, capturing X")."""
    if graph.tokens[word].xpos not in graph.tags.present_participle or graph.children(word, "aux", "mark"):
        return False
    first = min([word, *(child for child in graph.below[word] if graph.tokens[child].deprel == "advmod")])
    return any(graph.tokens[at].text == "," for at in range(max(0, first - 1), first))


def _goes_on(word: int, head: int, relation: str, graph: Graph, lexicon: Lexicon) -> bool:
    """Whether words above the governor still reach the event: over infinitives and nouns of trying or planning."""
    if relation in ("xcomp", "acl", "csubj"):
        return not _is_set_off(word, graph)
    if relation in ("obj", "nsubj:pass", "nmod", "obl", "compound", "nsubj"):
        governor = graph.tokens[head]
        noun = graph.tokens[word].upos in ("NOUN", "PROPN")
        is_governed = any(
            entry.reach in ("complement", "object", "subject") for entry in lexicon.status_words(governor.lemma.lower())
        )
        is_lent = relation in ("obj", "nsubj:pass") and governor.lemma.lower() in lexicon.light
        infinitive = relation == "obj" and governor.xpos in graph.tags.base
        return noun and (is_governed or is_lent or infinitive)
    return False


def _shares_governor(word: int, graph: Graph) -> bool:
    """Whether a joined verb has no subject and tense of its own, or is a noun: what reaches its partner reaches it."""
    token = graph.tokens[word]
    if token.upos in ("NOUN", "PROPN"):
        return True
    of_its_own = graph.children(word, "nsubj", "aux", "mark")
    return not of_its_own and token.xpos in graph.tags.base | graph.tags.present_participle


def _phrases(word: int, graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    """Phrases of status that end right before the event's word or one of the words that hang on its left."""
    first = min(
        [
            word,
            *(
                child
                for child in graph.below[word]
                if child < word and graph.tokens[child].deprel in ("mark", "det", "amod", "compound", "aux")
            ),
        ]
    )
    for start in range(max(0, first - LONGEST_PHRASE), word):
        for entry in lexicon.status_phrases(graph.tokens[start].lemma.lower()):
            words = _match(entry.word.split(), start, graph)
            if words and first - 1 <= words[-1] < word:
                yield StatusReading(status=entry.gives, words=words)


def _match(phrase: Sequence[str], start: int, graph: Graph) -> tuple[int, ...] | None:
    stop = start + len(phrase)
    if start < 0 or stop > len(graph.tokens):
        return None
    same = all(
        part in (token.lemma.lower(), token.text.lower())
        for part, token in zip(phrase, graph.tokens[start:stop], strict=True)
    )
    return tuple(range(start, stop)) if same else None


def _exception(readings: Sequence[StatusReading], graph: Graph, lexicon: Lexicon) -> list[StatusReading] | None:
    """What is left after a phrase that turns its words' own status ("not only", "unable to prevent")."""
    touched = {word for reading in readings for word in reading.words}
    for phrase, gives in lexicon.status_exceptions.items():
        for start in sorted({word - back for word in touched for back in range(len(phrase))}):
            words = _match(phrase, start, graph)
            if words:
                rest = [reading for reading in readings if not set(reading.words) & set(words)]
                return [*rest, StatusReading(status=gives, words=words)] if gives else rest
    return None
