"""Where a sentence shows an event: words of the codebook whose grammar and fillers fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sayso.claim.fillers import Fillers
from sayso.claim.graph import Graph
from sayso.claim.phrases import phrase_words
from sayso.claim.trigger_match import TriggerMatch
from sayso.packs.codebook import HYPHEN, Codebook, Trigger

FORMS = {"verb": ("VERB", "AUX"), "noun": ("NOUN", "PROPN"), "adjective": ("ADJ", "VERB", "NOUN", "ADV")}
GAP = 3
"""Words that may stand between two words of a phrase ("take full military control"). By hand, not swept."""
BETWEEN = frozenset({"DET", "ADJ", "ADV", "NUM", "PROPN", "PART", "PRON", "AUX"})
"""Parts of speech that may stand there."""
TALK: Final = frozenset({"statement.assessment", "statement.intent"})
"""Types of what somebody thinks or means to do, where that has no type of its own."""
DOERS: Final = frozenset({"people"})
"""Classes of those who do things, as weapons do not: "missiles struck" is a missile strike."""
CLOSED = frozenset({"PUNCT", "DET", "PRON", "ADP", "CCONJ"})
"""Parts of speech of words that show nothing by themselves; a phrase may begin with one ("under siege")."""


def find_triggers(graph: Graph, fillers: Fillers, codebook: Codebook) -> list[TriggerMatch]:
    """The triggers of a sentence in text order; a word shows one event only, the one whose trigger asks most."""
    matches = list[TriggerMatch]()
    for word, token in enumerate(graph.tokens):
        if triggers := codebook.triggers(token.lemma, token.text):
            match = next(_fitting(triggers, word, graph, fillers), None)
            if match is not None:
                matches.append(match)
    return _without_talk(_without_twins(_without_overlap(matches), graph), graph)


def _fitting(triggers: Sequence[Trigger], word: int, graph: Graph, fillers: Fillers) -> Iterator[TriggerMatch]:
    """The triggers that stand at a word as they have to, of those that it may show."""
    is_closed = graph.tokens[word].upos in CLOSED
    for trigger in triggers:
        if is_closed and not trigger.phrase:
            continue
        words = _covered(trigger, word, graph)
        if words is None:
            continue
        match = TriggerMatch(trigger=trigger, words=words, anchor=_anchor(trigger, words, graph))
        if not _context_fits(match, graph) or not _form_fits(match, graph):
            continue
        if _needs_met(match, fillers) and not _is_deed(match, fillers):
            yield match


def _covered(trigger: Trigger, word: int, graph: Graph) -> tuple[int, ...] | None:
    """The words that the trigger covers from this one on; `None` if it does not stand here."""
    if trigger.phrase:
        return _phrase(trigger, word, graph) if graph.words.issuperset(trigger.phrase) else None
    if trigger.particle is None:
        return (word,)
    particles = [
        child for child in graph.below[word]
        if graph.tokens[child].deprel in ("compound:prt", "advmod", "obl", "case", "mark")
        and graph.tokens[child].text.lower() == trigger.particle and child > word
    ]  # fmt: skip
    particles += [at for at in (word + 1,) if _opens_phrase(at, word, trigger.particle, graph)]
    return (word, particles[0]) if particles else None


def _opens_phrase(word: int, verb: int, particle: str, graph: Graph) -> bool:
    """Whether a verb's particle was read as part of the preposition behind it ("pulled out of the town")."""
    if word >= len(graph.tokens) or graph.tokens[word].text.lower() != particle or graph.tokens[word].deprel != "case":
        return False
    noun = graph.tokens[word].head
    return noun >= 0 and graph.tokens[noun].head == verb and graph.case_of(noun) != particle


def _phrase(trigger: Trigger, word: int, graph: Graph) -> tuple[int, ...] | None:
    """The words of a phrase that begins here; an object may stand in it ("held the junta responsible")."""
    covered = [word]
    for lemma in trigger.phrase[1:]:
        at = _next_word(lemma, covered[-1], graph)
        if at is None and len(covered) == 1:
            at = _behind_object(trigger, word, graph)
        if at is None:
            return None
        covered.append(at)
    return tuple(covered)


