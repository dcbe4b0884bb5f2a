"""What a pronoun in the role of an actor stands for: the noun before it that is likeliest, if one is likely enough.

Many weak signs decide, so their weights are learned from texts in which people marked what stands for what
(`antecedents.yaml` of the lexicon, `python -m training.antecedents`).
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log1p
from typing import Final, Protocol

from sayso.claim.graph import Graph
from sayso.claim.phrases import phrase_words
from sayso.claim.scene import Scene
from sayso.packs.sureness_rules import chance_of

BACK: Final = 3
"""Sentences before its own in which a pronoun's antecedent is looked for. 2 to 4 looked at on GUM."""
CLIMB: Final = 40
"""Words from a pronoun up its tree that are looked at: more than a tree is high. By reasoning, not swept."""
SHOWN: Final = (
    "people", "soldiers", "civilians", "state", "organisation", "place", "number", "operation", "abstract", "building",
)  # fmt: skip
"""Classes of nouns that tell which pronoun can stand for them."""
ROLES: Final = ("obl", "nmod", "conj", "appos", "root", "compound")
"""Relations that are signs as they are; subjects and objects are by their kinds."""
INNER: Final = ("flat", "fixed", "goeswith")
"""Relations of words that are no noun of their own."""
BODIES: Final = frozenset({"soldiers", "organisation", "state"})
"""Classes of which one is several too ("the army … their")."""
VICTIMS: Final = frozenset({"civilians", "prisoner"})
"""Classes of those who do no violence where others can have done it."""
ACTING: Final = {
    "person": frozenset({"people"}),
    "several": frozenset({"people", "soldiers", "civilians", "organisation", "state"}),
    "thing": frozenset({"state", "organisation", "soldiers"}),
}
"""Classes of those who act, by the kind of the pronoun that stands for them."""
Signs = dict[str, float]


class HasClasses(Protocol):
    """Fillers of a sentence, as far as pronouns ask them."""

    graph: Graph
    scene: Scene

    def classes(self, word: int) -> frozenset[str]: ...

    def is_of(self, word: int, classes: frozenset[str]) -> bool: ...

    def beside(self, graph: Graph) -> HasClasses:
        """The fillers of another sentence of the same article."""
        ...


def antecedents_of(word: int, fillers: HasClasses, *, acting: bool = True) -> list[tuple[int, int]]:
    """The stretches that a personal pronoun stands for, each of those joined by "and"; empty if nothing agrees.

    `acting`: somebody who acts is meant; else it may be a thing too ("the train … they stormed it").
    """
    antecedent = antecedent_head(word, fillers, acting=acting)
    if antecedent is None:
        return []
    graph, head = antecedent[0].graph, antecedent[1]
    heads = graph.with_conjuncts(head) if _kind_of(word, fillers.graph) == "several" else [head]
    return [fillers.scene.span_of(graph, phrase_words(graph, one)) for one in heads]


def antecedent_head(word: int, fillers: HasClasses, *, acting: bool = True) -> tuple[HasClasses, int] | None:
    """The head word that a personal pronoun stands for, with the fillers of its sentence; `None` if none is likely.

    Of several that are joined by "and" it is the first.
    """
    scene, key = fillers.scene, (fillers.graph.index, word, acting)
    if key not in scene.antecedents:
        scene.antecedents[key] = None  # while it is being found
        scene.antecedents[key] = _find(word, fillers, acting=acting)
    found = scene.antecedents[key]
    if found is None:
        return None
    graph = scene.graphs[found[0]]
    return (fillers if graph.index == fillers.graph.index else fillers.beside(graph)), found[1]


def _find(word: int, fillers: HasClasses, *, acting: bool) -> tuple[int, int] | None:
    """The sentence and the word of the likeliest antecedent."""
    reference, kind = fillers.scene.reference, _kind_of(word, fillers.graph)
    if (speaking := _speaking_body(word, fillers, kind)) is not None:
        return fillers.graph.index, speaking
    found, best = None, reference.acting if acting else reference.any
    is_violent, doers = _does_violence(word, fillers.graph), _doers_to(word, fillers)
    for earlier, candidate, signs in candidates(word, fillers, acting=acting) if kind is not None else ():
        if is_violent and earlier.is_of(candidate, VICTIMS) and not earlier.is_of(candidate, BODIES):
            continue
        chance = chance_of(signs, reference.weights)
        if chance > best and (meant := _itself(candidate, earlier, acting=acting)) not in doers:
            found, best = meant, chance
    return found


