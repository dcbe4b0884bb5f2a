"""Parties to wars: states, groups, their forces, international bodies, outlets; offices and who holds them; sides.

Names are found in a stretch of text word by word: the longest name wins, and where two stand side by side, the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

PartyKind = Literal["state", "adjective", "people", "government", "group", "service", "body", "outlet", "holder"]

COUNTRY_OF_PLACE: Final = "country-of-place"
"""The party of an office that is that of the state in which its place lies."""

RULE_REACH: Final = 5
"""Words from the end of a name at which a force or ministry of its party may begin; by hand, not swept."""
LONGEST_RULE: Final = 8
"""Words before "of" and a name that a force or ministry may have; the longest in rules.yaml has six."""
_WORD: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+?(?=['’]s\b)|[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A side that can act or speak: a state (ISO 3166 alpha-3), an armed or political group, an international body."""

    id: str
    name: str
    kind: Literal["state", "group", "body"]
    sector: str | None
    """A group's or body's PLOVER sector; a state's is told by the words around its name."""
    alpha2: str | None = None
    state: str | None = None
    """The state on whose ground a group stands."""
    adjective: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMatch:
    """A party found in a stretch of text; `start` and `end` are offsets into that stretch."""

    party: str | None
    """`None` for an outlet that no state runs."""
    sector: str | None
    """`None` where only a state's name or adjective was found."""
    name: str
    kind: PartyKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeMatch:
    """An office found in a text: `party` is a party's id, `COUNTRY_OF_PLACE`, or `None` where the words do not tell."""

    role: str
    sector: str | None
    party: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A person who holds or held a public office."""

    name: str
    role: str
    party: str
    sector: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Parties that stand together in a war."""

    id: str
    war: str
    label: str
    parties: frozenset[str]
    lead: str
    """The party that sides.yaml names first."""
    places: frozenset[str]
    """ISO 3166 alpha-2 codes of the countries in which the war is fought."""
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """One way to write a party, as folded words and as written."""

    words: tuple[str, ...]
    written: tuple[str, ...]
    party: str | None
    sector: str | None
    name: str
    kind: PartyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRule:
    """Words that turn the name of a party into one of its forces, ministries or officials."""

    words: tuple[str, ...]
    sector: str | None
    name: str


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


@dataclass(frozen=True, slots=True)
class NameToken:
    """A word of a name: as written, folded, and what parts it from the word before (a space, a hyphen, punctuation)."""

    text: str
    fold: str
    start: int
    end: int
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The parties, offices, holders and sides of the codebook, with their indexes."""

    parties: Mapping[str, Party]
    by_alpha2: Mapping[str, str]
    """ISO 3166 alpha-2 to alpha-3."""
    sides: tuple[Side, ...]
    holders: tuple[Holder, ...]
    _aliases: Mapping[str, tuple[Alias, ...]] = field(repr=False)
    _rules: Mapping[str, tuple[BodyRule, ...]] = field(repr=False)
    _offices: Mapping[str, tuple[Office, ...]] = field(repr=False)
    _exceptions: tuple[OfficeException, ...] = field(repr=False)
    _holder_names: Mapping[tuple[str, ...], Holder] = field(repr=False)
    _before: frozenset[str] = field(repr=False)
    _after: frozenset[str] = field(repr=False)

    def find_party(self, text: str) -> PartyMatch | None:
        """The party that a noun phrase names first, with the sector and name of the force or ministry it is about."""
        return next(self.find_parties(text), None)

    def find_parties(self, text: str) -> Iterator[PartyMatch]:
        """Every party that the text names, in text order; they do not overlap."""
        tokens = cut_name(text)
        at = 0
        while at < len(tokens):
            alias = self._alias_at(tokens, at)
            if alias is None:
                at += 1
                continue
            match, at = self._grow(tokens, at, at + len(alias.words), alias)
            yield match

    def find_office(self, text: str) -> OfficeMatch | None:
        """The office that a noun phrase names, the longest first; "Russian-installed" and the like tell the party."""
        tokens = cut_name(text)
        longest, exceptional = _longest(tokens, self._offices), self._exception_in(tokens)
        if longest is None and exceptional is None:
            return None
        if longest is None and exceptional is not None:
            start, end, exception = exceptional
            return OfficeMatch(
                role="official",
                sector=exception.sector,
                party=exception.party,
                start=tokens[start].start,
                end=tokens[end - 1].end,
            )
        assert longest is not None
        start, end, office = longest
        return OfficeMatch(
            role=" ".join(office.words) if exceptional is None else office.role,
            sector=office.sector if exceptional is None else exceptional[2].sector,
            party=office.party if exceptional is None else exceptional[2].party,
            start=tokens[start].start,
            end=tokens[end - 1].end,
        )

    def find_holder(self, name: str) -> Holder | None:
        """The holder of an office whose name this is, in one of the spellings that the codebook lists."""
        words = tuple(token.fold for token in cut_name(name))
        return self._holder_names.get(words)

    def sides_of(self, party: str, *, country: str | None = None) -> tuple[Side, ...]:
        """The sides on which a party stands, in wars fought in that country (alpha-2) if one is given."""
        return tuple(
            side for side in self.sides if party in side.parties and (country is None or country in side.places)
        )

    def same_side(self, party: str, other: str, *, country: str | None = None) -> bool:
        """Whether two parties are one, or stand together in a war (fought in that country)."""
        return party == other or any(other in side.parties for side in self.sides_of(party, country=country))

    def _alias_at(self, tokens: Sequence[NameToken], at: int) -> Alias | None:
        for alias in self._aliases.get(tokens[at].fold, ()):
            if _stands(alias, tokens, at) and not self._is_modified(tokens, at, at + len(alias.words)):
                return alias
        return None

    def _is_modified(self, tokens: Sequence[NameToken], start: int, end: int) -> bool:
        """Whether the name is only part of a word such as "pro-Russian" or "Iran-backed"."""
        if tokens[start].before == "-" and start and tokens[start - 1].fold in self._before:
            return True
        return end < len(tokens) and tokens[end].before == "-" and tokens[end].fold in self._after

    def _grow(self, tokens: Sequence[NameToken], start: int, end: int, alias: Alias) -> tuple[PartyMatch, int]:
        """An alias as a match, with a force or ministry after it or, as in "Ministry of Defence of Ukraine", before."""
        sector, name, upto = alias.sector, alias.name, end
        if alias.kind in ("state", "adjective", "people", "government", "group"):
            rule = self._rule_after(tokens, end) or self._rule_before(tokens, start)
            if rule is not None:
                start, upto = min(start, rule[1]), max(end, rule[2])
                sector, name = self._sector_of(alias, rule[0]), self._name_of(alias, rule[0])
        match = PartyMatch(
            party=alias.party,
            sector=sector,
            name=name,
            kind=alias.kind,
            start=tokens[start].start,
            end=tokens[upto - 1].end,
        )
        return match, upto

    def _sector_of(self, alias: Alias, rule: BodyRule) -> str | None:
        """A group's fighters are of the group's sector; a state's are the army."""
        return alias.sector if alias.kind == "group" and rule.sector in ("MIL", "REB") else rule.sector

    def _name_of(self, alias: Alias, rule: BodyRule) -> str:
        known = self.parties.get(alias.party or "")
        if known is None or (known.kind == "group" and rule.sector in ("MIL", "REB")):
            return alias.name
        return rule.name.format(adjective=known.adjective or known.name, name=known.name)

    def _rule_after(self, tokens: Sequence[NameToken], at: int) -> tuple[BodyRule, int, int] | None:
        """The rule whose words stand in the same phrase after a name: the longest, of equals the nearest."""
        best: tuple[BodyRule, int, int] | None = None
        for start in range(at, min(at + RULE_REACH, len(tokens))):
            if start > at and tokens[start].before not in (" ", "-"):
                break
            if tokens[start].fold in _STOP:
                break
            for rule in self._rules.get(tokens[start].fold, ()):
                if _folds(tokens, start, len(rule.words)) == rule.words:
                    if best is None or len(rule.words) > len(best[0].words):
                        best = (rule, start, start + len(rule.words))
                    break
        return best

    def _rule_before(self, tokens: Sequence[NameToken], at: int) -> tuple[BodyRule, int, int] | None:
        """The rule whose words end before "of" and a name."""
        end = at
        while end and tokens[end - 1].fold == "the":
            end -= 1
        if not end or tokens[end - 1].fold != "of":
            return None
        for start in range(max(0, end - 1 - LONGEST_RULE), end - 1):
            for rule in self._rules.get(tokens[start].fold, ()):
                if start + len(rule.words) == end - 1 and _folds(tokens, start, len(rule.words)) == rule.words:
                    return rule, start, end - 1
        return None

    def _exception_in(self, tokens: Sequence[NameToken]) -> tuple[int, int, OfficeException] | None:
        present = {token.fold for token in tokens}
        for exception in self._exceptions:
            start = _where(tokens, exception.words) if exception.words[0] in present else None
            if start is None:
                continue
            if not exception.within or any(_where(tokens, words) is not None for words in exception.within):
                return start, start + len(exception.words), exception
        return None


