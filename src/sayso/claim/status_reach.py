"""How far words of status reach in the tree: the readings of an event by the words around and above it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.status_beside import beside_word, clause_marks, is_past, is_under_way, links
from sayso.claim.status_reading import StatusReading
from sayso.claim.status_tales import entries_of, told_of
from sayso.packs.lexicon import Lexicon
from sayso.packs.status_words import StatusWord

CLIMB: Final = 5
"""Steps up the tree at most; a status word further away speaks of something else. By hand, not swept."""
COMPLEMENT: Final = frozenset({"xcomp", "ccomp", "acl", "advcl", "csubj", "obl", "nmod", "acl:relcl"})
OBJECT: Final = frozenset({"obj", "nsubj:pass"})
NOMINAL: Final = frozenset({"obj", "nsubj:pass", "nmod", "obl", "compound", "nsubj"})
FORMS: Final = {
    "verb": ("VERB", "AUX"),
    "noun": ("NOUN", "PROPN"),
    "adjective": ("ADJ", "VERB", "ADV", "NOUN"),
}


def readings_of(anchor: int, graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    """What each word of status that reaches an event makes of it, the nearest first."""
    at = anchor
    yield from beside_word(at, graph, lexicon)
    yield from _of_what_it_is(at, graph, lexicon)
    yield from told_of(at, graph, lexicon)
    for _ in range(CLIMB):
        token = graph.tokens[at]
        head, relation = token.head, token.deprel
        if head < 0:
            return
        if relation.split(":")[0] == "conj":
            if is_set_off(at, graph):
                return
            if not graph.children(at, "nsubj"):
                yield from clause_marks(head, graph, lexicon)
            if _shares_governor(at, graph):
                at = head
                continue
            return
        governed = list(_governor(at, head, relation, graph, lexicon))
        if any(reading.undone for reading in governed) and _is_undone(head, graph, lexicon):
            yield from _lasting_on(at, relation, head, graph)
            return
        yield from governed
        yield from _would_be(head, relation, graph, lexicon)
        if not _goes_on(at, head, relation, graph, lexicon):
            return
        at = head
        yield from beside_word(at, graph, lexicon, climbing=True)
        yield from told_of(at, graph, lexicon)


def _of_what_it_is(word: int, graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    """What a noun's own subject makes of it: "their goal is the capture of the city"."""
    is_noun = graph.tokens[word].upos in FORMS["noun"]
    for subject in graph.children(word, "nsubj") if is_noun and graph.children(word, "cop") else ():
        for entry in entries_of(subject, graph, lexicon):
            if entry.form == "noun" and entry.reach == "complement" and graph.tokens[subject].upos in FORMS["noun"]:
                yield StatusReading(status=entry.gives, words=(subject,))


def _is_undone(verb: int, graph: Graph, lexicon: Lexicon) -> bool:
    """Whether a verb that undoes things is itself denied or fails: "could not prevent", "failed to stop"."""
    return any(reading.status in ("denied", "attempted") for reading in readings_of(verb, graph, lexicon))


def _lasting_on(word: int, relation: str, verb: int, graph: Graph) -> Iterator[StatusReading]:
    """Ongoing, for what "never stopped"; what was not prevented has its own words only."""
    if relation == "nsubj" or (relation == "xcomp" and graph.tokens[word].xpos in graph.tags.present_participle):
        yield StatusReading(status="ongoing", words=(verb,))


