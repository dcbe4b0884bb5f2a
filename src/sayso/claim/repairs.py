"""Trees in which a slip of the parser turns who did it into whom it was done to, set right before they are read."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claim.branches import Branches
from sayso.model import Token
from sayso.packs.language import TagSet

NOUNS = ("NOUN", "PROPN")
MAIN = frozenset({"root", "ccomp", "parataxis", "conj"})
"""Relations of the word that carries a clause."""
OBJECT_REACH = 5
"""Words at most from a preposition to the noun behind it ("of the Russian Federation"). By hand, not swept."""


def repaired(tokens: tuple[Token, ...], tags: TagSet, by: Sequence[str]) -> tuple[Token, ...]:
    """The words of a sentence with their tree, mended in six ways that the parser is known to go wrong.

    "The Ministry of Defence of Ukraine": each "of" belongs to the noun behind it. "Shelling by the RSF killed three":
    who stands behind "by" is no subject of the next verb. "Taken by the army and by militias": the second "by" names
    one more. "US strikes on the port killed six": of two objects the one before the verb is its subject. "An airstrike
    wounded five civilians": a verb between its subject and its object is no participle. "The guerrillas also kidnapped
    two": a verb with an object and no auxiliary of the passive is not in the passive. `by`: words before who does what
    a passive says.
    """
    tree = Branches(tokens)
    for index, token in enumerate(tokens):
        if token.deprel == "case" and token.upos == "ADP" and 0 <= token.head < index:
            _mend_case(index, tree)
    if any(token.text.lower() in by for token in tokens):
        for index in range(len(tokens)):
            if tree.tokens[index].deprel in ("nsubj", "obj"):
                _mend_agent(index, tree, by)
            elif tree.tokens[index].deprel == "conj":
                _mend_second_agent(index, tree, by)
    for index in range(len(tokens)):
        if tree.tokens[index].upos == "VERB":
            _mend_voice(index, tree)
            _mend_subject(index, tree)
        token = tree.tokens[index]
        if token.deprel in ("acl", "amod") and token.head == index - 1:
            _mend_participle(index, tree, tags)
    return tuple(tree.tokens)


def _mend_case(word: int, tree: Branches) -> None:
    """A preposition that hangs on a noun before it belongs to the noun behind it, if that has none of its own."""
    for noun in range(word + 1, min(len(tree.tokens), word + 1 + OBJECT_REACH)):
        token = tree.tokens[noun]
        if token.upos in ("PUNCT", "ADP", "VERB", "SCONJ", "CCONJ"):
            return
        if token.upos in NOUNS and token.head < word:
            if token.head >= 0 and not tree.below(noun, "case") and token.deprel.startswith(("nmod", "obl")):
                tree.hang(word, noun, "case")
            return


def _mend_agent(word: int, tree: Branches, by: Sequence[str]) -> None:
    tokens = tree.tokens
    cases = [child for child in tree.below(word, "case") if tokens[child].text.lower() in by]
    before = cases[0] - 1 if cases else -1
    if before >= 0 and tokens[before].upos in (*NOUNS, "VERB") and word not in (before, *tree.above(before)):
        tree.hang(word, before, "nmod" if tokens[before].upos in NOUNS else "obl")


def _mend_second_agent(word: int, tree: Branches, by: Sequence[str]) -> None:
    """Who stands behind the second "by" of "by the army and by militias" is joined to who stands behind the first."""
    tokens = tree.tokens
    if not any(tokens[child].text.lower() in by for child in tree.below(word, "case")):
        return
    agents = [at for at in range(word) if tokens[at].deprel == "obl:agent"]
    if agents and tokens[word].head < agents[-1]:
        tree.hang(word, agents[-1], "conj")


def _mend_subject(verb: int, tree: Branches) -> None:
    if tree.below(verb, "nsubj", "csubj", "aux"):
        return
    objects = [child for child in tree.below(verb, "obj") if tree.tokens[child].upos in NOUNS]
    before = [child for child in objects if child < verb]
    if not before or before == objects:
        return
    tree.change(before[0], deprel="nsubj")
    for other in before[1:]:
        tree.hang(other, before[0], "nmod")


def _mend_voice(verb: int, tree: Branches) -> None:
    subjects = [child for child in tree.below(verb, "nsubj") if tree.tokens[child].deprel == "nsubj:pass"]
    if len(subjects) != 1 or subjects[0] > verb:
        return
    is_passive = any(tree.tokens[child].deprel == "aux:pass" for child in tree.below(verb, "aux"))
    if not is_passive and any(child > verb for child in tree.below(verb, "obj")):
        tree.change(subjects[0], deprel="nsubj")


def _mend_participle(verb: int, tree: Branches, tags: TagSet) -> None:
    token = tree.tokens[verb]
    noun = token.head
    if token.xpos not in tags.past_participle | tags.past:
        return
    behind = [child for child in tree.below(noun, "nmod", "obj", "appos") if child > verb]
    if not behind or _first(behind[0], tree) != verb + 1 or tree.below(behind[0], "case"):
        return
    above = tree.tokens[noun]
    if above.deprel not in MAIN or tree.below(noun, "cop", "nsubj"):
        return
    moved = [child for child in tree.below(noun) if child > verb]
    tree.change(verb, upos="VERB")
    tree.hang(verb, above.head, above.deprel)
    tree.hang(noun, verb, "nsubj")
    for child in moved:
        relation = tree.tokens[child].deprel.replace("nmod", "obl") if child != behind[0] else "obj"
        tree.hang(child, verb, relation)


def _first(word: int, tree: Branches) -> int:
    """The first word of what hangs on a word."""
    return min([word, *(_first(child, tree) for child in tree.below(word) if child < word)])
