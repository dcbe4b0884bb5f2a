"""Who did a deed where words around the trigger tell it: "carried out by", "at the hands of", "blamed for"."""

from __future__ import annotations

from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.trigger_match import TriggerMatch
from sayso.packs.lexicon import Lexicon

DEED_STEPS: Final = 3
"""Steps up the tree at most from a deed to the verb that lays it on somebody: "for a series of raids".

By hand, not swept."""


def told_doers(match: TriggerMatch, graph: Graph, lexicon: Lexicon) -> list[int]:
    """The head words of those who did it, by the words around the trigger; empty where none tell."""
    top = next((word for word in match.words if graph.tokens[word].head not in match.words), match.anchor)
    found = _at_hands(top, graph, lexicon) or _fired_by(match, graph)
    if not found and match.trigger.actor:
        found = (
            accused_of(top, graph, lexicon)
            or _laid_on(top, graph, lexicon)
            or _answering_for(top, graph, lexicon)
            or (_carried_out(top, graph, lexicon) if match.trigger.form == "noun" else [])
            or _by_behind(match, graph)
        )
    return [head for head in found if head not in match.words]


def accused_of(word: int, graph: Graph, lexicon: Lexicon) -> list[int]:
    """Whom a verb above accuses of the deed: "accused Z of shelling", "blamed Z for the raid"."""
    verb = accusing_verb(word, graph, lexicon)
    return [] if verb is None else [head for head in graph.objects(verb) if head != word]


def accusing_verb(word: int, graph: Graph, lexicon: Lexicon) -> int | None:
    """The verb above that accuses somebody of the deed."""
    at, marks = word, set[str]()
    for _ in range(DEED_STEPS):
        token = graph.tokens[at]
        if token.head < 0:
            return None
        marks |= {graph.tokens[child].text.lower() for child in graph.children(at, "case", "mark")}
        preposition = lexicon.accusing.get(graph.tokens[token.head].lemma.lower())
        if preposition is not None and graph.tokens[token.head].upos == "VERB":
            return token.head if preposition in marks else None
        if token.deprel not in ("conj", "nmod", "obj", "xcomp", "acl", "compound"):
            return None
        at = token.head
    return None


def _laid_on(word: int, graph: Graph, lexicon: Lexicon) -> list[int]:
    """On whom the deed is laid: "blamed the attack on", "the attack was attributed to", "an attack blamed on"."""
    token = graph.tokens[word]
    above = [token.head] if token.head >= 0 and token.deprel in ("obj", "nsubj:pass") else []
    for verb in [*above, *graph.children(word, "acl"), *_participle_behind(word, graph)]:
        preposition = lexicon.laid_on.get(graph.tokens[verb].lemma.lower())
        if preposition is None:
            continue
        if heads := graph.after(verb, preposition) or (graph.after(word, preposition) if verb in above else []):
            return heads
    return []


def _answering_for(word: int, graph: Graph, lexicon: Lexicon) -> list[int]:
    """Who is responsible for the deed, or behind it."""
    token, case = graph.tokens[word], graph.case_of(word)
    if case in lexicon.behind and graph.children(word, "cop"):
        return [head for child in graph.children(word, "nsubj") for head in graph.with_conjuncts(child)]
    if token.head < 0 or lexicon.answerable.get(graph.tokens[token.head].lemma.lower()) != case:
        return []
    answerable = graph.tokens[token.head]
    subjects = graph.children(token.head, "nsubj")
    if not subjects and answerable.deprel == "xcomp":
        subjects = graph.objects(answerable.head) or graph.subjects(answerable.head)
    elif not subjects and answerable.deprel in ("amod", "acl"):
        subjects = [answerable.head]
    return [head for child in subjects for head in graph.with_conjuncts(child)]


def _carried_out(noun: int, graph: Graph, lexicon: Lexicon) -> list[int]:
    """Who did what a noun names: "a raid carried out by", "the raid was launched by"."""
    token = graph.tokens[noun]
    above = [token.head] if token.head >= 0 and token.deprel == "nsubj:pass" else []
    for verb in [*graph.children(noun, "acl"), *above, *_participle_behind(noun, graph)]:
        if graph.tokens[verb].lemma.lower() in lexicon.done and (heads := graph.agents(verb)):
            return heads
    return []


def _fired_by(match: TriggerMatch, graph: Graph) -> list[int]:
    """Who fired what did it: "missiles fired by the Houthis fell on", "killed by rockets which ISWAP fired",
    "the army sent drones which struck a school"."""
    is_verb = match.trigger.form == "verb" and not graph.children(match.anchor, "cop")
    weapons = [*match.words, *(graph.subjects(match.anchor, depth=0) if is_verb else [])]
    clauses = [
        verb for weapon in weapons for verb in graph.children(weapon, "acl")
        if graph.tokens[verb].lemma.lower() in graph.vocabulary.firing
    ]  # fmt: skip
    found = []
    for verb in clauses:
        if graph.tokens[verb].deprel == "acl:relcl" and not graph.is_passive(verb):
            subjects = [child for child in graph.children(verb, "nsubj") if _is_named(child, graph)]
            found += [head for child in subjects for head in graph.with_conjuncts(child)]
        elif graph.is_passive(verb):
            found += graph.agents(verb)
    for weapon in weapons if is_verb and not found else ():
        verb = graph.tokens[weapon].head
        if graph.tokens[weapon].deprel == "obj" and graph.tokens[verb].lemma.lower() in graph.vocabulary.firing:
            found += graph.subjects(verb)
    return [head for head in found if head not in weapons]


def _is_named(word: int, graph: Graph) -> bool:
    return graph.tokens[word].text.lower() not in graph.vocabulary.relatives


def _participle_behind(noun: int, graph: Graph) -> list[int]:
    """The participle right behind a noun, wherever the tree hangs it: "killed in an attack blamed on"."""
    at = noun + 1
    is_one = at < len(graph.tokens) and graph.tokens[at].xpos in graph.tags.past_participle | graph.tags.past
    return [at] if is_one and graph.tokens[at].upos == "VERB" and not graph.children(at, "nsubj", "aux") else []


def _by_behind(match: TriggerMatch, graph: Graph) -> list[int]:
    """Who stands behind "by" right behind a noun, wherever the tree hangs it: "shelling by the RSF killed three"."""
    at = max(match.words) + 1
    if graph.is_passive(match.anchor) or graph.children(match.anchor, "obj"):
        return []
    if at >= len(graph.tokens) or graph.tokens[at].text.lower() not in graph.vocabulary.by:
        return []
    head = graph.tokens[at].head
    return graph.with_conjuncts(head) if head > at and graph.tokens[head].upos in ("NOUN", "PROPN", "PRON") else []


def _at_hands(word: int, graph: Graph, lexicon: Lexicon) -> list[int]:
    """Whose are the hands at which somebody suffers."""
    for child in graph.children(word, "obl", "nmod"):
        if graph.tokens[child].lemma.lower() in lexicon.hands or graph.tokens[child].text.lower() in lexicon.hands:
            return [*graph.after(child, *graph.vocabulary.of), *graph.children(child, "nmod:poss")]
    return []
