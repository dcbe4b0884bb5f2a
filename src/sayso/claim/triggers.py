"""Where a sentence shows an event: words of the codebook whose grammar and fillers fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.claim.fillers import Fillers
from sayso.claim.graph import Graph
from sayso.claim.trigger_match import TriggerMatch
from sayso.packs.codebook import HYPHEN, Codebook, Trigger

FORMS = {"verb": ("VERB", "AUX"), "noun": ("NOUN", "PROPN"), "adjective": ("ADJ", "VERB", "NOUN", "ADV")}
GAP = 3
"""Words that may stand between two words of a phrase ("take full military control"). By hand, not swept."""
BETWEEN = frozenset({"DET", "ADJ", "ADV", "NUM", "PROPN", "PART", "PRON", "AUX"})
"""Parts of speech that may stand there."""
CLOSED = frozenset({"PUNCT", "DET", "PRON", "ADP", "CCONJ"})
"""Parts of speech of words that show nothing by themselves; a phrase may begin with one ("under siege")."""


def find_triggers(graph: Graph, fillers: Fillers, codebook: Codebook) -> list[TriggerMatch]:
    """The triggers of a sentence in text order; a word shows one event only, the one whose trigger asks most."""
    found = list[TriggerMatch]()
    for word in range(len(graph.tokens)):
        shown = next(_fitting(word, graph, fillers, codebook), None)
        if shown is not None:
            found.append(shown)
    return _without_overlap(found)


def _fitting(word: int, graph: Graph, fillers: Fillers, codebook: Codebook) -> Iterator[TriggerMatch]:
    token = graph.tokens[word]
    for trigger in codebook.triggers(token.lemma, token.text):
        if token.upos in CLOSED and not trigger.phrase:
            continue
        words = _covered(trigger, word, graph)
        if words is None:
            continue
        shown = TriggerMatch(trigger=trigger, words=words, anchor=_anchor(trigger, words, graph))
        if _form_fits(shown, graph) and _context_fits(shown, graph) and _needs_met(shown, fillers):
            yield shown


def _covered(trigger: Trigger, word: int, graph: Graph) -> tuple[int, ...] | None:
    """The words that the trigger covers from this one on; `None` if it does not stand here."""
    if trigger.phrase:
        return _phrase(trigger.phrase, word, graph)
    if trigger.particle is None:
        return (word,)
    particles = [
        child for child in graph.below[word]
        if graph.tokens[child].deprel in ("compound:prt", "advmod", "obl", "case", "mark")
        and graph.tokens[child].text.lower() == trigger.particle and child > word
    ]  # fmt: skip
    return (word, particles[0]) if particles else None


def _phrase(phrase: Sequence[str], word: int, graph: Graph) -> tuple[int, ...] | None:
    covered, at = [word], word
    for lemma in phrase[1:]:
        after = range(at + 1, min(at + 2 + GAP, len(graph.tokens)))
        at = next((i for i in after if lemma in (graph.tokens[i].lemma.lower(), graph.tokens[i].text.lower())), -1)
        if at < 0 or any(graph.tokens[i].upos not in BETWEEN for i in range(covered[-1] + 1, at)):
            return None
        covered.append(at)
    return tuple(covered)


def _anchor(trigger: Trigger, words: tuple[int, ...], graph: Graph) -> int:
    """The word whose tree holds the roles: the verb of a verb phrase, the noun of any other phrase.

    Of a noun with a hyphen it is the part that the others hang on: the "attack" of a "counter-attack".
    """
    wanted = ("VERB", "AUX") if trigger.form == "verb" else ("NOUN", "PROPN", "ADJ")
    if len(words) == 1 or trigger.particle:
        return words[0]
    if HYPHEN in trigger.phrase and trigger.form == "noun":
        return next((word for word in words if graph.tokens[word].head not in words), words[0])
    return next((word for word in words if graph.tokens[word].upos in wanted), words[0])


def _form_fits(shown: TriggerMatch, graph: Graph) -> bool:
    token = graph.tokens[shown.anchor]
    if shown.trigger.phrase:
        return HYPHEN not in shown.trigger.phrase or _hyphened_fits(shown, graph)
    if shown.trigger.form == "verb" and token.deprel == "amod":
        # "mobilised soldiers" describes; what stands behind its noun or has an object of its own tells.
        return shown.anchor > token.head or bool(graph.children(shown.anchor, "obj"))
    if shown.trigger.form == "adjective":
        return token.upos in FORMS["adjective"] and token.text.lower() in (shown.trigger.word, token.lemma.lower())
    if shown.trigger.form == "noun" and token.upos == "ADJ":
        return bool(graph.children(shown.anchor, "det", "nmod:poss"))  # "its offensive", whatever the tag
    return token.upos in FORMS[shown.trigger.form]


def _hyphened_fits(shown: TriggerMatch, graph: Graph) -> bool:
    """Whether a word with a hyphen is of the trigger's form: a verb has a verb in it, a noun no part bent as a verb."""
    if shown.trigger.form == "verb":
        return any(graph.tokens[word].upos in FORMS["verb"] for word in shown.words)
    bent = graph.tags.past | graph.tags.past_participle | graph.tags.present_participle
    return shown.trigger.form == "adjective" or not any(graph.tokens[word].xpos in bent for word in shown.words)


def _context_fits(shown: TriggerMatch, graph: Graph) -> bool:
    """Whether no word that holds the trigger off stands beside it, and one that it asks for does."""
    trigger = shown.trigger
    if not trigger.not_with and not trigger.only_with:
        return True
    near = beside(shown.words, graph)
    return not trigger.not_with & near and (not trigger.only_with or bool(trigger.only_with & near))


def beside(words: Sequence[int], graph: Graph) -> frozenset[str]:
    """Lemmas and forms of the words beside these in the tree: the governor, the dependants and theirs."""
    near = set[int]()
    for word in words:
        head = graph.tokens[word].head
        near |= set(graph.below[word]) | {other for child in graph.below[word] for other in graph.below[child]}
        if head >= 0:
            near.add(head)
            near |= set(graph.children(head, "case", "compound"))
    near -= set(words)
    found = {graph.tokens[at].lemma.lower() for at in near} | {graph.tokens[at].text.lower() for at in near}
    return frozenset(found)


def _needs_met(shown: TriggerMatch, fillers: Fillers) -> bool:
    for need in shown.trigger.needs:
        found = fillers.of_role(shown.words, shown.anchor, need.role, shown.trigger.form)
        if not found:
            if not need.empty_ok:
                return False
        elif not any(fillers.is_of(word, need.classes) for word in found):
            return False
    return True


def _without_overlap(found: Sequence[TriggerMatch]) -> list[TriggerMatch]:
    """Triggers that share no word: of two that do, the one that covers more words, then the one of higher priority."""
    kept, taken = list[TriggerMatch](), set[int]()
    for shown in sorted(found, key=lambda s: (-len(s.words), -s.trigger.priority, s.words)):
        if not taken & set(shown.words):
            kept.append(shown)
            taken |= set(shown.words)
    return sorted(kept, key=lambda shown: shown.words)
