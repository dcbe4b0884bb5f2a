"""Parties to wars: states, groups, their forces, international bodies, outlets; offices and who holds them; sides.

Names are found in a stretch of text word by word: the longest name wins, and where two stand side by side, the first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final, Literal

from sayso.packs.party_names import (
    Alias,
    BodyRule,
    NameToken,
    Office,
    OfficeException,
    PartyKind,
    cut_name,
    folds,
    name_stands,
    where_stand,
)

COUNTRY_OF_PLACE: Final = "country-of-place"
"""The party of an office that is that of the state in which its place lies."""

RULE_REACH: Final = 5
"""Words from the end of a name at which a force or ministry of its party may begin; by hand, not swept."""
LONGEST_RULE: Final = 8
"""Words before "of" and a name that a force or ministry may have; the longest in rules.yaml has six."""
STATE_KINDS: Final = frozenset({"state", "adjective", "people", "government"})
"""Kinds of names of a state."""
NAMED_KINDS: Final = frozenset({"group", "service"})
"""Kinds of names that a state's name before them does not change."""
FORCES: Final = frozenset({"MIL", "REB", "CRM"})
"""Sectors of armed people."""
NO_SUPPORT: Final = (0, 0)
"""What a report tells for a doubtful name: whether it names the party in full, and how often where it is."""
SURE_SUPPORT: Final = (0, 10**6)
"""The same for a name without doubt: only a party named in full comes before it."""
_BREAK: Final = re.compile(r"[,;:.()\n]")


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
    countries: tuple[str, ...] = ()
    """Other states on whose ground it fights."""
    army: str | None = None
    """The state whose soldiers a state without an army sees."""
    adjective: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMatch:
    """A party found in a stretch of text; `start` and `end` are offsets into that stretch."""

    party: str | None
    """`None` for an outlet that no state runs, and for those of a country who are not its state's (rebels, doctors)."""
    sector: str | None
    """`None` where only a state's name or adjective was found."""
    name: str
    kind: PartyKind
    start: int
    end: int
    named: tuple[int, int]
    """Offsets of the name alone, without a force or ministry that stands with it."""


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
class Backdrop:
    """Where and when a report plays, as far as that tells whom a doubtful name means."""

    countries: Mapping[str, int]
    """How often it names each state or a place of it."""
    named: frozenset[str]
    """Groups and forces that it names in full."""
    day: str | None

    def support(self, party: Party, *, is_armed: bool) -> tuple[int, int]:
        """What speaks for a party, to be compared. `is_armed`: the name is written as a side's."""
        if party.since and self.day and self.day[: len(party.since)] < party.since:
            return NO_SUPPORT
        grounds = (party.id,) if party.kind == "state" else (party.state, *party.countries)
        told = sum(self.countries.get(ground, 0) for ground in grounds if ground)
        return int(party.id in self.named), told or int(is_armed and not self.countries)


