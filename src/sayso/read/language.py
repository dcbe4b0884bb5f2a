"""The language of a report."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000
"""Characters that are looked at."""
_ENGLISH = 0.2
"""Share of function words from which a text is English: English news has 0.35 to 0.5 of the list's words, French and
German under 0.08 (a, an, in, on, was, so). Swept 0.1 to 0.3 on PolNeAR dev, all 94 told at each. Fewer words than
`_FEWEST` tell nothing."""
_FEWEST = 5
_UKRAINIAN = frozenset("іїєґ")
_RUSSIAN = frozenset("ыэъё")


def tell_language(text: str, function_words: frozenset[str]) -> str | None:
    """The two-letter code (ISO 639-1); `None` where too little is said to tell.

    English is told by its function words and Ukrainian and Russian by their letters, at once; any other language by
    py3langid, which takes half a second to load.
    """
    words = [word.casefold() for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < _FEWEST:
        return None
    if sum(word in function_words for word in words) >= _ENGLISH * len(words):
        return "en"
    return _by_letters(Counter("".join(words))) or _by_model(text[:_SAMPLE])


def _by_letters(letters: Counter[str]) -> str | None:
    total = letters.total()
    if sum(count for letter, count in letters.items() if "а" <= letter <= "ґ") * 2 < total:
        return None
    ukrainian = sum(letters[letter] for letter in _UKRAINIAN)
    russian = sum(letters[letter] for letter in _RUSSIAN)
    if max(ukrainian, russian) * 100 < total:
        return None
    return "uk" if ukrainian > russian else "ru"


def _by_model(text: str) -> str | None:
    from py3langid import classify  # type: ignore[import-untyped]

    language = str(classify(text)[0])
    return None if language == "zxx" else language