def _behind_object(trigger: Trigger, verb: int, graph: Graph) -> int | None:
    """Where a verb's phrase goes on behind its object: not with its last preposition, nor with an infinitive."""
    objects = [word for word in graph.children(verb, "obj", "iobj") if word > verb and not graph.case_of(word)]
    if trigger.form != "verb" or not objects:
        return None
    at = _next_word(trigger.phrase[1], max(phrase_words(graph, min(objects))), graph)
    if at is None or graph.tokens[at].upos == "PART":
        return None
    return None if len(trigger.phrase) == 2 and graph.tokens[at].upos == "ADP" else at  # "called the men for tea"


def _next_word(lemma: str, at: int, graph: Graph) -> int | None:
    """Where a phrase's next word stands behind one, with nothing but small words between."""
    for index in range(at + 1, min(at + 2 + GAP, len(graph.tokens))):
        if lemma in (graph.tokens[index].lemma.lower(), graph.tokens[index].text.lower()):
            between = range(at + 1, index)
            return index if all(graph.tokens[word].upos in BETWEEN for word in between) else None
    return None


def _anchor(trigger: Trigger, words: tuple[int, ...], graph: Graph) -> int:
    """The word whose tree holds the roles: the verb of a verb phrase, the noun of any other phrase.

    Of several nouns it is the one that the others hang on: the "attack" of a "counter-attack", of an "air attack".
    """
    wanted = ("VERB", "AUX") if trigger.form == "verb" else ("NOUN", "PROPN", "ADJ")
    if len(words) == 1 or trigger.particle:
        return words[0]
    fitting = [word for word in words if graph.tokens[word].upos in wanted or HYPHEN in trigger.phrase]
    if trigger.form == "verb":  # "has not been heard from": no auxiliary, where the phrase has a verb of its own
        fitting = [word for word in fitting if graph.tokens[word].upos == "VERB"] or fitting
    tops = [word for word in fitting if graph.tokens[word].head not in words] if trigger.form != "verb" else []
    return next(iter(tops or fitting), words[0])


def _is_deed(match: TriggerMatch, fillers: Fillers) -> bool:
    """Whether words that look like a noun's phrase are what somebody does: "snipers fired" is no sniper fire."""
    if match.trigger.form != "noun" or len(match.words) == 1:
        return False
    tokens = fillers.graph.tokens
    doers = [word for word in match.words if tokens[word].deprel == "nsubj" and tokens[word].head in match.words]
    return any(tokens[tokens[word].head].upos == "VERB" and fillers.is_of(word, DOERS) for word in doers)


def _form_fits(match: TriggerMatch, graph: Graph) -> bool:
    token = graph.tokens[match.anchor]
    if match.trigger.phrase:
        is_fit = HYPHEN not in match.trigger.phrase or _hyphened_fits(match, graph)
        return is_fit and _is_of_form(match, graph)
    if match.trigger.form == "verb" and token.deprel == "amod":
        # "mobilised soldiers" describes; what stands behind its noun or has an object of its own tells.
        return match.anchor > token.head or bool(graph.children(match.anchor, "obj"))
    if match.trigger.form == "adjective":
        if token.upos == "VERB" and graph.children(match.anchor, "obj"):
            return False
        return token.upos in FORMS["adjective"] and token.text.lower() in (match.trigger.word, token.lemma.lower())
    if match.trigger.form == "noun" and token.upos == "ADJ":
        return bool(graph.children(match.anchor, "det", "nmod:poss"))  # "its offensive", whatever the tag
    return token.upos in FORMS[match.trigger.form]


def _is_of_form(match: TriggerMatch, graph: Graph) -> bool:
    """Whether a phrase of a verb has a verb in it, unlike "the fire at the depot", and one of a noun no clause."""
    if match.trigger.form == "verb":
        return any(graph.tokens[word].upos in ("VERB", "AUX", "ADJ") for word in match.words)
    return match.trigger.form != "noun" or not _is_clause(match.words, graph)


