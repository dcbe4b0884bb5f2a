"""The dictionary form of a word; simplemma's, with the tags' help where a form has two."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import lru_cache
from threading import Thread

from sayso.packs.language import Language, TagSet


class Lemmas:
    """Lemmas of a language's words.

    `verbs` gives the dictionary form of verb forms that a dictionary without tags takes for something else
    ("left" -> "leave"): `lemmas.yaml` of the lexicon.
    """

    def __init__(self, lemmatize: Callable[[str], str], verbs: Mapping[str, str], tags: TagSet) -> None:
        self._lemmatize = lru_cache(maxsize=100_000)(lemmatize)
        self._verbs = verbs
        self._tags = tags

    @classmethod
    def load(cls, language: Language) -> Lemmas:
        """The lemmas by simplemma's dictionary of a language, which a thread unpacks while the encoder loads and runs.

        Unpacking takes 0.2 s, and the encoder leaves the interpreter free for longer than that.
        """
        code, verbs = language.lemmas, language.lexicon.yaml("lemmas.yaml")["verbs"]
        unpacking = Thread(target=_unpack, args=(code,), daemon=True)
        unpacking.start()

        def lemmatize(word: str) -> str:
            unpacking.join()
            return _lemmatize(word, code)

        return cls(lemmatize, verbs, language.tags)

    def of(self, word: str, upos: str, xpos: str) -> str:
        """The lemma in lower case; names keep their letters."""
        low = word.lower()
        if upos == "PROPN":
            return word
        if upos in ("VERB", "AUX"):
            return self._verb(low)
        if upos == "NOUN" and xpos in self._tags.singular and low.endswith("ing"):
            return low  # "the shelling" is not a "shell"
        return self._lemmatize(low).lower() if upos in ("NOUN", "ADJ", "ADV", "PRON", "DET", "NUM") else low

    def _verb(self, low: str) -> str:
        if low in self._verbs:
            return self._verbs[low]
        found = self._lemmatize(low)
        if found == low and low.endswith("ing") and len(low) > 5:
            stem = low[:-3]
            for trial in (stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem, stem):
                if self._lemmatize(trial + ("d" if trial.endswith("e") else "ed")) == trial:
                    return trial
        return found.lower()


def _lemmatize(word: str, code: str) -> str:
    import simplemma

    return str(simplemma.lemmatize(word, lang=code))


def _unpack(code: str) -> None:
    """Has simplemma unpack its dictionary; what fails here fails again, and is told, where the first lemma is asked."""
    with suppress(Exception):
        _lemmatize("a", code)
