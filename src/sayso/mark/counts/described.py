"""Trees set right where a number before a participle was read as a word of its own: "one suspected insurgent"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sayso.mark.counts.vocabulary import CountTables
from sayso.model import Sentence, Token

REACH: Final = 6
"""Words at most from a number to the noun that it counts ("one alleged former PKK member"). By hand, not swept."""
NOUNS: Final = ("NOUN", "PROPN")
WITHIN: Final = frozenset({"compound", "flat", "amod", "nmod", "appos", "conj"})
"""Relations by which a noun belongs to one before or behind it."""
ARGUMENTS: Final = frozenset({"nsubj", "obj", "obl", "conj", "appos"})
"""Relations that a number can have that stands for what it counts."""
Bond = tuple[int, str]
"""The governor of a noun and its relation to it."""


def with_described(sentences: Sequence[Sentence], tables: CountTables) -> tuple[Sentence, ...]:
    """The sentences; in each, numbers hang on the noun behind the participle that describes it.

    "One suspected insurgent" is a phrase whatever the parser says, as are "another wanted man" and "two wanted men":
    "one" is followed by a noun of one thing without an article, which no verb has for an object, and "wanted" is a word
    of `described`.
    """
    return tuple(_mended(sentence, tables) for sentence in sentences)


def _mended(sentence: Sentence, tables: CountTables) -> Sentence:
    tokens = list(sentence.tokens)
    for number, token in enumerate(tokens[:-2]):
        is_number = token.upos == "NUM" and token.text.lower() in tables.numbers.cardinals
        if not is_number and token.text.lower() not in tables.another:
            continue
        noun = _noun_of(tokens, number, tables)
        if noun is not None and (token.head != noun or tokens[number + 1].head != noun):
            _gather(tokens, number, noun)
    return replace(sentence, tokens=tuple(tokens)) if tuple(tokens) != sentence.tokens else sentence


def _noun_of(tokens: Sequence[Token], number: int, tables: CountTables) -> int | None:
    """The noun that a number counts across participles and adjectives; `None` where they may be a clause."""
    reach = range(number + 1, min(len(tokens), number + 1 + REACH))
    noun = next((at for at in reach if tokens[at].upos not in ("ADJ", "VERB")), len(tokens))
    words = tokens[number + 1 : noun]
    participles = [word for word in words if word.upos == "VERB"]
    described = [word for word in words if word.text.lower() in tables.described]
    if not words or not (participles or described):
        return None
    if noun == len(tokens) or tokens[noun].upos not in NOUNS:
        is_misread = described and words[-1].upos == "ADJ" and words[-1] is not described[-1]
        return noun - 1 if is_misread else None
    while tokens[noun].deprel in WITHIN and tokens[noun].head in reach and tokens[noun].head > noun:
        noun = tokens[noun].head
    is_plural = tokens[noun].xpos in tables.tags.plural
    if is_plural == (tables.numbers.cardinals.get(tokens[number].text.lower(), 1) == 1):
        return None
    if len(described) == len(participles) or set(participles) <= set(described):
        return noun
    bent = all(word.xpos in tables.tags.past_participle for word in participles)
    return noun if bent and not is_plural and tokens[noun].upos == "NOUN" else None


def _gather(tokens: list[Token], number: int, noun: int) -> None:
    """Hangs the words from a number to its noun on the noun, and the noun where they hung."""
    phrase = range(number, noun + 1)
    bond = _bond_of(tokens, number, phrase)
    if bond is None or _hangs_on(tokens, bond[0], phrase):
        return
    for at, token in enumerate(tokens):
        if at not in phrase and token.head in phrase and token.head != noun:
            relation = "nmod" if token.deprel.split(":")[0] in ("obl", "obj") else token.deprel
            tokens[at] = replace(token, head=noun, deprel=relation)
    for at in phrase[1:-1]:
        if tokens[at].head not in phrase or tokens[at].head <= at:
            tokens[at] = replace(tokens[at], head=noun, deprel="compound" if tokens[at].upos in NOUNS else "amod")
    tokens[number] = replace(tokens[number], head=noun, deprel="nummod" if tokens[number].upos == "NUM" else "det")
    upos = tokens[noun].upos if tokens[noun].upos in NOUNS else "NOUN"
    tokens[noun] = replace(tokens[noun], upos=upos, head=bond[0], deprel=bond[1])


def _bond_of(tokens: Sequence[Token], number: int, phrase: range) -> Bond | None:
    """Where the phrase hangs: on the noun before "and", the verb before it, or what its words hung on."""
    before = number - 1
    while before >= 0 and tokens[before].upos == "ADV" and tokens[before].head in phrase:
        before -= 1
    outer = [tokens[at] for at in phrase if tokens[at].head not in phrase and tokens[at].head >= 0]
    if before > 0 and tokens[before].upos == "CCONJ" and tokens[before - 1].upos in NOUNS:
        return _first_of(tokens, before - 1), "conj"
    if before >= 0 and tokens[before].upos == "VERB":
        return before, "obj"
    if before >= 0 and tokens[before].upos == "ADP":
        return (outer[0].head, "obl" if tokens[outer[0].head].upos == "VERB" else "nmod") if outer else None
    return next(((token.head, token.deprel) for token in outer if token.deprel.split(":")[0] in ARGUMENTS), None)


def _first_of(tokens: Sequence[Token], noun: int) -> int:
    """The noun that a noun belongs to, before it."""
    while tokens[noun].deprel.split(":")[0] in WITHIN and 0 <= tokens[noun].head < noun:
        if tokens[tokens[noun].head].upos not in NOUNS:
            return noun
        noun = tokens[noun].head
    return noun


def _hangs_on(tokens: Sequence[Token], word: int, phrase: range) -> bool:
    """Whether a word hangs in the tree on one of the phrase."""
    for _ in tokens:
        if word < 0:
            return False
        if word in phrase:
            return True
        word = tokens[word].head
    return True
