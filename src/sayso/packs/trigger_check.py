"""What is wrong in one trigger of a codebook: its keys, roles and classes, and words that no text can ever meet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, get_args

from sayso.model import EventStatus
from sayso.packs.codebook import FORMS, HYPHEN, NONE, cut_trigger, listed
from sayso.packs.type_check import CheckRow, nearest

TRIGGER_KEYS: Final = (
    "word", "phrase", "as", "particle", "actor", "target", "place", "needs", "only_with", "not_with", "priority",
    "status",
)  # fmt: skip
GRAMMAR: Final = ("subject", "object", "of", "poss")
PREPOSITIONS: Final = frozenset(
    {"above", "across", "along", "among", "around", "as", "at", "before", "behind", "below", "beneath", "beside"}
    | {"between", "beyond", "by", "closer", "deeper", "down", "for", "from", "in", "inside", "into", "near", "off"}
    | {"on", "onto", "out of", "outside", "over", "past", "through", "throughout", "to", "toward", "towards", "under"}
    | {"up", "upon", "via", "with", "within", "against", "about", "north of", "south of", "east of", "west of"}
    | {"amid", "during", "without", "after"}
)
"""The prepositions that a role may be; "to the north of" and its like go by the shorter form."""
LemmaFinder = Callable[[str, str, str], str]
"""The dictionary form of a word by its part of speech and its tag, as texts are read (`sayso.mark`)."""
_WORD: Final = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)*")
"""What a text's word can be, of what a trigger can be."""


def trigger_problems(trigger: Any, classes: frozenset[str], lemma_of: LemmaFinder | None = None) -> Iterator[CheckRow]:
    """What is wrong in one line of `triggers`; nothing for a good one.

    `classes` are the lexicon's and `lemma_of` its lemmas; empty and `None` leave what hangs on them unchecked.
    """
    if not isinstance(trigger, dict):
        yield "a trigger is no mapping", "write it as {word: capture, as: verb, place: [object]}", ""
        return
    for key in trigger:
        if key not in TRIGGER_KEYS:
            yield f"{key!r} is no key of a trigger", nearest(key, TRIGGER_KEYS), str(key)
    if bool(trigger.get("word")) == bool(trigger.get("phrase")):
        yield "the trigger has no word", "give it word: or phrase:, one of the two", ""
    if trigger.get("as") not in FORMS:
        yield f"as is {trigger.get('as')!r}", f"write as: {', '.join(FORMS[:-1])} or {FORMS[-1]}", ""
    if trigger.get("status") not in (None, *get_args(EventStatus)):
        yield f"{trigger['status']!r} is no status", nearest(trigger["status"], get_args(EventStatus)), "status"
    if not isinstance(trigger.get("priority", 0), int):
        yield "the priority is no whole number", "write it as priority: 2", "priority"
    yield from _role_problems(trigger)
    yield from _need_problems(trigger.get("needs"), classes)
    yield from _spelling_problems(trigger, lemma_of)


def _role_problems(trigger: Mapping[str, Any]) -> Iterator[CheckRow]:
    for part in ("actor", "target", "place"):
        for role in listed(trigger.get(part)):
            if role != NONE and not is_role(role):
                yield f"{role!r} is no role", nearest(role, (*GRAMMAR, NONE, *sorted(PREPOSITIONS))), part


def _need_problems(needs: Any, classes: frozenset[str]) -> Iterator[CheckRow]:
    if needs is None:
        return
    if not isinstance(needs, dict):
        yield "needs is no mapping", "write it as needs: {object: place}", "needs"
        return
    for role, names in needs.items():
        if not is_role(role):
            yield f"{role!r} is no role", nearest(role, (*GRAMMAR, *sorted(PREPOSITIONS))), "needs"
        for name in listed(names):
            plain = name.removesuffix("?")
            if classes and plain != NONE and plain not in classes:
                yield f"{plain!r} is no class of the lexicon", nearest(plain, (*sorted(classes), NONE)), "needs"


def _spelling_problems(trigger: Mapping[str, Any], lemma_of: LemmaFinder | None) -> Iterator[CheckRow]:
    """Words that no text can meet, or only as they are written."""
    key = "phrase" if trigger.get("phrase") else "word"
    for spelling in listed(trigger.get(key)):
        parts = cut_trigger(spelling)
        bad = [part for part in parts if part != HYPHEN and not _WORD.fullmatch(part)]
        if bad:
            yield f"{bad[0]!r} is no single word of a text: {spelling!r} never fires", "write words only", key
        elif len(parts) == 1 and parts[0] in PREPOSITIONS and trigger.get("as") != "verb":
            yield f"{spelling!r} by itself never fires", "write a phrase that begins with it", key
        elif lemma_of is not None and parts and (lemma := _proper_lemma(parts, trigger.get("as"), lemma_of)):
            yield f"{parts[0]!r} is no lemma: it fires only as it is written", f"write {lemma}", key


def _proper_lemma(parts: tuple[str, ...], form: Any, lemma_of: LemmaFinder) -> str | None:
    """What to write in place of a trigger's first word; `None` if some form of it leads there, or nobody can tell.

    Forms are made by the regular endings of English. The first word of a phrase is only judged where it is a verb.
    """
    word = parts[0]
    if form == "verb":
        endings = [word, *_with_endings(word, "s", "es", "ed", "d", "ing")]
        if not any(lemma_of(ended, "VERB", "VB") == word for ended in endings):
            return lemma_of(word, "VERB", "VB")
    if form == "noun" and len(parts) == 1:
        lemma = lemma_of(word, "NOUN", "NNS")
        return lemma if lemma != word and word in _with_endings(lemma, "s", "es") else None
    return None


def _with_endings(word: str, *endings: str) -> list[str]:
    """The word with each ending, as English spells it: stopped, carried, taking."""
    stems = [word, word + word[-1], word.removesuffix("e")]
    if word.endswith("y"):
        stems += [word[:-1] + "i"]
    return [stem + ending for stem in stems for ending in endings]


def is_role(role: Any) -> bool:
    """Whether this is the name of a grammatical role: one of `GRAMMAR` or a preposition."""
    return role in GRAMMAR or role in PREPOSITIONS