NOWHERE: Final = Backdrop(countries={"": 0}, named=frozenset(), day=None)
"""The backdrop on which no doubtful name counts: a report that tells of countries, but of none of theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The parties, offices, holders and sides of the codebook, with their indexes."""

    parties: Mapping[str, Party]
    by_alpha2: Mapping[str, str]
    """ISO 3166 alpha-2 to alpha-3."""
    sides: tuple[Side, ...]
    holders: tuple[Holder, ...]
    _aliases: Mapping[str, Mapping[str, tuple[Alias, ...]]] = field(repr=False)
    """Names by their first word and their second; of a name of one word the second is empty. The longest come first."""
    _rules: Mapping[str, tuple[BodyRule, ...]] = field(repr=False)
    _offices: Mapping[str, tuple[Office, ...]] = field(repr=False)
    _exceptions: tuple[OfficeException, ...] = field(repr=False)
    _holder_names: Mapping[tuple[str, ...], Holder] = field(repr=False)
    _before: frozenset[str] = field(repr=False)
    _after: frozenset[str] = field(repr=False)
    _articles: frozenset[str] = field(repr=False)
    """Words before a name that the reader is taken to know."""
    _backdrop: Backdrop | None = field(default=None, repr=False)
    """By what a doubtful name is judged; `None`: it counts as the first party that has it."""

    def for_report(self, text: str, *, countries: Mapping[str, int], day: str | None) -> Parties:
        """The same parties, with doubtful names that mean what they mean in a report of this text.

        `countries` are the states (ids) of the places that it names, with how often; `day` is that of its publication.
        """
        matches = list(replace(self, _backdrop=NOWHERE).find_parties(text))
        grounds = Counter(countries)
        for match in matches:
            party = self.parties.get(match.party or "")
            if party is not None and (home := party.id if party.kind == "state" else party.state):
                grounds[home] += 1
        backdrop = Backdrop(countries=grounds, named=_named(matches), day=day)
        if not grounds:  # then a side is told only by how its name is written, which a stretch of the text may not show
            matches += replace(self, _backdrop=backdrop).find_parties(text)
        return replace(self, _backdrop=replace(backdrop, named=_named(matches)))

    def find_party(self, text: str) -> PartyMatch | None:
        """The party that a noun phrase is about, with the sector and name of the force or ministry.

        It is the first that is named; but a group or force named behind a state in the same stretch of nouns is the one
        that is meant ("Yemen's Houthi rebels").
        """
        matches = self.find_parties(text)
        first = next(matches, None)
        if first is None or first.kind not in STATE_KINDS:
            return first
        end = first.end
        for match in matches:
            if not _goes_on(text[end : match.start]):
                break
            if match.kind in NAMED_KINDS:
                return match
            end = match.end
        return first

    def find_parties(self, text: str) -> Iterator[PartyMatch]:
        """Every party that the text names, in text order; they do not overlap."""
        return self.find_among(cut_name(text))

    def find_among(self, tokens: Sequence[NameToken]) -> Iterator[PartyMatch]:
        """The same for a text that is cut, or a stretch of one: offsets are those of the words."""
        at = 0
        while at < len(tokens):
            alias = self._alias_at(tokens, at) if tokens[at].fold in self._aliases else None
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
        """The longest name that begins at a word; of those of one length, the one that the report is about."""
        by_second = self._aliases.get(tokens[at].fold, {})
        second = tokens[at + 1].fold if at + 1 < len(tokens) else "."
        standing = [
            alias
            for alias in (*by_second.get(second, ()), *by_second.get("", ()))
            if name_stands(alias, tokens, at) and not self._is_modified(tokens, at, at + len(alias.words))
        ]
        for _, alike in groupby(standing, key=lambda alias: len(alias.words)):
            if (alias := self._meant(list(alike), tokens, at)) is not None:
                return alias
        return None

    def _meant(self, alike: Sequence[Alias], tokens: Sequence[NameToken], at: int) -> Alias | None:
        if self._backdrop is None or not any(alias.is_doubtful for alias in alike):
            return alike[0]
        is_armed = self._is_armed(tokens, at, at + len(alike[0].words))
        support = [self._support(alias, is_armed=is_armed) for alias in alike]
        best = max(range(len(alike)), key=lambda index: support[index])
        return alike[best] if support[best] > NO_SUPPORT else None

    def _support(self, alias: Alias, *, is_armed: bool) -> tuple[int, int]:
        if not alias.is_doubtful:
            return SURE_SUPPORT
        party = self.parties.get(alias.party or "")
        return (
            NO_SUPPORT if self._backdrop is None or party is None else self._backdrop.support(party, is_armed=is_armed)
        )

    def _is_armed(self, tokens: Sequence[NameToken], start: int, end: int) -> bool:
        """Whether a name is written as one of a side is: "the RSF", "RSF fighters"."""
        rules = self._rules.get(tokens[end].fold, ()) if end < len(tokens) else ()
        is_known = start > 0 and tokens[start - 1].fold in self._articles and tokens[start].text.isupper()
        return is_known or any(rule.sector in FORCES for rule in rules)

    def _is_modified(self, tokens: Sequence[NameToken], start: int, end: int) -> bool:
        """Whether the name is only part of a word such as "pro-Russian" or "Iran-backed"."""
        if tokens[start].before == "-" and start and tokens[start - 1].fold in self._before:
            return True
        return end < len(tokens) and tokens[end].before == "-" and tokens[end].fold in self._after

    def _grow(self, tokens: Sequence[NameToken], start: int, end: int, alias: Alias) -> tuple[PartyMatch, int]:
        """An alias as a match, with a force or ministry after it or, as in "Ministry of Defence of Ukraine", before."""
        sector, name, upto, rule = alias.sector, alias.name, end, None
        named = (tokens[start].start, tokens[end - 1].end)
        if alias.kind in ("state", "adjective", "people", "government", "group"):
            rule = self._rule_after(tokens, end) or self._rule_before(tokens, start)
            if rule is not None:
                start, upto = min(start, rule[1]), max(end, rule[2])
                sector, name = self._sector_of(alias, rule[0]), self._name_of(alias, rule[0])
        is_apart = rule is not None and rule[0].is_apart and alias.kind != "group"
        match = PartyMatch(
            party=None if is_apart else alias.party,
            sector=sector,
            name=name,
            kind=alias.kind,
            start=tokens[start].start,
            end=tokens[upto - 1].end,
            named=named,
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
            if tokens[start].fold in _STOP or self._names_another(tokens, start):
                break
            for rule in self._rules.get(tokens[start].fold, ()):
                if folds(tokens, start, len(rule.words)) == rule.words:
                    if best is None or len(rule.words) > len(best[0].words):
                        best = (rule, start, start + len(rule.words))
                    break
        return best

    def _names_another(self, tokens: Sequence[NameToken], at: int) -> bool:
        """Whether a group's or a force's own name begins here: "Nigeria's Boko Haram militants" are of no state."""
        alias = self._alias_at(tokens, at)
        return alias is not None and alias.kind in NAMED_KINDS

    def _rule_before(self, tokens: Sequence[NameToken], at: int) -> tuple[BodyRule, int, int] | None:
        """The rule whose words end before "of" and a name."""
        end = at
        while end and tokens[end - 1].fold == "the":
            end -= 1
        if not end or tokens[end - 1].fold != "of":
            return None
        for start in range(max(0, end - 1 - LONGEST_RULE), end - 1):
            for rule in self._rules.get(tokens[start].fold, ()):
                if start + len(rule.words) == end - 1 and folds(tokens, start, len(rule.words)) == rule.words:
                    return rule, start, end - 1
        return None

    def _exception_in(self, tokens: Sequence[NameToken]) -> tuple[int, int, OfficeException] | None:
        present = {token.fold for token in tokens}
        for exception in self._exceptions:
            start = where_stand(tokens, exception.words) if exception.words[0] in present else None
            if start is None:
                continue
            if not exception.within or any(where_stand(tokens, words) is not None for words in exception.within):
                return start, start + len(exception.words), exception
        return None


def _named(matches: Sequence[PartyMatch]) -> frozenset[str]:
    return frozenset(match.party for match in matches if match.party and match.kind in NAMED_KINDS)


def _goes_on(gap: str) -> bool:
    """Whether what stands between two names are words of one noun phrase: no comma, no "and", no preposition."""
    return not _BREAK.search(gap) and all(token.fold not in _STOP for token in cut_name(gap))


_STOP: Final = frozenset(
    {"in", "on", "at", "from", "to", "for", "against", "by", "with", "who", "which", "that", "and", "or", "of", "near"}
    | {"after", "during", "as"}
)
"""Words that end the phrase in which a force or ministry of a named party is looked for."""


def _longest(tokens: Sequence[NameToken], index: Mapping[str, tuple[Office, ...]]) -> tuple[int, int, Office] | None:
    """The office with the most words; of equals the first in the text."""
    best: tuple[int, int, Office] | None = None
    for at, token in enumerate(tokens):
        for office in index.get(token.fold, ()):
            length = len(office.words)
            if (best is None or length > best[1] - best[0]) and folds(tokens, at, length) == office.words:
                best = (at, at + length, office)
    return best