def _doers_to(word: int, fillers: HasClasses) -> set[tuple[int, int] | None]:
    """The sentences and words of those who do to a pronoun what its verb says: in "they shot them" the second are
    others than the first. `None`, which is nobody, is always among them."""
    graph, at = fillers.graph, word
    while graph.tokens[at].deprel == "nmod" and graph.tokens[graph.tokens[at].head].upos == "NUM":
        at = graph.tokens[at].head
    verb = graph.tokens[at].head
    if verb < 0 or graph.tokens[at].deprel not in ("obj", "iobj") or graph.tokens[verb].upos != "VERB":
        return {None}
    subjects = [subject for subject in graph.subjects(verb) if subject != word and _kind_of(subject, graph) is not None]
    return {None, *(_itself(subject, fillers, acting=True) for subject in subjects)}


def _does_violence(word: int, graph: Graph) -> bool:
    """Whether a pronoun is the subject of what armed men do to others: "they burned our houses"."""
    token = graph.tokens[word]
    is_subject = token.deprel == "nsubj" and token.head > word
    return is_subject and graph.tokens[token.head].lemma.lower() in graph.vocabulary.violent


def _speaking_body(word: int, fillers: HasClasses, kind: str | None) -> int | None:
    """The force or body that says what "it" does: "the army said it had killed 33 rebels", whoever was named before,
    and whoever is set beside it ("The alliance - the MNDAA and the TNLA - says it took")."""
    graph, token = fillers.graph, fillers.graph.tokens[word]
    verb = graph.tokens[token.head].head if token.head >= 0 else -1
    is_said = kind == "thing" and token.deprel == "nsubj" and graph.tokens[token.head].deprel == "ccomp"
    if not is_said or graph.tokens[verb].upos != "VERB":
        return None
    bodies = [
        child for child in graph.children(verb, "nsubj")
        if child < verb and _is_noun(child, fillers) and fillers.classes(child) & ACTING["thing"]
        and graph.tokens[child].xpos not in graph.tags.plural
    ]  # fmt: skip
    return bodies[0] if len(bodies) == 1 else None


def _itself(word: int, fillers: HasClasses, *, acting: bool) -> tuple[int, int] | None:
    """The sentence and the word of a noun, or of what a pronoun before stands for."""
    if _kind_of(word, fillers.graph) is None:
        return fillers.graph.index, word
    antecedent = antecedent_head(word, fillers, acting=acting)
    return None if antecedent is None else (antecedent[0].graph.index, antecedent[1])


def candidates(word: int, fillers: HasClasses, *, acting: bool = False) -> Iterator[tuple[HasClasses, int, Signs]]:
    """Each noun before a personal pronoun that it may stand for, and each pronoun of its kind, the nearest first, with
    its signs; of another pronoun none. With `acting` only those that can act."""
    kind = _kind_of(word, fillers.graph)
    if kind is None:
        return
    rank = 0
    for back in range(min(BACK, fillers.graph.index) + 1):
        earlier = fillers if back == 0 else fillers.beside(fillers.scene.graphs[fillers.graph.index - back])
        for candidate in range((word if back == 0 else len(earlier.graph.tokens)) - 1, -1, -1):
            if _is_noun(candidate, earlier) or _is_alike(candidate, earlier.graph, kind):
                if not acting or _agrees(kind, candidate, earlier):
                    signs = _of_noun(candidate, earlier, kind, fillers.graph.sentence.start)
                    signs |= _of_place(word, candidate, fillers, earlier, kind)
                    yield earlier, candidate, signs | {"rank": log1p(rank)}
                rank += 1


def _kind_of(word: int, graph: Graph) -> str | None:
    """Whether a pronoun is of one person, of several or of a thing; `None` for others."""
    text, vocabulary = graph.tokens[word].text.lower(), graph.vocabulary
    lists = {"person": vocabulary.one_person, "several": vocabulary.several, "thing": vocabulary.thing}
    return next((kind for kind, words in lists.items() if text in words), None)


def _agrees(kind: str | None, word: int, fillers: HasClasses) -> bool:
    """Whether a noun is of those who act, in the number of the pronoun."""
    graph, classes = fillers.graph, fillers.classes(word)
    if kind is None or not classes & ACTING[kind]:
        return False
    if _kind_of(word, graph) is not None:
        return True
    is_several = graph.tokens[word].xpos in graph.tags.plural or bool(graph.children(word, "conj"))
    if kind == "several":
        is_several = is_several or bool(classes & BODIES)
    return (kind == "several") == is_several


def _is_noun(word: int, fillers: HasClasses) -> bool:
    token = fillers.graph.tokens[word]
    is_noun = token.upos in ("NOUN", "PROPN") and token.deprel not in INNER
    return is_noun and not fillers.scene.times(token.start, token.end)