def _governor(word: int, head: int, relation: str, graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    """What the governor does to an event that is its complement, object or subject."""
    governors = [head]
    if relation == "advcl" and word < head and not graph.children(head, "nsubj") and not graph.children(word, "mark"):
        relation = "nsubj"  # "Shelling around the town persisted", with its subject taken for a clause
    before = relation == "ccomp" and word < head
    if (relation in ("nsubj", "csubj") or before) and links(head, graph, lexicon):
        governors += graph.children(head, "xcomp", "advmod", "obl")
    if relation in ("xcomp", "advcl", "acl") and _linked_by(word, graph.vocabulary.infinitive, graph):
        governors += [
            child for child in graph.children(head, "obj") if graph.tokens[child].upos == "NOUN" and child < word
        ]
    for governor in governors:
        for entry in entries_of(governor, graph, lexicon):
            if _reaches(entry, governor, word, head, relation, graph):
                undone = entry.form == "verb" and (
                    entry.gives == "denied" or (entry.gives == "attempted" and entry.reach == "object")
                )
                yield StatusReading(status=entry.gives, words=(governor,), near=relation == "compound", undone=undone)


def _reaches(entry: StatusWord, governor: int, word: int, head: int, relation: str, graph: Graph) -> bool:
    """Whether a word of status that governs an event reaches it by the relation between them."""
    if not _same_form(entry, governor, graph) or (not entry.past and is_past(governor, graph)):
        return False
    if entry.reach == "complement":
        if governor != head:
            return entry.form == ("adjective" if relation in ("nsubj", "csubj", "ccomp") else "noun")
        return _reaches_complement(entry, governor, word, relation, graph)
    if entry.reach == "object":
        particle = graph.case_of(word) or entry.word.rpartition(" ")[2]
        split = relation == "obl" and entry.word.endswith(
            f" {particle}"
        )  # "put off the talks", taken for "off the talks"
        return relation in OBJECT or split
    if entry.reach == "raised":
        return relation == "xcomp" and graph.is_passive(governor)
    return entry.reach == "subject" and relation == "nsubj"


def _reaches_complement(entry: StatusWord, governor: int, word: int, relation: str, graph: Graph) -> bool:
    if relation == "compound":
        return entry.form == "noun" and entry.gives in ("attempted", "planned")
    if relation == "nsubj":
        return entry.form == "adjective" and graph.tokens[governor].upos != "NOUN"
    return relation in COMPLEMENT and _linked(word, entry, relation, graph)


def _linked_by(word: int, marks: frozenset[str], graph: Graph) -> bool:
    return any(graph.tokens[child].text.lower() in marks for child in graph.children(word, "mark"))


def _would_be(head: int, relation: str, graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    """Possible, planned or ongoing, for what "would be" something, "might follow", "will begin", "is taking place".

    What would end, last or cause something may well have happened.
    """
    if is_under_way(head, graph) and (
        _comes_about(head, graph, lexicon) if relation == "nsubj" else _is_lent(head, relation, graph, lexicon)
    ):
        yield StatusReading(status="ongoing", words=())
    if relation not in ("nsubj", "csubj") or not _comes_about(head, graph, lexicon):
        return
    for child in graph.children(head, "aux", "advmod"):
        for entry in lexicon.status_words(graph.tokens[child].text.lower()):
            if entry.form == "auxiliary" or (entry.gives == "denied" and not graph.children(head, "cop")):
                yield StatusReading(status=entry.gives, words=(child,))


def _comes_about(word: int, graph: Graph, lexicon: Lexicon) -> bool:
    """Whether a predicate says what its subject is, or that it comes about."""
    objects = {graph.tokens[child].text.lower() for child in graph.children(word, "obj", "compound")}
    lemma = graph.tokens[word].lemma.lower()
    return (
        bool(graph.children(word, "cop"))
        or lemma in graph.vocabulary.coming_about | lexicon.whether.following
        or graph.vocabulary.taking_place.get(lemma) in objects
    )


def _same_form(entry: StatusWord, word: int, graph: Graph) -> bool:
    upos = graph.tokens[word].upos
    return upos in FORMS.get(entry.form, ())


def _linked(word: int, entry: StatusWord, relation: str, graph: Graph) -> bool:
    """Whether the event hangs on a word of status as an infinitive, a clause or by one of its prepositions."""
    marks = {graph.tokens[child].text.lower() for child in graph.children(word, "mark", "case")}
    known = relation == "csubj" and entry.gives == "denied" and entry.form == "verb"
    told = entry.gives == "ongoing" and graph.children(word, "nsubj", "nsubj:pass")  # "continued, with ten killed"
    if is_set_off(word, graph) or known or told or (entry.clause and not graph.children(word, "mark")):
        return False
    if relation in ("xcomp", "ccomp", "csubj") and not marks - graph.vocabulary.that:
        if relation == "ccomp" and entry.gives in ("denied", "planned", "ongoing"):
            return entry.gives == "planned" and _is_wish(word, graph)
        return entry.bare or bool(marks & entry.of)
    return bool(marks & (entry.of or graph.vocabulary.infinitive))


def _is_wish(word: int, graph: Graph) -> bool:
    """Whether a clause's verb stands bare, as in "demanded that they withdraw": what was told as done does not."""
    helpers = [graph.tokens[child] for child in graph.children(word, "aux", "aux:pass")]
    if helpers:
        return all(helper.xpos in graph.tags.base for helper in helpers)
    return graph.tokens[word].xpos in graph.tags.base


def is_set_off(word: int, graph: Graph) -> bool:
    """Whether a participle stands behind a comma: it tells what came of it ("continued to advance, capturing X")."""
    if graph.tokens[word].xpos not in graph.tags.present_participle or graph.children(word, "aux", "mark"):
        return False
    first = min([word, *(child for child in graph.below[word] if graph.tokens[child].deprel == "advmod")])
    return any(graph.tokens[at].text == "," for at in range(max(0, first - 1), first))


def _goes_on(word: int, head: int, relation: str, graph: Graph, lexicon: Lexicon) -> bool:
    """Whether words above the governor still reach the event: over infinitives and nouns of trying or planning."""
    if relation in ("xcomp", "acl", "csubj"):
        known = relation == "acl" and graph.tokens[word].xpos in graph.tags.past_participle
        return not is_set_off(word, graph) and not (known and not graph.children(word, "mark", "aux"))
    governor = graph.tokens[head]
    ended = relation != "nsubj" and governor.lemma.lower() in lexicon.whether.ending
    if relation not in NOMINAL or graph.tokens[word].upos not in FORMS["noun"] or ended:
        return False
    if relation == "nsubj" and _lasts(head, graph, lexicon):
        return bool(graph.children(head, "advmod"))  # "the offensive would continue" has begun
    if relation in OBJECT and lexicon.cues(governor.lemma.lower()) and _is_negated(head, graph, lexicon):
        return False  # "nobody has claimed the attack": that is for the cue to say
    infinitive = relation == "obj" and governor.xpos in graph.tags.base and not graph.children(head, "aux")
    is_caused = relation in ("obj", "obl") and governor.lemma.lower() in lexicon.whether.causing
    not_done = relation == "obj" and _is_not_done(head, graph, lexicon)
    if infinitive or is_caused or not_done or _is_undergone(word, head, graph, lexicon):
        return True
    return _is_lent(head, relation, graph, lexicon) or _governs(head, word, graph, lexicon)


def _lasts(verb: int, graph: Graph, lexicon: Lexicon) -> bool:
    """Whether a verb says of its subject that it goes on."""
    return any((entry.gives, entry.reach) == ("ongoing", "subject") for entry in entries_of(verb, graph, lexicon))


def _is_lent(head: int, relation: str, graph: Graph, lexicon: Lexicon) -> bool:
    """Whether a verb only lends a noun its tense ("launch an assault")."""
    return relation in OBJECT and graph.tokens[head].lemma.lower() in lexicon.light


def _is_not_done(verb: int, graph: Graph, lexicon: Lexicon) -> bool:
    """Whether a verb is negated that does not undo its object: "had never seen combat"."""
    entries = lexicon.status_words(graph.tokens[verb].lemma.lower())
    return _is_negated(verb, graph, lexicon) and not any(entry.gives in ("denied", "attempted") for entry in entries)


def _is_negated(verb: int, graph: Graph, lexicon: Lexicon) -> bool:
    return any(
        entry.gives == "denied" and entry.reach == "head"
        for child in graph.children(verb, "advmod")
        for entry in lexicon.status_words(graph.tokens[child].text.lower())
    )


def _is_undergone(word: int, head: int, graph: Graph, lexicon: Lexicon) -> bool:
    """Whether a noun tells what a verb goes through: "engage in talks", "was placed under siege"."""
    case = graph.case_of(word)
    light = case in graph.vocabulary.undergone and graph.tokens[head].lemma.lower() in lexicon.light
    return graph.tokens[word].deprel == "obl" and (light or case in lexicon.whether.under)


def _governs(head: int, word: int, graph: Graph, lexicon: Lexicon) -> bool:
    """Whether a word of status governs a noun, by one of its prepositions where it has any."""
    entries = lexicon.status_words(graph.tokens[head].lemma.lower())
    if graph.tokens[word].deprel not in ("nmod", "obl"):
        return any(entry.reach in ("complement", "object", "subject") for entry in entries)
    case = graph.case_of(word)
    return any(entry.reach == "complement" and case in (entry.of or graph.vocabulary.infinitive) for entry in entries)


def _shares_governor(word: int, graph: Graph) -> bool:
    """Whether a joined verb has no subject and tense of its own, or is a noun: what reaches its partner reaches it."""
    token = graph.tokens[word]
    if token.upos in ("NOUN", "PROPN"):
        return True
    of_its_own = graph.children(word, "nsubj", "aux", "mark")
    return not of_its_own and token.xpos in graph.tags.base | graph.tags.present_participle
