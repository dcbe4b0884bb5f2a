"""Whom a deed strikes where no role of its trigger tells it: the head words of targets that stand around."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.pronouns import HasClasses
from sayso.claim.trigger_match import TriggerMatch
from sayso.packs.lexicon import Lexicon

STRUCK: Final = frozenset({"building", "transport", "vehicle", "ship", "base"})
"""Classes of what a deed is named after when it strikes it."""
TAKEN: Final = frozenset({"prisoner"})
"""Classes of people in a trigger's own words: "took hostages"."""
DEEDS: Final = frozenset({"operation"})
"""Classes of deeds."""
ASKED: Final = frozenset({"diplomacy.demand"})
"""Types of which whoever is to do what a clause says is asked for it ("demanded that Israel withdraw")."""
THREATENED: Final = frozenset({"diplomacy.threat"})
"""Types of which whom the threatened deed would strike is the target ("threatened to attack the rebels")."""
ADDRESSED: Final = frozenset({"soldiers", "people", "police", "state", "organisation"})
"""Classes of those who can be asked for something, or threatened."""
HARMED: Final = frozenset({"soldiers", "people", "civilians", "police", "number"})
"""Classes of those who can be killed or wounded."""
SIDES: Final = frozenset({"state", "organisation"})
"""Classes of who stands for the men that they have lost."""
MANY: Final = frozenset({"harm", "civilians", "law"})
"""Families that happen to many, of whom some are told apart ("31 people, including 23 guards")."""
OBJECT_STEPS: Final = 3
"""Steps up the tree at most from a noun to the one that is its verb's object: "a series of raids and shelling".

By hand, not swept."""


def struck_around(match: TriggerMatch, fillers: HasClasses, lexicon: Lexicon) -> list[int]:
    """Who or what an event strikes, where the roles of its trigger are empty; empty where nothing around tells."""
    if not match.trigger.target:
        return []
    if among := _told_among(match, fillers.graph):
        return among
    if match.trigger.form == "noun":
        graph, top = fillers.graph, _top(match, fillers.graph)
        return (
            [word for word in _facing(top, graph, lexicon) if _can_suffer(word, match, fillers)]
            or _against(top, graph)
            or _named_after(match, fillers)
            or _hit_by(top, graph)
            or _used_as(top, graph)
        )
    if match.trigger.event in ASKED:
        return _asked(match.anchor, fillers.graph) or _asked_before(match.anchor, fillers)
    if match.trigger.event in THREATENED:
        return _threatened(match.anchor, fillers)
    return _deed_against(match, fillers) or _before_gerund(match, fillers)


def _top(match: TriggerMatch, graph: Graph) -> int:
    """The last word of a trigger that hangs on none of the others: the "attack" of "a bomb and gun attack"."""
    return max((word for word in match.words if graph.tokens[word].head not in match.words), default=match.anchor)


def struck_too(match: TriggerMatch, heads: Sequence[int], fillers: HasClasses) -> list[int]:
    """To whom the same befell as to those found, and who is told apart of them."""
    too = [word for word in _beside(match, heads, fillers) if word not in heads]
    if match.trigger.event.partition(".")[0] not in MANY:
        return too
    wholes = heads or ([match.anchor] if match.trigger.form == "noun" else [])
    return too + [word for whole in wholes for word in listed_among(whole, fillers.graph) if word not in heads]


def listed_among(word: int, graph: Graph) -> list[int]:
    """Who is told apart of those that a noun names: "31 people, including 23 guards and a driver"."""
    listed = [child for child in graph.below[word] if child > word and graph.case_of(child) in graph.vocabulary.listing]
    return [head for child in listed for head in graph.with_conjuncts(child)]


