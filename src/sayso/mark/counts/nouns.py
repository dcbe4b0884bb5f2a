"""What a number counts: the noun over it in the tree, the noun behind it where there is no tree, or a harm."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayso.mark.counts.vocabulary import CountTables
from sayso.model import Sentence, Token

HEAD_REACH: Final = 6
"""Tokens behind a number among which its noun is looked for, where there is no tree. Set by hand, not swept."""
OF_REACH: Final = 11
"""Tokens behind a number or a group among which the noun of "of …" is looked for. Set by hand, not swept."""
_NOUNS: Final = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedNoun:
    """What is counted, `None` if the sentence does not say, and where that word ends when it stands behind."""

    of: str | None = None
    end: int | None = None


def counted_noun(sentence: Sentence, core: int, end: int, tables: CountTables) -> CountedNoun | None:
    """What the number at `core` counts, its words ending at `end`; `None` when it counts nothing.

    "Team 1", "Nina, 19," and "12,000 dollars" count nothing: the noun stands in front, or measures.
    """
    tokens = sentence.tokens
    index = bisect_right(tokens, core, key=_end)
    if index >= len(tokens):
        return CountedNoun()
    has_tree = tokens[index].head >= 0 or tokens[index].deprel == "root"
    head = _head_noun(tokens, index) if has_tree else _next_noun(tokens, index, end)
    if head is not None and has_tree and head < index and tokens[index].deprel.startswith("nummod"):
        return None
    if head is not None and tokens[head].text.lower() in tables.collectives | tables.strong:
        head = _of_what(tokens, head) or head
    if head is None:
        return CountedNoun(of=_harm(tokens, index, tables))
    return _checked(tokens[head], end, tables)


def _checked(noun: Token, end: int, tables: CountTables) -> CountedNoun | None:
    words = {noun.text.lower(), noun.lemma.lower()}
    if words & tables.not_counted or words & tables.measures:
        return None
    return CountedNoun(of=noun.text.lower(), end=noun.end if noun.start >= end else None)


def _end(token: Token) -> int:
    return token.end


def _harm(tokens: Sequence[Token], index: int, tables: CountTables) -> str | None:
    """ "killing 4", "17 were wounded", "17 wounded": the harm in the verb above or in the word behind."""
    head = tokens[index].head
    if 0 <= head < len(tokens) and tokens[index].deprel in ("obj", "nsubj:pass", "nsubj"):
        harm = tables.harms.get(tokens[head].lemma.lower())
        if harm is not None:
            return harm
    behind = tokens[index + 1 : index + 2]
    return tables.harms.get(behind[0].lemma.lower(), tables.harms.get(behind[0].text.lower())) if behind else None


def _head_noun(tokens: Sequence[Token], index: int) -> int | None:
    """The noun above a number, or below "dozens of"."""
    token = tokens[index]
    if token.deprel.split(":")[0] in ("nummod", "det", "amod", "compound") and 0 <= token.head < len(tokens):
        above = tokens[token.head]
        if above.upos == "NUM":
            return _head_noun(tokens, token.head) if above.head != index else None
        return token.head if above.upos in _NOUNS else None
    return _of_what(tokens, index)


def _of_what(tokens: Sequence[Token], index: int) -> int | None:
    """The noun in "of …" under the token, or right behind it."""
    for child, token in enumerate(tokens[index + 1 : index + 1 + OF_REACH], index + 1):
        if token.head == index and token.deprel.startswith("nmod") and token.upos in ("NOUN", "PROPN", "ADJ", "PRON"):
            return child if token.upos != "PRON" else None
    return None


def _next_noun(tokens: Sequence[Token], index: int, end: int) -> int | None:
    noun = None
    for i in range(index + 1, min(len(tokens), index + 1 + HEAD_REACH)):
        token = tokens[i]
        if token.start < end:
            continue
        if token.upos == "NOUN":
            noun = i
        elif noun is not None or token.upos in ("VERB", "AUX", "PUNCT", "SCONJ", "CCONJ", "PRON"):
            break
    return noun
