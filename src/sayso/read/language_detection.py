"""The language of a report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000
"""Characters of a text that are looked at: some 700 words, and fast. By reasoning, not tuned."""
_TOLD = 0.2
"""Share of its function words from which a text is in a language: English news has 0.35 to 0.5 of the list's words,
French and German under 0.08 (a, an, in, on, was, so). Swept 0.1 to 0.3 on PolNeAR dev, all 94 told at each. Fewer
words than `_FEWEST` tell nothing."""
_FEWEST = 5
_FEWEST_GUESSED = 30
"""Words in Latin letters below which no guess is made: py3langid takes "Islamist fighters captured Bukavu on Monday."
for Estonian. Of 31,600 single English sentences (UD EWT, GUM, newspapers of the world) it takes 6 % of those of 5 to 9
words for another language, 0.8 % of 20 to 24, 0.3 % from 30 on."""
_OWN_LETTERS = 100
"""Letters in Cyrillic of which one at least is Ukrainian's own, or Russian's own, of the two; else the text is neither.
By reasoning, not tuned."""
_UKRAINIAN = frozenset("іїєґ")
_RUSSIAN = frozenset("ыэъё")


def tell_language(text: str, function_words: Mapping[str, frozenset[str]]) -> str | None:
    """The two-letter code (ISO 639-1); `None` where too little is said to tell.

    Languages with `function_words` are told by these, and Ukrainian and Russian by their letters, at once; any other
    language by py3langid, which takes half a second to load.
    """
    words = [word.casefold() for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < _FEWEST:
        return None
    shares = {code: sum(word in known for word in words) / len(words) for code, known in function_words.items()}
    likeliest = max(shares, key=shares.__getitem__, default=None)
    if likeliest is not None and shares[likeliest] >= _TOLD:
        return likeliest
    letters = Counter("".join(words))
    if len(words) < _FEWEST_GUESSED and _is_latin(letters):
        return None
    return _by_letters(letters) or _by_model(text[:_SAMPLE])


def _is_latin(letters: Counter[str]) -> bool:
    return sum(count for letter, count in letters.items() if letter < "\u0250") * 2 > letters.total()


def _by_letters(letters: Counter[str]) -> str | None:
    total = letters.total()
    if sum(count for letter, count in letters.items() if "а" <= letter <= "ґ") * 2 < total:
        return None
    ukrainian = sum(letters[letter] for letter in _UKRAINIAN)
    russian = sum(letters[letter] for letter in _RUSSIAN)
    if max(ukrainian, russian) * _OWN_LETTERS < total:
        return None
    return "uk" if ukrainian > russian else "ru"


def _by_model(text: str) -> str | None:
    from py3langid import classify  # type: ignore[import-untyped]

    language = str(classify(text)[0])
    return None if language == "zxx" else language
