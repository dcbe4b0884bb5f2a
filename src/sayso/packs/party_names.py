"""Names of parties as words: how they are cut and compared, and what tells whom a doubtful one means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, NamedTuple
from unicodedata import combining, normalize

PartyKind = Literal["state", "adjective", "people", "government", "group", "service", "body", "outlet", "holder"]

_WORD: Final = re.compile(r"(?:[^\W\d_]\.){2,}|\b[^\W\d_]\.[^\W\d_]\b|[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """One way to write a party, as folded words and as written."""

    words: tuple[str, ...]
    written: tuple[str, ...]
    party: str | None
    sector: str | None
    name: str
    kind: PartyKind
    is_doubtful: bool = False
    """It has other meanings, and counts only in a report that tells of where the party is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRule:
    """Words that turn the name of a party into one of its forces, ministries or officials."""

    words: tuple[str, ...]
    sector: str | None
    name: str
    is_apart: bool = False
    """Of a state, such people or bodies are not the state's: rebels, companies, hospitals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Words of an office."""

    words: tuple[str, ...]
    role: str
    sector: str | None
    party: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeException:
    """Words that tell whose office it is, whatever the place."""

    words: tuple[str, ...]
    sector: str
    party: str
    within: tuple[tuple[str, ...], ...]
    """Words of which one must stand in the text too; empty for none."""


CUT_NAMES: Final = 2048
"""Names that are kept cut: those of a report come back again and again. By reasoning, not swept."""


class NameToken(NamedTuple):
    """A word of a name: as written, folded, and what parts it from the word before (a space, a hyphen, punctuation)."""

    text: str
    fold: str
    start: int
    end: int
    before: str


@lru_cache(maxsize=CUT_NAMES)
def _fold(word: str) -> str:
    """A word without case, points and accents."""
    folded = word.replace(".", "").casefold()
    return folded if folded.isascii() else "".join(c for c in normalize("NFKD", folded) if not combining(c))


@lru_cache(maxsize=CUT_NAMES)
def cut_name(text: str) -> tuple[NameToken, ...]:
    """The words of a name or noun phrase; a possessive's "s" is left out, a hyphened word is cut."""
    tokens: list[NameToken] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if tokens and match[0] == "s" and text[start - 1] in "'’":
            continue
        is_spaced = tokens and tokens[-1].end == start - 1 and text[start - 1] == " "  # as nearly all are
        before = " " if is_spaced else _kind_of_gap(text, tokens, start)
        tokens.append(NameToken(match[0], _fold(match[0]), start, end, before))
    return tuple(tokens)


def _kind_of_gap(text: str, tokens: Sequence[NameToken], start: int) -> str:
    """What stands between a word and the one before: a space, a hyphen, or something that parts phrases."""
    if not tokens:
        return ""
    gap = text[tokens[-1].end : start]
    if gap == " ":
        return gap
    if gap in ("-", "‑", "–"):
        return "-"
    return " " if not re.sub(r"['’]s?|[\s“”\"(.*]", "", gap) else gap


def folds(tokens: Sequence[NameToken], start: int, length: int) -> tuple[str, ...]:
    """The words of a stretch, folded."""
    return tuple(token.fold for token in tokens[start : start + length])


def name_stands(alias: Alias, tokens: Sequence[NameToken], at: int) -> bool:
    """Whether an alias stands here, written with the capitals that it has: "US" is not "us", "Turkey" not "turkey",
    "LeT" not "Let"."""
    length = len(alias.words)
    end = at + length
    if end > len(tokens) or tokens[end - 1].fold != alias.words[-1] or folds(tokens, at, length) != alias.words:
        return False
    for written, token in zip(alias.written, tokens[at : at + length], strict=True):
        if token is not tokens[at] and token.before not in (" ", "-"):
            return False
        if written[:1].isupper() and not token.text[:1].isupper():
            return False
        if len(written) > 1 and written.isupper() and length == 1 and not token.text.isupper():
            return False
        if length == 1 and any(map(str.isupper, written[1:])) and not any(map(str.isupper, token.text[1:])):
            return False
    return True


def where_stand(tokens: Sequence[NameToken], words: tuple[str, ...]) -> int | None:
    """Where some folded words stand first among the words of a name; `None` if they do not."""
    return next((at for at in range(len(tokens)) if folds(tokens, at, len(words)) == words), None)
