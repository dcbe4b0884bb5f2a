"""Who fights or acts beside those that a trigger's roles tell: allies, and the subject of the clause around a fight."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.pronouns import HasClasses
from sayso.claim.trigger_match import TriggerMatch

FOUGHT: Final = frozenset({"battle.clash"})
"""Types of which whoever does what is told around them is one of those who fight."""
TALKED: Final = frozenset({"diplomacy.talks"})
"""Types of which whoever does what is told around them is one of those who meet: "flew to Doha for talks"."""
TALKERS: Final = frozenset({"people", "state", "organisation"})
"""Classes of who can meet."""
LED: Final = frozenset({"battle.assault"})
"""Types of which whoever does what is done in their course is the one who leads them."""
DONE: Final = frozenset({"battle", "strike", "civilians"})
"""Families of deeds of which a clause tells who did them."""
FIGHTERS: Final = frozenset({"soldiers", "state", "police"})
"""Classes of who can be one of them."""
MOVED: Final = frozenset({"force.deployed"})
"""Types in which those who are sent act themselves, where nobody is said to have sent them."""
CLIMB: Final = 4
"""Steps up the tree at most from a noun of fighting to the verb it stands beside. By hand, not swept."""


def allies_of(head: int, match: TriggerMatch, fillers: HasClasses) -> list[int]:
    """Who acts together with a doer: "the army, backed by Russian jets", "alongside tribal fighters"; of those behind
    "with" only forces and states: "Hezbollah with the Syrian army", not "men with rifles"."""
    graph = fillers.graph
    helped = [
        helper
        for verb in graph.children(head, "acl", "amod")
        if graph.tokens[verb].lemma.lower() in graph.vocabulary.backing
        for helper in graph.agents(verb)
    ]
    together = graph.after(head, *graph.vocabulary.beside)
    if match.trigger.form == "verb" and not graph.is_passive(match.anchor):
        together = together + graph.after(match.anchor, *graph.vocabulary.beside)
    if graph.tokens[head].deprel.startswith("nsubj") and head < match.anchor:
        together += [word for word in graph.after(head, *graph.vocabulary.mutual_with) if fillers.is_of(word, FIGHTERS)]
    return [word for word in (*helped, *together) if word != head and word not in match.words]


def is_told_as_noun(match: TriggerMatch, graph: Graph) -> bool:
    """Whether a deed is named by a noun, or by a verb used as one: "after two days of fighting"."""
    is_gerund = graph.tokens[match.anchor].xpos in graph.tags.present_participle
    marks = {graph.tokens[child].text.lower() for child in graph.children(match.anchor, "mark", "case")}
    return match.trigger.form == "noun" or (is_gerund and not marks.isdisjoint(graph.vocabulary.of))


def fighters_around(match: TriggerMatch, fillers: HasClasses) -> list[int]:
    """Who does what is told around a noun of fighting: "captured the tower after a short battle with IS", "two soldiers
    were killed in the fighting", "the envoy flew to Doha for talks"."""
    if not is_told_as_noun(match, fillers.graph):
        return []
    if within := _acting_within(match, fillers):
        return within
    if match.trigger.event in LED:
        return _leading(match, fillers)
    graph, taking_part = fillers.graph, TALKERS if match.trigger.event in TALKED else FIGHTERS
    cases = graph.vocabulary.amid | (graph.vocabulary.cause if match.trigger.event in TALKED else frozenset())
    verb = _verb_around(match.anchor, graph, cases) if match.trigger.event in FOUGHT | TALKED else None
    if verb is None:
        return []
    subjects = graph.objects(verb) if graph.is_passive(verb) else graph.subjects(verb)
    return [word for word in subjects if fillers.is_of(word, taking_part) and word not in match.words]


def _acting_within(match: TriggerMatch, fillers: HasClasses) -> list[int]:
    """Who does what a clause tells of a deed: "a raid in which the army used a helicopter"; not who suffers there."""
    graph, found = fillers.graph, list[int]()
    if match.trigger.event.partition(".")[0] not in DONE:
        return []
    for clause in graph.children(match.anchor, "acl:relcl"):
        lemma, inside = graph.tokens[clause].lemma.lower(), graph.below[clause]
        is_within = any(
            graph.case_of(child) in graph.vocabulary.in_course
            and graph.tokens[child].text.lower() in graph.vocabulary.relatives
            for child in inside
        )
        suffers = lemma in graph.vocabulary.harmed.values() or lemma in graph.vocabulary.suffering
        if is_within and not suffers and not graph.is_passive(clause):
            found += [head for child in graph.children(clause, "nsubj") for head in graph.with_conjuncts(child)]
    return [word for word in found if fillers.is_of(word, FIGHTERS)]


def _leading(match: TriggerMatch, fillers: HasClasses) -> list[int]:
    """Who does what is done in the course of an assault: "took three villages in an offensive"."""
    graph = fillers.graph
    verb = graph.tokens[match.anchor].head
    if graph.case_of(match.anchor) not in graph.vocabulary.in_course or verb < 0 or graph.tokens[verb].upos != "VERB":
        return []
    lemma = graph.tokens[verb].lemma.lower()
    if lemma in graph.vocabulary.harming or lemma in graph.vocabulary.harmed.values():
        return []
    is_engaged = lemma in graph.vocabulary.engaged and graph.is_passive(verb)  # "who were involved in the assault"
    subjects = graph.objects(verb) if is_engaged else graph.subjects(verb)
    return [word for word in subjects if fillers.is_of(word, FIGHTERS) and word not in match.words]


def _verb_around(noun: int, graph: Graph, cases: Collection[str]) -> int | None:
    """The verb beside which a noun stands behind one of these prepositions: "after", "amid", "in"."""
    at, case = noun, ""
    for _ in range(CLIMB):
        token = graph.tokens[at]
        case = case or graph.case_of(at)
        relations = ("obl", "nmod", "conj", "advcl", "acl", "nsubj", *(("obj",) if at != noun else ()))
        if token.head < 0 or token.deprel.split(":")[0] not in relations:
            return None
        if token.deprel.startswith("nsubj") and at != noun:
            return None
        at = token.head
        is_engaged = graph.tokens[at].lemma.lower() in graph.vocabulary.engaged | graph.vocabulary.harming
        if graph.tokens[at].upos == "VERB" and (is_engaged or not graph.is_passive(at)):
            return at if case in cases else None
    return None


def sent_themselves(match: TriggerMatch, fillers: HasClasses) -> list[int]:
    """Those of whom only is told that they were sent: "security forces had been dispatched"."""
    if match.trigger.event not in MOVED or match.trigger.form != "verb" or not fillers.graph.is_passive(match.anchor):
        return []
    return [word for word in fillers.graph.objects(match.anchor) if fillers.is_of(word, FIGHTERS)]


def fight_alike(match: TriggerMatch, graph: Graph) -> list[int]:
    """Those who fight each other: behind "with" ("Israel is at war with Hamas"), or "between" behind a verb used as a
    noun ("fighting between the army and M23 went on")."""
    if match.trigger.event not in FOUGHT:
        return []
    words = [word for word in match.words if graph.tokens[word].lemma.lower() in graph.vocabulary.mutual]
    alike = [head for word in words for head in graph.after(word, *graph.vocabulary.mutual_with)]
    is_noun = match.trigger.form == "noun"
    return alike if is_noun else [*alike, *graph.after(match.anchor, *graph.vocabulary.amongst)]