def _is_clause(words: Sequence[int], graph: Graph) -> bool:
    """Whether one word of a phrase is the subject of another: "drones struck Odesa" is no "drone strike"."""
    return any(
        graph.tokens[word].upos == "VERB" and set(words).intersection(graph.children(word, "nsubj")) for word in words
    )


def _hyphened_fits(match: TriggerMatch, graph: Graph) -> bool:
    """Whether a word with a hyphen is of the trigger's form: a verb has a verb in it, a noun no part bent as a verb."""
    if match.trigger.form == "verb":
        return any(graph.tokens[word].upos in FORMS["verb"] for word in match.words)
    bent = graph.tags.past | graph.tags.past_participle | graph.tags.present_participle
    return match.trigger.form == "adjective" or not any(graph.tokens[word].xpos in bent for word in match.words)


def _context_fits(match: TriggerMatch, graph: Graph) -> bool:
    """Whether no word that holds the trigger off stands beside it, and one that it asks for does."""
    trigger = match.trigger
    if trigger.only_with and trigger.only_with.isdisjoint(graph.words):
        return False
    if not trigger.only_with and trigger.not_with.isdisjoint(graph.words):
        return True
    words_beside = beside(match.words, graph)
    return not trigger.not_with & words_beside and (not trigger.only_with or bool(trigger.only_with & words_beside))


def beside(words: Sequence[int], graph: Graph) -> frozenset[str]:
    """Lemmas and forms of the words beside these in the tree: the governor, the dependants and theirs."""
    neighbours = set[int]()
    for word in words:
        head = graph.tokens[word].head
        neighbours |= set(graph.below[word]) | {
            grandchild for child in graph.below[word] for grandchild in graph.below[child]
        }
        if head >= 0:
            neighbours.add(head)
            neighbours |= set(graph.children(head, "case", "compound"))
    neighbours -= set(words)
    texts = {graph.tokens[at].lemma.lower() for at in neighbours} | {graph.tokens[at].text.lower() for at in neighbours}
    return frozenset(texts)


def _needs_met(match: TriggerMatch, fillers: Fillers) -> bool:
    for need in match.trigger.needs:
        heads = fillers.of_role(match.words, match.anchor, need.role, match.trigger.form)
        if not heads:
            if not need.empty_ok:
                return False
        elif not any(fillers.is_of(word, need.classes) for word in heads):
            return False
    return True


def _without_twins(matches: Sequence[TriggerMatch], graph: Graph) -> list[TriggerMatch]:
    """Triggers without those whose complement shows the same event: "left nine dead" is one killing, not two."""
    complements = {
        (graph.tokens[match.anchor].head, match.trigger.event)
        for match in matches
        if graph.tokens[match.anchor].deprel == "xcomp"
    }
    return [match for match in matches if (match.anchor, match.trigger.event) not in complements]


def _without_talk(matches: Sequence[TriggerMatch], graph: Graph) -> list[TriggerMatch]:
    """Triggers without the talk of what has a type of its own: who "plans to take the town" plans its capture."""
    told = {match.anchor for match in matches if not _is_talk(match)}
    return [match for match in matches if not _is_talk(match) or not told & _said_in(match.anchor, graph)]


def _is_talk(match: TriggerMatch) -> bool:
    return match.trigger.event in TALK


def _said_in(verb: int, graph: Graph) -> set[int]:
    """The verbs of what a verb says or means to do."""
    return {said for clause in graph.children(verb, "xcomp", "ccomp") for said in graph.with_conjuncts(clause)}


def _without_overlap(matches: Sequence[TriggerMatch]) -> list[TriggerMatch]:
    """Triggers that share no word: of two that do, the one that covers more words, then the one of higher priority."""
    apart, covered = list[TriggerMatch](), set[int]()
    for match in sorted(matches, key=lambda match: (-len(match.words), -match.trigger.priority, match.words)):
        if not covered & set(match.words):
            apart.append(match)
            covered |= set(match.words)
    return sorted(apart, key=lambda match: match.words)
