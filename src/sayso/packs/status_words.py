"""The words that change whether a thing is said to have happened, as `status.yaml` of a lexicon lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from sayso.model import EventStatus

StatusForm = Literal[
    "verb", "noun", "adjective", "adverb", "auxiliary", "determiner", "pronoun", "preposition", "conjunction", "phrase"
]
Reach = Literal["head", "complement", "object", "subject", "noun", "clause", "raised", "report"]

GOVERNING: Final = ("verb", "noun", "adjective")
"""Forms of words of status of which a phrase is looked up like a word: "call off", "under way"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusWord:
    """A word that changes the status of an event within its `reach`; `of`: prepositions over which it reaches."""

    word: str
    form: StatusForm
    gives: EventStatus
    reach: Reach
    of: frozenset[str] = frozenset()
    bare: bool = True
    """It reaches a clause without a preposition too: "keep from shelling", not "keep shelling"."""
    clause: bool = False
    """It reaches clauses alone, no noun: "the goal of taking it", not "the goal of the offensive"."""
    past: bool = True
    """It means the same of the past: "was able to enter" has entered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhetherWords:
    """Lists of `status.yaml` that help to tell whether something happened; in lower case."""

    tales: frozenset[str]
    """Lemmas of nouns for what somebody tells."""
    announcing: frozenset[str]
    """Kinds of cue behind which "would" is a plan."""
    nobody: frozenset[str]
    """Objects that are nobody and nothing."""
    at_no: frozenset[str]
    """Lemmas that deny with a "no": "at no point"."""
    inverted: frozenset[str]
    """Auxiliaries that open a condition."""
    anyone: frozenset[str]
    """Pronouns for whoever may do it."""
    lasting: frozenset[str]
    """Lemmas of verbs that last once begun."""
    since: frozenset[str]
    """Before the day from which something lasts."""
    under: frozenset[str]
    """Before what a place is under."""
    linking: frozenset[str]
    """Lemmas of verbs that say what their subject is."""
    following: frozenset[str]
    """Lemmas of verbs that say that something comes."""
    causing: frozenset[str]
    """Lemmas of verbs whose object comes about."""
    ending: frozenset[str]
    """Lemmas of verbs whose object is there before: a plan to end the fighting plans no fighting."""
    serving: frozenset[str]
    """Lemmas of verbs whose purpose is reached, in the past."""
    demanded: frozenset[str]
    """Auxiliaries of what is demanded."""
    calling: frozenset[str]
    """Lemmas of verbs that say what a report is worth."""
    parts: frozenset[str]
    """Lemmas of nouns for having to do with something."""
    citing: frozenset[str]
    """Before a report whose worth is that of what is told."""
    pointing: frozenset[str]
    """Pronouns that stand for what was said before."""
    acts: frozenset[str]
    """Lemmas of nouns for what was said to be done."""
    presuming: frozenset[str]
    """Words that ask about what they take for known."""


def status_words(lines: Iterable[Mapping[str, Any]]) -> Iterable[StatusWord]:
    """The entries of the lines of `status.yaml`, one for each word."""
    for line in lines:
        for word in line["words"]:
            yield StatusWord(
                word=str(word).lower(),
                form=line["as"],
                gives=line["gives"],
                reach=line["reach"],
                of=frozenset(str(word).lower() for word in line.get("of", ())),
                bare=line.get("bare", True),
                clause=line.get("clause", False),
                past=line.get("past", True),
            )
