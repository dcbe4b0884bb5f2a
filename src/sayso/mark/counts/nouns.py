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
JOINED: Final = 3
"""Steps at most from "two others" to the first of those that they are joined to. By hand, not swept."""
_NOUNS: Final = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedNoun:
    """What is counted, `None` if the sentence does not say, and where that word ends when it stands behind."""

    of: str | None = None
    end: int | None = None
    is_countable: bool = False
    """Whether it is what words such as "both" count."""


def counted_noun(sentence: Sentence, core: int, end: int, tables: CountTables) -> CountedNoun | None:
    """What the number at `core` counts, its words ending at `end`; `None` when it counts nothing.

    "Team 1", "Nina, 19," and "12,000 dollars" count nothing: the noun stands in front, or measures.
    """
    tokens = sentence.tokens
    index = bisect_right(tokens, core, key=_end)
    if index >= len(tokens):
        return CountedNoun()
    toll = _toll(tokens, bisect_right(tokens, end - 1, key=_end), tables)
    if toll is not None:
        return CountedNoun(of=toll, is_countable=True)
    has_tree = tokens[index].head >= 0 or tokens[index].deprel == "root"
    head = _head_noun(tokens, index, tables) if has_tree else _next_noun(tokens, index, end)
    if head is not None and has_tree and head < index and tokens[index].deprel.startswith("nummod"):
        return None
    if head is not None and tokens[head].text.lower() in tables.collectives | tables.strong:
        head = _of_what(tokens, head, tables) or head
    if head is None and _is_rest(tokens, index + 1, tables):
        head = index + 1
    if head is None or (head == index + 1 and tokens[head].text.lower() in tables.harms):
        harm = _harm(tokens, index, tables)
        return CountedNoun(of=harm, is_countable=harm is not None)
    if _is_rest(tokens, head, tables):
        return _of_the_rest(tokens, head, end, tables)
    return _checked(tokens[head], end, tables)


def _toll(tokens: Sequence[Token], last: int, tables: CountTables) -> str | None:
    """The harm right behind a number that ends at a token, with no noun behind it ("12 dead and 30 wounded")."""
    behind = tokens[last + 1 : last + 4]
    harm = tables.harms.get(behind[0].text.lower()) if behind and last >= 0 else None
    if harm is None or (len(behind) > 1 and behind[1].upos not in ("CCONJ", "PUNCT")):
        return None
    is_shared = len(behind) > 2 and behind[2].text.lower() in tables.harms  # "20 killed and wounded"
    return None if is_shared else harm


def _is_rest(tokens: Sequence[Token], index: int, tables: CountTables) -> bool:
    return index < len(tokens) and tokens[index].text.lower() in tables.rest


def _of_the_rest(tokens: Sequence[Token], head: int, end: int, tables: CountTables) -> CountedNoun:
    """ "14 others": what befell them, where the verb says so, else as written."""
    noun, at = tokens[head], head
    for _ in range(JOINED):
        if not tokens[at].deprel.startswith("conj") or tokens[at].head < 0:
            break
        at = tokens[at].head
    verb = tokens[noun.head] if noun.deprel.split(":")[0] in ("amod", "advmod") and noun.head >= 0 else noun
    harm = _harm(tokens, head, tables) or _harm(tokens, at, tables) or tables.harms.get(verb.lemma.lower())
    behind = noun.end if noun.start >= end else None
    return CountedNoun(of=harm or noun.text.lower(), end=behind, is_countable=harm is not None)


def _checked(noun: Token, end: int, tables: CountTables) -> CountedNoun | None:
    words = {noun.text.lower(), noun.lemma.lower()}
    if words & tables.not_counted or words & tables.measures:
        return None
    return CountedNoun(
        of=noun.text.lower(), end=noun.end if noun.start >= end else None, is_countable=bool(words & tables.countable)
    )


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


def _head_noun(tokens: Sequence[Token], index: int, tables: CountTables) -> int | None:
    """The noun above a number, or below "dozens of"."""
    token = tokens[index]
    if token.deprel == "nmod" and 0 <= token.head < index and tokens[token.head].upos == "NUM":
        return _head_noun(tokens, token.head, tables)  # "20-30 fighters", the second hung on the first
    if token.deprel.split(":")[0] in ("nummod", "det", "amod", "compound") and 0 <= token.head < len(tokens):
        above = tokens[token.head]
        if above.upos == "NUM":
            return _head_noun(tokens, token.head, tables) if above.head != index else None
        return token.head if above.upos in _NOUNS else None
    return _of_what(tokens, index, tables)


def _of_what(tokens: Sequence[Token], index: int, tables: CountTables) -> int | None:
    """The noun in "of …" under the token; of "three in Kharkiv" none."""
    for child, token in enumerate(tokens[index + 1 : index + 1 + OF_REACH], index + 1):
        if token.head == index and token.deprel.startswith("nmod") and token.upos in ("NOUN", "PROPN", "ADJ", "PRON"):
            cases = {case.text.lower() for case in tokens[index + 1 : child] if case.deprel == "case"}
            if cases and not cases & tables.genitives:
                continue
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
