"""Whether the verb that governs an expression of time looks ahead, read off the tree."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from sayso.mark.times.day_ranges import Tense
from sayso.mark.times.expressions import Match
from sayso.mark.times.lexemes import Lexeme
from sayso.mark.times.vocabulary import TimeTables
from sayso.model import Sentence, Token
from sayso.packs.language import TagSet

VERB_REACH: Final = 40
"""Steps up the tree, or words to either side, within which the verb of an expression is looked for.
It limits the time. By hand, not swept, as those below."""
AUXILIARY_REACH: Final = 8
"""Words before a verb among which its auxiliaries are looked for."""
HELPER_REACH: Final = 3
"""Words before a verb that may help it though the tree does not say so: where there is none, and for the mark of an
infinitive."""
LED_REACH: Final = 4
"""Words before a verb among which one that it governs may mark it as an infinitive ("to be held")."""
_JOINED: Final = frozenset({"conj", "xcomp"})


def tense_of(
    sentence: Sentence, lexemes: Sequence[Lexeme], match: Match, bound: str | None, tables: TimeTables
) -> tuple[Tense, str | None]:
    """The tense of the verb that governs an expression, and the bound that is left of it.

    "Postponed until Friday" and "moved to Friday" name the day itself, and it is to come; what lasts "until Friday"
    looks ahead unless its verb is one of the past.
    """
    start = lexemes[match.first].start
    tense = tense_at(sentence, start, tables)
    before = lexemes[match.first - 1].lower if match.first else ""
    if bound not in (None, "until") or (bound is None and before not in tables.put_off_to):
        return tense, bound
    verb = _verb_over(sentence.tokens, start, tables)
    if verb is None:
        return tense, bound
    if _phrase_of(sentence.tokens, verb) & tables.put_off:
        return "future", None
    is_past = _is_past(sentence.tokens, verb, tables) and not _phrase_of(sentence.tokens, verb) & tables.lasting
    return "future" if bound == "until" and not is_past else tense, bound


def _verb_over(tokens: Sequence[Token], start: int, tables: TimeTables) -> int | None:
    """The verb that governs the word at `start`, or the nearest one where there is none."""
    index = bisect_right(tokens, start, key=_end)
    if index >= len(tokens):
        return None
    verb = _governor(tokens, index, tables.tags)
    return _nearest_verb(tokens, index, tables.tags) if verb is None else verb


def _phrase_of(tokens: Sequence[Token], verb: int) -> frozenset[str]:
    """The verb's lemma, alone and with the word behind it ("put off")."""
    lemma = tokens[verb].lemma.lower()
    behind = [token.text.lower() for token in tokens[verb + 1 : verb + 2]]
    return frozenset({lemma, *(f"{lemma} {word}" for word in behind)})


def _is_past(tokens: Sequence[Token], verb: int, tables: TimeTables) -> bool:
    return any(token.xpos in tables.tags.past for token in (tokens[verb], *_auxiliaries(tokens, verb)))


def tense_at(sentence: Sentence, start: int, tables: TimeTables) -> Tense:
    """The tense of the verb that governs the word at `start`; of the nearest verb where there is no tree."""
    tokens = sentence.tokens
    index = bisect_right(tokens, start, key=_end)
    if index >= len(tokens):
        return "past"
    if 0 <= tokens[index].head < len(tokens) and tokens[tokens[index].head].lemma in tables.awaited_nouns:
        return "future"
    verb = _verb_over(tokens, start, tables)
    return "future" if verb is not None and _looks_ahead(tokens, verb, tables) else "past"


def _end(token: Token) -> int:
    return token.end


def _nearest_verb(tokens: Sequence[Token], index: int, tags: TagSet) -> int | None:
    for away in range(1, VERB_REACH):
        for at in (index - away, index + away):
            if 0 <= at < len(tokens) and tokens[at].xpos in tags.verb | tags.modal:
                return at
    return None


def _governor(tokens: Sequence[Token], index: int, tags: TagSet) -> int | None:
    """The first predicate on the way to the root: a verb, or what a copula makes one ("will be ready")."""
    for _ in range(VERB_REACH):
        index = tokens[index].head
        if not 0 <= index < len(tokens):
            return None
        if tokens[index].upos == "VERB" or tokens[index].xpos in tags.verb or any(_auxiliaries(tokens, index)):
            return index
    return None


def _auxiliaries(tokens: Sequence[Token], verb: int) -> Iterator[Token]:
    for token in tokens[max(0, verb - AUXILIARY_REACH) : verb]:
        if token.head == verb and token.deprel.startswith(("aux", "cop")):
            yield token


def _looks_ahead(tokens: Sequence[Token], verb: int, tables: TimeTables) -> bool:
    """ "will meet", "may be signed", "to meet" (unless a verb of the past governs it), "is due"; through "and"."""
    for _ in range(VERB_REACH):
        ahead = _tells(tokens, verb, tables)
        if ahead is not None:
            return ahead
        verb = tokens[verb].head
    return False


def _tells(tokens: Sequence[Token], verb: int, tables: TimeTables) -> bool | None:
    """What the verb says by itself; `None` when that is its head's to say."""
    tags = tables.tags
    token, before = tokens[verb], tokens[max(0, verb - HELPER_REACH) : verb]
    helpers = [*_auxiliaries(tokens, verb)] or before
    if any(other.xpos in tags.modal and other.lemma in tables.ahead for other in (token, *helpers)):
        return not any(other.lemma in tables.perfect for other in helpers)
    if token.lemma in tables.awaited and token.xpos in tags.past_participle | tags.adjective:
        return not any(other.xpos in tags.past for other in helpers)
    if _phrase_of(tokens, verb) & tables.expiring and token.xpos in tags.present:
        return True
    has_head = 0 <= token.head < len(tokens)
    is_infinitive = token.xpos in tags.base and any(other.xpos in tags.infinitive_mark for other in before)
    led = (other for other in tokens[max(0, verb - LED_REACH) : verb] if other.head == verb)
    if is_infinitive or any(other.xpos in tags.infinitive_mark for other in led):
        return not has_head or _allows(tokens, token.head, tables, is_active=is_infinitive)
    return None if has_head and token.deprel in _JOINED and token.xpos not in tags.past | tags.present else False


def _allows(tokens: Sequence[Token], head: int, tables: TimeTables, *, is_active: bool) -> bool:
    """True unless a verb of the past governs the infinitive ("refused to leave", "was forced to leave").

    A noun hands on to its verb ("ran an operation to clear"), unless it is one of what is to come ("a plan to") or the
    infinitive is a passive ("announced talks to be held").
    """
    tags = tables.tags
    if tokens[head].xpos in tags.past_participle and tokens[head].lemma in tables.awaited:
        return not any(other.xpos in tags.past for other in _auxiliaries(tokens, head))
    for _ in range(VERB_REACH):
        token = tokens[head]
        is_aside = token.upos in ("NOUN", "PROPN") or token.xpos in tags.present_participle
        if not is_active or not is_aside or token.lemma in tables.plans or not 0 <= token.head < len(tokens):
            break
        head = token.head
    return tokens[head].xpos not in tags.past | tags.past_participle