def _is_alike(word: int, graph: Graph, kind: str) -> bool:
    """Whether a word is a pronoun of that kind that stands for something ("it is said that" does not)."""
    token = graph.tokens[word]
    is_told = token.upos == "PRON" or token.text.lower() in graph.vocabulary.owners
    return is_told and token.deprel != "expl" and _kind_of(word, graph) == kind


def _of_noun(word: int, fillers: HasClasses, kind: str, start: int) -> Signs:
    """What a noun is: its number, its classes, its article, and how often it was told before the pronoun's sentence."""
    graph, token = fillers.graph, fillers.graph.tokens[word]
    if _kind_of(word, graph) is not None:
        return {"bias": 1.0, f"{kind}_again": 1.0}
    is_several = token.xpos in graph.tags.plural or bool(graph.children(word, "conj"))
    signs = {
        "bias": 1.0,
        f"{kind}_{'plural' if is_several else 'single'}": 1.0,
        "mentions": log1p(fillers.scene.nouns_before(token.lemma.lower(), start)),
    }
    signs |= {f"{kind}_{name}": 1.0 for name in fillers.classes(word).intersection(SHOWN)}
    if token.upos == "PROPN":
        signs[f"{kind}_proper"] = 1.0
    articles = {graph.tokens[child].text.lower() for child in graph.children(word, "det")}
    if articles:
        signs["definite" if articles & fillers.scene.lexicon.definite else "indefinite"] = 1.0
    elif token.upos == "NOUN":
        signs["bare"] = 1.0
    return signs


def _of_place(word: int, candidate: int, fillers: HasClasses, earlier: HasClasses, kind: str) -> Signs:
    """Where a noun stands: how far back, in which role, and beside the pronoun's own."""
    graph, token, role = earlier.graph, earlier.graph.tokens[candidate], _role(candidate, earlier.graph)
    back = fillers.graph.index - graph.index
    signs = {f"back_{back}": 1.0, f"{kind}_back_{back}": 1.0, f"role_{role}": 1.0}
    signs[f"{_role(word, fillers.graph)}_{role}"] = 1.0
    if token.deprel.startswith("nsubj"):
        signs["main"] = float(token.head >= 0 and graph.tokens[token.head].head < 0)
        signs["first"] = float(not any(one.deprel.startswith("nsubj") for one in graph.tokens[:candidate]))
    return signs if back else signs | _of_sentence(word, candidate, fillers, kind)


def _of_sentence(word: int, candidate: int, fillers: HasClasses, kind: str) -> Signs:
    """How a noun of the pronoun's own sentence stands to it."""
    graph, scene = fillers.graph, fillers.scene
    token, pronoun = graph.tokens[candidate], graph.tokens[word]
    above, is_owner = _above(word, graph), pronoun.deprel.startswith("nmod:poss")
    said = scene.content_at(token.start, token.end), scene.content_at(pronoun.start, pronoun.end)
    return {
        "dist": log1p(word - candidate),
        "above_poss" if is_owner else "above_arg": float(token.deprel.startswith("nsubj") and token.head in above),
        "bound": float(not is_owner and _is_bound(word, candidate, graph)),
        "over": float(candidate in above),
        f"{kind}_across": float((said[0] is None) != (said[1] is None)),
    }


def _is_bound(word: int, candidate: int, graph: Graph) -> bool:
    """Whether a noun has the verb of a pronoun for its own: "Israel hit a convoy and destroyed it" is of the convoy.

    A pronoun behind a number is of the number's verb ("killing 30 of them").
    """
    at = word
    while graph.tokens[at].deprel == "nmod" and graph.tokens[graph.tokens[at].head].upos == "NUM":
        at = graph.tokens[at].head
    verb = graph.tokens[at].head
    if verb < 0 or graph.tokens[at].deprel.startswith("nsubj"):
        return graph.tokens[candidate].head == verb
    return graph.tokens[candidate].head == verb or candidate in graph.subjects(verb)


def _above(word: int, graph: Graph) -> set[int]:
    """The word and those above it in the tree."""
    above, at = set[int](), word
    while at >= 0 and len(above) < CLIMB:
        above.add(at)
        at = graph.tokens[at].head
    return above


def _role(word: int, graph: Graph) -> str:
    relation = graph.tokens[word].deprel
    if relation in ("nsubj:pass", "nmod:poss"):
        return relation.partition(":")[2]
    plain = relation.split(":")[0]
    return {"nsubj": "subj", "obj": "obj", "iobj": "obj"}.get(plain, plain if plain in ROLES else "other")
