"""The encoder's vocabulary: a word -> the ids of its sub-words (WordPiece, as BERT was given its text).

Written from the published method: Devlin et al. 2019, "BERT: Pre-training of Deep Bidirectional Transformers", whose
text is cleaned, stripped of accents, put into small letters and parted at punctuation; Schuster and Nakajima 2012 and
Wu et al. 2016 for the longest pieces from the left. It gives the ids that the encoder saw in training, for any text:
there the library `tokenizers` made them, whose tables are Unicode 8, so what newer editions call a mark, a control or
punctuation is left as it is.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final
from unicodedata import category, normalize

from sayso.base.errors import PackContentError

LONGEST: Final = 100
"""Characters of a stretch without space or punctuation at most, after cleaning: a longer one is unknown."""
INNER: Final = "##"
"""What stands before a sub-word that continues a word."""
_CLEANED_AS: Final = {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "lowercase": True}
_HAN: Final = (
    *((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF)),
    *((0x2A700, 0x2B81F), (0x2B920, 0x2CEAF), (0x2F800, 0x2FA1F)),
)
"""Characters that stand each by themselves, as the encoder's text had it (first and last of each stretch)."""
_LATER_STRETCHES: Final = """
    5c8-5c9 61d-61d 7fd-7fd 890-8e2 9fd-9fe a76-a76 afa-aff b53-b55 c04-c3c c77-c77 c84-c84 d00-d00 d3b-d3c d81-d81
    eba-eba ece-ece 180f-1886 1abf-1af0 1b4e-1b4f 1b7d-1b7f 1df6-1dfb 2e43-2e63 a82c-a82c a8c5-a8c5 a8ff-a8ff a9bd-a9bd
    10d24-10f89 11070-11074 110c2-110cd 111cf-111cf 1123e-11241 1133b-1133b 113bb-1145e 11660-1166c 116b9-116b9
    1182f-11fff 12ff1-1612f 16d6d-16f4f 16fe2-16fe4 1cf00-1d128 1d25b-1d25c 1e000-1e6f5 1e944-1e95f
"""
"""Stretches that hold all marks, controls and punctuation that Unicode 9 to 18 added, and none of before."""
_LATER: Final = [tuple(int(end, 16) for end in stretch.split("-")) for stretch in _LATER_STRETCHES.split()]
_WERE: Final = {"\u1734": "Mn", "\U0001171e": "Mn", "\u166d": "Po", "\U000111c9": "Po"}
"""Signs whose category changed since Unicode 8."""


class Vocabulary:
    """Sub-words and their ids, with the marks (`[CLS]`, `[UNK]` …) that are never cut."""

    def __init__(self, ids: Mapping[str, int], *, unknown: str = "[UNK]", marks: frozenset[str] = frozenset()) -> None:
        self._ids = ids
        self._unknown = ids[unknown]
        self._marks = marks
        self._marked = re.compile(f"({'|'.join(map(re.escape, sorted(marks)))})") if marks else None
        self._widest = max(map(len, ids))

    @classmethod
    def load(cls, text: str) -> Vocabulary:
        """The vocabulary that stands in the text of a `tokenizer.json`.

        Raises `PackContentError` where the file asks for another way of cutting than this module knows.
        """
        try:
            stored = json.loads(text)
            model, cleaned = stored["model"], stored["normalizer"]
            known = (
                model["type"] == "WordPiece"
                and model["continuing_subword_prefix"] == INNER
                and model["max_input_chars_per_word"] == LONGEST
                and {name: cleaned[name] for name in _CLEANED_AS} == _CLEANED_AS
                and cleaned["strip_accents"] in (None, True)
                and stored["pre_tokenizer"]["type"] == "BertPreTokenizer"
            )
            marks = frozenset(added["content"] for added in stored["added_tokens"])
            vocabulary = cls(model["vocab"], unknown=model["unk_token"], marks=marks)
        except (ValueError, KeyError, TypeError) as wrong:
            raise _unusable(f"it lacks or garbles {wrong}") from wrong
        if not known:
            raise _unusable("it asks for another way of cutting words than BERT's")
        return vocabulary

    def ids_of(self, word: str) -> list[int]:
        """The ids of a word's sub-words in order; none for a word of which cleaning leaves nothing."""
        if self._marked is None:
            return self._ids_between(word)
        ids = list[int]()
        for part in self._marked.split(word):
            ids += [self._ids[part]] if part in self._marks else self._ids_between(part)
        return ids

    def _ids_between(self, text: str) -> list[int]:
        """The ids of a text in which no mark stands."""
        return [piece for stretch in _stretches(text) for piece in self._ids_of_stretch(stretch)]

    def _ids_of_stretch(self, stretch: str) -> list[int]:
        """The longest sub-words from the left; the unknown one if a rest has none."""
        if len(stretch) > LONGEST:
            return [self._unknown]
        if (whole := self._ids.get(stretch)) is not None:
            return [whole]
        ids, at = list[int](), 0
        while at < len(stretch):
            for end in range(min(len(stretch), at + self._widest), at, -1):
                piece = self._ids.get(INNER + stretch[at:end] if at else stretch[at:end])
                if piece is not None:
                    break
            else:
                return [self._unknown]
            ids.append(piece)
            at = end
        return ids


def _unusable(why: str) -> PackContentError:
    return PackContentError(
        f"the words cannot be cut: {why}",
        hint="take a pack that `python -m training` made from an uncased BERT, or reinstall Sayso",
        file="tokenizer.json",
    )


def _stretches(text: str) -> Iterator[str]:
    """The text without controls and accents, in small letters, parted at space and around each punctuation sign."""
    bare = "".join(map(_bare, normalize("NFD", "".join(map(_clean, text)))))
    # One by one, as the encoder's text was: `lower` alone would give a sigma at the end another form.
    return iter("".join(map(_apart, bare.replace("Σ", "σ").lower())).split())


@cache
def _clean(sign: str) -> str:
    """A character as it is; a blank for any space, nothing for a control; Han characters between blanks."""
    if sign in "\t\n\r":
        return " "
    if sign == "\ufffd" or _category(sign) in {"Cc", "Cf", "Co", "Cs"}:
        return ""
    if any(first <= ord(sign) <= last for first, last in _HAN):
        return f" {sign} "
    return " " if sign.isspace() else sign


@cache
def _bare(sign: str) -> str:
    """A character as it is, or nothing for a mark that takes no room."""
    return "" if _category(sign) == "Mn" else sign


@cache
def _apart(sign: str) -> str:
    """A character as it is, or between blanks if it is punctuation; in ASCII all signs are."""
    ascii_sign = "!" <= sign <= "~" and not sign.isalnum()
    return f" {sign} " if ascii_sign or _category(sign).startswith("P") else sign


def _category(sign: str) -> str:
    """The category of a character in Unicode 8; `Cn` in the stretches of those that came later."""
    at = bisect_right(_LATER, (ord(sign), 0x110000)) - 1
    if at >= 0 and ord(sign) <= _LATER[at][1]:
        return "Cn"
    return _WERE.get(sign) or category(sign)
