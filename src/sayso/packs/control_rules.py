"""How claims add up to who is said to hold a place: the parameters and words of `control.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from re import Pattern
from typing import Any, Final

from sayso.base.errors import CodebookError
from sayso.packs.pack import Pack

FILE: Final = "control.yaml"
DAYS: Final = ("decay_days", "contest_days", "dispute_days", "admission_days", "precise_days")
LISTED: Final = r"(?-i:(?:[A-Z][\w'’-]+\s+)+(?:and|or)\s+)"
"""A name before the place, joined to it: what stands before the one holds for the other ("around Popasna and X")."""
KEYS: Final = (
    "rule", "version", *DAYS, "hearsay", "kinds",
    "implied", "implied_words", "inside_words", "unless_holder", "flag_words",
    "whole", "part", "inside", "beside", "fillers", "rules",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeWords:
    """Patterns for the words beside a place that tell how much of it is meant; `None` where there are no words."""

    before: Pattern[str] | None
    """Matches text that ends where the place begins."""
    after: Pattern[str] | None
    """Matches text that begins where the place ends."""
    anywhere: Pattern[str] | None
    """Matches inside the place's clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlRules:
    """One version of the rules by which control is reckoned. Days are whole days."""

    name: str
    """Name and version, as it stands in every run of control (`control@1`)."""
    decay_days: int
    contest_days: int
    dispute_days: int
    admission_days: int
    precise_days: int
    hearsay: frozenset[str]
    kinds: frozenset[str]
    implied: Mapping[str, str]
    """By type, the role (`actor`, `target`) of who is taken to hold the place."""
    implied_words: Mapping[str, tuple[str, ...]]
    inside_words: Mapping[str, tuple[str, ...]]
    unless_holder: frozenset[str]
    flag_words: tuple[str, ...]
    whole: ScopeWords
    part: ScopeWords
    inside: ScopeWords
    beside: ScopeWords
    texts: tuple[tuple[str, str], ...]
    """Id and wording of each rule, for people."""


def build_control_rules(pack: Pack) -> ControlRules:
    """The rules of a codebook pack. Raises `CodebookError` for what cannot be used."""
    said = pack.yaml(FILE)
    try:
        return rules_of(said)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CodebookError(
            f"the rules of control cannot be read: {error!r}",
            hint="run: sayso codebook check",
            file=str(pack.folder / FILE),
        ) from None


def rules_of(said: Mapping[str, Any]) -> ControlRules:
    """The rules that `control.yaml` says. Raises `KeyError`, `TypeError` or `ValueError` if it is ill formed."""
    days = {name: int(said[name]) for name in DAYS}
    fillers = _either(said["fillers"])
    return ControlRules(
        name=f"{said['rule']}@{said['version']}",
        **days,
        hearsay=frozenset(said["hearsay"]),
        kinds=frozenset(said["kinds"]),
        implied={event: role for event, role in said["implied"].items() if role},
        implied_words=_by_type(said["implied_words"]),
        inside_words=_by_type(said["inside_words"]),
        unless_holder=frozenset(said["unless_holder"]),
        flag_words=tuple(word.casefold() for word in said["flag_words"]),
        whole=_scope(said["whole"], fillers),
        part=_scope(said["part"], fillers),
        inside=_scope(said["inside"], fillers),
        beside=_scope(said["beside"], fillers),
        texts=tuple((rule["id"], " ".join(rule["text"].format(**days).split())) for rule in said["rules"]),
    )


def rule_problems(said: Mapping[str, Any], types: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """What is wrong in `control.yaml`: what, what to do, and the keys where it stands. `types` are the codebook's."""
    for key in [key for key in said if key not in KEYS]:
        yield f"{key!r} is no key of the rules of control", f"it is one of: {', '.join(KEYS)}", str(key)
    for key in [key for key in KEYS if key not in said]:
        yield f"the rules of control do not say {key}", f"add {key}:"
    for key in DAYS:
        if key in said and (not isinstance(said[key], int) or isinstance(said[key], bool) or said[key] < 1):
            yield f"{key} is {said[key]!r}", "give a whole number of days from 1", key
    known = set(types)
    for key in ("implied", "implied_words", "inside_words", "unless_holder"):
        for event in said.get(key) or ():
            if event not in known:
                yield f"there is no type {event}", "see the ids in events/", key
    if any(role not in ("actor", "target") for role in dict(said.get("implied") or {}).values()):
        yield "a role is neither actor nor target", "write actor or target", "implied"


def _by_type(said: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    return {event: tuple(word.casefold() for word in words) for event, words in said.items()}


def _scope(said: Mapping[str, Iterable[str]], fillers: str) -> ScopeWords:
    before, after, anywhere = (_either(said.get(key) or ()) for key in ("right_before", "right_after", "anywhere"))
    return ScopeWords(
        before=_compile(rf"(?<!\w)(?:{before})\s+(?:(?:{fillers})\s+|{LISTED})*$" if before else ""),
        after=_compile(rf"^\s?(?:{after})(?!\w)" if after else ""),
        anywhere=_compile(rf"(?<!\w)(?:{anywhere})(?!\w)" if anywhere else ""),
    )


def _either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; `#` is a number."""
    ordered = sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\#", r"\d+(?:[.,]\d+)?").replace(r"\ ", r"\s+") for word in ordered)


def _compile(pattern: str) -> Pattern[str] | None:
    return re.compile(pattern, re.IGNORECASE) if pattern else None