def _beside(match: TriggerMatch, heads: Sequence[int], fillers: HasClasses) -> list[int]:
    """To whom the same befell: "was killed along with his son", "detained him along with two aides"."""
    graph = fillers.graph
    if match.trigger.form == "noun" or not heads:
        return []
    words = list(heads)
    if match.trigger.form == "adjective":  # "left 26 soldiers dead along with seven rebels"
        words += [match.anchor, graph.tokens[match.anchor].head]
    elif min(heads) > match.anchor or graph.is_passive(match.anchor):
        words.append(match.anchor)
    return [word for at in words if at >= 0 for word in graph.after(at, *graph.vocabulary.beside)]


def _facing(word: int, graph: Graph, lexicon: Lexicon) -> list[int]:
    """Who resisted, repelled, suffered or came under what the noun names."""
    governor = object_of(word, graph)
    if governor is None or graph.tokens[governor].lemma.lower() not in lexicon.facing:
        return []
    return graph.subjects(governor)


def losing(match: TriggerMatch, fillers: HasClasses) -> list[int]:
    """Whose the dead and wounded are whom a number alone counts: "the militia suffered 40 dead", "put its losses at
    three dead"."""
    graph, at = fillers.graph, match.anchor
    while graph.tokens[at].deprel in ("acl", "conj", "amod", "nummod") and graph.tokens[at].head >= 0:
        at = graph.tokens[at].head
    token = graph.tokens[at]
    verb = token.head
    if match.trigger.form != "adjective" or verb < 0 or graph.tokens[verb].upos != "VERB":
        return []
    lemma = graph.tokens[verb].lemma.lower()
    if lemma in graph.vocabulary.suffering and token.deprel in ("obj", "xcomp"):
        return [word for word in graph.subjects(verb) if fillers.is_of(word, HARMED) or fillers.is_of(word, SIDES)]
    if lemma in graph.vocabulary.tolls and _is_set_at(at, graph):
        told = [child for child in graph.children(verb, "obj") if child != at]
        return [owner for word in told for owner in graph.children(word, "nmod:poss")]
    return []


def _is_set_at(word: int, graph: Graph) -> bool:
    """Whether a toll is put at a number, wherever the tree hangs its preposition."""
    before = {graph.tokens[at].text.lower() for at in range(max(0, word - 1), word)}
    return bool({graph.case_of(word), *before} & graph.vocabulary.toll_cases)


def _can_suffer(word: int, match: TriggerMatch, fillers: HasClasses) -> bool:
    """Whether somebody can be killed or wounded: a state that "saw more deaths" is not."""
    return match.trigger.event.partition(".")[0] != "harm" or fillers.is_of(word, HARMED)


def _told_among(match: TriggerMatch, graph: Graph) -> list[int]:
    """Who is told to be among those harmed: "the dead include three children", "those arrested include two men"."""
    at = _top(match, graph)
    if graph.tokens[at].deprel.startswith("acl"):
        at = graph.tokens[at].head
    token = graph.tokens[at]
    if token.deprel == "obl" and graph.case_of(at) in graph.vocabulary.amongst:  # "saw friends among the dead"
        return graph.objects(token.head)
    is_whole = token.deprel.startswith("nsubj") and token.head >= 0
    if not is_whole or graph.tokens[token.head].lemma.lower() not in graph.vocabulary.including:
        return []
    return graph.objects(token.head)


def _against(word: int, graph: Graph) -> list[int]:
    """Against whom the verb is, of which the noun is the object: "waged a war against the state"."""
    governor = object_of(word, graph)
    return [] if governor is None else graph.after(governor, *graph.vocabulary.against)


def _hit_by(word: int, graph: Graph) -> list[int]:
    """Whom the words behind a deed say that it hit: "eight airstrikes, hitting two units", "attacks that target"."""
    token, governor = graph.tokens[word], object_of(word, graph)
    clauses = graph.children(word, "acl")
    if governor is not None:
        clauses += graph.children(governor, "advcl")
    elif token.deprel.startswith("nsubj") and token.head >= 0:
        clauses += [token.head, *graph.children(token.head, "advcl")]
    hitting = [verb for verb in clauses if graph.tokens[verb].lemma.lower() in graph.vocabulary.hitting]
    return [head for verb in hitting if not graph.is_passive(verb) for head in graph.objects(verb)]