_STOP: Final = frozenset(
    {"in", "on", "at", "from", "to", "for", "against", "by", "with", "who", "which", "that", "and", "or", "of", "near"}
    | {"after", "during", "as"}
)
"""Words that end the phrase in which a force or ministry of a named party is looked for."""


def _fold(word: str) -> str:
    return word.replace(".", "").replace("’", "'").casefold() if "." in word else word.casefold()


def cut_name(text: str) -> list[NameToken]:
    """The words of a name or noun phrase; a possessive's "s" is left out, a hyphened word is cut."""
    tokens: list[NameToken] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if tokens and match[0] == "s" and text[start - 1] in "'’":
            continue
        tokens.append(NameToken(match[0], _fold(match[0]), start, end, _kind_of_gap(text, tokens, start)))
    return tokens


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


def _folds(tokens: Sequence[NameToken], start: int, length: int) -> tuple[str, ...]:
    return tuple(token.fold for token in tokens[start : start + length])


def _stands(alias: Alias, tokens: Sequence[NameToken], at: int) -> bool:
    """Whether an alias stands here, written with the capitals that it has: "US" is not "us", "Turkey" not "turkey"."""
    length = len(alias.words)
    if _folds(tokens, at, length) != alias.words:
        return False
    for written, token in zip(alias.written, tokens[at : at + length], strict=True):
        if token is not tokens[at] and token.before not in (" ", "-"):
            return False
        if written[:1].isupper() and not token.text[:1].isupper():
            return False
        if len(written) > 1 and written.isupper() and length == 1 and not token.text.isupper():
            return False
    return True


def _where(tokens: Sequence[NameToken], words: tuple[str, ...]) -> int | None:
    return next((at for at in range(len(tokens)) if _folds(tokens, at, len(words)) == words), None)


def _longest(tokens: Sequence[NameToken], index: Mapping[str, tuple[Office, ...]]) -> tuple[int, int, Office] | None:
    """The office with the most words; of equals the first in the text."""
    best: tuple[int, int, Office] | None = None
    for at, token in enumerate(tokens):
        for office in index.get(token.fold, ()):
            length = len(office.words)
            if (best is None or length > best[1] - best[0]) and _folds(tokens, at, length) == office.words:
                best = (at, at + length, office)
    return best
