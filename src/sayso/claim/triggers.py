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
    matches = list[TriggerMatch]()
    for word in range(len(graph.tokens)):
        match = next(_fitting(word, graph, fillers, codebook), None)
        if match is not None:
            matches.append(match)
    return _without_twins(_without_overlap(matches), graph)


def _fitting(word: int, graph: Graph, fillers: Fillers, codebook: Codebook) -> Iterator[TriggerMatch]:
    token = graph.tokens[word]
    for trigger in codebook.triggers(token.lemma, token.text):
        if token.upos in CLOSED and not trigger.phrase:
            continue
        words = _covered(trigger, word, graph)
        if words is None:
            continue
        match = TriggerMatch(trigger=trigger, words=words, anchor=_anchor(trigger, words, graph))
        if _form_fits(match, graph) and _context_fits(match, graph) and _needs_met(match, fillers):
            yield match


def _covered(trigger: Trigger, word: int, graph: Graph) -> tuple[int, ...] | None:
    """The words that the trigger covers from this one on; `None` if it does not stand here."""
    if trigger.phrase:
        return _phrase(trigger.phrase, word, graph) if graph.words.issuperset(trigger.phrase) else None
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


def _phrase(phrase: Sequence[str], word: int, graph: Graph) -> tuple[int, ...] | None:
    covered, at = [word], word
    for lemma in phrase[1:]:
        after = range(at + 1, min(at + 2 + GAP, len(graph.tokens)))
        at = next(
            (
                index
                for index in after
                if lemma in (graph.tokens[index].lemma.lower(), graph.tokens[index].text.lower())
            ),
            -1,
        )
        if at < 0 or any(graph.tokens[index].upos not in BETWEEN for index in range(covered[-1] + 1, at)):
            return None
        covered.append(at)
    return tuple(covered)


def _anchor(trigger: Trigger, words: tuple[int, ...], graph: Graph) -> int:
    """The word whose tree holds the roles: the verb of a verb phrase, the noun of any other phrase.

    Of several nouns it is the one that the others hang on: the "attack" of a "counter-attack", of an "air attack".
    """
    wanted = ("VERB", "AUX") if trigger.form == "verb" else ("NOUN", "PROPN", "ADJ")
    if len(words) == 1 or trigger.particle:
        return words[0]
    fitting = [word for word in words if graph.tokens[word].upos in wanted or HYPHEN in trigger.phrase]
    acting = [word for word in fitting if graph.tokens[word].upos == "VERB"]
    if trigger.form == "verb" and acting:
        return acting[0]
    tops = [word for word in fitting if graph.tokens[word].head not in words] if trigger.form == "noun" else []
    return next(iter(tops or fitting), words[0])


def _form_fits(match: TriggerMatch, graph: Graph) -> bool:
    token = graph.tokens[match.anchor]
    if match.trigger.phrase:
        return _hyphened_fits(match, graph) if HYPHEN in match.trigger.phrase else not _is_clause(match, graph)
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


def _is_clause(match: TriggerMatch, graph: Graph) -> bool:
    """Whether a phrase that is a noun's has a verb of the past in it that acts on something: "drones attacked a base"
    is no drone attack."""
    if match.trigger.form != "noun":
        return False
    verbs = [graph.tokens[word] for word in match.words if graph.tokens[word].upos == "VERB"]
    bent = [verb for verb in verbs if verb.text.lower() not in match.trigger.phrase and verb.xpos in graph.tags.past]
    return any(graph.children(graph.tokens.index(verb), "obj") for verb in bent)


def _hyphened_fits(match: TriggerMatch, graph: Graph) -> bool:
    """Whether a word with a hyphen is of the trigger's form: a verb has a verb in it, a noun no part bent as a verb."""
    if match.trigger.form == "verb":
        return any(graph.tokens[word].upos in FORMS["verb"] for word in match.words)
    bent = graph.tags.past | graph.tags.past_participle | graph.tags.present_participle
    return match.trigger.form == "adjective" or not any(graph.tokens[word].xpos in bent for word in match.words)


def _context_fits(match: TriggerMatch, graph: Graph) -> bool:
    """Whether no word that holds the trigger off stands beside it, and one that it asks for does."""
    trigger = match.trigger
    if not trigger.not_with and not trigger.only_with:
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


def _without_overlap(matches: Sequence[TriggerMatch]) -> list[TriggerMatch]:
    """Triggers that share no word: of two that do, the one that covers more words, then the one of higher priority."""
    apart, covered = list[TriggerMatch](), set[int]()
    for match in sorted(matches, key=lambda match: (-len(match.words), -match.trigger.priority, match.words)):
        if not covered & set(match.words):
            apart.append(match)
            covered |= set(match.words)
    return sorted(apart, key=lambda match: match.words)