def _used_as(word: int, graph: Graph) -> list[int]:
    """Who is used as what a noun names: "holding passengers as human shields"."""
    verb = graph.tokens[word].head
    is_used = verb >= 0 and graph.tokens[verb].upos == "VERB" and graph.case_of(word) in graph.vocabulary.asides
    return [head for head in graph.objects(verb) if head != word] if is_used else []


def _named_after(match: TriggerMatch, fillers: HasClasses) -> list[int]:
    """What a deed is named after: "the hotel attack", "a convoy ambush"."""
    before = [word for part in match.words for word in fillers.graph.children(part, "compound", "nmod:desc")]
    is_weapon = match.trigger.event.partition(".")[0] == "strike"  # a car bomb strikes no car
    is_kind = is_weapon or match.trigger.event.partition(".")[0] == "law"  # nor does a house arrest take a house
    own = [word for word in match.words if word != match.anchor and not is_kind]
    return [word for word in (*before, *own) if fillers.is_of(word, STRUCK)]


def _before_gerund(match: TriggerMatch, fillers: HasClasses) -> list[int]:
    """What stands before a verb that is used as a noun: "Tuesday's train hijacking"."""
    graph = fillers.graph
    if graph.tokens[match.anchor].xpos not in graph.tags.present_participle:
        return []
    return [word for word in graph.children(match.anchor, "compound", "nsubj") if fillers.is_of(word, STRUCK)]


def _deed_against(match: TriggerMatch, fillers: HasClasses) -> list[int]:
    """Against whom a deed is that is the verb's object: "has been fighting an insurgency against the state"."""
    graph = fillers.graph
    deeds = [word for word in graph.children(match.anchor, "obj") if fillers.is_of(word, DEEDS)]
    return [head for word in (*deeds, match.anchor) for head in graph.after(word, *graph.vocabulary.against)]


def _asked(verb: int, graph: Graph) -> list[int]:
    """Who is to do what is asked for: "demanded that Israel withdraw", "called for Sudan to open the crossing"."""
    clauses = graph.children(verb, "ccomp", "xcomp", "advcl")
    subjects = [child for clause in clauses for child in graph.children(clause, "nsubj") if child > verb]
    behind = [child for child in graph.children(verb, "nsubj") if child > verb and graph.case_of(child)]
    return [head for child in (*subjects, *behind)[:1] for head in graph.with_conjuncts(child)]


def _asked_before(verb: int, fillers: HasClasses) -> list[int]:
    """Who stands before the infinitive of what is asked for, hung on the asking: "called for the RSF to end it"."""
    graph = fillers.graph
    for clause in graph.children(verb, "xcomp", "advcl", "ccomp"):
        before = [child for child in graph.children(verb, "obl", "obj") if verb < child < clause]
        asked = [child for child in before if not graph.case_of(child) and fillers.is_of(child, ADDRESSED)]
        if asked:
            return graph.with_conjuncts(asked[-1])
    return []


def _threatened(verb: int, fillers: HasClasses) -> list[int]:
    """Whom a deed would strike that somebody threatens or vows to do."""
    graph = fillers.graph
    deeds = [clause for clause in graph.children(verb, "xcomp") if not graph.is_passive(clause)]
    return [head for deed in deeds for head in graph.objects(deed) if fillers.is_of(head, ADDRESSED)]


def object_of(word: int, graph: Graph) -> int | None:
    """The verb whose object (or passive subject) a noun is, over "and" and "a series of"."""
    at = word
    for _ in range(OBJECT_STEPS):
        token = graph.tokens[at]
        if token.head < 0:
            return None
        if token.deprel in ("obj", "nsubj:pass") or (
            token.deprel == "obl" and graph.case_of(at) in graph.vocabulary.undergone
        ):
            return token.head if graph.tokens[token.head].upos == "VERB" else None
        if token.deprel not in ("conj", "nmod"):
            return None
        at = token.head
    return None
