"""Trees in which a slip of the parser turns who did it into whom it was done to, set right before they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.model import Token
from sayso.packs.language import TagSet

NOUNS = ("NOUN", "PROPN")
MAIN = frozenset({"root", "ccomp", "parataxis", "conj"})
"""Relations of the word that carries a clause."""


def repaired(tokens: tuple[Token, ...], tags: TagSet, by: Sequence[str]) -> tuple[Token, ...]:
    """The words of a sentence with their tree, mended in four ways that the parser is known to go wrong.

    "Shelling by the RSF killed three": who stands behind "by" is no subject of the next verb. "US strikes on the port
    killed six": of two objects the one before the verb is its subject. "An airstrike wounded five civilians": a verb
    between its subject and its object is no participle. "The guerrillas also kidnapped two": a verb with an object
    and no auxiliary of the passive is not in the passive. `by`: words before who does what a passive says.
    """
    mended = list(tokens)
    if any(token.text.lower() in by for token in tokens):
        for index in range(len(mended)):
            _mend_agent(index, mended, by)
    for index in range(len(mended)):
        _mend_voice(index, mended)
        _mend_subject(index, mended)
        _mend_participle(index, mended, tags)
    return tuple(mended)


def _below(word: int, tokens: Sequence[Token], *relations: str) -> list[int]:
    return [
        index
        for index, token in enumerate(tokens)
        if token.head == word and (not relations or token.deprel.split(":")[0] in relations)
    ]


def _mend_agent(word: int, tokens: list[Token], by: Sequence[str]) -> None:
    if tokens[word].deprel not in ("nsubj", "obj"):
        return
    cases = [child for child in _below(word, tokens, "case") if tokens[child].text.lower() in by]
    before = cases[0] - 1 if cases else -1
    if before >= 0 and tokens[before].upos in (*NOUNS, "VERB") and before != word:
        relation = "nmod" if tokens[before].upos in NOUNS else "obl"
        tokens[word] = replace(tokens[word], head=before, deprel=relation)


def _mend_subject(verb: int, tokens: list[Token]) -> None:
    if tokens[verb].upos != "VERB" or _below(verb, tokens, "nsubj", "csubj", "aux"):
        return
    objects = [child for child in _below(verb, tokens, "obj") if tokens[child].upos in NOUNS]
    before = [child for child in objects if child < verb]
    if not before or before == objects:
        return
    tokens[before[0]] = replace(tokens[before[0]], deprel="nsubj")
    for other in before[1:]:
        tokens[other] = replace(tokens[other], head=before[0], deprel="nmod")


def _mend_voice(verb: int, tokens: list[Token]) -> None:
    if tokens[verb].upos != "VERB" or any(tokens[child].deprel == "aux:pass" for child in _below(verb, tokens, "aux")):
        return
    subjects = [child for child in _below(verb, tokens, "nsubj") if tokens[child].deprel == "nsubj:pass"]
    objects = [child for child in _below(verb, tokens, "obj") if child > verb]
    if len(subjects) == 1 and subjects[0] < verb and objects:
        tokens[subjects[0]] = replace(tokens[subjects[0]], deprel="nsubj")


def _mend_participle(verb: int, tokens: list[Token], tags: TagSet) -> None:
    token = tokens[verb]
    noun = token.head
    if token.deprel not in ("acl", "amod") or noun != verb - 1 or token.xpos not in tags.past_participle | tags.past:
        return
    behind = [child for child in _below(noun, tokens, "nmod", "obj", "appos") if child > verb]
    if not behind or _first(behind[0], tokens) != verb + 1 or _below(behind[0], tokens, "case"):
        return
    if tokens[noun].deprel not in MAIN or _below(noun, tokens, "cop", "nsubj"):
        return
    moved = [child for child in _below(noun, tokens) if child > verb]
    tokens[verb] = replace(token, upos="VERB", head=tokens[noun].head, deprel=tokens[noun].deprel)
    tokens[noun] = replace(tokens[noun], head=verb, deprel="nsubj")
    for child in moved:
        relation = tokens[child].deprel.replace("nmod", "obl") if child != behind[0] else "obj"
        tokens[child] = replace(tokens[child], head=verb, deprel=relation)


def _first(word: int, tokens: Sequence[Token]) -> int:
    """The first word of what hangs on a word."""
    return min([word, *(_first(child, tokens) for child in _below(word, tokens) if child < word)])
