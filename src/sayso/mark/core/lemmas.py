"""The dictionary form of a word; simplemma's, with the tags' help where a form has two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from threading import Thread
from typing import Final

from sayso.mark.core.vocabulary import CoreWords, core_words
from sayso.packs.language import Language, TagSet

REMEMBERED: Final = 100_000
"""Words whose lemmas are remembered at most; those not asked for longest are forgotten. By reasoning, not measured."""
SHORTEST_GERUND: Final = 5
"""Letters that a verbal noun has more of ("bring" and "thing" are none). By hand, not swept."""


class Lemmas:
    """Lemmas of a language's words.

    `verbs` and `nouns` give the dictionary form of forms that a dictionary without tags takes for something else
    ("left" -> "leave", "lives" -> "life"): `lemmas.yaml` of the lexicon.
    """

    def __init__(
        self,
        lemmatize: Callable[[str], str],
        verbs: Mapping[str, str],
        nouns: Mapping[str, str],
        tags: TagSet,
        vocabulary: CoreWords,
    ) -> None:
        self._lemmatize = lru_cache(maxsize=REMEMBERED)(lemmatize)
        self._verb = lru_cache(maxsize=REMEMBERED)(self._find_verb)
        self._known = lru_cache(maxsize=REMEMBERED)(self._find)
        self._verbs = verbs
        self._nouns = nouns
        self._tags = tags
        self._words = vocabulary

    @classmethod
    def load(cls, language: Language) -> Lemmas:
        """The lemmas by simplemma's dictionary of a language, which a thread unpacks while the encoder loads and runs.

        Unpacking takes 0.2 s, and the encoder leaves the interpreter free for longer than that.
        """
        code, table = language.lemmas, language.lexicon.yaml("lemmas.yaml")
        unpacking = Thread(target=_unpack, args=(code,), daemon=True)
        unpacking.start()

        def lemmatize(word: str) -> str:
            unpacking.join()
            return _lemmatize(word, code)

        return cls(lemmatize, table["verbs"], table["nouns"], language.tags, core_words(language))

    def of(self, word: str, upos: str, xpos: str) -> str:
        """The lemma in lower case; names keep their letters."""
        return word if upos == "PROPN" else self._known(word, upos, xpos)

    def _find(self, word: str, upos: str, xpos: str) -> str:
        low = word.lower()
        if upos in ("VERB", "AUX"):
            return self._verb(low)
        if upos == "NOUN" and low in self._nouns:
            return self._nouns[low]
        if upos == "NOUN" and xpos in self._tags.singular and low.endswith(self._words.gerund_endings):
            return low  # "the shelling" is not a "shell"
        return self._lemmatize(low).lower() if upos in ("NOUN", "ADJ", "ADV", "PRON", "DET", "NUM") else low

    def _find_verb(self, low: str) -> str:
        if low in self._verbs:
            return self._verbs[low]
        lemma = self._lemmatize(low)
        ending = next((ending for ending in self._words.gerund_endings if low.endswith(ending)), None)
        if lemma == low and ending and len(low) > SHORTEST_GERUND:
            return self._verb_of_gerund(low.removesuffix(ending)) or low
        return lemma.lower()

    def _verb_of_gerund(self, stem: str) -> str | None:
        """The verb whose form of the past the dictionary knows, by the stem as it is, undoubled or made whole."""
        undoubled = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
        trials = (*(stem + silent for silent in self._words.silent_endings), undoubled, stem)
        for verb in trials:
            if any(self._lemmatize(past) == verb for past in self._pasts(verb)):
                return verb
        return None

    def _pasts(self, verb: str) -> Iterator[str]:
        for ending in self._words.past_endings:
            silent = next((letters for letters in self._words.silent_endings if verb.endswith(letters)), "")
            yield verb.removesuffix(silent) + ending


def _lemmatize(word: str, code: str) -> str:
    import simplemma

    return str(simplemma.lemmatize(word, lang=code))


def _unpack(code: str) -> None:
    """Has simplemma unpack its dictionary; what fails here fails again, and is told, where the first lemma is asked."""
    with suppress(Exception):
        _lemmatize("a", code)
