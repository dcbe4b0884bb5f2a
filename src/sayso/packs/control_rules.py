"""How claims add up to who is said to hold a place: the parameters and words of `control.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from re import Pattern
from typing import Any, Final, get_args

from sayso.base.errors import CodebookError
from sayso.base.ids import rule_maker
from sayso.model import FiredRule
from sayso.packs.pack import Pack

FILE: Final = "control.yaml"
SIDES: Final = "sides.yaml"
DAYS: Final[tuple[str, ...]] = ("decay_days", "contest_days", "dispute_days", "admission_days", "precise_days")
LISTED: Final = r"(?-i:(?:[A-Z][\w'’-]+\s+)+(?:and|or)\s+)"
"""A pattern for a name before the place, joined to it: what stands before the one holds for the other, as in "around
Popasna and X"."""
KEYS: Final = (
    "rule", "version", *DAYS, "hearsay", "kinds",
    "implied", "implied_words", "part_words", "inside_words", "unless_holder", "flag_words",
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
    """One version of the rules by which control is worked out. Days are whole days, from 1."""

    name: str
    """Name and version (`control@1`)."""
    rests_on: tuple[str, ...]
    """What else the rules rest on: hashes of `control.yaml` and `sides.yaml`, and what each type does to control."""
    decay_days: int
    """After so many without a word that somebody holds the place, nobody does. docs/control.md tells where each of the
    five numbers comes from and what sweeping it gave."""
    contest_days: int
    """For so many after its last day a fight contests the place."""
    dispute_days: int
    """For so many a side's word against the holder, or against its equal, contests it."""
    admission_days: int
    """Within so many of the other side's gain a withdrawal admits the loss; who enters within so many has taken it."""
    precise_days: int
    """A taking that lies on more than so many dates no change by itself."""
    hearsay: frozenset[str]
    """Words of status, in small letters, that make what is possible count as told."""
    kinds: frozenset[str]
    """Kinds of place that can be held."""
    implied: Mapping[str, str]
    """By type, the role (`actor`, `target`) of who is taken to hold the place."""
    implied_words: Mapping[str, tuple[str, ...]]
    """By type, beginnings of triggers that only imply a hold."""
    part_words: Mapping[str, tuple[str, ...]]
    """By type, beginnings of triggers that say that somebody has more of the place than before, and not all."""
    inside_words: Mapping[str, tuple[str, ...]]
    """By type, the beginnings of triggers that alone say that the fight is for the place itself."""
    unless_holder: frozenset[str]
    """Types that do not contest a place that the actor's side holds."""
    flag_words: tuple[str, ...]
    """Beginnings of triggers by which what is done in a place is done to the place."""
    whole: ScopeWords
    part: ScopeWords
    inside: ScopeWords
    beside: ScopeWords
    wordings: tuple[tuple[str, str], ...]
    """Id and wording of each rule, as the file has it. The ids are those of `FiredRule`."""

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Id and wording of each rule, for people, with the days in force."""
        days = {name: getattr(self, name) for name in DAYS}
        return tuple((rule, text.format(**days)) for rule, text in self.wordings)

    @property
    def maker(self) -> str:
        """`control@1#hash`, as it stands in every run: the hash is over the files, the types and the days in force."""
        return rule_maker(self.name, *self.rests_on, *(getattr(self, name) for name in DAYS))

    def with_decay(self, decay_days: int | None) -> ControlRules:
        """The same rules with another `decay_days`, such as a setting's; `None` leaves the codebook's."""
        return self if decay_days is None else replace(self, decay_days=decay_days)


def build_control_rules(pack: Pack, *, effects: Iterable[str]) -> ControlRules:
    """The rules of a codebook pack; `effects` say in any fixed words what each type of event does to control.

    Raises `CodebookError` for what cannot be used.
    """
    plain = pack.yaml(FILE)
    try:
        return rules_of(plain, rests_on=(pack.files[FILE], pack.files[SIDES], *effects))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CodebookError(
            f"the rules of control cannot be read: {error!r}",
            hint="run: sayso codebook check",
            file=str(pack.folder / FILE),
        ) from None


def rules_of(plain: Mapping[str, Any], *, rests_on: tuple[str, ...] = ()) -> ControlRules:
    """The rules that `control.yaml` says. Raises `KeyError`, `TypeError` or `ValueError` if it is ill formed."""
    days = {name: int(plain[name]) for name in DAYS}
    fillers = _either(plain["fillers"])
    rules = ControlRules(
        name=f"{plain['rule']}@{plain['version']}",
        rests_on=rests_on,
        **days,
        hearsay=frozenset(plain["hearsay"]),
        kinds=frozenset(plain["kinds"]),
        implied={event: role for event, role in plain["implied"].items() if role},
        implied_words=_by_type(plain["implied_words"]),
        part_words=_by_type(plain["part_words"]),
        inside_words=_by_type(plain["inside_words"]),
        unless_holder=frozenset(plain["unless_holder"]),
        flag_words=tuple(word.casefold() for word in plain["flag_words"]),
        whole=_scope(plain["whole"], fillers),
        part=_scope(plain["part"], fillers),
        inside=_scope(plain["inside"], fillers),
        beside=_scope(plain["beside"], fillers),
        wordings=tuple((rule["id"], " ".join(rule["text"].split())) for rule in plain["rules"]),
    )
    _ = rules.texts  # a wording with a name in braces that is no number of days is told when it is loaded
    return rules


def rule_problems(plain: Mapping[str, Any], types: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """What is wrong in `control.yaml`: what, what to do, and the keys where it stands. `types` are the codebook's."""
    for key in [key for key in plain if key not in KEYS]:
        yield f"{key!r} is no key of the rules of control", f"it is one of: {', '.join(KEYS)}", str(key)
    for key in [key for key in KEYS if key not in plain]:
        yield f"the rules of control do not say {key}", f"add {key}:"
    for key in DAYS:
        if key in plain and (not isinstance(plain[key], int) or isinstance(plain[key], bool) or plain[key] < 1):
            yield f"{key} is {plain[key]!r}", "give a whole number of days from 1", key
    known = set(types)
    for key in ("implied", "implied_words", "part_words", "inside_words", "unless_holder"):
        for event in plain.get(key) or ():
            if event not in known:
                yield f"there is no type {event}", "see the ids in events/", key
    if any(role not in ("actor", "target") for role in dict(plain.get("implied") or {}).values()):
        yield "a role is neither actor nor target", "write actor or target", "implied"
    if "rules" in plain:
        yield from _text_problems(plain["rules"])


def _text_problems(rules: Any) -> Iterator[tuple[str, ...]]:
    """Rules that no code knows, and rules of the code that nothing explains."""
    explained = [rule.get("id") for rule in rules or () if isinstance(rule, dict)]
    for rule in explained:
        if rule not in get_args(FiredRule):
            yield f"there is no rule {rule!r} of control", f"it is one of: {', '.join(get_args(FiredRule))}", "rules"
    for rule in get_args(FiredRule):
        if rule not in explained:
            yield f"the rule {rule} is not explained", "add its id and text", "rules"


def _by_type(plain: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    return {event: tuple(beginning.casefold() for beginning in listed) for event, listed in plain.items()}


def _scope(plain: Mapping[str, Iterable[str]], fillers: str) -> ScopeWords:
    before, after, anywhere = (_either(plain.get(key) or ()) for key in ("right_before", "right_after", "anywhere"))
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
